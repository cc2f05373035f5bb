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
# Of a small outlet the usual pause may be that of a night: the longer of that by the first share, and half of one that
# the second share does not exceed, is enough then.
_BY_DAY, _HARDLY_ANY = 0.9, 0.98
# A list is silent after this many usual pauses, and after so long at least; after so long if the pause is not known.
_MULTIPLE = 3
_MIN_SILENCE, _UNKNOWN_SILENCE = timedelta(hours=2), timedelta(hours=6)
_MINUTE = timedelta(minutes=1)


def longest_silence(published: Iterable[datetime], before: datetime) -> timedelta:
    """Returns for how long a list may name nothing new, by what was published in the month before a time."""
    times = sorted(time for time in published if before - _RECENT <= time <= before)
    pauses = sorted(later - earlier for earlier, later in pairwise(times))
    if len(pauses) < _MIN_PAUSES:
        return _UNKNOWN_SILENCE
    usual, by_day, long = (pauses[int(share * (len(pauses) - 1))] for share in (_USUAL_SHARE, _BY_DAY, _HARDLY_ANY))
    return max(_MIN_SILENCE, _MULTIPLE * min(usual, max(by_day, long / 2)))


def minutes_that_would_do(span: timedelta | None, interval: timedelta) -> int:
    """Returns how often to look at a list that holds a span of publications, none if it states no dates."""
    return max(1, (span or interval) // 2 // _MINUTE)
