"""Names and words of English, and of what capitalises names as English does."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.stories.features.collector import IN_LEAD, IN_TEXT, IN_TITLE, OFTEN, Found
from crawler.stories.features.places import places
from crawler.text.bylines import agency
from crawler.text.languages.english import COMPANY_ENDINGS, FIELDS, INITIALS, RANKS, STOP_WORDS, TIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Names come again and again.
_MOST_CACHED = 20_000
_WORD = r"(?:[A-Z]\.){2,}|[a-z]?[A-Z][\w&]*(?:[-’'][A-Za-z]\w*)*"
_RUN = re.compile(
    rf"(?<![\w$€£¥])(?:{_WORD})(?:(?: of(?: the)?)? (?:{_WORD}))*|(?<![\w.,$€£¥-])[A-Z]*\d+[A-Z][A-Za-z]*\b"
)
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;—–•\]\n]|[“\"'‘(])[\s“\"'‘(]*$")
# What stands over a column rather than over an article: `FOCUS:`, `[News Today]`, `Reader Forum:`.
_KICKER = re.compile(r"^(?:[^:\d]{2,30}|.{0,20}\[[^\]]{2,30}\][^:]{0,15}):\s+|\[[^\]]{2,30}\]\s*")
_POSSESSIVE = re.compile(r"[’']s?$")
_SURE = re.compile(r"[A-Z\d].*[A-Z\d]|^[a-z]")
_DECIMALS = re.compile(r"\d\.\d")
_SURE_IN_TITLE = re.compile(r"[a-z][A-Z]|[A-Z]\d")
_NO_NAME = re.compile(r"y\d|\d+[bmk]$")
_PRESS = re.compile(r"\b(?:news|herald|daily|times|post|journal|shimbun|ilbo|press|tv)$")
_LOWER = re.compile(r"(?<![\w’'-])[a-z]{4,}(?![\w’'])")
_TITLE_WORD = re.compile(r"[A-Za-z][\w’'-]{3,}")
_MOST_LOWER_IN_TITLE_CASE = 0.3
_SHORTEST_STEM = 4


def read_english(title: str, text: str, lead: int, tags: Iterable[str], found: Found) -> None:
    """Finds names and words; `lead` is the length of the text's lead."""
    title = _KICKER.sub("", title)
    lower = Counter(_LOWER.findall(text))
    names = _Names(found)
    for name, printed, sure, start in _runs(text):
        if sure or name not in lower:
            names.take(name, printed, IN_LEAD if start < lead else IN_TEXT, sure=sure, start=start)
    titled = _is_title_case(title)
    for name, printed, sure, _ in _runs(title):
        if name in found.names or (sure and not titled) or _SURE_IN_TITLE.search(printed):
            found.name(name, printed, IN_TITLE)
        elif name not in lower:
            names.take(name, printed, IN_TITLE, sure=False)
    folded = title.casefold()
    for name in [name for name in found.names if titled and says(folded, name)]:
        found.name(name, name, IN_TITLE)
    names.settle()
    for tag in tags:
        name = key(tag)
        if tag[:1].isupper() and is_name(name) and (name in found.names or says(text.casefold(), name)):
            found.name(name, tag, IN_LEAD)
    _read_words(folded, text[:lead], lower, found)
    for name, place in names.unsure.items():
        # What only the start of a sentence shows may be a name, or a word like another.
        found.word(name, place)


def says(text: str, form: str) -> bool:
    """Tells whether a folded text says a folded form; in English as whole words."""
    place = text.find(form)
    if place < 0 or not form.isascii():
        return place >= 0
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


@lru_cache(maxsize=_MOST_CACHED)
def key(name: str) -> str:
    """Returns the form under which a name is known: folded, hyphens as blanks, without company endings."""
    words = _POSSESSIVE.sub("", name.casefold()).replace(".", "").replace("-", " ").split()
    if words and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in COMPANY_ENDINGS:
        words = words[:-1]
    return " ".join(words)


@lru_cache(maxsize=_MOST_CACHED)
def is_name(name: str) -> bool:
    """Tells whether a key is more than a place, initials of a trade, a day, an office, or the press itself."""
    if len(name) == 1 or _PRESS.search(name) or agency(name) or _NO_NAME.match(name):
        return False
    ordinary = (STOP_WORDS, FIELDS, RANKS, INITIALS, COMPANY_ENDINGS, places())
    return any(all(word not in some for some in ordinary) for word in name.split())


class _Names:
    """Takes names as they come, and settles at the end which are names and which are short forms of others."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._times: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self.unsure: dict[str, int] = {}

    def take(self, name: str, printed: str, place: int, *, sure: bool, start: int | None = None) -> None:
        self._times[name] += 1
        if start is not None:
            self._first.setdefault(name, start)
        if sure:
            self._found.name(name, printed, place)
        else:
            self.unsure[name] = max(place, self.unsure.get(name, 0))

    def settle(self) -> None:
        found = self._found
        for name in [name for name in self.unsure if name in found.names or self._times[name] >= OFTEN]:
            found.name(name, name.title(), self.unsure.pop(name))
        self._join_short_forms()
        for name, times in self._times.items():
            if times >= OFTEN and name in found.names:
                found.name(name, name, IN_LEAD)
        parts = {word for name in found.names for word in name.split()}
        self.unsure = {name: place for name, place in self.unsure.items() if name not in parts}

    def _join_short_forms(self) -> None:
        """Puts `Son` under `Masayoshi Son`, which the text says first; what two names share goes to neither."""
        found = self._found
        longer: dict[str, set[str]] = {}
        for name in found.names:
            first, _, last = name.partition(" ")
            if last:
                longer.setdefault(first, set()).add(name)
                longer.setdefault(last.rpartition(" ")[2], set()).add(name)
        for short, full in longer.items():
            said_before = {name for name in full if self._first.get(name, 0) < self._first.get(short, 10**9)}
            if said_before and (short in found.names or short in self.unsure):
                place = max(found.names.pop(short, 0), self.unsure.pop(short, 0))
                if len(said_before) == 1:
                    (one,) = said_before
                    found.name(one, one, place)
                    self._times[one] += self._times[short]


def _runs(text: str) -> Iterator[tuple[str, str, bool, int]]:
    """Yields names: key, as printed, whether its capitals say that it is one, where it starts."""
    for match in _RUN.finditer(text):
        start = match.start()
        if _DECIMALS.match(text, match.end() - 1):
            # `M6.4` is a figure.
            continue
        first = start == 0 or bool(_SENTENCE_STARTS.search(text[max(0, start - 4) : start]))
        for name, printed, sure in _names_in(match[0], first=first):
            yield name, printed, sure, start


@lru_cache(maxsize=_MOST_CACHED)
def _names_in(run: str, *, first: bool) -> tuple[tuple[str, str, bool], ...]:
    """Returns the names in a run of capitalised words, which may come first in a sentence."""
    return tuple(name for words, is_first in _pieces(run.split(" "), first=first) for name in _named(words, is_first))


def _pieces(words: Iterable[str], *, first: bool) -> Iterator[tuple[list[str], bool]]:
    """Parts a run of capitalised words at ranks, possessives and what is tied on; with each, whether it comes first."""
    piece: list[str] = []
    for word in words:
        folded = word.casefold()
        tied, _, to = folded.rpartition("-")
        if first and not piece and folded in STOP_WORDS:
            # A sentence's first words, which may be there for the sentence's sake.
            first = False
        elif folded in RANKS or folded == "the" or (folded == "of" and (first or len(piece) != 1)):
            while folded in RANKS and piece and piece[-1].casefold() in FIELDS:
                piece.pop()
            yield piece, first
            piece, first = [], False
        elif word.endswith(("’s", "'s")) or (tied and to in TIED):
            yield [*piece, word[:-2] if not to or to not in TIED else word[: len(tied)]], first
            piece, first = [], False
        else:
            piece.append(word)
    yield piece, first


def _named(words: list[str], first: bool) -> Iterator[tuple[str, str, bool]]:
    if "of" in words and all(word.casefold() in places() for word in words[words.index("of") + 1 :]):
        words = words[: words.index("of")]
    while len(words) > 1 and words[-1].replace(".", "").casefold() in INITIALS:
        words = words[:-1]
    while len(words) > 1 and words[0].replace(".", "").casefold() in INITIALS:
        words, first = words[1:], False
    printed = " ".join(words).rstrip("’'")
    name = key(printed)
    if name and is_name(name):
        plain = len(words) == 1 and not _SURE.search(printed)
        yield name, printed, not (first and plain)


def _is_title_case(title: str) -> bool:
    """Tells whether a title's capitals say nothing, since most words have one."""
    words: list[str] = _TITLE_WORD.findall(title)
    return sum(word[0].islower() for word in words) < _MOST_LOWER_IN_TITLE_CASE * len(words)


def _read_words(title: str, lead: str, lower: Mapping[str, int], found: Found) -> None:
    """Finds what an article insists on: words of its title and lead, and those it says twice."""
    in_title, in_lead = set(_LOWER.findall(title)), set(_LOWER.findall(lead))
    parts = {word for name in found.names for word in name.split()}
    for word in in_title | in_lead | {word for word, times in lower.items() if times > 1}:
        stem = _stem(word)
        if not (word in STOP_WORDS or stem in STOP_WORDS or word in parts or word in places() or word in RANKS):
            found.word(stem, IN_TITLE if word in in_title else IN_LEAD if word in in_lead else IN_TEXT)


@lru_cache(maxsize=_MOST_CACHED)
def _stem(word: str) -> str:
    """Takes the ending of a plural, a past or a progressive off, so that forms of one word meet."""
    for ending, rest in (("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            return word[: -len(ending)] + rest
    return word
