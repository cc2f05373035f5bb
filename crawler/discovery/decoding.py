"""Decodes the bytes of a list: whatever is wrong with some of them costs no more than those."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import TYPE_CHECKING

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP = b"\x1f\x8b"
# sitemaps.org allows 50 MB.
_LARGEST = 64 * 1024 * 1024
_HEAD = 1024
_XML_ENCODING = re.compile(rb"""<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*["']\s*([\w.:-]{1,40})""", re.IGNORECASE)
# Characters beyond the first plane as two surrogates, each encoded on its own (CESU-8).
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
# Hangul in EUC-KR, and all runs of bytes that are no ASCII.
_HANGUL, _FOREIGN = re.compile(rb"(?:[\xa1-\xc8\xca-\xfd][\xa1-\xfe])+"), re.compile(rb"[\x80-\xff]+")
_MOSTLY = 0.8
_BAD = "\ufffd"


def decode_list(body: bytes, content_type: str = "") -> str:
    """Decodes a list by its byte order mark, as UTF-8, by the charset it declares or by what its bytes are.

    Bytes that are none of the charset are left out, and a packed list is unpacked; empty if it is not whole.
    `content_type` is the header of the response.
    """
    body = unpacked(body)
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace").replace(_BAD, "")
    if wide := _without_mark(body):
        return body.decode(wide, "replace").replace(_BAD, "")
    body = body if body.isascii() else _SURROGATES.sub(_joined, body)
    for name in _candidates(body, content_type):
        try:
            text = body.decode(name, "replace")
        except (LookupError, UnicodeError, ValueError):
            continue
        bad = text.count(_BAD)
        # Nothing else looks like UTF-8 by chance; in other charsets two bytes may lack for one character that is bad.
        if not bad or bad * (1 if name == "utf-8" else 2) <= sum(1 for each in _foreign(text)):
            return text.replace(_BAD, "") if bad else text
    return body.decode("utf-8", "ignore")


def unpacked(body: bytes) -> bytes:
    """Decompresses a list served as a gzip file (`sitemap-1.xml.gz`); empty if it is truncated or too large."""
    if not body.startswith(_GZIP):
        return body
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = stream.decompress(body, _LARGEST)
    except zlib.error:
        return b""
    return plain if stream.eof else b""


def _without_mark(body: bytes) -> str:
    """Returns the charset of a list in UTF-16 without a mark, else empty."""
    for name, start in (("utf-16-le", slice(1, 8, 2)), ("utf-16-be", slice(0, 8, 2))):
        if body[start] == bytes(4):
            return name
    return ""


def _joined(pair: re.Match[bytes]) -> bytes:
    halves = pair[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le").encode()


def _foreign(text: str) -> Iterator[str]:
    return (char for char in text if char > "\x7f" and char != _BAD)


def _candidates(body: bytes, content_type: str) -> Iterator[str]:
    """Yields the charsets that a list may be in, the likeliest first."""
    yield "utf-8"
    xml = _XML_ENCODING.search(body[:_HEAD])
    declared = (
        xml[1].decode("ascii", "ignore") if xml else "",
        http_content_type_encoding(content_type or None),
        html_body_declared_encoding(body),
    )
    for name in filter(None, declared):
        # What has a mark or zeros in UTF-16 was decoded before.
        if (known := _resolved(name)) and not known.startswith(("utf-16", "utf-32", "utf-7", "utf-8")):
            yield known
    pairs, foreign = sum(map(len, _HANGUL.findall(body))), sum(map(len, _FOREIGN.findall(body)))
    yield "cp949" if pairs > _MOSTLY * foreign else "cp1252"


def _resolved(name: str) -> str:
    """Returns the charset that browsers take a name for, or empty if it is the name of none."""
    try:
        # `ks_c_5601-1987` is an alias that only the codecs know.
        codec = codecs.lookup(resolve_encoding(name) or name)
    except (LookupError, ValueError):
        return ""
    # Codecs such as `hex` give no text.
    return (resolve_encoding(codec.name) or codec.name) if codec._is_text_encoding else ""  # noqa: SLF001
