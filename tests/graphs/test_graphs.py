"""What runs store over random graphs: the same whatever the order, the store's state and the number of runs."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.graphs.graph import NAMES, WORD, Graph, Way
from tests.graphs.site import GraphSite
from tests.support.sites import url_of

if TYPE_CHECKING:
    from pathlib import Path

# `GRAPHS=1000` tries so many.
_GRAPHS = range(int(os.environ.get("FIRST_GRAPH", "0")), int(os.environ.get("GRAPHS", "24")))


def _way(random: Random, graph: Graph, now: datetime) -> Way:
    way = Way(depth=random.choice((1, 1, 2, 3)))
    if random.random() < 0.6:
        way.seeds = random.sample(sorted(graph.nodes), random.randint(1, 3))
    if random.random() < 0.25:
        way.word = WORD
    if random.random() < 0.25:
        way.since = (now - timedelta(days=random.randint(1, 3))).date()
    if random.random() < 0.2:
        way.until = (now - timedelta(days=random.randint(0, 1))).date()
    if way.since and way.until and way.until < way.since:
        way.until = way.since
    return way


def _topics(random: Random) -> tuple[str, ...]:
    words = (*NAMES, WORD)
    return tuple(random.sample(words, random.randint(1, len(words))))


def _urls(keys: set[int]) -> set[str]:
    return {url_of(key) for key in keys}


@pytest.mark.parametrize("seed", _GRAPHS)
def test_what_is_stored_is_what_the_definition_says(seed: int, tmp_path: Path) -> None:
    random, now = Random(f"graph {seed}"), datetime.now(UTC)
    graph = Graph.of(random, now)
    site, way = GraphSite(graph, tmp_path), _way(random, graph, now)
    told: list[str] = [f"{way}"]
    before: set[str] = set()
    others: list[Way] = []
    # What is stored before, by other arguments or by the same ones in parts.
    for _ in range(random.choice((0, 0, 1, 2))):
        other = _way(random, graph, now) if random.random() < 0.5 else Way(**vars(way))
        other.limit = random.choice((0, 0, 1, 2))
        others.append(other)
        run = site.run(other)
        before = set(run.articles)
        told += [f"before: {other}", *run.log.splitlines()]
    # Some of these cannot be read any more: they lead on by what is stored.
    for node in graph.nodes.values():
        if url_of(node.key) in before and node.shows == node.key and random.random() < 0.3:
            node.fails, node.is_gone = (True, False) if random.random() < 0.5 else (False, True)
    run = site.run(way, later=timedelta(days=1))
    told += run.log.splitlines()
    stored = set(run.articles)
    assert stored - before == _urls(graph.reference(way, before)) - before, "\n".join(told)
    # Later, by a run for news, which all failed pages are the work of.
    graph.heal()
    healed = site.run(later=timedelta(days=2))
    expected = before | _urls(graph.reference(way, stored) | graph.reference(Way(depth=0), stored))
    # What failed in the runs before is found as well.
    most = expected.union(*(_urls(graph.reference(each, stored)) for each in others))
    assert expected <= set(healed.articles) <= most, "\n".join([*told, "healed", *healed.log.splitlines()])


@pytest.mark.parametrize("seed", _GRAPHS[: len(_GRAPHS) // 2])
def test_several_topics_store_what_each_stores_whatever_set_was_run_before(seed: int, tmp_path: Path) -> None:
    random, now = Random(f"topics {seed}"), datetime.now(UTC)
    graph = Graph.of(random, now)
    site, way = GraphSite(graph, tmp_path), replace(_way(random, graph, now), word="", topics=_topics(random))
    told, before = [f"{way}"], set[str]()
    # What is stored before, for news or for other topics.
    for _ in range(random.choice((0, 1, 2))):
        other = replace(way, topics=_topics(random), limit=random.choice((0, 0, 1)))
        other = other if random.random() < 0.8 else Way(depth=0)
        run = site.run(other)
        before = set(run.articles)
        told += [f"before: {other}", *run.log.splitlines()]
    run = site.run(way)
    told += run.log.splitlines()
    stored = set(run.articles)
    assert stored - before == _urls(graph.reference(way)) - before, "\n".join(told)
    by_url = {url_of(key): node for key, node in graph.nodes.items()}
    for url, row in run.articles.items():
        day = datetime.fromisoformat(row["published"]).date()
        in_time = (way.since or day) <= day <= (way.until or day)
        topics = {topic for topic in way.topics if by_url[url].has(topic) and in_time}
        assert {*json.loads(row["topics"])} & {*way.topics} == topics, "\n".join([url, *told])
