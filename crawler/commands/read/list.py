"""`scrapy list`: the names of the outlets' spiders, and the spider files that cannot be read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crawler.cli.plain_command import PlainCommand
from crawler.cli.project import spider_files
from crawler.cli.usage import UsageError, printing, report_broken_spiders

if TYPE_CHECKING:
    import argparse


class Command(PlainCommand):
    """Prints a name a line; exit 1 if a spider file cannot be read."""

    def short_desc(self) -> str:
        """Returns the line in the list of commands."""
        return "List available spiders"

    def check(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - as the others
        """Raises UsageError if there is any argument."""
        if args:
            raise UsageError("expects no argument")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - as the others
        """Prints the names, sorted."""
        with printing(self.name):
            sys.stdout.writelines(f"{name}\n" for name in spider_files(self.settings).names)
        self.exitcode = report_broken_spiders(self.settings, self.name, args)
