"""Catalogues of earlier versions are migrated when they are opened; `catalogue_v1` is one, with what it answered."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from crawler.store.database import open_database
from crawler.store.tables import REVISION, VERSION
from tests.support.commands import run_command
from tests.support.project import REPOSITORY

V1 = Path(__file__).parent / "catalogue_v1"
ARTICLE = "6f58b0a928151334"
RENAMED_TABLES = {"names": "aliases", "joins": "story_links", "traits": "features", "rules": "robots_cache"}
RENAMED_COLUMNS = {
    "articles": {"versions": "version_count"},
    "pages": {"asks": "opt_out", "listed": "list_modified", "question": "unmet_condition"},
    "lists": {"walked": "next_page", "top": "newest_done", "reached": "oldest_done", "ended": "exhausted"},
    "features": {"form": "method_version"},
}
# Tables of versions 3 to 5, and columns with what a migrated row has in them.
NEW_TABLES = ("work_list", "coverage", "gaps", "topics", "baselines")
NEW_COLUMNS = {
    "articles": {"doubted": 0, "unproven": 0, "topics": "[]"},
    "versions": {"suspect": 0},
    "pages": {"found_by": "", "failing_since": None, "gone_since": None, "unverified": None, "reasons": None},
}
# What catalogues of even earlier versions lack.
LOSSES = {
    "nothing": "",
    "about": "DROP TABLE about",
    "indexes": "DROP INDEX pages_to_read; DROP INDEX pages_by_article; DROP INDEX articles_by_text",
    "an index's column": "DROP INDEX articles_by_story; CREATE INDEX articles_by_story ON articles (story)",
    "columns": "DROP INDEX articles_by_story; ALTER TABLE articles DROP COLUMN story; "
    "ALTER TABLE pages DROP COLUMN question; ALTER TABLE lists DROP COLUMN top",
    "tables": "DROP TABLE about; DROP TABLE lists; DROP TABLE traits; DROP TABLE joins; DROP TABLE names",
}
# Opens the catalogue given first; kills itself after so many statements that write.
KILLED = """
import os, signal, sys
import sqlalchemy as sa
from crawler.store.database import open_database

left = int(sys.argv[2])

@sa.event.listens_for(sa.Engine, "after_cursor_execute")
def count(connection, cursor, statement, *_):
    global left
    left -= statement.split()[0] in {"ALTER", "CREATE", "DROP", "DELETE", "INSERT", "UPDATE"}
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

open_database(sys.argv[1])
print(int(sys.argv[2]) - left)
"""


@pytest.fixture
def old(data: Path) -> Path:
    """The catalogue of version 1 in `data`."""
    return restore(data)


def restore(data: Path) -> Path:
    data.mkdir()
    path = data / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((V1 / "catalogue.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode=WAL")
    return path


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def open_and_close(path: Path) -> None:
    open_database(url(path)).dispose()


def script(code: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *map(str, words)], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def schema(path: Path) -> dict[str, Any]:
    """Returns what the tables of a catalogue are made of, by their names."""
    engine = sa.create_engine(url(path))
    found = sa.inspect(engine)
    tables = {
        table: {
            "columns": {column["name"]: str(column["type"]) for column in found.get_columns(table)},
            "not null": {column["name"] for column in found.get_columns(table) if not column["nullable"]},
            "key": found.get_pk_constraint(table),
            "unique": sorted(map(str, found.get_unique_constraints(table))),
            "foreign": found.get_foreign_keys(table),
            "indexes": {index["name"]: (index["column_names"], index["unique"]) for index in found.get_indexes(table)},
        }
        for table in found.get_table_names()
    }
    engine.dispose()
    return tables


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Returns all rows of a catalogue's tables but those that say which version it has."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608 - our own names
            for name in sorted({*names} - {"about", "alembic_version"})
        }


def migrated(before: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    tables = {RENAMED_TABLES.get(name, name): found for name, found in before.items()}
    after: dict[str, list[dict[str, Any]]] = {name: [] for name in NEW_TABLES}
    for table, found in tables.items():
        names, added = RENAMED_COLUMNS.get(table, {}), NEW_COLUMNS.get(table, {})
        after[table] = [{names.get(name, name): value for name, value in row.items()} | added for row in found]
    return after


def versions(path: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT version, version_num FROM about, alembic_version").fetchall()


# --- What the tables are --------------------------------------------------------------------------


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_a_migrated_catalogue_has_the_tables_columns_and_indexes_of_a_new_one(
    old: Path, tmp_path: Path, loss: str
) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(loss)
    open_and_close(old)
    open_and_close(tmp_path / "new.sqlite")
    assert schema(old) == schema(tmp_path / "new.sqlite")
    assert versions(old) == versions(tmp_path / "new.sqlite") == [(VERSION, REVISION)]


def test_the_columns_of_a_migrated_catalogue_have_the_order_of_a_new_one(old: Path, tmp_path: Path) -> None:
    open_and_close(old)
    open_and_close(tmp_path / "new.sqlite")
    for table, found in schema(tmp_path / "new.sqlite").items():
        assert list(schema(old)[table]["columns"]) == list(found["columns"])


def test_migration_keeps_every_row_under_the_new_names(old: Path) -> None:
    before = rows(old)
    open_and_close(old)
    assert rows(old) == migrated(before)


def test_the_revision_of_a_new_catalogue_is_the_newest() -> None:
    config = Config()
    config.set_main_option("script_location", "crawler.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


# --- What it answers ------------------------------------------------------------------------------


def answer(data: Path, *words: str) -> str:
    done = run_command(data, *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def expected(name: str) -> str:
    return (V1 / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["stories", "--all", "--format", "json"], "stories.json"),
        (["related", ARTICLE, "--depth", "3", "--format", "json"], "related.json"),
    ],
    ids=["stories", "related"],
)
def test_a_migrated_catalogue_answers_as_before(old: Path, words: list[str], name: str) -> None:
    now = json.loads(answer(old.parent, *words))
    if name == "related.json":
        # What version 1 did not tell.
        assert [edge.pop("last_seen") for edge in now["edges"]] == ["" for _ in now["edges"]]
    assert now == json.loads(expected(name))


def test_a_migrated_catalogue_exports_the_same_articles(old: Path) -> None:
    exported = [json.loads(line) for line in answer(old.parent, "export").splitlines()]
    assert exported == [json.loads(line) for line in expected("export.jsonl").splitlines()]


def test_a_migrated_catalogue_shows_the_same_history(old: Path) -> None:
    assert answer(old.parent, "history", ARTICLE, "--full") == expected("history.txt")


def test_a_migrated_catalogue_has_the_same_runs(old: Path) -> None:
    # Hours, so that no outlet is overdue when this is run.
    now = json.loads(answer(old.parent, "status", "--format", "json", "--max-age", "1000000"))
    before = json.loads(expected("status.json"))
    for outlet in (*now["outlets"], *before["outlets"]):
        del outlet["age"]
    assert [outlet.pop("gaps") for outlet in now["outlets"]] == [[] for _ in before["outlets"]]
    assert now == before


def test_a_crawl_goes_on_with_a_migrated_catalogue(old: Path) -> None:
    command = ["scrapy", "crawl", "herald", "--replay", "fixtures", "-s", f"DATA_DIR={old.parent}", "-L", "INFO"]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", *command], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Running upgrade 1 -> 2" in done.stderr
    assert "herald: 0 new, 0 changed, " in done.stderr
    assert len(rows(old)["runs"]) == 16


# --- Several processes, and a kill -----------------------------------------------------------------


def test_five_ingests_that_open_an_old_catalogue_at_once_migrate_it_once(old: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    articles = rows(old)["articles"]
    command = [sys.executable, "-m", "scrapy", "ingest", "--replay", str(tmp_path / "pages"), "-L", "INFO"]
    ingests = [
        subprocess.Popen(  # noqa: S603 - our own command
            [*command, outlet, "-s", f"DATA_DIR={old.parent}"], cwd=REPOSITORY, stderr=subprocess.PIPE, text=True
        )
        for outlet in ("herald", "joongang", "kbs", "kyodo", "rcr")
    ]
    said = [ingest.communicate()[1] for ingest in ingests]
    # Nothing is in the replay.
    assert {ingest.returncode for ingest in ingests} <= {65, 69}, said
    assert sum(text.count("Running upgrade 1 -> 2") for text in said) == 1
    assert versions(old) == [(VERSION, REVISION)]
    assert len(rows(old)["articles"]) == len(articles)
    assert [run["id"] for run in rows(old)["runs"]] == list(range(1, 21))


def test_a_catalogue_whose_migration_was_killed_is_as_before_and_migrated_when_it_is_opened_next(
    old: Path, tmp_path: Path
) -> None:
    before = rows(old)
    done = script(KILLED, url(restore(tmp_path / "whole")), "10000")
    statements = int(done.stdout)
    for number in (1, statements // 2, statements):
        killed = script(KILLED, url(old), str(number))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert rows(old) == before
    open_and_close(old)
    assert rows(old) == migrated(before)
    assert schema(old) == schema(tmp_path / "whole" / "catalogue.sqlite")


# --- What opening costs ---------------------------------------------------------------------------


@pytest.mark.parametrize("made", [False, True], ids=["new", "current"])
def test_alembic_is_not_loaded_for_a_new_or_a_current_catalogue(path: Path, made: bool) -> None:
    if made:
        open_and_close(path)
    code = "import sys; from crawler.store.database import open_database; open_database(sys.argv[1]).dispose(); "
    assert script(f"{code} sys.exit('alembic' in sys.modules)", url(path)).returncode == 0


@pytest.mark.parametrize(
    "words",
    [["status", "--max-age", "1000000"], ["stories"], ["related", ARTICLE], ["history", ARTICLE], ["export"]],
    ids=["status", "stories", "related", "history", "export"],
)
def test_a_command_that_reads_does_not_wait_for_one_that_writes(old: Path, words: list[str]) -> None:
    open_and_close(old)
    with closing(sqlite3.connect(old, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE articles SET story = NULL")
        assert run_command(old.parent, *words).returncode == 0
        writer.execute("ROLLBACK")
