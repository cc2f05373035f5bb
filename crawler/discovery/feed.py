"""Parses RSS and Atom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.discovery.bounds import MOST_READ
from crawler.discovery.decoding import decode_list
from crawler.discovery.markup import Names, entries_of, joined
from crawler.discovery.values import parse_time, plain_title
from crawler.items import ListEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo

    from crawler.discovery.markup import Entry
    from crawler.text.urls import Addresses

_PUBLISHED = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "date", "created")
_MODIFIED = ("updated", "modified", "dcterms:modified")
_TITLES = ("title", "dc:title")
_LINKS = ("feedburner:origlink", "link", "guid", "id")
_NAMES = Names(
    entries={"item", "entry"},
    wanted={*_PUBLISHED, *_MODIFIED, *_TITLES, *_LINKS},
    texts={"description", "summary", "content", "content:encoded", "category", "comments", "dc:creator", "dc:subject"},
)
_ROOT = re.compile(r"<(?:[\w.-]{1,50}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_HEAD = 10_000
_TAGS = re.compile(r"<[^<>]*>")
_AMPERSAND = re.compile(r"&(?:amp|#0?38);")


def read(body: bytes, url: str, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
    """Returns the articles in a feed, whatever is wrong with others of its entries."""
    found: dict[str, ListEntry] = {}
    for entry in entries_of(decode_list(body), _NAMES, url):
        for link, base in _links(entry):
            if canonical := addresses.led_to(link, base):
                if canonical not in found:
                    found[canonical] = ListEntry(
                        canonical,
                        next(filter(None, map(plain_title, entry.texts(*_TITLES))), ""),
                        first_time(entry.texts(*_PUBLISHED), zone),
                        first_time(entry.texts(*_MODIFIED), zone),
                    )
                break
        if len(found) >= MOST_READ:
            break
    return list(found.values())


def is_empty(body: bytes) -> bool:
    """True if a body is a feed and has no entries."""
    text = decode_list(body)
    return bool(_ROOT.search(text, 0, _HEAD)) and next(entries_of(text, _NAMES), None) is None


def first_time(texts: Iterable[str], zone: tzinfo) -> datetime | None:
    """Returns the first time that any of the texts states."""
    return next(filter(None, (parse_time(_TAGS.sub("", text) if "<" in text else text, zone) for text in texts)), None)


def address(text: str) -> str:
    """Returns an address as an element has it, which may be escaped once more than XML asks for."""
    text = (_TAGS.sub("", text) if "<" in text else text).strip()
    return _AMPERSAND.sub("&", text) if "&" in text else text


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yields the addresses that may be the entry's article, the likeliest first, each with what it is relative to."""
    for name in _LINKS:
        for element in entry.elements.get(name, ()):
            relation = element.attributes.get("rel", "").strip().lower()
            if relation not in {"", "alternate"}:
                continue
            link = element.attributes.get("href", "") or element.text
            if link := address(link):
                yield link, joined(entry.base, element.attributes.get("xml:base", ""))
    if about := entry.attributes.get("rdf:about", ""):
        yield about, entry.base
