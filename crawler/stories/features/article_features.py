"""What an article can be recognised by: names, figures with their units, the days it speaks of, words it insists on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.stories.features.collector import IN_LEAD, IN_TEXT, IN_TITLE, Found
from crawler.stories.features.concepts import find_concepts
from crawler.stories.features.english import read_english, says
from crawler.stories.features.korean import read_korean
from crawler.stories.features.quantities import days, figures
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


_HANGUL = re.compile(r"[가-힣]")
# How much of an article is its lead, in characters: news tells first what happened, and the background after it.
_LEAD, _LEAD_KO = 500, 250
# What comes after so many says nothing new of what an article is about.
_READ = 5000


@dataclass(frozen=True)
class Features:
    """What an article can be recognised by.

    `names`, `figures` and `words` say how prominent each is: `IN_TEXT`, `IN_LEAD` or `IN_TITLE`. `days` are the ISO
    dates that title and lead speak of, or else the first paragraph that does. `tags` are folded. `spelling` gives what
    a name or figure looks like in print. `concepts` are what title and lead tell of, in one form for all languages, and
    `nouns` what Korean says there once, which may be a name; both with their prominence.
    """

    language: str = ""
    names: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    spelling: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[str, int] = field(default_factory=dict)
    nouns: Mapping[str, int] = field(default_factory=dict)

    def place(self, name: str) -> int:
        """Returns how prominent a name is, or a word that may be one; 0 where it does not occur."""
        return self.names.get(name) or self.words.get(name) or self.nouns.get(name) or 0

    def said_of(self, other: Features) -> set[str]:
        """Returns the names among these that another article says as well, if only as words."""
        mine = self.names.keys()
        return (mine & other.names.keys()) | (mine & other.words.keys()) | (mine & other.nouns.keys())

    @cached_property
    def ends(self) -> dict[str, str]:
        """The first and the last word of each name of several, and the name."""
        return {end: name for name in self.names if " " in name for end in (name.split()[0], name.split()[-1])}

    def under(self, aliases: Mapping[str, str]) -> Features:
        """Returns these traits with names and words that are forms of a common name put under that name."""
        forms = {form: aliases[form] for form in (*self.names, *self.words) if form in aliases}
        if not forms:
            return self
        names: dict[str, int] = {}
        for name in (*self.names, *(form for form in forms if form not in self.names)):
            usual = forms.get(name, name)
            names[usual] = max(self.place(name), names.get(usual, 0))
        words = {word: place for word, place in self.words.items() if word not in forms}
        spelling = {**self.spelling, **{name: self.spelling.get(form, form) for form, name in forms.items()}}
        return replace(self, names=names, words=words, spelling=spelling)


def find_features(
    title: str,
    text: str,
    *,
    tags: Iterable[str] = (),
    language: str = "",
    published: date | None = None,
    aliases: Mapping[str, str] | None = None,
) -> Features:
    """Returns the traits of an article.

    `published` is the day in the outlet's zone, against which "Friday" and `오늘` are read. `aliases` leads from
    folded written forms to a common name; with them, forms that no pattern finds are looked for as well.
    """
    text = text[:_READ]
    korean = language == "ko" or (not language and bool(_HANGUL.search(text)))
    lead = _lead(text, _LEAD_KO if korean else _LEAD)
    tags = [fold(tag) for tag in tags if tag]
    found = Found()
    (read_korean if korean else read_english)(title, text, lead, tags, found)
    for figure, printed, _ in figures(title):
        found.figure(figure, printed, IN_TITLE)
    for figure, printed, start in figures(text):
        found.figure(figure, printed, IN_LEAD if start < lead else IN_TEXT)
    parts = ((title.casefold(), IN_TITLE), (text[:lead].casefold(), IN_LEAD), (text.casefold(), IN_TEXT))
    for form in aliases or ():
        place = next((place for part, place in parts if says(part, form)), 0)
        if place:
            found.name(form, form, place)
    result = Features(
        "ko" if korean else language or "en",
        found.names,
        found.figures,
        {word: place for word, place in found.words.items() if word not in found.names},
        frozenset(_days(title, text, lead, published, korean=korean) if published else ()),
        frozenset(tag.casefold() for tag in tags),
        found.spelling,
        dict.fromkeys(find_concepts(text[:lead].casefold(), korean=korean), IN_LEAD)
        | dict.fromkeys(find_concepts(title.casefold(), korean=korean), IN_TITLE),
        found.nouns,
    )
    return result.under(aliases) if aliases else result


def _days(title: str, text: str, lead: int, published: date, *, korean: bool) -> set[str]:
    """Returns the days of title and lead; where these speak of none, those of the first paragraph that does."""
    parts = (f"{title}\n{text[:lead]}", *text[lead:].split("\n\n"))
    return next(filter(None, (set(days(part, published, korean=korean)) for part in parts)), set())


def _lead(text: str, length: int) -> int:
    """Returns the length of a text's lead: to the end of the paragraph in which so many characters are reached.

    Of a short text no more than a third has to be reached; a very long paragraph is cut.
    """
    end = text.find("\n\n", min(length, len(text) // 3))
    end = end if end >= 0 else len(text)
    return end if end <= 2 * length else length
