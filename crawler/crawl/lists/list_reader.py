"""ListReader: the entries of one list page that belong to the outlet and to the run's hosts. Pure."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from crawler.discovery.bounds import MOST_ENTRIES, fits_run
from crawler.discovery.decoding import unpacked
from crawler.discovery.sitemap import child_sitemaps, with_news
from crawler.discovery.sources import (
    Section,
    Sitemap,
    drop_bulk_modifications,
    drop_future_times,
    foreign_entries,
)
from crawler.fetch.failures import RequestSkipped

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, tzinfo

    from crawler.discovery.sources import List
    from crawler.extraction.pool import ExtractionPool
    from crawler.items import ListEntry
    from crawler.text.urls import Addresses

# Times that a worker may take as long for a list as for a page.
_TIMES = 3
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ListPage:
    """What one page of a list holds."""

    entries: list[ListEntry]
    """Articles of the outlet, in the list's order."""
    foreign: int
    """Entries whose URLs are no article URLs of the outlet, if they are counted."""
    foreign_url: str
    """The first of their URLs; empty if there is none."""
    next_url: str
    """URL of the next page as the page links it; empty if it is declared."""
    found_nothing: bool
    """True if it is the answer of a search that found nothing, rather than a page that names no articles."""
    is_cut_off: bool
    """True if it has more entries than are taken."""
    sitemaps: list[str]
    """Sitemaps that an index names, of the days that are looked for."""
    with_news: list[str]
    """Those of them that may have news."""


class Days(NamedTuple):
    """Days for which the sitemaps of an index are read."""

    first: date | None
    """First day that is looked for."""
    last: date
    """Last day."""
    seen: date
    """Day up to which all is known."""


@dataclass(frozen=True)
class ListReader:
    """Reads list pages of one outlet."""

    addresses: Addresses
    """Article URLs of the outlet."""
    zone: tzinfo
    """For times without a zone."""
    hosts: Collection[str]
    """Hosts that the run may request; entries on others are dropped."""

    def read(
        self, source: List, body: bytes, url: str, now: datetime, days: Days | None = None, *, counts_foreign: bool
    ) -> ListPage:
        """Reads the page of a list at `url`, and of an index of sitemaps those of the days that are looked for."""
        found = source.read(body, self.addresses, self.zone)
        entries = [entry for entry in found if urlsplit(entry.url).hostname in self.hosts]
        entries = drop_bulk_modifications(drop_future_times(entries, now), now)
        following = source.next_page(body, url) if isinstance(source, Section) else ""
        foreign = foreign_entries(source, body, self.addresses, self.zone) if counts_foreign else []
        found_nothing = source.is_search and not found and source.found_nothing(body)
        is_cut_off, parts, news = len(entries) > MOST_ENTRIES, list[str](), list[str]()
        if days and not entries and isinstance(source, Sitemap):
            parts = child_sitemaps(body, url, days.first, days.last)
            news = with_news(body, url, days.seen, days.last)
        foreign_url = foreign[0] if foreign else ""
        return ListPage(_newest(entries), len(foreign), foreign_url, following, found_nothing, is_cut_off, parts, news)


def _newest(entries: list[ListEntry]) -> list[ListEntry]:
    """Returns as many entries as a run takes, the newest, and where most state no time those at both ends."""
    if len(entries) <= MOST_ENTRIES:
        return entries
    timed = [entry.published or entry.modified or _NEVER for entry in entries]
    half = MOST_ENTRIES // 2
    if 2 * timed.count(_NEVER) > len(timed):
        return entries[:half] + entries[-half:]
    places = sorted(range(len(entries)), key=timed.__getitem__, reverse=True)[:MOST_ENTRIES]
    return [entries[place] for place in sorted(places)]


async def read_within_bounds(
    pool: ExtractionPool,
    closing: asyncio.Event,
    reader: ListReader,
    source: List,
    body: bytes,
    *about: Any,
    counts_foreign: bool,
) -> ListPage:  # fmt: skip
    """Reads a page of a list in a thread, or in a worker if it is beyond the bounds of a run.

    `about` are the other arguments of `ListReader.read`.

    Raises:
        ExtractionError: It took the worker longer than a list may, or more memory than a worker may take.
        RequestSkipped: The run is to end.
    """

    async def read() -> ListPage:
        plain = await asyncio.to_thread(unpacked, body)
        call = partial(reader.read, source, plain, *about, counts_foreign=counts_foreign)
        if fits_run(plain):
            return await asyncio.to_thread(call)
        page: ListPage = await pool.call(call, times=_TIMES)
        return page

    reading, end = asyncio.ensure_future(read()), asyncio.ensure_future(closing.wait())
    try:
        await asyncio.wait({reading, end}, return_when=asyncio.FIRST_COMPLETED)
        if not reading.done():
            raise RequestSkipped("the run is closing")
        return reading.result()
    finally:
        reading.cancel()
        end.cancel()
