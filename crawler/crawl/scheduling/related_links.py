"""Related links: which related articles of an article a run requests, and how many steps it follows their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.crawl.scheduling.frontier import Candidate, Priority
from crawler.items import ListEntry
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.crawl.scheduling.frontier import Frontier
    from crawler.crawl.scheduling.relevance import Relevance
    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.items import Link


class RelatedLinks:
    """Adds related articles to the frontier; links of stored articles that are not due come from the catalogue."""

    def __init__(self, run: RunContext, frontier: Frontier, relevance: Relevance) -> None:
        self._run, self._frontier, self._relevance = run, frontier, relevance
        # Steps for which the links of a stored article have been followed, by its URL.
        self._stored_depths: dict[str, int] = {}

    async def follow(self, links: Sequence[Link], depth: int, origin: Candidate) -> None:
        """Adds the related links of an article; `depth` is the number of steps left behind them, negative for none."""
        if depth < 0:
            return
        seed = origin.seed_url or origin.entry.url
        entries = [ListEntry(link.url, link.title) for link in links]
        entries = [entry for entry in entries if self._relevance.may_be_in_range(entry)]
        conditions, run = self._relevance.conditions(seed), self._run
        due = {entry.url for entry in await run.query(run.due_urls.due, entries, conditions, run.now()) or []}
        for entry in entries:
            if entry.url not in due and entry.url not in self._frontier.seen:
                await self.follow_stored(entry, depth, seed)
            elif earlier := self._frontier.add(Candidate(entry, depth, Priority.RELATED, seed)):
                await self.extend_depth(earlier, depth)

    async def extend_depth(self, earlier: Candidate, depth: int) -> None:
        """Re-expands an already seen article when it is reached at a smaller distance from a seed."""
        if depth > earlier.depth_left:
            earlier.depth_left = depth
            if earlier.links is not None:
                await self.follow(earlier.links, depth - 1, earlier)

    async def follow_stored(self, entry: ListEntry, depth: int, seed: str) -> None:
        """Counts a stored article that is not due and follows its stored links."""
        followed = self._stored_depths.get(entry.url, -1)
        if followed < 0:
            self._run.count(Outcome.KNOWN, 1)
        if followed < depth:
            self._stored_depths[entry.url] = depth
            if depth > 0 and (links := await self.stored_links(entry.url, seed)) is not None:
                await self.follow(links, depth - 1, Candidate(entry, depth, Priority.RELATED, seed))

    async def stored_links(self, url: str, seed: str) -> list[Link] | None:
        """Returns the links of a stored article, or none if it is not stored or does not pass the run's filters."""
        stored = await self._run.query(self._run.catalogue.text_of, url)
        if stored is None or not self._relevance.stored_is_relevant(url, seed, *stored):
            return None
        return await self._run.query(self._run.catalogue.links_of, url) or []
