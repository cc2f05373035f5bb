"""What lists have named and a run did not request: the next run takes it up, whatever its lists name by then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import table
from tests.support.crawls import look
from tests.support.network import raw
from tests.support.patience import patience
from tests.support.processes import TOO_LONG
from tests.support.project import REPOSITORY
from tests.support.sites import FEED, SOON, Site, assert_whole, keys, live, live_words, url_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Crawl
    from tests.support.network import Network

NAMED = 30
NEXT = keys(5, first=10000101)


def dated(site: Site, *keys: int, published: datetime) -> None:
    """Has the feed name articles of one time."""
    date = f"<pubDate>{published:%a, %d %b %Y %T} +0000</pubDate>"
    items = "".join(f"<item><title>Story</title><link>{url_of(key)}</link>{date}</item>" for key in keys)
    site.answer("feed", FEED, f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), headers={})


def unread(data: Path) -> list[str]:
    return [url for (url,) in table(data, "SELECT url FROM work_list")]


def moved_on(site: Site) -> None:
    """Has the feed name what came out since, and one article that it named before."""
    site.list(*NEXT, site.listed[0])
    for key in NEXT:
        site.article(key)


def test_what_a_limit_left_is_stored_after_the_list_has_moved_on(site: Site, data: Path) -> None:
    site.articles(keys(NAMED))
    first = site.crawl(data, "-a", "limit=12")
    assert first.code == 0, first.log
    assert "; 18 left for the next run; ok" in verdict_of(first)
    moved_on(site)
    second = site.crawl(data)
    assert second.stored == {url_of(key) for key in (*keys(NAMED), *NEXT)}
    assert "left" not in verdict_of(second)
    assert unread(data) == []


def timed_out(network: Network, site: Site, data: Path) -> Crawl:
    """Runs into the time limit amid the articles."""
    site.robots("")
    network.serve(site)
    return live(network, data, "-s", "CLOSESPIDER_TIMEOUT=4", "-s", "DOWNLOAD_DELAY=0.5")


def test_a_run_that_its_time_limit_ended_with_work_left_is_75_and_the_next_goes_on(
    network: Network, site: Site, data: Path
) -> None:
    site.articles(keys(NAMED))
    first = timed_out(network, site, data)
    assert first.code == 75, first.log
    assert "; ended early: closespider_timeout, " in verdict_of(first)
    assert verdict_of(first).endswith(" left: the next run goes on")
    moved_on(site)
    second = site.crawl(data, later=timedelta(hours=3))
    assert second.code == 0, second.log
    assert second.stored == {url_of(key) for key in (*keys(NAMED), *NEXT)}


def test_the_third_run_in_a_row_that_its_time_limit_ended_is_69(network: Network, site: Site, data: Path) -> None:
    codes = []
    for place in range(4):
        site.articles(keys(NAMED, first=10000001 + 1000 * place))
        codes.append(timed_out(network, site, data).code if place < 3 else site.crawl(data).code)
    assert codes == [75, 75, 69, 0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_what_a_stopped_or_killed_run_left_is_stored_after_the_list_has_moved_on(
    network: Network, site: Site, data: Path, number: signal.Signals
) -> None:
    site.articles(keys(NAMED))
    site.robots("")
    network.serve(site)
    run = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "scrapy", "crawl", "herald", *live_words(data), "-s", "DOWNLOAD_DELAY=0.5"],
        cwd=REPOSITORY, env=os.environ | network.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + patience(TOO_LONG)
    while len(list(data.glob("articles/*.txt"))) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    run.send_signal(number)
    run.wait(timeout=patience(SOON))
    assert len(look(data).files) < NAMED
    moved_on(site)
    after = site.crawl(data)
    assert after.code == 0, after.log
    assert after.stored == {url_of(key) for key in (*keys(NAMED), *NEXT)}
    assert_whole(after)


def test_of_what_is_dated_only_the_last_days_are_kept_and_the_rest_is_counted(site: Site, data: Path) -> None:
    site.articles(keys(NAMED))
    dated(site, *keys(NAMED), published=datetime.now(UTC) - timedelta(days=15))
    run = site.crawl(data, "-a", "limit=12")
    assert "; 18 too old or too many to be kept; ok" in verdict_of(run)
    assert unread(data) == []
    dated(site, *keys(NAMED), published=datetime.now(UTC) - timedelta(days=13))
    site.crawl(data, "-a", "limit=12")
    assert len(unread(data)) == 6


def test_what_a_run_into_the_past_left_is_kept_at_any_age(site: Site, data: Path) -> None:
    published = datetime(2026, 7, 7, 1, tzinfo=UTC)
    site.articles(keys(NAMED))
    dated(site, *keys(NAMED), published=published)
    site.crawl(data, "-a", "limit=12", "-a", "since=2026-07-01")
    assert len(unread(data)) == 18
    moved_on(site)
    assert len(site.crawl(data).files) == NAMED + len(NEXT)


def test_of_more_than_the_stated_number_the_newest_are_kept(site: Site, data: Path) -> None:
    site.articles(keys(NAMED))
    run = site.crawl(data, "-a", "limit=12", "-s", "WORK_LIST_MAX=20")
    assert "; 8 left for the next run; 10 too old or too many to be kept; ok" in verdict_of(run)
    assert unread(data) == [url_of(key) for key in site.listed[12:20]]


def test_what_a_run_for_words_left_is_not_taken_up_by_a_run_for_news(site: Site, data: Path) -> None:
    site.articles(keys(NAMED))
    first = site.crawl(data, "-a", "query=cinema", "-a", "limit=12", "-a", "depth=0")
    assert len(first.files) == 12, first.log
    site.list(*NEXT, site.listed[0])
    news = site.crawl(data)
    assert set(news.asked).isdisjoint(map(url_of, keys(NAMED)[12:]))
    again = site.crawl(data, "-a", "query=cinema", "-a", "depth=0")
    assert again.stored >= {url_of(key) for key in keys(NAMED)}


def test_what_is_not_of_the_days_of_a_run_is_left_for_one_without_days(site: Site, data: Path) -> None:
    site.articles(keys(NAMED))
    site.crawl(data, "-a", "limit=12")
    site.list(*NEXT)
    days = site.crawl(data, "-a", "until=2026-07-01")
    assert len(days.files) == 12
    assert len(unread(data)) == 18
    assert len(site.crawl(data).files) == NAMED


def test_a_page_of_a_host_that_is_left_alone_stays_until_it_is_requested(
    network: Network, site: Site, data: Path
) -> None:
    site.articles(keys(NAMED))
    site.robots("")
    network.serve(site)
    for key in site.listed:
        network.answers[url_of(key)] = raw(403, {}, b"")
    run = live(network, data)
    assert run.code == 77
    assert len(unread(data)) == NAMED - 5, run.log
    assert f"; {NAMED - 5} left for the next run; " in verdict_of(run)
    moved_on(site)
    assert len(site.crawl(data).files) == NAMED - 5 + len(NEXT)


def test_a_lists_time_is_taken_where_a_page_states_the_day_alone(site: Site, data: Path) -> None:
    first, second = keys(2)
    dated(site, first, second, published=datetime(2026, 7, 7, 1, 0, 12, tzinfo=UTC))
    for key, day in ((first, "2026-07-07"), (second, "2026-07-06")):
        site.article(key, date=False, head=f'<meta property="article:published_time" content="{day}">')
    stored = site.crawl(data).articles
    assert stored[url_of(first)]["published"] == "2026-07-07T10:00:12+09:00"
    assert stored[url_of(second)]["published"] == "2026-07-06T00:00:00+09:00"
