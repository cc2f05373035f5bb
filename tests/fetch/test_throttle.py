"""How a host is treated: its pauses grow and end, and one that refuses or does not answer is left alone."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest

from crawler.fetch.throttle import Host, seconds
from crawler.outcomes import Outcome

NOW = 1000.0
URL = "https://example.com/article/1"
# What is added by chance to a pause, at most.
JITTER = 1.3


def troubled(times: int, status: int = 503) -> Host:
    """Returns a host that has answered one address so many times with trouble, each at the same moment."""
    host = Host(delay=3)
    for _ in range(times):
        host.on_response(URL, status, "", NOW)
    return host


# --- The delay between requests ------------------------------------------------------


def test_the_first_request_to_a_host_does_not_wait() -> None:
    assert Host(delay=3).next_request_at == 0


def test_a_request_is_followed_by_the_delay_and_never_by_less() -> None:
    pauses = set()
    for _ in range(50):
        host = Host(delay=3)
        host.on_request(NOW)
        pauses.add(host.next_request_at - NOW)
    assert min(pauses) >= 3
    assert max(pauses) <= 3 * JITTER
    assert len(pauses) > 1


def test_a_request_does_not_shorten_a_pause() -> None:
    host = Host(delay=3)
    host.on_response(URL, 503, "100", NOW)
    host.on_request(NOW)
    assert host.next_request_at == NOW + 100


@pytest.mark.parametrize(
    ("crawl_delay", "delay"),
    [
        pytest.param(10.0, 10.0, id="longer than ours"),
        pytest.param(1.0, 3.0, id="shorter than ours"),
        pytest.param(0.0, 3.0, id="none at all"),
        pytest.param(None, 3.0, id="not stated"),
        pytest.param(-5.0, 3.0, id="below nothing"),
        pytest.param(60.0, 60.0, id="a minute"),
        pytest.param(3600.0, 60.0, id="an hour"),
        pytest.param(float("inf"), 60.0, id="for ever"),
        pytest.param(float("nan"), 3.0, id="no number"),
    ],
)
def test_a_crawl_delay_slows_a_host_down_to_one_request_a_minute_at_most(
    crawl_delay: float | None, delay: float
) -> None:
    host = Host(delay=3)
    host.apply_crawl_delay(crawl_delay)
    assert host.delay == delay


# --- Retry-After ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", 0), ("1", 1), ("120", 120), (" 120 ", 120), ("", 0), ("soon", 0), ("-5", 0), ("1.5", 0), ("²", 0)],
)
def test_retry_after_in_seconds_is_read_and_no_number_is_no_wait(value: str, expected: float) -> None:
    assert seconds(value) == expected


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=9))], ids=["GMT", "+0900"])
def test_retry_after_as_a_date_is_the_time_until_then(zone: timezone) -> None:
    then = datetime.now(zone) + timedelta(seconds=100)
    assert 98 <= seconds(format_datetime(then, usegmt=zone is UTC)) <= 100


def test_retry_after_as_a_date_in_the_past_is_no_wait() -> None:
    assert seconds("Sun, 06 Nov 1994 08:49:37 GMT") == 0


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(status: int) -> None:
    host = Host(delay=3)
    host.on_response(URL, status, "120", NOW)
    assert host.next_request_at == NOW + 120
    assert not host.skip_reason


def test_retry_after_that_is_shorter_than_the_pause_does_not_shorten_it() -> None:
    host = Host(delay=3)
    host.on_response(URL, 503, "1", NOW)
    assert host.next_request_at >= NOW + 2


def test_retry_after_on_an_answer_without_an_error_is_ignored() -> None:
    host = Host(delay=3)
    host.on_response(URL, 200, "120", NOW)
    assert host.next_request_at == 0


@pytest.mark.parametrize(("value", "left"), [("300", False), ("301", True), ("86400", True), ("9" * 400, True)])
def test_a_host_with_a_retry_after_above_five_minutes_is_given_up(value: str, left: bool) -> None:
    host = Host(delay=3)
    host.on_response(URL, 503, value, NOW)
    assert bool(host.skip_reason) is left


# --- Pauses --------------------------------------------------------------------------


@pytest.mark.parametrize(("times", "pause"), [(1, 2), (2, 4), (3, 8), (4, 16), (5, 32), (6, 60), (7, 60), (2000, 60)])
def test_the_pause_doubles_with_each_error_up_to_a_minute(times: int, pause: float) -> None:
    assert pause <= troubled(times).next_request_at - NOW <= pause * JITTER


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 520, 524])
def test_every_server_error_makes_a_pause(status: int) -> None:
    assert troubled(1, status).next_request_at > NOW


@pytest.mark.parametrize("status", [200, 301, 304, 403, 404, 410, 451])
def test_an_answer_without_an_error_makes_no_pause(status: int) -> None:
    assert troubled(1, status).next_request_at == 0


def test_a_request_without_an_answer_makes_a_pause() -> None:
    host = Host(delay=3)
    host.on_failure(URL, NOW)
    assert 2 <= host.next_request_at - NOW <= 2 * JITTER


def test_one_good_answer_begins_the_pauses_anew() -> None:
    host = troubled(6)
    host.on_response(URL, 200, "", NOW)
    host.next_request_at = 0
    host.on_response(URL, 503, "", NOW)
    assert host.next_request_at - NOW <= 2 * JITTER


# --- Left alone ----------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403, 429, 451])
@pytest.mark.parametrize(("times", "left"), [(4, False), (5, True)])
def test_five_refusals_in_a_row_leave_a_host_alone(status: int, times: int, left: bool) -> None:
    host = troubled(times, status)
    assert bool(host.skip_reason) is left


def test_the_refusals_are_named() -> None:
    assert "refused 5 times" in troubled(5, 403).skip_reason
    assert "403" in troubled(5, 403).skip_reason


def test_five_challenge_pages_give_a_host_up() -> None:
    host = Host(delay=3)
    for _ in range(5):
        host.on_refusal(Outcome.CHALLENGE)
    assert "challenge" in host.skip_reason


def test_an_article_clears_the_refusals_and_a_mere_answer_does_not() -> None:
    host = troubled(4, 403)
    host.on_response(URL, 200, "", NOW)
    assert host.refusals == 4
    host.on_article()
    for _ in range(4):
        host.on_response(URL, 403, "", NOW)
    assert not host.skip_reason


@pytest.mark.parametrize(("addresses", "left"), [(4, False), (5, True)])
def test_five_requests_in_a_row_without_an_answer_give_a_host_up(addresses: int, left: bool) -> None:
    host = Host(delay=3)
    for number in range(addresses):
        host.on_failure(f"{URL}{number}", NOW)
    assert bool(host.skip_reason) is left


def test_an_address_that_is_tried_again_counts_once() -> None:
    host = Host(delay=3)
    for _ in range(9):
        host.on_failure(URL, NOW)
    assert not host.skip_reason


def test_server_errors_and_missing_answers_count_together() -> None:
    host = Host(delay=3)
    for number in range(3):
        host.on_failure(f"{URL}{number}", NOW)
    for number in range(3, 5):
        host.on_response(f"{URL}{number}", 500, "", NOW)
    assert host.skip_reason


def test_one_good_answer_clears_the_missing_ones() -> None:
    host = Host(delay=3)
    for number in range(4):
        host.on_failure(f"{URL}{number}", NOW)
    host.on_response(URL, 404, "", NOW)
    for number in range(4, 8):
        host.on_failure(f"{URL}{number}", NOW)
    assert not host.skip_reason


def test_a_host_that_is_given_up_stays_so_with_its_first_reason() -> None:
    host = troubled(5, 403)
    reason = host.skip_reason
    host.on_response(URL, 200, "", NOW)
    host.on_response(URL, 503, "9999", NOW)
    assert host.skip_reason == reason


@pytest.mark.parametrize("header", ["soon", "", "-5", "1e3", "Mon, 01 Jan 2001 00:00:00"])
def test_an_invalid_retry_after_is_no_wait(header: str) -> None:
    assert seconds(header) == 0.0


def test_a_retry_after_without_a_zone_is_in_gmt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    until = (datetime.now(UTC) + timedelta(minutes=2)).strftime("%a, %d %b %Y %H:%M:%S")
    assert 115 < seconds(until) <= 120


def test_a_retry_after_at_the_end_of_time_is_a_long_wait() -> None:
    assert seconds("Fri, 31 Dec 9999 23:59:59 -2359") > 1e9
