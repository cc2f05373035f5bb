"""Runs into the past and by words: whole offline crawls of sites whose lists have many pages."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

from crawler.crawl.lists.list_cursor import ListCursor
from crawler.discovery.backfill_position import Position
from crawler.discovery.declared import lists_of
from crawler.discovery.sources import Section
from crawler.fetch.saved_pages import saved_pages
from crawler.selection.query import parse_query
from crawler.store.lists.list_state import ListState
from tests.support.archives import (
    API,
    JSON,
    SEOUL,
    SITEMAP,
    Outlet,
    asked_articles,
    asked_lists,
    keys_of,
    stated,
    table,
    url_of,
    verdict_of,
)
from tests.support.crawls import copy_of, crawl
from tests.support.project import FIXTURES, SPIDERS

if TYPE_CHECKING:
    from pathlib import Path


UNTIL = ("-a", "until=2025-12-31")


# --- Into the past ------------------------------------------------------------------------------


def test_a_backfill_stores_exactly_the_requested_days(archive: Outlet, data: Path) -> None:
    run = archive.crawl(data, "-a", "since=2025-06-01", "-a", "until=2025-09-30")
    asked_for = {
        key
        for key, (time, _) in archive.articles.items()
        if "2025-06-01" <= f"{time.astimezone(SEOUL):%F}" <= "2025-09-30"
    }
    assert run.code == 0, run.log
    assert keys_of(run) == asked_for
    assert sorted(asked_articles(run)) == sorted(asked_for)
    assert verdict_of(run).count("back to 2025-06-01;") == 1


def test_a_backfill_goes_from_the_newest_to_the_oldest(archive: Outlet, data: Path) -> None:
    run = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    rows = sorted(run.tables["articles"], key=lambda row: row["number"])
    assert len(rows) == 30
    assert [row["published"] for row in rows] == sorted((row["published"] for row in rows), reverse=True)


def test_an_interrupted_backfill_resumes_at_its_position(archive: Outlet, data: Path) -> None:
    first = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL, "-a", "limit=12")
    assert len(keys_of(first)) == 12
    second = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert second.code == 0, second.log
    assert keys_of(second) == set(archive.articles)
    assert not set(asked_articles(first)) & set(asked_articles(second))
    assert len(set(asked_lists(first)) & set(asked_lists(second))) <= 2


def test_a_deeper_backfill_does_not_read_the_days_of_an_earlier_one_again(archive: Outlet, data: Path) -> None:
    first = archive.crawl(data, "-a", "since=2025-07-01", *UNTIL)
    second = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert keys_of(second) == set(archive.articles)
    assert not set(asked_articles(first)) & set(asked_articles(second))
    again = set(asked_lists(first)) & set(asked_lists(second))
    assert len(again) <= 3, again
    third = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert len(asked_lists(third)) <= 4
    assert "back to 2025-01-01;" in verdict_of(third)


def test_articles_newer_than_an_earlier_backfill_are_found_before_it_is_resumed(archive: Outlet, data: Path) -> None:
    archive.crawl(data, "-a", "since=2025-07-01", "-a", "until=2025-10-31")
    # A run of every hour knows the newest, and not what lies between.
    archive.crawl(data, "-a", f"url={url_of(8100029)}", "-a", "depth=0")
    run = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert keys_of(run) == set(archive.articles)


def test_a_month_without_articles_does_not_end_a_backfill(archive: Outlet, data: Path) -> None:
    archive.article(8000000, datetime(2024, 11, 5, 12, tzinfo=SEOUL))
    archive.months("2024-11", "2025-12")
    run = archive.crawl(data, "-a", "since=2024-11-01", "-a", "until=2025-02-01")
    assert 8000000 in keys_of(run)
    assert "back to 2024-11-01;" in verdict_of(run)


def test_a_list_that_fails_in_the_middle_is_named_and_the_rest_is_taken_up_next_time(
    archive: Outlet, data: Path
) -> None:
    url = API.format(page=1, begin="20250601", end="20250630")
    archive.answer("api-2025-06-1", url, b"", JSON, status=503)
    first = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert f"{url}: 503" in verdict_of(first)
    assert "back to 2025-07-01, not to 2025-01-01 (news.kbs.co.kr)" in verdict_of(first)
    assert {key for key, (time, _) in archive.articles.items() if time.month > 6} <= keys_of(first)
    archive.months("2025-06", "2025-06")
    second = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert keys_of(second) == set(archive.articles)
    assert not set(asked_articles(first)) & set(asked_articles(second))


# --- By words -----------------------------------------------------------------------------------


@pytest.fixture
def about(archive: Outlet) -> Outlet:
    """Ten articles name SoftBank, four of them Stargate as well; the search finds them, and two that only look so."""
    for place in range(10):
        words = "소프트뱅크가 투자한다고 밝혔습니다." + (" 스타게이트 사업입니다." if place < 4 else "")
        archive.article(8200000 + place, datetime(2025, 3, 1, 9, tzinfo=SEOUL) - timedelta(days=place), words)
    archive.found("%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC", *range(8200000, 8200010), 8100001, 8100002)
    return archive


def test_a_query_keeps_exactly_what_has_its_words(about: Outlet, data: Path) -> None:
    run = about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert run.code == 0, run.log
    assert keys_of(run) == set(range(8200000, 8200010))
    assert Counter(asked_articles(run)).most_common(1)[0][1] == 1
    assert "2 no match" in verdict_of(run)


@pytest.mark.parametrize("query", ["소프트뱅크 NOT 스타게이트", "소프트뱅크 and -「스타게이트 사업」"])
def test_a_query_that_excludes_is_searched_without_what_it_excludes(query: str, about: Outlet, data: Path) -> None:
    run = about.crawl(data, "-a", f"query={query}", "-a", "depth=0")
    assert run.code == 0, run.log
    assert keys_of(run) == set(range(8200004, 8200010))


def test_a_query_is_searched_for_each_alternative(about: Outlet, data: Path) -> None:
    about.found(quote("극장"), 8100001, 8100002)
    about.found(quote("소프트뱅크 스타게이트"), *range(8200000, 8200006))
    run = about.crawl(data, "-a", "query=극장 or (소프트뱅크 스타게이트)", "-a", "depth=0")
    searches = {url.partition("keyword=")[2].partition("&")[0] for url in run.asked if "keyword=" in url}
    assert {unquote(search) for search in searches} == {"극장", "소프트뱅크 스타게이트"}
    assert {8100001, 8100002, *range(8200000, 8200004)} <= keys_of(run)


def test_a_repeated_query_reads_nothing_again(about: Outlet, data: Path) -> None:
    about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    run = about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert asked_articles(run) == []


def test_an_article_that_did_not_match_one_query_is_read_for_another(about: Outlet, data: Path) -> None:
    about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    about.found("%EA%B7%B9%EC%9E%A5", 8100001, 8100002, 8200000)
    run = about.crawl(data, "-a", "query=극장", "-a", "depth=0")
    assert sorted(asked_articles(run)) == [8100001, 8100002]
    assert {8100001, 8100002} <= keys_of(run)


def test_a_failed_search_falls_back_to_the_lists(about: Outlet, data: Path) -> None:
    for path in about.folder.glob("search-*"):
        path.unlink()
    about.sitemap(8200000, 8100001)
    run = about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert run.code == 0, run.log
    assert keys_of(run) == {8200000}
    assert "lists by sitemap" in verdict_of(run)


def test_a_topic_serves_with_the_names_of_any_script(about: Outlet, data: Path, tmp_path: Path) -> None:
    topic = tmp_path / "topic.toml"
    names = '[names]\nSoftBank = ["소프트뱅크"]\nStargate = ["스타게이트"]\n'
    topic.write_text(f'[queries]\nen = "SoftBank Stargate"\nko = "SoftBank Stargate"\n{names}', encoding="utf-8")
    about.found(
        "%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC%20%EC%8A%A4%ED%83%80%EA%B2%8C%EC%9D%B4%ED%8A%B8",
        *range(8200000, 8200006),
    )
    run = about.crawl(data, "-a", f"topic={topic}")
    assert run.code == 0, run.log
    assert keys_of(run) == set(range(8200000, 8200004))


def test_a_topic_whose_names_share_a_form_warns(about: Outlet, data: Path, tmp_path: Path) -> None:
    topic = tmp_path / "topic.toml"
    topic.write_text('[names]\nSoftBank = ["소프트뱅크"]\nHawks = ["소프트뱅크"]\n', encoding="utf-8")
    run = about.crawl(data, "-a", f"topic={topic}", "-a", "depth=0")
    told = [line for line in run.log.splitlines() if "is a form of" in line]
    assert len(told) == 1
    assert "WARNING: topic: '소프트뱅크' is a form of 'SoftBank' and of 'Hawks'; it is taken for 'SoftBank'" in told[0]


def test_related_articles_of_a_query_are_kept_where_they_match(about: Outlet, data: Path) -> None:
    about.article(8300000, datetime(2025, 3, 2, 9, tzinfo=SEOUL), "소프트뱅크 소식", related=(8300001, 8100003))
    about.article(8300001, datetime(2025, 3, 2, 8, tzinfo=SEOUL), "소프트뱅크 실적")
    about.found("%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC", 8300000)
    run = about.crawl(data, "-a", "query=소프트뱅크")
    assert keys_of(run) == {8300000, 8300001}


@pytest.mark.parametrize("name", SPIDERS)
def test_a_query_on_the_saved_pages_keeps_exactly_what_its_search_and_lists_name_and_has_its_words(
    name: str, data: Path
) -> None:
    outlet = SPIDERS[name]
    word = "소프트뱅크" if outlet.language == "ko" else "SoftBank"
    lists = lists_of(*outlet.search)
    # Of a list that is no search the first page is read.
    urls = {each.at(query=word) for each in lists if not each.is_search}
    urls |= {each.at(Position(page), word) for each in lists for page in range(1, 9) if each.is_search}
    saved = {page.url: page.expected for page in saved_pages(FIXTURES / name)}
    named = {link["url"] for url in urls & saved.keys() for link in saved[url].get("links", [])}
    items = {item["url"]: item for told in saved.values() if (item := told.get("item")) and item["access"] == "open"}
    query = parse_query(word)
    matching = {url for url in named & items.keys() if query.matches(items[url]["title"], *items[url]["text"])}
    assert matching

    run = crawl(name, "-a", f"query={word}", "-a", "depth=0", data=data)

    assert run.code == 0, run.log
    assert run.stored == matching
    assert [url for url, times in Counter(run.asked).items() if times > 1] == []


# --- Large lists --------------------------------------------------------------------------------


def test_the_newest_of_fifty_thousand_are_stored_first(archive: Outlet, data: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=SEOUL)
    newest = range(8899980, 8900000)
    for key in newest:
        archive.article(key, start + timedelta(minutes=key - 8850000))
    entries = "".join(
        f"<url><loc>{url_of(key)}</loc>{stated(start + timedelta(minutes=key - 8850000))}</url>"
        for key in range(8850000, 8900000)
    )
    archive.answer("sitemap", SITEMAP, f"<urlset>{entries}</urlset>".encode(), {"Content-Type": "application/xml"})
    run = archive.crawl(data, "-a", "limit=20")
    assert run.code == 0, run.log
    assert keys_of(run) == set(newest)
    assert len(asked_articles(run)) == 20


@pytest.mark.parametrize(("by_date", "ends"), [(False, True), (True, False)])
def test_only_a_search_that_does_not_sort_by_date_ends_after_a_hundred_pages(by_date: bool, ends: bool) -> None:
    source = Section("https://example.com/?q={query}", paged="https://example.com/{page}?q={query}", by_date=by_date)
    cursor = ListCursor(source, ListState(source.url), ListState(source.url), "a", pages_read=99)
    cursor.advance(anything=True, until_month="")
    assert not cursor.exhausted
    cursor.pages_read += 1
    cursor.advance(anything=True, until_month="")
    assert cursor.exhausted is ends


def test_a_speculative_search_without_results_is_tried_again(tmp_path: Path, data: Path) -> None:
    replay = copy_of("rcr", tmp_path)
    for name, word in (("none", "Zeppelin"), ("other", "Submarine")):
        url = lists_of(*SPIDERS["rcr"].search)[0].at(query=word)
        told = {"url": url, "status": 200, "headers": {"Content-Type": "text/html"}}
        (replay / "rcr" / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
        (replay / "rcr" / f"{name}.html").write_text("<html><body><p>Nothing was found.</p></body></html>")
        run = crawl("rcr", "-a", f"query={word}", data=data, replay=replay)
        assert url in run.asked
    assert table(data, "SELECT url FROM lists WHERE next_read IS NOT NULL AND kind = 'search'") == []
