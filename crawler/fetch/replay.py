"""Replay: the setting REPLAY, and the HTTP cache storage that answers all requests from a folder of saved pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from w3lib.url import canonicalize_url

from crawler.fetch.saved_pages import SavedPage, saved_pages

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.settings import BaseSettings


def use_replay(settings: BaseSettings, folder: str) -> None:
    """Has Scrapy's HTTP cache answer every request from a folder of saved pages; drops delay and retries."""
    for name, value in (
        ("HTTPCACHE_ENABLED", True),
        ("HTTPCACHE_STORAGE", "crawler.fetch.replay.ReplayStorage"),
        ("HTTPCACHE_DIR", str(Path(folder).resolve())),
        ("HTTPCACHE_IGNORE_MISSING", True),
        ("HTTPCACHE_IGNORE_SCHEMES", []),
        ("DOWNLOAD_DELAY", 0),
        # A folder gives the same answer to a second request.
        ("RETRY_ENABLED", False),
    ):
        settings.set(name, value, priority="cmdline")


class ReplayStorage:
    """Serves the pages in `HTTPCACHE_DIR/<spider>`, and 404 for all other addresses.

    A spider without a folder of its own is served the pages of the folder itself, or else those of all spiders.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self._root = Path(settings["HTTPCACHE_DIR"])
        self._pages: dict[str, SavedPage] = {}

    def open_spider(self, spider: Spider) -> None:
        """Reads the saved pages of the spider's folder; without the folder of all, every request is refused."""
        self._stats = spider.crawler.stats
        if not self._root.is_dir():
            return
        own = self._root / spider.name
        pages = [*saved_pages(own if own.is_dir() else self._root)]
        for folder in [] if pages else filter(Path.is_dir, sorted(self._root.iterdir())):
            pages += saved_pages(folder)
        self._pages = {canonicalize_url(url): page for page in pages for url in (page.url, *page.also)}

    def close_spider(self, spider: Spider) -> None:
        """Does nothing."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response:  # noqa: ARG002 - Scrapy's signature
        """Returns the saved response, 304 if the request has its ETag, or 404.

        Raises:
            IgnoreRequest: There is no folder of saved pages.
        """
        if not self._root.is_dir():
            raise IgnoreRequest(f"REPLAY: folder {str(self._root)!r} does not exist")
        page = self._pages.get(canonicalize_url(request.url))
        if page is None:
            rules = urlsplit(request.url).path in {"/robots.txt", "/.well-known/tdmrep.json"}
            self._stats.inc_value("replay/unknown", 0 if rules else 1)
            return Response(request.url, status=404)
        headers = Headers(page.headers)
        if (tag := headers.get("ETag")) and tag == request.headers.get("If-None-Match"):
            return Response(request.url, status=304, headers=headers)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=page.body)
        return kind(request.url, status=page.status, headers=headers, body=page.body)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Does nothing: `scrapy capture` saves pages."""
