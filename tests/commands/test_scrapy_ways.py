"""What somebody who knows Scrapy does here: its commands and settings, spiders and pipelines of their own."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.commands import run_command, scrapy
from tests.support.crawls import crawl, item
from tests.support.processes import REPOSITORY, scrapy_process
from tests.support.project import FIXTURES
from tests.support.sites import HTML, live_words, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.network import Network
    from tests.support.sites import Site

KBS = item("kbs", "article-1")["url"]
REPLAY = ("-s", f"REPLAY={FIXTURES}")
KEY = 10000001
PLAIN = '''
from scrapy import Spider

class Plain(Spider):
    name = "plain"
    start_urls = ["data:text/html,<p>words</p>"]

    def parse(self, response):
        """Reads words.

        @url data:text/html,<p>words</p>
        @returns items 1 1
        """
        yield {"words": response.css("p::text").get()}
'''
PIPELINES = """
from dataclasses import dataclass

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from crawler.items import Article


@dataclass(slots=True)
class Counted(Article):
    words: int = 0


class CountWords:
    def process_item(self, item):
        return Counted(**ItemAdapter(item), words=len(item.text.split()))


class ToDict:
    def process_item(self, item):
        return {"title": item.title, "words": len(item.text.split())}


class Shout:
    def process_item(self, item):
        ItemAdapter(item)["title"] = item.title.upper()
        return item


class Refuse:
    def process_item(self, item):
        raise DropItem("of no interest")
"""


def module(tmp_path: Path, name: str, text: str) -> dict[str, str]:
    """Writes a module and returns the environment of a process that can import it."""
    (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path)}


def in_project(tmp_path: Path, *words: str, settings: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command in a project of somebody's own, which has the spiders of this one and one of its own."""
    lines = ['BOT_NAME = "own"', 'SPIDER_MODULES = ["crawler.spiders", "own_spiders"]', settings]
    module(tmp_path, "own_spiders", PLAIN)
    environment = module(tmp_path, "own_settings", "\n".join(lines)) | {"SCRAPY_SETTINGS_MODULE": "own_settings"}
    return python("-m", "scrapy", *words, environment=environment)


def python(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, *words],
        env=os.environ | environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# --- Which commands make a run ------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["fetch", KBS],
        ["fetch", KBS, "--spider=kbs"],
        ["view", KBS],
        ["parse", KBS],
        ["shell", KBS, "-c", "response.status"],
        ["check", "kbs"],
    ],
    ids=" ".join,
)
def test_a_command_that_looks_at_pages_makes_no_run_and_no_data_directory(words: list[str], data: Path) -> None:
    done = scrapy_process(*words, *REPLAY, "-s", f"DATA_DIR={data}", environment={"BROWSER": "true"})
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert not data.exists()


def test_status_is_as_before_after_commands_that_look_at_pages(data: Path) -> None:
    assert crawl("kbs", data=data).code == 0
    before = run_command(data, "status").stdout
    for words in (["fetch", KBS], ["parse", KBS], ["check", "kbs"]):
        assert run_command(data, *words, *REPLAY).returncode == 0
    assert scrapy_process("shell", KBS, *REPLAY, "-s", f"DATA_DIR={data}", "-c", "1").returncode == 0
    assert run_command(data, "status").stdout == before


def test_a_page_is_fetched_while_a_run_holds_the_lock(data: Path) -> None:
    data.mkdir()
    with (data / "kbs.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert crawl("kbs", data=data).code == 75
        done = run_command(data, "fetch", KBS, *REPLAY)
    assert (done.returncode, "</html>" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize(("status", "code"), [(404, 65), (403, 77), (503, 69)])
def test_a_status_that_is_no_page_is_told_by_parse(status: int, code: int, site: Site, data: Path) -> None:
    site.answer("page", url_of(KEY), status=status)
    done = scrapy("parse", url_of(KEY), "-s", f"REPLAY={site.folder.parent}", "-s", f"DATA_DIR={data}")
    assert done.returncode == code
    assert done.stderr.splitlines()[-1] == f"scrapy parse: not fetched: {url_of(KEY)}: status {status}"


@pytest.mark.parametrize("command", ["fetch", "parse"])
def test_robots_txt_holds_for_a_single_page(command: str, network: Network, site: Site, data: Path) -> None:
    site.robots("User-agent: *\nDisallow: /article/\n")
    network.serve(site)
    done = scrapy(command, url_of(KEY), *live_words(data), environment=network.environment)
    assert done.returncode == 77
    assert done.stderr.splitlines()[-1] == f"scrapy {command}: not fetched: {url_of(KEY)}: disallowed by robots.txt"
    assert url_of(KEY) not in network.asked
    assert not data.exists()


def test_a_page_that_opts_out_is_not_read_by_parse(network: Network, site: Site, data: Path) -> None:
    site.article(KEY, headers=HTML | {"X-Robots-Tag": "noai"})
    network.serve(site)
    done = scrapy("parse", url_of(KEY), *live_words(data), environment=network.environment)
    assert done.returncode == 65
    assert "Cinema" not in done.stdout


# --- Addresses beyond the allow-list, files, lists -----------------------------------------


@pytest.mark.parametrize("command", ["fetch", "view", "parse", "shell"])
@pytest.mark.parametrize("words", [["https://example.org/"], ["https://example.org/", "--spider=kbs"]])
def test_an_address_beyond_the_allow_list_is_one_line_and_exit_2(command: str, words: list[str]) -> None:
    done = scrapy(command, *words)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"scrapy {command}: not on the allow-list (https to ")
    assert "news.kbs.co.kr" in line


def test_an_address_that_leads_beyond_the_allow_list_is_not_followed(network: Network, site: Site, data: Path) -> None:
    site.answer("moved", url_of(KEY), status=301, headers={"Location": "https://example.org/"})
    network.serve(site)
    done = scrapy("fetch", url_of(KEY), *live_words(data), environment=network.environment)
    assert done.returncode == 69
    assert "not on the allow-list" in done.stderr.splitlines()[-1]
    assert "https://example.org/" not in network.asked


def test_parse_prints_an_article_and_its_links() -> None:
    done = scrapy("parse", KBS, *REPLAY, "--nocolour")
    assert done.returncode == 0, done.stderr
    assert f"'url': '{KBS}'" in done.stdout
    assert "'outlet': 'kbs'" in done.stdout
    for link in item("kbs", "article-1")["related"]:
        assert f"<GET {link['url']}>" in done.stdout


@pytest.mark.parametrize(("spider", "page"), [("kbs", "sitemap"), ("herald", "feed"), ("joongang", "section-korea")])
def test_parse_prints_the_links_of_a_list(spider: str, page: str) -> None:
    expected = json.loads((FIXTURES / spider / f"{page}.json").read_text(encoding="utf-8"))
    done = scrapy("parse", expected["url"], *REPLAY, "--nocolour")
    assert done.returncode == 0, done.stderr
    assert expected["links"]
    assert [link["url"] for link in expected["links"] if f"<GET {link['url']}>" not in done.stdout] == []


def test_parse_follows_links_as_deep_as_it_is_told() -> None:
    done = scrapy("parse", KBS, *REPLAY, "--nocolour", "-d", "2", "--nolinks")
    assert done.stdout.count("'outlet': 'kbs'") >= 2, done.stderr


def test_a_page_without_article_and_links_is_exit_65() -> None:
    done = scrapy("parse", "https://news.kbs.co.kr/robots.txt", *REPLAY)
    assert done.returncode == 65
    assert done.stderr.splitlines()[-1].startswith("scrapy parse: neither an article nor links: ")


def test_the_shell_opens_a_file_and_reads_its_article() -> None:
    page = FIXTURES / "kbs" / "article-1.html"
    done = scrapy_process("shell", str(page), "-c", "response.url, read(response).url, read(response).outlet")
    assert (done.returncode, done.stdout.strip()) == (0, f"('{page.as_uri()}', '{KBS}', 'kbs')"), done.stderr


def test_the_shell_says_what_it_needs_to_read_a_file_that_states_no_address(tmp_path: Path) -> None:
    (tmp_path / "bare.html").write_text("<p>Words.</p>", encoding="utf-8")
    done = scrapy_process("shell", str(tmp_path / "bare.html"), "--nolog", "-c", "read(response)")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().endswith("bare.html does not state its URL; give it: read(response, url)")


def test_the_shell_asks_nobody_beyond_the_allow_list(network: Network) -> None:
    code = "fetch('https://example.org/'), fetch('https://news.kbs.co.kr/robots.txt'), response"
    done = scrapy_process("shell", "-L", "ERROR", "-c", code, environment=network.environment)
    assert "not fetched: https://example.org/: not on the allow-list" in done.stderr
    assert set(network.asked) <= {"https://news.kbs.co.kr/robots.txt", "https://news.kbs.co.kr/.well-known/tdmrep.json"}


def test_a_replay_that_does_not_exist_is_one_line_and_exit_2() -> None:
    for words in (["fetch", KBS], ["parse", KBS], ["shell", KBS], ["check"], ["crawl", "kbs"]):
        done = scrapy(*words, "-s", "REPLAY=nowhere")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "REPLAY: folder 'nowhere' does not exist" in done.stderr


# --- Saved pages that are checked ------------------------------------------------------------


def test_check_compares_the_saved_pages_of_an_outlet() -> None:
    done = scrapy("check", "kbs")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("kbs: ")
    assert done.stdout.endswith(" saved pages: OK\n")


def test_check_names_the_file_and_the_field_that_fall_short(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "kbs", tmp_path / "kbs")
    expectation = tmp_path / "kbs" / "article-1.json"
    expected = json.loads(expectation.read_text(encoding="utf-8"))
    expected["item"]["section"] = "Weather"
    expectation.write_text(json.dumps(expected), encoding="utf-8")
    (tmp_path / "kbs" / "new.html").write_text("<p>Words.</p>", encoding="utf-8")
    done = scrapy("check", "kbs", "-s", f"REPLAY={tmp_path}")
    assert done.returncode == 1
    assert f"{tmp_path}/kbs/article-1.html: section\n" in done.stdout
    assert '--- expected ---\n"Weather"\n' in done.stdout
    assert f"{tmp_path}/kbs/new.html: expectation\n" in done.stdout
    assert done.stdout.endswith(" saved pages: FAILED (2)\n")


def test_check_without_saved_pages_fails(tmp_path: Path) -> None:
    done = scrapy("check", "kbs", "-s", f"REPLAY={tmp_path}")
    assert (done.returncode, done.stderr) == (1, f"scrapy check: no saved pages of kbs in {tmp_path}\n")


# --- Other spiders and other programs' settings ------------------------------------------------


def test_a_spider_of_another_kind_runs_as_in_any_project(tmp_path: Path) -> None:
    environment = module(tmp_path, "own_spiders", PLAIN)
    modules = ("-s", "SPIDER_MODULES=crawler.spiders,own_spiders", "-L", "ERROR")
    out = tmp_path / "items.jsonl"
    done = python("-m", "scrapy", "crawl", "plain", "-O", str(out), *modules, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert lines(out) == [{"words": "words"}]
    checked = python("-m", "scrapy", "check", "plain", *modules, environment=environment)
    assert (checked.returncode, "Ran 1 contract" in checked.stderr) == (0, True), checked.stderr


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


def test_another_program_needs_nothing_but_the_spiders(tmp_path: Path, data: Path) -> None:
    done = in_project(tmp_path, "crawl", "kbs", *REPLAY, "-L", "INFO", settings=f"DATA_DIR = {str(data)!r}")
    assert "kbs: 4 new" in done.stderr, done.stderr
    assert len([*data.glob("articles/*")]) == 4


def test_scrapys_own_commands_make_no_run_in_another_program(tmp_path: Path, data: Path) -> None:
    for words in (["fetch", KBS], ["parse", KBS], ["shell", KBS, "-c", "response.status"], ["check", "kbs"]):
        done = in_project(tmp_path, *words, *REPLAY, "-L", "ERROR", settings=f"DATA_DIR = {str(data)!r}")
        assert (done.returncode, done.stderr.strip().endswith("OK") or not done.stderr) == (0, True), done.stderr
    assert not data.exists()


def test_a_replay_holds_in_scripts(tmp_path: Path, data: Path) -> None:
    script = f"""
from scrapy.crawler import CrawlerProcess
if __name__ == "__main__":
    settings = {{"SPIDER_MODULES": ["crawler.spiders"], "REPLAY": {str(FIXTURES)!r}, "DATA_DIR": {str(data)!r}}}
    process = CrawlerProcess(settings)
    process.crawl("kbs", limit="2")
    process.start()
"""
    done = python(str(tmp_path / "script.py"), environment=module(tmp_path, "script", script))
    assert done.returncode == 0, done.stderr
    assert len([*data.glob("articles/*")]) == 2


# --- Pipelines of a user's own -------------------------------------------------------------------


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


def with_pipelines(
    tmp_path: Path, spider: str = "kbs", **places: int
) -> tuple[subprocess.CompletedProcess[str], Path, Path]:
    """Runs a spider with pipelines of `PIPELINES`; returns what it printed, its items and its data directory."""
    environment = module(tmp_path, "own_pipelines", PIPELINES)
    chosen = json.dumps({f"own_pipelines.{name}": place for name, place in places.items()})
    out, data = tmp_path / "items.jsonl", tmp_path / "data"
    words = ["crawl", spider, *REPLAY, "-s", f"DATA_DIR={data}", "-s", f"ITEM_PIPELINES={chosen}", "-O", str(out)]
    return python("-m", "scrapy", *words, "-L", "INFO", environment=environment), out, data


# --- Settings and arguments that mean something else here ------------------------------------------


@pytest.mark.parametrize(
    ("setting", "held"),
    [
        ("JOBDIR", "JOBDIR is not used: the catalogue has what a run leaves undone"),
        ("AUTOTHROTTLE_ENABLED=1", "AUTOTHROTTLE_ENABLED only lengthens pauses: DOWNLOAD_DELAY"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN=4", "each begins at least DOWNLOAD_DELAY"),
    ],
)
def test_a_setting_that_does_less_here_is_a_warning(setting: str, held: str, tmp_path: Path, data: Path) -> None:
    given = setting if "=" in setting else f"{setting}={tmp_path / 'job'}"
    run = crawl("kbs", "-s", given, "-L", "WARNING", data=data)
    assert run.code == 0
    (line,) = run.log.splitlines()
    assert "WARNING" in line
    assert held in line
    assert not (tmp_path / "job").exists()


def test_arguments_that_begin_with_an_underscore_are_passed_over(data: Path) -> None:
    run = crawl("kbs", "-a", "_job=1f3a", data=data)
    assert run.code == 0, run.log
    assert run.tables["runs"][0]["arguments"] == {}
