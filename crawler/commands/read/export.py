"""`scrapy export [NAME …]`: stored articles, filtered by words, days and language, for other programs or as files."""

from __future__ import annotations

import csv
import re
import sys
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crawler.cli.catalogue_command import CatalogueCommand
from crawler.cli.formats.cells import to_cell, to_json
from crawler.cli.project import spider_files
from crawler.cli.screen import complain, say
from crawler.cli.usage import UsageError, check_choice, check_spiders, report_broken_spiders
from crawler.exit_codes import ExitCode, worst
from crawler.items import Article
from crawler.program import typed
from crawler.store.files.paths import data_directory
from crawler.store.files.run_lock import RunLock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from datetime import tzinfo

    import sqlalchemy as sa

    from crawler.selection.filter import Selection
    from crawler.store.files.file_check import Repairs

_FORMATS = ("jsonl", "csv", "files")
_ACCEPTS = ("query", "topic", "since", "until")
_NOTHING = "no stored article matches"
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
                            help="only articles that a run with this argument keeps (may be repeated)")  # fmt: skip
        parser.epilog = f"-a takes {', '.join(_ACCEPTS)}, as for {typed('crawl')}"
        parser.add_argument("--language", metavar="CODE", default="", help="only articles in this language: en, ko")
        parser.add_argument("--format", help=f"{', '.join(_FORMATS)} (default: jsonl)")
        parser.add_argument("--write", metavar="FOLDER", nargs="?", const=True,
                            help="instead, write the text files that are missing or differ: into FOLDER, or where they "
                            "belong")  # fmt: skip

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError or ValueError if an outlet, an option or an argument is wrong."""
        check_spiders(self.settings, args, may_be_broken=True)
        self._check_folder(opts)
        opts.format = opts.format or "jsonl"
        check_choice("--format", opts.format, _FORMATS)
        if opts.language and not re.fullmatch("[a-z]{2}", opts.language):
            raise UsageError(f"--language: got {opts.language[:50]!r}, expected a code such as en, ko")
        given = dict(pair.partition("=")[::2] for pair in opts.given)
        if other := [name for name in given if name not in _ACCEPTS]:
            from crawler.selection.arguments import unknown_argument  # noqa: PLC0415 - pydantic

            raise unknown_argument(other[0], _ACCEPTS, "export")
        self._topic = ""
        self._selection: Callable[[tzinfo], Selection] | None = None
        if given:
            self._read(given)

    def _read(self, given: dict[str, str]) -> None:
        """Reads the arguments of `-a`; an export without any does not wait for what checks them."""
        from crawler.selection.arguments import is_topic_name, read_arguments  # noqa: PLC0415 - as said
        from crawler.selection.filter import Selection  # noqa: PLC0415 - as said
        from crawler.text.urls import Addresses  # noqa: PLC0415 - as said

        if given.get("topic") and is_topic_name(given["topic"]):
            self._topic = given.pop("topic")
        if self._topic and "query" in given:
            raise UsageError("-a topic: cannot be combined with query")
        self._selection = partial(Selection.of, read_arguments(given, Addresses(), "export"))

    def _check_folder(self, opts: argparse.Namespace) -> None:
        if opts.write is None:
            return
        if opts.format:
            raise UsageError("--write: cannot be combined with --format")
        if opts.write is True:
            return
        if not opts.write:
            raise UsageError("--write: the folder must not be empty")
        if opts.write in spider_files(self.settings).names:
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
        known = spider_files(self.settings).outlets
        self._zones = {name: ZoneInfo(known[name].timezone) for name in sorted(known)}
        outlets = [name for name in args or self._zones if name in self._zones]
        self._names = self._named_topics(engine) if self._topic else set()
        for warning in self._selection(UTC).warnings if self._selection else ():
            complain(self.name, warning)
        if opts.write is True:
            self._write_in_place(engine, outlets, opts.language)
        elif opts.write:
            self._write_copies(engine, outlets, opts)
        else:
            self._print(engine, outlets, opts)
        self.exitcode = worst([self.exitcode, report_broken_spiders(self.settings, self.name, args)])

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

        selections = {name: self._selection(self._zones[name]) for name in outlets} if self._selection else {}
        for article, published in stored(engine, outlets, language):
            texts = article.language, article.title, article.subtitle, article.text
            if self._names and self._names.isdisjoint(article.topics):
                continue
            if not selections or not selections[article.outlet].unmet(published, *texts):
                yield article

    def _print(self, engine: sa.Engine, outlets: list[str], opts: argparse.Namespace) -> None:
        folder = data_directory(self.settings) / "articles"
        table = csv.writer(sys.stdout) if opts.format == "csv" else None
        found = False
        for article in self._selected(engine, outlets, opts.language):
            if opts.format == "files" and not article.file:
                continue
            if table and not found:
                table.writerow(_FIELDS)
            found = True
            row = {name: getattr(article, name) for name in _FIELDS}
            if table:
                table.writerow([to_cell(value) for value in row.values()])
            elif opts.format == "jsonl":
                sys.stdout.write(f"{to_json(row)}\n")
            else:
                say(str(folder / article.file))
        if not found:
            complain(self.name, _NOTHING)

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
                complain("export", f"a run of {name} is under way: its files are left as they are")
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
            complain("export", f"{name} is a folder")
            self.exitcode = ExitCode.STORAGE
        if repairs.written or repairs.right:
            say(repairs.summary())
        elif not self.exitcode:
            complain("export", _NOTHING)


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    """Has each OSError name a file or, where it names none, as that of a full disk, the folder."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or str(folder)) from None
