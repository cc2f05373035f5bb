"""Whether an article that came by a related link is about what its parent, the article that links to it, is about.

Two articles are related if what they share weighs enough. A shared name or figure weighs the geometric mean of its
prominence in the two (`IN_TEXT` 1, `IN_LEAD` 2, `IN_TITLE` 3), so that one name suffices that stands in the leads of
both, and one that is only mentioned in either does not. A name of which one article has only a part weighs half of
that, and so do a public body, such as a court, and a word, or between languages a notion that words stand for; all of
these together weigh `_MOST_WORDS` at most, so that words alone never suffice, nor does a tag alone that is no name.
Places, initials of trades, offices, days and the vocabulary of newspapers were no traits to begin with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING

from crawler.stories.features.phonetics import sounds
from crawler.text.languages import english, korean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.stories.features.article_features import Features

# As much as one name in the leads of both weighs.
ENOUGH = 2.0
_MOST_WORDS = 1.0
_TAG = 1.0
_MOST_SAID = 5
_SHORT_NAME = 5
_BODY_KO = re.compile(rf"(?:{korean.BODIES})$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two articles share, the weightiest first, as it is printed, each with its weight."""

    names: tuple[tuple[str, float], ...] = ()
    tags: tuple[tuple[str, float], ...] = ()
    figures: tuple[tuple[str, float], ...] = ()
    terms: tuple[tuple[str, float], ...] = ()

    @property
    def weight(self) -> float:
        """How much all of it weighs."""
        sure = sum(weight for _, weight in (*self.names, *self.tags, *self.figures))
        return sure + min(_MOST_WORDS, sum(weight for _, weight in self.terms))

    @property
    def enough(self) -> bool:
        """Whether it makes the two articles related."""
        return self.weight >= ENOUGH

    def words(self) -> str:
        """Says it in one clause: `shares SoftBank, Masayoshi Son, $500 billion`."""
        said = list(dict.fromkeys(name for name, _ in (*self.names, *self.tags, *self.figures, *self.terms)))
        return f"shares {', '.join(said[:_MOST_SAID])}" if said else "shares nothing"


def shared(parent: Features, other: Features) -> Evidence:
    """Returns what two articles share."""
    found = dict(shared_names(parent, other))
    names = {name: weight for name, weight in found.items() if not _is_body(name)}
    in_names = {word for name in found for word in name.split()}
    tags = {
        tag: _TAG
        for tag in parent.tags & other.tags
        if tag not in found and not set(tag.split()) <= in_names and _is_said(tag, parent, other)
    }
    figures = {figure: _mean(parent.figures, other.figures, figure) for figure in parent.figures.keys() & other.figures}
    mine, theirs = (one.words if parent.language == other.language else one.concepts for one in (parent, other))
    words = {word: _mean(mine, theirs, word) / 2 for word in mine.keys() & theirs if word not in found}
    words |= {name: weight / 2 for name, weight in found.items() if name not in names}
    return Evidence(*(_sorted(each, parent, other) for each in (names, tags, figures, words)))


def shared_names(one: Features, two: Features) -> Iterator[tuple[str, float]]:
    """Yields the names that two articles share, with weights.

    What is a name to one and a word to the other counts, and so does a name that sounds the same in another script.
    """
    for name in one.said_of(two) | two.said_of(one):
        yield name, sqrt(one.place(name) * two.place(name))
    if one.language != two.language:
        yield from _heard_names(one, two)
    for some, others in ((one, two), (two, one)):
        for name in some.names.keys() & others.ends.keys():
            whole = others.ends[name]
            if len(name) >= _SHORT_NAME and whole not in some.names and name not in others.names:
                yield name, sqrt(some.names[name] * others.names[whole]) / 2


def _heard_names(one: Features, two: Features) -> Iterator[tuple[str, float]]:
    """Yields names of the first that sound as one of the second does; of several that sound as the same one, one."""
    heard = {each: name for name in _may_be_names(two) for each in sounds(name)}
    best: dict[str, tuple[float, str]] = {}
    for name in _may_be_names(one):
        for each in sounds(name):
            other = heard.get(each, name)
            if other != name:
                best[other] = max(best.get(other, (0.0, "")), (sqrt(one.place(name) * two.place(other)), name))
    for weight, name in best.values():
        yield name, weight


@lru_cache(maxsize=4096)
def _is_body(name: str) -> bool:
    return name.rpartition(" ")[2] in english.BODIES or bool(_BODY_KO.search(name))


def _may_be_names(traits: Features) -> tuple[str, ...]:
    """Returns the names, and in Korean, which does not mark them, the words as well."""
    return (*traits.names, *traits.words, *traits.nouns) if traits.language == "ko" else tuple(traits.names)


def _is_said(tag: str, one: Features, two: Features) -> bool:
    """Tells whether one of the articles says its tag; else that is the outlet's own, a section or a code."""
    return any(tag in said for each in (one, two) for said in (each.names, each.words))


def _mean(one: Mapping[str, int], two: Mapping[str, int], what: str) -> float:
    return sqrt(one[what] * two[what])


def _sorted(weights: Mapping[str, float], parent: Features, other: Features) -> tuple[tuple[str, float], ...]:
    return tuple(
        (parent.spelling.get(what, other.spelling.get(what, what)), weight)
        for what, weight in sorted(weights.items(), key=lambda each: (-each[1], each[0]))
    )
