"""robots.txt by RFC 9309: its status decides, at most 500 KiB are read, and it is cached for a day across runs."""

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

from crawler.fetch.failures import FetchError
from crawler.fetch.opt_out import reserved_paths
from crawler.fetch.session import session_of
from crawler.outcomes import Outcome
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.fetch.session import FetchSession

logger = logging.getLogger(__name__)

_CACHED_FOR = timedelta(hours=24)
_MAX_BYTES = 500 * 1024
_MAX_REDIRECTS = 5
# Before all lists and articles.
_PRIORITY = 2**41
_VERSION = re.compile(r"^(\s*user-agent\s*:\s*[a-z_-]+)/[^\s#]*", re.IGNORECASE | re.MULTILINE)
_TDM = "/.well-known/tdmrep.json"
_TOO_MANY_REQUESTS = 429


class _Unreadable(Exception):  # noqa: N818 - a state of the site
    """A robots.txt or tdmrep.json could not be read."""


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
    """Drops requests that a host's robots.txt disallows; all of them if it cannot be read.

    A 4xx response other than 429 allows all. 5xx, 429, time-outs, network and TLS errors allow nothing. A Crawl-delay
    slows the host down. If OPT_OUT has `tdm`, `/.well-known/tdmrep.json` is read after it in the same way.
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
        """Creates the middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Lets a request pass if it is allowed.

        Raises:
            RobotsUnreachable: robots.txt could not be read.
            DisallowedByRobots: It disallows the address.
            ReservedByTdmrep: tdmrep.json reserves the address.
        """
        if request.meta.get("robots"):
            return
        host = urlsplit(request.url).hostname or ""
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._read(host))
        try:
            rules, reserved = await asyncio.shield(self._rules[host])
        except _Unreadable as error:
            raise RobotsUnreachable(f"robots.txt unreachable: {error}") from None
        if not rules.can_fetch(request.url, self._agent):
            self._crawler.stats.inc_value("robots/disallowed")
            raise DisallowedByRobots("disallowed by robots.txt")
        if not reserved.can_fetch(request.url, self._agent):
            raise ReservedByTdmrep("reserved by tdmrep.json")

    async def _read(self, host: str) -> tuple[Protego, Protego]:
        """Returns the rules of a host's robots.txt, and those of its tdmrep.json."""
        session = session_of(self._crawler)
        text = await self._text(session, host, "/robots.txt")
        # Many sites write a robot's name with a version, as in their logs; RFC 9309 compares the name alone.
        rules = Protego.parse(_VERSION.sub(r"\1", text))
        delay = rules.crawl_delay(self._agent)
        session.host(host).apply_crawl_delay(float(delay) if delay else None)
        reserved = _reserving([])
        if self._tdm and rules.can_fetch(f"https://{host}{_TDM}", self._agent):
            try:
                reserved = _reserving(reserved_paths(await self._text(session, host, _TDM)))
            except _Unreadable as error:
                # An unreadable tdmrep.json reserves nothing, unlike an unreadable robots.txt.
                logger.info("%s: tdmrep.json: %s", host, error)
        return rules, reserved

    async def _text(self, session: FetchSession, host: str, path: str) -> str:
        """Returns the text of a host's file, cached or fetched; empty if there is none."""
        url = f"https://{host}{path}"
        settings = self._crawler.settings
        # A replay's robots.txt is that of its folder, so it is cached apart from the site's.
        key = f"{settings['HTTPCACHE_DIR']} {url}" if settings.getbool("HTTPCACHE_ENABLED") else url
        cache = session.robots_cache
        if cache is None:
            return (await self._fetch_text(url))[1]
        try:
            # In a thread: another outlet's run may hold the catalogue's lock.
            cached = await asyncio.to_thread(cache.cached_robots, key, session.now() - _CACHED_FOR, session.now())
            if cached is not None:
                return cached
            status, text = await self._fetch_text(url)
            await asyncio.to_thread(cache.save_robots, key, status, text, session.now())
        except SQLAlchemyError as error:
            session.on_storage_failure(error)
            raise _Unreadable("storage failed") from None
        return text

    async def _fetch_text(self, url: str) -> tuple[int, str]:
        """Returns status and text of a file; empty if its status is 4xx."""
        response = await self._fetch(url)
        if response.status >= 500 or response.status == _TOO_MANY_REQUESTS:  # noqa: PLR2004
            raise _Unreadable(f"status {response.status}")
        text = ""
        if 200 <= response.status < 300:  # noqa: PLR2004
            body = response.body
            if len(body) > _MAX_BYTES:
                # A truncated line may mean the opposite of the whole one.
                body = body[: body.rfind(b"\n", 0, _MAX_BYTES) + 1]
            # RFC 9309 requires UTF-8; UTF-16 is read as well if a byte order mark announces it.
            is_utf16 = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            text = body.decode("utf-16" if is_utf16 else "utf-8", "ignore").lstrip("\ufeff")
        elif 300 <= response.status < 400:  # noqa: PLR2004
            raise _Unreadable("it redirects elsewhere")
        return response.status, text

    async def _fetch(self, url: str) -> Response:
        assert self._crawler.engine is not None  # noqa: S101 - there is one while requests come
        for _ in range(_MAX_REDIRECTS + 1):
            meta = {"robots": True, "dont_redirect": True, "handle_httpstatus_all": True, "dont_obey_robotstxt": True}
            try:
                response = await self._crawler.engine.download_async(Request(url, priority=_PRIORITY, meta=meta))
            except IgnoreRequest as error:
                raise _Unreadable(str(error)) from None
            except Exception as error:  # noqa: BLE001 - without rules nothing is allowed, whatever the cause
                raise _Unreadable(f"{type(error).__name__}: {error}"[:200]) from None
            target = response.headers.get("Location")
            if not 300 <= response.status < 400 or not target:  # noqa: PLR2004
                return response
            onward = clean_url(target.decode("latin-1"), url)
            spider: Any = self._crawler.spider
            if urlsplit(onward).hostname not in getattr(spider, "hosts", ()):
                return response
            url = onward
        return response


def _reserving(locations: list[str]) -> Protego:
    """Returns rules that disallow the locations of a tdmrep.json, whose `*` and `$` are those of robots.txt."""
    lines = [f"Disallow: {' '.join(location.split())}" for location in locations]
    return Protego.parse("\n".join(["User-agent: *", *lines]))
