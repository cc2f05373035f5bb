"""Words, phrases and names of queries: the form in which they are compared, and their patterns. Pure.

A term in Latin letters matches whole words, a term with Hangul any part of a word. Case, width, composition, the kind
of dash and commas in numbers do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from crawler.text.unicode import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

DASHES = "-‐‑‒–—―−⁃⸺⸻﹘﹣－"
PUNCTUATION = ",;:.!?、。，；：！？"
# Of these, those that part words without white space.
COMMAS = ",;、，；"
SINGLE_QUOTES = "'‘’‚‛＇"
_DOUBLE_QUOTES = '"“”„‟＂〝〞〟'
# The marks that close a phrase, by the one that opens it.
CLOSING_QUOTES = {
    **dict.fromkeys(_DOUBLE_QUOTES, _DOUBLE_QUOTES),
    **dict.fromkeys("«»", "»«"),
    **dict.fromkeys("‹›", "›‹"),
    **dict(zip("「『｢﹁﹃《〈", "」』｣﹂﹄》〉", strict=True)),
    **dict.fromkeys(SINGLE_QUOTES, SINGLE_QUOTES),
}
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
# Kana and ideographs.
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Particles after a syllable that ends in a vowel, in a consonant, in either. Left out are those that as many nouns end
# with (`손정의`, `경기도`, `아시아나`, `고속도로`).
_AFTER_VOWEL, _AFTER_CONSONANT, _AFTER_ANY = (
    ("가", "는", "를", "와"),
    ("은", "을", "과", "으로"),
    ("에서", "에게", "까지", "부터"),
)
# Shorter words are mostly nouns without a particle (`투자가`, `김정은`, `오타와`).
_SHORTEST_WITH_PARTICLE = 4
# Shorter words begin many others (`AI`, `aim`).
_SHORTEST_WITH_ENDING = 4
# Letters that continue a Latin word: `OpenAI` matches in `OpenAI와` and `OpenAI's`, not in `OpenAIs`.
_LETTER = r"[^\W\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3_]"
# Typographic apostrophes and dashes to those of a keyboard.
_AS_TYPED = str.maketrans(dict.fromkeys("’‘‛ʼ", "'") | dict.fromkeys(DASHES, "-"))
# Letters, digits and signs of the width of an ideograph, or of half of it.
_OTHER_WIDTH = re.compile("[\u3000\uff01-\uffee]+")
_THOUSANDS = re.compile(r"(?<![\d.,])[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])")
# Where a name may end.
_END = re.compile(rf"\S(?=[\s()（）|｜]|[{COMMAS}](?!\d)|\Z)")


def match_form(text: str) -> str:
    """Returns a text folded for comparison, on one line: `Ｋ–Pop` as `k-pop`, `1,000` as `1000`."""
    folded = unicodedata.normalize("NFKC", clean(text)).casefold().translate(_AS_TYPED)
    return _THOUSANDS.sub(lambda number: number[0].replace(",", ""), " ".join(folded.split()))


def _search_form(text: str) -> str:
    """Returns a text as one would type it into a search: of normal width, with apostrophes and dashes of a keyboard."""
    narrow = _OTHER_WIDTH.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), clean(text))
    return " ".join(narrow.translate(_AS_TYPED).split())


@dataclass(frozen=True)
class Term:
    """One word or phrase of a query."""

    forms: tuple[str, ...]
    """All forms that match, the given one first."""
    is_wanted: ClassVar[bool] = True

    def __str__(self) -> str:
        """Returns the given form in quotation marks, the first that it does not have itself."""
        marks = CLOSING_QUOTES.items()
        opening = next((opening for opening, closing in marks if not set(closing) & set(self.forms[0])), "'")
        return f"{opening}{self.forms[0]}{CLOSING_QUOTES[opening][0]}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any of the forms in a text folded by `match_form`."""
        return re.compile("|".join(_pattern(form) for form in self.forms))

    def matches(self, folded: str) -> bool:
        """True if a folded text has one of the forms."""
        return bool(self.pattern.search(folded))

    @cached_property
    def _loose_patterns(self) -> list[list[re.Pattern[str]]]:
        """Patterns of the words of each form."""
        return [[re.compile(_loose_pattern(word)) for word in match_form(form).split()] for form in self.forms]

    def mentions(self, folded: str) -> bool:
        """True if a folded text has all words of a form, apart or with an ending: what a search may find by it."""
        return any(all(word.search(folded) for word in words) for words in self._loose_patterns)

    def searches(self, *, hangul: bool) -> list[str]:
        """Returns the forms to search for in Korean texts, or in English ones; the given form if there is no other.

        A form that contains another is left out, since every text with it has the other.
        """
        forms = [form for form in self.forms if bool(_HANGUL.search(form)) == hangul] or [self.forms[0]]
        # A topic's names may have kana, which no search in English finds.
        forms = [form for form in forms if hangul or not _EASTERN.search(form)] or forms
        padded = [f" {match_form(form)} " for form in forms]
        return [
            _search_form(form)
            for form, whole in zip(forms, padded, strict=True)
            if not any(other != whole and other in whole for other in padded)
        ]


def _pattern(form: str) -> str:
    words = match_form(form)
    # Korean compounds are written with and without blanks.
    gap = " ?" if _HANGUL.search(words) else " "
    return _edge(words[0], before=True) + gap.join(map(re.escape, words.split())) + _edge(words[-1], before=False)


def _loose_pattern(word: str) -> str:
    end = _edge(word[-1], before=False) if len(word) < _SHORTEST_WITH_ENDING else ""
    return _edge(word[0], before=True) + re.escape(word) + end


def _edge(char: str, *, before: bool) -> str:
    """Returns a look-around for the edge of a term: `1월` does not match in `11월`."""
    if _HANGUL.match(char) or not char.isalnum():
        return ""
    edge = rf"(?<!{_LETTER})" if before else rf"(?!{_LETTER})"
    if char.isdecimal():
        edge += r"(?<!\d[.,])" if before else r"(?![.,]\d)"
    return edge


def _without_particle(word: str) -> str:
    """Returns a word without a Korean particle at its end."""
    for particle in (*_AFTER_ANY, *_AFTER_CONSONANT, *_AFTER_VOWEL):
        stem = word.removesuffix(particle)
        if stem == word or not stem:
            continue
        if not _HANGUL.match(stem[-1]):
            # The spelling of a Latin name does not show how it ends in speech.
            return stem if stem[-1].isalnum() else word
        # Every 28th syllable block has no final consonant (Unicode, chapter 3.12).
        vowel = (ord(stem[-1]) - 0xAC00) % 28 == 0
        fits = particle in _AFTER_ANY or vowel == (particle in _AFTER_VOWEL)
        if fits and len(word) >= _SHORTEST_WITH_PARTICLE:
            return stem
    return word


@dataclass(frozen=True)
class Names:
    """The names in a story, each with its forms in any script."""

    groups: tuple[tuple[str, ...], ...] = ()
    """The forms of each name, the name itself first."""
    _by_form: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    # The most places of a form at which a name may end.
    _most_ends: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Maps each folded form to all forms of its name, of several names to those of the first."""
        by_form: dict[str, tuple[str, ...]] = {}
        for group in self.groups:
            for form in group:
                by_form.setdefault(match_form(form), group)
        object.__setattr__(self, "_by_form", by_form)
        most = max((len(_END.findall(form)) for group in self.groups for form in group), default=0)
        object.__setattr__(self, "_most_ends", most)

    def __contains__(self, word: str) -> bool:
        """True if a word is a form of a name."""
        return match_form(word) in self._by_form

    def longest_at(self, text: str, start: int) -> str:
        """Returns the longest name that begins at a place of a text, as it is written there; empty without one."""
        ends = [match.end() for match in islice(_END.finditer(text, start), self._most_ends)]
        for end in reversed(ends):
            for written in (text[start:end], text[start:end].rstrip(PUNCTUATION)):
                if written in self or _without_particle(written) in self:
                    return written
        return ""

    def term(self, word: str) -> Term:
        """Returns the term of an unquoted word or name: one that is no name loses its particle."""
        return self.phrase(word if word in self else _without_particle(word))

    def phrase(self, words: str) -> Term:
        """Returns the term of a phrase, with the other forms of its name if it is one."""
        others = self._by_form.get(match_form(words), ())
        return Term((words, *(form for form in others if match_form(form) != match_form(words))))

    def aliases(self) -> dict[str, str]:
        """Returns a mapping of each folded form to its folded name."""
        return {form: match_form(group[0]) for form, group in self._by_form.items()}

    def conflicts(self) -> list[str]:
        """Returns a line for each form that several names share."""
        return [
            f"{form!r} is a form of {owner[0]!r} and of {group[0]!r}; it is taken for {owner[0]!r}"
            for group in self.groups
            for form in group
            if (owner := self._by_form[match_form(form)]) is not group
        ]
