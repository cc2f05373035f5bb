"""The frontier: what a run has still to ask for, newest first; addresses, not requests. It knows no Scrapy."""

from __future__ import annotations

import heapq
import pickle
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.crawl.url_set import Marks
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.items import Link, Listed

WANTED, DATED, UNDATED, RELATED, AGAIN = range(5)
_PARCEL = 500


@dataclass(slots=True)
class Batch:
    """The articles of one page of a list, until all are settled; then `done` is called, once.

    It is held until `release`: its first articles may be settled before the last are known. `whole` tells whether what
    was asked for was answered, one way or another; `newest` and `oldest` are publications.
    """

    done: Callable[[Batch], None]
    left: int = 1
    whole: bool = True
    newest: datetime | None = None
    oldest: datetime | None = None

    def meet(self, published: datetime | None) -> None:
        """Notes when one of its articles was published."""
        if published:
            self.newest = max(self.newest or published, published)
            self.oldest = min(self.oldest or published, published)

    def release(self) -> None:
        """Notes that one more of what it waits for is settled."""
        self.left -= 1
        if not self.left:
            self.done(self)


@dataclass(slots=True)
class Candidate:
    """An article's address that a run has met.

    `steps` is how many steps its related links are followed; `seed` the address of the article from which related
    links led to it, empty where a list or the user named it. `links` are its own, once it has been read. `etag` and
    `last_modified` let its site say that nothing has changed. `taken` tells whether it has been asked for,
    `refused` whether it was not what the run, or its seed, looks for.
    """

    entry: Listed
    steps: int = 0
    kind: int = UNDATED
    seed: str = ""
    batch: Batch | None = None
    links: list[Link] | None = None
    etag: str = ""
    last_modified: str = ""
    taken: bool = False
    refused: bool = False

    @property
    def wanted(self) -> bool:
        """Whether the user named it."""
        return self.kind == WANTED

    @property
    def newest(self) -> float:
        """The latest time that its list or its address states, in seconds since 1970, or 0."""
        return _newest(self.entry)


@dataclass(slots=True)
class Parcel:
    """Entries of a list's page, packed until the first of them is the next to be asked for.

    `first` is its kind and its rank among those of its kind.
    """

    first: tuple[int, float]
    size: int
    packed: bytes

    def entries(self) -> list[Listed]:
        """Unpacks them."""
        entries: list[Listed] = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - `pack` has made it
        return entries


def pack(entries: Iterable[Listed]) -> list[Parcel]:
    """Packs the entries of a list's page in the order in which they come: it may name 50,000."""
    ordered = sorted(entries, key=_rank)
    parts = [ordered[start : start + _PARCEL] for start in range(0, len(ordered), _PARCEL)]
    return [Parcel(_rank(part[0]), len(part), zlib.compress(pickle.dumps(part), 1)) for part in parts]


@dataclass
class Frontier:
    """Candidates in the order in which they are to be asked for; `width` of them may be under way at once.

    Where related links are followed (`follows`), those that are settled are kept for what may lead to them later; else
    no more than marks of their addresses, so that a run of many articles does not grow with them.
    """

    width: int
    follows: bool = True
    met: dict[str, Candidate] = field(default_factory=dict)
    under_way: dict[str, Candidate] = field(default_factory=dict)
    _settled: Marks = field(default_factory=Marks)
    _heap: list[tuple[int, float, int, Candidate | tuple[Parcel, Batch]]] = field(default_factory=list)
    _places: int = 0

    def __len__(self) -> int:
        return len(self._heap)

    def add_packed(self, parcels: Iterable[Parcel], batch: Batch) -> None:
        """Takes in what a list's page names, where no related links are followed; each has the place it would have."""
        for parcel in parcels:
            batch.left += 1
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
            candidate.taken = True
            return candidate
        newest = candidate.newest
        if candidate.kind == UNDATED and newest:
            candidate.kind = DATED
        earlier = self.met.get(candidate.entry.url)
        if earlier and (earlier.taken or earlier.kind <= candidate.kind):
            return earlier
        rank = -newest if candidate.kind == DATED else -candidate.steps if candidate.kind == RELATED else 0
        if earlier:
            # It comes where it would have come without its earlier way.
            earlier.entry, earlier.kind, earlier.seed = candidate.entry, candidate.kind, candidate.seed
            batch = None if earlier.batch else candidate.batch
            earlier.batch = earlier.batch or batch
        else:
            self.met[candidate.entry.url], batch = candidate, candidate.batch
        if batch:
            batch.left += 1
        heapq.heappush(self._heap, (candidate.kind, rank, place, earlier or candidate))
        return earlier

    def take(self, most: int) -> Iterator[Candidate]:
        """Yields the next candidates, as many as may be under way, and not more than `most` at once."""
        while self._heap and len(self.under_way) < min(self.width, most):
            *_, place, waiting = heapq.heappop(self._heap)
            if not isinstance(waiting, Candidate):
                parcel, batch = waiting
                for behind, entry in enumerate(parcel.entries()):
                    self._add(Candidate(entry, batch=batch), place + behind)
                batch.release()
            elif not waiting.taken:
                waiting.taken = True
                self.under_way[waiting.entry.url] = waiting
                yield waiting

    def settle(self, url: str, published: datetime | None = None, *, answered: bool = True) -> None:
        """Notes that the outcome of an address is committed, or that none will come (`answered` false)."""
        candidate = self.under_way.pop(url, None)
        if candidate is None:
            return
        if not self.follows:
            del self.met[url]
            self._settled.add(url)
        if batch := candidate.batch:
            batch.meet(published)
            batch.whole = batch.whole and answered
            batch.release()

    def give_up(self) -> None:
        """Settles what is under way and will not come any more."""
        for url in list(self.under_way):
            self.settle(url, answered=False)


def _newest(entry: Listed) -> float:
    times = [time for time in (entry.published, entry.modified) if time]
    if not times and (days := days_in_address(entry.url)):
        times = [datetime(days[0].year, days[0].month, days[0].day, tzinfo=UTC)]
    return max(times).timestamp() if times else 0.0


def _rank(entry: Listed) -> tuple[int, float]:
    newest = _newest(entry)
    return (DATED, -newest) if newest else (UNDATED, 0.0)
