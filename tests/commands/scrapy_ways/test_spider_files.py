"""Spider files: `check` holds them to their saved pages, `genspider` writes them.

| way | what holds |
|---|---|
| `scrapy check` | the spider's saved pages against what they must give; it fails where one falls short |
| `scrapy genspider` | an outlet's file beside the other spiders, all declarations explained; it says what is missing |
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from crawler.cli.project import plain_settings
from crawler.outlets.outlet import Outlet
from tests.support.commands import scrapy
from tests.support.patience import patience
from tests.support.processes import TOO_LONG
from tests.support.project import FIXTURES, REPOSITORY
from tests.support.sites import FEED, WWW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import Site

NAME = "daily_news"


def run(folder: Path, *words: str, source: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a Python module in the project, with the spiders in a folder beside it."""
    paths = os.pathsep.join([str(folder), str(REPOSITORY)])
    return subprocess.run(  # noqa: S603 - commands of the tests
        [sys.executable, "-m", *words], cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": paths}, input=source,
        capture_output=True, text=True, check=False, timeout=patience(TOO_LONG),
    )  # fmt: skip


@pytest.fixture(scope="module")
def spiders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package of spiders in which one was made."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "made_spiders").mkdir()
    (folder / "made_spiders" / "__init__.py").touch()
    words = "genspider", NAME, "https://www.dailynews.example/rss", "-s", "NEWSPIDER_MODULE=made_spiders"
    done = run(folder, "scrapy", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_a_made_spider_is_where_spiders_are_and_has_each_declaration_with_its_comment(spiders: Path) -> None:
    assert plain_settings()["NEWSPIDER_MODULE"] == "crawler.spiders"
    source = (spiders / "made_spiders" / f"{NAME}.py").read_text(encoding="utf-8")
    for name in Outlet.__annotations__:
        line = next(line for line in source.splitlines() if line.strip().startswith(f"{name} = "))
        explained = "ADDRESSES = " if name == "addresses" else line
        assert source.partition(explained)[0].splitlines()[-1].strip().startswith("#"), name


def test_a_made_spider_crawls_once_it_has_what_was_missing(spiders: Path, site: Site, tmp_path: Path) -> None:
    source = (spiders / "made_spiders" / f"{NAME}.py").read_text(encoding="utf-8")
    for empty, told in (
        ("import Addresses, OutletSpider", "import Address, Addresses, Feed, OutletSpider"),
        ("ADDRESSES = Addresses()", f'ADDRESSES = Addresses(Address(r"{WWW}/article/\\d+"))'),
        ('outlet = ""', 'outlet = "Daily News"'), ("discovery = []", f'discovery = [[Feed("{FEED}")]]'),
        ('hosts = ["www.dailynews.example"]', f'hosts = ["{urlsplit(WWW).hostname}"]'),
    ):  # fmt: skip
        assert source.count(empty) == 1, empty
        source = source.replace(empty, told)
    (tmp_path / "filled").mkdir()
    (tmp_path / "filled" / "__init__.py").touch()
    (tmp_path / "filled" / f"{NAME}.py").write_text(source, encoding="utf-8")
    words = ["-s", "SPIDER_MODULES=filled", "-s", f"DATA_DIR={tmp_path}/data", "-s", f"REPLAY={site.folder.parent}"]
    done = run(tmp_path, "scrapy", "crawl", NAME, "-L", "INFO", *words)
    assert (done.returncode, "daily_news: 3 new, 0 changed, 0 known" in done.stderr) == (0, True), done.stderr


def test_a_made_spider_says_in_one_line_what_is_missing(spiders: Path, tmp_path: Path) -> None:
    done = run(spiders, "scrapy", "crawl", NAME, "-s", "SPIDER_MODULES=made_spiders", "-s", f"DATA_DIR={tmp_path}/data")

    missing = "daily_news: not declared yet: outlet, addresses, discovery; made_spiders/daily_news.py says how"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"scrapy crawl: {missing}\n")
    assert not (tmp_path / "data").exists()


def test_a_made_spider_holds_up_no_other_outlet(spiders: Path, tmp_path: Path) -> None:
    words = "ingest", "kbs", NAME, "--replay", str(FIXTURES), "-s", f"DATA_DIR={tmp_path}/data"
    done = run(spiders, "scrapy", *words, "-s", "SPIDER_MODULES=crawler.spiders,made_spiders")

    assert (done.returncode, done.stdout) == (2, "daily_news: exit 2\n")
    assert "daily_news: not declared yet: " in done.stderr
    assert list((tmp_path / "data" / "articles").iterdir())


def test_a_made_spider_passes_the_linters(spiders: Path) -> None:
    file = spiders / "made_spiders" / f"{NAME}.py"
    source, place = file.read_text(encoding="utf-8"), f"crawler/spiders/{NAME}.py"
    linted = run(spiders, "ruff", "check", "--stdin-filename", place, "-", source=source)
    formatted = run(spiders, "ruff", "format", "--check", "--stdin-filename", place, "-", source=source)
    typed = run(spiders, "mypy", str(file))

    assert linted.returncode == 0, linted.stdout
    assert formatted.returncode == 0
    assert typed.returncode == 0, typed.stdout
    assert [line for line in source.splitlines() if "import " in line] == [
        "from crawler.crawl.declarations import Addresses, OutletSpider"
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "expects a name and a domain, such as: scrapy genspider example www.example.com"),
        (["one"], "expects a name and a domain, such as: scrapy genspider example www.example.com"),
        (["kbs", "example.com"], "the spider 'kbs' exists; --force overwrites kbs.py"),
        (["Daily-News", "example.com"], "'Daily-News' is no name of a module"),
        (["class", "example.com"], "'class' is no name of a module"),
        (["one", "example"], "'example' is no domain: expected one such as www.example.com"),
        (["one", "example.com", "-t", "basic"], "no such template: 'basic'; available: outlet"),
    ],
)
def test_a_spider_that_cannot_be_made_is_one_line(words: list[str], why: str) -> None:
    done = scrapy("genspider", *words)

    assert done.returncode == 2
    assert done.stderr.startswith(f"scrapy genspider: {why}")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


# --- Checked files ---


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
