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

from crawler.extraction.boilerplate import END, SIGN_UP_HEAD, Lines, clean_paragraphs
from crawler.extraction.groups import drop_groups
from crawler.extraction.links import links_in, take_link_blocks
from crawler.extraction.markup import PARSER, drop, select, words
from crawler.extraction.notices import WALL_LINE
from crawler.extraction.paragraphs import wrap_bare_text
from crawler.extraction.pictures import take_pictures
from crawler.normalise.text import fold, fold_lines, match_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from crawler.items import Image, Link
    from crawler.layouts import Layout

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "form", "button", "input",
    "select", "textarea", "nav", "audio", "video",
)  # fmt: skip
_STYLED = etree.XPath("descendant-or-self::*/@hidden/.. | descendant-or-self::*/@style/..")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_MARK = 320
_SHORTEST_QUOTE, _MOST_QUOTES = 20, 50
_PROSE = 60
_BOXES = {"div", "section", "aside", "fieldset", "form"}
# Comment systems by the names they give themselves on every site, and what the vocabularies call a comment.
_COMMENTS = (
    "#disqus_thread, #comments, .comments-area, .comment-list, .comment-respond, .comment-wrapper, .fb-comments,"
    "#wpdcom, .u_cbox, #lv-container, [itemprop~=comment], [itemtype$='schema.org/Comment']"
)
_LONGEST_BOX = 300
_LONGEST_HEAD, _LONGEST_NUMBER = 60, 5
_OF_A_FORM = re.compile(
    r"newsletter|subscri|sign(?:ing)? up|inbox|e-?mail|log ?in|sign in|password|comments?\b|search"
    r"|뉴스레터|구독|로그인|댓글|의견을|검색|이메일",
    re.IGNORECASE,
)
_WHOLE_PAGE = 1000
_MOST_PARTS = 3
# An article alone, however short; a whole page, read by trafilatura's quick way or by its whole cascade.
_ALONE, _QUICK, _THOROUGH = (Extractor(comments=False, fast=fast) for fast in (True, True, False))
_ALONE.min_extracted_size = _ALONE.min_output_size = 0


@dataclass(slots=True)
class Body:
    """The text of an article with what stood amid it."""

    lines: Lines = field(default_factory=Lines)
    images: list[Image] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    walled: bool = False
    headings: set[str] = field(default_factory=set)
    listing: bool = False


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
        _drop_all(blocks)
    if layout and layout.prune:
        _drop_all(select(article, layout.prune))
    if not layout or not layout.wall:
        body.walled = cut_wall(article)
    if layout:
        drop_groups(article, lambda _: "")
    drop_furniture(article)
    cut_end(article)
    body.related.extend(take_link_blocks(article, canonical, offers=True))
    for link in body.related:
        link.kind = "inline"
    body.images = take_pictures([article], base)
    _drop_pull_quotes(article)
    wrap_bare_text(article)
    body.headings = {match_key(words(head)) for head in article.iter("h2", "h3", "h4", "h5", "h6")}
    body.lines = clean_paragraphs(write_text(article), title)
    return body


def _drop_pull_quotes(article: HtmlElement) -> None:
    """Removes quotes that only repeat a sentence of the text, with whom they name."""
    text = ""
    for quote in list(islice(article.iter("blockquote"), _MOST_QUOTES)):
        text = text or match_key(words(article))
        first = next((part for part in quote.iter("p") if words(part)), quote)
        key = match_key(words(first)).strip("\"'“”‘’「」『』.,")
        if len(key) >= _SHORTEST_QUOTE and text.count(key) > 1:
            drop(quote)


def drop_furniture(root: HtmlElement) -> None:
    """Removes what is never text on any page: scripts, forms, navigation, hidden parts."""
    for form in list(root.iter("form")):
        # ASP.NET puts whole pages into a form.
        if form.find(".//h1") is not None or len(fold(form.text_content())) > _WHOLE_PAGE:
            form.drop_tag()
    for field_in_box in select(root, "form, input:not([type=hidden]), textarea"):
        _drop_small_box(field_in_box, root)
    for head in root.iter("h2", "h3", "h4", "h5", "h6", "strong", "button"):
        if SIGN_UP_HEAD.fullmatch(words(head)):
            _drop_small_box(head, root)
    _drop_all(list(root.iter(*_NEVER_TEXT)))
    _drop_all([*root.iter("rt", "rp"), *(mark for mark in root.iter("sup") if _is_note_mark(mark))])
    _drop_all([each for each in select(root, _COMMENTS) if each is not root])
    styled = _STYLED(root)
    _drop_all([element for element in styled if element.get("hidden") is not None])
    _drop_all([element for element in styled if _HIDDEN.search(element.get("style") or "")])


def _is_note_mark(mark: HtmlElement) -> bool:
    """Tells whether a raised number leads to a footnote."""
    return (
        any((a.get("href") or "").startswith("#") for a in mark.iter("a"))
        and len(words(mark, _LONGEST_NUMBER)) <= _LONGEST_NUMBER
    )


def cut_wall(root: HtmlElement) -> bool:
    """Cuts the tree where it asks the reader to log in or subscribe to read on; tells whether it did."""
    for element in root.iter("h1", "h2", "h3", "h4", "p", "div", "span", "strong", "a", "button"):
        text = words(element, _LONGEST_MARK) if len(element) <= _MOST_PARTS else ""
        if text and len(text) <= _LONGEST_MARK and WALL_LINE.fullmatch(text) and _has_text_before(root, element):
            _cut_from(root, element)
            _drop_all(select(root, "[class*=blur]"))
            return True
    return False


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


def _has_text_before(root: HtmlElement, element: HtmlElement) -> bool:
    length = 0
    for text in root.xpath("descendant::text()"):
        parent = text.getparent()
        if parent is element or element in parent.iterancestors():
            break
        length += len(text.strip())
        if length > _PROSE:
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


def _drop_small_box(part: HtmlElement, root: HtmlElement) -> None:
    """Drops the box around a form or a heading (newsletter, log-in), as long as it holds no more than a box does."""
    box = part.getparent()
    while box is not None and box is not root and box.tag in _BOXES and len(fold(box.text_content())) <= _LONGEST_BOX:
        beside = words(box).replace(words(part), " ", 1)
        if len(beside) > _LONGEST_HEAD and not _OF_A_FORM.search(beside):
            # What stands beside it is a short article.
            break
        part, box = box, box.getparent()
    if part.tag in _BOXES and part is not root:
        drop(part)


def _drop_all(elements: list[HtmlElement]) -> None:
    for element in elements:
        drop(element)
