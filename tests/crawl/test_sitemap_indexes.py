"""Indexes of sitemaps, as they are while months come and go and a part of them is down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import NEWS, SEOUL, SITEMAP, Outlet, asked_lists, keys_of, url_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

XML = {"Content-Type": "application/xml"}
KEY = 8700000


def named(name: str) -> str:
    return f"{NEWS}/sitemap/{name}.xml"


def index(outlet: Outlet, name: str, *names: str) -> None:
    """Has a sitemap named that names others."""
    entries = "".join(f"<sitemap><loc>{named(each)}</loc></sitemap>" for each in names)
    outlet.answer(name, named(name), f"<sitemapindex>{entries}</sitemapindex>".encode(), XML)


def part(outlet: Outlet, name: str, *keys: int) -> None:
    entries = "".join(f"<url><loc>{url_of(key)}</loc></url>" for key in keys)
    outlet.answer(name, named(name), f"<urlset>{entries}</urlset>".encode(), XML)


@pytest.fixture
def outlet(archive: Outlet) -> Outlet:
    """An index of months, in ascending order, of which the coming one is not there yet; three articles of today."""
    now = datetime.now(SEOUL)
    for place in range(3):
        archive.article(KEY + place, now - timedelta(hours=place + 1))
    index(archive, "recentNewsList", "2025-12", f"{now:%Y-%m}", f"{now + timedelta(days=40):%Y-%m}")
    part(archive, "2025-12", 8100029)
    part(archive, f"{now:%Y-%m}", KEY, KEY + 1, KEY + 2)
    return archive


def test_the_newest_month_that_has_begun_is_the_news(outlet: Outlet, data: Path) -> None:
    for new in (3, 0):
        run = outlet.crawl(data)
        assert run.code == 0, run.log
        assert f"{new} new" in verdict_of(run)
        assert asked_lists(run) == [SITEMAP, named(f"{datetime.now(SEOUL):%Y-%m}")]


@pytest.mark.parametrize("status", [404, 500])
def test_a_sitemap_that_is_not_there_hides_none_of_the_others(status: int, outlet: Outlet, data: Path) -> None:
    index(outlet, "recentNewsList", "2025-12", "breaking")
    outlet.answer("breaking", named("breaking"), b"", XML, status)
    part(outlet, "2025-12", KEY)
    run = outlet.crawl(data, "-s", "RETRY_ENABLED=0")
    assert (run.code, keys_of(run)) == (0, {KEY}), run.log
    assert f"lists by sitemap; not served: {named('breaking')}: {status}; ok" in verdict_of(run)


def test_a_nested_index_is_read_and_a_circle_of_indexes_ends(outlet: Outlet, data: Path) -> None:
    index(outlet, "recentNewsList", "all")
    index(outlet, "all", "recentNewsList", "empty", "all", f"{datetime.now(UTC):%Y}-01")
    part(outlet, "empty")
    part(outlet, f"{datetime.now(UTC):%Y}-01", KEY)
    run = outlet.crawl(data)
    assert (run.code, keys_of(run)) == (0, {KEY}), run.log
    assert len(asked_lists(run)) == 4


def test_an_index_in_an_index_in_an_index_without_end_is_left(outlet: Outlet, data: Path) -> None:
    names = ["recentNewsList", *(f"level-{level}" for level in range(20))]
    for name, below in pairwise(names):
        index(outlet, name, below)
    run = outlet.crawl(data)
    assert len([url for url in asked_lists(run) if "/sitemap/" in url]) == 4, run.log
    assert f"not served: {SITEMAP}: empty" in verdict_of(run)
