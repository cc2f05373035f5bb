from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.agenda import ListState
from crawler.catalogue import Catalogue
from crawler.items import PageRead
from tests.stored import DAY, HOUR, NOW, ONE, TWO, article, is_due, keep, page, row, teaser


def test_an_address_never_read_is_due(catalogue: Catalogue) -> None:
    assert is_due(catalogue, ONE, None, NOW)


def test_a_stored_article_is_not_due(catalogue: Catalogue) -> None:
    catalogue.store(page(article()), NOW, keep)

    assert not is_due(catalogue, ONE, None, NOW + HOUR)


@pytest.mark.parametrize(("listed", "due"), [(NOW - HOUR, False), (NOW, False), (NOW + HOUR, True)])
def test_an_article_is_due_when_its_list_states_a_later_change_than_before(
    catalogue: Catalogue, listed: datetime, due: bool
) -> None:
    catalogue.store(page(article(), listed=NOW), NOW, keep)

    assert is_due(catalogue, ONE, listed, NOW + DAY) is due


def test_times_in_different_zones_are_compared_as_moments(catalogue: Catalogue) -> None:
    catalogue.store(page(article(), listed=datetime.fromisoformat("2026-01-06T17:45:00+09:00")), NOW, keep)

    assert not is_due(catalogue, ONE, datetime.fromisoformat("2026-01-06T08:45:00+00:00"), NOW + DAY)
    assert is_due(catalogue, ONE, datetime.fromisoformat("2026-01-06T08:46:00+00:00"), NOW + DAY)


@pytest.mark.parametrize(("listed", "due"), [(NOW - 2 * HOUR, False), (NOW - HOUR, False), (NOW, True)])
def test_an_article_that_came_by_another_way_is_compared_with_its_own_change(
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
    catalogue.store(page(article(), listed=NOW), NOW, keep)
    catalogue.store(page(article()), NOW + HOUR, keep)

    assert not is_due(catalogue, ONE, NOW, NOW + DAY)


def test_both_the_address_asked_and_the_articles_own_are_known(catalogue: Catalogue) -> None:
    catalogue.store(page(article(ONE), TWO, answered=ONE), NOW, keep)

    assert not is_due(catalogue, ONE, None, NOW)
    assert not is_due(catalogue, TWO, None, NOW)


@pytest.mark.parametrize(("later", "due"), [(HOUR, True), (6 * DAY, True)])
def test_a_teaser_is_read_again_within_a_week(catalogue: Catalogue, later: timedelta, due: bool) -> None:
    catalogue.store(page(teaser()), NOW, keep)

    assert is_due(catalogue, ONE, None, NOW + later) is due


def test_a_teaser_that_is_a_week_old_is_not_read_again(catalogue: Catalogue) -> None:
    catalogue.store(page(teaser()), NOW, keep)
    catalogue.store(page(teaser()), NOW + 7 * DAY, keep)

    assert not is_due(catalogue, ONE, None, NOW + 8 * DAY)


def test_failures_back_off(catalogue: Catalogue) -> None:
    catalogue.note(PageRead(ONE, 503, "status"), NOW)
    assert not is_due(catalogue, ONE, None, NOW + HOUR / 2)
    assert is_due(catalogue, ONE, None, NOW + HOUR)

    catalogue.note(PageRead(ONE, 503, "status"), NOW + HOUR)
    assert not is_due(catalogue, ONE, None, NOW + 2 * HOUR)
    assert is_due(catalogue, ONE, None, NOW + 3 * HOUR)


def test_an_address_that_fails_is_tried_again_after_a_week_at_most(catalogue: Catalogue, path: Path) -> None:
    for number in range(40):
        catalogue.note(PageRead(ONE, 0, "network"), NOW + number * 10 * DAY)

    assert row(path, "pages")["failures"] == 40
    assert is_due(catalogue, ONE, None, NOW + 390 * DAY + 7 * DAY)


def test_a_success_ends_the_count_of_failures(catalogue: Catalogue, path: Path) -> None:
    catalogue.note(PageRead(ONE, 503, "status"), NOW)
    catalogue.store(page(article()), NOW + HOUR, keep)

    assert row(path, "pages")["failures"] == 0
    assert not is_due(catalogue, ONE, None, NOW + DAY)


@pytest.mark.parametrize(
    "noted",
    [
        PageRead(ONE, 200, "gone"),
        PageRead(ONE, 410, "status"),
        PageRead(ONE, 404, "status"),
        PageRead(ONE, 200, "not this outlet"),
    ],
    ids=["gone", "410", "404", "not this outlet"],
)
def test_a_page_that_has_said_what_it_is_is_never_read_again(catalogue: Catalogue, noted: PageRead) -> None:
    catalogue.note(noted, NOW)

    assert not is_due(catalogue, ONE, None, NOW + HOUR)


@pytest.mark.parametrize(
    ("read", "asked"), [(NOW - HOUR, True), (NOW - 25 * HOUR, False), (NOW + DAY, False)], ids=["today", "old", "ahead"]
)
def test_a_list_is_asked_whether_it_has_changed_for_a_day_after_it_was_read(read: datetime, asked: bool) -> None:
    assert ListState("https://example.com/rss", etag='"1"', last_read=read).may_be_unchanged(NOW) is asked


@pytest.mark.parametrize(
    ("outcome", "left"), [("404", True), ("empty", True), ("408", False), ("429", False), ("503", False)]
)
def test_a_guess_is_left_alone_where_its_site_has_said_that_it_is_not_there(outcome: str, left: bool) -> None:
    state = ListState("https://example.com/rss")
    state.judge(outcome, NOW)

    assert state.is_dead(NOW + 29 * DAY) is left
    assert not state.is_dead(NOW + 31 * DAY)


def test_a_page_that_failed_since_its_article_was_stored_is_asked_for_whole(catalogue: Catalogue) -> None:
    catalogue.store(page(article(), etag='"1"', last_modified="then"), NOW, keep)
    (asked,) = catalogue.agenda.overdue(["example.com"], NOW + 2 * DAY, 9)
    assert asked[1:] == ('"1"', "then")

    catalogue.note(PageRead(ONE, 200, "empty", etag='"2"', last_modified="later"), NOW + 2 * DAY)
    (asked,) = catalogue.agenda.overdue(["example.com"], NOW + 3 * DAY, 9)
    assert asked[1:] == ("", "")


def test_a_change_that_could_not_be_read_is_still_to_be_read(catalogue: Catalogue) -> None:
    catalogue.store(page(article(), listed=NOW), NOW, keep)
    catalogue.note(PageRead(ONE, 503, "status", listed=NOW + HOUR), NOW + HOUR)

    assert is_due(catalogue, ONE, NOW + HOUR, NOW + HOUR)
