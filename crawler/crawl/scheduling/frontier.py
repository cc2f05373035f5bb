"""The frontier: what a run has still to ask for, newest first; addresses, not requests. It knows no Scrapy."""

from __future__ import annotations

import heapq
import pickle
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.crawl.scheduling.url_set import UrlHashSet
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.items import Link, ListEntry

WANTED, DATED, UNDATED, RELATED, AGAIN = range(5)
_PARCEL = 500


@dataclass(slots=True)
class Batch:
    """The articles of one page of a list, until all are settled; then `on_complete` is called, once.

    It is held until `item_settled`: its first articles may be settled before the last are known. `all_answered` tells whether what
    was asked for was answered, one way or another; `newest` and `oldest` are publications.
    """

    on_complete: Callable[[Batch], None]
    pending: int = 1
    all_answered: bool = True
    newest: datetime | None = None
    oldest: datetime | None = None

    def observe(self, published: datetime | None) -> None:
        """Notes when one of its articles was published."""
        if published:
            self.newest = max(self.newest or published, published)
            self.oldest = min(self.oldest or published, published)

    def item_settled(self) -> None:
        """Notes that one more of what it waits for is settled."""
        self.pending -= 1
        if not self.pending:
            self.on_complete(self)


@dataclass(slots=True)
class Candidate:
    """An article's address that a run has met.

    `depth_left` is how many steps its related links are followed; `seed_url` the address of the article from which related
    links led to it, empty where a list or the user named it. `links` are its own, once it has been read. `etag` and
    `last_modified` let its site say that nothing has changed. `dispatched` tells whether it has been asked for,
    `rejected` whether it was not what the run, or its seed, looks for.
    """

    entry: ListEntry
    depth_left: int = 0
    priority: int = UNDATED
    seed_url: str = ""
    batch: Batch | None = None
    links: list[Link] | None = None
    etag: str = ""
    last_modified: str = ""
    dispatched: bool = False
    rejected: bool = False

    @property
    def requested_by_user(self) -> bool:
        """Whether the user named it."""
        return self.priority == WANTED

    @property
    def latest_time(self) -> float:
        """The latest time that its list or its address states, in seconds since 1970, or 0."""
        return _newest(self.entry)


@dataclass(slots=True)
class PackedEntries:
    """Entries of a list's page, packed until the first of them is the next to be asked for.

    `first` is its kind and its rank among those of its kind.
    """

    first: tuple[int, float]
    size: int
    packed: bytes

    def entries(self) -> list[ListEntry]:
        """Unpacks them."""
        entries: list[ListEntry] = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - `pack_entries` has made it
        return entries


def pack_entries(entries: Iterable[ListEntry]) -> list[PackedEntries]:
    """Packs the entries of a list's page in the order in which they come: it may name 50,000."""
    ordered = sorted(entries, key=_rank)
    parts = [ordered[start : start + _PARCEL] for start in range(0, len(ordered), _PARCEL)]
    return [PackedEntries(_rank(part[0]), len(part), zlib.compress(pickle.dumps(part), 1)) for part in parts]


@dataclass
class Frontier:
    """Candidates in the order in which they are to be asked for; `max_in_flight` of them may be under way at once.

    Where related links are followed (`keep_candidates`), those that are settled are kept for what may lead to them later; else
    no more than marks of their addresses, so that a run of many articles does not grow with them.
    """

    max_in_flight: int
    keep_candidates: bool = True
    seen: dict[str, Candidate] = field(default_factory=dict)
    in_flight: dict[str, Candidate] = field(default_factory=dict)
    _settled: UrlHashSet = field(default_factory=UrlHashSet)
    _heap: list[tuple[int, float, int, Candidate | tuple[PackedEntries, Batch]]] = field(default_factory=list)
    _places: int = 0

    def __len__(self) -> int:
        return len(self._heap)

    def add_packed(self, parcels: Iterable[PackedEntries], batch: Batch) -> None:
        """Takes in what a list's page names, where no related links are followed; each has the place it would have."""
        for parcel in parcels:
            batch.pending += 1
            heapq.heappush(self._heap, (*parcel.first, self._places, (parcel, batch)))
            self._places += parcel.size

    def add(self, candidate: Candidate) -> Candidate | None:
        """Takes in a candidate; returns the earlier one of its address where there is one, and keeps that.

        It then has the better of both places.

        The user's come first in their order, then the newest, then those of unknown date in their lists' order, then
        related ones, the nearest first, then those that are only to be read again.
        """
        self._places += 1
        return self._add(candidate, self._places - 1)

    def _add(self, candidate: Candidate, place: int) -> Candidate | None:
        if candidate.entry.url in self._settled:
            candidate.dispatched = True
            return candidate
        newest = candidate.latest_time
        if candidate.priority == UNDATED and newest:
            candidate.priority = DATED
        earlier = self.seen.get(candidate.entry.url)
        if earlier and (earlier.dispatched or earlier.priority <= candidate.priority):
            return earlier
        rank = -newest if candidate.priority == DATED else -candidate.depth_left if candidate.priority == RELATED else 0
        if earlier:
            # It comes where it would have come without its earlier way.
            earlier.entry, earlier.priority, earlier.seed_url = candidate.entry, candidate.priority, candidate.seed_url
            batch = None if earlier.batch else candidate.batch
            earlier.batch = earlier.batch or batch
        else:
            self.seen[candidate.entry.url], batch = candidate, candidate.batch
        if batch:
            batch.pending += 1
        heapq.heappush(self._heap, (candidate.priority, rank, place, earlier or candidate))
        return earlier

    def next_candidates(self, most: int) -> Iterator[Candidate]:
        """Yields the next candidates, as many as may be under way, and not more than `most` at once."""
        while self._heap and len(self.in_flight) < min(self.max_in_flight, most):
            *_, place, waiting = heapq.heappop(self._heap)
            if not isinstance(waiting, Candidate):
                parcel, batch = waiting
                for behind, entry in enumerate(parcel.entries()):
                    self._add(Candidate(entry, batch=batch), place + behind)
                batch.item_settled()
            elif not waiting.dispatched:
                waiting.dispatched = True
                self.in_flight[waiting.entry.url] = waiting
                yield waiting

    def mark_done(self, url: str, published: datetime | None = None, *, answered: bool = True) -> None:
        """Notes that the outcome of an address is committed, or that none will come (`answered` false)."""
        candidate = self.in_flight.pop(url, None)
        if candidate is None:
            return
        if not self.keep_candidates:
            del self.seen[url]
            self._settled.add(url)
        if batch := candidate.batch:
            batch.observe(published)
            batch.all_answered = batch.all_answered and answered
            batch.item_settled()

    def abandon_in_flight(self) -> None:
        """Settles what is under way and will not come any more."""
        for url in list(self.in_flight):
            self.mark_done(url, answered=False)


def _newest(entry: ListEntry) -> float:
    times = [time for time in (entry.published, entry.modified) if time]
    if not times and (days := days_in_address(entry.url)):
        times = [datetime(days[0].year, days[0].month, days[0].day, tzinfo=UTC)]
    return max(times).timestamp() if times else 0.0


def _rank(entry: ListEntry) -> tuple[int, float]:
    newest = _newest(entry)
    return (DATED, -newest) if newest else (UNDATED, 0.0)
