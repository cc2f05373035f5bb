"""Frames and hidden parts of a page that hold its text: by misnesting, by design, or until a script shows them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from crawler.extraction.prune.widgets_and_embeds import hidden_parts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONG_TEXT = etree.XPath(
    "descendant::text()[string-length(.) > 60][not(parent::script or parent::style or parent::noscript"
    " or parent::template or parent::textarea or parent::option or parent::title)]/parent::*"
)
_PLACES, _STREAMED = (
    etree.XPath("descendant::template[starts-with(@id, 'B:') or starts-with(@id, 'P:')]"),
    etree.XPath("descendant::div[@hidden and starts-with(@id, 'S:')]"),
)
_FRAMES = {"aside", "button", "dialog", "header", "footer", "label", "menu", "nav", "select"}
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "dialog"}
_HIDING = ("hidden", "style", "aria-hidden")
_ENOUGH = 400
# Of the long texts on a page.
_MOST, _NEARLY_ALL = 0.5, 0.7


def place_streamed(tree: HtmlElement) -> None:
    """Puts the parts of a page that React has sent behind it where its scripts put them."""
    places = {str(each.get("id"))[2:]: each for each in _PLACES(tree)}
    for part in _STREAMED(tree) if places else ():
        place = places.get(str(part.get("id"))[2:])
        above = None if place is None or part in place.iterancestors() else place.getparent()
        if place is not None and above is not None:
            del part.attrib["hidden"]
            part.tail = place.tail
            above.replace(place, part)


def open_frames(tree: HtmlElement) -> None:
    """Makes plain boxes of those frames that hold most of a page's text, and shows what is hidden of it."""
    held: Counter[HtmlElement] = Counter({element: _length(element) for element in _LONG_TEXT(tree)})
    total = held.total()
    if total < _ENOUGH:
        return
    for element, length in list(held.items()):
        for above in element.iterancestors():
            held[above] += length
    for element in [each for each, length in held.items() if length > _MOST * total]:
        if element.tag in _FRAMES and (element.tag != "footer" or _holds_article(element)):
            element.tag = "div"
        if element.get("role") in _ROLES:
            del element.attrib["role"]
    for element in hidden_parts(tree):
        if held[element] > _NEARLY_ALL * total:
            for name in _HIDING:
                element.attrib.pop(name, None)


def _length(element: HtmlElement) -> int:
    return sum(len(" ".join(text.split())) for text in (element.text, *(child.tail for child in element)) if text)


def _holds_article(frame: HtmlElement) -> bool:
    return next(frame.iter("h1", "main", "article"), None) is not None
