"""Base of the commands that crawl nothing: they run under `scrapy`, and under `outlet-crawler` without loading it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from crawler.cli.usage import UsageError, check_settings, one_line_errors, usage

if TYPE_CHECKING:
    import argparse


class PlainCommand:
    """A command with the attributes and methods that Scrapy expects of one; `crawler.commands` makes it one."""

    requires_project = True
    requires_crawler_process = False
    crawler_process = None
    default_settings: ClassVar[dict[str, Any]] = {}
    exitcode: int = 0
    settings: Any
    """Scrapy's Settings, or PlainSettings."""

    @property
    def name(self) -> str:
        """What the user types."""
        return type(self).__module__.rpartition(".")[2]

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options]"

    def short_desc(self) -> str:
        """Returns the line in the list of commands."""
        raise NotImplementedError

    def long_desc(self) -> str:
        """Returns what `--help` says of the command."""
        return self.short_desc()

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the options of every command."""
        group = parser.add_argument_group(title="Global Options")
        group.add_argument("--logfile", metavar="FILE", help="log file")
        group.add_argument("-L", "--loglevel", metavar="LEVEL", help="log level")
        group.add_argument("--nolog", action="store_true", help="disable logging completely")
        group.add_argument("--profile", metavar="FILE", help="write python cProfile stats to FILE")
        group.add_argument("--pidfile", metavar="FILE", help="write process ID to FILE")
        group.add_argument("-s", "--set", action="append", default=[], metavar="NAME=VALUE",
                           help="set/override setting (may be repeated)")  # fmt: skip
        group.add_argument("--pdb", action="store_true", help="enable pdb on failure")
        one_line_errors(parser, self.name, self.syntax())

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks arguments and settings before anything is read."""
        with usage(self.name, args):
            for pair in opts.set:
                setting, equals, value = pair.partition("=")
                if not equals:
                    raise UsageError("Invalid -s value, use -s NAME=VALUE")
                self.settings.set(setting, value, priority="cmdline")
            for setting, value in (("LOG_FILE", opts.logfile), ("LOG_LEVEL", opts.loglevel)):
                if value:
                    self.settings.set(setting, value, priority="cmdline")
            check_settings(self.settings, opts.set)
            if opts.pidfile:
                Path(opts.pidfile).write_text(f"{os.getpid()}\n", encoding="utf-8")
            self.check(args, opts)

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError or ValueError if an argument is wrong."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Does what the command is for, and sets `exitcode`."""
        raise NotImplementedError
