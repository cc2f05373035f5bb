"""One answer is never final: whole runs in which pages say something else for a while, and runs that take it up."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crawler.clock import CLOCK_OFFSET
from tests.support.archives import Outlet, asked_articles, later
from tests.support.archives import url_of as kbs_url
from tests.support.commands import scrapy
from tests.support.crawls import crawl_words, look
from tests.support.sites import (
    HTML,
    WWW,
    assert_whole,
    keys,
    own,
    page_of,
    paragraphs,
    texts,
    today,
    url_of,
    verdict_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.support.crawls import Crawl
    from tests.support.sites import Site

REMOVED = b"<html><head><title>News</title></head><body><p>This article has been removed.</p></body></html>"
# No notice that is known by its words.
BREAK = b"""<html><head><title>Night work</title><meta property="og:title" content="Night work"></head><body><article>
<h1>Night work</h1><p>Our editors work on a better site tonight, and everything is back in the early morning hours of
the day, says the team that looks after these pages and everything that is on them.</p><p>Thank you very much for
reading us, and for your patience with those who move thousands of pictures from one shelf to another one.</p></article>
</body></html>"""


def show(site: Site, shown: Iterable[int], body: bytes, status: int = 200) -> None:
    for key in shown:
        site.answer(str(key), url_of(key), body, status)


def one(key: int) -> str:
    return f"Harbour {key} bridge"


def correct(site: Site) -> None:
    """Has a sentence added to all articles."""
    for key in site.listed:
        today(site, key, text=[*paragraphs(key), "The council corrected the rent."])


def at(site: Site, data: Path, offset: timedelta, *words: str) -> Crawl:
    """Runs the spider with its clock set."""
    environment = {CLOCK_OFFSET: str(offset.total_seconds())}
    done = scrapy(*crawl_words("herald", *words, data=data, replay=site.folder.parent), environment=environment)
    return look(data, done.returncode, done.stdout, done.stderr)


# --- Gone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [REMOVED, BREAK], ids=["removed", "another text"])
def test_an_hour_in_which_all_pages_say_the_same_changes_no_article_and_is_told_until_it_is_over(
    body: bytes, site: Site, data: Path
) -> None:
    site.articles(keys(25))
    today(site)
    site.crawl(data)
    show(site, site.listed, body)
    later(data, hours=9)
    during = [site.crawl(data)]
    later(data, hours=1)
    during.append(site.crawl(data))
    assert [run.code for run in during] == [65, 65]
    said = "are gone by their pages" if body is REMOVED else "show other texts"
    assert f"the site changed: 25 of 25 known articles {said}" in verdict_of(during[0])
    assert "the site changed: 25 pages not verified since 20" in verdict_of(during[1])
    assert texts(during[1]) == own(*keys(25))
    correct(site)
    later(data, hours=4)
    after = site.crawl(data)
    assert (after.code, {row["gone"] for row in after.articles.values()}) == (0, {None}), after.log
    assert {row["version_count"] for row in after.articles.values()} == {2}
    assert {row["suspect"] for row in after.tables["versions"]} == {0}
    assert_whole(after)


def test_an_article_whose_address_leads_to_the_front_page_is_gone_within_hours(site: Site, data: Path) -> None:
    today(site)
    down, *others = site.listed
    site.answer("home", f"{WWW}/", b"<html><body><h1>The Korea Herald</h1></body></html>")
    site.crawl(data)
    site.answer(str(down), url_of(down), status=302, headers={"Location": "/"})
    for hours in (9, 9):
        later(data, hours=hours)
        run = site.crawl(data)
        assert run.code == 0, run.log
    assert [url for url, row in run.articles.items() if row["gone"]] == [url_of(down)]
    assert texts(run) == own(*site.listed)
    assert url_of(others[0]) in run.asked


def test_a_page_that_says_once_that_it_is_removed_is_read_again_within_the_hour(site: Site, data: Path) -> None:
    new = site.listed[1]
    show(site, [new], REMOVED)
    site.crawl(data)
    site.article(new)
    site.list(*(key for key in site.listed if key != new))
    later(data, hours=0.6)
    assert texts(site.crawl(data)) == own(*keys(3))


# --- Another text ---------------------------------------------------------------------------------


def test_another_text_is_told_and_kept_apart_and_gives_way_when_the_page_is_as_it_was(site: Site, data: Path) -> None:
    today(site)
    site.crawl(data)
    changed = site.listed[0]
    before = site.answers[url_of(changed)][2]
    show(site, [changed], BREAK)
    later(data, hours=9)
    run = site.crawl(data)
    assert run.code == 0
    told = f"1 other text; lists by feed; another text is held beside its article: {url_of(changed)}; ok"
    assert told in verdict_of(run)
    assert "WARNING: herald: " in run.log
    assert texts(run) == own(*site.listed)
    show(site, [changed], before)
    later(data, hours=1)
    run = site.crawl(data)
    assert (texts(run), run.tables["versions"]) == (own(*site.listed), [])
    assert url_of(changed) in run.asked


def test_an_article_that_was_wholly_rewritten_is_replaced_by_the_second_reading(site: Site, data: Path) -> None:
    today(site)
    site.crawl(data)
    changed, *others = site.listed
    show(site, [changed], BREAK)
    later(data, hours=9)
    site.crawl(data)
    later(data, hours=1)
    site.article(10000777)
    site.list(10000777, *others)
    run = site.crawl(data)
    row = run.articles[url_of(changed)]
    assert (row["title"], row["version_count"]) == ("Night work", 2), run.log
    assert "1 new, 1 changed" in verdict_of(run)
    assert_whole(run)


def test_articles_first_read_in_a_maintenance_hour_are_read_an_hour_later_without_a_trace_of_it(
    site: Site, data: Path
) -> None:
    show(site, site.listed, BREAK)
    during = site.crawl(data)
    assert (during.code, len(during.files)) == (65, 1)
    assert "one text under 3 addresses" in verdict_of(during)
    site.articles(keys(3))
    later(data, hours=1.1)
    after = site.crawl(data)
    assert (after.code, texts(after), after.tables["versions"]) == (0, own(*keys(3)), []), after.log
    assert_whole(after)


def test_articles_with_one_short_text_under_titles_of_their_own_are_all_stored_at_once(site: Site, data: Path) -> None:
    for key in site.listed:
        page = site.article(key, text=["This is a developing story. More to come soon on this page."])
        site.answer(str(key), url_of(key), page.replace(f"Cinema {key} is let".encode(), one(key).encode()))
    run = site.crawl(data)
    assert (run.code, len(run.files)) == (0, 3), run.log


@pytest.mark.parametrize(
    ("known", "to"), [(True, "/article/10000990"), *((known, to) for known in (True, False) for to in ("/", "/a.html"))]
)
def test_articles_that_all_lead_to_one_page_for_an_hour_are_read_afterwards(
    known: bool, to: str, site: Site, data: Path
) -> None:
    site.articles(keys(4))
    today(site)
    if known:
        site.crawl(data)
        later(data, hours=9)
    site.answer("one", f"{WWW}{to}", BREAK)
    for key in site.listed:
        site.answer(str(key), url_of(key), status=302, headers={"Location": to})
    site.crawl(data)
    correct(site)
    for hours in (1, 2, 8):
        later(data, hours=hours)
        run = site.crawl(data)
    stored = {url: row for url, row in run.articles.items() if not url.endswith(to)}
    assert {url: row["version_count"] for url, row in stored.items()} == dict.fromkeys(map(url_of, keys(4)), 1 + known)
    assert all(row["text"].endswith("corrected the rent.") for row in stored.values())


# --- Runs for words and addresses -----------------------------------------------------------------


WORD = "%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC"
WORDS = ("-a", "query=소프트뱅크", "-a", "depth=0")


@pytest.fixture
def searched(archive: Outlet) -> Outlet:
    """A search for a word that names two articles of the archive."""
    keys_found = list(archive.articles)[-2:]
    for key in keys_found:
        archive.article(key, archive.articles[key][0], "소프트뱅크 소식입니다.")
    archive.found(WORD, *keys_found)
    return archive


def test_a_flash_that_gets_the_word_later_is_stored_by_the_next_run_for_it(searched: Outlet, data: Path) -> None:
    flash = list(searched.articles)[-1]
    searched.article(flash, searched.articles[flash][0])
    searched.crawl(data, *WORDS)
    assert flash not in asked_articles(searched.crawl(data, *WORDS))
    searched.article(flash, searched.articles[flash][0], "소프트뱅크 소식입니다.")
    searched.found(WORD)
    later(data, hours=1)
    assert flash not in asked_articles(searched.crawl(data, "-a", "query=손정의", "-a", "depth=0"))
    assert kbs_url(flash) in searched.crawl(data, *WORDS).stored


@pytest.mark.parametrize("run", [WORDS, ()], ids=["of the same words", "for news"])
@pytest.mark.parametrize(("text", "is_stored"), [("소프트뱅크 소식입니다.", True), ("곰 소식입니다.", False)])
def test_what_failed_in_a_run_for_words_is_judged_by_them_when_it_comes(
    searched: Outlet, data: Path, run: tuple[str, ...], text: str, is_stored: bool
) -> None:
    failing = list(searched.articles)[-1]
    searched.answer(str(failing), kbs_url(failing), b"", HTML, status=404)
    searched.crawl(data, *WORDS)
    searched.found(WORD)
    searched.sitemap(next(iter(searched.articles)))
    searched.article(failing, searched.articles[failing][0], text)
    later(data, hours=1)
    assert failing not in asked_articles(searched.crawl(data, "-a", "query=손정의", "-a", "depth=0"))
    again = searched.crawl(data, *run)
    assert failing in asked_articles(again)
    assert (kbs_url(failing) in again.stored) is is_stored


def test_articles_that_runs_for_words_read_again_lead_no_farther(searched: Outlet, data: Path) -> None:
    first, second, third, found = [*searched.articles][:3] + [*searched.articles][-1:]
    now = datetime.now(UTC)
    for key, other in ((found, first), (first, second), (second, third)):
        searched.article(key, now, "소프트뱅크 소식입니다.", related=(other,))
    searched.crawl(data, "-a", "query=소프트뱅크")
    later(data, hours=9)
    again = asked_articles(searched.crawl(data, "-a", "query=소프트뱅크"))
    assert first in again
    assert second not in again


@pytest.mark.parametrize(
    ("text", "is_stored"), [("손정의 회장이 소프트뱅크에서 말했습니다.", True), ("곰이 잤습니다.", False)]
)
def test_a_related_page_that_failed_is_compared_with_the_article_that_led_to_it_when_it_comes(
    archive: Outlet, data: Path, text: str, is_stored: bool
) -> None:
    start, related = list(archive.articles)[-1], next(iter(archive.articles))
    archive.article(start, archive.articles[start][0], "손정의 회장이 소프트뱅크에서 말했습니다.", related=(related,))
    archive.answer(str(related), kbs_url(related), b"", HTML, status=404)
    archive.crawl(data, "-a", f"url={kbs_url(start)}", "-a", "depth=1")
    archive.article(related, archive.articles[related][0], text)
    archive.sitemap(start)
    later(data, hours=1)
    run = archive.crawl(data)
    assert related in asked_articles(run)
    assert (kbs_url(related) in run.stored) is is_stored
    archive.sitemap(start, related)
    assert kbs_url(related) in archive.crawl(data).stored


# --- Postponed, and the clock ---------------------------------------------------------------------


def test_a_run_a_year_ahead_ends_no_rereads(site: Site, data: Path) -> None:
    today(site)
    site.crawl(data)
    ahead = at(site, data, timedelta(days=365))
    assert "clock set by +31536000 s" in verdict_of(ahead)
    assert page_of(ahead, site.listed[0])["next_read"] is None
    correct(site)
    run = site.crawl(data)
    assert {row["version_count"] for row in run.articles.values()} == {2}, run.log
    assert page_of(run, site.listed[0])["next_read"] is not None
    last = json.loads(json.dumps(run.tables["runs"][-1]["counts"]))["last_article"]
    assert last < run.tables["runs"][1]["started"]


def test_a_run_with_a_clock_a_year_behind_ends_no_rereads(site: Site, data: Path) -> None:
    today(site)
    site.crawl(data)
    later(data, hours=9)
    at(site, data, timedelta(days=-365))
    correct(site)
    later(data, hours=9)
    run = site.crawl(data)
    assert all(row["text"].endswith("corrected the rent.") for row in run.articles.values()), run.log
    assert all(row["published"] for row in run.articles.values())
