"""Walks through the lists of one site: the best way first, page after page where the past is wanted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from scrapy import Request

from crawler.crawl.lists.list_cursor import ListCursor
from crawler.crawl.scheduling.frontier import Batch
from crawler.discovery.page_position import Position
from crawler.discovery.section import why_empty
from crawler.discovery.sitemap import child_sitemaps
from crawler.discovery.sources import (
    Section,
    Sitemap,
    count_foreign_entries,
    drop_bulk_modifications,
    drop_future_times,
    hosts_of,
)
from crawler.fetch.failures import failure_reason
from crawler.monitoring.verdict import ListOutcome
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from zoneinfo import ZoneInfo

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.crawl.interfaces import Running
    from crawler.discovery.sources import List, Site
    from crawler.items import ListEntry
    from crawler.selection.filter import Selection
    from crawler.store.list_state import ListStates
    from crawler.text.urls import Addresses

logger = logging.getLogger(__name__)

LIST_PRIORITY = 2**40
# Sitemaps may have 50 MB (sitemaps.org).
_LARGEST_LIST = 64 * 1024 * 1024
_NOT_MODIFIED = 304
# Sites put years and months into indexes of their own; one that goes on is a trap.
_MOST_INDEXES = 3
# WordPress's list API says 400 (fixtures/rcr/posts-end).
_NO_SUCH_PAGE = {"400", "404", "410"}

Aim = Literal["news", "search", "past"]


class Crawling(Protocol):
    """What a walk needs of the spider whose lists it reads."""

    run: Running
    selection: Selection
    zone: ZoneInfo
    searches: list[str]
    list_outcomes: list[ListOutcome]
    kept_lists: ListStates

    @property
    def addresses(self) -> Addresses:
        """What an article's address is."""

    @property
    def allowed_hosts(self) -> list[str]:
        """The hosts that the run may ask."""

    @property
    def is_incremental(self) -> bool:
        """Whether the run was asked for nothing but what is new."""

    async def enqueue(self, entries: Sequence[ListEntry], batch: Batch) -> None:
        """Gives the frontier what is to be read of a list's page."""

    def next_requests(self) -> Iterator[Request]:
        """Takes from the frontier what may be under way."""

    def schedule(self, requests: Iterable[Request]) -> None:
        """Has requests made from outside a callback."""

    def on_lists_exhausted(self, walker: ListWalker) -> Iterator[Request]:
        """Goes on after a site's lists."""


class ListWalker:
    """The way through the lists of one site.

    With the aim `news` the first page of the best way is read; with `search` its pages to the end; with `past` each
    way as far as it goes, until the run's first day is reached. The next way is taken where one does not serve, and,
    into the past, where it does not reach.
    """

    def __init__(self, spider: Crawling, site: int, ways: Site, aim: Aim) -> None:
        self._spider, self.site, self._ways, self.aim = spider, site, ways, aim
        self._way = -1
        self._cursors: list[ListCursor] = []
        self.any_served = False
        self.reached_since = False
        self.oldest_reached: datetime | None = None

    def progress_summary(self) -> str:
        """Returns how far into the past it has come, or empty where it was not to."""
        since = self._spider.selection.since
        if self.aim != "past" or since is None:
            return ""
        if self.reached_since:
            return f"back to {since}"
        reached = self.oldest_reached.astimezone(self._spider.zone).date() if self.oldest_reached else None
        host = min(hosts_of([self._ways]))
        if reached and reached <= since:
            return f"not all lists back to {since} ({host})"
        return f"back to {reached or 'no day'}, not to {since} ({host})"

    @property
    def has_request_in_flight(self) -> bool:
        """Whether a page of a list is on its way, whose articles may be newer than those that are known."""
        return any(cursor.request_in_flight for cursor in self._cursors)

    def abandon_in_flight(self) -> None:
        """Waits no more for a page that has been lost."""
        for cursor in self._cursors:
            cursor.request_in_flight = False

    def _note_reached(self, published: datetime) -> None:
        self.oldest_reached = min(self.oldest_reached or published, published)

    def start_next_source(self) -> Iterator[Request]:
        """Takes the next way, if there is one."""
        spider = self._spider
        while self._way + 1 < len(self._ways):
            self._way += 1
            step = self._ways[self._way]
            lists: Sequence[List] = step if isinstance(step, Sequence) else [step]
            self._cursors = []
            for source in lists:
                for query in spider.searches if source.is_search else [""]:
                    position = Position(1, spider.selection.months(spider.run.now())[1] if source.monthly else "")
                    # What one query left out, another may look for.
                    words = f"#{spider.selection.key}" if spider.selection.key else ""
                    state = spider.run.list_state(source.key(query) + words)
                    fate = spider.run.list_state(source.key()) if source.guess and (query or words) else state
                    state.kind = fate.kind = source.name
                    if source.guess and fate.is_disabled(spider.run.now()):
                        continue
                    known = self.aim != "news" and source.is_sorted and state.newest_done and state.oldest_done
                    ahead = Position.read(state.next_page) if known else None
                    self._cursors.append(ListCursor(source, state, fate, query, position, resume_at=ahead))
            if self._cursors:
                for cursor in self._cursors:
                    yield self._request(cursor)
                return
        yield from spider.on_lists_exhausted(self)

    def _request(self, cursor: ListCursor) -> Request:
        cursor.request_in_flight, headers = True, {}
        if self._spider.is_incremental and cursor.state.may_ask_conditionally(self._spider.run.now()):
            named = (("If-None-Match", cursor.state.etag), ("If-Modified-Since", cursor.state.last_modified))
            headers = {name: value for name, value in named if value}
        return Request(
            cursor.url, self.parse, errback=self.on_error, dont_filter=True, priority=LIST_PRIORITY, headers=headers,
            cb_kwargs={"cursor": cursor},
            meta={"download_maxsize": _LARGEST_LIST, "handle_httpstatus_list": [_NOT_MODIFIED]},
        )  # fmt: skip

    async def parse(self, response: Response, cursor: ListCursor) -> AsyncIterator[Request]:
        """Reads a page of a list and gives the frontier what is due of it."""
        spider, cursor.pages_read = self._spider, cursor.pages_read + 1
        if response.status == _NOT_MODIFIED:
            asked = {b"If-None-Match", b"If-Modified-Since"} & set(response.request.headers if response.request else ())
            cursor.request_in_flight = False
            self._note(cursor, "served" if asked else str(_NOT_MODIFIED), unchanged=bool(asked))
            for request in (*self._end(cursor), *spider.next_requests()):
                yield request
            return
        if cursor.pages_read == 1:
            cursor.state.last_read = spider.run.now()
            cursor.state.etag = cursor.state.last_modified = ""
        source, body = cursor.source, response.body
        listed, strange, cursor.next_url = await asyncio.to_thread(self._entries, cursor, body)
        spider.run.stats.fields.update(named=len(listed) + strange, strange=strange)
        if not listed and await self._is_index(cursor, response):
            yield self._request(cursor)
            return
        if listed and cursor.pages_read == 1:
            # Not of an index, whose sitemaps change without it, nor of what held nothing.
            spider.kept_lists.remember_validators(cursor.state, response)
        if listed or not cursor.index_url:
            self._note(cursor, "served" if listed else why_empty(body, response.url))
        fresh = [entry for entry in listed if hash(entry.url) not in cursor.seen]
        if self.aim != "news":
            # Else no further page is read once one has named anything.
            cursor.seen.update(hash(entry.url) for entry in fresh)
        here = cursor.position
        batch = Batch(lambda settled: spider.schedule(self._settled(cursor, settled, here)))
        await spider.enqueue(fresh, batch)
        jump = self._look_where(cursor, fresh, batch)
        cursor.advance(anything=bool(fresh), until_month=spider.selection.months(spider.run.now())[0])
        if jump:
            # Where a list is asked for by months, its end was that of the days that were asked for.
            cursor.position, cursor.exhausted = jump, cursor.state.exhausted and not source.monthly
        cursor.request_in_flight = False
        batch.item_settled()
        for request in spider.next_requests():
            yield request

    def _entries(self, cursor: ListCursor, body: bytes) -> tuple[list[ListEntry], int, str]:
        """Returns what a list's page names, how much of that is no article's address, and the page that it leads to."""
        source, of_outlet = cursor.source, (self._spider.addresses, self._spider.zone)
        now = self._spider.run.now()
        # What lies on hosts that the run does not ask is nothing that the list gives it.
        asked = set(self._spider.allowed_hosts)
        listed = [each for each in source.read(body, *of_outlet) if urlsplit(each.url).hostname in asked]
        listed = drop_bulk_modifications(drop_future_times(listed, now), now)
        if self.aim == "news":
            return listed, count_foreign_entries(source, body, *of_outlet), ""
        return listed, 0, source.next_page(body, cursor.url) if isinstance(source, Section) else ""

    async def _is_index(self, cursor: ListCursor, response: Response) -> bool:
        """Takes the sitemaps that an index names, or one that stands in an index; tells whether the list is one."""
        if isinstance(cursor.source, Sitemap):
            # Some name the files of months to come, which are not there yet.
            selection, tomorrow = self._spider.selection, (self._spider.run.now() + timedelta(days=1)).date()
            days = selection.since, min(selection.until or tomorrow, tomorrow)
            named = await asyncio.to_thread(child_sitemaps, response.body, response.url, *days)
            cursor.seen.add(hash(response.url))
            above = cursor.pending_sitemaps[0][1] if cursor.pending_sitemaps else 0
            fresh = [child for child in named if hash(child) not in cursor.seen] if above < _MOST_INDEXES else []
            cursor.seen.update(map(hash, fresh))
            cursor.pending_sitemaps[1:1] = [(child, above + 1) for child in fresh]
            cursor.index_url = cursor.index_url or (response.url if fresh else "")
        return bool(cursor.index_url) and cursor.pages_read == 1

    def _look_where(self, cursor: ListCursor, fresh: list[ListEntry], batch: Batch) -> Position | None:
        """Notes whether a page has come to the run's first day; returns where to go on if it met an earlier walk."""
        if self.aim == "news":
            return None
        selection = self._spider.selection
        stated = filter(None, map(self._published, fresh))
        times = [published for published in stated if not selection.is_newer(published)]
        for published in times:
            batch.observe(published)
        if not times or not cursor.source.is_sorted or cursor.index_url:
            return None
        newest = max(times)
        # A page of headlines may show others' as well: all of it has to be older. One entry may be out of its order.
        last = max(times[-2:]) if cursor.source.has_no_foreign_items else newest
        cursor.reached_since = cursor.reached_since or selection.is_older(last)
        return self._met(cursor, newest, anything_due=batch.pending > 1)

    def _met(self, cursor: ListCursor, newest: datetime, *, anything_due: bool) -> Position | None:
        """Returns where an earlier walk has come to, if a page with this newest publication has met it."""
        ahead, top, reached = cursor.resume_at, cursor.state.newest_done, cursor.state.oldest_done
        # Dates may be no more than days: what came later on the same day is not known yet.
        if not ahead or not top or not reached or newest > top or (newest == top and anything_due):
            return None
        cursor.resume_at = None
        if newest < reached:
            # It began below: what lies between them has not been read.
            cursor.contiguous = False
            return None
        if not ahead.is_behind(cursor.position):
            return None
        self._note_reached(reached)
        first = self._spider.selection.first
        cursor.reached_since = cursor.reached_since or (first is not None and reached <= first)
        return ahead

    def _published(self, entry: ListEntry) -> datetime | None:
        """Returns when an article was published, as far as its list says, else the day that its address states."""
        days = days_in_address(entry.url)
        if entry.published or not days or days[0] != days[1]:
            return entry.published
        return datetime.combine(days[0], time.min, self._spider.zone)

    def _settled(self, cursor: ListCursor, batch: Batch, here: Position) -> Iterator[Request]:
        """Goes on once all articles of a page are settled, so that what was walked over is stored."""
        if batch.oldest and self.aim != "news":
            self._note_reached(batch.oldest)
        is_older = self._spider.selection.is_older
        if batch.newest and cursor.source.is_sorted and not cursor.index_url and is_older(batch.newest):
            cursor.reached_since = True
        if self.aim == "past" and cursor.exhausted and (cursor.index_url or cursor.source.monthly):
            cursor.reached_since = not cursor.had_failure
        cursor.newest_seen = max(filter(None, (cursor.newest_seen, batch.newest)), default=None)
        cursor.contiguous = cursor.contiguous and batch.all_answered
        if (
            self.aim != "news"
            and cursor.contiguous
            and not cursor.index_url
            and not cursor.resume_at
            and cursor.source.is_sorted
        ):
            self._keep(cursor, batch, here)
        if (self.aim == "news" and not cursor.index_url) or cursor.reached_since or cursor.exhausted:
            yield from self._end(cursor)
        elif self.aim == "news":
            # Of an index the newest sitemap is enough.
            yield from self._end(cursor) if cursor.outcome == "served" else [self._request(cursor)]
        else:
            yield self._request(cursor)

    def _keep(self, cursor: ListCursor, batch: Batch, here: Position) -> None:
        """Has it kept how far the list is settled: no farther than the days that were asked for."""
        state, selection = cursor.state, self._spider.selection
        if not cursor.straddles_since:
            # A page that goes beyond the first day is the first to be read when a later run goes deeper.
            cursor.straddles_since = batch.oldest is not None and selection.is_older(batch.oldest)
            state.next_page, state.exhausted = (
                str(here if cursor.straddles_since else cursor.position),
                cursor.exhausted and not cursor.straddles_since,
            )
        tops = [state.newest_done, selection.clip(cursor.newest_seen) if cursor.newest_seen else None]
        ends = [state.oldest_done, selection.clip(batch.oldest) if batch.oldest else None]
        ends += [selection.first] if cursor.reached_since else []
        state.newest_done, state.oldest_done = (
            max(filter(None, tops), default=None),
            min(filter(None, ends), default=None),
        )
        self._spider.kept_lists.save(self._spider.run, state)

    def on_error(self, failure: Failure) -> Iterator[Request]:
        """Notes why a page of a list was not read, and goes on with what else there is."""
        cursor: ListCursor = failure.request.cb_kwargs["cursor"]  # type: ignore[attr-defined]
        cursor.request_in_flight = False
        reason, status = failure_reason(failure)
        outcome = str(status) if reason == "status" else reason
        # So sites say that there is no further page.
        is_end = cursor.outcome == "served" and not cursor.index_url and outcome in _NO_SUCH_PAGE
        if cursor.index_url:
            # That one of its sitemaps is not there says nothing of the others.
            cursor.failure = outcome
            self._tell(cursor, outcome)
        elif not is_end:
            self._note(cursor, outcome)
        cursor.had_failure = cursor.had_failure or not is_end
        # A month whose last pages do not come hides none of those before it.
        passed = is_end or bool(cursor.index_url) or (cursor.source.monthly and cursor.position.page > 1)
        cursor.contiguous = cursor.contiguous and not cursor.had_failure
        if passed:
            cursor.advance(anything=False, until_month=self._spider.selection.months(self._spider.run.now())[0])
            if not cursor.exhausted:
                yield self._request(cursor)
                return
        yield from self._end(cursor)
        yield from self._spider.next_requests()

    def _note(self, cursor: ListCursor, outcome: str, *, unchanged: bool = False) -> None:
        """Notes what came of a list: of its first page, and of a further one what is not as expected."""
        first = not cursor.outcome
        if not first and outcome in {"served", "empty"}:
            cursor.outcome = "served" if "served" in {outcome, cursor.outcome} else outcome
            cursor.state.outcome = cursor.outcome
            return
        cursor.outcome = cursor.outcome if cursor.outcome == "served" else outcome
        if outcome != cursor.failure:
            self._tell(cursor, outcome, unchanged=unchanged)
        if first:
            cursor.state.outcome = outcome
            # That a search has found nothing says nothing of it.
            if cursor.source.guess and not (cursor.source.is_search and outcome == "empty"):
                cursor.guess_state.record_guess(outcome, self._spider.run.now())
                self._spider.kept_lists.save(self._spider.run, cursor.guess_state)
            self._spider.kept_lists.save(self._spider.run, cursor.state)

    def _tell(self, cursor: ListCursor, outcome: str, *, unchanged: bool = False) -> None:
        read = ListOutcome(cursor.url, cursor.source.name, self.site, outcome, self._way, unchanged)
        self._spider.list_outcomes.append(read)
        if outcome != "served":
            logger.info("list not served: %s: %s", cursor.url, outcome)

    def _end(self, cursor: ListCursor) -> Iterator[Request]:
        """Takes the next way once all lists of one have ended, where it is needed."""
        if not cursor.outcome:
            self._note(cursor, cursor.failure or "empty")
        cursor.done = True
        self.any_served = self.any_served or cursor.outcome == "served"
        if not all(each.done for each in self._cursors):
            return
        there = all(each.reached_since and not each.had_failure for each in self._cursors)
        enough = there if self.aim == "past" else self.any_served
        # A host that does not answer at all will not for another of its lists.
        silent = all(each.outcome == "network" for each in self._cursors)
        self.reached_since = self.reached_since or there
        if enough or (silent and self.aim == "news"):
            yield from self._spider.on_lists_exhausted(self)
        else:
            yield from self.start_next_source()
