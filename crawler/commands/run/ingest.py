"""`scrapy ingest [NAME …]`: runs several outlets side by side, each in a process of its own."""

from __future__ import annotations

import argparse
import json
import math
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.cli.usage import check_file, check_settings, check_spiders, complain_in_one_line, printing, usage
from crawler.commands.run.crawl import check_replay, write_verdict
from crawler.monitoring.verdict import BUG, OK, worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.settings import Settings

# How often is looked whether a run has ended, in seconds.
_LOOK = 0.1
_MOMENT = 0.3


class Command(BaseRunSpiderCommand):
    """What cron calls: one line for each outlet, and the worst exit code."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] [spider …]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Run several outlets, or all, side by side"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds replay, the verdicts' file, the grace and how many run at once."""
        super().add_options(parser)
        complain_in_one_line(parser, "ingest")
        for names in (("-o", "--output"), ("-O", "--overwrite-output")):
            # Scrapy offers them to every command that runs spiders; here they are refused.
            parser.add_argument(*names, action="append", help=argparse.SUPPRESS)
        parser.add_argument("--replay", metavar="FOLDER", help="answer from saved pages, never from the network")
        parser.add_argument("--verdict", metavar="FILE", help="write the verdicts on all runs to FILE, as JSON")
        parser.add_argument(
            "--grace", metavar="SECONDS", default="60",
            help="kill a run that takes longer to end once it is told to, or its time is up (default: 60)",
        )  # fmt: skip
        parser.add_argument(
            "--at-once", metavar="N",
            help="no more than N runs side by side, where memory is short (default: all)",
        )  # fmt: skip

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks what can be checked before anything is started."""
        with usage("ingest", args):
            super().process_options(args, opts)
            check_spiders(self.settings, args)
            if opts.output or opts.overwrite_output:
                raise UsageError("-o and -O are for one outlet: scrapy crawl NAME -O FILE")
            self._grace = _number("--grace", opts.grace, float, least=0)
            self._at_once = _number("--at-once", opts.at_once, int, least=1) if opts.at_once else math.inf
            check_replay(opts.replay)
            check_file("--verdict", opts.verdict)
            check_settings(self.settings, opts.set)
            # One that is named twice would hold its own lock.
            self._names = list(dict.fromkeys(args)) or get_spider_loader(self.settings).list()
            for name in self._names:
                spider: Any = get_spider_loader(self.settings).load(name)
                spider.check(opts.spargs)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Starts the runs, waits for them, and prints what each says."""
        passed = [part for setting in opts.set for part in ("-s", setting)]
        passed += [part for name, value in opts.spargs.items() for part in ("-a", f"{name}={value}")]
        passed += ["--replay", opts.replay] if opts.replay else []
        passed += ["-L", opts.loglevel] if opts.loglevel else []
        passed += ["--logfile", opts.logfile] if opts.logfile else []
        passed += ["--nolog"] if opts.nolog else []
        # Each ends by itself when its time is up.
        limit = self.settings.getfloat("CLOSESPIDER_TIMEOUT")
        with tempfile.TemporaryDirectory() as folder:
            runs = Runs(Path(folder), limit, self._grace, self._at_once)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, runs.stop)
            runs.start(self._names, passed)
            told = runs.wait()
        self.exitcode = worst(each["exit_code"] for each in told)
        if opts.verdict:
            summary = {"exit_code": self.exitcode, "outlets": told}
            self.exitcode = worst([self.exitcode, write_verdict(opts.verdict, json.dumps(summary, ensure_ascii=False))])
        with printing("ingest"):
            for each in told:
                if each["exit_code"] != OK or sys.stdout.isatty():
                    sys.stdout.write(f"{each['verdict']}\n")


class Runs:
    """Runs of outlets, so many at once. Whoever stops this process means all; who does not end in time is killed."""

    def __init__(self, folder: Path, limit: float, grace: float, at_once: float) -> None:
        self._folder, self._at_once = folder, at_once
        # How long a run may take, and when it is killed; whoever is told to stop has the grace.
        self._longest, self._grace = (limit + grace if limit else math.inf), grace
        self._lasts: dict[str, float] = {}
        self._signal: signal.Signals | None = None
        self._pass_on: float | None = None
        self._passed: Sequence[str] = ()
        self._waiting: list[str] = []
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._failed: dict[str, tuple[str, int]] = {}

    def stop(self, number: int, _: object = None) -> None:
        """Has a signal passed on to all runs, a moment later: they may have had it, too, and then take it as one."""
        self._signal = signal.SIGINT if number == signal.SIGINT else signal.SIGTERM
        self._pass_on = time.monotonic() + _MOMENT

    def start(self, names: Sequence[str], passed: Sequence[str]) -> None:
        """Starts runs of the first outlets; the others follow as these end."""
        self._waiting, self._passed = list(names), passed
        self._start_next()

    def _start_next(self) -> None:
        """Starts runs as far as they may be under way; one that cannot be started does not keep others from it."""
        while self._waiting and (self._signal or len(self._under_way()) < self._at_once):
            name = self._waiting.pop(0)
            if self._signal:
                self._failed[name] = "stopped before it was started", 128 + self._signal
                continue
            command = [sys.executable, "-m", "scrapy", "crawl", name, *self._passed, "--verdict", str(self._file(name))]
            try:
                self._running[name] = subprocess.Popen(command)  # noqa: S603 - our own command
            except OSError as error:
                self._failed[name] = f"could not be started: {error}", BUG
            self._lasts[name] = time.monotonic() + self._longest

    def _under_way(self) -> list[str]:
        return [name for name, run in self._running.items() if run.poll() is None]

    def wait(self) -> list[dict[str, Any]]:
        """Waits for all runs and returns what each tells, with `spider`, `exit_code` and `verdict` at least."""
        while self._waiting or self._under_way():
            self._start_next()
            if self._signal and self._pass_on is not None and time.monotonic() > self._pass_on:
                for name in self._under_way():
                    self._running[name].send_signal(self._signal)
                    self._lasts[name] = self._pass_on + self._grace
                self._pass_on = None
            for name in self._under_way():
                if time.monotonic() > self._lasts[name]:
                    self._running[name].kill()
            time.sleep(_LOOK)
        told = [self._told(name, run.returncode) for name, run in self._running.items()]
        return told + [_without_run(name, *why) for name, why in self._failed.items()]

    def _told(self, name: str, code: int) -> dict[str, Any]:
        file = self._file(name)
        if code < 0:
            # As a shell has it.
            return _without_run(name, f"killed by {signal.Signals(-code).name}", 128 - code)
        if not file.exists():
            return _without_run(name, f"exit {code}", code)
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return told

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _number(option: str, given: str, kind: type[int | float], *, least: int) -> float:
    """Returns an option's number; raises UsageError where it is none, or too small."""
    try:
        number = kind(given)
    except ValueError:
        number = math.nan
    if not least <= number < math.inf:
        raise UsageError(f"{option}: {given!r} is no number from {least}")
    return number


def _without_run(name: str, why: str, code: int) -> dict[str, Any]:
    return {"spider": name, "exit_code": code, "verdict": f"{name}: {why}"}
