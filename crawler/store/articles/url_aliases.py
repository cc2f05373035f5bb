"""Resolves which article a page belongs to: by rel=canonical, its own URL, or what the URL showed before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.items import article_id
from crawler.store.articles.suspect_versions import load_suspect
from crawler.store.database import utc
from crawler.store.tables import articles, links, pages
from crawler.text.likeness import is_one_article, is_same_article
from crawler.text.unicode import digest, latin_length, match_key

if TYPE_CHECKING:
    from datetime import datetime

    from crawler.items import Article, PageResult

_SHOWN = (
    sa.select(articles)
    .join(pages, pages.c.article_id == articles.c.id)
    .where(pages.c.url == sa.bindparam("here"), articles.c.access == "open")
)
_STORED = sa.select(articles).where(articles.c.id == sa.bindparam("article"))
_KNOWN = sa.select(articles.c.id).where(articles.c.id == sa.bindparam("article"))


def resolve_article_url(connection: sa.Connection, page: PageResult) -> None:
    """Sets the URL and the id under which the article of a page is stored.

    That is the URL that the page claims, unless another article is stored there. An article that the requested URL
    showed before, and still shows with another canonical URL or text, keeps the URL it was first stored under.
    """
    article = page.article
    if article is None:
        return
    moved = _moved(connection, page, article)
    if moved or (page.claims_other_url and _is_another(connection, page, article)):
        article.url, page.duplicate_in_run = moved or page.url, False
        article.id, article.sources["url"] = article_id(article.url), "url"


def has_mistaken_aliases(connection: sa.Connection, stored: sa.Row[Any], article: Article) -> bool:
    """True if an article's own URL was never requested itself and shows something else than others claimed."""
    own = sa.select(pages.c.status).where(pages.c.url == article.url, pages.c.reason == "")
    return connection.scalar(own) == 0 and _differs(stored, article)


def detach_aliases(connection: sa.Connection, article: Article, now: datetime) -> None:
    """Detaches the other URLs of an article, which are due then, to be stored as what they are."""
    others = sa.update(pages).where(pages.c.article_id == article.id, pages.c.url != article.url)
    connection.execute(others.values(article_id=None, etag="", last_modified="", next_read=utc(now)))
    connection.execute(sa.delete(links).where(links.c.from_id == article.id))


def shares_text(stored: sa.Row[Any], article: Article) -> bool:
    """True if two texts share at least half of their paragraphs, which under different titles have to be long texts."""
    if not is_one_article(min(stored.text, article.text, key=latin_length), stored.title, article.title):
        return False
    before, here = ({match_key(each) for each in text.split("\n\n")} for text in (stored.text, article.text))
    return len(before & here) * 2 >= min(len(before), len(here))


def _moved(connection: sa.Connection, page: PageResult, article: Article) -> str:
    """Returns the URL under which the article is stored that a page's URL showed before and still shows; or ""."""
    shown = connection.execute(_SHOWN, {"here": page.url}).one_or_none()
    if shown is None or shown.id == article.id or connection.scalar(_KNOWN, {"article": article.id}):
        return ""
    if shown.url == page.url:
        is_other = _is_other_than(shown, article) if article.url == page.final_url else _differs(shown, article)
        return "" if is_other else page.url
    own = sa.select(pages.c.status).where(pages.c.url == shown.url, pages.c.reason == "")
    if not page.claims_other_url and connection.scalar(own) == 0:
        # The article is known by this URL alone, which names it no more: another text is held beside it.
        return str(shown.url)
    # Under a second URL, an unchanged text proves nothing, and a similar headline alone is not enough.
    changed = shown.digest != digest(article.text) and shares_text(shown, article)
    return str(shown.url) if changed else ""


def _is_another(connection: sa.Connection, page: PageResult, article: Article) -> bool:
    """True if the article stored under the URL that a page claims is another one than the page's."""
    stored = connection.execute(_STORED, {"article": article.id}).one_or_none()
    shown = sa.select(pages.c.url).where(pages.c.url.in_([page.url, article.url]), pages.c.status > 0)
    by = set(connection.scalars(shown.where(pages.c.article_id == article.id)))
    # If only this page ever showed it, it has changed.
    if stored is None or by == {page.url} or not _differs(stored, article):
        return False
    # The claimed URL shows the page's text by now, which is only held there.
    held = load_suspect(connection, article.id)
    return held is None or not is_same_article((held.title, held.text), (article.title, article.text))


def _is_other_than(stored: sa.Row[Any], article: Article) -> bool:
    """True if what an article's URL redirects to has neither title nor words in common with it."""
    return not is_same_article((stored.title, stored.text), (article.title, article.text))


def _differs(stored: sa.Row[Any], article: Article) -> bool:
    """True if an article is another one, and not a later or shorter text of a stored one."""
    return match_key(stored.title) != match_key(article.title) and not shares_text(stored, article)
