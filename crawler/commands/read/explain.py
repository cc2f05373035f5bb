"""`scrapy explain URL|FILE`: the fields of a page, the source of each, and what was cut from its text."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.cli.fixture_drafts import address_in
from crawler.cli.page_fetch import NotFetched, fetch_page
from crawler.cli.replay_option import add_replay_option, check_replay, use_replay
from crawler.cli.usage import check_settings, check_spiders, one_line_errors, printing, usage
from crawler.exit_codes import ExitCode
from crawler.fetch.saved_pages import expectation_of
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings

    from crawler.cli.explanation import Explanation


class Command(ScrapyCommand):
    """Explains one page: exit 0 if it gives an article, 65 if it gives none."""

    requires_project = True
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <url or file>"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Explain a page: each field, its source, and what was cut"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--json`, `--spider`, `--url` and `--replay`."""
        super().add_options(parser)
        one_line_errors(parser, "explain")
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
        if opts.replay:
            use_replay(self.settings, opts.replay)
        self.settings.set("LOG_LEVEL", "WARNING", priority="project")

    def _find(self, what: str, opts: argparse.Namespace) -> None:
        self._body: bytes | None = None
        self._headers: dict[str, str] = {}
        url = what
        if not clean_url(what):
            try:
                self._body = Path(what).read_bytes()
            except OSError as error:
                raise UsageError(f"{what[:200]!r} is neither a web URL nor a readable file: {error.strerror}") from None
            url, self._headers = _saved(Path(what), self._body)
            url = opts.url or url
        check_spiders(self.settings, [opts.spider] if opts.spider else [])
        loader = get_spider_loader(self.settings)
        outlets: list[Any] = [loader.load(name) for name in loader.list()]
        if opts.spider:
            outlets = [outlet for outlet in outlets if outlet.name == opts.spider]
        host = clean_url(url).partition("//")[2].partition("/")[0]
        outlets = [outlet for outlet in outlets if host in outlet.hosts or (opts.spider and self._body is not None)]
        if not outlets:
            raise UsageError(f"{url[:200] or what!r} belongs to no outlet; give --spider and, for a file, --url")
        self._url, self._outlet = url, outlets[0]

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Explains the page; exit 65 where it gives no article."""
        if self._body is None:
            try:
                fetched = fetch_page(self.crawler_process, self._outlet, args[0])
            except NotFetched as error:
                sys.stderr.write(f"scrapy explain: {error}\n")
                self.exitcode = error.code
                return
            if fetched.status >= 400:  # noqa: PLR2004 - HTTP's classes
                # A run does not extract such a page either.
                sys.stderr.write(f"scrapy explain: no article: {fetched.url}: status {fetched.status}\n")
                self.exitcode = ExitCode.CHANGED
                return
            self._url, self._body = fetched.url, fetched.body
            self._headers = {
                name.decode("latin-1"): value.decode("latin-1") for name, (value, *_) in fetched.headers.items()
            }
        zone = ZoneInfo(self._outlet.timezone)
        # It imports trafilatura, and Scrapy loads every command module for any command.
        from crawler.cli.explanation import explain, render  # noqa: PLC0415

        explanation: Explanation = explain(self._outlet, zone, self._url, self._body, self._headers)
        self.exitcode = ExitCode.CHANGED if explanation.refusal else 0
        with printing("explain"):
            if opts.json:
                sys.stdout.write(json.dumps(asdict(explanation), ensure_ascii=False, indent=1) + "\n")
            else:
                sys.stdout.writelines(f"{line}\n" for line in render(explanation))


def _saved(page: Path, body: bytes) -> tuple[str, dict[str, str]]:
    expectation = expectation_of(page)
    if expectation.exists():
        try:
            data = json.loads(expectation.read_text(encoding="utf-8"))
            return str(data["url"]), dict(data.get("headers", {}))
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError(f"{expectation} does not name its page: {error!r}") from None
    return address_in(body), {}
