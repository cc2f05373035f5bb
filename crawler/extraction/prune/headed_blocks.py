"""What a heading of links heads: the box or the elements that belong to it, and whether they are related articles."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from crawler.extraction.prune.box_headings import LONGEST_HEAD, heading_kind
from crawler.page.tree import HEADINGS, INLINE, words
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_LONGEST_CARD, _LONGEST_TEASED = 420, 300
_MOST_CLIMBED, _MOST_LINES = 4, 10
_CARDS = {"div", "li", "article", "section"}
# Elements around a heading. What follows is read for each of those around it.
_DEEPEST_HEAD = 100
# What stands beside a heading: another tab, a link to more of the same.
_LONGEST_BESIDE = 30


def kind_of_heading(element: HtmlElement) -> str:
    """Returns what an element says as a heading of links: `related`, `more`, `other`, or empty if it is none."""
    if len(element) > _MOST_CLIMBED or next(islice(element.iterancestors(), _DEEPEST_HEAD, None), None) is not None:
        return ""
    return heading_kind(words(element, LONGEST_HEAD + 10))


def heading_over(box: HtmlElement) -> str:
    """Returns the kind of the heading that opens a box or stands over it: `related`, `more`, `other`, or empty."""
    if kind := _heading_in(box):
        return kind
    # A row of cards has one heading.
    build = (box.tag, box.get("class"))
    before = (each for each in box.itersiblings("*", preceding=True) if (each.tag, each.get("class")) != build)
    return next(map(kind_of_heading, before), "")


def _heading_in(box: HtmlElement) -> str:
    """Returns the kind of the heading that a box opens with."""
    node: HtmlElement | None = box
    for _ in range(_MOST_CLIMBED):
        if node is None or (kind := kind_of_heading(node)):
            return "" if node is None else kind
        node = None if fold(node.text) else next((child for child in node.iterchildren("*") if words(child)), None)
    return ""


def heads_related(head: HtmlElement, kind: str, card: HtmlElement | None, canonical: Callable[[str], str]) -> bool:
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
            alone = len(words(before, LONGEST_HEAD)) <= LONGEST_HEAD
            return bool(kind_of_heading(before)) or (alone and next(before.iter(*HEADINGS), None) is not None)
        if above is None or fold(above.text):
            return False
        node = above
    return False


def card_around(element: HtmlElement, root: HtmlElement, said: Callable[[HtmlElement], str]) -> HtmlElement | None:
    """Returns the link that holds a heading and behind it what it leads to."""
    card = next(element.iterancestors("a"), None)
    return card if card is not None and card is not root and _is_card(card, said(element), said) else None


def _is_card(anchor: HtmlElement, label: str, said: Callable[[HtmlElement], str]) -> bool:
    """Tells whether a link holds a heading, and behind it what it leads to, with or without a teaser."""
    text = said(anchor)
    return len(label) < len(text) <= _LONGEST_CARD and text.startswith(label)


def block_under(
    head: HtmlElement,
    root: HtmlElement,
    said: Callable[[HtmlElement], str],
    canonical: Callable[[str], str] | None = None,
) -> list[HtmlElement]:
    """Returns the elements of the block that a heading opens: its box, or itself and the links that follow.

    With `canonical`, which tells links to articles, tabs and links to more may stand beside the heading, and another
    box with a heading of its own does not belong to the block.
    """
    node, own, tabs, beside = head, said(head), False, 0
    for _ in range(_MOST_CLIMBED):
        following: list[HtmlElement] = []
        for sibling in node.itersiblings():
            text = said(sibling)
            if not text and sibling.find(".//img") is None:
                continue
            if canonical and not following and beside < _MOST_LINES and _is_beside(sibling, text, canonical):
                own, tabs, beside = own + text, tabs or kind_of_heading(sibling) == "other", beside + 1
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
    return not leads and (
        bool(anchors) or next(element.iter("button"), None) is not None or bool(kind_of_heading(element))
    )


def _is_apart(element: HtmlElement, following: list[HtmlElement]) -> bool:
    """Tells whether an element that follows a heading is a list with a heading of its own, or the frame of the page."""
    if element.tag in {"footer", "nav", "form"} or _heading_in(element) == "other":
        return True
    heads = list(islice(element.iter(*HEADINGS), _MOST_LINES))
    # Each card has a headline, a list one heading.
    alone = bool(heads) and not _is_linked(heads[0]) and len(list(element.iter("a"))) > len(heads)
    return alone and not following


def _is_linked(head: HtmlElement) -> bool:
    return head.find(".//a") is not None or next(head.iterancestors("a"), None) is not None


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
    return (
        mostly
        or (element.tag in {"ul", "ol"} and len(anchors) >= len(list(element.iter("li"))))
        or _is_row(element)
        or _is_teaser(element)
    )


def _is_teaser(box: HtmlElement) -> bool:
    """Tells whether a box opens with a link that is a line of its own, and holds no more than a teaser below."""
    node = box
    while node.tag != "a" and len(node) and not fold(node.text):
        node = node[0]
    alone = node.tag == "a" and not fold(node.tail) and not any(each.tag in INLINE for each in node.itersiblings("*"))
    targets = {anchor.get("href") for anchor in box.iter("a")}
    return box.tag in _CARDS and alone and len(targets) == 1 and len(words(box, _LONGEST_CARD + 1)) <= _LONGEST_CARD


def _is_row(element: HtmlElement) -> bool:
    """Tells whether all that a box holds are cards: headlines that are links, each with a teaser."""
    heads = list(islice(element.iter("h2", "h3", "h4", "h5", "h6"), _MOST_LINES + 1))
    return (
        0 < len(heads) <= _MOST_LINES
        and all(map(_is_linked, heads))
        and len(words(element)) <= _LONGEST_TEASED * len(heads)
    )
