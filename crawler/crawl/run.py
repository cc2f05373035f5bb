"""A run from end to end: its lock, its catalogue and files, what it saw, and the verdict on it."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import signal
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import CloseSpider, NotConfigured
from sqlalchemy.exc import SQLAlchemyError

from crawler.crawl.malloc import return_freed_pages
from crawler.crawl.scheduling.run_context import RunContext
from crawler.crawl.spider import OutletSpider
from crawler.exit_codes import ExitCode
from crawler.fetch.throttle import Host
from crawler.items import article_id
from crawler.monitoring.verdict import RunStats, Verdict, evaluate, mostly_good, usual_fields
from crawler.outcomes import Outcome
from crawler.store.catalogue import Catalogue
from crawler.store.database import cause
from crawler.store.paths import RunLock, catalogue_address, data_directory
from crawler.store.run_log import LAST_ARTICLE, last_article
from crawler.store.text_files import ArticleFiles

if TYPE_CHECKING:
    from types import FrameType
    from typing import Self

    from scrapy.crawler import Crawler

    from crawler.items import PageResult
    from crawler.store.due_urls import ListState

logger = logging.getLogger(__name__)

_MOST_KEPT = 3
_STOPS = (signal.SIGINT, signal.SIGTERM)
# Signals that come so soon after the first are the same wish, in seconds.
_ONE_STOP = 1.0
_STORY_SECONDS = 8.0
# Any other is a limit of Scrapy's: the time, the memory.
_OWN_ENDS = {"finished", "limit", "shutdown", "storage", "locked", "error"}


class Run:
    """Opens a run's storage before any request, and judges the run when it closes.

    Other parts reach it by `crawler.get_extension(Run)`. `verdict` is none until the run has closed; `signal` names the
    signal that stopped it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.verdict: Verdict | None = None
        self.signal = ""
        self._number = 0
        self._began = self.now()
        self._hosts: dict[str, Host] = {}
        self._called: set[int] = set()
        # Hosts on which other outlets' articles stand as well.
        self._shared: set[str] = set()
        self.closing = asyncio.Event()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connects to the crawler's signals.

        Raises:
            NotConfigured: The spider is no outlet's: that of Scrapy's own `fetch` or `shell`.
        """
        if not issubclass(crawler.spidercls, OutletSpider):
            raise NotConfigured
        self = cls(crawler)
        settings = crawler.settings
        if settings["CONTACT"]:
            agent = f"{settings['USER_AGENT']} (+{settings['CONTACT']})"
            settings.set("USER_AGENT", agent, priority=settings.getpriority("USER_AGENT") or 0)
        elif not settings.getbool("HTTPCACHE_ENABLED"):
            logger.warning("CONTACT is not set: the sites cannot tell whom to write to")
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawler.signals.connect(self._failed, signals.spider_error)
        crawler.signals.connect(self._failed, signals.item_error)
        return self

    def _opened(self, spider: OutletSpider) -> None:
        settings = self._crawler.settings
        self.stats = RunStats(spider.name, sites=len(spider.list_sources))
        self.directory = data_directory(settings)
        self._wrap_signals()
        self.lock = RunLock(self.directory / f"{spider.name}.lock")
        try:
            why = "" if self._open_storage(spider) else "locked"
        except (OSError, SQLAlchemyError) as error:
            self.storage_failed(error)
            why = "storage"
        except Exception:
            # A signal's listener that raises is passed over: the run would go on without a catalogue.
            logger.exception("the run was not opened")
            self.stats.errors += 1
            why = "error"
        if why:
            self._leave_exports()
            raise CloseSpider(why)

    def _open_storage(self, spider: OutletSpider) -> bool:
        """Opens files and catalogue and begins the run's row; false where another run holds the lock."""
        self.directory.mkdir(parents=True, exist_ok=True)
        if not self.lock.acquire():
            self.stats.locked = True
            return False
        self.files = ArticleFiles(self.directory, spider.name)
        self.catalogue = Catalogue(catalogue_address(self._crawler.settings), spider.name)
        self.due_urls = self.catalogue.due_urls
        for name in self.files.recover(self.catalogue.file_text):
            logger.warning("cleared what an interrupted run left: %s", name)
        counted = self.catalogue.run_log.recent_counts()
        for fields, well in [(counts["fields"], well) for counts, well in counted if counts.get("fields")]:
            self.stats.earlier.append(Counter(fields))
            self.stats.usual.update(fields if well else {})
        self._usual = usual_fields(self.stats.usual)
        self._shared = {host for layout in spider.layouts if layout.only for host in layout.hosts}
        self._began, self.due_urls.last_article = self.now(), last_article(counted, self.now())
        if spider.is_incremental:
            self.stats.backing_off = self.due_urls.backing_off(spider.allowed_hosts, self.now())
        asked = spider.arguments.model_dump(mode="json", exclude_none=True)
        self._number = self.catalogue.run_log.start(asked, self.now())
        spider.open(RunContext(self.now, self.closing, self.stats, self.count, self.due_urls, self._catalogue_failed))
        return_freed_pages()
        # What was loaded by now stays: looking through it for garbage would hold the reactor up each time.
        gc.freeze()
        return True

    def _leave_exports(self) -> None:
        """Keeps the files of -O as they are: a run that asks for nothing has nothing to put in their place."""
        from scrapy.extensions.feedexport import FeedExporter  # noqa: PLC0415 - few runs export

        exporter = self._crawler.get_extension(FeedExporter)
        for slot in exporter.slots if exporter else ():
            slot.store_empty = False

    def host(self, name: str) -> Host:
        """Returns what is known of a host in this run."""
        if name not in self._hosts:
            settings = self._crawler.settings
            at_once = asyncio.Semaphore(settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
            self._hosts[name] = Host(settings.getfloat("DOWNLOAD_DELAY"), slots=at_once)
        return self._hosts[name]

    def storage_failed(self, error: Exception) -> None:
        """Notes that storage failed, in one line; the first failure counts."""
        self.stats.storage_error = self.stats.storage_error or cause(error)[:300] or type(error).__name__

    def stop(self, reason: str) -> None:
        """Ends the run after what is under way."""
        self.closing.set()
        if self._crawler.engine is not None:
            self._stopping = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))

    def count(self, outcome: Outcome, pages: int = 1) -> None:
        """Counts what became of articles' pages."""
        if pages:
            self.stats.pages[outcome] += pages
            self._crawler.stats.inc_value(f"pages/{outcome}", pages)

    def look_at(self, page: PageResult) -> None:
        """Notes which fields an article has, and keeps the page aside where a usual one is missing, or all."""
        article = page.article
        if urlsplit(page.url).hostname in self._shared:
            self.stats.fields.update(shared=1, own=article is not None)
        if article is None:
            strange = page.outcome.is_suspect
        else:
            # What is called as another one was has the site's name, or none.
            called = hash(article.title)
            had = {
                "title": called not in self._called and article.sources.get("title") not in {"list", "url"},
                "open": article.access == "open",
                "published": article.published, "names": article.authors or article.agency, "section": article.section,
                "tags": article.tags, "images": article.images, "related": article.related, "layout": page.layout,
            }  # fmt: skip
            self._called.add(called)
            self.stats.fields.update(name for name, value in had.items() if value)
            self.stats.fields.update(articles=1, characters=len(article.text))
            strange = any(not had[name] for name in self._usual)
        if strange and page.body and len(self.stats.suspects) < _MOST_KEPT:
            self._keep_aside(page)

    def _keep_aside(self, page: PageResult) -> None:
        """Writes a page to `suspects/`, in place of those of earlier runs."""
        folder = self.directory / "suspects"
        folder.mkdir(exist_ok=True)
        if not self.stats.suspects:
            for path in folder.glob(f"{self.stats.spider}-*"):
                path.unlink()
        path = folder / f"{self.stats.spider}-{article_id(page.url)}.html"
        path.write_bytes(page.body)
        saved = {"url": page.url, "status": page.status, "headers": page.headers}
        path.with_suffix(".json").write_text(json.dumps(saved, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stats.suspects.append(str(path))

    def _failed(self) -> None:
        self.stats.errors += 1

    async def _closed(self, spider: OutletSpider, reason: str) -> None:
        self.stats.not_in_replay = self._crawler.stats.get_value("replay/unknown", 0)
        if reason == "shutdown":
            self.stats.signal = self.signal or "SIGTERM"
        if reason not in _OWN_ENDS:
            self.stats.closed_by = reason
        self.stats.backfill_reached = "; ".join(
            dict.fromkeys(filter(None, (walker.progress_summary for walker in spider.walkers)))
        )
        self.verdict = evaluate(self.stats)
        if self._number:
            well = reason == "finished" and not (
                self.stats.storage_error or self.stats.errors or self.stats.not_requested
            )
            await spider.list_states.wait_until_saved()
            try:
                await asyncio.to_thread(self._end, spider, spider.final_list_states(settled=well), self.verdict)
            except SQLAlchemyError as error:
                self.storage_failed(error)
                self.verdict = evaluate(self.stats)
            self.catalogue.close()
        self.lock.release()
        logger.log(logging.INFO if self.verdict.code == ExitCode.OK else logging.ERROR, "%s", self.verdict.line)

    def _end(self, spider: OutletSpider, lists: list[ListState], verdict: Verdict) -> None:
        self.due_urls.save_lists(lists, self.now())
        counts: dict[str, Any] = {
            **{str(name): pages for name, pages in self.stats.pages.items()},
            "fields": dict(self.stats.fields),
        }
        # What failed where most pages gave one was the pages' own.
        last = self.due_urls.last_article
        if self.stats.any_article:
            last = self.now() + timedelta(seconds=1) if mostly_good(self.stats) else self._began
        if last:
            counts[LAST_ARTICLE] = last.isoformat(timespec="seconds")
        self.catalogue.run_log.end(self._number, counts, verdict.code, verdict.line, self.now())
        self._join_stories(spider)

    def _catalogue_failed(self, error: Exception) -> None:
        self.storage_failed(error)
        self.stop("storage")

    def now(self) -> datetime:
        """Returns the time, in UTC; the only clock of the storage."""
        return datetime.now(UTC)

    def _join_stories(self, spider: OutletSpider) -> None:
        """Joins what was stored into stories; what is not done in time is left to the next run or `scrapy stories`."""
        if self.signal or not (self.stats.pages[Outcome.NEW] or self.stats.pages[Outcome.CHANGED]):
            return
        from crawler.stories.story_store import join_stories  # noqa: PLC0415 - most runs have nothing to join

        try:
            join_stories(self.catalogue.engine, seconds=_STORY_SECONDS, aliases=spider.selection.aliases)
        except SQLAlchemyError as error:
            logger.error("stories were not joined: %s", cause(error))  # noqa: TRY400 - one line
        except Exception:
            # The run has done its work, and its verdict stands, whatever a text may have done to this.
            logger.exception("stories were not joined")

    def _wrap_signals(self) -> None:
        """Remembers which signal stopped the run; Scrapy's own handler goes on to stop it, at once by a second one."""
        loop = asyncio.get_running_loop()

        def wrap(number: signal.Signals) -> None:
            before = signal.getsignal(number)

            def remember(signum: int, frame: FrameType | None) -> None:
                self.signal = self.signal or signal.Signals(signum).name
                loop.call_soon_threadsafe(self.closing.set)
                if callable(before):
                    before(signum, frame)
                _take_as_one()

            if callable(before):
                signal.signal(number, remember)

        for number in _STOPS:
            wrap(number)


def _take_as_one() -> None:
    """Has further signals ignored for a moment: a service manager tells each process, and `ingest` its runs too."""
    told = time.monotonic()

    def wrap(number: signal.Signals) -> None:
        before = signal.getsignal(number)

        def wait(signum: int, frame: FrameType | None) -> None:
            if time.monotonic() > told + _ONE_STOP and callable(before):
                before(signum, frame)

        signal.signal(number, wait)

    for number in _STOPS:
        wrap(number)
