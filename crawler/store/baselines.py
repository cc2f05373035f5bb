"""What is usual of each outlet, and the alarm that is on, in the catalogue."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from crawler.monitoring.baseline import Baseline
from crawler.store.database import parse_time, utc, writing
from crawler.store.tables import baselines


def load_baseline(engine: sa.Engine, outlet: str) -> Baseline:
    """Returns what is usual of an outlet, nothing if no run has ended yet.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read.
    """
    with engine.connect() as connection:
        row = connection.execute(sa.select(baselines).where(baselines.c.outlet == outlet)).one_or_none()
    if row is None:
        return Baseline()
    found = Baseline.of_json(row.counts)
    found.alarm, found.since, found.last_told = row.alarm, parse_time(row.since), parse_time(row.last_told)
    return found


def save_baseline(engine: sa.Engine, outlet: str, baseline: Baseline) -> None:
    """Stores what is usual of an outlet.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be written.
    """
    values: dict[str, Any] = {
        "counts": baseline.to_json(),
        "alarm": baseline.alarm,
        "since": utc(baseline.since) if baseline.since else None,
        "last_told": utc(baseline.last_told) if baseline.last_told else None,
    }
    with writing(engine) as connection:
        changed = connection.execute(sa.update(baselines).where(baselines.c.outlet == outlet).values(values))
        if not changed.rowcount:
            connection.execute(sa.insert(baselines).values(outlet=outlet, **values))
