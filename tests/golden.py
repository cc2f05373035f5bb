"""Dumps what the whole suite gives on the saved pages, and compares two such dumps.

    python tests/golden.py dump OUT [--project DIR]
    python tests/golden.py compare BEFORE AFTER [--map tests/golden_map.toml]

The map is a TOML file that leads from the words of the first dump to those of the second:

    [tables]
    pages = "addresses"
    [columns]                             # by former names; of exported items and verdicts: items.NAME, verdict.NAME
    "pages.last_read" = "read_last"
    [[messages]]                          # in all texts, values, keys of JSON in values, and names of files of the dump
    before = "no article:"
    after = "nothing:"
    files = "crawl/*/log.txt"             # only there; by default everywhere
    [drop]                                # what only one of the two has; patterns as of a shell
    files = ["crawl/*/stats.txt"]
    tables = ["about"]
    columns = ["runs.reason"]

It imports nothing of the project and knows no name of its modules, tables or columns: what changes from run to run is
known by its value. Both dumps are to be made on one day: a walk into the past asks for months until today, and when an
article is read again depends on its age.
"""

from __future__ import annotations

import argparse
import difflib
import fcntl
import fnmatch
import hashlib
import itertools
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

# No command on saved pages takes more than some seconds, on a machine that does nothing else.
_TOO_LONG = 600
# One page after another, however long it takes on a busy machine: so what came first is no matter of chance.
_IN_TURN = (
    "-s", "EXTRACTION_TIMEOUT=300", "-s", "CONCURRENT_REQUESTS=1", "-s", "SCRAPER_SLOT_MAX_ACTIVE_SIZE=1",
)  # fmt: skip
# For how long what a run has noted is set back, where a mode says so.
_AGED = timedelta(days=31)
_SINCE = "since=2025-01-01"
_TOPIC = "topic=fixtures/softbank.toml"
_LOG_FORMAT = "%(levelname)s¦%(name)s¦%(message)s"

# --- What varies -------------------------------------------------------------------------------------

_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_FILE = re.compile(r"\b\d{3,}_(?=[0-9a-f]{16}\b)")
_SHARED = re.compile(r"\bshares [^\";\n]+")
_RECORD = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL)¦([^¦]*)¦(.*)", re.DOTALL)
_STAT = re.compile(r"^[ {]'([^']+)': (.+?)[,}]?$", re.MULTILINE)
_VOLATILE_STATS = re.compile(r"log_count/|memusage/|elapsed_time|(start|finish)_time$|_per_minute$|_bytes")
_FRAMES = re.compile(r"(Traceback \(most recent call last\):\n)(?:[ \t].*\n)*")
_SMALL = (
    (re.compile(r"0x[0-9a-f]{6,}"), "0x…"),
    (re.compile(r"\bScrapy \d+\.\d+(\.\d+)?"), "Scrapy N"),
    # Of status: how old the last run is.
    (re.compile(r"(\"(?:\w+_)?age(?:_\w+)?\": )\d+"), r"\1<age>"),
    (re.compile(r"no run for \d+ \w+"), "no run for <age>"),
)


@dataclass
class Mask:
    """Takes out of texts what is another in every run: times since `start`, folders, addresses in memory.

    `aged` says that there are times that were set back as well; `beside` that runs of several outlets went on side by
    side, so that chance has numbered files and rows, and said which of two articles was compared with the other.
    """

    start: datetime
    folders: Sequence[tuple[str, str]] = ()
    aged: bool = False
    beside: bool = False

    def __call__(self, text: str) -> str:
        """Returns a text without what varies."""
        for folder, name in self.folders:
            text = text.replace(folder, name)
        for pattern, instead in _SMALL:
            text = pattern.sub(instead, text)
        text = _FRAMES.sub(r"\1", text)
        if self.beside:
            text = _SHARED.sub("shares …", _FILE.sub("NNN_", text))
        return _TIME.sub(self._time, text)

    def _time(self, found: re.Match[str]) -> str:
        told = _moment(found[0])
        if told is None:
            return found[0]
        now = datetime.now(UTC)
        for name, back in (("now", timedelta()), ("then", _AGED)):
            if name == "then" and not self.aged:
                continue
            moment = told + back
            # Some are told to the minute.
            if self.start.replace(second=0, microsecond=0) <= moment:
                ahead = round((moment - self.start) / timedelta(hours=1)) if moment > now else 0
                return f"<{name}+{ahead}h>" if ahead else f"<{name}>"
        return found[0]


def _moment(written: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(written)
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


# --- Running commands ------------------------------------------------------------------------------------

# Runs commands each in a fork of one process that has loaded all modules of the project: of what a short command takes,
# nearly all is loading.
_FORKS = """
import gc, importlib, json, os, pkgutil, sys, traceback
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

project = importlib.import_module(get_project_settings()["COMMANDS_MODULE"].partition(".")[0])
for module in pkgutil.walk_packages(project.__path__, project.__name__ + "."):
    # Alembic's environment runs when it is imported.
    if "migrations" not in module.name:
        importlib.import_module(module.name)
gc.freeze()
for number, words in enumerate(json.load(sys.stdin)):
    child = os.fork()
    if not child:
        code = 1
        try:
            for name, descriptor in (("out", 1), ("err", 2)):
                os.dup2(os.open(f"{sys.argv[1]}/{number}.{name}", os.O_WRONLY | os.O_CREAT, 0o600), descriptor)
            sys.argv = ["scrapy", *words]
            execute(sys.argv)
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else int(bool(error.code))
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    with open(f"{sys.argv[1]}/{number}.code", "w") as file:
        file.write(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
"""


@dataclass
class Done:
    """How a command ended, and what it wrote."""

    words: Sequence[str]
    code: int
    out: str
    err: str

    def told(self, *, is_sorted: bool = False) -> str:
        """Returns all of it as one text."""
        out = "".join(sorted(self.out.splitlines(keepends=True))) if is_sorted else self.out
        shown = " ".join(f"'{word}'" if re.search(r"\s", word) else word for word in self.words)
        return f"$ scrapy {shown}\nexit {self.code}\n--- stdout\n{out}--- stderr\n{self.err}"


@dataclass
class Suite:
    """A tree with its `.venv`, and where its dump and what it needs meanwhile are written."""

    project: Path
    out: Path
    work: Path
    spiders: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fixtures = self.project / "fixtures"
        self._environment = {
            "PATH": f"{self.project / '.venv/bin'}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "HOME": str(self.work), "TMPDIR": str(self.work), "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "120",
            "PYTHONHASHSEED": "0",
        }  # fmt: skip

    def mask(self, data: Path | None = None, **told: Any) -> Mask:
        """Returns a mask for what is run from now on."""
        folders = [(str(data), "<data>"), (str(data.parent), "<beside>")] if data else []
        folders += [(str(self.work), "<work>"), (str(self.project), "<project>")]
        return Mask(datetime.now(UTC), folders, **told)

    def scrapy(self, *words: str) -> Done:
        """Runs a command to its end."""
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                [self.project / ".venv/bin/scrapy", *words], cwd=self.project, env=self._environment,
                stdin=subprocess.DEVNULL, capture_output=True, timeout=_TOO_LONG, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Done(words, -1, "", f"not ended after {_TOO_LONG} seconds\n")
        return Done(words, done.returncode, *(told.decode("utf-8", "replace") for told in (done.stdout, done.stderr)))

    def many(self, commands: Sequence[Sequence[str]]) -> list[Done]:
        """Runs short commands that start no reactor of their own, one after another."""
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            subprocess.run(  # noqa: S603 - our own command
                [self.project / ".venv/bin/python", "-c", _FORKS, folder], cwd=self.project, env=self._environment,
                input=json.dumps(commands).encode(), timeout=5 * _TOO_LONG, check=True,
            )  # fmt: skip
            told = [
                [(Path(folder) / f"{number}.{name}").read_bytes().decode("utf-8", "replace") for name in _LEFT]
                for number in range(len(commands))
            ]
        return [Done(words, int(code), out, err) for words, (code, out, err) in zip(commands, told, strict=True)]

    def write(self, name: str, text: str) -> None:
        """Writes a file of the dump."""
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def folder(self, name: str) -> Path:
        """Returns a folder for data that is not there yet, but what it lies in."""
        path = self.work / name / "data"
        path.parent.mkdir(parents=True)
        return path


_LEFT = ("code", "out", "err")

# --- What a run leaves -------------------------------------------------------------------------------------


def write_data(suite: Suite, name: str, data: Path, mask: Mask) -> None:
    """Writes what a data directory holds: files as they are, and the rows of all tables of databases."""
    names = []
    for path in sorted(data.rglob("*")):
        if path.is_dir() or path.name.endswith(("-wal", "-shm", "-journal")):
            continue
        told = mask(str(path.relative_to(data)))
        names.append(told)
        content = path.read_bytes()
        if content.startswith(b"SQLite format 3\0"):
            for table, rows in tables_of(path, mask).items():
                suite.write(f"{name}/tables/{table}.jsonl", "".join(f"{row}\n" for row in rows))
        elif content:
            suite.write(f"{name}/data/{told}", mask(content.decode("utf-8", "replace")))
    suite.write(f"{name}/files.txt", "".join(f"{told}\n" for told in sorted(names)))


def tables_of(path: Path, mask: Mask) -> dict[str, list[str]]:
    """Returns the rows of each table as JSON, in the order of their texts."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        names = [str(row["name"]) for row in database.execute(query)]
        # Names come from the database itself.
        return {name: _rows(list(map(dict, database.execute(f'SELECT * FROM "{name}"'))), mask) for name in names}  # noqa: S608


def _rows(rows: list[dict[str, Any]], mask: Mask) -> list[str]:
    if mask.beside:
        for name in _numbers(rows):
            for row in rows:
                row[name] = None if row[name] is None else "NNN"
    masked = [{name: _plain(value, mask) for name, value in row.items()} for row in rows]
    return sorted(json.dumps(row, ensure_ascii=False) for row in masked)


def _numbers(rows: list[dict[str, Any]]) -> list[str]:
    """Returns the columns that hold the numbers of the rows, from 1, or those that the names of files begin with."""
    if len(rows) <= 1:
        return []
    of_files = []
    for row in rows:
        named = [found[0] for value in row.values() if isinstance(value, str) and (found := _FILE.match(value))]
        of_files.append(int(named[0][:-1]) if named else None)
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    told = [name for name, values in columns.items() if any(of_files) and values == of_files]
    return told + [name for name, values in columns.items() if set(values) == set(range(1, len(rows) + 1))]


def _plain(value: Any, mask: Mask) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if not isinstance(value, str):
        return value
    value = mask(value)
    if value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def write_schema(suite: Suite, name: str, data: Path) -> None:
    """Writes the columns and indexes of a data directory's database."""
    lines = []
    for path in (path for path in data.iterdir() if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3"):
        with closing(sqlite3.connect(path)) as database:
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                for _, column, kind, required, default, key in database.execute(f'PRAGMA table_info("{table}")'):
                    about = {"type": kind, "required": required, "default": default, "key": key}
                    lines.append({"table": table, "columns": [column], **about})
                for index in database.execute(f'PRAGMA index_list("{table}")').fetchall():
                    columns = [row[2] for row in database.execute(f'PRAGMA index_info("{index[1]}")')]
                    lines.append({"table": table, "columns": columns, "index": True, "unique": index[2]})
    suite.write(name, "".join(sorted(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)))


def set_back(data: Path, start: datetime) -> None:
    """Has all that was noted in a data directory's database since `start` been noted so much earlier."""

    def earlier(found: re.Match[str]) -> str:
        told = _moment(found[0])
        return (told - _AGED).isoformat() if told and told >= start else found[0]

    for path in (path for path in data.iterdir() if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3"):
        with closing(sqlite3.connect(path)) as database:
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                for _, column, *_ in database.execute(f'PRAGMA table_info("{table}")').fetchall():
                    query = f'SELECT rowid, "{column}" FROM "{table}"'  # noqa: S608 - its own names
                    for key, value in database.execute(query).fetchall():
                        if isinstance(value, str) and (told := _TIME.sub(earlier, value)) != value:
                            change = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'  # noqa: S608 - likewise
                            database.execute(change, [told, key])
            database.commit()


def write_log(suite: Suite, name: str, log: str, mask: Mask) -> None:
    """Writes what the project's own loggers have said, in the order of the words, and what Scrapy has counted.

    Of Scrapy's own lines those of trouble are kept, as far as they are one line.
    """
    lines = []
    for told in re.split(r"\n(?=(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)¦)", log.strip("\n")):
        record = _RECORD.fullmatch(told)
        if not record:
            lines.append(mask(told))
            continue
        level, logger, message = record.groups()
        if logger.partition(".")[0] not in {"scrapy", "twisted"}:
            lines.append(mask(f"{level}: {message}"))
        elif level not in {"DEBUG", "INFO"}:
            lines.append(mask(f"{level} of Scrapy: {message.partition(chr(10))[0]}"))
        elif "Dumping Scrapy stats" in message:
            stats = [f"{key}: {value}\n" for key, value in _STAT.findall(message) if not _VOLATILE_STATS.search(key)]
            suite.write(f"{name}/stats.txt", mask("".join(sorted(stats))))
    suite.write(f"{name}/log.txt", "".join(f"{line}\n" for line in sorted(lines)))


def crawl(suite: Suite, name: str, data: Path, mask: Mask, *words: str, replay: Path | None = None) -> Done:
    """Runs a spider and writes all that comes of it; `name` is the outlet and what the run is called."""
    spider, mode = name.split("/")
    folder = data.parent / f"of {mode}"
    folder.mkdir()
    items, verdict, log = (folder / told for told in ("items.jsonl", "verdict.json", "log"))
    done = suite.scrapy(
        "crawl", spider, "--replay", str(replay) if replay else "fixtures", "-s", f"DATA_DIR={data}", "-O", str(items),
        "--verdict", str(verdict), "-s", "LOG_LEVEL=INFO", "-s", f"LOG_FILE={log}", "-s", f"LOG_FORMAT={_LOG_FORMAT}",
        *_IN_TURN, *words,
    )  # fmt: skip
    name = f"crawl/{name}"
    suite.write(f"{name}/run.txt", mask(done.told()))
    if items.exists():
        lines = sorted(items.read_text(encoding="utf-8").splitlines(), key=lambda line: json.loads(line).get("url", ""))
        suite.write(f"{name}/items.jsonl", mask("".join(f"{line}\n" for line in lines)))
    if verdict.exists():
        told = json.loads(verdict.read_text(encoding="utf-8"))
        suite.write(f"{name}/verdict.json", mask(json.dumps(told, ensure_ascii=False, indent=1) + "\n"))
    if log.exists():
        write_log(suite, name, log.read_text(encoding="utf-8"), mask)
    if data.is_dir():
        write_data(suite, name, data, mask)
    return done


# --- Saved pages ---------------------------------------------------------------------------------------------


def expectations(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yields the expectations of a folder of saved pages."""
    for path in sorted(folder.glob("*.json")):
        if not path.name.endswith(".body.json"):
            yield path, json.loads(path.read_text(encoding="utf-8"))


def article_of(suite: Suite, spider: str, page: str = "article-1") -> str:
    """Returns the address of a saved article."""
    told = json.loads((suite.fixtures / spider / f"{page}.json").read_text(encoding="utf-8"))
    return str(told["item"]["url"])


def id_of(url: str) -> str:
    """Returns the id of an article, which is the same for ever."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def pages_of(folder: Path) -> list[str]:
    """Returns the addresses of saved pages that are articles, or none for a reason."""
    return [told["url"] for _, told in expectations(folder) if {"item", "refused"} & told.keys()]


def later_state(suite: Suite) -> Path:
    """Makes a folder of saved pages as all sites are in their later state."""
    replay = suite.work / "later"
    for spider in suite.spiders:
        shutil.copytree(suite.fixtures / spider, replay / spider)
        shutil.copytree(replay / spider / "later", replay / spider, dirs_exist_ok=True)
        shutil.rmtree(replay / spider / "later")
    return replay


def broken_state(suite: Suite) -> Path:
    """Makes a folder of saved pages in which each article's address shows one that is no article."""
    replay = suite.work / "broken"
    for spider in suite.spiders:
        shutil.copytree(suite.fixtures / spider, replay / spider)
        for place, (path, told) in enumerate(expectations(replay / spider)):
            page = path.with_suffix(".html")
            if "item" in told and page.exists():
                shutil.copy(replay / spider / ("soft404.html", "login.html")[place % 4 == 3], page)
    return replay


# --- What is dumped --------------------------------------------------------------------------------------------


def dump_again(suite: Suite, spider: str, later: Path) -> None:
    """Runs a spider again and again on the same data, at last a month later."""
    data = suite.folder(f"{spider}-again")
    mask = suite.mask(data)
    crawl(suite, f"{spider}/plain", data, mask)
    crawl(suite, f"{spider}/again", data, mask)
    crawl(suite, f"{spider}/later", data, mask, replay=later)
    named = " ".join(pages_of(suite.fixtures / spider / "later"))
    crawl(suite, f"{spider}/later-named", data, mask, "-a", f"url={named}", "-a", "depth=0", replay=later)
    set_back(data, mask.start)
    mask.aged = True
    crawl(suite, f"{spider}/month-later", data, mask, replay=later)
    with ExitStack() as held:
        for path in data.rglob("*.lock"):
            fcntl.flock(held.enter_context(path.open("r+b")), fcntl.LOCK_EX)
        crawl(suite, f"{spider}/locked", data, mask)


def dump_every(suite: Suite, spider: str) -> None:
    """Has a spider read every saved page by its address."""
    urls = pages_of(suite.fixtures / spider)
    for attempt in range(20):
        data = suite.folder(f"{spider}-every-{attempt}")
        mask = suite.mask(data)
        name = f"{spider}/every"
        shutil.rmtree(suite.out / "crawl" / name, ignore_errors=True)
        file = data.parent / "addresses.txt"
        file.write_text("\n".join(urls), encoding="utf-8")
        done = crawl(suite, name, data, mask, "-a", f"url=@{file}", "-a", "depth=0")
        # Some are no article's address; it names the first.
        wrong = [url for url in urls if f"'{url}'" in done.err]
        if not wrong:
            return
        urls.remove(wrong[0])


def dump_mode(suite: Suite, spider: str, mode: str, words: Sequence[str], replay: Path | None) -> None:
    """Runs a spider once, on no data."""
    data = suite.folder(f"{spider}-{mode}")
    crawl(suite, f"{spider}/{mode}", data, suite.mask(data), *words, replay=replay)


def modes(suite: Suite, spider: str) -> dict[str, list[str]]:
    """Returns the arguments of single runs by what they are called."""
    return {
        "since": ["-a", _SINCE],
        "window": ["-a", "since=2025-10-01", "-a", "until=2025-12-05", "-a", "depth=1"],
        "query": ["-a", "query=SoftBank"],
        "topic": ["-a", _TOPIC],
        "url": ["-a", f"url={article_of(suite, spider)}", "-a", "depth=2"],
        "limit": ["-a", "limit=2"],
    }


def dump_ingest(suite: Suite) -> None:
    """Runs all spiders side by side, whereby their files are numbered by chance."""
    data = suite.folder("ingest")
    mask = suite.mask(data, beside=True)
    verdict = data.parent / "verdict.json"
    words = ("--replay", "fixtures", "-s", f"DATA_DIR={data}", "--verdict", str(verdict), "--at-once", "2")
    suite.write("ingest/run.txt", mask(suite.scrapy("ingest", *words, *_IN_TURN, "-a", _TOPIC, "-L", "WARNING").told()))
    if verdict.exists():
        told = json.dumps(json.loads(verdict.read_text(encoding="utf-8")), ensure_ascii=False, indent=1)
        suite.write("ingest/verdict.json", mask(told + "\n"))
    write_data(suite, "ingest", data, mask)


def dump_demo(suite: Suite) -> None:
    """Runs the demo into a folder of its own, and what is offered to be done with it."""
    data = suite.folder("demo")
    mask = suite.mask(data, beside=True)
    done = suite.scrapy("demo", "--data", str(data), *_IN_TURN)
    done.out = re.sub(r" +\d+\.\d(?= *$)", " <seconds>", done.out, flags=re.MULTILINE)
    suite.write("demo/run.txt", mask(done.told()))
    write_data(suite, "demo", data, mask)


_REACTORS = {"crawl", "explain"}


def dump_reading(suite: Suite, later: Path) -> None:
    """Fills a catalogue in an order that is always the same, and runs all commands that read it."""
    data = suite.folder("reading")
    mask, at = suite.mask(data), ("-s", f"DATA_DIR={data}")
    changed = suite.spiders[:2]

    def read(name: str, *words: str) -> None:
        suite.write(f"reading/{name}.txt", mask(suite.scrapy(*words, *at).told()))

    read("ingest", "ingest", "--at-once", "1", "--replay", "fixtures", "-a", "depth=2", "-L", "WARNING", *_IN_TURN)
    for spider in changed:
        named = " ".join(pages_of(suite.fixtures / spider / "later"))
        words = ("crawl", spider, "--replay", str(later), "-a", f"url={named}", "-a", "depth=0", *_IN_TURN)
        suite.write(f"reading/later-{spider}.txt", mask(suite.scrapy(*words, *at).told()))
    write_schema(suite, "reading/schema.jsonl", data)
    write_data(suite, "reading/first", data, mask)
    # What starts no reactor is run in forks.
    for alone, group in itertools.groupby(readings(suite, changed).items(), lambda told: told[1][0] in _REACTORS):
        if alone:
            for name, words in group:
                read(name, *words)
        else:
            named = dict(group)
            done = suite.many([[*words, *at] for words in named.values()])
            for name, each in zip(named, done, strict=True):
                suite.write(f"reading/{name}.txt", mask(each.told()))
    write_data(suite, "reading/last", data, mask)
    with ExitStack() as held:
        for path in data.rglob("*.lock"):
            fcntl.flock(held.enter_context(path.open("r+b")), fcntl.LOCK_EX)
        read("locked-forget", "forget", article_of(suite, changed[0], "article-4"))
        read("locked-status", "status")


def readings(suite: Suite, changed: Sequence[str]) -> dict[str, Sequence[str]]:
    """Returns the reading commands by what they are called, those that change something last."""
    first, *_, last = suite.spiders
    told: dict[str, Sequence[str]] = {
        "status": ["status"],
        "status-json": ["status", "--format", "json"],
        "status-some": ["status", last, first, last],
        "status-overdue": ["status", "--max-age", "0.0000001"],
        "status-overdue-json": ["status", "--max-age", "0.0000001", "--format", "json"],
        "stories": ["stories"],
        "stories-json": ["stories", "--format", "json"],
        "stories-all": ["stories", "--all", "--since", "2025-12-01"],
        "history-none": ["history", "https://example.org/nothing"],
        "history-unknown-id": ["history", "0" * 16],
        "export": ["export"],
        "export-csv": ["export", "--format", "csv"],
        "export-files": ["export", "--format", "files", first, last],
        "export-query": ["export", "-a", "query=손정의 OR Son", "--language", "ko"],
        "export-topic": ["export", "-a", _TOPIC, "-a", "since=2025-10-01", "-a", "until=2026-01-31"],
        "export-nothing": ["export", "-a", "query=nobodyhasthisword", "--format", "csv"],
        "bad-related-depth": ["related", id_of(article_of(suite, first)), "--depth", "x"],
        "bad-related-format": ["related", id_of(article_of(suite, first)), "--format", "svg"],
        "bad-stories-since": ["stories", "--since", "2025-02-30"],
        "bad-stories-argument": ["stories", "x"],
        "bad-history-two": ["history", "x", "y"],
        "explain-address": ["explain", article_of(suite, first), "--replay", "fixtures"],
        "explain-404": ["explain", article_of(suite, first) + "1", "--replay", "fixtures", "-L", "WARNING"],
    }
    for spider in suite.spiders:
        url = article_of(suite, spider)
        told[f"related-{spider}"] = ["related", id_of(url)]
        told[f"related-{spider}-json"] = ["related", url, "--format", "json", "--depth", "2"]
    for form in ("dot", "graphml"):
        told[f"related-{form}"] = ["related", article_of(suite, first), "--format", form, "--depth", "3"]
    for spider in changed:
        for place, url in enumerate(sorted(pages_of(suite.fixtures / spider / "later"))):
            told[f"history-{spider}-{place}"] = ["history", url]
        told[f"history-{spider}-full"] = ["history", article_of(suite, spider, "article-2"), "--full"]
    gone = article_of(suite, first, "article-2")
    return told | {
        "stories-again": ["stories", "--again", "--format", "json"],
        "forget": ["forget", gone],
        "forget-id": ["forget", id_of(article_of(suite, last))],
        "forget-twice": ["forget", gone],
        "history-forgotten": ["history", gone],
        "export-after": ["export", "--format", "files"],
        "crawl-forgotten": ["crawl", first, "--replay", "fixtures", *_IN_TURN],
        "status-after": ["status"],
    }


def dump_explanations(suite: Suite, spider: str) -> None:
    """Explains every saved page, for people and for programs."""
    mask = suite.mask()
    pages = sorted((suite.fixtures / spider).rglob("*.html"))
    names = [str(page.relative_to(suite.project)) for page in pages]
    done = suite.many([words for name in names for words in (["explain", name], ["explain", name, "--json"])])
    for place, page in enumerate(pages):
        name = f"explain/{page.relative_to(suite.fixtures).with_suffix('')}"
        suite.write(f"{name}.txt", mask(done[2 * place].told()))
        suite.write(f"{name}.json.txt", mask(done[2 * place + 1].told()))


def dump_help(suite: Suite) -> None:
    """Has every command say what it takes."""
    mask = suite.mask()
    (listed,) = suite.many([["-h"]])
    commands = re.findall(r"^  ([a-z]\w*)  +\S", listed.out, re.MULTILINE)
    suite.write("help/scrapy.txt", mask(listed.told()))
    for command, done in zip(commands, suite.many([[command, "--help"] for command in commands]), strict=True):
        suite.write(f"help/{command}.txt", mask(done.told()))


def dump_errors(suite: Suite) -> None:
    """Calls commands wrongly."""
    data = suite.folder("errors")
    mask = suite.mask(data)
    broken = data.parent / "broken.html"
    broken.write_text("<html></html>", encoding="utf-8")
    broken.with_suffix(".json").write_text("{broken", encoding="utf-8")
    alone = data.parent / "alone.html"
    alone.write_text("<html><p>Nothing.</p></html>", encoding="utf-8")
    commands = [*mistyped(suite), ["explain", str(broken)], ["explain", str(alone)]]
    commands += [["explain", str(alone), "--spider", "nope"], ["demo", "--data", str(data.parent)]]
    # What Scrapy itself finds wrong is told before there are settings.
    done = suite.many([[*words, "-s", f"DATA_DIR={data}"] if "DATA_DIR=" not in words else words for words in commands])
    told = [f"{each.told()}--- data was {'' if data.exists() else 'not '}made\n\n" for each in done]
    suite.write("errors.txt", mask("".join(told)))


def mistyped(suite: Suite) -> list[list[str]]:
    """Returns commands that are wrong."""
    spider, other = suite.spiders[0], suite.spiders[-1]
    alien = article_of(suite, other)
    arguments = [
        "depth=x", "depth=-1", "depth=11", "limit=0", "limit=1.5", "url=foo", "url=", f"url={alien}", "url=@/nope",
        "limt=3", "query=OR x", "query=", 'query="open', "topic=x", f"topic=fixtures/{spider}/robots.txt",
        "since=2025-02-30", "since=1980-01-01", "since=2999-01-01", "until=yesterday", "depth",
    ]  # fmt: skip
    settings = [
        "DOWNLOAD_DELAY=abc", "DOWNLOAD_DELAY=-1", "CONCURRENT_REQUESTS=1.5", "ROBOTSTXT_OBEY=maybe", "LOG_LEVEL=LOUD",
        "LOG_FILE=/no/such/folder/log", "EXTRACTION_PROCESSES=0", "DATADIR=somewhere", "DATA_DIR=", "DOWNLOAD_DELAYS=9",
    ]  # fmt: skip
    replayed = [spider, "--replay", "fixtures"]
    return [
        *(["crawl", spider, "-a", argument] for argument in arguments),
        *(["crawl", *replayed, "-s", setting] for setting in settings),
        ["crawl", spider, "-a", "since=2025-02-01", "-a", "until=2025-01-01"],
        ["crawl", spider, "-a", "query=x", "-a", _TOPIC],
        ["crawl"], ["crawl", "nope"], ["crawl", spider, other], ["crawl", spider, "--replay", "nope"],
        ["crawl", spider, "--replai", "fixtures"], ["crawl", spider, "-a"], ["crawl", *replayed, "--verdict", "."],
        ["crawl", *replayed, "--verdict", "/no/folder/x"], ["crawl", *replayed, "-O", ".:jsonlines"],
        ["ingest", "nope"], ["ingest", "--at-once", "0"], ["ingest", "--grace", "x"], ["ingest", "-O", "x.jsonl"],
        ["ingest", "--replay", "nope"], ["ingest", "-a", "depth=x"], ["ingest", "--at-ones", "2"],
        ["status"], ["status", "nope"], ["status", "--format", "xml"], ["status", "--max-age", "0"],
        ["stories"], ["stories", "--agian"], ["related", "x"], ["related", "x", "--depth"], ["history", "x"],
        ["forget", "x"], ["export"], ["export", "nope"], ["export", "--format", "xml"], ["export", "--fromat=csv"],
        ["export", "--language", "english"], ["export", "-a", "depth=1"], ["export", "-a", "since=x"],
        ["explain"], ["explain", "nope.html"], ["explain", "https://example.org/x"], ["explain", "x", "--json=1"],
        ["capture"], ["capture", spider], ["capture", "nope", "https://example.org/"],
        ["capture", spider, "https://example.org/"], ["capture", spider, "x", "--nmae", "y"],
        ["demo", "x"], ["demo", "--replay", "nope"], ["demo", "--data"], ["nosuchcommand"],
    ]  # fmt: skip


def dump_failures(suite: Suite) -> None:
    """Has runs fail that were called rightly."""
    spider = suite.spiders[0]
    cases = {
        "no-driver": ["-s", "CATALOGUE_URL=mysql://somebody:secret@127.0.0.1/articles"],
        "export-full": ["-a", "limit=1", "-O", "/dev/full:jsonlines"],
        "verdict-full": ["-a", "limit=1", "--verdict", "/dev/full"],
        "not-writable": ["-s", "DATA_DIR=/proc/nobody-may-write-here"],
        "no-extension": ["-s", 'EXTENSIONS={"nowhere.Nothing": 1}'],
    }
    for name, words in cases.items():
        data = suite.folder(f"failures-{name}")
        mask = suite.mask(data)
        done = suite.scrapy(
            "crawl", spider, "--replay", "fixtures", "-s", f"DATA_DIR={data}", "-L", "ERROR", *_IN_TURN, *words
        )
        done.err = re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[[^]]*\] ", "", done.err, flags=re.MULTILINE)
        suite.write(f"failures/{name}.txt", mask(done.told()))


def dump(project: Path, out: Path, at_once: int, only: str) -> None:
    """Dumps all, so many commands at once; `only` names the parts to be dumped, by a pattern."""
    began = time.monotonic()
    if out.exists() and any(out.iterdir()) and not (out / "spiders.txt").exists():
        sys.exit(f"{out} holds something else")
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="golden-") as work, ThreadPoolExecutor(at_once) as pool:
        suite = Suite(project, out, Path(work))
        listed = suite.scrapy("list")
        suite.write("spiders.txt", suite.mask()(listed.told()))
        suite.spiders = sorted(listed.out.split())
        later, broken, empty = later_state(suite), broken_state(suite), suite.work / "empty"
        empty.mkdir()
        parts: dict[str, Callable[[], None]] = {"reading": lambda: dump_reading(suite, later)}
        parts |= {f"again-{name}": (lambda name=name: dump_again(suite, name, later)) for name in suite.spiders}
        parts |= {"ingest": lambda: dump_ingest(suite), "demo": lambda: dump_demo(suite)}
        for name in suite.spiders:
            parts[f"explain-{name}"] = lambda name=name: dump_explanations(suite, name)
            parts[f"every-{name}"] = lambda name=name: dump_every(suite, name)
            runs = [(mode, words, None) for mode, words in modes(suite, name).items()]
            for mode, words, replay in [*runs, ("empty", [], empty), ("broken", [], broken)]:
                parts[f"{mode}-{name}"] = lambda told=(name, mode, words, replay): dump_mode(suite, *told)
        parts |= {name: (lambda told=told: told(suite)) for name, told in _REST.items()}
        chosen = {name: part for name, part in parts.items() if fnmatch.fnmatch(name, only)}
        for name, future in {name: pool.submit(_timed, part) for name, part in chosen.items()}.items():
            sys.stderr.write(f"{name}: {future.result():.1f} s\n")
    files = sum(path.is_file() for path in out.rglob("*"))
    used = os.times()
    seconds = used.children_user + used.children_system
    sys.stdout.write(f"{out}: {files} files in {time.monotonic() - began:.0f} s, {seconds:.0f} s of CPU\n")


_REST = {"failures": dump_failures, "errors": dump_errors, "help": dump_help}


def _timed(part: Callable[[], None]) -> float:
    began = time.monotonic()
    part()
    return time.monotonic() - began


# --- Comparing ------------------------------------------------------------------------------------------------


@dataclass
class Renamed:
    """What the second dump calls otherwise than the first, and what only one of them has."""

    tables: dict[str, str]
    columns: dict[str, str]
    messages: list[dict[str, str]]
    drop: dict[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> Renamed:
        """Reads a map; one that is not there renames nothing."""
        told = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if unknown := told.keys() - {"tables", "columns", "messages", "drop"}:
            sys.exit(f"{path}: no such tables: {', '.join(sorted(unknown))}")
        return cls(*(told.get(name, kind()) for name, kind in (("tables", dict), ("columns", dict),
                                                              ("messages", list), ("drop", dict))))  # fmt: skip

    def table(self, name: str) -> str:
        """Returns what a table is called now."""
        return self.tables.get(name, name)

    def column(self, table: str, name: str) -> str:
        """Returns what a column of a table, by its former name, is called now."""
        return self.columns.get(f"{table}.{name}", name)

    def is_dropped(self, kind: str, *names: str) -> bool:
        """Tells whether a file, table or column, by any of its names, is not to be compared."""
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in self.drop.get(kind, ()) for name in names)

    def words(self, name: str, text: str) -> str:
        """Returns a text of a file, or its name, in today's words."""
        for told in self.messages:
            if fnmatch.fnmatchcase(name, told.get("files", "*")):
                text = text.replace(told["before"], told["after"])
        return text

    def said(self, name: str, value: Any) -> Any:
        """Returns a value of JSON in a file in today's words."""
        if isinstance(value, str):
            return self.words(name, value)
        if isinstance(value, list):
            return [self.said(name, each) for each in value]
        if isinstance(value, dict):
            return {self.words(name, key): self.said(name, each) for key, each in value.items()}
        return value


# Files whose lines stand in the order of their words.
_IN_ORDER = {"log.txt", "files.txt", "stats.txt", "schema.jsonl", "items.jsonl"}


def load(folder: Path, renamed: Renamed, *, is_before: bool) -> dict[str, str]:
    """Returns the files of a dump in a form that can be compared, those of the first in the words of the second."""
    if not (folder / "spiders.txt").exists():
        sys.exit(f"{folder} is no dump")
    side = renamed if is_before else Renamed({}, {}, [], renamed.drop)
    loaded = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = str(path.relative_to(folder))
        told, text = side.words(name, name), path.read_text(encoding="utf-8")
        of_table = path.parent.name == "tables" and path.suffix == ".jsonl"
        if of_table:
            told = str(Path(told).with_name(f"{side.table(path.stem)}.jsonl"))
            if renamed.is_dropped("tables", path.stem, side.table(path.stem)):
                continue
        if renamed.is_dropped("files", name, told):
            continue
        if of_table or path.name == "items.jsonl":
            text = "".join(f"{_renamed_row(line, path.stem, name, side)}\n" for line in text.splitlines())
        elif path.name == "verdict.json":
            text = json.dumps(json.loads(_renamed_row(text, path.stem, name, side)), ensure_ascii=False, indent=1)
        elif path.name == "schema.jsonl":
            text = _renamed_schema(text, side)
        else:
            text = side.words(name, text)
        loaded[told] = "\n".join(sorted(text.split("\n"))) if of_table or path.name in _IN_ORDER else text
    return loaded


def _renamed_row(line: str, table: str, name: str, side: Renamed) -> str:
    """Returns a row, or an item or a verdict, in today's words; `table` is what it was of."""
    row = {}
    for column, value in json.loads(line).items():
        called = side.column(table, column)
        if not side.is_dropped("columns", f"{table}.{column}", f"{side.table(table)}.{called}"):
            row[called] = side.said(name, value)
    # Columns may stand in another order; the fields of what is exported may not.
    return json.dumps(row, ensure_ascii=False, sort_keys=table not in {"items", "verdict"})


def _renamed_schema(text: str, side: Renamed) -> str:
    lines = []
    for line in map(json.loads, text.splitlines()):
        table, columns = line["table"], line["columns"]
        now = {"table": side.table(table), "columns": [side.column(table, name) for name in columns]}
        names = [f"{table}.{name}" for name in columns] + [f"{now['table']}.{name}" for name in now["columns"]]
        if not side.is_dropped("tables", table, now["table"]) and not side.is_dropped("columns", *names):
            lines.append(json.dumps(line | now, ensure_ascii=False, sort_keys=True))
    return "".join(f"{line}\n" for line in lines)


def compare(before: Path, after: Path, renamed: Renamed, most: int, most_of_one: int) -> int:
    """Prints where two dumps differ, as far as that is not too long; returns how many files do."""
    old, new = load(before, renamed, is_before=True), load(after, renamed, is_before=False)
    differing = [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    printed = 0
    for name in differing:
        if name in old and name in new:
            lines = list(_difference(name, old[name], new[name]))
        else:
            lines = [f"only {'after' if name in new else 'before'}: {name}"]
        shown = lines[: max(0, min(most_of_one, most - printed))]
        printed += len(shown)
        sys.stdout.writelines(f"{line}\n" for line in shown)
        if shown and len(shown) < len(lines):
            sys.stdout.write(f"… {name}: {len(lines) - len(shown)} more lines\n")
    if printed >= most:
        sys.stdout.write("… and so on; --lines shows more\n")
    sys.stdout.write(f"{len(old.keys() | new.keys())} files, {len(differing)} differ\n")
    return len(differing)


def _difference(name: str, old: str, new: str) -> Iterable[str]:
    one, two = (list(_lines(name, text)) for text in (old, new))
    return difflib.unified_diff(one, two, f"before/{name}", f"after/{name}", lineterm="", n=2)


def _lines(name: str, text: str) -> Iterator[str]:
    """Yields the lines of a text, one for each field of a row, and none that nobody would read to its end."""
    for line in text.split("\n"):
        told = json.dumps(json.loads(line), ensure_ascii=False, indent=1) if name.endswith(".jsonl") and line else line
        for each in told.split("\n"):
            yield from textwrap.wrap(each, 200, drop_whitespace=False, break_on_hyphens=False) or [""]


def main() -> int:
    """Does what the command line asks for; 1 where two dumps differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    dumping = commands.add_parser("dump", help="write what the suite of a tree gives")
    dumping.add_argument("out", type=Path)
    dumping.add_argument("--project", type=Path, default=Path(), help="root of a tree with .venv (default: here)")
    dumping.add_argument("--at-once", type=int, default=2, help="commands side by side (default: 2)")
    dumping.add_argument("--only", default="*", help="parts to dump, as again-kbs, explain-*, reading (default: all)")
    comparing = commands.add_parser("compare", help="show where two dumps differ")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--map", type=Path, default=Path(__file__).with_name("golden_map.toml"))
    comparing.add_argument("--lines", type=int, default=600, help="of all differences (default: 600)")
    comparing.add_argument("--lines-of-one", type=int, default=60, help="of one file's (default: 60)")
    told = parser.parse_args()
    if told.command == "dump":
        dump(told.project.resolve(), told.out.resolve(), told.at_once, told.only)
        return 0
    renamed = Renamed.read(told.map)
    return min(1, compare(told.before, told.after, renamed, told.lines, told.lines_of_one))


if __name__ == "__main__":
    sys.exit(main())
