"""What is said on the command line, and what the surroundings of cron lack."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.commands import scrapy
from tests.conftest import FIXTURES, REPOSITORY
from tests.test_crawl import crawl, look

if TYPE_CHECKING:
    from pathlib import Path

MISTYPED = [
    "DOWNLOAD_DELAY=abc",
    "DOWNLOAD_DELAY=-1",
    "DOWNLOAD_DELAY=nan",
    "DOWNLOAD_TIMEOUT=x",
    "CONCURRENT_REQUESTS=1.5",
    "CLOSESPIDER_TIMEOUT=6h",
    "EXTRACTION_TIMEOUT=",
    "ROBOTSTXT_OBEY=maybe",
    "LOG_LEVEL=LOUD",
]


@pytest.mark.parametrize("command", ["crawl", "ingest"])
@pytest.mark.parametrize("setting", MISTYPED)
def test_a_setting_that_is_mistyped_is_one_line_and_exit_2(command: str, setting: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = scrapy(command, "kbs", "--replay", str(FIXTURES), "-s", f"DATA_DIR={data}", "-s", setting)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert setting.partition("=")[0] in done.stderr
    assert not data.exists()


def test_a_run_that_cannot_begin_says_last_why(tmp_path: Path) -> None:
    run = crawl("kbs", "-s", 'EXTENSIONS={"nowhere.Nothing": 1}', data=tmp_path / "data")
    assert run.code == 1
    assert "nowhere" in run.log.splitlines()[-1]


@pytest.mark.parametrize("words", [["--verdict", "."], ["-O", ".:jsonlines"]])
def test_a_folder_where_a_file_is_to_be_is_bad_usage(words: list[str], tmp_path: Path) -> None:
    run = crawl("kbs", *words, data=tmp_path / "data")
    assert run.code == 2
    assert len(run.log.splitlines()) == 1, run.log


@pytest.mark.parametrize("words", [["--verdict", "/dev/full"], ["-O", "/dev/full:jsonlines"]])
def test_a_run_whose_export_or_verdict_cannot_be_written_is_74_and_its_articles_are_stored(
    words: list[str], tmp_path: Path
) -> None:
    run = crawl("kbs", "-a", "limit=1", *words, data=tmp_path / "data")
    assert run.code == 74, run.log
    assert len(run.files) == 1


@pytest.mark.parametrize("command", ["crawl", "ingest"])
def test_a_run_without_any_stream_goes_well(command: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "scrapy", command, "rcr", "--replay", str(FIXTURES)]
    words += ["-s", f"DATA_DIR={tmp_path / 'data'}"]
    closed = ["sh", "-c", 'exec 0<&- 1>&- 2>&-; exec "$@"', "sh", *words]
    assert subprocess.run(closed, cwd=REPOSITORY, check=False).returncode == 0  # noqa: S603 - our own command
    assert [run["exit_code"] for run in look(tmp_path / "data").tables["runs"]] == [0]


def test_a_run_in_a_folder_of_any_name_and_a_locale_without_any_letters_goes_well(tmp_path: Path) -> None:
    data = tmp_path / "자료 폴더" / "a b"
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    for command in ("crawl", "status"):
        words = ["--replay", str(FIXTURES), "-L", "INFO"] if command == "crawl" else []
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "scrapy", command, "kbs", "-s", f"DATA_DIR={data}", *words],
            cwd=REPOSITORY, env=ascii_only, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
