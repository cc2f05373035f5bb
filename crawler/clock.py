"""The clock: every part of the suite reads the time of day here, so that tests can simulate weeks."""

from __future__ import annotations

import math
import os
from datetime import UTC, datetime, timedelta

CLOCK_OFFSET = "CRAWLER_CLOCK_OFFSET"
"""Environment variable: seconds that are added to the time of day. For tests only; a run's verdict states it."""


def clock_offset() -> timedelta:
    """Returns how far the clock is set ahead (negative: back) by `CRAWLER_CLOCK_OFFSET`; zero if it is not set.

    Raises:
        ValueError: It is no number of seconds.
    """
    given = os.environ.get(CLOCK_OFFSET, "")
    try:
        seconds = float(given or 0)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise ValueError(f"{CLOCK_OFFSET}: {given!r} is no number of seconds")
    return timedelta(seconds=seconds)


def utc_now() -> datetime:
    """Returns the current time in UTC, as the clock is set."""
    return datetime.now(UTC) + clock_offset()
