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

from crawler.discovery.titles import resolved

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
_LONGEST_VALUE, _MOST_ATTRIBUTES = 10_000, 100


@dataclass
class Element:
    """An element right within an entry."""

    name: str
    """Name with its usual prefix, empty for those of the list itself: `link`, `news:title`."""
    attributes: dict[str, str]
    """Values by their names."""
    text: str
    """What is in it, with markup, and with the entities of XML resolved outside of CDATA sections."""


@dataclass
class Entry:
    """An entry of a list. Elements that the end of the text has cut are left out."""

    attributes: dict[str, str]
    """Values of its tag by their names."""
    base: str
    """Address to which its relative addresses are relative."""
    elements: list[Element] = field(default_factory=list)
    """Elements, in their order."""

    def texts(self, *names: str) -> list[str]:
        """Returns what is in the elements with these names, in the order of the names, if it is not blank."""
        found = (each.text for name in names for each in self.elements if each.name == name)
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

    def entries(self) -> Iterator[Entry]:
        text, names, entry, position = self._text, self._names, None, 0
        # The element that is open within the entry: its name and attributes, where it begins, elements of the same name.
        name, attributes, start, depth = "", "", 0, 0
        while (position := text.find("<", position)) >= 0:
            if text.startswith("<!", position) or text.startswith("<?", position):
                position = self._behind_declaration(position, name)
                continue
            tag = _TAG.match(text, position)
            if not tag:
                position += 1
                continue
            here, position = position, tag.end()
            is_end, own, said = tag["end"], tag["name"], tag["attributes"]
            if own is None:
                is_end, own, said = tag["loose_end"], tag["loose_name"], tag["loose"]
            own, is_empty = self._named(own), not is_end and said.endswith("/")
            if own in names.entries or own in _ROOTS:
                if entry:
                    # The end of an element that was not ended itself.
                    self._add(entry, name, attributes, start, here if name in names.wanted else -1)
                    yield entry
                entry, name = None, ""
                if not is_end and own in names.entries:
                    entry = Entry(_attributes(said), self._base)
                    entry.base = joined(self._base, entry.attributes.get("xml:base", ""))
                elif not is_end:
                    self._base = joined(self._base, _attributes(said).get("xml:base", ""))
                continue
            if entry is None or own in names.groups:
                continue
            if is_end:
                depth -= own == name
                if name and own == name and depth == 0:
                    self._add(entry, name, attributes, start, here)
                    name = ""
                continue
            is_wanted = own in names.wanted
            if name and is_wanted and (name in names.wanted or name in names.texts):
                self._add(entry, name, attributes, start, here)
                name = ""
            if name:
                depth += own == name and not is_empty
            elif is_empty:
                self._add(entry, own, said, here, here)
            else:
                name, attributes, start, depth = own, said, position, 1
        if entry:
            yield entry

    def _add(self, entry: Entry, name: str, attributes: str, start: int, end: int) -> None:
        if name in self._names.wanted and end >= 0:
            content = self._text[start : min(end, start + _LONGEST_VALUE)]
            entry.elements.append(Element(name, _attributes(attributes), _content(content)))

    def _named(self, name: str) -> str:
        prefix, _, own = name.lower().rpartition(":")
        prefix = self._prefixes.get(prefix, prefix)
        return f"{prefix}:{own}" if prefix else own

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
