"""The lists that an outlet declares, without their order of preference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from crawler.discovery.sources import List, Site


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
