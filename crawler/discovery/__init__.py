"""Lists of an outlet's articles: feeds, sitemaps, list APIs, section pages. Pure: bytes in, addresses out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from crawler.discovery import api, feed, section, sitemap

if TYPE_CHECKING:
    from datetime import tzinfo

    from crawler.items import Listed
    from crawler.normalise.addresses import Addresses

__all__ = ["Api", "Feed", "List", "Section", "Site", "Sitemap", "newest_first"]


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed."""

    url: str
    kind = "feed"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[Listed]:
        """Returns the articles that the feed names, in its order; none where it is no feed."""
        return feed.read(body, self.url, addresses, zone)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or news sitemap (not an index)."""

    url: str
    kind = "sitemap"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[Listed]:
        """Returns the articles that the sitemap names, in its order."""
        return sitemap.read(body, self.url, addresses, zone)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of headlines."""

    url: str
    kind = "section"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[Listed]:
        """Returns the articles that the page links, in its order."""
        return section.read(body, self.url, addresses, zone)


@dataclass(frozen=True, slots=True)
class Api:
    """A JSON list: `items` names the key that holds it, `article` is a template over an entry's keys."""

    url: str
    items: str
    article: str
    title: str
    published: str
    kind = "api"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[Listed]:
        """Returns the articles that the list names, in its order."""
        return api.read(body, self, addresses, zone)


List: TypeAlias = Feed | Sitemap | Section | Api
# The ways to the news of one site, best first; the lists of one way are read together.
Site: TypeAlias = Sequence[List | Sequence[List]]


def newest_first(listed: list[Listed]) -> list[Listed]:
    """Sorts by the latest time that the list states; those without one keep their places behind."""
    dated = [entry for entry in listed if entry.modified or entry.published]
    dated.sort(key=lambda entry: max(time for time in (entry.modified, entry.published) if time), reverse=True)
    return dated + [entry for entry in listed if not (entry.modified or entry.published)]
