"""Rows of articles, their versions and links: added, and renewed by a later reading."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from crawler.outcomes import Outcome
from crawler.store.articles.suspect_versions import drop_suspect
from crawler.store.database import utc
from crawler.store.tables import articles, links, versions
from crawler.text.likeness import is_one_article
from crawler.text.unicode import digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from crawler.items import Article

# Queries that run for every article are built once: building one takes as long as SQLite takes to run it.
_TWIN = (
    sa.select(articles.c.id, articles.c.title)
    .where(
        articles.c.host == sa.bindparam("host"),
        articles.c.digest == sa.bindparam("digest"),
        articles.c.access == "open",
        articles.c.id != sa.bindparam("article"),
    )
    .order_by(sa.case((articles.c.title == sa.bindparam("title"), 0), else_=1))
    .limit(1)
)
_NEW_ARTICLE, _NEW_LINK = sa.insert(articles), sa.insert(links)


def row_of(article: Article, now: datetime) -> dict[str, Any]:
    """Returns the values of an article's row, except for its number, file and count of versions."""
    values = asdict(article)
    for name in ("published", "modified", "fetched"):
        values[name] = values[name].isoformat() if values[name] else None
    values["fetched"] = values["fetched"] or utc(now)
    values["host"] = urlsplit(article.url).hostname or ""
    values["digest"] = digest(article.text)
    values["first_seen"] = values["last_seen"] = utc(now)
    return values


def find_twin(connection: sa.Connection, article: Article, values: dict[str, Any]) -> str | None:
    """Returns the article with the same text at another URL of the host; another title needs a long text."""
    if article.access != "open":
        return None
    here = {"host": values["host"], "digest": values["digest"], "article": article.id, "title": article.title}
    twin = connection.execute(_TWIN, here).one_or_none()
    return str(twin.id) if twin and is_one_article(article.text, twin.title, article.title) else None


@dataclass(frozen=True)
class ArticleRows:
    """Adds and renews rows of articles in the transaction of a connection. Files are written by `write`."""

    connection: sa.Connection
    """The connection that writes."""
    write: Callable[[str, Article, bool], None]
    """Takes the name of a file, its article, and whether there is no such file yet."""
    next_number: Callable[[], int]
    """Returns the number of the next file."""

    def add(self, article: Article, values: dict[str, Any]) -> tuple[Outcome, str]:
        """Adds an article; returns the outcome and the name of its file, empty for a teaser."""
        if article.access == "teaser":
            self.connection.execute(_NEW_ARTICLE, {**values, "version_count": 1})
            return Outcome.TEASER, ""
        number, file = self._next_file(article)
        self.connection.execute(_NEW_ARTICLE, {**values, "version_count": 1, "number": number, "file": file})
        self.write(file, article, True)
        return Outcome.NEW, file

    def renew(
        self, old: sa.Row[Any], article: Article, values: dict[str, Any], *, keeps_version: bool, is_unverified: bool
    ) -> tuple[Outcome, str]:
        """Stores a later reading of an article; returns as `add`.

        `keeps_version` is false if `old` was mistaken, `is_unverified` true while many pages say the same at once.
        """
        here = articles.c.id == old.id
        values |= {"doubted": False, "unproven": is_unverified and old.unproven and old.digest == values["digest"]}
        drop_suspect(self.connection, old.id)
        if article.access == "teaser":
            keep = {name: values[name] for name in ("last_seen", "topics")} if old.access == "open" else values
            self.connection.execute(sa.update(articles).where(here).values(keep))
            return (Outcome.UNCHANGED, old.file or "") if old.access == "open" else (Outcome.TEASER, "")
        if old.access == "teaser":
            number, file = self._next_file(article)
            self.connection.execute(sa.update(articles).where(here).values(**values, number=number, file=file))
            self.write(file, article, True)
            return Outcome.NEW, file
        if (old.title, old.digest, old.published) == (values["title"], values["digest"], values["published"]):
            values.pop("text")
            self.connection.execute(sa.update(articles).where(here).values(**values, gone=None))
            return Outcome.UNCHANGED, old.file
        if keeps_version:
            add_version(self.connection, old)
            values["version_count"] = old.version_count + 1
        # The changed text is compared with other articles again.
        values |= {"gone": None, "story": None}
        self.connection.execute(sa.update(articles).where(here).values(values))
        self.write(old.file, article, False)
        return Outcome.CHANGED, old.file

    def _next_file(self, article: Article) -> tuple[int, str]:
        number = self.next_number()
        return number, f"{number:03d}_{article.id}.txt"


def add_version(connection: sa.Connection, old: sa.Row[Any]) -> None:
    """Adds the text that an article has to its versions."""
    connection.execute(
        sa.insert(versions).values(
            article_id=old.id, version=old.version_count, title=old.title, text=old.text,
            published=old.published, modified=old.modified, read=old.fetched,
        )
    )  # fmt: skip


def put_links(connection: sa.Connection, article: Article, now: datetime, *, is_new: bool) -> None:
    """Adds the related links of an article, or records that they were seen again."""
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
