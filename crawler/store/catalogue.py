"""Catalogue: articles, versions, links and pages, read and written. Works alike on SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.items import Link, PageResult, article_id
from crawler.outcomes import Outcome
from crawler.store.articles.article_rows import ArticleRows, find_twin, put_links, row_of
from crawler.store.articles.astray_texts import ask_twin
from crawler.store.articles.forget import remove_article
from crawler.store.articles.moved_articles import merge_moved, merge_twin
from crawler.store.articles.stored_topics import StoredTopics
from crawler.store.articles.suspect_versions import hold_suspect
from crawler.store.articles.url_aliases import detach_aliases, has_mistaken_aliases, resolve_article_url
from crawler.store.database import open_database, utc, writing
from crawler.store.due_urls import DueUrls
from crawler.store.lists.list_state import StoredListStates
from crawler.store.lists.stored_coverage import StoredCoverage
from crawler.store.lists.work_list import WorkList
from crawler.store.page_rows import (
    PageState,
    after_aliasing,
    after_failing,
    after_holding,
    after_reading,
    is_redirect,
    load_page,
    merge_reasons,
    merge_unmet,
    put_page,
    repair_first_seen,
)
from crawler.store.recrawl_policy import after_article, after_teaser
from crawler.store.robots_files import StoredRobots
from crawler.store.run_log import RunLog
from crawler.store.run_readings import (
    RunReadings,
    Settled,
    ask_other_addresses,
    doubt_text,
    open_unverified,
    verify_rest,
)
from crawler.store.tables import articles, links, pages
from crawler.text.likeness import is_same_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from crawler.items import Article

# Queries that run for every article are built once: building one takes as long as SQLite takes to run it.
_ARTICLE = sa.select(articles).where(articles.c.id == sa.bindparam("article"))
_HIGHEST = sa.select(sa.func.max(articles.c.number))


class Catalogue:
    """The catalogue at an SQLAlchemy URL, as the runs of one outlet use it.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: It cannot be opened, read or written.
    """

    def __init__(self, url: str | sa.URL, outlet: str) -> None:
        self.outlet = outlet
        """The spider's name."""
        self.engine = open_database(url)
        """The database, for what reads and joins the articles of all outlets."""
        self.due_urls = DueUrls(self.engine, outlet)
        """Which URLs are due."""
        self.list_states = StoredListStates(self.engine, outlet)
        """What is known of lists."""
        self.coverage = StoredCoverage(self.engine, outlet)
        """How far news is covered."""
        self.work_list = WorkList(self.engine, outlet)
        """What lists have named and no run has requested."""
        self.topics = StoredTopics(self.engine, outlet)
        """Which articles which topics want."""
        self.run_log = RunLog(self.engine, outlet)
        """The outlet's runs."""
        self.robots = StoredRobots(self.engine)
        """The robots.txt files of hosts."""
        self.readings = RunReadings()
        """What this run's pages say against the catalogue."""
        self.trusts_clock = True
        """False if most of the runs before this one began later than now, so that the clock may be behind."""
        self._here = threading.local()

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Groups this thread's writes into one transaction."""
        with writing(self.engine) as connection:
            self._here.connection = connection
            try:
                yield
            finally:
                self._here.__dict__.clear()

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        connection: sa.Connection | None = getattr(self._here, "connection", None)
        return writing(self.engine) if connection is None else nullcontext(connection)

    def file_text(self, file: str) -> tuple[str, str] | None:
        """Returns title and text of the article with a file name; none if there is none."""
        with self.engine.connect() as connection:
            row = connection.execute(
                sa.select(articles.c.title, articles.c.text).where(articles.c.file == file)
            ).one_or_none()
            return (row.title, row.text) if row else None

    def is_stored(self, url: str) -> bool:
        """True if a URL shows a stored article."""
        with self.engine.connect() as connection:
            return bool(connection.scalar(sa.select(pages.c.article_id).where(pages.c.url == url)))

    def shown_by(self, url: str) -> tuple[str, str] | None:
        """Returns id and URL of the article that a URL shows; none if none is stored."""
        shown = articles.join(pages, pages.c.article_id == articles.c.id)
        query = sa.select(articles.c.id, articles.c.url).select_from(shown).where(pages.c.url == url)
        with self._writing() as connection:
            row = connection.execute(query).one_or_none()
            return (row.id, row.url) if row else None

    def stored_article(self, url: str) -> tuple[sa.Row[Any], list[Link]] | None:
        """Returns the row of the article that a URL shows, and the related links of its last reading; none if none."""
        shown = articles.join(pages, pages.c.article_id == articles.c.id)
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(articles).select_from(shown).where(pages.c.url == url)).one_or_none()
            if row is None:
                return None
            of_last_reading = links.c.from_id == row.id, links.c.last_seen >= row.fetched
            found = connection.execute(sa.select(links).where(*of_last_reading).order_by(links.c.url))
            return row, [Link(link.url, link.title, link.kind) for link in found]

    def add_reasons(self, late: Iterable[tuple[str, list[dict[str, Any]], str]]) -> None:
        """Adds ways that lead to pages that have given no article, and the conditions that these do not meet.

        Each is a URL, its ways as in `PageResult.reasons`, and the conditions, one a line.
        """
        with self._writing() as connection:
            for url, reasons, unmet in late:
                known = load_page(connection, url)
                if known and known.reason and known.article_id is None:
                    more = PageResult(url, reason=known.reason, unmet_condition=unmet, reasons=reasons)
                    merged = {"reasons": merge_reasons(known, more), "unmet_condition": merge_unmet(known, more)}
                    connection.execute(sa.update(pages).where(pages.c.url == url).values(merged))

    def record_failure(self, page: PageResult, now: datetime) -> bool:
        """Records that a URL gave no article.

        Returns True if the failure is the page's own: it failed alike before other pages last gave articles, or says
        that its stored article is gone, of which many at once are told by `settle`.
        """
        with self._writing() as connection:
            known = load_page(connection, page.url)
            state = after_failing(page, known, now)
            if known:
                self.readings.count_failure(page, known, now, state.gone_since)
                if page.outcome.is_gone:
                    ask_other_addresses(connection, known, now)
            self._put_page(connection, page, state, now, known)
            if known and known.article_id and page.outcome.is_gone:
                return True
            if known is None or not known.failures or (known.reason, known.status) != (page.reason, page.status):
                return False
            return not self.due_urls.failed_since_last_article(known)

    def _put_page(
        self, connection: sa.Connection, page: PageResult, state: PageState, now: datetime, known: sa.Row[Any] | None
    ) -> None:
        put_page(connection, self.outlet, page, state, now)
        if known and self.trusts_clock:
            repair_first_seen(connection, known, now)

    def record_not_modified(self, page: PageResult, now: datetime) -> None:
        """Records that the site answered 304 for an article's page."""
        with self._writing() as connection:
            stored = connection.execute(
                sa.select(articles.c.id, articles.c.access, articles.c.published, articles.c.first_seen)
                .join(pages, pages.c.article_id == articles.c.id)
                .where(pages.c.url == page.url)
            ).one_or_none()
            if stored is None:
                return
            published = datetime.fromisoformat(stored.published) if stored.published else None
            first_seen = datetime.fromisoformat(stored.first_seen)
            teaser = stored.access == "teaser"
            again = after_teaser(first_seen, now) if teaser else after_article(published, first_seen, now)
            self.readings.any_good = True
            if stored.id == article_id(page.url):
                self.readings.read_again.add(page.url)
            renewed = {"last_read": utc(now), "next_read": utc(again) if again else None}
            connection.execute(sa.update(pages).where(pages.c.url == page.url).values(renewed))
            connection.execute(sa.update(articles).where(articles.c.id == stored.id).values(last_seen=utc(now)))

    def store(
        self,
        page: PageResult,
        now: datetime,
        write: Callable[[str, Article, bool], None],
        *,
        is_agreed: bool = False,
    ) -> tuple[Outcome, str]:
        """Stores a page's article: row, links and page in one transaction, the file by `write(name, article, new)`.

        `write` is called before the commit, so that no row lacks its file. A text that has nothing in common with the
        stored article is only held, unless two readings agreed on it. Returns the outcome and the name of the
        article's file, empty if it has none.
        """
        article = page.article
        if article is None:
            raise ValueError("the page has no article")
        values = row_of(article, now)
        with self._writing() as connection:
            rows = ArticleRows(connection, write, lambda: self._next_number(connection))
            known = load_page(connection, page.url)
            old = connection.execute(_ARTICLE, {"article": article.id}).one_or_none()
            values["topics"] = sorted({*(old.topics if old else ()), *page.topics})
            same = bool(old and old.file and old.digest == values["digest"])
            twin = None if same or is_agreed else find_twin(connection, article, values)
            mistaken = (
                old is not None
                and not (twin or page.claims_other_url)
                and has_mistaken_aliases(connection, old, article)
            )
            self.readings.count_reading(page.url, known)
            is_other = old is not None and not is_same_article((old.title, old.text), (article.title, article.text))
            if old and old.file and article.access == "teaser" and is_other:
                self.readings.other_teasers.add(old.id)
            if (
                old
                and old.file
                and not (same or mistaken or is_agreed)
                and (twin or (is_other and article.access == "open"))
            ):
                self._hold(connection, page, old, twin, known, now)
                return Outcome.OTHER_TEXT, old.file
            if old and (mistaken or (is_agreed and old.doubted)):
                # What many addresses showed was the site's own, and nothing that the article ever said.
                mistaken = mistaken or page.url in self.readings.the_sites
                detach_aliases(connection, article, now)
            if twin:
                outcome, file = Outcome.ALIAS, ""
                connection.execute(sa.update(articles).where(articles.c.id == twin).values(last_seen=utc(now)))
                # A teaser whose full text is stored under another URL was never an article of its own.
                connection.execute(sa.delete(links).where(links.c.from_id == article.id))
                connection.execute(sa.delete(articles).where(articles.c.id == article.id))
            elif old is None:
                outcome, file = rows.add(article, values)
            else:
                if not self.trusts_clock or old.first_seen <= values["first_seen"]:
                    del values["first_seen"]
                is_unverified = bool(known and known.unverified)
                outcome, file = rows.renew(
                    old, article, values, keeps_version=not mistaken, is_unverified=is_unverified
                )
            if not twin and not (old and old.access == "open" and article.access == "teaser"):
                put_links(connection, article, now, is_new=old is None)
            if twin:
                state = self._alias(page, twin, known, now)
            else:
                state = after_reading(article, old, outcome, now)
                self._count_good(connection, page, outcome, known, now)
            self._put_page(connection, page, state, now, known)
            self._put_other_addresses(connection, page, article.url, state, now)
        return outcome, file

    @property
    def is_unsettled(self) -> bool:
        """True if `settle` has anything to decide."""
        with self.engine.connect() as connection:
            return not self.readings.is_empty or open_unverified(connection, self.outlet)[0] > 0

    def settle(self, now: datetime, write: Callable[[str, Article, bool], None]) -> Settled:
        """Decides what the run's readings come to (see `crawler.store.run_readings`), at its end.

        `write` is that of `store`. Call it in a `transaction`.
        """
        with self._writing() as connection:
            decision = self.readings.decide(connection, self.due_urls.last_article, now)
            for page in decision.accepted:
                page.reason = Outcome.NO_FAILURE
                self.store(page, now, write, is_agreed=True)
            removed = [merge_twin(connection, article, twin) for article, twin in decision.merged.items()]
            removed += filter(None, [remove_article(connection, article) for article in decision.never_own])
            works = self.readings.any_good and not decision.at_once
            verify_rest(connection, self.outlet, now, site_works=works)
            return Settled(decision.at_once, len(decision.accepted), *open_unverified(connection, self.outlet), removed)

    def _hold(
        self,
        connection: sa.Connection,
        page: PageResult,
        old: sa.Row[Any],
        twin: str | None,
        known: sa.Row[Any] | None,
        now: datetime,
    ) -> None:
        """Holds a text beside the article of its page, which is asked again soon, and so is that of its twin."""
        article = page.article
        if article is None:
            return
        suspect = hold_suspect(connection, article, now)
        page.reason, page.is_repeated = Outcome.OTHER_TEXT, suspect is not None
        page.etag = page.last_modified = ""
        if twin and suspect is None:
            if not page.claims_other_url:
                self.readings.count_alias(page, twin, known)
            ask_twin(connection, twin, now)
        if known:
            held_since = suspect.read if suspect else None
            self.readings.count_other_text(page, known, now, held_since=held_since, is_doubted=old.doubted)
        self._put_page(connection, page, after_holding(article.id, known, now), now, known)

    def _alias(
        self, page: PageResult, shown: str, known: sa.Row[Any] | None, now: datetime
    ) -> PageState:  # fmt: skip
        """Returns the state of a page that shows the article of another URL, and counts it."""
        if not is_redirect(page, shown, known):
            if not page.claims_other_url:
                self.readings.count_alias(page, shown, known)
            # They are those of another page.
            page.etag = page.last_modified = ""
        return after_aliasing(page, shown, known, now)

    def _count_good(
        self, connection: sa.Connection, page: PageResult, outcome: Outcome, known: sa.Row[Any] | None, now: datetime
    ) -> None:
        """Counts a page that gave an article; doubts the text of another article that its URL showed before."""
        article = page.article
        self.readings.any_good = True
        if article and outcome is Outcome.NEW:
            self.readings.new.add(article.id)
        if known and article and known.article_id not in {None, article.id, article_id(page.url)} and not known.reason:
            doubt_text(connection, known.article_id, now)

    def _put_other_addresses(
        self, connection: sa.Connection, page: PageResult, own: str, state: PageState, now: datetime
    ) -> None:
        """Records the article's own URL, and the one that its page redirected to, as pages of the article."""
        if page.claims_other_url:
            if load_page(connection, own) is None:
                # Not requested itself so far: it is due when a list names it.
                named = PageResult(own, found_by=page.found_by)
                put_page(connection, self.outlet, named, PageState(state.article, None), now)
        elif own != page.url:
            put_page(connection, self.outlet, page, state, now, own)
        elif page.final_url not in {own, ""}:
            # It moved there, and is read again through its first URL.
            put_page(connection, self.outlet, page, PageState(state.article, None), now, page.final_url)

    def resolve_url(self, page: PageResult) -> str:
        """Sets the URL under which a page's article is stored (see `crawler.store.articles.url_aliases`).

        Returns the name of a file to remove, since its article moved and was stored before; usually empty.
        """
        with self._writing() as connection:
            second = merge_moved(connection, page)
            resolve_article_url(connection, page)
        return second

    def record_alias(self, page: PageResult, article: str, now: datetime) -> bool:
        """Records that a URL shows a stored article; False if no such article is stored.

        The URL is due again unless the site redirects from it: a cache may have mixed it up with another.
        """
        with self._writing() as connection:
            found = connection.execute(sa.select(articles.c.access).where(articles.c.id == article)).one_or_none()
            if found is None or found.access != "open":
                return False
            known = load_page(connection, page.url)
            self._put_page(connection, page, self._alias(page, article, known, now), now, known)
            return True

    def remove_from_work_list(self, urls: Iterable[str], keys: Sequence[str], *, only_backfill: bool = False) -> None:
        """Removes entries from the work list, in this thread's transaction if there is one."""
        with self._writing() as connection:
            self.work_list.remove(urls, keys, connection, only_backfill=only_backfill)

    def is_forgotten(self, url: str) -> bool:
        """True if the article of a URL was removed for good."""
        with self.engine.connect() as connection:
            return connection.scalar(sa.select(pages.c.reason).where(pages.c.url == url)) == Outcome.FORGOTTEN

    def _next_number(self, connection: sa.Connection) -> int:
        """Returns the number of the next file; nobody else adds files during the transaction."""
        highest = getattr(self._here, "highest", None)
        if highest is None:
            highest = connection.scalar(_HIGHEST)
        number: int = 0 if highest is None else highest + 1
        if hasattr(self._here, "connection"):
            self._here.highest = number
        return number
