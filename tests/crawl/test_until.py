"""Runs with a last day and no first one, which read lists back to it and a while beyond."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.graphs.graph import SEOUL, Graph, Node, Way
from tests.graphs.site import GraphSite
from tests.support.archives import asked_articles, asked_lists, keys_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.archives import Outlet

UNTIL = ("-a", "until=2025-03-01")


def within(archive: Outlet, first: str, last: str) -> set[int]:
    return {key for key, (time, _) in archive.articles.items() if first <= f"{time.astimezone(SEOUL):%F}" <= last}


@pytest.mark.parametrize(("days", "first"), [(14, "2025-02-15"), (45, "2025-01-15")])
def test_it_reads_its_day_and_the_days_before_it(archive: Outlet, data: Path, days: int, first: str) -> None:
    run = archive.crawl(data, *UNTIL, "-s", f"GAP_DAYS={days}")
    assert run.code == 0, run.log
    assert keys_of(run) == within(archive, first, "2025-03-01") != set()
    assert sorted(asked_articles(run)) == sorted(keys_of(run))
    assert f"back to {first};" in verdict_of(run)


def test_with_a_limit_it_goes_on_from_run_to_run_until_the_archive_ends(archive: Outlet, data: Path) -> None:
    archive.months("2023-01", "2024-12")
    first = archive.crawl(data, *UNTIL, "-a", "limit=3")
    assert keys_of(first) == {8100002, 8100003, 8100004}
    second = archive.crawl(data, *UNTIL, "-a", "limit=3")
    assert (second.code, keys_of(second)) == (0, within(archive, "2025-01-01", "2025-03-01")), second.log
    months = {url.partition("datetimeBegin=")[2][:6] for url in asked_lists(second) if "datetimeBegin=" in url}
    assert min(months) == "202401"
    assert "back to 2025-01-02 (news.kbs.co.kr)" in verdict_of(second)


def test_a_run_for_earlier_days_goes_on_from_where_it_came(archive: Outlet, data: Path) -> None:
    first = archive.crawl(data, *UNTIL)
    second = archive.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert keys_of(second) == within(archive, "2025-01-01", "2025-03-01")
    assert not set(asked_articles(first)) & set(asked_articles(second))
    assert "back to 2025-01-01;" in verdict_of(second)


def test_with_words_and_no_search_that_serves_the_lists_are_read_as_far_back(archive: Outlet, data: Path) -> None:
    day = datetime(2025, 2, 20, 9, tzinfo=SEOUL)
    for place, words in enumerate(("소프트뱅크 소식", "다른 소식", "소프트뱅크 실적")):
        archive.article(8200000 + place, day - timedelta(days=4 * place), words)
    archive.months("2025-01", "2025-03")
    run = archive.crawl(data, *UNTIL, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert run.code == 0, run.log
    assert keys_of(run) == {8200000}
    assert 8200002 not in asked_articles(run)
    assert "back to 2025-02-15;" in verdict_of(run)


def test_a_day_to_come_is_today(tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    nodes = [Node(10000001 + each, frozenset({0}), has_word=False, published=now - timedelta(days=9 * each)) for each in
             range(3)]  # fmt: skip
    site = GraphSite(Graph({each.key: each for each in nodes}, [each.key for each in nodes]), tmp_path)
    run = site.run(Way(depth=0, until=now.date() + timedelta(days=300)))
    assert sorted(url[-1] for url in run.articles) == ["1", "2"]
    assert f"back to {now.astimezone(SEOUL).date() - timedelta(days=14)}" in run.tables["runs"][-1]["reason"]


def test_with_words_a_search_knows_all_days(archive: Outlet, data: Path) -> None:
    archive.article(8200000, datetime(2025, 1, 5, 9, tzinfo=SEOUL), "소프트뱅크 소식")
    archive.article(8200001, datetime(2025, 3, 5, 9, tzinfo=SEOUL), "소프트뱅크 실적")
    archive.found("%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC", 8200001, 8200000)
    run = archive.crawl(data, *UNTIL, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert (run.code, keys_of(run)) == (0, {8200000}), run.log


def test_a_list_that_does_not_reach_so_far_is_told(tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    nodes = {key: Node(key, frozenset({0}), has_word=False, published=now - timedelta(days=key % 10)) for key in
             range(10000001, 10000006)}  # fmt: skip
    until = (now.astimezone(SEOUL) - timedelta(days=3)).date()
    run = GraphSite(Graph(nodes, [*nodes]), tmp_path).run(Way(depth=0, until=until))
    assert {int(url[-1]) for url in run.articles} == {3, 4, 5}
    told = run.tables["runs"][-1]["reason"]
    assert f"not to {until - timedelta(days=14)} (www.koreaherald.com)" in told
