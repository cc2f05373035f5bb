"""Removes an article for good: text, versions, links, file. Only that its URLs are not to be read remains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.items import article_id
from crawler.outcomes import Outcome
from crawler.store.damage import is_damaged
from crawler.store.database import writing
from crawler.store.tables import articles, features, links, pages, story_links, versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


NEEDED = (articles.c.id, articles.c.url, articles.c.file, articles.c.outlet, articles.c.story)
"""The columns of an article that `forget` reads: whatever is in the others, it can be forgotten."""


def forget(engine: sa.Engine, article: sa.Row[Any], directory: Path) -> None:
    """Removes an article from the catalogue and from `directory`, and marks its URLs as forgotten.

    The file is removed first, so that a crash leaves the row, by which the article can be named again.

    Raises:
        OSError: A file cannot be removed; the catalogue is unchanged then.
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be written.
    """
    mine = article.id
    with writing(engine) as connection:
        shown = set(connection.scalars(sa.select(pages.c.url).where(pages.c.article_id == mine))) | {article.url}
        if article.file:
            (directory / "articles" / article.file).unlink(missing_ok=True)
        for url in shown:
            for suspect in (directory / "suspects").glob(f"*-{article_id(url)}.*"):
                suspect.unlink()
        delete_article(connection, article)
        connection.execute(
            sa.update(pages)
            .where(pages.c.url.in_(shown))
            .values(
                reason=Outcome.FORGOTTEN, article_id=None, next_read=None, unverified=None, etag="", last_modified=""
            )
        )


def remove_damaged_page(engine: sa.Engine, urls: Iterable[str]) -> str:
    """Removes the row of a page at one of the URLs if it is damaged, and returns the URL; empty if none is."""
    with writing(engine) as connection:
        damaged = next((url for url in urls if is_damaged(connection, url)), "")
        connection.execute(sa.delete(pages).where(pages.c.url == damaged))
    return damaged


def remove_article(connection: sa.Connection, article: str) -> str:
    """Removes an article that never was one and leaves its pages; returns the name of its file, if it has one."""
    row: sa.Row[Any] = connection.execute(sa.select(articles).where(articles.c.id == article)).one()
    delete_article(connection, row)
    connection.execute(sa.update(pages).where(pages.c.article_id == article).values(article_id=None))
    return str(row.file or "")


def delete_article(connection: sa.Connection, article: sa.Row[Any]) -> None:
    """Deletes all rows of an article but its pages; the other articles of its story wait to be compared again."""
    mine = article.id
    for table, here in (
        (links, links.c.from_id == mine),
        (versions, versions.c.article_id == mine),
        (features, features.c.article_id == mine),
        (story_links, sa.or_(story_links.c.from_id == mine, story_links.c.to_id == mine)),
        (articles, articles.c.id == mine),
    ):
        connection.execute(sa.delete(table).where(here))
    if article.story:
        connection.execute(sa.update(articles).where(articles.c.story == article.story).values(story=None))
