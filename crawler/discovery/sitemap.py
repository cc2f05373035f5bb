"""Sitemaps and news sitemaps, with their dates."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from crawler.discovery.feed import escape_ampersands
from crawler.items import Listed
from crawler.normalise.addresses import clean_url
from crawler.normalise.dates import parse_date
from crawler.normalise.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from crawler.normalise.addresses import Addresses

_FIELDS = {"loc", "lastmod", "publication_date", "title"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d(?=\d\d(?:\d\d)?(?!\d))")
_NO_YEAR = 9999
_GZIP = b"\x1f\x8b"
# sitemaps.org allows 50 MB.
_LARGEST = 64 * 1024 * 1024


def read(body: bytes, url: str, addresses: Addresses, zone: tzinfo) -> list[Listed]:
    """Returns the articles that a sitemap names; a broken one gives what stands before the break."""
    found: dict[str, Listed] = {}
    for entry in _entries(body):
        if canonical := addresses.canonical(entry.get("loc", ""), url):
            found.setdefault(
                canonical,
                Listed(
                    canonical,
                    fold(entry.get("title")),
                    parse_date(entry.get("publication_date"), zone),
                    parse_date(entry.get("lastmod"), zone),
                ),
            )
    return list(found.values())


def children(body: bytes, url: str, since: date | None, until: date | None) -> list[str]:
    """Returns the sitemaps that an index names, the newest year first.

    Left out are those whose name states a year outside the dates. What an index says of modifications is not looked
    at: sites write the day of the index itself. Those without a year come first, for the news is often there.
    """
    found: dict[str, int] = {}
    for entry in _entries(body, "sitemap"):
        child = clean_url(entry.get("loc", ""), url)
        years = [int(year) for year in _YEAR.findall(child.rpartition("/")[2])]
        year = years[0] if years else _NO_YEAR
        if child and (not years or not ((since and year < since.year) or (until and year > until.year))):
            found.setdefault(child, year)
    return sorted(found, key=lambda child: found[child], reverse=True)


def _entries(body: bytes, wanted: str = "url") -> Iterator[dict[str, str]]:
    """Streams the fields of each `url` element; entities are not expanded and nothing is fetched."""
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
            # What recovers from errors makes tags of which no QName can be made (`news:news:`, 2026-11).
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if name in _FIELDS and element.text:
                entry.setdefault(name, element.text)
            elif name == wanted:
                yield entry
                entry = {}
                element.clear()
                while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                    parent.remove(before)
    except etree.XMLSyntaxError:
        return


def _unpacked(body: bytes) -> bytes:
    """Returns a sitemap that is stored as a gzip file (`sitemap-1.xml.gz`); nothing of one that is cut or too large."""
    if not body.startswith(_GZIP):
        return body
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = stream.decompress(body, _LARGEST)
    except zlib.error:
        return b""
    return unpacked if stream.eof else b""
