"""`scrapy ingest [NAME …]`: runs several outlets side by side, each in a process of its own."""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import BaseRunSpiderCommand

from crawler.cli.outlet_processes import OutletProcesses, verdict_without_run
from crawler.cli.project import spider_files
from crawler.cli.replay_option import add_replay_option, check_replay
from crawler.cli.screen import say
from crawler.cli.usage import (
    UsageError,
    check_file,
    check_settings,
    check_spiders,
    list_arguments,
    one_line_errors,
    printing,
    usage,
)
from crawler.cli.verdict_file import write_verdict
from crawler.exit_codes import ExitCode, worst
from crawler.program import typed
from crawler.store.database_url import CATALOGUE_URL, catalogue_url

if TYPE_CHECKING:
    from scrapy.settings import Settings


class Command(BaseRunSpiderCommand):
    """Prints the verdict of each outlet and exits with the worst code; this is the command for cron."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] [spider …]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Run the spiders of several outlets, or of all, side by side"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--replay`, `--verdict`, `--grace` and `--at-once`, and lists the arguments of spiders."""
        super().add_options(parser)
        one_line_errors(parser, "ingest", self.syntax())
        for names in (("-o", "--output"), ("-O", "--overwrite-output")):
            # Scrapy adds them to every command that runs spiders; this one refuses them.
            parser.add_argument(*names, action="append", help=argparse.SUPPRESS)
        add_replay_option(parser)
        list_arguments(parser)
        parser.add_argument("--verdict", metavar="FILE", help="write the verdicts of all runs to FILE as JSON")
        parser.add_argument(
            "--grace", metavar="SECONDS", default="60",
            help="kill a run that has not ended so long after its time limit or a signal to stop (default: 60)",
        )  # fmt: skip
        parser.add_argument(
            "--at-once", metavar="N",
            help="run at most N outlets side by side, to save memory (default: all)",
        )  # fmt: skip

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks arguments and settings before any run starts; a usage error is one line and exit 2."""
        with usage("ingest", args):
            super().process_options(args, opts)
            check_spiders(self.settings, args, may_be_broken=True)
            if opts.output or opts.overwrite_output:
                raise UsageError(f"-o and -O are for one outlet: {typed('crawl', 'NAME', '-O', 'FILE')}")
            self._grace = _number("--grace", opts.grace, float, least=0)
            self._at_once = _number("--at-once", opts.at_once, int, least=1) if opts.at_once else math.inf
            check_replay(opts.replay)
            check_file("--verdict", opts.verdict)
            check_settings(self.settings, opts.set)
            # The second run of an outlet would find it locked by the first.
            from crawler.selection.arguments import read_arguments  # noqa: PLC0415 - for which no other command waits

            files = spider_files(self.settings)
            asked = list(dict.fromkeys(args)) or sorted([*files.outlets, *files.broken])
            self._names = [name for name in asked if name in files.outlets]
            self._broken = {name: files.broken[name] for name in asked if name in files.broken}
            for name in self._names:
                read_arguments(opts.spargs, files.outlets[name].addresses, name)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Starts the runs, waits for them, and prints their verdicts: all on a terminal, else what failed or warns."""
        shown = [setting for setting in opts.set if setting.partition("=")[0] != "CATALOGUE_URL"]
        options = [part for setting in shown for part in ("-s", setting)]
        options += [part for name, value in opts.spargs.items() for part in ("-a", f"{name}={value}")]
        options += ["--replay", opts.replay] if opts.replay else []
        options += ["-L", opts.loglevel] if opts.loglevel else []
        options += ["--logfile", opts.logfile] if opts.logfile else []
        options += ["--nolog"] if opts.nolog else []
        # Each run ends by itself after so long.
        limit = self.settings.getfloat("CLOSESPIDER_TIMEOUT")
        with tempfile.TemporaryDirectory() as folder:
            runs = OutletProcesses(Path(folder), limit, self._grace, self._at_once)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                # Under nohup a hang-up is ignored, here as in the runs.
                if signal.getsignal(number) != signal.SIG_IGN:
                    signal.signal(number, runs.stop)
            runs.start(self._names, options, {CATALOGUE_URL: catalogue_url(self.settings)})
            verdicts = runs.wait()
        verdicts += [verdict_without_run(name, why, ExitCode.BUG) for name, why in self._broken.items()]
        self.exitcode = worst(each["exit_code"] for each in verdicts)
        if opts.verdict:
            summary = {"exit_code": self.exitcode, "outlets": verdicts}
            self.exitcode = worst([self.exitcode, write_verdict(opts.verdict, json.dumps(summary, ensure_ascii=False))])
        with printing("ingest"):
            for each in verdicts:
                is_failure = each["exit_code"] != ExitCode.OK and each.get("is_due", True)
                if is_failure or each.get("is_warning") or sys.stdout.isatty():
                    say(each["verdict"])


def _number(option: str, given: str, kind: type[int | float], *, least: int) -> float:
    """Returns the number that an option was given; raises UsageError if it is none, or below `least`."""
    try:
        number = kind(given)
    except ValueError:
        number = math.nan
    if not least <= number < math.inf:
        raise UsageError(f"{option}: {given!r} is not a number of at least {least}")
    return number
