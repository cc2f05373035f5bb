"""Walks through the lists of one site: the best way first, page after page where the past is wanted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from scrapy import Request

from crawler.crawl.frontier import Batch
from crawler.crawl.list_cursor import Course
from crawler.discovery.section import why_empty
from crawler.discovery.sitemap import children
from crawler.discovery.sources import (
    Position,
    Section,
    Sitemap,
    hosts_of,
    strangers,
    without_coming_times,
    without_common_changes,
)
from crawler.fetch.failures import why
from crawler.monitoring.verdict import ListRead
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from zoneinfo import ZoneInfo

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.crawl.interfaces import Running
    from crawler.discovery.sources import List, Site
    from crawler.items import Listed
    from crawler.selection.filter import Selection
    from crawler.store.list_state import ListStates
    from crawler.text.urls import Addresses

logger = logging.getLogger(__name__)

LISTS_FIRST = 2**40
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
    lists: list[ListRead]
    states: ListStates

    @property
    def addresses(self) -> Addresses:
        """What an article's address is."""

    @property
    def asked(self) -> list[str]:
        """The hosts that the run may ask."""

    @property
    def only_news(self) -> bool:
        """Whether the run was asked for nothing but what is new."""

    async def admit(self, entries: Sequence[Listed], batch: Batch) -> None:
        """Gives the frontier what is to be read of a list's page."""

    def next_requests(self) -> Iterator[Request]:
        """Takes from the frontier what may be under way."""

    def schedule(self, requests: Iterable[Request]) -> None:
        """Has requests made from outside a callback."""

    def walked(self, walk: Walk) -> Iterator[Request]:
        """Goes on after a site's lists."""


class Walk:
    """The way through the lists of one site.

    With the aim `news` the first page of the best way is read; with `search` its pages to the end; with `past` each
    way as far as it goes, until the run's first day is reached. The next way is taken where one does not serve, and,
    into the past, where it does not reach.
    """

    def __init__(self, spider: Crawling, site: int, ways: Site, aim: Aim) -> None:
        self._spider, self.site, self._ways, self.aim = spider, site, ways, aim
        self._way = -1
        self._courses: list[Course] = []
        self.served = False
        self.there = False
        self.reached: datetime | None = None

    def told(self) -> str:
        """Returns how far into the past it has come, or empty where it was not to."""
        since = self._spider.selection.since
        if self.aim != "past" or since is None:
            return ""
        if self.there:
            return f"back to {since}"
        reached = self.reached.astimezone(self._spider.zone).date() if self.reached else None
        host = min(hosts_of([self._ways]))
        if reached and reached <= since:
            return f"not all lists back to {since} ({host})"
        return f"back to {reached or 'no day'}, not to {since} ({host})"

    @property
    def is_reading(self) -> bool:
        """Whether a page of a list is on its way, whose articles may be newer than those that are known."""
        return any(course.asked for course in self._courses)

    def give_up(self) -> None:
        """Waits no more for a page that has been lost."""
        for course in self._courses:
            course.asked = False

    def _note_reached(self, published: datetime) -> None:
        self.reached = min(self.reached or published, published)

    def go(self) -> Iterator[Request]:
        """Takes the next way, if there is one."""
        spider = self._spider
        while self._way + 1 < len(self._ways):
            self._way += 1
            step = self._ways[self._way]
            lists: Sequence[List] = step if isinstance(step, Sequence) else [step]
            self._courses = []
            for source in lists:
                for query in spider.searches if source.is_search else [""]:
                    position = Position(1, spider.selection.months(spider.run.now())[1] if source.monthly else "")
                    # What one query left out, another may look for.
                    words = f"#{spider.selection.words}" if spider.selection.words else ""
                    state = spider.run.list_state(source.key(query) + words)
                    fate = spider.run.list_state(source.key()) if source.guess and (query or words) else state
                    state.kind = fate.kind = source.name
                    if source.guess and fate.is_dead(spider.run.now()):
                        continue
                    known = self.aim != "news" and source.is_sorted and state.top and state.reached
                    ahead = Position.read(state.walked) if known else None
                    self._courses.append(Course(source, state, fate, query, position, ahead=ahead))
            if self._courses:
                for course in self._courses:
                    yield self._request(course)
                return
        yield from spider.walked(self)

    def _request(self, course: Course) -> Request:
        course.asked, headers = True, {}
        if self._spider.only_news and course.state.may_be_unchanged(self._spider.run.now()):
            named = (("If-None-Match", course.state.etag), ("If-Modified-Since", course.state.last_modified))
            headers = {name: value for name, value in named if value}
        return Request(
            course.url, self.read, errback=self.failed, dont_filter=True, priority=LISTS_FIRST, headers=headers,
            cb_kwargs={"course": course},
            meta={"download_maxsize": _LARGEST_LIST, "handle_httpstatus_list": [_NOT_MODIFIED]},
        )  # fmt: skip

    async def read(self, response: Response, course: Course) -> AsyncIterator[Request]:
        """Reads a page of a list and gives the frontier what is due of it."""
        spider, course.pages = self._spider, course.pages + 1
        if response.status == _NOT_MODIFIED:
            asked = {b"If-None-Match", b"If-Modified-Since"} & set(response.request.headers if response.request else ())
            course.asked = False
            self._note(course, "served" if asked else str(_NOT_MODIFIED), unchanged=bool(asked))
            for request in (*self._end(course), *spider.next_requests()):
                yield request
            return
        if course.pages == 1:
            course.state.last_read = spider.run.now()
            course.state.etag = course.state.last_modified = ""
        source, body = course.source, response.body
        listed, strange, course.behind = await asyncio.to_thread(self._entries, course, body)
        spider.run.facts.fields.update(named=len(listed) + strange, strange=strange)
        if not listed and await self._is_index(course, response):
            yield self._request(course)
            return
        if listed and course.pages == 1:
            # Not of an index, whose sitemaps change without it, nor of what held nothing.
            spider.states.note_validators(course.state, response)
        if listed or not course.index:
            self._note(course, "served" if listed else why_empty(body, response.url))
        fresh = [entry for entry in listed if hash(entry.url) not in course.seen]
        if self.aim != "news":
            # Else no further page is read once one has named anything.
            course.seen.update(hash(entry.url) for entry in fresh)
        here = course.position
        batch = Batch(lambda settled: spider.schedule(self._settled(course, settled, here)))
        await spider.admit(fresh, batch)
        jump = self._look_where(course, fresh, batch)
        course.step(anything=bool(fresh), until_month=spider.selection.months(spider.run.now())[0])
        if jump:
            # Where a list is asked for by months, its end was that of the days that were asked for.
            course.position, course.ended = jump, course.state.ended and not source.monthly
        course.asked = False
        batch.release()
        for request in spider.next_requests():
            yield request

    def _entries(self, course: Course, body: bytes) -> tuple[list[Listed], int, str]:
        """Returns what a list's page names, how much of that is no article's address, and the page that it leads to."""
        source, of_outlet = course.source, (self._spider.addresses, self._spider.zone)
        now = self._spider.run.now()
        # What lies on hosts that the run does not ask is nothing that the list gives it.
        asked = set(self._spider.asked)
        listed = [each for each in source.read(body, *of_outlet) if urlsplit(each.url).hostname in asked]
        listed = without_common_changes(without_coming_times(listed, now), now)
        if self.aim == "news":
            return listed, strangers(source, body, *of_outlet), ""
        return listed, 0, source.next_page(body, course.url) if isinstance(source, Section) else ""

    async def _is_index(self, course: Course, response: Response) -> bool:
        """Takes the sitemaps that an index names, or one that stands in an index; tells whether the list is one."""
        if isinstance(course.source, Sitemap):
            # Some name the files of months to come, which are not there yet.
            selection, tomorrow = self._spider.selection, (self._spider.run.now() + timedelta(days=1)).date()
            days = selection.since, min(selection.until or tomorrow, tomorrow)
            named = await asyncio.to_thread(children, response.body, response.url, *days)
            course.seen.add(hash(response.url))
            above = course.sitemaps[0][1] if course.sitemaps else 0
            fresh = [child for child in named if hash(child) not in course.seen] if above < _MOST_INDEXES else []
            course.seen.update(map(hash, fresh))
            course.sitemaps[1:1] = [(child, above + 1) for child in fresh]
            course.index = course.index or (response.url if fresh else "")
        return bool(course.index) and course.pages == 1

    def _look_where(self, course: Course, fresh: list[Listed], batch: Batch) -> Position | None:
        """Notes whether a page has come to the run's first day; returns where to go on if it met an earlier walk."""
        if self.aim == "news":
            return None
        selection = self._spider.selection
        stated = filter(None, map(self._published, fresh))
        times = [published for published in stated if not selection.is_newer(published)]
        for published in times:
            batch.meet(published)
        if not times or not course.source.is_sorted or course.index:
            return None
        newest = max(times)
        # A page of headlines may show others' as well: all of it has to be older. One entry may be out of its order.
        last = max(times[-2:]) if course.source.names_only_its_own else newest
        course.there = course.there or selection.is_older(last)
        return self._met(course, newest, anything_due=batch.left > 1)

    def _met(self, course: Course, newest: datetime, *, anything_due: bool) -> Position | None:
        """Returns where an earlier walk has come to, if a page with this newest publication has met it."""
        ahead, top, reached = course.ahead, course.state.top, course.state.reached
        # Dates may be no more than days: what came later on the same day is not known yet.
        if not ahead or not top or not reached or newest > top or (newest == top and anything_due):
            return None
        course.ahead = None
        if newest < reached:
            # It began below: what lies between them has not been read.
            course.whole = False
            return None
        if not ahead.is_behind(course.position):
            return None
        self._note_reached(reached)
        first = self._spider.selection.first
        course.there = course.there or (first is not None and reached <= first)
        return ahead

    def _published(self, entry: Listed) -> datetime | None:
        """Returns when an article was published, as far as its list says, else the day that its address states."""
        days = days_in_address(entry.url)
        if entry.published or not days or days[0] != days[1]:
            return entry.published
        return datetime.combine(days[0], time.min, self._spider.zone)

    def _settled(self, course: Course, batch: Batch, here: Position) -> Iterator[Request]:
        """Goes on once all articles of a page are settled, so that what was walked over is stored."""
        if batch.oldest and self.aim != "news":
            self._note_reached(batch.oldest)
        is_older = self._spider.selection.is_older
        if batch.newest and course.source.is_sorted and not course.index and is_older(batch.newest):
            course.there = True
        if self.aim == "past" and course.ended and (course.index or course.source.monthly):
            course.there = not course.broken
        course.newest = max(filter(None, (course.newest, batch.newest)), default=None)
        course.whole = course.whole and batch.whole
        if self.aim != "news" and course.whole and not course.index and not course.ahead and course.source.is_sorted:
            self._keep(course, batch, here)
        if (self.aim == "news" and not course.index) or course.there or course.ended:
            yield from self._end(course)
        elif self.aim == "news":
            # Of an index the newest sitemap is enough.
            yield from self._end(course) if course.outcome == "served" else [self._request(course)]
        else:
            yield self._request(course)

    def _keep(self, course: Course, batch: Batch, here: Position) -> None:
        """Has it kept how far the list is settled: no farther than the days that were asked for."""
        state, selection = course.state, self._spider.selection
        if not course.cut:
            # A page that goes beyond the first day is the first to be read when a later run goes deeper.
            course.cut = batch.oldest is not None and selection.is_older(batch.oldest)
            state.walked, state.ended = str(here if course.cut else course.position), course.ended and not course.cut
        tops = [state.top, selection.clip(course.newest) if course.newest else None]
        ends = [state.reached, selection.clip(batch.oldest) if batch.oldest else None]
        ends += [selection.first] if course.there else []
        state.top, state.reached = max(filter(None, tops), default=None), min(filter(None, ends), default=None)
        self._spider.states.keep(self._spider.run, state)

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Notes why a page of a list was not read, and goes on with what else there is."""
        course: Course = failure.request.cb_kwargs["course"]  # type: ignore[attr-defined]
        course.asked = False
        reason, status = why(failure)
        outcome = str(status) if reason == "status" else reason
        # So sites say that there is no further page.
        is_end = course.outcome == "served" and not course.index and outcome in _NO_SUCH_PAGE
        if course.index:
            # That one of its sitemaps is not there says nothing of the others.
            course.failure = outcome
            self._tell(course, outcome)
        elif not is_end:
            self._note(course, outcome)
        course.broken = course.broken or not is_end
        # A month whose last pages do not come hides none of those before it.
        passed = is_end or bool(course.index) or (course.source.monthly and course.position.page > 1)
        course.whole = course.whole and not course.broken
        if passed:
            course.step(anything=False, until_month=self._spider.selection.months(self._spider.run.now())[0])
            if not course.ended:
                yield self._request(course)
                return
        yield from self._end(course)
        yield from self._spider.next_requests()

    def _note(self, course: Course, outcome: str, *, unchanged: bool = False) -> None:
        """Notes what came of a list: of its first page, and of a further one what is not as expected."""
        first = not course.outcome
        if not first and outcome in {"served", "empty"}:
            course.outcome = "served" if "served" in {outcome, course.outcome} else outcome
            course.state.outcome = course.outcome
            return
        course.outcome = course.outcome if course.outcome == "served" else outcome
        if outcome != course.failure:
            self._tell(course, outcome, unchanged=unchanged)
        if first:
            course.state.outcome = outcome
            # That a search has found nothing says nothing of it.
            if course.source.guess and not (course.source.is_search and outcome == "empty"):
                course.fate.judge(outcome, self._spider.run.now())
                self._spider.states.keep(self._spider.run, course.fate)
            self._spider.states.keep(self._spider.run, course.state)

    def _tell(self, course: Course, outcome: str, *, unchanged: bool = False) -> None:
        read = ListRead(course.url, course.source.name, self.site, outcome, self._way, unchanged)
        self._spider.lists.append(read)
        if outcome != "served":
            logger.info("list not served: %s: %s", course.url, outcome)

    def _end(self, course: Course) -> Iterator[Request]:
        """Takes the next way once all lists of one have ended, where it is needed."""
        if not course.outcome:
            self._note(course, course.failure or "empty")
        course.over = True
        self.served = self.served or course.outcome == "served"
        if not all(each.over for each in self._courses):
            return
        there = all(each.there and not each.broken for each in self._courses)
        enough = there if self.aim == "past" else self.served
        # A host that does not answer at all will not for another of its lists.
        silent = all(each.outcome == "network" for each in self._courses)
        self.there = self.there or there
        if enough or (silent and self.aim == "news"):
            yield from self._spider.walked(self)
        else:
            yield from self.go()
