from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.items import ListEntry, PageResult
from crawler.outcomes import Outcome
from crawler.store.catalogue import Catalogue
from tests.support.stored import DAY, HOUR, NOW, ONE, TWO, article, end_run, is_due, keep, page, row, teaser

HOSTS = ["example.com"]


def asked(catalogue: Catalogue, now: datetime, most: int = 9, **of: Any) -> set[str]:
    return {entry.url for entry, _, _ in catalogue.due_urls.recrawl_due(HOSTS, now, most, **of)}


def test_an_address_never_read_is_due(catalogue: Catalogue) -> None:
    assert is_due(catalogue, ONE, None, NOW)


def test_a_stored_article_is_not_due(catalogue: Catalogue) -> None:
    catalogue.store(page(article()), NOW, keep)

    assert not is_due(catalogue, ONE, None, NOW + HOUR)


@pytest.mark.parametrize(("listed", "due"), [(NOW - HOUR, False), (NOW, False), (NOW + HOUR, True)])
def test_an_article_is_due_when_its_list_states_a_later_change_than_before(
    catalogue: Catalogue, listed: datetime, due: bool
) -> None:
    catalogue.store(page(article(), list_modified=NOW), NOW, keep)

    assert is_due(catalogue, ONE, listed, NOW + DAY) is due


def test_times_in_different_zones_are_compared_as_moments(catalogue: Catalogue) -> None:
    catalogue.store(page(article(), list_modified=datetime.fromisoformat("2026-01-06T17:45:00+09:00")), NOW, keep)

    assert not is_due(catalogue, ONE, datetime.fromisoformat("2026-01-06T08:45:00+00:00"), NOW + DAY)
    assert is_due(catalogue, ONE, datetime.fromisoformat("2026-01-06T08:46:00+00:00"), NOW + DAY)


@pytest.mark.parametrize(("listed", "due"), [(NOW - 2 * HOUR, False), (NOW - HOUR, False), (NOW, True)])
def test_an_article_found_otherwise_is_compared_by_its_own_modification(
    catalogue: Catalogue, listed: datetime, due: bool
) -> None:
    catalogue.store(page(article(modified=NOW - HOUR)), NOW, keep)

    assert is_due(catalogue, ONE, listed, NOW + DAY) is due


@pytest.mark.parametrize(("listed", "due"), [(NOW - 2 * DAY, False), (NOW - DAY, False), (NOW, True)])
def test_an_article_without_a_change_is_compared_with_its_publication(
    catalogue: Catalogue, listed: datetime, due: bool
) -> None:
    catalogue.store(page(article()), NOW, keep)

    assert is_due(catalogue, ONE, listed, NOW + DAY) is due


def test_a_reading_without_a_list_forgets_nothing_that_a_list_stated(catalogue: Catalogue) -> None:
    catalogue.store(page(article(), list_modified=NOW), NOW, keep)
    catalogue.store(page(article()), NOW + HOUR, keep)

    assert not is_due(catalogue, ONE, NOW, NOW + DAY)


def test_both_the_requested_and_the_articles_own_address_are_known(catalogue: Catalogue) -> None:
    catalogue.store(page(article(ONE), TWO, final_url=ONE), NOW, keep)

    assert not is_due(catalogue, ONE, None, NOW)
    assert not is_due(catalogue, TWO, None, NOW)


@pytest.mark.parametrize(("later", "due"), [(HOUR, True), (6 * DAY, True)])
def test_a_teaser_is_read_again_within_a_week(catalogue: Catalogue, later: timedelta, due: bool) -> None:
    catalogue.store(page(teaser()), NOW, keep)

    assert is_due(catalogue, ONE, None, NOW + later) is due


def test_an_article_first_seen_by_a_wrong_clock_is_reread_like_one_first_seen_now(catalogue: Catalogue) -> None:
    for found in (teaser(ONE), article(TWO, published=None)):
        catalogue.store(page(found), NOW + 9 * 365 * DAY, keep)
        catalogue.store(page(found), NOW, keep)
    assert asked(catalogue, NOW + DAY) == {ONE, TWO}

    for days in (10, 70):
        for found in (teaser(ONE), article(TWO, published=None)):
            catalogue.store(page(found), NOW + days * DAY, keep)
        assert asked(catalogue, NOW + days * DAY + 22 * DAY) == ({TWO} if days == 10 else set())


def test_a_teaser_that_is_a_week_old_is_not_read_again(catalogue: Catalogue) -> None:
    catalogue.store(page(teaser()), NOW, keep)
    catalogue.store(page(teaser()), NOW + 7 * DAY, keep)

    assert not is_due(catalogue, ONE, None, NOW + 8 * DAY)


def test_failures_back_off_where_other_pages_give_articles(catalogue: Catalogue) -> None:
    catalogue.due_urls.last_article = NOW + 9 * HOUR
    catalogue.record_failure(PageResult(ONE, 503, "status"), NOW)
    assert not is_due(catalogue, ONE, None, NOW + HOUR / 3)
    assert is_due(catalogue, ONE, None, NOW + HOUR / 2)

    catalogue.record_failure(PageResult(ONE, 503, "status"), NOW + HOUR)
    assert not is_due(catalogue, ONE, None, NOW + 1.5 * HOUR)
    assert is_due(catalogue, ONE, None, NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("noted", "due"),
    [
        (PageResult(ONE, 0, "network"), True),
        (PageResult(ONE, 503, "status"), True),
        (PageResult(ONE, 403, "status"), False),
        (PageResult(ONE, 200, "empty"), False),
    ],
    ids=["network", "503", "403", "empty"],
)
def test_a_page_with_a_server_error_is_requested_by_each_run(
    catalogue: Catalogue, noted: PageResult, due: bool
) -> None:
    catalogue.record_failure(noted, NOW)
    assert is_due(catalogue, ONE, None, NOW) is due
    assert bool(catalogue.due_urls.recrawl_due(HOSTS, NOW, 9)) is due
    assert bool(catalogue.due_urls.backing_off(HOSTS, NOW)) is not due

    catalogue.due_urls.last_article = NOW + HOUR / 3
    assert not is_due(catalogue, ONE, None, NOW + HOUR / 3)
    assert not catalogue.due_urls.recrawl_due(HOSTS, NOW + HOUR / 3, 9)
    assert not catalogue.due_urls.backing_off(HOSTS, NOW + HOUR / 3)


def test_pages_waiting_on_another_host_do_not_count(catalogue: Catalogue) -> None:
    catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW)

    assert catalogue.due_urls.backing_off(HOSTS, NOW).total() == 1
    assert not catalogue.due_urls.backing_off(["example.net"], NOW)


def test_a_failure_repeated_since_other_pages_gave_articles_is_a_known_one(catalogue: Catalogue) -> None:
    assert not catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW)
    assert not catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW + HOUR)
    catalogue.due_urls.last_article = NOW + 2 * HOUR
    assert catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW + 3 * HOUR)
    assert not catalogue.record_failure(PageResult(ONE, 503, "status"), NOW + 4 * HOUR)


def test_an_address_that_has_failed_for_two_months_is_tried_where_a_list_names_it_once_a_week(
    catalogue: Catalogue,
) -> None:
    catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW)
    catalogue.due_urls.last_article = NOW + HOUR
    catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW + 61 * DAY)
    assert not is_due(catalogue, ONE, None, NOW + 67 * DAY)
    assert is_due(catalogue, ONE, None, NOW + 68 * DAY)
    assert not catalogue.due_urls.recrawl_due(HOSTS, NOW + 68 * DAY, 9)


def test_a_page_scheduled_years_ahead_by_a_wrong_clock_is_due(catalogue: Catalogue) -> None:
    catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW + 9 * 365 * DAY)
    catalogue.due_urls.last_article = NOW

    assert is_due(catalogue, ONE, None, NOW)
    assert catalogue.due_urls.recrawl_due(HOSTS, NOW, 9)


@pytest.mark.parametrize(("reason", "days"), [("network", 1), ("empty", 7)])
def test_a_failing_page_is_retried_within_a_week_and_within_a_day_after_a_server_error(
    catalogue: Catalogue, path: Path, reason: str, days: int
) -> None:
    catalogue.due_urls.last_article = NOW + 60 * DAY
    for number in range(20):
        catalogue.record_failure(PageResult(ONE, 0, reason), NOW + number * DAY)

    assert row(path, "pages")["failures"] == 20
    assert not is_due(catalogue, ONE, None, NOW + 19 * DAY + days * DAY - HOUR)
    assert is_due(catalogue, ONE, None, NOW + 19 * DAY + days * DAY)


def test_a_success_ends_the_count_of_failures(catalogue: Catalogue, path: Path) -> None:
    catalogue.record_failure(PageResult(ONE, 503, "status"), NOW)
    catalogue.store(page(article()), NOW + HOUR, keep)

    assert row(path, "pages")["failures"] == 0
    assert not is_due(catalogue, ONE, None, NOW + DAY)


def test_a_page_that_failed_since_its_article_was_stored_is_requested_unconditionally(catalogue: Catalogue) -> None:
    catalogue.store(page(article(published=NOW), etag='"1"', last_modified="then"), NOW, keep)
    (request,) = catalogue.due_urls.recrawl_due(["example.com"], NOW + 8 * HOUR, 9)
    assert request[1:] == ('"1"', "then")

    catalogue.record_failure(PageResult(ONE, 200, "empty", etag='"2"', last_modified="later"), NOW + 8 * HOUR)
    (request,) = catalogue.due_urls.recrawl_due(["example.com"], NOW + 9 * HOUR, 9)
    assert request[1:] == ("", "")


def test_a_change_that_could_not_be_read_is_still_to_be_read(catalogue: Catalogue) -> None:
    catalogue.store(page(article(), list_modified=NOW), NOW, keep)
    catalogue.record_failure(PageResult(ONE, 503, "status", list_modified=NOW + HOUR), NOW + HOUR)

    assert is_due(catalogue, ONE, NOW + HOUR, NOW + HOUR)


# --- One answer is never final --------------------------------------------------------------------


def times_asked(catalogue: Catalogue, until: timedelta, *noted: PageResult, **of: str) -> list[float]:
    """Returns the hours after which a page is due that fails at each reading in the same way."""
    hours, step = [], HOUR / 4
    now = NOW
    while now <= NOW + until:
        catalogue.due_urls.last_article = now
        if now == NOW or asked(catalogue, now, **of):
            hours.append((now - NOW) / HOUR)
            for each in noted:
                catalogue.record_failure(each, now)
        now += step
    return hours


@pytest.mark.parametrize(
    "noted",
    [
        PageResult(ONE, 200, "gone"),
        PageResult(ONE, 410, "status"),
        PageResult(ONE, 404, "status"),
        PageResult(ONE, 200, "not found"),
        PageResult(ONE, 200, "list"),
        PageResult(ONE, 200, "empty"),
        PageResult(ONE, 200, "invented later"),
    ],
    ids=lambda noted: f"{noted.reason} {noted.status}",
)
def test_a_page_without_an_article_is_asked_again_hourly_at_first_and_then_ever_more_seldom(
    catalogue: Catalogue, noted: PageResult
) -> None:
    noted.reason = Outcome.of_stored(noted.reason, 200) if noted.reason != "status" else noted.reason
    assert times_asked(catalogue, 3 * DAY, noted) == [0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 13, 26, 52]


@pytest.mark.parametrize("reason", ["gone", "list", "empty"])
def test_a_page_without_an_article_is_left_to_lists_after_two_months(catalogue: Catalogue, reason: str) -> None:
    catalogue.record_failure(PageResult(ONE, 200, reason), NOW)
    catalogue.due_urls.last_article = NOW + 59 * DAY
    catalogue.record_failure(PageResult(ONE, 200, reason), NOW + 59 * DAY)
    assert asked(catalogue, NOW + 67 * DAY) == {ONE}
    catalogue.record_failure(PageResult(ONE, 200, reason), NOW + 67 * DAY)
    assert asked(catalogue, NOW + 75 * DAY) == set()
    assert is_due(catalogue, ONE, None, NOW + 75 * DAY)


def test_an_article_that_does_not_match_is_asked_for_thrice_more_by_runs_with_its_words(catalogue: Catalogue) -> None:
    noted = PageResult(ONE, 200, "no match", unmet_condition="cinema", found_by="key")
    of = {"keys": ["key"], "conditions": "cinema"}
    assert times_asked(catalogue, 9 * DAY, noted, **of) == [0, 1, 7, 55]
    assert not catalogue.due_urls.due([ListEntry(ONE)], "cinema", NOW + 30 * DAY)
    assert catalogue.due_urls.due([ListEntry(ONE)], "harbour", NOW + 30 * DAY)
    assert catalogue.due_urls.due([ListEntry(ONE, modified=NOW + 29 * DAY)], "cinema", NOW + 30 * DAY)


def test_what_did_not_match_is_due_when_its_list_states_a_later_change_than_before(catalogue: Catalogue) -> None:
    noted = PageResult(ONE, 200, "no match", unmet_condition="cinema", list_modified=NOW)
    catalogue.record_failure(noted, NOW)
    assert not catalogue.due_urls.due([ListEntry(ONE, modified=NOW)], "cinema", NOW + HOUR / 2)
    assert catalogue.due_urls.due([ListEntry(ONE, modified=NOW + HOUR / 4)], "cinema", NOW + HOUR / 2)


def test_what_did_not_match_is_due_to_runs_with_a_topic_that_has_not_refused_it(catalogue: Catalogue) -> None:
    for refused, due in (("cinema", True), ("harbour\nsince 2026-01-01", True), ("tunnel", True), ("bridge", False)):
        catalogue.record_failure(PageResult(ONE, 200, "no match", unmet_condition=refused), NOW)
        conditions = "cinema\nuntil 2026-02-01\n\nharbour\n\nbridge"
        assert bool(catalogue.due_urls.due([ListEntry(ONE)], conditions, NOW)) is due


def test_what_failed_is_taken_up_by_each_topic_whose_ways_led_to_it(catalogue: Catalogue) -> None:
    ways = [{"topic": "…", "key": key, "parent": "", "named": False, "depth": 0} for key in ("cinema", "harbour")]
    catalogue.record_failure(PageResult(ONE, 404, "status", reasons=ways, found_by="cinema"), NOW)
    now = NOW + HOUR
    assert [asked(catalogue, now, keys=[key]) for key in ("cinema", "harbour", "bridge")] == [{ONE}, {ONE}, set()]
    assert asked(catalogue, now, keys=["bridge", "harbour"]) == {ONE}


def test_what_is_stored_is_kept_current_for_each_of_its_topics(catalogue: Catalogue) -> None:
    catalogue.store(page(article(published=NOW), topics=['Son "Masa"', "손정의_\\"], found_by="cinema"), NOW, keep)
    for topics, due in ((['Son "Masa"'], True), (["손정의_\\"], True), (["Masa", "손정의%"], False), ([], False)):
        found = asked(catalogue, NOW + 9 * HOUR, keys=["harbour"], topics=topics)
        assert found == ({article().url} if due else set())


def test_a_page_of_another_outlet_is_settled_after_four_readings(catalogue: Catalogue) -> None:
    noted = PageResult(ONE, 200, "not this outlet")
    assert times_asked(catalogue, 9 * DAY, noted) == [0, 1, 7, 55]
    assert not is_due(catalogue, ONE, None, NOW + 30 * DAY)


def test_a_failure_of_another_kind_begins_with_short_pauses(catalogue: Catalogue) -> None:
    for hours in range(6):
        catalogue.record_failure(PageResult(ONE, 503, "status"), NOW + hours * HOUR)
    catalogue.due_urls.last_article = NOW + 6 * HOUR
    catalogue.record_failure(PageResult(ONE, 404, "status"), NOW + 6 * HOUR)
    assert asked(catalogue, NOW + 6.5 * HOUR) == {ONE}


def test_an_alias_is_asked_again_after_an_hour_and_then_after_twice_its_age(catalogue: Catalogue) -> None:
    catalogue.store(page(article(ONE, published=NOW - 90 * DAY)), NOW, keep)
    found, now = [], NOW
    while now < NOW + 40 * DAY:
        if now == NOW or TWO in asked(catalogue, now):
            found.append((now - NOW) / HOUR)
            catalogue.store(page(article(TWO, published=NOW - 90 * DAY)), now, keep)
        now += HOUR
    assert found == [0, 1, 3, 9, 27, 81, 243, 729]


# --- Whose work it is -----------------------------------------------------------------------------


def test_runs_for_words_take_up_what_they_found_and_runs_for_news_only_what_was_stored(catalogue: Catalogue) -> None:
    catalogue.due_urls.last_article = NOW
    for url, key in ((ONE, "words"), (TWO, "other"), ("https://example.com/article/3", "")):
        catalogue.record_failure(PageResult(url, 404, "status", found_by=key), NOW)
    stored = article("https://example.com/article/4", published=NOW)
    catalogue.store(page(stored, found_by="words"), NOW, keep)
    now = NOW + 9 * HOUR
    assert asked(catalogue, now, keys=["words"]) == {ONE, stored.url}
    assert asked(catalogue, now, keys=["other"]) == {TWO}
    assert asked(catalogue, now) == {"https://example.com/article/3", stored.url}


def test_a_page_that_news_names_is_news_for_ever(catalogue: Catalogue) -> None:
    catalogue.due_urls.last_article = NOW
    for key, due in (("words", set()), ("", {ONE}), ("words", {ONE}), (None, {ONE})):
        catalogue.record_failure(PageResult(ONE, 404, "status", found_by=key), NOW)
        assert asked(catalogue, NOW + DAY) == due


def test_news_that_did_not_match_words_is_still_news(catalogue: Catalogue) -> None:
    catalogue.record_failure(PageResult(ONE, 404, "status", found_by=""), NOW)
    for condition, due in (("cinema", {ONE}), ("since 2026-01-01", set()), ("related to 0123", set())):
        unmet = PageResult(ONE, 200, "no match", unmet_condition=condition, found_by="words")
        catalogue.record_failure(unmet, NOW)
        assert asked(catalogue, NOW + DAY) == due


# --- The longest overdue first --------------------------------------------------------------------


def test_the_longest_overdue_come_first_and_what_is_left_is_counted(catalogue: Catalogue) -> None:
    urls = [f"https://example.com/article/{number}" for number in range(7)]
    for number, url in enumerate(urls):
        catalogue.record_failure(PageResult(url, 200, "empty"), NOW + number * HOUR)
    catalogue.due_urls.last_article = NOW + 9 * HOUR
    due = catalogue.due_urls.recrawl_due(HOSTS, NOW + 9 * HOUR, 3)
    assert [entry.url for entry, _, _ in due] == urls[:3]
    assert catalogue.due_urls.postponed == 4
    catalogue.due_urls.recrawl_due(HOSTS, NOW + 9 * HOUR, 7)
    assert catalogue.due_urls.postponed == 0


# --- The clock ------------------------------------------------------------------------------------


def test_what_a_run_read_a_year_ahead_is_due_again(catalogue: Catalogue) -> None:
    catalogue.store(page(article(published=NOW)), NOW, keep)
    catalogue.store(page(article(published=NOW)), NOW + 365 * DAY, keep)
    catalogue.record_failure(PageResult(TWO, 404, "status"), NOW + 365 * DAY)
    catalogue.due_urls.last_article = NOW
    catalogue.due_urls.clock_was_ahead = True
    assert asked(catalogue, NOW + HOUR) == {ONE, TWO}
    assert is_due(catalogue, ONE, None, NOW + HOUR)
    catalogue.store(page(article(published=NOW)), NOW + HOUR, keep)
    assert asked(catalogue, NOW + 2 * HOUR) == {TWO}
    assert asked(catalogue, NOW + 10 * HOUR) == {ONE, TWO}


def test_a_clock_that_may_be_behind_does_not_change_when_pages_were_first_seen(
    catalogue: Catalogue, path: Path
) -> None:
    catalogue.store(page(teaser()), NOW, keep)
    catalogue.trusts_clock = False
    catalogue.store(page(teaser()), NOW - 365 * DAY, keep)
    assert row(path)["first_seen"] == row(path, "pages")["first_seen"] == NOW.isoformat()
    assert is_due(catalogue, ONE, None, NOW + DAY)


@pytest.mark.parametrize("is_stored", [True, False])
def test_stored_articles_that_are_gone_are_no_sign_that_the_site_changed(
    catalogue: Catalogue, *, is_stored: bool
) -> None:
    if is_stored:
        catalogue.store(page(article()), NOW, keep)
        end_run(catalogue, NOW)
    gone = PageResult(ONE, 200, "not found")
    assert catalogue.record_failure(gone, NOW + DAY) is is_stored
    waiting = catalogue.due_urls.backing_off(["example.com"], NOW + DAY)
    assert waiting.total() == (0 if is_stored else 1)
