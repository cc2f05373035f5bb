"""Parses sitemaps, news sitemaps and sitemap indexes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crawler.discovery.bounds import MOST_READ
from crawler.discovery.decoding import decode_list
from crawler.discovery.feed import address, first_time
from crawler.discovery.markup import Names, entries_of
from crawler.discovery.values import plain_title
from crawler.items import ListEntry
from crawler.text.languages.english import MONTHS
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from crawler.text.urls import Addresses

_TITLES, _PUBLISHED = ("news:title", "title"), ("news:publication_date", "publication_date")
_FIELDS = {"loc", "lastmod", *_TITLES, *_PUBLISHED}
_LEAVES = {"changefreq", "priority", "news:name", "news:language", "news:keywords", "news:genres", "news:access"}
_ARTICLES = Names({"url"}, _FIELDS, _LEAVES, groups={"news:news", "news", "news:publication"})
_SITEMAPS = Names({"sitemap"}, {"loc", "lastmod"}, _LEAVES)
# sitemap-2025.xml, sitemap-2025-11.xml, sitemap_20251103.xml, 2025/11.xml, ?yyyy=2025&mm=11, november-2025.xml
_WHEN = re.compile(
    r"(?:(?<![A-Za-z])(?P<word>(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6})[-_/]?)?"
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:(?:[-_./]?(?P<month>0[1-9]|1[0-2])|(?:[-_/]|&\w{1,8}=)(?P<other_month>[1-9]|1[0-2]|0[1-9])(?!\d))"
    r"(?:(?:[-_./]?|&\w{1,8}=)(?P<day>0[1-9]|[12]\d|3[01]))?)?(?!\d)",
    re.IGNORECASE,
)
# Sitemaps of an index without any day of which a run for news reads so many.
_MOST_PLAIN = 20
_NO_YEAR = 9999
_NEVER = datetime.min.replace(tzinfo=UTC)


def read(body: bytes, url: str, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
    """Returns the articles in a sitemap, whatever is wrong with others of its entries; also of one in plain text."""
    text, found = decode_list(body), dict[str, ListEntry]()
    if "<" not in text:
        lines = filter(None, (addresses.canonical(line.strip(), url) for line in text.splitlines() if "://" in line))
        return [ListEntry(canonical) for canonical in islice(dict.fromkeys(lines), MOST_READ)]
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
        if len(found) >= MOST_READ:
            break
    return list(found.values())


class Part(NamedTuple):
    """A sitemap that an index names."""

    url: str
    """Its address."""
    period: tuple[int, int, int]
    """Year, month and day that its address states; month and day may be 0, and without any the year is 9999."""
    modified: datetime | None
    """When it last changed, as the index says."""

    def may_have(self, first: date) -> bool:
        """True if its period, if it states any, does not end before a day."""
        return self.period >= (first.year, first.month, first.day)[: _stated(self.period)]


def parts_of(body: bytes, url: str) -> list[Part]:
    """Returns the sitemaps in an index, sorted by the day, month or year in their addresses, newest first.

    Those that state no year come first, because they often have the news. `lastmod` decides only between equals: sites
    write the day of the index itself.
    """
    found: dict[str, Part] = {}
    for entry in entries_of(decode_list(body), _SITEMAPS, url):
        if child := clean_url(address(next(iter(entry.texts("loc")), "")), entry.base):
            found.setdefault(child, Part(child, _period(child), first_time(entry.texts("lastmod"), UTC)))
        if len(found) >= MOST_READ:
            break
    return sorted(found.values(), key=lambda part: (part.period, part.modified or _NEVER), reverse=True)


def child_sitemaps(body: bytes, url: str, since: date | None, until: date | None) -> list[str]:
    """Returns the sitemaps in an index in their order, without those of a year before or a month after these days."""
    return [
        part.url
        for part in parts_of(body, url)
        if (not since or part.period[0] >= since.year)
        and (not until or not _stated(part.period) or part.period[:2] <= (until.year, until.month))
    ]


def with_news(body: bytes, url: str, since: date, until: date) -> list[str]:
    """Returns the sitemaps in an index that may have news since a day, in their order, whatever their names.

    The newest of those with a period always may.
    """
    parts = [
        part for part in parts_of(body, url) if not _stated(part.period) or part.period[:2] <= (until.year, until.month)
    ]
    newest = max((part.period for part in parts if _stated(part.period)), default=None)
    changes = [part.modified for part in parts if part.modified]
    # One time for all is that of the index.
    told = len(changes) > 1 and max(changes) - min(changes) > timedelta(hours=1)
    named, plain = list[str](), list[str]()
    for part in parts:
        is_changed = part.modified is not None and part.modified.date() >= since
        is_news = is_changed if told and part.modified else not _stated(part.period) or part.may_have(since)
        if is_news or part.period == newest:
            (named if _stated(part.period) or (told and part.modified) else plain).append(part.url)
    if len(plain) > _MOST_PLAIN:
        # A series without dates goes on at one of its ends.
        plain = plain[: _MOST_PLAIN // 2] + plain[-_MOST_PLAIN // 2 :]
    chosen = {*named, *plain}
    return [part.url for part in parts if part.url in chosen]


def _stated(period: tuple[int, int, int]) -> int:
    """Returns how much of a period is stated: 3 with the day, 2 with the month, 1 with the year, 0 without any."""
    return 0 if period[0] == _NO_YEAR else 3 - period.count(0)


def _period(url: str) -> tuple[int, int, int]:
    """Returns the last year, month and day in an address that it states together."""
    found = list(_WHEN.finditer(url.partition("://")[2].partition("/")[2]))
    if not found:
        return _NO_YEAR, 0, 0
    when = found[-1]
    month = when["month"] or when["other_month"] or 0
    if when["word"]:
        month = MONTHS.get(when["word"].lower(), 0)
    return int(when["year"]), int(month), int(when["day"] or 0)
