"""OutletSpider: reads what an outlet declares, and leads from its lists to its articles."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.arguments import Arguments, read_arguments
from crawler.discovery import newest_first
from crawler.extraction import NotAnArticle
from crawler.hosts import NotAsked
from crawler.items import Listed, PageRead
from crawler.normalise.text import fold
from crawler.optout import directives
from crawler.verdict import ListRead
from crawler.workers import ExtractionError, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.discovery import List, Site
    from crawler.items import Article, Link
    from crawler.layouts import Layout
    from crawler.normalise.addresses import Addresses

logger = logging.getLogger(__name__)

_LISTS_FIRST = 2**40
# Sitemaps may have 50 MB (sitemaps.org).
_LARGEST_LIST = 64 * 1024 * 1024
# More than the articles of a list.
_FARTHER = 10**6


class OutletSpider(Spider):
    """A spider for one outlet, which is what it declares.

    `outlet`, its name; `language`, that of most of its articles; `timezone`, for times that state none;
    `hosts`, all that may be asked; `addresses`, what an article's address is; `discovery`, for each of its sites
    the ways to its news, best first, of which the next is taken where one fails; `layouts`, newest first.
    """

    outlet: ClassVar[str]
    language: ClassVar[str]
    timezone: ClassVar[str]
    hosts: ClassVar[Sequence[str]]
    addresses: ClassVar[Addresses]
    discovery: ClassVar[Sequence[Site]]
    layouts: ClassVar[Sequence[Layout]]

    def __init__(self, name: str | None = None, **given: Any) -> None:
        super().__init__(name)
        self.arguments: Arguments = self.check(given)
        self.zone = ZoneInfo(self.timezone)
        self.lists: list[ListRead] = []
        self._served: dict[tuple[int, int], bool] = {}
        self._open: dict[tuple[int, int], int] = {}

    @classmethod
    def check(cls, given: dict[str, Any]) -> Arguments:
        """Checks arguments without a run; raises ValueError with one line that says what is wrong."""
        return read_arguments(given, cls.addresses, cls.name)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Gives the spider its workers."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.workers = Workers(settings.getint("EXTRACTION_PROCESSES"), settings.getfloat("EXTRACTION_TIMEOUT"))
        crawler.signals.connect(spider.workers.close, signals.spider_closed)
        return spider

    workers: Workers

    async def start(self) -> AsyncIterator[Request]:
        """Starts from the given addresses, else from the first way to the news of each site."""
        for place, url in enumerate(self.arguments.url or []):
            entry = Listed(self.addresses.canonical(url))
            yield self._article_request(entry, self.arguments.steps, wanted=True, place=place)
        if not self.arguments.url:
            for site in range(len(self.discovery)):
                for request in self._take_way(site, 0):
                    yield request

    def _take_way(self, site: int, way: int) -> Iterator[Request]:
        ways = self.discovery[site]
        if way >= len(ways):
            return
        step = ways[way]
        lists: Sequence[List] = step if isinstance(step, Sequence) else [step]
        self._open[site, way] = len(lists)
        for each in lists:
            yield Request(
                each.url, self.parse_list, errback=self.list_failed, dont_filter=True, priority=_LISTS_FIRST,
                cb_kwargs={"source": each, "site": site, "way": way}, meta={"download_maxsize": _LARGEST_LIST},
            )  # fmt: skip

    async def parse_list(self, response: Response, source: List, site: int, way: int) -> AsyncIterator[Request]:
        """Reads a list and asks for its articles, newest first."""
        listed = newest_first(source.read(response.body, self.addresses, self.zone))
        self._note(source, site, way, "served" if listed else "empty")
        for place, entry in enumerate(listed):
            yield self._article_request(entry, self.arguments.steps, place=place)
        for request in self._next_way(site, way):
            yield request

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        """Notes why a list was not read and tries the next way."""
        request: Request = failure.request  # type: ignore[attr-defined]
        source, site, way = (request.cb_kwargs[name] for name in ("source", "site", "way"))
        reason, status = _why(failure)
        self._note(source, site, way, str(status) if reason == "status" else reason)
        yield from self._next_way(site, way)

    def _note(self, source: List, site: int, way: int, outcome: str) -> None:
        self.lists.append(ListRead(source.url, source.kind, site, outcome))
        if outcome != "served":
            logger.info("list not served: %s: %s", source.url, outcome)
        self._served[site, way] = self._served.get((site, way), False) or outcome == "served"
        self._open[site, way] -= 1

    def _next_way(self, site: int, way: int) -> Iterator[Request]:
        """Takes the next way once all lists of one have been read and none served."""
        if self._open[site, way] == 0 and not self._served[site, way]:
            yield from self._take_way(site, way + 1)

    def _article_request(self, entry: Listed, steps: int, *, wanted: bool = False, place: int = 0) -> Request:
        times = [time for time in (entry.published, entry.modified) if time]
        # Newest first, then those whose list states no time, in its order; then related ones, the nearest first, so
        # that none is found on a longer way than it has. Scrapy takes the highest priority.
        distance = self.arguments.steps - steps
        priority = int(max(times).timestamp()) if times else -place - distance * _FARTHER
        return Request(
            # What was asked for once is known to SkipKnown; Scrapy's own filter would drop redirects without a word.
            entry.url, self.parse_article, errback=self.article_failed, dont_filter=True,
            priority=_LISTS_FIRST - 1 - place if wanted else priority,
            meta={"listed": entry, "steps": steps, "wanted": wanted},
        )  # fmt: skip

    def follow_related(self, link: Link, steps: int, place: int = 0) -> Request:
        """Returns the request for an article that another offers as related."""
        return self._article_request(Listed(link.url, link.title), steps, place=place)

    async def parse_article(self, response: Response) -> AsyncIterator[PageRead | Request]:
        """Extracts the article and follows what it offers as related."""
        headers = {
            name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()
        }
        page = self._page(response.request)
        page.status, page.body, page.headers = response.status, response.body, headers
        # Each of these has a program of its own that it speaks to.
        tags = "\n".join(tag.decode("latin-1") for tag in response.headers.getlist("X-Robots-Tag"))
        asked = directives(response.body, headers | {"X-Robots-Tag": tags})
        page.asks = " ".join(asked)
        for word in asked:
            self.crawler.stats.inc_value(f"asks/{word}")
        if set(asked) & set(self.settings.getlist("OPT_OUT")):
            logger.info("not read: %s: it asks for %s", page.url, page.asks)
            page.reason = "opt-out"
            yield page
            return
        page.etag, page.last_modified = (_header(response, name) for name in ("ETag", "Last-Modified"))
        try:
            article, layout, contradictions = await self.workers.extract(
                response.body, response.url, headers, self.layouts, self.zone
            )
        except NotAnArticle as refusal:
            logger.info("no article: %s: %s", page.url, refusal)
            page.reason = refusal.reason
            yield page
            return
        except ExtractionError as error:
            logger.warning("not extracted: %s: %s", page.url, error)
            page.reason = "extraction"
            yield page
            return
        page.layout = layout
        self.crawler.stats.inc_value(f"layouts/{layout or 'none'}")
        for name in contradictions:
            self.crawler.stats.inc_value(f"contradictions/{name}")
        page.article = self._complete(article, response.request.meta["listed"])  # type: ignore[union-attr]
        yield page
        steps = response.meta["steps"]
        if steps > 0:
            for place, link in enumerate(article.related):
                yield self.follow_related(link, steps - 1, place)

    def article_failed(self, failure: Failure) -> Iterator[PageRead]:
        """Notes why an article's page did not come."""
        page = self._page(failure.request)  # type: ignore[attr-defined]
        page.reason, page.status = _why(failure)
        page.asked = not failure.check(NotAsked)  # type: ignore[no-untyped-call]
        logger.info(
            "not read: %s: %s",
            page.url,
            f"status {page.status}" if page.status else failure.getErrorMessage()[:200],
        )
        yield page

    def _page(self, request: Request | None) -> PageRead:
        meta = request.meta if request else {}
        entry: Listed = meta["listed"]
        return PageRead(entry.url, listed=entry.modified, wanted=meta["wanted"])

    def _complete(self, article: Article, entry: Listed) -> Article:
        """Adds what only the run knows: outlet, time of reading, the list's title where the page has none."""
        article.outlet = self.name
        article.fetched = datetime.now(UTC)
        article.sources["outlet"] = "url"
        if article.sources.get("title") == "url" and entry.title:
            article.title, article.sources["title"] = fold(entry.title), "list"
        return article


# What the words of an ignored request mean; `network` is what the next run may find mended.
_IGNORED = (
    ("robots.txt unreachable", "network"),
    ("disallowed by robots.txt", "robots"),
    ("reserved by tdmrep.json", "opt-out"),
    ("damaged body", "damaged"),
    ("DOWNLOAD_MAXSIZE", "too large"),
)


def _why(failure: Failure) -> tuple[str, int]:
    """Returns why a request failed, `status`, `robots` or `network`, and the status if there was an answer."""
    if failure.check(HttpError):  # type: ignore[no-untyped-call]
        return "status", failure.value.response.status  # type: ignore[union-attr]
    if failure.check(IgnoreRequest):  # type: ignore[no-untyped-call]
        message = failure.getErrorMessage()
        return next((reason for words, reason in _IGNORED if words in message), "not allowed"), 0
    if failure.check(NotAsked):  # type: ignore[no-untyped-call]
        return failure.value.reason, 0  # type: ignore[union-attr]
    # Scrapy cancels what exceeds DOWNLOAD_MAXSIZE, and nothing else.
    return "too large" if failure.check(DownloadCancelledError) else "network", 0  # type: ignore[no-untyped-call]


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")[:500]
