"""The spider file that `scrapy genspider` writes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import scrapy
from tests.support.patience import patience
from tests.support.processes import TOO_LONG
from tests.support.project import FIXTURES, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

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
