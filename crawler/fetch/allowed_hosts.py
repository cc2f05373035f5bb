"""The host allow-list: nothing but https to an outlet's declared hosts is requested, redirects included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.spiderloader import get_spider_loader

from crawler.fetch.failures import FetchError
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings


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
        spider: Any = crawler.spidercls
        # Scrapy's own spider of `fetch` and `shell` may ask the hosts of all outlets.
        self._hosts = spider.hosts if hasattr(spider, "hosts") else all_hosts(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Creates the middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises AddressNotAllowed for an address outside the outlet."""
        if not is_allowed(request.url, self._hosts):
            self._crawler.stats.inc_value("hosts/refused")
            raise AddressNotAllowed(f"not on the allow-list (https to {', '.join(self._hosts)}): {request.url[:200]}")


def is_allowed(url: str, hosts: Sequence[str]) -> bool:
    """True if a URL is https to one of the hosts, without a port or user of its own."""
    try:
        parts = urlsplit(url)
        is_plain = parts.port in {None, 443} and "@" not in parts.netloc
    except ValueError:
        return False
    return is_plain and parts.scheme == "https" and parts.hostname in hosts


def all_hosts(settings: BaseSettings) -> list[str]:
    """Returns the hosts of all outlets of the project, each once."""
    loader = get_spider_loader(settings)
    spiders = map(loader.load, loader.list())
    return list(dict.fromkeys(host for spider in spiders for host in getattr(spider, "hosts", ())))
