"""Searches that ignore what they are asked for, and searches that find nothing: whole offline crawls."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from crawler.discovery.sources import Api, Feed, Section
from tests.support.archives import JSON, SEARCH, SEOUL, asked_articles, keys_of, verdict_of
from tests.support.sites import WWW
from tests.support.sites import url_of as herald_url
from tests.support.sites import verdict_of as herald_verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.archives import Outlet
    from tests.support.crawls import Crawl
    from tests.support.sites import Site

WORD = "소프트뱅크"
ASKED = quote(WORD)
QUERY = ("-a", f"query={WORD}", "-a", "depth=0")
STATED = "search does not filter"
HERALD_SEARCH = f"{WWW}/search/detail?q={{query}}&stype=NEWS&page={{page}}"


def searched(run: Crawl) -> list[str]:
    """Returns the numbers of the pages of a search that were asked for."""
    return [page[1] for url in run.asked if "search" in url and (page := re.search(r"[?&]page=(\d+)", url))]


@pytest.fixture
def deaf(archive: Outlet) -> Outlet:
    """A search that gives all thirty articles whatever it is asked for, and a sitemap that names one with the word."""
    archive.article(8200000, datetime(2025, 3, 1, 9, tzinfo=SEOUL), f"{WORD} 소식")
    archive.found(ASKED, *range(8100000, 8100030), rows=10)
    archive.sitemap(8200000)
    return archive


def result(*keys: int, box: str = "news_list", beside: tuple[int, ...] = ()) -> bytes:
    """Returns a page of results, with the articles that are linked beside them."""
    cards, others = (
        "".join(f'<li><a href="{herald_url(key)}">Story {key}</a></li>' for key in each) for each in (keys, beside)
    )
    return f'<html><body><ul class="{box}">{cards}</ul><ul class="latest">{others}</ul></body></html>'.encode()


# --- Searches that do not look for the words ------------------------------------------------------


def test_a_search_that_ignores_the_words_is_left_after_two_pages_for_the_lists(deaf: Outlet, data: Path) -> None:
    run = deaf.crawl(data, *QUERY)
    assert run.code == 0, run.log
    assert searched(run) == ["1", "2"]
    assert keys_of(run) == {8200000}
    assert f"{SEARCH.format(word=ASKED, page=1)}: {STATED}" in verdict_of(run)
    assert "lists by sitemap" in verdict_of(run)


def test_a_search_that_ignored_the_words_is_left_again_without_reading_its_articles(deaf: Outlet, data: Path) -> None:
    deaf.crawl(data, *QUERY)
    run = deaf.crawl(data, *QUERY)
    assert (searched(run), asked_articles(run)) == (["1", "2"], [])
    assert STATED in verdict_of(run)


def test_a_search_that_has_been_mended_is_read_to_its_end(deaf: Outlet, data: Path) -> None:
    deaf.crawl(data, *QUERY)
    for place in range(25):
        deaf.article(8300000 + place, datetime(2025, 2, 1, 9, tzinfo=SEOUL) - timedelta(days=place), f"{WORD} 소식")
    deaf.found(ASKED, *range(8300000, 8300025), rows=10)
    run = deaf.crawl(data, *QUERY)
    assert keys_of(run) == {8200000, *range(8300000, 8300025)}
    assert STATED not in verdict_of(run)


def test_a_page_of_headlines_that_a_search_always_gives_is_left(site: Site, data: Path) -> None:
    site.articles(range(10000001, 10000031))
    for page in range(1, 6):
        site.answer(f"search-{page}", HERALD_SEARCH.format(query="kelpie", page=page), result(*site.listed))
    run = site.crawl(data, "-a", "query=kelpie", "-a", "depth=0")
    assert run.code == 0, run.log
    assert searched(run) == ["1", "2"]
    assert f"page=1: {STATED}" in herald_verdict(run)
    assert "lists by feed" in herald_verdict(run)


def test_a_search_that_ignores_the_words_is_left_for_the_archive_of_the_days(deaf: Outlet, data: Path) -> None:
    """Its first page reaches the first day."""
    for place in range(9):
        deaf.article(8100021 + place, datetime(2025, 12, 20, 9, tzinfo=SEOUL) + timedelta(hours=place))
    deaf.article(8200001, datetime(2025, 12, 19, 9, tzinfo=SEOUL), f"{WORD} 소식")
    deaf.article(8100020, datetime(2025, 12, 18, 9, tzinfo=SEOUL))
    deaf.months("2025-12", "2025-12")
    deaf.found(ASKED, *range(8100029, 8100019, -1), *range(8100019, 8100000, -1), rows=12)
    run = deaf.crawl(data, *QUERY, "-a", "since=2025-12-15", "-a", "until=2025-12-31")
    assert run.code == 0, run.log
    assert (searched(run), keys_of(run)) == (["1"], {8200001})
    assert STATED in verdict_of(run)
    assert "back to 2025-12-15" in verdict_of(run)


@pytest.mark.parametrize("steps", [0, 1])
def test_a_search_by_any_of_the_words_looks_for_them(deaf: Outlet, data: Path, steps: int) -> None:
    """No article of the first two pages has both."""
    for place in range(20):
        deaf.article(8100000 + place, datetime(2025, 3, 1, 9, tzinfo=SEOUL) - timedelta(days=place), f"{WORD} 소식")
    deaf.article(8100025, datetime(2025, 1, 1, 9, tzinfo=SEOUL), f"{WORD} 스타게이트")
    deaf.found(quote(f"{WORD} 스타게이트"), *range(8100000, 8100030), rows=10)
    run = deaf.crawl(data, "-a", f"query={WORD} 스타게이트", "-a", f"depth={steps}")
    assert keys_of(run) == {8100025}
    assert STATED not in verdict_of(run)


def test_titles_with_the_words_show_that_a_search_looks_for_them(deaf: Outlet, data: Path) -> None:
    deaf.found(quote("극장"), *range(8100000, 8100030), rows=10)
    run = deaf.crawl(data, "-a", "query=극장 -회의", "-a", "depth=0")
    assert searched(run)[:4] == ["1", "2", "3", "4"]
    assert STATED not in verdict_of(run)


def test_a_few_articles_without_the_words_prove_nothing(deaf: Outlet, data: Path) -> None:
    for path in deaf.folder.glob("search-*"):
        path.unlink()
    deaf.found(ASKED, *range(8100000, 8100009), rows=3)
    run = deaf.crawl(data, *QUERY)
    assert searched(run) == ["1", "2", "3", "4"]
    assert (STATED in verdict_of(run), keys_of(run)) == (False, set())


# --- Searches that find nothing ---------------------------------------------------------------------


def test_a_search_that_finds_nothing_has_served(deaf: Outlet, data: Path) -> None:
    deaf.listed(f"search-{ASKED}-1", SEARCH.format(word=ASKED, page=1), [])
    run = deaf.crawl(data, *QUERY)
    assert (run.code, keys_of(run)) == (0, set()), run.log
    assert "lists by search" in verdict_of(run)
    assert "reco.kbs.co.kr" not in verdict_of(run)
    assert not any("sitemap" in url for url in run.asked)


@pytest.mark.parametrize("answer", [{"success": False}, {"data": None}, {"items": []}, {"data": {}}, [], "no"])
def test_an_answer_without_the_list_has_not_served(deaf: Outlet, data: Path, answer: object) -> None:
    deaf.answer(f"search-{ASKED}-1", SEARCH.format(word=ASKED, page=1), json.dumps(answer).encode(), JSON)
    run = deaf.crawl(data, *QUERY)
    assert keys_of(run) == {8200000}
    assert f"{SEARCH.format(word=ASKED, page=1)}: empty" in verdict_of(run)


@pytest.mark.parametrize("beside", [(), (10000002,)])
def test_a_page_of_results_without_any_has_served(site: Site, data: Path, beside: tuple[int, ...]) -> None:
    site.answer("search", HERALD_SEARCH.format(query="kelpie", page=1), result(beside=beside))
    run = site.crawl(data, "-a", "query=kelpie", "-a", "depth=0")
    assert run.code == 0, run.log
    assert not any("/rss/" in url or "/article/" in url for url in run.asked)
    assert "lists by search" in herald_verdict(run)


@pytest.mark.parametrize("page", [result(box="hits"), b"<html><body><h1>Search</h1></body></html>"])
def test_a_page_without_the_box_of_results_has_not_served(site: Site, data: Path, page: bytes) -> None:
    site.answer("search", HERALD_SEARCH.format(query="kelpie", page=1), page)
    run = site.crawl(data, "-a", "query=kelpie", "-a", "depth=0")
    assert "page=1: empty" in herald_verdict(run)
    assert "lists by feed" in herald_verdict(run)


def test_a_list_of_news_that_is_empty_has_not_served(site: Site, data: Path) -> None:
    site.list()
    run = site.crawl(data)
    assert "newsAll: empty" in herald_verdict(run)
    assert run.code == 65, run.log


def test_what_answers_of_searches_say() -> None:
    api = Api("https://example.com/?q={query}", items="data", article="{url}", title="title")
    feed, section = Feed("https://example.com/?q={query}"), Section("https://example.com/?q={query}", items=".a > .b")
    entry = b"<item><link>https://example.com/1</link></item>"
    rss = b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>%s</channel></rss>'
    assert api.found_nothing(b'{"data": []}')
    assert not any(map(api.found_nothing, (b'{"data": [1]}', b"{", b"[]")))
    assert feed.found_nothing(rss % b"")
    assert not any(map(feed.found_nothing, (rss % entry, b"<html></html>", b"")))
    assert section.found_nothing(b"<p class='a'></p>")
    assert not any(map(section.found_nothing, (b"<p class='b'></p>", b"")))
    several = Section("https://example.com/?q={query}", items=".b, .a")
    assert not several.found_nothing(b"<p class='a'></p>")
