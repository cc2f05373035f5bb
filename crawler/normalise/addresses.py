"""Addresses: one canonical form for each article, whatever variant was seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|cmpid|ito|ns_\w+|ref|ref_src|source|share\w*",
    re.IGNORECASE,
)
_UNRESERVED = re.compile(r"%([0-9A-Fa-f]{2})")
_SAFE_PATH = "/:@!$&()*+,;=~%-._"
_LONGEST = 2083


def clean_url(url: str, base: str = "") -> str:
    """Returns the absolute https form of an address, or empty where it is no web address.

    Host in lower case, no fragment, no default port, no tracking parameters; percent-encoding as RFC 3986
    normalises it, with the apostrophe encoded (Japan Today prints both forms). Case of the path is kept.
    """
    if len(url) > _LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(base, re.sub(r"[\t\r\n]", "", url).strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or parts.username or port not in {None, 80, 443}:
        return ""
    return f"https://{host}{_path(parts)}{_query(parts)}"


def _path(parts: SplitResult) -> str:
    return quote(_UNRESERVED.sub(_decode, parts.path or "/"), safe=_SAFE_PATH)


def _query(parts: SplitResult) -> str:
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return "?" + urlencode(pairs, safe="/:@,-._~", errors="replace") if pairs else ""


def _decode(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else f"%{match[1].upper()}"


@dataclass(frozen=True, slots=True)
class Address:
    """One form of an outlet's article addresses.

    `pattern` is a regular expression over a whole cleaned address; `canonical` is a template for its named
    groups. An empty template keeps the address as it is.
    """

    pattern: str
    canonical: str = ""


class Addresses:
    """What counts as an article address of an outlet, and its canonical form."""

    def __init__(self, *forms: Address) -> None:
        self._forms = [(re.compile(form.pattern), form.canonical) for form in forms]

    def __add__(self, other: Addresses) -> Addresses:
        """Returns the addresses of both."""
        both = Addresses()
        both._forms = self._forms + other._forms
        return both

    def canonical(self, url: str, base: str = "") -> str:
        """Returns the canonical form of an article's address, or empty where it is none of this outlet's."""
        cleaned = clean_url(url, base)
        for pattern, template in self._forms:
            if match := pattern.fullmatch(cleaned):
                return template.format(**match.groupdict("")) if template else cleaned
        return ""
