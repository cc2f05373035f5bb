from datetime import timedelta

import pytest

from crawler.monitoring.publication_pace import longest_silence, minutes_that_would_do
from tests.support.stored import DAY, HOUR, NOW

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("pause", "number", "longest"),
    [(10 * MINUTE, 100, 2 * HOUR), (2 * HOUR, 100, 6 * HOUR), (DAY, 20, DAY / 2), (HOUR, 10, 6 * HOUR)],
    ids=["at least two hours", "three pauses", "at most half a day", "too few articles to know"],
)
def test_a_list_is_silent_after_three_usual_pauses(pause: timedelta, number: int, longest: timedelta) -> None:
    assert longest_silence([NOW - place * pause for place in range(number)], NOW) == longest


def test_one_long_night_in_twenty_pauses_is_not_the_usual_pause() -> None:
    times = [NOW - place * HOUR - (9 * HOUR if place > 30 else 0 * HOUR) for place in range(60)]
    assert longest_silence(times, NOW) == 3 * HOUR


def test_what_came_out_more_than_a_month_before_or_later_says_nothing_of_the_pause() -> None:
    times = [NOW - 40 * DAY - place * HOUR for place in range(50)] + [NOW + place * HOUR for place in range(1, 50)]
    assert longest_silence(times, NOW) == 6 * HOUR


def test_half_of_what_a_page_spans_would_do_and_half_of_the_interval_where_it_states_no_dates() -> None:
    assert minutes_that_would_do(30 * MINUTE, HOUR) == 15
    assert minutes_that_would_do(None, HOUR) == 30
    assert minutes_that_would_do(timedelta(), HOUR) == 30
