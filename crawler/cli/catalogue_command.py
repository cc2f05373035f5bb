"""Base of the commands that read the catalogue: opens it, finds an article, reports errors in one line."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.cli.usage import check_settings, one_line_errors, outlets, printing, usage
from crawler.exit_codes import ExitCode
from crawler.store.files.paths import catalogue_address, data_directory

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    import sqlalchemy as sa
    from scrapy.settings import Settings


def shown_time(published: str | None) -> str:
    """Returns the time of publication in UTC to the minute, 16 characters wide; says so if there is none."""
    return to_minute(published) if published else "no date given   "


def to_minute(time: str) -> str:
    """Returns an ISO time in UTC to the minute."""
    return datetime.fromisoformat(time).astimezone(UTC).strftime("%Y-%m-%d %H:%M")


@contextmanager
def open_catalogue(settings: Settings) -> Iterator[sa.Engine | None]:
    """Opens the catalogue of the settings; none if there is none, which is not created.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: It cannot be opened.
        OSError: Its folder cannot be read.
    """
    from sqlalchemy import make_url  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

    from crawler.store.database import open_database  # noqa: PLC0415 - as above

    address = make_url(catalogue_address(settings))
    is_file = address.get_backend_name() == "sqlite" and "uri" not in address.query
    if is_file and not Path(address.database or "").exists():
        # SQLite would create an empty file.
        yield None
        return
    engine = open_database(address)
    try:
        yield engine
    finally:
        engine.dispose()


class Terminal(Console):
    """Rich's console, which passes a broken pipe on to `printing` instead of exiting."""

    def on_broken_pipe(self) -> None:
        """Raises the BrokenPipeError that Rich has caught."""
        raise  # noqa: PLE0704 - Rich calls this in its except clause


class CatalogueCommand(ScrapyCommand):
    """A command that reads the catalogue and starts no crawler."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the options of every command."""
        super().add_options(parser)
        one_line_errors(parser, self._name)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks arguments and settings before the catalogue is opened."""
        with usage(self._name, args):
            super().process_options(args, opts)
            check_settings(self.settings, opts.set)
            self.check(args, opts)

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError or ValueError if an argument is wrong."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Opens the catalogue and calls `show`; an error is one line and exit 2 or 74."""
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        from crawler.store.database import cause  # noqa: PLC0415 - as above

        try:
            with printing(self._name), self._open() as engine:
                self.show(engine, args, opts)
        except UsageError as error:
            sys.stderr.write(f"scrapy {self._name}: {error}\n")
            self.exitcode = ExitCode.USAGE
        except SQLAlchemyError as error:
            sys.stderr.write(f"scrapy {self._name}: the catalogue cannot be read: {cause(error)}\n")
            self.exitcode = ExitCode.STORAGE
        except OSError as error:
            sys.stderr.write(f"scrapy {self._name}: {error.filename}: {error.strerror}\n")
            self.exitcode = ExitCode.STORAGE

    @property
    def _name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the answer to standard output."""
        raise NotImplementedError

    @contextmanager
    def _open(self) -> Iterator[sa.Engine]:
        with open_catalogue(self.settings) as engine:
            if engine is None:
                where = self.settings["CATALOGUE_URL"] or data_directory(self.settings)
                raise UsageError(f"no catalogue in {where}: nothing was run yet")
            yield engine

    def article(self, engine: sa.Engine, args: list[str]) -> Any:
        """Returns the row of the article that the one argument names, by id or by any of its URLs.

        Raises:
            UsageError: There is not exactly one argument, or no such article.
        """
        from crawler.stories.article_graph import find_article, why_none  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        if len(args) != 1:
            raise UsageError("expects one article, by its URL or id")
        # A shell may pass bytes that are not UTF-8; no URL has them.
        named = args[0].encode("utf-8", "replace").decode().strip()
        found = find_article(engine, named, self._canonical)
        if found is None:
            why = why_none(engine, named, self._canonical)
            raise UsageError(f"no article {args[0][:200]!r} in the catalogue: {why}")
        return found

    def _canonical(self, url: str) -> Iterator[str]:
        for spider in outlets(self.settings).values():
            if found := spider.addresses.canonical(url):
                yield found
