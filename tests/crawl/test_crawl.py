"""Whole crawls through the real engine, offline, on the saved pages: what a run leaves, and how it ends."""

from __future__ import annotations

import dataclasses
import fcntl
import json
import re
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from crawler.cli.fixture_drafts import ITEM_FIELDS
from crawler.items import Article, article_id
from tests.support.processes import scrapy_process
from tests.support.project import SPIDERS, instant

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.crawl.spider import OutletSpider

from tests.support.crawls import (
    TABLES,
    Crawl,
    content,
    copy_of,
    crawl,
    crawl_words,
    item,
    items_of,
    listed_of,
    look,
    reached_from,
    renew,
)

# --- Every spider: what is new, and what is still known -------------------------------


@pytest.fixture(scope="session")
def first(outlet: type[OutletSpider], tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    folder = tmp_path_factory.mktemp(outlet.name)
    return crawl(outlet.name, "-O", str(folder / "items.jsonl"), data=folder / "data")


@pytest.fixture
def data(first: Crawl, tmp_path: Path) -> Path:
    """A data directory as a first run has left it, to go on from."""
    return shutil.copytree(first.data, tmp_path / "data")


def test_a_first_run_stores_exactly_what_its_lists_name(outlet: type[OutletSpider], first: Crawl) -> None:
    assert first.code == 0, first.log
    assert first.stored == listed_of(outlet)
    assert first.articles.keys() == first.stored


def test_article_files_are_numbered_without_a_gap_and_named_by_id(first: Crawl) -> None:
    rows = sorted(first.tables["articles"], key=lambda row: row["number"])
    assert [row["number"] for row in rows] == list(range(len(rows)))
    assert [row["file"] for row in rows] == [f"{row['number']:03d}_{article_id(row['url'])}.txt" for row in rows]
    assert list(first.files) == [row["file"] for row in rows]


def test_an_article_file_holds_title_and_paragraphs(outlet: type[OutletSpider], first: Crawl) -> None:
    items = items_of(outlet)
    assert {row["url"]: first.files[row["file"]] for row in first.tables["articles"]} == {
        url: content(items[url]) for url in listed_of(outlet)
    }


@pytest.mark.parametrize("field", ITEM_FIELDS)
def test_a_row_of_the_catalogue_holds_what_the_page_gives(outlet: type[OutletSpider], first: Crawl, field: str) -> None:
    items = items_of(outlet)

    def form(value: Any) -> Any:
        if field in {"published", "modified"}:
            return instant(value)
        return "\n\n".join(value) if field == "text" and isinstance(value, list) else value

    assert {url: form(row[field]) for url, row in first.articles.items()} == {
        url: form(items[url][field]) for url in first.articles
    }


def test_a_row_knows_its_outlet_and_its_id(outlet: type[OutletSpider], first: Crawl) -> None:
    assert [(row["outlet"], row["id"]) for row in first.tables["articles"]] == [
        (outlet.name, article_id(row["url"])) for row in first.tables["articles"]
    ]


def test_the_links_of_every_article_are_in_the_catalogue(outlet: type[OutletSpider], first: Crawl) -> None:
    items = items_of(outlet)
    assert {(row["from_id"], row["url"], row["kind"], row["title"]) for row in first.tables["links"]} == {
        (article_id(url), link["url"], link["kind"], link["title"])
        for url in listed_of(outlet)
        for link in items[url]["related"]
    }


def test_a_run_is_recorded_with_its_exit_code(outlet: type[OutletSpider], first: Crawl) -> None:
    (run,) = first.tables["runs"]
    assert (run["spider"], run["exit_code"], run["arguments"]) == (outlet.name, 0, {})
    assert run["counts"]["new"] == len(listed_of(outlet))
    assert run["started"] <= run["ended"]


def test_robots_txt_is_the_first_request_to_a_host(first: Crawl) -> None:
    seen = {}
    for url in first.asked:
        seen.setdefault(url.split("/")[2], url)
    assert seen
    assert list(seen.values()) == [f"https://{host}/robots.txt" for host in seen]


def test_no_page_is_requested_twice_in_a_first_run(first: Crawl) -> None:
    assert [url for url, times in Counter(first.asked).items() if times > 1] == []


def test_exported_items_have_the_fields_of_an_article_in_order(outlet: type[OutletSpider], first: Crawl) -> None:
    lines = (first.data.parent / "items.jsonl").read_text(encoding="utf-8").splitlines()
    exported = [json.loads(line) for line in lines]
    assert {each["url"] for each in exported} == listed_of(outlet)
    assert [list(each) for each in exported] == [[field.name for field in dataclasses.fields(Article)]] * len(exported)


def test_exported_times_carry_the_outlets_offset(outlet: type[OutletSpider], first: Crawl) -> None:
    items, zone = items_of(outlet), ZoneInfo(outlet.timezone)
    lines = (first.data.parent / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert {each["url"]: each["published"] for each in map(json.loads, lines)} == {
        url: datetime.fromisoformat(items[url]["published"]).astimezone(zone).isoformat() for url in listed_of(outlet)
    }


def test_a_second_run_reads_no_article_and_changes_nothing(
    outlet: type[OutletSpider], first: Crawl, data: Path
) -> None:
    second = crawl(outlet.name, data=data)
    assert second.code == 0, second.log
    assert [url for url in second.asked if outlet.addresses.canonical(url)] == []
    assert second.files == first.files
    assert [second.tables[name] for name in TABLES[:4]] == [first.tables[name] for name in TABLES[:4]]
    assert [run["exit_code"] for run in second.tables["runs"]] == [0, 0]


# --- Every spider: given addresses ------------------------------------------------------


def test_two_steps_from_an_article_store_what_its_related_links_reach(
    outlet: type[OutletSpider], tmp_path: Path
) -> None:
    start = item(outlet.name, "article-1")["url"]
    run = crawl(outlet.name, "-a", f"url={start}", "-a", "depth=2", data=tmp_path / "data")
    assert run.code == 0, run.log
    assert run.stored == reached_from(outlet, start, 2)
    assert [url for url, times in Counter(run.asked).items() if times > 1] == []


def test_an_article_that_has_changed_becomes_a_version(
    outlet: type[OutletSpider], first: Crawl, data: Path, tmp_path: Path
) -> None:
    article = item(outlet.name, "article-1")
    replay = copy_of(outlet.name, tmp_path)
    page = replay / outlet.name / "article-1.html"
    source = page.read_text(encoding="utf-8")
    old = next(paragraph for paragraph in article["text"] if paragraph in source)
    new = f"{old} (Corrected since.)"
    page.write_text(source.replace(old, new), encoding="utf-8")

    run = crawl(outlet.name, "-a", f"url={article['url']}", "-a", "depth=0", data=data, replay=replay)

    assert run.code == 0, run.log
    before, after = first.articles[article["url"]], run.articles[article["url"]]
    assert after["text"] == before["text"].replace(old, new)
    assert (after["number"], after["file"], after["version_count"]) == (before["number"], before["file"], 2)
    assert run.files == first.files | {after["file"]: content(article).replace(old, new)}
    (version,) = run.tables["versions"]
    assert (version["article_id"], version["version"], version["text"]) == (after["id"], 1, before["text"])
    assert version["read"] == before["fetched"]


# --- What does not depend on the outlet, on the pages that show it best ---------------------


def test_limit_stores_exactly_so_many_files(tmp_path: Path) -> None:
    run = crawl("kyodo", "-a", "limit=2", data=tmp_path / "data")
    assert run.code == 0, run.log
    assert len(run.files) == 2
    assert {row["file"] for row in run.tables["articles"]} == set(run.files)
    assert run.stored <= listed_of(SPIDERS["kyodo"])
    assert "Closing spider (limit)" in run.log


def test_a_run_beside_another_of_its_outlet_ends_without_a_request(tmp_path: Path) -> None:
    with (tmp_path / "kbs.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = crawl("kbs", data=tmp_path)
    assert run.code == 75, run.log
    assert run.asked == []
    assert "downloader/request_count" not in run.log
    assert run.files == {}


def test_a_lock_file_that_nobody_holds_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "kbs.lock").touch()
    run = crawl("kbs", "-a", "limit=1", data=tmp_path)
    assert run.code == 0, run.log
    assert len(run.files) == 1


def test_an_address_without_a_saved_page_is_answered_404_and_counted(tmp_path: Path) -> None:
    known, unknown = item("herald", "hard")["url"], "https://www.koreaherald.com/article/10000001"
    run = crawl("herald", "-a", f"url={known} {unknown}", "-a", "depth=0", data=tmp_path / "data")
    assert run.code == 0, run.log
    assert f"Crawled (404) <GET {unknown}>" in run.log
    assert run.stored == {known}
    (verdict,) = re.findall(r"INFO: (herald: .*)", run.log)
    assert "1 new" in verdict
    assert "1 404" in verdict
    assert "1 address not in the replay" in verdict
    assert [page["status"] for page in run.tables["pages"] if page["url"] == unknown] == [404]


def test_a_later_time_in_the_sitemap_has_that_article_read_again_once(tmp_path: Path) -> None:
    data, replay = tmp_path / "data", copy_of("kbs", tmp_path)
    crawl("kbs", data=data, replay=replay)
    article = item("kbs", "article-2")
    sitemap = replay / "kbs" / "sitemap.xml"
    source = sitemap.read_text(encoding="utf-8")
    later = f"<lastmod>{article['modified'].replace('2025-12-05', '2025-12-09')}</lastmod>"
    assert source.count(f"<lastmod>{article['modified']}</lastmod>") == 1
    sitemap.write_text(source.replace(f"<lastmod>{article['modified']}</lastmod>", later), encoding="utf-8")
    renew(sitemap.with_suffix(".json"))

    runs = [crawl("kbs", data=data, replay=replay) for _ in range(2)]

    assert [run.code for run in runs] == [0, 0]
    assert [[url for url in run.asked if "view.do" in url] for run in runs] == [[article["url"]], []]


def test_a_teaser_has_a_row_and_an_item_but_no_number_and_no_file(tmp_path: Path) -> None:
    teaser, items = item("kyodo", "teaser"), tmp_path / "items.jsonl"
    run = crawl("kyodo", "-a", f"url={teaser['url']}", "-a", "depth=0", "-O", str(items), data=tmp_path / "data")
    assert run.code == 0, run.log
    row = run.articles[teaser["url"]]
    assert (row["access"], row["number"], row["file"]) == ("teaser", None, None)
    assert row["text"].split("\n\n") == teaser["text"]
    assert run.files == {}
    (exported,) = map(json.loads, items.read_text(encoding="utf-8").splitlines())
    assert (exported["url"], exported["access"]) == (teaser["url"], "teaser")


def test_spiders_at_the_same_time_number_their_files_without_a_gap(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with ThreadPoolExecutor(len(SPIDERS)) as pool:
        runs = list(pool.map(lambda name: scrapy_process(*crawl_words(name, data=data)), SPIDERS))
    assert [run.returncode for run in runs] == [0] * len(SPIDERS), "".join(run.stderr for run in runs)
    left = look(data)
    expected = {url for outlet in SPIDERS.values() for url in listed_of(outlet)}
    assert left.stored == expected
    assert sorted(row["number"] for row in left.tables["articles"]) == list(range(len(expected)))
    assert [name.split("_")[0] for name in left.files] == [f"{number:03d}" for number in range(len(expected))]
