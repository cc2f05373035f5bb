"""`scrapy explain URL|FILE`: the fields of a page, the source of each, and why the catalogue has it or not."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scrapy.commands import ScrapyCommand

from crawler.cli.catalogue_command import damage_in, open_catalogue
from crawler.cli.formats.cells import to_json
from crawler.cli.page_fetch import NotFetched, fetch_page, spider_named
from crawler.cli.project import spider_files
from crawler.cli.replay_option import add_replay_option, check_replay, use_replay
from crawler.cli.screen import complain, say
from crawler.cli.usage import UsageError, check_settings, check_spiders, one_line_errors, printing, usage
from crawler.exit_codes import ExitCode
from crawler.selection.argument_files import read_file
from crawler.store.files.paths import data_directory
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings

    from crawler.cli.explanation import Explanation
    from crawler.stories.provenance import Provenance


class Command(ScrapyCommand):
    """Explains one page: exit 0 if it gives an article, 65 if it gives none."""

    requires_project = True
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <url or file>"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Explain a page: each field and its source, and why it is stored or not"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--json`, `--spider`, `--url` and `--replay`."""
        super().add_options(parser)
        one_line_errors(parser, "explain", self.syntax())
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--spider", help="spider of the outlet, if the URL does not determine it")
        parser.add_argument("--url", help="URL of a saved page, if the page does not state it")
        add_replay_option(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Finds the page's URL and outlet."""
        with usage("explain", args):
            super().process_options(args, opts)
            if len(args) != 1:
                raise UsageError("expects one URL or file")
            check_settings(self.settings, opts.set)
            check_replay(opts.replay)
            self._find(args[0], opts)
        use_replay(self.settings, opts.replay)
        self.settings.set("LOG_LEVEL", "WARNING", priority="project")

    def _find(self, what: str, opts: argparse.Namespace) -> None:
        check_spiders(self.settings, [opts.spider] if opts.spider else [])
        self._body: bytes | None = None
        self._headers: dict[str, str] = {}
        url = what
        if not clean_url(what):
            try:
                self._body = read_file(what, self.settings.getint("DOWNLOAD_MAXSIZE"))
            except ValueError as error:
                raise UsageError(f"{what[:200]!r} is neither a web URL nor a readable file: {error}") from None
            from crawler.cli.fixture_drafts import stated_in  # noqa: PLC0415 - lxml, for which no other command waits

            url, self._headers = stated_in(Path(what), self._body)
            url = opts.url or url
        check_spiders(self.settings, [opts.spider] if opts.spider else [])
        spiders = list(spider_files(self.settings).outlets.values())
        if opts.spider:
            spiders = [spider for spider in spiders if spider.name == opts.spider]
        host = clean_url(url).partition("//")[2].partition("/")[0]
        spiders = [spider for spider in spiders if host in spider.hosts or (opts.spider and self._body is not None)]
        if not spiders:
            raise UsageError(f"{url[:200] or what!r} belongs to no outlet; give --spider and, for a file, --url")
        self._url, self._outlet = url, spiders[0]

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Explains the page; exit 65 where it gives no article, 74 where the catalogue has a damaged row."""
        try:
            self._explain(args, opts)
        except Exception:
            if not (damage := damage_in(self.settings)):
                raise
            complain("explain", damage)
            self.exitcode = ExitCode.STORAGE

    def _explain(self, args: list[str], opts: argparse.Namespace) -> None:
        asked, failure = self._url, ""
        if self._body is None:
            asked, failure = args[0], self._fetch(args[0])
        # It imports trafilatura, and Scrapy loads every command module for any command.
        from crawler.cli.explanation import Explanation, explain, render, render_catalogue  # noqa: PLC0415

        if failure:
            complain("explain", failure)
            explanation = Explanation(asked, self._outlet.name, refusal=failure)
        else:
            zone = ZoneInfo(self._outlet.timezone)
            explanation = explain(self._outlet, zone, self._url, self._body or b"", self._headers)
            self.exitcode = ExitCode.CHANGED if explanation.refusal else 0
        known = self._provenance([asked, self._url, explanation.url], explanation)
        if failure and known is None:
            return
        with printing("explain"):
            if opts.json:
                catalogue = asdict(known) if known else None
                sys.stdout.write(to_json({**asdict(explanation), "catalogue": catalogue}, indent=1) + "\n")
                return
            lines = [f"{explanation.url}  ({explanation.spider})"] if failure else list(render(explanation))
            if known:
                lines += ["", *render_catalogue(known, data_directory(self.settings) / "articles")]
            say(*lines)

    def _fetch(self, url: str) -> str:
        """Fetches the page; returns why there is none to explain, and sets the exit code for that."""
        try:
            fetched = fetch_page(self.crawler_process, spider_named(self.settings, self._outlet.name), url)
        except NotFetched as error:
            self.exitcode = error.code
            return str(error)
        if fetched.status >= 400:  # noqa: PLR2004 - HTTP's classes
            # A run does not extract such a page either.
            self.exitcode = ExitCode.CHANGED
            return f"no article: {fetched.url}: status {fetched.status}"
        self._url, self._body = fetched.url, fetched.body
        self._headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, (value, *_) in fetched.headers.items()
        }
        return ""

    def _provenance(self, urls: list[str], explanation: Explanation) -> Provenance | None:
        """Returns what the catalogue knows of the page; none without a catalogue, or a line on why it is not read."""
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - not every command waits for it

        from crawler.cli.explanation import page_text  # noqa: PLC0415 - as above
        from crawler.store.database import cause  # noqa: PLC0415 - as above
        from crawler.stories.provenance import provenance  # noqa: PLC0415 - as above

        forms = [
            form for url in urls if url for form in (self._outlet.addresses.canonical(url), clean_url(url)) if form
        ]
        try:
            with open_catalogue(self.settings) as engine:
                return provenance(engine, forms, page_text(explanation)) if engine and forms else None
        except (SQLAlchemyError, OSError) as error:
            complain("explain", f"the catalogue cannot be read: {cause(error)}")
            return None
