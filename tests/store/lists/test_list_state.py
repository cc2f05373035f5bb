from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.outcomes import Outcome
from crawler.store.lists.list_state import ListState
from tests.support.stored import DAY, HOUR, NOW

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from crawler.store.catalogue import Catalogue

URL = "https://example.com/archive"


@pytest.mark.parametrize(("ahead", "dead"), [(DAY, True), (29 * DAY, True), (365 * DAY, False)])
def test_a_speculative_source_disabled_for_years_by_a_wrong_clock_is_tried(ahead: timedelta, dead: bool) -> None:
    assert ListState("https://example.com/rss", next_read=NOW + ahead).is_disabled(NOW) is dead


@pytest.mark.parametrize(
    ("read", "asked"), [(NOW - HOUR, True), (NOW - 5 * HOUR, False), (NOW + DAY, False)], ids=["now", "old", "ahead"]
)
def test_a_list_is_requested_conditionally_for_hours_after_it_was_read(read: datetime, asked: bool) -> None:
    assert ListState("https://example.com/rss", etag='"1"', last_read=read).may_ask_conditionally(NOW) is asked


@pytest.mark.parametrize(
    ("outcome", "left"), [("404", True), ("empty", True), ("408", False), ("429", False), ("503", False)]
)
@pytest.mark.parametrize("before", ["", "served"])
def test_a_speculative_source_is_missing_twice_before_it_is_disabled_for_long(
    before: str, outcome: str, left: bool
) -> None:
    state = ListState("https://example.com/rss", outcome=before)
    state.record_guess(Outcome(outcome), NOW)
    assert state.is_disabled(NOW + 23 * HOUR) is left
    assert not state.is_disabled(NOW + DAY)
    state.record_guess(Outcome(outcome), NOW + DAY)
    assert state.is_disabled(NOW + 30 * DAY) is left
    assert not state.is_disabled(NOW + 31 * DAY)


# --- For several topics -------------------------------------------------------------------------


def walked(oldest: int, newest: int, page: str = "", *, ended: bool = False) -> ListState:
    """Returns the state of a list that was walked from one day before now back to another."""
    return ListState(
        URL, next_page=page, newest_done=NOW - newest * DAY, oldest_done=NOW - oldest * DAY, exhausted=ended
    )


def covered(state: ListState) -> tuple[int, int, str, bool] | None:
    if not (state.oldest_done and state.newest_done):
        return None
    return (NOW - state.oldest_done).days, (NOW - state.newest_done).days, state.next_page, state.exhausted


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        (walked(90, 0, "9", ended=True), walked(30, 2, "3"), (30, 2, "3", False)),
        (walked(30, 2, "3"), walked(90, 10, "9"), (30, 10, "3", False)),
        (walked(30, 0, "3", ended=True), walked(30, 0, "3"), (30, 0, "3", False)),
        (walked(90, 60, "9"), walked(30, 0, "3"), None),
        (walked(90, 0, "9"), ListState(URL), None),
    ],
    ids=["deeper", "across", "ended", "apart", "new"],
)
def test_covered_for_several_topics_is_what_is_covered_for_each(
    catalogue: Catalogue, one: ListState, two: ListState, both: tuple[int, int, str, bool] | None
) -> None:
    states = catalogue.list_states
    states.save([replace(one, keys=("one",)), replace(two, keys=("two",))], NOW)
    for keys in (("one", "two"), ("two", "one")):
        assert covered(states.load(URL, keys)) == both
    assert covered(states.load(URL, ("one",))) == covered(one)
    assert covered(states.load(URL, ("one", "two", "three"))) is None
    assert covered(states.load(URL)) is None


@pytest.mark.parametrize(
    ("before", "walk", "after"),
    [
        (ListState(URL), walked(30, 0, "3"), (30, 0, "3", False)),
        (walked(90, 10, "9", ended=True), walked(30, 0, "3"), (90, 0, "9", True)),
        (walked(90, 60, "9"), walked(30, 0, "3"), (90, 60, "9", False)),
        (walked(30, 10, "3"), walked(90, 0, "9"), (90, 0, "9", False)),
        (walked(30, 0, "3"), walked(30, 0, "4", ended=True), (30, 0, "4", True)),
        (walked(30, 0, "3"), ListState(URL), (30, 0, "3", False)),
    ],
    ids=["new", "not so far", "not there yet", "farther", "to the end", "nowhere"],
)
def test_a_walk_for_several_topics_extends_what_is_covered_for_each(
    catalogue: Catalogue, before: ListState, walk: ListState, after: tuple[int, int, str, bool]
) -> None:
    states = catalogue.list_states
    states.save([replace(before, keys=("one",))], NOW)
    states.save([replace(walk, keys=("one", "two"))], NOW)
    assert covered(states.load(URL, ("one",))) == after
    assert covered(states.load(URL, ("two",))) == covered(walk)
