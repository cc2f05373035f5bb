"""When an article was published and changed, by all that its page says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from crawler.extraction.metadata.headline_block import OF_EVENTS
from crawler.extraction.metadata.printed_dates import (
    IMPRINT,
    MODIFIED,
    PUBLISHED,
    filed_date,
    is_beside,
    is_change,
    is_quoted_or_beside,
    printed_dates,
    printed_moment,
    title_date,
)
from crawler.extraction.metadata.title_section_tags import CandidateValue
from crawler.page.structured import strings
from crawler.page.tree import words
from crawler.text.dates import dates_in, days_in_address, has_time, has_zone, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lxml.html import HtmlElement

    from crawler.extraction.layout import Layout
    from crawler.extraction.metadata.headline_block import Head
    from crawler.page.document import Page
    from crawler.page.structured import Structured

# Not `updated`: WordPress themes mark every date so.
_MODIFIED_PLACE = re.compile(r"last updated|updated\s?[:：]|modified|edit|수정", re.IGNORECASE)
_LABEL = rf"(?:{PUBLISHED.pattern}|last\s+updated|{MODIFIED.pattern})"
_LABELLED = re.compile(
    rf"(?P<label>{_LABEL})\s?(?:일|시간|일시)?\s{{0,3}}[:：|]?\s{{0,3}}(?P<date>(?:(?!{_LABEL}).){{4,60}})",
    re.IGNORECASE,
)
_OF_THIS = re.compile(
    r"(?:^|[|/·•,:;)\]\d–—-]|\b(?:first|last|originally|article|story|by .{3,30})|기사|최초|최종|기자)\W*$",
    re.IGNORECASE,
)
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "article.published",
    "article_date_original", "article:post_date", "pubdate", "publishdate", "publish_date", "published",
    "published_time", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "citation_publication_date",
    "citation_date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "og:regdate",
)  # fmt: skip
# May also say when the page was made: what is printed by the headline goes first.
_CREATED_META = (
    "date", "dc.date", "dc:date", "dcterms.date", "dc.date.created", "dc.created", "dc:created", "dcterms.created",
    "article.created", "article:create", "datecreated", "date_created",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "og:modified_time", "datemodified",
    "lastmod", "last-modified", "lastmodified", "dcterms.modified", "dc.modified", "article.updated",
    "article_date_updated", "article:modified", "article:modified_date", "bt:moddate", "modified_time",
    "updated_time", "revision_date",
)  # fmt: skip
_DATE_PLACES = etree.XPath(
    "//body//*[self::time or self::abbr"
    + "".join(
        f" or contains(@class, '{word}') or contains(@id, '{word}')"
        for word in ("date", "Date", "datum", "publi", "Publi", "posted", "created", "byline", "time", "stamp")
    )
    + "][string-length(.) < 200]"
)
# `w-published-date`
_NAMED_PUBLISHED = re.compile(
    r"(?:^|[.:_-])(?:date[._-]?published|publish(?:ed)?[._-]?date|pub[._-]?date|publication[._-]?date|uploaded)$"
)
_DATELINE_START, _DATELINE_END = re.compile(r"[(\[]?(?:[A-ZÀ-Þ][\w .'’-]{1,30}[,/] ?)?"), re.compile(r"\)|\s?[-–—/]")
# What microformats and themes mark as the article's, wherever it stands.
_MARKED = "time[pubdate], time.published, abbr.published, .dt-published, time.entry-date, time[class*=pubdate]"
_LONGEST_DATE_LINE = 200
_UTC = re.compile(r"(?:Z|[+-]00:?(?:00)?|GMT|UTC)\)?\s*$")
_CLOCKS_DIFFER = _DAY = timedelta(days=1)
# In UTC, where a day begins first.
_FIRST_MIDNIGHT = 10
# A date follows its label at once, but for the day of the week.
_NEAR = 12
_LONGEST_SHORT = 90
# Beside a date that stands by itself: in an element named for dates, and in any.
_MOST_NAMED_WORDS, _MOST_WORDS = 5, 2
_WORD, _DIGITS = re.compile(r"[^\W\d_]{3,}"), re.compile(r"\d\D{1,12}\d")


@dataclass(slots=True)
class Dates:
    """What the page says of when the article was published and modified, in the stated order."""

    published: list[CandidateValue]
    modified: list[CandidateValue]


def dates(page: Page, layout: Layout | None, zone: tzinfo | None, head: Head, moment: str = "") -> Dates:
    """Collects dates: JSON-LD, meta, microdata and `time`, printed lines, the address.

    `moment` is a line without a label that stood right above the text: it counts where no other states a time. Those
    that state a time of day stand before those that do not.
    """
    found = Dates([], [])
    for finding, into in _structured(page.structured, found):
        _add(finding, zone, into, head)
    places = page.select(layout.dates) if layout and layout.dates else []
    for place in places:
        label = f"{words(place)} {place.get('class') or ''}"
        changed = bool(_MODIFIED_PLACE.search(label)) and not PUBLISHED.search(words(place))
        into = found.modified if changed else found.published
        for time in place.iter("time"):
            _add((time.get("datetime") or words(time), "selector"), zone, into, head)
    if places:
        _printed(places, "selector", found, zone, head)
    if not places or not (found.published or found.modified):
        _unplaced(page, found, zone, head)
    for said in _weak(page):
        _add(said, zone, found.published, head)
    if not any(has_time(finding.raw) for finding in (*found.published, *found.modified)):
        _of_known_day(moment, found, zone, head)
    if not found.published:
        _placed(page, found, zone, head)
    if places:
        _sharpen(page, found, zone, head)
    _drop_what_is_to_come(page, found)
    _drop_midnights(found)
    _correct(found, zone)
    _order(found)
    return found


def _unplaced(page: Page, found: Dates, zone: tzinfo | None, head: Head) -> None:
    """Reads printed dates where no layout says where they stand: by the headline, behind labels, in `time`."""
    for printed in printed_dates(head, zone):
        into = found.modified if printed.changed else found.published
        into.append(CandidateValue(printed.value, "text", printed.raw))
    _printed([page.tree], "text", found, zone, head)
    if not any(has_time(finding.raw) for finding in found.published):
        days = {finding.value.date() for finding in found.published}
        for time in filter(head.belongs_to_article, page.select("time[datetime]")):
            raw = time.get("datetime") or ""
            own = time.get("itemprop") not in OF_EVENTS and not is_quoted_or_beside(time)
            value = parse_date(raw, zone) if own else None
            if value and (not days or value.date() in days):
                found.published.append(CandidateValue(value, "selector", raw))
                break


def _of_known_day(moment: str, found: Dates, zone: tzinfo | None, head: Head) -> None:
    """Reads the time of a known day: from the line right above the text, or from one that leaves out the year."""
    _add((moment, "text"), zone, found.published, head)
    days = {finding.value.date() for finding in found.published}
    if printed := printed_moment(head, days, zone) if days else None:
        found.published.append(CandidateValue(printed.value, "text", printed.raw))


def _sharpen(page: Page, found: Dates, zone: tzinfo | None, head: Head) -> None:
    """Looks on the whole page for the seconds of a time that has none, where it stands somewhere with them."""
    firsts = (choose_date(into) for into in (found.published, found.modified))
    if any(first and not first.value.second and page.text_contains(f"{first.value:%H:%M}:") for first in firsts):
        _printed([page.tree], "text", found, zone, head)


def _drop_what_is_to_come(page: Page, found: Dates) -> None:
    """Drops printed dates that lie ahead of the moment at which the server answered: they are of events."""
    answered = parse_date(page.headers.get("date"), UTC)
    if answered is None:
        return
    ahead = [each for each in (*found.published, *found.modified) if each.value - answered > _CLOCKS_DIFFER]
    if any(each.source in {"json-ld", "meta"} for each in ahead):
        # The server's clock is slow.
        return
    for into in (found.published, found.modified) if ahead else ():
        into[:] = [each for each in into if each not in ahead]


def _drop_midnights(found: Dates) -> None:
    """Drops a time that says UTC where the page prints the next day: it is the midnight with which that day begins."""
    for into in (found.published, found.modified):
        days = {each.value.date() for each in into if not has_time(each.raw)}
        into[:] = [each for each in into if not (_is_midnight_elsewhere(each) and each.value.date() + _DAY in days)]


def _is_midnight_elsewhere(finding: CandidateValue) -> bool:
    value: datetime = finding.value
    whole_hour = not (value.utcoffset() or value.minute or value.second)
    return whole_hour and _says_utc(finding) and value.hour >= _FIRST_MIDNIGHT


def _correct(found: Dates, zone: tzinfo | None) -> None:
    """Reads the times of a source as the outlet's own where it says UTC and another source shows that it is not."""
    lists = (found.published, found.modified)
    mistaken = [each for into in lists for each in into if _is_mistaken(each, into, zone)]
    sources = {each.source for each in mistaken}
    known = {each.value for into in lists for each in into if each not in mistaken and not _says_utc(each)}
    for into in lists if mistaken else ():
        into[:] = [
            each._replace(value=each.value.astimezone(UTC).replace(tzinfo=zone))
            if each.source in sources and _says_utc(each) and each.value not in known
            else each
            for each in into
        ]


def _order(found: Dates) -> None:
    """Puts what states a time of day before what does not."""
    found.published.sort(key=lambda finding: not has_time(finding.raw))
    first = choose_date(found.published)
    # Many say of everything that it was modified as it was published: what a page prints as later is believed then.
    found.modified.sort(
        key=lambda finding: (not has_time(finding.raw), first is not None and finding.value <= first.value)
    )


def _placed(page: Page, found: Dates, zone: tzinfo | None, head: Head) -> None:
    """Reads a date that stands by itself: the first of the article's own part of the page, else what marks it as its.

    What also stands as a change is no publication.
    """
    named = ((words(place, _LONGEST_SHORT), place) for place in _DATE_PLACES(page.tree))
    texts = [*((line, place, _MOST_NAMED_WORDS) for line, place in named)]
    texts += [(line, place, _MOST_WORDS) for line, place in head.dated_texts]
    changed = {each.value.date() for each in found.modified}
    marked: list[CandidateValue] = []
    for line, place, most in texts:
        stated = _standing_alone(line, zone, head, most)
        if stated is None or stated.value.date() in changed or is_quoted_or_beside(place):
            continue
        if head.belongs_to_article(place) and not any(each.get("itemprop") in OF_EVENTS for each in place.iter("*")):
            found.published.append(stated)
            return
        # Below the text dates are of comments and of other articles, but for what the markup calls a publication's.
        is_called = "publish" in f"{place.get('class') or ''} {place.get('id') or ''}".lower() and PUBLISHED.match(line)
        away = head.precedes(place) or (is_called and head.follows(place))
        if PUBLISHED.search(line) and away and not head.belongs_to_other_article(place):
            marked.append(stated)
    for place in page.select(_MARKED):
        raw = place.get("datetime") or place.get("title") or words(place, _LONGEST_SHORT)
        if (value := parse_date(raw, zone, day_first=head.day_first)) and not head.belongs_to_other_article(place):
            marked.append(CandidateValue(value, "selector", raw))
    if len({each.value.date() for each in marked}) == 1:
        found.published.append(marked[0])
    elif dateline := _dateline(head, zone):
        found.published.append(dateline)
    elif printed := title_date(head, zone) or filed_date(head, zone):
        found.published.append(CandidateValue(printed.value, "text", printed.raw))


def _dateline(head: Head, zone: tzinfo | None) -> CandidateValue | None:
    """Returns the full date with which the text begins: `(3.7.2018) The …`, `NEW YORK, Feb. 3, 2026 /Wire/ -- …`."""
    start = next(iter(head.paragraphs), "")[:_LONGEST_SHORT]
    for begin, end, value in dates_in(start, zone, day_first=head.day_first):
        set_apart = _DATELINE_END.match(start[end:]) and _DATELINE_START.fullmatch(start[:begin])
        return CandidateValue(value, "text", start[begin:end]) if set_apart else None
    return None


def _standing_alone(line: str, zone: tzinfo | None, head: Head, most: int) -> CandidateValue | None:
    """Returns the date of a line that has few words beside it, and none of them those of a change or an imprint."""
    if not 0 < len(line) <= _LONGEST_SHORT or not _DIGITS.search(line) or IMPRINT.search(line) or MODIFIED.search(line):
        return None
    first = next(dates_in(line, zone, day_first=head.day_first), None)
    if first is None:
        return None
    start, end, value = first
    # `Opening: May 1`
    strange = line[:start].rstrip().endswith((":", "：")) and not PUBLISHED.search(line[:start])
    beside = _WORD.findall(f"{line[:start]} {line[end:]}")
    return CandidateValue(value, "text", line[start:end]) if len(beside) <= most and not strange else None


def _says_utc(finding: CandidateValue) -> bool:
    return has_time(finding.raw) and has_zone(finding.raw) and bool(_UTC.search(finding.raw))


def _is_mistaken(finding: CandidateValue, others: list[CandidateValue], zone: tzinfo | None) -> bool:
    """Tells whether a time that says UTC is the outlet's own: another source states that clock with its offset."""
    if zone is None or not _says_utc(finding) or not finding.value.astimezone(zone).utcoffset():
        return False
    clock = _clock(finding, UTC)
    return any(has_zone(other.raw) and not _UTC.search(other.raw) and _clock(other, zone) == clock for other in others)


def _clock(finding: CandidateValue, zone: tzinfo) -> datetime:
    time: datetime = finding.value
    return time.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def _structured(data: Structured, found: Dates) -> Iterator[tuple[tuple[str, str], list[CandidateValue]]]:
    """Yields what JSON-LD, meta and microdata say, with the list into which it belongs."""
    keys = (("datePublished", found.published), ("dateCreated", found.published), ("dateModified", found.modified))
    for node in (data.article, data.webpage):
        for key, into in keys:
            for raw in strings(_as_text(node.get(key)))[:1]:
                yield (raw, "json-ld"), into
    named = filter(_NAMED_PUBLISHED.search, data.meta)
    for names, into in (((*_PUBLISHED_META, *named), found.published), (_MODIFIED_META, found.modified)):
        for name in names:
            for raw in data.meta.get(name, [])[:1]:
                yield (raw, "meta"), into
    for key, into in keys:
        for raw in data.microdata.get(key, [])[:1]:
            yield (raw, "meta"), into


def _as_text(value: object) -> object:
    """Returns a number, as an epoch is written in JSON, as text."""
    return str(value) if isinstance(value, int) else value


def _weak(page: Page) -> Iterator[tuple[str, str]]:
    """Yields what may also be the day on which the page was made: meta elements, and the day in the page's path."""
    for name in _CREATED_META:
        yield from ((raw, "meta") for raw in page.structured.meta.get(name, [])[:1])
    # What an archive prefixes to an address is its own day.
    address = page.url[max(page.url.rfind("http://"), page.url.rfind("https://"), 0) :]
    first, last = days_in_address(urlsplit(address).path) or (None, None)
    if first and first == last:
        yield first.isoformat(), "url"


def _add(said: tuple[str, str], zone: tzinfo | None, into: list[CandidateValue], head: Head) -> None:
    raw, source = said
    if (value := parse_date(raw, zone, day_first=head.day_first)) is not None:
        into.append(CandidateValue(value, source, raw))


def _printed(places: list[HtmlElement], source: str, found: Dates, zone: tzinfo | None, head: Head) -> None:
    """Reads labelled dates (`Published: …`, `수정 …`); where a layout says so, a bare date is publication."""
    for place in places:
        for text, element in [(words(place), place)] if source == "selector" else head.dated_texts:
            labelled = list(_LABELLED.finditer(text)) if len(text) <= _LONGEST_DATE_LINE else []
            # What was updated may be something else: `Privacy policy last updated: …`.
            if (
                source == "text"
                and labelled
                and (IMPRINT.search(text) or not _OF_THIS.search(text[: labelled[0].start()]))
            ):
                continue
            for match in labelled:
                value = parse_date(match["date"], zone, within=_NEAR, day_first=head.day_first)
                into = found.modified if is_change(match["label"]) else found.published
                if value and source == "text" and not _is_known(value, found) and not head.belongs_to_article(element):
                    continue
                # What stands beside an article may be of another's, or of the weather's.
                if value and not (into and source == "text" and is_beside(element)):
                    into.append(CandidateValue(value, source, text))
            if not labelled and source == "selector" and (value := parse_date(text, zone, day_first=head.day_first)):
                into = found.modified if MODIFIED.search(text) else found.published
                into.append(CandidateValue(value, source, text))


def _is_known(value: datetime, found: Dates) -> bool:
    """Tells whether the page says of that minute elsewhere that it is the article's."""
    return any(_minute(finding) == value.replace(second=0) for finding in (*found.published, *found.modified))


def choose_date(findings: list[CandidateValue]) -> CandidateValue | None:
    """Takes the first date, with the seconds and the local day by which another one states the same moment."""
    first = next(iter(findings), None)
    if first is None:
        return None
    same = [each for each in findings if _minute(each) == _minute(first)]
    chosen = first if first.value.second else next((each for each in same if each.value.second), first)
    offset = next((each.value.tzinfo for each in same if each.value.utcoffset()), None)
    return chosen if chosen.value.utcoffset() or not offset else chosen._replace(value=chosen.value.astimezone(offset))


def _minute(finding: CandidateValue) -> datetime:
    value: datetime = finding.value
    return value.replace(second=0, microsecond=0)
