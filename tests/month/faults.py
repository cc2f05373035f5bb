"""What goes wrong in a month, and when: drawn from the seed, one fault after another, with quiet hours between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# The first days have no faults, so that a run knows what is usual; the last ones none, so that schedules can end.
_QUIET_START, _QUIET_END = 2 * DAY, 3 * DAY


class Kind(StrEnum):
    """A kind of fault; its value is how the report names it."""

    # The site's
    UNAVAILABLE = "503"
    MAINTENANCE = "maintenance page under all articles"
    MAINTENANCE_ALL = "maintenance page under all addresses"
    ALL_REMOVED = "every article says that it was removed"
    FROZEN = "frozen feed"
    CACHED = "cached feed that alternates"
    PINNED = "old entry pinned on top"
    SHORT = "short lists"
    ETAG_ARTICLES = "ETags of articles that never change"
    ETAG_LISTS = "ETags of lists that never change"
    BURST = "burst of articles"
    # The machine's
    OUTAGE = "outage of cron"
    KILL = "kill -9"
    LIMIT = "time limit"
    TERM = "SIGTERM"
    OVERLAP = "overlapping runs"
    CLOCK = "clock ahead"
    FILE = "text file deleted"


# Each kind with the hours that it lasts at least and at most; the kinds that differ by how long they last come twice.
_MONTH = (
    (Kind.OUTAGE, 1, 3), (Kind.OUTAGE, 6, 12), (Kind.OUTAGE, 60, 72), (Kind.UNAVAILABLE, 2, 6),
    (Kind.MAINTENANCE, 1, 1), (Kind.MAINTENANCE_ALL, 1, 1), (Kind.ALL_REMOVED, 1, 1), (Kind.FROZEN, 48, 72),
    (Kind.CACHED, 16, 30), (Kind.PINNED, 36, 60), (Kind.SHORT, 16, 30), (Kind.ETAG_ARTICLES, 30, 50),
    (Kind.ETAG_LISTS, 12, 24), (Kind.BURST, 1, 1), (Kind.BURST, 1, 1), (Kind.KILL, 1, 1), (Kind.KILL, 1, 1),
    (Kind.LIMIT, 1, 1), (Kind.LIMIT, 1, 1), (Kind.TERM, 1, 1), (Kind.OVERLAP, 1, 1), (Kind.CLOCK, 24, 24),
    (Kind.FILE, 1, 1),
)  # fmt: skip
# New articles come in the hour before these, so that something is under way.
WITH_BURST = {Kind.BURST, Kind.KILL, Kind.LIMIT, Kind.TERM, Kind.OVERLAP, Kind.MAINTENANCE, Kind.ALL_REMOVED}
# Hours after the end of a fault in which a run may still tell of it; hours of other kinds have none.
_AFTERMATH = {
    Kind.MAINTENANCE: 12, Kind.MAINTENANCE_ALL: 12, Kind.ALL_REMOVED: 26, Kind.UNAVAILABLE: 3, Kind.FROZEN: 8,
    Kind.CACHED: 8, Kind.OUTAGE: 3, Kind.CLOCK: 26, Kind.BURST: 4, Kind.SHORT: 4, Kind.KILL: 3, Kind.LIMIT: 3,
    Kind.TERM: 3, Kind.OVERLAP: 3, Kind.FILE: 26, Kind.PINNED: 1, Kind.ETAG_ARTICLES: 1, Kind.ETAG_LISTS: 8,
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One fault, from `begins` until before `ends`, both in UTC."""

    kind: Kind
    begins: datetime
    ends: datetime

    def is_at(self, now: datetime) -> bool:
        return self.begins <= now < self.ends

    def may_be_told_at(self, now: datetime) -> bool:
        """True while the fault lasts and in the hours after it that are stated for its kind."""
        return self.begins <= now < self.ends + _AFTERMATH[self.kind] * HOUR


@dataclass(frozen=True)
class Schedule:
    """The faults of one spider, in their order, from `begins` to `ends`."""

    seed: str
    begins: datetime
    ends: datetime
    faults: tuple[Fault, ...]

    @classmethod
    def draw(cls, seed: str, begins: datetime, days: int) -> Schedule:
        """Draws months of faults one after another; those for which there is no room any more are left out."""
        random, ends, drawn = Random(f"faults {seed}"), begins + days * DAY, []
        now = begins + min(_QUIET_START, days * DAY / 10)
        last = ends - min(_QUIET_END, days * DAY / 5)
        while now < last:
            kinds = random.sample(_MONTH, len(_MONTH))
            for kind, least, most in kinds:
                now += random.randint(5, 13) * HOUR
                fault = Fault(kind, now, now + random.randint(least, most) * HOUR)
                if fault.ends > last:
                    continue
                drawn.append(fault)
                now = fault.ends
        return cls(seed, begins, ends, tuple(drawn))

    def at(self, now: datetime, *kinds: Kind) -> Fault | None:
        """Returns the fault of one of these kinds at a time, or none."""
        return next((fault for fault in self.faults if fault.kind in kinds and fault.is_at(now)), None)

    def told_at(self, now: datetime) -> list[Fault]:
        """Returns the faults that a run at a time may tell of."""
        return [fault for fault in self.faults if fault.may_be_told_at(now)]
