"""Expressions of a query: what must all match, of what one must, and what must not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import ClassVar

from crawler.selection.terms import Term

_MOST_SEARCHES = 8


@dataclass(frozen=True)
class AllOf:
    """Matches if all parts do."""

    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        """Returns the parts side by side."""
        return " ".join(map(_as_part, self.parts))

    @property
    def is_wanted(self) -> bool:
        """True if a text that matches has a term of it."""
        return any(part.is_wanted for part in self.parts)

    def matches(self, folded: str) -> bool:
        """True if a folded text matches."""
        return all(part.matches(folded) for part in self.parts)

    def mentions(self, folded: str) -> bool:
        """True if a folded text mentions a term of any part."""
        return any(part.mentions(folded) for part in self.parts)

    def searches(self, *, hangul: bool) -> list[str]:
        """Returns one string for each combination of what its parts are searched for.

        Parts that exclude are left out, and others while there are too many combinations.
        """
        groups = [part.searches(hangul=hangul) for part in self.parts if part.is_wanted]
        while len(groups) > 1 and prod(map(len, groups)) > _MOST_SEARCHES:
            groups.remove(max(groups, key=len))
        return list(map(" ".join, product(*groups)))


@dataclass(frozen=True)
class AnyOf:
    """Matches if one of the parts does."""

    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        """Returns the parts with OR between them."""
        return " OR ".join(map(_as_part, self.parts))

    @property
    def is_wanted(self) -> bool:
        """True if a text that matches has a term of it."""
        return all(part.is_wanted for part in self.parts)

    def matches(self, folded: str) -> bool:
        """True if a folded text matches."""
        return any(part.matches(folded) for part in self.parts)

    def mentions(self, folded: str) -> bool:
        """True if a folded text mentions a term of any part."""
        return any(part.mentions(folded) for part in self.parts)

    def searches(self, *, hangul: bool) -> list[str]:
        """Returns what each part is searched for."""
        return [search for part in self.parts for search in part.searches(hangul=hangul)]


@dataclass(frozen=True)
class Excluded:
    """Matches if its part does not."""

    part: Expression
    is_wanted: ClassVar[bool] = False

    def __str__(self) -> str:
        """Returns the part behind a minus."""
        return f"-{_as_part(self.part)}"

    def matches(self, folded: str) -> bool:
        """True if a folded text does not match the part."""
        return not self.part.matches(folded)

    def mentions(self, folded: str) -> bool:  # noqa: ARG002 - as the others
        """False: its terms are not searched for."""
        return False

    def searches(self, *, hangul: bool) -> list[str]:  # noqa: ARG002 - as the others
        """Returns none: no search finds texts by what they lack."""
        return []


Expression = Term | AllOf | AnyOf | Excluded


def _as_part(expression: Expression) -> str:
    return f"({expression})" if isinstance(expression, AllOf | AnyOf) else str(expression)
