"""What the days of a run keep: by an article's own date, by its list's, by its address."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.items import ListEntry
from crawler.selection.filter import Selection
from crawler.selection.topic import parse_topic

SEOUL = ZoneInfo("Asia/Seoul")
MAY = Selection(SEOUL, since=date(2025, 5, 1), until=date(2025, 5, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("published", "meant"),
    [
        ("2025-04-30T23:59:59+09:00", False),
        ("2025-05-01T00:00:00+09:00", True),
        ("2025-05-31T23:59:59+09:00", True),
        ("2025-06-01T00:00:00+09:00", False),
        ("2025-04-30T15:00:00+00:00", True),
        ("2025-05-31T15:00:00+00:00", False),
    ],
)
def test_days_are_those_of_the_outlets_zone_from_midnight_to_midnight(published: str, meant: bool) -> None:
    assert MAY.is_in_time(at(published)) is meant
    assert MAY.may_be_in_range(ListEntry("https://example.com/1", published=at(published))) is meant


@pytest.mark.parametrize(
    ("published", "nearest"),
    [
        ("2025-04-02T12:00+09:00", "2025-05-01T00:00+09:00"),
        ("2025-05-09T12:00+09:00", "2025-05-09T12:00+09:00"),
        ("2025-07-02T12:00+09:00", "2025-05-31T23:59:59.999999+09:00"),
    ],
    ids=["before", "within", "after"],
)
def test_a_time_outside_the_days_is_brought_to_the_nearest_of_them(published: str, nearest: str) -> None:
    assert MAY.clip(at(published)) == at(nearest)


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("2025-04-29/a-story/1", False),
        # Published late in one zone, it has another day in its address.
        ("2025-04-30/a-story/1", True),
        ("2025-06-01/a-story/1", True),
        ("2025-06-02/a-story/1", False),
        ("2025/05/a-story", True),
        ("2025/03/a-story", False),
        ("2025/07/a-story", False),
        ("a-story/1", True),
    ],
)
def test_an_address_with_a_day_or_month_rules_out_what_need_not_be_read(path: str, may: bool) -> None:
    assert MAY.may_be_in_range(ListEntry(f"https://example.com/{path}")) is may


def test_an_entry_not_modified_since_the_first_day_was_not_published_since() -> None:
    assert not MAY.may_be_in_range(ListEntry("https://example.com/1", modified=at("2025-04-30T12:00+09:00")))
    assert MAY.may_be_in_range(ListEntry("https://example.com/1", modified=at("2025-06-30T12:00+09:00")))


@pytest.mark.parametrize(
    ("selection", "months"),
    [
        (MAY, ("2025-05", "2025-05")),
        (Selection(SEOUL, since=date(2025, 5, 9)), ("2025-05", "2026-01")),
        (Selection(SEOUL, until=date(2030, 1, 1)), ("", "2026-01")),
        (Selection(SEOUL), ("2026-01", "2026-01")),
    ],
    ids=["one month", "to this month", "to come", "none"],
)
def test_the_months_of_a_backfill_end_with_the_current_one_in_the_outlets_zone(
    selection: Selection, months: tuple[str, str]
) -> None:
    assert selection.months(at("2025-12-31T15:30+00:00")) == months


# --- Several topics -----------------------------------------------------------------------------

SON = parse_topic('[queries]\nen = "SoftBank OpenAI"\nko = "손정의"\n[names]\nSoftBank = ["소프트뱅크"]', "Son")
CHIPS = parse_topic('[queries]\nen = "softbank openai OR chips"\n', "Chips")
BOTH = Selection(SEOUL, (SON, CHIPS), date(2025, 5, 1))


def test_of_several_topics_one_has_to_match_and_each_has_its_own_conditions() -> None:
    texts = "", "", "SoftBank buys chips."
    assert BOTH.unmet(None, "en", *texts) == ""
    assert BOTH.unmet(None, "en", "", "", "SoftBank") == f"{SON.text}\n{CHIPS.text}"
    assert BOTH.unmet(at("2025-04-01T00:00+09:00"), "en", *texts).splitlines() == [SON.text, "since 2025-05-01"]
    assert BOTH.conditions == f"{SON.text}\nsince 2025-05-01\n\n{CHIPS.text}\nsince 2025-05-01"
    assert [Selection.from_dict(part.to_dict(), SEOUL) for part in BOTH.parts] == list(BOTH.parts)


def test_equal_searches_of_several_topics_are_one_with_the_keys_of_all() -> None:
    son, chips = BOTH.keys
    assert BOTH.searches("en") == {"SoftBank OpenAI": (son, chips), "softbank chips": (chips,)}
    assert BOTH.searches("ko") == {"손정의": (son,), "softbank openai": (chips,), "softbank chips": (chips,)}
    assert Selection(SEOUL).searches("en") == {}
    assert Selection(SEOUL).keys == ("",)
