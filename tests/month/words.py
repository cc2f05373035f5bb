"""Titles and paragraphs from word lists of our own, in English and Korean: any two articles have texts of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_NAMES = (
    "Ardo", "Belmin", "Castry", "Dovrel", "Estmar", "Fanlow", "Gorsby", "Halvik", "Istren", "Jarmouth", "Kelwin",
    "Lundry", "Morvane", "Nestor", "Oxmere", "Pellan", "Quarrow", "Rostick", "Selvey", "Tarnow", "Ulmart", "Vesper",
    "Wendle", "Yarrick", "Zoldan", "Brinmoor", "Cawdell", "Drummer", "Elsinor", "Fennick", "Garrow", "Hexton",
)  # fmt: skip
_WHO = (
    "council", "port authority", "power company", "bus drivers' union", "chip maker", "school board", "ferry line",
    "harbor police", "steel works", "orchestra", "farm bank", "weather office", "air carrier", "water board",
    "shipyard", "research institute", "radio station", "fishery association", "railway", "museum",
)  # fmt: skip
_DOES = (
    "opens", "sells", "closes", "moves", "doubles", "repairs", "rents out", "insures", "tests", "expands", "audits",
    "buys back", "mothballs", "renames", "electrifies", "inspects",
)  # fmt: skip
_WHAT = (
    "second terminal", "coal yard", "night line", "cable plant", "cold store", "battery hall", "tide gate",
    "reading room",
    "drone field", "fish market", "data center", "tram depot", "seed vault", "ice rink", "rocket shed", "glass works",
    "salt mine", "bridge", "hospital wing", "grain silo",
)  # fmt: skip
_WHEN = (
    "in spring", "after the audit", "before the vote", "without a date", "next autumn", "for nine years",
    "by ferry",
)  # fmt: skip
_OPENINGS = (
    "Officials said that", "According to the minutes,", "In a letter to its owners it wrote that", "Records show that",
    "A spokesman confirmed that", "People who read the contract say that", "Neighbors were told that",
    "An engineer explained that",
)  # fmt: skip
_FACTS = (
    "{n} of the {m} workers would be kept through the winter",
    "the bill of {n} million for the {what} is to be paid in {m} parts",
    "the first {n} meters were measured twice, {m} days apart",
    "no more than {n} trucks an hour may pass the {what}",
    "{name} had asked for {n} permits and got {m}",
    "the insurer put the damage at {n} million, the {who} at {m} million",
    "rain on {n} of {m} days had kept the crews away",
    "the {what} at {name} stays shut until case {n} is heard",
    "{m} of {n} bidders came from {name}",
    "the noise fell from {n} to {m} once the {what} was covered",
)  # fmt: skip
_TAILS = (
    "which nobody in {name} had expected", "as the {who} has asked since year {m}", "and called the figure final",
    "though the {who} doubts it", "half of it before the {what} is finished", "in paper number {n}",
)  # fmt: skip
_KO_NAMES = (
    "가람", "나루", "다솔", "라온", "마루", "바론", "새벽", "아라", "자운", "차담", "하늬", "한별", "두메",
    "모란", "온새", "초롱",
)  # fmt: skip
_KO_WHO = (
    "시의회", "항만공사", "전력회사", "버스 노조", "반도체 업체", "교육청", "여객선사", "제철소", "교향악단",
    "농협", "기상대", "철도공사",
)  # fmt: skip
_KO_WHAT = (
    "제2터미널", "저탄장", "심야 노선", "전선 공장", "냉동 창고", "배터리 공장", "갑문", "열람실", "어시장",
    "데이터센터", "차량기지", "소금 창고",
)  # fmt: skip
_KO_DOES = (
    "문 연다", "매각한다", "폐쇄한다", "옮긴다", "두 배로 늘린다", "수리한다", "시험한다", "점검한다",
    "다시 산다", "이름을 바꾼다",
)  # fmt: skip
_KO_LINES = (
    "{who}는 {what} 공사비 {n}억 원을 {m}차례에 나눠 내기로 했다고 밝혔습니다.",
    "{name} 주민 {n}명 가운데 {m}명이 {what} 앞에서 설명을 들었습니다.",
    "기록에 따르면 {what}의 하루 이용객은 {n}명에서 {m}명으로 바뀌었습니다.",
    "{who} 관계자는 서류 {n}호를 {m}일 안에 다시 내겠다고 말했습니다.",
    "{name}에서는 비가 온 {m}일 동안 작업자 {n}명이 현장을 떠나 있었습니다.",
    "보험사는 피해액을 {n}억 원으로, {who}는 {m}억 원으로 보고 있습니다.",
    "{what}의 소음은 덮개를 씌운 뒤 {n}에서 {m}으로 줄었다고 {who}는 설명했습니다.",
    "입찰에 나선 {n}곳 가운데 {m}곳이 {name} 업체였습니다.",
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """What a page shows of an article at one time."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def of(language: str, random: Random) -> Text:
    """Returns a text of a language (`en`, `ko`) about a subject of its own."""
    number = random.randrange(100, 100_000)
    return _korean(number, random) if language == "ko" else _english(number, random)


def _english(number: int, random: Random) -> Text:
    subject = _Subject(random, _NAMES, _WHO, _WHAT)
    does, when = random.choice(_DOES), random.choice(_WHEN)
    title = f"{subject.name} {subject.who} {does} {subject.what} {number} {when}"
    place = random.choice(_NAMES)
    lead = f"The {subject.who} of {subject.name} {does} its {subject.what} {number} {when}, it said in {place}."
    paragraphs = [lead]
    for _ in range(random.randint(3, 6)):
        sentences = []
        for _ in range(random.randint(2, 3)):
            fact, tail = random.choice(_FACTS), random.choice(_TAILS)
            sentences.append(f"{random.choice(_OPENINGS)} {subject.fill(fact)}, {subject.fill(tail)}.")
        paragraphs.append(" ".join(sentences))
    return Text(title, tuple(paragraphs))


def _korean(number: int, random: Random) -> Text:
    subject = _Subject(random, _KO_NAMES, _KO_WHO, _KO_WHAT)
    does = random.choice(_KO_DOES)
    title = f"{subject.name} {subject.who}, {number}호 {subject.what} {does}"
    paragraphs = [f"{subject.name} {subject.who}가 {number}호 {subject.what} 계획을 오늘 내놓았습니다."]
    for _ in range(random.randint(4, 7)):
        lines = random.sample(_KO_LINES, random.randint(2, 3))
        paragraphs.append(" ".join(subject.fill(line) for line in lines))
    return Text(title, tuple(paragraphs))


FLASHES = {
    "en": "This is a developing story. More will follow.",
    "ko": "이 소식은 들어오는 대로 자세히 전해 드리겠습니다.",
}


def flash(text: Text, language: str) -> Text:
    """Returns what stands at the address of a text for its first hour: the same line under every title."""
    return Text(text.title, (FLASHES[language],))


def retitled(text: Text, language: str) -> Text:
    return Text(f"{text.title} — update" if language == "en" else f"{text.title} [종합]", text.paragraphs)


def corrected(text: Text, random: Random, language: str) -> Text:
    """Returns a text in which one paragraph says something else."""
    place = random.randrange(1, len(text.paragraphs))
    number = random.randrange(10_000, 99_999)
    stated = {
        "en": f"Correction: an earlier version named other figures; the right one is {number}, the office said.",
        "ko": f"앞선 기사에 나온 수치를 바로잡습니다. 맞는 수치는 {number}이라고 담당자는 밝혔습니다.",
    }[language]
    paragraphs = (*text.paragraphs[:place], stated, *text.paragraphs[place + 1 :])
    return Text(text.title, paragraphs)


class _Subject:
    def __init__(self, random: Random, *lists: tuple[str, ...]) -> None:
        self._random = random
        self._lists = dict(zip(("name", "who", "what"), lists, strict=True))
        self.name, self.who, self.what = (random.choice(words) for words in lists)

    def fill(self, template: str) -> str:
        chosen = {key: self._random.choice(words) for key, words in self._lists.items()}
        return template.format(n=self._random.randrange(12, 980), m=self._random.randrange(3, 97), **chosen)
