"""`scrapy shell [URL|FILE]`: Scrapy's own command, with `read(response)` for the article of a page."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scrapy.commands.shell import Command as ScrapyShell
from scrapy.exceptions import UsageError
from scrapy.http import Headers, Request
from scrapy.responsetypes import responsetypes
from w3lib.url import is_url

from crawler.cli.page_fetch import NotFetched, OnePageCommand, find_spider
from crawler.cli.screen import complain
from crawler.cli.usage import is_outlet
from crawler.exit_codes import ExitCode
from crawler.fetch.headers import headers
from crawler.fetch.opt_out import directives
from crawler.page.refusals import NotAnArticle

if TYPE_CHECKING:
    import argparse

    from scrapy.http import Response

    from crawler.items import Article

logger = logging.getLogger(__name__)


class Refusals:
    """A downloader middleware that says why a page does not come, which Scrapy's shell passes over."""

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Logs why a page does not come."""
        if not request.meta.get("robots"):
            logger.error("not fetched: %s: %s", request.url, exception)


class Command(OnePageCommand, ScrapyShell):
    """Opens a console on a page, or on a file as its outlet's page."""

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError if the argument is neither a URL that a spider may request nor a readable file."""
        self._file: Response | None = None
        self._stated = ""
        if len(args) > 1:
            raise UsageError("expects one URL or file, or none")
        if args and is_url(args[0]) and not args[0].startswith("file:"):
            find_spider(self.settings, args[0], opts.spider)
        elif args:
            self._file = self._open(args.pop())
        self.settings.set_in_component_priority_dict("DOWNLOADER_MIDDLEWARES", Refusals, 5)

    def _open(self, name: str) -> Response:
        path = Path(name.removeprefix("file://"))
        try:
            body = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{name[:200]!r} is neither a web URL nor a readable file: {error.strerror}") from None
        from crawler.cli.fixture_drafts import stated_in  # noqa: PLC0415 - lxml, for which no other command waits

        self._stated, found = stated_in(path, body)
        url = path.resolve().as_uri()
        kind = responsetypes.from_args(headers=Headers(found), url=url, body=body)
        return kind(url, headers=found, body=body, request=Request(url))

    def update_vars(self, vars: dict[str, Any]) -> None:  # noqa: A002 - Scrapy's name
        """Adds `read`; with a file, `response` and `request` are the file's until something is fetched."""
        vars["read"] = self.read
        if self._file is not None and vars["request"] is None:
            vars["response"], vars["request"] = self._file, self._file.request
        elif self._code and vars["request"] is not None and vars["response"] is None:
            raise NotFetched("no response, see the log", ExitCode.REFUSED)

    def read(self, response: Response | None, url: str = "") -> Article:
        """Returns the article of a page, read as the spider of its URL reads it.

        A file's URL is the one that the expectation beside it or its own page states, or else `url`.

        Raises:
            ValueError: There is no response, its URL is of no outlet, or the page opts out of being read.
            NotAnArticle: The page has no article.
        """
        from crawler.extraction import extract  # noqa: PLC0415 - trafilatura, for which no other command waits

        if response is None:
            raise ValueError("there is no response yet; fetch(url) gets one")
        is_file = response.url.startswith("file:")
        url = url or (self._stated if is_file else response.url)
        if not url:
            raise ValueError(f"{response.url} does not state its URL; give it: read(response, url)")
        try:
            spider: Any = find_spider(self.settings, url, None)
        except UsageError as error:
            raise ValueError(str(error)) from None
        if not is_outlet(spider):
            raise ValueError(f"{url} is no page of an outlet but of the spider {spider.name}")
        stated = headers(response)
        asks = set(directives(response.body, stated)) & set(self.settings.getlist("OPT_OUT"))
        if asks and not is_file:
            raise ValueError(f"not read: {url}: it asks for {' '.join(sorted(asks))}")
        zone = ZoneInfo(spider.timezone)
        article = extract(response.body, url, headers=stated, layouts=spider.layouts, zone=zone)
        article.outlet = spider.name
        return article

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Opens the console; with `-c`, a page that does not come or gives no article is one line."""
        self._code = opts.code
        try:
            super().run(args, opts)
        except NotFetched as error:
            self._fail(str(error), error.code)
        except NotAnArticle as error:
            self._fail(f"no article: {error}", ExitCode.CHANGED)
        except ValueError as error:
            self._fail(str(error), ExitCode.USAGE)

    def _fail(self, message: str, code: int) -> None:
        complain("shell", message)
        self.exitcode = code
