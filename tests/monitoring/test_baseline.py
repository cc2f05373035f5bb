"""What is usual of an outlet: what becomes part of it, how alarms begin, last and end, and what is told of them."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from crawler.monitoring.baseline import WATCHED, Baseline
from crawler.monitoring.run_stats import ListOutcome, RunStats
from crawler.monitoring.site_changed import find_change
from crawler.monitoring.verdict import Verdict, evaluate

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SERVED = ListOutcome("https://example.com/rss", "feed", 0, "served")


def articles(number: int, *, length: float = 1000, scatter: float = 0, seed: int = 1, **lacking: int) -> Counter[str]:
    """Counts of so many articles, which have all fields but for `lacking`, and so many entries of lists."""
    counts = Counter(dict.fromkeys(WATCHED, number)) - Counter(lacking)
    chance = random.Random(seed)  # noqa: S311 - no secret
    logs = [math.log(length) + chance.gauss(0, scatter) for _ in range(number)]
    sums = {"articles": number, "named": 20, "length": sum(logs), "squares": sum(each * each for each in logs)}
    return counts + Counter(sums)  # type: ignore[arg-type]


def after(baseline: Baseline, counts: Counter[str], hour: float = 0, *, is_regular: bool = True) -> Verdict:
    """Returns the verdict on a run with such counts, after which the baseline is stored and read again."""
    stats = RunStats("example", [SERVED], Counter(new=int(counts["articles"])), sites=1, fields=counts)
    stats.baseline = baseline
    baseline.begin(counts)
    verdict, is_changed = evaluate(stats), find_change(stats) is not None
    _, stats.is_due = baseline.end(
        verdict.code, verdict.why, NOW + timedelta(hours=hour), is_changed=is_changed, is_regular=is_regular
    )
    stored = json.loads(json.dumps(baseline.to_json()))
    baseline.series = Baseline.of_json(stored).series
    return evaluate(stats)


@pytest.mark.parametrize("known", [5, 12, 40])
@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        (articles(5, layout=5), 65, "layout in 0 of 5"),
        (articles(5, published=5, time=5), 65, "published in 0 of 5"),
        (articles(5, time=5), 65, "time in 0 of 5"),
        (articles(5, tags=5), 65, "tags in 0 of 5"),
        (articles(5, open=5), 77, "refused: a log-in wall"),
        (articles(5, length=480), 65, "texts of 480 characters, before of 1000"),
        (articles(5) | Counter(named=40, strange=40), 65, "40 of 40 entries of lists are no address"),
        (articles(5), 0, "ok"),
        (articles(5, length=700), 0, "ok"),
        (articles(4, layout=4), 0, "ok"),
    ],
)
def test_a_change_is_told_whatever_the_number_of_known_articles(
    known: int, changed: Counter[str], code: int, words: str
) -> None:
    baseline = Baseline()
    assert after(baseline, articles(known)).code == 0
    verdict = after(baseline, changed)
    assert verdict.code == code
    assert words in verdict.line


def test_an_alarm_lasts_through_hundreds_of_bad_runs_and_ends_by_recovery() -> None:
    baseline = Baseline()
    for _ in range(10):
        after(baseline, articles(6))
    told = [after(baseline, articles(3, layout=3), hour) for hour in range(500)]
    assert [verdict.code for verdict in told[:3]] == [0, 65, 65]
    assert {verdict.code for verdict in told[1:]} == {65}
    assert "before: 60 of 60" in told[-1].why or "layout in 0" in told[-1].why
    due = [hour for hour, verdict in enumerate(told) if verdict.code and verdict.is_due]
    assert due[:3] == [1, 24, 47]
    idle = after(baseline, Counter(named=20), 500)
    assert (idle.code, idle.why) == (65, told[-1].why)
    assert after(baseline, articles(6), 501).code == 0
    assert baseline.alarm == ""
    assert after(baseline, articles(3, layout=3), 502).code == 0


def test_an_alarm_ends_by_being_accepted() -> None:
    baseline = Baseline()
    after(baseline, articles(40))
    assert after(baseline, articles(6, tags=6)).code == 65
    assert "tags in 0 of 6" in baseline.accept()
    assert baseline.accept() == ""
    assert [after(baseline, articles(6, tags=6)).code for _ in range(20)] == [0] * 20
    # What has become usual is watched from now on.
    assert after(baseline, articles(6, tags=6, images=6)).code == 65


def test_an_alarm_that_turns_into_another_is_told_at_once() -> None:
    baseline = Baseline()
    after(baseline, articles(40))
    told = [after(baseline, changed, hour) for hour, changed in enumerate((articles(6, tags=6), articles(6, open=6)))]
    assert [(verdict.code, verdict.is_due) for verdict in told] == [(65, True), (77, True)]
    assert not after(baseline, articles(6, open=6), 2).is_due


def test_what_a_bad_run_had_never_becomes_usual() -> None:
    baseline = Baseline()
    for _ in range(20):
        after(baseline, articles(10))
    for _ in range(50):
        after(baseline, articles(10, tags=10))
    after(baseline, articles(60))
    after(baseline, articles(60))
    usual = baseline.series["articles"].usual
    assert usual["tags"] == usual["articles"]


def test_a_run_by_hand_begins_and_ends_no_alarm() -> None:
    baseline = Baseline()
    after(baseline, articles(40))
    assert after(baseline, articles(6, tags=6), is_regular=False).is_due
    assert baseline.alarm == ""
    after(baseline, articles(6, tags=6))
    assert baseline.alarm
    after(baseline, articles(6), is_regular=False)
    assert baseline.alarm


@pytest.mark.parametrize("seed", range(20))
def test_texts_of_many_lengths_raise_no_alarm_by_chance_and_halved_ones_do(seed: int) -> None:
    baseline = Baseline()
    for run in range(150):
        verdict = after(baseline, articles(4, scatter=0.8, seed=1000 * seed + run))
        assert verdict.code == 0, (run, verdict.line)
    assert 65 in [after(baseline, articles(4, length=500, scatter=0.8, seed=seed + run)).code for run in range(40)]
