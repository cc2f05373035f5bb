"""Other spiders run as anywhere; ours run under any settings, and articles pass any pipeline.

| way | what holds |
|---|---|
| a plain `scrapy.Spider` in the project, `runspider` | it runs as in any Scrapy project |
| `-s EXTENSIONS={}`, `-s ITEM_PIPELINES={}`, another program's settings | an add-on installs what is needed |
| what is missing all the same | exit 1 with one line |
| a pipeline of a user's own | it gets the article wherever it stands; the documents show how to add a field |
"""

from __future__ import annotations

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.commands.scrapy_ways.projects import PLAIN, REPLAY, in_project, lines, module, python
from tests.support.crawls import crawl
from tests.support.processes import REPOSITORY, scrapy_process

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

_DOCUMENT = (REPOSITORY / "docs" / "scrapy.md").read_text(encoding="utf-8")
# The documents' own example adds the field.
(_SHOWN,) = re.findall(r"```python\n(from dataclasses.*?)```", _DOCUMENT, re.DOTALL)
PIPELINES = f"""
import logging

from scrapy.exceptions import DropItem

{_SHOWN}

class ToDict:
    def process_item(self, item):
        return {{"title": item.title, "words": len(item.text.split())}}


class Shout:
    def process_item(self, item):
        ItemAdapter(item)["title"] = item.title.upper()
        return item


class Say:
    def process_item(self, item):
        logging.getLogger("own").warning("\\x1b[31mred\\u202ebackwards %s", item.url)
        raise ValueError("a traceback\\u2066 too")


class Refuse:
    def process_item(self, item):
        raise DropItem("of no interest")
"""


def test_a_spider_of_another_kind_runs_as_in_any_project(tmp_path: Path) -> None:
    environment = module(tmp_path, "own_spiders", PLAIN)
    modules = ("-s", "SPIDER_MODULES=crawler.spiders,own_spiders", "-L", "ERROR")
    out = tmp_path / "items.jsonl"
    done = python("-m", "scrapy", "crawl", "plain", "-O", str(out), *modules, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert lines(out) == [{"words": "words"}]
    checked = python("-m", "scrapy", "check", "plain", *modules, environment=environment)
    assert (checked.returncode, "Ran 1 contract" in checked.stderr) == (0, True), checked.stderr


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of a page on a plain web server, which is on no allow-list and gives no robots.txt."""
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "page.html").write_text("<p>words</p>", encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "served"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page.html"
        server.shutdown()


@pytest.mark.parametrize("kind", ["http", "file"])
def test_a_spider_of_another_kind_may_request_what_it_likes(kind: str, served: str, tmp_path: Path, data: Path) -> None:
    url = served if kind == "http" else (tmp_path / "served" / "page.html").as_uri()
    environment = module(tmp_path, "own_spiders", PLAIN.replace("data:text/html,<p>words</p>", url))
    words = ["-s", "SPIDER_MODULES=crawler.spiders,own_spiders", "-s", f"DATA_DIR={data}", "-s", "DOWNLOAD_DELAY=0"]
    out = tmp_path / "items.jsonl"
    done = python("-m", "scrapy", "crawl", "plain", "-O", str(out), "-L", "ERROR", *words, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert lines(out) == [{"words": "words"}]
    assert not data.exists()


def test_a_spider_file_runs_as_in_any_project(tmp_path: Path, data: Path) -> None:
    module(tmp_path, "own", PLAIN)
    out = tmp_path / "items.jsonl"
    words = ["runspider", str(tmp_path / "own.py"), "-O", str(out), "-L", "ERROR", "-s", f"DATA_DIR={data}"]
    done = scrapy_process(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert lines(out) == [{"words": "words"}]
    assert not data.exists()


@pytest.mark.parametrize(
    "name",
    ["ADDONS", "EXTENSIONS", "ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "DOWNLOAD_HANDLERS"],
)
def test_what_other_settings_leave_out_is_installed(name: str, data: Path) -> None:
    run = crawl("kbs", "-s", f"{name}={{}}", data=data)
    assert run.code == 0, run.log
    assert len(run.files) == 4


@pytest.mark.parametrize(
    ("setting", "part"),
    [
        ("ADDONS", "crawler.crawl.addon.Addon"),
        ("EXTENSIONS", "crawler.crawl.run.Run"),
        ("ITEM_PIPELINES", "crawler.crawl.pipelines.Store"),
        ("DOWNLOADER_MIDDLEWARES", "crawler.fetch.robots.RobotsTxt"),
    ],
)
def test_what_is_switched_off_by_name_is_exit_1_and_one_line(
    setting: str, part: str, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "items.jsonl"
    out.write_text("kept", encoding="utf-8")
    run = crawl("kbs", "-s", f'{setting}={{"{part}": null}}', "-L", "ERROR", "-O", str(out), data=data)
    assert run.code == 1
    (line,) = run.log.splitlines()
    assert "not set up: no crawler." in line
    assert not data.exists()


def test_a_run_needs_the_reactor_of_asyncio(tmp_path: Path, data: Path) -> None:
    reactor = "twisted.internet.selectreactor.SelectReactor"
    settings = f"from crawler.settings import *\nDATA_DIR = {str(data)!r}\nTWISTED_REACTOR = {reactor!r}\n"
    environment = module(tmp_path, "own_settings", settings) | {"SCRAPY_SETTINGS_MODULE": "own_settings"}
    done = python("-m", "scrapy", "crawl", "kbs", *REPLAY, environment=environment)
    (line,) = done.stderr.splitlines()
    assert "not set up: no twisted.internet.asyncioreactor.AsyncioSelectorReactor in TWISTED_REACTOR" in line
    assert (done.returncode, data.exists()) == (1, False)


def test_a_class_of_other_settings_that_cannot_be_loaded_ends_the_log_with_the_reason(tmp_path: Path) -> None:
    settings = f'from crawler.settings import *\nDATA_DIR = "{tmp_path}/data"\nEXTENSIONS = {{"nowhere.Nothing": 1}}\n'
    environment = module(tmp_path, "own_settings", settings) | {"SCRAPY_SETTINGS_MODULE": "own_settings"}
    done = python("-m", "scrapy", "crawl", "kbs", *REPLAY, environment=environment)
    assert (done.returncode, "nowhere" in done.stderr.splitlines()[-1]) == (1, True), done.stderr


@pytest.mark.parametrize("empty", ["", "EXTENSIONS = {}; ITEM_PIPELINES = {}; DOWNLOADER_MIDDLEWARES = {}"])
def test_another_program_needs_nothing_but_the_spiders(empty: str, tmp_path: Path, data: Path) -> None:
    settings = f"DATA_DIR = {str(data)!r}\n{empty}"
    done = in_project(tmp_path, "crawl", "kbs", *REPLAY, "-L", "INFO", settings=settings)
    assert "kbs: 4 new" in done.stderr, done.stderr
    assert len([*data.glob("articles/*")]) == 4


@pytest.mark.parametrize("place", [50, 150, 250, 400])
def test_a_pipeline_gets_articles_wherever_it_stands_and_may_add_a_field(place: int, tmp_path: Path) -> None:
    done, out, data = with_pipelines(tmp_path, CountWords=place)
    assert done.returncode == 0, done.stderr
    items = lines(out)
    assert len(items) == 4
    assert all(each["words"] == len(each["text"].split()) for each in items)
    assert list(items[0])[:3] == ["id", "outlet", "url"]
    assert items[0]["published"][-6:] == "+09:00"
    assert len([*data.glob("articles/*")]) == 4


@pytest.mark.parametrize("place", [50, 400])
def test_a_pipeline_may_give_something_else_than_an_article(place: int, tmp_path: Path) -> None:
    done, out, data = with_pipelines(tmp_path, ToDict=place)
    assert done.returncode == 0, done.stderr
    assert [list(each) for each in lines(out)] == [["title", "words"]] * 4
    assert len([*data.glob("articles/*")]) == 4


def test_what_a_pipeline_before_ours_changes_is_stored(tmp_path: Path) -> None:
    done, out, data = with_pipelines(tmp_path, "rcr", Shout=50)
    assert done.returncode == 0, done.stderr
    titles = {path.read_text(encoding="utf-8").split("\n")[0] for path in data.glob("articles/*")}
    assert titles == {each["title"] for each in lines(out)}
    assert all(title == title.upper() for title in titles)


def test_what_a_pipeline_before_ours_drops_is_not_stored_and_not_asked_for_again_at_once(tmp_path: Path) -> None:
    done, out, data = with_pipelines(tmp_path, Refuse=50)
    assert done.returncode == 0, done.stderr
    assert "kbs: 0 new, 0 changed, 0 known, 4 dropped" in done.stderr
    assert (out.read_text(encoding="utf-8"), [*data.glob("articles/*")]) == ("", [])
    again = crawl("kbs", data=data)
    assert [url for url in again.asked if "view.do" in url] == []


def test_what_a_pipeline_logs_is_clean(tmp_path: Path) -> None:
    done, _, _ = with_pipelines(tmp_path, "rcr", Say=50)
    assert done.returncode == 1
    assert "[own] WARNING: redbackwards https://" in done.stderr
    assert "ValueError: a traceback too\n" in done.stderr
    assert not {"\x1b", "\u202e", "\u2066"} & set(done.stderr)


def with_pipelines(
    tmp_path: Path, spider: str = "kbs", **places: int
) -> tuple[subprocess.CompletedProcess[str], Path, Path]:
    """Runs a spider with pipelines of `PIPELINES`; returns what it printed, its items and its data directory."""
    environment = module(tmp_path, "own_pipelines", PIPELINES)
    chosen = json.dumps({f"own_pipelines.{name}": place for name, place in places.items()})
    out, data = tmp_path / "items.jsonl", tmp_path / "data"
    words = ["crawl", spider, *REPLAY, "-s", f"DATA_DIR={data}", "-s", f"ITEM_PIPELINES={chosen}", "-O", str(out)]
    return python("-m", "scrapy", *words, "-L", "INFO", environment=environment), out, data
