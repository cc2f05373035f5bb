"""`scrapy status`: what monitors are told of the outlets' last runs."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import scrapy
from tests.support.sites import set_back

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.support.sites import Site


def status(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("status", *words, "-s", f"DATA_DIR={data}")


def row(done: subprocess.CompletedProcess[str], name: str) -> str:
    """Returns the line of an outlet in the table."""
    (line,) = [line for line in done.stdout.splitlines() if line.split()[:1] == [name]]
    return line


def test_status_after_a_successful_run_is_0_and_shows_the_run(site: Site, data: Path) -> None:
    run = site.crawl(data)
    done = status(data)
    assert done.returncode == 0, done.stderr
    started = run.tables["runs"][0]["started"][:16]
    assert row(done, "herald").count(started) == 2
    assert "never run" in row(done, "kbs")


def test_status_is_the_code_of_the_last_run_and_names_the_last_good_one(site: Site, data: Path) -> None:
    site.crawl(data)
    set_back(data, hours=25)
    site.robots("User-agent: *\nDisallow: /\n")
    site.crawl(data)
    done = status(data, "herald")
    assert done.returncode == 77, done.stderr
    assert " 77 " in row(done, "herald")
    assert "robots" in done.stdout


def test_status_is_0_again_after_a_successful_run(site: Site, data: Path) -> None:
    site.robots("", 500)
    assert site.crawl(data).code == 69
    assert status(data).returncode == 69
    site.robots("")
    assert site.crawl(data).code == 0
    assert status(data).returncode == 0


def hourly_until(data: Path, hours: int) -> None:
    """Has an outlet been run every hour, the last time so many hours ago."""
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("DELETE FROM runs")
        for number in range(hours, hours + 9):
            start = (datetime.now(UTC) - timedelta(hours=number)).isoformat(timespec="seconds")
            catalogue.execute(
                "INSERT INTO runs (id, spider, arguments, started, ended, counts, exit_code, reason) "
                "VALUES (?, 'herald', '{}', ?, ?, '{}', 0, 'herald: 0 new; lists by feed; ok')",
                [-number, start, start],
            )
        catalogue.commit()


def test_status_reports_that_cron_itself_has_stopped(site: Site, data: Path) -> None:
    site.crawl(data)
    hourly_until(data, 1)
    assert status(data).returncode == 0
    hourly_until(data, 14)
    done = status(data)
    assert done.returncode == 78, done.stderr
    assert "overdue: no run for 14 hours, usually every 60" in " ".join(done.stdout.split())
    assert status(data, "--max-age", "20").returncode == 0
    assert status(data, "--max-age", "0.5", "kbs").returncode == 0
    told = json.loads(status(data, "--format", "json").stdout)
    assert told["exit_code"] == 78
    assert [outlet["outlet"] for outlet in told["outlets"] if outlet["overdue"]] == ["herald"]


def test_status_as_json_holds_what_the_table_does(site: Site, data: Path) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    run = site.crawl(data)
    done = status(data, "--format", "json", "herald", "kbs")
    assert done.returncode == 77
    told = json.loads(done.stdout)
    assert told["exit_code"] == 77
    herald, kbs = told["outlets"]
    assert (herald["exit_code"], herald["failing"], herald["under_way"], herald["overdue"]) == (77, 1, False, False)
    assert herald["last_run"] == run.tables["runs"][0]["started"]
    assert herald["said"].endswith("refused: robots")
    assert (kbs["last_run"], kbs["exit_code"], kbs["said"]) == (None, None, "never run")


@pytest.mark.parametrize("hours", ["x", "0", "-1", "nan", "inf"])
def test_status_with_an_age_that_is_none_is_bad_usage(data: Path, hours: str) -> None:
    data.mkdir()
    (data / "catalogue.sqlite").touch()
    done = status(data, "--max-age", hours)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_status_of_one_outlet_does_not_speak_of_the_others(site: Site, data: Path) -> None:
    site.robots("", 500)
    site.crawl(data)
    done = status(data, "kbs", "kbs")
    assert done.returncode == 0
    assert done.stdout.count("kbs") == 1
    assert "herald" not in done.stdout


def test_status_of_a_run_that_was_killed_is_no_good_state(site: Site, data: Path) -> None:
    site.crawl(data)
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("UPDATE runs SET exit_code = NULL, ended = NULL, reason = ''")
        catalogue.commit()
    shown = status(data, "herald")
    assert shown.returncode == 1
    assert "it did not end" in shown.stdout


def test_status_before_any_run_reports_never_run(data: Path) -> None:
    done = status(data)
    assert (done.returncode, done.stdout) == (2, "")
    assert str(data) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not data.exists()


def test_status_of_an_unknown_outlet_is_bad_usage(data: Path) -> None:
    done = status(data, "nope")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'nope'" in done.stderr or " nope" in done.stderr
    assert len(done.stderr.splitlines()) == 1
