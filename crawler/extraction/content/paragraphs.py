"""Gives text a paragraph of its own where a page parts it by line breaks or lets it stand bare between blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from crawler.page.tree import INLINE, PARSER, SENTENCE_END
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_RUN = INLINE | {"br"}
_LEAVES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li"}
_BOXES = {"div", "article", "section", "main", "td", "figure"}
_TABULAR = {"table", "tr", "tbody", "thead", "ul", "ol", "dl"}
_LONG_LINE = 60
_BLANK_LINE = re.compile(r"\n\s*\n")


def wrap_bare_text(root: HtmlElement) -> None:
    """Puts text that stands between blocks or line breaks into paragraphs of its own.

    A double break, or one around a blank line, ends a paragraph; a single one does so in bare text, after a long
    sentence in a paragraph, and where all lines are sentences and one is long.
    """
    _part_typed(root)
    for element in list(root.iter(*(INLINE - {"a"}))):
        if element.find(".//br") is not None and element.getparent() is not None:
            # A font or span around several paragraphs.
            element.drop_tag()
    for element in list(root.iter("*")):
        if not isinstance(element.tag, str) or element.tag in _RUN or element.tag in _TABULAR:
            continue
        breaks = element.find("br") is not None
        if element.tag == "li":
            _part_lines(element)
            breaks = breaks or element.find("br") is not None
        if element.tag in _LEAVES:
            if breaks:
                _rebuild_leaf(element)
        elif breaks or element.tag in _BOXES or any(child.tag not in _RUN for child in element.iterchildren("*")):
            element[:] = _parts(element, bare=True)
            element.text = None


def _part_lines(item: HtmlElement) -> None:
    """Puts line breaks between the blocks of an entry in a list: trafilatura writes one right behind the other."""
    blocks = [part for part in item.iterdescendants(*_LEAVES, "div") if fold(part.text_content())]
    alone = len(blocks) == 1 and fold(blocks[0].text_content()) == fold(item.text_content())
    if not blocks or alone or any(block.tag == "li" for block in blocks):
        return
    for block in blocks:
        block.addprevious(PARSER.makeelement("br"))
        block.drop_tag()


def _part_typed(root: HtmlElement) -> None:
    """Parts text that is set as it was typed, at its blank lines; what does not end a sentence is no text."""
    for block in list(root.iter("pre")):
        text = str(block.text_content()).strip()
        if SENTENCE_END.search(text):
            block.tag, block.text = "div", None
            del block[:]
            for part in _BLANK_LINE.split(text):
                etree.SubElement(block, "p").text = part


def _rebuild_leaf(element: HtmlElement) -> None:
    parts = _parts(element, bare=_is_of_sentences(element))
    if len(parts) > 1 and element.tag != "li" and element.getparent() is not None:
        for part in parts:
            part.tag = element.tag if part.tag == "p" else part.tag
        element.text = None
        element[:] = parts
        element.drop_tag()
        return
    element[:] = parts
    element.text = None
    for part in parts:
        if part.tag == "p":
            if part is not parts[0]:
                part.addprevious(PARSER.makeelement("br"))
            part.drop_tag()


def _is_of_sentences(element: HtmlElement) -> bool:
    """Tells whether each line of a paragraph is a sentence, and one of them long: no verse, no address."""
    lines = [element.text or ""]
    for child in element:
        if child.tag == "br":
            lines.append("")
        elif isinstance(child.tag, str):
            lines[-1] += str(child.text_content())
        lines[-1] += child.tail or ""
    said = [line for line in map(fold, lines) if line]
    return all(map(SENTENCE_END.search, said)) and any(len(line) > _LONG_LINE for line in said)


def _parts(element: HtmlElement, *, bare: bool) -> list[HtmlElement]:
    """Returns an element's blocks, with the runs of text between them as paragraphs; takes the children out."""
    parts: list[HtmlElement] = []
    run = PARSER.makeelement("p")
    _append(run, element.text)
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag == "br":
            line = fold(run.text_content())
            if bare or not _goes_on(child, tail) or (len(line) > _LONG_LINE and SENTENCE_END.search(line)):
                run = _close(run, parts)
            elif line:
                run.append(PARSER.makeelement("br"))
        elif isinstance(child.tag, str) and child.tag in _RUN:
            run.append(child)
        elif isinstance(child.tag, str):
            run = _close(run, parts)
            parts.append(child)
        _append(run, tail)
    _close(run, parts)
    return parts


def _goes_on(br: HtmlElement, tail: str | None) -> bool:
    """Tells whether text follows a line break on the next line."""
    following = br.getnext()
    return bool(fold(tail)) or (
        following is not None and following.tag != "br" and bool(fold(following.text_content()))
    )


def _append(run: HtmlElement, text: str | None) -> None:
    if text and len(run):
        run[-1].tail = (run[-1].tail or "") + text
    elif text:
        run.text = (run.text or "") + text


def _close(run: HtmlElement, parts: list[HtmlElement]) -> HtmlElement:
    """Adds a run that has words to the parts, and begins the next."""
    if not fold(run.text_content()):
        return PARSER.makeelement("p")
    parts.append(run)
    return PARSER.makeelement("p")
