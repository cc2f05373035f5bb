"""Opt-outs from text and data mining and from training: what a site asks of programs like this one. Pure.

`noai` and `noimageai` stand in robots meta elements and `X-Robots-Tag`; the TDM reservation protocol (W3C community
group, 2024) in a header, a meta element and `/.well-known/tdmrep.json`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_META = re.compile(rb"<meta\b[^>]{0,400}>", re.IGNORECASE)
_NAME = re.compile(rb"""(?<![\w-])(?:name|property|http-equiv)\s*=\s*["']?(?P<name>[\w-]+)""", re.IGNORECASE)
_CONTENT = re.compile(
    rb"""(?<![\w-])content\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+))""", re.IGNORECASE
)
_KNOWN = ("noai", "noimageai", "noarchive", "noindex")
# Meta elements stand in the head.
_HEAD = 200_000


def directives(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """Returns what a page asks for, of `noai`, `noimageai`, `noarchive`, `noindex` and `tdm`."""
    found: set[str] = set()
    lower = {name.lower(): value for name, value in headers.items()}
    words = [lower.get("x-robots-tag", "")]
    if lower.get("tdm-reservation", "").strip() == "1":
        found.add("tdm")
    for meta in _META.findall(body[:_HEAD]):
        name, content = _NAME.search(meta), _CONTENT.search(meta)
        if not name or not content:
            continue
        value = (content["double"] or content["single"] or content["bare"] or b"").decode("utf-8", "replace")
        kind = name["name"].lower()
        if kind == b"tdm-reservation" and value.strip() == "1":
            found.add("tdm")
        elif kind in {b"robots", b"x-robots-tag", b"outlet-crawler"}:
            words.append(value)
    asked = {word.lower() for line in words for word in re.split(r"[\s,;:]+", line)}
    return sorted(found | {word for word in _KNOWN if word in asked})


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
