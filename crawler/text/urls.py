"""URL normalisation, and the canonical URLs of an outlet's articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|srsltid|igshid|mc_[ce]id|cmpid|ito|ns_\w+|ref|ref_src|source|share\w*",
    re.IGNORECASE,
)
_UNRESERVED = re.compile(r"%([0-9A-Fa-f]{2})")
_SAFE_PATH = "/:@!$&()*+,;=~%-._"
_LONGEST = 2083
_SCHEME, _SLASHES = len("https://"), re.compile("/{2,}")
# Most links of a page, in which nothing needs normalising: a fast path.
_PLAIN_PATH = r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)?"
_ABSOLUTE = re.compile(r"https?://[^/?#;][^;]*")
_PLAIN = re.compile(rf"(?:https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=/))?(?P<path>{_PLAIN_PATH})")


def clean_url(url: str, base: str = "") -> str:
    """Returns the absolute https form of a URL, or empty if it is not a web address.

    Host in lower case, no fragment, no default port, no tracking parameters; percent-encoding as RFC 3986
    normalises it, with the apostrophe encoded (Japan Today prints both forms). Case of the path is kept.
    """
    if len(url) > _LONGEST:
        return ""
    if (plain := _PLAIN.fullmatch(url)) and (origin := f"https://{plain['host']}" if plain["host"] else _origin(base)):
        return f"{origin}{plain['path']}"
    try:
        stripped = re.sub(r"[\t\r\n]", "", url).strip()
        # What is absolute is not joined, which takes half of the time.
        parts = urlsplit(stripped if _ABSOLUTE.fullmatch(stripped) else urljoin(base, stripped))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or parts.username or port not in {None, 80, 443}:
        return ""
    return f"https://{host}{_path(parts)}{_query(parts)}"


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    """Returns scheme and host of a page's URL, or empty if it is not a web address."""
    return "/".join(clean_url(base).split("/")[:3])


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
    groups. An empty template leaves the address unchanged.
    """

    pattern: str
    canonical: str = ""


class Addresses:
    """The forms of an outlet's article addresses, and their canonical form."""

    def __init__(self, *forms: Address) -> None:
        self._forms = [(re.compile(form.pattern), form.canonical) for form in forms]

    def __bool__(self) -> bool:
        """True if there is any form."""
        return bool(self._forms)

    def __add__(self, other: Addresses) -> Addresses:
        """Returns the forms of both."""
        both = Addresses()
        both._forms = self._forms + other._forms
        return both

    def canonical(self, url: str, base: str = "") -> str:
        """Returns the canonical form of an article's address, or empty if it is not an article of this outlet."""
        cleaned = clean_url(url, base)
        if "//" in cleaned[_SCHEME:]:
            # Some sites join a host that ends in a slash and a path that begins with one.
            cleaned = cleaned[:_SCHEME] + _SLASHES.sub("/", cleaned[_SCHEME:])
        for pattern, template in self._forms:
            if match := pattern.fullmatch(cleaned):
                return template.format(**match.groupdict("")) if template else cleaned
        return ""

    def led_to(self, link: str, base: str = "") -> str:
        """Returns the canonical form of an article's address, or of one in a parameter of a tracking link."""
        if (canonical := self.canonical(link, base)) or "=" not in link:
            return canonical
        carried = (value for _, value in parse_qsl(link.partition("?")[2]) if value.startswith(("http", "/")))
        return next(filter(None, (self.canonical(value, base) for value in carried)), "")
