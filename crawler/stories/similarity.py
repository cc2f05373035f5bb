"""Which articles tell one event, and why.

Two articles are joined if their texts are nearly the same, as copies of a wire are, or if what they can be recognised
by points the same way: the cosine of their traits, each weighted by its prominence, reaches `ONE_EVENT`. News tells
first what happened, so a name in title or lead weighs far more than one in the background, and two articles on one
theme, with the same names in the background, are not one event. The days that the leads speak of are traits as well;
where both leads speak of days and of none together, the cosine is lowered; where they tell of one notion and speak of
one day, an earthquake on Monday, it is raised. Between languages names go by their sound, and words by the notions that
they stand for. A story is what joins connect: the event,
what announced it and what followed from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from operator import eq
from typing import TYPE_CHECKING

from crawler.stories.features.collector import IN_LEAD, IN_TEXT, IN_TITLE
from crawler.stories.features.phonetics import sounds
from crawler.stories.relatedness import shared
from crawler.text.unicode import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.stories.features.article_features import Features

WINDOW = timedelta(days=7)
ONE_EVENT = 0.45
NEARLY_THE_SAME = 0.4

_NAME = {IN_TEXT: 0.5, IN_LEAD: 2.0, IN_TITLE: 2.5}
_FIGURE = {IN_TEXT: 1.0, IN_LEAD: 1.5, IN_TITLE: 2.0}
_WORD = {IN_TEXT: 0.3, IN_LEAD: 0.5, IN_TITLE: 1.0}
_NOTION = {IN_LEAD: 0.7, IN_TITLE: 1.2}
_EVENT = {IN_LEAD: 0.5, IN_TITLE: 1.0}
_DAY = 1.5
_OTHER_DAYS = 0.8
# What two articles must share besides words and days, so that "shares fell on Tuesday" joins nothing.
_FEWEST = 2

_HANGUL = re.compile("[가-힣]")

_SHINGLE = 3
_HASHES, _BAND = 64, 4
_SEED = 1


class Vector:
    """Weighted traits, of length 1 in all: names and figures, which are sharp, and words and days, which many share."""

    __slots__ = ("blunt", "blunt_size", "sharp")

    def __init__(self, sharp: dict[str, float], blunt: dict[str, float], size: float = 0.0) -> None:
        size = size or sqrt(sum(weight * weight for weight in (*sharp.values(), *blunt.values()))) or 1.0
        self.sharp = {what: weight / size for what, weight in sharp.items()}
        self.blunt = {what: weight / size for what, weight in blunt.items()}
        self.blunt_size = sqrt(sum(weight * weight for weight in self.blunt.values()))


class PostingList(dict[int, float]):
    """The vectors that something is in: their numbers and its weights, of which `most` is the greatest."""

    most = 0.0

    def add(self, place: int, weight: float) -> None:
        """Takes a vector."""
        self[place] = weight
        self.most = max(self.most, weight)


class Index:
    """Vectors by what is in them."""

    def __init__(self) -> None:
        self._vectors: dict[int, Vector] = {}
        self._sharp: dict[str, PostingList] = defaultdict(PostingList)
        self._blunt: dict[str, PostingList] = defaultdict(PostingList)
        self._bluntest = 0.0

    def add(self, place: int, vector: Vector) -> None:
        """Takes a vector under a number."""
        self._vectors[place] = vector
        self._bluntest = max(self._bluntest, vector.blunt_size)
        for weights, where in ((vector.sharp, self._sharp), (vector.blunt, self._blunt)):
            for what, weight in weights.items():
                where[what].add(place, weight)

    def near(self, vector: Vector, least: float) -> Iterator[tuple[int, float]]:
        """Yields the number and the cosine of those that share something sharp, and come near enough by all."""
        blunt, size = vector.blunt, vector.blunt_size
        for place, product in self._products(vector, least - size * self._bluntest).items():
            other = self._vectors[place]
            # What both share of the blunt ones cannot be more than that.
            if product + size * other.blunt_size >= least:
                theirs = other.blunt
                cosine = product + sum(weight * theirs[what] for what, weight in blunt.items() if what in theirs)
                if cosine >= least:
                    yield place, cosine

    def _products(self, vector: Vector, least: float) -> dict[int, float]:
        """Returns, for all whose products of what is sharp in either may add up to `least`, what they add up to."""
        found = [
            (len(where[what]), weights[what], where[what])
            for weights, where in (
                (vector.sharp, self._sharp),
                (vector.sharp, self._blunt),
                (vector.blunt, self._sharp),
            )
            for what in weights.keys() & where.keys()
        ]
        # The rarest first: once what is left cannot add up to enough, it can make no other vector near.
        found.sort(key=lambda each: each[0])
        left = sum(weight * posting.most for _, weight, posting in found)
        products: dict[int, float] = defaultdict(float)
        for _, weight, posting in found:
            if left >= least:
                for place, other in posting.items():
                    products[place] += weight * other
            else:
                for place in products.keys() & posting.keys():
                    products[place] += weight * posting[place]
            left -= weight * posting.most
        return products


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """An article as it is compared: its moment of publication, its traits under common names, its text's sketch.

    `own` is for articles in its language, `abroad` for others.
    """

    id: str
    at: datetime
    traits: Features
    sketch: tuple[int, ...]
    own: Vector
    abroad: Vector

    @classmethod
    def of(cls, key: str, at: datetime, traits: Features, sketch: tuple[int, ...] = ()) -> StoryDocument:
        """Weighs an article's traits."""
        return cls(key, at, traits, sketch, *_vectors(traits))

    def vector(self, *, at_home: bool) -> Vector:
        """Returns what it is compared by, with articles in its language or in others."""
        return self.own if at_home else self.abroad


@dataclass(frozen=True, slots=True)
class Join:
    """Two articles that tell one event, the later one first, and why in words."""

    later: str
    earlier: str
    why: str


class CandidateIndex:
    """Compares each article that comes with all before it that were published within `WINDOW` of it."""

    def __init__(self) -> None:
        self._told: list[StoryDocument] = []
        self._languages: dict[str, None] = {}
        # By language, and whether for articles in the same; made when the first such article comes.
        self._indices: dict[tuple[str, bool], Index] = {}
        self._bands: dict[tuple[int, ...], list[int]] = defaultdict(list)

    def add(self, told: StoryDocument) -> None:
        """Takes an article to compare later ones with."""
        place = len(self._told)
        self._told.append(told)
        self._languages[told.traits.language] = None
        for (language, at_home), index in self._indices.items():
            if language == told.traits.language:
                index.add(place, told.vector(at_home=at_home))
        for band in _bands(told.sketch):
            self._bands[band].append(place)

    def joins(self, told: StoryDocument) -> Iterator[Join]:
        """Yields the joins of an article with those taken before."""
        alike = {place for band in _bands(told.sketch) for place in self._bands.get(band, ())}
        found = {place: _same_text(told, self._told[place]) for place in alike}
        for language in self._languages:
            at_home = language == told.traits.language
            vector = told.vector(at_home=at_home)
            for place, cosine in self._index(language, at_home=at_home).near(vector, ONE_EVENT):
                other = self._told[place]
                if not found.get(place) and cosine * _other_days(told, other) >= ONE_EVENT:
                    found[place] = _evidence(told, other)
        for place, why in sorted(found.items()):
            other = self._told[place]
            if why and abs(told.at - other.at) <= WINDOW and other.id != told.id:
                earlier, later = sorted((told, other), key=lambda each: (each.at, each.id))
                yield Join(later.id, earlier.id, why)

    def _index(self, language: str, *, at_home: bool) -> Index:
        index = self._indices.get((language, at_home))
        if index is None:
            index = self._indices[language, at_home] = Index()
            for place, told in enumerate(self._told):
                if told.traits.language == language:
                    index.add(place, told.vector(at_home=at_home))
        return index


def sketch(title: str, text: str) -> tuple[int, ...]:
    """Returns the MinHash of a text's three-word shingles; empty where it has too few words to tell."""
    from rensa import RMinHash  # noqa: PLC0415 - not every run has something to compare

    words = re.findall(r"\w+", clean(f"{title}\n{text}").casefold())
    shingles = [" ".join(words[place : place + _SHINGLE]) for place in range(len(words) - _SHINGLE + 1)]
    if len(shingles) < _SHINGLE:
        return ()
    hashed = RMinHash(num_perm=_HASHES, seed=_SEED)
    hashed.update(shingles)
    return tuple(hashed.digest())


def stories(joins: Iterable[Join], of: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Returns for each joined article the first one of its story; `of` says when each was published, and its id."""
    root: dict[str, str] = {}

    def find(one: str) -> str:
        while root.setdefault(one, one) != one:
            root[one] = one = root[root[one]]
        return one

    for join in joins:
        one, two = find(join.later), find(join.earlier)
        first, second = sorted((one, two), key=lambda each: of[each])
        root[second] = first
    return {one: find(one) for one in root}


def _vectors(traits: Features) -> tuple[Vector, Vector]:
    """Returns what an article is recognised by in its own language, and in others.

    In the second names go by their sound, and words do not occur but where they may be names. What is told of a day
    speaks for one event where it is shared, and says nothing against it where it is not: it makes no vector longer.
    """
    days = dict.fromkeys((f"on {day}" for day in traits.days), _DAY)
    figures = {f"figure {figure}": _FIGURE[place] for figure, place in traits.figures.items()}
    names = {name: _NAME[place] for name, place in traits.names.items()}
    words = {word: _WORD[place] for word, place in traits.words.items()}
    notions = {f"means {notion}": _NOTION[place] for notion, place in traits.concepts.items()}
    events = {f"{notion} on {day}": _EVENT[place] for notion, place in traits.concepts.items() for day in traits.days}
    heard, size = _heard(traits)
    own = sum(weight * weight for some in (names, figures, words, days) for weight in some.values())
    size += sum(weight * weight for weight in (*figures.values(), *days.values(), *notions.values()))
    return (
        Vector(names | figures | events, words | days, sqrt(own)),
        Vector(heard | figures | events, notions | days, sqrt(size)),
    )


def _heard(traits: Features) -> tuple[dict[str, float], float]:
    """Returns by what sounds an article's names are known again abroad, and the square of their vector's length."""
    heard: dict[str, float] = {}
    size = 0.0
    for name, place in traits.names.items():
        weight = _NAME[place]
        keys = [f"sounds {each}" for each in sounds(name)] or [name]
        if keys == [name] and _HANGUL.search(name):
            # Nobody can know it again abroad: it says nothing for or against.
            continue
        size += weight * weight
        for key in keys:
            heard[key] = max(weight, heard.get(key, 0.0))
    for word, place in traits.words.items() if traits.language == "ko" else ():
        # It may be a name, which Korean does not mark; if nothing abroad sounds like it, it was a word.
        for each in sounds(word):
            heard.setdefault(f"sounds {each}", _NAME[place])
        size += _WORD[place] ** 2 if sounds(word) else 0.0
    for noun, place in traits.nouns.items():
        for each in sounds(noun):
            heard.setdefault(f"sounds {each}", _NAME[place])
    return heard, size


def _other_days(one: StoryDocument, two: StoryDocument) -> float:
    mine, theirs = one.traits.days, two.traits.days
    return _OTHER_DAYS if mine and theirs and not mine & theirs else 1.0


def _evidence(told: StoryDocument, other: StoryDocument) -> str:
    evidence = shared(told.traits, other.traits)
    days = sorted(told.traits.days & other.traits.days)
    notions = sorted(told.traits.concepts.keys() & other.traits.concepts)
    sharp = len(evidence.names) + len(evidence.figures)
    if sharp < _FEWEST and not (days and notions and sharp + len(notions) >= _FEWEST):
        return ""
    parts = [evidence.words()]
    if notions and sharp < _FEWEST:
        parts.append(f"both tell of {', '.join(notions)}")
    if days:
        parts.append(f"both speak of {days[-1]}")
    return "; ".join(parts)


def _same_text(told: StoryDocument, other: StoryDocument) -> str:
    same = sum(map(eq, told.sketch, other.sketch)) / len(told.sketch)
    return f"nearly the same text ({same:.0%})" if same >= NEARLY_THE_SAME else ""


def _bands(sketch: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(sketch), _BAND):
        yield (start, *sketch[start : start + _BAND])
