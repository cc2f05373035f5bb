"""What must not be lost between two runs: whole offline crawls whose days, words and failures overlap in odd ways."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import API, JSON, SEOUL, SITEMAP, Outlet, asked_lists, keys_of, later, url_of, verdict_of
from tests.support.crawls import crawl
from tests.support.sites import FEED, WWW, Site, keys

if TYPE_CHECKING:
    from pathlib import Path

# The first pages of the list by months and of the feed of KBS World.
AT_LEAST = 2
NEWS_HOST = "https://news.kbs.co.kr"


@pytest.fixture
def dense(tmp_path: Path) -> Outlet:
    """Twenty-five articles, one every five days from 1 January 2025 at noon, three a page of a list by months."""
    made = Outlet(tmp_path / "replay" / "kbs")
    for place in range(25):
        made.article(8100000 + place, datetime(2025, 1, 1, 12, tzinfo=SEOUL) + timedelta(days=5 * place))
    made.months("2024-12", "2025-05")
    return made


def test_articles_on_one_page_with_the_first_day_are_read_by_a_deeper_backfill(dense: Outlet, tmp_path: Path) -> None:
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


def test_a_backfill_that_met_an_earlier_one_is_met_by_the_next(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for until in ("2025-02-28", "2025-05-31"):
        dense.crawl(data, "-a", "since=2025-01-01", "-a", f"until={until}")
    run = dense.crawl(data, "-a", "since=2025-01-01", "-a", "until=2025-05-31")
    assert keys_of(run) == set(dense.articles)
    assert len(asked_lists(run)) == AT_LEAST


@pytest.mark.parametrize("wrong", ["1970-01-01 09:00:00", "2099-07-07 10:00:00"])
def test_one_impossible_time_in_a_list_loses_neither_its_article_nor_what_later_runs_look_for(
    dense: Outlet, tmp_path: Path, wrong: str
) -> None:
    data = tmp_path / "data"
    page = dense.folder / "api-2025-04-1.body.json"
    entries = json.loads(page.read_bytes())
    entries["data"][1]["serviceTime"] = wrong
    page.write_text(json.dumps(entries))
    run = dense.crawl(data, "-a", "since=2025-03-14", "-a", "until=2025-05-31")
    assert keys_of(run) == {
        key for key, (time, _) in dense.articles.items() if time >= datetime(2025, 3, 14, tzinfo=SEOUL)
    }
    run = dense.crawl(data, "-a", "since=2025-01-01", "-a", "until=2025-05-31")
    assert keys_of(run) == set(dense.articles)


def test_an_article_that_one_query_left_out_is_read_by_the_next(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    word = "%EA%B7%B9%EC%9E%A5"
    dense.found(word, *range(8100020, 8100010, -1))
    for key in range(8100011, 8100019):
        dense.article(key, dense.articles[key][0], "소프트뱅크 소식입니다.")
    first = dense.crawl(data, "-a", "query=극장 -소프트뱅크", "-a", "depth=0")
    second = dense.crawl(data, "-a", "query=극장", "-a", "depth=0")
    assert keys_of(first) == {8100019, 8100020}
    assert keys_of(second) == set(range(8100011, 8100021))


def test_an_article_that_does_not_match_is_not_read_again_for_other_days(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    dense.found("%EC%97%86%EB%8A%94%EB%A7%90", 8100001, 8100002)
    dense.crawl(data, "-a", "query=없는말", "-a", "depth=0")
    run = dense.crawl(data, "-a", "query=없는말", "-a", "depth=0", "-a", "since=2025-01-01")
    assert not [url for url in run.asked if "view.do" in url]


def test_an_old_article_at_the_end_of_a_page_does_not_end_a_backfill(dense: Outlet, tmp_path: Path) -> None:
    url = API.format(page=1, begin="20250501", end="20250531")
    dense.listed("api-2025-05-1", url, [8100024, 8100000])
    run = dense.crawl(tmp_path / "data", "-a", "since=2025-04-01", "-a", "until=2025-05-31")
    assert len(run.stored) == 7


@pytest.mark.parametrize("status", [503, 404])
@pytest.mark.parametrize("order", ["abc", "bac"])
def test_a_sitemap_that_did_not_come_is_days_that_were_not_reached(
    dense: Outlet, tmp_path: Path, order: str, status: int
) -> None:
    """The list API is down, so that an index of sitemaps is read, of which one does not come."""
    for path in dense.folder.glob("api-*"):
        path.unlink()
    url = API.format(page=1, begin="20250501", end="20250531")
    dense.answer("api", url, b"", JSON, status=503)
    dense.answer("a", f"{NEWS_HOST}/sitemap/a.xml", b"", {}, status=status)
    for name, key in (("b", 8100020), ("c", 8100021)):
        entry = f"<urlset><url><loc>{url_of(key)}</loc></url></urlset>"
        dense.answer(name, f"{NEWS_HOST}/sitemap/{name}.xml", entry.encode(), {})
    names = "".join(f"<sitemap><loc>{NEWS_HOST}/sitemap/{name}.xml</loc></sitemap>" for name in order)
    dense.answer("sitemap", SITEMAP, names_of(names), {})
    run = dense.crawl(tmp_path / "data", "-a", "since=2025-03-01", "-a", "until=2025-05-31")
    assert keys_of(run) == {8100020, 8100021}
    assert f"{NEWS_HOST}/sitemap/a.xml: {status}" in verdict_of(run)
    assert "not to 2025-03-01 (news.kbs.co.kr)" in verdict_of(run)


def names_of(entries: str) -> bytes:
    return f"<sitemapindex>{entries}</sitemapindex>".encode()


# --- Lists ----------------------------------------------------------------------------------------


def test_of_several_lists_the_newest_articles_are_stored_first(tmp_path: Path) -> None:
    """The feed of all is not there; of those of the sections, each names one that is newer than the one before."""
    site = Site(tmp_path / "replay" / "herald")
    site.articles(keys(3))
    site.answer("feed", FEED, b"", status=404)
    for place, name in enumerate(("National", "Business", "World")):
        site.answer(name, f"{WWW}/rss/kh_{name}", rss((10000001 + place, f"2026-07-0{place + 1}T10:00:00+09:00")))
    run = site.crawl(tmp_path / "data", "-a", "limit=1")
    assert run.stored == {f"{WWW}/article/10000003"}


def rss(*entries: tuple[int, str]) -> bytes:
    items = "".join(
        f"<item><title>Story</title><link>{WWW}/article/{key}</link><dc:date>{date}</dc:date></item>"
        for key, date in entries
    )
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<rss version="2.0" {space}><channel><title>News</title>{items}</channel></rss>'.encode()


def test_a_list_that_held_nothing_is_read_whole_again(dense: Outlet, tmp_path: Path) -> None:
    dense.sitemap(ETag='"empty"')
    codes = [dense.crawl(tmp_path / "data").code for _ in range(2)]
    assert codes == [65, 65]


def test_a_304_to_an_unconditional_request_is_a_failed_list(dense: Outlet, tmp_path: Path) -> None:
    dense.answer("sitemap", SITEMAP, b"", {}, status=304)
    run = dense.crawl(tmp_path / "data")
    assert run.code == 65
    assert f"{SITEMAP}: 304" in verdict_of(run)


def test_an_index_that_has_not_changed_does_not_hide_what_its_sitemap_has(dense: Outlet, tmp_path: Path) -> None:
    child = f"{NEWS_HOST}/sitemap/a.xml"
    dense.answer("sitemap", SITEMAP, names_of(f"<sitemap><loc>{child}</loc></sitemap>"), {"ETag": '"index"'})
    for key in (8100001, 8100002):
        dense.answer("a", child, f"<urlset><url><loc>{url_of(key)}</loc></url></urlset>".encode(), {})
        run = dense.crawl(tmp_path / "data")
    assert keys_of(run) == {8100001, 8100002}


def test_a_speculative_source_is_not_disabled_by_a_server_error(tmp_path: Path) -> None:
    """joongang has a feed and a sitemap of which nobody knows; the one is not there, the other does not answer."""
    site, data = Site(tmp_path / "replay" / "joongang"), tmp_path / "data"
    home = "https://www.koreajoongangdaily.com"
    site.answer("sitemap", f"{home}/sitemap.xml", status=503)
    first, second = (crawl("joongang", data=data, replay=site.folder.parent) for _ in range(2))
    assert {f"{home}/sitemap.xml", f"{home}/?lab_viewport=rss"} < set(first.asked)
    assert f"{home}/sitemap.xml" in second.asked
    assert f"{home}/?lab_viewport=rss" not in second.asked


def test_a_missing_speculative_source_is_not_tried_for_another_query(tmp_path: Path) -> None:
    folder, data = tmp_path / "replay" / "rcr", tmp_path / "data"
    folder.mkdir(parents=True)
    runs = [crawl("rcr", "-a", f"query={word}", data=data, replay=folder.parent) for word in ("5g", "6g")]
    assert ["?s=" in " ".join(run.asked) for run in runs] == [True, False]


# --- Again ------------------------------------------------------------------------------------------


def test_a_run_for_what_is_new_reads_nothing_again_on_other_hosts(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    dense.sitemap(8100001)
    world = "https://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=123456"
    dense.answer("world", world, b"", {}, status=503)
    dense.crawl(data, "-a", f"url={world}")
    later(data, hours=2)
    assert world not in dense.crawl(data).asked
    assert world in dense.crawl(data, "-a", "since=2025-05-01").asked


def test_a_run_for_what_is_new_does_not_follow_a_list_to_a_host_of_the_past(tmp_path: Path) -> None:
    site = Site(tmp_path / "replay" / "joongang")
    old = "https://koreajoongangdaily.joins.com/news/2026-07-01/business/A-cinema/1234567"
    new = "https://www.koreajoongangdaily.com/business/a-cinema/12345678"
    page = f'<html><body><a href="{old}">An old cinema is let</a><a href="{new}">A cinema is let</a></body></html>'
    site.answer("business", "https://www.koreajoongangdaily.com/business", page.encode())
    news, past = (
        crawl("joongang", *words, data=tmp_path / name, replay=site.folder.parent)
        for name, words in (("news", ()), ("past", ("-a", "since=2026-06-01")))
    )
    assert new in news.asked
    assert old not in news.asked
    assert old in past.asked
    site.answer("business", "https://www.koreajoongangdaily.com/business", page.replace(new, "/").encode())
    assert crawl("joongang", data=tmp_path / "moved", replay=site.folder.parent).code == 65


def test_a_stored_article_is_updated_by_a_run_for_other_days(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    now = datetime.now(SEOUL)
    dense.article(8500000, now - timedelta(hours=2))
    dense.sitemap(8500000)
    dense.crawl(data)
    later(data, hours=9)
    dense.article(8500000, now - timedelta(hours=2), "덧붙인 문장입니다.")
    run = dense.crawl(data, "-a", "since=2025-05-01", "-a", "until=2025-05-31")
    assert run.articles[url_of(8500000)]["version_count"] == 2


def test_related_articles_of_one_that_has_not_changed_are_followed(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    time = datetime.now(SEOUL) - timedelta(hours=2)
    dense.article(8500000, time, related=(8100001,), etag='"same"')
    dense.sitemap(8500000)
    dense.crawl(data)
    later(data, hours=9)
    run = dense.crawl(data, "-a", "depth=1")
    assert f"Crawled (304) <GET {url_of(8500000)}>" in run.log
    assert url_of(8100001) in run.asked


def test_a_catalogue_whose_lists_cannot_be_read_is_a_storage_that_failed(dense: Outlet, tmp_path: Path) -> None:
    data = tmp_path / "data"
    dense.sitemap(8100001)
    dense.crawl(data)
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        names = [row[1] for row in catalogue.execute("PRAGMA table_info(lists)") if row[1] != "next_page"]
        catalogue.execute("ALTER TABLE lists RENAME TO kept")
        # More than an integer holds: it fails when it is read, and not before.
        catalogue.execute(f"CREATE VIEW lists AS SELECT {', '.join(names)}, abs(-{2**63}) AS next_page FROM kept")  # noqa: S608
        catalogue.commit()
    assert dense.crawl(data).code == 74
