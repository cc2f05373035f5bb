"""What is known of an outlet's runs: when each was, what it read, and how it ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from crawler.database import writing
from crawler.tables import runs

# Of a run's counts: when a page last gave an article, in that run or before.
LAST_ARTICLE = "last_article"
_SOON = timedelta(minutes=1)


class Runs:
    """The runs of one outlet in its catalogue.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet

    def recent_counts(self, most: int = 100) -> list[tuple[dict[str, Any], bool]]:
        """Returns what each of the last runs that ended has counted, the newest first, and whether it ended well."""
        with self._engine.connect() as connection:
            ended = connection.execute(
                sa.select(runs.c.counts, runs.c.exit_code)
                .where(runs.c.spider == self._outlet, runs.c.exit_code.is_not(None))
                .order_by(runs.c.id.desc())
                .limit(most)
            )
            return [(run.counts, run.exit_code == 0) for run in ended]

    def last(self, most: int = 5) -> list[sa.Row[Any]]:
        """Returns the last runs, the newest first."""
        with self._engine.connect() as connection:
            return list(
                connection.execute(
                    sa.select(runs).where(runs.c.spider == self._outlet).order_by(runs.c.id.desc()).limit(most)
                )
            )

    def last_good(self) -> str | None:
        """Returns when the last run that ended well was started."""
        with self._engine.connect() as connection:
            found: str | None = connection.scalar(
                sa.select(sa.func.max(runs.c.started)).where(runs.c.spider == self._outlet, runs.c.exit_code == 0)
            )
            return found

    def start(self, arguments: dict[str, Any], now: datetime) -> int:
        """Opens a row for a run and returns its number."""
        with writing(self._engine) as connection:
            values = {"arguments": arguments, "started": _utc(now), "counts": {}, "reason": ""}
            done = connection.execute(sa.insert(runs).values(spider=self._outlet, **values))
            key = done.inserted_primary_key
            return int(key[0]) if key else 0

    def end(self, number: int, counts: dict[str, Any], code: int, reason: str, now: datetime) -> None:
        """Writes how a run ended."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(runs)
                .where(runs.c.id == number)
                .values(ended=_utc(now), counts=counts, exit_code=code, reason=reason)
            )


def last_article(counted: list[tuple[dict[str, Any], bool]], now: datetime) -> datetime | None:
    """Returns when a page last gave an article, by what runs have counted, or none."""
    told = next((counts[LAST_ARTICLE] for counts, _ in counted if LAST_ARTICLE in counts), None)
    # A clock that was wrong may have said that it was tomorrow.
    return min(datetime.fromisoformat(told), now + _SOON) if told else None


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
