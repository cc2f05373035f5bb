from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.text.dates import dates_in, day_first, days_in_address, has_time, parse_date

SEOUL = ZoneInfo("Asia/Seoul")
CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    "raw",
    [
        "2026-01-06T17:45:00+09:00",
        "2026-01-06T17:45:00.123456+0900",
        "2026-01-06T08:45:00Z",
        "2026-01-06T17:45:00 KST",
        "Tue, 06 Jan 2026 17:45:00 +0900",
        "Tue, 06 Jan 2026 08:45:00 GMT",
        "Jan. 6, 2026 05:45 PM JST",
        "January 6, 2026 3:45 a.m. EST",
        "Tue Jan 06 2026 17:45:00 GMT+0900 (Korean Standard Time)",
        "Jan. 6, 2026 5:45 p.m. (UTC+9)",
        "2026-01-06 17:45 GMT+9:00",
        "1767689100",
        "1767689100000",
    ],
)
@pytest.mark.parametrize("zone", [SEOUL, CHICAGO, None], ids=str)
def test_a_time_with_an_offset_is_the_same_moment_in_every_zone(raw: str, zone: ZoneInfo | None) -> None:
    assert parse_date(raw, zone) == datetime(2026, 1, 6, 8, 45, tzinfo=UTC)


def test_a_date_is_given_with_the_offset_of_the_zone() -> None:
    parsed = parse_date("2026-01-06T23:45:00Z", SEOUL)

    assert parsed is not None
    assert parsed.isoformat() == "2026-01-07T08:45:00+09:00"


@pytest.mark.parametrize(
    "raw",
    [
        "2026-01-06 17:45",
        "2026-01-06T17:45",
        "2026.01.06 (17:45)",
        "2026. 1. 6. 17:45",
        "2026/01/06 - 17:45",
        "2026-01-06 5:45pm",
        "202601061745",
        "20260106174500",
        "2026년 1월 6일 오후 5:45",
        "2026년 1월 6일 (화) 오후 5:45",
        "Published : Jan. 6, 2026 - 17:45:00",
        "Jan 6, 2026 at 5:45 p.m.",
        "Published: 06 Jan. 2026, 17:45",
        "입력 2026.01.06 (17:45)",
        "17:45 6 January 2026",
        "5:45 PM, Tue January 6, 2026",
        "17:45 2026-01-06",
        "2026-01-06 PM 5:45",
        "2026년 1월 6일 오후 5시 45분",
        "2026年1月6日(火) 17時45分",
    ],
)
def test_a_time_without_an_offset_is_in_the_zone(raw: str) -> None:
    assert parse_date(raw, SEOUL) == datetime(2026, 1, 6, 17, 45, tzinfo=SEOUL)


@pytest.mark.parametrize("raw", ["2026-01-06 17:45", "2026-01-06", "20260106174552", "Jan. 6, 2026 5:45 PM"])
def test_a_time_without_an_offset_is_none_where_no_zone_is_given(raw: str) -> None:
    assert parse_date(raw) is None


@pytest.mark.parametrize(
    ("raw", "offset"), [("2026-01-06 12:00", timedelta(hours=-6)), ("2026-07-06 12:00", timedelta(hours=-5))]
)
def test_summer_time_is_the_zones(raw: str, offset: timedelta) -> None:
    parsed = parse_date(raw, CHICAGO)

    assert parsed is not None
    assert parsed.utcoffset() == offset


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("Jan. 6, 2026 12:05 a.m.", 0),
        ("Jan. 6, 2026 12:05 p.m.", 12),
        ("2026년 1월 6일 오전 12:05", 0),
        ("2026년 1월 6일 오후 12:05", 12),
        ("Jan. 6, 2026 11:05 PM", 23),
        ("Jan. 6, 2026 17:05 PM", 17),
        ("Jan. 6, 2026 17:05 AM", 17),
        ("Jan. 6, 2026 11:05 AM", 11),
    ],
)
def test_noon_and_midnight_are_not_mixed_up(raw: str, hour: int) -> None:
    assert parse_date(raw, SEOUL) == datetime(2026, 1, 6, hour, 5, tzinfo=SEOUL)


@pytest.mark.parametrize(
    "raw", ["2026-01-06", "20260106", "2026.1.6.", "2026년 1월 6일", "Jan. 6, 2026", "06 Jan 2026"]
)
def test_a_date_without_a_time_of_day_is_midnight(raw: str) -> None:
    assert parse_date(raw, SEOUL) == datetime(2026, 1, 6, tzinfo=SEOUL)
    assert not has_time(raw)


@pytest.mark.parametrize("raw", ["2026-01-06 17:45", "20260106174552", "1767689152", "Jan. 6, 2026 - 5:45 p.m."])
def test_a_date_with_a_time_of_day_is_marked_as_such(raw: str) -> None:
    assert has_time(raw)


def test_the_first_of_several_dates_is_read() -> None:
    assert parse_date("Published: Jan. 6, 2026 | Updated: 2026-01-07 10:00", SEOUL) == datetime(
        2026, 1, 6, tzinfo=SEOUL
    )


def test_every_date_of_a_line_is_found_with_its_position() -> None:
    line = "Published: Jan. 6, 2026 | Updated: 2026-01-07 10:00 | 3 comments"

    found = [(line[start:end], value) for start, end, value in dates_in(line, SEOUL)]

    assert found == [
        ("Jan. 6, 2026", datetime(2026, 1, 6, tzinfo=SEOUL)),
        ("2026-01-07 10:00", datetime(2026, 1, 7, 10, tzinfo=SEOUL)),
    ]


def test_a_leap_day_is_a_date() -> None:
    assert parse_date("2024-02-29", SEOUL) == datetime(2024, 2, 29, tzinfo=SEOUL)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-02-29",
        "2026-13-01 10:00",
        "2026-01-06 25:00",
        "2026-01-06T17:45+25:00",
        "0000-00-00 00:00:00",
        "1970-01-01T00:00:00Z",
        "12026-01-06",
        "9" * 300,
        "",
    ],
)
def test_an_impossible_date_is_none(raw: str) -> None:
    assert parse_date(raw, SEOUL) is None


@pytest.mark.parametrize(
    "raw",
    ["yesterday", "2 hours ago", "12:30 a.m.", "Jan. 6", "January 2026", "03/02/2026", "Mayday 2 2026", "1시간 전"],
)
def test_a_date_that_is_not_written_out_is_no_date(raw: str) -> None:
    assert parse_date(raw, SEOUL) is None


@pytest.mark.parametrize("value", [None, 1767689152, True, ["2026-01-06"], {"date": "2026-01-06"}])
def test_what_is_no_string_is_no_date(value: object) -> None:
    assert parse_date(value, SEOUL) is None
    assert not has_time(value)


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        ("2026년 1월 6일 오후 3시 5분", (15, 5)),
        ("2026년 1월 6일 15시 5분", (15, 5)),
        ("2026년 1월 6일(화) 15시 5분", (15, 5)),
        ("2026년 1월 6일 오후 3시", (15, 0)),
        ("2026년 1월 6일 09시", (9, 0)),
        ("2026년 1월 6일 오전 12시 5분", (0, 5)),
        ("2026년 1월 6일 낮 12시", (12, 0)),
        ("2026년 1월 6일 낮 1시 20분", (13, 20)),
        ("2026년 1월 6일 밤 9시", (21, 0)),
        ("2026년 1월 6일 새벽 3시", (3, 0)),
        ("2026년 1월 6일 정오", (12, 0)),
        ("2026. 1. 6. 오후 3:05", (15, 5)),
        ("2026.01.06 (화) 15:05", (15, 5)),
        ("2026-01-06 Tue 15:05", (15, 5)),
        ("2026-01-06 pm 3:05", (15, 5)),
        ("2026年1月6日（火）午後3時5分", (15, 5)),
        ("２０２６．１．６ １５：０５", (15, 5)),
        ("Jan. 6, 2026, 3 p.m.", (15, 0)),
        ("Jan. 6, 2026 · 15:05", (15, 5)),
        ("20260106T1505", (15, 5)),
        ("20260106T060500Z", (15, 5)),
        ("2026년 1월 6일 15:05 KST", (15, 5)),
        ("2026/01/06 [15:05]", (15, 5)),
        ("Tuesday, January 6, 2026, 3.05 p.m.", (15, 5)),
        ("오후 3:05 2026-01-06", (15, 5)),
    ],
)
def test_a_time_of_day_is_read_however_it_is_written(raw: str, clock: tuple[int, int]) -> None:
    assert parse_date(raw, SEOUL) == datetime(2026, 1, 6, *clock, tzinfo=SEOUL)
    assert has_time(raw)


@pytest.mark.parametrize("behind", ["15시간", "3시간 전", "9시 뉴스", "밤 12시", "밤 12:05", "밤 1시"])
def test_hours_that_are_no_time_of_day_or_of_an_unsure_day_are_left_out(behind: str) -> None:
    raw = f"2026년 1월 6일 {behind}"

    assert parse_date(raw, SEOUL) == datetime(2026, 1, 6, tzinfo=SEOUL)
    assert not has_time(raw)


@pytest.mark.parametrize(
    ("raw", "parsed"),
    [
        ("2025-12-31T24:00:00", "2026-01-01T00:00:00+09:00"),
        ("2025.12.04 24:00", "2025-12-05T00:00:00+09:00"),
        ("2025.12.04 24:30", None),
        ("입력 25.12.04 10:30", "2025-12-04T10:30:00+09:00"),
        ("수정: 25.12.4. 오후 3:05", "2025-12-04T15:05:00+09:00"),
        ("25.12.04", None),
        ("입력 25.13.04", None),
        ("12/04/2025", None),
        ("2025-02-30", None),
    ],
)
def test_the_end_of_a_day_and_short_years_are_read_only_where_they_are_sure(raw: str, parsed: str | None) -> None:
    found = parse_date(raw, SEOUL)
    assert (found and found.isoformat()) == parsed


@pytest.mark.parametrize(
    "raw",
    [
        "4. Dezember 2025 um 15:47 Uhr",
        "Do., 04.12.2025, 15.47 Uhr",
        "le 4 décembre 2025 à 15h47",
        "4 de diciembre de 2025, 15:47",
        "4 grudnia 2025, 15:47",
        "4 декабря 2025 в 15:47",
        "4 Aralık 2025 15:47",
        "04/12/2025 - 15:47",
        "04.12.25, 15:47",
        "Thursday December 04, 2025 @03:47PM",
    ],
)
def test_dates_of_other_languages_are_read(raw: str) -> None:
    assert parse_date(raw, SEOUL, day_first=True) == datetime(2025, 12, 4, 15, 47, tzinfo=SEOUL)
    assert has_time(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "Thu Dec 04 15:47:00 KST 2025",
        "Thu, 04 Dec 25 15:47:00 +0900",
        "04 Dec 25 15:47 +0900",
        "목, 04 12월 2025 15:47:00 +0900",
    ],
)
def test_dates_of_programs_are_read(raw: str) -> None:
    assert parse_date(raw) == datetime(2025, 12, 4, 6, 47, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "order", "day"),
    [
        ("04/12/2025", True, (4, 12)),
        ("04/12/2025", False, (12, 4)),
        ("04/12/2025", None, None),
        ("04.12.2025", None, None),
        # Nobody who begins with the month sets dots.
        ("04.12.2025", False, None),
        ("13/12/2025", None, (13, 12)),
        ("12/13/2025", None, (13, 12)),
        ("04/04/2025", None, (4, 4)),
        ("31/02/2025", True, None),
        ("04.12.25", None, None),
        ("1.04.12.2025", True, None),
    ],
)
def test_a_form_of_two_meanings_is_a_date_where_the_order_is_known(
    raw: str, order: bool | None, day: tuple[int, int] | None
) -> None:
    found = parse_date(raw, SEOUL, day_first=order)
    assert found == (datetime(2025, day[1], day[0], tzinfo=SEOUL) if day else None)


@pytest.mark.parametrize(
    ("tags", "order"),
    [
        (["de"], True),
        (["en-GB"], True),
        (["en_US"], False),
        (["en"], None),
        (["en", "en_AU"], True),
        (["ko-KR"], None),
        (["de", "en-US"], None),
        (["", "fr_FR"], True),
        ([], None),
    ],
)
def test_the_order_of_day_and_month_is_the_languages(tags: list[str], order: bool | None) -> None:
    assert day_first(tags) is order


def test_digits_behind_a_day_in_folders_are_none_of_its() -> None:
    assert days_in_address("https://example.com/2003/03/20030331_speech.html") == (date(2003, 3, 31), date(2003, 3, 31))
