"""The work list: articles that lists have named and no run has requested yet, whatever ended the run."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from crawler.items import ListEntry
from crawler.store.database import in_parts, parse_time, utc, writing
from crawler.store.due_urls import reread_by
from crawler.store.tables import pages, work_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

# Of a list's own times; an article without one is as new as its naming.
_TIME = sa.func.coalesce(work_list.c.published, work_list.c.modified, work_list.c.named)


class WorkList:
    """The work list of one outlet in the catalogue.

    Each entry belongs to the runs of one key: that of their words, or empty for news. Runs for several topics have
    several keys, and an entry for each.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet

    def add(
        self, entries: Sequence[ListEntry], keys: Sequence[str], now: datetime, most: int, *, is_backfill: bool
    ) -> set[str]:
        """Adds entries in their order for each of the keys, unless a run has requested them or will do so by itself.

        Of more than `most` URLs, the newest are kept. Returns the URLs that no run knew before.
        """
        if not entries:
            return set()
        with self._engine.connect() as connection:
            due_anyway = self._known(connection, keys, entries, now)
            listed = self._listed(connection, keys, entries)
        wanted = [entry for entry in entries if not due_anyway.get(entry.url)]
        missing = {entry.url: entry for entry in wanted if any((key, entry.url) not in listed for key in keys)}
        # A page may name a million, of which no more than these are stored.
        newest = heapq.nlargest(most, missing.values(), key=lambda entry: entry.published or entry.modified or now)
        if newest:
            with writing(self._engine) as connection:
                # Another list page may have named them meanwhile.
                listed = self._listed(connection, keys, newest)
                new = [(key, each) for key in keys for each in newest if (key, each.url) not in listed]
                for part in in_parts(new):
                    rows = [self._row(each, key, now, is_backfill) for key, each in part]
                    connection.execute(sa.insert(work_list), rows)
                self._drop_oldest(connection, most)
        return missing.keys() - due_anyway.keys()

    def _row(self, entry: ListEntry, found_by: str, now: datetime, is_backfill: bool) -> dict[str, Any]:
        return {
            "outlet": self._outlet, "found_by": found_by, "url": entry.url, "title": entry.title,
            "published": utc(entry.published) if entry.published else None,
            "modified": utc(entry.modified) if entry.modified else None,
            "named": utc(now), "is_backfill": is_backfill,
        }  # fmt: skip

    def _known(
        self, connection: sa.Connection, keys: Sequence[str], entries: Sequence[ListEntry], now: datetime
    ) -> dict[str, bool]:
        """Returns the URLs that runs have requested, each with whether it is due by itself as what a list named."""
        known: dict[str, bool] = {}
        is_due = sa.and_(pages.c.next_read <= utc(now), pages.c.reasons.is_(None), reread_by(keys))
        for part in in_parts(entry.url for entry in entries):
            rows = connection.execute(
                sa.select(pages.c.url, sa.func.coalesce(is_due, sa.false()).label("is_due")).where(
                    pages.c.url.in_(part), sa.or_(pages.c.status != 0, pages.c.reason != "")
                )
            )
            known |= {row.url: bool(row.is_due) for row in rows}
        return known

    def _listed(
        self, connection: sa.Connection, keys: Sequence[str], entries: Sequence[ListEntry]
    ) -> set[tuple[str, str]]:
        """Returns key and URL of the entries that are listed already."""
        listed: set[tuple[str, str]] = set()
        mine = sa.select(work_list.c.found_by, work_list.c.url).where(*self._of(keys))
        for part in in_parts(entry.url for entry in entries):
            listed |= {(row.found_by, row.url) for row in connection.execute(mine.where(work_list.c.url.in_(part)))}
        return listed

    def _drop_oldest(self, connection: sa.Connection, most: int) -> None:
        mine = work_list.c.outlet == self._outlet
        excess = (connection.scalar(sa.select(sa.func.count(work_list.c.url.distinct())).where(mine)) or 0) - most
        if excess > 0:
            # What only backfills left goes first: they can be run again.
            is_news = sa.func.max(sa.case((work_list.c.is_backfill, 0), else_=1))
            order = is_news, sa.func.max(_TIME), sa.func.min(work_list.c.id).desc()
            oldest = sa.select(work_list.c.url).where(mine).group_by(work_list.c.url).order_by(*order).limit(excess)
            connection.execute(sa.delete(work_list).where(mine, work_list.c.url.in_(oldest)))

    def load(self, keys: Sequence[str], hosts: Collection[str]) -> list[ListEntry]:
        """Returns the entries of keys on the given hosts: the last named first, of one list page in its order."""
        mine = sa.select(work_list).where(*self._of(keys)).order_by(work_list.c.named.desc(), work_list.c.id)
        with self._engine.connect() as connection:
            rows = [row for row in connection.execute(mine) if urlsplit(row.url).hostname in hosts]
        entries: dict[str, ListEntry] = {}
        for row in rows:
            entry = ListEntry(row.url, row.title, parse_time(row.published), parse_time(row.modified))
            entries.setdefault(row.url, entry)
        return list(entries.values())

    def count(self, keys: Sequence[str], hosts: Collection[str]) -> int:
        """Returns how many entries `load` would."""
        mine = sa.select(work_list.c.url).where(*self._of(keys)).distinct()
        with self._engine.connect() as connection:
            return sum(urlsplit(url).hostname in hosts for url in connection.scalars(mine))

    def remove(
        self, urls: Iterable[str], keys: Sequence[str], connection: sa.Connection, *, only_backfill: bool = False
    ) -> None:
        """Removes entries of keys, or those of them that backfills found, in a connection's transaction."""
        here = [*self._of(keys), *([work_list.c.is_backfill] if only_backfill else [])]
        for part in in_parts(urls):
            connection.execute(sa.delete(work_list).where(*here, work_list.c.url.in_(part)))

    def _of(self, keys: Sequence[str]) -> tuple[sa.ColumnElement[bool], ...]:
        return work_list.c.outlet == self._outlet, work_list.c.found_by.in_(keys)
