"""What the suite is compared with: Scrapy alone, and with trafilatura, as somebody would write it in ten minutes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

import scrapy
import trafilatura

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

LIST = "https://www.koreaherald.com/bench.txt"


def extract(body: bytes, url: str) -> dict[str, Any] | None:
    """Returns what trafilatura makes of a page."""
    found = trafilatura.bare_extraction(body, url=url, with_metadata=True)
    if found is None:
        return None
    return {"url": url, "title": found.title, "author": found.author, "date": found.date, "text": found.text}


class Fetch(scrapy.Spider):
    """(a) Fetches the pages and does nothing with them."""

    name = "fetch"
    start_urls = [LIST]  # noqa: RUF012 - Scrapy's way

    def parse(self, response: Response) -> Iterator[Any]:
        """Asks for all pages."""
        for url in response.text.split():  # type: ignore[attr-defined]
            yield scrapy.Request(url, self.parse_page)

    def parse_page(self, response: Response) -> Iterator[Any]:
        """Reads a page."""
        yield {"url": response.url, "size": len(response.body)}


class Callback(Fetch):
    """(b) Extracts in the callback."""

    name = "callback"

    def parse_page(self, response: Response) -> Iterator[Any]:
        """Reads a page."""
        yield extract(response.body, response.url)


class Pool(Fetch):
    """(b2) Extracts in a pool of two processes."""

    name = "pool"

    def __init__(self, name: str | None = None, **given: Any) -> None:
        super().__init__(name, **given)
        self._pool = ProcessPoolExecutor(2)

    async def parse_page(self, response: Response) -> AsyncIterator[Any]:  # type: ignore[override]
        """Reads a page."""
        loop = asyncio.get_running_loop()
        yield await loop.run_in_executor(self._pool, extract, response.body, response.url)

    def closed(self, _: str) -> None:
        """Ends the pool."""
        self._pool.shutdown()
