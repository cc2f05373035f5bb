"""What an outlet's runs say of it: whether the next one is overdue."""

from __future__ import annotations

from collections import namedtuple
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler.monitoring.health import State, outlet_health

Run = namedtuple("Run", "started exit_code reason arguments")  # noqa: PYI024 - as a row of the catalogue
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR = 60


def runs_at(*minutes: float, exit_code: int | None = 0, **arguments: Any) -> list[Run]:
    """Returns runs that were started so many minutes before noon."""
    starts = [(NOON - timedelta(minutes=each)).isoformat(timespec="seconds") for each in sorted(minutes)]
    return [Run(start, exit_code, "example: 1 new; ok", arguments) for start in starts]


def state(*runs: Run, longest: timedelta | None = None, running: bool = False) -> State:
    newest_first = sorted(runs, key=lambda run: run.started, reverse=True)
    return outlet_health("example", newest_first, None, NOON, running=running, longest=longest)


def hourly(last: float) -> list[Run]:
    return runs_at(*(last + HOUR * number for number in range(10)))


@pytest.mark.parametrize(
    ("runs", "overdue"),
    [
        pytest.param(hourly(5), False, id="a run an hour, the last just now"),
        pytest.param(hourly(179), False, id="two were missed"),
        pytest.param(hourly(181), True, id="three were missed"),
        pytest.param(runs_at(*(24 * HOUR * day for day in range(1, 6))), False, id="a run a day, yesterday"),
        pytest.param(runs_at(*(24 * HOUR * day for day in range(4, 9))), True, id="a run a day, four days ago"),
        pytest.param(runs_at(9999), False, id="one run long ago"),
        pytest.param(runs_at(9990, 9991, 9992, 9993, 9994), False, id="runs by hand long ago"),
        pytest.param(hourly(600) + runs_at(1, url=["https://example.com/1"]), True, id="since then one by hand"),
        pytest.param(runs_at(*range(240, 900, 60), limit=9), True, id="a run an hour with arguments"),
        pytest.param(hourly(-30), False, id="the clock was set back"),
        pytest.param(hourly(600) + runs_at(-99999), True, id="the clock of one run was ahead"),
        pytest.param(hourly(5) + runs_at(-99999), False, id="it was, and runs go on"),
        pytest.param([], False, id="never run"),
    ],
)
def test_a_run_is_overdue_when_three_of_its_intervals_are_over(runs: list[Run], overdue: bool) -> None:
    assert state(*runs).overdue is overdue


@pytest.mark.parametrize(("hours", "overdue"), [(1, True), (3, False)])
def test_the_maximum_age_of_the_last_run_can_be_given(hours: int, overdue: bool) -> None:
    assert state(*runs_at(120), longest=timedelta(hours=hours)).overdue is overdue


def test_a_run_that_takes_too_long_is_overdue() -> None:
    under_way = Run((NOON - timedelta(hours=9)).isoformat(), None, "", {})
    seen = state(under_way, *hourly(10 * HOUR), running=True)
    assert (seen.overdue, seen.under_way, seen.exit_code) == (True, True, 0)


def test_the_interval_and_the_age_are_reported() -> None:
    seen = state(*hourly(30))
    assert (seen.usual, seen.age) == (3600, 1800)
