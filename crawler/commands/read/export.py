"""`scrapy export [NAME …]`: stored articles, filtered by words, days and language, for other programs."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.cli.catalogue_command import CatalogueCommand
from crawler.cli.csv_export import SpreadsheetSafeCsv
from crawler.cli.usage import check_choice, check_spiders
from crawler.items import Article
from crawler.selection.arguments import read_arguments
from crawler.selection.filter import Selection
from crawler.store.files.paths import data_directory
from crawler.text.urls import Addresses

if TYPE_CHECKING:
    import argparse

    import sqlalchemy as sa

_FORMATS = ("jsonl", "csv", "files")
_ACCEPTS = ("query", "topic", "since", "until")
_FIELDS = [field.name for field in fields(Article)]


class Command(CatalogueCommand):
    """Filters stored articles with the arguments of `scrapy crawl`; fetches nothing."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] [spider …]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Export stored articles as JSON Lines or CSV, or list their files"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `-a`, `--language` and `--format`."""
        super().add_options(parser)
        parser.add_argument("-a", metavar="NAME=VALUE", dest="given", action="append", default=[],
                            help=f"as for scrapy crawl: {', '.join(_ACCEPTS)} (may be repeated)")  # fmt: skip
        parser.add_argument("--language", metavar="CODE", default="", help="only articles in this language: en, ko")
        parser.add_argument("--format", default="jsonl", help=f"{', '.join(_FORMATS)} (default: jsonl)")

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError or ValueError if an outlet, an option or an argument is wrong."""
        check_spiders(self.settings, args)
        check_choice("--format", opts.format, _FORMATS)
        if opts.language and not re.fullmatch("[a-z]{2}", opts.language):
            raise UsageError(f"--language: got {opts.language[:50]!r}, expected a code such as en, ko")
        given = dict(pair.partition("=")[::2] for pair in opts.given)
        if other := [name for name in given if name not in _ACCEPTS]:
            raise UsageError(f"-a {other[0]}: no such argument; export accepts {', '.join(_ACCEPTS)}")
        self._arguments = read_arguments(given, Addresses(), "export")

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the articles in the order in which they were stored."""
        from crawler.stories.article_graph import stored  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        loader = get_spider_loader(self.settings)
        spiders: dict[str, Any] = {name: loader.load(name) for name in loader.list()}
        selections = {name: Selection.of(self._arguments, ZoneInfo(spiders[name].timezone)) for name in spiders}
        folder = data_directory(self.settings) / "articles"
        out: Any = sys.stdout.buffer
        csv = SpreadsheetSafeCsv(out, fields_to_export=_FIELDS) if opts.format == "csv" else None
        if csv:
            csv.start_exporting()
        found = False
        for article, published in stored(engine, args or list(spiders), opts.language):
            texts = article.language, article.title, article.subtitle, article.text
            if selections[article.outlet].unmet(published, *texts):
                continue
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
            sys.stderr.write("scrapy export: no stored article matches\n")
