"""Small readings of markup that every part of the extraction needs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree, html
from lxml.cssselect import CSSSelector

from crawler.normalise.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
})  # fmt: skip


_MOST_PIECES = 600
_SILENT = frozenset({"script", "style"})


@lru_cache(maxsize=512)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """Returns the elements that a selector of ours finds; its translation into XPath is kept."""
    return _compiled(selector)(root)  # type: ignore[no-any-return]


def words(element: HtmlElement, most: int = 0) -> str:
    """Returns an element's text on one line, with a blank where a block or a line break parts two words.

    With `most`, the walk ends once there are more characters: who looks for short texts need not read long ones. What
    has more parts than a short text can have is answered with a text that is too long.
    """
    if not isinstance(element.tag, str):
        return ""
    if len(element) == 0:
        return "" if element.tag in _SILENT else fold(element.text)
    pieces: list[str] = []
    length = 0
    for piece in _pieces(element):
        pieces.append(piece)
        if most and len(pieces) > _MOST_PIECES:
            return "…" * (most + 1)
        if most:
            length += sum(map(len, piece.split()))
            if length > most:
                break
    return fold("".join(pieces))


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Walks without recursion: pages may be nested deeper than Python's stack."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            yield element.tail or ""
        elif element.tag in _SILENT:
            if event == "end" and element is not root:
                yield element.tail or ""
        elif event == "start":
            yield element.text or "" if element.tag in INLINE else f" {element.text or ''}"
        else:
            if element.tag not in INLINE:
                yield " "
            if element is not root:
                yield element.tail or ""


def drop(element: HtmlElement) -> None:
    """Removes an element with what is in it, if it is still in its tree.

    The text behind it stays; behind a block it stays apart from the text before.
    """
    parent = element.getparent()
    if parent is None:
        return
    if isinstance(element.tag, str) and element.tag not in INLINE and (element.tail or "").strip():
        rule = html.Element("hr")
        rule.tail, element.tail = element.tail, None
        parent.replace(element, rule)
    else:
        element.drop_tree()
