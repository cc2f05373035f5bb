"""Marks of addresses: enough to know one again, and so small that a run may pass a million."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort


class UrlHashSet:
    """A set of strings that keeps eight bytes of each, in order; a set of their hashes takes ten times as much.

    Two strings of one hash count as one: among a million, that happens to one run in many millions.
    """

    def __init__(self) -> None:
        self._hashes = array("q")

    def __contains__(self, text: str) -> bool:
        place = bisect_left(self._hashes, hash(text))
        return place < len(self._hashes) and self._hashes[place] == hash(text)

    def add(self, text: str) -> None:
        """Marks a string."""
        if text not in self:
            insort(self._hashes, hash(text))
