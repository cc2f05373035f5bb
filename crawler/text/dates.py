"""Parses dates as pages and lists print them: ISO 8601, RFC 822, Java's, and the forms of newspapers.

Nothing here reads the clock, so a date must state its year; `yesterday` is none. A form of two meanings (`12/04/2025`)
is none either, unless the caller knows the order of its parts.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawler.text.languages import english, european

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MONTHS = english.MONTHS | european.MONTHS
_LONGEST = 200
_MONTH = r"(?P<month>[^\W\d_]{3,12}|1?\d월)\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|ª)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# `오후 3:05`, `3:05 PM`; `오후 3시 5분`, `15시`; `3.05 p.m.`.
# Not a time of day: `15시간` (15 hours), or `3시` without am or pm.
_HALF = r"[AaPp]\.?[Mm]\b\.?"
# `밤 12시` is ambiguous: either end of the day.
_PART = r"오전|오후|午前|午後|새벽|아침|낮|저녁|밤(?!\s?1?2\s?[:시時]|\s?[1-5]\s?[:시時])"
_WEST_CLOCK = (
    rf"(?:(?P<part>{_PART}|[AP]M|[ap]m)\s?)?(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)"
    rf"(?::(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?:\s*(?P<half>{_HALF}))?"
    rf"|(?P<barehour>[01]?\d)(?:\.(?P<bareminute>[0-5]\d))?\s?(?P<barehalf>{_HALF})"
    # `15h30`, `15.30 Uhr`
    r"|(?P<eurohour>[0-2]?\d)(?:\s?h\s?|\.(?=[0-5]\d\s?Uhr))(?P<eurominute>[0-5]\d)(?!\d)"
)
_HOUR = r"(?:[0-2]\d|\d(?=[시時]\s?(?:[0-5]\d|\d[분分])))"
_CLOCK = (
    rf"(?:{_WEST_CLOCK}"
    rf"|(?:(?P<eastpart>{_PART})\s?(?P<parthour>[01]?\d)|(?P<easthour>{_HOUR}))[시時](?!\s?간)"
    r"(?:\s?(?P<eastminute>[0-5]?\d)(?:[분分](?:\s?(?P<eastsecond>[0-5]?\d)[초秒])?|(?<=\d\d)(?!\d)))?"
    r"|(?P<noon>정오|正午))"
)
_OFFSET = r"(?P<zone>Z\b|(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?\b|[+-]\d\d(?::?\d\d)?\b|[A-Z]{2,4}\b)"
_FROM_UTC = re.compile(r"(?:(?:GMT|UTC)\s?)?(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?")
_ZONE = rf"(?:\s*\(?{_OFFSET})?"
_GAP = rf"[\s,.|·•–—-]{{0,6}}(?:(?i:at|{european.BEFORE_CLOCK})\s|@)?\s{{0,3}}"
_KNOWN_ZONE = r"(?:\s*\(?(?P<zone>KST|JST|GMT|UTC))?"
# `(월)`, `월요일`, `(火)`, `Mon`
_EAST_DAY, _WEST_DAY = "[월화수목금토일月火水木金土日](?:요일|曜日)?", r"(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_WEEKDAY_BEHIND = rf"(?:\s?(?:\((?:{_EAST_DAY}|{_WEST_DAY})\)|(?:{_EAST_DAY}|{_WEST_DAY})(?=[\s(,|·]|$)))?"
_WEEKDAY = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s)?"
_BEFORE = rf"(?<![\d:.])(?:{_WEST_CLOCK}){_ZONE}\)?[\s,|–-]{{1,3}}(?:on\s)?{_WEEKDAY}"
# `3. Juli`, `13 de junio de`
_DAY_AND_MONTH = rf"{_DAY}\.?[\s-](?:de\s|of\s)?{_MONTH}(?:\sdel?)?,?[\s-]"
_HOURS = {"KST": 9, "JST": 9, "GMT": 0, "UTC": 0, "CET": 1, "CEST": 2, "HKT": 8, "SGT": 8, "IST": 5.5}
_HOURS |= {"MEZ": 1, "MESZ": 2, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
# Names that hold with and without daylight saving time.
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}

_FORMS = [
    re.compile(pattern)
    for pattern in (
        # 2026-01-06T17:45:52+09:00, 2026-01-06 17:45, 2026.01.06 (17:45), 2026/01/06 - 17:45; 2026-01-06
        (
            rf"(?<!\d){_YEAR}\s?[-./]\s?(?P<month>[01]?\d)\s?[-./]\s?{_DAY}(?!\d)"
            rf"(?:\.?{_WEEKDAY_BEHIND}[T\s(\[,|·•-]{{1,4}}{_CLOCK}[)\]]?{_ZONE})?"
        ),
        # 2026년 11월 20일 오전 9:00, 2026년 1월 6일 (화) 17시 5분, 2026년 1월 6일 낮 12시
        (
            rf"(?<!\d){_YEAR}[년年]\s?(?P<month>[01]?\d)[월月]\s?{_DAY}[일日]"
            rf"(?:{_WEEKDAY_BEHIND}[\s(\[,|·•-]{{0,4}}{_CLOCK}[)\]]?{_KNOWN_ZONE})?"
        ),
        # Thu, 04 Dec 2025 15:47:00 +0900; Published: 04 Dec. 2025, 15:47; 4. Dezember 2025 um 15:47 Uhr
        rf"(?<!\d){_DAY_AND_MONTH}{_YEAR}(?!\d)(?:{_GAP}{_CLOCK}{_ZONE})?",
        # Published : Dec. 4, 2025 - 16:20:31; Feb. 3, 2025 06:53 PM JST; October 04, 2016
        rf"\b{_MONTH}\s?{_DAY},?\s?{_YEAR}(?!\d)(?:{_GAP}{_CLOCK}{_ZONE})?",
        # 04.12.2025, 15:47; 4/12/2025
        (
            r"(?<![\d./-])(?P<one>[0-3]?\d)\s?(?P<mark>[./-])\s?(?P<other>[0-3]?\d)\s?(?P=mark)\s?"
            rf"{_YEAR}(?!\d)(?:{_GAP}{_CLOCK}{_ZONE})?"
        ),
    )
]
_CLOCK_FIRST = [
    re.compile(pattern)
    for pattern in (
        # 18:22 25 May 2011; 3:47 PM EST, Thu December 4, 2025; 15:47 2025-12-04
        rf"{_BEFORE}{_DAY_AND_MONTH}{_YEAR}(?!\d)",
        rf"{_BEFORE}{_MONTH}\s?{_DAY},?\s?{_YEAR}(?!\d)",
        rf"{_BEFORE}{_YEAR}\s?[-./]\s?(?P<month>[01]?\d)\s?[-./]\s?{_DAY}(?!\d)",
        # Thu Dec 04 15:47:00 KST 2025, as Java has it
        rf"\b{_MONTH}\s{_DAY}\s(?:{_WEST_CLOCK})\s(?:{_OFFSET}\s)?{_YEAR}(?!\d)",
    )
]
# `입력 25.12.04 10:30`: Korean papers state the year first, and behind such a word it may be short.
_SHORT_YEAR = re.compile(
    r"(?:입력|수정|등록|승인|발행|게재|작성)(?:일시?|시간)?\s?[:：]?\s?(?P<year>\d\d)\.\s?(?P<month>[01]?\d)\.\s?"
    rf"{_DAY}(?!\d)(?:\.?{_WEEKDAY_BEHIND}[\s(\[,|·•-]{{1,4}}{_CLOCK}[)\]]?{_KNOWN_ZONE})?"
)
# `Thu, 04 Dec 25 15:47:00 +0900` (RFC 822); `04.12.25` where the day comes first.
_RFC_822 = re.compile(rf"(?<!\d){_DAY}\s{_MONTH}\s(?P<year>\d\d)\s(?:{_WEST_CLOCK})\s{_OFFSET}")
_SHORT_YEAR_LAST = re.compile(
    rf"(?<![\d./-])(?P<one>[0-3]?\d)(?P<mark>[./])(?P<other>[01]?\d)(?P=mark)(?P<year>\d\d)(?![\d./])"
    rf"(?:{_GAP}{_CLOCK})?"
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_ANY_CLOCK = re.compile(r"\d(?:[:시時]|\s?[AaPp]\.?[Mm]|\s?h|\.\d\d\s?Uhr)|정오|正午")
# `11월 3일 15시 5분`, `Nov. 3, 3:05 p.m.`
_YEARLESS = [
    re.compile(rf"(?<!\d)(?<![년年.] )(?<![년年.]){pattern}")
    for pattern in (
        rf"(?P<month>[01]?\d)[월月]\s?{_DAY}[일日]{_WEEKDAY_BEHIND}[\s(,|·•-]{{0,4}}{_CLOCK}\)?{_KNOWN_ZONE}",
        rf"\b{_MONTH}\s?{_DAY}(?!\d){_GAP}{_CLOCK}{_ZONE}",
        rf"{_DAY}\s{_MONTH}{_GAP}{_CLOCK}{_ZONE}",
    )
]
_TIME = re.compile(
    rf"(?<!밤\s)(?<![밤\d])(?:\d{{1,2}}:\d\d|\d{{1,2}}\s?h\s?[0-5]\d|\d{{1,2}}\.\d\d\s?Uhr|{_HOUR}[시時](?!\s?간)|[01]?\d(?:\.[0-5]\d)?\s?{_HALF})"
    rf"|(?:{_PART})\s?\d{{1,2}}[시時](?!\s?간)|정오|正午"
)
CLOCK = re.compile(rf"\(?{_CLOCK}\)?{_KNOWN_ZONE}\)?")
_COMPACT_ZONED = re.compile(r"\d{8}T\d{4}(?:\d\d)?(?:Z|[+-]\d\d:?\d\d)")
_COMPACT_TIME = re.compile(r"\d{10}(?:\d{3})?|\d{12}(?:\d\d)?|\d{8}[\sT]\d{4}(?:\d\d)?(?:Z|[+-]\d\d:?\d\d)?")
_ZONED = re.compile(rf"\d:[0-5]\d(?::[0-5]\d(?:\.\d{{1,9}})?)?\s*(?:[AaPp]\.?[Mm]\b\.?)?\s*\(?{_OFFSET}")
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:[\sT]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
# The form of sitemaps and metadata: a fast path.
_FULL = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_EPOCH = re.compile(r"(\d{10})(\d{3})?")
# Full-width digits and punctuation.
_WIDE = str.maketrans("０１２３４５６７８９：／．，－（）", "0123456789:/.,-()")

# /2025-12-04/, /20161004/, /2020/10/18/, ?ud=20230703000123; /2024/12/ (month only).
_IN_ADDRESS = re.compile(
    r"[/=]((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])"
    r"(?:[-/]?(0[1-9]|[12]\d|3[01])(?=[/\-_.?]|(?<=\d{8})\d{6,}|$)|(?=/[^\d]|/\w{12}-))"
)
_TYPED_DAY = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)|([-/.]) ?(\d{1,2})\4 ?(\d{1,2})\.?|년 ?(\d{1,2})월 ?(\d{1,2})일)", re.ASCII
)
# Earlier dates predate the web, or come from an unset clock.
_EARLIEST = 1990
_NOON, _LATE_NOON = 12, 5
_CLOCK_HOURS = ("hour", "parthour", "easthour", "barehour", "eurohour")
_HALVES = ("half", "part", "eastpart", "barehalf")
_MINUTES = ("minute", "eastminute", "bareminute", "eurominute")
_DAY_END, _SHORTEST_YEAR, _LAST_SHORT_YEAR, _MONTHS_OF_YEAR = 24, 99, 49, 12
# Languages whose numeric dates begin with the year: what ends with it has no known order there.
_YEAR_FIRST = frozenset({"fa", "hu", "ja", "ko", "mn", "zh"})


def day_first(tags: Iterable[str]) -> bool | None:
    """Returns whether numeric dates in the languages of some tags (`de`, `en-GB`) begin with the day or the month.

    None where that is not known: `en` without a country, languages that begin with the year, tags that disagree.
    """
    orders = set()
    for tag in tags:
        name, *parts = re.split("[-_]", tag.strip().lower())
        country = next((part for part in parts if len(part) == 2), "")  # noqa: PLR2004 - of ISO 3166
        if name == "en" and country not in {"", "ca"}:
            orders.add(country != "us")
        elif name.isalpha() and name != "en" and name not in _YEAR_FIRST:
            orders.add(True)
    return orders.pop() if len(orders) == 1 else None


def parse_date(
    raw: object, zone: tzinfo | None = None, *, within: int = _LONGEST, day_first: bool | None = None
) -> datetime | None:
    """Parses the first date in a string and returns it as an aware datetime, or none if there is no valid one.

    A time without an offset is in `zone`, and none without `zone`. A time in UTC is converted to `zone`; any other
    offset is preserved; an unknown zone name gives none. The date must begin within the first `within` characters. A
    date without a time of day is midnight; see `has_time`. `day_first` is the order of numeric dates whose year comes
    last, as `day_first()` returns it. Never raises.
    """
    if not isinstance(raw, str):
        return None
    if _FULL.fullmatch(raw):
        with suppress(ValueError):
            return _in_zone(datetime.fromisoformat(raw), zone)
    text = " ".join(raw[:_LONGEST].translate(_WIDE).split())
    if match := _EPOCH.fullmatch(text):
        return _in_zone(datetime.fromtimestamp(int(match[1]), UTC), zone)
    best = _first(text, day_first=day_first) or _COMPACT.fullmatch(text)
    return _build(best.groupdict(), zone, day_first) if best and best.start() <= within else None


def dates_in(
    line: str, zone: tzinfo | None = None, *, day_first: bool | None = None
) -> Iterator[tuple[int, int, datetime]]:
    """Yields each date in a line of folded text as its start, its end and its value."""
    match = _first(line, day_first=day_first)
    while match:
        if (value := _build(match.groupdict(), zone, day_first)) is not None:
            # The word before a short year is a label like any other.
            start = match.start("year" if match.re is _SHORT_YEAR else 0)
            yield start, match.start() + len(match[0].rstrip()), value
        match = _first(line, match.end(), day_first=day_first)


def moment_in(line: str, day: date, zone: tzinfo | None = None) -> tuple[int, int, datetime] | None:
    """Finds a date without a year but with a time of day that falls on `day`; returns its start, end and value."""
    for match in (found for form in _YEARLESS if (found := form.search(line.translate(_WIDE)))):
        value = _build({**match.groupdict(), "year": str(day.year)}, zone, None)
        if value and value.date() == day:
            return match.start(), match.end(), value
    return None


def _first(text: str, start: int = 0, *, day_first: bool | None = None) -> re.Match[str] | None:
    text = text if text.isascii() else text.translate(_WIDE)
    if not _ANY_YEAR.search(text, start):
        forms = [_SHORT_YEAR, _RFC_822, *([_SHORT_YEAR_LAST] if day_first else [])]
    else:
        forms = [*_FORMS, *_CLOCK_FIRST] if _ANY_CLOCK.search(text, start) else _FORMS
    found = [match for form in forms if (match := form.search(text, start))]
    return min(found, key=lambda match: match.start(), default=None)


def has_time(raw: object) -> bool:
    """True if the string given to `parse_date` states a time of day."""
    if not isinstance(raw, str):
        return False
    text = raw[:_LONGEST] if raw.isascii() else raw[:_LONGEST].translate(_WIDE)
    return bool((_ANY_CLOCK.search(text) and _TIME.search(text)) or _COMPACT_TIME.fullmatch(text.strip()))


def has_zone(raw: object) -> bool:
    """True if the string given to `parse_date` states a zone or an offset."""
    return isinstance(raw, str) and bool(_ZONED.search(raw[:_LONGEST]) or _COMPACT_ZONED.fullmatch(raw.strip()))


def days_in_address(url: str) -> tuple[date, date] | None:
    """Returns the first and last day of the day or month that an address contains, or none."""
    match = _IN_ADDRESS.search(url)
    if not match:
        return None
    try:
        first = date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None
    return first, first if match[3] else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _month_and_day(parts: dict[str, str | None], day_first: bool | None) -> tuple[int, int]:
    """Returns the month and the day; 0 and 0 for a form of two meanings whose order is not known."""
    if "one" not in parts:
        month = (parts["month"] or "").removesuffix("월")
        return int(month) if month.isdecimal() else _MONTHS.get(month.lower(), 0), int(parts["day"] or 0)
    first, second = int(parts["one"] or 0), int(parts["other"] or 0)
    if first == second or second > _MONTHS_OF_YEAR:
        return first, second
    # Nobody who begins with the month sets dots.
    if first > _MONTHS_OF_YEAR or day_first:
        return second, first
    return (first, second) if day_first is False and parts["mark"] != "." else (0, 0)


def _build(parts: dict[str, str | None], zone: tzinfo | None, day_first: bool | None) -> datetime | None:
    month, day = _month_and_day(parts, day_first)
    year, hour = int(parts["year"] or 0), _hour(parts)
    if year <= _SHORTEST_YEAR:
        # As RFC 2822 reads them.
        year += 2000 if year <= _LAST_SHORT_YEAR else 1900
    # The end of a day is the beginning of the next one.
    is_end = hour == _DAY_END
    try:
        value = datetime(  # noqa: DTZ001 - the offset comes right below
            year,
            month,
            day,
            0 if is_end else hour,
            int(next(filter(None, map(parts.get, _MINUTES)), 0)),
            int(parts.get("second") or parts.get("eastsecond") or 0),
        )
        if is_end:
            if value.minute or value.second:
                return None
            value += timedelta(days=1)
        offset = _offset(parts.get("zone")) or zone
        return _in_zone(value.replace(tzinfo=offset), zone) if offset else None
    except (ValueError, OverflowError, KeyError):
        return None


def _hour(parts: dict[str, str | None]) -> int:
    """Returns the hour on the 24-hour clock; 0 without a time of day."""
    hours, halves = ([value for name in names if (value := parts.get(name))] for names in (_CLOCK_HOURS, _HALVES))
    hour = _NOON if parts.get("noon") else int(next(iter(hours), 0))
    half = next(iter(halves), "").lower()
    if not half or hour > _NOON:
        return hour
    if half == "낮":
        # `낮 11시` (11 in the daytime) is before noon.
        return hour + _NOON if hour <= _LATE_NOON else hour
    return hour % _NOON + (_NOON if half[0] in "p저밤" or half in {"오후", "午後"} else 0)


def _offset(name: str | None) -> tzinfo | None:
    """Returns the zone of a name or an offset, or none without a name. Raises KeyError for an unknown name."""
    if not name:
        return None
    if name == "Z":
        return UTC
    if match := _FROM_UTC.fullmatch(name):
        # `GMT+0900`, as browsers write it, is the offset, not GMT.
        sign = -1 if match["sign"] == "-" else 1
        return timezone(sign * timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0)))
    return ZoneInfo(_PLACES[name]) if name in _PLACES else timezone(timedelta(hours=_HOURS[name]))


def _in_zone(value: datetime, zone: tzinfo | None) -> datetime | None:
    if value.year < _EARLIEST:
        return None
    # UTC is converted to the outlet's zone; another offset states the local day and is preserved.
    return value.astimezone(zone) if zone and not value.utcoffset() else value


def parse_day(text: str) -> date:
    """Reads a day with its year first: `2025-01-31`, `20250131`, `2025/1/31`, `2025. 1. 31.`, `2025년 1월 31일`.

    Raises:
        ValueError: There is no such day, or it is written in a form that may mean another.
    """
    match = _TYPED_DAY.fullmatch(" ".join(text.translate(_WIDE).split()))
    if not match:
        raise ValueError("no such day")
    try:
        return date(*(int(part) for part in match.groups() if part and part.isdecimal()))
    except ValueError:
        raise ValueError("no such day") from None
