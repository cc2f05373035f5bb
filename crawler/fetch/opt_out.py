"""Opt-outs from text and data mining and from training: what a site asks of programs like this one. Pure.

`noai` and `noimageai` stand in robots meta elements and `X-Robots-Tag`; the TDM reservation protocol (W3C community
group, 2024) in a header, a meta element and `/.well-known/tdmrep.json`.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Without going back, so that a page of quotes costs no more than another.
_META = re.compile(r"""<meta\b(?>[^>"'<]++|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,40}+>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']+?)(?=/?>|\s))"""
)
_KNOWN = ("noai", "noimageai", "noarchive", "noindex")
_US = "outlet-crawler"
# `googlebot: noindex` is for one program; these are directives with a value.
_FOR = re.compile(r"\s*(?P<agent>[\w*-]+)\s*:(?P<rest>.*)")
_VALUED = {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"}
# Meta elements stand in the head.
_HEAD = 200_000


def directives(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """Returns what a page asks for, of `noai`, `noimageai`, `noarchive`, `noindex` and `tdm`.

    A header that came several times has its values in lines.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    words = [word for line in lower.get("x-robots-tag", "").splitlines() for word in _for_us(line)]
    tdm = [lower.get("tdm-reservation", "")]
    for meta in _META.findall(_without_comments(_head(body))):
        told: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(meta):
            value = found["double"] or found["single"] or found["bare"] or ""
            told.setdefault(found["name"].lower(), unescape(value).strip())
        kinds = {told.get(name, "").lower() for name in ("name", "property", "http-equiv")}
        if "tdm-reservation" in kinds:
            tdm.append(told.get("content", ""))
        elif kinds & {"robots", "x-robots-tag", _US}:
            words += re.split(r"[\s,;:]+", told.get("content", ""))
    asked = {word.lower() for word in words}.intersection(_KNOWN)
    return sorted(asked | {"tdm" for value in tdm if value.strip() == "1"})


def _for_us(line: str) -> Iterator[str]:
    """Yields the directives of an X-Robots-Tag that are for every program or for this one.

    A program's name holds for what follows it on its line.
    """
    agent = ""
    for part in re.split(r"[,;]", line):
        named = _FOR.match(part)
        directive = part
        if named and named["agent"].lower() not in _VALUED:
            agent, directive = named["agent"].lower(), named["rest"]
        if agent in {"", "*", "robots", _US}:
            yield from directive.split()


def _head(body: bytes) -> str:
    """Returns a page's head; of another encoding than UTF-16 only what is ASCII, which is all that counts here."""
    for encoding, signs in (("utf-16-le", (b"\xff\xfe", b"<\0")), ("utf-16-be", (b"\xfe\xff", b"\0<"))):
        if body.lstrip().startswith(signs):
            return body[: 2 * _HEAD].decode(encoding, "replace")
    return body[:_HEAD].decode("latin-1")


def _without_comments(html: str) -> str:
    first, *others = html.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def reserved_paths(text: str) -> list[str]:
    """Returns the locations that a tdmrep.json reserves; none where it says nothing that can be read."""
    try:
        entries = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    return [
        entry["location"]
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and entry.get("tdm-reservation") == 1 and isinstance(entry.get("location"), str)
    ]
