"""The lists of articles that a spider declares: feeds, sitemaps, APIs, pages of headlines, searches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, ClassVar, TypeAlias
from urllib.parse import quote

from crawler.discovery.backfill_position import FIRST, Position
from crawler.text.urls import Address, Addresses

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from crawler.discovery.api import Keys
    from crawler.items import ListEntry


# Larger lists are not parsed a second time to count foreign entries.
_LARGEST_COUNTED = 1_000_000
_ANY_ADDRESS = Addresses(Address(".*"))
# Entries of a list generated at once share a time within so long; fewer entries prove nothing.
_MADE_WITHIN, _FEWEST, _FEWEST_ON_A_DAY = timedelta(minutes=1), 5, 20


@dataclass(frozen=True, slots=True)
class _List:
    """Base of all lists.

    `{query}` in the addresses makes a list a search; `{begin}` and `{end}`, dates with a format, make it one that is
    requested month by month.
    """

    url: str
    """Address of the first page."""
    paged: str = field(default="", kw_only=True)
    """Address of the further pages, with `{page}`; without it the list has one page."""
    guess: bool = field(default=False, kw_only=True)
    """True if nobody has seen that the list exists: it is tried last, and disabled for a month if it fails."""
    by_date: bool = field(default=False, kw_only=True)
    """True if a search gives the newest articles first."""
    kind: ClassVar[str]
    """What the list is called in a run's verdict."""

    @property
    def is_search(self) -> bool:
        """True if the list is a search."""
        return "{query" in self.url

    @property
    def name(self) -> str:
        """The name of the list in a run's verdict."""
        return "search" if self.is_search else self.kind

    @property
    def is_sorted(self) -> bool:
        """True if each page has older articles than the page before."""
        return self.by_date or not self.is_search

    @property
    def has_no_foreign_items(self) -> bool:
        """True if every entry belongs to the list itself, not to boxes beside it."""
        return self.kind in {"feed", "api"}

    @property
    def is_paged(self) -> bool:
        """True if the addresses of further pages are known."""
        return "{page}" in self.paged or "{page}" in self.url

    @property
    def monthly(self) -> bool:
        """True if it is requested month by month."""
        return "{begin" in self.url

    def key(self, query: str = "") -> str:
        """Returns the list's key in the catalogue: the address of its first page, or its template if it has months."""
        return self.url if self.monthly else self.at(FIRST, query)

    def found_nothing(self, body: bytes) -> bool:  # noqa: ARG002 - for others
        """True if a page without articles is a search's well-formed answer that it found nothing."""
        return False

    def matches(self, url: str) -> bool:
        """True if an address is that of one of its pages."""
        forms = (re.sub(r"\\\{.*?\\\}", "[^/&]*?", re.escape(form)) for form in (self.url, self.paged) if form)
        return any(re.fullmatch(form, url) for form in forms)

    def at(self, position: Position = FIRST, query: str = "") -> str:
        """Returns the address of a page."""
        template = self.paged if position.page > 1 and self.paged else self.url
        begin = date.fromisoformat(f"{position.month or '1990-01'}-01")
        end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return template.format(page=position.page, query=quote(query, safe=""), begin=begin, end=end)

    def next_position(self, position: Position, *, had_articles: bool, until_month: str = "") -> Position | None:
        """Returns the next older page, or none at the end; `had_articles` is true if the page had any article."""
        if had_articles and self.is_paged:
            return Position(position.page + 1, position.month)
        return position.month_before() if self.monthly and position.month > until_month else None


@dataclass(frozen=True, slots=True)
class Feed(_List):
    """An RSS or Atom feed."""

    kind: ClassVar[str] = "feed"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles in a feed, in its order; empty if the body is not a feed."""
        from crawler.discovery import feed  # noqa: PLC0415 - only who reads a list loads its parser

        return feed.read(body, self.url, addresses, zone)

    def found_nothing(self, body: bytes) -> bool:
        """True if a page is a feed without entries."""
        from crawler.discovery import feed  # noqa: PLC0415 - as above

        return feed.is_empty(body)


@dataclass(frozen=True, slots=True)
class Sitemap(_List):
    """A sitemap, a news sitemap, or an index, whose sitemaps are read by the dates in their names."""

    kind: ClassVar[str] = "sitemap"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles in a sitemap, in its order; empty if the body is an index."""
        from crawler.discovery import sitemap  # noqa: PLC0415 - as above

        return sitemap.read(body, self.url, addresses, zone)


@dataclass(frozen=True, slots=True)
class Section(_List):
    """A page of headlines."""

    items: str = field(default="", kw_only=True)
    """CSS selector of its cards, needed if the page links other articles as well."""
    kind: ClassVar[str] = "section"

    @property
    def has_no_foreign_items(self) -> bool:
        """True if its cards are selected."""
        return bool(self.items)

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles that a page links, in its order."""
        from crawler.discovery import section  # noqa: PLC0415 - as above

        # Addresses in the scripts of a search page, and links beside its results, need not be results.
        frame = section.frame_of(self.items) if self.is_search else ""
        return section.read(body, self.url, addresses, zone, self.items, frame, scripted=not self.is_search)

    def found_nothing(self, body: bytes) -> bool:
        """True if a page without articles has the box in which the cards are."""
        from crawler.discovery import section  # noqa: PLC0415 - as above

        return section.has_frame(body, self.url, section.frame_of(self.items))

    def next_page(self, body: bytes, url: str) -> str:
        """Returns the address of the next page as the page links it; empty if `paged` is declared or there is none."""
        from crawler.discovery import section  # noqa: PLC0415 - as above

        return "" if self.is_paged else section.next_page(body, url)


@dataclass(frozen=True, slots=True)
class Api(_List):
    """A JSON list."""

    items: str = field(kw_only=True)
    """Key of the list in the answer; empty if the answer is the list."""
    article: str = field(kw_only=True)
    """Template of an article's address over the keys of an entry."""
    title: str = field(kw_only=True)
    """Key of the title, with dots for nested keys."""
    published: str = field(default="", kw_only=True)
    """Key of the time of publication, with dots for nested keys."""
    kind: ClassVar[str] = "api"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles in a list, in its order."""
        from crawler.discovery import api  # noqa: PLC0415 - as above

        return api.read(body, self.url, self._keys, addresses, zone)

    def found_nothing(self, body: bytes) -> bool:
        """True if the list in an answer is empty."""
        from crawler.discovery import api  # noqa: PLC0415 - as above

        return api.is_empty(body, self._keys)

    @property
    def _keys(self) -> Keys:
        from crawler.discovery import api  # noqa: PLC0415 - as above

        return api.Keys(self.items, self.article, self.title, self.published)


List: TypeAlias = Feed | Sitemap | Section | Api
# The list sources of one site in order of preference; lists grouped in a sequence are read together.
Site: TypeAlias = Sequence[List | Sequence[List]]


def foreign_entries(source: List, body: bytes, addresses: Addresses, zone: tzinfo) -> list[str]:
    """Returns the URLs of entries of a list that are not articles of the outlet; none for a page of headlines.

    Their share grows when a site moves.
    """
    if source.kind == "section" or len(body) > _LARGEST_COUNTED:
        return []
    return [entry.url for entry in source.read(body, _ANY_ADDRESS, zone) if not addresses.canonical(entry.url)]


def drop_bulk_modifications(listed: list[ListEntry], now: datetime) -> list[ListEntry]:
    """Clears times of modification that most entries share to the minute: the times at which the list was generated.

    A shared day without a time counts only if it is recent and shared by nearly all entries of a long list.
    """
    latest = max((entry.modified for entry in listed if entry.modified), default=None)
    if latest is None:
        return listed
    shared = [entry for entry in listed if entry.modified and latest - entry.modified < _MADE_WITHIN]
    fewest, share = (_FEWEST, 0.5) if latest.time() != time.min else (_FEWEST_ON_A_DAY, 0.9)
    is_made = latest.time() != time.min or now - latest < timedelta(days=2)
    if is_made and len(shared) >= fewest and len(shared) > share * len(listed):
        for entry in shared:
            entry.modified = None
    return listed


def drop_future_times(listed: list[ListEntry], now: datetime) -> list[ListEntry]:
    """Clears times that are more than a day in the future.

    A mistyped year would otherwise be the newest time ever seen in the list, for all later runs.
    """
    last = now + timedelta(days=1)
    for entry in listed:
        if entry.published and entry.published > last:
            entry.published = None
        if entry.modified and entry.modified > last:
            entry.modified = None
    return listed
