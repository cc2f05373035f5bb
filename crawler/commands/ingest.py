"""`scrapy ingest [NAME …]`: runs several outlets side by side, each in a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import BaseRunSpiderCommand
from scrapy.spiderloader import get_spider_loader

from crawler.verdict import OK, USAGE, worst

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings


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
        """Adds replay."""
        super().add_options(parser)
        parser.add_argument("--replay", metavar="FOLDER", help="answer from saved pages, never from the network")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Starts the runs, waits for them, and prints what each says."""
        names = get_spider_loader(self.settings).list()
        if unknown := [name for name in args if name not in names]:
            sys.stderr.write(f"scrapy ingest: no spider {', '.join(unknown)}; there are {', '.join(names)}\n")
            self.exitcode = USAGE
            return
        if opts.output or opts.overwrite_output:
            sys.stderr.write("scrapy ingest: -o and -O are for one outlet: scrapy crawl NAME -O FILE\n")
            self.exitcode = USAGE
            return
        passed = [part for setting in opts.set for part in ("-s", setting)]
        passed += [part for name, value in opts.spargs.items() for part in ("-a", f"{name}={value}")]
        passed += ["--replay", opts.replay] if opts.replay else []
        passed += ["-L", opts.loglevel] if opts.loglevel else []
        passed += ["--logfile", opts.logfile] if opts.logfile else []
        passed += ["--nolog"] if opts.nolog else []
        with tempfile.TemporaryDirectory() as folder:
            verdicts = {name: Path(folder) / f"{name}.json" for name in args or names}
            crawl = [sys.executable, "-m", "scrapy", "crawl"]
            runs = {
                name: subprocess.Popen([*crawl, name, *passed, "--verdict", str(path)])  # noqa: S603 - our own command
                for name, path in verdicts.items()
            }

            # Whoever stops this one means them all.
            def stop_all(*_: object) -> None:
                for run in runs.values():
                    run.terminate()

            signal.signal(signal.SIGTERM, stop_all)
            try:
                codes = {name: run.wait() for name, run in runs.items()}
            except KeyboardInterrupt:
                # They have had the signal too, and are closing.
                codes = {name: run.wait() for name, run in runs.items()}
            for name, code in codes.items():
                line = f"{name}: exit {code}"
                if verdicts[name].exists():
                    line = json.loads(verdicts[name].read_text(encoding="utf-8"))["verdict"]
                if code != OK or sys.stdout.isatty():
                    sys.stdout.write(f"{line}\n")
        self.exitcode = worst(abs(code) for code in codes.values())
