"""A paper whose articles come out while hours go by, read by runs for news whose clock is set to those hours."""

from __future__ import annotations

import re
from collections.abc import Sequence  # noqa: TC003 - of a dataclass
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.support.archives import table
from tests.support.sites import FEED, WWW, Site, keys, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Crawl

SEOUL = ZoneInfo("Asia/Seoul")
HOUR = timedelta(hours=1)
NATIONAL, BUSINESS, WORLD = (f"{WWW}/{name}" for name in ("National", "Business", "World"))
SECTION_FEED = f"{WWW}/rss/kh_National"
ARTICLES = re.compile(r"/article/\d+$")


@dataclass
class Paper:
    """A site whose articles come out while hours go by, and whose lists are as a test has them."""

    site: Site
    data: Path
    began: datetime
    hours: float = 0.0
    last: int = 10000000
    old: Sequence[int] = ()

    @property
    def now(self) -> datetime:
        return self.began + self.hours * HOUR

    def wait(self, hours: float) -> None:
        self.hours += hours

    def publish(self, number: int, hours: float = 0.5) -> list[int]:
        """Has articles come out one after another within the next hours, and returns them, the newest first."""
        made = list(keys(number, first=self.last + 1))
        for place, key in enumerate(made):
            self.site.article(key, published=(self.now + hours * (place + 1) / number * HOUR).astimezone(SEOUL))
        self.last += number
        self.wait(hours)
        return made[::-1]

    def feed(self, *told: int, url: str = FEED, dated: bool = False, **headers: str) -> None:
        items = "".join(
            f"<item><title>Story {key}</title><link>{url_of(key)}</link>{self._date(key) if dated else ''}</item>"
            for key in told
        )
        feed = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        self.site.answer(url.rpartition("/")[2], url, feed.encode(), headers={"Content-Type": "text/xml"} | headers)

    def _date(self, key: int) -> str:
        _, _, page = self.site.answers[url_of(key)]
        printed = re.search(rb"Published : ([^<]+)<", page)
        assert printed
        time = datetime.strptime(printed[1].decode(), "%B %d, %Y - %H:%M:%S").replace(tzinfo=SEOUL)
        return f"<pubDate>{time:%a, %d %b %Y %T %z}</pubDate>"

    def sitemap(self, *told: int) -> None:
        urls = "".join(f"<url><loc>{url_of(key)}</loc></url>" for key in told)
        sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        self.site.answer("sitemap", f"{WWW}/sitemap.xml", sitemap.encode(), headers={"Content-Type": "text/xml"})

    def section(self, url: str, *told: int) -> None:
        cards = "".join(f'<li><a href="{url_of(key)}">Story {key}</a></li>' for key in told)
        page = f'<html><body><div class="recent_news"><ul class="news_list">{cards}</ul></div></body></html>'
        self.site.answer(f"section-{url.rpartition('/')[2]}", url, page.encode())

    def crawl(self, *words: str) -> Crawl:
        return self.site.crawl(self.data, *words, later=self.hours * HOUR)


def lists_of(run: Crawl) -> list[str]:
    rules = ("robots.txt", "tdmrep.json")
    return [url for url in run.asked if not url.endswith(rules) and not ARTICLES.search(url)]


def gaps(data: Path) -> list[tuple[str, str]]:
    return table(data, "SELECT begins, ends FROM gaps")
