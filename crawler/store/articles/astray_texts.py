"""Decides whose a text is that a page shows and another article has: the first readings of both may be mixed up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from crawler.outcomes import Outcome
from crawler.store.articles.article_rows import find_twin
from crawler.store.articles.suspect_versions import load_suspect
from crawler.store.articles.url_aliases import shares_text
from crawler.store.database import utc
from crawler.store.page_rows import load_page, make_due
from crawler.store.tables import articles, pages
from crawler.text.likeness import LONG_TEXT, is_same_article
from crawler.text.unicode import digest, latin_length

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from crawler.items import Article


def find_owners(
    connection: sa.Connection,
    shown: Mapping[str, tuple[Article, datetime]],
    teasers: Collection[str],
    read: Collection[str],
    now: datetime,
) -> dict[str, str | None]:
    """Returns which articles own the texts on which readings of their pages agree, by id.

    With each comes the article that has this text so far, if there is one, whose own page no longer shows it. `shown`
    has the readings, by their articles, and since when the text was shown; `teasers` are the articles whose pages show
    teasers of something else, and `read` those whose pages show other texts in this run. What is still to be asked is
    due then.
    """
    twins = {key: _twin(connection, article) for key, (article, _) in shown.items()}
    stuck: dict[str, str] = {}
    # Two articles that show each other's texts get them together.
    while still := {
        key: twin
        for key, twin in twins.items()
        if twin and twin not in twins and not _has_given_up(connection, *shown[key], twin, teasers)
    }:
        stuck |= still
        twins = {key: twin for key, twin in twins.items() if key not in still}
    for key, twin in stuck.items():
        _ask(connection, key, twin, shown[key][1], now, is_read=twin in read)
    return twins


def ask_twin(connection: sa.Connection, twin: str, now: datetime) -> None:
    """Makes the own page of an article due whose text another page shows."""
    url = sa.select(articles.c.url).where(articles.c.id == twin).scalar_subquery()
    make_due(connection, now, pages.c.url == url)


def _twin(connection: sa.Connection, article: Article) -> str | None:
    held, host = load_suspect(connection, article.id), urlsplit(article.url).hostname or ""
    texts = [article.text, *([held.text] if held else [])]
    found = (find_twin(connection, article, {"host": host, "digest": digest(text)}) for text in texts)
    return next(filter(None, found), None)


def _has_given_up(
    connection: sa.Connection, article: Article, since: datetime, twin: str, teasers: Collection[str]
) -> bool:
    """True if an article that has the text of another one has lost its page, or is another form of the other one."""
    own, other = _load(connection, article.id), _load(connection, twin)
    if other.gone or twin in teasers:
        return True
    page = load_page(connection, other.url)
    if page and page.article_id not in {None, twin} and page.last_read >= utc(since):
        # It leads to another address, or names that as its own.
        return True
    if shares_text(own, article):
        return True
    is_flash = latin_length(own.text) < min(LONG_TEXT, latin_length(article.text))
    return is_flash and is_same_article((own.title, own.text), (article.title, article.text))


def _ask(connection: sa.Connection, key: str, twin: str, since: datetime, now: datetime, *, is_read: bool) -> None:
    page = load_page(connection, _load(connection, twin).url)
    if page is None or page.last_read < utc(since):
        ask_twin(connection, twin, now)
    elif page.reason == Outcome.OTHER_TEXT and not is_read:
        # Both are to be read by one run.
        ask_twin(connection, twin, now)
        ask_twin(connection, key, now)


def _load(connection: sa.Connection, article: str) -> sa.Row[Any]:
    return connection.execute(sa.select(articles).where(articles.c.id == article)).one()
