"""Runs again, and runs that follow related links: what is asked for once more, and what is kept."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.items import article_id
from tests.support.archives import (
    HTML,
    SEOUL,
    SITEMAP,
    Outlet,
    asked_articles,
    asked_lists,
    keys_of,
    later,
    table,
    url_of,
    verdict_of,
)
from tests.support.sites import FEED

if TYPE_CHECKING:
    from tests.support.sites import Site

# --- Again --------------------------------------------------------------------------------------


@pytest.fixture
def fresh(archive: Outlet) -> Outlet:
    """Three articles of the last hours in a sitemap with an ETag."""
    now = datetime.now(UTC)
    for place in range(3):
        archive.article(8500000 + place, now - timedelta(hours=place + 1), etag=f'"{place}"')
    archive.sitemap(8500000, 8500001, 8500002, ETag='"first"')
    return archive


def test_a_second_run_makes_one_conditional_request_for_its_list_and_none_for_articles(
    fresh: Outlet, data: Path
) -> None:
    first = fresh.crawl(data)
    assert len(keys_of(first)) == 3
    assert table(data, "SELECT etag FROM lists WHERE kind = 'sitemap'") == [('"first"',)]
    second = fresh.crawl(data)
    assert (second.code, asked_articles(second), asked_lists(second)) == (0, [], [SITEMAP]), second.log
    assert f"Crawled (304) <GET {SITEMAP}>" in second.log
    assert "lists by sitemap, unchanged; ok" in verdict_of(second)


def test_a_list_whose_articles_did_not_all_come_is_read_whole_again(fresh: Outlet, data: Path) -> None:
    fresh.crawl(data, "-a", "limit=1")
    assert table(data, "SELECT etag FROM lists WHERE kind = 'sitemap'") == [("",)]
    second = fresh.crawl(data)
    assert len(keys_of(second)) == 3


def test_a_list_unchanged_for_hours_is_read_whole(fresh: Outlet, data: Path) -> None:
    fresh.crawl(data)
    later(data, hours=5)
    run = fresh.crawl(data)
    assert f"Crawled (200) <GET {SITEMAP}>" in run.log


def test_an_article_of_the_day_is_requested_conditionally_after_hours(fresh: Outlet, data: Path) -> None:
    fresh.crawl(data)
    later(data, hours=9)
    fresh.article(8500001, fresh.articles[8500001][0], "덧붙인 문장입니다.", etag='"new"')
    run = fresh.crawl(data)
    assert run.code == 0, run.log
    assert sorted(asked_articles(run)) == [8500000, 8500001, 8500002]
    assert len(re.findall(r"Crawled \(304\) <GET \S+ncd=", run.log)) == 2
    assert [row["version_count"] for row in sorted(run.tables["articles"], key=lambda row: row["url"])] == [1, 2, 1]
    assert asked_articles(fresh.crawl(data)) == []


def test_an_article_of_last_year_is_not_read_again(archive: Outlet, data: Path) -> None:
    archive.sitemap(8100000, 8100001)
    archive.crawl(data)
    later(data, days=100)
    assert asked_articles(archive.crawl(data)) == []


def test_a_sitemap_that_states_its_own_making_as_every_articles_change_has_none_read_again(
    archive: Outlet, data: Path
) -> None:
    listed = range(8100000, 8100008)
    for hours in (3, 2, 1):
        made = datetime.now(UTC) - timedelta(hours=hours)
        entries = "".join(f"<url><loc>{url_of(key)}</loc><lastmod>{made.isoformat()}</lastmod></url>" for key in listed)
        archive.answer("sitemap", SITEMAP, f"<urlset>{entries}</urlset>".encode(), {"Content-Type": "application/xml"})
        run = archive.crawl(data)
        assert len(asked_articles(run)) == (8 if hours == 3 else 0)


def test_an_article_that_has_gone_is_marked_and_keeps_its_text(fresh: Outlet, data: Path) -> None:
    first = fresh.crawl(data)
    later(data, hours=9)
    fresh.answer("8500002", url_of(8500002), b"", HTML, status=410)
    fresh.crawl(data)
    later(data, hours=9)
    run = fresh.crawl(data)
    assert run.files == first.files
    assert table(data, "SELECT url FROM articles WHERE gone IS NOT NULL") == [(url_of(8500002),)]


# --- Related by subject ---------------------------------------------------------------------------


@pytest.fixture
def thread(archive: Outlet) -> Outlet:
    """An article with three related links, in a ring: two of its subject, one of another, which links a fourth."""
    noon = datetime(2025, 12, 4, 12, tzinfo=SEOUL)
    story = "손정의 소프트뱅크 회장이 이재명 대통령을 만나 스타게이트 투자를 논의했습니다."
    archive.article(8600000, noon, story, related=(8600001, 8600002))
    archive.article(
        8600001, noon - timedelta(hours=1), story + " 소프트뱅크는 공장을 보았습니다.", related=(8600003, 8600000)
    )
    archive.article(8600003, noon - timedelta(hours=2), story + " 손정의 회장은 출국했습니다.", related=(8600000,))
    body = (archive.folder / "8600000.body.json").read_text(encoding="utf-8")
    bear = "지리산 반달곰이 등산로 쉼터에서 낮잠을 잤습니다.<br />공원 사무소는 길을 돌아가 달라고 했습니다."
    bear += "<br /><br />곰은 저녁에 숲으로 돌아갔습니다."
    other = re.sub(r'(?<=id="cont_newstext">).*?(?=</div>)', bear, body)
    other = other.replace("극장 8600000의 새 쓰임", "쉼터에서 낮잠 잔 반달곰").replace("ncd=8600001", "ncd=8600004")
    archive.answer("8600002", url_of(8600002), other.encode(), HTML)
    archive.article(8600004, noon, story)
    return archive


def test_a_related_article_without_a_shared_feature_is_neither_stored_nor_followed(thread: Outlet, data: Path) -> None:
    run = thread.crawl(data, "-a", f"url={url_of(8600000)}", "-a", "depth=2", "-O", f"{data}.jsonl")
    assert run.code == 0, run.log
    assert keys_of(run) == {8600000, 8600001, 8600003}
    assert sorted(asked_articles(run)) == [8600000, 8600001, 8600002, 8600003]
    lines = Path(f"{data}.jsonl").read_text(encoding="utf-8").splitlines()
    items = {item["url"]: item for item in map(json.loads, lines)}
    assert "kept" not in items[url_of(8600000)]["sources"]
    kept = items[url_of(8600001)]["sources"]["kept"]
    assert "소프트뱅크" in kept
    assert article_id(url_of(8600000)) in kept


def test_relatedness_by_subject_can_be_switched_off(thread: Outlet, data: Path) -> None:
    run = thread.crawl(data, "-a", f"url={url_of(8600000)}", "-a", "depth=2", "-s", "RELATED_BY_SUBJECT=0")
    assert keys_of(run) == {8600000, 8600001, 8600002, 8600003, 8600004}


def test_an_article_dropped_as_unrelated_is_read_when_a_list_names_it(thread: Outlet, data: Path) -> None:
    thread.crawl(data, "-a", f"url={url_of(8600000)}")
    thread.articles[8600002] = datetime(2025, 12, 4, 12, tzinfo=SEOUL), ""
    thread.sitemap(8600002, 8600000)
    run = thread.crawl(data)
    assert asked_articles(run) == [8600002]
    assert 8600002 in keys_of(run)


def test_a_teaser_shows_too_little_to_be_refused_for_its_subject(thread: Outlet, data: Path) -> None:
    page = (thread.folder / "8600002.body.json").read_text(encoding="utf-8")
    told = "공원 사무소는 길을 돌아가 달라고 했습니다."
    assert told in page
    walled = page.replace(told, '<div class="paywall"><p>To continue reading, subscribe now.</p></div>')
    thread.answer("8600002", url_of(8600002), walled.encode(), HTML)
    run = thread.crawl(data, "-a", f"url={url_of(8600000)}", "-a", "depth=1")
    assert run.code == 0, run.log
    assert run.articles[url_of(8600002)]["access"] == "teaser"


def test_a_list_may_name_an_article_that_was_dropped_as_a_related_one(thread: Outlet, data: Path) -> None:
    """The second page of the list is settled, and the related article read, before the third page names it."""
    noon = datetime(2025, 12, 4, 12, tzinfo=SEOUL)
    ages = {8600000: 0, 8600001: 1, 8600002: 30}
    thread.articles = {key: (noon - timedelta(hours=age), "") for key, age in ages.items()}
    thread.months("2025-12", "2025-12", rows=1)
    run = thread.crawl(data, "-a", "since=2025-12-01", "-a", "until=2025-12-31", "-a", "depth=1")
    assert run.code == 0, run.log
    assert asked_articles(run).count(8600002) == 2
    assert 8600002 in keys_of(run), verdict_of(run)
    assert "back to 2025-12-01;" in verdict_of(run)


# --- Lists that state no dates ----------------------------------------------------------------------


def test_stored_articles_date_a_list_without_dates_for_a_backfill(site: Site, data: Path) -> None:
    site.crawl(data)
    run = site.crawl(data, "-a", "since=2026-07-08")
    assert (run.code, [url for url in run.asked if url.startswith("https") and "/article/" not in url]) == (
        0,
        [FEED],
    ), run.log
    assert "back to 2026-07-08;" in run.log
