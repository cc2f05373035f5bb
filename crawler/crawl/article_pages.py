"""ArticlePages: what a run does with article pages: keeps or rejects their articles, and follows their links."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from crawler.crawl.article_reader import failed_page
from crawler.crawl.scheduling.frontier import CandidateState, Priority
from crawler.crawl.scheduling.relevance import Read
from crawler.items import FOUND_BY_LINK
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.crawl.article_reader import ArticleReader
    from crawler.crawl.scheduling.frontier import Candidate, Frontier
    from crawler.crawl.scheduling.related_links import RelatedLinks
    from crawler.crawl.scheduling.relevance import Relevance
    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.items import Article, PageResult
    from crawler.selection.filter import Selection

logger = logging.getLogger(__name__)


class ArticlePages:
    """The callbacks of requests for article pages; each yields what goes to the pipelines."""

    def __init__(
        self,
        run: RunContext,
        reader: ArticleReader,
        selection: Selection,
        frontier: Frontier,
        relevance: Relevance,
        related: RelatedLinks,
    ) -> None:
        self._run, self._reader, self._selection = run, reader, selection
        self._frontier, self._relevance, self._related = frontier, relevance, related

    async def read(self, response: Response) -> AsyncIterator[PageResult]:
        """Reads an article page, decides whether the run keeps it, and follows its related links."""
        candidate: Candidate = response.meta["candidate"]
        page = await self._reader.read(response, candidate)
        page.found_by = self._found_by(candidate)
        if page.article:
            if candidate.batch and self._selection.query is not None:
                article = page.article
                mentions = self._selection.mentions(article.title, article.subtitle, article.text)
                candidate.batch.observe_words(mentions=mentions)
            await self._keep_or_reject(page, page.article, candidate)
        else:
            await self._follow_stored(page, candidate)
        self._record_reasons(page, candidate)
        yield page

    async def failed(self, failure: Failure) -> AsyncIterator[PageResult]:
        """Records why an article page did not come."""
        page = failed_page(failure)
        self._run.stats.errors += page.reason is Outcome.ERROR
        candidate: Candidate = failure.request.meta["candidate"]  # type: ignore[attr-defined]
        page.found_by = self._found_by(candidate)
        await self._follow_stored(page, candidate)
        self._record_reasons(page, candidate)
        yield page

    def _found_by(self, candidate: Candidate) -> str | None:
        """Returns the key of the words or links that a run found a page by, empty if it is news or the user named it.

        None if the page was known before.
        """
        if candidate.priority is Priority.RECRAWL:
            return None
        if not candidate.is_listed and self._selection.query is None:
            return FOUND_BY_LINK
        return "" if candidate.requested_by_user else self._selection.keys[0]

    def _record_reasons(self, page: PageResult, candidate: Candidate) -> None:
        """Has the ways that led to a page stored with it, if it gave no article that is kept."""
        candidate.recorded = None
        if page.article is None and page.reason != Outcome.NOT_MODIFIED:
            candidate.recorded = dict(candidate.reasons)
            page.reasons = self._relevance.dump(candidate.recorded)

    async def _follow_stored(self, page: PageResult, candidate: Candidate) -> None:
        """Follows the stored links of an article that is as it was, or whose page gives none now."""
        if self._frontier.keep_candidates:
            stored = await self._run.query(self._run.catalogue.stored_article, page.url)
            if stored is not None:
                await self._related.read(candidate, Read.of_stored(stored[0]), stored[1])

    async def _keep_or_reject(self, page: PageResult, article: Article, candidate: Candidate) -> None:
        """Follows the links of an article that the run looks for; takes any other one out of the page."""
        judgement = await self._related.read(candidate, Read.of(article), article.related)
        page.topics = judgement.topics
        if page.found_by:
            mine = (each.key for each in self._selection.parts if each.topic_name in page.topics)
            page.found_by = next(mine, page.found_by)
        if judgement.shares:
            article.sources["kept"] = judgement.shares
        # What an earlier run has stored is kept current, whatever this one looks for.
        is_kept = bool(judgement.steps)
        if is_kept or await self._run.query(self._run.catalogue.is_stored, page.url):
            return
        # Another way may have led here meanwhile.
        if candidate.state is CandidateState.REJECTED:
            candidate.is_refused = True
            logger.info("not kept: %s: %s", page.url, judgement.cause)
            page.article, page.reason, page.unmet_condition = None, Outcome.NO_MATCH, "\n".join(judgement.unmet)
