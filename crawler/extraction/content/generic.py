"""The text of a page whose layout nobody knows.

trafilatura judges each block of the whole page by itself; `container.py` finds where most running text stands side by
side, and adds what trafilatura has taken beside it. In these boxes text is what trafilatura has taken, what reads like
a sentence and is not a box of its own, and entries of lists; where both hardly meet, trafilatura's text is taken.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from lxml import etree
from trafilatura.baseline import block_text
from trafilatura.settings import CUT_EMPTY_ELEMS

from crawler.extraction.content.blocks import BLOCKS
from crawler.extraction.content.body import Body, is_introduced, read_boxes, write_text
from crawler.extraction.content.boilerplate_lines import clean_paragraphs
from crawler.extraction.content.container import Container, find_container, widen
from crawler.extraction.prune.paywall import ends_at_wall, is_locked
from crawler.page.tree import SENTENCE_END, drop, select, words
from crawler.text.unicode import fold, latin_length, match_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from crawler.extraction.prune.pruned_page import PrunedPage

# Shorter ones are as often furniture as text; too little of them says nothing about a container.
_LONG, _ENOUGH = 60, 200
_MET = 0.6
_LITTLE = 0.3
# Of all that a page says, frames and furniture aside.
_PART = 0.05
_SHORTEST_SENTENCE = 25
# A page of headlines has at least so many, and hardly more text than a teaser for each.
_LISTING, _LONGEST_TEASER = 3, 300
_LINKED_HEADS = (
    "h2 a[href], h3 a[href], h4 a[href], h5 a[href], a[href] h2, a[href] h3, a[href] h4, a[href] p, li > a[href] span"
)
_ROWS = {"ul", "ol", "table"}
# What an article says of itself, set apart from its text.
_LONGEST_NOTE = 400
_NOTE = re.compile(r"(?:corrections?|clarification|updates?)\b.{0,20}:|바로잡습니다|\[?정정\]", re.IGNORECASE)
_BOXES = "div, section, aside, ul, ol, dl, table"
_SHOWN = etree.XPath("descendant::text()[not(parent::script or parent::style)]")
_MANY_BLOCKS, _FEWEST_LETTERS = 1000, 8


def extract_without_layout(pruned: PrunedPage, title: str, canonical: Callable[[str], str]) -> Body:
    """Reads the text of a page by no layout."""
    found = find_container(pruned, title)
    judged = write_text(_lightened(pruned))
    widen(found, _joined(judged))
    if not _is_met(judged, found) and not _is_bare(pruned.tree):
        # trafilatura's quick way may be the one that erred: its whole cascade has the last word.
        judged = write_text(_lightened(pruned, fast=False), fast=False) or judged
        widen(found, _joined(judged))
    other = _joined(judged)
    is_wall = is_locked(pruned.page) or ends_at_wall(found.elements)
    heads = sum(len(select(element, _LINKED_HEADS)) for element in found.elements)
    body = read_boxes(found.elements, pruned.page.url, title, canonical, lambda article: _take_unseen(article, other))
    length = sum(map(latin_length, body.lines.paragraphs))
    body.is_listing = (
        heads >= _LISTING and heads * 2 >= len(body.lines.paragraphs) and length <= heads * _LONGEST_TEASER
    )
    if body.paywalled:
        if len(body.lines.paragraphs) > 1 and pruned.page.structured.article.get("isAccessibleForFree") is False:
            # The last paragraph before a wall is shown faded, or in part.
            body.lines.cut.append(("wall", body.lines.paragraphs.pop()))
    elif not _agree(judged, body):
        body.lines = clean_paragraphs(judged, title)
    elif judged:
        _keep_running_text(body, judged)
    body.paywalled = body.paywalled or is_wall
    return body


def _is_bare(tree: HtmlElement) -> bool:
    """Tells whether a page is markup with hardly a letter in it: the cascade takes time with the square of its blocks.

    The blocks of real pages hold several times as many letters.
    """
    blocks = sum(1 for _ in tree.iter(*BLOCKS))
    return blocks > _MANY_BLOCKS and sum(len(text.strip()) for text in _SHOWN(tree)) < _FEWEST_LETTERS * blocks


def _reads_like_text(paragraph: str) -> bool:
    return latin_length(match_key(paragraph)) >= _SHORTEST_SENTENCE and bool(SENTENCE_END.search(paragraph))


def _lightened(pruned: PrunedPage, *, fast: bool = True) -> HtmlElement:
    """Returns a copy of a page without what trafilatura deletes anyway, after it has looked at each class name in it.

    What its quick way would look at only to know how much text there is on the page is left as one text.
    """
    tree = copy.deepcopy(pruned.tree)
    for frame in list(tree.iter("aside", "footer", "nav", "button")) if fast else ():
        if frame.getparent() is None or frame.find(".//p") is not None:
            # It went with the frame around it. Where all paragraphs lie in frames, trafilatura takes them.
            continue
        if frame.tag in {"aside", "footer"}:
            frame.drop_tree()
        else:
            frame.text = block_text(frame)
            del frame[:]
    for empty in [each for each in tree.iterdescendants(*CUT_EMPTY_ELEMS) if len(each) == 0 and not each.text]:
        empty.drop_tree()
    return tree


def _take_unseen(article: HtmlElement, other: str) -> list[HtmlElement]:
    """Takes out of an article the boxes of which trafilatura has taken nothing, and returns them.

    None if it has hardly seen the text: then it is no judge of its boxes.
    """
    said = [(box, [key for text in box.itertext() if (key := match_key(text))]) for box in select(article, _BOXES)]
    keys = [key for text in article.itertext() if len(key := match_key(text)) >= _LONG]
    if not other or sum(len(key) for key in keys if key in other) < _LITTLE * sum(map(len, keys)):
        return []
    unseen: list[HtmlElement] = []
    taken: set[tuple[str, str]] = set()
    for box, lines in said:
        build = (str(box.tag), box.get("class") or "")
        if any(key in other for key in lines if len(key) >= _LONG):
            taken.add(build)
            continue
        if not lines or any(key in other for key in lines) or match_key(words(box)) in other:
            continue
        if build[1] and build in taken and SENTENCE_END.search(words(box)):
            # trafilatura has stopped amid boxes that each hold a paragraph.
            continue
        if _is_amid_text(box, other) or _NOTE.match(words(box, _LONGEST_NOTE)):
            # trafilatura leaves lists, tables and corrections out by chance.
            continue
        above = box.getparent()
        # A box that has gone with the one around it has no article above; right under it stand the containers.
        if above is not article and article in box.iterancestors():
            drop(box)
            unseen.append(box)
    return unseen


def _is_amid_text(box: HtmlElement, other: str) -> bool:
    """Tells whether a list or a table, perhaps in a box of its own, stands beside running text.

    One with links is introduced by a colon, and text follows it.
    """
    if not (box.tag in _ROWS or (len(box) == 1 and box[0].tag in _ROWS and not fold(box.text))):
        return False
    if box.find(".//a") is not None:
        return is_introduced(box)
    beside = (each for each in next(box.iterancestors()).iterchildren("p") if len(words(each, _LONG)) >= _LONG)
    return any(match_key(words(each)) in other for each in beside)


def _keep_running_text(body: Body, judged: list[str]) -> None:
    kept = _running_text(body, judged)
    left = iter(kept)
    following = next(left, None)
    for paragraph in body.lines.paragraphs:
        if paragraph is following:
            following = next(left, None)
        else:
            body.lines.cut.append(("not running text", paragraph))
    body.lines.paragraphs = kept or body.lines.paragraphs


def _running_text(body: Body, judged: list[str]) -> list[str]:
    """Returns the paragraphs that trafilatura has as well or that read like text, and the headings above them."""
    lines, other = {match_key(line) for paragraph in judged for line in paragraph.split("\n")}, _joined(judged)
    kept: list[str] = []
    headings: list[str] = []
    keys = list(map(match_key, body.lines.paragraphs))
    prose = list(map(_reads_like_text, body.lines.paragraphs))
    known = [reads or key in other for reads, key in zip(prose, keys, strict=True)]
    for position in range(len(known) - prose[::-1].index(True), len(known)) if any(prose) else ():
        if len(keys[position]) < _SHORTEST_SENTENCE and not SENTENCE_END.search(body.lines.paragraphs[position]):
            # Behind the last sentence, the letters of a label may be in the text by chance.
            known[position] = keys[position] in lines
    first, last = (known.index(True), len(known) - known[::-1].index(True)) if any(known) else (0, 0)
    for position, paragraph in enumerate(body.lines.paragraphs):
        key = match_key(paragraph)
        # A short sentence is text between two paragraphs of it.
        between = all(known[position - 1 : position + 2 : 2]) and 0 < position < len(known) - 1
        listed = first < position < last and match_key(paragraph.replace(" | ", " ")) in body.listed
        is_heading = key in body.headings and not _reads_like_text(paragraph)
        if is_heading or (paragraph.startswith("■") and not known[position]):
            headings.append(paragraph)
        elif known[position] or listed or (between and SENTENCE_END.search(paragraph)):
            # A heading counts with the text that it heads.
            kept += [*headings, paragraph]
            headings = []
    return kept


def _joined(paragraphs: list[str]) -> str:
    """Returns the text in a form in which it does not matter where paragraphs begin."""
    return "".join(map(match_key, paragraphs))


def _running_keys(judged: list[str]) -> list[str]:
    """Returns the long lines of a text that end as sentences do, as match keys."""
    lines = (line for paragraph in judged for line in paragraph.split("\n") if SENTENCE_END.search(line))
    return [key for key in map(match_key, lines) if len(key) >= _LONG]


def _is_met(judged: list[str], found: Container) -> bool:
    """Tells whether most running text that trafilatura has taken is in a container, and is some part of the page."""
    held = match_key("".join(str(text) for element in found.elements for text in element.itertext()))
    page = match_key(str(found.tree.text_content()))
    running = _running_keys(judged)
    total = sum(map(len, running))
    if total < _ENOUGH:
        return bool(held) and len(held) >= _PART * len(page)
    return sum(len(key) for key in running if key in held) >= max(_MET * total, _PART * len(page))


def _agree(judged: list[str], body: Body) -> bool:
    """Tells whether most running text of one finding is in the other, and is most of it."""
    found, both = _joined(body.lines.paragraphs), _joined(judged)
    running = _running_keys(judged)
    total = sum(map(len, running))
    if total < _ENOUGH or sum(len(key) for key in running if key in found) >= _MET * total:
        return True
    # Where trafilatura glues paragraphs together, none of its own is found again.
    return sum(len(key) for key in map(match_key, body.lines.paragraphs) if key in both) >= _MET * len(both)
