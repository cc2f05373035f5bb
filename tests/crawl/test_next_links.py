"""Lists of which only the first page is known: further ones are those that a page itself leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.discovery.sources import Section
from tests.support.archives import API, JSON, SITEMAP, Outlet, asked_lists, keys_of, verdict_of
from tests.support.sites import WWW, keys, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import Site

BUSINESS = f"{WWW}/Business"
BEHIND = f"{WWW}/Business?cursor=YWJj&lang=en"


def section(site: Site, url: str, *keys: int, more: str = "") -> None:
    cards = "".join(f'<h3><a href="/article/{key}">Cinema {key} is let to a data center</a></h3>' for key in keys)
    site.answer(f"section-{len(url)}", url, f"<html><body><main>{cards}{more}</main></body></html>".encode())


@pytest.fixture
def site(site: Site) -> Site:
    """A site with no feed, and a section page that leads to a second one, which leads to itself."""
    site.articles(keys(6))
    site.answer("feed", f"{WWW}/rss/newsAll", status=404)
    more = '<a rel="nofollow next" href="?cursor=YWJj&amp;lang=en">More</a>'
    section(site, BUSINESS, *keys(3), more=more)
    section(site, BEHIND, *keys(3, 10000004), more=more)
    return site


def asked(run: object) -> list[str]:
    return [url for url in getattr(run, "asked") if url.startswith(BUSINESS)]  # noqa: B009


def test_a_backfill_follows_the_next_link_of_a_list(site: Site, data: Path) -> None:
    first = site.crawl(data)
    assert (first.stored, asked(first)) == (set(map(url_of, keys(3))), [BUSINESS])
    for _ in range(2):
        run = site.crawl(data, "-a", "since=2026-07-01")
        assert asked(run) == [BUSINESS, BEHIND], run.log
        assert run.stored == set(map(url_of, keys(6)))
    assert not [url for url in run.asked if "/article/" in url]


def test_a_backfill_stops_at_its_first_day(site: Site, data: Path) -> None:
    assert asked(site.crawl(data, "-a", "since=2026-07-08")) == [BUSINESS]


ALL = "https://example.com/all"


@pytest.mark.parametrize(
    ("url", "page", "behind"),
    [
        (ALL, '<link rel="next" href="/all?offset=10">', f"{ALL}?offset=10"),
        (ALL, '<base href="/news/"><a rel=next href="2">Older</a>', "https://example.com/news/2"),
        (ALL, '<a rel="next" href="https://example.org/all?page=2">Older</a>', ""),
        (ALL, '<a rel="nextdoor" href="/all?offset=10">Older</a><a rel=prev href="/all">Newer</a>', ""),
        (ALL, '<a href="/all?page=9">Last</a><a href="?page=2">More</a>', f"{ALL}?page=2"),
        (f"{ALL}?page=2", '<a href="/all">1</a><a href="/all?page=3&utm_source=more">3</a>', f"{ALL}?page=3"),
        (f"{ALL}/page/2/", '<a href="/all/page/1/">1</a><a href="/all/page/3/">3</a>', f"{ALL}/page/3/"),
        (
            f"{ALL}?lang=en",
            '<a href="/all?pageNo=2&lang=ko">KO</a><a href="?pageNo=2&lang=en">2</a>',
            f"{ALL}?pageNo=2&lang=en",
        ),
        (ALL, '<a href="/sports?page=2">More sports</a><a href="/all?page=20">20</a>', ""),
        (f"{ALL}?page=2", '<a href="/all?page=2">2</a><a href="/all?page=1">1</a>', ""),
        (ALL, "", ""),
    ],
)
def test_the_next_page_is_the_one_that_is_called_or_numbered_so(url: str, page: str, behind: str) -> None:
    assert Section(ALL).next_page(f"<p>News</p>{page}".encode(), url) == behind


def test_a_next_link_is_ignored_where_the_addresses_of_further_pages_are_declared() -> None:
    known = Section(f"{ALL}?page={{page}}")
    assert known.next_page(b'<link rel="next" href="/all?offset=10">', ALL) == ""


def test_a_month_whose_last_page_never_comes_hides_none_of_those_before_it(archive: Outlet, data: Path) -> None:
    """One that is asked for the page behind its last one fails."""
    archive.answer("sitemap", SITEMAP, b"", JSON, status=404)
    archive.answer("api-2025-11-2", API.format(page=2, begin="20251101", end="20251130"), b"", JSON, status=500)
    words = ("-a", "since=2025-10-01", "-a", "until=2025-11-30", "-s", "RETRY_ENABLED=0")
    expected = {key for key, (time, _) in archive.articles.items() if 10 <= time.month <= 11 and time.year == 2025}
    run = archive.crawl(data, *words)
    assert keys_of(run) == expected
    assert "back to 2025-10-0" in verdict_of(run)
    assert "not to 2025-10-01 (news.kbs.co.kr)" in verdict_of(run)
    again = archive.crawl(data, *words)
    assert not [url for url in again.asked if "view.do" in url]
    assert asked_lists(again)
