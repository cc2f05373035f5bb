"""Catalogues that cannot be used, and output that cannot be written: one line that says which and why, and exit 74."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from crawler.store.tables import VERSION
from tests.support.commands import scrapy
from tests.support.processes import scrapy_process
from tests.support.project import REPOSITORY
from tests.support.sites import url_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import Site

IS_ROOT = os.geteuid() == 0
READING = [["status"], ["stories"], ["related", url_of(10000001)], ["history", url_of(10000001)], ["export"]]
NAMES = [words[0] for words in READING]


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy(*words, "-s", f"DATA_DIR={data}")


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Returns the line that a command ends with."""
    assert (done.returncode, done.stdout) == (74, ""), done.stderr
    (line,) = done.stderr.splitlines()
    return line


# --- Where it cannot be opened ------------------------------------------------------------------


@pytest.mark.parametrize("words", READING, ids=NAMES)
def test_a_catalogue_that_cannot_be_opened_is_named_with_the_systems_message(words: list[str], data: Path) -> None:
    (data / "catalogue.sqlite").mkdir(parents=True)
    said = one_line(run(data, *words))
    assert str(data / "catalogue.sqlite") in said
    assert "Is a directory" in said


@pytest.mark.skipif(IS_ROOT and not shutil.which("setpriv"), reason="nothing here keeps root from writing everywhere")
@pytest.mark.parametrize("words", READING, ids=NAMES)
def test_a_catalogue_in_a_folder_that_cannot_be_written_is_named_with_why(
    words: list[str], site: Site, data: Path
) -> None:
    site.crawl(data)
    data.chmod(0o555)
    try:
        # Root may write everywhere but without this capability.
        alone = "setpriv --bounding-set=-dac_override --inh-caps=-dac_override" if IS_ROOT else "exec"
        said = one_line(through_a_shell(f'{alone} "$@"', data, *words))
    finally:
        data.chmod(0o755)
    assert str(data / "catalogue.sqlite") in said
    assert "Permission denied" in said


@pytest.mark.parametrize("words", READING, ids=NAMES)
def test_a_missing_catalogue_elsewhere_is_reported_and_not_created(words: list[str], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/mistyped.sqlite"
    done = run(tmp_path, *words, "-s", f"CATALOGUE_URL={url}")
    told = f"scrapy {words[0]}: no catalogue in {url}: nothing was run yet\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", READING, ids=NAMES)
def test_a_catalogue_that_is_no_database_is_named(words: list[str], data: Path) -> None:
    data.mkdir()
    (data / "catalogue.sqlite").write_text("not a database, but somebody's notes\n" * 99)
    said = one_line(run(data, *words))
    assert f"{data / 'catalogue.sqlite'}: file is not a database" in said


# --- Where a newer version has made it ----------------------------------------------------------


@pytest.mark.parametrize("words", [*READING, ["forget", url_of(10000001)], ["crawl"]], ids=[*NAMES, "forget", "crawl"])
def test_a_catalogue_of_a_newer_version_is_refused_and_left_as_it_is(words: list[str], site: Site, data: Path) -> None:
    files = site.crawl(data).files
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("UPDATE about SET version = ?", [VERSION + 1])
        catalogue.execute("ALTER TABLE articles DROP COLUMN subtitle")
        catalogue.commit()
    before = (data / "catalogue.sqlite").read_bytes()
    if words == ["crawl"]:
        left = site.crawl(data)
        assert left.code == 74
        said = verdict_of(left)
    else:
        said = one_line(run(data, *words))
    assert "newer version" in said
    assert str(data / "catalogue.sqlite") in said
    assert (data / "catalogue.sqlite").read_bytes() == before
    assert sorted(path.name for path in (data / "articles").iterdir()) == sorted(files)


def test_a_catalogue_of_a_revision_that_is_not_known_is_told_and_left_as_it_is(site: Site, data: Path) -> None:
    site.crawl(data)
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("UPDATE alembic_version SET version_num = '99'")
        catalogue.commit()
    before = (data / "catalogue.sqlite").read_bytes()
    said = one_line(run(data, "status"))
    assert f"'{data / 'catalogue.sqlite'}': a newer version of this suite has made it (revision 99, known " in said
    assert (data / "catalogue.sqlite").read_bytes() == before


# --- Where the output cannot be written ---------------------------------------------------------


def through_a_shell(script: str, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a command as `$@` in a shell's script."""
    command = [sys.executable, "-m", "scrapy", *words, "-s", f"DATA_DIR={data}"]
    return subprocess.run(  # noqa: S603 - our own command
        ["bash", "-c", script, "bash", *command],  # noqa: S607 - wherever it is
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        *READING,
        ["status", "--format", "json"],
        ["related", url_of(10000001), "--format", "dot"],
        ["export", "--format", "csv"],
        ["explain"],
    ],
    ids=[*NAMES, "status as json", "related as dot", "export as csv", "explain"],
)
def test_output_that_cannot_be_written_is_reported_in_one_line(words: list[str], site: Site, data: Path) -> None:
    site.crawl(data)
    if words == ["explain"]:
        words = ["explain", "fixtures/kbs/article-2.html"]
    done = scrapy_process(*words, "-s", f"DATA_DIR={data}", stdout="/dev/full")
    assert "No space left" in one_line(done)
    assert f"scrapy {words[0]}: standard output" in done.stderr


@pytest.mark.parametrize("words", [["stories", "--all"], ["status", "--format", "json"]], ids=["a table", "json"])
def test_a_reader_that_has_enough_ends_a_command_without_a_word(words: list[str], site: Site, data: Path) -> None:
    site.crawl(data)
    done = through_a_shell('"$@" | true; exit ${PIPESTATUS[0]}', data, *words)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_without_any_stream_ends_as_with_them(site: Site, data: Path) -> None:
    site.crawl(data)
    assert through_a_shell('exec 0<&- 1>&- 2>&-; exec "$@"', data, "stories").returncode == 0
