"""The answer of a made outlet to any request at any time: a pure function of the seed, the time and the request."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import cached_property
from http import HTTPStatus
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tests.month import markup
from tests.month.faults import DAY, HOUR, Kind, Schedule
from tests.month.markup import HTML, Shown
from tests.month.news import Removal, TrueArticle, publish
from tests.month.outlets import OUTLETS, Listing
from tests.month.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from tests.month.outlets import Outlet

# Older articles are on no page that anything asks for.
_ON_LISTS = 20 * DAY
# How old a cache is that has not been renewed.
_STALE_CACHE = 20 * HOUR
_PINNED_AGE = 3 * DAY
# Nothing in it says what it is; its words are in no article.
_MAINTENANCE = {
    "en": Text(
        "We are moving house tonight",
        (
            "Dear readers, our editors are carrying their desks to another building, and the presses are resting.",
            "Whatever you came for can be read again as soon as the last cable has been plugged in. Come back later.",
            "We apologize to all who pay for this newspaper, and thank the movers for their patience with the archive.",
        ),
    ),
    "ko": Text(
        "홈페이지 이사 안내",
        (
            "시청자 여러분께 알립니다. 저희 누리집은 오늘 밤 새 보금자리로 짐을 옮기고 있습니다.",
            "찾아오신 글은 이사가 끝나는 대로 다시 보실 수 있습니다. 불편을 드려 죄송합니다.",
            "오래된 자료가 생각보다 무거워 시간이 더 걸리고 있습니다. 아침에 다시 들러 주시면 고맙겠습니다.",
        ),
    ),
}


class Answer(NamedTuple):
    """An answer of HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes


class MadeSite:
    """One outlet over a month."""

    def __init__(self, outlet: Outlet, schedule: Schedule) -> None:
        self.outlet, self.schedule = outlet, schedule
        self.zone = ZoneInfo(outlet.zone)
        self.articles = publish(outlet, schedule)

    @classmethod
    def of(cls, name: str, seed: str, begins: datetime, days: int) -> MadeSite:
        return cls(OUTLETS[name], Schedule.draw(f"{seed}/{name}", begins, days))

    @cached_property
    def by_url(self) -> dict[str, tuple[TrueArticle, int]]:
        """Articles by all addresses that they ever have, with 1 for the one that they moved to."""
        return {
            self.outlet.address(article, moved): (article, moved)
            for article in self.articles
            for moved in ((0, 1) if article.moved else (0,))
        }

    def address(self, article: TrueArticle, now: datetime) -> str:
        return self.outlet.address(article, int(article.is_moved(now)))

    # --- What is where ------------------------------------------------------------------------

    def on_list(self, listing: Listing, now: datetime) -> list[TrueArticle]:
        """Returns the articles on a list page, or on all pages of a list if its `page` is 0, as they are listed."""
        now = self._time_of(listing, now)
        if listing.page > listing.depth:
            return []
        length = self._length_of(listing, now)
        begin = (max(listing.page, 1) - 1) * length
        many = length if listing.page else length * listing.depth
        shown = list(islice(self._newest(listing, now), begin, begin + many))
        pinned = self.schedule.at(now, Kind.PINNED)
        if pinned and listing.is_first and listing.page <= 1:
            day = pinned.begins - _PINNED_AGE
            shown[:0] = islice((old for old in self._newest(listing, now) if old.published < day), 1)
        return shown

    def _newest(self, listing: Listing, now: datetime) -> Iterator[TrueArticle]:
        """Yields what a list holds, the newest first."""
        last, first = bisect_right(self._published, now), bisect_right(self._published, now - _ON_LISTS)
        return (self.articles[place] for place in range(last - 1, first - 1, -1) if self._is_on(listing, place, now))

    def within_reach(self, now: datetime) -> set[int]:
        """Returns the numbers of all articles that any page of any list names at a time."""
        return {article.number for listing in self.outlet.lists for article in self.on_list(listing, now)}

    @cached_property
    def _published(self) -> list[datetime]:
        return [article.published for article in self.articles]

    def _is_on(self, listing: Listing, place: int, now: datetime) -> bool:
        article = self.articles[place]
        return (
            article.site == listing.site
            and (not listing.sections or article.section in listing.sections)
            and (not listing.month or f"{article.published.astimezone(self.zone):%Y%m}" == listing.month)
            and article.is_listed(now)
        )

    def _time_of(self, listing: Listing, now: datetime) -> datetime:
        """Returns which time's list a request gets."""
        if not listing.is_first:
            return now
        if frozen := self.schedule.at(now, Kind.FROZEN):
            return frozen.begins
        is_stale = self.schedule.at(now, Kind.CACHED) and int(now.timestamp()) // 3600 % 2
        return now - _STALE_CACHE if is_stale else now

    def _length_of(self, listing: Listing, now: datetime) -> int:
        """Returns how many articles a page of a list holds today."""
        if listing.length >= 48:
            return listing.length
        share = Random(f"length {self.schedule.seed} {now:%Y-%m-%d}").uniform(0.7, 1.4)
        return max(3, round(listing.length * share / (2 if self.schedule.at(now, Kind.SHORT) else 1)))

    # --- Answers --------------------------------------------------------------------------------

    def answer(self, url: str, now: datetime, headers: Mapping[str, str]) -> Answer:
        """Returns the answer to a request; `headers` are those that matter: `If-None-Match`."""
        path = urlsplit(url).path
        if self.schedule.at(now, Kind.UNAVAILABLE):
            return _plain(503)
        if path == "/robots.txt":
            return Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /admin/\n")
        if self.schedule.at(now, Kind.MAINTENANCE_ALL):
            return self._maintenance(url, now)
        return self._own_page(url, now, headers)

    def _own_page(self, url: str, now: datetime, headers: Mapping[str, str]) -> Answer:
        if listing := self.outlet.list_at(url):
            return self._list(listing, url, now, headers)
        if url in self.by_url:
            return self._article(url, now, headers)
        if urlsplit(url).path == "/":
            return self._page(markup.front_page([self._shown(each, now) for each in self.articles[:12]]))
        return _plain(404)

    def _list(self, listing: Listing, url: str, now: datetime, headers: Mapping[str, str]) -> Answer:
        on_it = self.on_list(listing, now)
        if not on_it and listing.page > 1:
            return _plain(400 if listing.form == "wordpress_api" else 404)
        write, kind = markup.LISTS[listing.form]
        then = self._time_of(listing, now)
        body = write([self._shown(article, then) for article in on_it], listing).encode()
        stuck = self.schedule.at(now, Kind.ETAG_LISTS)
        return _tagged(body, kind, headers, f"{url} {stuck.begins}" if stuck else "")

    def _article(self, url: str, now: datetime, headers: Mapping[str, str]) -> Answer:
        article, moved = self.by_url[url]
        if self.schedule.at(now, Kind.MAINTENANCE):
            return self._maintenance(url, now)
        if self.schedule.at(now, Kind.ALL_REMOVED):
            return self._page(markup.removed_page())
        if article.page_from > now or (moved and not article.is_moved(now)):
            return _plain(404)
        if article.is_removed(now):
            return self._removed(article, url)
        if article.is_moved(now) and not moved:
            return Answer(301, {"Location": self.outlet.address(article, 1)}, b"")
        body = markup.ARTICLES[self.outlet.name](self._shown(article, now)).encode()
        stuck = self.schedule.at(now, Kind.ETAG_ARTICLES)
        return _tagged(body, HTML, headers, f"{url} {stuck.begins}" if stuck else "")

    def _removed(self, article: TrueArticle, url: str) -> Answer:
        if article.removal is Removal.WORDS:
            return self._page(markup.removed_page())
        if article.removal is Removal.FRONT_PAGE:
            return Answer(302, {"Location": f"https://{urlsplit(url).hostname}/"}, b"")
        return _plain(int(article.removal))

    def _maintenance(self, url: str, now: datetime) -> Answer:
        then = now.astimezone(self.zone)
        text, section = _MAINTENANCE[self.outlet.language], self.outlet.sections[0][0]
        # What an outlet's pages say of their agency they say now too.
        is_foreign = url in self.by_url and self.by_url[url][0].is_foreign
        shown = Shown(url, text, section, then, then, is_foreign)
        return self._page(markup.ARTICLES[self.outlet.name](shown))

    def _page(self, text: str) -> Answer:
        return Answer(200, {"Content-Type": HTML}, text.encode())

    def _shown(self, article: TrueArticle, now: datetime) -> Shown:
        published, modified = (
            time.astimezone(self.zone) for time in (article.published, article.modified_at(now).replace(microsecond=0))
        )
        return Shown(
            self.address(article, now), article.text_at(now), article.section, published, modified, article.is_foreign
        )


def _plain(status: int) -> Answer:
    return Answer(
        status, {"Content-Type": HTML}, f"<html><body><h1>{HTTPStatus(status).phrase}</h1></body></html>".encode()
    )


def _tagged(body: bytes, kind: str, headers: Mapping[str, str], stuck: str) -> Answer:
    """Returns an answer with an ETag of its body, or of `stuck`, which stays whatever the body says."""
    tag = f'"{hashlib.sha1(stuck.encode() or body, usedforsecurity=False).hexdigest()[:16]}"'
    answer = {"Content-Type": kind, "ETag": tag}
    if headers.get("If-None-Match") == tag:
        return Answer(304, answer, b"")
    return Answer(200, answer, body)
