"""`scrapy export`: what is stored, as other programs read it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from crawler.selection.topic import read_topic
from tests.support.commands import run_command
from tests.support.crawls import crawl, look

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with what two outlets, one in each language, have on their saved pages."""
    data = tmp_path_factory.mktemp("exported") / "data"
    for name in ("rcr", "kbs"):
        assert crawl(name, "-a", "depth=2", data=data).code == 0
    return data


def exported(data: Path, *words: str) -> list[dict[str, object]]:
    done = run_command(data, "export", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_export_gives_what_a_run_wrote(tmp_path: Path) -> None:
    data, lines = tmp_path / "data", tmp_path / "items.jsonl"
    crawl("kbs", "-O", str(lines), data=data)
    items = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    told = exported(data)
    assert [list(item) for item in told] == [list(items[0])] * len(items)
    by_url = {item["url"]: item for item in items}
    assert {item["url"]: item for item in told} == by_url


def test_a_topic_selects_in_either_language(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "topic.toml"
    path.write_text('[queries]\nen = "DigitalBridge"\nko = "손정의"\n', encoding="utf-8")
    topic = read_topic(str(path))
    stored = look(data).tables["articles"]
    meant = {row["url"] for row in stored if topic.query(row["language"]).matches(row["title"], row["text"])}
    found = exported(data, "-a", f"topic={path}")
    assert {item["url"] for item in found} == meant
    assert {item["language"] for item in found} == {"en", "ko"}
    assert len(found) < len(stored)


def test_days_language_and_outlet_select(data: Path) -> None:
    stored = {row["url"]: row for row in look(data).tables["articles"]}
    since = {item["url"] for item in exported(data, "-a", "since=2025-12-05", "-a", "until=2025-12-31")}
    assert since == {url for url, row in stored.items() if "2025-12-05" <= row["published"][:10] <= "2025-12-31"}
    assert 0 < len(since) < len(stored)
    korean = {item["url"] for item in exported(data, "--language", "ko")}
    assert korean == {url for url, row in stored.items() if row["language"] == "ko"}
    assert {item["outlet"] for item in exported(data, "rcr")} == {"rcr"}


def test_as_csv_it_is_a_table_with_a_row_an_article(data: Path) -> None:
    done = run_command(data, "export", "kbs", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert {row["url"]: row["text"] for row in rows} == {item["url"]: item["text"] for item in exported(data, "kbs")}


def test_files_are_named_so_that_they_can_be_copied(data: Path) -> None:
    paths = run_command(data, "export", "kbs", "--format", "files").stdout.splitlines()
    files = {str(data / "articles" / row["file"]) for row in look(data).tables["articles"] if row["outlet"] == "kbs"}
    assert set(paths) == files


@pytest.mark.parametrize("form", ["jsonl", "csv", "files"])
def test_an_empty_export_is_reported_and_no_failure(form: str, data: Path) -> None:
    done = run_command(data, "export", "-a", "query=Zeppelin", "--format", form)
    told = "scrapy export: no stored article matches\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", told)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["nope"], "nope"),
        (["--format", "xml"], "'xml'"),
        (["--language", "korean"], "'korean'"),
        (["-a", "depth=2"], "depth"),
        (["-a", "since=May"], "'May'"),
        (["-a", "query="], "query"),
        (["-a", "topic=/no/such.toml"], "/no/such.toml"),
    ],
)
def test_an_impossible_export_is_one_line_and_exit_2(words: list[str], named: str, data: Path) -> None:
    done = run_command(data, "export", *words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert named in done.stderr
