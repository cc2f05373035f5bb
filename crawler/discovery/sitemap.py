"""Sitemaps and news sitemaps, with their dates."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from lxml import etree

from crawler.items import Listed
from crawler.normalise.dates import parse_date
from crawler.normalise.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from crawler.normalise.addresses import Addresses

_FIELDS = {"loc", "lastmod", "publication_date", "title"}


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


def _entries(body: bytes) -> Iterator[dict[str, str]]:
    """Streams the fields of each `url` element; entities are not expanded and nothing is fetched."""
    entry: dict[str, str] = {}
    parser = etree.iterparse(
        io.BytesIO(body.lstrip()), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in parser:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in _FIELDS and element.text:
                entry.setdefault(name, element.text)
            elif name == "url":
                yield entry
                entry = {}
                element.clear()
                while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                    parent.remove(before)
    except etree.XMLSyntaxError:
        return
