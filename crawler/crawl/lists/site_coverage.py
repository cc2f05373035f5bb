"""SiteCoverage: whether what a site's lists name reaches back to the last run, and what is done if it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.crawl.lists.list_context import Aim
from crawler.crawl.lists.reach import existed, hash_of, is_dated, newest_first, span_of, stated, tail_of
from crawler.crawl.lists.walked_sources import WalkedSources, are_read, reaches, served
from crawler.monitoring.publication_pace import longest_silence, minutes_that_would_do
from crawler.monitoring.run_stats import Notice
from crawler.outcomes import Outcome
from crawler.program import typed
from crawler.store.lists.coverage import Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import tzinfo

    from crawler.crawl.lists.list_cursor import ListCursor
    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.items import ListEntry
    from crawler.store.lists.coverage import Coverage

# Entries that are remembered of a list, and looked at on a page.
_MOST_ENTRIES = 500
# An open gap is tried again after the first of these, and after a day after the last. A silent list that was checked in
# vain is checked again after the second, doubled from check to check up to the last. A run may begin a little early.
_FIRST_RETRY, _FIRST_CHECK, _LONGEST_PAUSE = timedelta(hours=1), timedelta(hours=2), timedelta(days=1)
_EARLY = timedelta(minutes=5)
# What came out so shortly before a list was read need not be in it yet.
_LAG = timedelta(minutes=30)
# An article may be dated a little before a list names it.
_MARGIN = timedelta(hours=1)
# A list without dates is read for so many pages in search of known articles, and two more for each hour of the gap.
_FEWEST_PAGES, _PAGES_AN_HOUR, _MOST_PAGES = 3, 2, 100
# One known article above this place of a page without dates may be pinned.
_PINNED = 3
_HOUR = timedelta(hours=1)
# Many pages state their times to the minute.
_SHORTEST = timedelta(minutes=1)
# Of a page so many entries are compared with other lists.
_MOST_COMPARED = 5_000
# Runs in a row whose lists do not overlap before it is told.
_DISJOINT_RUNS = 3


class SiteCoverage:
    """Judges the lists of one site in a run for news.

    `is_stood_in_for` is set if a better list was out of reach, so that those which serve need not hold all.
    """

    def __init__(
        self,
        run: RunContext,
        stored: Coverage,
        gaps: list[Gap],
        zone: tzinfo,
        longest: timedelta,
        save: Callable[[Coverage, Gap | None], None],
    ) -> None:
        self._run, self._state, self._zone, self._longest, self._save = run, stored, zone, longest, save
        self.gaps = gaps
        self.is_stood_in_for = False
        # All news up to then was named by lists, or is in a gap; none in the first run.
        self._since = stored.covered_until
        self._last_new = stored.last_new
        self._known = set(stored.entries)
        self._sources = WalkedSources(stored.entries)
        # The gaps of a walk, and whether it has reached back.
        self._walked: list[Gap] = []
        self._is_reached = False
        # The lists of a source that did not overlap with the last run.
        self._disjoint: Sequence[ListCursor] = ()
        # What the check of a silent list has found, and when it was read.
        self._unknown: list[ListEntry] = []
        self._silent: Sequence[ListCursor] = ()
        self._checked_by: Sequence[ListCursor] = ()
        self._longest_silence: timedelta | None = None

    @property
    def target(self) -> datetime | None:
        """The time to which a walk has to reach back; none while there is no walk."""
        return self._sources.target

    @property
    def since(self) -> datetime | None:
        """Up to when all news was named by lists or is in a gap; none in the first run."""
        return self._since

    # --- While lists are read -------------------------------------------------------------

    @staticmethod
    def in_order(cursor: ListCursor, page: Sequence[ListEntry]) -> list[ListEntry]:
        """Returns a page as its list gives it with the newest first."""
        cursor.is_dated = is_dated(page)
        if cursor.pages_read == 1:
            cursor.span = span_of(page)
        return newest_first(page)

    async def observe(self, cursor: ListCursor, page: Sequence[ListEntry], new: Collection[str], aim: Aim) -> None:
        """Records what a page, the newest first, proves; `new` are the URLs that no run knew.

        Times that the list does not state may be those of the catalogue.
        """
        if cursor.pages_read == 1:
            cursor.read_at = self._run.now()
            cursor.named = [hash_of(entry.url) for entry in page[:_MOST_ENTRIES]]
        cursor.walked.update(hash_of(entry.url) for entry in page[:_MOST_COMPARED])
        if aim is Aim.CHECK:
            self._unknown += [entry for entry in page if entry.url in new]
        if page and (goal := self.target or self._since):
            cursor.tail = [entry.url for entry in tail_of(page)]
            reach = await self._reach(cursor, page, goal, aim)
            cursor.reach = min(filter(None, (cursor.reach, reach)), default=None)
        await self._learn_pace(aim)

    async def _learn_pace(self, aim: Aim) -> None:
        if aim is Aim.NEWS and self._is_quiet and not self._longest_silence and self._last_new:
            found = await self._run.query(self._run.catalogue.coverage.publications, self._state.site, self._last_new)
            self._longest_silence = longest_silence(found or [], self._last_new)

    @property
    def _is_quiet(self) -> bool:
        return self._last_new is not None and self._run.now() - self._last_new > _FIRST_CHECK

    async def _reach(self, cursor: ListCursor, page: Sequence[ListEntry], goal: datetime, aim: Aim) -> datetime | None:
        """Returns the time up to which a page reaches back, as far as that is known."""
        tail, head = tail_of(page), page[:_MOST_ENTRIES]
        times = [each for entry in tail if (each := existed(entry, self._zone))]
        knows = self._since is not None and goal >= self._since
        is_known = [hash_of(entry.url) in self._known for entry in head]
        # Of a long list no more was remembered; one without dates may ascend.
        if knows and (any(is_known[-len(tail_of(head)) :]) or (len(head) > _PINNED and 2 * sum(is_known) >= len(head))):
            times.append(self._since or goal)
        if times and min(times) <= goal:
            return min(times)
        looked_at = tail if cursor.is_dated or aim is Aim.NEWS else head
        facts = await self._run.query(self._run.catalogue.coverage.known_since, [entry.url for entry in looked_at])
        old = {url for url, (seen, _) in (facts or {}).items() if seen < goal}
        places = [place for place, entry in enumerate(looked_at) if entry.url in old]
        if looked_at is tail:
            times += [goal] if places else []
        elif any(place >= _PINNED for place in places):
            times.append(goal)
        return min(times, default=None)

    async def observe_unchanged(self, cursor: ListCursor, aim: Aim) -> None:
        """Records that a list is as it was, and so overlaps with what it was."""
        cursor.read_at, cursor.reach = self._run.now(), self._since
        await self._learn_pace(aim)

    def worth_reading(self, entries: Sequence[ListEntry]) -> list[ListEntry]:
        """Returns the entries of a page of a walk that may be of the gap."""
        oldest = (self.target or datetime.max.replace(tzinfo=self._zone)) - _MARGIN
        return [entry for entry in entries if (time := existed(entry, self._zone)) is None or time >= oldest]

    def is_enough(self, cursor: ListCursor) -> bool:
        """True if a list need not be read further in a walk: it reaches back, or shows nothing by which to tell."""
        if self.target is None or reaches(cursor, self.target):
            return True
        hours = (self._run.now() - self.target) // _HOUR
        most = _MOST_PAGES if cursor.is_dated else min(_MOST_PAGES, _FEWEST_PAGES + _PAGES_AN_HOUR * hours)
        return cursor.pages_read >= most

    # --- When the lists of a source have ended ------------------------------------------------

    def judge(self, cursors: Sequence[ListCursor], aim: Aim) -> Aim | None:
        """Returns for what the site's lists are to be read on, none if they are not; some list has served."""
        if aim is Aim.GAP:
            return self._judge_walk(cursors)
        lists = served(cursors)
        is_new = aim is Aim.NEWS and self._remember(lists)
        if self._since is None:
            self._cover(cursors)
            return None
        reach = all(reaches(cursor, self._since) for cursor in lists)
        if aim is Aim.CHECK:
            return self._judge_check(cursors, lists, reaches_back=reach)
        if not reach:
            self._state.disjoint_runs, self._disjoint = self._state.disjoint_runs + 1, cursors
            return self._open_gap(cursors)
        if is_new:
            self._state.disjoint_runs = 0
            self._cover(cursors)
        return self._try_again(cursors) or (None if is_new else self._check(lists))

    def _try_again(self, cursors: Sequence[ListCursor]) -> Aim | None:
        oldest = self._run.now() - self._longest
        due = [gap for gap in self.gaps if gap.ends > oldest and self._is_due(gap)]
        return self._walk(due, cursors) if due else None

    def _check(self, lists: Sequence[ListCursor]) -> Aim | None:
        if not self._is_to_be_checked():
            return None
        self._silent, self._sources.has_silent_list = lists, True
        return Aim.CHECK

    def _remember(self, lists: Sequence[ListCursor]) -> bool:
        """Remembers what the first list that serves has named; true if any of it is new."""
        is_new = not self._known.issuperset(each for cursor in lists for each in cursor.named)
        if is_new:
            state, now = self._state, self._run.now()
            self._keep_entries(lists)
            state.last_new, state.next_check, state.checks = now, None, 0
            state.frozen_since = state.last_told = None
        return is_new

    def _keep_entries(self, lists: Sequence[ListCursor]) -> None:
        named = [each for cursor in lists for each in cursor.named]
        self._state.entries = list(dict.fromkeys([*named, *self._state.entries]))[:_MOST_ENTRIES]

    def _cover(self, cursors: Sequence[ListCursor]) -> None:
        """Moves the covered time on to when the lists were read, if all of them were."""
        if self._since is None or (are_read(cursors) and not self.is_stood_in_for):
            self._state.covered_until = min(cursor.read_at or self._run.now() for cursor in cursors)
            self._save(self._state, None)

    # --- Gaps ---------------------------------------------------------------------------------

    def _open_gap(self, cursors: Sequence[ListCursor], *, is_whole: bool = False) -> Aim | None:
        """Records a gap, so that the end of the run does not close it, and begins to walk.

        It ends where the lists begin, or with `is_whole` now, since they may lack articles of any time.
        """
        now, begins = self._run.now(), self._since or self._run.now()
        first = now - self._longest
        ends = now if is_whole else max((self._oldest(cursor) or now for cursor in cursors), default=now)
        gap = Gap(self._state.site, begins, min(max(ends, begins), now), now)
        if begins < first:
            self._tell(gap, "not covered, given up", until=min(first, gap.ends))
            gap.begins = first
        self._state.covered_until = min(cursor.read_at or now for cursor in cursors)
        if gap.begins >= gap.ends:
            self._save(self._state, None)
            return None
        self.gaps.append(gap)
        self._save(self._state, gap)
        return self._walk([gap], cursors)

    def _oldest(self, cursor: ListCursor) -> datetime | None:
        return cursor.reach if cursor.outcome == Outcome.SERVED else None

    def _is_due(self, gap: Gap) -> bool:
        now = self._run.now()
        # Lists may be longer for an hour, and are less and less likely to go back so far.
        pause = (_FIRST_RETRY if now - gap.opened < _LONGEST_PAUSE else _LONGEST_PAUSE) - _EARLY
        return gap.last_tried is None or not gap.last_tried <= now < gap.last_tried + pause

    def _walk(self, gaps: list[Gap], cursors: Sequence[ListCursor]) -> Aim | None:
        self._walked = gaps
        self._sources.target = max(min(gap.begins for gap in gaps), self._run.now() - self._longest)
        return self._judge_walk(cursors)

    def _judge_walk(self, cursors: Sequence[ListCursor]) -> Aim | None:
        self._sources.add(cursors)
        covers = self._sources.covers(cursors) and self._sources.is_proven(cursors)
        self._is_reached = self._is_reached or covers
        return None if self._is_reached else Aim.GAP

    # --- Silent lists ---------------------------------------------------------------------------

    def _is_to_be_checked(self) -> bool:
        now, state = self._run.now(), self._state
        if not self._is_quiet or self._last_new is None or self._longest_silence is None:
            return False
        if now - self._last_new <= self._longest_silence:
            return False
        return bool(state.frozen_since or not state.next_check or not now < state.next_check <= now + _LONGEST_PAUSE)

    def _judge_check(
        self, cursors: Sequence[ListCursor], lists: Sequence[ListCursor], *, reaches_back: bool
    ) -> Aim | None:
        """Takes what the next way says for news; `lists` are those of it that serve."""
        if not (self._unknown or self._sources.is_comparable(cursors)):
            # Such as a front page of old articles.
            return Aim.CHECK
        self._checked_by = [*self._checked_by, *lists]
        if not self._unknown:
            self._postpone_check()
        stands = self._sources.stands_in(cursors) and self._sources.is_proven(cursors)
        if stands and (reaches_back or not self._unknown):
            # It stands in for the silent list also when that names nothing any more by which to compare them.
            self._keep_entries(lists)
            self._cover(cursors)
            self._sources.add(cursors)
            # No section need have what came out while the list was frozen: a list of all is read beside them.
            return Aim.CHECK if self._state.frozen_since and len(cursors) > 1 else None
        # A list that names nothing unknown has no gap, however little its end proves.
        return self._open_gap(cursors, is_whole=reaches_back) if self._unknown else None

    def _postpone_check(self) -> None:
        self._state.checks += 1
        pause = min(_LONGEST_PAUSE, _FIRST_CHECK * 2 ** min(self._state.checks - 1, 10)) - _EARLY
        self._state.next_check = self._run.now() + pause

    # --- At the end of the run --------------------------------------------------------------------

    def end(self) -> None:
        """Decides with the dates of the articles that were read what is covered, and tells; waits for the catalogue."""
        self._end_walk()
        self._find_frozen()
        self._tell_disjoint()

    def _end_walk(self) -> None:
        now, closed = self._run.now(), []
        if self._walked and not self._is_reached:
            self._look_up_tails()
            self._is_reached = self._sources.is_covered
        for gap in list(self.gaps):
            if gap in self._walked and not self._is_reached:
                gap.tries, gap.last_tried = gap.tries + 1, now
                gap.ends = max(gap.begins, self._sources.earliest_end(gap.ends))
            if gap in self._walked and (self._is_reached or gap.ends - gap.begins < _SHORTEST):
                closed.append(gap)
                if self._is_reached and self.target and gap.begins < self.target:
                    self._tell(gap, "not covered, given up", until=self.target)
                elif gap.last_told:
                    self._tell(gap, "closed")
            elif (gap.begins > now or gap.ends < now - self._longest) and not self._leaps(now):
                closed.append(gap)
                self._tell(gap, "not covered, given up")
            else:
                self._tell(gap, "not covered", is_due=self._is_time_to_tell(gap.last_told))
        self.gaps[:] = [gap for gap in self.gaps if gap not in closed]
        if self.gaps or closed:
            self._run.catalogue.coverage.save(None, self.gaps, closed)

    def _leaps(self, now: datetime) -> bool:
        """True if the clock is so far from the last run's that it may be wrong: then no gap is given up."""
        return abs(now - (self._since or now)) > 2 * self._longest

    def _is_time_to_tell(self, last_told: datetime | None) -> bool:
        """True once a day, and if it was last told at a time that is still to come."""
        return last_told is None or not last_told <= self._run.now() < last_told + _LONGEST_PAUSE - _EARLY

    def _look_up_tails(self) -> None:
        """Dates the ends of lists by the articles that were read since."""
        cursors = list(self._sources.cursors)
        facts = self._run.catalogue.coverage.known_since({url for cursor in cursors for url in cursor.tail})
        for cursor in cursors:
            times = [time for url in cursor.tail if url in facts and (time := facts[url][1])]
            cursor.reach = min(filter(None, (cursor.reach, *times)), default=None)

    def _tell(self, gap: Gap, what: str, *, until: datetime | None = None, is_due: bool = True) -> None:
        begins, ends = (f"{each.astimezone(UTC):%Y-%m-%d %H:%M}" for each in (gap.begins, until or gap.ends))
        text = f"gap: {begins} – {ends} {what}"
        if what != "closed":
            # A day is one of the outlet's zone: the earlier of the two days has all of the gap.
            since = min(begins[:10], f"{gap.begins.astimezone(self._zone):%Y-%m-%d}")
            text += f"; {typed('crawl', self._run.stats.spider, '-a', f'since={since}', uses_data=True)}"
        if is_due:
            gap.last_told = self._run.now() if what == "not covered" else gap.last_told
        self._run.stats.notices.append(Notice(text, is_due))

    def close_by_backfill(self, first: datetime, last: datetime | None) -> None:
        """Closes the gaps within the days that a backfill has covered; waits for the catalogue."""
        closed = [gap for gap in self.gaps if first <= gap.begins and (last is None or gap.ends <= last)]
        for gap in closed:
            self._tell(gap, "closed")
        self.gaps[:] = [gap for gap in self.gaps if gap not in closed]
        if closed:
            self._run.catalogue.coverage.save(None, [], closed)

    def _find_frozen(self) -> None:
        """Finds that a silent list has missed what another list names."""
        state, now, silent_since = self._state, self._run.now(), self._last_new
        if not self._silent or silent_since is None:
            return
        if not self._checked_by:
            # No other list has served.
            self._postpone_check()
            self._run.catalogue.coverage.save(state, [], [])
        facts = self._run.catalogue.coverage.known_since(entry.url for entry in self._unknown)
        dates = [stated(entry) or facts.get(entry.url, (now, None))[1] for entry in self._unknown]
        if any(silent_since < date < now - _LAG for date in dates if date):
            state.frozen_since = state.frozen_since or silent_since
        if not state.frozen_since:
            return
        is_due = self._is_time_to_tell(state.last_told)
        state.last_told = now if is_due else state.last_told
        kinds = " and ".join(sorted({cursor.source.name for cursor in self._checked_by})) or "other lists"
        since = f"{state.frozen_since.astimezone(UTC):%Y-%m-%d %H:%M}"
        urls = f"{self._silent[0].source.url}{f' and {len(self._silent) - 1} more' if len(self._silent) > 1 else ''}"
        self._run.stats.notices.append(Notice(f"list silent since {since}: {urls}; its news by {kinds}", is_due))
        self._run.catalogue.coverage.save(state, [], [])

    def _tell_disjoint(self) -> None:
        """Tells that the outlet publishes more than its lists hold from run to run, and what interval would do."""
        runs, since = self._state.disjoint_runs, self._since
        if runs < _DISJOINT_RUNS or since is None or not self._disjoint:
            return
        interval = min(cursor.read_at or self._run.now() for cursor in self._disjoint) - since
        spans = [cursor.span for cursor in self._disjoint if cursor.span]
        minutes = minutes_that_would_do(min(spans, default=None), interval)
        text = f"its lists hold less than comes out in {interval // timedelta(minutes=1)} minutes: run every {minutes}"
        self._run.stats.notices.append(Notice(text, is_due=runs % 24 == _DISJOINT_RUNS))
