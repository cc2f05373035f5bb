"""Boxes before the first and behind the last paragraph of a container that hold labels and links, and no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extraction.content.blocks import BLOCKS, blocks_of
from crawler.extraction.prune.box_headings import heading_kind
from crawler.page.tree import HEADINGS, SENTENCE_END, drop, words
from crawler.text.unicode import any_of, fold, latin_length

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = BLOCKS - HEADINGS - {"p", "table", "tbody", "tr", "td", "pre", "blockquote", "figure", "dl"}
_LISTS = {"ul", "ol", "li", "menu", "dir"}
# Of letters: a box of labels, and a line that reads like text.
_LONGEST_BOX, _SHORTEST_PROSE = 600, 40
_FEWEST_LINKS, _MOSTLY, _DEEPEST = 2, 0.5, 20
# What the first line of such a box says it is.
_MENU = any_of(
    r"(?:(?:reader|quick|online|our) )?(?:polls?|quiz|survey)\b.{0,60}",
    r"(?:translate|translations?)\b.{0,30}",
    r"(?:what(?:['’]s| is) your|your) reaction\??",
    r"(?:font|text) size.{0,20}|글자\s?크기.{0,10}|번역.{0,10}",
    r"key (?:events|moments|points|dates)|jump to.{0,20}|on this page|(?:table of )?contents|목차",
    r"(?:upcoming|coming|related) events|(?:topics?|tags?|filed under|more on|in this (?:article|story))\s?:?",
    r"(?:독자 ?)?(?:투표|설문|퀴즈).{0,20}|이 기사에 대해 어떻게 생각.{0,20}",
)
_PEOPLE = re.compile(
    r"/(?:authors?|writers?|reporters?|journalists?|profiles?|people|staff|columnists?|contributors?)/"
)


def drop_edge_boxes(root: HtmlElement) -> None:
    """Removes menus, tools, tags, polls, boxes of authors and offers at the edges of a text."""
    for at_end in (True, False):
        place: HtmlElement | None = root
        for _ in range(_DEEPEST):
            place = _trim(place, at_end=at_end) if place is not None else None


def _trim(place: HtmlElement, *, at_end: bool) -> HtmlElement | None:
    """Removes boxes at one edge of an element; returns the box that stands there then, which may hold others."""
    said = [each for each in place if words(each, 1)]
    if not at_end:
        said.reverse()
    while said:
        box = said.pop()
        bare = [each.tail for each in [box, *box.itersiblings()]] if at_end else [place.text]
        is_box = box.tag in _BOXES and not any(map(fold, bare))
        if is_box and said and _is_no_text(box, said, at_end=at_end):
            drop(box)
        elif not (at_end and _is_line(box)):
            return box if is_box and box.tag not in _LISTS else None
    return None


def _is_line(part: HtmlElement) -> bool:
    """Tells whether a part is a label, such as whose the text is."""
    text = words(part, _LONGEST_BOX)
    return (part.tag == "p" and _is_label(text)) or (part.tag == "div" and latin_length(text) < _SHORTEST_PROSE)


def _is_label(text: str) -> bool:
    return latin_length(text) < _SHORTEST_PROSE or not SENTENCE_END.search(text)


def _is_no_text(box: HtmlElement, beside: list[HtmlElement], *, at_end: bool) -> bool:
    """Tells whether a box at an edge holds labels and links, or tells less of an author than what is beside it says."""
    texts = [block.text for block in blocks_of(box)]
    length = sum(map(latin_length, texts))
    links = [link for link in box.iter("a") if words(link)]
    are_links = len(links) >= _FEWEST_LINKS
    if at_end and are_links and texts and heading_kind(texts[0]):
        return True
    if not texts or length > _LONGEST_BOX:
        return False
    names = at_end and any(_PEOPLE.search(link.get("href") or "") for link in links)
    if names and box.find(".//img") is not None and sum(latin_length(words(each)) for each in beside) > length:
        return True
    if not all(map(_is_label, texts)):
        return False
    before = box.getprevious()
    is_named = before is not None and words(before).endswith((":", "："))
    linked = sum(latin_length(words(link)) for link in links)
    return bool(_MENU.fullmatch(texts[0])) or (are_links and linked >= _MOSTLY * length and not is_named)
