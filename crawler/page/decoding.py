"""Decodes the bytes of a page, and removes control characters."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from crawler.page.refusals import NotAnArticle
from crawler.text.unicode import ESCAPE, NOT_XML

if TYPE_CHECKING:
    from collections.abc import Mapping

_UTF7 = re.compile(r"charset\s*=\s*[\"']?\s*(?:unicode-1-1-)?utf-?7\b", re.IGNORECASE)
_HEAD = 4096
_SOUGHT = 200_000
_BAD = "\ufffd"
# Share of characters that are no ASCII and may be damaged, in a charset that is the right one.
_MOST_DAMAGED = 0.05
# So many bytes, or such a share, may be damaged in a page of ASCII.
_FEW, _FEW_OF = 3, 0.001
# In the West letters beyond ASCII stand mostly alone, in words of ASCII.
_WESTERN = {"cp1252", "iso8859-1", "iso8859-15"}
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_MOSTLY = 0.5
# The older charsets of the web, by the languages that they are for; of those that look alike one.
_OF_LANGUAGES = {
    "ko": ["cp949"],
    "ja": ["cp932", "euc_jp"],
    "zh": ["gb18030", "big5"],
    "ru uk be bg": ["cp1251", "koi8_r"],
    "el": ["cp1253"],
    "he yi": ["cp1255"],
    "ar fa ur": ["cp1256"],
    "pl cs sk hu sl hr ro": ["cp1250", "iso8859_2"],
    "tr az": ["cp1254"],
    "lt lv et": ["cp1257"],
}
_WEB = [charset for charsets in _OF_LANGUAGES.values() for charset in charsets]
_LANGUAGE = re.compile(rb"<html\b[^>]{0,400}?\blang\s{0,9}=\s{0,9}[\"']?([a-z]{2})\b", re.IGNORECASE)
# Charsets that write all letters in ASCII, and UTF-16 without a mark.
_IN_ASCII = ("iso2022", "hz")
_WIDE = {name: tuple(f"<{next_one}".encode(name) for next_one in "!hH?") for name in ("utf-16-le", "utf-16-be")}
_BEYOND_ASCII = bytes(range(128, 256))
_CONTROLS = bytes(byte for byte in range(128) if NOT_XML.match(chr(byte)))
# Control characters as numeric references. lxml rejects them once they are text of a tree.
_NUMBERED = re.compile(
    r"&#(?:0*([0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*([0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)


def decode(body: bytes, headers: Mapping[str, str]) -> str:
    """Decodes a page by its byte order mark, as UTF-8, by its declared charset, else by what its bytes look like.

    UTF-8 precedes a declaration, because servers mislabel it and nothing else looks like it. Damaged characters are
    left out.

    Raises:
        NotAnArticle: `undecodable`, if the charset is UTF-7, or none fits.
    """
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace").replace(_BAD, "")
    header = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if _UTF7.search(header) or _UTF7.search(body[:_HEAD].decode("latin-1")):
        # No browser reads it, and encoded text passes for ASCII.
        raise NotAnArticle("undecodable", "charset utf-7")
    declared = [
        resolve_encoding(name) or name
        for name in (http_content_type_encoding(header or None), html_body_declared_encoding(body))
        if name
    ]
    escaped = [name for name in declared if name.startswith(_IN_ASCII)]
    wide = [name for name, start in _WIDE.items() if body.startswith(start)]
    names = [*escaped, *wide, "utf-8", *declared]
    text = next((text for name in names if (text := _fitting(body, name)) is not None), None)
    if text is None and b"\x00" in body:
        raise NotAnArticle("empty", "no bytes of text")
    text = _guessed(body) if text is None else text
    if text is None:
        raise NotAnArticle("undecodable", "no charset fits")
    return text


def _fitting(body: bytes, charset: str) -> str | None:
    """Returns the body in a charset, without what is damaged; none if the charset is another one."""
    if charset in _WESTERN and (b"\xff" in body or not _is_western(body)):
        return None
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        text = body.decode(charset, "replace")
    except LookupError:
        return None
    bad = text.count(_BAD)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    # What is valid of UTF-8 is so by no accident.
    return text.replace(_BAD, "") if bad <= beyond * (_MOSTLY if charset == "utf-8" else _MOST_DAMAGED) else None


def _is_western(body: bytes) -> bool:
    beyond = len(body) - len(body.translate(None, _BEYOND_ASCII))
    return sum(1 for _ in _ALONE.finditer(body)) >= beyond * _MOSTLY


def _guessed(body: bytes) -> str | None:
    """Returns the body in the charset in which its text makes words, its language's first; none if there is none."""
    stated = _LANGUAGE.search(body[:_HEAD])
    language = stated[1].decode().lower() if stated else ""
    own = next((charsets for languages, charsets in _OF_LANGUAGES.items() if language in languages.split()), [])
    western = not own and _is_western(body)
    if western and (text := _fitting(body, "cp1252")) is not None:
        return text
    said = [piece for piece in re.split(rb"[<>\n]", body[:_SOUGHT]) if not piece.isascii()]
    # The detector finds no charset for what holds one damaged byte: half of it holds none.
    groups = [own, _WEB] if own else [] if western else [_WEB]
    for charsets, part in product(groups, (said, said[::2], said[1::2])):
        best = from_bytes(b"\n".join(part), cp_isolation=charsets, preemptive_behaviour=False).best()
        text = _fitting(body, best.encoding) if best else None
        if text is not None:
            return text
    text = body.decode("utf-8", "replace")
    return text.replace(_BAD, "") if text.count(_BAD) <= max(_FEW, len(text) * _FEW_OF) else None


def without_controls(text: str, body: bytes) -> str:
    """Returns the decoded text of `body` without control characters and terminal escape sequences."""
    suspected = len(body.translate(None, _CONTROLS)) < len(body)
    if "&#" in text:
        text, found = _NUMBERED.subn(lambda number: chr(int(number[1] or number[2], 10 if number[1] else 16)), text)
        suspected = suspected or found > 0
    if suspected or "\ufffe" in text or "\uffff" in text:
        text = NOT_XML.sub("", ESCAPE.sub("", text))
    return text
