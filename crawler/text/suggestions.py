"""What a mistyped word was meant to be."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(given: str, known: Iterable[str], similarity: float = 0.6) -> str:
    """Returns `; did you mean NAME?` for the known name that is most like a word; empty if none is like it."""
    similar = difflib.get_close_matches(given, list(known), 1, similarity)
    return f"; did you mean {similar[0]}?" if similar else ""
