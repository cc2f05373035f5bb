from collections import Counter
from typing import Any

import pytest

from crawler.monitoring.run_stats import ListOutcome, RunStats
from crawler.monitoring.verdict import evaluate

FEED = "https://example.com/rss"
SITEMAP = "https://example.com/sitemap.xml"
SERVED = ListOutcome(FEED, "feed", 0, "served")


def facts(
    *lists: ListOutcome,
    sites: int = 1,
    storage: str = "",
    signal: str = "",
    locked: bool = False,
    errors: int = 0,
    **pages: int,
) -> RunStats:
    counted = Counter({name.replace("_", " ").removeprefix("s "): count for name, count in pages.items()})
    return RunStats(
        "example", list(lists), counted, sites=sites, storage_error=storage, signal=signal, locked=locked, errors=errors
    )


def failed(outcome: str, url: str = FEED, site: int = 0) -> ListOutcome:
    return ListOutcome(url, "feed", site, outcome)


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        pytest.param(facts(SERVED, new=3, known=40), 0, id="what was new is stored"),
        pytest.param(facts(SERVED, known=40), 0, id="nothing was new"),
        pytest.param(facts(SERVED), 0, id="a list without news"),
        pytest.param(facts(sites=0, new=1), 0, id="given addresses"),
        pytest.param(facts(sites=0), 0, id="given addresses, all known"),
        pytest.param(facts(SERVED, unchanged=2, teaser=3, alias=1), 0, id="teasers and aliases"),
        pytest.param(
            facts(failed("503"), ListOutcome(SITEMAP, "sitemap", 0, "served"), new=1), 0, id="one list serves"
        ),
        pytest.param(facts(SERVED, new=20, empty=3), 0, id="a few odd pages"),
        pytest.param(facts(SERVED, new=20, s_503=3, network=2, s_403=1), 0, id="a few pages did not come"),
        pytest.param(facts(SERVED, new=1, gone=9, s_404=9, s_410=9), 0, id="many pages are gone"),
        pytest.param(facts(SERVED, new=1, not_this_outlet=30), 0, id="many pages are another outlet's"),
        pytest.param(facts(SERVED, s_404=2), 0, id="the two that are new are gone"),
        pytest.param(facts(SERVED, wall=9, known=1), 0, id="what is new is walled, what is known is not"),
        pytest.param(facts(SERVED, s_404=3), 65, id="nothing is where the lists say"),
        pytest.param(facts(SERVED, wall=9, s_404=1), 77, id="a wall on everything"),
        pytest.param(facts(SERVED, errors=1, new=9), 1, id="an error"),
        pytest.param(facts(failed("empty")), 65, id="an empty feed alone"),
        pytest.param(facts(failed("empty"), failed("empty", SITEMAP)), 65, id="every list empty"),
        pytest.param(facts(failed("404")), 65, id="the list is not there"),
        pytest.param(facts(failed("empty"), failed("503", SITEMAP)), 65, id="one empty, one not reached"),
        pytest.param(facts(SERVED, empty=9, list=3), 65, id="no page gave an article"),
        pytest.param(facts(SERVED, new=2, empty=9), 65, id="most pages gave no article"),
        pytest.param(facts(sites=0, empty=1), 65, id="a given address without an article"),
        pytest.param(facts(failed("network")), 69, id="the list was not reached"),
        pytest.param(facts(failed("damaged")), 69, id="the list came damaged"),
        pytest.param(facts(SERVED, damaged=5), 69, id="every page came damaged"),
        pytest.param(facts(SERVED, damaged=2, new=9), 0, id="a few pages came damaged"),
        pytest.param(facts(failed("503"), failed("500", SITEMAP)), 69, id="5xx on every list"),
        pytest.param(facts(failed("503"), failed("robots", SITEMAP)), 69, id="one not reached, one refused"),
        pytest.param(facts(SERVED, s_503=5, s_502=2, network=1), 69, id="5xx on every page"),
        pytest.param(facts(sites=0, network=1), 69, id="a given address was not reached"),
        pytest.param(facts(storage="disk full", new=3), 74, id="storage failed"),
        pytest.param(facts(SERVED, storage="disk full", errors=2), 74, id="storage failed with errors"),
        pytest.param(facts(locked=True), 75, id="locked"),
        pytest.param(facts(failed("robots")), 77, id="robots on the list"),
        pytest.param(facts(SERVED, robots=5), 77, id="robots on every page"),
        pytest.param(facts(sites=0, robots=1), 77, id="robots on the given address"),
        pytest.param(facts(failed("401")), 77, id="401 on the list"),
        pytest.param(facts(failed("403"), failed("429", SITEMAP)), 77, id="403 and 429 on the lists"),
        pytest.param(facts(failed("challenge")), 77, id="a challenge on the list"),
        pytest.param(facts(failed("451")), 77, id="451 on the list"),
        pytest.param(facts(SERVED, s_403=5, s_429=1), 77, id="403 on every page"),
        pytest.param(facts(SERVED, challenge=4), 77, id="a challenge on every page"),
        pytest.param(facts(signal="SIGINT", new=2), 130, id="stopped by SIGINT"),
        pytest.param(facts(SERVED, signal="SIGTERM", new=2), 143, id="stopped by SIGTERM"),
    ],
)
def test_each_outcome_has_its_exit_code(seen: RunStats, code: int) -> None:
    assert evaluate(seen).code == code


def test_a_list_that_failed_is_named_though_another_served() -> None:
    verdict = evaluate(facts(SERVED, failed("503", SITEMAP), new=1))

    assert verdict.code == 0
    assert f"{SITEMAP}: 503" in verdict.line


def test_an_empty_list_is_named_though_another_served() -> None:
    assert f"{SITEMAP}: empty" in evaluate(facts(SERVED, failed("empty", SITEMAP), new=1)).line


@pytest.mark.parametrize(("pages", "code"), [(4, 0), (5, 65)])
def test_of_an_outlet_that_has_given_articles_five_pages_have_to_fail(pages: int, code: int) -> None:
    seen = facts(SERVED, known=40, not_found=pages)
    seen.has_given_articles = True
    assert evaluate(seen).code == code


def test_the_verdict_is_one_line_that_counts_the_outcomes_of_pages() -> None:
    line = evaluate(facts(SERVED, new=3, changed=2, known=40, unchanged=1, teaser=4, gone=5)).line

    assert "\n" not in line
    assert line.startswith("example: ")
    assert all(part in line for part in ("3 new", "2 changed", "41 known", "4 teaser", "5 gone"))


def test_the_line_gives_the_reason_of_a_storage_failure() -> None:
    assert "No space left on device" in evaluate(facts(storage="No space left on device")).line


def test_the_line_counts_what_a_replay_did_not_have() -> None:
    seen = facts(SERVED, new=1)
    seen.not_in_replay = 7

    assert "7 addresses not in the replay" in evaluate(seen).line


def test_pages_backing_off_count_until_a_page_gives_an_article() -> None:
    seen = facts(SERVED, known=40)
    seen.backing_off = Counter({"empty": 2, "403": 3})
    verdict = evaluate(seen)
    assert verdict.code == 77
    assert "5 waiting" in verdict.line
    seen.any_article = True
    assert evaluate(seen).code == 0


def test_pages_that_fail_as_they_did_while_others_gave_articles_are_no_sign() -> None:
    seen = facts(SERVED, known=40, empty=4)
    assert evaluate(seen).code == 65
    seen.known_failures = Counter({"empty": 4})
    assert evaluate(seen).code == 0


@pytest.mark.parametrize(("own", "usual", "code"), [(0, 30, 65), (1, 30, 0), (0, 3, 0)])
def test_a_shared_host_on_which_nothing_is_the_outlets_any_more_has_changed(own: int, usual: int, code: int) -> None:
    seen = facts(SERVED, new=own, not_this_outlet=20 - own)
    seen.baseline.series["shared"].usual = Counter(shared=60, own=usual)
    seen.baseline.begin(Counter(shared=20, own=own))
    assert evaluate(seen).code == code


def test_missing_articles_beside_an_unchanged_list_raise_no_alarm() -> None:
    unchanged = ListOutcome(FEED, "feed", 0, "served", unchanged=True)
    assert evaluate(facts(unchanged, s_404=3, wall=4)).code == 0


@pytest.mark.parametrize(
    "stopped",
    [{"locked": True}, {"storage": "disk full"}, {"signal": "SIGINT"}, {"signal": "SIGTERM"}, {}],
    ids=["locked", "storage failed", "SIGINT", "SIGTERM", "not stopped"],
)
@pytest.mark.parametrize("outcome", ["served", "empty", "503", "robots", "404"])
def test_judging_changes_no_facts(stopped: dict[str, Any], outcome: str) -> None:
    seen = facts(failed(outcome), **stopped, new=1)
    before = repr(seen)

    evaluate(seen)

    assert repr(seen) == before


def test_the_line_names_the_scrapy_limit_that_ended_a_run() -> None:
    seen = facts(SERVED, new=3)
    seen.closed_by = "closespider_timeout"
    verdict = evaluate(seen)
    assert verdict.code == 0
    assert "ended early: closespider_timeout" in verdict.line


@pytest.mark.parametrize(("before", "code"), [(0, 75), (1, 75), (2, 69), (3, 69)])
@pytest.mark.parametrize("limit", ["closespider_timeout", "memusage_exceeded"])
def test_a_run_that_a_limit_ended_with_work_left_is_not_done_and_the_third_is_not_reached(
    limit: str, before: int, code: int
) -> None:
    seen = facts(SERVED, new=3)
    seen.closed_by, seen.has_work_left, seen.left, seen.cut_short_before = limit, True, 38, before
    verdict = evaluate(seen)
    assert verdict.code == code
    assert f"; ended early: {limit}, 38 left: " in verdict.line


def test_a_site_that_changed_is_told_before_the_limit_that_ended_the_run() -> None:
    seen = facts(failed("empty"))
    seen.closed_by, seen.has_work_left, seen.left = "closespider_timeout", True, 38
    verdict = evaluate(seen)
    assert verdict.code == 65
    assert "; 38 left for the next run; ended early: closespider_timeout; " in verdict.line


def test_a_run_that_had_no_memory_to_begin_with_does_not_blame_the_site() -> None:
    seen = facts()
    seen.closed_by = "memusage_exceeded"
    assert evaluate(seen).code == 1


@pytest.mark.parametrize(("best", "code"), [("403", 77), ("network", 69), ("empty", 65)])
def test_fallback_lists_do_not_count_against_the_site(best: str, code: int) -> None:
    after = ListOutcome(SITEMAP, "sitemap", 0, "404", way=1)
    assert evaluate(facts(failed(best), after)).code == code


def test_the_line_names_four_of_the_lists_that_failed_and_counts_the_others() -> None:
    line = evaluate(facts(SERVED, *(failed("404", f"https://example.com/{number}") for number in range(6)), new=1)).line
    assert "https://example.com/3: 404 and 2 more; ok" in line
    assert "https://example.com/4" not in line
