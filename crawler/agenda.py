"""What is to be read, and when: the catalogue's queries that decide what a run asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.database import utc, writing
from crawler.items import FORGOTTEN, Link, Listed
from crawler.tables import articles, links, lists, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# An article is read again after so long, by its age: news is corrected on its first day, seldom later.
_AGAIN = (
    (timedelta(days=1), timedelta(hours=8)),
    (timedelta(days=7), timedelta(days=2)),
    (timedelta(days=60), timedelta(days=21)),
)
_AT_ONCE = 500
# A list that says for a day that nothing is new is read whole once again.
_BELIEVED = timedelta(days=1)
_DEAD_FOR = timedelta(days=30)


def next_reading(published: datetime | None, first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a stored article is to be read again.

    That is after hours on its first day, days in its first week, three weeks up to two months, and then not without a
    reason.
    """
    age = now - (published or first_seen)
    return next((now + wait for younger, wait in _AGAIN if age < younger), None)


@dataclass
class ListState:
    """What is known of a list, by the address of its first page, with the run's words behind `#` where it had any.

    `etag` and `last_modified` stand there once all that it named was settled. `walked` is the position of the page
    that comes next in a walk into the past, which has settled all between `top` and `reached`, two publications;
    `ended` says whether it came to the list's end. `next_read` is set for a guess that did not serve.
    """

    url: str
    kind: str = ""
    outcome: str = ""
    etag: str = ""
    last_modified: str = ""
    next_read: datetime | None = None
    walked: str = ""
    top: datetime | None = None
    reached: datetime | None = None
    ended: bool = False
    last_read: datetime | None = None

    def may_be_unchanged(self, now: datetime) -> bool:
        """Tells whether the list is to be asked whether it has changed, before it is asked for."""
        if self.last_read is None or not (self.etag or self.last_modified):
            return False
        # By a clock that was wrong it may have been read tomorrow.
        return timedelta() <= now - self.last_read < _BELIEVED

    def is_dead(self, now: datetime) -> bool:
        """Tells whether a guess is not to be tried."""
        return self.next_read is not None and self.next_read > now

    def judge(self, outcome: str, now: datetime) -> None:
        """Notes of a guess what came of it: one that is not there is left alone for a month.

        A site that did not answer, or was not asked after all, has said nothing of it.
        """
        if outcome == "served":
            self.next_read = None
        elif outcome == "empty" or (outcome.startswith("4") and outcome not in {"408", "429"}):
            self.next_read = now + _DEAD_FOR


class Agenda:
    """What one outlet's catalogue says of addresses and lists.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet

    def due(self, entries: Sequence[Listed], question: str, now: datetime) -> list[Listed]:
        """Returns the entries that are to be read, in their order.

        That is: never read, asked for again, modified as their list says, or not kept because of a condition of an
        earlier run that is none of this one's (`question`, one a line).
        """
        found: list[Listed] = []
        with self._engine.connect() as connection:
            for start in range(0, len(entries), _AT_ONCE):
                part = entries[start : start + _AT_ONCE]
                known = self._known(connection, [entry.url for entry in part])
                found += [entry for entry in part if _is_due(known.get(entry.url), entry.modified, question, now)]
        return found

    def _known(self, connection: sa.Connection, urls: list[str]) -> dict[str, Any]:
        rows = connection.execute(
            sa.select(
                pages.c.url, pages.c.status, pages.c.next_read, pages.c.reason, pages.c.question, pages.c.listed,
                sa.func.coalesce(articles.c.modified, articles.c.published).label("stated"),
            )
            .select_from(pages.outerjoin(articles, articles.c.id == pages.c.article_id))
            .where(pages.c.url.in_(urls))
        )  # fmt: skip
        return {row.url: row for row in rows}

    def overdue(self, hosts: Iterable[str], now: datetime, most: int) -> list[tuple[Listed, str, str]]:
        """Returns addresses whose time to be read again has come, those that failed among them, the latest first.

        Only those on the given hosts.
        With each come ETag and Last-Modified of the page that its article was read from, empty where there is none.
        """
        with self._engine.connect() as connection:
            rows = connection.execute(
                sa.select(pages.c.url, pages.c.article_id, pages.c.reason, pages.c.etag, pages.c.last_modified)
                .where(pages.c.outlet == self._outlet, pages.c.next_read <= utc(now))
                .where(sa.or_(*(pages.c.url.startswith(f"https://{host}/", autoescape=True) for host in hosts)))
                .order_by(pages.c.next_read.desc())
                .limit(most)
            )
            stored = ((row, bool(row.article_id) and not row.reason) for row in rows)
            return [(Listed(row.url), row.etag * good, row.last_modified * good) for row, good in stored]

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

    def state(self, url: str) -> ListState:
        """Returns what is known of a list."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(lists).where(lists.c.url == url)).one_or_none()
        if row is None:
            return ListState(url)
        return ListState(
            url, row.kind, row.outcome, row.etag, row.last_modified, _moment(row.next_read), row.walked,
            _moment(row.top), _moment(row.reached), row.ended, _moment(row.last_read),
        )  # fmt: skip

    def put(self, states: Iterable[ListState], now: datetime) -> None:
        """Keeps what is known of lists."""
        with writing(self._engine) as connection:
            for state in states:
                values = {
                    "outlet": self._outlet, "kind": state.kind, "outcome": state.outcome, "etag": state.etag,
                    "last_modified": state.last_modified, "walked": state.walked, "ended": state.ended,
                    "next_read": utc(state.next_read) if state.next_read else None,
                    "top": state.top.isoformat() if state.top else None,
                    "reached": state.reached.isoformat() if state.reached else None,
                    "last_read": utc(state.last_read or now),
                }  # fmt: skip
                changed = connection.execute(sa.update(lists).where(lists.c.url == state.url).values(values))
                if not changed.rowcount:
                    connection.execute(sa.insert(lists).values(url=state.url, **values))


def _is_due(page: Any, listed: datetime | None, question: str, now: datetime) -> bool:
    if page is None:
        return True
    if page.reason == FORGOTTEN:
        return False
    # Neither an answer nor a failure: another page has said that it shows what stands here.
    unasked = not page.status and not page.reason
    if unasked or (page.next_read is not None and page.next_read <= utc(now)):
        return True
    if page.reason == "no match" and page.question not in question.splitlines():
        return True
    if listed is None:
        return False
    # What the list said last time; else what the article itself says, for it came by another way.
    before = page.listed or page.stated
    return before is None or listed > datetime.fromisoformat(before)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
