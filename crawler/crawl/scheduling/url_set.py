"""Seen-set of URLs as sorted 64-bit hashes, 8 bytes each."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort


class UrlHashSet:
    """Set of strings that stores only their hashes, in a tenth of the memory of a `set` of hashes.

    Two strings with the same hash count as one, which happens in one of many millions of runs with a million URLs.
    """

    def __init__(self) -> None:
        self._hashes = array("q")

    def __contains__(self, text: str) -> bool:
        index = bisect_left(self._hashes, hash(text))
        return index < len(self._hashes) and self._hashes[index] == hash(text)

    def add(self, text: str) -> None:
        """Adds a string."""
        if text not in self:
            insort(self._hashes, hash(text))
