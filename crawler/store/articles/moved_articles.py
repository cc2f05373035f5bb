"""Merges an article that was stored a second time: under the URL that it moved to, or one that only showed its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.store.articles.article_rows import add_version
from crawler.store.articles.forget import delete_article
from crawler.store.articles.suspect_versions import drop_suspect
from crawler.store.tables import articles, pages, versions
from crawler.text.likeness import is_same_article
from crawler.text.unicode import digest

if TYPE_CHECKING:
    from crawler.items import PageResult


def merge_moved(connection: sa.Connection, page: PageResult) -> str:
    """Merges the articles that were stored under a page's own URL and under the one that it redirected to.

    Versions and pages of the one that was stored later become those of the first, which gets the later text when the
    page is stored. Returns the name of the file that no article has any more, empty if nothing was merged.
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
    if (later.first_seen, later.number) < (first.first_seen, first.number):
        # The page showed a second form of it before.
        first, later = later, first
    return _merge(connection, first, later, digest(article.text))


def merge_twin(connection: sa.Connection, article: str, twin: str) -> str:
    """Merges the article that had another one's text into that one; returns as `merge_moved`.

    If the one that had it was stored first, and its own page leads to the other one, it had moved there and stays.
    """
    first, later = (
        connection.execute(sa.select(articles).where(articles.c.id == each)).one() for each in (article, twin)
    )
    leads_to = connection.scalar(sa.select(pages.c.article_id).where(pages.c.url == later.url))
    if leads_to == first.id and first.digest == later.digest and later.first_seen < first.first_seen:
        first, later = later, first
    return _merge(connection, first, later, first.digest)


def _merge(connection: sa.Connection, first: sa.Row[Any], later: sa.Row[Any], stays: str) -> str:
    """Merges an article into another; its text becomes a version unless it is the one that stays, by its digest."""
    drop_suspect(connection, later.id)
    added = later.version_count - 1
    if later.digest not in {first.digest, stays}:
        add_version(connection, later)
        added += 1
    connection.execute(
        sa.update(versions)
        .where(versions.c.article_id == later.id)
        .values(article_id=first.id, version=versions.c.version + first.version_count - 1)
    )
    both = {
        "version_count": first.version_count + added,
        "topics": sorted({*first.topics, *later.topics}),
        "first_seen": min(first.first_seen, later.first_seen),
    }
    connection.execute(sa.update(articles).where(articles.c.id == first.id).values(both))
    connection.execute(sa.update(pages).where(pages.c.article_id == later.id).values(article_id=first.id))
    delete_article(connection, later)
    return str(later.file)
