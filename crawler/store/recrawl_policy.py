"""When an address is asked for again: articles by their age, teasers for a week, what failed after pauses. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.items import FORGOTTEN

if TYPE_CHECKING:
    from datetime import datetime

# An article is read again after so long, by its age: news is corrected on its first day, seldom later.
_AGAIN = (
    (timedelta(days=1), timedelta(hours=8)),
    (timedelta(days=7), timedelta(days=2)),
    (timedelta(days=60), timedelta(days=21)),
)
_TEASER = timedelta(days=7)
# What is of a later time was noted by a clock that was wrong.
_AHEAD = timedelta(days=1)
_FIRST_RETRY, _LAST_RETRY = timedelta(hours=1), timedelta(days=7)
# A server may be well again any time.
_LAST_RETRY_IN_TROUBLE = timedelta(days=1)
# What has not become an article by then is asked for only where a list still names it.
_GIVEN_UP = timedelta(days=60)
# Longer than anything waits: what is to be read later than that was noted by a clock that was wrong.
_NEVER_SO_LATE = timedelta(days=30)
# Reasons that time does not cure: the page has said what it is.
_FINAL = {"gone", "not this outlet", "list", "no match", FORGOTTEN}
# A new address may be announced before every server of a site has its page; so often it is asked for after that.
_NOT_FOUND, _TIMES_NOT_FOUND = 404, 4
_GONE = 410
_ANSWERED_NOTHING = {"network", "damaged", "robots"}
_TIMED_OUT, _SERVER_ERROR = 408, 500


def after_article(published: datetime | None, first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a stored article is to be read again.

    That is after hours on its first day, days in its first week, three weeks up to two months, and then not without a
    reason.
    """
    age = now - (published or first_seen)
    return next((now + wait for younger, wait in _AGAIN if -_AHEAD <= age < younger), None)


def after_alias(first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when an address that has shown another one's article is to be asked again: it may have been mixed up."""
    return next((now + wait for younger, wait in _AGAIN[1:] if now - first_seen < younger), None)


def after_teaser(first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a teaser is to be read again: with every run, for a week."""
    return now if -_AHEAD <= now - first_seen < _TEASER else None


def after_failure(reason: str, status: int, failures: int, first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when an address that gave no article, `failures` times in a row, is to be asked for again, or none."""
    missing = status == _GONE or (status == _NOT_FOUND and failures > _TIMES_NOT_FOUND)
    if missing or reason in _FINAL or now - first_seen > _GIVEN_UP:
        return None
    longest = _LAST_RETRY_IN_TROUBLE if is_trouble(reason, status) else _LAST_RETRY
    pause: timedelta = min(_FIRST_RETRY * 2 ** min(failures - 1, 10), longest)
    return now + pause


def is_trouble(reason: str, status: int) -> bool:
    """Tells whether a failure is its server's, so that nothing is known of the page.

    Rules that could not be read or that disallow are looked at again without a request for the page.
    """
    return reason in _ANSWERED_NOTHING or (reason == "status" and (status >= _SERVER_ERROR or status == _TIMED_OUT))


def is_time(next_read: datetime | None, now: datetime) -> bool:
    """Tells whether the time to ask again has come, or was set by a clock that was wrong."""
    return next_read is not None and not now < next_read <= latest(now)


def may_be_tried(reason: str, last_read: datetime, now: datetime) -> bool:
    """Tells whether an address that was given up may be asked for where a list names it: a week later, it may.

    Not so what has said in words that it is nothing to be read.
    """
    return bool(reason) and reason not in _FINAL and now - last_read >= _LAST_RETRY


def latest(now: datetime) -> datetime:
    """Returns the latest time that anything may be waiting for."""
    return now + _NEVER_SO_LATE
