"""What once took seconds of CPU takes less than one; `make fuzz` looks for more of it."""

from __future__ import annotations

import pytest

from tests.robustness.growth import LONGEST, SIZES, cost
from tests.support.patience import patience


@pytest.mark.parametrize(
    ("place", "token"),
    [
        ("byline", "<li>a"),
        ("entry", "A."),
        ("link", "A."),
        ("amid", "<img src=a>"),
        ("heading", "」"),
        ("byline", "<input>"),
        ("address", "-"),
        ("address", "/a-b-c"),
    ],
)
def test_a_token_in_long_repetition_costs_a_second_at_most(place: str, token: str) -> None:
    assert min(cost(place, token, SIZES[0], "generic") for _ in range(2)) < patience(LONGEST)


@pytest.mark.parametrize(("place", "token"), [("amid", "a<hr>"), ("first", "<p>a")])
def test_ten_thousand_short_blocks_cost_two_seconds_at_most(place: str, token: str) -> None:
    assert min(cost(place, token, SIZES[0], "generic") for _ in range(2)) < patience(2)


def test_twenty_thousand_links_amid_a_text_cost_three_seconds_at_most() -> None:
    assert cost("amid", "<a href=/l>a</a> ", 340_000, "layout") < patience(3)
