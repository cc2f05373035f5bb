from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.items import PageResult
from crawler.store.catalogue import Catalogue
from tests.support.stored import DAY, HOUR, NOW, ONE, TWO, article, is_due, keep, page, row, teaser

HOSTS = ["example.com"]


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


def test_an_article_first_seen_by_a_wrong_clock_is_not_reread_for_years(catalogue: Catalogue) -> None:
    catalogue.store(page(teaser(ONE)), NOW + 9 * 365 * DAY, keep)
    catalogue.store(page(article(TWO, published=None)), NOW + 9 * 365 * DAY, keep)
    for found in (teaser(ONE), article(TWO, published=None)):
        catalogue.store(page(found), NOW, keep)

    assert not catalogue.due_urls.recrawl_due(HOSTS, NOW + DAY, 9)


def test_a_teaser_that_is_a_week_old_is_not_read_again(catalogue: Catalogue) -> None:
    catalogue.store(page(teaser()), NOW, keep)
    catalogue.store(page(teaser()), NOW + 7 * DAY, keep)

    assert not is_due(catalogue, ONE, None, NOW + 8 * DAY)


def test_failures_back_off_where_other_pages_give_articles(catalogue: Catalogue) -> None:
    catalogue.due_urls.last_article = NOW + 9 * HOUR
    catalogue.record_failure(PageResult(ONE, 503, "status"), NOW)
    assert not is_due(catalogue, ONE, None, NOW + HOUR / 2)
    assert is_due(catalogue, ONE, None, NOW + HOUR)

    catalogue.record_failure(PageResult(ONE, 503, "status"), NOW + HOUR)
    assert not is_due(catalogue, ONE, None, NOW + 2 * HOUR)
    assert is_due(catalogue, ONE, None, NOW + 3 * HOUR)


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

    catalogue.due_urls.last_article = NOW + HOUR / 2
    assert not is_due(catalogue, ONE, None, NOW + HOUR / 2)
    assert not catalogue.due_urls.recrawl_due(HOSTS, NOW + HOUR / 2, 9)
    assert not catalogue.due_urls.backing_off(HOSTS, NOW + HOUR / 2)


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


def test_a_missing_page_is_requested_five_times_on_its_first_day(catalogue: Catalogue) -> None:
    catalogue.due_urls.last_article = NOW
    waits = []
    now = NOW
    for wait in (1, 2, 4, 8, 16):
        catalogue.record_failure(PageResult(ONE, 404, "status"), now)
        now += wait * HOUR
        waits.append(is_due(catalogue, ONE, None, now))
    assert waits == [True, True, True, True, False]


def test_an_address_that_has_failed_for_two_months_is_tried_where_a_list_names_it_once_a_week(
    catalogue: Catalogue,
) -> None:
    catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW)
    catalogue.due_urls.last_article = NOW + HOUR
    catalogue.record_failure(PageResult(ONE, 200, "empty"), NOW + 61 * DAY)
    assert not is_due(catalogue, ONE, None, NOW + 67 * DAY)
    assert is_due(catalogue, ONE, None, NOW + 68 * DAY)
    assert not catalogue.due_urls.recrawl_due(HOSTS, NOW + 68 * DAY, 9)


def test_a_listed_address_that_was_not_requested_is_due(catalogue: Catalogue) -> None:
    catalogue.record_unrequested(ONE, NOW)
    catalogue.store(page(article(TWO, "Another text.")), NOW, keep)
    catalogue.record_unrequested(TWO, NOW)

    assert is_due(catalogue, ONE, None, NOW)
    assert [entry.url for entry, _, _ in catalogue.due_urls.recrawl_due(HOSTS, NOW, 9)] == [ONE]


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


@pytest.mark.parametrize(
    "noted",
    [
        PageResult(ONE, 200, "gone"),
        PageResult(ONE, 410, "status"),
        PageResult(ONE, 200, "not this outlet"),
    ],
    ids=["gone", "410", "not this outlet"],
)
def test_a_page_with_a_permanent_outcome_is_never_read_again(catalogue: Catalogue, noted: PageResult) -> None:
    catalogue.record_failure(noted, NOW)

    assert not is_due(catalogue, ONE, None, NOW + HOUR)


def test_a_page_that_failed_since_its_article_was_stored_is_requested_unconditionally(catalogue: Catalogue) -> None:
    catalogue.store(page(article(published=NOW), etag='"1"', last_modified="then"), NOW, keep)
    (asked,) = catalogue.due_urls.recrawl_due(["example.com"], NOW + 8 * HOUR, 9)
    assert asked[1:] == ('"1"', "then")

    catalogue.record_failure(PageResult(ONE, 200, "empty", etag='"2"', last_modified="later"), NOW + 8 * HOUR)
    (asked,) = catalogue.due_urls.recrawl_due(["example.com"], NOW + 9 * HOUR, 9)
    assert asked[1:] == ("", "")


def test_a_change_that_could_not_be_read_is_still_to_be_read(catalogue: Catalogue) -> None:
    catalogue.store(page(article(), list_modified=NOW), NOW, keep)
    catalogue.record_failure(PageResult(ONE, 503, "status", list_modified=NOW + HOUR), NOW + HOUR)

    assert is_due(catalogue, ONE, NOW + HOUR, NOW + HOUR)
