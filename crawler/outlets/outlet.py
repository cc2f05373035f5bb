"""Outlet: what a spider file declares of its outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from crawler.discovery.declared import lists_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.discovery.sources import List, Site
    from crawler.extraction.layout import Layout
    from crawler.text.urls import Addresses


class Outlet:
    """One outlet: its name, hosts, article addresses, lists and layouts."""

    name: str
    """Name of the spider."""
    outlet: ClassVar[str]
    """Name of the outlet."""
    language: ClassVar[str]
    """Language of most of its articles (`ko`, `en`)."""
    timezone: ClassVar[str]
    """IANA name of the zone for times that state none."""
    hosts: ClassVar[Sequence[str]]
    """All hosts that may be requested."""
    addresses: ClassVar[Addresses]
    """Article URLs and their canonical form."""
    discovery: ClassVar[Sequence[Site]]
    """For each of its sites the sources of news, best first; the next is a fallback."""
    archive: ClassVar[Sequence[Site]] = ()
    """For each of its sites the sources for backfills; each is read until one reaches the first day."""
    search: ClassVar[Sequence[Site]] = ()
    """For each of its sites the sources that find words, best first."""
    layouts: ClassVar[Sequence[Layout]]
    """Layouts of its pages, newest first."""

    @classmethod
    def declared_lists(cls) -> list[List]:
        """Returns all lists of its sites, each once."""
        return lists_of(*cls.discovery, *cls.archive, *cls.search)
