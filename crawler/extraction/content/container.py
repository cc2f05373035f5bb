"""Finds the container of an article's text on a page whose layout nobody knows."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extraction.prune.widgets_and_embeds import drop_furniture
from crawler.page.captions import is_caption
from crawler.page.tree import HEADINGS, INLINE, SENTENCE_END, after, drop, leads_home, select, stem, words
from crawler.text.unicode import fold, latin_length, match_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.extraction.prune.pruned_page import PrunedPage

_SHORTEST_PROSE, _SHORTEST_DENSE = 40, 16
_FROM_GRANDCHILDREN = 0.4
_SISTER = 0.3
_SHORTEST_PART = 40
_MOST_BOXES, _NEAR, _BOXES_ALIKE = 3, 3, 2
_LONGEST_CAPTION = 300
_FEWEST_REPORTS = 3
# Of what another finder took: less is in a container that is the wrong one; so much more is text that goes on behind.
_WRONG, _GOES_ON = 0.3, 0.5
# So long, against a container, is what another finder has to have taken that says that it is the wrong one.
_LONG_ENOUGH = 0.5
# Of a box's running text.
_MOST = 0.75
_LONG = 200
_LONGEST_KEY = 60
_PARAGRAPHS = {"p", "li", "blockquote"}
_RUN = INLINE | {"br"}
_NO_PROSE = _RUN | {"h1", "h2", "h3", "h4", "h5", "h6", "title", "figcaption"}
_FRAME = (
    "header, footer, aside, nav, [role=navigation], [role=banner], [role=contentinfo], [role=complementary],"
    "[role=dialog]"
)


@dataclass(slots=True)
class Container:
    """Where in a copy of a page an article's text stands."""

    tree: HtmlElement
    """The copy, without furniture and the page's frame."""
    elements: list[HtmlElement]
    """The elements that hold the text, in the order of the page."""
    lengths: dict[HtmlElement, int]
    """The characters of running text that stand directly in each element."""


def find_container(pruned: PrunedPage, title: str) -> Container:
    """Finds the container of the article's text.

    `itemprop=articleBody` is believed; else it is where most running text stands side by side, below the headline.
    """
    page, tree = pruned.page, copy.deepcopy(pruned.tree)
    drop_furniture(tree, page.source_contains)
    for head in tree.findall("head"):
        head.drop_tree()
    for centered in [each for each in tree.iter("center") if len(words(each, _LONGEST_CAPTION)) > _LONGEST_CAPTION]:
        # It says how a text looks, and often ends elsewhere than was meant.
        centered.drop_tag()
    marked = [
        element for element in select(tree, "[itemprop~=articleBody]", page.source_contains) if _prose_below(element)
    ]
    if marked:
        scope = _scope_of(marked[0])
        marked = [each for each in marked if _scope_of(each) is scope]
        marked = [each for each in marked if not any(above in marked for above in each.iterancestors())]
        return Container(tree, marked, _lengths(tree))
    for element in select(tree, _FRAME):
        # A header inside an article may hold its lead; the page's own never holds prose to speak of.
        if not any(above.tag in {"article", "main"} for above in element.iterancestors()):
            drop(element)
    lengths = _lengths(tree)
    heads = [head for head in tree.iter("h1") if match_key(words(head)) == match_key(title)] if title else []
    below = set(after(heads[0])) if len(heads) == 1 else set()
    scores = _scores({element: length for element, length in lengths.items() if element in below} or lengths)
    if not scores:
        return Container(tree, [], lengths)
    best = max(scores, key=lambda element: scores[element])
    parts = _parts(best, scores)
    if len(parts) == 1:
        parts = [*_leads(parts[0]), parts[0]] if _is_live(parts[0]) else [_with_lead(parts[0])]
    return Container(tree, parts, lengths)


def widen(found: Container, judged: str) -> None:
    """Adds the boxes to a container that hold what another finder took beside it.

    What that took between the headline and the container's end is text; what it took behind only where that is a large
    part. A container of which it took hardly anything is the wrong one. `judged` is what it took as match keys, one
    behind the other.
    """
    order = list(found.tree.iter("*"))
    head = next((place for place, each in enumerate(order) if each.tag == "h1" and not leads_home(each)), 0)
    held = {element for container in found.elements for element in container.iter("*")}
    last = max((place for place, element in enumerate(order) if element in held), default=-1)
    lengths = found.lengths
    known = {element for element in lengths if _is_known(element, judged)}
    inside = sum(lengths[element] for element in known & held)
    outside = {each for each in order[head:] if each in known and each not in held and _is_running(each)}
    behind = {element for element in order[last + 1 :] if element in outside}
    is_long = len(judged) > _LONG_ENOUGH * sum(lengths[element] for element in lengths.keys() & held)
    if is_long and inside < _WRONG * sum(lengths[element] for element in known):
        held = set()
        taken = known
    else:
        if sum(lengths[element] for element in behind) < _GOES_ON * inside:
            outside -= behind
        taken = outside | held if outside else set()
    if taken:
        found.elements = _boxes_of(found, order, taken, held) or found.elements


def _boxes_of(
    found: Container, order: list[HtmlElement], taken: set[HtmlElement], held: set[HtmlElement]
) -> list[HtmlElement]:
    """Returns the boxes that hold most of those paragraphs that are taken, and the container."""
    lengths = found.lengths
    prose: Counter[HtmlElement] = Counter()
    text: Counter[HtmlElement] = Counter()
    said: Counter[HtmlElement] = Counter()
    linked: Counter[HtmlElement] = Counter()
    for element in reversed(order):
        said[element] += sum(map(_letters, (element.text, *(child.tail for child in element))))
        linked[element] = said[element] if element.tag == "a" else linked[element]
        prose[element] += lengths.get(element, 0)
        text[element] += lengths.get(element, 0) if element in taken else 0
        if (above := element.getparent()) is not None:
            prose[above] += prose[element]
            text[above] += text[element]
            said[above] += said[element]
            linked[above] += linked[element]
    node = found.tree
    while (child := max(node, key=lambda each: text[each], default=None)) is not None:
        if text[child] < text[node] or child in lengths or child.tag in _PARAGRAPHS or node in found.elements:
            break
        node = child
    # Most that they say is links: parts of the page that have its menus as well.
    menus = {box for box in order if len(box) > 1 and linked[box] * 2 > said[box]}
    return _boxes_in(node, prose, text, held, menus)


def _boxes_in(
    node: HtmlElement,
    prose: Counter[HtmlElement],
    text: Counter[HtmlElement],
    held: set[HtmlElement],
    menus: set[HtmlElement],
) -> list[HtmlElement]:
    """Returns the largest boxes in an element of whose running text most is an article's, and the headings between."""
    boxes: list[HtmlElement] = []
    left = [node]
    while left:
        box = left.pop()
        if box in held or box.tag in HEADINGS or (text[box] >= _MOST * prose[box] and box not in menus):
            boxes.append(box)
        else:
            places = [place for place, child in enumerate(box) if text[child]]
            between = box[places[0] : places[-1] + 1] if places else []
            left.extend(reversed([child for child in between if text[child] or child.tag in HEADINGS]))
    return boxes


def _letters(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0


def _is_running(element: HtmlElement) -> bool:
    """Tells whether an element says a sentence, and is no heading but a standfirst in one."""
    said = words(element)
    if len(said) > _LONG:
        return True
    return element.tag not in HEADINGS and bool(SENTENCE_END.search(said))


def _is_known(element: HtmlElement, judged: str) -> bool:
    """Tells whether the longest piece of an element's own text is in a text."""
    pieces = (element.text, *(part for child in element for part in (child.text, child.tail)))
    longest = max((piece for piece in pieces if piece), key=len, default="")
    return match_key(longest)[:_LONGEST_KEY] in judged


def _scope_of(element: HtmlElement) -> HtmlElement | None:
    """Returns the item that an element is a property of."""
    return next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)


def _lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Counts the characters of running text directly in each element that has some, in page order."""
    lengths = ((element, _own_prose(element)) for element in tree.iter("*") if element.tag not in _RUN)
    return {element: length for element, length in lengths if length}


def _scores(lengths: dict[HtmlElement, int]) -> dict[HtmlElement, float]:
    """Counts for each element the running text of its paragraphs, and some of that one level deeper."""
    scores: dict[HtmlElement, float] = {}
    for element, length in lengths.items():
        holder = element.getparent() if element.tag in {"p", "blockquote", "li"} else element
        if holder is None or element.tag in _NO_PROSE:
            continue
        holder = _row_of(holder)
        scores[holder] = scores.get(holder, 0) + length
        if (above := holder.getparent()) is not None:
            scores[above] = scores.get(above, 0) + length * _FROM_GRANDCHILDREN
    return scores


def _row_of(holder: HtmlElement) -> HtmlElement:
    """Returns where a paragraph's boxes stand, if it has some of its own, side by side with others built alike."""
    box = holder
    for _ in range(_MOST_BOXES):
        parent = box.getparent()
        if parent is None or box.tag != "div" or len(box) != 1 or fold(box.text):
            break
        near = [*islice(box.itersiblings(), _NEAR), *islice(box.itersiblings(preceding=True), _NEAR)]
        if any(each.tag == "div" and stem(each) == stem(box) for each in near):
            return parent
        box = parent
    return holder


def _parts(best: HtmlElement, scores: dict[HtmlElement, float]) -> list[HtmlElement]:
    """Returns the boxes over which a text is spread, with advertisements between: built alike, and side by side."""
    parent = best.getparent()
    if parent is None or (parent.tag in {"body", "html"} and not best.get("class")):
        return [best]
    near = [*parent, *(child for row in parent.itersiblings(str(parent.tag)) for child in row)]
    near += [child for row in parent.itersiblings(str(parent.tag), preceding=True) for child in row]
    if build := _build(best):
        near += [part for part in best.getroottree().iter(str(best.tag)) if _build(part) == build]
    alike = {part for part in near if part.tag == best.tag and stem(part) == stem(best)}
    chosen = {part for part in alike if scores.get(part, 0) >= _SHORTEST_PART or _is_short_part(part)} | {best}
    parts = [part for part in best.getroottree().iter(str(best.tag)) if part in chosen]
    place = parts[0].getparent()
    alone = all(part.getparent() is place for part in parts) and sum(map(_prose_below, parts)) == _prose_below(parent)
    if alone and len(parts) > 1 and parent.tag != "body" and parent.find(".//h1") is None:
        # What else stands there is pictures and headings.
        return [parent]
    return _entries(parts) or parts


def _build(part: HtmlElement) -> tuple[object, ...]:
    """Returns the article in which a part stands, and what the boxes around it are called; empty where they are not."""
    article = next(part.iterancestors("article"), None)
    names = [stem(box) for box in islice(part.iterancestors(), _BOXES_ALIKE)]
    return (article, *names) if article is not None and all(names) else ()


def _is_short_part(part: HtmlElement) -> bool:
    """Tells whether a box of the text's class holds no more than a short sentence."""
    return bool(part.get("class")) and part.find(".//a") is None and bool(SENTENCE_END.search(words(part)))


def _entries(parts: list[HtmlElement]) -> list[HtmlElement]:
    """Returns the boxes around parts that each have one for themselves, perhaps with a heading, and what leads to them.

    None where they have not. Of the like boxes beside them those are taken as well that hold a heading alone.
    """
    rows = [next(part.iterancestors()) for part in parts]
    place = rows[0].getparent()
    if place is None or len(set(rows)) < len(parts) or len(parts) < 2:  # noqa: PLR2004
        return []
    if any(row.getparent() is not place for row in rows):
        return []
    for row, part in zip(rows, parts, strict=True):
        headings = sum(map(_prose_below, row.iter("h2", "h3", "h4", "h5", "h6")))
        if _prose_below(row) - headings > _prose_below(part):
            return []
    alike = {(row.tag, stem(row)) for row in rows}
    return [*_leads(place), *(row for row in place if row in rows or (row.tag, stem(row)) in alike)]


def _is_live(best: HtmlElement) -> bool:
    """Tells whether a container holds reports one below the other, each with its time."""
    rows = Counter((row.tag, stem(row)) for row in best if row.find(".//time") is not None)
    return max(rows.values(), default=0) >= _FEWEST_REPORTS


def _leads(place: HtmlElement) -> list[HtmlElement]:
    """Returns the paragraphs between the headline and where the entries of a text stand."""
    for node in (place, *place.iterancestors()):
        before = list(node.itersiblings(preceding=True))
        heads = [number for number, each in enumerate(before) if each.tag == "h1" or each.find(".//h1") is not None]
        if heads:
            return [each for each in reversed(before[: heads[0]]) if _prose_below(each) and each.find(".//img") is None]
    return []


def _with_lead(best: HtmlElement) -> HtmlElement:
    """Widens a container to the one around it, where the lead or much of the text stands beside it."""
    while (parent := best.getparent()) is not None and parent.tag not in {"body", "html"}:
        sisters = [child for child in parent.iterchildren("*") if child is not best]
        # A lead stands beside the box of the rest; a page's other columns have boxes of their own.
        leads = sum(_own_prose(child) for child in sisters if child.tag == "p" or _is_paragraph(child))
        around = sum(_prose_below(child) for child in sisters)
        if around < _SISTER * _prose_below(best) and not (leads and leads >= around / 2):
            break
        best = parent
    return best


def _is_paragraph(element: HtmlElement) -> bool:
    """Tells whether a box is a paragraph that goes by another name, and no caption."""
    return (
        element.tag in {"div", "section"}
        and all(child.tag in INLINE for child in element)
        and bool(SENTENCE_END.search(words(element)))
        and not is_caption(element, "")
    )


def _own_prose(element: HtmlElement) -> int:
    """Counts the characters of running text directly in an element: no links, no scraps."""
    length = len(fold(element.text)) if element.text else 0
    if not length and len(element) == 1 and element[0].tag == "a" and not element[0].tail:
        # Most of what stands on a page is a menu.
        return 0
    linked = 0
    for child in element:
        if child.tag in _RUN:
            words = len(fold(child.text_content()))
            length += words
            linked += words if child.tag == "a" else sum(len(fold(a.text_content())) for a in child.iter("a"))
        length += len(fold(child.tail)) if child.tail else 0
    return length if linked < length / 2 and (length >= _SHORTEST_PROSE or _is_dense(element, length)) else 0


def _is_dense(element: HtmlElement, length: int) -> bool:
    """Tells whether a short text is a sentence of syllable blocks, each of which says more than a letter does."""
    return (
        length >= _SHORTEST_DENSE
        and latin_length(text := words(element)) >= _SHORTEST_PROSE
        and bool(SENTENCE_END.search(text))
    )


def _prose_below(element: HtmlElement) -> int:
    return sum(_own_prose(part) for part in element.iter("*") if part.tag not in _RUN)
