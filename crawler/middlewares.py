"""What lies between spider and site: known articles are skipped, other hosts never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from sqlalchemy.exc import SQLAlchemyError

from crawler.extensions import Run, now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response


class SkipKnown(BaseSpiderMiddleware):
    """Drops requests for articles that are stored and, as far as their list says, not modified.

    Where related links are followed, those of a known article are taken from the catalogue instead.
    """

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Looks at the requests that a run starts with."""
        async for item in start:
            for allowed in self._allow(item):
                yield allowed

    async def process_spider_output_async(  # type: ignore[override]  # Scrapy deprecates its own `spider`
        self,
        response: Response | None,  # noqa: ARG002 - Scrapy's signature
        result: AsyncIterator[Any],
    ) -> AsyncIterator[Any]:
        """Looks at the requests that a page led to."""
        async for item in result:
            for allowed in self._allow(item):
                yield allowed

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._asked: set[str] = set()
        # The steps with which each known article was looked at: a ring of them ends where it began.
        self._known: dict[str, int] = {}

    def _allow(self, item: Any) -> Iterator[Any]:
        if not isinstance(item, Request) or "steps" not in item.meta:
            yield item
            return
        run = self.crawler.get_extension(Run)
        try:
            yield from self._unknown(item, run)
        except SQLAlchemyError as error:
            if run is None:
                raise
            run.storage_failed(error)
            run.stop("storage")

    def _unknown(self, item: Request, run: Run | None) -> Iterator[Request]:
        spider: Any = self.crawler.spider
        waiting = [item]
        while waiting:
            request = waiting.pop(0)
            steps = request.meta["steps"]
            listed = request.meta["listed"].modified
            if request.url in self._asked:
                continue
            if run is None or request.meta["wanted"] or run.catalogue.is_due(request.url, listed, now()):
                self._asked.add(request.url)
                yield request
                continue
            before = self._known.get(request.url, -1)
            if before < 0:
                run.count("known")
            if before < steps:
                self._known[request.url] = steps
                if steps > 0:
                    waiting.extend(
                        spider.follow_related(link, steps - 1) for link in run.catalogue.links_of(request.url)
                    )


class AllowedHosts:
    """Refuses every request that is not https to a declared host, redirects and robots.txt included.

    Scrapy's own off-site filter looks away from requests with `dont_filter`, which every retry sets.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keeps the crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises IgnoreRequest for an address outside the outlet."""
        spider: Any = self._crawler.spider
        try:
            parts = urlsplit(request.url)
            allowed = parts.scheme == "https" and parts.hostname in spider.hosts and parts.port in {None, 443}
        except ValueError:
            allowed = False
        if not allowed or "@" in parts.netloc:
            self._crawler.stats.inc_value("hosts/refused")
            raise IgnoreRequest(f"not an address of {spider.name}: {request.url[:200]}")
