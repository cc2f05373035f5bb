"""Crawl frontier: article URLs a run still has to request, in order. URLs, not requests; independent of Scrapy."""

from __future__ import annotations

import heapq
import pickle
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, IntEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from crawler.crawl.scheduling.url_set import UrlHashSet
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.items import Link, ListEntry

# Entries that are packed together.
_PACK_SIZE = 500


class Priority(IntEnum):
    """Order in which candidates are requested; the lowest first."""

    USER = 0
    """Named by the user, in the user's order."""
    DATED = 1
    """From a list, with a date in the list or the URL; newest first."""
    UNDATED = 2
    """From a list, without a date; in the list's order."""
    RELATED = 3
    """Related links, those with the most depth left first."""
    RECRAWL = 4
    """Stored or failed earlier, and due again."""


_BY_LISTS = {Priority.DATED, Priority.UNDATED}


class CandidateState(Enum):
    """How far a candidate has come."""

    QUEUED = auto()
    """Not requested yet."""
    REQUESTED = auto()
    """Requested, whatever the outcome."""
    KEPT = auto()
    """Read, or known from the catalogue, and kept by one of its reasons."""
    REJECTED = auto()
    """Read, or known from the catalogue, and kept by none of its reasons so far."""


class Reason(NamedTuple):
    """A way that leads to an article, and by which it may be kept."""

    looked_for: str = ""
    """Key of the words and days that it has to meet (see `Relevance.selections`); empty for the run's first ones."""
    parent: str = ""
    """URL of the article that links to it and whose subject it has to share; empty if a list or the user named it."""
    is_named: bool = False
    """True if the user named it: it is kept whatever it is."""


@dataclass(slots=True)
class Batch:
    """Countdown latch for the articles of one list page: calls `on_complete` once, when the last of them is done.

    Those that their related links lead to are among them. The creator holds one count itself until it has added all
    articles, and releases it with `item_settled`.
    """

    on_complete: Callable[[Batch], None]
    """Called with the batch when `pending` reaches 0."""
    pending: int = 1
    """Articles that are not done yet, plus the creator's own count; the frontier increments it."""
    all_answered: bool = True
    """False once an article got no request or answer; set by the frontier."""
    newest: datetime | None = None
    """Latest publication observed."""
    oldest: datetime | None = None
    """Earliest publication observed."""
    any_mention: bool = False
    """True once an article that was read has any of the words that the run searches for."""
    without_words: int = 0
    """Articles that were read and have none of them."""

    def observe_words(self, *, mentions: bool) -> None:
        """Counts one of the articles, by whether it has any of the words."""
        self.any_mention = self.any_mention or mentions
        self.without_words += not mentions

    def observe(self, published: datetime | None) -> None:
        """Widens `oldest`..`newest` to the publication date of one of the articles, if it has one."""
        if published:
            self.newest = max(self.newest or published, published)
            self.oldest = min(self.oldest or published, published)

    def item_settled(self) -> None:
        """Counts down by one."""
        self.pending -= 1
        if not self.pending:
            self.on_complete(self)


@dataclass(slots=True)
class Candidate:
    """An article URL that a run has found."""

    entry: ListEntry
    """The URL, with what its list says of the article."""
    reasons: dict[Reason, int] = field(default_factory=lambda: {Reason(): 0})
    """The ways that led here, each with the steps for which related links are followed behind it."""
    priority: Priority = Priority.UNDATED
    """Order of the request; the frontier raises `UNDATED` to `DATED` if there is a date."""
    batch: Batch | None = None
    """The list page that named it, or the article whose link led to it, if that waits for it."""
    links: list[Link] = field(default_factory=list)
    """Its own related links, once it has been read and if the run follows any."""
    followed: dict[str, int] = field(default_factory=dict)
    """Steps for which its links have been followed, by `Reason.looked_for`."""
    etag: str = ""
    """Stored ETag, for a conditional request."""
    last_modified: str = ""
    """Stored Last-Modified, for a conditional request."""
    state: CandidateState = CandidateState.QUEUED
    """Set to `REQUESTED` by the frontier, to `KEPT` or `REJECTED` once it is judged."""
    is_refused: bool = False
    """True if its article was not stored, since no way kept it."""
    is_wanted_again: bool = False
    """True if another way keeps it after it was rejected, while that is still being stored."""
    unmet: list[str] = field(default_factory=list)
    """The conditions that it does not meet, once it is judged."""
    recorded: dict[Reason, int] | None = None
    """The ways that the catalogue has with its failure; none if it did not fail."""

    @property
    def requested_by_user(self) -> bool:
        """True if the user named the URL."""
        return self.priority is Priority.USER

    @property
    def is_listed(self) -> bool:
        """True if a list or the user named it."""
        return any(not reason.parent for reason in self.reasons)

    @property
    def is_judged(self) -> bool:
        """True if it was read and judged."""
        return self.state in {CandidateState.KEPT, CandidateState.REJECTED}

    @property
    def depth_left(self) -> int:
        """Most steps for which related links are followed from here."""
        return max(self.reasons.values())

    def add_reason(self, reason: Reason, depth: int) -> bool:
        """Adds a way that led here; true if it is new, or leads farther than before."""
        is_news = depth > self.reasons.get(reason, -1)
        if is_news:
            self.reasons[reason] = depth
        return is_news

    @property
    def latest_time(self) -> float:
        """The latest time stated by its list or URL, in seconds since 1970, or 0."""
        return _latest_time(self.entry)


@dataclass(slots=True)
class PackedEntries:
    """Entries of a list page, compressed until the first of them is the next to be requested."""

    first: tuple[Priority, float]
    """Priority and rank of the first entry."""
    size: int
    """Number of entries."""
    packed: bytes
    """The entries, pickled and compressed."""

    def entries(self) -> list[ListEntry]:
        """Unpacks the entries."""
        entries: list[ListEntry] = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - made by `pack_entries`
        return entries


def pack_entries(entries: Iterable[ListEntry]) -> list[PackedEntries]:
    """Packs the entries of a list page, which may name 50,000, in the order of their requests."""
    ordered = sorted(entries, key=_rank)
    parts = [ordered[start : start + _PACK_SIZE] for start in range(0, len(ordered), _PACK_SIZE)]
    return [PackedEntries(_rank(part[0]), len(part), zlib.compress(pickle.dumps(part), 1)) for part in parts]


@dataclass
class Frontier:
    """Priority queue of candidates, each URL once a run."""

    max_in_flight: int
    """Candidates that may be in flight at once."""
    keep_candidates: bool = True
    """True if related links are followed: candidates that are done stay in `seen` because a later link may lead to
    them. Otherwise only a hash of their URL stays, so that memory does not grow with the articles of a run."""
    ways: dict[Reason, int] = field(default_factory=lambda: {Reason(): 0})
    """The ways that lead to entries of `add_packed`."""
    seen: dict[str, Candidate] = field(default_factory=dict)
    """Candidates by URL."""
    in_flight: dict[str, Candidate] = field(default_factory=dict)
    """Candidates that are requested and not done, by URL."""
    _done: UrlHashSet = field(default_factory=UrlHashSet)
    _heap: list[tuple[Priority, float, int, Candidate | tuple[PackedEntries, Batch]]] = field(default_factory=list)
    # Breaks ties by the order of arrival.
    _next_place: int = 0

    def __len__(self) -> int:
        return len(self._heap)

    def add_packed(self, packs: Iterable[PackedEntries], batch: Batch) -> None:
        """Adds entries of a list page at the places they would have unpacked. Only if no related links are followed."""
        for pack in packs:
            batch.pending += 1
            heapq.heappush(self._heap, (*pack.first, self._next_place, (pack, batch)))
            self._next_place += pack.size

    def add(self, candidate: Candidate) -> Candidate | None:
        """Adds a candidate, unless its URL is known; returns the earlier candidate of the URL, if any.

        The earlier candidate keeps the higher of the two priorities.
        """
        self._next_place += 1
        return self._add(candidate, self._next_place - 1)

    def _add(self, candidate: Candidate, place: int) -> Candidate | None:
        if candidate.entry.url in self._done:
            candidate.state = CandidateState.REQUESTED
            return candidate
        if candidate.batch and not candidate.batch.pending:
            # The list page that led here is done.
            candidate.batch = None
        time = candidate.latest_time
        if candidate.priority is Priority.UNDATED and time:
            candidate.priority = Priority.DATED
        earlier = self.seen.get(candidate.entry.url)
        if earlier and (earlier.state is not CandidateState.QUEUED or earlier.priority <= candidate.priority):
            if earlier.state is CandidateState.QUEUED and candidate.batch and not earlier.batch:
                # An earlier run has left it: the list page waits for it all the same.
                earlier.batch = candidate.batch
                earlier.batch.pending += 1
            return earlier
        if earlier:
            earlier.entry, earlier.priority = candidate.entry, candidate.priority
            batch = None if earlier.batch else candidate.batch
            earlier.batch = earlier.batch or batch
        else:
            self.seen[candidate.entry.url], batch = candidate, candidate.batch
        if batch:
            batch.pending += 1
        self._push(earlier or candidate, place)
        return earlier

    def _push(self, candidate: Candidate, place: int) -> None:
        rank = 0.0
        if candidate.priority is Priority.DATED:
            rank = -candidate.latest_time
        elif candidate.priority is Priority.RELATED:
            rank = -candidate.depth_left
        heapq.heappush(self._heap, (candidate.priority, rank, place, candidate))

    def request_again(self, candidate: Candidate) -> None:
        """Queues a candidate that was rejected and that another way keeps."""
        if candidate.entry.url in self.in_flight:
            candidate.is_wanted_again = True
            return
        candidate.state, candidate.is_wanted_again = CandidateState.QUEUED, False
        self._next_place += 1
        self._push(candidate, self._next_place - 1)

    def count_named(self) -> int:
        """Returns how many candidates that lists named are queued or in flight."""
        queued = sum(
            each.state is CandidateState.QUEUED if isinstance(each, Candidate) else each[0].size
            for priority, _, _, each in self._heap
            if priority in _BY_LISTS
        )
        return queued + sum(candidate.priority in _BY_LISTS for candidate in self.in_flight.values())

    def next_candidates(self, most: int) -> Iterator[Candidate]:
        """Yields the next candidates while fewer than `most`, and than `max_in_flight`, are in flight."""
        while self._heap and len(self.in_flight) < min(self.max_in_flight, most):
            *_, place, queued = heapq.heappop(self._heap)
            if not isinstance(queued, Candidate):
                pack, batch = queued
                for offset, entry in enumerate(pack.entries()):
                    earlier = self._add(Candidate(entry, dict(self.ways), batch=batch), place + offset)
                    if earlier:
                        for way, steps in self.ways.items():
                            earlier.add_reason(way, steps)
                batch.item_settled()
            elif queued.state is CandidateState.QUEUED:
                queued.state = CandidateState.REQUESTED
                self.in_flight[queued.entry.url] = queued
                yield queued

    def mark_done(self, url: str, published: datetime | None = None, *, answered: bool = True) -> None:
        """Records that the outcome of a URL is committed, or, with `answered` false, that there will be none."""
        candidate = self.in_flight.pop(url, None)
        if candidate is None:
            return
        if candidate.is_wanted_again:
            self.request_again(candidate)
            return
        if not self.keep_candidates:
            del self.seen[url]
            self._done.add(url)
        if batch := candidate.batch:
            if candidate.is_listed:
                batch.observe(published)
            batch.all_answered = batch.all_answered and answered
            batch.item_settled()

    def abandon_in_flight(self) -> None:
        """Marks all candidates in flight as done without an answer."""
        for url in list(self.in_flight):
            self.mark_done(url, answered=False)


def _latest_time(entry: ListEntry) -> float:
    times = [time for time in (entry.published, entry.modified) if time]
    if not times and (days := days_in_address(entry.url)):
        times = [datetime(days[0].year, days[0].month, days[0].day, tzinfo=UTC)]
    return max(times).timestamp() if times else 0.0


def _rank(entry: ListEntry) -> tuple[Priority, float]:
    time = _latest_time(entry)
    return (Priority.DATED, -time) if time else (Priority.UNDATED, 0.0)
