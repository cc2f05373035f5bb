"""Opens the catalogue's database, creates or migrates its tables, and begins its transactions."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event

from crawler.store.database_url import bad_url, masked, parse_url
from crawler.store.tables import REVISION, VERSION, about, alembic_version, articles, metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_T = TypeVar("_T")

# Parameters of one query: below the limit of 999 that SQLite had before 3.32.
MOST_PARAMETERS = 500
_BUSY_SECONDS = 30
# PostgreSQL's advisory lock of all that write here: any number that nobody else uses.
_WRITE_LOCK = 0x6F75746C6574
# Of each connection, of which a busy run has half a dozen; the system's page cache holds the file as well.
_CACHE_KIB = 500
_MIGRATIONS = "crawler.store:migrations"


class Unusable(sa.exc.SQLAlchemyError):
    """The catalogue cannot be opened; the message names it and the reason in one line."""


def open_database(url: str | sa.URL) -> sa.Engine:
    """Opens the database at an SQLAlchemy URL; creates its tables, or migrates those of an earlier version.

    Waits for the write lock only if there is something to create or migrate.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: It cannot be opened or written, or a newer version of this suite has made it.
    """
    address = parse_url(url)
    try:
        # Last in, first out: each connection has a cache of its own, and few should fill up.
        engine = sa.create_engine(
            address, json_serializer=lambda value: json.dumps(value, ensure_ascii=False), pool_use_lifo=True
        )
    except ImportError as error:
        raise sa.exc.ArgumentError(f"no driver for {masked(str(address))}: {error}") from None
    except (TypeError, ValueError):
        raise bad_url() from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _begin_postgresql)
    try:
        with _connect(engine) as connection:
            current = _is_current(connection)
        if not current:
            with writing(engine) as connection:
                _migrate(connection)
    except sa.exc.DatabaseError as error:
        file = Path(engine.url.database or "")
        if engine.dialect.name != "sqlite":
            raise
        raise Unusable(f"{file}: {_obstacle(file) or cause(error)}") from error
    return engine


def _connect(engine: sa.Engine) -> sa.Connection:
    try:
        return engine.connect()
    except (TypeError, ValueError):
        # An argument of the URL that the driver does not take.
        raise bad_url() from None


def _obstacle(file: Path) -> str:
    """Returns why SQLite cannot write a file or the files beside it, which WAL needs even for reading; or ""."""
    try:
        if file.exists():
            file.open("r+b").close()
        tempfile.TemporaryFile(dir=file.parent).close()
    except OSError as error:
        return f"even to be read it has to be writable: {error.strerror}"
    return ""


def utc(moment: datetime) -> str:
    """Returns a time as the catalogue stores it: ISO 8601 in UTC, to the second, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def parse_time(text: str | None) -> datetime | None:
    """Returns a time that the catalogue stores."""
    return datetime.fromisoformat(text) if text else None


def cause(error: Exception) -> str:
    """Returns the message of the database or its driver, in one line."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def in_parts(keys: Iterable[_T], most: int = MOST_PARAMETERS) -> Iterator[list[_T]]:
    """Yields keys in lists short enough for the parameters of one query."""
    rest = list(keys)
    for start in range(0, len(rest), most):
        yield rest[start : start + most]


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Begins a transaction that writes, waiting for others that do; commits it, or rolls back on an exception."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


def _is_current(connection: sa.Connection) -> bool:
    """Returns True if the tables are those of this version of the suite; reads only, without loading Alembic.

    Raises:
        Unusable: A newer version of the suite has made them.
    """
    version, revision = _version_of(connection)
    return (version, revision) == (VERSION, REVISION)


def _migrate(connection: sa.Connection) -> None:
    """Brings the tables to this version of the suite, in the transaction of a connection that writes.

    Nothing is left to do if another process did so while this one waited for its transaction.

    Raises:
        Unusable: A newer version of the suite has made them.
    """
    if _is_current(connection):
        return
    if sa.inspect(connection).has_table(articles.name):
        _run_revisions(connection)
    else:
        metadata.create_all(connection)
        connection.execute(sa.insert(alembic_version).values(version_num=REVISION))
    about.create(connection, checkfirst=True)
    connection.execute(sa.delete(about))
    connection.execute(sa.insert(about).values(version=VERSION))


def _version_of(connection: sa.Connection) -> tuple[int | None, str | None]:
    """Returns what `about` and Alembic's table hold, None for what is not there."""
    existing = sa.inspect(connection)
    version: int | None = None
    revision: str | None = None
    if existing.has_table(about.name):
        version = connection.scalar(sa.select(sa.func.max(about.c.version)))
    if version is not None and version > VERSION:
        raise _newer(connection, f"tables {version}, known {VERSION}")
    if existing.has_table(alembic_version.name):
        revision = connection.scalar(sa.select(alembic_version.c.version_num))
    return version, revision


def _run_revisions(connection: sa.Connection) -> None:
    # A tenth of a second and more, for which only a migration waits.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _MIGRATIONS)
    _, revision = _version_of(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise _newer(connection, f"revision {revision}, known {REVISION}")
    command.upgrade(config, "head")


def _newer(connection: sa.Connection, what: str) -> Unusable:
    url = connection.engine.url
    return Unusable(f"{url.database or masked(str(url))!r}: a newer version of this suite has made it ({what})")


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver would begin no transaction before DDL; `_begin_sqlite` begins each.
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
            # Switching needs the file alone, and SQLite does not honour busy_timeout here.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: sa.Connection) -> None:
    # A transaction that reads first and then writes would fail at once, not wait, if another wrote in between.
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: sa.Connection) -> None:
    # One writer at a time, as on SQLite: so that the numbers of files have no gaps and are unique.
    if connection.get_execution_options().get("writing"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")
