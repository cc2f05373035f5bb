"""Parses lists in JSON."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.items import ListEntry
from crawler.text.dates import parse_date
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from datetime import tzinfo

    from crawler.text.urls import Addresses


class Keys(NamedTuple):
    """Keys of an entry's values, as `Api` declares them."""

    items: str
    article: str
    title: str
    published: str


def read(body: bytes, url: str, keys: Keys, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
    """Returns the articles in a list; entries without the declared keys are skipped."""
    found: dict[str, ListEntry] = {}
    for entry in _entries(body, keys) or []:
        try:
            link = keys.article.format(**entry)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            continue
        if canonical := addresses.canonical(link, url):
            found.setdefault(
                canonical,
                ListEntry(
                    canonical,
                    # WordPress gives titles as HTML.
                    fold(unescape(str(_value(entry, keys.title) or ""))),
                    # A number is seconds or milliseconds since 1970.
                    parse_date(str(_value(entry, keys.published)), zone),
                ),
            )
    return list(found.values())


def is_empty(body: bytes, keys: Keys) -> bool:
    """True if an answer has the list and the list is empty."""
    return _entries(body, keys) == []


def _entries(body: bytes, keys: Keys) -> list[Any] | None:
    """Returns the list in an answer; none if there is none."""
    try:
        answer = json.loads(body)
        entries = answer.get(keys.items) if keys.items else answer
    except (ValueError, AttributeError, RecursionError):
        return None
    return entries if isinstance(entries, list) else None


def _value(entry: Any, name: str) -> Any:
    for key in name.split("."):
        entry = entry.get(key) if isinstance(entry, dict) else None
    return entry
