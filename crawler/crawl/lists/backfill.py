"""Backfill: how far into the past a site's lists have been read, in this run and in earlier ones."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from crawler.crawl.lists.list_cursor import ListCursor
    from crawler.crawl.scheduling.frontier import Batch
    from crawler.discovery.backfill_position import Position
    from crawler.items import ListEntry
    from crawler.selection.filter import Selection


class Backfill:
    """Stops cursors at the run's first day, skips what an earlier run covered, and keeps the covered range.

    `reached_since` is true once all lists of a source have come to the run's first day; `oldest_reached` is the
    earliest publication whose list page is done.
    """

    def __init__(self, selection: Selection, zone: tzinfo) -> None:
        self._selection, self._zone = selection, zone
        self.reached_since = False
        self.oldest_reached: datetime | None = None

    def summary(self, host: str) -> str:
        """Returns how far it got, for the verdict; empty if it has no first day and got nowhere.

        `host` is that of the lists.
        """
        since = self._selection.since
        reached = self.oldest_reached.astimezone(self._zone).date() if self.oldest_reached else None
        if since is None:
            return f"back to {reached} ({host})" if reached else ""
        if self.reached_since:
            return f"back to {since}"
        if reached and reached <= since:
            return f"not all lists back to {since} ({host})"
        return f"back to {reached or 'no day'}, not to {since} ({host})"

    def check_bounds(self, cursor: ListCursor, entries: Sequence[ListEntry], batch: Batch) -> Position | None:
        """Stops at the run's first day; returns the resume position if the page overlaps an earlier backfill."""
        published = filter(None, map(self._published, entries))
        times = [each for each in published if not self._selection.is_newer(each)]
        for each in times:
            batch.observe(each)
        if not times or not cursor.source.is_sorted or cursor.index_url:
            return None
        newest = max(times)
        # A page of headlines may hold foreign entries too: all of it has to be older. One entry may be out of order.
        last = max(times[-2:]) if cursor.source.has_no_foreign_items else newest
        cursor.reached_since = cursor.reached_since or self._selection.is_older(last)
        return self._resume_position(cursor, newest, any_due=batch.pending > 1)

    def _resume_position(self, cursor: ListCursor, newest: datetime, *, any_due: bool) -> Position | None:
        """Returns where an earlier backfill stopped, if a page with this latest publication lies in its range."""
        resume_at, newest_done, oldest_done = cursor.resume_at, cursor.stored.newest_done, cursor.stored.oldest_done
        if not resume_at or not newest_done or not oldest_done:
            return None
        # Dates may be no more than days: what came later on the same day is not known yet.
        if newest > newest_done or (newest == newest_done and any_due):
            return None
        cursor.resume_at = None
        if newest < oldest_done:
            # This run started below the range: what lies between has not been read.
            cursor.contiguous = False
            return None
        if not resume_at.is_behind(cursor.position):
            return None
        self._reach(oldest_done)
        first = self._selection.first
        cursor.reached_since = cursor.reached_since or (first is not None and oldest_done <= first)
        return resume_at

    def _published(self, entry: ListEntry) -> datetime | None:
        """Returns when an article was published by its list, else the day in its URL, if it is one day."""
        days = days_in_address(entry.url)
        if entry.published or not days or days[0] != days[1]:
            return entry.published
        return datetime.combine(days[0], time.min, self._zone)

    def _reach(self, published: datetime) -> None:
        self.oldest_reached = min(self.oldest_reached or published, published)

    def on_page_done(self, cursor: ListCursor, batch: Batch, position: Position) -> bool:
        """Extends the range by the page at a position, whose articles are done; returns true if `stored` changed."""
        if batch.oldest:
            self._reach(batch.oldest)
        cursor.newest_seen = max(filter(None, (cursor.newest_seen, batch.newest)), default=None)
        cursor.contiguous = cursor.contiguous and batch.all_answered
        if not cursor.contiguous or cursor.index_url or cursor.resume_at or not cursor.source.is_sorted:
            return False
        self._extend_range(cursor, batch, position)
        return True

    def _extend_range(self, cursor: ListCursor, batch: Batch, position: Position) -> None:
        """Updates the contiguous, fully stored date range of the list, clipped to since and until."""
        stored, selection = cursor.stored, self._selection
        if not cursor.straddles_since:
            # A page that goes beyond the first day is the first to be read when a later run goes deeper.
            cursor.straddles_since = batch.oldest is not None and selection.is_older(batch.oldest)
            stored.next_page = str(position if cursor.straddles_since else cursor.position)
            stored.exhausted = cursor.exhausted and not cursor.straddles_since
        newest = [stored.newest_done, selection.clip(cursor.newest_seen) if cursor.newest_seen else None]
        oldest = [stored.oldest_done, selection.clip(batch.oldest) if batch.oldest else None]
        oldest += [selection.first] if cursor.reached_since else []
        stored.newest_done = max(filter(None, newest), default=None)
        stored.oldest_done = min(filter(None, oldest), default=None)
