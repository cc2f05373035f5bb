"""Settings, arguments and exports that somebody brings from Scrapy.

| way | what holds |
|---|---|
| `crawl NAME --help` | it lists the arguments of spiders |
| `JOBDIR`, `AUTOTHROTTLE_ENABLED`, more than one request a host, `DEPTH_LIMIT` | a warning says what holds instead |
| `-O x.csv`, `export --format csv` | JSON in cells in both |
| `demo -s DATA_DIR=FOLDER` | it stores there |
| scrapyd's `_job` | arguments that begin with `_` are passed over |
"""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from crawler.selection.arguments import Arguments
from tests.support.commands import scrapy
from tests.support.crawls import copy_of, crawl, item, look
from tests.support.project import SPIDERS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("setting", "held"),
    [
        ("JOBDIR", "JOBDIR is not used: the catalogue has what a run leaves undone"),
        ("DEPTH_LIMIT=1", "DEPTH_LIMIT is not used: the argument `depth`"),
        ("AUTOTHROTTLE_ENABLED=1", "AUTOTHROTTLE_ENABLED only lengthens pauses: DOWNLOAD_DELAY"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN=4", "each begins at least DOWNLOAD_DELAY"),
    ],
)
def test_a_setting_that_does_less_here_is_a_warning(setting: str, held: str, tmp_path: Path, data: Path) -> None:
    given = setting if "=" in setting else f"{setting}={tmp_path / 'job'}"
    run = crawl("kbs", "-s", given, "-L", "WARNING", data=data)
    assert run.code == 0
    (line,) = run.log.splitlines()
    assert "WARNING" in line
    assert held in line
    assert not (tmp_path / "job").exists()


def test_arguments_that_begin_with_an_underscore_are_passed_over(data: Path) -> None:
    run = crawl("kbs", "-a", "_job=1f3a", data=data)
    assert run.code == 0, run.log
    assert run.tables["runs"][0]["arguments"] == {}


@pytest.mark.parametrize("words", [["crawl", "--help"], ["crawl", "kbs", "--help"], ["ingest", "--help"]])
def test_the_help_of_what_runs_spiders_lists_their_arguments_in_a_line_each(words: list[str]) -> None:
    shown = scrapy(*words, environment={"COLUMNS": "80"}).stdout.splitlines()
    for name, field in Arguments.model_fields.items():
        assert f"  {name:8}{field.description}" in shown
    assert max(map(len, shown)) <= 80


def test_the_demo_stores_in_the_data_directory_of_the_settings(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    done = scrapy("demo", "-s", f"DATA_DIR={data}")
    assert (done.returncode, done.stderr) == (0, "")
    left = look(data)
    for name in SPIDERS:
        assert f"\n{name}: " in f"\n{done.stdout}"
        (row,) = [line.split() for line in done.stdout.splitlines() if line.split()[:1] == [name]]
        assert int(row[2]) == sum(each["outlet"] == name for each in left.tables["articles"]) > 0
    assert len(left.files) == len(left.stored)
    assert [path.name for path in data.glob("catalogue*")] == ["catalogue.sqlite"]


def test_the_demo_deletes_nothing_that_it_has_not_made(tmp_path: Path) -> None:
    data = tmp_path / "data"
    kept = crawl("kbs", "-a", "limit=1", data=data).files
    for words in (["--data", str(data)], ["-s", f"DATA_DIR={data}"], ["--data", "x", "-s", "DATA_DIR=y"]):
        done = scrapy("demo", *words)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert look(data).files == kept


def formula_page(tmp_path: Path) -> Path:
    """Returns saved pages of which one article has a formula for its title."""
    replay = copy_of("herald", tmp_path)
    page = replay / "herald" / "article-1.html"
    source, title = page.read_text(encoding="utf-8"), item("herald", "article-1")["title"]
    assert title in source
    page.write_text(source.replace(title, "=SUM(1+1) in Pohang"), encoding="utf-8")
    return replay


def test_cells_of_csv_are_json_and_no_formulas_in_the_export_of_a_run_and_of_the_catalogue(tmp_path: Path) -> None:
    url, data = item("herald", "article-1")["url"], tmp_path / "data"
    exports = [part for name in ("x.csv", "x.jsonl") for part in ("-O", str(tmp_path / name))]
    run = crawl("herald", "-a", f"url={url}", "-a", "depth=0", *exports, data=data, replay=formula_page(tmp_path))
    assert run.code == 0, run.log

    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    exported = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))

    assert row["title"] == "'=SUM(1+1) in Pohang"
    assert exported["title"] == "=SUM(1+1) in Pohang"
    assert run.articles[url]["title"] == "=SUM(1+1) in Pohang"
    assert row["text"] == exported["text"]
    assert list(row) == list(exported)
    (stored,) = csv.DictReader(StringIO(scrapy("export", "--format", "csv", "-s", f"DATA_DIR={data}").stdout))
    assert stored == row
    nested = {name: value for name, value in exported.items() if isinstance(value, list | dict)}
    assert {name: json.loads(row[name]) for name in nested} == nested
    assert {"authors", "tags", "images", "related", "sources"} <= nested.keys()
