"""Parses pages of headlines: section pages, lists, home pages."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from crawler.items import ListEntry
from crawler.outcomes import Outcome
from crawler.page.document import parse_page
from crawler.page.refusals import NotAnArticle
from crawler.page.tree import words
from crawler.text.dates import has_time, parse_date
from crawler.text.unicode import fold
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from lxml.html import HtmlElement

    from crawler.text.urls import Addresses

_HIGHEST = 5
_TREE_FROM = 4_000_000
_LARGEST_CHALLENGE = 200_000
_DATED = ".//*[self::time or contains(@class, 'date') or contains(@class, 'time')][string-length(.) < 60]"
_TITLED = ".//*[contains(@class, 'title') or contains(@class, 'headline')]"
_NEAR = 20
_NEXT = "(//link | //a)[contains(concat(' ', normalize-space(@rel), ' '), ' next ')]/@href"
_ASIDE = """
    .//*[self::aside or self::nav or (self::div or self::section)
         and (contains(@class, 'popular') or contains(@class, 'ranking'))]//a
"""
_PAGE = re.compile(r"(?:[?&](?:page|paged|pageno|page_no|pg|p)=|/page/)(\d{1,5})(?![^&/])", re.IGNORECASE)
# The box of the cards that a selector selects, if it selects them within one.
_FRAME = re.compile(r"([^,]*[^,\s>])(?:\s*>\s*|\s+)[^\s>,]+")
_HREF = re.compile(rb"""<a\b[^>]{0,2000}?\bhref\s*=\s*["']?([^"'\s>]{1,2083})""", re.IGNORECASE)
# Quoted strings in attributes and scripts: `data-href="/article/1"`, `"url":"\/article\/1"`.
_QUOTED = re.compile(rb"""["']([^"'\s<>]{8,2083})(?=["'])""")


def read(
    body: bytes,
    url: str,
    addresses: Addresses,
    zone: tzinfo,
    items: str = "",
    frame: str = "",
    *,
    scripted: bool = True,
) -> list[ListEntry]:
    """Returns the articles that a page links, each once, with the title and the time on its card.

    `items` selects the cards; if it matches nothing, what `frame` selects is read, else the whole page. Links in asides
    (most read, navigation) are skipped. If no link leads to an article and `scripted` is true, addresses in attributes
    and scripts count.
    """
    if len(body) > _TREE_FROM:
        return _scan(body, url, addresses, _HREF)
    try:
        tree = parse_page(body, url, {}).tree
    except NotAnArticle:
        return []
    url = _base(tree, url)
    found: dict[str, ListEntry] = {}
    cards = (tree.cssselect(items) if items else []) or (tree.cssselect(frame) if frame else [])
    aside = {anchor: addresses.led_to(anchor.get("href") or "", url) for anchor in tree.xpath(_ASIDE)}
    for anchor in (anchor for part in cards or [tree] for anchor in part.iter("a")):
        canonical = addresses.led_to(anchor.get("href") or "", url)
        if not canonical or anchor in aside:
            continue
        entry = found.setdefault(canonical, ListEntry(canonical))
        entry.title = entry.title or words(_heading(anchor))
        entry.published = entry.published or _card_time(anchor, url, addresses, zone)
    if found or not scripted:
        return list(found.values())
    return [entry for entry in _scan(body, url, addresses, _QUOTED) if entry.url not in aside.values()]


def frame_of(items: str) -> str:
    """Returns the selector of the box that holds the cards which `items` selects; empty if it names none."""
    match = _FRAME.fullmatch(items)
    return match[1] if match else ""


def has_frame(body: bytes, url: str, frame: str) -> bool:
    """True if a page has what a selector selects."""
    try:
        return bool(frame) and bool(parse_page(body, url, {}).tree.cssselect(frame))
    except NotAnArticle:
        return False


def next_page(body: bytes, url: str) -> str:
    """Returns the address of the next page of a list if the page links it, else empty.

    The link has `rel=next`, or is the list's own address with the next number.
    """
    try:
        tree = parse_page(body, url, {}).tree
    except NotAnArticle:
        return ""
    base, here = _base(tree, url), clean_url(url)
    if behind := next((clean_url(href, base) for href in tree.xpath(_NEXT)), ""):
        return behind if behind.split("/")[:3] == here.split("/")[:3] else ""
    listed, number = _numbered(here)
    links = (clean_url(href, base) for href in tree.xpath("//a/@href") if _PAGE.search(href))
    return next((link for link in links if _numbered(link) == (listed, number + 1)), "")


def _numbered(url: str) -> tuple[str, int]:
    """Splits a page's address into the part that all pages of the list share, and the page's number."""
    page = _PAGE.search(url)
    return _PAGE.sub("", url).replace("?", "&").rstrip("/"), int(page[1]) if page else 1


def why_empty(body: bytes, url: str) -> Outcome:
    """Returns CHALLENGE if a list without articles is a challenge page, else EMPTY."""
    from crawler.page.notices import classify_interstitial  # noqa: PLC0415 - few lists are empty

    if len(body) > _LARGEST_CHALLENGE or not body.lstrip().startswith(b"<"):
        return Outcome.EMPTY
    try:
        page = parse_page(body, url, {})
    except NotAnArticle:
        return Outcome.EMPTY
    said = classify_interstitial(page, fold(page.tree.text_content()), has_date=False)
    return Outcome.CHALLENGE if said and said.reason == "challenge" else Outcome.EMPTY


def _base(tree: HtmlElement, url: str) -> str:
    """Returns the base address of a page's links: that of its `base` element, else its own."""
    return clean_url(next(iter(tree.xpath("//base/@href")), ""), url) or url


def _heading(anchor: HtmlElement) -> HtmlElement:
    """Returns the headline within a link, which may enclose a whole card."""
    heading = next(anchor.iter("h1", "h2", "h3", "h4", "h5"), None)
    return next(iter(anchor.xpath(_TITLED)), anchor) if heading is None else heading


def _scan(body: bytes, url: str, addresses: Addresses, where: re.Pattern[bytes]) -> list[ListEntry]:
    """Returns the articles whose addresses a pattern finds in a page's source, without titles and times."""
    found: dict[str, ListEntry] = {}
    for match in where.finditer(body):
        link = unescape(match[1].decode("utf-8", "replace"))
        canonical = addresses.led_to(link.replace("\\u002F", "/").replace("\\", ""), url)
        if canonical:
            found.setdefault(canonical, ListEntry(canonical))
    return list(found.values())


def _card_time(anchor: HtmlElement, url: str, addresses: Addresses, zone: tzinfo) -> datetime | None:
    """Returns the time on a link's card, which is the largest box around the link without another article."""
    target = addresses.led_to(anchor.get("href") or "", url)
    box = anchor
    for _ in range(_HIGHEST):
        parent = box.getparent()
        if parent is None or any(
            addresses.led_to(a.get("href") or "", url) not in {"", target} for a in parent.iter("a")
        ):
            break
        box = parent
    printed = box.xpath(_DATED)
    for raw in (raw for time in box.iter("time") for raw in (time.get("datetime"), words(time))):
        if has_time(raw) and (value := parse_date(raw, zone)):
            return value
    # A day alone is midnight. A date within a teaser is not the card's.
    return next((value for place in printed if (value := parse_date(words(place), zone, within=_NEAR))), None)
