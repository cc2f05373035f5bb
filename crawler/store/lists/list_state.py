"""What is known of each list between runs: validators for conditional requests, how far a backfill has come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from crawler.outcomes import Outcome
from crawler.store.database import parse_time, utc, writing
from crawler.store.tables import lists

if TYPE_CHECKING:
    from collections.abc import Iterable

# After so long a list is requested without its validators: some servers never change an ETag.
_VALIDATORS_TRUSTED_FOR = timedelta(hours=4)
_DISABLED_FOR, _DISABLED_AT_FIRST = timedelta(days=30), timedelta(days=1)


@dataclass
class ListState:
    """What is known of a list."""

    url: str
    """The list's key: the URL of its first page."""
    kind: str = ""
    """feed, sitemap, api, section or search."""
    outcome: str = ""
    """The outcome of the last reading."""
    etag: str = ""
    """The ETag of the last response; empty until every article that the list named was read."""
    last_modified: str = ""
    """Its Last-Modified, likewise."""
    next_read: datetime | None = None
    """Until when a guessed list that failed is not requested."""
    next_page: str = ""
    """The position at which a backfill goes on; empty if there was none."""
    newest_done: datetime | None = None
    """The newest publication that the backfill has covered."""
    oldest_done: datetime | None = None
    """The oldest; every article of the list between the two has been read."""
    exhausted: bool = False
    """True once a backfill has read the list to its end."""
    last_read: datetime | None = None
    """When the list was last read, in UTC."""
    keys: tuple[str, ...] = ("",)
    """Keys of the words that it is read for, each with a row of its own; empty for news."""

    def extend_range(self, walked: ListState) -> ListState:
        """Returns what a walk for several words says of the list, with the range that is covered for these words.

        `walked` covers what a walk down from the top has read so far, which may not have come to this range yet.
        """
        mine, theirs = (self.newest_done, self.oldest_done), (walked.newest_done, walked.oldest_done)
        if not (mine[0] and mine[1]):
            return walked
        is_apart = not theirs[0] or not theirs[1] or theirs[1] > mine[0]
        if is_apart or (mine[1], not self.exhausted) < (theirs[1], not walked.exhausted):
            walked = replace(
                walked, next_page=self.next_page, oldest_done=self.oldest_done, exhausted=self.exhausted,
                newest_done=self.newest_done if is_apart else walked.newest_done,
            )  # fmt: skip
        newest = max(filter(None, (walked.newest_done, self.newest_done)))
        return replace(walked, newest_done=newest)

    def may_ask_conditionally(self, now: datetime) -> bool:
        """True if the list has validators that are recent enough for a conditional request."""
        if self.last_read is None or not (self.etag or self.last_modified):
            return False
        # While the clock was wrong, it may have been read "tomorrow".
        return timedelta() <= now - self.last_read < _VALIDATORS_TRUSTED_FOR

    def is_disabled(self, now: datetime) -> bool:
        """True while a guessed list is not requested because it was not there."""
        return self.next_read is not None and now < self.next_read <= now + _DISABLED_FOR

    def record_guess(self, outcome: Outcome, now: datetime) -> None:
        """Records the outcome of a guessed list, which is disabled if the site says it is not there.

        That is for a day at first, as a site may say so for an hour of all its lists, and for 30 days after it said so
        twice in a row.
        """
        was_missing = Outcome.of_stored(self.outcome, 0).disproves_guess if self.outcome else False
        self.outcome = outcome
        if outcome == Outcome.SERVED:
            self.next_read = None
        elif outcome.disproves_guess:
            self.next_read = now + (_DISABLED_FOR if was_missing else _DISABLED_AT_FIRST)


class StoredListStates:
    """The states of one outlet's lists in the catalogue.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet

    def load(self, url: str, keys: tuple[str, ...] = ("",)) -> ListState:
        """Returns the state of a list for words, an empty one if nothing is stored.

        Covered for several is what is covered for each of them.
        """
        with self._engine.connect() as connection:
            states = [self._load(connection, url, key) for key in keys]
        newest, oldest = [each.newest_done for each in states], [each.oldest_done for each in states]
        least = max(states, key=lambda each: (each.oldest_done or datetime.max.replace(tzinfo=UTC), not each.exhausted))
        covered = None if None in newest or None in oldest else min(filter(None, newest))
        if covered is None or least.oldest_done is None or covered < least.oldest_done:
            return replace(least, next_page="", newest_done=None, oldest_done=None, exhausted=False, keys=keys)
        return replace(least, newest_done=covered, keys=keys)

    def _load(self, connection: sa.Connection, url: str, key: str) -> ListState:
        row = connection.execute(sa.select(lists).where(lists.c.url == _row_key(url, key))).one_or_none()
        if row is None:
            return ListState(url)
        return ListState(
            url, row.kind, row.outcome, row.etag, row.last_modified, parse_time(row.next_read), row.next_page,
            parse_time(row.newest_done), parse_time(row.oldest_done), row.exhausted, parse_time(row.last_read),
        )  # fmt: skip

    def save(self, states: Iterable[ListState], now: datetime) -> None:
        """Stores states in place of what was known of their lists."""
        with writing(self._engine) as connection:
            for state in states:
                for key in state.keys:
                    several = len(state.keys) > 1
                    told = self._load(connection, state.url, key).extend_range(state) if several else state
                    self._save(connection, told, key, now)

    def _save(self, connection: sa.Connection, state: ListState, key: str, now: datetime) -> None:
        values = {
            "outlet": self._outlet, "kind": state.kind, "outcome": state.outcome, "etag": state.etag,
            "last_modified": state.last_modified,
            "next_read": utc(state.next_read) if state.next_read else None,
            "next_page": state.next_page,
            "newest_done": state.newest_done.isoformat() if state.newest_done else None,
            "oldest_done": state.oldest_done.isoformat() if state.oldest_done else None,
            "exhausted": state.exhausted,
            "last_read": utc(state.last_read or now),
        }  # fmt: skip
        row_key = _row_key(state.url, key)
        changed = connection.execute(sa.update(lists).where(lists.c.url == row_key).values(values))
        if not changed.rowcount:
            connection.execute(sa.insert(lists).values(url=row_key, **values))


def _row_key(url: str, key: str) -> str:
    """Returns the `url` of a list's row for words with a key."""
    return f"{url}#{key}" if key else url
