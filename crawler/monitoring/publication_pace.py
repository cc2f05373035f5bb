"""How often an outlet publishes: the pause after which its silence is strange, and how often to look. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Publications within so long tell the usual pause, if there are so many pauses.
_RECENT = timedelta(days=30)
_MIN_PAUSES = 10
# The usual pause is one that this share of pauses does not exceed.
_USUAL_SHARE = 0.95
# A list is silent after this many usual pauses, within these bounds; after so long if the pause is not known.
_MULTIPLE = 3
_MIN_SILENCE, _MAX_SILENCE, _UNKNOWN_SILENCE = timedelta(hours=2), timedelta(hours=12), timedelta(hours=6)
_MINUTE = timedelta(minutes=1)


def longest_silence(published: Iterable[datetime], before: datetime) -> timedelta:
    """Returns for how long a list may name nothing new, by what was published in the month before a time."""
    times = sorted(time for time in published if before - _RECENT <= time <= before)
    pauses = sorted(later - earlier for earlier, later in pairwise(times))
    if len(pauses) < _MIN_PAUSES:
        return _UNKNOWN_SILENCE
    usual = pauses[int(_USUAL_SHARE * (len(pauses) - 1))]
    return min(max(_MIN_SILENCE, _MULTIPLE * usual), _MAX_SILENCE)


def minutes_that_would_do(span: timedelta | None, interval: timedelta) -> int:
    """Returns how often to look at a list that holds a span of publications, none if it states no dates."""
    return max(1, (span or interval) // 2 // _MINUTE)
