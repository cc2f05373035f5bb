"""What a name sounds like, so that it is known again in another script: `소프트뱅크` is `softbank`."""

from __future__ import annotations

import re
from functools import lru_cache

_HANGUL = re.compile("[가-힣]+")
_FIRST_SYLLABLE = 0xAC00
_VOWELS_AND_FINALS, _FINALS_EACH = 588, 28
# Hangul's first and last consonants as they stand for foreign ones, in the order of Unicode; ㅇ at the end is ng.
_INITIALS: tuple[str, ...] = (*"kknttlmppss", "", *"cccktp", "")
_FINALS: tuple[str, ...] = ("", *"kkknnntllllllllmppttnttktp", "")
# Latin spelling, brought to the consonants that Hangul tells apart; an r that is not before a vowel is not heard.
_SPELLED = tuple(
    (re.compile(spelled), plain)
    for spelled, plain in (
        ("ng(?![aeiou])", "n"), ("ph", "p"), ("th", "s"), ("sh", "s"), ("ch", "c"), ("ck", "k"), ("qu", "k"),
        ("x", "ks"), ("c(?=[eiy])", "s"), ("c", "k"), ("q", "k"), ("f", "p"), ("v", "p"), ("b", "p"), ("g", "k"),
        ("d", "t"), ("z", "c"), ("j", "c"), ("r(?![aeiouy])", ""), ("r", "l"), ("[^a-z]|[aeiouwyh]", ""),
    )
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
# With fewer, names that have nothing to do with each other sound alike.
_FEWEST_CONSONANTS = 4


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """Returns the consonants of a folded name's last word; empty where it has fewer than four, or a mix of scripts."""
    word = name.rpartition(" ")[2]
    if _HANGUL.fullmatch(word):
        heard = "".join(map(_consonants, word))
    elif _HANGUL.search(word):
        return ""
    else:
        heard = word
        for spelled, plain in _SPELLED:
            heard = spelled.sub(plain, heard)
    heard = _DOUBLED.sub(r"\1", heard)
    return heard if len(heard) >= _FEWEST_CONSONANTS else ""


def _consonants(syllable: str) -> str:
    place = ord(syllable) - _FIRST_SYLLABLE
    return _INITIALS[place // _VOWELS_AND_FINALS] + _FINALS[place % _FINALS_EACH]
