"""Links to other articles: which blocks offer them, and what they offer."""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache, lru_cache
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Literal

from lxml import etree

from crawler.extraction.prune.box_headings import MORE_HEAD, OFFER, OTHER_HEAD, RELATED_BOX_HEAD
from crawler.extraction.prune.teasers_and_comments import comment_sections
from crawler.items import Link
from crawler.page.tree import HEADINGS, INLINE, drop, words
from crawler.text.unicode import clean, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from lxml.html import HtmlElement


Kind = Literal["inline", "related"]

_HEADS = {"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "p", "span", "div", "dt", "th", "a"}
_OFFERS = {"p", "li", "div", "blockquote", "article", "section", "aside", "h2", "h3", "h4", "h5"}
_LONGEST_HEAD = 60
_LONGEST_OFFER, _LONGEST_CARD, _LONGEST_TEASED = 200, 420, 300
_MOST_CLIMBED = 4
# What stands beside a heading: another tab, a link to more of the same.
_LONGEST_BESIDE = 30
_ARROWS = "▶▷►☞※→>»"
_MARKS = f" {_ARROWS}■□●·-"
_HEAD_MARKS = f"{_MARKS}:：[]<>|【】◆◇▲△▼○★☆+#&"
_BETWEEN = f"{_HEAD_MARKS},/;•–—()"
_QUOTES = " \"'“”‘’"
# What a link leads to, before it: `Video: `, `[영상] `.
_LABEL = re.compile(r"\[?[^\W\d_](?:[\w’'-]| (?=\w)){1,30}(?:\s?[:：|]|\])\s?")
_ELSEWHERE = re.compile(r"watch|video|listen|podcast|photos?\b|pictures|gallery|slides|영상|사진|화보", re.IGNORECASE)
_IN_LINES = INLINE | {"br"}
_MOST_LINES, _LONGEST_LINES = 10, 600
# One of these, without its blanks, is in every heading of links and in every offer.
HEADING_PREFILTER = (
    "related", "관련", "연관", "seealso", "alsoread", "alsosee", "readalso", "readmore", "readnext", "furtherreading",
    "moreon", "moreabout", "similar", "connected", "coverage", "alsoonthis", "morearticles", "morestories", "morenews",
    "morehead", "함께읽", "함께보", "함께볼", "함께알", "같이읽", "같이보", "같이볼", "같이알", "이어읽", "이어서읽",
    "이어보", "이어서보", "더보기", "더읽", "더알아보", "morein", "morefrom", "moreby", "most", "latest", "popular",
    "trending", "recommended", "topstories", "youmay", "youmight", "tmiss", "editor", "shot", "missedit", "핫",
    "많이본", "인기", "추천", "최신", "실시간", "주요", "시각",
)  # fmt: skip
RELATED_PREFILTER = HEADING_PREFILTER[: HEADING_PREFILTER.index("morein")]
# A terminal's sequence may go on over several elements. The letters are an i or an s to patterns, case aside.
_ESCAPE, _OTHER_LETTERS = "\x1b", "ıİſ"
_TEXTS = etree.XPath("descendant::text()[not(parent::script or parent::style)]")


def links_in(
    blocks: Iterable[HtmlElement],
    kind: Kind,
    canonical: Callable[[str], str],
    without: Collection[HtmlElement] = frozenset(),
) -> list[Link]:
    """Returns the article links in the blocks but those in `without`, in page order, each address once.

    A title is the first words that link there; where no link has words, its `title` or the `alt` of its picture.
    """
    found: dict[str, Link] = {}
    wordless: dict[str, str] = {}
    for block in blocks:
        for anchor in block.iter("a"):
            url = canonical(anchor.get("href") or "") if anchor not in without else ""
            if not url:
                continue
            link = found.setdefault(url, Link(url, "", kind))
            said = words(next(anchor.iter("h1", "h2", "h3", "h4", "h5"), anchor))
            if not link.title and not MORE_HEAD.fullmatch(said.strip(_BETWEEN)):
                link.title = OFFER.sub("", said).strip() or said
            if not wordless.get(url):
                pictures = (fold(picture.get("alt")) for picture in anchor.iter("img"))
                wordless[url] = fold(anchor.get("title")) or next(filter(None, pictures), "")
    for url, link in found.items():
        link.title = link.title or wordless[url]
    return list(found.values())


def find_related(tree: HtmlElement, canonical: Callable[[str], str]) -> list[Link]:
    """Returns the articles that a page calls related, wherever on it: by the headings over them and the labels before.

    The tree is not changed. What readers name in their comments is left out.
    """
    telling = _telling(tree, RELATED_PREFILTER)
    if telling is not None and not telling:
        return []
    related: list[Link] = []
    done = {element for section in comment_sections(tree) for element in section.iter("*")}
    said = cache(words)
    for element in tree.iter(*_HEADS | _OFFERS):
        if element in done or (telling is not None and element not in telling):
            continue
        if element.tag in _OFFERS and _is_offer(element, canonical, bare=False):
            related.extend(links_in([element], "inline", canonical))
            done.update(element.iter("*"))
        elif element.tag in _HEADS and (kind := _heading(element)):
            card = _card_around(element, tree, said)
            if not _heads_related(element, kind, card, canonical):
                continue
            block = _block_of(element, tree, said, canonical) if card is None else [card]
            related.extend(_related_in(block, element, card, canonical, said))
            done.update(each for part in block for each in part.iter("*"))
    return related


def take_link_blocks(root: HtmlElement, canonical: Callable[[str], str], *, offers: bool = False) -> list[Link]:
    """Removes the blocks under `root` that offer other articles, told by their headings.

    With `offers`, also paragraphs that are nothing but such a link: amid a text they are no text. Returns the links
    of those that call themselves related; links of the others (latest, popular) are dropped.
    """
    related: list[Link] = []
    gone: set[HtmlElement] = set()
    said = cache(words)

    def cut(part: HtmlElement) -> None:
        gone.update(part.iter("*"))
        drop(part)
        said.cache_clear()

    # A headline that is a link may stand anywhere; all else says what it is.
    telling = None if offers else _telling(root, HEADING_PREFILTER)
    for element in [each for each in root.iter(*_HEADS | _OFFERS) if telling is None or each in telling]:
        if element is root or element in gone:
            continue
        if element.tag in _OFFERS and _is_offer(element, canonical, bare=offers):
            related.extend(links_in([element], "inline", canonical))
            before = element.getprevious()
            if before is not None and words(before).endswith(":") and len(words(before)) <= _LONGEST_HEAD:
                cut(before)
            cut(element)
            continue
        if offers and element.tag in _OFFERS and element.find("br") is not None:
            related.extend(links_in(_labelled(element)[0], "inline", canonical))
        if element.tag not in _HEADS or not (kind := _heading(element)):
            continue
        card = _card_around(element, root, said) if offers else None
        block = _block_of(element, root, said) if card is None else [card]
        if _heads_related(element, kind, card, canonical):
            related.extend(_related_in(block, element, card, canonical, said))
        for part in block:
            cut(part)
    return related


def heading_over(box: HtmlElement) -> str:
    """Returns the kind of the heading that opens a box or stands over it: `related`, `more`, `other`, or empty."""
    before = islice(box.itersiblings("*", preceding=True), _MOST_LINES)
    return _heading_in(box) or next(filter(None, map(_heading, before)), "")


def _telling(root: HtmlElement, words_to_tell: tuple[str, ...]) -> set[HtmlElement] | None:
    """Returns the elements in which a telling word stands, and some more; none where each has to be asked.

    All text under `root` but scripts is looked through once: what an element says is a stretch of it.
    """
    texts = _TEXTS(root)
    parts = ["".join(text.split()) for text in texts]
    said = "".join(parts)
    if _ESCAPE in said:
        return None
    if clean(said) != said:
        parts = ["".join(clean(text).split()) for text in texts]
        said = "".join(parts)
        if clean(said) != said:
            return None
    if any(letter in said for letter in _OTHER_LETTERS):
        return None
    ends = list(accumulate(map(len, parts)))
    found: set[HtmlElement] = set()
    for place in _places(said.lower(), words_to_tell):
        node = texts[bisect(ends, place)].getparent()
        while node is not None and node not in found:
            found.add(node)
            node = node.getparent()
    return found


def _places(said: str, words_to_tell: tuple[str, ...]) -> Iterator[int]:
    for word in words_to_tell:
        place = said.find(word)
        while place >= 0:
            yield place
            place = said.find(word, place + 1)


def _heading(element: HtmlElement) -> str:
    text = words(element, _LONGEST_HEAD + 10) if len(element) <= _MOST_CLIMBED else ""
    return _kind(text.strip(_HEAD_MARKS))


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    """Returns what a heading says; a site's menus and labels say the same on every page."""
    if not text or len(text) > _LONGEST_HEAD:
        return ""
    patterns = {"more": MORE_HEAD, "related": RELATED_BOX_HEAD, "other": OTHER_HEAD}
    return next((kind for kind, pattern in patterns.items() if pattern.fullmatch(text)), "")


def _heading_in(box: HtmlElement) -> str:
    """Returns the kind of the heading that a box opens with."""
    node: HtmlElement | None = box
    for _ in range(_MOST_CLIMBED):
        if node is None or (kind := _heading(node)):
            return "" if node is None else kind
        node = None if fold(node.text) else next((child for child in node.iterchildren("*") if words(child)), None)
    return ""


def _heads_related(head: HtmlElement, kind: str, card: HtmlElement | None, canonical: Callable[[str], str]) -> bool:
    """Tells whether what follows a heading is related: a link to an article or to more of a list heads nothing."""
    if card is not None or kind == "other":
        return kind != "other"
    href = _target(next(chain(head.iter("a"), head.iterancestors("a")), None))
    if kind == "more":
        return not href and not _is_behind_heading(head)
    return not (href and canonical(href))


def _target(anchor: HtmlElement | None) -> str:
    """Returns the address to which a link leads; empty if it leads nowhere else."""
    href = "" if anchor is None else anchor.get("href") or ""
    return "" if href.startswith(("#", "javascript:")) else href


def _is_behind_heading(node: HtmlElement) -> bool:
    """Tells whether a heading stands right before an element, or before what it opens."""
    for _ in range(_MOST_CLIMBED):
        before, above = next(node.itersiblings("*", preceding=True), None), node.getparent()
        if before is not None:
            alone = len(words(before, _LONGEST_HEAD)) <= _LONGEST_HEAD
            return bool(_heading(before)) or (alone and next(before.iter(*HEADINGS), None) is not None)
        if above is None or fold(above.text):
            return False
        node = above
    return False


def _related_in(
    block: list[HtmlElement],
    head: HtmlElement,
    card: HtmlElement | None,
    canonical: Callable[[str], str],
    said: Callable[[HtmlElement], str],
) -> list[Link]:
    """Returns the articles of a block under a heading, without those of lists in it that call themselves otherwise."""
    others = {
        element
        for part in block
        for other in part.iter(*_HEADS)
        if _heading(other) == "other"
        for each in _block_of(other, part, said)
        for element in each.iter("*")
    }
    links = links_in(block, "related", canonical, others)
    if card is not None and links:
        links[0].title = _headline_of(card, said(head)) or links[0].title
    return links


def _block_of(
    head: HtmlElement,
    root: HtmlElement,
    said: Callable[[HtmlElement], str],
    canonical: Callable[[str], str] | None = None,
) -> list[HtmlElement]:
    """Returns the elements of the block that a heading opens: its box, or itself and the links that follow.

    With `canonical`, which tells links to articles, tabs and links to more may stand beside the heading, and another
    box with a heading of its own does not belong to the block.
    """
    node, own, tabs = head, said(head), False
    for _ in range(_MOST_CLIMBED):
        following: list[HtmlElement] = []
        for sibling in node.itersiblings():
            text = said(sibling)
            if not isinstance(sibling.tag, str) or (not text and sibling.find(".//img") is None):
                continue
            if canonical and not following and _is_beside(sibling, text, canonical):
                own, tabs = own + text, tabs or _heading(sibling) == "other"
                continue
            if sibling.tag in {"h1", "h2", "h3"} and not following and sibling.find(".//a") is None:
                break
            if not _mostly_links(sibling, said) or (canonical and _is_apart(sibling, following)):
                break
            following.append(sibling)
            if tabs:
                # Behind each of the others is a list of its own.
                break
        parent = node.getparent()
        if following and parent is not None:
            return [parent] if parent is not root and _is_box(parent, [node, *following]) else [node, *following]
        room = len(own) + _MOST_LINES
        if parent is None or parent is root or "".join(words(parent, room).split()) != "".join(own.split()):
            return []
        node = parent
    return []


def _is_beside(element: HtmlElement, text: str, canonical: Callable[[str], str]) -> bool:
    """Tells whether an element is a tab or a link to more of the same, beside a heading."""
    if len(text) > _LONGEST_BESIDE or not text:
        return False
    anchors = list(element.iter("a"))
    leads = any(canonical(href) for href in map(_target, anchors) if href)
    return not leads and (bool(anchors) or next(element.iter("button"), None) is not None or bool(_heading(element)))


def _is_apart(element: HtmlElement, following: list[HtmlElement]) -> bool:
    """Tells whether an element that follows a heading is a list with a heading of its own, or the frame of the page."""
    if element.tag in {"footer", "nav", "form"} or _heading_in(element) == "other":
        return True
    first = next(element.iter(*HEADINGS), None)
    linked = first is None or first.find(".//a") is not None or next(first.iterancestors("a"), None) is not None
    return not linked and not following and len(list(islice(element.iter("a"), 2))) > 1


def _card_around(element: HtmlElement, root: HtmlElement, said: Callable[[HtmlElement], str]) -> HtmlElement | None:
    """Returns the link that holds a heading and behind it what it leads to."""
    card = next(element.iterancestors("a"), None)
    return card if card is not None and card is not root and _is_card(card, said(element), said) else None


def _is_card(anchor: HtmlElement, label: str, said: Callable[[HtmlElement], str]) -> bool:
    """Tells whether a link holds a heading, and behind it what it leads to, with or without a teaser."""
    text = said(anchor)
    return len(label) < len(text) <= _LONGEST_CARD and text.startswith(label)


def _headline_of(card: HtmlElement, label: str) -> str:
    """Returns the first line of a card behind its label."""
    said = (fold(str(text)) for text in card.itertext())
    return next((line for line in said if line and line not in label), "")


def _is_box(element: HtmlElement, parts: list[HtmlElement]) -> bool:
    """Tells whether an element holds these parts and no other words."""
    if element.tag not in {"div", "section", "aside", "ul", "dl", "article"} or fold(element.text):
        return False
    return all(part in parts or not words(part) for part in element.iterchildren("*"))


def _mostly_links(element: HtmlElement, said: Callable[[HtmlElement], str]) -> bool:
    anchors = list(element.iter("a"))
    if not anchors:
        return False
    linked = sum(len(said(anchor)) for anchor in anchors)
    # Cards carry a date or a teaser beside the link; running text carries a link or two amid its words.
    mostly = linked >= len(said(element)) * 0.6
    return mostly or (element.tag in {"ul", "ol"} and len(anchors) >= len(list(element.iter("li")))) or _is_row(element)


def _is_row(element: HtmlElement) -> bool:
    """Tells whether all that a box holds are cards: headlines that are links, each with a teaser."""
    heads = list(islice(element.iter("h2", "h3", "h4", "h5", "h6"), _MOST_LINES + 1))
    return (
        0 < len(heads) <= _MOST_LINES
        and all(head.find(".//a") is not None or next(head.iterancestors("a"), None) is not None for head in heads)
        and len(words(element)) <= _LONGEST_TEASED * len(heads)
    )


def _is_offer(element: HtmlElement, canonical: Callable[[str], str], *, bare: bool) -> bool:
    """Tells whether a paragraph is nothing but links to other articles, with or without `Related:` before them."""
    anchors = list(islice(element.iter("a"), _MOST_LINES + 1))
    if not anchors or len(anchors) > _MOST_LINES:
        return False
    if bare and len(words(element, _LONGEST_LINES)) <= _LONGEST_LINES:
        lines = _lines(element)
        known = canonical if element.tag != "li" else lambda _: ""
        if all(len(linked) == 1 and _leads_elsewhere(said, linked[0], known) for said, linked in lines):
            return True
    if not any(canonical(anchor.get("href") or "") for anchor in anchors):
        return False
    in_lines = all(each.tag in _IN_LINES for each in element.iterdescendants("*"))
    if in_lines and len(words(element, _LONGEST_LINES)) <= _LONGEST_LINES and _labelled(element)[1]:
        return True
    if len(anchors) > 2:  # noqa: PLR2004
        return False
    text = words(element, _LONGEST_OFFER)
    if not text or len(text) > _LONGEST_OFFER:
        return False
    # A headline has no full stop; a sentence that is all link is text.
    headline = bare and element.tag != "li" and words(anchors[0]) == text and not text.endswith((".", "。"))
    return bool(OFFER.match(text)) or headline


def _labelled(element: HtmlElement) -> tuple[list[HtmlElement], bool]:
    """Returns the links behind labels (`Related: A / B`), line by line, and whether nothing else is there."""
    found: list[HtmlElement] = []
    named, whole = False, True
    for said, linked in _lines(element):
        pieces, rest = [], said
        for anchor in linked:
            if title := words(anchor):
                before, _, rest = rest.partition(title)
                pieces.append(before)
        labels = [label for piece in (*pieces, rest) if (label := piece.strip(_BETWEEN))]
        named = (named or bool(labels)) and all(_kind(label) in {"related", "more"} for label in labels)
        whole = whole and named
        found += linked if named else []
    return found, whole and bool(found)


def _lines(element: HtmlElement) -> list[tuple[str, list[HtmlElement]]]:
    """Returns what stands between an element's line breaks, with the links in it."""
    lines: list[tuple[list[str], list[HtmlElement]]] = [([element.text or ""], [])]
    for child in element.iterchildren():
        if child.tag == "br":
            lines.append(([], []))
        elif isinstance(child.tag, str):
            lines[-1][0].append(words(child))
            lines[-1][1].extend(child.iter("a"))
        lines[-1][0].append(child.tail or "")
    folded = [(fold(" ".join(said)), linked) for said, linked in lines]
    return [(said, linked) for said, linked in folded if said]


def _leads_elsewhere(line: str, anchor: HtmlElement, canonical: Callable[[str], str]) -> bool:
    """Tells whether a line is a link behind an arrow, or behind a label that says what it leads to."""
    linked = words(anchor)
    if not linked or linked not in line:
        return False
    before, _, behind = line.partition(linked)
    if behind.strip(_QUOTES):
        return False
    if not before.strip(_MARKS):
        return bool(set(before + linked[:1]) & set(_ARROWS))
    label = _LABEL.fullmatch(before.strip(_QUOTES))
    if label is None or linked.endswith((".", "。")):
        return False
    return bool(_ELSEWHERE.search(label[0]) or canonical(anchor.get("href") or ""))
