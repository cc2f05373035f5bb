"""Queries of the catalogue: which URLs are due, and which of them wait because they failed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.items import ListEntry
from crawler.outcomes import Outcome
from crawler.store.database import in_parts, parse_time, utc
from crawler.store.recrawl_policy import is_time, latest, may_be_tried
from crawler.store.tables import articles, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# After so long an article is requested without its validators: some servers never change an ETag.
_VALIDATORS_TRUSTED_FOR = timedelta(days=1)


class DueUrls:
    """Which URLs of one outlet are due.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet
        self.last_article: datetime | None = None
        """When a page of the outlet last gave an article, before this run; none if never.

        What has failed since then may be the site's fault rather than the page's.
        """

    def due(self, entries: Sequence[ListEntry], conditions: str, now: datetime) -> list[ListEntry]:
        """Returns the entries that are due, in their order, and sets `published` of stored ones whose list omits it.

        Due is what was never read; whose time has come; what its list states to be modified since; what failed because
        of the site, as long as no page gave an article since; what was given up a week ago; and what an earlier run
        dropped because of a condition that is not among this run's `conditions`, one a line.
        """
        found: list[ListEntry] = []
        with self._engine.connect() as connection:
            for part in in_parts(entries):
                known = self._known(connection, [entry.url for entry in part])
                for entry in part:
                    if entry.published is None and entry.url in known:
                        entry.published = parse_time(known[entry.url].published)
                found += [
                    entry
                    for entry in part
                    if (page := known.get(entry.url)) is None
                    or self._in_trouble(page)
                    or _is_due(page, entry.modified, conditions, now)
                ]
        return found

    def _known(self, connection: sa.Connection, urls: list[str]) -> dict[str, Any]:
        rows = connection.execute(
            sa.select(
                pages.c.url, pages.c.status, pages.c.reason, pages.c.failures, pages.c.unmet_condition,
                pages.c.list_modified, pages.c.article_id, pages.c.first_seen, pages.c.last_read, pages.c.next_read,
                articles.c.published,
                sa.func.coalesce(articles.c.modified, articles.c.published).label("stated"),
            )
            .select_from(pages.outerjoin(articles, articles.c.id == pages.c.article_id))
            .where(pages.c.url.in_(urls))
        )  # fmt: skip
        return {row.url: row for row in rows}

    def recrawl_due(self, hosts: Iterable[str], now: datetime, most: int) -> list[tuple[ListEntry, str, str]]:
        """Returns the URLs on the given hosts that are due again, failed ones too, those due last first.

        With each come the ETag and Last-Modified that its stored article was read with, empty if there is none or the
        article was last read over a day ago.
        """
        mine = pages.c.outlet == self._outlet
        here = _on(hosts)
        found: list[Any] = []
        times = (
            (pages.c.next_read <= utc(now), sa.true()),
            (pages.c.next_read > utc(latest(now)), sa.true()),
            (pages.c.next_read.between(utc(now), utc(latest(now))), pages.c.failures > 0),
        )
        with self._engine.connect() as connection:
            for time, which in times:
                rows = connection.execute(
                    sa.select(
                        pages.c.url, pages.c.article_id, pages.c.status, pages.c.reason, pages.c.etag,
                        pages.c.last_modified, pages.c.first_seen, pages.c.last_read, pages.c.next_read,
                        articles.c.fetched,
                    )
                    .select_from(pages.outerjoin(articles, articles.c.id == pages.c.article_id))
                    .where(mine, time, which, here)
                    .order_by(pages.c.next_read.desc())
                    .limit(most)
                )  # fmt: skip
                found += [row for row in rows if is_time(parse_time(row.next_read), now) or self._in_trouble(row)]
        since = now - _VALIDATORS_TRUSTED_FOR
        states = [
            (row, bool(row.fetched) and not row.reason and since <= datetime.fromisoformat(row.fetched) <= now)
            for row in {row.url: row for row in found}.values()
        ]
        return [(ListEntry(row.url), row.etag * good, row.last_modified * good) for row, good in states[:most]]

    def backing_off(self, hosts: Iterable[str], now: datetime) -> Counter[Outcome]:
        """Counts, by outcome, the URLs on the given hosts that failed since the last article and are not due yet."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                sa.select(
                    pages.c.status, pages.c.reason, pages.c.article_id, pages.c.first_seen, pages.c.last_read
                ).where(
                    pages.c.outlet == self._outlet,
                    pages.c.next_read.between(utc(now), utc(latest(now))),
                    pages.c.failures > 0,
                    _on(hosts),
                )
            )
            failed = [Outcome.of(row.reason, row.status) for row in rows if self.failed_since_last_article(row)]
            return Counter(outcome for outcome in failed if not outcome.is_transient)

    def failed_since_last_article(self, page: Any) -> bool:
        """True if no page of the outlet is known to have given an article since a page began to fail."""
        began = page.last_read if page.article_id else page.first_seen
        # Both are in whole seconds, so that equal ones may be in either order.
        return self.last_article is None or datetime.fromisoformat(began) >= self.last_article

    def _in_trouble(self, page: Any) -> bool:
        return Outcome.of(page.reason, page.status).is_transient and self.failed_since_last_article(page)


def _is_due(page: Any, list_modified: datetime | None, conditions: str, now: datetime) -> bool:
    if page.reason == Outcome.FORGOTTEN:
        return False
    # Never requested itself: another page claimed to show the article of this URL.
    unrequested = not page.status and not page.reason
    if unrequested or is_time(parse_time(page.next_read), now):
        return True
    outcome = Outcome.of(page.reason, page.status)
    if page.next_read is None and may_be_tried(outcome, datetime.fromisoformat(page.last_read), now):
        return True
    if outcome is Outcome.NO_MATCH and page.unmet_condition not in conditions.splitlines():
        return True
    if list_modified is None:
        return False
    # What the list stated last time, or else what the article states, if it was found in another way.
    before = page.list_modified or page.stated
    return before is None or list_modified > datetime.fromisoformat(before)


def _on(hosts: Iterable[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(pages.c.url.startswith(f"https://{host}/", autoescape=True) for host in hosts))
