"""Small readings of markup that every part of the extraction needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html

from crawler.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
})  # fmt: skip


def words(element: HtmlElement) -> str:
    """Returns an element's text on one line, with a blank where a block or a line break parts two words."""
    pieces: list[str] = []
    _gather(element, pieces)
    return fold("".join(pieces))


def _gather(root: HtmlElement, pieces: list[str]) -> None:
    """Walks without recursion: pages may be nested deeper than Python's stack."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        part = isinstance(element.tag, str) and element.tag not in INLINE
        if leaving:
            pieces.append(" " if part else "")
            if element is not root:
                pieces.append(element.tail or "")
            continue
        if isinstance(element.tag, str) and element.tag not in {"script", "style"}:
            pieces.extend((" " if part else "", element.text or ""))
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        elif element is not root:
            pieces.append(element.tail or "")


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
