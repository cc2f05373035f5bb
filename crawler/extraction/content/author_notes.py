"""Lines below a text that tell who wrote it: a guest's biography, whose views these are, who translated it."""

from __future__ import annotations

import re

from crawler.text.bylines import MAIL, people
from crawler.text.unicode import any_of, fold

_MARKS = "*()[]—–- "
_NAME = r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,3})"
_WRITER = r"[Tt]he (?:author|writer|reporter|columnist)s?"
# `Ada Holm, a former judge, is …`
_TELLS = re.compile(
    rf"(?:{_NAME}|{_WRITER})(?:,[^.]{{3,120}},)? "
    r"(?:is|are|was|has (?:been|written|covered|reported|worked)|works|teaches|serves|leads|writes|covers|reports)\b"
    r".{5,900}"
)
_REACHED = re.compile(rf"(?:{_NAME}|{_WRITER}) (?:can|may) be reached\b.{{2,80}}")
# What somebody is by profession: in the news, a book's author is expected, arrested, was born.
_BY_PROFESSION = re.compile(
    rf"(?:{_NAME}|{_WRITER})(?:,[^.]{{3,120}},)? (?:is|are) (?:(?:also|currently|now) )?"
    r"(?:an?|the|(?:former|senior|chief|deputy|editor|professor|head|director|president|research)\w*) .{5,300}"
)
_SAID_HERE = r"(?:expressed|stated|voiced|here|above|herein|in this (?:article|column|piece|commentary|essay|op-ed))"
_OWN_VIEWS = any_of(
    r"(?:the |all |any |these )?(?:views|opinions)(?: (?:and|or) (?:views|opinions))?"
    rf"(?: {_SAID_HERE}| by [^.]{{3,30}}){{1,3}} (?:are|is|belong|do|does|may)\b"
    r"[^.]{0,60}\b(?:own|authors?|writers?|columnists?|alone|solely|necessarily|reflect)\b.{0,120}",
    r"(?:(?:the|all|these) )?(?:views|opinions) are (?:solely |entirely |strictly )?"
    r"(?:his|her|their|my|those of the (?:author|writer)|the (?:author|writer)['’]?s['’]?)(?: own| alone)?\.?",
)
_NOTE_OF_EDITOR = re.compile(r"\s*(?:--|—|–)\s?Ed\.?\)?$")
_TRANSLATED = re.compile(
    r"Translat(?:ed|ion) (?:from (?:the )?\w+ )?by (?:the )?(?:[A-Z][\w.'’-]*(?: |$)){1,5}(?:staff\.?)?"
)
# `JoongAng Ilbo, April 13, Page 31`
_PRINTED = re.compile(r"[A-Z][\w .&-]{3,40}, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?, [Pp](?:age|\.) ?[A-Z]?\d{1,3}")
_HELPED = re.compile(
    r"(?:.{0,200}[.] )?[A-Z][^.]{2,80} contributed (?:reporting )?to this (?:report|story|article)\.?"
    r"|[A-Z][\w'’-]+ reported from [A-Z][^.]{2,60}\.?"
)
# Pieces of guests, by their title.
_GUEST = re.compile(r"\b(?:reader forum|analyst angle|guest (?:column|post|commentary|essay)|op-?ed)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"^\[(?P<first>[^\[\]]{4,40})\]|\[(?P<last>[^\[\]]{4,40})\]$")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_MOST = 3


def is_editorial_note(line: str) -> bool:
    """Tells whether a line says whose views these are, who helped or translated, or where they were printed."""
    line = _NOTE_OF_EDITOR.sub("", line)
    return any(note.fullmatch(line) for note in (_OWN_VIEWS, _TRANSLATED, _PRINTED, _HELPED))


def match_biography(line: str, names: list[str], *, noted: bool = False) -> str | None:
    """Returns the name with which a biography begins, empty where it is only the writer's; none where it is none.

    It is one if the name is known, if it gives a mail or says whose views these are, or where a biography is expected
    (`noted`): such a note follows it, or the title calls the text a guest's.
    """
    told = _TELLS.fullmatch(line) or _REACHED.fullmatch(line)
    if not told:
        return None
    name = told["name"] or ""
    if name and " " not in name:
        # A family name alone is the writer's, or nobody's.
        return next((each for each in names if name in each.split()), None)
    signed = bool(_NOTE_OF_EDITOR.search(line) or MAIL.search(line)) or any(
        map(is_editorial_note, _SENTENCES.split(line)[1:])
    )
    by_profession = bool(_BY_PROFESSION.fullmatch(line)) and (not name or (noted and not names))
    return name if name in names or signed or by_profession else None


def take_biographies(paragraphs: list[str], names: list[str], title: str) -> tuple[list[str], list[str]]:
    """Takes the last paragraphs that tell who wrote a text out of it; returns them, and the people they name.

    A name in brackets before or behind the title is a columnist's where a biography begins with it as well.
    """
    known = list(names)
    for found in _BRACKETED.finditer(title):
        known += people(found["first"] or found["last"])
    taken: list[str] = []
    named: list[str] = []
    noted = bool(_GUEST.search(title))
    while len(paragraphs) > 1 and len(taken) < _MOST:
        line = fold(paragraphs[-1]).strip(_MARKS)
        name = match_biography(line, known, noted=noted)
        if name is None and not is_editorial_note(line):
            break
        noted = noted or name is None
        named += [name] if name and name not in named else []
        known += named
        taken.insert(0, paragraphs.pop())
    return taken, named
