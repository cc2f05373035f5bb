"""Which stored articles of one outlet which topics want: matched by their texts, without a request."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from crawler.store.database import parse_time, utc, writing
from crawler.store.tables import articles, pages, topics

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# Articles that are held in memory at once.
_BATCH = 200
_ARTICLES = sa.select(
    *(articles.c[name] for name in ("id", "published", "fetched", "language", "title", "subtitle", "text", "topics"))
)


class WantedTopic(Protocol):
    """A topic of a run, as stored articles are matched with it: a `crawler.selection.filter.Selection`."""

    @property
    def topic_name(self) -> str:
        """Its name."""

    @property
    def conditions(self) -> str:
        """Identifies its words and days."""

    def is_in_time(self, published: datetime) -> bool:
        """True if a publication is within the days."""

    def has_words(self, language: str, *texts: str) -> bool:
        """True if title, subtitle and text of an article match the words."""


class StoredTopics:
    """The topics of one outlet's articles.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet

    def match_stored(self, wanted: Sequence[WantedTopic], now: datetime) -> None:
        """Sets the topics of stored articles: for a topic that is new or was changed of all articles of its days.

        For a topic that is as it was, only those that were fetched since are matched.
        """
        changed: dict[str, list[str]] = {}
        with self._engine.connect() as connection:
            since = self._matched_since(connection, wanted, now)
            here = articles.c.outlet == self._outlet, articles.c.fetched >= min(since.values(), default="")
            found = connection.execution_options(yield_per=_BATCH).execute(_ARTICLES.where(*here))
            for row in found:
                names = set(row.topics)
                for topic in wanted:
                    name = topic.topic_name
                    if row.fetched < since[name] or not _is_of_days(topic, row):
                        continue
                    if topic.has_words(row.language, row.title, row.subtitle, row.text):
                        names.add(name)
                    else:
                        names.discard(name)
                if names != set(row.topics):
                    changed[row.id] = sorted(names)
        with writing(self._engine) as connection:
            for article, told in changed.items():
                connection.execute(sa.update(articles).where(articles.c.id == article).values(topics=told))
            for topic in wanted:
                here = topics.c.outlet == self._outlet, topics.c.name == topic.topic_name
                values = {"conditions": topic.conditions, "matched": utc(now)}
                if not connection.execute(sa.update(topics).where(*here).values(values)).rowcount:
                    connection.execute(sa.insert(topics).values(outlet=self._outlet, name=topic.topic_name, **values))

    def _matched_since(self, connection: sa.Connection, wanted: Sequence[WantedTopic], now: datetime) -> dict[str, str]:
        """Returns for each topic when stored articles were matched with it as it is; empty if they were not."""
        rows = connection.execute(sa.select(topics).where(topics.c.outlet == self._outlet))
        # What was matched later than now was matched while the clock was ahead.
        known = {(row.name, row.conditions): row.matched for row in rows if row.matched <= utc(now)}
        return {each.topic_name: known.get((each.topic_name, each.conditions), "") for each in wanted}


def _is_of_days(topic: WantedTopic, article: Any) -> bool:
    published = parse_time(article.published)
    return published is None or topic.is_in_time(published)


def shows_topic(name: str) -> sa.ColumnElement[bool]:
    """Returns the condition for pages whose article has a topic."""
    shown = articles.alias("shown")
    has_topic = sa.cast(shown.c.topics, sa.Text).contains(json.dumps(name, ensure_ascii=False), autoescape=True)
    return sa.exists().where(shown.c.id == pages.c.article_id, has_topic)
