"""Decodes the bytes of a page, and removes control characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from crawler.page.refusals import NotAnArticle
from crawler.text.unicode import ESCAPE, NOT_XML

if TYPE_CHECKING:
    from collections.abc import Mapping

# Share of undecodable bytes above which the charset itself must be wrong.
_MOST_BAD = 0.001
_UTF7 = re.compile(r"charset\s*=\s*[\"']?\s*(?:unicode-1-1-)?utf-?7\b", re.IGNORECASE)
_HEAD = 4096
_CONTROLS = bytes(byte for byte in range(128) if NOT_XML.match(chr(byte)))
# Control characters as numeric references. lxml rejects them once they are text of a tree.
_NUMBERED = re.compile(
    r"&#(?:0*([0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*([0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)


def decode(body: bytes, headers: Mapping[str, str]) -> str:
    """Decodes a page by its byte order mark, as valid UTF-8, or by its declared charset; never by a guess.

    Valid UTF-8 precedes a declaration, because servers mislabel it and nothing else looks like it.

    Raises:
        NotAnArticle: `empty`, if the charset is UTF-7 or unknown.
    """
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace").replace("\ufffd", "")
    header = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if _UTF7.search(header) or _UTF7.search(body[:_HEAD].decode("latin-1")):
        # No browser reads it, and encoded text passes for ASCII.
        raise NotAnArticle("empty", "charset utf-7")
    declared = [
        name
        for name in (
            http_content_type_encoding(header or None),
            html_body_declared_encoding(body),
        )
        if name
    ]
    for name in ["utf-8", *declared]:
        try:
            return body.decode(resolve_encoding(name) or name)
        except (UnicodeDecodeError, LookupError):
            continue
    text = body.decode("utf-8", "replace")
    if b"\x00" in body[:4] or text.count("\ufffd") > max(3, len(text) * _MOST_BAD):
        raise NotAnArticle("empty", "charset unknown")
    return text.replace("\ufffd", "")


def without_controls(text: str, body: bytes) -> str:
    """Returns the decoded text of `body` without control characters and terminal escape sequences."""
    suspected = len(body.translate(None, _CONTROLS)) < len(body)
    if "&#" in text:
        text, found = _NUMBERED.subn(lambda number: chr(int(number[1] or number[2], 10 if number[1] else 16)), text)
        suspected = suspected or found > 0
    if suspected or "\ufffe" in text or "\uffff" in text:
        text = NOT_XML.sub("", ESCAPE.sub("", text))
    return text
