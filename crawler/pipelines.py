"""Validate → Deduplicate → Store: what becomes of a page that was read."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.exceptions import DropItem
from sqlalchemy.exc import SQLAlchemyError

from crawler.catalogue import digest
from crawler.extensions import Run, now
from crawler.items import PageRead, article_id

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from crawler.items import Article

# A page may be dated ahead by a zone that it forgot to state, not by more.
_AHEAD = timedelta(days=1)
# What a run that is told to stop does to pages under way; their sites and they themselves have no part in it.
_CUT_SHORT = {"network", "extraction"}


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
            raise RuntimeError("the extension crawler.extensions.Run is not enabled")
        return run


class Validate(_Stage):
    """Holds an article to what every article must be; impossible dates are taken out and counted."""

    def process_item(self, item: PageRead) -> PageRead:
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
            if value > now() + _AHEAD:
                setattr(article, name, None)
                article.sources.pop(name, None)
                self.crawler.stats.inc_value(f"validate/{name}_in_the_future")
        return item


class Deduplicate(_Stage):
    """Has each article stored once a run, whatever addresses led to it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._seen: dict[str, str] = {}

    def process_item(self, item: PageRead) -> PageRead:
        """Marks a second reading of an article with the address of the first."""
        if item.article is not None:
            first = self._seen.setdefault(item.article.id, item.url)
            item.first = first if first != item.url else ""
        return item


class Store(_Stage):
    """Stores an article, its file and its links together, or notes why there is none.

    What comes out is the article itself, if it is new, changed, a teaser, or was asked for by its address.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Numbers are given in the order of the commits, and `limit` counts them: one at a time.
        self._one = asyncio.Lock()
        self._new = 0

    async def process_item(self, item: PageRead) -> Article:
        """Stores what the page gave. A storage that fails ends the run; nothing is marked as read then."""
        spider: Any = self.crawler.spider
        limit: int | None = spider.arguments.limit
        async with self._one:
            if self.run.facts.stopped.startswith("storage"):
                raise DropItem("storage has failed", log_level="DEBUG")
            if limit is not None and self._new >= limit:
                raise DropItem("the limit is reached", log_level="DEBUG")
            if item.reason in _CUT_SHORT and self.run.closing.is_set():
                item.reason, item.asked = "not asked", False
            try:
                outcome = await asyncio.to_thread(self._store, item)
                self._look_at(item, outcome)
            except (OSError, SQLAlchemyError) as error:
                self.run.storage_failed(error)
                self.run.stop("storage")
                raise DropItem("storage has failed", log_level="DEBUG") from None
            self.run.count(outcome)
            if outcome == "new":
                self._new += 1
                if limit is not None and self._new >= limit:
                    self.run.stop("limit")
            if not item.asked:
                self.run.facts.unasked += 1
            spider.settled(item.url, item.published, answered=item.asked)
        if item.article is None or (outcome in {"alias", "unchanged"} and not item.wanted):
            raise DropItem(f"{outcome}: {item.url}", log_level="DEBUG")
        return item.article

    def _look_at(self, item: PageRead, outcome: str) -> None:
        """Tells the run what a page says of its host and its outlet."""
        host = self.run.host(urlsplit(item.url).hostname or "")
        if item.reason == "challenge":
            host.refused("challenge")
        elif item.article:
            host.served()
        if item.article and outcome == "alias":
            self.run.facts.aliases[digest(item.article.text)] += 1
        if outcome not in {"alias", "unchanged"}:
            self.run.look_at(item)

    def _store(self, item: PageRead) -> str:
        if item.article is None:
            if item.reason == "not modified":
                self.run.catalogue.renew(item, now())
                return "unchanged"
            if item.asked:
                self.run.catalogue.note(item, now())
            return str(item.status) if item.reason == "status" else item.reason
        if item.first and self.run.catalogue.note_alias(item, item.article.id, now()):
            return "alias"
        files, staged = self.run.files, []

        def write(name: str, article: Article, new: bool) -> None:
            staged.append((name, new))
            (files.add if new else files.prepare)(name, article.title, article.text)

        try:
            outcome, _ = self.run.catalogue.store(item, now(), write)
        except BaseException:
            for name, new in staged:
                files.discard(name, added=new)
            raise
        for name, _ in staged:
            files.settle(name)
        return outcome
