"""Opens the catalogue's database: SQLite as it has to be set for what is promised, and tables of earlier versions."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event

from crawler.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY_SECONDS = 30


def open_database(url: str | sa.URL) -> sa.Engine:
    """Opens the database at an SQLAlchemy address and creates in it what is missing.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: It cannot be opened or written.
    """
    try:
        # The connection that was used last is used next: each holds pages of its own.
        engine = sa.create_engine(
            url, json_serializer=lambda value: json.dumps(value, ensure_ascii=False), pool_use_lifo=True
        )
    except ImportError as error:
        raise sa.exc.ArgumentError(f"no driver for {sa.engine.make_url(url)!r}: {error}") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with writing(engine) as connection:
        _migrate(connection)
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Opens a transaction that is going to write, and commits it."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


def _migrate(connection: sa.Connection) -> None:
    """Creates what is missing: tables, and in the tables of earlier versions columns, which may all be null."""
    known = sa.inspect(connection)
    for table in metadata.sorted_tables if known.has_table("runs") else ():
        there = {column["name"] for column in known.get_columns(table.name)} if known.has_table(table.name) else set()
        for column in table.columns if there else ():
            if column.name not in there:
                kind = column.type.compile(connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")
                for index in table.indexes:
                    if column.name in index.columns:
                        index.create(connection)
    metadata.create_all(connection)


def _prepare_sqlite(connection: Any, _: object) -> None:
    # SQLAlchemy says when a transaction begins, not the driver.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_BUSY_SECONDS * 1000}", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    deadline = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError:
            # Whoever switches first locks the others out, and SQLite does not wait here.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: sa.Connection) -> None:
    # Who reads first and writes then would be refused, not made to wait, if another wrote in between.
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
