"""Parses sitemaps, news sitemaps and sitemap indexes."""

from __future__ import annotations

import io
import re
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree

from crawler.discovery.feed import escape_ampersands
from crawler.items import ListEntry
from crawler.text.dates import parse_date
from crawler.text.unicode import fold
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from crawler.text.urls import Addresses

_FIELDS = {"loc", "lastmod", "publication_date", "title"}
# sitemap-2025.xml, sitemap-2025-11.xml, 202511.xml, sitemap_20251103.xml
_WHEN = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-_.]?(?P<month>0[1-9]|1[0-2])(?:[-_.]?(?P<day>0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_NO_YEAR = 9999
_NEVER = datetime.min.replace(tzinfo=UTC)
_GZIP = b"\x1f\x8b"
# sitemaps.org allows 50 MB.
_LARGEST = 64 * 1024 * 1024


def read(body: bytes, url: str, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
    """Returns the articles in a sitemap; of a broken one those before the break."""
    found: dict[str, ListEntry] = {}
    for entry in _entries(body):
        if canonical := addresses.canonical(entry.get("loc", ""), url):
            found.setdefault(
                canonical,
                ListEntry(
                    canonical,
                    fold(entry.get("title")),
                    parse_date(entry.get("publication_date"), zone),
                    parse_date(entry.get("lastmod"), zone),
                ),
            )
    return list(found.values())


def child_sitemaps(body: bytes, url: str, since: date | None, until: date | None) -> list[str]:
    """Returns the sitemaps in an index, sorted by the day, month or year in their names, newest first.

    Names with a year before `since` or a month after `until` are left out. Names without a year come first, because
    they often have the news. `lastmod` decides only between equal names: sites write the day of the index itself.
    """
    found: dict[str, tuple[int, int, int, datetime]] = {}
    for entry in _entries(body, "sitemap"):
        child = clean_url(entry.get("loc", ""), url)
        when = _WHEN.search(child.rpartition("/")[2])
        year, month, day = (int(part or 0) for part in when.groups()) if when else (_NO_YEAR, 0, 0)
        too_old, too_new = since and year < since.year, until and (year, month) > (until.year, until.month)
        if child and (not when or not (too_old or too_new)):
            found.setdefault(child, (year, month, day, parse_date(entry.get("lastmod"), UTC) or _NEVER))
    return sorted(found, key=lambda child: found[child], reverse=True)


def _entries(body: bytes, wanted: str = "url") -> Iterator[dict[str, str]]:
    """Yields the fields of each `wanted` element; entities are not expanded and nothing is fetched."""
    entry: dict[str, str] = {}
    parser = etree.iterparse(
        io.BytesIO(escape_ampersands(_unpacked(body)).lstrip()),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for _, element in parser:
            name = _name(element)
            # Nested images and videos have their own `loc` and `title`.
            if name in _FIELDS and element.text and _name(element.getparent()) in {wanted, "news"}:
                entry.setdefault(name, element.text)
            elif name == wanted:
                yield entry
                entry = {}
                element.clear()
                while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                    parent.remove(before)
    except etree.XMLSyntaxError:
        return


def _name(element: etree._Element | None) -> str:
    """Returns a tag without its namespace or undeclared prefix."""
    # The recovering parser makes tags that are invalid for QName (`news:news:`, 2026-11).
    tag = element.tag if element is not None and isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _unpacked(body: bytes) -> bytes:
    """Decompresses a sitemap served as a gzip file (`sitemap-1.xml.gz`); empty if it is truncated or too large."""
    if not body.startswith(_GZIP):
        return body
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = stream.decompress(body, _LARGEST)
    except zlib.error:
        return b""
    return unpacked if stream.eof else b""
