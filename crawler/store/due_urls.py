"""Queries of the catalogue: which URLs are due, and which of them wait because they failed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.items import ListEntry
from crawler.outcomes import Outcome
from crawler.store.articles.stored_topics import shows_topic
from crawler.store.database import in_parts, parse_time, utc
from crawler.store.recrawl_policy import CLOCK_TOLERANCE, is_ahead, is_time, latest, may_be_tried
from crawler.store.tables import articles, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# After so long an article is requested without its validators: some servers never change an ETag.
_VALIDATORS_TRUSTED_FOR = timedelta(days=1)
_NO_FAILURES = {Outcome.NO_MATCH, Outcome.DROPPED, Outcome.NOT_THIS_OUTLET, Outcome.OTHER_TEXT}
# Conditions of days and of relatedness begin so; all others are words.
_NOT_WORDS = ("since ", "until ", "related to ")


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
        self.clock_was_ahead = False
        """True if an earlier run began later than now: what was read later than now is due then."""
        self.kept_reasons: dict[str, list[dict[str, Any]]] = {}
        """The ways that led to due URLs in earlier runs, which `due` and `recrawl_due` add; see `Relevance.load`."""
        self.postponed = 0
        """How many due URLs `recrawl_due` has left for later runs."""

    def due(self, entries: Sequence[ListEntry], conditions: str, now: datetime) -> list[ListEntry]:
        """Returns the entries that are due, in their order, and sets `published` of stored ones whose list omits it.

        Due is what was never read; whose time has come; what its list states to be modified since; what failed because
        of the site, as long as no page gave an article since; what was given up a week ago; and what an earlier run
        dropped because of conditions none of which is among this run's `conditions`, one a line; of a run for several
        topics, among those of one of them (see `Selection.conditions`).
        """
        found: list[ListEntry] = []
        with self._engine.connect() as connection:
            for part in in_parts(entries):
                known = self._known(connection, [entry.url for entry in part])
                for entry in part:
                    page = known.get(entry.url)
                    if page and entry.published is None:
                        entry.published = parse_time(page.published)
                    if page is None or self._in_trouble(page) or _is_due(page, entry.modified, conditions, now):
                        found.append(entry)
                        if page and page.reasons:
                            self.kept_reasons[entry.url] = page.reasons
        return found

    def stored(self, urls: Iterable[str]) -> set[str]:
        """Returns those of the URLs that show stored articles."""
        found: set[str] = set()
        with self._engine.connect() as connection:
            for part in in_parts(urls):
                shown = sa.select(pages.c.url).where(pages.c.url.in_(part), pages.c.article_id.is_not(None))
                found.update(connection.scalars(shown))
        return found

    def _known(self, connection: sa.Connection, urls: list[str]) -> dict[str, Any]:
        rows = connection.execute(
            sa.select(
                pages.c.url, pages.c.status, pages.c.reason, pages.c.failures, pages.c.unmet_condition, pages.c.reasons,
                pages.c.list_modified, pages.c.article_id, pages.c.first_seen, pages.c.last_read, pages.c.next_read,
                articles.c.published,
                sa.func.coalesce(articles.c.modified, articles.c.published).label("stated"),
            )
            .select_from(pages.outerjoin(articles, articles.c.id == pages.c.article_id))
            .where(pages.c.url.in_(urls))
        )  # fmt: skip
        return {row.url: row for row in rows}

    def recrawl_due(
        self,
        hosts: Iterable[str],
        now: datetime,
        most: int,
        keys: Sequence[str] = (),
        conditions: str = "",
        topics: Sequence[str] = (),
    ) -> list[tuple[ListEntry, str, str]]:
        """Returns the URLs on the given hosts that are due again, failed ones too, the longest overdue first.

        They are those of runs for news, all stored articles among them, or with `keys` those that runs with one of them
        found and the stored articles of `topics`. What did not meet a condition is returned to runs with that
        condition. With each come the ETag and Last-Modified that its stored article was read with, empty if there is
        none or the article was last read over a day ago. Sets `postponed`.
        """
        which = pages.c.outlet == self._outlet, _on(hosts), reread_by(keys, conditions, topics)
        overdue = pages.c.next_read <= utc(now)
        # What was recorded while the clock was ahead.
        times = [overdue, pages.c.next_read > utc(latest(now))]
        if self.clock_was_ahead:
            ahead = pages.c.last_read > utc(now + CLOCK_TOLERANCE), pages.c.reason != Outcome.FORGOTTEN
            times.append(sa.and_(*ahead))
        times.append(sa.and_(pages.c.next_read.between(utc(now), utc(latest(now))), pages.c.failures > 0))
        found: dict[str, Any] = {}
        with self._engine.connect() as connection:
            for time in times:
                rows = connection.execute(
                    sa.select(
                        pages.c.url, pages.c.article_id, pages.c.status, pages.c.reason, pages.c.reasons, pages.c.etag,
                        pages.c.last_modified, pages.c.first_seen, pages.c.last_read, pages.c.next_read,
                        articles.c.fetched,
                    )
                    .select_from(pages.outerjoin(articles, articles.c.id == pages.c.article_id))
                    .where(*which, time)
                    .order_by(pages.c.next_read)
                    .limit(most)
                )  # fmt: skip
                for row in rows:
                    last_read = datetime.fromisoformat(row.last_read)
                    if is_time(parse_time(row.next_read), now) or is_ahead(last_read, now) or self._in_trouble(row):
                        found.setdefault(row.url, row)
            due = list(found.values())[:most]
            self.postponed = len(found) - len(due)
            if len(due) == most:
                count = connection.scalar(sa.select(sa.func.count()).select_from(pages).where(*which, overdue)) or 0
                self.postponed = max(self.postponed, count - most)
        self.kept_reasons |= {row.url: row.reasons for row in due if row.reasons}
        since = now - _VALIDATORS_TRUSTED_FOR
        states = [
            (row, bool(row.fetched) and not row.reason and since <= datetime.fromisoformat(row.fetched) <= now)
            for row in due
        ]
        return [(ListEntry(row.url), row.etag * good, row.last_modified * good) for row, good in states]

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
                    reread_by(),
                )
            )
            failed = (
                outcome
                for row in rows
                if self.failed_since_last_article(row)
                and not (outcome := _outcome_of(row)).is_transient
                # Of stored articles that are gone, many at once are told by themselves.
                and not (row.article_id and outcome.is_gone)
            )
            # An article that is not wanted, or that shows another text for now, is no failure.
            return Counter(outcome for outcome in failed if outcome not in _NO_FAILURES)

    def failed_since_last_article(self, page: Any) -> bool:
        """True if no page of the outlet is known to have given an article since a page began to fail."""
        began = page.last_read if page.article_id else page.first_seen
        # Both are in whole seconds, so that equal ones may be in either order.
        return self.last_article is None or datetime.fromisoformat(began) >= self.last_article

    def _in_trouble(self, page: Any) -> bool:
        return _outcome_of(page).is_transient and self.failed_since_last_article(page)


def _outcome_of(page: Any) -> Outcome:
    return Outcome.of_stored(page.reason, page.status)


def _is_due(page: Any, list_modified: datetime | None, conditions: str, now: datetime) -> bool:
    if page.reason == Outcome.FORGOTTEN:
        return False
    # Never requested itself: another page claimed to show the article of this URL.
    unrequested = not page.status and not page.reason
    last_read = datetime.fromisoformat(page.last_read)
    if unrequested or is_time(parse_time(page.next_read), now) or is_ahead(last_read, now):
        return True
    outcome = Outcome.of_stored(page.reason, page.status)
    if page.next_read is None and may_be_tried(outcome, last_read, now):
        return True
    if outcome is Outcome.NO_MATCH:
        unmet = {*(page.unmet_condition or "").splitlines()}
        if any(unmet.isdisjoint(each.splitlines()) for each in conditions.split("\n\n")):
            return True
    if list_modified is None:
        return False
    # What the list stated last time, or else what the article states, if it was found in another way.
    before = page.list_modified or page.stated
    return before is None or list_modified > datetime.fromisoformat(before)


def _on(hosts: Iterable[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(pages.c.url.startswith(f"https://{host}/", autoescape=True) for host in hosts))


def reread_by(keys: Sequence[str] = (), conditions: str = "", topics: Sequence[str] = ()) -> sa.ColumnElement[bool]:
    """Returns which pages runs with keys, or without any runs for news, read again."""
    unmet = pages.c.unmet_condition
    lines = "\n" + unmet + "\n"
    same_conditions = [lines.contains(f"\n{each}\n", autoescape=True) for each in conditions.splitlines() if each]
    if any(keys):
        found = sa.and_(pages.c.found_by.in_(keys), unmet.is_(None))
        # What failed belongs to each topic whose ways led to it, what is stored to each that wants it.
        ways = [sa.cast(pages.c.reasons, sa.Text).contains(f'"{key}"') for key in keys]
        return sa.or_(found, *ways, *map(shows_topic, topics), *same_conditions)
    # What words did not match is news all the same if it was found as news.
    words = sa.and_(*(~unmet.startswith(each, autoescape=True) for each in _NOT_WORDS))
    as_news = sa.and_(pages.c.found_by == "", sa.or_(unmet.is_(None), words))
    # What failed is judged by the ways that led to it.
    failed = sa.and_(pages.c.reasons.is_not(None), pages.c.failures > 0, pages.c.reason != Outcome.NO_MATCH)
    return sa.or_(pages.c.article_id.is_not(None), as_news, failed, *same_conditions)
