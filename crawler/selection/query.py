"""Queries: parses search words and matches them against texts. Pure.

Adjacent terms are combined with AND; `OR` between two terms binds tighter; `-word` excludes; `"a phrase"` matches as
written. Case, width and composition do not matter. A term in Latin letters matches whole words, a term with Hangul any
part of a word; a particle is removed from a Korean term that is neither quoted nor a name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from crawler.text.unicode import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

# Some programs replace a typed hyphen by a dash.
_TOKEN = re.compile(r'\s*(?P<minus>[-–—−－]?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?=\s|$)')
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
# Letters that continue a Latin word: `OpenAI` matches in `OpenAI와` and `OpenAI's`, not in `OpenAIs`.
_LETTER = r"[^\W\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3_]"
# Typographic apostrophes and hyphens to those of a keyboard.
_AS_TYPED = str.maketrans(dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("‐‑−", "-"))
_QUOTES = str.maketrans(dict.fromkeys("“”„＂", '"'))
_MOST_TERMS = 50
_MOST_SEARCHES = 8


def match_form(text: str) -> str:
    """Returns a text folded for comparison: case and width folded, white space as one blank."""
    folded = unicodedata.normalize("NFKC", clean(text)).casefold()
    return " ".join(folded.translate(_AS_TYPED).split())


@dataclass(frozen=True)
class Term:
    """One word or phrase of a query."""

    forms: tuple[str, ...]
    """All forms that match, the given one first."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any of the forms in a text folded by `match_form`."""
        return re.compile("|".join(_pattern(form) for form in self.forms))

    def in_script(self, *, hangul: bool) -> list[str]:
        """Returns the forms to search for in Korean texts, or in English ones; the given form if there is no other.

        A form that contains another is left out, since every text with it has the other.
        """
        forms = [form for form in self.forms if bool(_HANGUL.search(form)) == hangul] or [self.forms[0]]
        # A topic's names may have kana, which no search in English finds.
        forms = [form for form in forms if hangul or not _EASTERN.search(form)] or forms
        padded = [f" {match_form(form)} " for form in forms]
        return [
            form
            for form, whole in zip(forms, padded, strict=True)
            if not any(other != whole and other in whole for other in padded)
        ]


def _pattern(form: str) -> str:
    words = match_form(form)
    # Korean compounds are written with and without blanks.
    gap = r"\s?" if _HANGUL.search(words) else " "
    return _edge(words[0], before=True) + gap.join(map(re.escape, words.split())) + _edge(words[-1], before=False)


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
class Query:
    """A parsed query."""

    text: str
    """The query as it was given, white space folded."""
    wanted: tuple[tuple[Term, ...], ...]
    """Groups of alternatives; one term of each group must match."""
    unwanted: tuple[Term, ...] = ()
    """Terms of which none may match."""

    def matches(self, *texts: str) -> bool:
        """True if the texts of an article, taken together, match."""
        whole = match_form("\n".join(texts))
        return all(any(term.pattern.search(whole) for term in terms) for terms in self.wanted) and not any(
            term.pattern.search(whole) for term in self.unwanted
        )

    def searches(self, *, hangul: bool) -> list[str]:
        """Returns the strings to enter into an outlet's own search; their results together hold every match.

        One string for each combination of alternatives; groups are dropped while there are too many combinations.
        """
        groups = [[form for term in terms for form in term.in_script(hangul=hangul)] for terms in self.wanted]
        while len(groups) > 1 and prod(map(len, groups)) > _MOST_SEARCHES:
            groups.remove(max(groups, key=len))
        return list(dict.fromkeys(map(" ".join, product(*groups))))


@dataclass(frozen=True)
class Names:
    """The names in a story, each with its forms in any script."""

    groups: tuple[tuple[str, ...], ...] = ()
    """The forms of each name, the name itself first."""
    _by_form: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Maps each folded form to all forms of its name."""
        object.__setattr__(self, "_by_form", {match_form(form): group for group in self.groups for form in group})

    def __contains__(self, word: str) -> bool:
        """True if a word is a form of a name."""
        return match_form(word) in self._by_form

    def forms(self, word: str) -> tuple[str, ...]:
        """Returns a word, followed by the other forms of its name if it is one."""
        others = self._by_form.get(match_form(word), ())
        return (word, *(form for form in others if match_form(form) != match_form(word)))

    def aliases(self) -> dict[str, str]:
        """Returns a mapping of each folded form to its folded name."""
        return {form: match_form(group[0]) for form, group in self._by_form.items()}


NO_NAMES = Names()


def parse_query(text: str, names: Names = NO_NAMES) -> Query:
    """Parses a query.

    Raises:
        ValueError: The query is malformed; the message is one clause.
    """
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    joining = False
    for minus, word, quoted in _tokens(text):
        if word == "OR" and not quoted and not minus:
            if joining or not wanted:
                raise ValueError("OR must stand between two terms")
            joining = True
            continue
        term = Term(names.forms(word if quoted or word in names else _without_particle(word)))
        if minus:
            if joining:
                raise ValueError(f"-{word} cannot be combined with OR")
            unwanted.append(term)
        elif joining:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        joining = False
    if joining:
        raise ValueError("OR must stand between two terms")
    if not wanted:
        raise ValueError("it has no words" if not unwanted else "it has only excluded words")
    return Query(" ".join(text.split()), tuple(map(tuple, wanted)), tuple(unwanted))


def _tokens(text: str) -> list[tuple[bool, str, bool]]:
    """Returns each term as a triple: preceded by a minus, words, quoted."""
    found: list[tuple[bool, str, bool]] = []
    text = clean(text).translate(_QUOTES).strip()
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise ValueError("unclosed quotation mark" if text.count('"') % 2 else "quotation mark inside a word")
        place = match.end()
        words = " ".join((match["phrase"] if match["word"] is None else match["word"]).split())
        quoted = match["word"] is None
        if not quoted and (words.startswith("(") or words.endswith(")")):
            raise ValueError("brackets are not supported; OR binds tighter than AND")
        words = words if quoted else words.rstrip(",;:.!?")
        if not any(char.isalnum() for char in words):
            raise ValueError(f"{match[0].strip()!r} is not a word")
        found.append((bool(match["minus"]), words, quoted))
    if len(found) > _MOST_TERMS:
        raise ValueError(f"more than {_MOST_TERMS} terms")
    return found
