"""The lists that an outlet declares, without their order of preference, and which of them a page belongs to."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.discovery.sources import Feed, Sitemap

if TYPE_CHECKING:
    from crawler.discovery.sources import List, Site

_GZIP = b"\x1f\x8b"
# Bytes of a page that hold its root element.
_HEAD = 1000


def lists_of(*sites: Site) -> list[List]:
    """Returns the lists of sites, each once."""
    ways = (way for site in sites for way in site)
    lists = (each for way in ways for each in (way if isinstance(way, Sequence) else [way]))
    return list(dict.fromkeys(lists))


def hosts_of(sites: Sequence[Site]) -> set[str]:
    """Returns the hosts of the lists of sites."""
    return {urlsplit(each.url).hostname or "" for each in lists_of(*sites)}


def host_of(site: Site) -> str:
    """Returns the host of the first list of a site, by which the catalogue knows the site."""
    return urlsplit(lists_of(site)[0].url).hostname or ""


def list_at(url: str, body: bytes, lists: Sequence[List]) -> List | None:
    """Returns the list to which a page belongs: one of those given, else a feed or sitemap by its root element."""
    if declared := next((each for each in lists if each.matches(url)), None):
        return declared
    head = head_of(body)
    if head.startswith(_GZIP) or b"<urlset" in head or b"<sitemapindex" in head:
        return Sitemap(url)
    return Feed(url) if any(root in head for root in (b"<rss", b"<feed", b"<rdf:RDF")) else None


def head_of(body: bytes) -> bytes:
    """Returns the first bytes of a list, without the mark and the space before its root element."""
    return body[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
