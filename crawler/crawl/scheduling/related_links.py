"""Related links: which related articles of an article a run requests, and how many steps it follows their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.crawl.scheduling.frontier import Candidate, CandidateState, Priority, Reason
from crawler.crawl.scheduling.relevance import Read
from crawler.items import ListEntry
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.crawl.scheduling.frontier import Batch, Frontier
    from crawler.crawl.scheduling.relevance import Judgement, Relevance
    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.items import Link


class RelatedLinks:
    """Follows ways to articles: from lists, and from the related links of kept articles.

    An article is kept if any way keeps it, and its links are followed for the most steps that any of those ways leaves:
    what a run stores does not depend on the order in which the ways are found, nor on what is stored already. Links of
    stored articles that are not due come from the catalogue.
    """

    def __init__(self, run: RunContext, frontier: Frontier, relevance: Relevance) -> None:
        self._run, self._frontier, self._relevance = run, frontier, relevance

    async def lead_to(
        self, entries: Sequence[ListEntry], reason: Reason, depth: int, batch: Batch | None = None
    ) -> None:
        """Follows one way to articles; `depth` is the number of steps left behind them.

        `batch` is the list page that led to the article which links to them: it is done when they are.
        """
        entries = [entry for entry in entries if self._relevance.may_be_in_range(entry, reason.looked_for)]
        conditions = self._relevance.conditions(reason)
        run = self._run
        due = await run.query(run.due_urls.due, entries, conditions, run.now()) or []
        await self.lead_to_known(entries, {entry.url for entry in due}, {reason: depth}, Priority.RELATED, batch)

    async def lead_to_known(
        self,
        entries: Sequence[ListEntry],
        due: set[str],
        ways: Mapping[Reason, int],
        priority: Priority = Priority.UNDATED,
        batch: Batch | None = None,
    ) -> None:
        """Follows ways to articles of which `due` are to be requested."""
        for entry in entries:
            if entry.url in due or entry.url in self._frontier.seen:
                reasons = {**await self.kept_reasons(entry.url), **ways}
                earlier = self._frontier.add(Candidate(entry, reasons, priority, batch))
                if earlier:
                    for way, steps in reasons.items():
                        await self._add_reason(earlier, way, steps)
            else:
                await self._add_known(entry, ways, batch)

    async def kept_reasons(self, url: str) -> dict[Reason, int]:
        """Returns the ways that led to a due page in earlier runs, in which it failed or was not kept."""
        run, relevance = self._run, self._relevance
        reasons = relevance.load(run.due_urls.kept_reasons.pop(url, ()))
        for parent in {reason.parent for reason in reasons if reason.parent}:
            if not relevance.knows(parent) and (stored := await run.query(run.catalogue.stored_article, parent)):
                relevance.add(parent, Read.of_stored(stored[0]))
        return reasons

    async def _add_known(self, entry: ListEntry, ways: Mapping[Reason, int], batch: Batch | None) -> None:
        """Adds an article that is not due: one that is stored as one that the run has read."""
        run, url = self._run, entry.url
        stored = await run.query(run.catalogue.stored_article, url)
        if earlier := self._frontier.seen.get(url):
            # Another way has led here meanwhile.
            for way, steps in ways.items():
                await self._add_reason(earlier, way, steps)
        elif stored is None:
            # It waits for its time after a failure, if it is known at all.
            await run.query(run.catalogue.add_reasons, [(url, self._relevance.dump(ways), "")])
        else:
            run.count(Outcome.KNOWN, 1)
            candidate = Candidate(entry, dict(ways), batch=batch, state=CandidateState.REJECTED)
            self._frontier.seen[url] = candidate
            await self.read(candidate, Read.of_stored(stored[0]), stored[1])

    async def _add_reason(self, candidate: Candidate, reason: Reason, depth: int) -> None:
        """Adds a way to a candidate, which is judged anew if it has been read."""
        if candidate.add_reason(reason, depth) and candidate.is_judged:
            await self._judge(candidate, {reason: depth})

    def record_late_reasons(self) -> None:
        """Adds to the catalogue the ways that led to articles after these had failed or were not kept.

        Waits for the catalogue.
        """
        late = [
            (url, self._relevance.dump(candidate.reasons), "\n".join(candidate.unmet))
            for url, candidate in self._frontier.seen.items()
            if candidate.recorded not in (None, candidate.reasons)
        ]
        if late:
            self._run.catalogue.add_reasons(late)

    async def read(self, candidate: Candidate, article: Read, links: list[Link]) -> Judgement:
        """Judges a candidate that has been read, and follows its links if it is kept."""
        self._relevance.add(candidate.entry.url, article)
        candidate.links, candidate.unmet = links, []
        candidate.state = CandidateState.REJECTED
        judgement = await self._judge(candidate, dict(candidate.reasons))
        if not self._frontier.keep_candidates:
            self._relevance.discard(candidate.entry.url)
        return judgement

    async def _judge(self, candidate: Candidate, reasons: Mapping[Reason, int]) -> Judgement:
        """Judges a candidate by ways that are new, which thousands may be of one that many articles link to."""
        url = candidate.entry.url
        judgement = self._relevance.judge(url, reasons)
        candidate.unmet += [each for each in judgement.unmet if each not in candidate.unmet]
        if judgement.steps and candidate.state is CandidateState.REJECTED:
            candidate.state = CandidateState.KEPT
            if candidate.is_refused:
                candidate.is_refused = False
                self._frontier.request_again(candidate)
        farther = {key: steps for key, steps in judgement.steps.items() if steps > candidate.followed.get(key, 0)}
        candidate.followed |= farther
        entries = [ListEntry(link.url, link.title) for link in candidate.links]
        for key, steps in farther.items():
            await self.lead_to(entries, Reason(key, url), steps - 1, candidate.batch)
        return judgement
