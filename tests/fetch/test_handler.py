"""The polite handler: one request at a time with a delay behind it, whatever handler makes the connections."""

from __future__ import annotations

import asyncio
import gzip
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.fetch.failures import RequestSkipped
from crawler.fetch.handler import PoliteHandler
from crawler.fetch.session import FetchSession
from crawler.outcomes import Outcome
from tests.support.network import Network, raw
from tests.support.sites import HTML, Site, keys, live, own, page_of, texts, url_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

AIOHTTP = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"
SETTING = f"WRAPPED_DOWNLOAD_HANDLER={AIOHTTP}"
DELAY = 0.2


class Recorder:
    """A download handler that answers at once, and records when."""

    lazy = False

    def __init__(self) -> None:
        self.times: list[float] = []
        self.closed = False
        self.in_flight = self.most_in_flight = 0
        self.takes = 0.0

    @classmethod
    def from_crawler(cls, crawler: Any) -> Recorder:
        crawler.spider.recorder = cls()
        return crawler.spider.recorder

    async def download_request(self, request: Request) -> Response:
        self.times.append(asyncio.get_running_loop().time())
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await asyncio.sleep(self.takes)
        finally:
            self.in_flight -= 1
        status = request.meta.get("status", 200)
        if not status:
            raise DownloadTimeoutError("no answer")
        return Response(request.url, status=status, headers=request.meta.get("headers"))

    async def close(self) -> None:
        self.closed = True


class NoCache:
    """A cache of robots.txt that is always empty."""

    def cached_robots(self, url: str, since: datetime, now: datetime) -> None: ...

    def save_robots(self, url: str, status: int, text: str, now: datetime) -> None: ...


def polite(
    *, delay: float = DELAY, in_run: bool = True, concurrency: int = 1
) -> tuple[PoliteHandler, Recorder, FetchSession]:
    crawler = get_crawler(settings_dict={"WRAPPED_DOWNLOAD_HANDLER": Recorder, "DOWNLOAD_DELAY": delay})
    crawler.spider = Spider("example")
    session = FetchSession(delay, concurrency, lambda: datetime.now(UTC), asyncio.Event(), NoCache(), lambda _: None)
    if in_run:
        crawler.spider.fetch_session = session
    handler = PoliteHandler.from_crawler(crawler)
    return handler, crawler.spider.recorder, session


def request(number: int = 1, host: str = "example.com", **meta: Any) -> Request:
    return Request(f"https://{host}/article/{number}", meta=meta)


def test_requests_to_a_host_are_made_one_at_a_time_with_the_delay_between_them() -> None:
    async def run() -> Recorder:
        handler, wrapped, _ = polite()
        await asyncio.gather(*(handler.download_request(request(number)) for number in range(3)))
        return wrapped

    wrapped = asyncio.run(run())
    assert wrapped.most_in_flight == 1
    assert all(later - earlier >= DELAY for earlier, later in zip(wrapped.times, wrapped.times[1:], strict=False))


def test_requests_to_two_hosts_do_not_wait_for_each_other() -> None:
    async def run() -> Recorder:
        handler, wrapped, _ = polite()
        wrapped.takes = 0.05
        await asyncio.gather(*(handler.download_request(request(host=host)) for host in ("a.example", "b.example")))
        return wrapped

    assert asyncio.run(run()).most_in_flight == 2


def test_a_host_that_refuses_is_skipped_after_five_responses() -> None:
    async def run() -> tuple[Recorder, RequestSkipped]:
        handler, wrapped, _ = polite(delay=0)
        for number in range(5):
            await handler.download_request(request(number, status=403))
        with pytest.raises(RequestSkipped) as skipped:
            await handler.download_request(request(6))
        return wrapped, skipped.value

    wrapped, skipped = asyncio.run(run())
    assert len(wrapped.times) == 5
    assert skipped.outcome is Outcome.REFUSED


def test_a_failure_of_the_wrapped_handler_pauses_the_host() -> None:
    async def run() -> FetchSession:
        handler, _, session = polite(delay=0)
        with pytest.raises(DownloadTimeoutError):
            await handler.download_request(request(status=0))
        return session

    assert asyncio.run(run()).host("example.com").troubles == 1


def test_nothing_is_requested_once_the_run_is_closing() -> None:
    async def run() -> tuple[Recorder, RequestSkipped]:
        handler, wrapped, session = polite()
        session.closing.set()
        with pytest.raises(RequestSkipped) as skipped:
            await handler.download_request(request())
        return wrapped, skipped.value

    wrapped, skipped = asyncio.run(run())
    assert not wrapped.times
    assert skipped.outcome is Outcome.NOT_ASKED


def test_a_request_that_waits_is_skipped_as_soon_as_the_run_closes() -> None:
    async def run() -> float:
        handler, _, session = polite(delay=60)
        await handler.download_request(request())
        waiting = asyncio.ensure_future(handler.download_request(request(2)))
        await asyncio.sleep(0)
        began = asyncio.get_running_loop().time()
        session.closing.set()
        with pytest.raises(RequestSkipped):
            await waiting
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(run()) < 10


def test_without_a_run_the_pace_is_that_of_the_settings() -> None:
    async def run() -> Recorder:
        handler, wrapped, _ = polite(in_run=False)
        await asyncio.gather(*(handler.download_request(request(number)) for number in range(2)))
        return wrapped

    first, second = asyncio.run(run()).times
    assert second - first >= DELAY


def test_requests_that_a_host_may_answer_side_by_side_begin_with_the_delay_between_them() -> None:
    async def run() -> Recorder:
        handler, wrapped, _ = polite(concurrency=3)
        wrapped.takes = 3 * DELAY
        await asyncio.gather(*(handler.download_request(request(number)) for number in range(3)))
        return wrapped

    wrapped = asyncio.run(run())
    assert wrapped.most_in_flight > 1
    assert all(later - earlier >= DELAY for earlier, later in zip(wrapped.times, wrapped.times[1:], strict=False))


def test_closing_closes_the_wrapped_handler() -> None:
    async def run() -> Recorder:
        handler, wrapped, _ = polite()
        await handler.download_request(request())
        await handler.close()
        return wrapped

    assert asyncio.run(run()).closed


# --- Another of Scrapy's handlers, against a server --------------------------------------


def test_a_run_with_another_handler_stores_articles_and_counts_what_fails(
    network: Network, site: Site, data: Path
) -> None:
    site.articles(keys(3))
    key = keys(1, first=20000001)[0]
    site.list(*keys(3), key)
    network.serve(site)
    cut = gzip.compress(site.article(key))
    network.answers[url_of(key)] = raw(200, HTML | {"Content-Encoding": "gzip"}, cut, cut=len(cut) - 12)

    run = live(network, data, "-s", SETTING, "-s", "RETRY_ENABLED=False")

    assert "AiohttpDownloadHandler" in run.log
    assert run.code == 0, verdict_of(run)
    assert texts(run) == own(*keys(3))
    assert page_of(run, key)["reason"] in {"damaged", "network"}


def test_a_host_that_refuses_is_skipped_with_another_handler_too(network: Network, site: Site, data: Path) -> None:
    site.list(*keys(8))
    for key in keys(8):
        site.answer(str(key), url_of(key), b"", 403)
    network.serve(site)

    run = live(network, data, "-s", SETTING)

    assert run.code == 77, run.log
    assert sum(url_of(key) in network.asked for key in keys(8)) == 5
