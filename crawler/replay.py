"""Answers requests from a folder of saved pages, as a Scrapy HTTP cache storage. Nothing goes to the network.

A page lies beside what is expected of it: `NAME.html` (or `.xml`, `.txt`, `.body.json`) and `NAME.json` with its
address, other addresses that serve it (`also`), status and headers.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from w3lib.url import canonicalize_url

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


def page_of(expectation: Path) -> Path | None:
    """Returns the saved page that an expectation belongs to, or none where it has no body."""
    return next(
        (path for path in sorted(expectation.parent.glob(f"{expectation.stem}.*")) if path != expectation),
        None,
    )


def expectations(folder: Path) -> list[Path]:
    """Returns the expectations in a folder of saved pages."""
    return sorted(path for path in folder.glob("*.json") if not path.name.endswith(".body.json"))


def saved_address(url: str) -> str:
    """Returns the form in which addresses of saved pages are compared."""
    return canonicalize_url(url)


class ReplayStorage:
    """Serves the pages in `HTTPCACHE_DIR/<spider>`, strictly: an address that it does not know is answered 404."""

    def __init__(self, settings: BaseSettings) -> None:
        self._root = Path(settings["HTTPCACHE_DIR"])
        self._pages: dict[str, tuple[dict[str, Any], Path | None]] = {}

    def open_spider(self, spider: Spider) -> None:
        """Reads which addresses the folder knows."""
        self._stats = spider.crawler.stats
        folder = self._root / spider.name
        for expectation in expectations(folder if folder.is_dir() else self._root):
            page = json.loads(expectation.read_text(encoding="utf-8"))
            for url in (page["url"], *page.get("also", [])):
                self._pages[saved_address(url)] = (page, page_of(expectation))

    def close_spider(self, spider: Spider) -> None:
        """Has nothing to close."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response:  # noqa: ARG002 - Scrapy's signature
        """Returns the saved answer to a request, or 404."""
        known = self._pages.get(saved_address(request.url))
        if known is None:
            robots = urlsplit(request.url).path == "/robots.txt"
            self._stats.inc_value("replay/unknown", 0 if robots else 1)
            return Response(request.url, status=404)
        page, path = known
        body = path.read_bytes() if path else b""
        headers = Headers(page.get("headers", {}))
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(request.url, status=page.get("status", 200), headers=headers, body=body)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Stores nothing: saved pages are made by `scrapy capture`."""
