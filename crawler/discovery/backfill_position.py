"""Positions of pages in a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Position:
    """A page of a list."""

    page: int = 1
    """Number of the page, from 1."""
    month: str = ""
    """Month (`2025-03`) of a list that is requested by months, else empty."""

    def __str__(self) -> str:
        return f"{self.month}:{self.page}" if self.month else str(self.page)

    @classmethod
    def read(cls, text: str) -> Position | None:
        """Parses a position as `str` writes it; returns none for other strings."""
        month, _, page = text.rpartition(":")
        return cls(int(page), month) if page.isdecimal() else None

    def is_behind(self, other: Position) -> bool:
        """True if it is further back in the past than the other."""
        return self.page > other.page if self.month == other.month else self.month < other.month

    def month_before(self) -> Position:
        """Returns the first page of the previous month."""
        first = date.fromisoformat(f"{self.month}-01")
        return Position(1, (first - timedelta(days=1)).isoformat()[:7])


FIRST = Position()
