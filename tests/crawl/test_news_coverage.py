"""Runs for news over hours and days: what came out between two runs and no first page holds, and lists that freeze."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import table
from tests.support.commands import run_command
from tests.support.crawls import crawl
from tests.support.network import Raw
from tests.support.papers import HOUR, NATIONAL, SECTION_FEED, SEOUL, gaps, lists_of
from tests.support.patience import patience
from tests.support.project import REPOSITORY
from tests.support.sites import FEED, SOON, WWW, Site, keys, live_words, url_of, verdict_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.network import Network
    from tests.support.papers import Paper

# --- Gaps ---------------------------------------------------------------------------------------


def test_what_no_first_page_holds_is_taken_from_the_next_lists(paper: Paper) -> None:
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    run = paper.crawl()
    assert run.stored == {url_of(key) for key in (*new, *paper.old)}, run.log
    assert "gap" not in verdict_of(run)
    assert gaps(paper.data) == []


def test_sections_that_lack_what_the_feed_names_do_not_stand_for_it(paper: Paper) -> None:
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.section(NATIONAL, *(key for key in new if key % 3), *paper.old[:5])
    run = paper.crawl()
    assert run.stored == {url_of(key) for key in (*new[:20], *(key for key in new if key % 3), *paper.old)}
    assert "gap: " in verdict_of(run)
    assert len(gaps(paper.data)) == 1


def test_sections_of_which_one_is_too_short_in_feeds_and_another_has_no_page_cover_the_news_together(
    paper: Paper,
) -> None:
    old = paper.publish(16, hours=8)
    local, music = old[::2], old[1::2]
    music_feed = f"{WWW}/rss/kh_Kpop"
    paper.feed(*old, *paper.old[:2])
    paper.crawl()
    new = paper.publish(12)
    new_local, new_music = [key for key in new if key % 4], [key for key in new if not key % 4]
    paper.feed(*new[:8])
    paper.feed(*new_local[:4], url=SECTION_FEED)
    paper.feed(*new_music, *music[:3], url=music_feed)
    paper.section(NATIONAL, *new_local, *local[:6])
    run = paper.crawl()
    assert {url_of(key) for key in new} <= run.stored
    assert gaps(paper.data) == [], run.tables["runs"][-1]["reason"]


def test_what_sections_lack_while_the_feed_is_frozen_is_taken_from_a_list_of_all(paper: Paper) -> None:
    paper.feed(*paper.old, ETag='"frozen"')
    known = paper.old
    for _ in range(2):
        new = paper.publish(9, 12)
        known = [*new, *known]
        paper.section(NATIONAL, *(key for key in known if key % 3))
        paper.sitemap(*known)
        run = paper.crawl()
        assert run.stored >= {url_of(key) for key in new}, verdict_of(run)
        assert "list silent since" in verdict_of(run)
        assert "gap" not in verdict_of(run)


def test_what_no_section_has_while_the_feed_is_frozen_is_taken_from_a_list_of_all(paper: Paper) -> None:
    paper.feed(*paper.old, ETag='"frozen"')
    known, of_no_section = paper.old, []
    for hour in range(3):
        new = paper.publish(9, 12)
        of_no_section += new[4:5] if hour else []
        known = [*new, *known]
        paper.section(NATIONAL, *(key for key in known if key not in of_no_section))
        paper.sitemap(*known)
        run = paper.crawl()
        assert run.stored >= {url_of(key) for key in new}, hour
        assert "gap" not in verdict_of(run)


def test_a_list_of_all_that_lacks_what_sections_have_while_the_feed_is_frozen_opens_no_gap(paper: Paper) -> None:
    paper.feed(*paper.old, ETag='"frozen"')
    known = paper.old
    for hour in range(4):
        known = [*paper.publish(6, 12), *known]
        paper.section(NATIONAL, *known)
        paper.sitemap(*(key for key in known if key % 3))
        run = paper.crawl()
        assert run.stored >= {url_of(key) for key in known}, hour
        assert "gap" not in verdict_of(run), hour


def test_days_without_a_time_do_not_prove_that_a_feed_reaches_back(paper: Paper) -> None:
    new = paper.publish(40)
    paper.feed(*new[:20], dated=True)
    _, headers, feed = paper.site.answers[FEED]
    days = re.sub(rb" \d\d:\d\d:\d\d \+\d{4}<", b"<", feed)
    paper.site.answer("newsAll", FEED, days, headers=headers)
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    assert paper.crawl().stored == {url_of(key) for key in (*new, *paper.old)}


def test_old_entries_at_the_top_of_a_section_do_not_close_a_gap(paper: Paper) -> None:
    between = paper.publish(3, 1)
    paper.feed(*between, *paper.old[:17])
    paper.crawl()
    paper.wait(1)
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.section(NATIONAL, *paper.old[:2], *new[10:30])
    paper.sitemap(*new, *paper.old)
    assert paper.crawl().stored == {url_of(key) for key in (*new, *between, *paper.old)}


def test_what_sections_lack_while_the_feed_is_out_of_reach_is_taken_when_it_is_back(paper: Paper) -> None:
    known = list(paper.old)
    for _ in range(3):
        known = [*paper.publish(10, 1), *known]
        paper.site.answer("newsAll", FEED, b"", status=503)
        paper.section(NATIONAL, *[key for key in known if key % 3][:30])
        paper.sitemap(*known)
        paper.crawl()
    known = [*paper.publish(10, 1), *known]
    paper.feed(*known[:20])
    paper.sitemap(*known)
    assert paper.crawl().stored == {url_of(key) for key in known}


def test_a_clock_that_is_a_year_ahead_for_a_run_gives_no_gap_up(paper: Paper) -> None:
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.crawl()
    paper.wait(365 * 24)
    paper.crawl()
    paper.wait(-365 * 24 + 3)
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    assert paper.crawl().stored == {url_of(key) for key in (*new, *paper.old)}


def test_a_run_whose_list_reaches_back_asks_nothing_besides(paper: Paper) -> None:
    new = paper.publish(16)
    paper.feed(*new, *paper.old[:4])
    assert lists_of(paper.crawl()) == [FEED]
    paper.wait(1)
    assert lists_of(paper.crawl()) == [FEED]


@pytest.mark.parametrize("dated", [False, True])
def test_one_old_entry_at_the_top_of_a_list_closes_no_gap(paper: Paper, dated: bool) -> None:
    new = paper.publish(40)
    paper.feed(paper.old[3], *new[:19], dated=dated)
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    assert paper.crawl().stored == {url_of(key) for key in (*new, *paper.old)}


def test_an_article_that_was_stored_by_its_address_closes_no_gap(paper: Paper) -> None:
    new = paper.publish(40)
    paper.crawl("-a", f"url={url_of(new[19])}", "-a", "depth=0")
    paper.feed(*new[:20])
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    assert paper.crawl().stored == {url_of(key) for key in (*new, *paper.old)}


def test_what_no_list_holds_is_told_and_closed_by_a_run_into_the_past(paper_of_one_day: Paper) -> None:
    paper = paper_of_one_day
    day = f"{paper.now.astimezone(UTC):%F}"
    new = paper.publish(40)
    paper.feed(*new[:20])
    first = paper.crawl()
    assert first.code == 0, first.log
    time = r"\d\d\d\d-\d\d-\d\d \d\d:\d\d"
    told = rf"WARNING: .*; gap: {time} – {time} not covered; scrapy crawl herald -a since={day} -s DATA_DIR=\S+; ok"
    assert re.search(told, first.log), verdict_of(first)
    assert len(gaps(paper.data)) == 1
    status = run_command(paper.data, "status", "herald")
    assert "gap: " in " ".join(status.stdout.split()), status.stdout
    report = json.loads(run_command(paper.data, "status", "--format", "json").stdout)
    told_gaps = next(each for each in report["outlets"] if each["outlet"] == "herald")["gaps"]
    assert [(gap["begins"], gap["ends"]) for gap in told_gaps] == gaps(paper.data)

    paper.feed(*paper.publish(3), *new[:17])
    second = paper.crawl()
    assert "INFO: herald: " in second.log.replace(verdict_of(first), "")
    assert "not covered" in verdict_of(second)
    assert "WARNING: herald" not in second.log

    paper.feed(*new, *paper.old, dated=True)
    third = paper.crawl("-a", f"since={day}")
    assert third.stored >= {url_of(key) for key in new}
    assert re.search(rf"WARNING: .*; back to {day}; .*gap: .* closed; ok", third.log), verdict_of(third)
    assert gaps(paper.data) == []


def test_an_open_gap_is_tried_again_by_the_hour_and_then_by_the_day_and_told_when_it_is_closed(paper: Paper) -> None:
    new = paper.publish(40)
    paper.feed(*new[:20])
    assert NATIONAL in paper.crawl().asked
    asked, newest = [], new[:19]
    for hours in (1, 1, 0.5, 24, 5, 5):
        newest = [*paper.publish(1, hours), *newest]
        paper.feed(*newest[:20])
        asked.append(NATIONAL in paper.crawl().asked)
    assert asked == [True, True, False, True, False, False]
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    paper.wait(15)
    run = paper.crawl()
    assert run.stored == {url_of(key) for key in (*newest, *new, *paper.old)}
    assert re.search(r"WARNING: .*; gap: .* closed; ok", run.log), verdict_of(run)
    assert gaps(paper.data) == []


def test_a_gap_is_told_once_a_day_and_given_up_after_two_weeks(paper: Paper) -> None:
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.crawl()
    due = []
    for _ in range(4):
        paper.wait(12)
        due.append("WARNING: herald" in paper.crawl().log)
    assert due == [False, True, False, True]
    paper.wait(15 * 24)
    last = paper.crawl()
    assert re.search(r"WARNING: .*; gap: .* not covered, given up; ", last.log), verdict_of(last)
    assert gaps(paper.data) == []
    paper.wait(1)
    assert "gap" not in verdict_of(paper.crawl())


def test_of_an_outage_longer_than_two_weeks_the_first_part_is_given_up_at_once(paper: Paper) -> None:
    paper.wait(20 * 24)
    new = paper.publish(30)
    paper.feed(*new[:20], dated=True)
    run = paper.crawl()
    assert verdict_of(run).count("given up") == 1
    assert verdict_of(run).count("not covered") == 2
    (begins, _) = gaps(paper.data)[0]
    assert timedelta(days=13, hours=23) < paper.now - datetime.fromisoformat(begins) < timedelta(days=14, hours=1)


def test_a_gap_is_recorded_before_its_walk(network: Network, paper: Paper) -> None:
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.site.robots("")
    network.serve(paper.site)
    network.answers[SECTION_FEED] = Raw(b"", "hang")
    run = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "scrapy", "crawl", "herald", *live_words(paper.data)], cwd=REPOSITORY,
        env=os.environ | network.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    network.wait_for(SECTION_FEED)
    run.send_signal(signal.SIGKILL)
    run.wait(timeout=patience(SOON))
    assert len(gaps(paper.data)) == 1
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    assert paper.crawl().stored == {url_of(key) for key in (*new, *paper.old)}


def test_lists_that_hold_too_little_three_times_in_a_row_are_told_with_an_interval_that_would_do(paper: Paper) -> None:
    new = paper.old
    verdicts = []
    for _ in range(3):
        before, new = new, paper.publish(40, 1)
        paper.feed(*new[:20], dated=True)
        paper.section(NATIONAL, *new, *before[:5])
        run = paper.crawl()
        verdicts.append(verdict_of(run))
        assert run.stored >= {url_of(key) for key in new}
    assert ["its lists hold less than comes out" in each for each in verdicts] == [False, False, True]
    assert re.search(r"; its lists hold less than comes out in \d\d minutes: run every 14;", verdicts[-1])


def test_entries_older_than_the_gap_are_not_read_for_it(paper: Paper) -> None:
    site, past = paper.site, list(keys(30, first=10005001))
    for key in past:
        site.article(key, published=(paper.began - timedelta(days=40)).astimezone(SEOUL))
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.feed(*new, *past, url=SECTION_FEED, dated=True)
    run = paper.crawl()
    assert run.stored == {url_of(key) for key in (*new, *paper.old)}


def test_after_a_clock_that_was_a_year_ahead_gaps_are_found_as_before(paper: Paper) -> None:
    paper.wait(365 * 24)
    paper.feed(*paper.publish(2), *paper.old[:18])
    paper.crawl()
    paper.wait(-365 * 24)
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    run = paper.crawl()
    assert run.stored >= {url_of(key) for key in new}
    assert "gap" not in verdict_of(run)


def test_a_list_whose_cache_alternates_has_no_gap(paper: Paper) -> None:
    before = paper.old
    for hour in range(4):
        fresh = [*paper.publish(5), *before]
        paper.feed(*(before if hour % 2 else fresh)[:20])
        run = paper.crawl()
        assert "gap" not in verdict_of(run), hour
        assert lists_of(run) == [FEED]
        before = fresh


# --- Silent lists ---------------------------------------------------------------------------------


def test_a_frozen_feed_is_checked_against_the_sections_and_told_until_it_lives(paper: Paper) -> None:
    known = paper.old
    stored, told = set(known), []
    for _ in range(6):
        new = paper.publish(3, 4)
        known = [*new, *known]
        stored |= set(new)
        paper.section(NATIONAL, *known[:15])
        run = paper.crawl()
        told.append(re.search(rf"WARNING: .*; list silent since .*: {FEED}; its news by section; ok", run.log))
    assert run.stored == {url_of(key) for key in stored}
    assert [bool(each) for each in told] == [True, False, False, False, False, False]
    paper.feed(*paper.publish(2), *known[:18])
    assert "silent" not in verdict_of(paper.crawl())
    paper.wait(1)
    assert lists_of(paper.crawl()) == [FEED]


def test_sections_of_which_one_goes_farther_back_stand_for_a_frozen_feed_and_have_no_gap(paper: Paper) -> None:
    kpop = f"{WWW}/rss/kh_Kpop"
    known = paper.publish(16, 8)
    busy, calm = [key for key in known if key % 4], [key for key in known if not key % 4]
    paper.feed(*known, *paper.old[:4])
    paper.crawl()
    for hour in range(8):
        busy = [*paper.publish(3, 4), *busy]
        calm = [*(paper.publish(1) if hour % 2 else []), *calm]
        paper.feed(*busy[:14], url=SECTION_FEED, ETag=f'"{busy[0]}"')
        paper.feed(*calm[:8], url=kpop, ETag=f'"{calm[0]}"')
        run = paper.crawl()
        assert run.stored >= {url_of(key) for key in (*busy, *calm)}
        assert "gap" not in verdict_of(run), hour
        assert "list silent since" in verdict_of(run)


def test_a_frozen_feed_is_not_believed_for_a_list_of_old_articles_alone(paper: Paper) -> None:
    ancient = paper.publish(4)
    paper.crawl("-a", f"url={' '.join(map(url_of, ancient))}", "-a", "depth=0")
    known = paper.publish(12, 6)
    paper.feed(*known, *paper.old[:5])
    paper.crawl()
    paper.feed(*ancient, url=SECTION_FEED)
    new = paper.publish(3, 30)
    paper.section(NATIONAL, *new, *known)
    run = paper.crawl()
    assert {url_of(key) for key in new} <= run.stored, verdict_of(run)
    assert "list silent since" in verdict_of(run)


def test_a_quiet_night_costs_one_or_two_requests(paper: Paper) -> None:
    paper.section(NATIONAL, *paper.old)
    asked: list[Sequence[str]] = []
    for _ in range(14):
        paper.wait(1)
        run = paper.crawl()
        assert run.code == 0
        assert "silent" not in verdict_of(run)
        asked.append(lists_of(run)[1:])
    checks = [each for each in asked if each]
    assert 1 <= len(checks) <= 3
    assert asked[:3] == [[], [], []]


def test_a_304_that_lies_is_found_out(paper: Paper) -> None:
    paper.feed(*paper.old, ETag='"same"')
    paper.crawl()
    known, runs = list(paper.old), []
    for _ in range(4):
        known = [*paper.publish(10, 1), *known]
        paper.feed(*known[:20], ETag='"same"')
        paper.section(NATIONAL, *known[:50])
        runs.append(paper.crawl())
    assert f"Crawled (304) <GET {FEED}>" in runs[0].log
    assert runs[-1].stored == {url_of(key) for key in known}
    assert "gap" not in verdict_of(runs[-1])


# --- Two sites --------------------------------------------------------------------------------------


def test_the_sites_of_an_outlet_are_judged_alone(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "replay" / "kyodo"
    site = Site(folder)
    own = "https://english.kyodonews.net"

    def named(first: int, number: int) -> list[str]:
        return [f"{own}/articles/-/{first + place}" for place in range(number)]

    def feed(name: str, url: str, urls: list[str]) -> None:
        items = "".join(f"<item><title>Story</title><link>{each}</link></item>" for each in urls)
        site.answer(name, url, f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), headers={})

    today = [f"https://japantoday.com/category/business/a-story-{place}" for place in range(12)]
    for place, urls in enumerate((named(70000, 12), named(80000, 12))):
        feed("own", f"{own}/list/feed/rss4kyodonews-fzone", urls)
        feed("today", "https://japantoday.com/feed", today)
        run = crawl("kyodo", data=data, replay=folder.parent, later=place * HOUR)
    assert f"{own}/list/news" in run.asked
    assert [url for url in run.asked if "japantoday.com/category/" in url and "?page" in url] == []
    assert table(data, "SELECT DISTINCT site FROM gaps") == [("english.kyodonews.net",)]
