"""What must not be lost between two runs: whole offline crawls whose days, words and failures overlap in odd ways."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.test_walks import API, JSON, SEOUL, Outlet, asked_lists, keys_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

# The first pages of the list by months and of the feed of KBS World.
AT_LEAST = 2


@pytest.fixture
def dense(tmp_path: Path) -> Outlet:
    """Twenty-five articles, one every five days from 1 January 2025 at noon, three a page of a list by months."""
    made = Outlet(tmp_path / "replay" / "kbs")
    for place in range(25):
        made.article(8100000 + place, datetime(2025, 1, 1, 12, tzinfo=SEOUL) + timedelta(days=5 * place))
    made.months("2024-12", "2025-05")
    return made


def test_what_shares_a_page_with_the_first_day_is_read_by_a_run_that_goes_deeper(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    dense.crawl(data, "-a", "since=2025-03-14", "-a", "until=2025-05-31")
    run = dense.crawl(data, "-a", "since=2025-02-20", "-a", "until=2025-05-31")
    assert keys_of(run) == {
        key for key, (time, _) in dense.articles.items() if time >= datetime(2025, 2, 20, tzinfo=SEOUL)
    }
    again = dense.crawl(data, "-a", "since=2025-02-20", "-a", "until=2025-05-31")
    assert len(asked_lists(again)) == AT_LEAST
    assert "back to 2025-02-20;" in verdict_of(again)


def test_days_between_two_runs_into_the_past_are_not_taken_for_read(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    dense.crawl(data, "-a", "since=2025-04-20", "-a", "until=2025-05-31")
    dense.crawl(data, "-a", "since=2025-02-01", "-a", "until=2025-02-20")
    run = dense.crawl(data, "-a", "since=2025-01-01", "-a", "until=2025-05-31")
    assert keys_of(run) == set(dense.articles)


def test_a_walk_that_met_an_earlier_one_is_met_itself_the_next_time(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for until in ("2025-02-28", "2025-05-31"):
        dense.crawl(data, "-a", "since=2025-01-01", "-a", f"until={until}")
    run = dense.crawl(data, "-a", "since=2025-01-01", "-a", "until=2025-05-31")
    assert keys_of(run) == set(dense.articles)
    assert len(asked_lists(run)) == AT_LEAST


def test_what_one_query_left_out_is_not_passed_over_by_the_next(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    word = "%EA%B7%B9%EC%9E%A5"
    dense.found(word, *range(8100020, 8100010, -1))
    for key in range(8100011, 8100019):
        dense.article(key, dense.articles[key][0], "소프트뱅크 소식입니다.")
    first = dense.crawl(data, "-a", "query=극장 -소프트뱅크", "-a", "depth=0")
    second = dense.crawl(data, "-a", "query=극장", "-a", "depth=0")
    assert keys_of(first) == {8100019, 8100020}
    assert keys_of(second) == set(range(8100011, 8100021))


def test_a_sitemap_that_did_not_come_is_days_that_were_not_reached(dense: Outlet, tmp_path: Path) -> None:
    """The list API is down, so that an index of two sitemaps is read, of which one is down as well."""
    for path in dense.folder.glob("api-*"):
        path.unlink()
    url = API.format(page=1, begin="20250501", end="20250531")
    dense.answer("api", url, b"", JSON, status=503)
    names = "".join(f"<sitemap><loc>https://news.kbs.co.kr/sitemap/{name}.xml</loc></sitemap>" for name in "ab")
    dense.sitemap(8100020)
    dense.answer("sitemap", "https://news.kbs.co.kr/sitemap/recentNewsList.xml", names_of(names), {})
    dense.answer("a", "https://news.kbs.co.kr/sitemap/a.xml", b"", {}, status=503)
    entry = "<url><loc>https://news.kbs.co.kr/news/view.do?ncd=8100020</loc></url>"
    dense.answer("b", "https://news.kbs.co.kr/sitemap/b.xml", f"<urlset>{entry}</urlset>".encode(), {})
    run = dense.crawl(tmp_path / "data", "-a", "since=2025-03-01", "-a", "until=2025-05-31")
    assert keys_of(run) == {8100020}
    assert "not to 2025-03-01 (news.kbs.co.kr)" in verdict_of(run)


def names_of(entries: str) -> bytes:
    return f"<sitemapindex>{entries}</sitemapindex>".encode()
