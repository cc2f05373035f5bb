"""Joins the articles of a catalogue into stories, a few at a time, and remembers why.

An article whose `story` is null is compared with all that were published within `WINDOW` of it, and with nothing else,
however many there are. Since every pair is compared once, whichever comes later, stories do not depend on the order in
which articles were stored.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.store.database import in_parts, utc, writing
from crawler.store.tables import aliases as alias_table
from crawler.store.tables import articles, features, story_links
from crawler.stories.features.article_features import Features, find_features
from crawler.stories.similarity import WINDOW, CandidateIndex, Join, StoryDocument, sketch, stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

logger = logging.getLogger(__name__)

# Features that an earlier way has found are found anew.
_METHOD_VERSION = 2
_BATCH = 500
_SECONDS = 60.0


def join_stories(engine: sa.Engine, aliases: Mapping[str, str] | None = None, *, seconds: float = _SECONDS) -> int:
    """Gives each open article that has none its story, the earliest first, and returns to how many.

    `aliases` leads from written forms to common names; they are remembered, for this and all later calls. What does
    not fit into the time is left for the next call.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """
    deadline = time.monotonic() + seconds
    known = remember_names(engine, aliases or {})
    done = 0
    with engine.connect() as connection:
        waiting = sorted((_moment(row), row.id) for row in connection.execute(_waiting()))
    for batch in in_parts(waiting, _BATCH):
        if done and time.monotonic() > deadline:
            break
        with engine.connect() as connection:
            found = _find(connection, [key for _, key in batch], known)
        told = {key: _told(key, at, found[key], known) for at, key in batch if key in found}
        with writing(engine) as connection:
            done += _join(connection, told, found, known)
    return done


def remember_names(engine: sa.Engine, aliases: Mapping[str, str]) -> dict[str, str]:
    """Remembers written forms of names, and returns all that are known."""
    given = {form.casefold().strip(): name.casefold().strip() for form, name in aliases.items()}
    with engine.connect() as connection:
        known = {row.form: row.name for row in connection.execute(sa.select(alias_table))}
    new = {form: name for form, name in given.items() if form and name and known.get(form) != name}
    for form, name in new.items():
        if form in known:
            logger.warning("%r was a form of %r; it is taken for %r now", form, known[form], name)
    if new:
        with writing(engine) as connection:
            connection.execute(sa.delete(alias_table).where(alias_table.c.form.in_(new)))
            connection.execute(sa.insert(alias_table), [{"form": form, "name": name} for form, name in new.items()])
    return known | new


def forget_stories(engine: sa.Engine) -> None:
    """Takes all articles out of their stories, so that all are joined anew; for when names have come up."""
    with writing(engine) as connection:
        for table in (story_links, features):
            connection.execute(sa.delete(table))
        connection.execute(sa.update(articles).values(story=None))


def _waiting() -> sa.Select[Any]:
    return sa.select(articles.c.id, articles.c.published, articles.c.first_seen).where(
        articles.c.story.is_(None), articles.c.access == "open"
    )


def _within(since: datetime, until: datetime) -> sa.Select[Any]:
    return sa.select(features).where(features.c.published.between(utc(since), utc(until)))


def _find(connection: sa.Connection, keys: Sequence[str], aliases: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Returns the rows of `features` of articles, found in their texts."""
    found = {}
    for some in in_parts(keys):
        for row in connection.execute(sa.select(articles).where(articles.c.id.in_(some))):
            moment = _moment(row)
            day = date.fromisoformat(row.published[:10]) if row.published else moment.date()
            one = find_features(
                row.title, row.text, tags=row.tags, language=row.language, published=day, aliases=aliases
            )
            found[row.id] = {
                "article_id": row.id,
                "published": utc(moment),
                "method_version": _METHOD_VERSION,
                "found": _packed(one),
                "sketch": sketch(row.title, row.text),
            }
    return found


def _join(
    connection: sa.Connection,
    told: Mapping[str, StoryDocument],
    found: Mapping[str, dict[str, Any]],
    aliases: Mapping[str, str],
) -> int:
    """Compares a batch with what is near it in time, and writes joins and stories; returns how many there were."""
    still = {key for some in in_parts(told) for key in connection.scalars(_still_waiting(some))}
    batch = [each for key, each in told.items() if key in still]
    if not batch:
        return 0
    keys = [each.id for each in batch]
    touched = _old_neighbours(connection, keys)
    for some in in_parts(keys):
        connection.execute(
            sa.delete(story_links).where(story_links.c.from_id.in_(some) | story_links.c.to_id.in_(some))
        )
        connection.execute(sa.delete(features).where(features.c.article_id.in_(some)))
    connection.execute(sa.insert(features), [found[key] for key in keys])
    for since, until in _spans([each.at for each in batch]):
        # Some at a time: a week may hold more than there is memory for.
        for rows in connection.execute(_within(since - WINDOW, until + WINDOW)).partitions(_BATCH):
            desk = CandidateIndex()
            for row in rows:
                if row.article_id not in still:
                    desk.add(_of_row(connection, row, aliases))
            for each in batch:
                touched |= _write(connection, desk.joins(each)) - still
    desk = CandidateIndex()
    for each in batch:
        _write(connection, desk.joins(each))
        desk.add(each)
    _tell(connection, {*keys, *touched})
    return len(batch)


def _write(connection: sa.Connection, found: Iterable[Join]) -> set[str]:
    """Writes an article's joins; returns the ids of all that are in them."""
    rows = [{"from_id": join.later, "to_id": join.earlier, "why": join.why} for join in found]
    if rows:
        connection.execute(sa.insert(story_links), rows)
    return {key for row in rows for key in (row["from_id"], row["to_id"])}


def _tell(connection: sa.Connection, touched: Iterable[str]) -> None:
    """Brings the stories of articles, and of all that are in the same stories, to what joins say."""
    members: dict[str, str | None] = {}
    for some in in_parts(sorted(touched)):
        members.update(_pairs(connection, sa.select(articles.c.id, articles.c.story).where(articles.c.id.in_(some))))
    told = sorted({story for story in members.values() if story})
    for some in in_parts(told):
        members.update(_pairs(connection, sa.select(articles.c.id, articles.c.story).where(articles.c.story.in_(some))))
    of: dict[str, tuple[str, str]] = {}
    for some in in_parts(sorted(members)):
        times = sa.select(features.c.article_id, features.c.published).where(features.c.article_id.in_(some))
        of.update({key: (at, key) for key, at in _pairs(connection, times)})
    first = stories(_joins_among(connection, of.keys() & members.keys()), of)
    changed = [{"key": key, "to": first.get(key, key)} for key, now in members.items() if first.get(key, key) != now]
    if changed:
        connection.execute(
            sa.update(articles).where(articles.c.id == sa.bindparam("key")).values(story=sa.bindparam("to")), changed
        )


def _joins_among(connection: sa.Connection, members: set[str]) -> Iterator[Join]:
    """Yields the joins between articles; of a text that a site prints again and again there are very many."""
    for some in in_parts(sorted(members)):
        for row in connection.execute(
            sa.select(story_links.c.from_id, story_links.c.to_id).where(story_links.c.from_id.in_(some))
        ):
            if row.to_id in members:
                yield Join(row.from_id, row.to_id, "")


def _pairs(connection: sa.Connection, query: sa.Select[Any]) -> list[tuple[Any, Any]]:
    return [(row[0], row[1]) for row in connection.execute(query)]


def _still_waiting(keys: Sequence[str]) -> sa.Select[Any]:
    return sa.select(articles.c.id).where(articles.c.id.in_(keys), articles.c.story.is_(None))


def _old_neighbours(connection: sa.Connection, keys: Sequence[str]) -> set[str]:
    """Returns what articles whose text has changed were joined with."""
    found: set[str] = set()
    for some in in_parts(keys):
        found |= set(connection.scalars(sa.select(story_links.c.to_id).where(story_links.c.from_id.in_(some))))
        found |= set(connection.scalars(sa.select(story_links.c.from_id).where(story_links.c.to_id.in_(some))))
    return found


def _spans(moments: Sequence[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """Yields the stretches of time that hold moments, which are sorted, so that nothing between is looked at."""
    start = moments[0]
    for one, two in pairwise(moments):
        if two - one > 2 * WINDOW:
            yield start, one
            start = two
    yield start, moments[-1]


def _of_row(connection: sa.Connection, row: sa.Row[Any], aliases: Mapping[str, str]) -> StoryDocument:
    if row.method_version == _METHOD_VERSION:
        values = {"found": row.found, "sketch": row.sketch}
    else:
        values = _find(connection, [row.article_id], aliases).get(row.article_id, {"found": {}, "sketch": ()})
    return _told(row.article_id, datetime.fromisoformat(row.published), values, aliases)


def _told(key: str, at: datetime, values: Mapping[str, Any], aliases: Mapping[str, str]) -> StoryDocument:
    found = values["found"]
    one = Features(
        found.get("language", ""), found.get("names", {}), found.get("figures", {}), found.get("words", {}),
        frozenset(found.get("days", ())), frozenset(found.get("tags", ())),
        {name: name.title() for name in found.get("names", ())} | found.get("spelling", {}),
        found.get("notions", {}), found.get("nouns", {}),
    )  # fmt: skip
    return StoryDocument.of(key, at, one.under(aliases), tuple(values["sketch"]))


def _packed(one: Features) -> dict[str, Any]:
    return {
        "language": one.language,
        "names": dict(one.names),
        "figures": dict(one.figures),
        "words": dict(one.words),
        "days": sorted(one.days),
        "tags": sorted(one.tags),
        "notions": dict(one.concepts),
        "nouns": dict(one.nouns),
        "spelling": {what: said for what, said in one.spelling.items() if said != what.title()},
    }


def _moment(row: sa.Row[Any]) -> datetime:
    moment = datetime.fromisoformat(row.published or row.first_seen)
    return moment.astimezone(UTC)
