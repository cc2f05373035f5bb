"""Bounds of lists, by scans whose time grows with the length: within them a list is read in the run's own process."""

from __future__ import annotations

import re

# Larger lists take seconds to read, or more memory than a run should have. XML, which makes no tree, takes less.
_MOST_BYTES, _MOST_XML_BYTES, _MOST_VALUES = 4 * 1024 * 1024, 16 * 1024 * 1024, 400_000
_XML = re.compile(rb"<(?:[\w.-]{1,50}:)?(?:urlset|sitemapindex|rss|feed|rdf)\b", re.IGNORECASE)
MOST_ENTRIES = 50_000
"""Entries of one list that a run takes, the newest: as many as sitemaps.org allows."""
MOST_READ = 250_000
"""Entries behind which readers stop."""
# Trees take time that grows with the square of these.
_MOST_TAGS, _MOST_DEPTH, _MOST_ATTRIBUTES = 100_000, 500, 256
_SHORT = 2 * _MOST_ATTRIBUTES
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    # These end where the next of them begins.
    "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot",
}  # fmt: skip
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s<>/]{0,50})[^<>]*+")
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")


def fits_run(body: bytes) -> bool:
    """True if a list, decompressed, may be read in the run's own process."""
    if len(body) > _MOST_BYTES:
        return len(body) <= _MOST_XML_BYTES and bool(_XML.search(body[:1000]))
    start = body[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    return not start.startswith((b"{", b"[")) or sum(map(body.count, (b"{", b"[", b","))) <= _MOST_VALUES


def fits_tree(text: str) -> bool:
    """True if a page may be parsed into a tree: if it has not too many tags, levels, and attributes of one element."""
    if len(text) > _MOST_BYTES or text.count("<") > _MOST_TAGS:
        return False
    depth, open_tags = 0, dict[str, int]()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name in _VOID:
            pass
        elif not tag["end"]:
            depth += 1
            open_tags[name] = open_tags.get(name, 0) + 1
            if depth > _MOST_DEPTH:
                return False
        elif open_tags.get(name):
            # Elements in it that were not ended may still be open: they count.
            depth -= 1
            open_tags[name] -= 1
        if tag.end() - tag.start() > _SHORT and len(_VALUE.sub('""', tag[0]).split()) > _MOST_ATTRIBUTES:
            return False
    return True
