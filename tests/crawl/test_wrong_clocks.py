"""Runs whose clock is far behind: what is stored stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.papers import NATIONAL
from tests.support.sites import FEED, url_of, verdict_of

if TYPE_CHECKING:
    from tests.support.papers import Paper


@pytest.mark.parametrize("days", [3, 400])
@pytest.mark.parametrize("dated", [False, True])
def test_a_clock_that_is_behind_for_a_run_costs_no_date_and_no_version(paper: Paper, days: int, dated: bool) -> None:
    paper.wait(9)
    paper.feed(*paper.old, dated=dated)
    before = {url: row["published"] for url, row in paper.crawl().articles.items()}
    paper.wait(-24 * days)
    paper.crawl("-a", f"url={','.join(map(url_of, paper.old))}", "-a", "depth=0")
    paper.crawl()
    paper.wait(24 * days + 1)
    run = paper.crawl("-a", f"url={','.join(map(url_of, paper.old))}", "-a", "depth=0")
    assert {url: row["published"] for url, row in run.articles.items()} == before
    assert run.tables["versions"] == []


@pytest.mark.parametrize("days", [3, 400])
def test_an_article_that_is_new_while_the_clock_is_behind_has_its_date(paper: Paper, days: int) -> None:
    new = paper.publish(5)
    paper.feed(*new, *paper.old[:15], dated=True)
    paper.wait(-24 * days)
    run = paper.crawl()
    assert all(run.articles[url_of(key)]["published"] for key in new)


@pytest.mark.parametrize("days", [3, 400])
def test_after_a_clock_that_was_behind_gaps_are_found_as_before(paper: Paper, days: int) -> None:
    paper.wait(-24 * days)
    paper.crawl()
    paper.wait(24 * days)
    new = paper.publish(40)
    paper.feed(*new[:20])
    paper.section(NATIONAL, *new[10:], *paper.old[:5])
    run = paper.crawl()
    assert run.stored == {url_of(key) for key in (*new, *paper.old)}
    assert "gap" not in verdict_of(run)
    assert FEED in run.asked
