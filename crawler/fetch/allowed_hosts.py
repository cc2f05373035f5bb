"""What lies between spider and site: other hosts are never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler


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
        # Scrapy's own commands bring a spider that is no outlet's.
        hosts = getattr(spider, "hosts", ())
        try:
            parts = urlsplit(request.url)
            allowed = parts.scheme == "https" and parts.hostname in hosts and parts.port in {None, 443}
        except ValueError:
            allowed = False
        if not allowed or "@" in parts.netloc:
            self._crawler.stats.inc_value("hosts/refused")
            raise IgnoreRequest(f"not an address of {spider.name}: {request.url[:200]}")
