"""FetchSession: the pace of each host, and what the download handler and robots.txt need of the run they fetch for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from crawler.clock import utc_now
from crawler.fetch.throttle import Host

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from scrapy.crawler import Crawler


class RobotsCache(Protocol):
    """Texts of robots.txt and tdmrep.json files, stored between runs.

    Its methods block, so they are called in a thread. They raise sqlalchemy.exc.SQLAlchemyError.
    """

    def cached_robots(self, url: str, since: datetime, now: datetime) -> str | None:
        """Returns the text that was stored between two times, or none."""

    def save_robots(self, url: str, status: int, text: str, now: datetime) -> None:
        """Stores the text of a file, and the status that it came with."""


@dataclass
class FetchSession:
    """The throttles of the hosts that one spider asks, and its run's clock, closing event and robots.txt cache.

    Without a run, as in Scrapy's `fetch` and `shell`, robots.txt files are stored nowhere and `closing` is never set.
    """

    delay: float
    """Least seconds between two requests to a host."""
    concurrency: int
    """Requests to a host at the same time."""
    now: Callable[[], datetime] = utc_now
    """Returns the current time in UTC."""
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the run is to end."""
    robots_cache: RobotsCache | None = None
    """Where robots.txt files are stored; none without a run."""
    on_storage_failure: Callable[[Exception], None] = lambda _: None
    """Ends the run because `robots_cache` failed."""
    pauses: tuple[float, float] = (2.0, 60.0)
    """Seconds of a host's first pause after a failure, and of the longest."""
    _hosts: dict[str, Host] = field(default_factory=dict)

    def host(self, name: str) -> Host:
        """Returns the throttle of a host."""
        if name not in self._hosts:
            self._hosts[name] = Host(self.delay, self.pauses, slots=asyncio.Semaphore(self.concurrency))
        return self._hosts[name]


def session_of(crawler: Crawler) -> FetchSession:
    """Returns the session of a crawler's spider, which begins with its first request."""
    spider: Any = crawler.spider
    if not hasattr(spider, "fetch_session"):
        settings = crawler.settings
        spider.fetch_session = FetchSession(
            settings.getfloat("DOWNLOAD_DELAY"), settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
            pauses=(settings.getfloat("FAILURE_PAUSE"), settings.getfloat("FAILURE_PAUSE_MAX")),
        )  # fmt: skip
    session: FetchSession = spider.fetch_session
    return session
