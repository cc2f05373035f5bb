"""Faults that last, come back or grow: what a run says while they do, and what comes in once they are over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import later
from tests.support.crawls import look
from tests.support.sites import FEED, Site, assert_whole, keys, paragraphs, today, url_of, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

EMPTY = b"<html><head><title>News</title></head><body><div></div></body></html>"
ONCE = ("-s", "RETRY_TIMES=0")


def fail(site: Site, failing: Iterable[int], status: int = 200, body: bytes = EMPTY) -> None:
    for key in failing:
        site.answer(str(key), url_of(key), body, status)


# --- Over several runs -----------------------------------------------------------------------------


def test_a_failing_site_is_reported_by_every_run_and_everything_is_stored_after_it_recovers(
    site: Site, data: Path
) -> None:
    site.articles(keys(4))
    fail(site, keys(4), status=503)
    during = [site.crawl(data, *ONCE) for _ in range(5)]
    site.articles(keys(4))
    after = site.crawl(data)
    assert [run.code for run in (*during, after)] == [69] * 5 + [0], during[-1].log
    assert after.stored == {url_of(key) for key in keys(4)}
    assert_whole(after)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_long_missing_is_requested_again(site: Site, data: Path, status: int) -> None:
    back = site.listed[0]
    fail(site, [back], status)
    for _ in range(5):
        site.crawl(data)
        later(data, days=1)
    site.article(back)
    site.list(*site.listed[1:])
    assert len(site.crawl(data).files) == 3


@pytest.mark.parametrize(("status", "code"), [(200, 65), (403, 77)])
def test_pages_backing_off_are_still_reported(site: Site, data: Path, status: int, code: int) -> None:
    fail(site, site.listed, status)
    first, second = site.crawl(data), site.crawl(data)
    assert (first.code, second.code) == (code, code), second.log
    assert "3 waiting" in verdict_of(second)
    assert set(second.asked).isdisjoint(map(url_of, site.listed))
    site.articles(keys(3))
    later(data, hours=30)
    after = site.crawl(data)
    assert (after.code, len(after.files)) == (0, 3), after.log
    assert "waiting" not in verdict_of(after)


def test_articles_that_do_not_match_the_query_show_that_the_site_works(site: Site, data: Path) -> None:
    fail(site, site.listed)
    assert [site.crawl(data).code for _ in range(2)] == [65, 65]
    site.articles(keys(3, first=10000101))
    site.crawl(data, "-a", "query=nowhere", "-a", "depth=0")
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert "waiting" not in verdict_of(run)


def test_a_fault_that_began_amid_a_run_is_reported_by_the_next(site: Site, data: Path) -> None:
    site.articles(keys(10))
    fail(site, keys(7, first=10000004), status=503)
    site.crawl(data, *ONCE)
    assert site.crawl(data, *ONCE).code == 69
    site.articles(keys(10))
    run = site.crawl(data)
    assert (run.code, len(run.files)) == (0, 10), run.log
    assert_whole(run)


def test_articles_listed_while_their_host_was_down_are_stored_after_the_list_has_moved_on(
    site: Site, data: Path
) -> None:
    site.articles(keys(12))
    fail(site, keys(12), status=503)
    site.crawl(data, *ONCE)
    site.articles(keys(12))
    site.articles(keys(3, first=10000101))
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.files) == 15


def test_unchanged_suspect_pages_raise_no_alarm_in_a_quiet_night(site: Site, data: Path) -> None:
    site.articles(keys(10))
    fail(site, keys(4, first=10000007))
    codes = [site.crawl(data).code]
    for hours in (0, 2, 3, 5):
        later(data, hours=hours)
        codes.append(site.crawl(data).code)
    assert codes == [0] * 5


def test_articles_that_are_withdrawn_in_a_quiet_night_raise_no_alarm(site: Site, data: Path) -> None:
    today(site)
    _, headers, feed = site.answers[FEED]
    site.answer("feed", FEED, feed, headers=headers | {"ETag": '"1"'})
    site.crawl(data)
    later(data, hours=6)
    site.crawl(data)
    fail(site, site.listed[:2], status=404)
    later(data, hours=3)
    run = site.crawl(data)
    assert f"Crawled (304) <GET {FEED}>" in run.log
    assert run.code == 0, run.log


def test_a_page_that_is_missing_at_first_is_requested_again(site: Site, data: Path) -> None:
    late = site.listed[1]
    fail(site, [late], status=404)
    assert len(site.crawl(data).files) == 2
    site.article(late)
    later(data, hours=2)
    assert len(site.crawl(data).files) == 3


def test_an_article_that_was_gone_for_a_while_is_read_again(site: Site, data: Path) -> None:
    today(site)
    lost = site.listed[1]
    site.crawl(data)
    fail(site, [lost], status=404)
    for hours in (9, 9):
        later(data, hours=hours)
        during = site.crawl(data)
    assert during.articles[url_of(lost)]["gone"]
    today(site, lost, text=[*paragraphs(lost), "The council put this page online again in the evening."])
    later(data, hours=2)
    row = site.crawl(data).articles[url_of(lost)]
    assert (row["gone"], row["version_count"]) == (None, 2)


def test_a_page_that_has_failed_for_two_months_is_given_up(site: Site, data: Path) -> None:
    fail(site, site.listed[:1])
    site.crawl(data)
    broken, *others = site.listed
    site.list(*others)
    for days in (8, 8):
        with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
            seen = (datetime.now(UTC) - timedelta(days=61)).isoformat(timespec="seconds")
            catalogue.execute("UPDATE pages SET first_seen = ?", [seen])
            catalogue.commit()
        later(data, days=days)
        run = site.crawl(data)
    assert url_of(broken) not in run.asked
    site.list(broken, *others)
    assert url_of(broken) in site.crawl(data).asked


def test_an_article_scheduled_by_a_wrong_clock_is_read(site: Site, data: Path) -> None:
    today(site)
    broken, other, _ = site.listed
    fail(site, [broken])
    site.crawl(data)
    later(data, days=-9 * 365)
    today(site, broken)
    run = site.crawl(data)
    assert len(run.files) == 3, run.log
    assert url_of(other) in run.asked


def test_an_article_whose_etag_never_changes_is_read_whole_after_a_day(site: Site, data: Path) -> None:
    always = {"ETag": '"always"'}
    today(site, headers=always)
    site.crawl(data)
    changed = site.listed[0]
    today(site, changed, headers=always, text=[*paragraphs(changed), "The council corrected the rent on Wednesday."])
    later(data, hours=9)
    assert site.crawl(data).articles[url_of(changed)]["version_count"] == 1
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        read = (datetime.now(UTC) - timedelta(hours=25)).isoformat()
        catalogue.execute("UPDATE articles SET fetched = ?", [read])
        catalogue.commit()
    later(data, hours=9)
    assert site.crawl(data).articles[url_of(changed)]["version_count"] == 2


# --- Slow changes ----------------------------------------------------------------------------------


@pytest.fixture
def known(site: Site, data: Path) -> Path:
    """A data directory that knows twenty open articles with all that their pages have."""
    site.articles(keys(20))
    assert site.crawl(data).code == 0
    return data


def test_headlines_that_vanish_raise_the_alarm(site: Site, known: Path) -> None:
    site.list(*keys(5, first=10000101))
    for key in site.listed:
        page = site.article(key).decode()
        for part in (
            f"<h1>Cinema {key} is let to a data center</h1>",
            f'<meta property="og:title" content="Cinema {key} is let to a data center">',
            f"Cinema {key} - ",
        ):
            assert part in page
            page = page.replace(part, "")
        site.answer(str(key), url_of(key), page.encode())
    run = site.crawl(known)
    assert run.code == 65, run.log
    assert "title in 1 of 5 (before: 20 of 20)" in verdict_of(run)


def test_a_layout_that_half_of_the_articles_have_lost_raises_the_alarm(site: Site, known: Path) -> None:
    site.articles(keys(8, first=10000101))
    for key in keys(4, first=10000101):
        site.article(key, landmarks=False)
    run = site.crawl(known)
    assert run.code == 65, run.log
    assert "layout in 4 of 8 (before: 20 of 20)" in verdict_of(run)


def test_a_list_that_names_ever_more_on_another_host_raises_the_alarm(site: Site, known: Path) -> None:
    site.articles(keys(6, first=10000101))
    _, headers, feed = site.answers[FEED]
    for key in keys(3, first=10000101):
        feed = feed.replace(url_of(key).encode(), f"https://news.koreaherald.com/article/{key}".encode())
    site.answer("feed", FEED, feed, headers=headers)
    run = site.crawl(known)
    assert run.code == 65, run.log
    assert "3 of 6 entries of lists are no address of an article" in verdict_of(run)
    assert len(run.files) == 23


def test_a_paywall_before_any_open_text_is_a_refusal(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101))
    for key in site.listed:
        site.article(key, text=[paragraphs(key)[0], "Subscribe to continue reading this article."])
    run = site.crawl(known)
    assert {row["access"] for row in look(known).tables["articles"]} == {"open", "teaser"}
    assert run.code == 77, run.log
    assert "open in 0 of 5 (before: 20 of 20)" in verdict_of(run)
