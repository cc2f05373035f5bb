"""Single pages and saved answers.

| way | what holds |
|---|---|
| `scrapy parse URL`, also with `--spider` | the spider by its address, the page as article or list, item and links |
| a setting `REPLAY=FOLDER` | it does what `--replay` does, in every command and in scripts |
| `fetch URL` beyond the allow-list | a line that names the allow-list |
| `shell FILE` | the file is the response; `read(response)` gives the article |
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands.scrapy_ways.projects import KBS, REPLAY
from tests.support.commands import scrapy
from tests.support.crawls import item, look
from tests.support.processes import scrapy_process
from tests.support.project import FIXTURES
from tests.support.sites import HTML, live_words, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.network import Network
    from tests.support.sites import Site

KEY = 10000001


@pytest.mark.parametrize("words", [[], ["--spider=kbs"]])
def test_parse_prints_an_article_and_its_links(words: list[str]) -> None:
    done = scrapy("parse", KBS, *words, *REPLAY, "--nocolour")
    assert done.returncode == 0, done.stderr
    assert f"'url': '{KBS}'" in done.stdout
    assert "'outlet': 'kbs'" in done.stdout
    for link in item("kbs", "article-1")["related"]:
        assert f"<GET {link['url']}>" in done.stdout


@pytest.mark.parametrize("words", [[], ["--spider={}"]])
@pytest.mark.parametrize(("spider", "page"), [("kbs", "sitemap"), ("herald", "feed"), ("joongang", "section-korea")])
def test_parse_prints_the_links_of_a_list(spider: str, page: str, words: list[str]) -> None:
    expected = json.loads((FIXTURES / spider / f"{page}.json").read_text(encoding="utf-8"))
    done = scrapy("parse", expected["url"], *(word.format(spider) for word in words), *REPLAY, "--nocolour")
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


@pytest.mark.parametrize("command", ["crawl", "ingest", "fetch", "view", "parse", "shell", "explain", "capture"])
def test_the_setting_replay_answers_in_every_command(command: str, site: Site, tmp_path: Path, data: Path) -> None:
    words = {
        "crawl": ["herald"], "ingest": ["herald"], "shell": [url_of(KEY), "-c", "print(read(response).title)"],
        "capture": ["herald", url_of(KEY), "--folder", str(tmp_path / "saved")],
    }.get(command, [url_of(KEY)])  # fmt: skip
    replay = ("-s", f"REPLAY={site.folder.parent}", "-s", f"DATA_DIR={data}", "-L", "ERROR")
    run = scrapy_process if command in {"ingest", "shell"} else scrapy
    done = run(command, *words, *replay, environment={"BROWSER": "true"})
    assert (done.returncode, done.stderr) == (0, "")
    title = f"Cinema {KEY} is let to a data center"
    if command in {"crawl", "ingest"}:
        assert [text.partition("\n")[0] for text in look(data).files.values()].count(title) == 1
    elif command == "capture":
        assert title in (tmp_path / "saved" / "herald" / f"{KEY}.html").read_text(encoding="utf-8")
    elif command != "view":
        assert title in done.stdout


def test_a_replay_that_does_not_exist_is_one_line_and_exit_2() -> None:
    for words in (["fetch", KBS], ["parse", KBS], ["shell", KBS], ["check"], ["crawl", "kbs"]):
        done = scrapy(*words, "-s", "REPLAY=nowhere")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "REPLAY: folder 'nowhere' does not exist" in done.stderr


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


def test_the_shell_opens_a_file_and_reads_its_article() -> None:
    page = FIXTURES / "kbs" / "article-1.html"
    done = scrapy_process("shell", str(page), "-c", "response.url, read(response).url, read(response).outlet")
    assert (done.returncode, done.stdout.strip()) == (0, f"('{page.as_uri()}', '{KBS}', 'kbs')"), done.stderr


@pytest.mark.parametrize("command", ["fetch", "view", "parse"])
def test_a_file_is_no_page_of_a_site_and_what_opens_it_is_named(command: str) -> None:
    done = scrapy(command, (FIXTURES / "kbs" / "article-1.html").as_uri())
    told = f"scrapy {command}: a saved page is opened by scrapy shell FILE and scrapy explain FILE\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


@pytest.mark.parametrize("words", [["-c", "parse_article"], ["-r"]])
def test_parse_has_one_callback(words: list[str]) -> None:
    done = scrapy("parse", KBS, *REPLAY, *words)
    told = "scrapy parse: -c and -r: outlets read every page by the callback parse\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


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
