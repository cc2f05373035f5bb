"""The hourly runs of one spider over a month, with what happens to them."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from crawler.clock import CLOCK_OFFSET
from tests.month.catalogue import Watched
from tests.month.faults import DAY, HOUR, Kind
from tests.month.handler import LOG, SITE, SITE_OFFSET, SLOW, STOP, STOP_BY, site_named
from tests.month.outlets import OUTLETS
from tests.support.commands import CommandServer
from tests.support.patience import patience
from tests.support.processes import scrapy_process

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

# Minute of the hour at which cron starts a run.
_MINUTE = timedelta(minutes=7)
# Articles that a run gets before it is stopped.
_BEFORE_STOP = 4
# Runs that one process makes, which keeps some memory of each.
_RUNS_OF_A_SERVER = 180
# Seconds of an answer of a run that is to last, and its time limit.
_SLOW, _LIMIT = 0.4, 2
_SETTINGS = (
    "WRAPPED_DOWNLOAD_HANDLER=tests.month.handler.MadeSiteHandler", "DOWNLOAD_DELAY=0", "FAILURE_PAUSE=0.01",
    "FAILURE_PAUSE_MAX=0.02", "LOG_LEVEL=WARNING", "CONTACT=news@example.com",
)  # fmt: skip


@dataclass
class Ran:
    """One run, or two at the same time."""

    began: datetime
    """By the site's clock, in UTC."""
    fault: Kind | None
    """What happened to it; none for an ordinary one."""
    code: int | None
    """Its exit code; none if it was killed."""
    line: str
    """Its verdict."""
    warned: bool
    """True if it told something at WARNING or ERROR."""
    requests: list[tuple[datetime, int, str]] = field(default_factory=list)
    """Time, status and address of each answer."""
    gaps: list[tuple[datetime, datetime]] = field(default_factory=list)
    """What its catalogue held as gaps at its begin or end."""

    @property
    def is_whole(self) -> bool:
        """True if nothing ended it before its work was done."""
        return self.fault in {None, Kind.CLOCK, Kind.FILE, Kind.OVERLAP}


class Cron:
    """Makes the runs of one made site, and looks at what each has left."""

    def __init__(self, described: str, folder: Path) -> None:
        self.site = site_named(described)
        self.watched = Watched(folder / "data")
        self.runs: list[Ran] = []
        self._folder, self._described = folder, described
        self._log = folder / "requests.log"
        self._read = 0
        self._random = Random(f"cron {described}")
        # One spider's wrong clock is a year ahead, the next one's a day.
        place = list(OUTLETS).index(self.site.outlet.name) + Random(
            self.site.schedule.seed.partition("/")[0]
        ).randrange(2)
        self._ahead = DAY if place % 2 else 365 * DAY
        folder.mkdir(parents=True, exist_ok=True)
        self._log.touch()

    def go(self) -> None:
        """Makes all runs."""
        schedule = self.site.schedule
        hours = [
            schedule.begins + _MINUTE + hour * HOUR for hour in range(int((schedule.ends - schedule.begins) / HOUR))
        ]
        due = [now for now in hours if not schedule.at(now, Kind.OUTAGE)]
        for first in range(0, len(due), _RUNS_OF_A_SERVER):
            self._server = CommandServer()
            try:
                for now in due[first : first + _RUNS_OF_A_SERVER]:
                    self._hour(now)
            finally:
                self._server.close()

    def _hour(self, now: datetime) -> None:
        fault = self.site.schedule.at(
            now, Kind.KILL, Kind.LIMIT, Kind.TERM, Kind.OVERLAP, Kind.CLOCK, Kind.FILE, Kind.OUTAGE
        )
        kind, gaps = fault.kind if fault else None, self.watched.gaps()
        if kind is Kind.FILE:
            self._delete_a_file()
        done = self._run(now, kind)
        warned = [line for line in done.stderr.splitlines() if re.search(r"\b(WARNING|ERROR|CRITICAL)\b", line)]
        self.watched.look(now)
        last = self.watched.last_run()
        code = None if done.returncode < 0 else done.returncode
        ran = Ran(now, kind, code, last.line or "\n".join(warned), bool(warned), gaps=gaps + self.watched.gaps())
        ran.requests = self._new_requests()
        self.runs.append(ran)
        if warned or code:
            with (self._folder / "alarms.log").open("a", encoding="utf-8") as alarms:
                alarms.write(f"{now:%Y-%m-%d %H:%M} {kind or ''} exit {code}\n{done.stderr[-3000:]}\n")

    def _run(self, now: datetime, kind: Kind | None) -> subprocess.CompletedProcess[str]:
        words, own = self._words(), self._environment(now, self._ahead if kind is Kind.CLOCK else timedelta())
        if kind in {Kind.KILL, Kind.TERM}:
            number = STOP_BY["kill" if kind is Kind.KILL else "term"]
            return scrapy_process(*words, environment=own | {STOP: f"{int(number)} {_BEFORE_STOP}"})
        if kind is Kind.LIMIT:
            limit = ("-s", f"CLOSESPIDER_TIMEOUT={_LIMIT}")
            return self._server.scrapy(*words, *limit, environment=own | {SLOW: str(_SLOW)})
        if kind is Kind.OVERLAP:
            return self._overlap(words, own)
        return self._server.scrapy(*words, environment=own)

    def _overlap(self, words: list[str], own: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Starts a second run while a slow one is under way; returns what came of the first."""
        ended: list[subprocess.CompletedProcess[str]] = []
        size = self._log.stat().st_size
        first = threading.Thread(
            target=lambda: ended.append(scrapy_process(*words, environment=own | {SLOW: str(_SLOW / 2)}))
        )
        first.start()
        deadline = time.monotonic() + patience(20)
        while self._log.stat().st_size == size and time.monotonic() < deadline and first.is_alive():
            time.sleep(0.01)
        self._server.scrapy(*words, environment=own)
        first.join()
        return ended[0]

    def _words(self) -> list[str]:
        settings = (*_SETTINGS, f"DATA_DIR={self.watched.data}", f"EXTRACTION_TIMEOUT={patience(10)}")
        return ["crawl", self.site.outlet.name, *(word for setting in settings for word in ("-s", setting))]

    def _environment(self, now: datetime, ahead: timedelta) -> dict[str, str]:
        offset = now - datetime.now(UTC)
        return {
            CLOCK_OFFSET: str((offset + ahead).total_seconds()), SITE_OFFSET: str(offset.total_seconds()),
            SITE: self._described, LOG: str(self._log),
        }  # fmt: skip

    def _delete_a_file(self) -> None:
        files = sorted((self.watched.data / "articles").glob("*.txt"))
        if files:
            self._random.choice(files).unlink()

    def _new_requests(self) -> list[tuple[datetime, int, str]]:
        with self._log.open(encoding="utf-8") as log:
            log.seek(self._read)
            lines = log.read().splitlines()
            self._read = log.tell()
        told = (line.split(" ", 2) for line in lines)
        return [(datetime.fromisoformat(moment), int(status), url) for moment, status, url in told]
