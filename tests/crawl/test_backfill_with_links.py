"""Backfills that follow related links: what they store does not depend on how many runs they take."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import SEOUL, Outlet, asked_lists, keys_of

if TYPE_CHECKING:
    from pathlib import Path

DAYS = "-a", "since=2025-01-20", "-a", "until=2025-03-31", "-s", "RELATED_BY_SUBJECT=0"


@pytest.fixture
def archive(tmp_path: Path) -> Outlet:
    """Nine listed articles, each of which leads to one that no list names."""
    made, newest = Outlet(tmp_path / "replay" / "kbs"), datetime(2025, 3, 28, 9, tzinfo=SEOUL)
    for each in range(9):
        made.article(8100000 + each, newest - timedelta(days=9 * each), related=(8200000 + each,))
    made.months("2024-12", "2025-03")
    for each in range(9):
        made.article(8200000 + each, newest - timedelta(days=9 * each, hours=1))
    return made


def test_a_backfill_in_parts_follows_the_links_of_what_earlier_parts_stored(archive: Outlet, tmp_path: Path) -> None:
    whole = keys_of(archive.crawl(tmp_path / "whole", *DAYS, "-a", "depth=1"))
    for _ in range(9):
        run = archive.crawl(tmp_path / "parts", *DAYS, "-a", "depth=1", "-a", "limit=2")
    assert keys_of(run) == whole


def test_a_backfill_with_links_follows_those_of_what_one_without_stored(archive: Outlet, tmp_path: Path) -> None:
    whole = keys_of(archive.crawl(tmp_path / "whole", *DAYS, "-a", "depth=1"))
    archive.crawl(tmp_path / "parts", *DAYS)
    assert keys_of(archive.crawl(tmp_path / "parts", *DAYS, "-a", "depth=1")) == whole


def test_a_backfill_with_links_that_is_done_is_not_walked_again(archive: Outlet, tmp_path: Path) -> None:
    first = archive.crawl(tmp_path / "data", *DAYS, "-a", "depth=1")
    again = archive.crawl(tmp_path / "data", *DAYS, "-a", "depth=1")
    assert keys_of(again) == keys_of(first)
    assert len(asked_lists(again)) < len(asked_lists(first))
