"""The download handler: one request at a time for each host, paced, with bounds on what an answer may be."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from crawler.crawl.run import Run
from crawler.fetch.failures import RequestSkipped
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import HTTP11ClientProtocol

# No honest answer has more of it before its body; Scrapy would take a gigabyte.
_LARGEST_HEADER = 256 * 1024
# What a run that was told to stop still gives to an answer under way, in seconds.
_GRACE = 5


class PoliteHandler(HTTP11DownloadHandler):
    """Scrapy's handler, which waits its turn before each request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _bounded(self._pool._factory)  # noqa: SLF001 - Scrapy sets it in the same way
        self._under_way: set[asyncio.Timeout] = set()
        self._closing: asyncio.Task[None] | None = None

    async def download_request(self, request: Request) -> Response:
        """Waits until the host may be asked, then asks it.

        Raises:
            NotAsked: The host is left alone, or the run is closing.
        """
        run = self._crawler.get_extension(Run)
        if run is None:
            return await super().download_request(request)
        parts = urlsplit(request.url)
        host = run.host(parts.hostname or "")
        async with host.slots:
            while (wait := host.next_request_at - time.monotonic()) > 0 and not host.skip_reason:
                await _sleep(run, wait)
            if host.skip_reason:
                raise RequestSkipped(f"{parts.hostname} is left alone: {host.skip_reason}", host.skip_outcome)
            if run.closing.is_set():
                raise RequestSkipped("the run is closing")
            host.on_request(time.monotonic())
            try:
                response = await self._bounded_by_closing(run, request)
            except Exception:
                if not run.closing.is_set():
                    host.on_failure(request.url, time.monotonic())
                raise
            # Rules that are refused are no refused page; a server in trouble is in trouble.
            outcome = Outcome.of_status(response.status)
            if parts.path != "/robots.txt" or outcome.needs_pause or not outcome.is_refusal:
                retry_after = (response.headers.get("Retry-After") or b"").decode("latin-1")
                host.on_response(request.url, response.status, retry_after, time.monotonic())
            return response

    async def close(self) -> None:
        """Waits for no end any more."""
        if self._closing is not None:
            self._closing.cancel()
        await super().close()

    async def _bounded_by_closing(self, run: Run, request: Request) -> Response:
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._bound_at_closing(run))
        limit = asyncio.timeout(None)
        try:
            async with limit:
                self._under_way.add(limit)
                return await super().download_request(request)
        except Exception:
            # Cancelled, Twisted may raise something of its own.
            if limit.expired():
                raise RequestSkipped("the run is closing") from None
            raise
        finally:
            self._under_way.discard(limit)

    async def _bound_at_closing(self, run: Run) -> None:
        """Gives what is under way its last seconds once the run is to end."""
        await run.closing.wait()
        for limit in self._under_way:
            limit.reschedule(asyncio.get_running_loop().time() + _GRACE)


async def _sleep(run: Run, wait: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(run.closing.wait(), wait)
        raise RequestSkipped("the run is closing")


def _bounded(factory: Any) -> Any:
    """Returns a factory of client protocols that drop a connection whose header does not end."""

    class Factory(factory):  # type: ignore[misc]
        def buildProtocol(self, address: IAddress | None) -> HTTP11ClientProtocol:  # noqa: N802 - Twisted's name
            protocol = cast("Any", super().buildProtocol(address))
            receive, seen = protocol.dataReceived, 0

            def data_received(data: bytes) -> None:
                nonlocal seen
                parser = protocol._parser  # noqa: SLF001 - nothing else tells where the header ends
                in_header = parser is not None and getattr(parser, "state", "") in {"STATUS", "HEADER"}
                seen = seen + len(data) if in_header else 0
                if seen > _LARGEST_HEADER:
                    protocol.transport.abortConnection()
                    return
                receive(data)

            protocol.dataReceived = data_received
            return cast("HTTP11ClientProtocol", protocol)

    return Factory
