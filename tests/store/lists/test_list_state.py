from datetime import datetime, timedelta

import pytest

from crawler.outcomes import Outcome
from crawler.store.lists.list_state import ListState
from tests.support.stored import DAY, HOUR, NOW


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
def test_a_speculative_source_that_is_missing_is_disabled(outcome: str, left: bool) -> None:
    state = ListState("https://example.com/rss")
    state.record_guess(Outcome(outcome), NOW)

    assert state.is_disabled(NOW + 29 * DAY) is left
    assert not state.is_disabled(NOW + 31 * DAY)
