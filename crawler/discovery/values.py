"""Titles and times as lists have them.

Titles come in plain words: without markup, and with entities resolved however often they are escaped. Times may be
numbers, RFC 822 with all its variants, and have names of zones in any case.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawler.text.dates import parse_date
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from datetime import tzinfo

_LONGEST = 500
# Longer ones are cut before they are searched.
_LONGEST_SOURCE = 5000
_DEEPEST = 3
_ENTITY = re.compile(r"&(?:#(?:\d{1,8}|[xX][0-9A-Fa-f]{1,7});?|[A-Za-z][A-Za-z0-9]{1,30};)")
_SURROGATES = re.compile(
    r"&#(?:x(?P<hexhigh>d[89ab][0-9a-f]{2})|(?P<high>55[2-9]\d{2}|56[0-2]\d{2}|563[01]\d));"
    r"&#(?:x(?P<hexlow>d[c-f][0-9a-f]{2})|(?P<low>56[3-9]\d{2}|57[0-2]\d{2}|573[0-4]\d));",
    re.IGNORECASE,
)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|ruby|s|samp|small|span|strike|strong|sub|sup|"
    "time|tt|u|var|wbr"
)
_BLOCK = "br|hr|p|div|h[1-6]|li|ul|ol|blockquote|section|header"
# Not `<인터뷰>` and not `5 < 6`, which titles have.
_TAG = re.compile(rf"</?(?:(?P<inline>{_INLINE})|(?P<block>{_BLOCK}))(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style)\b[^<>]*>[^<]*(?:</\1>)?|<!--(?:[^-]|-(?!->))*-->", re.IGNORECASE)

_LONGEST_TIME = 100
# The forms of most lists, a fast path.
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_RFC = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) (?:([+-]\d\d):?(\d\d)|GMT)", re.ASCII
)
_NUMBER = re.compile(r"(?:/Date\()?(?P<number>\d{9,13})(?:\.\d{1,9})?(?:[+-]\d{4})?(?:\)/)?")
_MILLISECONDS = 10**11
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# 6 1월 2026, 6 1月 2026
_EAST_MONTH = re.compile(r"(?<=\d)\s(1[0-2]|0?[1-9])[월月]\s(?=\d{4})")
# Tue, 06 Jan 26 17:45:00
_SHORT_YEAR = re.compile(r"(?<=\d[\s-])([A-Za-z]{3,9})\.?([\s-])(\d\d)(?=\s+\d{1,2}:\d\d)")
# Tue Jan  6 17:45:00 KST 2026
_YEAR_LAST = re.compile(
    r"([A-Za-z]{3,9})\.?\s(\d{1,2}),?\s(\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:\s[AaPp][Mm])?)(\s[A-Za-z]{1,5}|\s[+-]\d\d:?\d\d)?"
    r"\s((?:19|20)\d\d)\b"
)
_LOWER_T = re.compile(r"(?<=\d)t(?=\d\d:)")
_ZONE = re.compile(r"(?<=\d)(?P<half>\s?[AaPp][Mm])?(?P<gap>\s*)\(?(?P<zone>z|[a-z]{2,4})\)?$", re.IGNORECASE)
_NAMED = re.compile(r"\s*[\[(]?\b(?P<name>[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Za-z_]+)?)[\])]?$")
_SPELLED = re.compile(
    r"\(?\b(?:(?P<place>korean?|japan|eastern|central|mountain|pacific)\s(?P<saving>standard |daylight |)time"
    r"|(?P<world>greenwich mean time|coordinated universal time|universal time|ut))\)?$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"[+-]\d\d:?\d\d$")
_PLACES = {"korea": "KST", "korean": "KST", "japan": "JST"}
_EARLIEST, _CENTURY, _PIVOT = 1990, 100, 69


def plain_title(source: str) -> str:
    """Returns a title that may be HTML, or HTML that was escaped again, in plain words on one line."""
    text = source[:_LONGEST_SOURCE]
    if "<" in text:
        text = _TAG.sub(_gap, _SILENT.sub("", text))
    for _ in range(_DEEPEST):
        if "&" not in text or (once := resolved(text)) == text:
            break
        text = once
        # A single `<b>` may be what the title is about.
        if "</" in text:
            text = _TAG.sub(_gap, text)
    return fold(text)[:_LONGEST].rstrip()


def resolved(text: str) -> str:
    """Resolves entities with a semicolon, and numbers also without; surrogates by twos, and lone ones are left out."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _SURROGATES.sub(_joined, text)
    return _ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    return unescape(entity[0]).replace("\ufffd", "")


def _joined(pair: re.Match[str]) -> str:
    codes = (int(pair[f"hex{half}"] or pair[half], 16 if pair[f"hex{half}"] else 10) for half in ("high", "low"))
    return "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _gap(tag: re.Match[str]) -> str:
    return " " if tag["block"] else ""


def parse_time(raw: object, zone: tzinfo) -> datetime | None:
    """Returns the time that a list states as a number or in words as an aware datetime, or none if it states none.

    A time without a zone is in `zone`, one in UTC is converted to it. Never raises.
    """
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    if isinstance(raw, str):
        if _ISO.fullmatch(raw):
            return parse_date(raw, zone)
        if (form := _RFC.fullmatch(raw)) and form[2] in _MONTHS:
            day, month, year, clock, hours, minutes = form.groups()
            offset = f"{hours}:{minutes}" if hours else "Z"
            return parse_date(f"{year}-{_MONTHS.index(month) + 1:02}-{day}T{clock}{offset}", zone)
    text = " ".join(str(raw)[:_LONGEST_TIME].split())
    # Days and times in digits (`20260106`, `202601061745`) begin with a year as numbers of seconds do with 1.
    if (number := _NUMBER.fullmatch(text)) and not text.startswith("20"):
        return _since_epoch(int(number["number"]), zone)
    text, named = _in_known_form(text)
    return parse_date(text, named or zone)


def _since_epoch(number: int, zone: tzinfo) -> datetime | None:
    seconds = number / 1000 if number >= _MILLISECONDS else number
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return moment.astimezone(zone) if moment.year >= _EARLIEST else None


def _in_known_form(text: str) -> tuple[str, tzinfo | None]:
    """Returns a time in a form that is read elsewhere, and its zone if that stands behind it by a place's name."""
    named: tzinfo | None = None
    if found := _NAMED.search(text):
        text = text[: found.start()]
        # `+09:00[Asia/Seoul]`: the offset is the zone.
        if not _OFFSET.search(text) and not text.endswith(("Z", "z")):
            with suppress(Exception):
                named = ZoneInfo(found["name"])
    text = _SPELLED.sub(_abbreviated, text)
    text = _EAST_MONTH.sub(lambda month: f" {_MONTHS[int(month[1]) - 1]} ", text)
    text = _YEAR_LAST.sub(lambda found: f"{found[2]} {found[1]} {found[5]} {found[3]}{found[4] or ''}", text)
    text = _SHORT_YEAR.sub(_long_year, _LOWER_T.sub("T", text))
    return _ZONE.sub(_upper, text), named


def _abbreviated(spelled: re.Match[str]) -> str:
    if spelled["world"]:
        return "UTC"
    place = spelled["place"].lower()
    # Between words it only explains the offset before it.
    if _OFFSET.search(spelled.string[: spelled.start()].rstrip()):
        return ""
    return _PLACES.get(place) or f"{place[0].upper()}{spelled['saving'][:1].upper()}T"


def _long_year(found: re.Match[str]) -> str:
    year = int(found[3])
    return f"{found[1]}{found[2]}{2000 + year if year < _PIVOT else 1900 + year}"


def _upper(found: re.Match[str]) -> str:
    zone = found["zone"].upper()
    if zone in {"AM", "PM"}:
        return found[0]
    return f"{found['half'] or ''}{found['gap']}{zone}"
