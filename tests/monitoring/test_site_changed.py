"""The alarm that a site has changed: what raises it, what does not, and the pages it keeps aside."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.commands import scrapy
from tests.support.sites import WWW, Site, keys, page_of, paragraphs, url_of, verdict_of


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory after a run that stored twenty articles with all that their pages have."""
    folder = tmp_path_factory.mktemp("healthy")
    site = Site(folder / "replay" / "herald")
    site.articles(keys(20))
    run = site.crawl(folder / "data")
    assert run.code == 0, run.log
    assert len(run.stored) == 20
    return run.data


@pytest.fixture
def known(healthy: Path, tmp_path: Path) -> Path:
    """A data directory that knows the site, to go on from."""
    return shutil.copytree(healthy, tmp_path / "data")


def suspects(data: Path) -> list[Path]:
    return sorted((data / "suspects").glob("*.html"))


@pytest.mark.parametrize(("broken", "field"), [({"date": False}, "published"), ({"landmarks": False}, "layout")])
def test_pages_that_lose_their_usual_fields_raise_the_alarm(
    site: Site, known: Path, broken: dict[str, bool], field: str
) -> None:
    site.articles(keys(5, first=10000101), **broken)
    run = site.crawl(known)
    assert run.code == 65, run.log
    assert len(run.stored) == 25
    line = verdict_of(run)
    assert "the site changed: " in line
    assert f"{field} in 0 of 5 (before: 20 of 20)" in line
    assert "scrapy explain" in line
    assert run.tables["runs"][-1]["exit_code"] == 65
    assert 1 <= len(suspects(known)) <= 3


def test_scrapy_explain_reads_a_suspect_page(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101), date=False)
    named = re.search(r"scrapy explain (\S+)", verdict_of(site.crawl(known)))
    assert named
    assert Path(named[1]) in suspects(known)
    explained = scrapy("explain", "--json", named[1])
    assert explained.returncode == 0, explained.stderr
    assert Path(named[1]).stem.startswith("herald-")
    assert "is let to a data center" in explained.stdout


def test_unchanged_pages_raise_no_alarm_and_are_not_saved_as_suspects(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101))
    run = site.crawl(known)
    assert run.code == 0, run.log
    assert suspects(known) == []


def test_a_few_pages_without_a_date_are_news_as_usual(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101))
    for key in keys(2, first=10000101):
        site.article(key, date=False)
    assert site.crawl(known).code == 0


def test_an_outlet_with_little_news_a_run_raises_the_alarm_all_the_same(site: Site, known: Path) -> None:
    codes = []
    for run in range(3):
        site.articles(keys(3, first=10000101 + 10 * run), date=False)
        codes.append(site.crawl(known).code)
    assert codes == [0, 65, 65]


def test_the_alarm_lasts_until_there_is_better_news(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101), date=False)
    first, second = site.crawl(known), site.crawl(known)
    assert [first.code, second.code] == [65, 65]
    assert "ERROR: herald: " in first.log
    assert "INFO: herald: " in second.log
    assert verdict_of(first).partition("the site changed")[2] == verdict_of(second).partition("the site changed")[2]
    site.articles(keys(5, first=10000201))
    last = site.crawl(known)
    assert last.code == 0
    assert re.search(r"WARNING: herald: .*; over: the alarm of [-\d: ]+, the site changed: ", last.log)
    assert "over" not in verdict_of(site.crawl(known))


def test_cron_is_told_when_an_alarm_begins_and_when_it_is_over(site: Site, known: Path) -> None:
    words = "ingest", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={known}", "--nolog"
    site.articles(keys(5, first=10000101), date=False)
    first, second = scrapy(*words), scrapy(*words)
    assert (first.returncode, second.returncode) == (65, 65), first.stderr
    assert "the site changed: published in 0 of 5" in first.stdout
    assert second.stdout == ""
    site.articles(keys(5, first=10000201))
    last = scrapy(*words)
    assert (last.returncode, "; over: the alarm of " in last.stdout) == (0, True)


def test_an_alarm_ends_by_accept(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101), date=False)
    told = re.search(r"scrapy accept herald", verdict_of(site.crawl(known)))
    assert told
    accepted = scrapy("accept", "herald", "-s", f"DATA_DIR={known}")
    assert accepted.returncode == 0, accepted.stderr
    assert accepted.stdout.startswith("herald: accepted: the site changed: published in 0 of 5 (before: 20 of 20)")
    assert site.crawl(known).code == 0
    site.articles(keys(5, first=10000201), date=False)
    assert site.crawl(known).code == 0
    assert scrapy("accept", "herald", "-s", f"DATA_DIR={known}").stdout == "herald: no alarm is on\n"
    assert scrapy("accept", "-s", f"DATA_DIR={known}").returncode == 2
    assert scrapy("accept", "herold", "-s", f"DATA_DIR={known}").returncode == 2


def test_ten_addresses_that_redirect_to_the_front_page_are_counted_one_by_one(site: Site, data: Path) -> None:
    site.list(*keys(10))
    for key in site.listed:
        site.answer(str(key), url_of(key), status=302, headers={"Location": "/"})
    links = "".join(f'<h3><a href="/article/{key}">Cinema {key} is let to a data center</a></h3>' for key in keys(10))
    site.answer("home", f"{WWW}/", f"<html><head><title>News</title></head><body>{links}</body></html>".encode())
    run = site.crawl(data)
    assert run.code == 65, run.log
    assert sum(page["reason"] != "" for page in run.tables["pages"]) == 10


def test_old_addresses_of_one_article_are_recorded_and_not_requested_again(site: Site, data: Path) -> None:
    site.articles(keys(3))
    old = keys(2, first=10009001)
    site.list(*keys(3), *old)
    for key in old:
        site.answer(str(key), url_of(key), status=301, headers={"Location": url_of(10000001)})
    first, second = site.crawl(data), site.crawl(data)
    assert (first.code, second.code) == (0, 0), first.log
    assert len(first.files) == 3
    assert {page_of(first, key)["article_id"] for key in old} == {page_of(first, 10000001)["article_id"]}
    assert set(second.asked).isdisjoint(url_of(key) for key in old)


def test_texts_that_come_under_second_addresses_raise_no_alarm(site: Site, data: Path) -> None:
    site.articles(keys(3))
    site.crawl(data)
    again = keys(3, first=10005001)
    site.list(*again)
    for new, old in zip(again, keys(3), strict=True):
        site.article(new, text=paragraphs(old))
    run = site.crawl(data)
    assert run.code == 0, run.log


def test_an_outlet_that_is_hardly_known_raises_no_alarm(site: Site, data: Path) -> None:
    site.articles(keys(5), date=False)
    run = site.crawl(data)
    assert run.code == 0
    assert "WARNING: herald: " in run.log
    assert "no date is found on any of the first 5 articles" in verdict_of(run)


def test_texts_that_have_become_a_line_raise_the_alarm(site: Site, known: Path) -> None:
    site.list(*keys(5, first=10000101))
    for key in site.listed:
        site.article(key, text=[f"District {key} lends its cinema to a company that builds data centers."])
    run = site.crawl(known)
    assert run.code == 65, run.log
    assert "characters" in verdict_of(run)


def test_one_text_under_many_addresses_raises_the_alarm(site: Site, data: Path) -> None:
    site.articles(keys(5), text=paragraphs(10000001))
    run = site.crawl(data)
    assert run.code == 65, run.log
    assert "one text under 5 addresses" in verdict_of(run)
    assert len(run.files) == 1


def test_pages_without_an_article_raise_the_alarm_and_some_are_saved_as_suspects(site: Site, data: Path) -> None:
    site.list(*keys(5))
    for key in site.listed:
        site.answer(str(key), url_of(key), b"<html><head><title>News</title></head><body><div></div></body></html>")
    run = site.crawl(data)
    assert run.code == 65, run.log
    assert len(suspects(data)) == 3
    assert f"scrapy explain {data}" in verdict_of(run)


def test_suspect_pages_stay_until_newer_ones_are_saved(site: Site, known: Path) -> None:
    (known / "suspects").mkdir()
    for name in ("herald-0123456789abcdef.html", "herald-0123456789abcdef.json", "kbs-0123456789abcdef.html"):
        (known / "suspects" / name).touch()
    site.crawl(known)
    assert len(list((known / "suspects").iterdir())) == 3
    site.articles(keys(5, first=30000001), date=False)
    site.crawl(known)
    assert not (known / "suspects" / "herald-0123456789abcdef.html").exists()
    assert (known / "suspects" / "kbs-0123456789abcdef.html").exists()
