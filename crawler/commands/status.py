"""`scrapy status`: the last runs of every outlet, when it last worked, what is wrong, and whether it is still run."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.health import state_of
from crawler.usage import data_directory, have_streams, usage
from crawler.verdict import OK, OVERDUE, STORAGE, worst

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from scrapy.settings import Settings

    from crawler.health import State

# As many as say how often an outlet is run.
_RUNS = 30


class Command(ScrapyCommand):
    """Exits with 0 where every outlet's last run ended well and none is overdue, else with the worst of their codes."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] [spider …]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Show the last runs of the outlets; exit 0 if all is well"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the format, and how old a last run may be."""
        super().add_options(parser)
        parser.add_argument("--format", choices=("table", "json"), default="table", help="json: for monitors")
        parser.add_argument(
            "--max-age", metavar="HOURS", help="an older last run is overdue (default: three times the usual interval)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks the options."""
        have_streams()
        with usage("status"):
            super().process_options(args, opts)
            self._check(args, opts)

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        names = get_spider_loader(self.settings).list()
        if unknown := [name for name in args if name not in names]:
            raise UsageError(f"no spider {', '.join(unknown)}; there are {', '.join(names)}")
        if not self.settings["CATALOGUE_URL"] and not self._directory.joinpath("catalogue.sqlite").exists():
            raise UsageError(f"no catalogue in {self._directory}: nothing was run yet")
        self._longest = _hours(opts.max_age)

    @property
    def _directory(self) -> Path:
        return data_directory(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the table, or the same as JSON."""
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        from crawler.database import cause  # noqa: PLC0415 - as above

        try:
            states = [self._state(name) for name in args or get_spider_loader(self.settings).list()]
        except (OSError, SQLAlchemyError) as error:
            sys.stderr.write(f"scrapy status: the catalogue cannot be read: {cause(error)}\n")
            self.exitcode = STORAGE
            return
        codes = [state.exit_code or OK for state in states]
        self.exitcode = worst([*codes, OVERDUE] if any(state.overdue for state in states) else codes)
        if opts.format == "json":
            told = {"exit_code": self.exitcode, "outlets": [asdict(state) for state in states]}
            sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        else:
            Console().print(_table(states))

    def _state(self, name: str) -> State:
        from crawler.catalogue import Catalogue  # noqa: PLC0415 - SQLAlchemy, for which no other command waits
        from crawler.extensions import OutletLock, catalogue_address, now  # noqa: PLC0415 - likewise

        catalogue = Catalogue(catalogue_address(self.settings), name)
        try:
            runs = catalogue.runs.last(_RUNS)
            lock = OutletLock(self._directory / f"{name}.lock")
            running = bool(runs) and not lock.take()
            lock.free()
            good = catalogue.runs.last_good()
            return state_of(name, runs, good, now(), running=running, longest=self._longest)
        finally:
            catalogue.close()


def _hours(told: str | None) -> timedelta | None:
    try:
        hours = timedelta(hours=float(told)) if told is not None else None
    except (ValueError, OverflowError):
        hours = timedelta()
    if hours is not None and hours <= timedelta():
        raise UsageError(f"--max-age: {told!r} is no number of hours")
    return hours


def _table(states: Sequence[State]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("outlet", "last run (UTC)", "exit", "last good run", "what it said"):
        table.add_column(column, no_wrap=column != "what it said", overflow="fold")
    for state in states:
        counts, _, why = state.said.rpartition("; ")
        said = [f"{why} ({state.failing} runs in a row)" if state.failing > 1 else why, counts]
        if state.overdue:
            often = f", usually every {_span(state.usual)}" if state.usual else ""
            said.insert(0, f"overdue: no run for {_span(state.age or 0)}{often}")
        if state.under_way:
            said.append("one is under way")
        table.add_row(
            state.outlet,
            (state.last_run or "–")[:16],
            "–" if state.exit_code is None else str(state.exit_code),
            (state.last_good_run or ("never" if state.last_run else "–"))[:16],
            "; ".join(filter(None, said)),
        )
    return table


def _span(seconds: int) -> str:
    """Returns a time in its largest unit of which it has two, in words."""
    for unit, length in (("days", 86400), ("hours", 3600)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds // 60} minutes"
