"""MadeSiteHandler: a download handler that answers from a made site, and does what a fault does to the run itself.

Its settings are environment variables, as a run of `scrapy` inherits them whatever starts it.
"""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from tests.month.site import MadeSite

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# `name seed begins days`, and how many seconds the site is ahead of the time of day.
SITE, SITE_OFFSET = "MONTH_SITE", "MONTH_SITE_OFFSET"
# The file that gets a line for each answer: time, status, address.
LOG = "MONTH_LOG"
# Seconds that each answer takes, and `signal number` that this process sends itself instead of so many-th article.
SLOW, STOP = "MONTH_SLOW", "MONTH_STOP"


@lru_cache(maxsize=2)
def site_named(described: str) -> MadeSite:
    """Returns the site that `MONTH_SITE` describes; made once a process."""
    name, seed, begins, days = described.split()
    return MadeSite.of(name, seed, datetime.fromisoformat(begins), int(days))


class MadeSiteHandler:
    """Answers as the site would at its own time, which a wrong clock of the run does not change."""

    lazy = False

    def __init__(self) -> None:
        self._site = site_named(os.environ[SITE])
        self._offset = timedelta(seconds=float(os.environ[SITE_OFFSET]))
        self._slow = float(os.environ.get(SLOW, "0"))
        self._stop = [int(number) for number in os.environ.get(STOP, "").split()]
        self._articles = 0
        self._log = Path(os.environ[LOG])

    @classmethod
    def from_crawler(cls, _: Crawler) -> Self:
        return cls()

    async def download_request(self, request: Request) -> Response:
        """Returns the site's answer to a request."""
        if self._slow:
            await asyncio.sleep(self._slow)
        if request.url in self._site.by_url:
            self._articles += 1
            if self._stop and self._articles == self._stop[1]:
                os.kill(os.getpid(), self._stop[0])
        tag = (request.headers.get("If-None-Match") or b"").decode()
        now = datetime.now(UTC) + self._offset
        answer = self._site.answer(request.url, now, {"If-None-Match": tag})
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{now.isoformat()} {answer.status} {request.url}\n")
        headers = Headers(answer.headers)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        return kind(request.url, status=answer.status, headers=headers, body=answer.body, request=request)

    async def close(self) -> None:
        """Does nothing."""


STOP_BY = {"kill": signal.SIGKILL, "term": signal.SIGTERM}
