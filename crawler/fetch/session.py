"""FetchSession: what the download handler and robots.txt need of the run they fetch for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

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
    """The throttles of a run's hosts, and the run's clock, closing event and robots.txt cache.

    The run sets it as `fetch_session` of its spider before the first request; `session_of` finds it there.
    """

    delay: float
    """Least seconds between two requests to a host."""
    concurrency: int
    """Requests to a host at the same time."""
    now: Callable[[], datetime]
    """Returns the current time in UTC."""
    closing: asyncio.Event
    """Set once the run is to end."""
    robots_cache: RobotsCache
    """Where robots.txt files are stored."""
    on_storage_failure: Callable[[Exception], None]
    """Ends the run because `robots_cache` failed."""
    pauses: tuple[float, float] = (2.0, 60.0)
    """Seconds of a host's first pause after a failure, and of the longest."""
    _hosts: dict[str, Host] = field(default_factory=dict)

    def host(self, name: str) -> Host:
        """Returns the throttle of a host."""
        if name not in self._hosts:
            self._hosts[name] = Host(self.delay, self.pauses, slots=asyncio.Semaphore(self.concurrency))
        return self._hosts[name]


def session_of(crawler: Crawler) -> FetchSession | None:
    """Returns the session of a crawler's run; none outside a run, as in Scrapy's own `fetch` and `shell`."""
    return cast("FetchSession | None", getattr(crawler.spider, "fetch_session", None))
