"""The item processor, which gives articles to item pipelines, and our pipelines: Validate, Deduplicate, Store."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import urlsplit

from scrapy.exceptions import DropItem
from scrapy.pipelines import ItemPipelineManager
from sqlalchemy.exc import SQLAlchemyError

from crawler.crawl.run import RemoveFile, Run, WriteFile
from crawler.crawl.scheduling.url_set import UrlHashSet
from crawler.items import Article, PageResult, article_id
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from crawler.crawl.spider import OutletSpider

logger = logging.getLogger(__name__)

# A page that states no zone may seem to be dated ahead by less than a day.
_MAX_AHEAD = timedelta(days=1)
# Pages in one transaction, during which other outlets' runs wait for the catalogue.
_MAX_BATCH = 32

# A page, and the future of its outcome.
_Queued: TypeAlias = "tuple[PageResult, asyncio.Future[Outcome]]"


# The page whose article is on its way to Store; none for an item that is not from a run.
_page: ContextVar[PageResult | None] = ContextVar("page", default=None)


class ArticlePipelines(ItemPipelineManager):
    """Scrapy's item pipelines, for a spider that gives pages: they get the article of each, wherever they stand.

    A page without an article passes them by and is only stored, so that it is not requested again too soon.
    """

    async def process_item_async(self, item: Any) -> Any:
        """Sends the article of a page, or an item that is no page, through the pipelines.

        Raises:
            DropItem: The page has no article.
        """
        if not isinstance(item, PageResult):
            return await super().process_item_async(item)
        if item.article is None:
            raise DropItem(f"{await self._store(item)}: {item.url}", log_level="DEBUG")
        token = _page.set(item)
        try:
            return await super().process_item_async(item.article)
        except DropItem:
            if _page.get() is not None:
                # A pipeline before Store.
                item.article, item.reason = None, Outcome.DROPPED
                await self._store(item)
            raise
        finally:
            _page.reset(token)

    async def _store(self, page: PageResult) -> Outcome:
        (stage,) = (stage for stage in self.middlewares if isinstance(stage, Store))
        return await stage.store(page)


class _Stage:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Creates the pipeline."""
        return cls(crawler)

    @property
    def run(self) -> Run:
        """The run, an extension of Scrapy's."""
        run = self.crawler.get_extension(Run)
        if run is None:
            raise RuntimeError("the extension crawler.crawl.run.Run is not enabled")
        return run


class Validate(_Stage):
    """Checks what every article must have; drops and counts dates in the future, unless the clock may be behind."""

    def process_item(self, item: Any) -> Any:
        """Checks the article of a page.

        Raises:
            ValueError: Title, text, id or zone is missing, which is a bug and not bad data.
        """
        page = _page.get()
        if page is None or not isinstance(item, Article):
            return item
        if not item.title or not item.text or item.id != article_id(item.url):
            raise ValueError(f"not a whole article: {page.url}")
        for name in ("published", "modified"):
            value = getattr(item, name)
            if value is None:
                continue
            if value.tzinfo is None:
                raise ValueError(f"{name} without a zone: {page.url}")
            if self.run.catalogue.trusts_clock and value > self.run.now() + _MAX_AHEAD:
                setattr(item, name, None)
                item.sources.pop(name, None)
                self.crawler.stats.inc_value(f"validate/{name}_in_the_future")
        return item


class Deduplicate(_Stage):
    """Marks an article that another URL already gave in this run."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._seen = UrlHashSet()
        # Ids that only pages at other URLs have named as theirs.
        self._claimed: set[str] = set()

    def process_item(self, item: Any) -> Any:
        """Sets `duplicate_in_run` of the page; no URL is requested twice, so the article came from another one.

        The article's own page is no duplicate if the earlier ones only named its URL as theirs.
        """
        page = _page.get()
        if page is not None and page.article is not None:
            key = page.article.id
            page.duplicate_in_run = key in self._seen and (page.claims_other_url or key not in self._claimed)
            if not page.claims_other_url:
                self._claimed.discard(key)
            elif key not in self._seen:
                self._claimed.add(key)
            self._seen.add(key)
        return item


class Store(_Stage):
    """Stores an article, its file and its links in one transaction, or the reason why there is none.

    Passes on the article once, if it is new, changed or a teaser, or if the user named its URL.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._queue: deque[_Queued] = deque()
        self._writer: asyncio.Task[None] | None = None
        # New articles of the run.
        self._new = 0
        # Hashes of the ids of articles that were passed on.
        self._passed_on = UrlHashSet()

    async def process_item(self, item: Any) -> Any:
        """Stores the article as the pipelines before have left it; an item of another class only passes.

        Raises:
            DropItem: The article is not to be passed on.
        """
        page = _page.get()
        if page is None:
            return item
        _page.set(None)
        if isinstance(item, Article):
            page.article = item
        outcome = await self.store(page)
        is_known = outcome in {Outcome.ALIAS, Outcome.UNCHANGED} and not page.requested_by_user
        if page.article is None or is_known or outcome is Outcome.OTHER_TEXT:
            raise DropItem(f"{outcome}: {page.url}", log_level="DEBUG")
        if page.article.id in self._passed_on:
            raise DropItem(f"passed on before: {page.url}", log_level="DEBUG")
        self._passed_on.add(page.article.id)
        return item

    async def store(self, page: PageResult) -> Outcome:
        """Stores a page and returns its outcome. If the storage fails, ends the run; what was not stored stays due.

        Raises:
            DropItem: It was not stored, because the run has ended.
        """
        if page.outcome.may_be_cut_short and self.run.closing.is_set():
            page.reason, page.was_requested = Outcome.NOT_ASKED, False
        stored: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._queue.append((page, stored))
        if self._writer is None:
            self._writer = asyncio.ensure_future(self._store_queue())
        return await stored

    @property
    def _spider(self) -> OutletSpider:
        return cast("OutletSpider", self.crawler.spider)

    async def _store_queue(self) -> None:
        """Stores the queued pages in their order, those that are queued at the same time in one transaction."""
        limit, stats = self._spider.arguments.limit, self.run.stats
        while self._queue:
            # Each may be new: never more at once than the limit leaves room for.
            room = _MAX_BATCH if limit is None else min(_MAX_BATCH, limit - self._new)
            stopped = "storage has failed" if stats.storage_error else "the limit is reached" if room <= 0 else ""
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), max(room, 1)))]
            if stopped:
                _fail(batch, DropItem(stopped, log_level="DEBUG"))
            else:
                await self._store_batch(batch)
            if limit is not None and not stopped and self._new >= limit:
                self.run.stop("limit")
        self._writer = None

    async def _store_batch(self, batch: list[_Queued]) -> None:
        try:
            outcomes = await asyncio.to_thread(self._store_all, [item for item, _ in batch])
            for (item, stored), outcome in zip(batch, outcomes, strict=True):
                self._report(item, outcome)
                self._new += outcome is Outcome.NEW
                if not stored.done():
                    stored.set_result(outcome)
        except (OSError, SQLAlchemyError) as error:
            self.run.end_by_storage_failure(error)
            _fail(batch, DropItem("storage has failed", log_level="DEBUG"))
        except Exception as error:  # noqa: BLE001 - it is the item's, and Scrapy counts it
            if len(batch) == 1:
                _fail(batch, error)
                return
            # The exception of one page must not drop the others.
            for each in batch:
                await self._store_batch([each])
        else:
            for item, _ in batch:
                self._schedule_more(item)

    def _schedule_more(self, item: PageResult) -> None:
        """Calls the spider for further requests; its exception must not keep other pages from being stored."""
        try:
            self._spider.on_stored(item.url, item.published, answered=item.was_requested)
        except Exception:
            self.run.stats.errors += 1
            logger.exception("could not go on after %s", item.url)

    def _report(self, item: PageResult, outcome: Outcome) -> None:
        """Reports a stored page to its host's throttle, the run's counts and the suspects."""
        host = self.run.session.host(urlsplit(item.url).hostname or "")
        if item.reason == Outcome.CHALLENGE:
            host.on_refusal(item.reason)
        elif item.article:
            host.on_article()
        if self.run.counts.is_suspect(item, outcome):
            self.run.suspects.save(item)
        self.run.counts.count(outcome)
        self.run.stats.not_requested += not item.was_requested

    def _store_all(self, items: list[PageResult]) -> list[Outcome]:
        """Stores pages in one transaction, their files before its commit, and returns their outcomes."""

        def store(write: WriteFile, remove: RemoveFile) -> list[Outcome]:
            outcomes = [self._store(item, write, remove) for item in items]
            self._spider.scheduler.work.remove(items)
            return outcomes

        return self.run.write_together(store)

    def _store(self, item: PageResult, write: WriteFile, remove: RemoveFile) -> Outcome:
        catalogue, now = self.run.catalogue, self.run.now()
        if item.article is None:
            outcome = item.outcome
            if outcome is Outcome.NOT_MODIFIED:
                catalogue.record_not_modified(item, now)
                return Outcome.UNCHANGED
            if item.was_requested:
                item.is_repeated = catalogue.record_failure(item, now)
                self.run.stats.known_failures[outcome] += item.is_repeated
            return outcome
        if item.article.url != item.url and not item.requested_by_user and catalogue.is_forgotten(item.article.url):
            # It was removed under its own URL, before this one was known to lead to it.
            item.reason, item.article = Outcome.FORGOTTEN, None
            catalogue.record_failure(item, now)
            return item.reason
        if second := catalogue.resolve_url(item):
            remove(second)
        if item.duplicate_in_run and catalogue.record_alias(item, item.article.id, now):
            return Outcome.ALIAS
        outcome, _ = catalogue.store(item, now, write)
        if outcome is Outcome.ALIAS and item.requested_by_user and (shown := catalogue.shown_by(item.url)):
            # It is passed on as it is stored.
            item.article.id, item.article.url = shown
        return outcome


def _fail(batch: list[_Queued], error: Exception) -> None:
    for _, stored in batch:
        if not stored.done():
            stored.set_exception(error)
