"""The health of an outlet over its runs: how the last one ended, and whether the next is overdue. Pure."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from crawler.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

# Shorter intervals between runs, in seconds, are those of runs by hand.
_MIN_INTERVAL = 300
# The usual interval is known from this many intervals.
_MIN_INTERVALS = 3
# An outlet is overdue after this many usual intervals without a run.
_OVERDUE_AFTER = 3
_CLOCK_TOLERANCE = timedelta(hours=1)


@dataclass(frozen=True)
class State:
    """The health of an outlet."""

    outlet: str
    """Name of its spider."""
    last_run: str | None = None
    """When its last run that has ended began, in UTC; none if there is no such run."""
    exit_code: int | None = None
    """Exit code of that run; BUG if it was killed."""
    said: str = "never run"
    """Verdict line of that run, without the outlet's name."""
    last_good_run: str | None = None
    """When its last run with exit code 0 began, in UTC."""
    failing: int = 0
    """Consecutive last runs that did not exit with 0."""
    under_way: bool = False
    """True if a run holds its lock."""
    age: int | None = None
    """Seconds since its last regular run began."""
    usual: int | None = None
    """Median interval between its regular runs, in seconds; none with fewer than three intervals."""
    overdue: bool = False
    """True if the last regular run is too long ago."""
    gaps: list[dict[str, str]] = field(default_factory=list)
    """Open gaps in its news: `site`, `begins` and `ends` of each, in UTC."""


def outlet_health(
    name: str,
    runs: Sequence[Any],
    good: str | None,
    moment: datetime,
    *,
    running: bool,
    longest: timedelta | None = None,
    gaps: Sequence[Any] = (),
) -> State:
    """Returns an outlet's health at a moment, from its last runs, newest first.

    `gaps` are open in its news, `good` is when its last good run began, `running` is true if its lock is held,
    `longest` is how old its last run may be, by default three usual intervals.
    """
    state = State(
        name,
        last_good_run=good,
        under_way=running and bool(runs) and runs[0].exit_code is None,
        gaps=[{"site": gap.site, "begins": gap.begins.isoformat(), "ends": gap.ends.isoformat()} for gap in gaps],
    )
    if not runs:
        return state
    starts = _regular(runs)
    # A run of the future began while the clock was ahead.
    past = [start for start in starts if start <= moment + _CLOCK_TOLERANCE]
    age, usual = int((moment - past[0]).total_seconds()) if past else None, _interval(past)
    allowed = longest.total_seconds() if longest else usual and usual * _OVERDUE_AFTER
    state = replace(state, age=age, usual=usual, overdue=bool(allowed) and (age is None or age > (allowed or 0)))
    ended = runs[1:] if state.under_way else runs
    if not ended:
        return state
    last = ended[0]
    return replace(
        state,
        last_run=last.started,
        # A run without an end that is not under way was killed, by a person or by the kernel for its memory.
        exit_code=ExitCode.BUG if last.exit_code is None else int(last.exit_code),
        said=last.reason.removeprefix(f"{name}: ") or "it did not end",
        failing=next((place for place, run in enumerate(ended) if run.exit_code == ExitCode.OK), len(ended)),
    )


def _regular(runs: Sequence[Any]) -> list[datetime]:
    """Returns when the runs with the most frequent arguments began; the others were made by hand."""
    arguments = [json.dumps(run.arguments, sort_keys=True) for run in runs]
    most = Counter(arguments).most_common(1)[0][0]
    return [datetime.fromisoformat(run.started) for run, each in zip(runs, arguments, strict=True) if each == most]


def _interval(starts: Sequence[datetime]) -> int | None:
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(starts)]
    usual = [gap for gap in gaps if gap >= _MIN_INTERVAL]
    return int(median(usual)) if len(usual) >= _MIN_INTERVALS else None
