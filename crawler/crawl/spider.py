"""OutletSpider: the base class of all spiders, from an outlet's declarations to its lists and articles."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.utils.misc import load_object

from crawler.clock import utc_now
from crawler.crawl.article_pages import ArticlePages
from crawler.crawl.article_reader import ArticleReader
from crawler.crawl.lists.list_context import Aim, ListContext
from crawler.crawl.lists.list_reader import ListReader
from crawler.crawl.lists.list_states import ListStates
from crawler.crawl.lists.list_walker import ListWalker
from crawler.crawl.lists.news_coverage import NewsCoverage
from crawler.crawl.page_reader import read_page
from crawler.crawl.scheduling.frontier import Candidate, Frontier, Priority
from crawler.crawl.scheduling.related_links import RelatedLinks
from crawler.crawl.scheduling.relevance import Relevance
from crawler.crawl.scheduling.scheduler import RequestScheduler
from crawler.crawl.scheduling.work_keeper import WorkKeeper
from crawler.discovery.declared import host_of, hosts_of
from crawler.extraction.pool import ExtractionPool
from crawler.items import NEWS_ARGUMENTS, ListEntry
from crawler.monitoring.run_stats import Notice, RunStats
from crawler.outlets.outlet import Outlet
from crawler.selection.arguments import Arguments, read_arguments
from crawler.selection.filter import Selection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.discovery.sources import Site
    from crawler.items import Article
    from crawler.monitoring.verdict import Verdict
    from crawler.store.lists.list_state import ListState

logger = logging.getLogger(__name__)

# Article requests in flight: enough for all workers and hosts, and few enough to stay newest first.
_MAX_IN_FLIGHT = 32
# Stored URLs that one run recrawls.
_MAX_RECRAWLS = 500
_ADDON = "crawler.crawl.addon.Addon"
# Declarations without which there is nothing to run.
_NEEDED = ("outlet", "language", "timezone", "hosts", "addresses", "discovery")


class OutletSpider(Outlet, Spider):
    """A spider for one outlet, whose file in `crawler.spiders` declares the attributes of `Outlet`."""

    begin_run: Callable[[], bool] | None = None
    """Begins the run, before the first request, and returns whether it could; set by the extension Run."""
    run: RunContext
    """The run; this and what follows is set by `open`, before the first request."""
    relevance: Relevance
    """What the run looks for."""
    related: RelatedLinks
    """Follows related links."""
    scheduler: RequestScheduler
    """Decides what is requested next."""
    list_states: ListStates
    """Writes the states of lists to the catalogue."""
    lists: ListContext
    """What list walkers share."""
    coverage: NewsCoverage
    """How far the news of its sites is covered."""
    verdict: Verdict | None = None
    """The verdict on the run, with its `code` and `line`; none until the run has closed."""

    def __init__(self, name: str | None = None, **given: Any) -> None:
        super().__init__(name, **{key: value for key, value in given.items() if key.startswith("_")})
        self.arguments: Arguments = self.check(given)
        self.zone = ZoneInfo(self.timezone)
        self.selection = Selection.of(self.arguments, self.zone)
        self.searches = self.selection.searches(self.language)
        self.walkers: list[ListWalker] = []
        # A run for news does not request hosts that only backfills and searches need.
        unused = hosts_of([*self.archive, *self.search]) - hosts_of(self.discovery) if self.is_incremental else set()
        self._unused_hosts: frozenset[str] = frozenset(unused)

    @classmethod
    def check(cls, given: dict[str, Any]) -> Arguments:
        """Checks declarations and arguments without a run; raises ValueError with one line that says what is wrong."""
        if missing := cls.undeclared():
            file = f"{cls.__module__.replace('.', '/')}.py"
            raise ValueError(f"{cls.name}: not declared yet: {', '.join(missing)}; {file} says how")
        return read_arguments(given, cls.addresses, cls.name)

    @classmethod
    def undeclared(cls) -> list[str]:
        """Returns the names of what a run needs and the spider's file leaves empty."""
        return [name for name in _NEEDED if not getattr(cls, name, None)]

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Adds the add-on that brings what the spider needs, whatever program it runs in."""
        super().update_settings(settings)
        addons = settings.getdict("ADDONS")
        if load_object(_ADDON) not in map(load_object, addons):
            # Scrapy's processes set their own settings once more, which must not prevail.
            settings.set("ADDONS", addons | {_ADDON: 0}, priority=(settings.getpriority("ADDONS") or 0) + 1)

    @classmethod
    def handles_request(cls, request: Request) -> bool:
        """True if a request is for one of the outlet's hosts."""
        return urlsplit(request.url).hostname in cls.hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Creates the spider; the settings of add-ons are not known yet."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        for warning in spider.selection.warnings:
            logger.warning(warning)
        return spider

    def open(self, run: RunContext) -> None:
        """Builds the parts of the crawl; called by the extension Run once its storage is open."""
        settings, crawler = self.settings, self.crawler
        self.run = run
        self.relevance = Relevance(self.selection, by_subject=settings.getbool("RELATED_BY_SUBJECT"))
        frontier = Frontier(_MAX_IN_FLIGHT, keep_candidates=self.arguments.steps > 0, ways=self.relevance.ways(0))
        self.related = RelatedLinks(run, frontier, self.relevance)
        longest, most = timedelta(days=settings.getfloat("GAP_DAYS")), settings.getint("WORK_LIST_MAX")
        work = WorkKeeper(run, self.selection, frozenset(self.allowed_hosts), longest, most)
        pages = ArticlePages(run, self.reader, self.selection, frontier, self.relevance, self.related)
        self.scheduler = RequestScheduler(
            crawler, run, frontier, self.relevance, self.related, work,
            depth=self.arguments.steps, limit=self.arguments.limit,
            article_request=partial(self.reader.request, callback=pages.read, errback=pages.failed),
            is_list_in_flight=lambda: any(walker.has_request_in_flight for walker in self.walkers),
        )  # fmt: skip
        self.coverage = NewsCoverage(run, self.zone, longest)
        self.list_states = ListStates(self._save_list)
        list_reader = ListReader(self.addresses, self.zone, frozenset(self.allowed_hosts))
        # With a limit, that ends a run with `until` alone.
        days = self.selection if self.arguments.limit else self.selection.reading_back(longest, run.now())
        self.lists = ListContext(
            run, self.scheduler, self.list_states, list_reader, self.pool, days, self.searches, self.is_incremental,
            "" if self.arguments.steps == self.arguments.default_steps else f" depth {self.arguments.steps}",
        )  # fmt: skip
        crawler.signals.connect(self.on_idle, signals.spider_idle)

    @cached_property
    def pool(self) -> ExtractionPool:
        """Worker processes that extract."""
        processes, memory = map(self.settings.getint, ("EXTRACTION_PROCESSES", "EXTRACTION_MEMORY"))
        pool = ExtractionPool(processes, self.settings.getfloat("EXTRACTION_TIMEOUT"), memory)
        self.crawler.signals.connect(pool.close, signals.spider_closed)
        return pool

    @cached_property
    def reader(self) -> ArticleReader:
        """Reads article pages, of a run or one by one."""
        stats = self.run.stats if "run" in vars(self) else RunStats(self.name)
        return ArticleReader(
            self.name, self.addresses, self.layouts, self.zone, self.pool, self.settings.getlist("OPT_OUT"),
            self.crawler.stats, stats, utc_now,
        )  # fmt: skip

    # --- What the run is for ------------------------------------------------------------

    @property
    def list_sources(self) -> Sequence[Site]:
        """The lists that the run starts from."""
        if self.arguments.url:
            return ()
        if self.searches and self.search:
            return self.search
        return (self.archive or self.discovery) if self.selection.is_backfill else self.discovery

    @property
    def allowed_hosts(self) -> list[str]:
        """The hosts that the run may request."""
        return [host for host in self.hosts if host not in self._unused_hosts]

    @property
    def is_incremental(self) -> bool:
        """True if the run is for news only: then a list that has not changed need not be read."""
        return not self.arguments.model_dump(exclude_none=True, exclude={"limit"})

    @property
    def is_for_news(self) -> bool:
        """True if the run reads all news, so that it can tell what it does not cover."""
        return not self.arguments.model_dump(exclude_none=True, exclude=set(NEWS_ARGUMENTS))

    async def start(self) -> AsyncIterator[Request]:
        """Begins the run, and starts from the given URLs, else from the first source of each site.

        Commands that look at single pages (`fetch`, `parse`, `shell`) start elsewhere, and make no run.

        Raises:
            CloseSpider: The run cannot begin.
        """
        if self.begin_run is None:
            logger.error("%s: not set up: no crawler.crawl.run.Run in EXTENSIONS", self.name)
            raise CloseSpider("error")
        if not self.begin_run():
            return
        frontier, depth = self.scheduler.frontier, self.arguments.steps
        for url in self.arguments.url or []:
            entry, named = ListEntry(self.addresses.canonical(url)), self.relevance.ways(depth, is_named=True)
            frontier.add(Candidate(entry, named, Priority.USER))
        if self.selection.topics:
            await self.run.query(self.run.catalogue.topics.match_stored, self.selection.parts, self.run.now())
        if not self.arguments.url:
            await self._add_overdue()
            await self.scheduler.take_up_work_list()
        if self.is_for_news or self.selection.is_backfill:
            await self.coverage.load([host_of(site) for site in self.discovery])
        aim = Aim.SEARCH if self.searches and self.search else Aim.BACKFILL if self.selection.is_backfill else Aim.NEWS
        for site, sources in enumerate(self.list_sources):
            for request in self._start_walker(site, sources, aim):
                yield request
        for request in self.scheduler.next_requests():
            yield request

    async def _add_overdue(self) -> None:
        """Adds what is due again, before the lists: the request is conditional where one names the same URL."""
        run, frontier, selection = self.run, self.scheduler.frontier, self.selection
        due = await run.query(
            run.due_urls.recrawl_due, self.allowed_hosts, run.now(), _MAX_RECRAWLS,
            selection.keys, selection.conditions, [topic.name for topic in selection.topics],
        )  # fmt: skip
        for entry, etag, modified in due or ():
            # The related links of what earlier runs stored would lead farther from run to run.
            reasons = await self.related.kept_reasons(entry.url) or self.relevance.ways(0)
            # Related links are followed, though the run itself may follow none.
            frontier.keep_candidates |= any(steps or reason.parent for reason, steps in reasons.items())
            frontier.add(Candidate(entry, reasons, Priority.RECRAWL, etag=etag, last_modified=modified))
        if postponed := run.due_urls.postponed:
            run.stats.notices.append(Notice(f"{postponed} re-reads postponed", is_due=postponed >= _MAX_RECRAWLS))

    def _start_walker(self, site: int, sources: Site, aim: Aim) -> Iterator[Request]:
        coverage = self.coverage.of(host_of(sources)) if self.is_for_news else None
        # A search knows all days.
        lists = replace(self.lists, selection=self.selection) if aim is Aim.SEARCH else self.lists
        walker = ListWalker(
            lists,
            site,
            sources,
            aim,
            self.on_lists_exhausted,
            coverage,
            self._archive_of(site) if coverage else (),
        )
        self.walkers.append(walker)
        yield from walker.start_next_source()

    def _archive_of(self, site: int) -> Site:
        """Returns the sources of a site that only backfills read, as far as this run may request their hosts."""
        sources = self.archive[site] if site < len(self.archive) else ()
        return [
            source
            for source in sources
            if source not in self.discovery[site] and hosts_of([[source]]) <= set(self.allowed_hosts)
        ]

    # --- Callbacks from list walkers ------------------------------------------------------

    def on_lists_exhausted(self, walker: ListWalker) -> Iterator[Request]:
        """Falls back from a failed site search to the site's lists."""
        if walker.aim is not Aim.SEARCH or walker.any_served or walker.site >= len(self.discovery):
            return
        backfill = self.selection.is_backfill and self.archive
        sites = self.archive if backfill else self.discovery
        yield from self._start_walker(walker.site, sites[walker.site], Aim.BACKFILL if backfill else Aim.NEWS)

    # --- Callbacks from Scrapy and the pipelines ----------------------------------------------

    async def parse(self, response: Response, **_: Any) -> AsyncIterator[Article | Request]:
        """Reads one page outside a run: gives its article, and requests for the articles and sitemaps that it names."""
        lists = ListReader(self.addresses, self.zone, frozenset(self.hosts))
        article, urls = await read_page(response, self.reader, lists, self.declared_lists())
        if article:
            yield article
        for url in urls:
            yield Request(url, self.parse)

    def on_stored(self, url: str, published: datetime | None, *, answered: bool) -> None:
        """Schedules further requests once the outcome of a URL is committed; called by the pipeline Store."""
        self.scheduler.on_stored(url, published, answered=answered)

    def on_idle(self) -> None:
        """On spider_idle: gives up lost requests and schedules the rest of the frontier.

        Raises:
            DontCloseSpider: There was any.
        """
        if self.run.closing.is_set() or not self.scheduler.has_work:
            return
        for walker in self.walkers:
            walker.abandon_in_flight()
        self.scheduler.abandon_in_flight()
        raise DontCloseSpider

    def count_left(self) -> None:
        """Counts and records what the run leaves to the next one; waits for the catalogue."""
        self.related.record_late_reasons()
        stats, scheduler = self.run.stats, self.scheduler
        stats.left = scheduler.work.count_left()
        stats.not_kept = max(0, scheduler.frontier.count_named() - stats.left)
        has_read_all = len(self.walkers) >= len(self.list_sources) and all(each.is_done for each in self.walkers)
        stats.has_work_left = bool(stats.left) or scheduler.has_work or not has_read_all

    def end_coverage(self) -> None:
        """Decides what news is covered, and adds what is not to the verdict; waits for the catalogue."""
        selection = self.lists.selection
        if self.is_for_news:
            self.coverage.end()
        elif selection.first and not selection.query:
            last = selection.clip(datetime.max.replace(tzinfo=self.zone)) if selection.until else None
            for walker in self.walkers:
                if walker.has_reached_since and walker.site < len(self.discovery):
                    self.coverage.close_by_backfill(host_of(self.discovery[walker.site]), selection.first, last)

    # --- List states --------------------------------------------------------------------------

    async def _save_list(self, state: ListState) -> None:
        await self.run.query(self.run.catalogue.list_states.save, [state], self.run.now())

    def final_list_states(self, *, settled: bool) -> list[ListState]:
        """Returns the states to store at the run's end; `settled` is true if all articles that lists named are done."""
        return self.list_states.final_states(settled=settled and self.is_incremental)
