"""robots.txt as RFC 9309 has it: by status, cut at 500 KiB, kept for a day, across runs."""

from __future__ import annotations

import asyncio
import codecs
import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from sqlalchemy.exc import SQLAlchemyError

from crawler.crawl.run import Run
from crawler.fetch.failures import FetchError
from crawler.fetch.opt_out import reserved_paths
from crawler.outcomes import Outcome
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

_KEPT = timedelta(hours=24)
_LARGEST = 500 * 1024
_MOST_REDIRECTS = 5
_FIRST = 2**41
_VERSION = re.compile(r"^(\s*user-agent\s*:\s*[a-z_-]+)/[^\s#]*", re.IGNORECASE | re.MULTILINE)
_TDM = "/.well-known/tdmrep.json"


class Unreachable(Exception):  # noqa: N818 - a state of the site
    """robots.txt could not be read: nothing may be fetched."""


class RobotsUnreachable(FetchError, IgnoreRequest):  # noqa: N818 - a decision about a request
    """robots.txt could not be read, so the page may not be requested."""

    outcome = Outcome.NETWORK


class DisallowedByRobots(FetchError, IgnoreRequest):  # noqa: N818 - a decision about a request
    """robots.txt disallows the address."""

    outcome = Outcome.ROBOTS


class ReservedByTdmrep(FetchError, IgnoreRequest):  # noqa: N818 - a decision about a request
    """tdmrep.json reserves the address from text and data mining."""

    outcome = Outcome.OPT_OUT


class RobotsTxt:
    """Refuses what a host's robots.txt disallows; everything, where it cannot be reached.

    A 4xx answer but 429 allows all. 5xx, 429, time-outs, network and TLS trouble allow nothing. Crawl-delay slows
    the host down. After it, `/.well-known/tdmrep.json` is read in the same way where opt-outs are honoured.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._tdm = "tdm" in crawler.settings.getlist("OPT_OUT")
        self._rules: dict[str, asyncio.Future[tuple[Protego, Protego]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keeps the crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises IgnoreRequest for what may not be fetched."""
        if request.meta.get("robots"):
            return
        host = urlsplit(request.url).hostname or ""
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._read(host))
        try:
            rules, reserved = await asyncio.shield(self._rules[host])
        except Unreachable as trouble:
            raise RobotsUnreachable(f"robots.txt unreachable: {trouble}") from None
        if not rules.can_fetch(request.url, self._agent):
            self._crawler.stats.inc_value("robots/disallowed")
            raise DisallowedByRobots("disallowed by robots.txt")
        if not reserved.can_fetch(request.url, self._agent):
            raise ReservedByTdmrep("reserved by tdmrep.json")

    async def _read(self, host: str) -> tuple[Protego, Protego]:
        run = self._crawler.get_extension(Run)
        text = await self._text(run, host, "/robots.txt")
        # Many write the name as it stands in their logs, with its version; what RFC 9309 compares ends before it.
        rules = Protego.parse(_VERSION.sub(r"\1", text))
        if run:
            delay = rules.crawl_delay(self._agent)
            run.host(host).apply_crawl_delay(float(delay) if delay else None)
        reserved = _reserving([])
        if self._tdm and rules.can_fetch(f"https://{host}{_TDM}", self._agent):
            try:
                reserved = _reserving(reserved_paths(await self._text(run, host, _TDM)))
            except Unreachable as trouble:
                # A wish that cannot be read is no wish; whoever wants to be obeyed has robots.txt.
                logger.info("%s: tdmrep.json: %s", host, trouble)
        return rules, reserved

    async def _text(self, run: Run | None, host: str, path: str) -> str:
        """Returns the text of a file of rules, kept or fetched; empty where there is none."""
        url = f"https://{host}{path}"
        settings = self._crawler.settings
        # The rules of a replay are those of its folder, and say nothing about the site.
        key = f"{settings['HTTPCACHE_DIR']} {url}" if settings.getbool("HTTPCACHE_ENABLED") else url
        try:
            # Another outlet's run may hold the catalogue: the reactor does not wait for it.
            if run:
                kept = await asyncio.to_thread(run.catalogue.cached_robots, key, run.now() - _KEPT, run.now())
                if kept is not None:
                    return kept
            status, text = await self._fetch_text(url)
            if run:
                await asyncio.to_thread(run.catalogue.save_robots, key, status, text, run.now())
        except SQLAlchemyError as error:
            assert run is not None  # noqa: S101 - without it there is no catalogue
            run.storage_failed(error)
            run.stop("storage")
            raise Unreachable("storage failed") from None
        return text

    async def _fetch_text(self, url: str) -> tuple[int, str]:
        response = await self._fetch(url)
        if response.status >= 500 or response.status == 429:  # noqa: PLR2004
            raise Unreachable(f"status {response.status}")
        text = ""
        if 200 <= response.status < 300:  # noqa: PLR2004
            body = response.body
            if len(body) > _LARGEST:
                # Half a line may say the opposite of the whole.
                body = body[: body.rfind(b"\n", 0, _LARGEST) + 1]
            # It is to be UTF-8; but who writes UTF-16 says so, and means what is written.
            wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            text = body.decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff")
        elif 300 <= response.status < 400:  # noqa: PLR2004
            raise Unreachable("it redirects elsewhere")
        return response.status, text

    async def _fetch(self, url: str) -> Response:
        assert self._crawler.engine is not None  # noqa: S101 - there is one while requests come
        for _ in range(_MOST_REDIRECTS + 1):
            meta = {"robots": True, "dont_redirect": True, "handle_httpstatus_all": True, "dont_obey_robotstxt": True}
            try:
                response = await self._crawler.engine.download_async(Request(url, priority=_FIRST, meta=meta))
            except IgnoreRequest as error:
                raise Unreachable(str(error)) from None
            except Exception as error:  # noqa: BLE001 - whatever keeps us from the rules keeps us out
                raise Unreachable(f"{type(error).__name__}: {error}"[:200]) from None
            target = response.headers.get("Location")
            if not 300 <= response.status < 400 or not target:  # noqa: PLR2004
                return response
            onward = clean_url(target.decode("latin-1"), url)
            spider: Any = self._crawler.spider
            if urlsplit(onward).hostname not in spider.hosts:
                return response
            url = onward
        return response


def _reserving(locations: list[str]) -> Protego:
    """Returns rules that disallow the locations of a tdmrep.json; `*` and `$` mean what they mean in robots.txt."""
    lines = [f"Disallow: {' '.join(location.split())}" for location in locations]
    return Protego.parse("\n".join(["User-agent: *", *lines]))
