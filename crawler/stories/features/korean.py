"""Names and words of Korean, which has no capitals: nouns before titles, quoted names, Latin words, frequent nouns."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from crawler.stories.features.collector import IN_LEAD, IN_TEXT, IN_TITLE, Found
from crawler.stories.features.english import is_name, key
from crawler.text.languages.english import INITIALS
from crawler.text.languages.korean import PLACES, STOP_WORDS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_TOKEN = re.compile(r"[A-Za-z0-9&]*[가-힣][가-힣A-Za-z0-9]*|[A-Za-z][A-Za-z0-9&]+")
_PARTICLE = re.compile(
    r"(?:(?:에서|에게|으로|로|에|와|과)(?:는|도|의|만|서|부터)|(?:이라|라)(?:고|는|며|도)|까지|부터|처럼|보다|만큼|마다|조차|에서"
    r"|에게|으로|입니다|이다|이며|이나|이고|인데|라고|[은는이가을를의에와과도로만나])$"
)
_ENDING = re.compile(
    r"(?:[다요까죠며면서고지게아어여린]|지만|는데|[한할된될했됐는던]|하는|해|적인?|적으로|들|씩|쯤|께|듯|자|려|음|기|\d+[일월년시분]?)$"
)
# After a noun, not part of a name: in names the other particles occur as well.
_CASE = re.compile(r"[은는을를에른운]$")
_BEFORE_TITLE = re.compile(rf"((?:[가-힣A-Za-z0-9]+ ){{1,3}})(?:{TITLES})(?=[은는이가을를의에과와도로만께]|[^가-힣]|$)")
_QUOTED = re.compile(r"‘([가-힣A-Za-z0-9 ]{3,12})’")
_NAME = re.compile(r"[가-힣]{2}|\D.{2,}")
# A noun of so few syllables may end as a particle does, or an ending: 손정의.
_SHORT = 3


def read_korean(title: str, text: str, lead: int, tags: Iterable[str], found: Found) -> None:
    """Finds names and words; `lead` is the length of the text's lead."""
    times: Counter[str] = Counter()
    forms: dict[str, int] = {}
    for part, place in ((title, IN_TITLE), (text[:lead], IN_LEAD), (text[lead:], IN_TEXT)):
        _read_names(part, place, found)
        for token in _TOKEN.findall(part):
            if _HANGUL.search(token):
                stem = _without_particle(token)
                times[stem] += 1
                forms.setdefault(stem, place)
                forms.setdefault(token, place)
    for tag in tags:
        _name(tag, IN_LEAD, found)
    for form in forms.keys() & found.names:
        found.name(form, form, forms[form])
    # `손정` is what a particle's look-alike at its end leaves of 손정의.
    known = found.names.keys() | {name[:-1] for name in found.names}
    for form, place in forms.items():
        if form not in known and (times[form] > 1 or (times[form] and place == IN_TITLE)) and _is_noun(form):
            if _LATIN.search(form):
                found.name(form.casefold(), form, place)
            else:
                found.word(form, place)
        elif form not in known and times[form] and place > IN_TEXT and _is_noun(form):
            found.nouns[form] = place


def _read_names(part: str, place: int, found: Found) -> None:
    for token in map(_without_particle, _TOKEN.findall(part)):
        if token[0].isupper() and not _HANGUL.search(token) and is_name(key(token)):
            found.name(key(token), token, place)
    for match in _BEFORE_TITLE.finditer(part):
        for token in _nouns_before(match[1].split()):
            _name(token, place, found)
    for match in _QUOTED.finditer(part):
        _name(match[1].strip(), place, found)


def _without_particle(token: str) -> str:
    """Returns what a token is without its particle: `소프트뱅크` of `소프트뱅크와`, `Arm` of `Arm의`."""
    stem = token if token[-1].isascii() else _PARTICLE.sub("", token)
    return stem if len(stem) > 1 else token


def _nouns_before(tokens: list[str]) -> Iterator[str]:
    """Yields, from the title backwards, the nouns that belong to it: `샘 올트먼 오픈AI` before `최고경영자`."""
    for distance, token in enumerate(reversed(tokens)):
        if token.endswith("의") and len(token) > _SHORT:
            yield token[:-1]
            return
        if (_ENDING.search(token) or _CASE.search(token)) and (distance or len(token) < _SHORT):
            return
        yield token


def _name(printed: str, place: int, found: Found) -> None:
    name = printed.casefold()
    name = name.removesuffix("그룹") if len(name) > _SHORT + 1 else name
    if _NAME.fullmatch(name) and not (name in PLACES or name in STOP_WORDS or name in INITIALS):
        found.name(name, printed, place)


def _is_noun(form: str) -> bool:
    if len(form) == 1 or form in STOP_WORDS or form in PLACES or form[0].isdigit():
        return False
    return bool(_LATIN.search(form)) or not _ENDING.search(form)
