"""When a URL is read again: articles by their age, teasers for a week, failures after growing pauses. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from datetime import datetime

# By the age of an article, how long until it is read again: news is corrected on its first day, seldom later.
_INTERVALS = (
    (timedelta(days=1), timedelta(hours=8)),
    (timedelta(days=7), timedelta(days=2)),
    (timedelta(days=60), timedelta(days=21)),
)
_TEASER = timedelta(days=7)
# A time further ahead than this was recorded while the clock was wrong.
_CLOCK_TOLERANCE = timedelta(days=1)
_FIRST_RETRY, _LAST_RETRY = timedelta(hours=1), timedelta(days=7)
# A server may recover at any time.
_LAST_RETRY_TRANSIENT = timedelta(days=1)
# What has given no article by then is requested only if a list still names it.
_GIVEN_UP = timedelta(days=60)
# Longer than anything waits: a later time was recorded while the clock was wrong.
_LONGEST_WAIT = timedelta(days=30)
# A list may name a new URL before every server of the site has its page: so often a 404 is retried.
_RETRIES_OF_404 = 4


def after_article(published: datetime | None, first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a stored article is due again.

    That is after 8 hours on its first day, 2 days in its first week, 3 weeks in its first two months; after that, none.
    """
    age = now - (published or first_seen)
    return next((now + wait for younger, wait in _INTERVALS if -_CLOCK_TOLERANCE <= age < younger), None)


def after_alias(first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a URL that showed the article of another one is due again, in case a cache mixed them up."""
    return next((now + wait for younger, wait in _INTERVALS[1:] if now - first_seen < younger), None)


def after_teaser(first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a teaser is due again: in every run for a week, then none."""
    return now if -_CLOCK_TOLERANCE <= now - first_seen < _TEASER else None


def after_failure(outcome: Outcome, failures: int, first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a URL that gave no article, `failures` times in a row, is due again; none if it is given up."""
    missing = outcome == "410" or (outcome == "404" and failures > _RETRIES_OF_404)
    if missing or outcome.is_final or now - first_seen > _GIVEN_UP:
        return None
    longest = _LAST_RETRY_TRANSIENT if outcome.is_transient else _LAST_RETRY
    pause: timedelta = min(_FIRST_RETRY * 2 ** min(failures - 1, 10), longest)
    return now + pause


def is_time(next_read: datetime | None, now: datetime) -> bool:
    """True if the time has come, or was set while the clock was wrong."""
    return next_read is not None and not now < next_read <= latest(now)


def may_be_tried(outcome: Outcome, last_read: datetime, now: datetime) -> bool:
    """True if an address that was given up a week ago or more may be requested because a list names it.

    Final outcomes are never retried.
    """
    return outcome != Outcome.NO_FAILURE and not outcome.is_final and now - last_read >= _LAST_RETRY


def latest(now: datetime) -> datetime:
    """Returns the latest time for which anything may be waiting."""
    return now + _LONGEST_WAIT
