"""An exception that nobody foresaw: its traceback is in the log, the run goes on, and exits with 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.bugs import UNASKABLE
from tests.support.sites import Site, keys, url_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Crawl

SICK, UNASKED = 20000001, 66666666


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bugs")


@pytest.fixture(scope="module")
def run(folder: Path) -> Crawl:
    """A run on three pages, one on which extraction has a bug, and one that no request is made for by a bug."""
    site = Site(folder / "replay" / "herald")
    site.articles(keys(3))
    page = site.article(SICK)
    site.answer(str(SICK), url_of(SICK), page.replace(b'id="articleText"', b'id="broken"'))
    site.list(SICK, UNASKED, *keys(3))
    return site.crawl(folder / "data", "-s", "SPIDER_MODULES=tests.support.bugs", "-s", "RETRY_TIMES=0")


def test_a_run_that_meets_bugs_goes_on_and_exits_with_1(run: Crawl) -> None:
    assert run.code == 1, run.log
    assert run.stored == {url_of(key) for key in keys(3)}
    assert "3 new, 0 changed, 0 known, 1 error, 1 extraction" in verdict_of(run)
    assert "2 errors, see the log" in verdict_of(run)


def test_the_tracebacks_are_in_the_log_with_their_pages(run: Crawl) -> None:
    assert run.log.count("Traceback (most recent call last)") == 2
    assert f"a bug in the extraction of {url_of(SICK)}" in run.log
    assert "SelectorSyntaxError" in run.log
    assert "LookupError: a bug on the way" in run.log


def test_both_pages_are_recorded_and_asked_for_again(run: Crawl) -> None:
    pages = {row["url"]: row for row in run.tables["pages"]}
    assert (pages[url_of(SICK)]["reason"], pages[UNASKABLE]["reason"]) == ("extraction", "error")
    assert pages[url_of(SICK)]["next_read"]
    assert pages[UNASKABLE]["next_read"]


def test_the_page_is_kept_aside(run: Crawl) -> None:
    (page,) = run.data.glob("suspects/*.html")
    assert b'id="broken"' in page.read_bytes()


def test_a_bug_on_the_way_to_every_list_is_no_unreachable_site(folder: Path) -> None:
    site = Site(folder / "lists" / "herald")
    site.robots("User-agent: *\nAllow: /")
    run = site.crawl(
        folder / "none", "-s", "SPIDER_MODULES=tests.support.bugs", "-s", "BROKEN_LISTS=1", "-s", "RETRY_TIMES=0"
    )
    assert run.code == 1, run.log
    assert "errors, see the log" in verdict_of(run)
    assert "network" not in verdict_of(run)
