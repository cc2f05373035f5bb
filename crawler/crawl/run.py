"""Run: the lifecycle of a run, from its lock and storage to its verdict."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections import Counter
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeAlias, TypeVar

from scrapy import signals
from scrapy.exceptions import CloseSpider, NotConfigured
from sqlalchemy.exc import SQLAlchemyError

from crawler.clock import clock_offset, utc_now
from crawler.crawl.components import missing
from crawler.crawl.process.log import clean_log
from crawler.crawl.process.malloc import return_freed_pages
from crawler.crawl.process.signals import on_stop_signal
from crawler.crawl.run_counts import RunCounts
from crawler.crawl.scheduling.run_context import RunContext
from crawler.crawl.spider import OutletSpider
from crawler.fetch.session import session_of
from crawler.monitoring.run_stats import Notice, RunStats
from crawler.monitoring.site_changed import find_change, find_strange
from crawler.monitoring.verdict import Verdict, evaluate
from crawler.outcomes import Outcome
from crawler.store.baselines import load_baseline, save_baseline
from crawler.store.catalogue import Catalogue
from crawler.store.database import cause, utc
from crawler.store.files.file_check import check_names
from crawler.store.files.paths import catalogue_address, data_directory
from crawler.store.files.run_lock import RunLock
from crawler.store.files.suspects import Suspects
from crawler.store.files.text_files import ArticleFiles, Change
from crawler.store.run_log import FILES_CHECKED, files_checked, last_article

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from typing import Self

    from scrapy.crawler import Crawler

    from crawler.fetch.session import FetchSession
    from crawler.items import Article
    from crawler.store.lists.list_state import ListState
    from crawler.store.run_readings import Settled

P = ParamSpec("P")
T = TypeVar("T")
# Takes the name of a file, its article, and whether there is no such file yet.
WriteFile: TypeAlias = "Callable[[str, Article, bool], None]"
# Takes the name of a file.
RemoveFile: TypeAlias = "Callable[[str], None]"

logger = logging.getLogger(__name__)

# How long the articles of a run are joined into stories at its end, in seconds.
_STORY_SECONDS = 8.0
# Scrapy's time limit lets all requests wait for their turn; so many seconds after it they are given up.
_CLOSING_AFTER = 0.1
# Reasons for which this project, or Scrapy without a limit, closes a spider. Any other is one of Scrapy's limits.
_NO_LIMIT = {"finished", "limit", "shutdown", "storage", "locked", "error"}
# If this share of earlier runs began later than now, the clock may be behind.
_MOST = 0.5


class Run:
    """Opens a run's storage when its spider starts, before any request, and evaluates the run when it closes.

    Other components get it by `crawler.get_extension(Run)`.
    """

    stats: RunStats
    """What the run has seen; set when it begins."""
    counts: RunCounts
    """Fills `stats` from pages; set with the storage."""
    suspects: Suspects
    """Saves pages that may have been misread; set with the storage."""
    files: ArticleFiles
    """The article files; set with the storage."""
    catalogue: Catalogue
    """The catalogue; set with the storage."""
    session: FetchSession
    """The throttles of its hosts, and what fetching needs of the run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.verdict: Verdict | None = None
        """The verdict; none until the run has closed."""
        self.signal = ""
        """Name of the signal that stopped the run; empty if none did."""
        self.lock: RunLock | None = None
        """The outlet's lock; none until the run begins."""
        self.closing = asyncio.Event()
        """Set once the run is to end."""
        self._limit: asyncio.TimerHandle | None = None
        # Whether the spider has started; Scrapy's `fetch` and `shell` open one that never does.
        self._has_begun = False
        # Number of the run's row; 0 until its storage is open.
        self._number = 0
        self._began = self.now()
        # When the text files were last compared with the catalogue; none if the next run is to do so.
        self._files_checked: datetime | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connects to the crawler's signals.

        Raises:
            NotConfigured: The spider is no outlet's: that of Scrapy's own `fetch` or `shell`.
        """
        if not issubclass(crawler.spidercls, OutletSpider):
            raise NotConfigured
        self = cls(crawler)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)
        return self

    # --- Opening ------------------------------------------------------------------------

    def _opened(self, spider: OutletSpider) -> None:
        clean_log()
        self.stats = RunStats(spider.name)
        spider.begin_run = partial(self._begin, spider)

    def _begin(self, spider: OutletSpider) -> bool:
        """Takes the outlet's lock and opens the storage; returns False if the spider has been closed already.

        Raises:
            CloseSpider: The lock is taken, the storage failed, or components are missing.
        """
        if self.closing.is_set():
            return False
        settings = self._crawler.settings
        for signal in (signals.spider_error, signals.item_error):
            self._crawler.signals.connect(self._failed, signal)
        self._has_begun = True
        self.stats = RunStats(spider.name, sites=len(spider.list_sources))
        self.stats.missing = missing(settings)
        if not settings["CONTACT"] and not settings["REPLAY"]:
            logger.warning("CONTACT is not set: the sites cannot tell whom to write to")
        if offset := clock_offset():
            self.stats.notices.append(Notice(f"clock set by {offset.total_seconds():+.0f} s", is_due=False))
        if reason := "error" if self.stats.missing else self._open(spider, data_directory(settings)):
            self._keep_exports()
            raise CloseSpider(reason)
        self._watch_signals()
        if seconds := settings.getfloat("CLOSESPIDER_TIMEOUT"):
            self._limit = asyncio.get_running_loop().call_later(seconds + _CLOSING_AFTER, self.closing.set)
        return True

    def _open(self, spider: OutletSpider, directory: Path) -> str:
        """Takes the lock and opens the storage; returns for what reason it could not, else empty."""
        self.lock = RunLock(directory / f"{spider.name}.lock")
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self.stats.locked = not self.lock.acquire()
            if not self.stats.locked:
                self._open_storage(spider, directory)
        except (OSError, SQLAlchemyError) as error:
            self.storage_failed(error)
            return "storage"
        except Exception:
            # Scrapy would log it too, and empty the files of -O.
            logger.exception("the run was not opened")
            self.stats.errors += 1
            self._look_for_damage()
            return "error"
        return "locked" if self.stats.locked else ""

    def _watch_signals(self) -> None:
        loop = asyncio.get_running_loop()

        def notify(name: str) -> None:
            self.signal = self.signal or name
            loop.call_soon_threadsafe(self.closing.set)

        on_stop_signal(notify)

    def _open_storage(self, spider: OutletSpider, directory: Path) -> None:
        """Opens files and catalogue, reads what earlier runs counted, and begins the run's row."""
        self.files = ArticleFiles(directory, spider.name)
        self.suspects = Suspects(directory, spider.name)
        self.stats.suspects, self.stats.earlier_suspects = self.suspects.paths, self.suspects.earlier
        settings = self._crawler.settings
        self.catalogue = Catalogue(catalogue_address(settings), spider.name)
        self.session = session_of(self._crawler)
        self.session.now, self.session.closing = self.now, self.closing
        self.session.robots_cache, self.session.on_storage_failure = self.catalogue.robots, self.end_by_storage_failure
        due_urls, run_log = self.catalogue.due_urls, self.catalogue.run_log
        for name in self.files.recover(self.catalogue.file_text):
            logger.warning("cleared what an interrupted run left: %s", name)
        earlier = run_log.recent_counts()
        self.counts = RunCounts(self.stats, self._crawler.stats, spider.layouts)
        self.counts.load_earlier(earlier, load_baseline(self.catalogue.engine, spider.name))
        self._check_files(files_checked(earlier, self.now()))
        self._began, due_urls.last_article = self.now(), last_article(earlier, self.now())
        self.stats.has_given_articles = due_urls.last_article is not None
        ahead = run_log.share_ahead(self.now())
        due_urls.clock_was_ahead, self.catalogue.trusts_clock = ahead > 0, ahead < _MOST
        if spider.is_incremental:
            self.stats.backing_off = due_urls.backing_off(spider.allowed_hosts, self.now())
        arguments = spider.arguments.model_dump(mode="json", exclude_none=True)
        spider.open(
            RunContext(
                self.now, self.closing, self.stats, self.counts.count, self.catalogue, self.end_by_storage_failure
            )
        )
        self._number = run_log.start(arguments, self.now())
        return_freed_pages()
        # Modules and objects loaded by now stay; collecting them again and again would block the reactor.
        gc.freeze()

    def _check_files(self, checked: datetime | None) -> None:
        """Compares the names of the text files with the catalogue, unless that was done within the last day."""
        if checked is None:
            repairs = check_names(self.catalogue.engine, self.files, self.catalogue.outlet)
            self.stats.notices += map(Notice, repairs.notices())
            # Of what is still missing the next run restores more.
            checked = None if repairs.missing else self.now()
        self._files_checked = checked

    def _keep_exports(self) -> None:
        """Leaves the files of -O as they are, since a run without requests has nothing to replace them with."""
        from scrapy.extensions.feedexport import FeedExporter  # noqa: PLC0415 - few runs export

        exporter = self._crawler.get_extension(FeedExporter)
        for slot in exporter.slots if exporter else ():
            slot.store_empty = False

    # --- During the run -----------------------------------------------------------------

    def now(self) -> datetime:
        """Returns the current time in UTC; the only clock of the storage."""
        return utc_now()

    def storage_failed(self, error: Exception) -> None:
        """Records a failure of the storage in one line; the first one counts."""
        self.stats.storage_error = self.stats.storage_error or cause(error)[:300] or type(error).__name__

    def stop(self, reason: str) -> None:
        """Ends the run after what is in flight."""
        self.closing.set()
        if self._crawler.engine is not None:
            self._stopping = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))

    def end_by_storage_failure(self, error: Exception) -> None:
        """Records a failure of the storage and ends the run."""
        self.storage_failed(error)
        self.stop("storage")

    def _failed(self) -> None:
        self.stats.errors += 1

    def write_together(self, store: Callable[[WriteFile, RemoveFile], T]) -> T:
        """Calls `store` in one transaction; files that it writes and removes by its arguments are so before the commit.

        Raises:
            OSError: A file cannot be written; nothing is stored then.
            sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be written; likewise.
        """
        changes: dict[str, Change] = {}

        def write(name: str, article: Article, new: bool) -> None:
            # A page that names the article's URL as its own may be stored in the same transaction, before it.
            new = new or (name in changes and changes[name].new)
            changes[name] = Change(name, article.title, article.text, new)

        def remove(name: str) -> None:
            changes.pop(name, None)
            # A file that is missing after a crash is restored, one too many would stay.
            self.files.remove([name])

        try:
            with self.catalogue.transaction():
                stored = store(write, remove)
                self.files.write(list(changes.values()))
        except BaseException:
            for change in changes.values():
                self.files.discard(change.name, added=change.new)
            raise
        self.files.finish(*changes)
        return stored

    # --- Closing ------------------------------------------------------------------------

    async def _closed(self, spider: OutletSpider, reason: str) -> None:
        if not self._has_begun:
            # `fetch` and `parse` start otherwise, and `shell` not at all. A limit may end a run before its start.
            is_run = self._crawler.crawling and type(spider).start is OutletSpider.start
            if not is_run or reason in _NO_LIMIT:
                return
            with suppress(CloseSpider):
                self._begin(spider)
        stats = self.stats
        self.closing.set()
        if self._limit:
            self._limit.cancel()
        stats.not_in_replay = self._crawler.stats.get_value("replay/unknown", 0)
        if reason == "shutdown":
            stats.signal = self.signal or "SIGTERM"
        if reason not in _NO_LIMIT:
            stats.closed_by = reason
        summaries = (walker.progress_summary for walker in spider.walkers)
        stats.backfill_reached = "; ".join(dict.fromkeys(filter(None, summaries)))
        if self._number and not stats.storage_error:
            await self._take_step(self._settle)
            stats.notices += self.counts.held_texts()
        await self._look_back(spider)
        if stats.errors:
            await asyncio.to_thread(self._look_for_damage)
        self.verdict = evaluate(stats)
        if self._number:
            settled = reason == "finished" and not (stats.storage_error or stats.errors or stats.not_requested)
            await spider.list_states.wait_until_saved()
            await self._take_step(self._end, spider, spider.final_list_states(settled=settled), self.verdict)
            self.verdict = evaluate(stats)
            self.catalogue.close()
        if self.lock:
            self.lock.release()
        spider.verdict = self.verdict
        level = logging.WARNING if self.verdict.is_warning else logging.INFO
        is_error = self.verdict.code and self.verdict.is_due
        logger.log(logging.ERROR if is_error else level, "%s", self.verdict.line)

    async def _take_step(self, step: Callable[P, object], *arguments: P.args, **keywords: P.kwargs) -> None:
        """Takes a step of the run's end in another thread; if it fails, that is recorded, and the end goes on."""
        try:
            await asyncio.to_thread(step, *arguments, **keywords)
        except (OSError, SQLAlchemyError) as error:
            self.storage_failed(error)
        except Exception:
            logger.exception("a step of the run's end failed")
            self.stats.errors += 1

    def _look_for_damage(self) -> None:
        """Looks for a damaged row of the catalogue, which may have raised the exceptions of the run."""
        from crawler.store.damage import find_damage  # noqa: PLC0415 - few runs have errors

        if self.stats.storage_error or not hasattr(self, "catalogue"):
            return
        try:
            self.stats.storage_error = find_damage(self.catalogue.engine)
        except SQLAlchemyError as error:
            self.storage_failed(error)

    def _settle(self) -> None:
        """Decides what the run's pages say against the catalogue."""
        stats = self.stats
        if not self.catalogue.is_unsettled:
            return

        def settle(write: WriteFile, remove: RemoveFile) -> Settled:
            settled = self.catalogue.settle(self.now(), write)
            for name in settled.removed:
                remove(name)
            return settled

        settled = self.write_together(settle)
        if settled.accepted:
            self.counts.count(Outcome.CHANGED, settled.accepted)
            stats.pages = Counter(stats.pages) - Counter({Outcome.OTHER_TEXT: settled.accepted})
        stats.at_once = settled.at_once
        if stats.sites:
            stats.unverified, stats.unverified_since = settled.unverified, settled.since

    def _end_baseline(self, spider: OutletSpider) -> None:
        """Compares the run with what is usual, and finds whether an alarm begins, lasts or ends."""
        stats, baseline = self.stats, self.stats.baseline
        baseline.begin(stats.fields)
        if strange := find_strange(stats):
            stats.notices.append(Notice(strange, is_due=bool(stats.fields["articles"])))
        verdict, is_changed = evaluate(stats), find_change(stats) is not None
        is_regular = not spider.arguments.url
        over, stats.is_due = baseline.end(
            verdict.code, verdict.why, self.now(), is_changed=is_changed, is_regular=is_regular
        )
        if over:
            stats.notices.append(Notice(over))

    async def _look_back(self, spider: OutletSpider) -> None:
        """Counts what the run leaves to the next one, and what news it does not cover, and compares it with others."""
        if self._number and not self.stats.storage_error:
            await spider.coverage.wait_until_saved()
            await self._take_step(spider.count_left)
            await self._take_step(spider.end_coverage)
            self._end_baseline(spider)

    def _end(self, spider: OutletSpider, lists: list[ListState], verdict: Verdict) -> None:
        """Stores list states and the run's counts and verdict, and joins stories."""
        self.catalogue.list_states.save(lists, self.now())
        counts = self.counts.to_store(self.catalogue.due_urls.last_article, self._began, self.now())
        if self._files_checked:
            counts[FILES_CHECKED] = utc(self._files_checked)
        save_baseline(self.catalogue.engine, spider.name, self.stats.baseline)
        self.catalogue.run_log.end(self._number, counts, verdict.code, verdict.line, self.now())
        self._join_stories(spider)

    def _join_stories(self, spider: OutletSpider) -> None:
        """Joins new and changed articles into stories; the next run or `scrapy stories` does what takes too long."""
        if self.signal or not (self.stats.pages[Outcome.NEW] or self.stats.pages[Outcome.CHANGED]):
            return
        from crawler.stories.story_store import join_stories  # noqa: PLC0415 - most runs have nothing to join

        try:
            join_stories(self.catalogue.engine, seconds=_STORY_SECONDS, aliases=spider.selection.aliases)
        except SQLAlchemyError as error:
            logger.error("stories were not joined: %s", cause(error))  # noqa: TRY400 - one line
        except Exception:
            # The run has done its work, and its verdict holds, whatever a text may have broken here.
            logger.exception("stories were not joined")
