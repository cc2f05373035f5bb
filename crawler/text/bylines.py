"""Reads bylines: names of people, news agencies, e-mail addresses of reporters."""

from __future__ import annotations

import re

from crawler.text.languages import european
from crawler.text.languages.english import MONTHS
from crawler.text.languages.korean import REPORTER_RANKS, REPORTER_TITLES
from crawler.text.unicode import fold

_AGENCIES = {
    "Yonhap": r"yonhap(?: news(?: agency| tv)?)?|연합뉴스(?:tv)?|연합",
    "Kyodo": r"kyodo(?: news)?|共同(?:通信)?|교도(?:통신|연합)?",
    "AP": r"ap|the associated press|associated press|ap통신",
    "AFP": r"afp(?:[- ]jiji)?|agence france-presse|afp ?(?:연합뉴스|통신)",
    "Reuters": r"reuters|thomson reuters|로이터(?:통신)?(?: ?연합뉴스)?",
    "Bloomberg": r"bloomberg(?: news)?|블룸버그(?:통신)?",
    "Xinhua": r"xinhua(?: news agency)?|신화(?:통신)?(?: ?연합뉴스)?",
    "UPI": r"upi|united press international",
    "DPA": r"dpa(?:[- ]infocom)?|(?:die )?deutsche presse-agentur",
    "APA": r"apa|austria presse agentur",
    "ANSA": r"ansa",
    "EFE": r"efe|agencia efe",
    "Ritzau": r"ritzau(?: scanpix)?",
    "Anadolu": r"anadolu (?:agency|ajans[ıi])",
    "EPA": r"epa(?:[-/ ]?연합뉴스)?",
    "TASS": r"tass|itar-tass|타스(?:통신)?",
    "Jiji": r"jiji(?: press)?",
    "Newsis": r"newsis|뉴시스",
    "News1": r"news1|뉴스1",
    "PR Newswire": r"pr newswire",
    "Business Wire": r"business wire",
}
_AGENCY = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _AGENCIES.items()}
_AGENCY_BY = re.compile(rf"^(?:{european.BY})\s")

MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
# Not `기상전문기자`, which is a profession.
KOREAN_BYLINE = re.compile(
    rf"(?P<name>[가-힣]{{2,5}})(?<!전문)(?:\s*(?!전문)|\s+)(?:(?:{REPORTER_RANKS})\s?)?(?:{REPORTER_TITLES})\b"
)
# `By A`, `Story by A`, `Byline By A`, `Author: A`
BY = re.compile(
    r"(?:(?:byline|authors?|writer|reporter)\s*[:：|]?\s+)*"
    r"(?:(?:words|text|written|posted|submitted|contributed|report(?:ing|ed)?|story|stories|interview|analysis|commentary|essay"
    rf"|review)\s)?(?:by\b|(?-i:(?:{european.BY})\s(?=[A-ZÀ-Þ]\S*\s[A-ZÀ-Þ]))|(?:reporters?|authors?|writers?|words|text|story|작성자|글쓴이|기자|글)\s?[:：])[\s:]*|byline\b[\s:]*",
    re.IGNORECASE,
)
# Continuation of a byline: a date, a bureau, an e-mail address. `Ada BrookNovember 3`: style sets them apart.
BYLINE_REST = re.compile(
    rf"(?-i:(?<=[a-zß-ÿ])(?=(?:{'|'.join(name.title() for name in MONTHS)})\.?\s\d))|"
    r"\s[-–—|·•/]\s|[,;]?\s(?:and\s)?(?:photo|video|illustration|graphic)[a-z]*\b|\s?\b(?:last\s)?(?:published|updated|posted)\b|(?-i:\s(?:on|in|at|for)(?:\s|$))"
    r"|\s(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d|\d",
    re.IGNORECASE,
)
# Several names may share a title: `한서윤·유나래 기자`.
KOREAN_REPORTERS = re.compile(
    rf"(?P<names>[가-힣]{{2,4}}(?:\s?[·ㆍ,]\s?[가-힣]{{2,4}})*)\s?(?:(?:{REPORTER_RANKS})\s?)?(?:{REPORTER_TITLES})\b"
)
KOREAN_NAMES = rf"[가-힣]{{2,4}}(?:\s?[·ㆍ,]\s?[가-힣]{{2,4}})*\s?(?:[가-힣]{{2}})?(?:{REPORTER_TITLES})"
# `한서윤 기자의 다른 기사 보기`, `한서윤 기자 구독`
_OF_HERS = r"(?:의?\s?(?:(?:다른|최근|최신)\s?)?(?:기사|글)(?:\s?(?:모음|목록|(?:더\s?)?보기))?|\s?구독(?:하기)?)"
_ROLE = re.compile(
    rf"\s*(?:{REPORTER_TITLES}){_OF_HERS}?\s*$|,?\s*\b(?:staff|senior|contributing|guest)?\s*\b(?:writer|reporter|correspondent|columnist|editor|contributor|staff)s?\b.*$",
    re.IGNORECASE,
)
# `Alle Artikel von Ada Brook`, `All posts by Ada Brook`, `Ada Brook Alle Artikel`; `Ada Brook for The Example`
_ALL = rf"(?:(?:all|more) (?:articles|posts|stories)|{european.ALL_ARTICLES})"
_BESIDE = re.compile(
    rf"^{_ALL} (?:by|von|de|par) |\s{_ALL}$"
    r"|^(?-i:[a-z]+): ",
    re.IGNORECASE,
)
# Not what follows a single word: `Organization for Peace`.
_FOR = re.compile(r"(?P<name>\S+(?: \S+)+?) (?:for|für|pour) (?:the |die |den |le )?(?-i:[A-ZÀ-Þ]).*", re.IGNORECASE)
_LEAD = re.compile(rf"^(?:{BY.pattern})", re.IGNORECASE)
# A visible name, repeated in an element for screen readers.
_TWICE = re.compile(r"(?P<once>[^\W\d].{2,}?)\s?(?P=once)")
_SPLIT = re.compile(rf"\s*(?:,|;|·|/|&|\||、|\band\b)\s*|\s(?:{european.AND})\s(?-i:(?=[^\W\d_a-z]))", re.IGNORECASE)
_COURTESY = re.compile(r"(?:(?:Prof|Dr|Mrs?|Ms|Prof\. Dr)\.?\s)+")
_NOT_PEOPLE = re.compile(
    r"\b(?:news|staff|daily|herald|times|today|wire|press|agency|editors?|team|desk|admin|newsroom|bureau|magazine"
    r"|japan|korea|media|inc|ltd|corp|group|online|network|department|office|tv|radio|editorial|contributors?|guest|agencies|nachrichten|redaktion|zeitung|tageblatt)\b"
    r"|(?:\b|_)admin\w*\b|\b(?:contact|kontakt|sponsored|redacción|redaktionen|rédaction|meta name)\b|^our$"
    r"|^[\w-]{3,}\.(?:com|net|org|info|[a-z]{2})$|[{}»=(]|\"\s?:"
    r"|\b(?:super user|webmaster|(?:reader|guest|open) forum)\b|letters\b"
    r"|뉴스|일보|신문|방송|통신|편집|취재|팀$|부$|[가-힣]전문$|@|https?:|\d",
    re.IGNORECASE,
)
# What somebody is, behind a name: a position, or letters of a degree.
_POSITION = re.compile(
    r"(?:(?:senior|sr\.|principal|chief|managing|deputy|associate|executive|special|foreign|political|economics?|business"
    r"|technology|lead|head|vice|assistant|research|industry|contributing|visiting|of)\s+)*"
    r"(?:analyst|reporter|correspondent|writer|columnist|director|professor|economist|president|officer|ceo|cto|founder"
    r"|manager|consultant|researcher|fellow|partner|attorney|photographer|scientist|engineer|specialist|architect)\b.*"
    r"|ph\.?\s?d\.?|m\.?d\.?|mba|cfa|esq\.?|jr\.?|sr\.?",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"\s+(?:Ph\.?\s?D\.?|M\.?D\.|MBA|CFA|Esq\.?)$")
_RIGHTS = re.compile(r"copyright|\(c\)|[©ⓒ]|(?:19|20)\d\d|\bby\b|저작권자|all rights reserved.*", re.IGNORECASE)
_DESK = re.compile(
    r"\b(?:news|staff|daily|herald|team|desk|newsroom|bureau|editors|reporters|editorial)\b"
    r"|뉴스|일보|헤럴드|신문|방송|편집국|보도국|취재팀|[가-힣]부$",
    re.IGNORECASE,
)
_LONGEST_NAME, _MOST_WORDS, _LONGEST_BYLINE, _LONGEST_AGENCY, _LONGEST_NAMED = 50, 5, 2000, 200, 80
_SHORTEST_CAPITALS = 5


def agency(raw: str | None) -> str:
    """Returns the usual name of the news agency that a string names, or empty."""
    name = fold(raw) if raw and len(raw) <= _LONGEST_AGENCY else ""
    if not name or len(name) > _LONGEST_NAMED:
        return ""
    name = _AGENCY_BY.sub("", name)
    name = re.sub(r"^(?:by|source|photo|image|from|출처|자료)\b\s*[:=]?\s*", "", name, flags=re.IGNORECASE)
    name = re.sub(r"\s*(?:photos?|images?)$", "", name.strip(" ()[]<>©ⓒ=/.:-"), flags=re.IGNORECASE)
    for usual, pattern in _AGENCY.items():
        if pattern.fullmatch(name):
            return usual
    # Two that share a report: `AFP-Yonhap`.
    first, _, second = re.sub(r"\s?[/·]\s?", "-", name).partition("-")
    return agency(first) if second and agency(first) and agency(second) else ""


def owner(line: str) -> str:
    """Returns the news agency that owns the rights by a copyright line (`© KYODO. No reproduction …`), or empty."""
    named = re.split(r"[.,;|]|\s[-–—]\s", _RIGHTS.sub(" ", fold(line)).strip(" .,[]()<>"))
    return agency(named[0])


def is_desk(text: str) -> bool:
    """True if a byline names an editorial desk or the outlet itself rather than a person."""
    words = fold(text).strip(" .,").split()
    named = all(word[:1].isupper() or not word[:1].isascii() or word in {"of", "the", "and", "staff"} for word in words)
    return 0 < len(words) <= _MOST_WORDS and named and bool(_DESK.search(text))


def people(raw: str | None) -> list[str]:
    """Returns the people in a byline, as printed and each once, without titles, e-mail addresses and agencies."""
    text = fold((raw or "")[:_LONGEST_BYLINE])
    text = _LEAD.sub("", re.sub(r"[\[(<][^\])>]*[\])>]", " ", MAIL.sub(" ", text)))
    names: list[str] = []
    for part in _SPLIT.split(text):
        own = _BESIDE.sub("", part)
        own = match["name"] if (match := _FOR.fullmatch(own)) else own
        name = _DEGREE.sub("", _ROLE.sub("", _LEAD.sub("", own)).strip(" .,:;-–—|·="))
        if title := _COURTESY.match(name):
            name = name[title.end() :]
        if not name or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS:
            continue
        if _POSITION.fullmatch(name) or agency(name) or _NOT_PEOPLE.search(name) or not re.search(r"[^\W\d_]{2}", name):
            continue
        if name.isupper() and name.isalpha() and name.isascii() and len(name) < _SHORTEST_CAPITALS:
            # Initials of a paper or of a desk.
            continue
        twice = _TWICE.fullmatch(name)
        name = _case(twice["once"] if twice else name)
        if name not in names:
            names.append(name)
    return names


def _case(name: str) -> str:
    """Returns a name in capitals in mixed case: `PARK EUN-JEE` as Park Eun-jee; Latin initials are unchanged."""
    if not name.isupper() or not re.search(r"[A-ZÀ-Þ]{3}", name):
        return name
    return " ".join(map(_word_case, name.split()))


def _word_case(word: str) -> str:
    """Returns `EUN-JEE` as Eun-jee, `O'NEIL` as O'Neil, `J.R.` unchanged."""
    if len(word.strip(".")) <= 1 or "." in word[:-1]:
        return word
    first, *rest = word.split("-")
    first = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), first)
    return "-".join([first, *(part.lower() for part in rest)])
