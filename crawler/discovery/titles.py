"""Titles as lists have them, in plain words: without markup, and with entities resolved however often they are."""

from __future__ import annotations

import re
from html import unescape

from crawler.text.unicode import fold

_LONGEST = 500
# Longer ones are cut before they are searched.
_LONGEST_SOURCE = 5000
_DEEPEST = 3
_ENTITY = re.compile(r"&(?:#(?:\d{1,8}|[xX][0-9A-Fa-f]{1,7});?|[A-Za-z][A-Za-z0-9]{1,30};)")
_SURROGATES = re.compile(
    r"&#(?:x(?P<hexhigh>d[89ab][0-9a-f]{2})|(?P<high>55[2-9]\d{2}|56[0-2]\d{2}|563[01]\d));"
    r"&#(?:x(?P<hexlow>d[c-f][0-9a-f]{2})|(?P<low>56[3-9]\d{2}|57[0-2]\d{2}|573[0-4]\d));",
    re.IGNORECASE,
)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|ruby|s|samp|small|span|strike|strong|sub|sup|"
    "time|tt|u|var|wbr"
)
_BLOCK = "br|hr|p|div|h[1-6]|li|ul|ol|blockquote|section|header"
# Not `<인터뷰>` and not `5 < 6`, which titles have.
_TAG = re.compile(rf"</?(?:(?P<inline>{_INLINE})|(?P<block>{_BLOCK}))(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style)\b[^<>]*>[^<]*(?:</\1>)?|<!--(?:[^-]|-(?!->))*-->", re.IGNORECASE)


def plain_title(source: str) -> str:
    """Returns a title that may be HTML, or HTML that was escaped again, in plain words on one line."""
    text = source[:_LONGEST_SOURCE]
    if "<" in text:
        text = _TAG.sub(_gap, _SILENT.sub("", text))
    for _ in range(_DEEPEST):
        if "&" not in text or (once := resolved(text)) == text:
            break
        text = once
        # A single `<b>` may be what the title is about.
        if "</" in text:
            text = _TAG.sub(_gap, text)
    return fold(text)[:_LONGEST].rstrip()


def resolved(text: str) -> str:
    """Resolves entities with a semicolon, and numbers also without; surrogates by twos, and lone ones are left out."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _SURROGATES.sub(_joined, text)
    return _ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    return unescape(entity[0]).replace("\ufffd", "")


def _joined(pair: re.Match[str]) -> str:
    codes = (int(pair[f"hex{half}"] or pair[half], 16 if pair[f"hex{half}"] else 10) for half in ("high", "low"))
    return "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _gap(tag: re.Match[str]) -> str:
    return " " if tag["block"] else ""
