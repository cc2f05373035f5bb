"""Runs of `scrapy crawl` on saved pages, what they leave, and what the pages' own expectations say of that."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from crawler.clock import CLOCK_OFFSET
from crawler.discovery.declared import lists_of
from crawler.fetch.saved_pages import saved_pages
from tests.support.commands import scrapy
from tests.support.patience import patience
from tests.support.project import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.crawl.spider import OutletSpider

TABLES = ("articles", "versions", "links", "pages", "runs")
JSON_FIELDS = ("authors", "emails", "tags", "images", "related", "sources", "arguments", "counts")


@dataclass
class Crawl:
    """How a run ended and what is in its data directory then."""

    code: int
    out: str
    log: str
    data: Path
    files: dict[str, str]
    tables: dict[str, list[dict[str, Any]]]

    @property
    def asked(self) -> list[str]:
        """Every address that was answered, in order, robots.txt included."""
        return re.findall(r"Crawled \(\d+\) <GET (\S+)>", self.log)

    @property
    def articles(self) -> dict[str, dict[str, Any]]:
        return {row["url"]: row for row in self.tables["articles"]}

    @property
    def stored(self) -> set[str]:
        """The addresses of the articles that have a file."""
        return {row["url"] for row in self.tables["articles"] if row["file"]}


def crawl_words(*words: str, data: Path, replay: Path | None = FIXTURES) -> list[str]:
    options = ["-s", f"DATA_DIR={data}", "-s", "LOG_LEVEL=DEBUG", "-s", f"EXTRACTION_TIMEOUT={patience(10)}"]
    if replay:
        options += ["--replay", str(replay)]
    return ["crawl", *words, *options]


def crawl(*words: str, data: Path, replay: Path | None = FIXTURES, later: timedelta = timedelta()) -> Crawl:
    """Runs a crawl whose clock is set ahead by so much."""
    environment = {CLOCK_OFFSET: str(later.total_seconds())} if later else None
    done = scrapy(*crawl_words(*words, data=data, replay=replay), environment=environment)
    return look(data, done.returncode, done.stdout, done.stderr)


def look(data: Path, code: int = 0, out: str = "", log: str = "") -> Crawl:
    files = {path.name: path.read_bytes().decode() for path in sorted(data.glob("articles/*"))}
    tables: dict[str, list[dict[str, Any]]] = {}
    if (data / "catalogue.sqlite").exists():
        with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
            catalogue.row_factory = sqlite3.Row
            # The names are this file's own.
            tables = {name: [_plain(row) for row in catalogue.execute(f"SELECT * FROM {name}")] for name in TABLES}  # noqa: S608
    return Crawl(code, out, log, data, files, tables)


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    return {name: json.loads(row[name]) if name in JSON_FIELDS else row[name] for name in row.keys()}  # noqa: SIM118


# --- What is to be expected, from the saved pages' own expectations ------------------


def items_of(outlet: type[OutletSpider]) -> dict[str, dict[str, Any]]:
    """Returns the expected items of an outlet by address."""
    pages = saved_pages(FIXTURES / outlet.name)
    return {page.expected["item"]["url"]: page.expected["item"] for page in pages if "item" in page.expected}


def item(name: str, page: str) -> dict[str, Any]:
    return json.loads((FIXTURES / name / f"{page}.json").read_text(encoding="utf-8"))["item"]


def listed_of(outlet: type[OutletSpider]) -> set[str]:
    """Returns the addresses of the open articles that the first way to each site's news leads to."""
    urls = {each.at() for site in outlet.discovery for each in lists_of(site[:1])}
    pages = [page for page in saved_pages(FIXTURES / outlet.name) if page.url in urls]
    return {link["url"] for page in pages for link in page.expected["links"]} & _open(items_of(outlet))


def reached_from(outlet: type[OutletSpider], url: str, steps: int) -> set[str]:
    """Returns the addresses of the open articles that are at most so many related links away."""
    items = items_of(outlet)
    reached = {url}
    for _ in range(steps):
        reached |= {link["url"] for each in reached & items.keys() for link in items[each]["related"]}
    return reached & _open(items)


def _open(items: dict[str, dict[str, Any]]) -> set[str]:
    return {url for url, item in items.items() if item["access"] == "open"}


def content(item: dict[str, Any]) -> str:
    return "\n\n".join([item["title"], *item["text"]]) + "\n"


def copy_of(folder: str, tmp_path: Path) -> Path:
    """Returns a folder of saved pages that holds one outlet's and may be changed."""
    shutil.copytree(FIXTURES / folder, tmp_path / "replay" / folder)
    return tmp_path / "replay"


def renew(expectation: Path) -> None:
    """Has a saved list that was changed say so."""
    saved = json.loads(expectation.read_text(encoding="utf-8"))
    saved["headers"]["ETag"] = '"changed"'
    expectation.write_text(json.dumps(saved), encoding="utf-8")
