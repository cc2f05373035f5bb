"""Differences between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["same", "gone", "new"]

_TOKEN = re.compile(r"\n+|[^\s]+[^\S\n]*")
# Unchanged words shown on either side of a change.
_CONTEXT = 8


def word_diff(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    """Yields the unchanged, removed and added parts in reading order."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, [one.rstrip(" ") for one in before], [one.rstrip(" ") for one in after], False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            yield "same", "".join(after[k:m])
        else:
            if i < j:
                yield "gone", "".join(before[i:j])
            if k < m:
                yield "new", "".join(after[k:m])


def shorten(parts: list[tuple[Kind, str]]) -> Iterator[tuple[Kind, str]]:
    """Shortens unchanged parts to some words on either side of each change."""
    for place, (kind, text) in enumerate(parts):
        words = _TOKEN.findall(text)
        first, last = place == 0, place == len(parts) - 1
        keep = _CONTEXT * (1 if first or last else 2)
        if kind != "same" or len(words) <= keep:
            yield kind, text
        elif first and last:
            continue
        elif first:
            yield kind, f"… {''.join(words[-_CONTEXT:])}"
        elif last:
            yield kind, f"{''.join(words[:_CONTEXT]).rstrip()} …"
        else:
            yield kind, f"{''.join(words[:_CONTEXT]).rstrip()} … {''.join(words[-_CONTEXT:])}"
