"""`scrapy crawl`: as Scrapy's own, with checked arguments, replay, and an exit code that tells the truth."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader

from crawler.cli.usage import check_file, check_settings, check_spiders, complain_in_one_line, usage
from crawler.monitoring.verdict import BUG, LOCKED, OK, SIGNALS, STORAGE, worst

if TYPE_CHECKING:
    import argparse
    from types import FrameType

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings, Settings

    from crawler.crawl.run import Run


def use_replay(settings: BaseSettings, folder: str) -> None:
    """Has every request answered from a folder of saved pages."""
    for name, value in (
        ("HTTPCACHE_ENABLED", True),
        ("HTTPCACHE_STORAGE", "crawler.fetch.replay.ReplayStorage"),
        ("HTTPCACHE_DIR", str(Path(folder).resolve())),
        ("HTTPCACHE_IGNORE_MISSING", True),
        ("HTTPCACHE_IGNORE_SCHEMES", []),
        ("DOWNLOAD_DELAY", 0),
        # Nothing is to be gained by asking a folder twice.
        ("RETRY_ENABLED", False),
    ):
        settings.set(name, value, priority="cmdline")


def check_replay(folder: str | None) -> None:
    """Raises UsageError where there is no such folder of saved pages."""
    if folder and not Path(folder).is_dir():
        raise UsageError(f"--replay: no folder {folder!r}")


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
        complain_in_one_line(parser, "crawl")
        parser.add_argument("--replay", metavar="FOLDER", help="answer from saved pages, never from the network")
        parser.add_argument("--verdict", metavar="FILE", help="write the verdict on the run to FILE, as JSON")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks everything that can be checked before Scrapy starts; what is wrong is one line and exit 2."""
        with usage("crawl", args):
            super().process_options(args, opts)
            self._check(args, opts)
        if opts.replay:
            use_replay(self.settings, opts.replay)
        be_quiet_without_terminal(self.settings)

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("takes the name of one spider; `scrapy list` shows them")
        check_spiders(self.settings, args)
        spider: Any = get_spider_loader(self.settings).load(args[0])
        spider.check(opts.spargs)
        check_settings(self.settings, opts.set)
        check_replay(opts.replay)
        check_file("--verdict", opts.verdict)
        for uri in self.settings.getdict("FEEDS"):
            if Path(uri.removeprefix("file://")).is_dir():
                raise UsageError(f"-o or -O: {uri!r} is a folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs the spider."""
        if self.crawler_process is None:
            raise UsageError("needs a crawler process")
        crawler = self.crawler_process.create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        signals = SignalLog(self.crawler_process)
        self.crawler_process.start()
        from crawler.crawl.run import Run  # noqa: PLC0415 - brings SQLAlchemy, for which no other command waits

        run = None
        with suppress(RuntimeError):
            # Scrapy has not come so far where a setting is no good, and has said so.
            run = crawler.get_extension(Run)
        # A signal before the run was opened, or a second one, ends it before there is a verdict on it.
        self.exitcode = run.verdict.code if run and run.verdict else SIGNALS.get(signals.first, BUG)
        if self.exitcode not in {LOCKED, *SIGNALS.values()} and _export_failed(crawler):
            # The catalogue has all that was stored; what was asked for beside it has not.
            sys.stderr.write(f"scrapy crawl: {args[0]}: the export failed, see the log\n")
            self.exitcode = worst([self.exitcode, STORAGE])
        if opts.verdict and run and run.verdict:
            self.exitcode = worst([self.exitcode, write_verdict(opts.verdict, verdict_json(run))])


class SignalLog:
    """Which signal was the first to stop a process of Scrapy's; empty where none was."""

    def __init__(self, process: Any) -> None:
        self.first = ""
        # Scrapy takes it when its reactor starts, and there is no other place to learn of a signal before a run opens.
        self._pass_on, process._signal_shutdown = process._signal_shutdown, self._note  # noqa: SLF001
        if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
            # Whose terminal is closed is told to stop; nohup has it ignored.
            signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.first = self.first or signal.Signals(number).name
        self._pass_on(number, frame)


def _export_failed(crawler: Crawler) -> bool:
    """Tells whether a file that was asked for by -o or -O was not written."""
    if not crawler.settings.getdict("FEEDS"):
        return False
    from scrapy.extensions.feedexport import FeedExporter  # noqa: PLC0415 - few runs export

    exporter, stats = crawler.get_extension(FeedExporter), crawler.stats.get_stats()
    if exporter is None:
        # It says in the log why it is not there.
        return True
    due = stats.get("item_scraped_count") or any(slot.store_empty for slot in exporter.slots)
    count = {way: sum("feedexport/" + way in name for name in stats) for way in ("success_count", "failed_count")}
    return bool(count["failed_count"] or (due and not count["success_count"]))


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
    facts, verdict = run.stats, run.verdict
    told = {
        "spider": facts.spider,
        "exit_code": verdict.code if verdict else BUG,
        "verdict": verdict.line if verdict else "",
        "pages": dict(facts.pages),
        "waiting": dict(facts.backing_off),
        "lists": [asdict(read) for read in facts.lists],
        "fields": dict(facts.fields),
        "kept": facts.suspects,
    }
    return json.dumps(told, ensure_ascii=False)
