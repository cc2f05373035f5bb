"""A row that the suite cannot have written: each command that meets it names it, and it can be removed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from crawler.items import article_id
from tests.support.commands import run_command
from tests.support.crawls import look
from tests.support.sites import FEED, Site, keys, url_of

if TYPE_CHECKING:
    from pathlib import Path

ONE, GONE = url_of(10000001), url_of(20000001)
ID = article_id(ONE)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """A site, and what a run on its three articles and a page that is not there has stored."""
    folder = tmp_path_factory.mktemp("damage")
    site = Site(folder / "replay" / "herald")
    site.articles(keys(3))
    site.list(*keys(3), 20000001)
    site.crawl(folder / "data")
    return site, folder / "data"


@pytest.fixture
def data(stored: tuple[Site, Path], tmp_path: Path) -> Path:
    return shutil.copytree(stored[1], tmp_path / "data")


def damage(data: Path, table: str, column: str, value: object, where: str = f"id = '{ID}'") -> None:
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("PRAGMA writable_schema=ON")
        # Nothing else keeps an empty value out.
        catalogue.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = ?", [table])
        catalogue.commit()
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [value])  # noqa: S608 - our own
        catalogue.commit()


ARTICLES = [
    ("tags", "[", "tags is not the JSON that belongs there"), ("sources", "null", "sources is not the JSON"),
    ("published", "yesterday", "published is 'yesterday'"), ("first_seen", "soon", "first_seen is 'soon'"),
    ("title", None, "title is empty"), ("text", None, "text is empty"), ("images", "[1", "images is not the JSON"),
    ("topics", "x", "topics is not the JSON"), ("related", b"\xff", "related is"),
]  # fmt: skip
COMMANDS = [
    ("stories", "--all", "--again"), ("related", ONE), ("history", ONE), ("export",), ("export", "--format", "csv"),
    ("export", "-a", "query=council"), ("explain", ONE, "--replay", "REPLAY"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value", "told"), ARTICLES, ids=[each[0] for each in ARTICLES])
def test_a_damaged_article_is_named_by_each_command_that_meets_it_and_can_be_forgotten(
    stored: tuple[Site, Path], data: Path, column: str, value: object, told: str
) -> None:
    damage(data, "articles", column, value)
    met = 0
    for command in COMMANDS:
        done = run_command(data, *(word.replace("REPLAY", str(stored[0].folder.parent)) for word in command))
        assert "Traceback" not in done.stderr, (command, done.stderr)
        if done.returncode == 0:
            continue
        met += 1
        assert done.returncode == 74, (command, done.stderr)
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"scrapy {command[0]}: a row of articles is damaged: {ID}: {told}"), line
        assert line.endswith(f"; scrapy forget {ID} -s DATA_DIR={data} removes it")
    assert met
    forgotten = run_command(data, "forget", ID)
    assert (forgotten.returncode, forgotten.stderr) == (0, "")
    assert run_command(data, "export").stdout.count("\n") == 2
    assert run_command(data, "stories", "--all").returncode == 0
    assert len(look(data).files) == 2


def test_a_damaged_article_can_be_forgotten_by_its_url(data: Path) -> None:
    damage(data, "articles", "images", "{")
    assert run_command(data, "forget", ONE).returncode == 0
    assert len(look(data).files) == 2


def test_a_damaged_version_goes_with_its_article(data: Path) -> None:
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute(
            "INSERT INTO versions VALUES (?, 1, 'a', 'b', 'then', NULL, '2026-01-01T00:00:00+00:00', 0)", [ID]
        )
        catalogue.commit()
    damage(data, "versions", "text", None, f"article_id = '{ID}'")
    done = run_command(data, "history", ONE)
    assert (done.returncode, "Traceback" in done.stderr) == (74, False)
    assert (
        f"a row of versions is damaged: {ID} 1: text is empty; scrapy forget {ID} -s DATA_DIR={data} removes it"
        in done.stderr
    )
    assert run_command(data, "forget", ID).returncode == 0


@pytest.mark.parametrize("column", ["counts", "arguments"])
def test_a_damaged_run_is_named_by_its_number(data: Path, column: str) -> None:
    damage(data, "runs", column, "{'", "id = 1")
    done = run_command(data, "status", "herald")
    assert (done.returncode, done.stdout) == (74, "")
    told = f"scrapy status: a row of runs is damaged: 1: {column} is not the JSON that belongs there"
    assert done.stderr == f"{told}; scrapy forget runs:1 -s DATA_DIR={data} removes it\n"


@pytest.mark.parametrize(
    ("table", "column", "row", "words"),
    [
        ("runs", "counts", "id = 1", ()),
        ("articles", "sources", f"id = '{ID}'", ("-a", f"url={ONE}")),
        ("coverage", "entries", "1", ()),
        ("pages", "reasons", f"url = '{GONE}'", ("-a", f"url={GONE}")),
    ],
)
def test_a_run_that_meets_a_damaged_row_names_it_and_ends(
    stored: tuple[Site, Path], data: Path, table: str, column: str, row: str, words: tuple[str, ...]
) -> None:
    damage(data, table, column, "{'", row)
    done = run_command(data, "crawl", "herald", "--replay", str(stored[0].folder.parent), *words)
    assert done.returncode == 74, done.stderr
    assert f"storage failed: a row of {table} is damaged: " in done.stderr.splitlines()[-1]
    assert f": {column} is not the JSON that belongs there" in done.stderr.splitlines()[-1]


def test_the_damaged_row_of_a_page_without_an_article_can_be_removed(stored: tuple[Site, Path], data: Path) -> None:
    damage(data, "pages", "reasons", "[", f"url = '{GONE}'")
    done = run_command(data, "explain", GONE, "--replay", str(stored[0].folder.parent))
    assert done.returncode == 74, done.stderr
    assert f"a row of pages is damaged: {GONE}: reasons is not the JSON that belongs there" in done.stderr
    assert f"scrapy forget {GONE} -s DATA_DIR={data} removes it" in done.stderr
    forgotten = run_command(data, "forget", GONE)
    assert (forgotten.returncode, forgotten.stdout) == (0, f"forgotten: the damaged row of a page  {GONE}\n")
    assert run_command(data, "forget", GONE).returncode == 2


@pytest.mark.parametrize(
    ("table", "column", "name"),
    [
        ("runs", "counts", "runs:1"), ("coverage", "entries", "coverage:herald:www.koreaherald.com"),
        ("lists", "last_read", f"lists:{FEED}"),
    ],
)  # fmt: skip
def test_a_damaged_row_that_belongs_to_no_article_is_removed_by_the_name_that_is_told(
    stored: tuple[Site, Path], data: Path, table: str, column: str, name: str
) -> None:
    words = "crawl", "herald", "--replay", str(stored[0].folder.parent), "-a", "limit=1"
    assert run_command(data, "forget", name).returncode == 2
    damage(data, table, column, "soon", "1")
    done = run_command(data, *words)
    assert done.returncode == 74, done.stderr
    assert f"; scrapy forget {name} -s DATA_DIR={data} removes it" in done.stderr
    forgotten = run_command(data, "forget", name)
    assert (forgotten.returncode, forgotten.stdout) == (0, f"forgotten: the damaged row  {name}\n")
    done = run_command(data, *words)
    assert (done.returncode, len(look(data).files)) == (0, 3), done.stderr
