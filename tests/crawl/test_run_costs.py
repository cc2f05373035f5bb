"""What makes runs cheap: nothing is imported by those that do not use it, no query of a run looks at a whole table."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from crawler.items import Article, Link, ListEntry, PageResult, article_id
from crawler.page.document import parse_page
from crawler.page.tree import select
from crawler.selection.filter import Selection
from crawler.selection.topic import parse_topic
from crawler.store.catalogue import Catalogue
from crawler.store.lists.coverage import Coverage, Gap
from tests.support.patience import patience
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.crawl.spider import OutletSpider

NOW = datetime(2026, 1, 6, 9, tzinfo=UTC)
URL = "https://www.koreaherald.com/article/10650000"


def modules_after(*command: str) -> set[str]:
    """Returns the packages that a command has imported when it ends."""
    script = (
        "import sys\nfrom scrapy.cmdline import execute\n"
        "try:\n    execute(['scrapy', *sys.argv[1:]])\nexcept SystemExit:\n    pass\n"
        "print('MODULES', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", script, *command],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=patience(60),
    )  # fmt: skip
    return set(done.stdout.rpartition("MODULES")[2].split())


def test_listing_the_spiders_loads_neither_storage_nor_extraction() -> None:
    assert modules_after("list") & {"sqlalchemy", "pebble", "trafilatura", "htmldate"} == set()


def test_the_process_that_crawls_does_not_load_what_extracts(tmp_path: Path) -> None:
    loaded = modules_after("crawl", "kbs", "--replay", str(FIXTURES), "-s", f"DATA_DIR={tmp_path}", "-a", "limit=1")
    assert "pebble" in loaded
    assert loaded & {"trafilatura", "htmldate", "justext", "dateparser"} == set()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="with another C library it does nothing")
def test_memory_of_web_pages_is_returned_to_the_system_despite_fragmentation() -> None:
    script = (
        "from crawler.crawl.process.malloc import return_freed_pages\n"
        "def held():\n    return int(open('/proc/self/statm').read().split()[1]) * 4\n"
        "return_freed_pages()\n"
        "before = held()\n"
        "pages, kept = zip(*[(b'x' * 90_000, b'x' * 1_000) for _ in range(500)])\n"
        "after = held()\n"
        "del pages\n"
        "print(after - before, held() - before)"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True,
        timeout=patience(60),
    )  # fmt: skip
    taken, left = map(int, done.stdout.split())
    assert taken > 40_000
    assert left < 4_000


def page(number: int = 0, text: str = "A text.", **values: Any) -> PageResult:
    url = f"{URL[:-4]}{number:04d}"
    article = Article(
        id=article_id(url), outlet="herald", url=url, title="A title", text=f"{text} {number}", language="en",
        published=NOW, related=[Link(f"{URL}1", "Another")], fetched=NOW,
    )  # fmt: skip
    return PageResult(url, status=200, article=replace(article, **values))


def test_no_query_of_a_run_looks_at_a_whole_table(tmp_path: Path) -> None:  # noqa: PLR0915 - every query in turn
    catalogue = Catalogue(f"sqlite:///{tmp_path}/catalogue.sqlite", "herald")
    asked: set[str] = set()

    def note(*event: Any) -> None:
        asked.add(event[2])

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        number = catalogue.run_log.start({}, NOW)
        for read in (page(), page(), page(text="Changed."), page(1, access="teaser"), page(1)):
            catalogue.store(read, NOW, lambda *_: None)
        catalogue.record_alias(page(), article_id(page().url), NOW)
        catalogue.record_failure(PageResult(page().url, status=410, reason="status"), NOW)
        for run in range(2):
            catalogue.record_failure(PageResult(page(1).url, status=410, reason="status"), NOW + timedelta(days=run))
            other = page(title="Harbour bridge", text="Drivers take the tunnel until spring.")
            catalogue.store(replace(other, url=page().url), NOW + timedelta(days=run), lambda *_: None)
            with catalogue.transaction():
                catalogue.settle(NOW, lambda *_: None)
        assert catalogue.is_unsettled
        catalogue.due_urls.due([ListEntry(page().url, modified=NOW)], "", NOW)
        catalogue.due_urls.clock_was_ahead = True
        for key, topics in (("", []), ("key", ["SoftBank"])):
            catalogue.due_urls.recrawl_due(["www.koreaherald.com"], NOW, 1, [key], "cinema\nsince 2026-01-01", topics)
        for _ in range(2):
            catalogue.topics.match_stored([Selection(UTC, parse_topic("[names]\nSoftBank = []", "SoftBank"))], NOW)
        catalogue.due_urls.backing_off(["www.koreaherald.com"], NOW)
        claim, own = replace(page(3), url=page(4).url), page(3, title="Another", text="Something else")
        for read in (claim, own):
            catalogue.resolve_url(read)
            catalogue.store(read, NOW, lambda *_: None)
        catalogue.work_list.add([ListEntry(page(2).url)], [""], NOW, 1, is_backfill=False)
        catalogue.work_list.load([""], ["www.koreaherald.com"])
        catalogue.remove_from_work_list([page(2).url], [""])
        site = Coverage("www.koreaherald.com", NOW)
        gap = Gap(site.site, NOW, NOW, NOW)
        for opened, closed in (([gap], []), ([gap], []), ([], [gap])):
            catalogue.coverage.save(site, opened, closed)
        catalogue.coverage.load(NOW - timedelta(1))
        catalogue.coverage.gaps()
        catalogue.coverage.known_since([page().url])
        catalogue.coverage.publications(site.site, NOW)
        catalogue.work_list.count([""], ["www.koreaherald.com"])
        catalogue.stored_article(page().url)
        catalogue.add_reasons([(page().url, [], "")])
        catalogue.list_states.save([catalogue.list_states.load("https://www.koreaherald.com/rss/newsAll")], NOW)
        catalogue.record_not_modified(page(), NOW)
        catalogue.file_text("000_0123456789abcdef.txt")
        catalogue.robots.save_robots("https://www.koreaherald.com/robots.txt", 200, "", NOW)
        catalogue.robots.cached_robots("https://www.koreaherald.com/robots.txt", NOW - timedelta(1), NOW)
        catalogue.run_log.recent_counts()
        catalogue.run_log.last_good()
        catalogue.run_log.share_ahead(NOW)
        catalogue.run_log.end(number, {}, 0, "ok", NOW)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    queries = sorted(one for one in asked if re.match(r"(SELECT|UPDATE|DELETE|INSERT)\b", one))
    assert len(queries) > 12
    with sa.create_engine(f"sqlite:///{tmp_path}/catalogue.sqlite").connect() as connection:
        plans = {
            query: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (None,) * query.count("?")).fetchall()
            for query in queries
        }
    catalogue.close()
    assert {query: steps for query, steps in plans.items() if any(step[3].startswith("SCAN") for step in steps)} == {}


@pytest.mark.parametrize("name", list(SPIDERS))
def test_a_selector_finds_the_same_whether_or_not_its_names_are_looked_for_first(name: str) -> None:
    outlet: type[OutletSpider] = SPIDERS[name]
    selectors = {
        value
        for layout in outlet.layouts
        for value in (layout.body, layout.title, layout.dates, layout.authors, layout.related, layout.images)
        if value
    } | {"a[rel~=tag]:not([rel~=category])", "[class*=breadcrumb] a, [itemprop=articleSection]", "TIME[DateTime], h1"}
    for path in sorted((FIXTURES / name).glob("*.html")):
        read = parse_page(path.read_bytes(), URL, {})
        assert {selector: read.select(selector) for selector in selectors} == {
            selector: select(read.tree, selector) for selector in selectors
        }
