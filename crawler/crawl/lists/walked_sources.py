"""WalkedSources: the sources of a site that a run for news has read, and whether one of them holds all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.crawl.lists.reach import held_together, held_within
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from crawler.crawl.lists.list_cursor import ListCursor

# Share of what other lists name that a source has to name too, so that it can stand for them.
_HOLDS_ALL = 0.9
# So many articles have to be compared to prove that, and for lists of several sources together.
_COMPARABLE, _COMPARABLE_TOGETHER = 3, 12
# The same for the lists of one source.
_COMPARABLE_IN_ONE = 8


def reaches(cursor: ListCursor, time: datetime) -> bool:
    """True if a list is proven to reach back to a time."""
    return cursor.reach is not None and cursor.reach <= time


def are_read(cursors: Sequence[ListCursor]) -> bool:
    """True if none of the lists was out of reach or left out because the run ended."""
    unread = {Outcome.NOT_ASKED, Outcome.NO_FAILURE}
    return not any(cursor.outcome.is_unreached or cursor.outcome in unread for cursor in cursors)


def served(cursors: Sequence[ListCursor]) -> list[ListCursor]:
    """Returns the lists that named articles."""
    return [cursor for cursor in cursors if cursor.outcome == Outcome.SERVED]


class WalkedSources:
    """The sources that a walk has read, each a sequence of lists.

    `remembered` are hashes of what the site's first list named in earlier runs, the newest first. `target` is the time
    to which the walk has to reach back; none while there is none. `has_silent_list` is true if the first list that
    serves names nothing new.
    """

    def __init__(self, remembered: Sequence[str]) -> None:
        self.target: datetime | None = None
        self.has_silent_list = False
        self._remembered = list(remembered)
        self._sources: list[Sequence[ListCursor]] = []

    def add(self, source: Sequence[ListCursor]) -> None:
        """Adds a source that was read, or read further."""
        if not any(each is source for each in self._sources):
            self._sources.append(source)

    @property
    def cursors(self) -> Iterator[ListCursor]:
        """All lists of the sources."""
        return (cursor for source in self._sources for cursor in source)

    @property
    def is_covered(self) -> bool:
        """True if any source reaches back and holds all, or all lists that reach back do together.

        To be asked once no source is left to be read.
        """
        return any(map(self.covers, self._sources)) or self.is_covered_together

    @property
    def is_covered_together(self) -> bool:
        """True if the lists of all sources that reach back name together all that the first list and others do.

        Of a source one section may be too short, which another source has longer. Many articles have to be compared,
        since a section may be in none of them.
        """
        reaching = [cursor for cursor in served(list(self.cursors)) if self.target and reaches(cursor, self.target)]
        held = held_together(self._remembered, [cursor.walked for cursor in reaching])
        held += self._compare_others(reaching)
        return len(held) >= _COMPARABLE_TOGETHER and all(held)

    def covers(self, source: Sequence[ListCursor]) -> bool:
        """True if each list of a source that serves reaches back, and the source holds all."""
        lists = served(source)
        reach = all(self.target is not None and reaches(cursor, self.target) for cursor in lists)
        return bool(lists) and reach and self.holds_all(source)

    def earliest_end(self, ends: datetime) -> datetime:
        """Returns where a gap that ends at a time ends by what the sources that hold all have read."""
        for source in self._sources:
            reached = [cursor.reach for cursor in served(source)]
            if reached and all(reached) and self.holds_all(source):
                ends = min(ends, max(filter(None, reached)))
        return ends

    def holds_all(self, source: Sequence[ListCursor]) -> bool:
        """True if all lists of a source were read, and it names nearly all that the first list and others name.

        A source's sections need not be all of the site's. It may lag: what is newer than all that both name does not
        count.
        """
        if not are_read(source):
            return False
        held = self._compare(source)
        return sum(held) >= _HOLDS_ALL * len(held)

    def stands_in(self, source: Sequence[ListCursor]) -> bool:
        """True if a source can be read in place of a silent list: it holds all, or its lists do as far as all reach.

        Where one section goes back less than the others, many articles have to be compared.
        """
        held = held_together(self._remembered, [cursor.walked for cursor in source]) if are_read(source) else []
        return self.holds_all(source) or (len(held) >= _COMPARABLE_IN_ONE and all(held))

    def is_proven(self, source: Sequence[ListCursor]) -> bool:
        """True unless a list fell silent, and a source has several lists and little to compare them by.

        Such a source is read on from, and still taken for the whole if no other is.
        """
        return len(source) == 1 or not self.has_silent_list or len(self._compare(source)) >= _COMPARABLE

    def is_comparable(self, source: Sequence[ListCursor]) -> bool:
        """True if a source names anything that the first list has named."""
        return bool(self._compare(source))

    def _compare(self, source: Sequence[ListCursor]) -> list[bool]:
        """Returns for what other lists name, and have named, as far as a source should name it, whether it does."""
        return held_within(self._remembered, self._walked(source)) + self._compare_others(source)

    def _compare_others(self, source: Sequence[ListCursor]) -> list[bool]:
        walked, held = self._walked(source), []
        for cursor in self.cursors:
            if cursor not in source and self.target is not None and not reaches(cursor, self.target):
                # The source reaches back, and so farther than this list.
                is_held = [each in walked for each in cursor.named]
                held += is_held[is_held.index(True) :] if True in is_held else is_held
        return held

    @staticmethod
    def _walked(source: Sequence[ListCursor]) -> set[str]:
        return {each for cursor in source for each in cursor.walked}
