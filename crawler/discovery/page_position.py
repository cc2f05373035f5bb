"""Where in a list a walk into the past stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Position:
    """A page of a list, counted from 1, and the month (`2025-03`) where the list is asked for by months."""

    page: int = 1
    month: str = ""

    def __str__(self) -> str:
        return f"{self.month}:{self.page}" if self.month else str(self.page)

    @classmethod
    def read(cls, text: str) -> Position | None:
        """Returns the position that a string states, or none."""
        month, _, page = text.rpartition(":")
        return cls(int(page), month) if page.isdecimal() else None

    def is_behind(self, other: Position) -> bool:
        """Tells whether it comes later in a walk."""
        return self.page > other.page if self.month == other.month else self.month < other.month

    def month_before(self) -> Position:
        """Returns the first page of the month before."""
        first = date.fromisoformat(f"{self.month}-01")
        return Position(1, (first - timedelta(days=1)).isoformat()[:7])


FIRST = Position()
