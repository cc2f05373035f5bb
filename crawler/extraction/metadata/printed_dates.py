"""Dates as a page prints them by its headline: alone on a line, behind a label, or beside a byline."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from crawler.extraction.metadata.headline_block import EDGE, OF_EVENTS, Line
from crawler.page.tree import words
from crawler.text.bylines import BY, KOREAN_BYLINE
from crawler.text.dates import CLOCK, dates_in, has_time, moment_in, parse_date
from crawler.text.languages import european
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime, tzinfo

    from lxml.html import HtmlElement

    from crawler.extraction.metadata.headline_block import Head, Part

PUBLISHED = re.compile(
    rf"{european.PUBLISHED}|published|posted|written|write(?=\s?[:：])|filed|issued|released|submitted|uploaded|^date(?=\W{{0,3}}$|\W{{1,3}}\d)|\bstand(?=\s?:)"
    r"|입력|등록|발행|게시|작성|승인|게재|송고|출고|公開|掲載|配信|投稿",
    re.IGNORECASE,
)
# 최종편집 is the site's, whatever it prints beside its name.
MODIFIED = re.compile(
    rf"{european.MODIFIED}|updated|update(?=\s?[:：])|modified|edited|revised|corrected|last changed"
    r"|수정|최종(?!\s?편집)|업데이트|갱신|更新",
    re.IGNORECASE,
)
# What a paper has to say of itself: `등록번호 서울아01234 | 등록일 2011.05.02 | 발행인 …`, `최종편집 : …`.
IMPRINT = re.compile(r"등록\s?번호|발행인|편집인|제호|최종\s?편집|copyright|©|ⓒ", re.IGNORECASE)
_CREDIT = re.compile(r"@|[©ⓒ(=\[]")
_LONGEST, _MOST_WORDS = 160, 16
_GAP = re.compile(r"(?:^|[|·•∙/ㅣ│»;\x1f]|\s[-–—lI])[\s\x1f(\[]*$")
_WEEKDAY = re.compile(r"\(?\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,)\s]*$", re.IGNORECASE)
_DAY = re.compile(r"day\b|요일|曜日|\([월화수목금토일月火水木金土]\)", re.IGNORECASE)
# `SEOUL, `, `Frankfurt am Main, `
_PLACE = re.compile(r"[A-ZÀ-Þ][A-Z .'-]{2,24}[,(]\s*|[A-ZÀ-Þ][\w.'’-]{1,20}(?: [\w.'’-]{1,20}){0,2},\s*")
_BEHIND = re.compile(
    r"\.?[\s\x1f)\]]*(?:$|\x1f|[|·•∙/ㅣ│;(\[–—-]|,?\s*[A-Z]|,?\s*(?:by|in|at)\s|,?\s*\d+\s?(?:min|분)|[^\W\d_]{2,6}\s?[:：]"
    rf"|(?:{PUBLISHED.pattern}|{MODIFIED.pattern}))",
    re.IGNORECASE,
)
# `2025.12.04 15:47 입력 / …`
_LABEL_BEHIND = re.compile(
    r"[ )\]]*(?P<label>입력|등록|발행|게시|승인|송고|수정|公開|掲載|配信|更新)[가-힣]{0,3}\s*(?:$|[|·•/,])"
)
_YEAR = re.compile(r"(?:19|20|１９|２０)\d\d|\d[./]\d\d?[./]\d\d\b|(?:입력|수정|등록|승인)\S{0,3}\s?[:：]?\s?\d\d\.")
# `Posted by Han Seo-yun on`, `Last updated at`, `입력일시 :`
_LABELLED = re.compile(
    r"\s?(?:일시|시간|일|날짜)?[\s\x1f:：|.,(\[-]*(?:(?:by|in)\s+[^|:]{2,40}\s)?(?:(?:on(?:\s+the)?|at|am|le|il|el|op|den|på)\b)?[\s\x1f:：,-]*",
    re.IGNORECASE,
)


# `This entry was posted on Monday, March 3rd, 2025 at 5:00 pm and is filed under …`
_LINES_WITH_YEARS = etree.XPath(
    "//body//text()[(contains(., '20') or contains(., '19')) and string-length(.) > 30 and string-length(.) < 300]"
)
_FILED = re.compile(rf"(?:this (?:entry|post|article|story)|{european.THIS_ARTICLE})\b[^\d]{{0,80}}", re.IGNORECASE)
_MOST_LINES = 1000
# `Ice house becomes a school | Town | 04.12.2025`
_OF_TITLE = re.compile(r".{8,}\s[|·]\s(?P<date>[^|·]{6,40})")


class Printed(NamedTuple):
    """A date as it is printed: what it is, the words it was read from, whether it says that it is a change."""

    value: datetime
    raw: str
    changed: bool


def is_change(label: str) -> bool:
    """Tells whether a label says when an article was changed, and not when it was published."""
    return label.lower() == "update" or bool(MODIFIED.search(label))


def printed_dates(head: Head, zone: tzinfo | None) -> Iterator[Printed]:
    """Yields the dates on lines by the headline, those between it and the text first."""
    found = False
    for line in _with_clocks(head.lines_below):
        dated = _YEAR.search(line.text) or any(part.stated for part in line.parts)
        dates = list(_of_line(head, line, zone, second=found)) if dated else []
        if dates and not head.belongs_to_other_article(line.parts[0].element):
            found = True
            yield from dates
    if not found:
        for line, near in head.lines_above:
            # What stands further off, or is the day alone with its name, is today's unless it says what it is.
            today = not near or (_DAY.search(line.text) and not has_time(line.text))
            for date in _of_line(head, line, zone, labelled=bool(today)):
                found = True
                yield date
    if not found:
        # Below the text dates are of comments and of other articles, but for those that bylines lead to.
        for line in takewhile(_is_of_byline, head.lines_after_text):
            yield from _of_line(head, line, zone, labelled=True)


def printed_moment(head: Head, days: set[date], zone: tzinfo | None) -> Printed | None:
    """Returns the time of day that a line under the headline states of a known day, whose year it leaves out."""
    for line in (each for each in head.lines_below if len(each.text) <= _LONGEST and CLOCK.search(each.text)):
        for found in filter(None, (moment_in(line.text, day, zone) for day in days)):
            start, end, value = found
            label = _label(line.text[:start])
            own = (
                label is not None
                and _BEHIND.match(line.text[end:])
                and not head.belongs_to_other_article(line.parts[0].element)
            )
            if own and not is_change(label or ""):
                return Printed(value, line.text[start:end], changed=False)
    return None


def title_date(head: Head, zone: tzinfo | None) -> Printed | None:
    """Returns the date that the window title sets apart at its end."""
    match = _OF_TITLE.fullmatch(fold(head.page.tree.findtext(".//title")))
    for start, end, value in dates_in(match["date"], zone, day_first=head.day_first) if match else ():
        raw = match["date"] if match else ""
        return Printed(value, raw, changed=False) if not (raw[:start] + raw[end:]).strip() else None
    return None


def filed_date(head: Head, zone: tzinfo | None) -> Printed | None:
    """Returns the date in a sentence that tells when this very page was published."""
    for text in _LINES_WITH_YEARS(head.page.tree)[:_MOST_LINES]:
        line, place = fold(text), text.getparent()
        said = _FILED.match(line)
        if not said or not PUBLISHED.search(line) or MODIFIED.search(line) or is_quoted_or_beside(place):
            continue
        first = next(dates_in(line, zone, day_first=head.day_first), None)
        if first and first[0] <= said.end() and not head.belongs_to_other_article(place):
            return Printed(first[2], line[first[0] : first[1]], changed=False)
    return None


def is_quoted_or_beside(place: HtmlElement) -> bool:
    """Tells whether an element is in a quote, or beside the article."""
    return is_beside(place) or any(each.tag == "blockquote" for each in (place, *place.iterancestors()))


def is_beside(place: HtmlElement) -> bool:
    """Tells whether an element is in what stands beside an article."""
    return any(each.tag in {"aside", "footer", "nav"} for each in (place, *place.iterancestors()))


def _with_clocks(lines: Sequence[Line]) -> Iterator[Line]:
    """Yields lines, the day on one and the time of day on the next as one."""
    for line, following in pairwise([*lines, Line()]):
        clock = CLOCK.fullmatch(following.text) and not has_time(line.text)
        yield Line([*line.parts, *following.parts]) if clock else line


def _is_of_byline(line: Line) -> bool:
    labelled = PUBLISHED.match(line.text) or MODIFIED.match(line.text)
    known = labelled or BY.match(line.text) or KOREAN_BYLINE.search(line.text) or _CREDIT.search(line.text)
    return bool(known) and len(line.text) <= _LONGEST and not IMPRINT.search(_CREDIT.sub("", line.text))


def _of_line(
    head: Head, line: Line, zone: tzinfo | None, *, labelled: bool = False, second: bool = False
) -> Iterator[Printed]:
    """Yields the dates of a line that is no sentence: all that stands beside them are labels, names and marks.

    With `labelled`, only those behind a label. With `second`, a line before has a date: what the markup calls a change
    is then believed.
    """
    text, parts = _with_stated(line, zone)
    if len(text) > _LONGEST or IMPRINT.search(text):
        return
    dates = list(dates_in(text, zone, day_first=head.day_first))
    if not dates or len(re.findall(r"[^\W\d_]{2,}", text)) > _MOST_WORDS + 3 * len(dates):
        return
    begin, bare = 0, False
    for number, (start, end, value) in enumerate(dates):
        lead, rest = text[begin:start], text[end : dates[number + 1][0] if number + 1 < len(dates) else None]
        begin = end
        label = _label(lead)
        # What ends only where the next date begins is that one's.
        if label == "" and (behind := _LABEL_BEHIND.match(rest if number + 1 == len(dates) else f"{rest}0")):
            label = behind["label"]
        if label is None or (labelled and not label) or not _BEHIND.match(rest):
            continue
        part = _part_at(parts, start)
        if part.element.get("itemprop") in OF_EVENTS:
            continue
        changed = is_change(label) or (not label and (second or len(dates) > 1) and _is_marked_changed(part))
        if label or not bare or changed:
            raw = _sharper(part, value, text[start:end], zone)
            yield Printed(parse_date(raw, zone, day_first=head.day_first) or value, raw, changed)
        bare = bare or not (label or changed)


def _label(lead: str) -> str | None:
    """Returns the label that stands before a date, empty where none is needed, none where it is no date line."""
    lead = _WEEKDAY.sub("", lead)
    labels = [*PUBLISHED.finditer(lead), *MODIFIED.finditer(lead)]
    last = max(labels, key=lambda match: match.end(), default=None)
    if last and (_LABELLED.fullmatch(lead[last.end() :])):
        return last[0]
    if _GAP.search(lead) or not lead.strip(" ,.)]") or _PLACE.fullmatch(lead):
        return ""
    said = lead.replace(EDGE, " ").strip(" ,")
    return "" if BY.match(said) or KOREAN_BYLINE.search(said[-12:]) else None


def _with_stated(line: Line, zone: tzinfo | None) -> tuple[str, list[tuple[int, Part]]]:
    """Returns a line with the moments that its `time` elements hold in place of their words, and where parts begin."""
    text, parts = "", []
    for part in line.parts:
        text += EDGE if text else ""
        parts.append((len(text), part))
        text += part.stated if part.stated and parse_date(part.stated, zone) else part.text
    return text, parts


def _part_at(parts: list[tuple[int, Part]], start: int) -> Part:
    return next(part for begin, part in reversed(parts) if begin <= start)


def _is_marked_changed(part: Part) -> bool:
    """Tells whether the element of a date, or the one that holds nothing else, is named for a change."""
    places, above = [part.element], part.element.getparent()
    if above is not None and len(above) == 1 and words(above, _LONGEST) == words(part.element, _LONGEST):
        places.append(above)
    names = " ".join(place.get(name) or "" for place in places for name in ("class", "itemprop")).lower()
    return bool(re.search(r"updated|modified", names)) and "published" not in names


def _sharper(part: Part, value: datetime, raw: str, zone: tzinfo | None) -> str:
    """Returns what an attribute beside the printed words says of the same moment more exactly, else the words."""
    for said in _attributes(part.element):
        stated = parse_date(said, zone)
        if stated is None or not has_time(said):
            continue
        minute = stated.replace(second=0, microsecond=0)
        if minute == value if has_time(raw) else stated.astimezone(value.tzinfo).date() == value.date():
            return said
    return raw


def _attributes(element: HtmlElement) -> Iterator[str]:
    for name, said in element.items():
        if name in {"title", "datetime", "content"} or name.startswith("data-"):
            yield said
