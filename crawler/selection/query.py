"""Queries: what the words that somebody looks for mean, and whether a text has them. Pure.

Terms side by side are AND; `OR` stands between two of them and binds tighter; `-word` must not be there; `"a phrase"`
is looked for as it stands. Case, width and composition do not matter. A term in Latin letters is looked for as whole
words, one with Hangul anywhere in a word; one that is neither quoted nor a name may have been given with a particle.
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

# Programs that write for their users make a dash of a hyphen.
_TOKEN = re.compile(r'\s*(?P<minus>[-–—−－]?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?=\s|$)')
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
# Kana and ideographs.
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Particles by what they follow: a syllable that ends in a vowel, in a consonant, either. Those that end as many nouns
# as they follow are not among them (`손정의`, `경기도`, `아시아나`, `고속도로`).
_AFTER_VOWEL, _AFTER_CONSONANT, _AFTER_ANY = (
    ("가", "는", "를", "와"),
    ("은", "을", "과", "으로"),
    ("에서", "에게", "까지", "부터"),
)
# Shorter words are nouns more often than not (`투자가`, `김정은`, `오타와`).
_SHORTEST_WITH_PARTICLE = 4
# A word's neighbours: `OpenAI` stands in `OpenAI와` and `OpenAI's`, not in `OpenAIs`.
_LETTER = r"[^\W\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3_]"
# Apostrophes and hyphens, as a keyboard has them.
_AS_TYPED = str.maketrans(dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("‐‑−", "-"))
_QUOTES = str.maketrans(dict.fromkeys("“”„＂", '"'))
_MOST_TERMS = 50
_MOST_SEARCHES = 8


def match_form(text: str) -> str:
    """Returns the form in which texts and terms are compared: case and width folded, one blank for white space."""
    folded = unicodedata.normalize("NFKC", clean(text)).casefold()
    return " ".join(folded.translate(_AS_TYPED).split())


@dataclass(frozen=True)
class Term:
    """One word or phrase, by all `forms` in which it may stand in a text; the first is the one that was given."""

    forms: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is looked for in a text in its match form."""
        return re.compile("|".join(_pattern(form) for form in self.forms))

    def in_script(self, *, hangul: bool) -> list[str]:
        """Returns the forms to search for where texts are Korean, or English; the given one where there is no other.

        One that holds another is left out: what has it has the other.
        """
        forms = [form for form in self.forms if bool(_HANGUL.search(form)) == hangul] or [self.forms[0]]
        # A search in English has nothing for kana, which a topic's names may have as well.
        forms = [form for form in forms if hangul or not _EASTERN.search(form)] or forms
        padded = [f" {match_form(form)} " for form in forms]
        return [
            form
            for form, whole in zip(forms, padded, strict=True)
            if not any(other != whole and other in whole for other in padded)
        ]


def _pattern(form: str) -> str:
    words = match_form(form)
    # Korean writes compounds with and without blanks; its words stand amid others.
    gap = r"\s?" if _HANGUL.search(words) else " "
    return _edge(words[0], before=True) + gap.join(map(re.escape, words.split())) + _edge(words[-1], before=False)


def _edge(char: str, *, before: bool) -> str:
    """Returns what may not stand beside a term that begins or ends with a character: `1월` is not in `11월`."""
    if _HANGUL.match(char) or not char.isalnum():
        return ""
    edge = rf"(?<!{_LETTER})" if before else rf"(?!{_LETTER})"
    if char.isdecimal():
        edge += r"(?<!\d[.,])" if before else r"(?![.,]\d)"
    return edge


def _without_particle(word: str) -> str:
    """Returns a word of a query without the particle that it may end with."""
    for particle in (*_AFTER_ANY, *_AFTER_CONSONANT, *_AFTER_VOWEL):
        stem = word.removesuffix(particle)
        if stem == word or not stem:
            continue
        if not _HANGUL.match(stem[-1]):
            # How a name in Latin letters ends is not heard from its letters.
            return stem if stem[-1].isalnum() else word
        # A syllable block without a final consonant is every 28th of them (Unicode, chapter 3.12).
        vowel = (ord(stem[-1]) - 0xAC00) % 28 == 0
        fits = particle in _AFTER_ANY or vowel == (particle in _AFTER_VOWEL)
        if fits and len(word) >= _SHORTEST_WITH_PARTICLE:
            return stem
    return word


@dataclass(frozen=True)
class Query:
    """All of `wanted`, of each of which one term is enough, and none of `unwanted`."""

    text: str
    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    def matches(self, *texts: str) -> bool:
        """Tells whether the texts together, a title and what stands below it, are what is looked for."""
        whole = match_form("\n".join(texts))
        return all(any(term.pattern.search(whole) for term in terms) for terms in self.wanted) and not any(
            term.pattern.search(whole) for term in self.unwanted
        )

    def searches(self, *, hangul: bool) -> list[str]:
        """Returns what an outlet's own search is to be asked for, so that together the answers hold all that matches.

        It is asked for all terms that must be there, once for each alternative; where that is too often, for fewer.
        """
        groups = [[form for term in terms for form in term.in_script(hangul=hangul)] for terms in self.wanted]
        while len(groups) > 1 and prod(map(len, groups)) > _MOST_SEARCHES:
            groups.remove(max(groups, key=len))
        return list(dict.fromkeys(map(" ".join, product(*groups))))


@dataclass(frozen=True)
class Names:
    """The names that a story goes by: each with all its forms, whatever the script."""

    groups: tuple[tuple[str, ...], ...] = ()
    _by_form: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Makes each form lead to all of its name."""
        object.__setattr__(self, "_by_form", {match_form(form): group for group in self.groups for form in group})

    def __contains__(self, word: str) -> bool:
        """Tells whether a word is a form of a name."""
        return match_form(word) in self._by_form

    def forms(self, word: str) -> tuple[str, ...]:
        """Returns a word with the other forms of the name that it is, if it is one."""
        others = self._by_form.get(match_form(word), ())
        return (word, *(form for form in others if match_form(form) != match_form(word)))

    def aliases(self) -> dict[str, str]:
        """Returns for each form, folded, the name that it belongs to."""
        return {form: match_form(group[0]) for form, group in self._by_form.items()}


NO_NAMES = Names()


def parse_query(text: str, names: Names = NO_NAMES) -> Query:
    """Reads a query.

    Raises:
        ValueError: It is none; one clause says why.
    """
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    joining = False
    for minus, word, quoted in _tokens(text):
        if word == "OR" and not quoted and not minus:
            if joining or not wanted:
                raise ValueError("OR stands between two terms")
            joining = True
            continue
        term = Term(names.forms(word if quoted or word in names else _without_particle(word)))
        if minus:
            if joining:
                raise ValueError(f"-{word} cannot stand beside OR")
            unwanted.append(term)
        elif joining:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        joining = False
    if joining:
        raise ValueError("OR stands between two terms")
    if not wanted:
        raise ValueError("there is no word to look for" if not unwanted else "there are only words to leave out")
    return Query(" ".join(text.split()), tuple(map(tuple, wanted)), tuple(unwanted))


def _tokens(text: str) -> list[tuple[bool, str, bool]]:
    """Returns the terms: whether a minus stands before, the words, whether they were quoted."""
    found: list[tuple[bool, str, bool]] = []
    text = clean(text).translate(_QUOTES).strip()
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise ValueError("a quotation mark has no other" if text.count('"') % 2 else "a quotation mark amid a word")
        place = match.end()
        words = " ".join((match["phrase"] if match["word"] is None else match["word"]).split())
        quoted = match["word"] is None
        if not quoted and (words.startswith("(") or words.endswith(")")):
            raise ValueError("there are no brackets: OR binds tighter than words side by side")
        words = words if quoted else words.rstrip(",;:.!?")
        if not any(char.isalnum() for char in words):
            raise ValueError(f"{match[0].strip()!r} is no word")
        found.append((bool(match["minus"]), words, quoted))
    if len(found) > _MOST_TERMS:
        raise ValueError(f"more than {_MOST_TERMS} terms")
    return found
