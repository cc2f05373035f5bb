"""What pages say against the catalogue is believed after a second reading, and not if many say it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.items import PageResult
from tests.support.stored import (
    ABROAD,
    DAY,
    HOUR,
    NOW,
    ONE,
    TEXT,
    TWO,
    Written,
    article,
    end_run,
    keep,
    own,
    page,
    row,
    rows,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from crawler.items import Article
    from crawler.store.catalogue import Catalogue
    from crawler.store.run_readings import Settled

HARBOUR = "Drivers have to take the tunnel until spring.\n\nBuses run every ten minutes."
BREAK = "Our editors work on a better site tonight. Thank you for reading us."
MANY = [f"https://example.com/article/{number}" for number in range(100, 108)]
GONE = ("gone", 200), ("status", 404), ("status", 410), ("not found", 200)


def other(url: str, text: str = HARBOUR, title: str = "Harbour bridge closes") -> Article:
    return article(url, text, title=title)


def fail(catalogue: Catalogue, url: str, now: datetime, reason: str = "gone", status: int = 200) -> None:
    catalogue.record_failure(PageResult(url, status, reason), now)


def good(catalogue: Catalogue, now: datetime) -> None:
    """Has another page of the run give an article."""
    catalogue.store(page(own(ABROAD)), now, keep)


def known(catalogue: Catalogue, urls: list[str]) -> None:
    for url in urls:
        catalogue.store(page(own(url)), NOW, keep)
    end_run(catalogue, NOW)


def gone(path: Path) -> list[str]:
    return [found["gone"] for found in rows(path, "SELECT gone FROM articles WHERE gone IS NOT NULL")]


# --- Gone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reason", "status"), GONE)
@pytest.mark.parametrize(("again", "code"), GONE)
def test_an_article_is_gone_once_a_second_reading_says_so(
    catalogue: Catalogue, path: Path, reason: str, status: int, again: str, code: int
) -> None:
    known(catalogue, [ONE])
    fail(catalogue, ONE, NOW + DAY, reason, status)
    good(catalogue, NOW + DAY)
    end_run(catalogue, NOW + DAY)
    assert gone(path) == []
    fail(catalogue, ONE, NOW + DAY + HOUR, again, code)
    good(catalogue, NOW + DAY + HOUR)
    end_run(catalogue, NOW + DAY + HOUR)
    assert gone(path) == [(NOW + DAY).isoformat()]
    stored = row_of(path, ONE)
    assert (stored["text"], stored["version_count"]) == (own(ONE).text, 1)


def row_of(path: Path, url: str, table: str = "articles") -> dict[str, Any]:
    (found,) = [each for each in rows(path, f"SELECT * FROM {table}") if each["url"] == url]  # noqa: S608 - our own
    return found


@pytest.mark.parametrize(
    ("between", "is_gone"),
    [(("network", 0), True), (("status", 503), True), (("status", 429), True), (("empty", 200), False), (None, False)],
    ids=str,
)
def test_an_answer_that_says_otherwise_begins_anew_and_a_server_error_does_not(
    catalogue: Catalogue, path: Path, between: tuple[str, int] | None, is_gone: bool
) -> None:
    known(catalogue, [ONE])
    fail(catalogue, ONE, NOW + DAY)
    end_run(catalogue, NOW + DAY)
    if between:
        fail(catalogue, ONE, NOW + DAY + HOUR, *between)
    else:
        catalogue.store(page(own(ONE)), NOW + DAY + HOUR, keep)
    end_run(catalogue, NOW + DAY + HOUR)
    fail(catalogue, ONE, NOW + DAY + 2 * HOUR)
    good(catalogue, NOW + DAY + 2 * HOUR)
    end_run(catalogue, NOW + DAY + 2 * HOUR)
    assert bool(gone(path)) is is_gone


def test_two_readings_within_minutes_do_not_agree(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    for minutes in (0, 20):
        fail(catalogue, ONE, NOW + DAY + minutes * HOUR / 60)
        good(catalogue, NOW + DAY + minutes * HOUR / 60)
        end_run(catalogue, NOW + DAY + minutes * HOUR / 60)
    assert gone(path) == []


def test_nothing_is_believed_while_no_page_gives_an_article(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    for hours in range(4):
        fail(catalogue, ONE, NOW + DAY + hours * HOUR)
        end_run(catalogue, NOW + DAY + hours * HOUR)
    assert gone(path) == []
    good(catalogue, NOW + DAY + 5 * HOUR)
    end_run(catalogue, NOW + DAY + 5 * HOUR)
    fail(catalogue, ONE, NOW + DAY + 6 * HOUR)
    end_run(catalogue, NOW + DAY + 6 * HOUR)
    assert gone(path) == [(NOW + DAY).isoformat()]


def test_a_run_that_does_not_end_believes_nothing(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    for hours in (0, 1):
        fail(catalogue, ONE, NOW + DAY + hours * HOUR)
    assert gone(path) == []
    assert row(path, "pages")["gone_since"] is None


def test_an_alias_that_is_gone_leaves_its_article(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    catalogue.store(page(article(TWO, own(ONE).text)), NOW, keep)
    for hours in (0, 1):
        fail(catalogue, TWO, NOW + DAY + hours * HOUR)
        good(catalogue, NOW + DAY + hours * HOUR)
        end_run(catalogue, NOW + DAY + hours * HOUR)
    assert gone(path) == []


def test_what_was_first_said_while_the_clock_was_ahead_is_said_for_the_first_time(
    catalogue: Catalogue, path: Path
) -> None:
    known(catalogue, [ONE, TWO])
    for hours in (9000, 24, 25, 26):
        fail(catalogue, ONE, NOW + hours * HOUR)
        catalogue.store(page(other(TWO)), NOW + hours * HOUR, keep)
        good(catalogue, NOW + hours * HOUR)
        accepted = end_run(catalogue, NOW + hours * HOUR).accepted
        assert (gone(path), accepted) == (([(NOW + DAY).isoformat()], hours == 25) if hours in (25, 26) else ([], 0))


# --- Many at once ---------------------------------------------------------------------------------


def run(catalogue: Catalogue, now: datetime, failing: list[str], well: list[str]) -> Settled:
    for url in failing:
        fail(catalogue, url, now)
    for url in well:
        catalogue.store(page(own(url)), now, keep)
    return end_run(catalogue, now)


@pytest.mark.parametrize(
    ("failing", "well", "at_once"),
    [
        (8, 0, "8 of 8 known articles are gone by their pages"),
        (4, 4, "4 of 8 known articles are gone by their pages"),
        (3, 0, "3 of 3 known articles are gone by their pages"),
        (3, 5, ""),
        (2, 0, ""),
        (2, 1, ""),
    ],
)
def test_what_half_of_the_pages_say_at_once_is_the_sites_state(
    catalogue: Catalogue, failing: int, well: int, at_once: str
) -> None:
    known(catalogue, MANY)
    settled = run(catalogue, NOW + DAY, MANY[:failing], MANY[failing : failing + well])
    assert settled.at_once == at_once
    assert settled.unverified == (failing if at_once else 0)


def test_the_alarm_lasts_until_the_pages_are_read_well_and_nothing_is_gone(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, MANY)
    run(catalogue, NOW + DAY, MANY, [])
    settled = run(catalogue, NOW + DAY + HOUR, MANY[:6], MANY[6:])
    assert (settled.at_once, settled.unverified, settled.since) == ("", 6, (NOW + DAY).isoformat())
    good(catalogue, NOW + DAY + 2 * HOUR)
    assert end_run(catalogue, NOW + DAY + 2 * HOUR).unverified == 6
    assert run(catalogue, NOW + DAY + 3 * HOUR, MANY[:2], MANY[2:]).unverified == 0
    assert gone(path) == []
    # The last two are verified like any other page.
    for hours in (4, 5):
        run(catalogue, NOW + DAY + hours * HOUR, MANY[:2], MANY[2:])
    assert len(gone(path)) == 2


@pytest.mark.parametrize(("well", "alarm"), [(11, 4), (12, 0)])
def test_a_few_pages_that_stay_gone_after_a_bad_hour_keep_up_no_alarm(
    catalogue: Catalogue, path: Path, well: int, alarm: int
) -> None:
    urls = [f"https://example.com/article/{number}" for number in range(200, 215)]
    known(catalogue, urls)
    run(catalogue, NOW + DAY, urls, [])
    settled = run(catalogue, NOW + DAY + HOUR, urls[12:], urls[:well])
    assert (settled.at_once, settled.unverified) == ("", alarm)
    assert gone(path) == []


def test_what_many_pages_say_for_two_days_while_the_site_works_is_believed(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, MANY)
    run(catalogue, NOW + DAY, MANY[:6], [])
    for hours in range(1, 48):
        good(catalogue, NOW + DAY + hours * HOUR)
        assert run(catalogue, NOW + DAY + hours * HOUR, MANY[:6], MANY[6:]).unverified == 6
    good(catalogue, NOW + 3 * DAY)
    assert run(catalogue, NOW + 3 * DAY, MANY[:6], []).unverified == 0
    assert gone(path) == [(NOW + DAY).isoformat()] * 6


def test_what_many_pages_say_is_asked_again_within_hours(catalogue: Catalogue) -> None:
    known(catalogue, MANY)
    for hours in range(0, 30, 3):
        run(catalogue, NOW + DAY + hours * HOUR, MANY, [])
    due = catalogue.due_urls.recrawl_due(["example.com"], NOW + DAY + 31 * HOUR, 99)
    assert {entry.url for entry, _, _ in due} == set(MANY)


def test_pages_that_are_long_gone_do_not_count_as_many_at_once(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, MANY)
    for place, url in enumerate(MANY[:6]):
        for hours in (0, 1):
            assert run(catalogue, NOW + DAY + (2 * place + hours) * HOUR, [url], MANY[7:]).at_once == ""
    assert len(gone(path)) == 6
    assert run(catalogue, NOW + 3 * DAY, MANY[:6], []).at_once == ""


def test_a_server_that_failed_before_hides_no_pages_that_say_the_same_at_once(catalogue: Catalogue) -> None:
    known(catalogue, MANY)
    for url in MANY:
        fail(catalogue, url, NOW + DAY, "status", 503)
    end_run(catalogue, NOW + DAY)
    assert run(catalogue, NOW + DAY + HOUR, MANY, []).at_once


# --- Another text ---------------------------------------------------------------------------------


def test_another_text_is_held_and_dropped_when_the_page_is_as_it_was(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    written = Written()
    outcome, _ = catalogue.store(page(other(ONE)), NOW + DAY, written)
    end_run(catalogue, NOW + DAY)
    assert (outcome, written) == ("other text", [])
    assert (row(path)["text"], row(path)["version_count"]) == (own(ONE).text, 1)
    held = row(path, "versions")
    assert (held["version"], held["suspect"], held["text"], held["read"]) == (0, 1, HARBOUR, (NOW + DAY).isoformat())
    assert row(path, "pages")["next_read"] == (NOW + DAY + HOUR).isoformat()

    assert catalogue.store(page(own(ONE)), NOW + DAY + HOUR, keep)[0] == "unchanged"
    assert rows(path, "SELECT * FROM versions") == []
    assert row(path, "pages")["reason"] == ""


def test_another_text_that_two_readings_agree_on_becomes_a_version(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    catalogue.store(page(other(ONE)), NOW + DAY, keep)
    end_run(catalogue, NOW + DAY)
    outcome, _ = catalogue.store(page(other(ONE, HARBOUR + "\n\nFerries too.")), NOW + DAY + HOUR, keep)
    assert (outcome, row(path)["text"]) == ("other text", own(ONE).text)
    good(catalogue, NOW + DAY + HOUR)
    assert end_run(catalogue, NOW + DAY + HOUR).accepted == 1
    stored, version = row_of(path, ONE), row(path, "versions")
    assert (stored["text"], stored["version_count"]) == (HARBOUR + "\n\nFerries too.", 2)
    assert (version["version"], version["suspect"], version["text"]) == (1, 0, own(ONE).text)
    assert row_of(path, ONE, "pages")["reason"] == ""


def test_a_third_text_takes_the_place_of_the_held_one(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    for hours, text in enumerate((HARBOUR, BREAK)):
        catalogue.store(page(other(ONE, text, text[:20])), NOW + DAY + hours * HOUR, keep)
        good(catalogue, NOW + DAY + hours * HOUR)
        assert end_run(catalogue, NOW + DAY + hours * HOUR).accepted == 0
    assert row(path, "versions")["text"] == BREAK
    assert row_of(path, ONE)["text"] == own(ONE).text
    assert row_of(path, ONE, "pages")["next_read"] == (NOW + DAY + 2 * HOUR).isoformat()


def test_another_text_is_not_accepted_while_no_other_page_gives_an_article(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, [ONE])
    for hours in range(5):
        catalogue.store(page(other(ONE)), NOW + DAY + hours * HOUR, keep)
        assert end_run(catalogue, NOW + DAY + hours * HOUR).accepted == 0
    assert row(path)["text"] == own(ONE).text


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_text_that_another_address_shows_too_is_never_accepted(
    catalogue: Catalogue, path: Path, is_stored: bool
) -> None:
    known(catalogue, [ONE, TWO])
    if is_stored:
        catalogue.store(page(other(MANY[0], BREAK, "Night work")), NOW + DAY, keep)
    else:
        catalogue.store(page(other(TWO, BREAK, "Night work")), NOW + DAY, keep)
    for hours in range(60):
        catalogue.store(page(other(ONE, BREAK, "Night work")), NOW + DAY + hours * HOUR, keep)
        good(catalogue, NOW + DAY + hours * HOUR)
        assert end_run(catalogue, NOW + DAY + hours * HOUR).accepted == 0
    assert row_of(path, ONE)["text"] == own(ONE).text


def test_one_short_text_that_two_pages_show_under_titles_of_their_own_is_accepted_for_both(
    catalogue: Catalogue, path: Path
) -> None:
    known(catalogue, [ONE, TWO])
    short = "This is a developing story."
    for hours in (24, 25):
        for url, title in ((ONE, "Harbour bridge closes"), (TWO, "Barley prices fall")):
            catalogue.store(page(other(url, short, title)), NOW + hours * HOUR, keep)
        good(catalogue, NOW + hours * HOUR)
        settled = end_run(catalogue, NOW + hours * HOUR)
    assert settled.accepted == 2
    assert [row_of(path, url)["text"] for url in (ONE, TWO)] == [short, short]


@pytest.mark.parametrize("ends", ["gone", "another text", "never read again"])
def test_a_text_that_another_address_shows_no_more_is_accepted(catalogue: Catalogue, path: Path, ends: str) -> None:
    known(catalogue, [ONE, TWO])
    catalogue.store(page(other(TWO)), NOW + DAY, keep)
    end_run(catalogue, NOW + DAY)
    if ends == "gone":
        fail(catalogue, TWO, NOW + DAY + HOUR)
    elif ends == "another text":
        catalogue.store(page(other(TWO, BREAK, "Night work")), NOW + DAY + HOUR, keep)
    start = NOW + (9 * DAY if ends == "never read again" else 2 * DAY)
    for hours in (0, 1):
        catalogue.store(page(other(ONE)), start + hours * HOUR, keep)
        good(catalogue, start + hours * HOUR)
        end_run(catalogue, start + hours * HOUR)
    assert row_of(path, ONE)["text"] == HARBOUR


def test_other_texts_of_half_of_the_pages_are_the_sites_state(catalogue: Catalogue, path: Path) -> None:
    known(catalogue, MANY)
    for hours in range(4):
        for url in MANY:
            catalogue.store(page(other(url, f"{url} {BREAK}", "Night work")), NOW + DAY + hours * HOUR, keep)
        good(catalogue, NOW + DAY + hours * HOUR)
        settled = end_run(catalogue, NOW + DAY + hours * HOUR)
        assert (settled.accepted, settled.unverified) == (0, 8)
        assert settled.at_once == ("" if hours else "8 of 8 known articles show other texts")
    assert run(catalogue, NOW + DAY + 5 * HOUR, [], MANY).unverified == 0
    assert rows(path, "SELECT * FROM versions") == []


# --- One text under several addresses -------------------------------------------------------------


def test_another_title_over_the_same_short_text_is_another_article(catalogue: Catalogue) -> None:
    for place, url in enumerate(MANY):
        short = article(url, "This is a developing story.", title=f"Event {place} unfolds")
        assert catalogue.store(page(short), NOW, keep)[0] == "new"
    again = article(ONE, "This is a developing story.", title="Event 6 unfolds")
    assert catalogue.store(page(again), NOW, keep)[0] == "alias"


def test_another_title_over_the_same_long_text_is_an_alias(catalogue: Catalogue) -> None:
    catalogue.store(page(own(ONE)), NOW, keep)
    assert catalogue.store(page(article(TWO, own(ONE).text, title="By another name")), NOW, keep)[0] == "alias"


def test_a_text_under_three_new_addresses_is_the_sites_and_leaves_no_trace(catalogue: Catalogue, path: Path) -> None:
    for url in MANY[:5]:
        catalogue.store(page(article(url, BREAK, title="Night work")), NOW, keep)
    settled = end_run(catalogue, NOW)
    assert (settled.at_once, settled.unverified) == ("one text under 5 addresses", 5)
    due = catalogue.due_urls.recrawl_due(["example.com"], NOW + HOUR, 9)
    assert {entry.url for entry, _, _ in due} == set(MANY[:5])
    for url in MANY[:5]:
        catalogue.store(page(own(url)), NOW + HOUR, keep)
    assert end_run(catalogue, NOW + HOUR).unverified == 0
    assert {found["url"]: found["text"] for found in rows(path, "SELECT url, text FROM articles")} == {
        url: own(url).text for url in MANY[:5]
    }
    assert rows(path, "SELECT * FROM versions") == []
    assert {found["version_count"] for found in rows(path, "SELECT version_count FROM articles")} == {1}


@pytest.mark.parametrize("order", [MANY[:4], MANY[3::-1], [MANY[1], MANY[3], MANY[0], MANY[2]]])
@pytest.mark.parametrize("count", [0, 3])
def test_the_sites_text_in_place_of_an_article_that_is_gone_leaves_no_trace(
    catalogue: Catalogue, path: Path, count: int, order: list[str]
) -> None:
    known(catalogue, MANY[:count])
    for url in order:
        catalogue.store(page(article(url, BREAK, title="Night work")), NOW + DAY, keep)
    end_run(catalogue, NOW + DAY)
    for hours in (1, 2, 3, 60, 61):
        now = NOW + DAY + hours * HOUR
        for url in MANY[:3]:
            catalogue.store(page(own(url)), now, keep)
        fail(catalogue, MANY[3], now, "status", 410)
        end_run(catalogue, now)
    assert BREAK not in {found["text"] for found in rows(path, "SELECT text FROM articles")}
    assert {found["url"] for found in rows(path, "SELECT url FROM articles")} == set(MANY[:3])
    assert {found["reason"] for found in rows(path, "SELECT * FROM pages") if found["url"] == MANY[3]} == {"status"}


@pytest.mark.parametrize("reread", [True, False])
def test_a_good_text_that_other_addresses_showed_is_kept_when_its_page_is_gone(
    catalogue: Catalogue, path: Path, reread: bool
) -> None:
    known(catalogue, MANY)
    start = NOW
    if reread:
        catalogue.store(page(own(ONE)), NOW + HOUR, keep)
        mix_up(catalogue, NOW + HOUR, MANY[:5], canonical=False)
        start = NOW + 4 * HOUR
        catalogue.store(page(own(ONE)), start, keep)
        end_run(catalogue, start)
    else:
        known(catalogue, [ONE])
        mix_up(catalogue, NOW + HOUR, MANY[:5], canonical=False)
    for hours in (6, 7, 60, 61):
        good(catalogue, start + hours * HOUR)
        fail(catalogue, ONE, start + hours * HOUR, "status", 410)
        end_run(catalogue, start + hours * HOUR)
    assert row_of(path, ONE)["text"] == own(ONE).text
    assert row_of(path, ONE)["gone"]


@pytest.mark.parametrize("first", [ONE, TWO])
def test_an_article_whose_text_another_address_showed_for_a_while_gives_way_to_its_own(
    catalogue: Catalogue, path: Path, first: str
) -> None:
    for hours, url in enumerate((ONE, TWO)):
        catalogue.store(page(article(url, BREAK, title="Night work")), NOW + hours * HOUR, keep)
        end_run(catalogue, NOW + hours * HOUR)
    for hours in (2, 3, 4):
        for url in (first, *({ONE, TWO} - {first})):
            catalogue.store(page(own(url)), NOW + hours * HOUR, keep)
        end_run(catalogue, NOW + hours * HOUR)
    assert row_of(path, ONE)["text"] == own(ONE).text
    assert row_of(path, TWO)["text"] == own(TWO).text
    assert [version["text"] for version in rows(path, "SELECT text FROM versions")] == [BREAK]


def mix_up(catalogue: Catalogue, now: datetime, urls: list[str], *, canonical: bool) -> None:
    """Has other addresses show the text of an article for an hour."""
    for url in urls:
        shown = page(own(ONE), url) if canonical else page(article(url, own(ONE).text, title=own(ONE).title))
        catalogue.resolve_url(shown)
        catalogue.store(shown, now, keep)
    end_run(catalogue, now)
    for url in urls:
        catalogue.store(page(own(url)), now + HOUR, keep)
    end_run(catalogue, now + HOUR)


@pytest.mark.parametrize("canonical", [True, False])
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("is_known", [True, False])
def test_a_good_text_that_other_addresses_showed_for_a_while_is_held_against_another_one_and_kept(
    catalogue: Catalogue, path: Path, count: int, canonical: bool, is_known: bool
) -> None:
    known(catalogue, [ONE, *(MANY if is_known else [])])
    mix_up(catalogue, NOW + DAY, MANY[:count], canonical=canonical)
    start = NOW + DAY + 2 * HOUR
    assert catalogue.store(page(other(ONE)), start, keep)[0] == "other text"
    good(catalogue, start)
    assert end_run(catalogue, start).accepted == 0
    assert row_of(path, ONE)["text"] == own(ONE).text
    for hours in (1, 2):
        catalogue.store(page(other(ONE)), start + hours * HOUR, keep)
        good(catalogue, start + hours * HOUR)
        end_run(catalogue, start + hours * HOUR)
    assert row_of(path, ONE)["text"] == HARBOUR
    assert [each["text"] for each in rows(path, "SELECT text FROM versions")] == [own(ONE).text]


def test_a_good_text_is_kept_though_the_site_was_away_when_another_address_showed_it(
    catalogue: Catalogue, path: Path
) -> None:
    known(catalogue, [ONE, *MANY])
    mix_up(catalogue, NOW + DAY, MANY[:1], canonical=True)
    run(catalogue, NOW + DAY + 2 * HOUR, [ONE, *MANY], [])
    catalogue.store(page(other(ONE)), NOW + DAY + 3 * HOUR, keep)
    good(catalogue, NOW + DAY + 3 * HOUR)
    assert end_run(catalogue, NOW + DAY + 3 * HOUR).accepted == 0
    assert row_of(path, ONE)["text"] == own(ONE).text


def test_a_text_that_stays_under_many_addresses_ends_the_alarm_after_two_days(catalogue: Catalogue) -> None:
    open_at = []
    for hours in range(0, 60, 4):
        now = NOW + hours * HOUR
        for url in MANY[:4]:
            catalogue.store(page(article(url, BREAK, title="Night work")), now, keep)
        good(catalogue, now)
        settled = end_run(catalogue, now)
        open_at += [hours] if settled.at_once or settled.unverified else []
    assert open_at == list(range(0, 53, 4))


def test_two_addresses_that_always_showed_one_article_raise_no_alarm(catalogue: Catalogue) -> None:
    urls = MANY[:4]
    for hours in range(9):
        for url in urls[: hours + 1]:
            catalogue.store(page(article(url, TEXT * 9)), NOW + hours * HOUR, keep)
        assert end_run(catalogue, NOW + hours * HOUR).at_once == ""
