"""What related links lead to, on small graphs, a fault each."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.graphs.graph import SEOUL, WORD, Graph, Node, Way
from tests.graphs.site import GraphSite
from tests.support.sites import url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Crawl

A, B, C, D, E = range(10000001, 10000006)
ONE, TWO, BOTH = "0", "1", "01"


def site_of(folder: Path, *nodes: Node, listed: tuple[int, ...] = ()) -> GraphSite:
    return GraphSite(Graph({node.key: node for node in nodes}, list(listed)), folder)


def node(key: int, subjects: str = ONE, *links: int, hours: int = 5, has_word: bool = False) -> Node:
    published = (datetime.now(UTC) - timedelta(hours=hours)).replace(microsecond=0)
    return Node(key, frozenset(map(int, subjects)), has_word, published, list(links))


def kept(run: Crawl) -> set[int]:
    return {int(url.rpartition("/")[2]) for url in run.articles}


def verdict(run: Crawl) -> str:
    return run.tables["runs"][-1]["reason"]


@pytest.mark.parametrize("seeds", [[A, B], [B, A]])
def test_an_article_that_two_seeds_lead_to_is_kept_if_either_keeps_it(tmp_path: Path, seeds: list[int]) -> None:
    site = site_of(tmp_path, node(A, ONE, C), node(B, TWO, C), node(C, TWO))
    assert kept(site.run(Way(seeds))) == {A, B, C}


def test_a_listed_article_is_kept_whatever_links_to_it(tmp_path: Path) -> None:
    site = site_of(tmp_path, node(A, ONE, B, hours=3), node(B, TWO, hours=4), listed=(A, B))
    day = (datetime.now(SEOUL) - timedelta(days=1)).date()
    assert kept(site.run(Way(depth=1, since=day))) == {A, B}


@pytest.mark.parametrize("is_stored_before", [False, True])
@pytest.mark.parametrize("hours", [5, 24 * 9])
def test_an_article_that_is_not_related_leads_no_farther_stored_or_not(
    tmp_path: Path, is_stored_before: bool, hours: int
) -> None:
    site = site_of(tmp_path, node(A, ONE, B), node(B, TWO, C, hours=hours), node(C, ONE))
    if is_stored_before:
        site.run(Way([B], depth=0))
    assert C not in kept(site.run(Way([A], depth=2)))


def test_an_article_is_compared_with_the_one_whose_link_led_to_it(tmp_path: Path) -> None:
    site = site_of(tmp_path, node(A, ONE, B), node(B, BOTH, C, D), node(C, TWO), node(D, "2"))
    run = site.run(Way([A], depth=2))
    assert kept(run) == {A, B, C}
    told = run.articles[url_of(C)]["sources"]["kept"]
    assert told.startswith("shares Quentin Foundry")
    assert told.endswith(f"with {run.articles[url_of(B)]['id']}")


def test_an_article_of_other_days_leads_no_farther(tmp_path: Path) -> None:
    site = site_of(tmp_path, node(A, ONE, B), node(B, ONE, C, hours=24 * 9), node(C, ONE))
    site.run(Way([B], depth=0))
    since = (datetime.now(SEOUL) - timedelta(days=3)).date()
    assert kept(site.run(Way([A], depth=2, since=since))) == {A, B}


def test_a_way_that_comes_late_keeps_an_article_by_a_second_request_and_only_then(tmp_path: Path) -> None:
    """D is read as related to A, and not kept, before C leads to it."""
    site = site_of(tmp_path, node(A, ONE, B, D), node(B, BOTH, C), node(C, TWO, D), node(D, TWO))
    run = site.run(Way([A], depth=3), "-s", "LOG_LEVEL=DEBUG")
    assert kept(run) == {A, B, C, D}
    assert run.asked.count(url_of(D)) == 2
    again = site.run(Way([A], depth=3), "-s", "LOG_LEVEL=DEBUG")
    assert url_of(D) not in again.asked


def test_what_no_way_keeps_is_requested_once_by_any_number_of_runs(tmp_path: Path) -> None:
    listed = (A, B, C)
    site = site_of(tmp_path, *(node(key, ONE, D) for key in listed), node(D, TWO), listed=listed)
    first = site.run(Way(depth=1), "-s", "LOG_LEVEL=DEBUG")
    assert (kept(first), first.asked.count(url_of(D))) == ({A, B, C}, 1)
    assert url_of(D) not in site.run(Way(depth=1), "-s", "LOG_LEVEL=DEBUG").asked


def test_words_decide_for_related_articles_too(tmp_path: Path) -> None:
    site = site_of(tmp_path, node(A, ONE, B, C), node(B, TWO, has_word=True), node(C, ONE))
    assert kept(site.run(Way([A], word=WORD))) == {A, B}


def test_a_stored_seed_whose_page_is_gone_leads_on(tmp_path: Path) -> None:
    seed = node(A, ONE, B)
    site = site_of(tmp_path, seed, node(B, ONE))
    site.run(Way([A], depth=0))
    seed.is_gone = True
    assert kept(site.run(Way([A]), later=timedelta(days=1))) == {A, B}


def test_an_export_holds_an_article_once_however_many_addresses_show_it(tmp_path: Path) -> None:
    moved, copy = node(B), node(C)
    moved.redirects, copy.claims = A, A
    site = site_of(tmp_path, node(A), moved, copy)
    out = tmp_path / "items.jsonl"
    run = site.run(Way([B, C, A], depth=0), "-O", str(out))
    assert [json.loads(line)["url"] for line in out.read_text(encoding="utf-8").splitlines()] == [*run.articles]
    assert kept(run) == {A}


def test_pages_that_redirect_in_a_circle_are_no_sign_of_a_changed_site(tmp_path: Path) -> None:
    keys = range(A, A + 6)
    nodes = [node(key) for key in keys]
    for each in nodes:
        each.redirects = keys[each.key - A - 1]
    run = site_of(tmp_path, *nodes, listed=tuple(keys)).run()
    assert (run.code, "not reached (6 redirect loop)" in verdict(run)) == (69, True), verdict(run)


def test_only_stored_articles_are_known(tmp_path: Path) -> None:
    gone = node(B)
    gone.is_gone = True
    site = site_of(tmp_path, node(A), gone, listed=(A, B))
    site.run()
    assert "0 new, 0 changed, 1 known;" in verdict(site.run())


@pytest.mark.parametrize("days", [("since", 1), ("until", 9)])
def test_an_article_without_a_date_is_of_any_day(tmp_path: Path, days: tuple[str, int]) -> None:
    """A list names A and D, which have no date; A leads to B, which has none either, and to C of other days."""
    undated, age = [node(A, ONE, B, C), node(B, ONE), node(D, ONE)], {"since": 9, "until": 1}[days[0]]
    for each in undated:
        each.is_undated = True
    site = site_of(tmp_path, *undated, node(C, ONE, hours=24 * age + 1), listed=(A, D))
    day = (datetime.now(SEOUL) - timedelta(days=days[1])).date()
    assert kept(site.run(Way(depth=1, **{days[0]: day}))) == {A, B, D}


@pytest.mark.parametrize("is_undated", [False, True])
def test_a_seed_is_kept_whatever_its_words_and_days(tmp_path: Path, is_undated: bool) -> None:
    """Those that it leads to have to meet both: B does, C has other days, D no word."""
    seed = node(A, ONE, B, C, D, hours=24 * 9)
    seed.is_undated = is_undated
    related = node(B, TWO, has_word=True), node(C, ONE, hours=24 * 9, has_word=True), node(D, ONE)
    since = (datetime.now(SEOUL) - timedelta(days=3)).date()
    assert kept(site_of(tmp_path, seed, *related).run(Way([A], word=WORD, since=since))) == {A, B}


def test_a_related_article_without_a_date_still_needs_the_words(tmp_path: Path) -> None:
    nodes = node(A, ONE, B, C), node(B, ONE, has_word=True), node(C, ONE)
    for each in nodes:
        each.is_undated = True
    since = (datetime.now(SEOUL) - timedelta(days=3)).date()
    assert kept(site_of(tmp_path, *nodes).run(Way([A], word=WORD, since=since))) == {A, B}
