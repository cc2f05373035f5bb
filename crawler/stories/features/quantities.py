"""Figures in one form for all languages, and the days that a text speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from crawler.text.languages.english import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGNITUDE = {
    "thousand": 10**3, "million": 10**6, "mil": 10**6, "m": 10**6, "billion": 10**9, "bil": 10**9, "bn": 10**9,
    "b": 10**9, "trillion": 10**12, "tril": 10**12, "tn": 10**12, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12,
}  # fmt: skip
_UNIT = {
    "usd": "dollars?|달러", "krw": "won|원", "jpy": "yen|엔", "gbp": "pounds?|파운드", "eur": "euros?|유로",
    "percent": "%|percent|pct|퍼센트", "W": "watts?|와트", "kW": "kilowatts?|킬로와트|㎾",
    "MW": "megawatts?|메가와트|㎿", "GW": "gigawatts?|기가와트", "km": "kilometers?|킬로미터|㎞",
    "kg": "kilograms?|킬로그램|㎏", "m": "meters?|미터",
    "cm": "centimeters?|센티미터|㎝", "m2": "square meters?|제곱미터|㎡", "GHz": "gigahertz|기가헤르츠",
    "ton": "tons?|tonnes?|톤",
}  # fmt: skip
_POWER = {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9}
_SIGNS = {"$": "usd", "₩": "krw", "¥": "jpy", "Y": "jpy", "€": "eur", "£": "gbp"}
_NUMBER = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<ko>(?:천|만|억|조)+(?:\s?\d[\d,]*(?:\.\d+)?(?:천|만|억|조)+)*"
    r"(?:\s?\d{1,3}(?:,?\d{3})?(?=\s?(?:원|달러|엔|유로|명|개|건|톤|대|가구)))?)?"
    r"(?:[\s-]?(?P<magnitude>thousand|million|billion|trillion|mil|bil|tril|bn|tn|[mMbB])\b\.?)?"
    rf"(?:[\s-]?(?:U\.S\.\s)?(?P<unit>{'|'.join(sorted(_UNIT.values(), key=len, reverse=True))}"
    r"|[kMG]W\b|km\b|kg\b|cm\b|GHz\b))?"
)
_SIGN = re.compile(r"([$₩¥€£]|\bY) ?$")
# Before a number: it is part of a name, a date, a time of day or an address.
_AMID = re.compile(r"(?:[^\W가-힣Y]|[.,/:-]|\wY)$")
_KO_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)?((?:천|만|억|조)+)|(\d[\d,]*)$")
_MAGNITUDE_OF_QUAKE = re.compile(r"(?:\b[Mm]agnitudes?(?: of)?[ -]|\bM|규모 ?)(\d\.\d)(?![\d.]|\s?[천만억조배기㎿])")
# Small counts, round ones and small whole percentages are in every other article.
_SMALL, _ROUND, _SMALL_PERCENT = 100, 10**5, 10
_YEARS = range(1900, 2101)

_DAY = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    r"|(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? (?P<day>\d{1,2})\b(?!,?\d)"
    r"|(?P<relative>today|yesterday|tomorrow)\b)"
)
_DAY_KO = re.compile(
    r"(?:(?P<month>\d{1,2})월\s?|(?P<last>지난달\s?))?(?<![\d.])(?P<day>\d{1,2})일(?![가-힣]*\s?(?:간|동안|만에))"
    r"|(?P<relative>오늘|내일|어제)"
)
_RELATIVE = {"today": 0, "오늘": 0, "yesterday": -1, "어제": -1, "tomorrow": 1, "내일": 1}
# A weekday that is farther back than this is the coming one: "Friday", said on a Thursday, is tomorrow.
_DAYS_BACK = 4
_FARTHEST = 40


def figures(text: str) -> Iterator[tuple[str, str, int]]:
    """Yields the figures of a text that tell something: `500000000000 usd`, as printed, where it starts.

    Of small ones only the magnitudes of earthquakes do, by which these are told apart.
    """
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        if not _AMID.search(before):
            sign = _SIGN.search(before)
            figure = _figure(match, _SIGNS[sign[1]] if sign else _unit(match["unit"] or ""))
            if figure:
                yield figure, (sign[1] if sign else "") + match[0].strip(" ."), match.start()
    for match in _MAGNITUDE_OF_QUAKE.finditer(text):
        yield f"{match[1]} magnitude", match[0], match.start()


def days(text: str, published: date, *, korean: bool) -> Iterator[str]:
    """Yields the days that a text speaks of, as ISO dates, read against the day of its publication."""
    for match in (_DAY_KO if korean else _DAY).finditer(text):
        try:
            day = _day_ko(match, published) if korean else _day(match, published)
        except (ValueError, OverflowError):
            continue
        if day and abs((day - published).days) <= _FARTHEST:
            yield day.isoformat()


def _figure(match: re.Match[str], unit: str) -> str:
    printed = match["number"]
    value = _korean_number(printed + match["ko"]) if match["ko"] else float(printed.replace(",", ""))
    value *= _MAGNITUDE.get((match["magnitude"] or "").lower(), 1)
    if unit in _POWER:
        value, unit = value * _POWER[unit], "W"
    if not unit:
        is_round = len(printed.replace(",", "").rstrip("0.")) == 1 and value < _ROUND
        is_year = value in _YEARS and "," not in printed
        if value < _SMALL or is_round or is_year or printed[0] == "0":
            return ""
    elif unit in {"percent", "m", "km"} and value < _SMALL_PERCENT and value.is_integer():
        return ""
    return f"{value:.10g} {unit}".strip()


@cache
def _unit(printed: str) -> str:
    """Returns the unit that a printed one is a form of, or the printed one."""
    return next((unit for unit, forms in _UNIT.items() if printed and re.fullmatch(forms, printed)), printed)


def _korean_number(printed: str) -> float:
    """Reads `1조 4천억`, `9,000만`, `243억`, `13만 8,100`."""
    total = 0.0
    for number, magnitudes, ones in _KO_PART.findall(printed):
        value = float((number or ones or "1").replace(",", ""))
        for magnitude in magnitudes:
            value *= _MAGNITUDE[magnitude]
        total += value
    return total


def _day(match: re.Match[str], published: date) -> date | None:
    if match["weekday"]:
        back = (published.weekday() - WEEKDAYS.index(match["weekday"])) % 7
        return published - timedelta(back if back <= _DAYS_BACK else back - 7)
    if match["relative"]:
        return published + timedelta(_RELATIVE[match["relative"]])
    return _nearest(published, int(match["day"]), MONTHS[match["month"][:3].lower()])


def _day_ko(match: re.Match[str], published: date) -> date | None:
    if match["relative"]:
        return published + timedelta(_RELATIVE[match["relative"]])
    day = int(match["day"])
    if match["last"]:
        return (published.replace(day=1) - timedelta(1)).replace(day=day)
    return _nearest(published, day, int(match["month"] or 0))


def _nearest(published: date, day: int, month: int) -> date | None:
    """Returns the date with that day, and that month unless it is 0, that lies nearest."""
    this = published.year * 12 + published.month - 1
    shifts = (-1, 0, 1) if not month else (month - published.month + 12 * years for years in (-1, 0, 1))
    found = []
    for shift in shifts:
        year, index = divmod(this + shift, 12)
        try:
            found.append(date(year, index + 1, day))
        except ValueError:
            continue
    return min(found, key=lambda each: abs((each - published).days), default=None)
