"""The made outlets: addresses, lists, and what each of their spiders can reach of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.month.news import TrueArticle

# Pages that no list goes beyond.
_DEEP = 40


@dataclass(frozen=True)
class Listing:
    """One page of a list, or with `page` 0 all of its pages."""

    form: str
    """How it is written: the name of a function in `markup`."""
    length: int
    """Articles on a page."""
    site: int = 0
    sections: tuple[str, ...] = ()
    """Sections whose articles it holds; empty for all."""
    page: int = 1
    depth: int = 1
    """Pages that it has."""
    month: str = ""
    """Only articles of this month of the outlet's calendar, as in `2026-03`."""
    is_first: bool = False
    """True for the list that a run for news reads first: its cache may be old, and old entries may be pinned on it."""

    @property
    def holds_all(self) -> Listing:
        return replace(self, page=0)


@dataclass(frozen=True)
class Outlet:
    """One outlet as its spider knows it."""

    name: str
    host: tuple[str, ...]
    """Host of each site."""
    zone: str
    language: str
    first_number: int
    articles_a_day: float
    sections: tuple[tuple[str, ...], ...]
    """Sections of each site."""
    ways: tuple[tuple[str, Listing], ...]
    """Patterns of the addresses of lists, with the list; groups named `page`, `month` and `section` choose a part."""
    address: Callable[[TrueArticle, int], str]
    """Returns an article's address: the first one, or with 1 the one that it moved to."""
    shared_sites: tuple[int, ...] = ()
    """Sites on which other outlets' articles are too."""

    @property
    def sites(self) -> int:
        return len(self.host)

    def list_at(self, url: str) -> Listing | None:
        """Returns the list page that is at an address, or none."""
        for pattern, listing in self.ways:
            if match := re.fullmatch(pattern, url):
                found = match.groupdict()
                sections = (found["section"],) if found.get("section") else listing.sections
                if sections and sections[0] not in self.sections[listing.site]:
                    return None
                return replace(
                    listing, page=int(found.get("page") or 1), sections=sections, month=found.get("month") or ""
                )
        return None

    @property
    def lists(self) -> list[Listing]:
        """All lists with all of their pages."""
        found = []
        for pattern, way in self.ways:
            own = re.search(r"\(\?P<section>([^)]*)\)", pattern)
            named = [name for name in self.sections[way.site] if own and re.fullmatch(own[1], name)]
            found += [replace(way.holds_all, sections=(name,)) for name in named] if own else [way.holds_all]
        return found


def _slug(article: TrueArticle) -> str:
    words = re.findall(r"[a-z]+", article.texts[-1][1].title.casefold()) or ["story"]
    return f"{'-'.join(words[:5])}-{article.number}"


HERALD = Outlet(
    "herald", ("www.koreaherald.com",), "Asia/Seoul", "en", 3_400_000, 14,
    (("National", "Business", "LifenCulture", "Sports", "World", "Opinion", "Kpop"),),
    (
        (r"https://www\.koreaherald\.com/rss/newsAll", Listing("rss", 12, is_first=True)),
        (r"https://www\.koreaherald\.com/rss/kh_(?P<section>\w+)", Listing("rss", 6)),
        (
            r"https://www\.koreaherald\.com/(?P<section>National|Business|World|Sports|Opinion)",
            Listing("herald_cards", 8),
        ),
    ),
    lambda article, moved: f"https://www.koreaherald.com/article/{article.number + moved}",
)  # fmt: skip

_KBS = r"https://news\.kbs\.co\.kr"
_KBS_API = (
    _KBS + r"/api/getNewsList\?contentsCode=ALL&currentPageNo=(?P<page>\d+)"
    r"(?:&datetimeBegin=(?P<month>\d{6})01000000&datetimeEnd=\d+)?&exceptPhotoYn=Y.*"
)
KBS = Outlet(
    "kbs", ("news.kbs.co.kr",), "Asia/Seoul", "ko", 2_810_000, 14,
    (("정치", "경제", "사회", "국제"),),
    (
        (_KBS + r"/sitemap/recentNewsList\.xml", Listing("news_sitemap", 14, is_first=True)),
        (_KBS_API, Listing("kbs_api", 48, depth=_DEEP)),
    ),
    lambda article, moved: f"https://news.kbs.co.kr/news/view.do?ncd={article.number + moved}",
)  # fmt: skip

_JOONGANG = r"https://www\.koreajoongangdaily\.com"
JOONGANG = Outlet(
    "joongang", ("www.koreajoongangdaily.com",), "Asia/Seoul", "en", 4_300_000, 12,
    (("business", "korea", "opinion", "sports", "entertainment"),),
    (
        (
            _JOONGANG + r"/(?P<section>business|korea|opinion|sports|entertainment)",
            Listing("joongang_cards", 8, is_first=True),
        ),
        (_JOONGANG + r"/\?lab_viewport=rss", Listing("rss", 20)),
    ),
    lambda article, moved: (
        f"https://www.koreajoongangdaily.com/{article.section}/{_slug(article)}/{article.number + moved}"
    ),
)  # fmt: skip

_RCR = r"https://www\.rcrwireless\.com"
RCR = Outlet(
    "rcr", ("www.rcrwireless.com",), "America/Chicago", "en", 140_000, 12,
    (("5g", "6g", "network-infrastructure", "carriers", "opinion"),),
    (
        (_RCR + r"/feed/?(?:\?paged=(?P<page>\d+))?", Listing("rss", 10, depth=_DEEP, is_first=True)),
        (
            _RCR + r"/category/(?P<section>5g|6g|network-infrastructure)(?:/page/(?P<page>\d+))?",
            Listing("rcr_cards", 10, depth=_DEEP),
        ),
        (_RCR + r"/wp-json/wp/v2/posts\?per_page=100&page=(?P<page>\d+)", Listing("wordpress_api", 100, depth=_DEEP)),
    ),
    lambda article, moved: f"https://www.rcrwireless.com/{article.published:%Y%m%d}/{article.section}/{_slug(article)}"
    + "-2" * moved,
)  # fmt: skip

_KYODO, _JAPAN_TODAY = r"https://english\.kyodonews\.net", r"https://japantoday\.com"
_CATEGORIES = ("national", "crime", "politics", "business", "tech", "world", "sports", "entertainment")
KYODO = Outlet(
    "kyodo", ("english.kyodonews.net", "japantoday.com"), "Asia/Tokyo", "en", 30_000, 15,
    (("japan", "world"), _CATEGORIES),
    (
        (_KYODO + r"/list/feed/rss4kyodonews-fzone", Listing("rss", 8, is_first=True)),
        (_KYODO + r"/list/news(?:\?page=(?P<page>\d+))?", Listing("kyodo_cards", 10, depth=_DEEP)),
        (_JAPAN_TODAY + r"/feed", Listing("rss", 8, site=1, is_first=True)),
        (
            _JAPAN_TODAY + r"/category/(?P<section>\w+)\?page=(?P<page>\d+)",
            Listing("japan_today_cards", 8, site=1, depth=_DEEP),
        ),
    ),
    lambda article, moved: f"https://japantoday.com/category/{article.section}/{_slug(article)}" + "-2" * moved
    if article.site
    else f"https://english.kyodonews.net/articles/-/{article.number + moved}",
    shared_sites=(1,),
)  # fmt: skip

OUTLETS = {outlet.name: outlet for outlet in (HERALD, KBS, JOONGANG, RCR, KYODO)}
