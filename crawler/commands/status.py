"""`scrapy status`: the last runs of every outlet, when it last worked, and what is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from crawler.verdict import BUG, OK, STORAGE, USAGE, worst

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings

_RUNS = 5


class Command(ScrapyCommand):
    """Exits with 0 where every outlet's last run ended well, else with the worst of their codes, for monitors."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[spider …]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Show the last runs of the outlets; exit 0 if all is well"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Prints the table."""
        names = get_spider_loader(self.settings).list()
        if unknown := [name for name in args if name not in names]:
            sys.stderr.write(f"scrapy status: no spider {', '.join(unknown)}; there are {', '.join(names)}\n")
            self.exitcode = USAGE
            return
        directory = Path(self.settings["DATA_DIR"])
        if not self.settings["CATALOGUE_URL"] and not (directory / "catalogue.sqlite").exists():
            sys.stderr.write(f"scrapy status: no catalogue in {directory}: nothing was run yet\n")
            self.exitcode = USAGE
            return
        # SQLAlchemy, for which no other command waits.
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

        from crawler.catalogue import Catalogue  # noqa: PLC0415
        from crawler.extensions import OutletLock, catalogue_address  # noqa: PLC0415

        table = Table(box=box.SIMPLE_HEAD)
        for column in ("outlet", "last run (UTC)", "exit", "last good run", "what it said"):
            table.add_column(column, no_wrap=column != "what it said", overflow="fold")
        codes = []
        try:
            for name in args or names:
                catalogue = Catalogue(catalogue_address(self.settings), name)
                runs = catalogue.last_runs(_RUNS)
                lock = OutletLock(directory / f"{name}.lock")
                running = bool(runs) and not lock.take()
                lock.free()
                codes.append(_row(table, name, runs, catalogue.last_good_run(), running=running))
                catalogue.close()
        except (OSError, SQLAlchemyError) as error:
            sys.stderr.write(f"scrapy status: the catalogue cannot be read: {getattr(error, 'orig', error)}\n")
            self.exitcode = STORAGE
            return
        console = Console()
        console.print(table)
        self.exitcode = worst(codes)


def _row(table: Table, name: str, runs: list[Any], good: str | None, *, running: bool) -> int:
    under_way = running and runs and runs[0].exit_code is None
    runs = runs[1:] if under_way else runs
    now = "; one is under way" if under_way else ""
    if not runs:
        table.add_row(name, "–", "–", "–", f"never run{now}")
        return OK
    last = runs[0]
    # One that is not under way and has no end was killed, by somebody or for want of memory.
    code = BUG if last.exit_code is None else int(last.exit_code)
    counts, _, why = last.reason.removeprefix(f"{name}: ").rpartition("; ")
    in_a_row = next((place for place, run in enumerate(runs) if run.exit_code == OK), len(runs))
    again = f" ({in_a_row} runs in a row)" if in_a_row > 1 else ""
    said = f"{why or 'it did not end'}{again}{f'; {counts}' if counts else ''}{now}"
    table.add_row(
        name, last.started[:16], "–" if last.exit_code is None else str(code), (good or "never")[:16], said
    )  # fmt: skip
    return code
