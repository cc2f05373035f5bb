"""An extension that measures for how long the reactor's thread was held up: a beat every five milliseconds."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

_BEAT = 0.005


class Heartbeat:
    """Writes to the file that HEARTBEAT_FILE names by how many seconds a beat was late at most."""

    def __init__(self, crawler: Crawler) -> None:
        self._file = crawler.settings["HEARTBEAT_FILE"]
        self._late = 0.0
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connects to the crawler's signals."""
        return cls(crawler)

    def _opened(self) -> None:
        self._beating = asyncio.ensure_future(self._beat())

    async def _beat(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_BEAT)
            self._late = max(self._late, time.perf_counter() - before - _BEAT)

    def _closed(self) -> None:
        self._beating.cancel()
        Path(self._file).write_text(json.dumps({"most": self._late}), encoding="utf-8")
