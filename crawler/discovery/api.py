"""Lists in JSON."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any

from crawler.items import Listed
from crawler.text.dates import parse_date
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from datetime import tzinfo

    from crawler.discovery import Api
    from crawler.text.urls import Addresses


def read(body: bytes, declared: Api, addresses: Addresses, zone: tzinfo) -> list[Listed]:
    """Returns the articles that a list names; an entry without the declared keys is passed over."""
    try:
        answer = json.loads(body)
        entries = (answer.get(declared.items) if declared.items else answer) or []
    except (ValueError, AttributeError, RecursionError):
        return []
    found: dict[str, Listed] = {}
    for entry in entries if isinstance(entries, list) else []:
        try:
            link = declared.article.format(**entry)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            continue
        if canonical := addresses.canonical(link, declared.url):
            found.setdefault(
                canonical,
                Listed(
                    canonical,
                    # WordPress gives titles as HTML.
                    fold(unescape(str(_value(entry, declared.title) or ""))),
                    # A number is seconds or milliseconds since 1970.
                    parse_date(str(_value(entry, declared.published)), zone),
                ),
            )
    return list(found.values())


def _value(entry: Any, name: str) -> Any:
    for key in name.split("."):
        entry = entry.get(key) if isinstance(entry, dict) else None
    return entry
