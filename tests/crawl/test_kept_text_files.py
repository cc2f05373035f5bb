"""Text files that somebody removed or renamed, or that a restored catalogue does not know: runs put them right."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from crawler.clock import CLOCK_OFFSET
from tests.support.sites import assert_whole, keys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.crawls import Crawl
    from tests.support.sites import Site

DAY, YEAR = 86_400, 365 * 86_400


@pytest.fixture
def crawl_at(site: Site, data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Crawl]:
    """Runs on the site so many seconds from now."""

    def crawl_at(seconds: int) -> Crawl:
        monkeypatch.setenv(CLOCK_OFFSET, str(seconds))
        return site.crawl(data)

    return crawl_at


def told(run: Crawl) -> list[str]:
    """Returns the parts of a run's verdict on its files and its end; it must be a warning."""
    (line,) = [line for line in run.log.splitlines() if "WARNING: herald: " in line]
    return [part for part in line.split("; ") if "file" in part or part == "ok"]


def test_a_removed_or_renamed_file_comes_back_with_the_next_days_run(
    data: Path, crawl_at: Callable[[int], Crawl]
) -> None:
    before = crawl_at(0).files
    removed, renamed, _ = (data / "articles" / name for name in before)
    removed.unlink()
    renamed.rename(renamed.with_name(renamed.name.replace("001_", "777_")))

    assert len(crawl_at(DAY // 2).files) == 2
    run = crawl_at(DAY)

    assert run.code == 0, run.log
    assert run.files == before
    assert told(run) == ["2 text files restored", "1 double text file removed", "ok"]
    assert "restored" not in crawl_at(DAY + 60).log


def test_a_catalogue_restored_beside_newer_files_leaves_one_file_an_article(
    site: Site, data: Path, tmp_path: Path, crawl_at: Callable[[int], Crawl]
) -> None:
    crawl_at(0)
    shutil.copy(data / "catalogue.sqlite", tmp_path / "backup")
    site.articles(keys(6))
    crawl_at(60)
    shutil.copy(tmp_path / "backup", data / "catalogue.sqlite")
    site.list(*reversed(keys(7)))
    site.article(keys(7)[-1])
    # These get other numbers now than before.
    assert len(crawl_at(120).files) > 7

    run = crawl_at(2 * DAY)

    assert_whole(run)
    assert len(run.files) == 7
    assert "double text files removed" in run.log


def test_a_clock_that_was_ahead_does_not_put_the_comparison_off(data: Path, crawl_at: Callable[[int], Crawl]) -> None:
    before = crawl_at(0).files
    crawl_at(YEAR)
    (data / "articles" / next(iter(before))).unlink()

    run = crawl_at(60)

    assert run.files == before
    assert told(run) == ["1 text file restored", "ok"]
