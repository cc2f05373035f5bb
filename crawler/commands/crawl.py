"""`scrapy crawl`: as Scrapy's own, with checked arguments, replay, and an exit code that tells the truth."""

from __future__ import annotations

import json
import logging
import math
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.verdict import BUG, OK, SIGNALS, STORAGE, USAGE, worst

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings, Settings

    from crawler.extensions import Run


def use_replay(settings: BaseSettings, folder: str) -> None:
    """Has every request answered from a folder of saved pages."""
    for name, value in (
        ("HTTPCACHE_ENABLED", True),
        ("HTTPCACHE_STORAGE", "crawler.replay.ReplayStorage"),
        ("HTTPCACHE_DIR", str(Path(folder).resolve())),
        ("HTTPCACHE_IGNORE_MISSING", True),
        ("HTTPCACHE_IGNORE_SCHEMES", []),
        ("DOWNLOAD_DELAY", 0),
        # Nothing is to be gained by asking a folder twice.
        ("RETRY_ENABLED", False),
    ):
        settings.set(name, value, priority="cmdline")


def have_streams() -> None:
    """Makes sure that there is something to write to, whoever started this, and in whatever its letters are."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as this lives
        getattr(sys, name).reconfigure(errors="replace")


def check_settings(settings: BaseSettings, given: Iterable[str]) -> None:
    """Raises UsageError where a setting of the command line is no number or truth value, and its default is one."""
    defaults = get_project_settings()
    for name in (pair.partition("=")[0] for pair in given):
        default = defaults.get(name)
        try:
            if isinstance(default, bool):
                settings.getbool(name)
            elif isinstance(default, int | float) and not 0 <= settings.getfloat(name) < math.inf:
                raise ValueError  # noqa: TRY301
            elif isinstance(default, int):
                settings.getint(name)
            elif name == "LOG_LEVEL" and not isinstance(logging.getLevelName(settings[name]), int):
                raise ValueError  # noqa: TRY301
        except ValueError:
            raise UsageError(f"-s {name}: {settings[name]!r} is no {_KINDS.get(type(default), 'level')}") from None


_KINDS = {bool: "truth value: 0 or 1", int: "number from 0", float: "number from 0"}


def be_quiet_without_terminal(settings: BaseSettings) -> None:
    """Lets only trouble be written where nobody watches, unless a log level was asked for: cron mails it."""
    asked = settings.getpriority("LOG_LEVEL") or 0
    if asked <= SETTINGS_PRIORITIES["project"] and not sys.stderr.isatty() and not settings["LOG_FILE"]:
        settings.set("LOG_LEVEL", "WARNING", priority="project")


class Command(ScrapyCrawl):
    """Runs one outlet's spider and exits with the verdict on the run."""

    settings: Settings

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Run an outlet's spider; the exit code says what came of it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--replay`."""
        super().add_options(parser)
        parser.add_argument("--replay", metavar="FOLDER", help="answer from saved pages, never from the network")
        parser.add_argument("--verdict", metavar="FILE", help="write the verdict on the run to FILE, as JSON")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks everything that can be checked before Scrapy starts; what is wrong is one line and exit 2."""
        try:
            super().process_options(args, opts)
            self._check(args, opts)
        except (ValueError, UsageError) as error:
            sys.stderr.write(f"scrapy crawl: {error}\n")
            raise SystemExit(USAGE) from None
        if opts.replay:
            use_replay(self.settings, opts.replay)
        have_streams()
        be_quiet_without_terminal(self.settings)

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("takes the name of one spider; `scrapy list` shows them")
        loader = get_spider_loader(self.settings)
        if args[0] not in loader.list():
            raise UsageError(f"no spider {args[0]!r}; there are {', '.join(loader.list())}")
        spider: Any = loader.load(args[0])
        spider.check(opts.spargs)
        check_settings(self.settings, opts.set)
        if opts.replay and not Path(opts.replay).is_dir():
            raise UsageError(f"--replay: no folder {opts.replay!r}")

        check_verdict(opts.verdict)
        for uri in self.settings.getdict("FEEDS"):
            if Path(uri.removeprefix("file://")).is_dir():
                raise UsageError(f"-o or -O: {uri!r} is a folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs the spider."""
        if self.crawler_process is None:
            raise UsageError("needs a crawler process")
        crawler = self.crawler_process.create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        from crawler.extensions import Run  # noqa: PLC0415 - brings SQLAlchemy, for which no other command waits

        run = None
        with suppress(RuntimeError):
            # Scrapy has not come so far where a setting is no good, and has said so.
            run = crawler.get_extension(Run)
        # A second signal ends a run before there is a verdict on it.
        self.exitcode = run.verdict.code if run and run.verdict else SIGNALS.get(run.signal if run else "", BUG)
        if any(name.startswith("feedexport/failed_count/") for name in crawler.stats.get_stats()):
            # The catalogue has all that was stored; what was asked for beside it has not.
            sys.stderr.write(f"scrapy crawl: {args[0]}: the export failed, see the log\n")
            self.exitcode = worst([self.exitcode, STORAGE])
        if opts.verdict and run and run.verdict:
            self.exitcode = worst([self.exitcode, write_verdict(opts.verdict, verdict_json(run))])


def check_verdict(path: str | None) -> None:
    """Raises UsageError for a file that cannot be one."""
    if path and not Path(path).resolve().parent.is_dir():
        raise UsageError(f"--verdict: no folder {str(Path(path).parent)!r}")
    if path and Path(path).is_dir():
        raise UsageError(f"--verdict: {path!r} is a folder")


def write_verdict(path: str, told: str) -> int:
    """Writes a verdict to its file and returns the code for that."""
    try:
        Path(path).write_text(told + "\n", encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"--verdict: not written: {error}\n")
        return STORAGE
    return OK


def verdict_json(run: Run) -> str:
    """Returns a run's verdict and what it rests on, as JSON."""
    facts, verdict = run.facts, run.verdict
    told = {
        "spider": facts.spider,
        "exit_code": verdict.code if verdict else BUG,
        "verdict": verdict.line if verdict else "",
        "pages": dict(facts.pages),
        "lists": [asdict(read) for read in facts.lists],
        "fields": dict(facts.fields),
        "kept": facts.kept,
    }
    return json.dumps(told, ensure_ascii=False)
