"""Parses pages of headlines: section pages, lists, home pages."""

from __future__ import annotations

import codecs
import re
from html import unescape
from typing import TYPE_CHECKING

from crawler.discovery.bounds import MOST_READ, fits_tree
from crawler.discovery.cards import Cards
from crawler.discovery.decoding import decode_list
from crawler.items import ListEntry
from crawler.outcomes import Outcome
from crawler.page.document import parse_page
from crawler.page.refusals import NotAnArticle
from crawler.text.unicode import fold
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from datetime import tzinfo

    from lxml.html import HtmlElement

    from crawler.page.document import Page
    from crawler.text.urls import Addresses

_LARGEST_CHALLENGE = 200_000
_NEXT = "(//link | //a)[contains(concat(' ', normalize-space(@rel), ' '), ' next ')]/@href"
_PAGE = re.compile(r"(?:[?&](?:page|paged|pageno|page_no|pg|p)=|/page/)(\d{1,5})(?![^&/])", re.IGNORECASE)
# The box of the cards that a selector selects, if it selects them within one.
_FRAME = re.compile(r"([^,]*[^,\s>])(?:\s*>\s*|\s+)[^\s>,]+")
_HREF = re.compile(r"""<a\s(?:[^<>]*?\s)??href\s*=\s*["']?([^"'\s<>]{1,2083})""", re.IGNORECASE)
# Quoted strings in attributes and scripts: `data-href="/article/1"`, `"url":"\/article\/1"`.
_QUOTED = re.compile(r"""["']([^"'\s<>]{8,2083})(?=["'])""")


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
    and scripts count. Of a page that is too large for a tree the addresses of the links are returned.
    """
    text = decode_list(body)
    if not fits_tree(text):
        return _scan(text, url, addresses, _HREF)
    if (page := _parse(text, url)) is None:
        return []
    tree, url = page.tree, _base(page.tree, url)
    cards = Cards(tree, url, addresses, zone)
    parts = (tree.cssselect(items) if items else []) or (tree.cssselect(frame) if frame else [])
    found = cards.read(parts or [tree])
    if found or not scripted:
        return found
    return [entry for entry in _scan(text, url, addresses, _QUOTED) if entry.url not in cards.aside]


def frame_of(items: str) -> str:
    """Returns the selector of the box that holds the cards which `items` selects; empty if it names none."""
    match = _FRAME.fullmatch(items)
    return match[1] if match else ""


def has_frame(body: bytes, url: str, frame: str) -> bool:
    """True if a page has what a selector selects."""
    page = _page(body, url) if frame else None
    return page is not None and bool(page.tree.cssselect(frame))


def next_page(body: bytes, url: str) -> str:
    """Returns the address of the next page of a list if the page links it, else empty.

    The link has `rel=next`, or is the list's own address with the next number; it may have further parameters.
    """
    if (page := _page(body, url)) is None:
        return ""
    base, here = _base(page.tree, url), clean_url(url)
    if behind := next((clean_url(href, base) for href in page.tree.xpath(_NEXT)), ""):
        return behind if behind.split("/")[:3] == here.split("/")[:3] else ""
    listed, number = _numbered(here)
    links = [clean_url(href, base) for href in page.tree.xpath("//a/@href") if _PAGE.search(href)]
    following = [link for link in links if _numbered(link)[1] == number + 1]
    if exact := next((link for link in following if _numbered(link)[0] == listed), ""):
        return exact
    # `?page=2&pageTop=true` of `?page=1` or of the address without any.
    return next((link for link in following if _adds_to(_numbered(link)[0], listed)), "")


def _numbered(url: str) -> tuple[str, int]:
    """Splits a page's address into the part that all pages of the list share, and the page's number."""
    page = _PAGE.search(url)
    return _PAGE.sub("", url).replace("?", "&").rstrip("/"), int(page[1]) if page else 1


def _adds_to(longer: str, listed: str) -> bool:
    """True if an address has the path of a list, and all of its parameters among others."""
    path, *added = longer.split("&")
    own, *parameters = listed.split("&")
    return path.rstrip("/") == own.rstrip("/") and set(parameters) <= set(added)


def why_empty(body: bytes, url: str) -> Outcome:
    """Returns CHALLENGE if a list without articles is a challenge page, else EMPTY."""
    from crawler.page.notices import classify_interstitial  # noqa: PLC0415 - few lists are empty

    if len(body) > _LARGEST_CHALLENGE or not body.lstrip().startswith(b"<") or (page := _page(body, url)) is None:
        return Outcome.EMPTY
    said = classify_interstitial(page, fold(page.tree.text_content()), has_date=False)
    return Outcome.CHALLENGE if said and said.reason == "challenge" else Outcome.EMPTY


def _page(body: bytes, url: str) -> Page | None:
    """Parses a page; none if it is too large for a tree or has no text."""
    text = decode_list(body)
    return _parse(text, url) if fits_tree(text) else None


def _parse(text: str, url: str) -> Page | None:
    try:
        return parse_page(codecs.BOM_UTF8 + text.encode("utf-8", "ignore"), url, {}) if text.strip() else None
    except NotAnArticle:
        return None


def _base(tree: HtmlElement, url: str) -> str:
    """Returns the base address of a page's links: that of its `base` element, else its own."""
    return clean_url(next(iter(tree.xpath("//base/@href")), ""), url) or url


def _scan(text: str, url: str, addresses: Addresses, where: re.Pattern[str]) -> list[ListEntry]:
    """Returns the articles whose addresses a pattern finds in a page's source, without titles and times."""
    found: dict[str, ListEntry] = {}
    for match in where.finditer(text):
        link = unescape(match[1])
        canonical = addresses.led_to(link.replace("\\u002F", "/").replace("\\", ""), url)
        if canonical:
            found.setdefault(canonical, ListEntry(canonical))
            if len(found) >= MOST_READ:
                break
    return list(found.values())
