"""Fixtures of runs for news."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.papers import SEOUL, Paper
from tests.support.sites import Site

if TYPE_CHECKING:
    from pathlib import Path


_NOON = 12


@pytest.fixture
def paper(tmp_path: Path, data: Path) -> Paper:
    """A paper whose feed of twenty articles was read an hour ago, and whose news of that hour is still to come."""
    return _read_paper(tmp_path, data)


@pytest.fixture
def paper_of_one_day(tmp_path: Path, data: Path) -> Paper:
    """The same, whose next hours are of one day in Seoul and in UTC at any time of day."""
    return _read_paper(tmp_path, data, (datetime.now(SEOUL).hour - _NOON) % 24)


def _read_paper(tmp_path: Path, data: Path, earlier: int = 0) -> Paper:
    paper = Paper(Site(tmp_path / "replay" / "herald"), data, datetime.now(UTC), -24 - earlier)
    paper.old = paper.publish(20, 22)
    paper.wait(2)
    paper.feed(*paper.old)
    run = paper.crawl()
    assert (run.code, len(run.files)) == (0, 20), run.log
    return paper
