"""What a run stores after runs of other arguments, in which pages failed, were refused or were left."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crawler.items import PageResult
from crawler.outcomes import Outcome
from crawler.store.page_rows import merge_reasons
from tests.graphs.graph import SEOUL, WORD, Way
from tests.graphs.test_relation import ONE, TWO, A, B, C, kept, node, site_of
from tests.support.sites import url_of

if TYPE_CHECKING:
    from pathlib import Path

HOUR = timedelta(hours=1)


def topic(folder: Path, name: str, query: str, more: str = "") -> tuple[str, ...]:
    path = folder / f"{name}.toml"
    path.write_text(f"{more}\n[queries]\nen = '{query}'\n", encoding="utf-8")
    return "-a", f"topic={path}", "-a", "depth=0"


def test_that_a_list_named_a_failed_page_outweighs_however_many_links(tmp_path: Path) -> None:
    many, failed = range(A, A + 45), node(A + 50, TWO)
    failed.fails = True
    site = site_of(tmp_path, *(node(key, ONE, A + 50) for key in many), failed, listed=(A + 50, *many))
    site.run(Way(depth=1))
    site.graph.listed = [A]
    failed.fails = False
    assert A + 50 in kept(site.run(later=3 * HOUR))


def test_that_news_named_a_failed_page_outweighs_however_many_other_runs() -> None:
    way = {"parent": "", "named": False, "depth": 0}
    ways = [
        way,
        *({**way, "since": f"2025-01-{day:02}"} for day in range(1, 32)),
        *({**way, "query": f"w{n}"} for n in range(31)),
    ]
    assert way in (merge_reasons(None, PageResult(url_of(A), reason=Outcome.EMPTY, reasons=ways)) or [])


@pytest.mark.parametrize("word", ["", WORD])
@pytest.mark.parametrize("fails", [False, True])
def test_what_a_list_named_and_a_run_left_is_kept_whatever_links_led_to_it_since(
    tmp_path: Path, word: str, fails: bool
) -> None:
    left = node(B, TWO, hours=5)
    left.fails = fails
    site = site_of(tmp_path, node(A, ONE, B, hours=3), left, listed=(A, B))
    assert kept(site.run(Way(depth=0, limit=1))) == {A}
    site.run(Way([A], word=word), later=HOUR / 10)
    site.graph.listed, left.fails = [A], False
    assert kept(site.run(later=3 * HOUR)) == {A, B}


def test_what_was_refused_as_related_and_is_listed_later_is_left_to_the_next_run(tmp_path: Path) -> None:
    site = site_of(tmp_path, node(A, ONE, B), node(B, TWO, hours=5), node(C, ONE, hours=1))
    site.run(Way([A]))
    site.graph.listed = [C, B]
    assert kept(site.run(Way(depth=0, limit=1), later=2 * HOUR)) == {A, C}
    site.graph.listed = [C]
    assert kept(site.run(later=3 * HOUR)) == {A, B, C}


@pytest.mark.parametrize("looked_for", ["words", "days"])
def test_what_failed_in_a_run_for_other_things_is_kept_by_a_list_of_news(tmp_path: Path, looked_for: str) -> None:
    failed = node(B, TWO, hours=24 * 6)
    failed.fails = failed.is_undated = True
    site = site_of(tmp_path, node(A, ONE), failed, listed=(A, B))
    since = (datetime.now(SEOUL) - timedelta(days=2)).date()
    site.run(Way(depth=0, word=WORD) if looked_for == "words" else Way(depth=0, since=since))
    failed.fails = failed.is_undated = False
    assert kept(site.run(later=2 * HOUR)) == {A, B}


def test_what_failed_in_runs_for_two_queries_is_read_again_by_each(tmp_path: Path) -> None:
    failed = node(B, TWO, has_word=True)
    failed.fails = True
    site = site_of(tmp_path, node(A, ONE, has_word=True), failed, listed=(A, B))
    site.run(Way(depth=0, word=WORD))
    site.run(Way(depth=0, word="noted"), later=HOUR)
    site.graph.listed, failed.fails = [A], False
    assert kept(site.run(Way(depth=0, word=WORD), later=5 * HOUR)) == {A, B}


def test_a_corrected_article_loses_the_topic_whose_word_is_gone(tmp_path: Path) -> None:
    corrected = node(A, ONE, hours=2, has_word=True)
    site, words = site_of(tmp_path, corrected, listed=(A,)), topic(tmp_path, "kelp", WORD)
    site.run(None, *words)
    corrected.has_word = False
    site.run(later=10 * HOUR)
    (row,) = site.run(None, *words, later=11 * HOUR).articles.values()
    assert json.loads(row["topics"]) == []


def test_an_article_has_no_topic_by_an_earlier_file_of_it(tmp_path: Path) -> None:
    failed = node(B, TWO, has_word=True)
    failed.fails = True
    site = site_of(tmp_path, node(A, ONE, has_word=True), failed, listed=(A, B))
    site.run(None, *topic(tmp_path, "sea", WORD, "title = 'Sea'"))
    site.graph.listed = [A]
    words = topic(tmp_path, "sea", "Marlowe", "title = 'Sea'")
    site.run(None, *words, later=HOUR / 10)
    failed.fails = False
    site.run(later=3 * HOUR)
    run = site.run(None, *words, later=4 * HOUR)
    assert [json.loads(row["topics"]) for row in run.articles.values()] == [["Sea"], []]


def test_topics_of_one_content_are_two_however_long_their_names(tmp_path: Path) -> None:
    names = ["n" * 50 + each for each in "ab"]
    paths = [topic(tmp_path, name, WORD)[1].partition("=")[2] for name in names]
    run = site_of(tmp_path, node(A, ONE, has_word=True), listed=(A,)).run(
        None, "-a", f"topic={' '.join(paths)}", "-a", "depth=0"
    )
    assert [json.loads(row["topics"]) for row in run.articles.values()] == [names]
