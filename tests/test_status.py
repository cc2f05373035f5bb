"""`scrapy status`: what monitors are told of the outlets' last runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tests.commands import scrapy
from tests.sites import set_back

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.sites import Site


def status(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("status", *words, "-s", f"DATA_DIR={data}")


def row(done: subprocess.CompletedProcess[str], name: str) -> str:
    """Returns the line of an outlet in the table."""
    (line,) = [line for line in done.stdout.splitlines() if line.split()[:1] == [name]]
    return line


def test_status_after_a_run_that_went_well_is_0_and_shows_the_run(site: Site, data: Path) -> None:
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


def test_status_is_well_again_after_a_run_that_is(site: Site, data: Path) -> None:
    site.robots("", 500)
    assert site.crawl(data).code == 69
    assert status(data).returncode == 69
    site.robots("")
    assert site.crawl(data).code == 0
    assert status(data).returncode == 0


def test_status_of_one_outlet_does_not_speak_of_the_others(site: Site, data: Path) -> None:
    site.robots("", 500)
    site.crawl(data)
    done = status(data, "kbs")
    assert done.returncode == 0
    assert "herald" not in done.stdout


def test_status_of_a_run_that_was_killed_is_no_good_state(site: Site, data: Path) -> None:
    site.crawl(data)
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("UPDATE runs SET exit_code = NULL, ended = NULL, reason = ''")
        catalogue.commit()
    shown = status(data, "herald")
    assert shown.returncode == 1
    assert "it did not end" in shown.stdout


def test_status_before_any_run_says_so(data: Path) -> None:
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


def test_status_of_a_catalogue_that_is_no_database_is_74_in_one_line(data: Path) -> None:
    data.mkdir()
    (data / "catalogue.sqlite").write_text("not a database, but somebody's notes\n" * 99)
    done = status(data)
    assert (done.returncode, done.stdout) == (74, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
