"""RequestScheduler: fills the frontier from lists and makes requests of its candidates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.crawl.scheduling.frontier import Batch, pack_entries
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from scrapy import Request
    from scrapy.crawler import Crawler

    from crawler.crawl.scheduling.frontier import Candidate, Frontier, PackedEntries
    from crawler.crawl.scheduling.related_links import RelatedLinks
    from crawler.crawl.scheduling.relevance import Relevance
    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.crawl.scheduling.work_keeper import WorkKeeper
    from crawler.items import ListEntry
    from crawler.selection.filter import Selection


@dataclass
class RequestScheduler:
    """Decides which article is requested when."""

    crawler: Crawler
    """Its engine gets the requests that are made outside a callback."""
    run: RunContext
    """The run's clock, counters and catalogue."""
    frontier: Frontier
    """What is still to be requested."""
    relevance: Relevance
    """What the run looks for."""
    related: RelatedLinks
    """Follows the links of stored articles that a list names."""
    work: WorkKeeper
    """Keeps what lists name until it is requested."""
    depth: int
    """Steps for which related links are followed from a list's articles."""
    limit: int | None
    """New articles after which the run ends."""
    article_request: Callable[[Candidate], Request]
    """Returns the request for a candidate."""
    is_list_in_flight: Callable[[], bool]
    """True while a list page is requested or read, since it may name newer articles."""
    # Hashes of the known URLs that have been counted.
    _known: set[int] = field(default_factory=set)

    async def take_up_work_list(self) -> None:
        """Adds what lists named to earlier runs and none of them requested to the frontier."""
        entries = await self.run.query(self.work.take_up) or []
        if self.frontier.keep_candidates:
            due = {entry.url for entry in entries}
            await self.related.lead_to_known(entries, due, self.relevance.ways(self.depth))
        elif entries:
            self.frontier.add_packed(pack_entries(entries), Batch(lambda _: None))

    async def enqueue(self, entries: Sequence[ListEntry], days: Selection, batch: Batch) -> set[str]:
        """Adds the due entries of a list page to the frontier and the work list, and counts the others.

        Only those that may be of the days of `days`.
        Returns the URLs that no run knew before.
        """
        if not self.frontier.keep_candidates:
            # In a thread and packed, because a page may name 50,000.
            packs, known, new = await self.run.query(self._pack, entries, days) or ([], set(), set())
            self.frontier.add_packed(packs, batch)
            self.run.count(Outcome.KNOWN, len(known - self._known))
            self._known |= known
            return new
        entries, due, new = await self.run.query(self._split_due, entries, days) or ([], set(), set())
        await self.related.lead_to_known(entries, due, self.relevance.ways(self.depth), batch=batch)
        return new

    def _split_due(self, entries: Sequence[ListEntry], days: Selection) -> tuple[list[ListEntry], set[str], set[str]]:
        """Returns the entries of these days, the URLs of those that are due, and those that no run knew."""
        in_range = [entry for entry in entries if days.may_be_in_range(entry)]
        due = self.run.due_urls.due(in_range, self.relevance.selection.conditions, self.run.now())
        return in_range, {entry.url for entry in due}, self.work.keep(due)

    def _pack(self, entries: Sequence[ListEntry], days: Selection) -> tuple[list[PackedEntries], set[int], set[str]]:
        """Returns the due entries, packed, hashes of the URLs of other stored ones, and the URLs that no run knew."""
        in_range, due, new = self._split_due(entries, days)
        known = set(map(hash, self.run.due_urls.stored(entry.url for entry in in_range if entry.url not in due)))
        return pack_entries(entry for entry in in_range if entry.url in due), known, new

    def next_requests(self) -> Iterator[Request]:
        """Yields requests for the next candidates: not more than the limit leaves, so that the newest are stored.

        Yields none while a list page is in flight.
        """
        if self.run.closing.is_set() or self.is_list_in_flight():
            return
        most = max(0, self.limit - self.run.stats.pages[Outcome.NEW]) if self.limit else self.frontier.max_in_flight
        for candidate in self.frontier.next_candidates(most):
            yield self.article_request(candidate)

    def schedule(self, requests: Iterable[Request]) -> None:
        """Passes requests to the engine from outside a callback."""
        engine = self.crawler.engine
        for request in requests:
            if engine is None or engine.spider is None or self.run.closing.is_set():
                return
            engine.crawl(request)

    def on_stored(self, url: str, published: datetime | None, *, answered: bool) -> None:
        """Makes room for further requests once the outcome of a URL is committed."""
        self.frontier.mark_done(url, published, answered=answered)
        self.schedule(self.next_requests())

    def abandon_in_flight(self) -> None:
        """Gives up lost requests and schedules the rest of the frontier."""
        self.frontier.abandon_in_flight()
        self.schedule(self.next_requests())

    @property
    def has_work(self) -> bool:
        """True if candidates are in flight or queued."""
        return bool(self.frontier.in_flight or len(self.frontier))
