"""Suspect versions: texts that have nothing in common with the article stored from their page, one for each article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.outcomes import Outcome
from crawler.store.database import utc
from crawler.store.recrawl_policy import LAST_RETRY
from crawler.store.tables import SUSPECT, articles, pages, versions
from crawler.text.likeness import is_one_article, is_same_article
from crawler.text.unicode import digest

if TYPE_CHECKING:
    from datetime import datetime

    from crawler.items import Article

# The number of a suspect version; those of an article's history begin at 1.
_NUMBER = 0
_HERE = sa.and_(versions.c.article_id == sa.bindparam("article"), versions.c.version == _NUMBER)
_LOAD, _DROP = sa.select(versions).where(_HERE), sa.delete(versions).where(_HERE)


def load_suspect(connection: sa.Connection, article: str) -> sa.Row[Any] | None:
    """Returns the suspect version of an article, if it has one."""
    return connection.execute(_LOAD, {"article": article}).one_or_none()


def drop_suspect(connection: sa.Connection, article: str) -> None:
    """Removes the suspect version of an article."""
    connection.execute(_DROP, {"article": article})


def hold_suspect(connection: sa.Connection, article: Article, now: datetime) -> sa.Row[Any] | None:
    """Holds a reading beside its stored article; returns the suspect version that it agrees with.

    One that it does not agree with is replaced.
    """
    earlier = load_suspect(connection, article.id)
    # One of a time that is still to come was read while the clock was ahead.
    is_past = earlier is not None and earlier.read <= utc(now)
    if earlier and is_past and is_same_article((earlier.title, earlier.text), (article.title, article.text)):
        return earlier
    times = {name: time.isoformat() if time else None for name, time in _times(article).items()}
    drop_suspect(connection, article.id)
    connection.execute(
        sa.insert(versions).values(
            article_id=article.id, version=_NUMBER, suspect=True, title=article.title, text=article.text,
            read=utc(now), **times,
        )
    )  # fmt: skip
    return None


def is_held_elsewhere(connection: sa.Connection, article: Article, now: datetime) -> bool:
    """True if pages of other articles of the outlet show a reading's text too: it is then the site's own.

    What their last reading did not show, or showed longer ago than any page waits, does not count.
    """
    is_shown = sa.exists().where(
        pages.c.article_id == articles.c.id,
        pages.c.reason == Outcome.OTHER_TEXT,
        pages.c.last_read >= utc(now - LAST_RETRY),
    )
    held = sa.select(versions.c.title, versions.c.text).join(articles, articles.c.id == versions.c.article_id)
    others = held.where(SUSPECT, articles.c.outlet == article.outlet, articles.c.id != article.id, is_shown)
    text = digest(article.text)
    return any(
        digest(other.text) == text and is_one_article(article.text, other.title, article.title)
        for other in connection.execute(others)
    )


def _times(article: Article) -> dict[str, datetime | None]:
    return {"published": article.published, "modified": article.modified}
