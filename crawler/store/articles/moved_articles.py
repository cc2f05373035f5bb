"""Merges an article that was stored a second time under the URL it moved to, once its first URL leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from crawler.store.articles.forget import delete_article
from crawler.store.articles.suspect_versions import drop_suspect
from crawler.store.tables import articles, pages, versions
from crawler.text.likeness import is_same_article

if TYPE_CHECKING:
    from crawler.items import PageResult


def merge_moved(connection: sa.Connection, page: PageResult) -> str:
    """Merges the article of the URL that a page redirected to into the one that was stored under the page's own URL.

    Versions and pages of the later one become those of the first, which gets the later text when the page is stored.
    Returns the name of the file that no article has any more, empty if nothing was merged.
    """
    article = page.article
    if article is None or page.url == page.final_url or article.url != page.final_url:
        return ""
    is_open = articles.c.access == "open"
    first = connection.execute(sa.select(articles).where(articles.c.url == page.url, is_open)).one_or_none()
    later = connection.execute(sa.select(articles).where(articles.c.id == article.id, is_open)).one_or_none()
    if first is None or later is None or first.id == later.id:
        return ""
    if not is_same_article((first.title, first.text), (later.title, later.text)):
        return ""
    drop_suspect(connection, later.id)
    connection.execute(
        sa.update(versions)
        .where(versions.c.article_id == later.id)
        .values(article_id=first.id, version=versions.c.version + first.version_count - 1)
    )
    added = later.version_count - 1
    both = {"version_count": first.version_count + added, "topics": sorted({*first.topics, *later.topics})}
    connection.execute(sa.update(articles).where(articles.c.id == first.id).values(both))
    connection.execute(sa.update(pages).where(pages.c.article_id == later.id).values(article_id=first.id))
    delete_article(connection, later)
    return str(later.file)
