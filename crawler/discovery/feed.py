"""Parses RSS and Atom."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, Any

from crawler.items import ListEntry
from crawler.text.dates import parse_date
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from crawler.text.urls import Addresses

_LONGEST_TITLE = 500
# An unterminated CDATA section extends to the end of the feed.
_BARE_AMPERSAND = re.compile(rb"(<!\[CDATA\[(?:.*?\]\]>|.*))|&(?!#?\w{1,31};)", re.DOTALL)


def read(body: bytes, url: str, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
    """Returns the articles in a feed; feedparser tolerates most errors of real feeds."""
    parsed = _parse(body, url)
    found: dict[str, ListEntry] = {}
    for entry in parsed.entries if parsed else []:
        for link in _links(entry):
            if canonical := addresses.led_to(link, url):
                found.setdefault(
                    canonical,
                    ListEntry(
                        canonical,
                        fold(entry.get("title", "")[:_LONGEST_TITLE]),
                        parse_date(dict.get(entry, "published"), zone),
                        parse_date(dict.get(entry, "updated"), zone),
                    ),
                )
                break
    return list(found.values())


def is_empty(body: bytes) -> bool:
    """True if a body is a feed and has no entries."""
    parsed = _parse(body, "")
    return bool(parsed and parsed.get("version") and not parsed.entries)


def _parse(body: bytes, url: str) -> Any:
    # It would read a bare `&` as an entity without its semicolon.
    body = escape_ampersands(body)
    import feedparser  # noqa: PLC0415 - importing it takes a tenth of a second

    try:
        return feedparser.parse(io.BytesIO(body), response_headers={"content-location": url}, sanitize_html=False)
    except ValueError:
        # The name of the encoding is invalid (contains NUL, 2026-11).
        return None


def escape_ampersands(body: bytes) -> bytes:
    """Returns XML in which each bare `&` is escaped; UTF-16 unchanged."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body
    return _BARE_AMPERSAND.sub(lambda found: found[1] or b"&amp;", body)


def _links(entry: Any) -> Iterator[str]:
    for name in ("feedburner_origlink", "link", "id"):
        if isinstance(link := entry.get(name), str):
            yield link
