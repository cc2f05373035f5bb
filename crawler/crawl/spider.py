"""OutletSpider: reads what an outlet declares, and leads from its lists to its articles."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider

from crawler.crawl.lists.list_walker import LIST_PRIORITY, ListWalker
from crawler.crawl.scheduling.frontier import AGAIN, RELATED, UNDATED, WANTED, Candidate, Frontier, pack_entries
from crawler.discovery.sources import hosts_of
from crawler.extraction import NotAnArticle
from crawler.extraction.pool import ExtractionError, ExtractionPool
from crawler.fetch.failures import failure_reason
from crawler.fetch.opt_out import directives
from crawler.fetch.throttle import RequestSkipped
from crawler.items import ListEntry, PageResult, article_id
from crawler.selection.arguments import Arguments, read_arguments
from crawler.selection.filter import Selection
from crawler.store.list_state import ListStates, header, headers
from crawler.stories.seed_filter import SeedFilter
from crawler.text.unicode import fold
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.crawl.interfaces import Running
    from crawler.crawl.scheduling.frontier import Batch, PackedEntries
    from crawler.discovery.sources import Site
    from crawler.extraction.layout import Layout
    from crawler.items import Article, Link
    from crawler.monitoring.verdict import ListOutcome
    from crawler.store.due_urls import ListState
    from crawler.text.urls import Addresses

logger = logging.getLogger(__name__)

# Requests that are under way at once: enough for all workers and hosts, and few enough to stay newest first.
_WIDTH = 32
# Addresses that one run reads again because their time has come.
_MOST_AGAIN = 500
_NOT_MODIFIED = 304


class OutletSpider(Spider):
    """A spider for one outlet, which is what it declares.

    `outlet`, its name; `language`, that of most of its articles; `timezone`, for times that state none;
    `hosts`, all that may be asked; `addresses`, what an article's address is; `discovery`, for each of its sites
    the ways to its news, best first, of which the next is taken where one fails; `archive`, the ways into the past of
    all its sites, each taken until one reaches the day that is asked for; `search`, the ways to what has given words;
    `layouts`, newest first.
    """

    outlet: ClassVar[str]
    language: ClassVar[str]
    timezone: ClassVar[str]
    hosts: ClassVar[Sequence[str]]
    addresses: ClassVar[Addresses]
    discovery: ClassVar[Sequence[Site]]
    archive: ClassVar[Sequence[Site]] = ()
    search: ClassVar[Sequence[Site]] = ()
    layouts: ClassVar[Sequence[Layout]]

    # Set by the extension Run before the first request.
    run: Running
    workers: ExtractionPool
    seed_filter: SeedFilter

    def __init__(self, name: str | None = None, **given: Any) -> None:
        super().__init__(name)
        self.arguments: Arguments = self.check(given)
        self.zone = ZoneInfo(self.timezone)
        self.selection = Selection.of(self.arguments, self.zone)
        self.searches = self.selection.searches(self.language)
        self.list_outcomes: list[ListOutcome] = []
        self.walkers: list[ListWalker] = []
        self.frontier = Frontier(_WIDTH, keep_candidates=self.arguments.steps > 0)
        # What only the past and searches are on, a run for what is new does not ask.
        left = hosts_of([*self.archive, *self.search]) - hosts_of(self.discovery) if self.is_incremental else set()
        self._left: frozenset[str] = frozenset(left)
        self._followed: dict[str, int] = {}
        self._known: set[int] = set()
        self.kept_lists = ListStates()

    @classmethod
    def check(cls, given: dict[str, Any]) -> Arguments:
        """Checks arguments without a run; raises ValueError with one line that says what is wrong."""
        return read_arguments(given, cls.addresses, cls.name)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Gives the spider its workers."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.workers = ExtractionPool(
            settings.getint("EXTRACTION_PROCESSES"), settings.getfloat("EXTRACTION_TIMEOUT")
        )
        # Where words are looked for, those decide.
        by_subject = spider.selection.query is None and settings.getbool("RELATED_BY_SUBJECT")
        spider.seed_filter = SeedFilter(spider.selection.aliases, on=by_subject)
        crawler.signals.connect(spider.workers.close, signals.spider_closed)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    # --- What the run was asked for -----------------------------------------------------

    @property
    def list_sources(self) -> Sequence[Site]:
        """The lists that the run starts from."""
        if self.arguments.url:
            return ()
        if self.searches and self.search:
            return self.search
        return (self.archive or self.discovery) if self.arguments.since else self.discovery

    @property
    def allowed_hosts(self) -> list[str]:
        """The hosts that the run may ask."""
        return [host for host in self.hosts if host not in self._left]

    @property
    def is_incremental(self) -> bool:
        """Whether the run was asked for nothing but what is new: only then may a list that has not changed be left."""
        return not self.arguments.model_dump(exclude_none=True, exclude={"limit"})

    async def start(self) -> AsyncIterator[Request]:
        """Starts from the given addresses, else from the first way to the news of each site."""
        for url in self.arguments.url or []:
            entry = ListEntry(self.addresses.canonical(url))
            self.frontier.add(Candidate(entry, self.arguments.steps, WANTED))
        if not self.arguments.url and not self.searches:
            # Before the lists, so that what both name can be asked whether it has changed.
            overdue = (
                await self.run.query(self.run.due_urls.recrawl_due, self.allowed_hosts, self.run.now(), _MOST_AGAIN)
                or ()
            )
            for entry, etag, modified in overdue:
                self.frontier.add(Candidate(entry, self.arguments.steps, AGAIN, etag=etag, last_modified=modified))
        aim: Any = "search" if self.searches and self.search else "past" if self.arguments.since else "news"
        for site, ways in enumerate(self.list_sources):
            self.walkers.append(ListWalker(self, site, ways, aim))
            for request in self.walkers[-1].start_next_source():
                yield request
        for request in self.next_requests():
            yield request

    # --- What walks tell of lists ----------------------------------------------------------

    def on_lists_exhausted(self, walker: ListWalker) -> Iterator[Request]:
        """Takes a site's lists where its search did not serve."""
        if walker.aim != "search" or walker.any_served or walker.site >= len(self.discovery):
            return
        past = self.arguments.since and self.archive
        sites = self.archive if past else self.discovery
        self.walkers.append(ListWalker(self, walker.site, sites[walker.site], "past" if past else "news"))
        yield from self.walkers[-1].start_next_source()

    def list_states(self, *, settled: bool) -> list[ListState]:
        """Returns what is to be kept of the lists at the run's end; `on_stored` tells whether all they named is."""
        return self.kept_lists.final_states(settled=settled and self.is_incremental)

    async def enqueue(self, entries: Sequence[ListEntry], batch: Batch) -> None:
        """Gives the frontier what is to be read of a list's page."""
        if not self.frontier.keep_candidates:
            # In a thread, and packed: it may name 50,000.
            parcels, known = await self.run.query(self._pack, entries) or ([], set())
            self.frontier.add_packed(parcels, batch)
            self.run.count("known", len(known - self._known))
            self._known |= known
            return
        entries, chosen = await self.run.query(self._sift, entries) or ([], set())
        for entry in entries:
            if entry.url not in chosen:
                await self._follow_stored(entry, self.arguments.steps, "")
            elif earlier := self.frontier.add(Candidate(entry, self.arguments.steps, UNDATED, batch=batch)):
                if earlier.seed_url and earlier.rejected:
                    # For what had led to it: another run asks for it as an article of this list.
                    batch.all_answered = False
                earlier.seed_url = ""
                await self._extend_depth(earlier, self.arguments.steps)

    def _sift(self, entries: Sequence[ListEntry]) -> tuple[list[ListEntry], set[str]]:
        """Returns what a list names of the days asked for, and what of it is to be read."""
        meant = [entry for entry in entries if self.selection.may_be_in_range(entry)]
        due = self.run.due_urls.due(meant, self.selection.conditions, self.run.now())
        return meant, {entry.url for entry in due}

    def _pack(self, entries: Sequence[ListEntry]) -> tuple[list[PackedEntries], set[int]]:
        """Returns what is to be read of a list, packed, and marks of what is known."""
        meant, due = self._sift(entries)
        known = {hash(entry.url) for entry in meant if entry.url not in due}
        return pack_entries(entry for entry in meant if entry.url in due), known

    # --- What is asked for next ---------------------------------------------------------------

    def next_requests(self) -> Iterator[Request]:
        """Takes from the frontier what may be under way: no more than the limit leaves, so that the newest count.

        None as long as a list is on its way, which may name newer ones.
        """
        if self.run.closing.is_set() or any(walker.has_request_in_flight for walker in self.walkers):
            return
        limit = self.arguments.limit
        most = max(0, limit - self.run.stats.pages["new"]) if limit else _WIDTH
        for candidate in self.frontier.next_candidates(most):
            yield self._article_request(candidate)

    def on_stored(self, url: str, published: datetime | None, *, answered: bool) -> None:
        """Goes on once the outcome of an address is committed."""
        self.frontier.mark_done(url, published, answered=answered)
        self.schedule(self.next_requests())

    def schedule(self, requests: Iterable[Request]) -> None:
        """Has requests made from outside a callback."""
        engine = self.crawler.engine
        for request in requests:
            if engine is None or engine.spider is None or self.run.closing.is_set():
                return
            engine.crawl(request)

    def idle(self) -> None:
        """Goes on where what was under way has been lost: a bug in one page's way must not end the others'."""
        if self.run.closing.is_set() or not (self.frontier.in_flight or len(self.frontier)):
            return
        for walker in self.walkers:
            walker.abandon_in_flight()
        self.frontier.abandon_in_flight()
        self.schedule(self.next_requests())
        raise DontCloseSpider

    def _article_request(self, candidate: Candidate) -> Request:
        entry = candidate.entry
        named = (("If-None-Match", candidate.etag), ("If-Modified-Since", candidate.last_modified))
        headers = {name: value for name, value in named if value}
        return Request(
            # What was asked for once is known to the frontier; Scrapy's own filter would drop redirects without a word.
            entry.url, self.parse_article, errback=self.article_failed, dont_filter=True, headers=headers,
            # Scrapy takes the highest priority; lists come before all.
            priority=LIST_PRIORITY - 1 if candidate.requested_by_user else int(candidate.latest_time) - candidate.priority,
            meta={"candidate": candidate, "handle_httpstatus_list": [_NOT_MODIFIED]},
        )  # fmt: skip

    async def parse_article(self, response: Response) -> AsyncIterator[PageResult]:
        """Extracts the article and follows what it offers as related."""
        candidate: Candidate = response.meta["candidate"]
        page = self._page(candidate)
        page.status, page.headers = response.status, headers(response)
        page.final_url = self.addresses.canonical(response.url) or clean_url(response.url)
        if response.status == _NOT_MODIFIED:
            page.reason = "not modified" if candidate.etag or candidate.last_modified else "empty"
            if candidate.depth_left > 0 and await self._stored_is_relevant(page.url, candidate.seed_url):
                candidate.links = await self.run.query(self.run.due_urls.links_of, page.url) or []
                await self._follow(candidate.links, candidate.depth_left - 1, candidate)
            yield page
            return
        page.body = response.body
        # Each of these has a program of its own that it speaks to.
        tags = "\n".join(tag.decode("latin-1") for tag in response.headers.getlist("X-Robots-Tag"))
        asked = directives(response.body, page.headers | {"X-Robots-Tag": tags})
        page.opt_out = " ".join(asked)
        for word in asked:
            self.crawler.stats.inc_value(f"asks/{word}")
        if set(asked) & set(self.settings.getlist("OPT_OUT")):
            logger.info("not read: %s: it asks for %s", page.url, page.opt_out)
            page.reason = "opt-out"
            yield page
            return
        page.etag, page.last_modified = (header(response, name) for name in ("ETag", "Last-Modified"))
        try:
            article, layout, contradictions = await self.workers.extract(
                response.body, response.url, page.headers, self.layouts, self.zone
            )
        except NotAnArticle as refusal:
            logger.info("no article: %s: %s", page.url, refusal)
            # Led to a list, it has said nothing for good: its article may not be there yet, or be down for a while.
            page.reason = "not found" if refusal.reason == "list" and page.final_url != page.url else refusal.reason
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
        article = self._complete(article, candidate.entry)
        page.published = article.published
        refused, unmet = ("", "") if candidate.requested_by_user else self._rejection(article, candidate.seed_url)
        candidate.rejected = bool(refused)
        # What an earlier run has stored is kept current, whatever this one looks for.
        if refused and not await self.run.query(self.run.due_urls.is_stored, page.url):
            logger.info("not kept: %s: %s", page.url, refused)
            page.reason, page.unmet_condition = "no match", unmet
            yield page
            return
        page.article = article
        # Where none are followed they would be kept for nothing.
        candidate.links = article.related if self.arguments.steps else None
        if candidate.depth_left > 0 and not candidate.seed_url:
            self.seed_filter.add_seed(candidate.entry.url, article.language, article.title, article.text, article.tags)
        await self._follow(article.related, candidate.depth_left - 1, candidate)
        yield page

    def _rejection(self, article: Article, seed: str) -> tuple[str, str]:
        """Returns why an article is not what the run looks for, and the condition that it does not meet, or empty.

        `seed` is the address of the article whose related links led to it, which it has to be related to, where the run
        does not look for words; what they share is said in its `sources`.
        """
        texts = article.title, article.subtitle, article.text
        if unmet := self.selection.unmet(article.published, article.language, *texts):
            return f"published {article.published}, it does not meet: {unmet}", unmet
        told = article.language, article.title, article.text, article.tags
        # Of a teaser too little is known to refuse it.
        if article.access == "open" and (evidence := self.seed_filter.compare(seed, *told)):
            if not evidence.enough:
                return f"it is not related to {seed}: {evidence.words()}", self.seed_filter.condition(seed)
            article.sources["kept"] = f"{evidence.words()} with {article_id(seed)}"
        return "", ""

    def _conditions(self, seed: str) -> str:
        """Returns what an article that came from a seed, or from a list, has to meet, one condition a line."""
        return "\n".join(filter(None, (self.selection.conditions, self.seed_filter.condition(seed))))

    def article_failed(self, failure: Failure) -> Iterator[PageResult]:
        """Notes why an article's page did not come."""
        page = self._page(failure.request.meta["candidate"])  # type: ignore[attr-defined]
        page.reason, page.status = failure_reason(failure)
        # A host that was left alone before the next try has not answered the first.
        tried = failure.request.meta.get("retry_times") and page.reason != "not asked"  # type: ignore[attr-defined]
        page.was_requested = bool(tried or not failure.check(RequestSkipped))  # type: ignore[no-untyped-call]
        told = f"status {page.status}" if page.status else failure.getErrorMessage()[:200]
        logger.info("not read: %s: %s", page.url, told)
        yield page

    def _page(self, candidate: Candidate) -> PageResult:
        return PageResult(
            candidate.entry.url, list_modified=candidate.entry.modified, requested_by_user=candidate.requested_by_user
        )

    def _complete(self, article: Article, entry: ListEntry) -> Article:
        """Adds what only the run knows: outlet, time of reading, the list's title where the page has none."""
        article.outlet = self.name
        article.fetched = self.run.now().replace(microsecond=0)
        article.sources["outlet"] = "url"
        if article.sources.get("title") == "url" and entry.title:
            article.title, article.sources["title"] = fold(entry.title), "list"
        return article

    # --- Related links --------------------------------------------------------------------------

    async def _follow(self, links: Sequence[Link], steps: int, origin: Candidate) -> None:
        """Gives the frontier what an article offers as related; `steps` are those that are left behind it."""
        if steps < 0:
            return
        seed = origin.seed_url or origin.entry.url
        entries = [entry for link in links if self.selection.may_be_in_range(entry := ListEntry(link.url, link.title))]
        due = await self.run.query(self.run.due_urls.due, entries, self._conditions(seed), self.run.now()) or []
        chosen = {entry.url for entry in due}
        for entry in entries:
            if entry.url not in chosen and entry.url not in self.frontier.seen:
                await self._follow_stored(entry, steps, seed)
            elif earlier := self.frontier.add(Candidate(entry, steps, RELATED, seed)):
                await self._extend_depth(earlier, steps)

    async def _extend_depth(self, earlier: Candidate, steps: int) -> None:
        """Follows the links of an article that was met before on a longer way as far as the shorter one allows."""
        if steps > earlier.depth_left:
            earlier.depth_left = steps
            if earlier.links is not None:
                await self._follow(earlier.links, steps - 1, earlier)

    async def _follow_stored(self, entry: ListEntry, steps: int, seed: str) -> None:
        """Counts an article that is stored and not to be read, and follows the links that the catalogue has of it."""
        before = self._followed.get(entry.url, -1)
        if before < 0:
            self.run.count("known")
        if before < steps:
            self._followed[entry.url] = steps
            if steps > 0 and await self._stored_is_relevant(entry.url, seed):
                links = await self.run.query(self.run.due_urls.links_of, entry.url) or []
                await self._follow(links, steps - 1, Candidate(entry, steps, RELATED, seed))

    async def _stored_is_relevant(self, url: str, seed: str) -> bool:
        """Tells whether a stored article is what the run looks for, so that its links are followed."""
        stored = await self.run.query(self.run.due_urls.text_of, url)
        if stored is None:
            return False
        if not seed:
            self.seed_filter.add_seed(url, *stored)
        evidence = self.seed_filter.compare(seed, *stored)
        return not self.selection.unmet(None, *stored[:3]) and (evidence is None or evidence.enough)
