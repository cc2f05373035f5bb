"""Reads the entries of lists in XML, whatever is wrong with it: one bad entry never costs another.

A scan from tag to tag, whose time grows with the length of the text. It knows no more of XML than lists need, expands
no entities and fetches nothing. Names are lower-case, and have their usual prefix whatever the list calls it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.discovery.values import resolved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_NAME = r"[A-Za-z_][\w:.-]*"
# Possessive: each piece is looked at once. A quoted value may have `>` in it; the second form is for unpaired quotes.
_TAG = re.compile(
    rf"""<(?P<end>/?)(?P<name>{_NAME})(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
    rf"""|<(?P<loose_end>/?)(?P<loose_name>{_NAME})(?P<loose>[^<>]*+)>"""
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PREFIX = re.compile(r"""\bxmlns:([\w.-]{1,50})\s*=\s*["']([^"'<>]{1,200})""", re.IGNORECASE)
_NEWS = re.compile(r"<([\w.-]{1,50}):news[\s>]")
_DECLARED = re.compile(r"<!ENTITY\s+([\w.-]{1,50})\s")
_ROOTS = {"rss", "feed", "rdf:rdf", "channel", "urlset", "sitemapindex"}
# By a part of a namespace's address: the prefix that names of it have here.
_SPACES = {
    "sitemap-news": "news",
    "sitemap-image": "image",
    "sitemap-video": "video",
    "schemas/sitemap": "",
    "w3.org/2005/atom": "",
    "purl.org/atom": "",
    "purl.org/rss/1.0/modules": None,
    "purl.org/rss": "",
    "userland.com/rss": "",
    "purl.org/dc/terms": "dcterms",
    "purl.org/dc/elements": "dc",
    "feedburner": "feedburner",
}
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_COMMENT, _COMMENT_END = "<!--", "-->"
_LONGEST_VALUE, _MOST_ATTRIBUTES, _MOST_NAMES = 10_000, 100, 1000


@dataclass(slots=True)
class Element:
    """An element right within an entry, known by its name: `link`, `news:title`."""

    attributes: dict[str, str]
    """Values by their names."""
    text: str
    """What is in it, with markup, and with the entities of XML resolved outside of CDATA sections."""


@dataclass(slots=True)
class Entry:
    """An entry of a list. Elements that the end of the text has cut are left out."""

    attributes: dict[str, str]
    """Values of its tag by their names."""
    base: str
    """Address to which its relative addresses are relative."""
    elements: dict[str, list[Element]] = field(default_factory=dict)
    """Elements by their names, in their order."""

    def texts(self, *names: str) -> list[str]:
        """Returns what is in the elements with these names, in the order of the names, if it is not blank."""
        found = [each.text for name in names for each in self.elements.get(name, ())]
        return [text for text in found if text and not text.isspace()]


@dataclass
class Names:
    """Names of the elements that a list has."""

    entries: Collection[str]
    """Those of its entries."""
    wanted: Collection[str]
    """Those in an entry that are read: each begins where the one before was not ended."""
    texts: Collection[str]
    """Others that hold text only, and none of these."""
    groups: Collection[str] = ()
    """Those whose elements count as if they stood in the entry."""


def entries_of(text: str, names: Names, base: str = "") -> Iterator[Entry]:
    """Yields the entries of a list."""
    if "<!ENTITY" in text:
        # What a list declares itself may be a file or endless.
        declared = set(_DECLARED.findall(text)) - {name.rstrip(";") for name in html5}
        text = re.sub(r"&([\w.-]{1,50});", lambda entity: "" if entity[1] in declared else entity[0], text)
    return _Scan(text, names, base).entries()


def joined(base: str, more: str) -> str:
    """Returns an address relative to a base; the base if it is no address."""
    try:
        return urljoin(base, more)
    except ValueError:
        return base


class _Scan:
    def __init__(self, text: str, names: Names, base: str) -> None:
        self._text, self._names, self._base = text, names, base
        self._prefixes = _prefixes(text)
        # Where the next end of a section and of a comment is, so that none is looked for twice.
        self._ends = {_CDATA_END: -1, _COMMENT_END: -1}
        self._known = dict[str, str]()
        self._entry: Entry | None = None
        # The element that is open in the entry, where it begins, and how many of its name are open.
        self._name, self._said, self._start, self._depth = "", "", 0, 0

    def entries(self) -> Iterator[Entry]:
        text, position = self._text, 0
        while (position := text.find("<", position)) >= 0:
            if text.startswith(("<!", "<?"), position):
                position = self._behind_declaration(position, self._name)
            elif tag := _TAG.match(text, position):
                end, own, said, *loose = tag.groups()
                if own is None:
                    end, own, said = loose
                own = self._named(own)
                if own in self._names.entries or own in _ROOTS:
                    if ended := self._end_entry(position):
                        yield ended
                    if not end:
                        self._begin_entry(own, said)
                elif self._entry and own not in self._names.groups:
                    self._on_end(own, position) if end else self._on_start(own, said, position, tag.end())
                position = tag.end()
            else:
                position += 1
        # What is open is cut.
        if self._entry:
            yield self._entry

    def _begin_entry(self, name: str, said: str) -> None:
        base = _attributes(said).get("xml:base", "") if "xml:base" in said.lower() else ""
        if name in self._names.entries:
            self._entry = Entry(_attributes(said), joined(self._base, base))
        else:
            self._base = joined(self._base, base)

    def _end_entry(self, position: int) -> Entry | None:
        """Ends the entry that is open at a tag of another or of the list, and with it an element without an end."""
        entry = self._entry
        if entry and self._name in self._names.wanted:
            self._add(position)
        self._entry, self._name = None, ""
        return entry

    def _on_end(self, name: str, position: int) -> None:
        if name == self._name:
            self._depth -= 1
            if not self._depth:
                self._add(position)
                self._name = ""

    def _on_start(self, name: str, said: str, before: int, behind: int) -> None:
        names, is_empty = self._names, said.endswith("/")
        if self._name and name in names.wanted and (self._name in names.wanted or self._name in names.texts):
            # That one lacks its end.
            self._add(before)
            self._name = ""
        if self._name:
            self._depth += name == self._name and not is_empty
            return
        self._name, self._said, self._start, self._depth = name, said, behind, 1
        if is_empty:
            self._add(behind)
            self._name = ""

    def _add(self, end: int) -> None:
        """Adds the element that is open, up to a position, to the entry."""
        if self._entry and self._name in self._names.wanted:
            content = self._text[self._start : min(end, self._start + _LONGEST_VALUE)]
            element = Element(_attributes(self._said), _content(content))
            self._entry.elements.setdefault(self._name, []).append(element)

    def _named(self, name: str) -> str:
        if name not in self._known:
            prefix, _, own = name.lower().rpartition(":")
            prefix = self._prefixes.get(prefix, prefix)
            if len(self._known) >= _MOST_NAMES:
                self._known.clear()
            self._known[name] = f"{prefix}:{own}" if prefix else own
        return self._known[name]

    def _behind_declaration(self, position: int, name: str) -> int:
        """Returns the position behind a section, comment or instruction, which may lack its end."""
        text = self._text
        if text.startswith(_CDATA, position):
            begin = position + len(_CDATA)
            end, other = self._end(_CDATA_END, begin), text.find(_CDATA, begin)
            if end >= 0 and not 0 <= other < end:
                return end + len(_CDATA_END)
            # It has no end of its own: the element's is one.
            limit = other if other >= 0 else len(text)
            closed = _closing(name).search(text, begin, limit) if name else None
            return closed.start() if closed else limit
        if text.startswith(_COMMENT, position):
            end = self._end(_COMMENT_END, position + len(_COMMENT))
            return end + len(_COMMENT_END) if end >= 0 else position + len(_COMMENT)
        return position + 2

    def _end(self, mark: str, begin: int) -> int:
        known = self._ends[mark]
        if known < begin and known != len(self._text):
            found = self._text.find(mark, begin)
            known = self._ends[mark] = found if found >= 0 else len(self._text)
        return known if known < len(self._text) else -1


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</(?:[\w.-]{{1,50}}:)?{re.escape(name.rpartition(':')[2])}\s*>", re.IGNORECASE)


def _prefixes(text: str) -> dict[str, str]:
    """Returns the prefixes of a list's namespaces, each with the usual one."""
    found: dict[str, str] = {}
    for prefix, space in _PREFIX.findall(text) if "xmlns:" in text else ():
        usual = next((usual for part, usual in _SPACES.items() if part in space.lower()), None)
        if usual is not None:
            found.setdefault(prefix.lower(), usual)
    for prefix in set(_NEWS.findall(text)) if ":news" in text else ():
        found.setdefault(prefix.lower(), "news")
    if (root := _TAG.search(text)) and ":" in (name := (root["name"] or root["loose_name"]).lower()):
        # An undeclared prefix of the root is the list's own.
        prefix, _, own = name.partition(":")
        if own in _ROOTS:
            found.setdefault(prefix, "")
    return found


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source[:_LONGEST_VALUE]) if "=" in source else ():
        found.setdefault(match[1].lower(), resolved(match[2] or match[3] or match[4] or ""))
        if len(found) >= _MOST_ATTRIBUTES:
            break
    return found


def _content(source: str) -> str:
    """Returns what is in an element: sections as they are, the text around them resolved, and no comments."""
    if "<!" not in source:
        return resolved(source)
    pieces, position = [], 0
    while position < len(source):
        begin = source.find("<!", position)
        pieces.append(resolved(source[position : begin if begin >= 0 else len(source)]))
        if begin < 0:
            break
        mark, close = (_CDATA, _CDATA_END) if source.startswith(_CDATA, begin) else (_COMMENT, _COMMENT_END)
        if not source.startswith(mark, begin):
            pieces.append("<!")
            position = begin + 2
            continue
        end = source.find(close, begin + len(mark))
        end = end if end >= 0 else len(source)
        pieces.append(source[begin + len(mark) : end] if mark is _CDATA else "")
        position = end + len(close)
    return "".join(pieces)
