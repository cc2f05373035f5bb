"""What is to be read, and when: the catalogue's queries that decide what a run asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.items import Link, ListEntry
from crawler.outcomes import Outcome
from crawler.store.database import utc, writing
from crawler.store.recrawl_policy import is_time, latest, may_be_tried
from crawler.store.tables import articles, links, lists, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AT_ONCE = 500
# What says for so long that it has not changed is read whole once again, for an ETag may never change; a list before it
# has forgotten anything.
_LIST_BELIEVED, _ARTICLE_BELIEVED = timedelta(hours=4), timedelta(days=1)
_DEAD_FOR = timedelta(days=30)


@dataclass
class ListState:
    """What is known of a list, by the address of its first page, with the run's words behind `#` where it had any.

    `etag` and `last_modified` stand there once all that it named was settled. `next_page` is the position of the page
    that comes next in a walk into the past, which has settled all between `newest_done` and `oldest_done`, two publications;
    `exhausted` says whether it came to the list's end. `next_read` is set for a guess that did not serve.
    """

    url: str
    kind: str = ""
    outcome: str = ""
    etag: str = ""
    last_modified: str = ""
    next_read: datetime | None = None
    next_page: str = ""
    newest_done: datetime | None = None
    oldest_done: datetime | None = None
    exhausted: bool = False
    last_read: datetime | None = None

    def may_ask_conditionally(self, now: datetime) -> bool:
        """Tells whether the list is to be asked whether it has changed, before it is asked for."""
        if self.last_read is None or not (self.etag or self.last_modified):
            return False
        # By a clock that was wrong it may have been read tomorrow.
        return timedelta() <= now - self.last_read < _LIST_BELIEVED

    def is_disabled(self, now: datetime) -> bool:
        """Tells whether a guess is not to be tried."""
        return self.next_read is not None and now < self.next_read <= now + _DEAD_FOR

    def record_guess(self, outcome: Outcome, now: datetime) -> None:
        """Notes of a guess what came of it: one that is not there is left alone for a month.

        A site that did not answer, or was not asked after all, has said nothing of it.
        """
        if outcome == Outcome.SERVED:
            self.next_read = None
        elif outcome.disproves_guess:
            self.next_read = now + _DEAD_FOR


class Agenda:
    """What one outlet's catalogue says of addresses and lists.

    `last_article` is when a page of the outlet last gave an article, before this run, or none. What has failed since
    tells of the site, and not of a page.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet
        self.last_article: datetime | None = None

    def due(self, entries: Sequence[ListEntry], question: str, now: datetime) -> list[ListEntry]:
        """Returns the entries that are to be read, in their order.

        That is: never read, asked for again, modified as their list says, not come since the site has been in trouble,
        given up a week ago, or not kept because of a condition of an earlier run that is none of this one's
        (`question`, one a line). Where the list does not say when an article was published that is stored, its entry
        comes to say it.
        """
        found: list[ListEntry] = []
        with self._engine.connect() as connection:
            for start in range(0, len(entries), _AT_ONCE):
                part = entries[start : start + _AT_ONCE]
                known = self._known(connection, [entry.url for entry in part])
                for entry in part:
                    if entry.published is None and entry.url in known:
                        entry.published = _moment(known[entry.url].published)
                found += [
                    entry
                    for entry in part
                    if (page := known.get(entry.url)) is None
                    or self._in_trouble(page)
                    or _is_due(page, entry.modified, question, now)
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
        """Returns addresses whose time to be read again has come, those that failed among them, the latest first.

        Only those on the given hosts. With each come ETag and Last-Modified of the page that its article was read from,
        empty where there is none, or where it was not read whole for a day.
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
                found += [row for row in rows if is_time(_moment(row.next_read), now) or self._in_trouble(row)]
        since = now - _ARTICLE_BELIEVED
        states = [
            (row, bool(row.fetched) and not row.reason and since <= datetime.fromisoformat(row.fetched) <= now)
            for row in {row.url: row for row in found}.values()
        ]
        return [(ListEntry(row.url), row.etag * good, row.last_modified * good) for row, good in states[:most]]

    def backing_off(self, hosts: Iterable[str], now: datetime) -> Counter[Outcome]:
        """Counts, by their outcomes, addresses that have failed since the last article and are not yet to be asked."""
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
        """Tells whether no page has given an article since an address began to fail, as far as that is known."""
        began = page.last_read if page.article_id else page.first_seen
        # Times are kept in whole seconds.
        return self.last_article is None or datetime.fromisoformat(began) >= self.last_article

    def _in_trouble(self, page: Any) -> bool:
        return Outcome.of(page.reason, page.status).is_transient and self.failed_since_last_article(page)

    def links_of(self, url: str) -> list[Link]:
        """Returns the related links of the article that an address shows."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                sa.select(links.c.url, links.c.title, links.c.kind)
                .join(pages, pages.c.article_id == links.c.from_id)
                .where(pages.c.url == url)
            )
            return [Link(row.url, row.title, row.kind) for row in rows]

    def is_stored(self, url: str) -> bool:
        """Tells whether an address shows an article that is stored."""
        with self._engine.connect() as connection:
            return bool(connection.scalar(sa.select(pages.c.article_id).where(pages.c.url == url)))

    def text_of(self, url: str) -> tuple[str, str, str, list[str]] | None:
        """Returns language, title, text and tags of the article that an address shows, or none."""
        with self._engine.connect() as connection:
            row = connection.execute(
                sa.select(articles.c.language, articles.c.title, articles.c.text, articles.c.tags)
                .join(pages, pages.c.article_id == articles.c.id)
                .where(pages.c.url == url)
            ).one_or_none()
            return (row.language, row.title, row.text, row.tags) if row else None

    def list_state(self, url: str) -> ListState:
        """Returns what is known of a list."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(lists).where(lists.c.url == url)).one_or_none()
        if row is None:
            return ListState(url)
        return ListState(
            url, row.kind, row.outcome, row.etag, row.last_modified, _moment(row.next_read), row.next_page,
            _moment(row.newest_done), _moment(row.oldest_done), row.exhausted, _moment(row.last_read),
        )  # fmt: skip

    def save_lists(self, states: Iterable[ListState], now: datetime) -> None:
        """Keeps what is known of lists."""
        with writing(self._engine) as connection:
            for state in states:
                values = {
                    "outlet": self._outlet, "kind": state.kind, "outcome": state.outcome, "etag": state.etag,
                    "last_modified": state.last_modified, "next_page": state.next_page, "exhausted": state.exhausted,
                    "next_read": utc(state.next_read) if state.next_read else None,
                    "newest_done": state.newest_done.isoformat() if state.newest_done else None,
                    "oldest_done": state.oldest_done.isoformat() if state.oldest_done else None,
                    "last_read": utc(state.last_read or now),
                }  # fmt: skip
                changed = connection.execute(sa.update(lists).where(lists.c.url == state.url).values(values))
                if not changed.rowcount:
                    connection.execute(sa.insert(lists).values(url=state.url, **values))


def _is_due(page: Any, listed: datetime | None, question: str, now: datetime) -> bool:
    if page.reason == Outcome.FORGOTTEN:
        return False
    # Neither an answer nor a failure: another page has said that it shows what stands here.
    unasked = not page.status and not page.reason
    if unasked or is_time(_moment(page.next_read), now):
        return True
    outcome = Outcome.of(page.reason, page.status)
    if page.next_read is None and may_be_tried(outcome, datetime.fromisoformat(page.last_read), now):
        return True
    if outcome is Outcome.NO_MATCH and page.unmet_condition not in question.splitlines():
        return True
    if listed is None:
        return False
    # What the list said last time; else what the article itself says, for it came by another way.
    before = page.list_modified or page.stated
    return before is None or listed > datetime.fromisoformat(before)


def _on(hosts: Iterable[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(pages.c.url.startswith(f"https://{host}/", autoescape=True) for host in hosts))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
