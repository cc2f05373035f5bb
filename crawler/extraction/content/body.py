"""The text of an article: its container cut out, cleaned of what is no text, and read by blocks."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree
from trafilatura.settings import Document, Extractor

from crawler.extraction.content.blocks import BLOCKS, Block, blocks_of
from crawler.extraction.content.boilerplate_lines import Lines, clean_paragraphs
from crawler.extraction.content.edge_boxes import drop_edge_boxes
from crawler.extraction.content.images import take_pictures
from crawler.extraction.prune.box_headings import ABOUT_AUTHOR, COMMENTS_HEAD, END, INVITES
from crawler.extraction.prune.cookie_banners import drop_consent
from crawler.extraction.prune.paywall import box_around, cut_wall, goes_on
from crawler.extraction.prune.related_blocks import links_in, take_link_blocks
from crawler.extraction.prune.teasers_and_comments import drop_card_groups
from crawler.extraction.prune.widgets_and_embeds import drop_furniture
from crawler.page.tree import HEADINGS, PARSER, after, cut_from, drop, drop_all, has_text_before, select, words
from crawler.text.unicode import fold, fold_lines, match_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from crawler.extraction.layout import Layout
    from crawler.items import Image, Link

# To look at what stands around such a line takes as long as the text is.
_LONGEST_MARK, _MOST_MARKS = 320, 50
_SHORTEST_QUOTE, _MOST_QUOTES, _LONGEST_SPEAKER = 20, 50, 80
_INDEX, _NEARLY_ALL = 5, 0.9
_MOST_PARTS = 3
_SELF, _QUOTED = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y)\b"), re.compile(r"[\"“][^\"“”]*[\"”]")
# An article alone, however short; a whole page, read by trafilatura's quick way or by its whole cascade.
_ALONE, _QUICK, _THOROUGH = (Extractor(comments=False, fast=fast) for fast in (True, True, False))
_ALONE.min_extracted_size = _ALONE.min_output_size = 0


@dataclass(slots=True)
class Body:
    """The text of an article with what stood amid it.

    `headings` and `listed` hold its headings and entries of lists as match keys. `is_listing` and `is_link_list` say
    that it is headlines with teasers, and links alone.
    """

    lines: Lines = field(default_factory=Lines)
    images: list[Image] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    paywalled: bool = False
    end: str = ""
    """What was said where the text was cut off, such as `14 Comments`."""
    headings: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    is_listing: bool = False
    is_link_list: bool = False


def read_body(
    containers: list[HtmlElement],
    base: str,
    title: str,
    canonical: Callable[[str], str],
    layout: Layout,
) -> Body:
    """Reads the text in the containers of a layout, which are copied and not changed."""
    body, wall = Body(), ""
    article = PARSER.makeelement("article")
    for container in containers:
        part = copy.deepcopy(container)
        part.tail = None
        article.append(part)
    if layout.wall:
        gate = next(iter(select(article, layout.wall)), None)
        wall = words(gate, _LONGEST_MARK) or layout.wall if gate is not None else ""
        body.paywalled = cut_from(article, gate)
    if layout.inline:
        blocks = select(article, layout.inline)
        body.related = links_in(blocks, "inline", canonical)
        drop_all(blocks)
    if layout.prune:
        drop_all(select(article, layout.prune))
    if not layout.wall:
        wall = cut_wall(article)
        body.paywalled = bool(wall)
    drop_consent(article)
    body.related += links_in(drop_card_groups(article, canonical), "inline", canonical)
    drop_furniture(article)
    shown = _take_blocks(body, article, base, canonical)
    body.lines = clean_paragraphs(_judged(shown), title, layout.lines)
    body.lines.cut.extend((rule, said) for rule, said in (("wall", wall), ("end", body.end)) if said)
    return body


def read_boxes(
    boxes: list[HtmlElement],
    base: str,
    title: str,
    canonical: Callable[[str], str],
    take_unseen: Callable[[HtmlElement], list[HtmlElement]],
) -> Body:
    """Reads the text in boxes of a pruned tree, which are taken out of it.

    `take_unseen` takes out of an element the boxes that are no text. Names and sources are read in them as well.
    """
    body = Body()
    article = PARSER.makeelement("article")
    for box in boxes:
        box.tail = None
        article.append(box)
    wall = cut_wall(article)
    body.paywalled = bool(wall)
    shown = _take_blocks(body, article, base, canonical)
    entries = article.iter("li", "dt", "dd", "tr")
    body.listed = {match_key(words(entry)) for entry in entries if not _is_linked(entry) or _is_of_text(entry)}
    unseen = [] if body.paywalled else take_unseen(article)
    if unseen:
        shown = blocks_of(article)
    body.lines = clean_paragraphs([block.text for block in shown], title)
    beside = clean_paragraphs([block.text for box in unseen for block in blocks_of(box)])
    for name in ("authors", "emails", "agency", "credit"):
        setattr(body.lines, name, getattr(body.lines, name) or getattr(beside, name))
    body.lines.cut.extend((rule, said) for rule, said in (("wall", wall), ("end", body.end)) if said)
    return body


def _take_blocks(body: Body, article: HtmlElement, base: str, canonical: Callable[[str], str]) -> list[Block]:
    """Takes pictures, offers and what is no text out of an article that is clean of furniture; returns its blocks."""
    body.end = cut_end(article)
    body.is_link_list = _is_index(article, canonical)
    body.related.extend(take_link_blocks(article, canonical, offers=True))
    for link in body.related:
        link.kind = "inline"
    drop_edge_boxes(article)
    body.images = take_pictures([article], base)
    _drop_pull_quotes(article)
    _drop_stamps(article)
    shown = blocks_of(article)
    body.headings = {match_key(block.text) for block in shown if block.tag in HEADINGS}
    return shown


def is_introduced(rows: HtmlElement) -> bool:
    """Tells whether a list stands between a line that ends in a colon and a paragraph."""
    before, behind = rows.getprevious(), rows.getnext()
    return before is not None and words(before).endswith((":", "：")) and behind is not None and behind.tag == "p"


def _is_of_text(entry: HtmlElement) -> bool:
    above = entry.getparent()
    return above is not None and is_introduced(above)


def _is_linked(entry: HtmlElement) -> bool:
    """Tells whether most that an entry says is links."""
    return sum(len(words(anchor)) for anchor in entry.iter("a")) * 2 > len(words(entry))


def _is_index(article: HtmlElement, canonical: Callable[[str], str]) -> bool:
    """Tells whether there is nothing but links to articles."""
    links = [anchor for anchor in article.iter("a") if canonical(anchor.get("href") or "")]
    said = sum(len(words(anchor)) for anchor in links)
    return len(links) >= _INDEX and said >= _NEARLY_ALL * len(words(article))


def _drop_pull_quotes(article: HtmlElement) -> None:
    """Removes quotes that only repeat a sentence of the text, with whom they name."""
    text = ""
    boxes = (box for box in article.iter("div", "aside", "figure") if _is_line(box))
    for quote in [*islice(article.iter("blockquote"), _MOST_QUOTES), *islice(boxes, _MOST_QUOTES)]:
        text = text or match_key(words(article))
        said = max((words(part) for part in quote.iter("p", *HEADINGS)), key=len, default="") or words(quote)
        key = match_key(said).strip("\"'“”‘’「」『』.,")
        if len(key) >= _SHORTEST_QUOTE and text.count(key) > 1 and len(words(quote)) - len(said) <= _LONGEST_SPEAKER:
            drop(quote)
            text = text.replace(key, "", 1)


def _is_line(box: HtmlElement) -> bool:
    """Tells whether a box holds one line that is set apart from the text: it is all in an element of its own."""
    tags = {"strong", "b", "em", "i", "q", "span", *HEADINGS, *({"p"} if box.tag == "aside" else ())}
    return len(box) == 1 and box[0].tag in tags and not fold(box.text)


def _drop_stamps(article: HtmlElement) -> None:
    """Removes times that stand alone on a line: of entries, and of the article itself."""
    for stamp in list(article.iter("time")):
        above, before, behind = stamp.getparent(), stamp.getprevious(), stamp.getnext()
        if above is None or above.tag in {"td", "th"} or fold(stamp.tail):
            continue
        lead = above.text if before is None else before.tail
        edges = [above if each is None else each for each in (before, behind)]
        if not fold(lead) and all(edge.tag in BLOCKS or edge.tag == "br" for edge in edges):
            drop(stamp)


def cut_end(root: HtmlElement) -> str:
    """Cuts the tree where comments, author boxes or tip lines begin; returns the words that told it.

    Where the text goes on behind such a line, the box around the line is dropped alone.
    """
    marks = 0
    for element in list(root.iter("*")):
        if element is root or marks >= _MOST_MARKS:
            continue
        text = words(element, _LONGEST_MARK) if len(element) <= _MOST_PARTS else fold(element.text)
        if not text or len(text) > _LONGEST_MARK or not END.fullmatch(text):
            continue
        marks += 1
        if root not in element.iterancestors() or not has_text_before(root, element):
            continue
        box = box_around(element, root)
        # What asks for comments or counts them, a link to them, and a box about the author may stand amid the text.
        is_link = element.tag == "a" or element.find(".//a") is not None
        amid = (
            is_link
            or INVITES.match(text)
            or _counts_comments(root, box, text)
            or (ABOUT_AUTHOR.fullmatch(text) and words(box) != text)
        )
        if not (amid and goes_on(root, box)):
            cut_from(root, element)
            return text
        drop(box)
    return ""


def _counts_comments(root: HtmlElement, box: HtmlElement, text: str) -> bool:
    """True if a line counts comments that are not behind it: no paragraph there speaks of itself as none before."""
    if not COMMENTS_HEAD.fullmatch(text):
        return False
    behind = set(after(box))
    speaks = {part in behind for part in root.iter("p", "li") if _SELF.search(_QUOTED.sub("", words(part)))}
    return speaks != {True}


def _judged(blocks: list[Block]) -> list[str]:
    """Returns the texts of those blocks that trafilatura takes for an article's.

    It decides by whole blocks, and what it takes is written as the page has it.
    """
    document = PARSER.makeelement("html")
    article = etree.SubElement(etree.SubElement(document, "body"), "article")
    shown = [block.text for block in blocks]
    for block, text in zip(blocks, shown, strict=True):
        etree.SubElement(article, block.tag if block.tag in HEADINGS else "p").text = text.replace("\n", " ")
    result = trafilatura.bare_extraction(document, options=_ALONE)
    if not isinstance(result, Document) or result.body is None:
        return []
    taken = [match_key("".join(map(str, block.itertext()))) for block in result.body]
    texts, place = [], 0
    for text in shown:
        key = match_key(text)
        if key in taken[place:]:
            place = taken.index(key, place) + 1
            texts.append(text)
    return texts


def write_text(document: HtmlElement, *, fast: bool = True) -> list[str]:
    """Has trafilatura find and write the paragraphs of a whole page; subheadings are paragraphs of their own.

    The tree is used up.
    """
    result = trafilatura.bare_extraction(document, options=_QUICK if fast else _THOROUGH)
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
