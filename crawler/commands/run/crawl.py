"""`scrapy crawl`: Scrapy's own command with checked arguments, replay, and an exit code for what happened."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands.crawl import Command as ScrapyCrawl

from crawler.cli.replay_option import add_replay_option, check_replay, use_replay
from crawler.cli.screen import complain
from crawler.cli.signals import SignalLog, end_with_parent
from crawler.cli.usage import (
    UsageError,
    check_file,
    check_settings,
    check_spiders,
    list_arguments,
    one_line_errors,
    outlets,
    quiet_without_terminal,
    usage,
)
from crawler.cli.verdict_file import verdict_json, write_verdict
from crawler.exit_codes import SIGNALS, ExitCode, worst
from crawler.program import typed

if TYPE_CHECKING:
    import argparse

    from scrapy.crawler import Crawler
    from scrapy.settings import Settings


class Command(ScrapyCrawl):
    """Runs one outlet's spider and exits with the verdict on the run; another spider as Scrapy does."""

    settings: Settings

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Run the spider of one outlet; the exit code says how it went"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--replay` and `--verdict`, and lists the arguments of spiders."""
        super().add_options(parser)
        one_line_errors(parser, "crawl", self.syntax())
        add_replay_option(parser)
        list_arguments(parser)
        parser.add_argument("--verdict", metavar="FILE", help="write the verdict and its counts to FILE as JSON")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks arguments and settings before Scrapy starts; a usage error is one line and exit 2."""
        with usage("crawl", args):
            super().process_options(args, opts)
            self._check(args, opts)
        use_replay(self.settings, opts.replay)
        quiet_without_terminal(self.settings)

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError(
                f"expects the name of one spider; `{typed('list')}` shows them, `{typed('ingest')}` runs several"
            )
        check_spiders(self.settings, args, any_spider=True)
        if args[0] in (spiders := outlets(self.settings)):
            spiders[args[0]].check(opts.spargs)
        check_settings(self.settings, opts.set)
        check_replay(opts.replay)
        check_file("--verdict", opts.verdict)
        for uri in self.settings.getdict("FEEDS"):
            if Path(uri.removeprefix("file://")).is_dir():
                raise UsageError(f"-o or -O: {uri!r} is a folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs the spider."""
        if self.crawler_process is None:
            raise RuntimeError("needs a crawler process")
        end_with_parent()
        if args[0] not in outlets(self.settings):
            super().run(args, opts)
            return
        crawler = self.crawler_process.create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        signals = SignalLog(self.crawler_process)
        self.crawler_process.start()
        from crawler.crawl.run import Run  # noqa: PLC0415 - brings SQLAlchemy, for which no other command waits

        run = None
        with suppress(RuntimeError):
            # A bad setting stops Scrapy before it creates extensions; it has logged why.
            run = crawler.get_extension(Run)
        # A second signal, or one before the run opens, ends it without a verdict.
        self.exitcode = run.verdict.code if run and run.verdict else SIGNALS.get(signals.first, ExitCode.BUG)
        if self.exitcode not in {ExitCode.NOT_DONE, *SIGNALS.values()} and _export_failed(crawler):
            # The catalogue has all that was stored; the feed export has not.
            complain("crawl", f"{args[0]}: the export failed, see the log")
            self.exitcode = worst([self.exitcode, ExitCode.STORAGE])
        if opts.verdict and run and run.verdict:
            self.exitcode = worst([self.exitcode, write_verdict(opts.verdict, verdict_json(run))])


def _export_failed(crawler: Crawler) -> bool:
    """True if a file of -o or -O was not written."""
    if not crawler.settings.getdict("FEEDS"):
        return False
    from scrapy.extensions.feedexport import FeedExporter  # noqa: PLC0415 - few runs export

    exporter, stats = crawler.get_extension(FeedExporter), crawler.stats.get_stats()
    if exporter is None:
        # It has logged why it could not start.
        return True
    due = stats.get("item_scraped_count") or any(slot.store_empty for slot in exporter.slots)
    count = {way: sum("feedexport/" + way in name for name in stats) for way in ("success_count", "failed_count")}
    return bool(count["failed_count"] or (due and not count["success_count"]))
