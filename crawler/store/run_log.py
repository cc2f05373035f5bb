"""The log of an outlet's runs: arguments, counts, exit code and verdict of each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from crawler.items import NEWS_ARGUMENTS
from crawler.store.database import utc, writing
from crawler.store.recrawl_policy import CLOCK_TOLERANCE, is_ahead
from crawler.store.tables import runs

# The key, in a run's counts, of when a page last gave an article, in that run or before.
LAST_ARTICLE = "last_article"
# The key, there, of when the outlet's text files were last compared with the catalogue.
FILES_CHECKED = "files_checked"
# A little less than a day, as a run does not begin at the same second each day.
_FILES_CHECKED_EVERY = timedelta(hours=23)
# A time further ahead than this was recorded while the clock was wrong.
_CLOCK_TOLERANCE = timedelta(minutes=1)


class RunLog:
    """The runs of one outlet in the catalogue.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet

    def start(self, arguments: dict[str, Any], now: datetime) -> int:
        """Records that a run began; returns its number."""
        begun = sa.insert(runs).values(
            spider=self._outlet, arguments=arguments, started=utc(now), counts={}, reason=""
        )  # fmt: skip
        with writing(self._engine) as connection:
            key = connection.execute(begun).inserted_primary_key
            return int(key[0]) if key else 0

    def end(self, number: int, counts: dict[str, Any], code: int, reason: str, now: datetime) -> None:
        """Records how a run ended."""
        values = {"ended": utc(now), "counts": counts, "exit_code": code, "reason": reason}
        with writing(self._engine) as connection:
            connection.execute(sa.update(runs).where(runs.c.id == number).values(values))

    def last(self, most: int) -> list[sa.Row[Any]]:
        """Returns the outlet's last runs, the newest first."""
        mine = sa.select(runs).where(runs.c.spider == self._outlet)
        with self._engine.connect() as connection:
            return list(connection.execute(mine.order_by(runs.c.id.desc()).limit(most)))

    def last_good(self) -> str | None:
        """Returns when the outlet's last run with exit code 0 began, in UTC; none if there is none."""
        # The last by number: one may have begun while the clock was ahead.
        good = sa.select(runs.c.started).where(runs.c.spider == self._outlet, runs.c.exit_code == 0)
        with self._engine.connect() as connection:
            started: str | None = connection.scalar(good.order_by(runs.c.id.desc()).limit(1))
            return started

    def share_ahead(self, now: datetime, most: int = 100) -> float:
        """Returns which share of the last runs began later than now: their clock was ahead, or this one is behind."""
        last = sa.select(runs.c.started).where(runs.c.spider == self._outlet).order_by(runs.c.id.desc()).limit(most)
        with self._engine.connect() as connection:
            started = list(connection.scalars(last))
        return sum(is_ahead(datetime.fromisoformat(each), now) for each in started) / max(len(started), 1)

    def last_news(self, now: datetime, most: int = 500) -> str | None:
        """Returns when the outlet's last good run for news before a time began, in UTC; none if there is none."""
        good = (
            sa.select(runs.c.started, runs.c.arguments)
            .where(runs.c.spider == self._outlet, runs.c.exit_code == 0, runs.c.started <= utc(now))
            .order_by(runs.c.id.desc())
            .limit(most)
        )
        with self._engine.connect() as connection:
            return max(
                (run.started for run in connection.execute(good) if run.arguments.keys() <= NEWS_ARGUMENTS),
                default=None,
            )

    def recent_counts(self, most: int = 100) -> list[dict[str, Any]]:
        """Returns the counts of the last runs that ended, the newest first."""
        ended = sa.select(runs.c.counts).where(runs.c.spider == self._outlet, runs.c.exit_code.is_not(None))
        with self._engine.connect() as connection:
            return list(connection.scalars(ended.order_by(runs.c.id.desc()).limit(most)))


def has_runs(engine: sa.Engine) -> bool:
    """True if any outlet's run is recorded."""
    with engine.connect() as connection:
        return connection.scalar(sa.select(runs.c.id).limit(1)) is not None


def last_article(counted: list[dict[str, Any]], now: datetime) -> datetime | None:
    """Returns when a page last gave an article, by the counts of runs, the newest first; none if never.

    A time that is still to come was recorded while the clock was ahead, and is passed over.
    """
    told = (datetime.fromisoformat(counts[LAST_ARTICLE]) for counts in counted if LAST_ARTICLE in counts)
    time = next((time for time in told if time <= now + CLOCK_TOLERANCE), None)
    return min(time, now + _CLOCK_TOLERANCE) if time else None


def files_checked(counted: list[dict[str, Any]], now: datetime) -> datetime | None:
    """Returns when the text files were compared, by the counts of runs, the newest first; none if that is due."""
    time = next((counts[FILES_CHECKED] for counts in counted if FILES_CHECKED in counts), None)
    checked = datetime.fromisoformat(time) if time else None
    # What was recorded while the clock was ahead says nothing.
    in_time = checked and now - _FILES_CHECKED_EVERY < checked <= now + _CLOCK_TOLERANCE
    return checked if in_time else None
