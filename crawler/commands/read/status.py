"""`scrapy status`: the last run of every outlet, its last good run, its failures, and whether it is overdue."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.cli.catalogue_command import CatalogueCommand, catalogue_place
from crawler.cli.formats.cells import to_json
from crawler.cli.project import spider_files
from crawler.cli.usage import UsageError, check_choice, check_spiders, report_broken_spiders
from crawler.clock import utc_now
from crawler.exit_codes import ExitCode, worst
from crawler.monitoring.health import outlet_health
from crawler.program import as_typed_here
from crawler.store.files.paths import data_directory
from crawler.store.files.run_lock import RunLock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    import sqlalchemy as sa
    from rich.table import Table

    from crawler.monitoring.health import State

_FORMATS = ("table", "json")
# Enough to know the usual interval between runs.
_RUNS = 30


class Command(CatalogueCommand):
    """Exits with 0 if every outlet's last run ended well and none is overdue, else with the worst of their codes."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] [spider …]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Show the last run of each outlet; exit 0 if all is well"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--format` and `--max-age`."""
        super().add_options(parser)
        parser.add_argument("--format", default="table", help=f"{', '.join(_FORMATS)} (default: table)")
        parser.add_argument(
            "--max-age",
            metavar="HOURS",
            help="an outlet whose last run is older is overdue (default: three times its usual interval)",
        )

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError if an outlet or an option is wrong."""
        check_spiders(self.settings, args, may_be_broken=True)
        check_choice("--format", opts.format, _FORMATS)
        self._longest = _hours(opts.max_age)

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the table, or the same as JSON."""
        from crawler.store.run_log import has_runs  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        if not has_runs(engine):
            raise UsageError(f"no run is recorded in {catalogue_place(self.settings)}: none has begun")
        files = spider_files(self.settings)
        names = list(dict.fromkeys(args)) or sorted([*files.names, *files.broken])
        states = [self._state(engine, name) for name in names]
        codes = [state.exit_code or ExitCode.OK for state in states]
        codes.append(report_broken_spiders(self.settings, self.name, args))
        self.exitcode = worst([*codes, ExitCode.OVERDUE] if any(state.overdue for state in states) else codes)
        if opts.format == "json":
            report = {"exit_code": self.exitcode, "outlets": [asdict(state) for state in states]}
            sys.stdout.write(to_json(report, indent=1) + "\n")
        else:
            from crawler.cli.formats.terminal import Terminal  # noqa: PLC0415 - only the table needs Rich

            Terminal(soft_wrap=False).print(_table(states))

    def _state(self, engine: sa.Engine, name: str) -> State:
        from crawler.store.lists.stored_coverage import StoredCoverage  # noqa: PLC0415 - SQLAlchemy, as below
        from crawler.store.run_log import RunLog  # noqa: PLC0415 - for which no other command waits

        run_log = RunLog(engine, name)
        runs = run_log.last(_RUNS)
        lock = RunLock(data_directory(self.settings) / f"{name}.lock")
        running = bool(runs) and not lock.acquire()
        lock.release()
        now = utc_now()
        state = outlet_health(
            name, runs, run_log.last_good(), now, running=running, longest=self._longest,
            gaps=StoredCoverage(engine, name).gaps(),
        )  # fmt: skip
        return replace(state, said=as_typed_here(state.said))


def _hours(given: str | None) -> timedelta | None:
    try:
        hours = timedelta(hours=float(given)) if given is not None else None
    except (ValueError, OverflowError):
        hours = timedelta()
    if hours is not None and hours <= timedelta():
        raise UsageError(f"--max-age: {given!r} is not a number of hours above 0")
    return hours


def _table(states: Sequence[State]) -> Table:
    from rich import box  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table(box=box.SIMPLE_HEAD)
    for column in ("outlet", "last run (UTC)", "exit", "last good run", "verdict"):
        table.add_column(column, no_wrap=column != "verdict", overflow="fold")
    for state in states:
        counts, _, why = state.said.rpartition("; ")
        parts = [f"{why} ({state.failing} runs in a row)" if state.failing > 1 else why, counts]
        if state.overdue:
            usual = f", usually every {_span(state.usual)}" if state.usual else ""
            parts.insert(0, f"overdue: no run for {_span(state.age or 0)}{usual}")
        for gap in state.gaps:
            begins, ends = (gap[name][:16].replace("T", " ") for name in ("begins", "ends"))
            text = f"gap: {begins} – {ends} not covered"
            parts += [text] if text not in state.said else []
        if state.under_way:
            parts.append("a run is under way")
        table.add_row(
            state.outlet,
            (state.last_run or "–")[:16],
            "–" if state.exit_code is None else str(state.exit_code),
            (state.last_good_run or ("never" if state.last_run else "–"))[:16],
            "; ".join(filter(None, parts)),
        )
    return table


def _span(seconds: int) -> str:
    """Returns a time in words, in the largest unit of which it has at least two."""
    for unit, length in (("days", 86400), ("hours", 3600)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds // 60} minutes"
