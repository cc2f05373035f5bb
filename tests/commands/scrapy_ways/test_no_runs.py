"""Only crawls make a run: commands that look at pages make none, wait for no lock, and leave `status` as it is."""

from __future__ import annotations

import fcntl
from typing import TYPE_CHECKING

import pytest

from tests.commands.scrapy_ways.projects import KBS, REPLAY, in_project
from tests.support.commands import run_command
from tests.support.crawls import crawl
from tests.support.processes import scrapy_process

if TYPE_CHECKING:
    from pathlib import Path


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


def test_scrapys_own_commands_make_no_run_in_another_program(tmp_path: Path, data: Path) -> None:
    for words in (["fetch", KBS], ["parse", KBS], ["shell", KBS, "-c", "response.status"], ["check", "kbs"]):
        done = in_project(tmp_path, *words, *REPLAY, "-L", "ERROR", settings=f"DATA_DIR = {str(data)!r}")
        assert (done.returncode, done.stderr.strip().endswith("OK") or not done.stderr) == (0, True), done.stderr
    assert not data.exists()
