"""ListReader: the entries of one list page that belong to the outlet and to the run's hosts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.discovery.sources import Section, count_foreign_entries, drop_bulk_modifications, drop_future_times

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, tzinfo

    from crawler.discovery.sources import List
    from crawler.items import ListEntry
    from crawler.text.urls import Addresses

# Pages of lists are far smaller.
_MAX_BYTES_OF_TREE = 4 * 1024 * 1024


@dataclass(frozen=True)
class ListPage:
    """What one page of a list holds."""

    entries: list[ListEntry]
    """Articles of the outlet, in the list's order."""
    foreign: int
    """Entries whose URLs are no article URLs of the outlet, if they are counted."""
    next_url: str
    """URL of the next page as the page links it; empty if it is declared."""
    found_nothing: bool
    """True if it is the answer of a search that found nothing, rather than a page that names no articles."""


@dataclass(frozen=True)
class ListReader:
    """Reads list pages of one outlet."""

    addresses: Addresses
    """Article URLs of the outlet."""
    zone: tzinfo
    """For times without a zone."""
    hosts: Collection[str]
    """Hosts that the run may request; entries on others are dropped."""

    def read(self, source: List, body: bytes, url: str, now: datetime, *, counts_foreign: bool) -> ListPage:
        """Reads the page of a list at `url`."""
        found = source.read(body, self.addresses, self.zone)
        entries = [entry for entry in found if urlsplit(entry.url).hostname in self.hosts]
        entries = drop_bulk_modifications(drop_future_times(entries, now), now)
        # A run for news seldom reads on, and a tree of a million links takes a gigabyte.
        is_small = not counts_foreign or len(body) <= _MAX_BYTES_OF_TREE
        following = source.next_page(body, url) if isinstance(source, Section) and is_small else ""
        foreign = count_foreign_entries(source, body, self.addresses, self.zone) if counts_foreign else 0
        found_nothing = source.is_search and not found and source.found_nothing(body)
        return ListPage(entries, foreign, following, found_nothing)
