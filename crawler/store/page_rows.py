"""The rows of pages: what the last reading of each URL gave, and since when readings have said the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.store.database import utc
from crawler.store.tables import pages

if TYPE_CHECKING:
    from datetime import datetime

    from crawler.items import PageResult

# Queries that run for every article are built once: building one takes as long as SQLite takes to run it.
_LOAD = sa.select(pages).where(pages.c.url == sa.bindparam("here"))
_NEW = sa.insert(pages)
_CHANGE = sa.update(pages).where(pages.c.url == sa.bindparam("here"))
# News keeps what a run for words finds too.
_FOUND_BY = sa.case((pages.c.found_by == "", ""), else_=sa.bindparam("finder"))
_CHANGE_FINDER = _CHANGE.values(found_by=_FOUND_BY)


@dataclass(frozen=True)
class PageState:
    """What is stored with a page besides its answer; the defaults are those of one that was read well."""

    article: str | None
    """Id of the article that it shows."""
    next_read: datetime | None
    """When it is due again."""
    failures: int = 0
    """Failures in a row of one kind."""
    failing_since: datetime | None = None
    """The first of the readings in a row that gave no article of its own."""
    gone_since: str | None = None
    """The first of the readings in a row that found its article gone."""
    unverified: str | None = None
    """When many pages at once said what it says."""


def load_page(connection: sa.Connection, url: str) -> sa.Row[Any] | None:
    """Returns the row of a URL; none if it is unknown."""
    return connection.execute(_LOAD, {"here": url}).one_or_none()


def put_page(
    connection: sa.Connection, outlet: str, page: PageResult, state: PageState, now: datetime, url: str = ""
) -> None:
    """Stores the answer of a page, under another URL if one is given."""
    values: dict[str, Any] = {
        "outlet": outlet, "status": page.status, "reason": page.reason, "article_id": state.article,
        "opt_out": page.opt_out, "etag": page.etag, "last_modified": page.last_modified, "last_read": utc(now),
        "next_read": utc(state.next_read) if state.next_read else None, "failures": state.failures,
        "unmet_condition": page.unmet_condition or None, "gone_since": state.gone_since,
        "failing_since": utc(state.failing_since) if state.failing_since else None, "unverified": state.unverified,
    }  # fmt: skip
    if page.list_modified and not state.failures:
        # After a failure the change is still to be read.
        values["list_modified"] = page.list_modified.isoformat()
    change = {**values, "here": url or page.url}
    if page.found_by:
        changed = connection.execute(_CHANGE_FINDER, {**change, "finder": page.found_by})
    else:
        changed = connection.execute(_CHANGE, change if page.found_by is None else {**change, "found_by": ""})
    if not changed.rowcount:
        new = {**values, "url": url or page.url, "first_seen": utc(now), "found_by": page.found_by or ""}
        connection.execute(_NEW, new)


def repair_first_seen(connection: sa.Connection, known: sa.Row[Any], now: datetime) -> None:
    """Sets when a page was first seen to now if that was recorded at a later time, by a clock that was ahead."""
    if known.first_seen > utc(now):
        connection.execute(sa.update(pages).where(pages.c.url == known.url).values(first_seen=utc(now)))
