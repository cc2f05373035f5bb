"""`scrapy demo`: runs every spider on saved pages and prints a table of what it stored."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES

from crawler.cli.replay_option import check_replay, use_replay
from crawler.cli.usage import UsageError, check_settings, one_line_errors, outlets, report_broken_spiders, usage
from crawler.exit_codes import ExitCode, worst
from crawler.outcomes import Outcome
from crawler.program import typed

if TYPE_CHECKING:
    import argparse

    from rich.progress import Progress
    from rich.table import Table
    from scrapy.crawler import Crawler
    from scrapy.settings import Settings

    from crawler.crawl.run import Run

_DEPTH = 2
_DATA = "data/demo"
# Marks a folder that the demo made and may delete.
_MARK = "made-by-demo"


class Command(ScrapyCommand):
    """Runs all spiders side by side, follows related links two steps deep, and stores into a fresh folder."""

    requires_project = True
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Run all spiders on saved pages and show what they store"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--replay` and `--data`."""
        super().add_options(parser)
        one_line_errors(parser, "demo", self.syntax())
        parser.add_argument(
            "--replay", metavar="FOLDER", default="fixtures", help="folder of saved pages (default: fixtures)"
        )
        parser.add_argument(
            "--data", metavar="FOLDER",
            help=f"folder for the results, emptied first (default: {_DATA}, or what -s DATA_DIR names)",
        )  # fmt: skip

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks arguments and directs all requests to the saved pages."""
        with usage("demo", args):
            super().process_options(args, opts)
            self._check(args, opts)
        use_replay(self.settings, opts.replay)
        self.settings.set("DATA_DIR", str(self._data), priority="cmdline")
        self.settings.set("LOG_LEVEL", "WARNING", priority="project")

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("expects no argument")
        check_settings(self.settings, opts.set)
        check_replay(opts.replay)
        for spider in outlets(self.settings).values():
            spider.check({})
        is_set = self.settings.getpriority("DATA_DIR") == SETTINGS_PRIORITIES["cmdline"]
        if is_set and opts.data:
            raise UsageError("--data and -s DATA_DIR name the same thing; give one")
        self._data = data = Path(self.settings["DATA_DIR"] if is_set else opts.data or _DATA).expanduser()
        # Only a folder of its own is emptied: another may hold the collection of years.
        own = (data / _MARK).exists() or (data == Path(_DATA) and (data / "catalogue.sqlite").exists())
        if data.exists() and not own and (data.is_file() or any(data.iterdir())):
            option = "-s DATA_DIR" if is_set else "--data"
            raise UsageError(f"{option}: {str(data)!r} is not empty and not made by the demo; give another")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Runs the spiders and prints the table."""
        if self.crawler_process is None:
            raise RuntimeError("needs a crawler process")
        # Rich, for which Scrapy would wait whatever the command is.
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

        from crawler.cli.formats.terminal import Terminal  # noqa: PLC0415 - likewise

        data = self._data
        shutil.rmtree(data, ignore_errors=True)
        with suppress(OSError):
            # The runs report a folder that cannot be written.
            data.mkdir(parents=True, exist_ok=True)
            (data / _MARK).touch()
        console = Terminal(soft_wrap=False)
        crawlers = {name: self.crawler_process.create_crawler(name) for name in outlets(self.settings)}
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description:10}"),
            BarColumn(),
            TextColumn("{task.completed} articles"),
        )
        seconds: dict[str, float] = {}
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            for name, crawler in crawlers.items():
                _watch(crawler, name, progress, seconds)
                self.crawler_process.crawl(crawler, depth=str(_DEPTH))
            self.crawler_process.start()
        from crawler.crawl.run import Run  # noqa: PLC0415 - brings SQLAlchemy, for which no other command waits

        runs = {name: crawler.get_extension(Run) if crawler.extensions else None for name, crawler in crawlers.items()}
        for run in runs.values():
            if run and run.verdict:
                console.print(run.verdict.line, soft_wrap=True)
        console.print(_table(runs, seconds))
        console.print(
            f"article files: {data / 'articles'}\ncatalogue:     {data / 'catalogue.sqlite'}\n"
            f"next:          {typed('stories', '-s', f'DATA_DIR={data}')}", soft_wrap=True,
        )  # fmt: skip
        codes = [run.verdict.code if run and run.verdict else ExitCode.BUG for run in runs.values()]
        self.exitcode = worst([*codes, report_broken_spiders(self.settings, "demo", [])])


def _watch(crawler: Crawler, name: str, progress: Progress, seconds: dict[str, float]) -> None:
    task = progress.add_task(name, total=None)

    def begin() -> None:
        seconds[name] = -time.monotonic()

    def count() -> None:
        progress.advance(task)

    def end() -> None:
        seconds[name] += time.monotonic()
        progress.update(task, total=progress.tasks[task].completed or 1, completed=progress.tasks[task].completed)

    # Scrapy keeps only weak references to listeners.
    crawler.demo_listeners = (begin, count, end)  # type: ignore[attr-defined]
    for listener, signal in (
        (begin, signals.spider_opened),
        (count, signals.item_scraped),
        (end, signals.spider_closed),
    ):
        crawler.signals.connect(listener, signal)


def _table(runs: dict[str, Run | None], seconds: dict[str, float]) -> Table:
    from rich import box  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    from crawler.stories.article_graph import summary  # noqa: PLC0415 - loads SQLAlchemy, which no other command needs

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("outlet")
    for column in ("pages read", "articles stored", "related links", "oldest – newest", "seconds"):
        table.add_column(column, justify="right", no_wrap=column == "oldest – newest")
    for name, run in runs.items():
        if run is None or run.verdict is None:
            table.add_row(name, *["–"] * 5)
            continue
        read = run.stats.pages.total() - run.stats.pages[Outcome.KNOWN] + len(run.stats.lists)
        if run.verdict.code == ExitCode.STORAGE:
            table.add_row(name, str(read), *["–"] * 4)
            continue
        stored: Any = summary(run.catalogue.engine, name)
        run.catalogue.close()
        span = f"{stored.oldest[:10]} – {stored.newest[:10]}" if stored.oldest else "–"
        table.add_row(name, str(read), str(stored.articles), str(stored.links), span, f"{seconds.get(name, 0):.1f}")
    return table
