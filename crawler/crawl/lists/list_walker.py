"""ListWalker: reads a site's listing sources in order of preference and paginates backwards for backfills."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from scrapy import Request

from crawler.crawl.lists.backfill import Backfill
from crawler.crawl.lists.list_context import Aim
from crawler.crawl.lists.list_cursor import CursorState, ListCursor
from crawler.crawl.lists.list_reader import Days, read_within_bounds
from crawler.crawl.scheduling.frontier import Batch
from crawler.discovery.backfill_position import Position
from crawler.discovery.declared import hosts_of
from crawler.discovery.section import why_empty
from crawler.discovery.sources import Sitemap
from crawler.extraction.pool import ExtractionError
from crawler.fetch.failures import FetchError, failure_reason
from crawler.fetch.headers import header
from crawler.monitoring.run_stats import ListOutcome
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.crawl.lists.list_context import ListContext
    from crawler.crawl.lists.list_reader import ListPage
    from crawler.crawl.lists.site_coverage import SiteCoverage
    from crawler.discovery.sources import List, Site
    from crawler.items import ListEntry

logger = logging.getLogger(__name__)

# Lists are requested before all articles.
LIST_PRIORITY = 2**40
_DAY = timedelta(days=1)
# Sitemaps may have 50 MB (sitemaps.org).
_MAX_LIST_BYTES = 64 * 1024 * 1024
_NOT_MODIFIED = 304
# WordPress's list API answers 400 (fixtures/rcr/posts-end).
_NO_SUCH_PAGE = {"400", "404", "410"}
# A further page is read when the articles of the one before are done.
_WAITING = {Aim.SEARCH, Aim.BACKFILL}
# Aims by which lists are compared with each other.
_COMPARING = {Aim.GAP, Aim.CHECK}


class ListWalker:
    """Reads the lists of one site.

    Falls back to the next source if none of the lists of one serves or, for a backfill, if one does not reach the run's
    first day. With `coverage`, a run for news reads on, at last the sources of `archive`, where the lists do not reach
    back to the last run or may be frozen.

    `site` is the index of the site among the outlet's; `on_exhausted` is called once no source is left, or none is
    needed. `any_served` is true once a list has named articles.
    """

    def __init__(
        self,
        context: ListContext,
        site: int,
        sources: Site,
        aim: Aim,
        on_exhausted: Callable[[ListWalker], Iterator[Request]],
        coverage: SiteCoverage | None = None,
        archive: Site = (),
    ) -> None:
        self._context, self._run, self._scheduler = context, context.run, context.scheduler
        self.site, self._sources, self.aim, self._on_exhausted = site, sources, aim, on_exhausted
        self._coverage, self._archive = coverage, archive
        self._backfill = Backfill(context.selection, context.reader.zone)
        # Index of the source that is being read.
        self._source = -1
        self._cursors: list[ListCursor] = []
        self.any_served = False

    @property
    def progress_summary(self) -> str:
        """How far a backfill got, for the verdict; empty if it is none."""
        return self._backfill.summary(min(hosts_of([self._sources]))) if self.aim is Aim.BACKFILL else ""

    @property
    def has_reached_since(self) -> bool:
        """True once a backfill has come to the run's first day."""
        return self._backfill.reached_since

    @property
    def has_request_in_flight(self) -> bool:
        """True while a list page is requested or read, whose articles may be newer than those in the frontier."""
        return any(cursor.state is CursorState.FETCHING for cursor in self._cursors)

    @property
    def is_done(self) -> bool:
        """True if no list is requested, read or waiting for its articles."""
        return all(cursor.state is CursorState.DONE for cursor in self._cursors)

    def abandon_in_flight(self) -> None:
        """Marks outstanding list requests as lost."""
        for cursor in self._cursors:
            if cursor.state is CursorState.FETCHING:
                cursor.state = CursorState.WAITING

    def start_next_source(self) -> Iterator[Request]:
        """Requests the first pages of the next source that has any list to read."""
        while self._source + 1 < len(self._sources):
            self._source += 1
            source = self._sources[self._source]
            lists: Sequence[List] = source if isinstance(source, Sequence) else [source]
            self._cursors = list(self._open_cursors(lists))
            if self._cursors:
                for cursor in self._cursors:
                    yield self._request(cursor)
                return
        yield from self._on_exhausted(self)

    def _open_cursors(self, lists: Sequence[List]) -> Iterator[ListCursor]:
        selection, now = self._context.selection, self._run.now
        # What one query left out, another may look for.
        all_words = {"": selection.keys}
        for source in lists:
            for query, words in (self._context.searches if source.is_search else all_words).items():
                position = Position(1, selection.months(now())[1] if source.monthly else "")
                # What was covered with fewer related links is not covered with more.
                keys = tuple(f"{key}{self._context.steps}" for key in words) if self.aim in _WAITING else words
                stored = self._run.list_state(source.key(query), keys)
                is_plain = not query and keys == ("",)
                guess_stored = stored if is_plain or not source.guess else self._run.list_state(source.key())
                stored.kind = guess_stored.kind = source.name
                did_not_filter = stored.outcome == Outcome.UNFILTERED
                if source.guess and guess_stored.is_disabled(now()):
                    continue
                known = self.aim in _WAITING and source.is_sorted and stored.newest_done and stored.oldest_done
                resume_at = Position.read(stored.next_page) if known else None
                yield ListCursor(
                    source, stored, guess_stored, query, position, resume_at=resume_at, did_not_filter=did_not_filter
                )

    def _request(self, cursor: ListCursor) -> Request:
        cursor.state, headers = CursorState.FETCHING, {}
        # A walk and a check have to see what the list holds.
        if (
            self._context.conditional
            and self.aim not in _COMPARING
            and cursor.stored.may_ask_conditionally(self._run.now())
        ):
            named = (("If-None-Match", cursor.stored.etag), ("If-Modified-Since", cursor.stored.last_modified))
            headers = {name: value for name, value in named if value}
        return Request(
            cursor.url, self.parse, errback=self.on_error, dont_filter=True, priority=LIST_PRIORITY, headers=headers,
            cb_kwargs={"cursor": cursor},
            meta={"download_maxsize": _MAX_LIST_BYTES, "handle_httpstatus_list": [_NOT_MODIFIED]},
        )  # fmt: skip

    async def parse(self, response: Response, cursor: ListCursor) -> AsyncIterator[Request]:
        """Reads a list page and adds its due entries to the frontier."""
        cursor.pages_read += 1
        if response.status == _NOT_MODIFIED:
            for request in await self._end_unchanged(response, cursor):
                yield request
            return
        if cursor.pages_read == 1:
            cursor.stored.last_read = self._run.now()
            cursor.stored.etag = cursor.stored.last_modified = ""
        try:
            page = await self._read(response, cursor)
        except Exception as error:  # noqa: BLE001 - the next list may be readable
            following: Iterable[Request] = self._leave_unread(cursor, error)
        else:
            following = await self._take(page, response, cursor)
        for request in following:
            yield request

    async def _take(self, page: ListPage, response: Response, cursor: ListCursor) -> Iterable[Request]:
        """Adds the due entries of a page to the frontier, and returns the next requests."""
        waits = self.aim in _WAITING
        stats = self._run.stats
        stats.fields.update(named=len(page.entries) + page.foreign, strange=page.foreign)
        stats.foreign_entry = stats.foreign_entry or page.foreign_url
        if not page.entries and cursor.index_url and cursor.pages_read == 1:
            return [self._request(cursor)]
        if page.entries and cursor.pages_read == 1:
            # Not of an index, whose sitemaps change without it, nor of a list that named nothing.
            validators = header(response, "ETag"), header(response, "Last-Modified")
            self._context.states.remember_validators(cursor.stored, *validators)
        if page.entries or not cursor.index_url:
            self._record_outcome(cursor, _outcome_of(page, response))
        fresh = [entry for entry in page.entries if hash(entry.url) not in cursor.seen]
        if waits or cursor.index_url or not isinstance(cursor.source, Sitemap):
            # Otherwise it is the only page.
            cursor.seen.update(hash(entry.url) for entry in fresh)
        position = cursor.position
        batch = Batch(partial(self._on_batch_done, cursor=cursor, position=position) if waits else lambda _: None)
        await self._enqueue(cursor, page.entries, fresh, batch)
        resume_at = self._backfill.check_bounds(cursor, fresh, batch) if waits else None
        cursor.advance(anything=bool(fresh), until_month=self._first_month)
        if resume_at:
            # A list by months ended where the days of that run did.
            cursor.position, cursor.exhausted = resume_at, cursor.stored.exhausted and not cursor.source.monthly
        cursor.state = CursorState.WAITING
        batch.item_settled()
        following = () if waits else self._read_on(cursor)
        return [*following, *self._scheduler.next_requests()]

    async def _read(self, response: Response, cursor: ListCursor) -> ListPage:
        # Some indexes name files of months to come, which do not exist yet.
        selection, tomorrow = self._context.selection, (self._run.now() + _DAY).date()
        target, since = (self._coverage.target, self._coverage.since) if self._coverage else (None, None)
        first, last = target.date() if target else selection.since, min(selection.until or tomorrow, tomorrow)
        # A sitemap may be of the day that ended since.
        days = Days(first, last, ((target or since or self._run.now()) - _DAY).date())
        page = await read_within_bounds(
            self._context.pool, self._run.closing, self._context.reader, cursor.source, response.body,
            cursor.url, self._run.now(), days, counts_foreign=self.aim is Aim.NEWS,
        )  # fmt: skip
        if page.is_cut_off:
            logger.warning("list cut off: %s: %d of its articles are read", cursor.url, len(page.entries))
        cursor.next_url = page.next_url
        if page.sitemaps:
            cursor.add_sitemaps(response.url, page.sitemaps, page.with_news)
        return page

    def _leave_unread(self, cursor: ListCursor, error: Exception) -> Iterator[Request]:
        """Goes on behind a page that could not be read, and tells why."""
        cursor.state = CursorState.WAITING
        if isinstance(error, FetchError):
            # The run is closing.
            yield from self._fail(cursor, error.outcome)
            return
        is_bound = isinstance(error, ExtractionError)
        place = traceback.extract_tb(error.__traceback__)[-1]
        why = str(error) if is_bound else f"{place.filename}:{place.lineno}: {type(error).__name__}: {error}"
        logger.warning("list not read: %s: %s", cursor.url, why)
        logger.debug("list not read: %s", cursor.url, exc_info=error)
        yield from self._fail(cursor, Outcome.TOO_LARGE if is_bound else Outcome.EXTRACTION)

    async def _end_unchanged(self, response: Response, cursor: ListCursor) -> list[Request]:
        """Ends a list whose site answered 304, and returns the next requests."""
        sent = {b"If-None-Match", b"If-Modified-Since"} & set(response.request.headers if response.request else ())
        if self._coverage:
            await self._coverage.observe_unchanged(cursor, self.aim)
        cursor.state = CursorState.WAITING
        self._record_outcome(cursor, Outcome.SERVED if sent else Outcome.of_status(_NOT_MODIFIED), unchanged=bool(sent))
        return [*self._finish(cursor), *self._scheduler.next_requests()]

    async def _enqueue(
        self, cursor: ListCursor, page: Sequence[ListEntry], fresh: Sequence[ListEntry], batch: Batch
    ) -> None:
        """Adds the entries of a page that are not known from an earlier page, and records how far back it reaches."""
        if not self._coverage:
            if cursor.source.is_search and not cursor.any_mention:
                cursor.any_mention = any(self._context.selection.mentions(entry.title) for entry in fresh)
            await self._scheduler.enqueue(fresh, self._context.selection, batch)
            return
        in_order = self._coverage.in_order(cursor, page)
        wanted = self._coverage.worth_reading(fresh) if self.aim is Aim.GAP else fresh
        new = await self._scheduler.enqueue(wanted, self._context.selection, batch)
        await self._coverage.observe(cursor, in_order, new, self.aim)

    def _on_batch_done(self, batch: Batch, cursor: ListCursor, position: Position) -> None:
        self._scheduler.schedule(self._on_page_done(cursor, batch, position))

    def _read_on(self, cursor: ListCursor) -> Iterator[Request]:
        """Requests the next page of a list in a run for news, or ends the list."""
        is_enough = cursor.outcome == Outcome.SERVED or not cursor.index_url
        if self.aim is Aim.GAP and self._coverage:
            is_enough = self._coverage.is_enough(cursor)
        elif is_enough and cursor.index_url:
            # Those that have no news are read only where the others do not serve, or do not reach back.
            is_enough = not cursor.keep_news_sitemaps()
        if is_enough or cursor.exhausted:
            yield from self._finish(cursor)
        else:
            yield self._request(cursor)

    @property
    def _first_month(self) -> str:
        if self.aim is Aim.GAP and self._coverage and self._coverage.target:
            return f"{self._coverage.target.astimezone(self._context.reader.zone):%Y-%m}"
        return self._context.selection.months(self._run.now())[0]

    def _on_page_done(self, cursor: ListCursor, batch: Batch, position: Position) -> Iterator[Request]:
        """Goes on once all articles of a page are done, so that all that was paginated over is stored."""
        source, selection = cursor.source, self._context.selection
        if batch.newest and source.is_sorted and not cursor.index_url and selection.is_older(batch.newest):
            cursor.reached_since = True
        if self.aim is Aim.BACKFILL and cursor.exhausted and (cursor.index_url or source.monthly):
            cursor.reached_since = not cursor.had_failure
        if self._backfill.on_page_done(cursor, batch, position):
            self._context.states.save(cursor.stored)
        if source.is_search:
            cursor.any_mention = cursor.any_mention or batch.any_mention
            cursor.without_words += batch.without_words
            if cursor.ignores_words:
                yield from self._leave_search(cursor)
                return
        if cursor.reached_since or cursor.exhausted:
            yield from self._finish(cursor)
        else:
            yield self._request(cursor)

    def _leave_search(self, cursor: ListCursor) -> Iterator[Request]:
        """Ends a search that does not look for the words as one that did not serve."""
        stored = cursor.stored
        stored.outcome = cursor.outcome = Outcome.UNFILTERED
        if cursor.listed:
            cursor.listed.outcome = cursor.outcome
        # What it has named is not all that has the words.
        stored.next_page, stored.newest_done, stored.oldest_done, stored.exhausted = "", None, None, False
        self._context.states.save(stored)
        logger.info("list not served: %s: %s", cursor.source.at(query=cursor.query), cursor.outcome)
        yield from self._finish(cursor)

    def on_error(self, failure: Failure) -> Iterator[Request]:
        """Records why a list page was not read, and reads on where that does not end the list."""
        cursor: ListCursor = failure.request.cb_kwargs["cursor"]  # type: ignore[attr-defined]
        cursor.state = CursorState.WAITING
        reason, status = failure_reason(failure)
        outcome = Outcome.of(reason, status)
        self._run.stats.errors += outcome is Outcome.ERROR
        yield from self._fail(cursor, outcome)

    def _fail(self, cursor: ListCursor, outcome: Outcome) -> Iterator[Request]:
        """Records the failure of a list page, and reads on where that does not end the list."""
        # Sites answer so after the last page.
        is_end = cursor.outcome == Outcome.SERVED and not cursor.index_url and outcome in _NO_SUCH_PAGE
        if cursor.index_url:
            # A missing sitemap says nothing about the others of its index.
            cursor.failure = outcome
            self._add_list_outcome(cursor, outcome)
        elif not is_end:
            self._record_outcome(cursor, outcome)
        cursor.had_failure = cursor.had_failure or not is_end
        cursor.contiguous = cursor.contiguous and not cursor.had_failure
        # A month whose last pages do not come does not hide the months before it.
        if is_end or cursor.index_url or (cursor.source.monthly and cursor.position.page > 1):
            cursor.advance(anything=False, until_month=self._first_month)
            if cursor.index_url and cursor.outcome == Outcome.SERVED and self.aim not in _WAITING:
                yield from self._read_on(cursor)
                yield from self._scheduler.next_requests()
                return
            if not cursor.exhausted:
                yield self._request(cursor)
                return
        yield from self._finish(cursor)
        yield from self._scheduler.next_requests()

    def _record_outcome(self, cursor: ListCursor, outcome: Outcome, *, unchanged: bool = False) -> None:
        """Records the outcome of a list's first page, and of a further page if it is a failure."""
        first = not cursor.outcome
        if not first and outcome in {Outcome.SERVED, Outcome.EMPTY}:
            cursor.outcome = Outcome.SERVED if Outcome.SERVED in {outcome, cursor.outcome} else outcome
            cursor.stored.outcome = cursor.outcome
            return
        cursor.outcome = cursor.outcome if cursor.outcome == Outcome.SERVED else outcome
        if outcome != cursor.failure:
            self._add_list_outcome(cursor, outcome, unchanged=unchanged)
        if first:
            # A search without results says nothing about the search.
            if cursor.source.guess and not (cursor.source.is_search and outcome == Outcome.EMPTY):
                cursor.guess_stored.record_guess(outcome, self._run.now())
                self._context.states.save(cursor.guess_stored)
            cursor.stored.outcome = outcome
            self._context.states.save(cursor.stored)

    def _add_list_outcome(self, cursor: ListCursor, outcome: Outcome, *, unchanged: bool = False) -> None:
        read = ListOutcome(cursor.url, cursor.source.name, self.site, outcome, self._source, unchanged)
        self._run.stats.lists.append(read)
        cursor.listed = cursor.listed or read
        if outcome != Outcome.SERVED:
            logger.info("list not served: %s: %s", cursor.url, outcome)

    def _finish(self, cursor: ListCursor) -> Iterator[Request]:
        """Ends a list; once all lists of the source have ended, starts the next source if it is needed."""
        if not cursor.outcome:
            self._record_outcome(cursor, cursor.failure or Outcome.EMPTY)
        cursor.state = CursorState.DONE
        self.any_served = self.any_served or cursor.outcome == Outcome.SERVED
        if not all(each.state is CursorState.DONE for each in self._cursors):
            return
        # A host that does not answer at all will not answer for another of its lists.
        silent = all(each.outcome == Outcome.NETWORK for each in self._cursors)
        if self._coverage and not silent:
            yield from self._judge(self._coverage)
            return
        reached = all(each.reached_since and not each.had_failure for each in self._cursors)
        enough = reached if self.aim is Aim.BACKFILL else self.any_served
        self._backfill.reached_since = self._backfill.reached_since or reached
        if enough or (silent and self.aim not in _WAITING):
            yield from self._on_exhausted(self)
        else:
            yield from self.start_next_source()

    def _judge(self, coverage: SiteCoverage) -> Iterator[Request]:
        """Goes on with what the lists of a source leave to be read in a run for news."""
        was = self.aim
        if was is Aim.GAP or any(each.outcome == Outcome.SERVED for each in self._cursors):
            following = coverage.judge(self._cursors, was)
            if following is None:
                yield from self._on_exhausted(self)
                return
            if was is Aim.NEWS:
                self._sources = [*self._sources, *self._archive]
            self.aim = following
            going = [each for each in self._cursors if was is not following is Aim.GAP and self._goes_on(each)]
            for cursor in going:
                yield self._request(cursor)
            if going:
                return
        elif any(each.outcome.is_unreached for each in self._cursors):
            coverage.is_stood_in_for = True
        yield from self.start_next_source()

    def _goes_on(self, cursor: ListCursor) -> bool:
        """True if a list has further pages by which a gap may be closed."""
        is_served = cursor.outcome == Outcome.SERVED and not cursor.exhausted
        return is_served and self._coverage is not None and not self._coverage.is_enough(cursor)


def _outcome_of(page: ListPage, response: Response) -> Outcome:
    """Returns the outcome of a page that came."""
    if page.entries:
        return Outcome.SERVED
    why = why_empty(response.body, response.url)
    return Outcome.SERVED if page.found_nothing and why is Outcome.EMPTY else why
