"""`scrapy capture SPIDER URL`: saves a live page as a fixture, with the draft of its expectation."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.cli.usage import check_settings, check_spiders, complain_in_one_line, printing, usage
from crawler.fetch.failures import failure_reason
from crawler.fetch.saved_pages import write_draft
from crawler.monitoring.verdict import BUG, REFUSED, UNREACHABLE, USAGE
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

_ENDINGS = (("json", ".body.json"), ("xml", ".xml"), ("rss", ".xml"), ("text/plain", ".txt"), ("", ".html"))
# What is worth keeping of an answer: cookies and the date are not.
_HEADERS = ("Content-Type", "X-Robots-Tag", "Location", "Retry-After")
_LONGEST_NAME = 60


class Command(ScrapyCommand):
    """Fetches one page as the spider would (robots.txt, hosts, delay) and keeps it."""

    requires_project = True
    settings: Settings

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <spider> <url>"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Save a live page as a fixture, with a draft of what it must give"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the name and the folder."""
        super().add_options(parser)
        complain_in_one_line(parser, "capture")
        parser.add_argument("--name", help="name of the files; by default the end of the address")
        parser.add_argument("--folder", default="fixtures", help="folder of the saved pages (default: fixtures)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks the arguments."""
        with usage("capture", args):
            super().process_options(args, opts)
            self._check(args, opts)
        self.settings.set("LOG_LEVEL", "WARNING", priority="project")

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:  # noqa: PLR2004
            raise UsageError("takes a spider and an address")
        check_spiders(self.settings, args[:1])
        spider: Any = get_spider_loader(self.settings).load(args[0])
        if urlsplit(clean_url(args[1])).hostname not in spider.hosts:
            raise UsageError(f"{args[1][:200]!r} is on none of the hosts of {args[0]}: {', '.join(spider.hosts)}")
        check_settings(self.settings, opts.set)
        if Path(opts.folder).exists() and not Path(opts.folder).is_dir():
            raise UsageError(f"--folder: {opts.folder!r} is no folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetches the page and writes both files."""
        name, url = args
        outlet: Any = get_spider_loader(self.settings).load(name)
        try:
            response = fetch(self.crawler_process, outlet, url)
        except NotFetched as error:
            sys.stderr.write(f"scrapy capture: {error}\n")
            self.exitcode = error.code
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
        ending = next(ending for word, ending in _ENDINGS if word in kind)
        folder = Path(opts.folder) / name
        page = folder / f"{opts.name or _name(url)}{ending}"
        if page.exists():
            sys.stderr.write(f"scrapy capture: {page} exists; give another --name\n")
            self.exitcode = USAGE
            return
        folder.mkdir(parents=True, exist_ok=True)
        page.write_bytes(response.body)
        headers = {
            key: (response.headers.get(key) or b"").decode("latin-1") for key in _HEADERS if key in response.headers
        }
        draft = write_draft(outlet, page, response.url, response.status, headers)
        with printing("capture"):
            sys.stdout.write(f"{page}\n{draft}\n")
            sys.stdout.write("read the page, correct the draft, delete its first line, then run make test\n")


class NotFetched(Exception):  # noqa: N818 - it may be a decision
    """A page may not be fetched, or does not come; `code` is the exit code for that."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def fetch(process: Any, outlet: Any, url: str) -> Response:
    """Fetches one page as the outlet's spider would.

    Raises:
        NotFetched: It may not be fetched, or does not come.
    """
    found: list[Response] = []
    failed: list[Failure] = []

    class Capture(outlet):  # type: ignore[misc]
        """The outlet's spider with one request."""

        def idle(self) -> None:
            """Has nothing to go on with."""

        async def start(self) -> AsyncIterator[Request]:
            meta = {"handle_httpstatus_all": True}
            yield Request(url, self.save, errback=failed.append, dont_filter=True, meta=meta)

        def save(self, response: Response) -> Iterator[Any]:
            found.append(response)
            yield from ()

    crawler = process.create_crawler(Capture)
    for name in ("EXTENSIONS", "ITEM_PIPELINES", "SPIDER_MIDDLEWARES"):
        # What stores articles is not wanted here.
        parts = {
            part: place for part, place in crawler.settings.getdict(name).items() if not part.startswith("crawler.")
        }
        crawler.settings.set(name, parts, priority="cmdline")
    process.crawl(crawler)
    process.start()
    if found:
        return found[0]
    if not failed:
        raise NotFetched(f"not fetched: {url}: see the log", BUG)
    told = failed[0].getErrorMessage()[:200]
    code = REFUSED if failure_reason(failed[0])[0] in {"robots", "opt-out", "refused"} else UNREACHABLE
    raise NotFetched(f"not fetched: {url}: {told}", code)


def _name(url: str) -> str:
    parts = urlsplit(url)
    tail = parts.path.rstrip("/").rpartition("/")[2] + ("-" + parts.query if parts.query else "")
    return re.sub(r"[^\w-]+", "-", tail).strip("-")[-_LONGEST_NAME:] or "page"
