"""What a name sounds like, so that it is known again in another script: `소프트뱅크` is `softbank`.

Names of many consonants go by these alone, for vowels are spelled anyhow: `스타게이트` and `Stargate`. Persons of Korea
go by family name and the consonants of each syllable, however they are romanised: `김용범`, `Kim Yong-beom` and `Kim
Yong Bum`. Shorter names go by their vowels as well: `아오모리` and `Aomori`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        ("ng(?![aeiou])", "n"), ("ph", "p"), ("th", "s"), ("sh", "s"), ("ch", "j"), ("ck", "k"), ("qu", "k"),
        ("x", "ks"), ("c(?=[eiy])", "s"), ("c", "k"), ("q", "k"), ("f", "p"), ("v", "p"), ("b", "p"), ("g", "k"),
        ("d", "t"), ("z", "c"), ("j", "c"), ("r(?![aeiouy])", ""), ("r", "l"), ("[^a-z]|[aeiouwyh]", ""),
    )
)  # fmt: skip
# Hangul's vowels as Korean, Japanese and other names are romanised; ㅡ stands where a foreign name has no vowel.
_VOWELS: tuple[str, ...] = (*"aeaeoeoeoaeeouoeiu", "", "i", "i")
_SPELLED_VOWELS = (("ae", "e"), ("oe", "e"), ("eo", "o"), ("eu", ""), ("ou", "u"), ("oo", "u"), ("ee", "i"))
_WEAK = 18
_FEWEST_LETTERS = 5
_DOUBLED = re.compile(r"(.)\1+")
# With fewer, names that have nothing to do with each other sound alike.
_FEWEST_CONSONANTS = 4


# Korean family names in Hangul, and the ways in which they are romanised.
_FAMILY_NAMES = """
김:kim,gim 이:lee,yi,rhee,rhie,yee 박:park,bak,pak 최:choi,choe 정:jung,jeong,chung,cheong 강:kang,gang
조:cho,jo 윤:yoon,yun,youn 장:jang,chang 임:lim,im,rim,yim 한:han 오:oh 서:seo,suh 신:shin,sin
권:kwon,gwon 황:hwang 안:ahn,an 송:song 유:yoo,yu,ryu,ryoo,you 홍:hong 전:jeon,jun,chun 고:ko,koh,go
문:moon,mun 양:yang 손:son,sohn 배:bae,pae 백:baek,paik,baik 허:heo,hur,huh 남:nam 심:shim,sim
노:noh,roh,no 하:ha 곽:kwak,gwak 성:sung,seong 차:cha 주:joo,ju,chu 우:woo 구:koo,ku,gu 민:min 나:na,ra
진:jin,chin 지:ji,chi 엄:um,eom 채:chae 원:won 천:cheon 방:bang 공:kong,gong 현:hyun,hyeon 함:ham
변:byun,byeon 염:yeom 여:yeo 추:choo 도:do 소:so 석:seok,suk 선:sun,seon 설:seol 마:ma 길:gil,kil
표:pyo 기:ki 반:ban 왕:wang 금:geum,keum 육:yook 맹:maeng 모:mo 탁:tak
"""
_FAMILIES = {
    latin: hangul
    for hangul, _, romanised in (pair.partition(":") for pair in _FAMILY_NAMES.split())
    for latin in romanised.split(",")
}
_SAME_FAMILY = {"류": "유", "리": "이", "림": "임", "로": "노", "라": "나", "량": "양"}
_HANGUL_FAMILIES = frozenset(_FAMILIES.values()) | _SAME_FAMILY.keys()
_GIVEN = re.compile(r"(sh|ch|kk|tt|pp|ss|jj|[kgndtrlmbpsjchz])?([yw]?[aeiou]+[wy]?[rh]?)(ng|ck|[nmlkgpbtd])?")
_GIVEN_FIRST = {
    "g": "k", "kk": "k", "d": "t", "tt": "t", "b": "p", "pp": "p", "j": "c", "jj": "c", "ch": "c", "z": "c", "sh": "s",
    "ss": "s", "r": "l",
}  # fmt: skip
_GIVEN_LAST = {"ng": "g", "ck": "k", "g": "k", "b": "p", "d": "t"}
_GIVEN_NAMES = 2
_NG = 21
# What companies' names end in, which Korean translates.
_TRANSLATED = {
    "전자": "electronics", "중공업": "heavy industries", "자동차": "motor", "화학": "chemical", "은행": "bank",
    "증권": "securities", "생명": "life", "화재": "fire", "건설": "construction", "물산": "trading", "제약": "pharma",
    "통신": "telecom", "항공": "airlines", "전력": "electric power", "정유": "oil", "해운": "shipping",
}  # fmt: skip
_PLACE = re.compile(r"(?<=[가-힣]{2})[시군구현도주]$")


@lru_cache(maxsize=20_000)
def sounds(name: str) -> tuple[str, ...]:
    """Returns what a folded name may be heard as; names that share one of these may be one name."""
    if _HANGUL.fullmatch(name):
        stem = next((name[: -len(end)] for end in _TRANSLATED if name.endswith(end) and len(name) > len(end) + 1), name)
        forms = dict.fromkeys((name, stem, _PLACE.sub("", name)))
        found = [*map(sound, forms), *chain.from_iterable(map(_with_vowels, forms)), _korean_person(name)]
    else:
        words = name.split()
        short = [word for word in words if word.isascii() and word.isalpha()]
        found = [_romanised_person(words), *map(sound, words), *chain.from_iterable(map(_with_vowels, short))]
    return tuple(dict.fromkeys(filter(None, found)))


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


def _with_vowels(word: str) -> Iterator[str]:
    """Yields a word's sounds with its vowels; none where its consonants suffice, or it is too short to tell."""
    if sound(word):
        return
    if _HANGUL.fullmatch(word):
        # ㅡ may stand for no vowel, as in 코스피, or for a weak one, as in 스바루.
        heard = {"".join(_syllable(each, weak) for each in word) for weak in ("", "u")}
    else:
        for spelled, plain in _SPELLED_VOWELS:
            word = word.replace(spelled, plain)
        for pattern, plain in _SPELLED[:-1]:
            word = pattern.sub(plain, word)
        heard = {re.sub("[^a-z]|[wyh]", "", word)}
    for each in sorted(heard):
        if len(each) >= _FEWEST_LETTERS:
            yield "~" + _DOUBLED.sub(r"\1", each)


def _syllable(syllable: str, weak: str) -> str:
    place = ord(syllable) - _FIRST_SYLLABLE
    vowel = place % _VOWELS_AND_FINALS // _FINALS_EACH
    heard = weak if vowel == _WEAK else _VOWELS[vowel]
    return _INITIALS[place // _VOWELS_AND_FINALS] + heard + _FINALS[place % _FINALS_EACH]


def _korean_person(name: str) -> str:
    """Returns the key of a person's name of three syllables, the first a family name; empty for any other."""
    if len(name) != 1 + _GIVEN_NAMES or name[0] not in _HANGUL_FAMILIES:
        return ""
    given = []
    for syllable in name[1:]:
        place = ord(syllable) - _FIRST_SYLLABLE
        first = "h" if place // _VOWELS_AND_FINALS == len(_INITIALS) - 1 else _INITIALS[place // _VOWELS_AND_FINALS]
        last = place % _FINALS_EACH
        given.append(f"{first}-{'g' if last == _NG else _FINALS[last]}")
    return " ".join((_SAME_FAMILY.get(name[0], name[0]), *given))


def _romanised_person(words: list[str]) -> str:
    """Returns the same key for a romanised name, with the family name first or last."""
    if len(words) != 1 + _GIVEN_NAMES:
        return ""
    family, given = (words[0], words[1:]) if words[0] in _FAMILIES else (words[-1], words[:-1])
    read = [_GIVEN.fullmatch(word) for word in given]
    if family not in _FAMILIES or not all(read):
        return ""
    parts = [
        f"{_GIVEN_FIRST.get(first, first)}-{_GIVEN_LAST.get(last, last)}"
        for first, _, last in (match.groups("") for match in read if match)
    ]
    return " ".join((_FAMILIES[family], *parts))
