"""`scrapy parse URL`: Scrapy's own command, which reads any page of an outlet: articles and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.commands.parse import Command as ScrapyParse
from scrapy.exceptions import UsageError

from crawler.cli.page_fetch import NotFetched, OnePageCommand, alone, not_fetched
from crawler.cli.screen import complain
from crawler.cli.usage import is_outlet
from crawler.exit_codes import ExitCode

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from scrapy import Spider
    from twisted.python.failure import Failure


class Command(OnePageCommand, ScrapyParse):
    """Prints the article of a page and its links; exit 65 if it has neither."""

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError if there is not one URL, or a callback that reads no single page of an outlet."""
        super().check(args, opts)
        if is_outlet(self.spider_class) and (opts.rules or opts.callback not in {None, "parse"}):
            raise UsageError("-c and -r: outlets read every page by the callback parse")

    def set_spidercls(self, url: str, opts: argparse.Namespace) -> None:
        """Takes the outlet's spider, with the page as its only start."""
        # Scrapy keeps them on the class.
        self.items, self.requests = {}, {}  # type: ignore[misc]
        self._failure: NotFetched | None = None
        if not is_outlet(self.spider_class):
            opts.spider = self.spider_class.name
            super().set_spidercls(url, opts)
            return

        async def start(spider: Spider) -> AsyncIterator[Any]:
            request = self.prepare_request(spider, Request(url, dont_filter=True), opts)
            yield request.replace(errback=self._failed)

        self.spidercls = alone(self.spider_class, start)

    def _failed(self, failure: Failure) -> None:
        self._failure = not_fetched(failure)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetches and reads the page, and prints what it gives."""
        super().run(args, opts)
        if self._failure:
            complain("parse", self._failure)
            self.exitcode = self._failure.code
        elif is_outlet(self.spider_class) and not any([*self.items.values(), *self.requests.values()]):
            complain("parse", f"neither an article nor links: {args[0]}; see the log")
            self.exitcode = self.exitcode or ExitCode.CHANGED
