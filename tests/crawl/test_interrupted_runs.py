"""How runs end that are stopped, killed, or lose their storage: nothing lost, doubled or half."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import scrapy
from tests.support.crawls import look
from tests.support.network import Raw, raw
from tests.support.patience import patience
from tests.support.processes import TOO_LONG, scrapy_process
from tests.support.project import REPOSITORY
from tests.support.sites import FEED, HTML, SOON, Site, assert_whole, keys, live_words, url_of, verdict_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.network import Network


MANY = 150


def started(site: Site, data: Path, log: Path) -> subprocess.Popen[bytes]:
    """Starts a run on a site of many articles, and returns it when it has stored some."""
    site.articles(keys(MANY))
    words = ["crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}", "-s", "LOG_LEVEL=DEBUG"]
    # A replay answers at once: without this, all pages would wait to be extracted before the first is stored.
    words += ["-s", "SCRAPER_SLOT_MAX_ACTIVE_SIZE=5000"]
    with log.open("w") as file:
        run = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "scrapy", *words], cwd=REPOSITORY, stdout=file, stderr=file, start_new_session=True
        )
    deadline = time.monotonic() + patience(TOO_LONG)
    while not list(data.glob("articles/00[5-9]_*.txt")):
        assert run.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.01)
    return run


def test_a_run_ended_by_a_scrapy_limit_reports_it_and_the_next_run_continues(site: Site, data: Path) -> None:
    site.articles(keys(60))
    first = site.crawl(data, "-s", "CLOSESPIDER_ITEMCOUNT=1")
    assert "; ended early: closespider_itemcount; ok" in verdict_of(first)
    assert_whole(first)
    assert 1 <= len(first.files) < 60
    assert len(site.crawl(data).files) == 60


@pytest.mark.parametrize(
    ("setting", "code", "told"),
    [("CLOSESPIDER_TIMEOUT=0.001", 75, "lists left"), ("MEMUSAGE_LIMIT_MB=1", 1, "more memory than MEMUSAGE_LIMIT_MB")],
)
def test_a_run_that_a_limit_ends_before_its_start_is_a_run_that_the_next_one_makes_up_for(
    setting: str, code: int, told: str, site: Site, data: Path
) -> None:
    ended = scrapy_process(
        "crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}", "-s", setting
    )
    (run,) = look(data).tables["runs"]
    assert (ended.returncode, run["exit_code"], run["ended"] is not None) == (code, code, True), ended.stderr
    assert told in run["reason"]
    assert run["reason"] in ended.stderr.splitlines()[-1]
    assert len(site.crawl(data).files) == 3


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_stopped_by_a_signal_closes_and_the_next_run_continues(
    site: Site, data: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    log = tmp_path / "log"
    run = started(site, data, log)
    run.send_signal(number)
    assert run.wait(timeout=patience(SOON)) == code, log.read_text()

    left = look(data, log=log.read_text())
    assert_whole(left)
    assert 5 <= len(left.files) < MANY
    assert left.tables["runs"][0]["exit_code"] == code
    assert number.name in verdict_of(left)
    assert "Traceback" not in left.log

    after = site.crawl(data)
    assert after.code == 0, after.log
    assert_whole(after)
    assert after.stored == {url_of(key) for key in site.listed}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_stopped_before_it_has_opened_ends_with_the_code_of_the_signal(
    site: Site, data: Path, tmp_path: Path, number: signal.Signals
) -> None:
    log = tmp_path / "log"
    words = ["crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}", "-L", "INFO"]
    with log.open("w") as file:
        run = subprocess.Popen([sys.executable, "-m", "scrapy", *words], cwd=REPOSITORY, stdout=file, stderr=file)  # noqa: S603 - our own command
    # Scrapy listens to signals from here on, and to ours only when the run is open.
    while "Enabled extensions" not in log.read_text():
        assert run.poll() is None, log.read_text()
        time.sleep(0.01)
    run.send_signal(number)
    # Python itself ends so where nobody has asked yet to be told.
    assert run.wait(timeout=patience(SOON)) in {128 + number, -number}, log.read_text()


def test_a_run_whose_terminal_is_closed_closes_as_on_sigterm(site: Site, data: Path, tmp_path: Path) -> None:
    run = started(site, data, tmp_path / "log")
    run.send_signal(signal.SIGHUP)
    assert run.wait(timeout=patience(SOON)) == 143, (tmp_path / "log").read_text()
    left = look(data)
    assert_whole(left)
    assert left.tables["runs"][0]["exit_code"] == 143


@pytest.mark.parametrize("to", [os.kill, os.killpg], ids=["to the run", "to its workers too"])
def test_a_page_in_flight_when_a_run_is_stopped_is_not_recorded_as_failed(
    network: Network, site: Site, data: Path, tmp_path: Path, to: Callable[[int, int], None]
) -> None:
    site.robots("")
    # One page does not come to its end, another is being extracted.
    cut, large, _ = site.listed
    site.article(large, text=[f"Paragraph {number} of a page that keeps a worker busy." for number in range(10_000)])
    site.list(large, cut)
    network.serve(site)
    network.answers[url_of(cut)] = raw(200, HTML, site.answers[url_of(cut)][2] * 2, "hang", cut=1000)
    with (tmp_path / "log").open("w") as file:
        run = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "scrapy", "crawl", "herald", *live_words(data)], cwd=REPOSITORY,
            env=os.environ | network.environment, stdout=file, stderr=file, start_new_session=True,
        )  # fmt: skip
    network.wait_for(url_of(cut))
    time.sleep(patience(0.5))
    to(run.pid, signal.SIGTERM)
    assert run.wait(timeout=patience(SOON)) == 143

    left = look(data, log=(tmp_path / "log").read_text())
    assert "Traceback" not in left.log
    assert [page["url"] for page in left.tables["pages"] if page["reason"]] == []
    assert "stopped by SIGTERM" in verdict_of(left)


def waiting(network: Network, site: Site, data: Path) -> subprocess.Popen[bytes]:
    """Starts a run whose list does not come."""
    network.serve(site)
    network.answers[FEED] = Raw(b"", "hang")
    run = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "scrapy", "crawl", "herald", *live_words(data),
         "-s", f"DOWNLOAD_TIMEOUT={patience(30)}"], cwd=REPOSITORY,
        env=os.environ | network.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    network.wait_for(FEED)
    return run


def test_a_second_signal_ends_a_run_at_once_with_the_code_of_the_signal(
    network: Network, site: Site, data: Path
) -> None:
    run = waiting(network, site, data)
    deadline = time.monotonic() + patience(SOON)
    # Signals within a second of the first count as one with it.
    while run.poll() is None:
        assert time.monotonic() < deadline
        run.terminate()
        time.sleep(0.2)
    assert run.returncode == 143
    assert look(data).tables["runs"][0]["exit_code"] is None


def test_signals_in_quick_succession_count_as_one(network: Network, site: Site, data: Path) -> None:
    run = waiting(network, site, data)
    for _ in range(3):
        run.terminate()
        time.sleep(0.1)
    assert run.wait(timeout=patience(SOON)) == 143
    assert look(data).tables["runs"][0]["exit_code"] == 143


def test_a_run_that_is_killed_loses_nothing_and_doubles_nothing(site: Site, data: Path, tmp_path: Path) -> None:
    run = started(site, data, tmp_path / "log")
    run.kill()
    assert run.wait(timeout=patience(SOON)) == -signal.SIGKILL

    after = site.crawl(data)

    assert after.code == 0, after.log
    assert_whole(after)
    assert after.stored == {url_of(key) for key in site.listed}
    assert [run["exit_code"] for run in after.tables["runs"]] == [None, 0]


@pytest.mark.parametrize("below", ["", "data"], ids=["is a file", "is below a file"])
def test_a_data_directory_that_cannot_be_one_is_74_in_words(site: Site, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("not a directory")
    run = site.crawl(tmp_path / "file" / below)
    assert run.code == 74, run.log
    assert run.asked == []
    assert "Traceback" not in run.log
    assert len(re.findall(r"ERROR: herald: .*; storage failed: ", run.log)) == 1
    assert (tmp_path / "file").read_text() == "not a directory"


def test_a_catalogue_that_is_no_database_is_74_and_left_as_it_is(site: Site, data: Path) -> None:
    data.mkdir()
    (data / "catalogue.sqlite").write_text("not a database, but somebody's notes\n" * 99)
    done = scrapy("crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}")
    assert done.returncode == 74, done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "catalogue.sqlite").read_text().startswith("not a database")
