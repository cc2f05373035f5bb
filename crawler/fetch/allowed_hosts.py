"""The host allow-list: nothing but https to an outlet's declared hosts is requested, redirects included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest

from crawler.fetch.failures import FetchError
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class AddressNotAllowed(FetchError, IgnoreRequest):  # noqa: N818 - a decision about a request
    """The address is not https, or not on one of the outlet's hosts."""

    outcome = Outcome.NOT_ALLOWED


class Redirects(RedirectMiddleware):
    """Scrapy's redirects, of which one to no URL at all (`https://[`) is an answer with its status and no exception."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Returns the request for the address that a response leads to, or the response."""
        try:
            return super().process_response(request, response)
        except ValueError:
            return response


class AllowedHosts:
    """Drops every request that is not https to a declared host, redirects and robots.txt included.

    Scrapy's own off-site filter ignores requests with `dont_filter`, which every retry sets.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Creates the middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises AddressNotAllowed for an address outside the outlet."""
        spider: Any = self._crawler.spider
        # The spider of Scrapy's own commands, such as `fetch`, has no hosts.
        hosts = getattr(spider, "hosts", ())
        try:
            parts = urlsplit(request.url)
            allowed = parts.scheme == "https" and parts.hostname in hosts and parts.port in {None, 443}
        except ValueError:
            allowed = False
        if not allowed or "@" in parts.netloc:
            self._crawler.stats.inc_value("hosts/refused")
            raise AddressNotAllowed(f"not an address of {spider.name}: {request.url[:200]}")
