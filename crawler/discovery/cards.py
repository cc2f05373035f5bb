"""Reads the cards of a page of headlines: which box is an article's, and what its title and time are."""

from __future__ import annotations

import re
from copy import copy
from datetime import UTC
from typing import TYPE_CHECKING

from crawler.discovery.values import plain_title
from crawler.items import ListEntry
from crawler.page.tree import HEADINGS, drop_all, words
from crawler.text.dates import dates_in, has_time, parse_date
from crawler.text.unicode import latin_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo

    from lxml.html import HtmlElement

    from crawler.text.urls import Addresses

# Levels from a link up to its card, and boxes of one article that are looked through.
_HIGHEST, _MOST_BOXES, _MOST_LINKS = 5, 5, 20
# Boxes of the page itself.
_PAGE = {"html", "body", "main"}
_ASIDE = """//*[self::aside or self::nav or (self::div or self::section)
    and (contains(@class, 'popular') or contains(@class, 'ranking'))]"""
_HEADLINES = (
    "descendant-or-self::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or @role='heading']"
)
_TITLED = re.compile(r"title|headline|subject|(?:^|[\s_-])(?:tit|ttl|heading)(?=$|[\s_\d-])", re.IGNORECASE)
_NOT_TITLED = re.compile(
    r"sub[_-]?(?:title|tit\b|head)|kicker|eyebrow|overline|categ|cate\b|label|badge|\b(?:site|section|page)[_-]?title"
    r"|titles?[_-]?(?:area|wrap|box|group)|tit[_-](?:area|wrap|box)",
    re.IGNORECASE,
)
# For screen readers only, for eyes only, or labels of another kind.
_UNREAD = (
    "descendant::*[@hidden or @aria-hidden='true' or self::svg or self::button or self::script or self::style or "
    "contains(@class, 'sr-only') or contains(@class, 'visually-hidden') or contains(@class, 'visuallyhidden') or "
    "contains(@class, 'screen-reader') or contains(concat(' ', @class, ' '), ' blind ') or "
    "contains(concat(' ', @class, ' '), ' a11y ') or contains(@class, 'badge') or contains(@class, 'label') or "
    "contains(@class, 'icon') or contains(@class, 'cate') or contains(@class, 'count') or contains(@class, 'kicker')]"
)
_NO_HEADLINE = re.compile(
    r"(?:(?:read|learn|see|view|show|find out|know)\s(?:the\s)?(?:more|full (?:story|article|report)|all|article|story)"
    r"|read(?: now| on)?|more|continue(?: reading)?|full (?:story|article)|watch(?: now| (?:the )?video)?|play|listen"
    r"|videos?|photos?|gallery|live|new|exclusive|breaking|share|print|comments?|reply|click here|here|details"
    r"|(?:(?:기사|전체|자세히|원문|더)\s?)*(?:보기|읽기)|자세히|동영상|영상|사진|포토|단독|속보|댓글|공유"
    r"|続きを読む|もっと(?:見る|読む)|詳しく|動画|写真|コメント)"
    r"(?:\s(?:about|on|of)\b.*)?[\s.…›»>→:+]*",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"(?:continue|keep) reading\b|(?:read|see|learn)\s(?:the\s)?(?:more|full)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:comments?|likes?|views?|shares?|photos?|minutes?|mins?|read|sec(?:ond)?s?|hours?|days?|ago|am|pm"
    r"|댓글|조회|좋아요|추천|공유|개|회|분|초|시간|일|전|コメント|件|分|秒|[\W\d_])+",
    re.IGNORECASE,
)
# Shorter words may be a badge; a headline is longer.
_WORDY = 10
_LONGEST_LABEL, _LONGEST_BESIDE, _BESIDE_DAY, _NEAR = 60, 30, 4, 20
_LETTERS = re.compile(r"[^\W\d_]")
# How likely a link's words are the headline, by where they are.
_HEADED, _CALLED, _LINKED = 3, 2, 1
_MANY = ""


class Cards:
    """The cards of one page, whose links are looked at once each.

    `aside` has the articles that are linked in asides.
    """

    def __init__(self, tree: HtmlElement, url: str, addresses: Addresses, zone: tzinfo) -> None:
        self._zone = zone
        self._targets, known = {}, dict[str, str]()
        # Under each element the one article that links in it lead to; empty if it is more than one.
        self._only: dict[HtmlElement, str] = {}
        for anchor in tree.iter("a"):
            href = anchor.get("href") or ""
            if href not in known:
                known[href] = addresses.led_to(href, url)
            if target := known[href]:
                self._targets[anchor] = target
                self._mark(anchor, target)
        self._beside = _anchors_aside(tree)
        self.aside = {target for anchor, target in self._targets.items() if anchor in self._beside}
        self._times: dict[HtmlElement, datetime | None] = {}

    def _mark(self, anchor: HtmlElement, target: str) -> None:
        element: HtmlElement | None = anchor
        while element is not None:
            marked = self._only.get(element)
            if marked in {target, _MANY}:
                # So are those above.
                return
            self._only[element] = target if marked is None else _MANY
            element = element.getparent()

    def read(self, parts: Iterable[HtmlElement]) -> list[ListEntry]:
        """Returns the articles that are linked in parts of the page, in its order."""
        links: dict[str, list[HtmlElement]] = {}
        for anchor in dict.fromkeys(anchor for part in parts for anchor in part.iter("a")):
            if (target := self._targets.get(anchor)) and anchor not in self._beside:
                links.setdefault(target, []).append(anchor)
        return [
            ListEntry(target, self._title(anchors[:_MOST_LINKS]), self._time(anchors[:_MOST_LINKS]))
            for target, anchors in links.items()
        ]

    def _title(self, anchors: list[HtmlElement]) -> str:
        said = [(rank, text) for anchor in anchors for rank, text in [_said(anchor)] if _is_headline(text)]
        best = max((rank for rank, _ in said), default=0)
        texts = [text for rank, text in said if rank == best]
        wordy = next((text for text in texts if latin_length(text) >= _WORDY), max(texts, key=len, default=""))
        if best > _LINKED:
            return wordy
        # The headline may stand beside the link.
        beside = next(filter(None, map(self._headline_beside, anchors[:_MOST_BOXES])), "")
        return beside if beside and (latin_length(wordy) < _WORDY or _LEADS_ON.match(wordy)) else wordy

    def _headline_beside(self, anchor: HtmlElement) -> str:
        for box in self._boxes(anchor):
            for rank, text in _headlines(box):
                if rank > _LINKED and _is_headline(text):
                    return text
        return ""

    def _boxes(self, anchor: HtmlElement) -> Iterator[HtmlElement]:
        """Yields the boxes around a link that lead to no other article, the smallest first."""
        box, target = anchor, self._targets[anchor]
        for _ in range(_HIGHEST):
            parent = box.getparent()
            if parent is None or parent.tag in _PAGE or self._only[parent] != target:
                return
            yield parent
            box = parent

    def _time(self, anchors: list[HtmlElement]) -> datetime | None:
        boxes = dict.fromkeys(([anchor, *self._boxes(anchor)])[-1] for anchor in anchors)
        for box in list(boxes)[:_MOST_BOXES]:
            if box not in self._times:
                self._times[box] = _printed(box, self._zone)
            if (time := self._times[box]) is not None:
                return time
        return None


def _anchors_aside(tree: HtmlElement) -> set[HtmlElement]:
    """Returns the links in asides."""
    roots: dict[HtmlElement, None] = dict.fromkeys(tree.xpath(_ASIDE))
    anchors: set[HtmlElement] = set()
    covered: set[HtmlElement] = set()
    for root in roots:
        for element in root.iter("*") if root not in covered else ():
            if element.tag == "a":
                anchors.add(element)
            elif element in roots:
                covered.add(element)
    return anchors


def _said(anchor: HtmlElement) -> tuple[int, str]:
    """Returns the likeliest headline in a link, which may enclose a whole card, and how likely it is one."""
    best = max(_headlines(anchor), key=lambda found: found[0], default=(0, ""))
    if best[0]:
        return best
    text = _words(anchor)
    above = anchor.getparent()
    for _ in range(2):
        if above is None:
            break
        if above.tag in HEADINGS or above.get("role") == "heading" or _is_titled(above):
            return _HEADED, text
        above = above.getparent()
    return (_CALLED if _is_titled(anchor) else _LINKED), text


def _headlines(box: HtmlElement) -> Iterator[tuple[int, str]]:
    """Yields the headings in a box, the highest first, then what its class calls a title."""
    heads = [each for each in box.xpath(_HEADLINES) if not _NOT_TITLED.search(each.get("class") or "")]
    for head in sorted(heads, key=_level):
        inner = next((each for each in head.iter("*") if each is not head and _is_titled(each)), head)
        if _is_headline(text := _words(inner)):
            yield _HEADED, text
    for each in box.iter("*"):
        if each is box or not _is_titled(each) or any(map(_is_titled, each.iterdescendants("*"))):
            continue
        if _is_headline(text := _words(each)):
            yield _CALLED, text


def _level(head: HtmlElement) -> str:
    return str(head.tag)[1:] if head.tag in HEADINGS else head.get("aria-level") or "6"


def _is_titled(element: HtmlElement) -> bool:
    name = element.get("class") or ""
    return bool(name and _TITLED.search(name) and not _NOT_TITLED.search(name))


def _is_headline(text: str) -> bool:
    """True if words may be a headline: not a number, a duration, a count of comments, a date or `Read more`."""
    if not _LETTERS.search(text) or _NO_HEADLINE.fullmatch(text):
        return False
    if any(map(str.isdigit, text)) and _COUNTED.fullmatch(text[:_LONGEST_LABEL]):
        return False
    return len(text) > _LONGEST_LABEL or not any(
        len(text) - (end - start) <= _BESIDE_DAY for start, end, _ in dates_in(text, UTC)
    )


def _words(element: HtmlElement) -> str:
    """Returns an element's words as a reader sees them."""
    if len(element) and element.xpath(_UNREAD):
        shown = copy(element)
        drop_all(shown.xpath(_UNREAD))
        if text := words(shown):
            return plain_title(text)
    return plain_title(words(element))


def _printed(box: HtmlElement, zone: tzinfo) -> datetime | None:
    """Returns the time that is printed on a card."""
    timed = [each for each in box.iter("*") if each.tag == "time" or each.get("datetime")]
    raws = [raw for each in timed for raw in (each.get("datetime") or "", words(each))]
    # With a time of day if any has it: a day alone is midnight.
    for raw in [*filter(has_time, raws), *raws]:
        if value := parse_date(raw, zone):
            return value
    labels = [each for each in box.iter("*") if each.tag not in HEADINGS and each.tag != "a" and not _is_titled(each)]
    texts = [(each, text) for each in labels if len(text := words(each, _LONGEST_LABEL)) < _LONGEST_LABEL and text]
    for each, text in texts:
        name = each.get("class") or ""
        if ("date" in name or "time" in name) and (value := parse_date(text, zone, within=_NEAR)):
            return value
    # Without such a class it is a label if little stands beside it. A date within a teaser is not the card's.
    for _, text in texts:
        for start, end, value in dates_in(text, zone):
            if len(text) - (end - start) <= (_LONGEST_BESIDE if has_time(text) else _BESIDE_DAY):
                return value
    return None
