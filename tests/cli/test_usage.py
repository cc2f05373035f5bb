"""What is said on the command line, and what the surroundings of cron lack."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import scrapy
from tests.support.crawls import crawl, look
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS

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
    "LOG_FILE=/no/such/folder/log",
    "EXTRACTION_PROCESSES=0",
    "EXTRACTION_MEMORY=0",
    "CONCURRENT_ITEMS=0",
    "DATADIR=somewhere",
    "data_dirs=somewhere",
    "DOWNLOAD_DELAYS=9",
]


@pytest.mark.parametrize(
    "words",
    [
        ["crawl", "kbs", "--replai", "fixtures"], ["ingest", "--at-ones", "2"], ["status", "--formt", "json"],
        ["export", "--fromat=csv"], ["related", "x", "--deph", "2"], ["stories", "--agian"], ["explain", "--jsn", "x"],
        ["capture", "kbs", "--nmae", "x"], ["demo", "--dataa"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_an_option_that_is_mistyped_is_named(words: list[str], tmp_path: Path) -> None:
    done = scrapy(*words, "-s", f"DATA_DIR={tmp_path}")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert "no such option: --" in done.stderr
    assert "; did you mean --" in done.stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["crawl", "kbz"], "no such spider: 'kbz'; did you mean kbs? available: "),
        (["ingest", "rrc", "kbs"], "no such spider: 'rrc'; did you mean rcr? available: "),
        (["capture", "heralt", "x"], "no such spider: 'heralt'; did you mean herald? available: "),
        (["explain", "--spider", "kyoto", "x"], "no such spider: 'kyoto'; did you mean kyodo? available: "),
        (["crawl", "nothing_like_it"], "no such spider: 'nothing_like_it'; available: "),
        (["crawl", "kbs", "rcr"], "expects the name of one spider; `scrapy list` shows them, `scrapy ingest` "),
        (["crawl", "kbs", "-a", "querry=x"], "querry: no such argument; did you mean query? kbs accepts url, depth, "),
        (["ingest", "-a", "untill=x"], "untill: no such argument; did you mean until? "),
        (["export", "-a", "tpoic=x"], "tpoic: no such argument; did you mean topic? export accepts query, topic, "),
        (["stories", "--since", "yesterdy"], "--since: got 'yesterdy', expected a date such as "),
        (["stories", "--format", "jsn"], "--format: got 'jsn', expected table, json"),
        (["related", "x", "--depth", "far"], "--depth: got 'far', expected a number from 0 to "),
    ],
)
def test_a_word_that_is_mistyped_is_one_line_with_what_was_meant(words: list[str], meant: str, tmp_path: Path) -> None:
    done = scrapy(*words, "-s", f"DATA_DIR={tmp_path / 'data'}")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert done.stderr.startswith(f"scrapy {words[0]}: {meant}")


@pytest.mark.parametrize(
    "words",
    [
        ["crawl", "kbs", "-a"], ["ingest", "--replay"], ["status", "--max-age"], ["export", "--format"],
        ["related", "x", "--depth"], ["stories", "--all=1"], ["history", "x", "-s"], ["forget", "x", "-L"],
        ["explain", "x", "--json=1"], ["capture", "kbs", "--name"], ["demo", "--data"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_an_option_without_its_value_or_with_one_that_it_does_not_take_is_one_line_and_exit_2(words: list[str]) -> None:
    done = scrapy(*words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert done.stderr.startswith(f"scrapy {words[0]}: argument {words[-1].partition('=')[0]}")


@pytest.mark.parametrize("command", ["crawl", "ingest"])
@pytest.mark.parametrize("setting", MISTYPED)
def test_a_setting_that_is_mistyped_is_one_line_and_exit_2(command: str, setting: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = scrapy(command, "kbs", "--replay", str(FIXTURES), "-s", f"DATA_DIR={data}", "-s", setting)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert setting.partition("=")[0] in done.stderr
    assert not data.exists()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('EXTENSIONS={"nowhere.Nothing": 1}', "'nowhere.Nothing' cannot be loaded: ModuleNotFoundError: "),
        ('ITEM_PIPELINES={"nothing": 1}', "'nothing' cannot be loaded: ValueError: "),
        ('ADDONS={"crawler.nothing.Nothing": 1}', "'crawler.nothing.Nothing' cannot be loaded: ModuleNotFoundError: "),
        ('DOWNLOAD_HANDLERS={"https": "a.B"}', "'a.B' cannot be loaded: ModuleNotFoundError: "),
        ("SCHEDULER=scrapy.core.scheduler.Nothing", "'scrapy.core.scheduler.Nothing' cannot be loaded: NameError: "),
        ("DUPEFILTER_CLASS=", "'' cannot be loaded: ValueError: "),
        ("ITEM_PIPELINES=[1]", "'[1]' is not a JSON object"), ("FEEDS={", "'{' is not a JSON object"),
    ],
)  # fmt: skip
def test_a_class_or_an_object_that_a_setting_does_not_have_is_one_line_and_exit_2(
    setting: str, told: str, tmp_path: Path
) -> None:
    for command in ("crawl", "ingest", "status"):
        done = scrapy(command, "kbs", "-s", f"DATA_DIR={tmp_path / 'data'}", "-s", setting)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
        assert f"{setting.partition('=')[0]}: {told}" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "words", [["-s", "DATA_DIR="], ["-L", "LOUD"], ["--logfile", "."], ["--pidfile", "/no/such/folder/pid"]]
)
def test_an_option_that_cannot_be_is_one_line_and_exit_2(words: list[str]) -> None:
    done = scrapy("crawl", "kbs", "--replay", str(FIXTURES), *words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr


def test_a_delay_of_part_of_a_second_is_a_delay(tmp_path: Path) -> None:
    run = crawl("kbs", "-s", "DOWNLOAD_DELAY=0.5", "-s", "EXTRACTION_TIMEOUT=7.5", data=tmp_path / "data")
    assert run.code == 0, run.log


@pytest.mark.parametrize("words", [["--verdict", "."], ["-O", ".:jsonlines"]])
def test_a_folder_where_a_file_is_to_be_is_bad_usage(words: list[str], tmp_path: Path) -> None:
    run = crawl("kbs", *words, data=tmp_path / "data")
    assert run.code == 2
    assert len(run.log.splitlines()) == 1, run.log


@pytest.mark.parametrize(
    "words",
    [
        ["--verdict", "/dev/full"],
        ["-O", "/dev/full:jsonlines"],
        ["-O", "/proc/nobody-may-write-here.jsonl"],
        ["-O", "s3://no-library-for-this/articles.jsonl"],
    ],
)
def test_a_run_whose_export_or_verdict_cannot_be_written_is_74_and_its_articles_are_stored(
    words: list[str], tmp_path: Path
) -> None:
    run = crawl("kbs", "-a", "limit=1", *words, data=tmp_path / "data")
    assert run.code == 74, run.log
    assert len(run.files) == 1


@pytest.mark.parametrize("command", ["crawl", "ingest"])
def test_a_run_without_standard_streams_succeeds(command: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "scrapy", command, "rcr", "--replay", str(FIXTURES)]
    words += ["-s", f"DATA_DIR={tmp_path / 'data'}"]
    closed = ["sh", "-c", 'exec 0<&- 1>&- 2>&-; exec "$@"', "sh", *words]
    assert subprocess.run(closed, cwd=REPOSITORY, check=False).returncode == 0  # noqa: S603 - our own command
    assert [run["exit_code"] for run in look(tmp_path / "data").tables["runs"]] == [0]


def test_a_run_succeeds_in_a_folder_of_any_name_and_an_ascii_locale(tmp_path: Path) -> None:
    data = tmp_path / "자료 폴더" / "a b?c#d%41"
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    for command in ("crawl", "status"):
        words = ["--replay", str(FIXTURES), "-L", "INFO"] if command == "crawl" else []
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "scrapy", command, "kbs", "-s", f"DATA_DIR={data}", *words],
            cwd=REPOSITORY, env=ascii_only, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr


def test_an_earlier_export_is_kept_by_a_run_that_requests_nothing(tmp_path: Path) -> None:
    data, export = tmp_path / "data", tmp_path / "articles.jsonl"
    crawl("kbs", "-O", str(export), data=data)
    before = export.read_bytes()
    assert before
    with (data / "kbs.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert crawl("kbs", "-O", str(export), data=data).code == 75
    assert crawl("kbs", "-O", str(export), data=export / "no folder").code == 74
    assert export.read_bytes() == before


def test_ingest_runs_an_outlet_that_is_named_twice_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = scrapy("ingest", "kbs", "kbs", "--replay", str(FIXTURES), "-s", f"DATA_DIR={data}")
    assert done.returncode == 0, done.stderr
    assert [run["exit_code"] for run in look(data).tables["runs"]] == [0]


def test_the_demo_in_a_place_that_cannot_be_written_is_74_without_a_traceback() -> None:
    done = scrapy("demo", "--data", "/proc/nobody-may-write-here")
    assert done.returncode == 74, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("told", ["{broken", "[1]", "{}"])
def test_a_page_whose_expectation_is_broken_is_explained_in_one_line(tmp_path: Path, told: str) -> None:
    (tmp_path / "page.html").write_text("<html></html>")
    (tmp_path / "page.json").write_text(told)
    done = scrapy("explain", str(tmp_path / "page.html"))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr


def test_an_address_that_is_explained_is_fetched_and_read_without_a_complaint() -> None:
    words = ["--replay", str(FIXTURES), "-L", "INFO"]
    done = scrapy("explain", "https://news.kbs.co.kr/news/view.do?ncd=8424662", *words)
    assert done.returncode == 0
    assert "ERROR" not in done.stderr, done.stderr
    done = scrapy("explain", "https://news.kbs.co.kr/news/view.do?ncd=1", "--replay", str(FIXTURES))
    assert (done.returncode, len(done.stderr.splitlines())) == (65, 1), done.stderr
    assert "status 404" in done.stderr


def test_explain_logs_at_the_level_of_the_setting() -> None:
    words = ("explain", "https://news.kbs.co.kr/news/view.do?ncd=8424662", "--replay", str(FIXTURES))
    assert scrapy(*words).stderr == ""
    assert "INFO: Spider opened" in scrapy(*words, "-s", "LOG_LEVEL=INFO").stderr


def test_a_catalogue_for_which_there_is_no_driver_is_74_in_one_line(tmp_path: Path) -> None:
    url = "mysql://somebody:secret@127.0.0.1/articles"
    done = scrapy("crawl", "kbs", "--replay", str(FIXTURES), "-s", f"DATA_DIR={tmp_path}", "-s", f"CATALOGUE_URL={url}")
    assert done.returncode == 74, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "secret" not in done.stderr


def test_a_tilde_in_the_data_directory_is_the_users_home(tmp_path: Path) -> None:
    words = ("kbs", "-a", "limit=1", "--replay", str(FIXTURES), "-s", "DATA_DIR=~/news")
    done = scrapy("crawl", *words, environment={"HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert len(look(tmp_path / "news").files) == 1


BAD_USAGE = [
    (["herald", "-a", "depth=x"], ["depth", "'x'"]),
    (["herald", "-a", "depth=-1"], ["depth", "'-1'"]),
    (["herald", "-a", "limit=0"], ["limit", "'0'"]),
    (["herald", "-a", "url=foo"], ["url", "'foo'"]),
    (["herald", "-a", "url=https://news.kbs.co.kr/news/view.do?ncd=8426190"], ["url", "ncd=8426190"]),
    (["herald", "-a", "url=@/nope"], ["url", "/nope"]),
    (["herald", "-a", "limt=3"], ["limt", "limit"]),
    (["herald", "-a", "query=OR x"], ["query", "'OR x'", "between two terms"]),
    (["herald", "-a", "query="], ["query", "no words"]),
    (["herald", "-a", "query=NOT x"], ["query", "'NOT x'", "only excluded words"]),
    (["herald", "-a", "query=x Soft*"], ["query", "* is not supported", "column 7"]),
    (["herald", "-a", "query=title:x"], ["query", "title: is not supported", "column 1"]),
    (["herald", "-a", "query=x (a OR b"], ["query", "unclosed bracket", "column 3"]),
    (["herald", "-a", f"query={'a ' * 60}"], ["query", "more than 50 terms: 60"]),
    (["herald", "-a", "topic=x"], ["topic", "'x'", "cannot read"]),
    (["herald", "-a", "since=2025-02-30"], ["since", "'2025-02-30'", "no such day"]),
    (["herald", "-a", "until=yesterday"], ["until", "'yesterday'"]),
    (["herald", "-a", "until=31/01/2025"], ["until", "'31/01/2025'", "no such day"]),
    (["herald", "-a", "since=2025-02-01", "-a", "until=2025-01-01"], ["until", "2025-02-01"]),
    (["herald", "-a", "depth"], ["-a"]),
    ([], ["scrapy list"]),
    (["nope"], ["'nope'", *SPIDERS]),
    (["herald", "kbs"], ["scrapy list"]),
]


@pytest.mark.parametrize(("words", "named"), BAD_USAGE, ids=[" ".join(words) or "nothing" for words, _ in BAD_USAGE])
def test_bad_usage_is_one_line_and_exit_2(words: list[str], named: list[str], tmp_path: Path) -> None:
    run = crawl(*words, data=tmp_path / "data")
    assert (run.code, run.out) == (2, "")
    assert len(run.log.splitlines()) == 1, run.log
    assert [word for word in named if word not in run.log] == []
    assert not (tmp_path / "data").exists()


def test_a_replay_folder_that_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    run = crawl("herald", data=tmp_path / "data", replay=tmp_path / "nope")
    assert (run.code, run.out) == (2, "")
    assert len(run.log.splitlines()) == 1, run.log
    assert "nope" in run.log
    assert not (tmp_path / "data").exists()
