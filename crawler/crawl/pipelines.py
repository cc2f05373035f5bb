"""Validate → Deduplicate → Store: what becomes of a page that was read."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.exceptions import DropItem
from sqlalchemy.exc import SQLAlchemyError

from crawler.crawl.run import Run
from crawler.crawl.scheduling.url_set import UrlHashSet
from crawler.items import PageResult, article_id
from crawler.outcomes import Outcome
from crawler.store.text_files import Change
from crawler.text.unicode import digest

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from crawler.items import Article

logger = logging.getLogger(__name__)

# A page may be dated ahead by a zone that it forgot to state, not by more.
_AHEAD = timedelta(days=1)
# Other outlets wait for the catalogue meanwhile.
_MOST_AT_ONCE = 32


class _Stage:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keeps the crawler."""
        return cls(crawler)

    @property
    def run(self) -> Run:
        run = self.crawler.get_extension(Run)
        if run is None:
            raise RuntimeError("the extension crawler.crawl.run.Run is not enabled")
        return run


class Validate(_Stage):
    """Holds an article to what every article must be; impossible dates are taken out and counted."""

    def process_item(self, item: PageResult) -> PageResult:
        """Raises ValueError where an article breaks the item's promises: that is a bug, not data."""
        article = item.article
        if article is None:
            return item
        if not article.title or not article.text or article.id != article_id(article.url):
            raise ValueError(f"not a whole article: {item.url}")
        for name in ("published", "modified"):
            value = getattr(article, name)
            if value is None:
                continue
            if value.tzinfo is None:
                raise ValueError(f"{name} without a zone: {item.url}")
            if value > self.run.now() + _AHEAD:
                setattr(article, name, None)
                article.sources.pop(name, None)
                self.crawler.stats.inc_value(f"validate/{name}_in_the_future")
        return item


class Deduplicate(_Stage):
    """Has each article stored once a run, whatever addresses led to it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._seen = UrlHashSet()
        # Those of them that only other pages have said to show.
        self._claimed: set[str] = set()

    def process_item(self, item: PageResult) -> PageResult:
        """Marks a second reading of an article: no address is asked twice, so it came by another one.

        Its own page is none after others that have only said that they show it.
        """
        if item.article is not None:
            key = item.article.id
            item.duplicate_in_run = key in self._seen and (item.claims_other_url or key not in self._claimed)
            if not item.claims_other_url:
                self._claimed.discard(key)
            elif key not in self._seen:
                self._claimed.add(key)
            self._seen.add(key)
        return item


class Store(_Stage):
    """Stores an article, its file and its links together, or notes why there is none.

    What comes out is the article itself, if it is new, changed, a teaser, or was asked for by its address.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._waiting: deque[tuple[PageResult, asyncio.Future[Outcome]]] = deque()
        self._storing: asyncio.Task[None] | None = None
        self._new = 0

    async def process_item(self, item: PageResult) -> Article:
        """Stores what the page gave. A storage that fails ends the run; nothing is marked as read then."""
        if item.outcome.may_be_cut_short and self.run.closing.is_set():
            item.reason, item.was_requested = Outcome.NOT_ASKED, False
        stored: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, stored))
        if self._storing is None:
            self._storing = asyncio.ensure_future(self._store_waiting())
        outcome = await stored
        if item.article is None or (outcome in {Outcome.ALIAS, Outcome.UNCHANGED} and not item.requested_by_user):
            raise DropItem(f"{outcome}: {item.url}", log_level="DEBUG")
        return item.article

    @property
    def _spider(self) -> Any:
        return self.crawler.spider

    async def _store_waiting(self) -> None:
        """Stores in the order in which the pages came, all that are waiting at once: one alone does not wait."""
        limit: int | None = self._spider.arguments.limit
        while self._waiting:
            # Each may be new: there are never more under way than `limit` leaves room for.
            room = _MOST_AT_ONCE if limit is None else min(_MOST_AT_ONCE, limit - self._new)
            stopped = "storage has failed" if self.run.stats.storage_error else ""
            stopped = stopped or ("the limit is reached" if room <= 0 else "")
            taken = [self._waiting.popleft() for _ in range(min(len(self._waiting), max(room, 1)))]
            if stopped:
                _fail(taken, DropItem(stopped, log_level="DEBUG"))
            else:
                await self._store_taken(taken)
            if limit is not None and not stopped and self._new >= limit:
                self.run.stop("limit")
        self._storing = None

    async def _store_taken(self, taken: list[tuple[PageResult, asyncio.Future[Outcome]]]) -> None:
        try:
            outcomes = await asyncio.to_thread(self._store_all, [item for item, _ in taken])
            for (item, stored), outcome in zip(taken, outcomes, strict=True):
                self._look_at(item, outcome)
                self.run.count(outcome)
                self._new += outcome is Outcome.NEW
                self.run.stats.not_requested += not item.was_requested
                if not stored.done():
                    stored.set_result(outcome)
        except (OSError, SQLAlchemyError) as error:
            self.run.storage_failed(error)
            self.run.stop("storage")
            _fail(taken, DropItem("storage has failed", log_level="DEBUG"))
        except Exception as error:  # noqa: BLE001 - it is the item's, and Scrapy counts it
            if len(taken) == 1:
                _fail(taken, error)
                return
            # A bug in one must not take the others with it.
            for each in taken:
                await self._store_taken([each])
        else:
            for item, _ in taken:
                self._settle(item)

    def _settle(self, item: PageResult) -> None:
        """Has the spider go on; a bug in that must not keep others from being stored."""
        try:
            self._spider.on_stored(item.url, item.published, answered=item.was_requested)
        except Exception:
            self.run.stats.errors += 1
            logger.exception("could not go on after %s", item.url)

    def _look_at(self, item: PageResult, outcome: Outcome) -> None:
        """Tells the run what a page says of its host and its outlet."""
        host = self.run.host(urlsplit(item.url).hostname or "")
        if item.reason == Outcome.CHALLENGE:
            host.on_refusal(item.reason)
        elif item.article:
            host.on_article()
        # What is not kept was an article all the same.
        self.run.stats.any_article = (
            self.run.stats.any_article or item.article is not None or item.reason == Outcome.NO_MATCH
        )
        if item.article and outcome is Outcome.ALIAS:
            self.run.stats.aliases[digest(item.article.text)] += 1
        if outcome not in {Outcome.ALIAS, Outcome.UNCHANGED}:
            self.run.look_at(item)

    def _store_all(self, items: list[PageResult]) -> list[Outcome]:
        """Stores pages in one transaction, with the files written before its commit; says what became of each."""
        changes: dict[str, Change] = {}
        try:
            with self.run.catalogue.transaction():
                outcomes = [self._store(item, changes) for item in items]
                self.run.files.write(list(changes.values()))
        except BaseException:
            for change in changes.values():
                self.run.files.discard(change.name, added=change.new)
            raise
        self.run.files.finish(*changes)
        return outcomes

    def _store(self, item: PageResult, changes: dict[str, Change]) -> Outcome:
        catalogue, now = self.run.catalogue, self.run.now()
        if item.article is None:
            outcome = item.outcome
            if outcome is Outcome.NOT_MODIFIED:
                catalogue.record_not_modified(item, now)
                return Outcome.UNCHANGED
            if item.was_requested:
                self.run.stats.known_failures[outcome] += catalogue.record_failure(item, now)
            elif outcome.blames_host and self._spider.is_incremental:
                catalogue.record_unrequested(item.url, now)
            return outcome
        if item.article.url != item.url and not item.requested_by_user and catalogue.is_forgotten(item.article.url):
            # Under an address that was not known when it was taken out.
            item.reason, item.article = Outcome.FORGOTTEN, None
            catalogue.record_failure(item, now)
            return item.reason
        catalogue.resolve_url(item)
        if item.duplicate_in_run and catalogue.record_alias(item, item.article.id, now):
            return Outcome.ALIAS

        def write(name: str, article: Article, new: bool) -> None:
            # What claims an article may come together with it, and before.
            new = new or (name in changes and changes[name].new)
            changes[name] = Change(name, article.title, article.text, new)

        outcome, _ = catalogue.store(item, now, write)
        return outcome


def _fail(taken: list[tuple[PageResult, asyncio.Future[Outcome]]], error: Exception) -> None:
    for _, stored in taken:
        if not stored.done():
            stored.set_exception(error)
