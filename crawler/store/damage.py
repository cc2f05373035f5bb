"""Finds rows that the suite cannot have written: no JSON, no time, nothing where something has to be."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.program import typed
from crawler.store.database import writing
from crawler.store.tables import articles, features, links, metadata, pages, runs, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS, _OBJECTS = (list, str), (list, dict)
# What the JSON of a column holds: a container and, of a list, its items.
_HELD: dict[sa.Column[Any], tuple[type, type]] = {
    articles.c.authors: _TEXTS, articles.c.emails: _TEXTS, articles.c.tags: _TEXTS, articles.c.topics: _TEXTS,
    articles.c.images: _OBJECTS, articles.c.related: _OBJECTS, articles.c.sources: (dict, str),
    pages.c.reasons: _OBJECTS, runs.c.arguments: (dict, str), runs.c.counts: (dict, str),
}  # fmt: skip
# The column of a row that names what `scrapy forget` removes it with; rows of other tables have a name of their own.
_FORGOTTEN_BY = {
    articles.name: articles.c.id, versions.name: versions.c.article_id, links.name: links.c.from_id,
    features.name: features.c.article_id, pages.name: pages.c.url,
}  # fmt: skip


def find_damage(engine: sa.Engine) -> str:
    """Returns the first damaged row of a catalogue in a clause: its table and key, what is wrong, how to remove it.

    Empty if there is none; reads the whole catalogue.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read.
    """
    with engine.connect().execution_options(yield_per=500) as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(_unparsed(table)):
                if why := next(_faults(table, row), ""):
                    return _told(table, row, why)
    return ""


def remove_damaged(engine: sa.Engine, named: str) -> bool:
    """Removes the damaged row that `find_damage` has named so, as `TABLE:KEY`; False if there is none."""
    name, _, _ = named.partition(":")
    table = metadata.tables.get(name)
    if table is None or name in _FORGOTTEN_BY:
        return False
    with writing(engine) as connection:
        for row in connection.execute(_unparsed(table)).all():
            if _name(table, row) == named and any(_faults(table, row)):
                mine = (column == row[table.c.keys().index(column.name)] for column in table.primary_key)
                connection.execute(sa.delete(table).where(*mine))
                return True
    return False


def is_damaged(connection: sa.Connection, url: str) -> bool:
    """True if the row of the page at a URL is damaged."""
    row = connection.execute(_unparsed(pages).where(pages.c.url == url)).one_or_none()
    return row is not None and any(_faults(pages, row))


def _unparsed(table: sa.Table) -> sa.Select[Any]:
    """Returns the query for a table's rows with their JSON as text."""
    return sa.select(*(sa.type_coerce(column, sa.Text) if _is_json(column) else column for column in table.c))


def _is_json(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, sa.JSON)


def _faults(table: sa.Table, row: sa.Row[Any]) -> Iterator[str]:
    for column, value in zip(table.c, row, strict=True):
        if value is None:
            if not column.nullable:
                yield f"{column.name} is empty"
        elif _is_json(column):
            # PostgreSQL has none that is invalid, and its driver may parse it.
            if isinstance(value, str | bytes) and not _holds(column, value):
                yield f"{column.name} is not the JSON that belongs there"
        elif not isinstance(value, column.type.python_type) or (_is_time(column) and not _reads_as_time(value)):
            yield f"{column.name} is {str(value)[:50]!r}"


def _holds(column: sa.Column[Any], value: str | bytes) -> bool:
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return False
    container, item = _HELD.get(column, (object, object))
    return isinstance(parsed, container) and (
        not isinstance(parsed, list) or all(isinstance(each, item) for each in parsed)
    )


def _is_time(column: sa.Column[Any]) -> bool:
    return column.type is articles.c.fetched.type


def _reads_as_time(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _told(table: sa.Table, row: sa.Row[Any], why: str) -> str:
    removes = typed("forget", _name(table, row), uses_data=True)
    return f"a row of {table.name} is damaged: {' '.join(_key(table, row))}: {why}; {removes} removes it"


def _key(table: sa.Table, row: sa.Row[Any]) -> list[str]:
    return [str(row[table.c.keys().index(column.name)]) for column in table.primary_key]


def _name(table: sa.Table, row: sa.Row[Any]) -> str:
    """Returns what `scrapy forget` removes a row with: the article or page that it belongs to, else table and key."""
    if (column := _FORGOTTEN_BY.get(table.name)) is not None:
        return str(row[table.c.keys().index(column.name)])
    return ":".join([table.name, *_key(table, row)])
