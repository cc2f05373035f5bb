"""`scrapy check [SPIDER …]`: Scrapy's own command, which holds an outlet's spider to its saved pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands.check import Command as ScrapyCheck
from scrapy.spiderloader import get_spider_loader

from crawler.cli.screen import complain
from crawler.cli.usage import check_settings, check_spiders, is_outlet, one_line_errors, printing, usage
from crawler.exit_codes import ExitCode
from crawler.fetch.saved_pages import saved_pages

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings

_FOLDER = "fixtures"


class Command(ScrapyCheck):
    """Compares what saved pages give with their expectations; exit 1 if one falls short.

    Of other spiders the contracts run, as everywhere in Scrapy.
    """

    settings: Settings

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Check spiders: an outlet's by its saved pages, others by their contracts"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the options of Scrapy's command."""
        super().add_options(parser)
        one_line_errors(parser, "check")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks arguments and settings; a usage error is one line and exit 2."""
        with usage("check", args):
            super().process_options(args, opts)
            check_spiders(self.settings, args, any_spider=True)
            check_settings(self.settings, opts.set)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks the spiders, or all of them."""
        loader = get_spider_loader(self.settings)
        spiders = {name: loader.load(name) for name in args or sorted(loader.list())}
        others = [name for name, spider in spiders.items() if not is_outlet(spider)]
        with printing("check"):
            for name, spider in spiders.items():
                if name not in others and not self._check(spider, opts):
                    self.exitcode = ExitCode.BUG
        if others:
            failed = self.exitcode
            super().run(others, opts)
            self.exitcode = self.exitcode or failed

    def _check(self, spider: Any, opts: argparse.Namespace) -> bool:
        """Prints where the saved pages of one spider fall short, and how many do; returns whether none does.

        With `--list` it only names them.
        """
        from crawler.cli.fixture_drafts import check_folder  # noqa: PLC0415 - lxml, for which no other command waits

        root = Path(self.settings["REPLAY"] or _FOLDER)
        own = root / spider.name if (root / spider.name).is_dir() else root
        pages = failures = 0
        try:
            for folder in (own, own / "later"):
                if opts.list:
                    sys.stdout.writelines(f"{page.file}\n" for page in saved_pages(folder))
                    continue
                for file, fallen in check_folder(spider, folder):
                    pages += 1
                    failures += bool(fallen)
                    if opts.verbose:
                        sys.stdout.write(f"{file}: {'FAILED' if fallen else 'ok'}\n")
                    sys.stdout.writelines(f"{each}\n" for each in fallen)
        except ValueError as error:
            complain("check", error)
            return False
        if opts.list:
            return True
        if not pages:
            complain("check", f"no saved pages of {spider.name} in {root}")
        result = f"FAILED ({failures})" if failures else "OK" if pages else "FAILED"
        sys.stdout.write(f"{spider.name}: {pages} saved pages: {result}\n")
        return not failures and bool(pages)
