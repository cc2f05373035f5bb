"""Lists that a run cannot read, or not in its own process."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from crawler.crawl.lists.list_reader import Days, ListPage, ListReader, read_within_bounds
from crawler.discovery.bounds import MOST_ENTRIES
from crawler.discovery.sources import Sitemap
from crawler.extraction.pool import ExtractionError, ExtractionPool
from crawler.fetch.failures import RequestSkipped
from crawler.text.urls import Address, Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 4, 10, 20, tzinfo=UTC)
SITEMAP = Sitemap("https://example.com/sitemap.xml")
READER = ListReader(Addresses(Address(r"https://example\.com/article/\d+")), ZoneInfo("UTC"), {"example.com"})
SMALL = b"<urlset><url><loc>https://example.com/article/1</loc></url></urlset>"
# Beyond the bounds of a run, and read in a moment.
LARGE = SMALL + b" " * 20_000_000


@pytest.fixture
def pool() -> Iterator[ExtractionPool]:
    pool = ExtractionPool(1, 20)
    yield pool
    pool.close()


def read(pool: ExtractionPool, body: bytes, closes: float | None = None) -> ListPage:
    async def reading() -> ListPage:
        closing = asyncio.Event()
        if closes is not None:
            asyncio.get_running_loop().call_later(closes, closing.set)
        days = Days(None, date(2026, 3, 5), date(2026, 3, 3))
        return await read_within_bounds(
            pool, closing, READER, SITEMAP, body, SITEMAP.url, NOW, days, counts_foreign=True
        )  # fmt: skip

    return asyncio.run(reading())


def test_a_list_within_the_bounds_starts_no_worker(pool: ExtractionPool) -> None:
    assert [entry.url for entry in read(pool, SMALL).entries] == ["https://example.com/article/1"]
    assert pool._pool is None  # noqa: SLF001 - no other way to see it


def test_a_list_beyond_the_bounds_is_read_in_a_worker(pool: ExtractionPool) -> None:
    assert read(pool, LARGE) == read(pool, SMALL)
    assert pool._pool is not None  # noqa: SLF001 - as above


def test_a_list_that_takes_a_worker_too_long_is_named_and_a_run_that_ends_waits_for_none() -> None:
    slow = b"<urlset>" + b"<x>" * 6_000_000
    hasty, patient = ExtractionPool(1, 0.1), ExtractionPool(1, 60)
    try:
        with pytest.raises(ExtractionError, match=r"took longer than 0\.3"):
            read(hasty, slow)
        with pytest.raises(RequestSkipped):
            read(patient, slow, closes=0.1)
    finally:
        hasty.close()
        patient.close()


@pytest.mark.parametrize("is_dated", [True, False])
def test_of_more_entries_than_a_run_takes_the_newest_are_taken(is_dated: bool) -> None:
    count = MOST_ENTRIES + 1000
    day = "<lastmod>20{:02}-01-01</lastmod>" if is_dated else ""
    entries = "".join(
        f"<url><loc>https://example.com/article/{number}</loc>{day.format(number // 2500)}</url>"
        for number in range(count)
    )
    page = READER.read(SITEMAP, f"<urlset>{entries}</urlset>".encode(), SITEMAP.url, NOW, counts_foreign=False)
    numbers = [int(entry.url.rpartition("/")[2]) for entry in page.entries]
    assert page.is_cut_off
    assert len(numbers) == MOST_ENTRIES
    assert numbers[-1] == count - 1
    assert numbers == sorted(numbers)
    if is_dated:
        assert set(range(2500, count)) <= set(numbers)
