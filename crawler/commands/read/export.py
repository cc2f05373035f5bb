"""`scrapy export [NAME …]`: stored articles, filtered by words, days and language, for other programs or as files."""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scrapy.exceptions import UsageError

from crawler.cli.catalogue_command import CatalogueCommand
from crawler.cli.csv_export import SpreadsheetSafeCsv
from crawler.cli.usage import check_choice, check_spiders, outlets
from crawler.exit_codes import ExitCode
from crawler.items import Article
from crawler.selection.arguments import is_topic_name, read_arguments
from crawler.selection.filter import Selection
from crawler.store.files.paths import data_directory
from crawler.store.files.run_lock import RunLock
from crawler.text.urls import Addresses

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    import sqlalchemy as sa

    from crawler.store.files.file_check import Repairs

_FORMATS = ("jsonl", "csv", "files")
_ACCEPTS = ("query", "topic", "since", "until")
_NOTHING = "scrapy export: no stored article matches\n"
_FIELDS = [field.name for field in fields(Article)]


class Command(CatalogueCommand):
    """Filters stored articles with the arguments of `scrapy crawl`; fetches nothing."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] [spider …]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Export stored articles as JSON Lines or CSV, or list or write their files"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `-a`, `--language`, `--format` and `--write`."""
        super().add_options(parser)
        parser.add_argument("-a", metavar="NAME=VALUE", dest="given", action="append", default=[],
                            help=f"as for scrapy crawl: {', '.join(_ACCEPTS)} (may be repeated)")  # fmt: skip
        parser.add_argument("--language", metavar="CODE", default="", help="only articles in this language: en, ko")
        parser.add_argument("--format", help=f"{', '.join(_FORMATS)} (default: jsonl)")
        parser.add_argument("--write", metavar="FOLDER", nargs="?", const=True,
                            help="instead, write the text files that are missing or differ: into FOLDER, or where they "
                            "belong")  # fmt: skip

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError or ValueError if an outlet, an option or an argument is wrong."""
        check_spiders(self.settings, args)
        self._check_folder(opts)
        opts.format = opts.format or "jsonl"
        check_choice("--format", opts.format, _FORMATS)
        if opts.language and not re.fullmatch("[a-z]{2}", opts.language):
            raise UsageError(f"--language: got {opts.language[:50]!r}, expected a code such as en, ko")
        given = dict(pair.partition("=")[::2] for pair in opts.given)
        if other := [name for name in given if name not in _ACCEPTS]:
            raise UsageError(f"-a {other[0]}: no such argument; export accepts {', '.join(_ACCEPTS)}")
        self._topic = given.pop("topic") if given.get("topic") and is_topic_name(given["topic"]) else ""
        if self._topic and "query" in given:
            raise UsageError("-a topic: cannot be combined with query")
        self._arguments = read_arguments(given, Addresses(), "export")

    def _check_folder(self, opts: argparse.Namespace) -> None:
        if opts.write is None:
            return
        if opts.format:
            raise UsageError("--write: cannot be combined with --format")
        if opts.write is True:
            return
        if not opts.write:
            raise UsageError("--write: the folder must not be empty")
        if opts.write in outlets(self.settings):
            raise UsageError(
                f"--write: {opts.write!r} is an outlet; name outlets before it, and the folder ./{opts.write}"
            )
        folder = Path(opts.write).expanduser()
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"--write: {opts.write!r} is not a folder")
        if folder.resolve() == (data_directory(self.settings) / "articles").resolve():
            opts.write = True

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the articles in the order in which they were stored."""
        self._zones: dict[str, ZoneInfo] = {}
        for name, spider in outlets(self.settings).items():
            self._zones[name] = ZoneInfo(spider.timezone)
        names = args or list(self._zones)
        self._names = self._named_topics(engine) if self._topic else set()
        for warning in Selection.of(self._arguments, UTC).warnings:
            sys.stderr.write(f"scrapy export: {warning}\n")
        if opts.write is True:
            self._write_in_place(engine, names, opts.language)
        elif opts.write:
            self._write_copies(engine, names, opts)
        else:
            self._print(engine, names, opts)

    def _named_topics(self, engine: sa.Engine) -> set[str]:
        """Returns the names that `topic` gives, of topics that runs had: one, or several with white space between."""
        import sqlalchemy as sa  # noqa: PLC0415 - for which no other command waits

        from crawler.store.tables import topics  # noqa: PLC0415 - as above

        with engine.connect() as connection:
            known = set(connection.scalars(sa.select(topics.c.name)))
        names = {self._topic} if self._topic in known else set(self._topic.split())
        if names and names <= known:
            return names
        has = f"no run had a topic of that name, but {', '.join(sorted(known))}" if known else "no run had a topic"
        raise UsageError(f"topic: got {self._topic[:200]!r}, which is no file; {has}")

    def _selected(self, engine: sa.Engine, outlets: list[str], language: str) -> Iterator[sa.Row[Any]]:
        """Yields the rows of the articles of outlets that match the arguments, in the order in which they came."""
        from crawler.stories.article_graph import stored  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        selections = {name: Selection.of(self._arguments, self._zones[name]) for name in outlets}
        for article, published in stored(engine, outlets, language):
            texts = article.language, article.title, article.subtitle, article.text
            if self._names and self._names.isdisjoint(article.topics):
                continue
            if not selections[article.outlet].unmet(published, *texts):
                yield article

    def _print(self, engine: sa.Engine, outlets: list[str], opts: argparse.Namespace) -> None:
        folder = data_directory(self.settings) / "articles"
        out: Any = sys.stdout.buffer
        csv = SpreadsheetSafeCsv(out, fields_to_export=_FIELDS) if opts.format == "csv" else None
        if csv:
            csv.start_exporting()
        found = False
        for article in self._selected(engine, outlets, opts.language):
            if opts.format == "files" and not article.file:
                continue
            found = True
            row = {name: getattr(article, name) for name in _FIELDS}
            if csv:
                csv.export_item(row)
            elif opts.format == "jsonl":
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(f"{folder / article.file}\n")
        if csv:
            csv.finish_exporting()
        if not found:
            sys.stderr.write(_NOTHING)

    # --- Text files ---------------------------------------------------------------------

    def _write_in_place(self, engine: sa.Engine, outlets: list[str], language: str) -> None:
        """Writes files where they belong, outlet after outlet, each while no run of it is under way."""
        from crawler.store.catalogue import Catalogue  # noqa: PLC0415 - SQLAlchemy, for which no other command waits
        from crawler.store.files.file_check import Repairs, check_contents  # noqa: PLC0415 - as above
        from crawler.store.files.text_files import ArticleFiles  # noqa: PLC0415 - as above

        directory, repairs, busy = data_directory(self.settings), Repairs(), False
        directory.mkdir(parents=True, exist_ok=True)
        for name in outlets:
            lock = RunLock(directory / f"{name}.lock")
            if not lock.acquire():
                sys.stderr.write(f"scrapy export: a run of {name} is under way: its files are left as they are\n")
                busy = True
                continue
            catalogue = Catalogue(engine.url, name)
            try:
                files = ArticleFiles(directory, name)
                files.recover(catalogue.file_text)
                rows = (row for row in self._selected(engine, [name], language) if row.file)
                with _naming(files.folder):
                    repairs += check_contents(files, rows)
            finally:
                catalogue.close()
                lock.release()
        self.exitcode = ExitCode.NOT_DONE if busy else ExitCode.OK
        self._report(repairs)

    def _write_copies(self, engine: sa.Engine, outlets: list[str], opts: argparse.Namespace) -> None:
        from crawler.store.files.file_check import write_copies  # noqa: PLC0415 - as above

        folder = Path(opts.write).expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        rows = (row for row in self._selected(engine, outlets, opts.language) if row.file)
        with _naming(folder):
            self._report(write_copies(folder, rows))

    def _report(self, repairs: Repairs) -> None:
        """Prints what was done, and what could not be."""
        for name in repairs.folders:
            sys.stderr.write(f"scrapy export: {name} is a folder\n")
            self.exitcode = ExitCode.STORAGE
        if repairs.written or repairs.right:
            sys.stdout.write(f"{repairs.summary()}\n")
        elif not self.exitcode:
            sys.stderr.write(_NOTHING)


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    """Has each OSError name a file or, where it names none, as that of a full disk, the folder."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or str(folder)) from None
