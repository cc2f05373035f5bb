"""Opt-outs from text and data mining and from training, as pages and sites declare them. Pure.

`noai` and `noimageai` are directives of robots meta elements and `X-Robots-Tag`; the TDM reservation protocol (W3C
community group, 2024) uses a header, a meta element and `/.well-known/tdmrep.json`.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Possessive: backtracking would make a page of quotes slow.
_META = re.compile(r"""<meta\b(?>[^>"'<]++|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,40}+>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']+?)(?=/?>|\s))"""
)
_KNOWN = ("noai", "noimageai", "noarchive", "noindex")
_US = "outlet-crawler"
# `googlebot: noindex` is for one robot; these names are not of robots, but of directives with a value.
_FOR = re.compile(r"\s*(?P<agent>[\w*-]+)\s*:(?P<rest>.*)")
_VALUED = {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"}
# Characters of a page that hold its head.
_HEAD = 200_000


def directives(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """Returns the directives of a page, of `noai`, `noimageai`, `noarchive`, `noindex` and `tdm`.

    Values of a repeated header are separated by line ends.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    words = [word for line in lower.get("x-robots-tag", "").splitlines() for word in _for_us(line)]
    tdm = [lower.get("tdm-reservation", "")]
    for meta in _META.findall(_without_comments(_head(body))):
        attributes: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(meta):
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes.setdefault(found["name"].lower(), unescape(value).strip())
        kinds = {attributes.get(name, "").lower() for name in ("name", "property", "http-equiv")}
        if "tdm-reservation" in kinds:
            tdm.append(attributes.get("content", ""))
        elif kinds & {"robots", "x-robots-tag", _US}:
            words += re.split(r"[\s,;:]+", attributes.get("content", ""))
    found_words = {word.lower() for word in words}.intersection(_KNOWN)
    return sorted(found_words | {"tdm" for value in tdm if value.strip() == "1"})


def _for_us(line: str) -> Iterator[str]:
    """Yields the directives of an X-Robots-Tag for all robots or for this one.

    A robot's name applies to what follows it on its line.
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
    """Returns a page's head. Of encodings other than UTF-16 only ASCII is decoded, which is all that is needed."""
    for encoding, signs in (("utf-16-le", (b"\xff\xfe", b"<\0")), ("utf-16-be", (b"\xfe\xff", b"\0<"))):
        if body.lstrip().startswith(signs):
            return body[: 2 * _HEAD].decode(encoding, "replace")
    return body[:_HEAD].decode("latin-1")


def _without_comments(html: str) -> str:
    first, *others = html.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def reserved_paths(text: str) -> list[str]:
    """Returns the locations that a tdmrep.json reserves; none if it cannot be read."""
    try:
        entries = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    return [
        entry["location"]
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and entry.get("tdm-reservation") == 1 and isinstance(entry.get("location"), str)
    ]
