"""`outlet-crawler`: the commands from any folder, without Scrapy where they only read."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import run_command, scrapy
from tests.support.crawls import copy_of, look
from tests.support.network import raw
from tests.support.patience import patience
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.network import Network

READING = ("list", "status", "stories", "export", "related", "history")
ARTICLE = "https://news.kbs.co.kr/news/view.do?ncd=8426190"


def outlet_crawler(
    folder: Path, *words: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the program in a folder, in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-P", "-m", "crawler", *words], cwd=folder, env=os.environ | (environment or {}),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder, far from the checkout, in which `outlet-crawler crawl kbs` has stored articles."""
    folder = tmp_path_factory.mktemp("anywhere")
    done = outlet_crawler(folder, "crawl", "kbs", "--replay", str(FIXTURES))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def test_a_crawl_stores_into_the_folder_in_which_it_is_typed(stored: Path) -> None:
    assert len(look(stored / "data").files) >= 4
    assert [path.name for path in stored.iterdir()] == ["data"]


@pytest.mark.parametrize("command", READING)
def test_a_command_that_only_reads_says_the_same_as_under_scrapy_and_loads_neither_scrapy_nor_twisted(
    stored: Path, command: str
) -> None:
    words = [command, *([ARTICLE] if command in {"related", "history"} else [])]
    script = (
        f"import sys, atexit\nsys.argv[1:] = {words!r}\n"
        "heavy = {'scrapy', 'twisted', 'trafilatura', 'pydantic'}\n"
        "atexit.register(lambda: sys.stderr.write(str(sorted(heavy & set(sys.modules)))))\n"
        "from crawler.__main__ import main\nmain()\n"
    )
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-P", "-c", script], cwd=stored, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "[]")
    under_scrapy = scrapy(*words) if command == "list" else run_command(stored / "data", *words)
    assert done.stdout == under_scrapy.stdout


def test_under_scrapy_the_commands_load_nothing_that_list_does_not_need() -> None:
    script = (
        "import sys, atexit\nfrom scrapy.cmdline import execute\n"
        "heavy = {'sqlalchemy', 'rich', 'trafilatura', 'crawler.crawl.spider', 'crawler.text.dates'}\n"
        "atexit.register(lambda: sys.stderr.write(str(sorted(heavy & set(sys.modules)))))\n"
        "execute(['scrapy', 'list'])\n"
    )
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, sorted(SPIDERS), "[]")


def test_list_names_the_spiders_in_any_folder(tmp_path: Path) -> None:
    (tmp_path / "crawler").mkdir()
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = somebody.settings\n")
    done = outlet_crawler(tmp_path, "list")
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, sorted(SPIDERS), "")


def test_ingest_runs_in_a_folder_with_a_project_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "crawler").mkdir()
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = somebody.settings\n")
    done = outlet_crawler(tmp_path, "ingest", "kbs", "--replay", str(FIXTURES), "-a", "limit=1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [run["exit_code"] for run in look(tmp_path / "data").tables["runs"]] == [0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nope"], "outlet-crawler: no such command: 'nope'; see outlet-crawler --help"),
        (["-x"], "outlet-crawler: no such option: '-x'; see outlet-crawler --help"),
        (["status", "-s", "=x"], "outlet-crawler status: argument -s/--set: got '=x', expected NAME=VALUE; see --help"),
        (["crawl"], ("outlet-crawler crawl: expects the name of one spider; `outlet-crawler list` shows them, "
                     "`outlet-crawler ingest` runs several")),
        (["status", "--formt", "x"], "outlet-crawler status: no such option: --formt; did you mean --format?"),
        (["status", "-s", "DATADIR=x"], "outlet-crawler status: -s DATADIR: no such setting; did you mean DATA_DIR?"),
        (["status", "-s", "DOWNLOAD_DELAYS=9"],
         "outlet-crawler status: -s DOWNLOAD_DELAYS: no such setting; did you mean DOWNLOAD_DELAY?"),
        (["status", "-s", "x"], "outlet-crawler status: Invalid -s value, use -s NAME=VALUE"),
        (["ingest", "-O", "x.json"],
         "outlet-crawler ingest: -o and -O are for one outlet: outlet-crawler crawl NAME -O FILE"),
        (["stories"], "outlet-crawler stories: no catalogue in data: nothing was run yet"),
        (["list", "kbs"], "outlet-crawler list: expects no argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_bad_usage_is_one_line_that_names_the_program(tmp_path: Path, words: list[str], told: str) -> None:
    done = outlet_crawler(tmp_path, *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{told}\n")
    assert list(tmp_path.iterdir()) == []


def test_hints_name_the_program_that_the_user_typed(stored: Path, tmp_path: Path) -> None:
    unknown = "https://news.kbs.co.kr/news/view.do?ncd=8000001"
    told = outlet_crawler(stored, "related", unknown).stderr
    assert told.endswith(f"; outlet-crawler explain '{unknown}' shows why\n")
    assert run_command(stored / "data", "related", unknown).stderr.endswith(
        f"; scrapy explain '{unknown}' -s DATA_DIR={stored / 'data'} shows why\n"
    )
    for command in ("crawl", "status"):
        assert f"outlet-crawler {command} " in outlet_crawler(tmp_path, command, "--help").stdout
        assert f"scrapy {command} " in scrapy(command, "--help").stdout


def test_a_hint_of_an_earlier_run_names_the_program_that_shows_it(tmp_path: Path) -> None:
    replay = copy_of("herald", tmp_path)
    for page in replay.glob("herald/article-*.html"):
        page.write_text("<html><body><p>Under construction</p></body></html>")
    assert scrapy("crawl", "herald", "--replay", str(replay), "-s", f"DATA_DIR={tmp_path / 'data'}").returncode == 65
    (outlet,) = json.loads(outlet_crawler(tmp_path, "status", "herald", "--format", "json").stdout)["outlets"]
    assert "look at a page with: outlet-crawler explain " in outlet["said"]
    named = re.search(r"outlet-crawler (explain \S+)", outlet["said"])
    assert named
    assert outlet_crawler(tmp_path, *named[1].split()).returncode == 65


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_without_a_command_all_commands_are_listed(tmp_path: Path, words: list[str]) -> None:
    done = outlet_crawler(tmp_path, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert {"capture", "crawl", "demo", "explain", "ingest", *READING} <= set(re.findall(r"(?m)^  (\w+) ", done.stdout))


def test_scrapys_own_commands_work_as_well(tmp_path: Path) -> None:
    assert outlet_crawler(tmp_path, "settings", "--get", "BOT_NAME").stdout == "outlet-crawler\n"


def test_profile_and_pidfile_are_written(stored: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("profile", "pidfile")}
    done = outlet_crawler(
        stored, "status", "kbs", *(word for name, path in files.items() for word in (f"--{name}", str(path)))
    )
    assert done.returncode == 0
    assert files["pidfile"].read_text().strip().isdecimal()
    assert files["profile"].stat().st_size > 100


# --- UTF-8 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [["export"], ["export", "--format", "csv"], ["history", ARTICLE], ["related", ARTICLE]]
)
@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "POSIX"])
def test_what_is_printed_is_utf_8_whatever_the_locale(stored: Path, words: list[str], locale: str) -> None:
    ascii_only = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = outlet_crawler(stored, *words, environment=ascii_only)
    assert (done.returncode, done.stderr) == (0, "")
    assert "손정의" in done.stdout
    assert done.stdout == outlet_crawler(stored, *words).stdout


# --- Broken spider files ----------------------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path) -> dict[str, str]:
    """The environment of a project in which the file of `mole` cannot be read, beside those of all outlets."""
    (tmp_path / "more_spiders").mkdir()
    (tmp_path / "more_spiders" / "mole.py").write_text("X = 1\nclass Mole(:\n")
    (tmp_path / "more_settings.py").write_text(
        "from crawler.settings import *\nSPIDER_MODULES = ['crawler.spiders', 'more_spiders']\n"
    )
    return {"SCRAPY_SETTINGS_MODULE": "more_settings", "PYTHONPATH": str(tmp_path)}


TOLD = "mole: more_spiders/mole.py:2: SyntaxError: invalid syntax"


def test_the_other_outlets_work_beside_a_spider_file_that_is_broken(tmp_path: Path, broken: dict[str, str]) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        done = outlet_crawler(tmp_path, *words, environment=broken)
        return done.returncode, done.stdout, done.stderr

    replay = ["--replay", str(FIXTURES), "-a", "limit=1"]
    assert run("list") == (1, "".join(f"{name}\n" for name in sorted(SPIDERS)), f"outlet-crawler list: {TOLD}\n")
    assert run("crawl", "kbs", *replay) == (0, "", "")
    assert run("crawl", "mole", *replay) == (1, "", f"outlet-crawler crawl: {TOLD}\n")
    assert run("ingest", "kbs", *replay) == (0, "", "")
    assert run("ingest", "mole", "rcr", *replay) == (1, f"{TOLD}\n", "")
    assert {run["spider"] for run in look(tmp_path / "data").tables["runs"]} == {"kbs", "rcr"}
    code, out, err = run("status", "kbs", "rcr")
    assert (code, err) == (0, "")
    assert "ok; 1 new" in out
    code, out, err = run("status")
    assert (code, err) == (1, f"outlet-crawler status: {TOLD}\n")
    assert "ok; 1 new" in out
    assert (run("export", "kbs", "rcr")[0], run("export", "kbs", "rcr")[2]) == (0, "")
    assert run("export") == (1, run("export", "kbs", "rcr")[1], f"outlet-crawler export: {TOLD}\n")


def test_status_fails_where_no_run_has_begun(stored: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with sqlite3.connect(stored / "data" / "catalogue.sqlite") as source:
        source.execute("VACUUM INTO ?", [str(tmp_path / "data" / "catalogue.sqlite")])
    with sqlite3.connect(tmp_path / "data" / "catalogue.sqlite") as copy:
        copy.execute("DELETE FROM runs")
    done = outlet_crawler(tmp_path, "status")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "outlet-crawler status: no run is recorded in data: none has begun\n"


# --- Ctrl-C ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("program", "module"),
    [
        ("crawler", "_ssl"), ("crawler", "twisted.internet.defer"), ("crawler", "crawler.commands.run.demo"),
        ("scrapy", "scrapy.commands.bench"), ("scrapy", "crawler.commands"), ("scrapy", "crawler.commands.run.demo"),
    ],
)  # fmt: skip
def test_ctrl_c_while_modules_load_is_no_traceback(program: str, module: str) -> None:
    # It comes when a module is asked for. Of what Scrapy loads before the project's settings nobody can know.
    code = (
        "import sys, os, signal\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
    )
    code += {
        "crawler": "import crawler.__main__ as m; sys.meta_path.insert(0, Interrupt()); m.main(['demo', 'x'])",
        "scrapy": "import scrapy.cmdline; sys.meta_path.insert(0, Interrupt())\n"
        "scrapy.cmdline.execute(['scrapy', 'demo', 'x'])",
    }[program]
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, check=False)  # noqa: S603 - our own
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_ctrl_c_ends_a_command_that_waits_for_the_catalogue_within_two_seconds(stored: Path, tmp_path: Path) -> None:
    with sqlite3.connect(stored / "data" / "catalogue.sqlite") as source:
        (tmp_path / "data").mkdir()
        source.execute("VACUUM INTO ?", [str(tmp_path / "data" / "catalogue.sqlite")])
    lock = sqlite3.connect(tmp_path / "data" / "catalogue.sqlite", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    process = subprocess.Popen([sys.executable, "-P", "-m", "crawler", "status"], cwd=tmp_path, stderr=subprocess.PIPE)
    time.sleep(patience(3))
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, err = process.communicate(timeout=patience(20))
    assert (process.returncode, err) == (130, b"")
    assert time.monotonic() - began < patience(2)
    lock.close()


@pytest.mark.parametrize(("command", "seconds"), [("explain", 2), ("capture", 2), ("crawl", 15)])
def test_ctrl_c_ends_a_command_that_waits_for_a_page(
    network: Network, tmp_path: Path, command: str, seconds: int
) -> None:
    network.answers["https://news.kbs.co.kr/robots.txt"] = raw(200, {}, b"User-agent: *\nDisallow:\n")
    network.answers[ARTICLE] = raw(200, {"Content-Type": "text/html"}, b"x" * 99, then="hang", cut=9)
    words = {"explain": [ARTICLE], "capture": ["kbs", ARTICLE], "crawl": ["kbs", "-a", f"url={ARTICLE}"]}[command]
    process = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-P", "-m", "crawler", command, *words, "-s", "DOWNLOAD_DELAY=0"], cwd=tmp_path,
        env=os.environ | network.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    network.wait_for(ARTICLE)
    time.sleep(patience(0.5))
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, err = process.communicate(timeout=patience(60))
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    assert time.monotonic() - began < patience(seconds)
