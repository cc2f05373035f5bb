"""What cron calls: `scrapy ingest`, quiet where all is well, and verdicts as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands import scrapy
from tests.conftest import FIXTURES, SPIDERS
from tests.sites import FEED, Site, verdict_of
from tests.test_crawl import copy_of, look

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


def test_the_verdict_is_written_as_json(site: Site, data: Path, tmp_path: Path) -> None:
    site.robots(f"User-agent: *\nDisallow: /article/{site.listed[0]}\n")
    run = site.crawl(data, "--verdict", str(tmp_path / "verdict.json"))
    told = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert (told["spider"], told["exit_code"], told["verdict"]) == ("herald", run.code, verdict_of(run))
    assert told["pages"] == {"new": 2, "robots": 1}
    assert told["lists"] == [{"url": FEED, "kind": "feed", "site": 0, "outcome": "served", "way": 0}]
    assert told["fields"]["articles"] == 2
    assert told["kept"] == []


def test_the_verdict_on_a_run_that_failed_is_written_as_json(site: Site, data: Path, tmp_path: Path) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    site.crawl(data, "--verdict", str(tmp_path / "verdict.json"))
    told = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert told["exit_code"] == 77
    assert [read["outcome"] for read in told["lists"]] == ["robots"] * len(told["lists"])


def test_without_a_terminal_a_run_that_went_well_says_nothing(site: Site, data: Path) -> None:
    done = scrapy("crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def ingest(data: Path, replay: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("ingest", *words, "--replay", str(replay), "-s", f"DATA_DIR={data}")


def test_ingest_of_outlets_that_are_well_is_quiet_without_a_terminal(data: Path) -> None:
    done = ingest(data, FIXTURES, "herald", "rcr")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    left = look(data)
    assert {run["spider"]: run["exit_code"] for run in left.tables["runs"]} == {"herald": 0, "rcr": 0}
    assert {row["outlet"] for row in left.tables["articles"]} == {"herald", "rcr"}


def test_ingest_without_names_runs_every_outlet(data: Path) -> None:
    done = ingest(data, FIXTURES)
    assert done.returncode == 0, done.stderr
    assert {run["spider"] for run in look(data).tables["runs"]} == set(SPIDERS)


@pytest.fixture
def ill(site: Site, tmp_path: Path) -> Path:
    """Saved pages of three outlets: one is well, one refuses, one cannot be reached."""
    site.robots("User-agent: *\nDisallow: /\n")
    replay = copy_of("rcr", tmp_path)
    copy_of("kbs", tmp_path)
    robots = next(replay.glob("kbs/robots*.json"))
    told = json.loads(robots.read_text(encoding="utf-8"))
    robots.write_text(json.dumps(told | {"status": 500}), encoding="utf-8")
    return replay


def test_ingest_ends_with_the_code_that_a_person_has_to_see_to_first(data: Path, ill: Path) -> None:
    done = ingest(data, ill, "herald", "kbs", "rcr")
    assert {run["spider"]: run["exit_code"] for run in look(data).tables["runs"]} == {"herald": 77, "kbs": 69, "rcr": 0}
    assert done.returncode == 69


def test_ingest_prints_the_line_of_each_outlet_that_is_ill_and_no_other(data: Path, ill: Path) -> None:
    done = ingest(data, ill, "herald", "rcr")
    assert done.returncode == 77
    (line,) = done.stdout.splitlines()
    assert line.startswith("herald: ")
    assert "robots" in line
    assert "rcr" not in done.stdout + done.stderr


def test_ingest_of_an_unknown_outlet_is_bad_usage(data: Path) -> None:
    done = ingest(data, FIXTURES, "herald", "nope")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nope" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not data.exists()
