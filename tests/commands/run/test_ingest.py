"""What cron calls: `scrapy ingest`, quiet where all is well, and verdicts as JSON."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from crawler.cli.outlet_processes import OutletProcesses
from tests.support.commands import scrapy
from tests.support.crawls import copy_of, look
from tests.support.network import raw
from tests.support.patience import patience
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS
from tests.support.sites import FEED, ROBOTS, SOON, Site, verdict_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.support.network import Network


def test_the_verdict_is_written_as_json(site: Site, data: Path, tmp_path: Path) -> None:
    site.robots(f"User-agent: *\nDisallow: /article/{site.listed[0]}\n")
    run = site.crawl(data, "--verdict", str(tmp_path / "verdict.json"))
    told = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert (told["spider"], told["exit_code"], told["verdict"]) == ("herald", run.code, verdict_of(run))
    assert told["pages"] == {"new": 2, "robots": 1}
    assert told["lists"] == [
        {"url": FEED, "kind": "feed", "site": 0, "outcome": "served", "way": 0, "unchanged": False}
    ]
    assert told["fields"]["articles"] == 2
    assert told["kept"] == []


def test_the_verdict_on_a_run_that_failed_is_written_as_json(site: Site, data: Path, tmp_path: Path) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    site.crawl(data, "--verdict", str(tmp_path / "verdict.json"))
    told = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert told["exit_code"] == 77
    assert [read["outcome"] for read in told["lists"]] == ["robots"] * len(told["lists"])


def test_without_a_terminal_a_successful_run_prints_nothing(site: Site, data: Path) -> None:
    done = scrapy("crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def ingest(data: Path, replay: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("ingest", *words, "--replay", str(replay), "-s", f"DATA_DIR={data}")


def test_ingest_of_healthy_outlets_prints_nothing_without_a_terminal(data: Path) -> None:
    done = ingest(data, FIXTURES, "herald", "rcr")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    left = look(data)
    assert {run["spider"]: run["exit_code"] for run in left.tables["runs"]} == {"herald": 0, "rcr": 0}
    assert {row["outlet"] for row in left.tables["articles"]} == {"herald", "rcr"}


def test_ingest_without_names_runs_every_outlet_and_at_most_the_given_number_at_once(data: Path) -> None:
    done = ingest(data, FIXTURES, "--at-once", "1")
    assert done.returncode == 0, done.stderr
    runs = sorted(look(data).tables["runs"], key=lambda run: run["started"])
    assert {run["spider"] for run in runs} == set(SPIDERS)
    assert all(run["ended"] <= following["started"] for run, following in pairwise(runs))


@pytest.mark.parametrize("words", [("--at-once", "0"), ("--at-once", "x"), ("--grace", "x"), ("--grace", "nan")])
def test_a_number_that_is_none_is_one_line_and_exit_2(words: tuple[str, str], data: Path) -> None:
    done = ingest(data, FIXTURES, *words)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert words[0] in done.stderr


class Done(NamedTuple):
    """How an ingest of three outlets ended: herald refuses, kbs cannot be reached, rcr is well."""

    process: subprocess.CompletedProcess[str]
    data: Path
    verdict: dict[str, Any]


@pytest.fixture(scope="module")
def ill(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("ill")
    Site(folder / "replay" / "herald").robots("User-agent: *\nDisallow: /\n")
    replay = copy_of("rcr", folder)
    copy_of("kbs", folder)
    robots = next(replay.glob("kbs/robots*.json"))
    answer = json.loads(robots.read_text(encoding="utf-8"))
    robots.write_text(json.dumps(answer | {"status": 500}), encoding="utf-8")
    done = ingest(folder / "data", replay, "herald", "kbs", "rcr", "--verdict", str(folder / "verdict"))
    return Done(done, folder / "data", json.loads((folder / "verdict").read_text(encoding="utf-8")))


def test_ingest_ends_with_the_code_that_a_person_has_to_see_to_first(ill: Done) -> None:
    runs = look(ill.data).tables["runs"]
    assert {run["spider"]: run["exit_code"] for run in runs} == {"herald": 77, "kbs": 69, "rcr": 0}
    assert ill.process.returncode == 69


def test_ingest_prints_the_verdict_of_each_failing_outlet_and_no_other(ill: Done) -> None:
    kbs, herald = sorted(ill.process.stdout.splitlines(), reverse=True)
    assert herald.startswith("herald: ")
    assert kbs.startswith("kbs: ")
    assert "robots" in herald
    assert "rcr" not in ill.process.stdout + ill.process.stderr


def test_ingest_of_an_unknown_outlet_is_bad_usage(data: Path) -> None:
    done = ingest(data, FIXTURES, "herald", "nope")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nope" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not data.exists()


# --- Runs that do not end as runs do ----------------------------------------------------------------


@dataclass
class Ingest:
    """An ingest that is under way, and where it tells its verdicts."""

    process: subprocess.Popen[str]
    verdict: Path

    @property
    def runs(self) -> list[int]:
        """The processes of the runs, in the order of the outlets."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def end(self, seconds: float = SOON) -> tuple[int, dict[str, Any]]:
        """Waits for its end and returns its code and what it tells of each outlet."""
        code = self.process.wait(timeout=patience(seconds))
        told = json.loads(self.verdict.read_text(encoding="utf-8"))
        assert told["exit_code"] == code
        return code, {outlet["spider"]: outlet for outlet in told["outlets"]}


@pytest.fixture
def hanging(network: Network, tmp_path: Path) -> Iterator[Callable[..., Ingest]]:
    """Starts an ingest of two outlets whose sites ask for a minute between requests."""
    started: list[subprocess.Popen[str]] = []
    first = {"herald": ROBOTS, "rcr": "https://www.rcrwireless.com/robots.txt"}
    for url in first.values():
        network.answers[url] = raw(200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 60\n")

    def start(*words: str, program: str = "scrapy", before: Sequence[str] = ()) -> Ingest:
        command = ["ingest", *first, "--verdict", str(tmp_path / "verdict"), *words]
        command += ["-s", f"DATA_DIR={tmp_path / 'data'}", "-s", "DOWNLOAD_DELAY=0"]
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*before, sys.executable, "-m", program, *command], cwd=REPOSITORY, env=os.environ | network.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        started.append(process)
        for url in list(first.values())[: 1 if "--at-once" in words else None]:
            network.wait_for(url)
        time.sleep(patience(0.2))
        return Ingest(process, tmp_path / "verdict")

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize(
    ("number", "to"),
    [(signal.SIGTERM, os.kill), (signal.SIGHUP, os.kill), (signal.SIGTERM, os.killpg), (signal.SIGINT, os.killpg)],
    ids=["SIGTERM to it", "SIGHUP to it", "SIGTERM to all its processes", "SIGINT to all its processes"],
)
def test_who_stops_ingest_stops_its_runs_and_they_close(
    hanging: Callable[..., Ingest], data: Path, number: signal.Signals, to: Callable[[int, int], None]
) -> None:
    ingest = hanging()
    to(ingest.process.pid, number)
    expected = 130 if number == signal.SIGINT else 143
    code, told = ingest.end()
    assert code == expected
    assert {name: outlet["exit_code"] for name, outlet in told.items()} == {"herald": expected, "rcr": expected}
    assert {run["exit_code"] for run in look(data).tables["runs"]} == {expected}


@pytest.mark.parametrize("program", ["scrapy", "crawler"])
def test_the_runs_of_an_ingest_that_is_killed_close_and_free_their_locks(
    hanging: Callable[..., Ingest], data: Path, program: str
) -> None:
    ingest = hanging(program=program)
    runs = ingest.runs
    assert len(runs) == 2
    ingest.process.kill()
    ingest.process.wait()
    deadline = time.monotonic() + patience(15)
    while any(Path(f"/proc/{pid}").exists() for pid in runs) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert {run["exit_code"] for run in look(data).tables["runs"]} == {143}
    for name in ("herald", "rcr"):
        with (data / f"{name}.lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_under_nohup_a_hang_up_ends_neither_ingest_nor_its_runs(hanging: Callable[..., Ingest], data: Path) -> None:
    ingest = hanging(before=["nohup"])
    os.killpg(ingest.process.pid, signal.SIGHUP)
    time.sleep(patience(1.5))
    assert ingest.process.poll() is None
    assert len(ingest.runs) == 2
    os.killpg(ingest.process.pid, signal.SIGTERM)
    code, _ = ingest.end()
    assert code == 143
    assert {run["exit_code"] for run in look(data).tables["runs"]} == {143}


def test_outlets_not_started_when_ingest_is_stopped_are_reported_as_stopped(
    hanging: Callable[..., Ingest],
) -> None:
    ingest = hanging("--at-once", "1")
    ingest.process.terminate()
    code, told = ingest.end()
    assert code == 143
    assert (told["rcr"]["exit_code"], told["rcr"]["verdict"]) == (143, "rcr: stopped before it was started")


def test_a_killed_run_is_reported_and_the_other_continues(hanging: Callable[..., Ingest]) -> None:
    ingest = hanging()
    os.kill(ingest.runs[0], signal.SIGKILL)
    time.sleep(patience(0.5))
    assert ingest.process.poll() is None
    ingest.process.terminate()
    code, told = ingest.end()
    assert code in {137, 143}
    assert told["herald"]["exit_code"] == 137
    assert told["herald"]["verdict"] == "herald: killed by SIGKILL"
    assert told["rcr"]["exit_code"] == 143
    assert "herald: killed by SIGKILL" in (ingest.process.stdout or sys.stdin).read()


def test_a_run_that_hangs_in_its_own_end_is_killed_after_a_grace(hanging: Callable[..., Ingest]) -> None:
    ingest = hanging("--grace", "1")
    first, _ = ingest.runs
    os.kill(first, signal.SIGSTOP)
    ingest.process.terminate()
    _, told = ingest.end()
    assert told["herald"]["exit_code"] == 137


def test_a_run_whose_time_is_up_and_that_does_not_end_is_killed(hanging: Callable[..., Ingest]) -> None:
    ingest = hanging("--grace", "1", "-s", f"CLOSESPIDER_TIMEOUT={patience(5)}")
    os.kill(ingest.runs[0], signal.SIGSTOP)
    _, told = ingest.end(60)
    assert told["herald"]["verdict"] == "herald: killed by SIGKILL"


def test_a_run_that_cannot_be_started_does_not_keep_the_others_from_it(data: Path, tmp_path: Path) -> None:
    runs = OutletProcesses(tmp_path, 0, 1, 9)
    words = ["--replay", str(FIXTURES), "-s", f"DATA_DIR={data}"]
    # More than the kernel takes as one argument.
    runs.start(["herald"], [*words, "-s", f"CONTACT={'x' * (1 << 18)}"])
    runs.start(["kbs"], words)
    told = {each["spider"]: each for each in runs.wait()}
    assert {name: each["exit_code"] for name, each in told.items()} == {"herald": 1, "kbs": 0}
    assert told["herald"]["verdict"].startswith("herald: could not be started: ")


def test_ingest_writes_all_verdicts_as_json(ill: Done) -> None:
    assert ill.verdict["exit_code"] == ill.process.returncode == 69
    herald, kbs, rcr = ill.verdict["outlets"]
    assert (herald["spider"], herald["exit_code"], herald["lists"][0]["outcome"]) == ("herald", 77, "robots")
    assert (kbs["spider"], kbs["exit_code"]) == ("kbs", 69)
    assert (rcr["spider"], rcr["exit_code"], rcr["pages"]) == ("rcr", 0, {"new": 4})


@pytest.mark.parametrize(
    "words",
    [["--verdict", "/nope/verdict"], ["-O", "x.jsonl"], ["-a", "depth"], ["rcr", "-a", "depth=x"]],
    ids=" ".join,
)
def test_bad_usage_of_ingest_is_one_line(data: Path, words: list[str]) -> None:
    done = ingest(data, FIXTURES, "herald", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert not data.exists()
