"""ArticleReader: the request for an article page, and the PageResult of its response."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request

from crawler.crawl.lists.list_walker import LIST_PRIORITY
from crawler.extraction import NotAnArticle
from crawler.extraction.pool import ExtractionError, UnforeseenError
from crawler.fetch.failures import RequestSkipped, failure_reason
from crawler.fetch.headers import header, headers
from crawler.fetch.opt_out import directives
from crawler.items import PageResult, article_id
from crawler.outcomes import Outcome
from crawler.text.unicode import fold
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime, tzinfo

    from scrapy.http import Response
    from scrapy.statscollectors import StatsCollector
    from twisted.python.failure import Failure

    from crawler.crawl.scheduling.frontier import Candidate
    from crawler.extraction.layout import Layout
    from crawler.extraction.pool import ExtractionPool
    from crawler.items import Article, ListEntry
    from crawler.monitoring.run_stats import RunStats
    from crawler.text.urls import Addresses

logger = logging.getLogger(__name__)

NOT_MODIFIED = 304


@dataclass(frozen=True)
class ArticleReader:
    """Reads article pages of one outlet, whatever the run looks for."""

    outlet: str
    """Name of the spider."""
    addresses: Addresses
    """Article URLs of the outlet."""
    layouts: Sequence[Layout]
    """Layouts of the outlet's pages, newest first."""
    zone: tzinfo
    """For times without a zone."""
    pool: ExtractionPool
    """Worker processes that extract."""
    opt_outs: Collection[str]
    """Opt-out directives that are obeyed; others are counted only."""
    stats: StatsCollector
    """Scrapy's statistics of the run."""
    run_stats: RunStats
    """What the run has seen, for its verdict."""
    now: Callable[[], datetime]
    """Returns the current time in UTC."""

    def request(self, candidate: Candidate, callback: Callable[..., Any], errback: Callable[..., Any]) -> Request:
        """Returns the request for a candidate, conditional if the candidate has validators."""
        named = (("If-None-Match", candidate.etag), ("If-Modified-Since", candidate.last_modified))
        headers = {name: value for name, value in named if value}
        # Scrapy takes the highest priority; lists come before all.
        newest_first = int(candidate.latest_time) - candidate.priority
        return Request(
            # The frontier drops duplicates; Scrapy's own filter would drop redirects without a log line.
            candidate.entry.url, callback, errback=errback, dont_filter=True, headers=headers,
            priority=LIST_PRIORITY - 1 if candidate.requested_by_user else newest_first,
            meta={"candidate": candidate, "handle_httpstatus_list": [NOT_MODIFIED]},
        )  # fmt: skip

    async def read(self, response: Response, candidate: Candidate) -> PageResult:
        """Returns what a response holds: its article, or the reason why there is none."""
        page = _page(candidate)
        page.status, page.headers = response.status, headers(response)
        page.final_url = self.addresses.canonical(response.url) or clean_url(response.url)
        if response.status == NOT_MODIFIED:
            page.reason = Outcome.NOT_MODIFIED if candidate.etag or candidate.last_modified else Outcome.EMPTY
            return page
        page.body = response.body
        if self._opts_out(response, page):
            page.reason = Outcome.OPT_OUT
            return page
        page.etag, page.last_modified = (header(response, name) for name in ("ETag", "Last-Modified"))
        try:
            article, layout, contradictions = await self.pool.extract(
                response.body, response.url, page.headers, self.layouts, self.zone
            )
        except NotAnArticle as refusal:
            logger.info("no article: %s: %s", page.url, refusal)
            leads_away = page.final_url != page.url and (refusal.reason == "list" or _is_front_page(response.url))
            page.reason = Outcome.NOT_FOUND if leads_away else Outcome(refusal.reason)
            return page
        except ExtractionError as error:
            self._report(page, error)
            page.reason = Outcome.EXTRACTION
            return page
        leads_away = page.final_url != page.url and not self.addresses.canonical(response.url)
        if leads_away and _is_front_page(response.url):
            page.reason = Outcome.NOT_FOUND
            return page
        if leads_away and not self.addresses.canonical(article.url):
            # Such as a notice for all pages of the site: it is what this URL shows for now.
            article.url = page.final_url = page.url
            article.id = article_id(article.url)
        page.layout = layout
        self.stats.inc_value(f"layouts/{layout or 'none'}")
        for name in contradictions:
            self.stats.inc_value(f"contradictions/{name}")
        page.article = self._complete(article, candidate.entry)
        page.published = article.published
        return page

    def _report(self, page: PageResult, error: ExtractionError) -> None:
        """Logs why a page was not extracted; a bug counts as an error of the run."""
        if isinstance(error, UnforeseenError):
            self.run_stats.errors += 1
            logger.error("a bug in the extraction of %s:\n%s", page.url, error)
        else:
            logger.warning("not extracted: %s: %s", page.url, error)

    def _opts_out(self, response: Response, page: PageResult) -> bool:
        """Records the opt-out directives of a page; true if one of them is obeyed."""
        # Each of several headers may be addressed to a robot of its own.
        tags = "\n".join(tag.decode("latin-1") for tag in response.headers.getlist("X-Robots-Tag"))
        found = directives(response.body, page.headers | {"X-Robots-Tag": tags})
        page.opt_out = " ".join(found)
        for word in found:
            self.stats.inc_value(f"asks/{word}")
        obeyed = bool(set(found) & set(self.opt_outs))
        if obeyed:
            logger.info("not read: %s: it asks for %s", page.url, page.opt_out)
        return obeyed

    def _complete(self, article: Article, entry: ListEntry) -> Article:
        """Adds what only the run knows: outlet, time of fetching, the list's title or time if the page has none."""
        article.outlet = self.outlet
        article.fetched = self.now().replace(microsecond=0)
        article.sources["outlet"] = "url"
        if article.sources.get("title") == "url" and entry.title:
            article.title, article.sources["title"] = fold(entry.title), "list"
        if moment := _moment_of_day(article.published, entry.published):
            article.published, article.sources["published"] = moment, "list"
        return article


def _moment_of_day(day: datetime | None, listed: datetime | None) -> datetime | None:
    """Returns the time that a list states of a day, where the page states the day alone; none otherwise."""
    if day is None or listed is None or day.time() != time.min:
        return None
    moment = listed.astimezone(day.tzinfo)
    return moment if moment.date() == day.date() and moment.time() != time.min else None


def _is_front_page(url: str) -> bool:
    return urlsplit(url).path in {"", "/"}


def failed_page(failure: Failure) -> PageResult:
    """Returns why an article page did not come."""
    request: Request = failure.request  # type: ignore[attr-defined]
    page = _page(request.meta["candidate"])
    page.reason, page.status = failure_reason(failure)
    # If the host was skipped before a retry, the first try got no answer either.
    retried = request.meta.get("retry_times") and page.reason != Outcome.NOT_ASKED
    page.was_requested = bool(retried or not failure.check(RequestSkipped))  # type: ignore[no-untyped-call]
    cause = f"status {page.status}" if page.status else failure.getErrorMessage()[:200]
    logger.info("not read: %s: %s", page.url, cause)
    return page


def _page(candidate: Candidate) -> PageResult:
    return PageResult(
        candidate.entry.url, list_modified=candidate.entry.modified, requested_by_user=candidate.requested_by_user
    )
