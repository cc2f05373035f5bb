"""Whether two readings are of one article: by the words of their titles, or by passages that their texts share."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from crawler.text.unicode import clean, latin_length, match_key

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

# Length in Latin letters from which a text under another title shows that an article is the same: anything shorter
# ("This is a developing story.") may be under many titles.
LONG_TEXT = 300

_WORD = re.compile(r"\w+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2}")
# Shorter words of Latin titles, and these, are in titles of all kinds.
_MIN_LATIN = 4
_COMMON = re.compile(
    "about|after|amid|before|down|from|have|into|more|most|news|over|report|said|says|than|that|their|they|this|"
    "update|week|were|what|when|will|with|year|your"
)
# Endings of words change: titles are compared by the beginnings of their words.
_LATIN_STEM, _HANGUL_STEM = 5, 2
# Titles are alike if they share this many words, and this share of those of the shorter one.
_MIN_SHARED, _TITLE_SHARE = 2, 0.5
# Words of a passage, and the share of the shorter text's passages that two versions of an article share.
_PASSAGE, _TEXT_SHARE = 3, 0.2


def is_same_article(before: tuple[str, str], here: tuple[str, str]) -> bool:
    """True if two readings, each a title and a text, may be of one article: corrected, rewritten, longer, shorter.

    False if they have neither title nor words in common.
    """
    (title, text), (other_title, other_text) = before, here
    return (
        match_key(title) == match_key(other_title)
        or _titles_are_alike(title, other_title)
        or _shared_passages(text, other_text) >= _TEXT_SHARE
    )


def is_one_article(text: str, title: str, other_title: str) -> bool:
    """True if one text under two titles is of one article: the titles are the same, or the text is long."""
    return match_key(title) == match_key(other_title) or latin_length(text) >= LONG_TEXT


def _titles_are_alike(title: str, other: str) -> bool:
    words, others = _title_words(title), _title_words(other)
    numbers, other_numbers = ({word for word in each if word.isdecimal()} for each in (words, others))
    # Such as the reports of two match days.
    if numbers and other_numbers and not numbers & other_numbers:
        return False
    shared = words & others
    return len(shared) >= _MIN_SHARED and len(shared) >= _TITLE_SHARE * min(len(words), len(others))


def _title_words(title: str) -> set[str]:
    found = set()
    for word in _words(title):
        if _HANGUL.match(word):
            found.add(word[:_HANGUL_STEM])
        elif word.isdecimal() or (len(word) >= _MIN_LATIN and not _COMMON.fullmatch(word)):
            found.add(word if word.isdecimal() else word[:_LATIN_STEM])
    return found


def _shared_passages(text: str, other: str) -> float:
    """Returns the share of the passages of the shorter text that are in the longer one."""
    words, others = _words(text), _words(other)
    size = min(_PASSAGE, len(words), len(others))
    if not size:
        return 0.0
    shorter, longer = sorted((_passages(words, size), _passages(others, size)), key=len)
    return len(shorter & longer) / len(shorter)


def _passages(words: list[str], size: int) -> AbstractSet[tuple[str, ...]]:
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", clean(text)).casefold())
