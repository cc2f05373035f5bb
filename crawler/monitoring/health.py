"""What an outlet's runs say of it: how the last one ended, and whether the next is overdue. Pure."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from crawler.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

# Runs that follow one another faster were made by hand.
_BY_HAND = 300
# So many intervals make a habit, and so many of them without a run break it.
_HABIT, _MISSED = 3, 3


@dataclass(frozen=True)
class State:
    """What is known of an outlet: its last run that has ended, and whether the next one is overdue.

    `exit_code` is none where it was never run. `failing` counts the last runs in a row that did not end well. `age`
    is the time since it was last run as usual, `usual` the interval between such runs, both in seconds; none where
    there are too few.
    """

    outlet: str
    last_run: str | None = None
    exit_code: int | None = None
    said: str = "never run"
    last_good_run: str | None = None
    failing: int = 0
    under_way: bool = False
    age: int | None = None
    usual: int | None = None
    overdue: bool = False


def outlet_health(
    name: str,
    runs: Sequence[Any],
    good: str | None,
    moment: datetime,
    *,
    running: bool,
    longest: timedelta | None = None,
) -> State:
    """Returns an outlet's state from its last runs, the newest first.

    `running` tells whether its lock is held, `longest` how old its last run may be, by default three intervals.
    """
    state = State(name, last_good_run=good, under_way=running and bool(runs) and runs[0].exit_code is None)
    if not runs:
        return state
    starts = _regular(runs)
    age, usual = int((moment - starts[0]).total_seconds()), _interval(starts)
    allowed = longest.total_seconds() if longest else usual and usual * _MISSED
    state = replace(state, age=age, usual=usual, overdue=bool(allowed) and age > (allowed or 0))
    ended = runs[1:] if state.under_way else runs
    if not ended:
        return state
    last = ended[0]
    return replace(
        state,
        last_run=last.started,
        # One that is not under way and has no end was killed, by somebody or for want of memory.
        exit_code=ExitCode.BUG if last.exit_code is None else int(last.exit_code),
        said=last.reason.removeprefix(f"{name}: ") or "it did not end",
        failing=next((place for place, run in enumerate(ended) if run.exit_code == ExitCode.OK), len(ended)),
    )


def _regular(runs: Sequence[Any]) -> list[datetime]:
    """Returns when the outlet was run with the arguments that it is run with most; the others were made by hand."""
    told = [json.dumps(run.arguments, sort_keys=True) for run in runs]
    most = Counter(told).most_common(1)[0][0]
    return [datetime.fromisoformat(run.started) for run, each in zip(runs, told, strict=True) if each == most]


def _interval(starts: Sequence[datetime]) -> int | None:
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(starts)]
    usual = [gap for gap in gaps if gap >= _BY_HAND]
    return int(median(usual)) if len(usual) >= _HABIT else None
