"""The text of an article: its container cut out, cleaned of what is no text, and written by trafilatura."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree
from trafilatura.settings import Document, Extractor

from crawler.extraction.content.boilerplate_lines import Lines, clean_paragraphs
from crawler.extraction.content.images import take_pictures
from crawler.extraction.content.paragraphs import wrap_bare_text
from crawler.extraction.prune.box_headings import END
from crawler.extraction.prune.cards_and_comments import drop_groups
from crawler.extraction.prune.cookie_banners import drop_consent
from crawler.extraction.prune.page_furniture import drop_furniture
from crawler.extraction.prune.related_blocks import links_in, take_link_blocks
from crawler.page.notices import CLOSED_LINE, OFFER_LINE, WALL_LINE, length
from crawler.page.tree import INLINE, PARSER, SENTENCE_END, drop, drop_all, select, stem, words
from crawler.text.unicode import fold, fold_lines, match_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from crawler.extraction.layout import Layout
    from crawler.items import Image, Link

_LONGEST_MARK = 320
_SHORTEST_QUOTE, _MOST_QUOTES, _LONGEST_SPEAKER = 20, 50, 80
_PROSE, _SHORTEST_PROSE = 60, 20
# So far nothing is closed.
METER = re.compile(
    r"\b(?!(?P<all>\d+) of (?:your )?(?P=all) free)\d+ of (?:your )?\d+ free\b"
    r"|(?<!\bno )(?<!\b0 )\bfree (?:articles?|stor(?:y|ies)) (?:left|remaining)\b",
    re.IGNORECASE,
)
_INDEX, _NEARLY_ALL = 5, 0.9
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_MOST_PARTS = 3
# An article alone, however short; a whole page, read by trafilatura's quick way or by its whole cascade.
_ALONE, _QUICK, _THOROUGH = (Extractor(comments=False, fast=fast) for fast in (True, True, False))
_ALONE.min_extracted_size = _ALONE.min_output_size = 0


@dataclass(slots=True)
class Body:
    """The text of an article with what stood amid it.

    `listing` and `index` say that it is headlines with teasers, and links alone.
    """

    lines: Lines = field(default_factory=Lines)
    images: list[Image] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    walled: bool = False
    headings: set[str] = field(default_factory=set)
    listing: bool = False
    index: bool = False


def read_body(
    containers: list[HtmlElement],
    base: str,
    title: str,
    canonical: Callable[[str], str],
    layout: Layout | None = None,
) -> Body:
    """Reads the text in the containers, which are copied and not changed."""
    body = Body()
    article = PARSER.makeelement("article")
    for container in containers:
        part = copy.deepcopy(container)
        part.tail = None
        article.append(part)
    if layout and layout.wall:
        body.walled = _cut_from(article, next(iter(select(article, layout.wall)), None))
    if layout and layout.inline:
        blocks = select(article, layout.inline)
        body.related = links_in(blocks, "inline", canonical)
        drop_all(blocks)
    if layout and layout.prune:
        drop_all(select(article, layout.prune))
    if not layout or not layout.wall:
        body.walled = cut_wall(article)
    if layout:
        drop_consent(article)
        body.related += links_in(drop_groups(article, canonical), "inline", canonical)
    drop_furniture(article)
    cut_end(article)
    body.index = _is_index(article, canonical)
    body.related.extend(take_link_blocks(article, canonical, offers=True))
    for link in body.related:
        link.kind = "inline"
    body.images = take_pictures([article], base)
    _drop_pull_quotes(article)
    wrap_bare_text(article)
    body.headings = {match_key(words(head)) for head in article.iter("h2", "h3", "h4", "h5", "h6")}
    body.lines = clean_paragraphs(write_text(article), title)
    return body


def _is_index(article: HtmlElement, canonical: Callable[[str], str]) -> bool:
    """Tells whether there is nothing but links to articles."""
    links = [anchor for anchor in article.iter("a") if canonical(anchor.get("href") or "")]
    said = sum(len(words(anchor)) for anchor in links)
    return len(links) >= _INDEX and said >= _NEARLY_ALL * len(words(article))


def _drop_pull_quotes(article: HtmlElement) -> None:
    """Removes quotes that only repeat a sentence of the text, with whom they name."""
    text = ""
    boxes = (box for box in article.iter("div", "aside", "figure") if box.find("p") is None and _is_line(box))
    for quote in [*islice(article.iter("blockquote"), _MOST_QUOTES), *islice(boxes, _MOST_QUOTES)]:
        text = text or match_key(words(article))
        said = max((words(part) for part in quote.iter("p", *_HEADINGS)), key=len, default="") or words(quote)
        key = match_key(said).strip("\"'“”‘’「」『』.,")
        if len(key) >= _SHORTEST_QUOTE and text.count(key) > 1 and len(words(quote)) - len(said) <= _LONGEST_SPEAKER:
            drop(quote)
            text = text.replace(key, "", 1)


def _is_line(box: HtmlElement) -> bool:
    """Tells whether a box holds one line that is set apart from the text: it is all in an element of its own."""
    return len(box) == 1 and box[0].tag in {"strong", "b", "em", "i", "q", "span", *_HEADINGS} and not fold(box.text)


def cut_wall(root: HtmlElement) -> bool:
    """Cuts the tree where it asks the reader to log in or subscribe to read on; tells whether it did.

    What only asks to subscribe, while the text goes on behind it as it stood before, is no wall: it is dropped, unless
    it is a paragraph like any other, without a link.
    """
    for element in list(root.iter("h1", "h2", "h3", "h4", "p", "div", "span", "strong", "a", "button")):
        text = words(element, _LONGEST_MARK) if len(element) <= _MOST_PARTS else ""
        if not text or len(text) > _LONGEST_MARK or not WALL_LINE.fullmatch(text):
            continue
        # Before what speaks of reading on, one sentence may be all that is shown.
        closed = bool(CLOSED_LINE.fullmatch(text))
        if root not in element.iterancestors() or not _has_text_before(root, element, 1 if closed else _PROSE):
            continue
        box = _box_of(element, root)
        if METER.search(words(box, _LONGEST_MARK)):
            drop(box)
            continue
        if closed or not _goes_on(root, box):
            _cut_from(root, element)
            drop_all(select(root, "[class*=blur]"))
            return True
        if words(box) != text or len(text) < _PROSE or box.find(".//a") is not None:
            drop(box)
    return False


def _box_of(element: HtmlElement, root: HtmlElement) -> HtmlElement:
    """Returns the largest box around a line that holds little more, and before which the text has begun."""
    box = element
    for above in element.iterancestors():
        if above is root or len(words(above, _LONGEST_MARK)) > _LONGEST_MARK or not _has_text_before(root, above):
            break
        box = above
    return box


def _goes_on(root: HtmlElement, box: HtmlElement) -> bool:
    """Tells whether behind a box there is text in paragraphs that are built like those before it."""
    before: set[tuple[str, ...]] = set()
    inside = set(box.iter())
    behind = False
    for element in root.iter("p", "div", str(box.tag)):
        if element in inside:
            behind = True
        elif element.tag in {"p", "div"} and _reads_on(element):
            above = next(element.iterancestors())
            build = (str(above.tag), stem(above), str(element.tag), stem(element))
            if not behind:
                before.add(build)
            elif build in before:
                return True
    bare = [fold(box.tail), *(fold(each.tail) for each in box.itersiblings())]
    return any(len(text) >= _PROSE and SENTENCE_END.search(text) for text in bare)


def _reads_on(paragraph: HtmlElement) -> bool:
    """Tells whether an element is a paragraph of an article, and not one that praises a subscription."""
    if any(part.tag not in INLINE and part.tag != "br" for part in paragraph.iterdescendants("*")):
        return False
    text = words(paragraph)
    return (
        length(text) >= _PROSE
        and bool(SENTENCE_END.search(text))
        and not WALL_LINE.fullmatch(text)
        and not OFFER_LINE.fullmatch(text)
    )


def cut_end(root: HtmlElement) -> str:
    """Cuts the tree where comments, author boxes or tip lines begin; returns the words that told it."""
    for element in root.iter("*"):
        if not isinstance(element.tag, str) or element is root:
            continue
        text = words(element, _LONGEST_MARK) if len(element) <= _MOST_PARTS else fold(element.text)
        if text and len(text) <= _LONGEST_MARK and END.fullmatch(text) and _has_text_before(root, element):
            _cut_from(root, element)
            return text
    return ""


def write_text(root: HtmlElement, *, alone: bool = True, fast: bool = True) -> list[str]:
    """Has trafilatura write the paragraphs of a cleaned article (`alone`), or of a whole page.

    Subheadings are paragraphs of their own. The tree is used up.
    """
    document = root
    if alone:
        for element in root.iter("*"):
            # The container is known: no class name may tell trafilatura otherwise.
            for name in list(element.attrib):
                del element.attrib[name]
            if element.tag == "figure":
                element.tag = "div"
        etree.strip_tags(root, "a")
        document = PARSER.makeelement("html")
        etree.SubElement(document, "body").append(root)
    result = trafilatura.bare_extraction(document, options=_ALONE if alone else _QUICK if fast else _THOROUGH)
    if not isinstance(result, Document) or result.body is None:
        return []
    paragraphs: list[str] = []
    for block in result.body:
        if block.tag == "table":
            rows = (
                [fold("".join(str(text) for text in cell.itertext())) for cell in row.iter("cell")]
                for row in block.iter("row")
            )
            paragraphs.extend(" | ".join(cell for cell in row if cell) for row in rows)
        elif block.tag == "list":
            paragraphs.extend(_lines_of(item) for item in block.iter("item"))
        elif block.tag == "quote" and block.find("p") is not None:
            paragraphs.extend(_lines_of(part) for part in block.iter("p"))
        else:
            paragraphs.append(_lines_of(block))
    return [part for paragraph in paragraphs for part in paragraph.split("\n\n") if part]


def _lines_of(block: etree._Element) -> str:
    pieces: list[str] = [(block.text or "").replace("\n", " ")]
    for element in block.iterdescendants():
        if element.tag == "lb":
            pieces.append("\n")
        elif isinstance(element.tag, str):
            pieces.append((element.text or "").replace("\n", " "))
        pieces.append((element.tail or "").replace("\n", " "))
    return fold_lines("".join(pieces))


def _has_text_before(root: HtmlElement, element: HtmlElement, least: int = _PROSE) -> bool:
    """Tells whether running text of a length stands before an element: no headline, no labels."""
    length = 0
    for text in root.xpath("descendant::text()"):
        parent = text.getparent()
        if parent is element or element in parent.iterancestors():
            break
        size = len(text.strip())
        length += size if size >= _SHORTEST_PROSE and parent.tag not in _HEADINGS else 0
        if length >= least:
            return True
    return False


def _cut_from(root: HtmlElement, element: HtmlElement | None) -> bool:
    """Removes an element and all that follows it in `root`."""
    if element is None:
        return False
    node = element
    while node is not root and (parent := node.getparent()) is not None:
        for sibling in list(node.itersiblings()):
            parent.remove(sibling)
        node.tail = None
        node = parent
    if (parent := element.getparent()) is not None:
        parent.remove(element)
    return True
