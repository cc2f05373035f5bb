"""Catalogue: articles, versions, links and pages, read and written. Works alike on SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from crawler.items import Link, PageResult
from crawler.outcomes import Outcome
from crawler.store.database import open_database, utc, writing
from crawler.store.due_urls import DueUrls
from crawler.store.lists.list_state import StoredListStates
from crawler.store.recrawl_policy import after_alias, after_article, after_failure, after_teaser
from crawler.store.run_log import RunLog
from crawler.store.tables import articles, links, pages, robots_cache, versions
from crawler.store.url_aliases import detach_mistaken_aliases, resolve_article_url
from crawler.text.unicode import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from crawler.items import Article

# Queries that run for every article are built once: building one takes as long as SQLite takes to run it.
_ARTICLE = sa.select(articles).where(articles.c.id == sa.bindparam("article"))
_TWIN = (
    sa.select(articles.c.id)
    .where(
        articles.c.host == sa.bindparam("host"),
        articles.c.digest == sa.bindparam("digest"),
        articles.c.access == "open",
    )
    .limit(1)
)
_HIGHEST = sa.select(sa.func.max(articles.c.number))
_NEW_ARTICLE, _NEW_LINK, _NEW_PAGE = sa.insert(articles), sa.insert(links), sa.insert(pages)
_PAGE = sa.update(pages).where(pages.c.url == sa.bindparam("here"))


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
        self.run_log = RunLog(self.engine, outlet)
        """The outlet's runs."""
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

    def links_of(self, url: str) -> list[Link]:
        """Returns the related links of the article that a URL shows."""
        shown = links.join(pages, pages.c.article_id == links.c.from_id)
        query = sa.select(links.c.url, links.c.title, links.c.kind).select_from(shown).where(pages.c.url == url)
        with self.engine.connect() as connection:
            return [Link(row.url, row.title, row.kind) for row in connection.execute(query)]

    def text_of(self, url: str) -> tuple[str, str, str, list[str]] | None:
        """Returns language, title, text and tags of the article that a URL shows; none if there is none."""
        shown = articles.join(pages, pages.c.article_id == articles.c.id)
        fields = (articles.c.language, articles.c.title, articles.c.text, articles.c.tags)
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(*fields).select_from(shown).where(pages.c.url == url)).one_or_none()
            return (row.language, row.title, row.text, row.tags) if row else None

    def record_failure(self, page: PageResult, now: datetime) -> bool:
        """Records that a URL gave no article, and marks the article stored from it as gone if it is.

        Returns True if it failed alike before other pages last gave articles, so that the failure is the page's own.
        """
        with self._writing() as connection:
            known = connection.execute(sa.select(pages).where(pages.c.url == page.url)).one_or_none()
            failures = (known.failures if known else 0) + 1
            first_seen = datetime.fromisoformat(known.first_seen) if known else now
            retry = after_failure(page.outcome, failures, first_seen, now)
            if page.outcome.is_gone:
                connection.execute(
                    sa.update(articles)
                    .where(articles.c.url == page.url, articles.c.gone.is_(None))
                    .values(gone=utc(now))
                )
            article = known.article_id if known else None
            self._put_page(connection, page, now, article=article, next_read=retry, failures=failures)
            if known is None or not known.failures or (known.reason, known.status) != (page.reason, page.status):
                return False
            return not self.due_urls.failed_since_last_article(known)

    def record_unrequested(self, url: str, now: datetime) -> None:
        """Records a URL that a list named and that was not requested, in case the list omits it next time."""
        with self._writing() as connection:
            if not self._is_known(connection, url):
                named = PageResult(url, reason=Outcome.NOT_ASKED)
                self._put_page(connection, named, now, article=None, next_read=now, failures=0)

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
            renewed = {"last_read": utc(now), "next_read": utc(again) if again else None}
            connection.execute(sa.update(pages).where(pages.c.url == page.url).values(renewed))
            connection.execute(sa.update(articles).where(articles.c.id == stored.id).values(last_seen=utc(now)))

    def store(
        self, page: PageResult, now: datetime, write: Callable[[str, Article, bool], None]
    ) -> tuple[Outcome, str]:
        """Stores a page's article: row, links and page in one transaction, the file by `write(name, article, new)`.

        `write` is called before the commit, so that no row lacks its file. Returns the outcome and the name of the
        article's file, empty if it has none.
        """
        article = page.article
        if article is None:
            raise ValueError("the page has no article")
        values = _row(article, now)
        with self._writing() as connection:
            old = connection.execute(_ARTICLE, {"article": article.id}).one_or_none()
            same = bool(old and old.file and old.digest == values["digest"])
            twin = None if same else self._twin(connection, article, values)
            mistaken = (
                old is not None
                and not (twin or page.claims_other_url)
                and detach_mistaken_aliases(connection, old, article, now)
            )
            if twin and old and old.file:
                # Its URL shows another article for now, as happens with caches that mix up pages.
                outcome, file, twin = Outcome.ALIAS, old.file, old.id
            elif twin:
                outcome, file = Outcome.ALIAS, ""
                connection.execute(sa.update(articles).where(articles.c.id == twin).values(last_seen=utc(now)))
                # A teaser whose full text is stored under another URL was never an article of its own.
                connection.execute(sa.delete(links).where(links.c.from_id == article.id))
                connection.execute(sa.delete(articles).where(articles.c.id == article.id))
            elif old is None:
                outcome, file = self._add(connection, article, values, write)
            else:
                outcome, file = self._renew(connection, old, article, values, write, mistaken=mistaken)
            if not twin and not (old and old.access == "open" and article.access == "teaser"):
                self._put_links(connection, article, now, is_new=old is None)
            shown = twin or article.id
            first_seen = datetime.fromisoformat(old.first_seen) if old else now
            published = article.published
            if outcome is Outcome.UNCHANGED and old and old.published:
                published = datetime.fromisoformat(old.published)
            again = (
                after_teaser(first_seen, now)
                if outcome is Outcome.TEASER
                else after_article(published, first_seen, now)
            )
            if shown != article.id:
                again = self._after_alias(connection, page, now)
            self._put_page(connection, page, now, article=shown, next_read=again, failures=0)
            self._put_other_addresses(connection, page, article.url, now, article=shown, next_read=again)
        return outcome, file

    def _put_other_addresses(
        self,
        connection: sa.Connection,
        page: PageResult,
        own: str,
        now: datetime,
        *,
        article: str,
        next_read: datetime | None,
    ) -> None:
        """Records the article's own URL, and the one that its page redirected to, as pages of the article."""
        if page.claims_other_url:
            if not self._is_known(connection, own):
                # Not requested itself so far: it is due when a list names it.
                self._put_page(connection, PageResult(own), now, article=article, next_read=None, failures=0)
        elif own != page.url:
            self._put_page(connection, page, now, article=article, next_read=next_read, failures=0, url=own)
        elif page.final_url not in {own, ""}:
            # It moved there, and is read again through its first URL.
            self._put_page(connection, page, now, article=article, next_read=None, failures=0, url=page.final_url)

    def resolve_url(self, page: PageResult) -> None:
        """Sets the URL under which a page's article is stored (see `crawler.store.url_aliases`)."""
        with self._writing() as connection:
            resolve_article_url(connection, page)

    def _is_known(self, connection: sa.Connection, url: str) -> bool:
        return connection.scalar(sa.select(pages.c.url).where(pages.c.url == url)) is not None

    def record_alias(self, page: PageResult, article: str, now: datetime) -> bool:
        """Records that a URL shows a stored article; False if no such article is stored.

        The URL is due again unless the site redirects from it: a cache may have mixed it up with another.
        """
        with self._writing() as connection:
            found = connection.execute(sa.select(articles.c.access).where(articles.c.id == article)).one_or_none()
            if found is None or found.access != "open":
                return False
            again = self._after_alias(connection, page, now)
            self._put_page(connection, page, now, article=article, next_read=again, failures=0)
            return True

    @staticmethod
    def _after_alias(connection: sa.Connection, page: PageResult, now: datetime) -> datetime | None:
        if page.final_url != page.url:
            return None
        seen = connection.scalar(sa.select(pages.c.first_seen).where(pages.c.url == page.url))
        return after_alias(datetime.fromisoformat(seen) if seen else now, now)

    def is_forgotten(self, url: str) -> bool:
        """True if the article of a URL was removed for good."""
        with self._writing() as connection:
            return connection.scalar(sa.select(pages.c.reason).where(pages.c.url == url)) == Outcome.FORGOTTEN

    def _twin(self, connection: sa.Connection, article: Article, values: dict[str, Any]) -> str | None:
        if article.access != "open":
            return None
        return connection.scalar(_TWIN, {"host": values["host"], "digest": values["digest"]})

    def _add(
        self,
        connection: sa.Connection,
        article: Article,
        values: dict[str, Any],
        write: Callable[[str, Article, bool], None],
    ) -> tuple[Outcome, str]:
        if article.access == "teaser":
            connection.execute(_NEW_ARTICLE, {**values, "version_count": 1})
            return Outcome.TEASER, ""
        number, file = self._next_file(connection, article)
        connection.execute(_NEW_ARTICLE, {**values, "version_count": 1, "number": number, "file": file})
        write(file, article, True)
        return Outcome.NEW, file

    def _renew(
        self,
        connection: sa.Connection,
        old: sa.Row[Any],
        article: Article,
        values: dict[str, Any],
        write: Callable[[str, Article, bool], None],
        *,
        mistaken: bool,
    ) -> tuple[Outcome, str]:
        here = articles.c.id == old.id
        del values["first_seen"]
        if article.access == "teaser":
            keep = {"last_seen": values["last_seen"]} if old.access == "open" else values
            connection.execute(sa.update(articles).where(here).values(keep))
            return (Outcome.UNCHANGED, old.file or "") if old.access == "open" else (Outcome.TEASER, "")
        if old.access == "teaser":
            number, file = self._next_file(connection, article)
            connection.execute(sa.update(articles).where(here).values(**values, number=number, file=file))
            write(file, article, True)
            return Outcome.NEW, file
        if (old.title, old.digest, old.published) == (values["title"], values["digest"], values["published"]):
            values.pop("text")
            connection.execute(sa.update(articles).where(here).values(**values, gone=None))
            return Outcome.UNCHANGED, old.file
        if not mistaken:
            connection.execute(
                sa.insert(versions).values(
                    article_id=old.id, version=old.version_count, title=old.title, text=old.text,
                    published=old.published, modified=old.modified, read=old.fetched,
                )
            )  # fmt: skip
            values["version_count"] = old.version_count + 1
        # The changed text is compared with other articles again.
        values |= {"gone": None, "story": None}
        connection.execute(sa.update(articles).where(here).values(values))
        write(old.file, article, False)
        return Outcome.CHANGED, old.file

    def _next_file(self, connection: sa.Connection, article: Article) -> tuple[int, str]:
        # Nobody else adds files during the transaction.
        highest = getattr(self._here, "highest", None)
        if highest is None:
            highest = connection.scalar(_HIGHEST)
        number = 0 if highest is None else highest + 1
        if hasattr(self._here, "connection"):
            self._here.highest = number
        return number, f"{number:03d}_{article.id}.txt"

    def _put_links(self, connection: sa.Connection, article: Article, now: datetime, *, is_new: bool) -> None:
        seen = utc(now)
        linked = sa.select(links.c.url).where(links.c.from_id == article.id)
        known = set() if is_new else set(connection.scalars(linked))
        rows = [
            {"from_id": article.id, "url": link.url, "kind": link.kind, "title": link.title, "last_seen": seen}
            for link in {link.url: link for link in article.related}.values()
        ]
        if new := [{**row, "first_seen": seen} for row in rows if row["url"] not in known]:
            connection.execute(_NEW_LINK, new)
        for row in rows:
            if row["url"] in known:
                here = (links.c.from_id == article.id, links.c.url == row["url"])
                connection.execute(sa.update(links).where(*here).values(row))

    def _put_page(
        self,
        connection: sa.Connection,
        page: PageResult,
        now: datetime,
        *,
        article: str | None,
        next_read: datetime | None,
        failures: int,
        url: str = "",
    ) -> None:
        url = url or page.url
        values: dict[str, Any] = {
            "outlet": self.outlet, "status": page.status, "reason": page.reason, "article_id": article,
            "opt_out": page.opt_out, "etag": page.etag, "last_modified": page.last_modified, "last_read": utc(now),
            "next_read": utc(next_read) if next_read else None, "failures": failures,
            "unmet_condition": page.unmet_condition or None,
        }  # fmt: skip
        if page.list_modified and not failures:
            # After a failure the change is still to be read.
            values["list_modified"] = page.list_modified.isoformat()
        if not connection.execute(_PAGE, {**values, "here": url}).rowcount:
            connection.execute(_NEW_PAGE, {**values, "url": url, "first_seen": utc(now)})

    def cached_robots(self, url: str, since: datetime, now: datetime) -> str | None:
        """Returns the text of a robots.txt or tdmrep.json that was read between two times; none if there is none."""
        # What was read later than now was read while the clock was wrong.
        in_time = robots_cache.c.read.between(utc(since), utc(now))
        with self.engine.connect() as connection:
            return connection.scalar(sa.select(robots_cache.c.text).where(robots_cache.c.url == url, in_time))

    def save_robots(self, url: str, status: int, text: str, now: datetime) -> None:
        """Stores the text of a robots.txt or tdmrep.json."""
        with self._writing() as connection:
            connection.execute(sa.delete(robots_cache).where(robots_cache.c.url == url))
            connection.execute(sa.insert(robots_cache).values(url=url, status=status, text=text, read=utc(now)))


def _row(article: Article, now: datetime) -> dict[str, Any]:
    values = asdict(article)
    for name in ("published", "modified", "fetched"):
        values[name] = values[name].isoformat() if values[name] else None
    values["fetched"] = values["fetched"] or utc(now)
    values["host"] = urlsplit(article.url).hostname or ""
    values["digest"] = digest(article.text)
    values["first_seen"] = values["last_seen"] = utc(now)
    return values
