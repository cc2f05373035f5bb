"""The URL of the catalogue: its secrets are in no message, log or command line, and one that is none is one line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.store.database_url import CATALOGUE_URL, masked
from tests.support.commands import scrapy
from tests.support.patience import patience
from tests.support.project import REPOSITORY
from tests.support.sites import url_of

if TYPE_CHECKING:
    from tests.support.sites import Site

ONE = url_of(10000001)
BAD = [
    "postgresql+psycopg://user:hunter2@host:port/name", "postgresql://user:hun@ter2:hunter2@host/name", "hunter2",
    "postgresql://user:hunter2@[::1/name", "postgresql://user:hun/ter2@host:x/name",
]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://user:hunter2@host:5432/name", "postgresql://user:***@host:5432/name"),
        ("postgresql://user:hunter2@host/name?password=hunter2&sslpassword=hunter2",
         "postgresql://user:***@host/name?password=***&sslpassword=***"),
        ("postgresql://user:hun/ter2@hun?ter2@host/name", "postgresql://user:***@host/name"),
        ("postgresql://:hunter2@host/name", "postgresql://:***@host/name"),
        ("postgresql://us%65r%3Ahunter2%40@host/name", "postgresql://us%65r:***@host/name"),
        ("postgresql:///name?user=me&password=hunter2@", "postgresql:///name?user=***&password=***"),
        ("postgresql://user@host/name", "postgresql://user@host/name"),
        ("sqlite:////srv/news/catalogue.sqlite", "sqlite:////srv/news/catalogue.sqlite"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_url_is_shown_without_its_passwords(url: str, shown: str) -> None:
    assert masked(url) == shown


@pytest.mark.parametrize("url", BAD)
@pytest.mark.parametrize(
    "words",
    [("status",), ("export",), ("related", ONE), ("explain", ONE), ("forget", ONE), ("crawl", "herald"), ("ingest",)],
    ids=" ".join,
)
def test_a_url_that_is_none_is_one_line_without_its_password(url: str, words: tuple[str, ...], tmp_path: Path) -> None:
    done = scrapy(*words, "-s", f"CATALOGUE_URL={url}", "-s", f"DATA_DIR={tmp_path}")
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"scrapy {words[0]}: -s CATALOGUE_URL: it is no SQLAlchemy URL")
    assert "ter2" not in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("query", ["password=hunter2", "timeout=hunter2", "cached_statements=hunter2"])
def test_the_log_of_a_run_has_no_secret_of_the_url(site: Site, data: Path, tmp_path: Path, query: str) -> None:
    url = f"sqlite:///{tmp_path}/elsewhere.sqlite?{query}"
    run = site.crawl(data, "-s", f"CATALOGUE_URL={url}", "-a", "limit=1")
    assert run.code == (0 if "password" in query else 74), run.log
    assert "Traceback" not in run.log
    assert "ter2" not in run.out + run.log
    done = scrapy("status", "-s", f"CATALOGUE_URL={url}", "-s", f"DATA_DIR={data}")
    assert "Traceback" not in done.stderr
    assert "ter2" not in done.stdout + done.stderr


def test_a_missing_catalogue_is_named_without_the_secrets_of_its_url(tmp_path: Path) -> None:
    done = scrapy("status", "-s", f"CATALOGUE_URL=sqlite:///{tmp_path}/none.sqlite?password=hunter2")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"no catalogue in sqlite:///{tmp_path}/none.sqlite?password=***" in done.stderr


def test_the_environment_names_the_catalogue_too(site: Site, data: Path, tmp_path: Path) -> None:
    words = ("--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}")
    named = {CATALOGUE_URL: f"sqlite:///{tmp_path}/elsewhere.sqlite"}
    assert scrapy("crawl", "herald", *words, environment=named).returncode == 0
    assert (tmp_path / "elsewhere.sqlite").exists()
    assert not (data / "catalogue.sqlite").exists()
    assert scrapy("status", "herald", "-s", f"DATA_DIR={data}", environment=named).returncode == 0


def test_the_runs_of_ingest_have_the_url_and_no_command_line_shows_it(site: Site, data: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/elsewhere.sqlite?password=hunter2"
    words = ["ingest", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}", "-s", "CONTACT=me@here"]
    command = [sys.executable, "-W", "ignore", "-m", "scrapy", *words, "-s", f"CATALOGUE_URL={url}"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL) as ingest:  # noqa: S603 - our own
        lines: set[str] = set()
        deadline = time.monotonic() + patience(60)
        while ingest.poll() is None and time.monotonic() < deadline:
            lines |= children_of(ingest.pid)
            time.sleep(0.05)
    assert ingest.returncode == 0
    assert any("CONTACT=me@here" in line for line in lines)
    assert not any("hunter2" in line for line in lines)
    assert (tmp_path / "elsewhere.sqlite").exists()


def children_of(parent: int) -> set[str]:
    """Returns the command lines of the processes that a process has started."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                found.add(status.with_name("cmdline").read_text().replace("\0", " "))
        except OSError:
            # It has ended.
            continue
    return found
