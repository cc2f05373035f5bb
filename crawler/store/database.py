"""Opens the catalogue's database: SQLite as it has to be set for what is promised, and tables of earlier versions."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event

from crawler.store.tables import VERSION, about, metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

_T = TypeVar("_T")

# Fewer than SQLite's limit of parameters in earlier versions.
MOST_PARAMETERS = 500
_BUSY_SECONDS = 30
# One of PostgreSQL's advisory locks: any number, but the same for all who write here.
_WRITING = 0x6F75746C6574
# Of each connection, of which a busy run has half a dozen; the system keeps the file's pages as well.
_CACHE_KIB = 500


class Unusable(sa.exc.SQLAlchemyError):
    """A catalogue that cannot be used as it is, or where it is; says in one line which and why."""


def open_database(url: str | sa.URL) -> sa.Engine:
    """Opens the database at an SQLAlchemy address and creates in it what is missing.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: It cannot be opened or written, or a newer version of this suite has made it.
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
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _begin_postgresql)
    try:
        with writing(engine) as connection:
            _migrate(connection)
    except sa.exc.DatabaseError as error:
        file = Path(engine.url.database or "")
        if engine.dialect.name != "sqlite":
            raise
        raise Unusable(f"{file}: {_obstacle(file) or cause(error)}") from error
    return engine


def _obstacle(file: Path) -> str:
    """Returns why SQLite cannot write a file, or the log beside it, which it needs for reading as well; or empty."""
    try:
        if file.exists():
            file.open("r+b").close()
        tempfile.TemporaryFile(dir=file.parent).close()
    except OSError as error:
        return f"even to be read it has to be writable: {error.strerror}"
    return ""


def utc(moment: datetime) -> str:
    """Returns a time as the catalogue keeps it: in UTC, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def cause(error: Exception) -> str:
    """Returns in one line what the database, or the driver, says of a failure."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def in_parts(keys: Iterable[_T], most: int = MOST_PARAMETERS) -> Iterator[list[_T]]:
    """Yields keys in lists that are short enough for one query."""
    rest = list(keys)
    for start in range(0, len(rest), most):
        yield rest[start : start + most]


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Opens a transaction that is going to write, and commits it."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


def _migrate(connection: sa.Connection) -> None:
    """Creates what is missing: tables, and in the tables of earlier versions columns, which may all be null."""
    known = sa.inspect(connection)
    made = connection.scalar(sa.select(sa.func.max(about.c.version))) if known.has_table(about.name) else None
    if made is not None and made > VERSION:
        told = connection.engine.url
        raise Unusable(
            f"{told.database or told!r}: a newer version of this suite has made it (tables {made}, known {VERSION})"
        )
    for table in metadata.sorted_tables:
        if known.has_table(table.name):
            _add_columns(connection, table, {column["name"] for column in known.get_columns(table.name)})
    metadata.create_all(connection)
    if made != VERSION:
        connection.execute(sa.delete(about))
        connection.execute(sa.insert(about).values(version=VERSION))


def _add_columns(connection: sa.Connection, table: sa.Table, there: set[str]) -> None:
    """Adds the columns that a table of an earlier version lacks, with their indexes."""
    for column in table.columns:
        if column.name in there:
            continue
        kind = column.type.compile(connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")
        for index in table.indexes:
            if column.name in index.columns:
                index.create(connection)


def _prepare_sqlite(connection: Any, _: object) -> None:
    # SQLAlchemy says when a transaction begins, not the driver.
    connection.isolation_level = None
    pragmas = (
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"cache_size=-{_CACHE_KIB}",
    )
    for pragma in pragmas:
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


def _begin_postgresql(connection: sa.Connection) -> None:
    # One writes at a time, as on SQLite: so numbers of files are without gaps and nobody else's.
    if connection.get_execution_options().get("writing"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")
