"""StoredRobots: texts of robots.txt and tdmrep.json files, kept between runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from crawler.store.database import utc, writing
from crawler.store.tables import robots_cache

if TYPE_CHECKING:
    from datetime import datetime


class StoredRobots:
    """The files in the catalogue, of the hosts of all outlets.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def cached_robots(self, url: str, since: datetime, now: datetime) -> str | None:
        """Returns the text of a file that was read between two times; none if there is none."""
        # What was read later than now was read while the clock was wrong.
        in_time = robots_cache.c.read.between(utc(since), utc(now))
        with self._engine.connect() as connection:
            return connection.scalar(sa.select(robots_cache.c.text).where(robots_cache.c.url == url, in_time))

    def save_robots(self, url: str, status: int, text: str, now: datetime) -> None:
        """Stores the text of a file."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(robots_cache).where(robots_cache.c.url == url))
            connection.execute(sa.insert(robots_cache).values(url=url, status=status, text=text, read=utc(now)))
