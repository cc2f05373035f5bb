"""A spider with bugs: `herald` with a layout that no selector engine reads, and a middleware that raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.crawl.declarations import Layout
from crawler.spiders.herald import Herald

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

UNASKABLE = "https://www.koreaherald.com/article/66666666"


class Raises:
    """A downloader middleware with a bug, which with the setting BROKEN_LISTS is met by lists too."""

    def __init__(self, crawler: Crawler) -> None:
        self._lists = crawler.settings.getbool("BROKEN_LISTS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Raises:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if request.url == UNASKABLE or (self._lists and request.cb_kwargs.get("cursor")):
            raise LookupError("a bug on the way")


class Broken(Herald):
    """Fails on pages whose text is in `#broken`."""

    layouts = (Layout(name="broken", addresses=Herald.addresses, body="#broken", title="h1["), *Herald.layouts)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        middlewares = settings.getdict("DOWNLOADER_MIDDLEWARES") | {"tests.support.bugs.Raises": 50}
        settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="spider")
