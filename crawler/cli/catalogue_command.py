"""Base of the commands that read the catalogue: opens it, finds an article, reports errors in one line."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.cli.plain_command import PlainCommand
from crawler.cli.project import spider_files
from crawler.cli.screen import complain
from crawler.cli.usage import UsageError, printing
from crawler.exit_codes import ExitCode
from crawler.store.database_url import catalogue_url, masked
from crawler.store.files.paths import catalogue_address, data_directory

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    import sqlalchemy as sa
    from scrapy.settings import BaseSettings as Settings


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


def damage_in(settings: Settings) -> str:
    """Returns which row of the catalogue is damaged, where that may have raised an exception; empty if none is."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

    from crawler.store.damage import find_damage  # noqa: PLC0415 - as above

    try:
        with open_catalogue(settings) as engine:
            return find_damage(engine) if engine else ""
    except (SQLAlchemyError, OSError):
        return ""


def catalogue_place(settings: Settings) -> str:
    """Returns where the catalogue is, for messages."""
    return masked(catalogue_url(settings)) or str(data_directory(settings))


class CatalogueCommand(PlainCommand):
    """A command that reads the catalogue and starts no crawler."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Opens the catalogue and calls `show`; an error is one line and exit 2 or 74."""
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        from crawler.store.database import cause  # noqa: PLC0415 - as above

        try:
            with printing(self.name), self._open() as engine:
                self.show(engine, args, opts)
        except UsageError as error:
            complain(self.name, error)
            self.exitcode = ExitCode.USAGE
        except SQLAlchemyError as error:
            complain(self.name, f"the catalogue cannot be read: {cause(error)}")
            self.exitcode = ExitCode.STORAGE
        except OSError as error:
            complain(self.name, f"{error.filename}: {error.strerror}")
            self.exitcode = ExitCode.STORAGE
        except Exception:
            if not (damage := damage_in(self.settings)):
                raise
            complain(self.name, damage)
            self.exitcode = ExitCode.STORAGE

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the answer to standard output."""
        raise NotImplementedError

    @contextmanager
    def _open(self) -> Iterator[sa.Engine]:
        with open_catalogue(self.settings) as engine:
            if engine is None:
                raise UsageError(f"no catalogue in {catalogue_place(self.settings)}: nothing was run yet")
            yield engine

    def named(self, args: list[str]) -> str:
        """Returns the URL or id that is the one argument.

        Raises:
            UsageError: There is not exactly one argument.
        """
        if len(args) != 1:
            raise UsageError("expects one article, by its URL or id")
        # A shell may pass bytes that are not UTF-8; no URL has them.
        return args[0].encode("utf-8", "replace").decode().strip()

    def article(self, engine: sa.Engine, args: list[str]) -> Any:
        """Returns the row of the article that the one argument names, by id or by any of its URLs.

        Raises:
            UsageError: There is not exactly one argument, or no such article.
        """
        from crawler.stories.article_graph import find_article, why_none  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        named = self.named(args)
        found = find_article(engine, named, self.canonical)
        if found is None:
            why = why_none(engine, named, self.canonical)
            raise UsageError(f"no article {args[0][:200]!r} in the catalogue: {why}")
        return found

    def canonical(self, url: str) -> Iterator[str]:
        """Yields the canonical forms of a URL by the outlets to which it belongs."""
        for outlet in spider_files(self.settings).outlets.values():
            if found := outlet.addresses.canonical(url):
                yield found
