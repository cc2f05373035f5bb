"""PoliteHandler: a download handler that makes any other one wait its turn for each host."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from scrapy.utils.misc import build_from_crawler, load_object

from crawler.fetch.failures import RequestSkipped
from crawler.fetch.session import session_of
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.core.downloader.handlers import DownloadHandlerProtocol
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.fetch.session import FetchSession

# Seconds that responses in flight get after the run begins to close.
_GRACE = 5


class PoliteHandler:
    """Paces the requests of the handler named by WRAPPED_DOWNLOAD_HANDLER: turns, delays, back-off, closing."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        wrapped = build_from_crawler(load_object(crawler.settings["WRAPPED_DOWNLOAD_HANDLER"]), crawler)
        self._wrapped = cast("DownloadHandlerProtocol", wrapped)
        self._in_flight: set[asyncio.Timeout] = set()
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Creates the handler and the one that it wraps."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Downloads a request once its host's turn and delay allow it.

        Raises:
            RequestSkipped: The host is skipped, or the run is closing.
        """
        session = session_of(self._crawler)
        parts = urlsplit(request.url)
        host = session.host(parts.hostname or "")
        async with host.slots:
            while (wait := host.next_request_at - time.monotonic()) > 0 and not host.skip_reason:
                await _sleep(session, wait)
            if host.skip_reason:
                raise RequestSkipped(f"{parts.hostname} is skipped: {host.skip_reason}", host.skip_outcome)
            if session.closing.is_set():
                raise RequestSkipped("the run is closing")
            host.on_request(time.monotonic())
            try:
                response = await self._download_until_closed(session, request)
            except Exception:
                if not session.closing.is_set():
                    host.on_failure(request.url, time.monotonic())
                raise
            outcome = Outcome.of_status(response.status)
            # A refused robots.txt allows all, so it is no refusal of pages.
            if parts.path != "/robots.txt" or outcome.needs_pause or not outcome.is_refusal:
                retry_after = (response.headers.get("Retry-After") or b"").decode("latin-1")
                host.on_response(request.url, response.status, retry_after, time.monotonic())
            return response

    async def close(self) -> None:
        """Closes the wrapped handler."""
        if self._closing is not None:
            self._closing.cancel()
        await self._wrapped.close()

    async def _download_until_closed(self, session: FetchSession, request: Request) -> Response:
        """Downloads a request; raises RequestSkipped if it does not end soon after the run begins to close."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._limit_at_closing(session))
        limit = asyncio.timeout(None)
        try:
            async with limit:
                self._in_flight.add(limit)
                return await self._wrapped.download_request(request)
        except Exception:
            # A cancelled handler may raise an exception of its own.
            if limit.expired():
                raise RequestSkipped("the run is closing") from None
            raise
        finally:
            self._in_flight.discard(limit)

    async def _limit_at_closing(self, session: FetchSession) -> None:
        await session.closing.wait()
        for limit in self._in_flight:
            limit.reschedule(asyncio.get_running_loop().time() + _GRACE)


async def _sleep(session: FetchSession, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(session.closing.wait(), seconds)
        raise RequestSkipped("the run is closing")
