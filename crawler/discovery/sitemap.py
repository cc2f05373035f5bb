"""Parses sitemaps, news sitemaps and sitemap indexes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.discovery.decoding import decode_list
from crawler.discovery.feed import address, first_time
from crawler.discovery.markup import Names, entries_of
from crawler.discovery.titles import plain_title
from crawler.items import ListEntry
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from crawler.text.urls import Addresses

_TITLES, _PUBLISHED = ("news:title", "title"), ("news:publication_date", "publication_date")
_FIELDS = {"loc", "lastmod", *_TITLES, *_PUBLISHED}
_LEAVES = {"changefreq", "priority", "news:name", "news:language", "news:keywords", "news:genres", "news:access"}
_ARTICLES = Names({"url"}, _FIELDS, _LEAVES, groups={"news:news", "news", "news:publication"})
_SITEMAPS = Names({"sitemap"}, {"loc", "lastmod"}, _LEAVES)
# sitemap-2025.xml, sitemap-2025-11.xml, 202511.xml, sitemap_20251103.xml
_WHEN = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-_.]?(?P<month>0[1-9]|1[0-2])(?:[-_.]?(?P<day>0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_NO_YEAR = 9999
_NEVER = datetime.min.replace(tzinfo=UTC)


def read(body: bytes, url: str, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
    """Returns the articles in a sitemap, whatever is wrong with others of its entries; also of one in plain text."""
    text, found = decode_list(body), dict[str, ListEntry]()
    if "<" not in text:
        lines = filter(None, (addresses.canonical(line.strip(), url) for line in text.splitlines() if "://" in line))
        return [ListEntry(canonical) for canonical in dict.fromkeys(lines)]
    for entry in entries_of(text, _ARTICLES, url):
        for loc in map(address, entry.texts("loc")):
            canonical = addresses.canonical(loc, entry.base)
            if canonical and canonical not in found:
                found[canonical] = ListEntry(
                    canonical,
                    next(filter(None, map(plain_title, entry.texts(*_TITLES))), ""),
                    first_time(entry.texts(*_PUBLISHED), zone),
                    first_time(entry.texts("lastmod"), zone),
                )
    return list(found.values())


def child_sitemaps(body: bytes, url: str, since: date | None, until: date | None) -> list[str]:
    """Returns the sitemaps in an index, sorted by the day, month or year in their names, newest first.

    Names with a year before `since` or a month after `until` are left out. Names without a year come first, because
    they often have the news. `lastmod` decides only between equal names: sites write the day of the index itself.
    """
    found: dict[str, tuple[int, int, int, datetime]] = {}
    for entry in entries_of(decode_list(body), _SITEMAPS, url):
        child = clean_url(address(next(iter(entry.texts("loc")), "")), url)
        when = _WHEN.search(child.rpartition("/")[2])
        year, month, day = (int(part or 0) for part in when.groups()) if when else (_NO_YEAR, 0, 0)
        too_old, too_new = since and year < since.year, until and (year, month) > (until.year, until.month)
        if child and (not when or not (too_old or too_new)):
            found.setdefault(child, (year, month, day, first_time(entry.texts("lastmod"), UTC) or _NEVER))
    return sorted(found, key=lambda child: found[child], reverse=True)
