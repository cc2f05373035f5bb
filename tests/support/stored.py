"""Articles that are stored by tests of the catalogue."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from crawler.items import Article, ListEntry, PageResult, article_id
from crawler.store.catalogue import Catalogue
from crawler.store.database import utc
from crawler.store.run_readings import RunReadings, Settled
from crawler.store.tables import articles

NOW = datetime(2026, 1, 6, 8, 45, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ONE, TWO = "https://example.com/article/1", "https://example.com/article/2"
ABROAD = "https://example.net/article/1"
TEXT = "SoftBank Group said that it would build two more data centers.\n\nOracle declined to comment."


def article(url: str = ONE, text: str = TEXT, **values: Any) -> Article:
    made = Article(
        id=article_id(url), outlet="example", url=url, title="SoftBank builds", language="en",
        published=NOW - DAY, text=text, fetched=NOW,
    )  # fmt: skip
    for name, value in values.items():
        setattr(made, name, value)
    return made


def own(url: str, **values: Any) -> Article:
    """Returns an article whose title and text are its own."""
    key = url.rpartition("/")[2]
    words = " ".join(f"word{key}of{place}" for place in range(90))
    return article(url, f"{words}.\n\n{key} more {words}", **({"title": f"Title{key} story{key}"} | values))


def page(found: Article, url: str = "", **values: Any) -> PageResult:
    return PageResult(url or found.url, 200, article=found, **values)


def teaser(url: str = ONE, text: str = "SoftBank Group said.") -> Article:
    return article(url, text, access="teaser")


class Written(list[tuple[str, str, bool]]):
    """Remembers which files were to be written: name, text, whether it is new."""

    def __call__(self, name: str, found: Article, new: bool) -> None:
        self.append((name, found.text, new))


def keep(name: str, found: Article, new: bool) -> None:
    """Writes no file."""


def rows(path: Path, query: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def row(path: Path, table: str = "articles") -> dict[str, Any]:
    (only,) = rows(path, f"SELECT * FROM {table}")  # noqa: S608 - our own
    return only


def mark_gone(catalogue: Catalogue, url: str, moment: datetime) -> None:
    """Has readings agreed that an article is gone."""
    with catalogue.engine.begin() as connection:
        connection.execute(sa.update(articles).where(articles.c.url == url).values(gone=utc(moment)))


def is_due(catalogue: Catalogue, url: str, listed: datetime | None, now: datetime) -> bool:
    return bool(catalogue.due_urls.due([ListEntry(url, modified=listed)], "", now))


def end_run(catalogue: Catalogue, now: datetime) -> Settled:
    """Decides what the pages of a run say, as its end does, and begins the next run."""
    with catalogue.transaction():
        settled = catalogue.settle(now, keep)
    if catalogue.readings.any_good:
        catalogue.due_urls.last_article = now
    catalogue.readings = RunReadings()
    return settled
