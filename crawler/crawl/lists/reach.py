"""How far back a list page reaches: its order, its end, and what its entries prove. Pure."""

from __future__ import annotations

from datetime import datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import timedelta, tzinfo

    from crawler.items import ListEntry

# A list is in order if this share of neighbours is.
_ORDERED_SHARE = 0.8
# At the end of a list so many entries count; one that is pinned at its top does not.
_TAIL, _TAIL_SHARE = 3, 4
# Old articles that a page may show among its newest.
_PINNED = 2


def hash_of(url: str) -> str:
    """Returns a hash that stays the same from run to run."""
    return f"{crc32(url.encode()):08x}"


def stated(entry: ListEntry) -> datetime | None:
    """Returns the time that a list states of an entry."""
    return entry.published or entry.modified


def existed(entry: ListEntry, zone: tzinfo) -> datetime | None:
    """Returns a time by which an article was published: its list's, or the end of the day that list or URL states."""
    if time_told := stated(entry):
        local = time_told.astimezone(zone)
        # A list that states no more than days has midnights.
        return datetime.combine(local, time.max, zone) if local.time() == time.min else time_told
    days = days_in_address(entry.url)
    return datetime.combine(days[1], time.max, zone) if days else None


def newest_first(entries: Sequence[ListEntry]) -> list[ListEntry]:
    """Returns the entries of a page with the newest first: reversed if they ascend, sorted if they have no order."""
    times = [each for entry in entries if (each := stated(entry))]
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(times)]
    up, down, least = steps.count(1), steps.count(-1), _ORDERED_SHARE * (len(steps) - steps.count(0))
    if not is_dated(entries) or down >= least:
        return list(entries)
    if up >= least:
        return list(reversed(entries))
    oldest = min(times)
    return sorted(entries, key=lambda entry: stated(entry) or oldest, reverse=True)


def tail_of(entries: Sequence[ListEntry]) -> list[ListEntry]:
    """Returns the last entries of a page with the newest first, of which one proves how far back it reaches."""
    return list(entries[-max(1, min(_TAIL, len(entries) // _TAIL_SHARE)) :])


def is_dated(entries: Sequence[ListEntry]) -> bool:
    """True if most entries state a time."""
    return 2 * sum(stated(entry) is not None for entry in entries) > len(entries)


def span_of(entries: Sequence[ListEntry]) -> timedelta | None:
    """Returns the time from the first to the last publication on a page; none if it states no times."""
    times = [each for entry in entries if (each := stated(entry))]
    return max(times) - min(times) if is_dated(entries) else None


def held_within(named: Sequence[str], walked: Collection[str]) -> list[bool]:
    """Returns which of the articles that a list has named, the newest first, another list names too, within its range.

    That is from the first to nearly the last that both name: a few may be pinned there though they are old.
    """
    places = _places(named, walked)
    return [each in walked for each in named[places[0] : _end(places)]] if places else []


def held_together(named: Sequence[str], lists: Sequence[Collection[str]]) -> list[bool]:
    """Returns the same of several lists, within the range of the one that goes back least."""
    places = [found for walked in lists if (found := _places(named, walked))]
    if not places:
        return []
    first, end = min(found[0] for found in places), min(map(_end, places))
    return [any(each in walked for walked in lists) for each in named[first:end]]


def _places(named: Sequence[str], walked: Collection[str]) -> list[int]:
    return [place for place, each in enumerate(named) if each in walked]


def _end(places: Sequence[int]) -> int:
    return places[-1 - min(_PINNED, len(places) // 3)] + 1
