"""When an address is asked for again: articles by their age, teasers for a week, what failed after pauses. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.outcomes import Outcome

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
# A new address may be announced before every server of a site has its page; so often it is asked for after that.
_TIMES_NOT_FOUND = 4


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


def after_failure(outcome: Outcome, failures: int, first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when an address that gave no article, `failures` times in a row, is to be asked for again, or none."""
    missing = outcome == "410" or (outcome == "404" and failures > _TIMES_NOT_FOUND)
    if missing or outcome.is_final or now - first_seen > _GIVEN_UP:
        return None
    longest = _LAST_RETRY_IN_TROUBLE if outcome.is_transient else _LAST_RETRY
    pause: timedelta = min(_FIRST_RETRY * 2 ** min(failures - 1, 10), longest)
    return now + pause


def is_time(next_read: datetime | None, now: datetime) -> bool:
    """Tells whether the time to ask again has come, or was set by a clock that was wrong."""
    return next_read is not None and not now < next_read <= latest(now)


def may_be_tried(outcome: Outcome, last_read: datetime, now: datetime) -> bool:
    """True if an address that was given up a week ago or more may be requested because a list names it.

    Final outcomes are never retried.
    """
    return outcome != Outcome.NO_FAILURE and not outcome.is_final and now - last_read >= _LAST_RETRY


def latest(now: datetime) -> datetime:
    """Returns the latest time that anything may be waiting for."""
    return now + _NEVER_SO_LATE
