"""Lists of an outlet's articles: feeds, sitemaps, APIs, pages of headlines, searches. Pure: bytes in, addresses out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, ClassVar, TypeAlias
from urllib.parse import quote

from crawler.discovery import api, feed, section, sitemap
from crawler.discovery.page_position import FIRST, Position
from crawler.text.urls import Address, Addresses

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from crawler.items import ListEntry


# It is read once more for that.
_LARGEST_COUNTED = 1_000_000
_ANY_ADDRESS = Addresses(Address(".*"))
# So long a list may be in the making, and so many entries tell that it has been.
_MADE_WITHIN, _FEWEST, _FEWEST_ON_A_DAY = timedelta(minutes=1), 5, 20


@dataclass(frozen=True, slots=True)
class _List:
    """What all lists have in common.

    `url` is the address of the first page, `paged` that of those behind it, with `{page}` in it; a list without has
    one page. `{query}` in them makes it a search. `{begin}` and `{end}`, as dates with a format, make it one that is
    walked month by month. `by_date` says of a search that the newest come first. `guess` marks one of which nobody has
    seen that it exists: it is tried where nothing better answers, and left alone for a month where it does not.
    """

    url: str
    paged: str = field(default="", kw_only=True)
    guess: bool = field(default=False, kw_only=True)
    by_date: bool = field(default=False, kw_only=True)
    kind: ClassVar[str]

    @property
    def is_search(self) -> bool:
        """Whether it is asked for words."""
        return "{query" in self.url

    @property
    def name(self) -> str:
        """What a run says that it was served by."""
        return "search" if self.is_search else self.kind

    @property
    def is_sorted(self) -> bool:
        """Whether each of its pages holds older articles than the one before."""
        return self.by_date or not self.is_search

    @property
    def has_no_foreign_items(self) -> bool:
        """Whether it names no articles but those of the list itself."""
        return self.kind in {"feed", "api"}

    @property
    def is_paged(self) -> bool:
        """Whether the addresses of its further pages are known."""
        return "{page}" in self.paged or "{page}" in self.url

    @property
    def monthly(self) -> bool:
        """Whether it is asked for a month at a time."""
        return "{begin" in self.url

    def key(self, query: str = "") -> str:
        """Returns what the list is known by: the address of its first page, or its form where that has a month."""
        return self.url if self.monthly else self.at(FIRST, query)

    def matches(self, url: str) -> bool:
        """Tells whether an address is that of one of its pages."""
        forms = (re.sub(r"\\\{.*?\\\}", "[^/&]*?", re.escape(form)) for form in (self.url, self.paged) if form)
        return any(re.fullmatch(form, url) for form in forms)

    def at(self, position: Position = FIRST, query: str = "") -> str:
        """Returns the address of one of its pages."""
        template = self.paged if position.page > 1 and self.paged else self.url
        begin = date.fromisoformat(f"{position.month or '1990-01'}-01")
        end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return template.format(page=position.page, query=quote(query, safe=""), begin=begin, end=end)

    def next_position(self, position: Position, *, anything: bool, until_month: str = "") -> Position | None:
        """Returns what comes behind a page, older, or none at the end; `anything` says whether it held any article."""
        if anything and self.is_paged:
            return Position(position.page + 1, position.month)
        return position.month_before() if self.monthly and position.month > until_month else None


@dataclass(frozen=True, slots=True)
class Feed(_List):
    """An RSS or Atom feed."""

    kind: ClassVar[str] = "feed"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles that the feed names, in its order; none where it is no feed."""
        return feed.read(body, self.url, addresses, zone)


@dataclass(frozen=True, slots=True)
class Sitemap(_List):
    """A sitemap, a news sitemap, or an index of them, which is walked by the years in its sitemaps' names."""

    kind: ClassVar[str] = "sitemap"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles that the sitemap names, in its order; none where it is an index."""
        return sitemap.read(body, self.url, addresses, zone)


@dataclass(frozen=True, slots=True)
class Section(_List):
    """A page of headlines; `items` selects its cards where it links other articles beside its own."""

    items: str = field(default="", kw_only=True)
    kind: ClassVar[str] = "section"

    @property
    def has_no_foreign_items(self) -> bool:
        """Whether its cards are known."""
        return bool(self.items)

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles that the page links, in its order."""
        # What the data of a search's page name need not be what it has found.
        return section.read(body, self.url, addresses, zone, self.items, scripted=not self.is_search)

    def next_page(self, body: bytes, url: str) -> str:
        """Returns the address of the page behind one, as that itself links it, where it is not known otherwise."""
        return "" if self.is_paged else section.next_page(body, url)


@dataclass(frozen=True, slots=True)
class Api(_List):
    """A JSON list.

    `items` names the key that holds it (empty: the answer is the list), `article` is a template over an entry's keys,
    `title` and `published` name keys, with dots where they lie in others.
    """

    items: str = field(kw_only=True)
    article: str = field(kw_only=True)
    title: str = field(kw_only=True)
    published: str = field(default="", kw_only=True)
    kind: ClassVar[str] = "api"

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
        """Returns the articles that the list names, in its order."""
        keys = api.Keys(self.items, self.article, self.title, self.published)
        return api.read(body, self.url, keys, addresses, zone)


List: TypeAlias = Feed | Sitemap | Section | Api
# The ways to the news of one site, best first; the lists of one way are read together.
Site: TypeAlias = Sequence[List | Sequence[List]]


def count_foreign_entries(source: List, body: bytes, addresses: Addresses, zone: tzinfo) -> int:
    """Counts the entries of a list whose addresses are none of the outlet's articles'; of a page of headlines, none.

    A site that moves names ever more of them.
    """
    if source.kind == "section" or len(body) > _LARGEST_COUNTED:
        return 0
    return sum(not addresses.canonical(entry.url) for entry in source.read(body, _ANY_ADDRESS, zone))


def drop_bulk_modifications(listed: list[ListEntry], now: datetime) -> list[ListEntry]:
    """Takes out changes that most entries share to the minute: those are the times at which the list was made.

    A day alone may be that of many changes, but not today of nearly all that is on a long list.
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
    """Takes out times that are more than a day ahead.

    One mistyped year would count as the newest that a list has shown, for all runs and walks to come.
    """
    last = now + timedelta(days=1)
    for entry in listed:
        if entry.published and entry.published > last:
            entry.published = None
        if entry.modified and entry.modified > last:
            entry.modified = None
    return listed
