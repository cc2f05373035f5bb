"""`scrapy capture SPIDER URL`: saves a live page as a fixture, with the draft of its expectation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand

from crawler.cli.page_fetch import NotFetched, fetch_page, spider_named
from crawler.cli.project import spider_files
from crawler.cli.screen import complain, say
from crawler.cli.usage import UsageError, check_settings, check_spiders, one_line_errors, printing, usage
from crawler.exit_codes import ExitCode
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings

    from crawler.outlets.outlet import Outlet

_ENDINGS = (("json", ".body.json"), ("xml", ".xml"), ("rss", ".xml"), ("text/plain", ".txt"), ("", ".html"))
# Headers that a page is read by; cookies and the date are not saved.
_HEADERS = ("Content-Type", "X-Robots-Tag", "Location", "Retry-After")
_LONGEST_NAME = 60


class Command(ScrapyCommand):
    """Fetches one page as the spider does (hosts, robots.txt, delay) and saves it with a draft expectation."""

    requires_project = True
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <spider> <url>"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Save a live page as a fixture with a draft of its expectation"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--name` and `--folder`."""
        super().add_options(parser)
        one_line_errors(parser, "capture", self.syntax())
        parser.add_argument("--name", help="name of the files (default: the end of the URL)")
        parser.add_argument("--folder", default="fixtures", help="folder of saved pages (default: fixtures)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks the arguments."""
        with usage("capture", args):
            super().process_options(args, opts)
            self._check(args, opts)
        self.settings.set("LOG_LEVEL", "WARNING", priority="project")

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:  # noqa: PLR2004
            raise UsageError("expects a spider and a URL")
        check_spiders(self.settings, args[:1])
        spider = self._outlet(args[0])
        if urlsplit(clean_url(args[1])).hostname not in spider.hosts:
            raise UsageError(f"{args[1][:200]!r} is on no host of {args[0]}: {', '.join(spider.hosts)}")
        check_settings(self.settings, opts.set)
        if Path(opts.folder).exists() and not Path(opts.folder).is_dir():
            raise UsageError(f"--folder: {opts.folder!r} is not a folder")

    def _outlet(self, name: str) -> type[Outlet]:
        """Returns an outlet; raises UsageError if the spider is no outlet's."""
        if outlet := spider_files(self.settings).outlets.get(name):
            return outlet
        raise UsageError(f"{name!r} is no spider of an outlet")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetches the page and writes both files."""
        name, url = args
        outlet = self._outlet(name)
        try:
            response = fetch_page(self.crawler_process, spider_named(self.settings, name), url)
        except NotFetched as error:
            complain("capture", error)
            self.exitcode = error.code
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
        ending = next(ending for word, ending in _ENDINGS if word in kind)
        folder = Path(opts.folder) / name
        page = folder / f"{opts.name or _name(url)}{ending}"
        if page.exists():
            complain("capture", f"{page} exists; give another --name")
            self.exitcode = ExitCode.USAGE
            return
        folder.mkdir(parents=True, exist_ok=True)
        page.write_bytes(response.body)
        headers = {
            key: (response.headers.get(key) or b"").decode("latin-1") for key in _HEADERS if key in response.headers
        }
        from crawler.cli.fixture_drafts import write_draft  # noqa: PLC0415 - lxml, for which no other command waits

        draft = write_draft(outlet, page, response.url, response.status, headers)
        with printing("capture"):
            say(
                str(page), str(draft),
                "next: compare the draft with the page, correct it, delete its first line, run make test",
            )  # fmt: skip


def _name(url: str) -> str:
    parts = urlsplit(url)
    tail = parts.path.rstrip("/").rpartition("/")[2] + ("-" + parts.query if parts.query else "")
    return re.sub(r"[^\w-]+", "-", tail).strip("-")[-_LONGEST_NAME:] or "page"
