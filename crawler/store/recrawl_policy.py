"""When a URL is read again: articles by their age, all other answers until readings at different times agree. Pure.

`docs/operation.md` shows these intervals.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from datetime import datetime

# By the age of an article, how long until it is read again: news is corrected on its first day, seldom later.
ARTICLE = (
    (timedelta(days=1), timedelta(hours=8)),
    (timedelta(days=7), timedelta(days=2)),
    (timedelta(days=60), timedelta(days=21)),
)
# For so long a teaser is read by every run.
TEASER = timedelta(days=7)
# The first pause after a failure, which doubles up to the second one, or to the third if a server may recover.
FIRST_RETRY, LAST_RETRY, LAST_RETRY_TRANSIENT = timedelta(minutes=30), timedelta(days=7), timedelta(days=1)
# The longest pause while a URL has failed for less than the second: pages come late, and go again.
EARLY_RETRY, EARLY = timedelta(hours=1), timedelta(hours=6)
# What has given no article for so long is requested only if a list names it, LAST_RETRY after it was read last.
GIVEN_UP = timedelta(days=60)
# Pauses after an article that was not wanted; if it is still not wanted after the last, it stays so.
UNWANTED = (timedelta(hours=1), timedelta(hours=6), timedelta(days=2))
# The first pause of a URL that shows another one's article, then twice the time for which it has, up to the second.
FIRST_ALIAS, LAST_ALIAS = timedelta(hours=1), timedelta(days=21)
# Pauses while a page shows another text than its stored article: at first, and after that many readings.
OTHER_TEXT, OTHER_TEXT_LATER, _OTHER_TEXT_READINGS = timedelta(hours=1), timedelta(hours=6), 6
# Two readings have to be so far apart to agree.
AGREEMENT = timedelta(minutes=30)
# What many pages said at once is asked again after at most the first, and believed after the second.
LAST_UNVERIFIED, UNVERIFIED_SETTLED = timedelta(hours=4), timedelta(days=2)
# Longer than anything waits: a later time was recorded while the clock was wrong.
_LONGEST_WAIT = timedelta(days=30)
# A reading later than this was recorded while the clock was wrong.
CLOCK_TOLERANCE = timedelta(hours=1)

_UNWANTED_OUTCOMES = {Outcome.NO_MATCH, Outcome.DROPPED, Outcome.NOT_THIS_OUTLET}


def after_article(published: datetime | None, first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a stored article is due again; none after its first two months."""
    age = _age(published or first_seen, now)
    return next((now + wait for younger, wait in ARTICLE if age < younger), None)


def after_alias(since: datetime, now: datetime) -> datetime | None:
    """Returns when a URL that has shown another one's article since a time is due again: a cache may mix them up."""
    age = _age(since, now)
    return now + min(max(FIRST_ALIAS, 2 * age), LAST_ALIAS) if age < GIVEN_UP else None


def after_teaser(first_seen: datetime, now: datetime) -> datetime | None:
    """Returns when a teaser is due again: in every run for a week, then none."""
    return now if _age(first_seen, now) < TEASER else None


def after_other_text(readings: int, since: datetime, now: datetime) -> datetime | None:
    """Returns when a page is due again that has shown other texts than its article, `readings` times in a row."""
    if _age(since, now) > GIVEN_UP:
        return None
    return now + (OTHER_TEXT if readings <= _OTHER_TEXT_READINGS else OTHER_TEXT_LATER)


def after_failure(outcome: Outcome, failures: int, since: datetime, now: datetime) -> datetime | None:
    """Returns when a URL is due again that gave no article since a time, `failures` times in a row alike.

    None if it is given up, or if its readings agree that its article is not wanted.
    """
    if outcome in _UNWANTED_OUTCOMES:
        return now + UNWANTED[failures - 1] if failures <= len(UNWANTED) else None
    if outcome.is_final or _age(since, now) > GIVEN_UP:
        return None
    age = _age(since, now)
    longest = LAST_RETRY_TRANSIENT if outcome.is_transient else LAST_RETRY
    pause: timedelta = min(FIRST_RETRY * 2 ** min(failures - 1, 10), EARLY_RETRY if age < EARLY else age, longest)
    return now + pause


def is_alike(outcome: Outcome, earlier: Outcome) -> bool:
    """True if two failures in a row are of one kind, so that the pauses after them grow."""
    if outcome in _UNWANTED_OUTCOMES or earlier in _UNWANTED_OUTCOMES:
        return outcome is earlier
    return (outcome.is_transient, outcome.is_gone) == (earlier.is_transient, earlier.is_gone)


def is_time(next_read: datetime | None, now: datetime) -> bool:
    """True if the time has come, or was set while the clock was wrong."""
    return next_read is not None and not now < next_read <= latest(now)


def is_ahead(moment: datetime, now: datetime) -> bool:
    """True if something was recorded at a time that is still to come, by a clock that was wrong."""
    return moment > now + CLOCK_TOLERANCE


def may_be_tried(outcome: Outcome, last_read: datetime, now: datetime) -> bool:
    """True if an address that was given up a week ago or more may be requested because a list names it."""
    settled = outcome in {Outcome.NO_FAILURE, *_UNWANTED_OUTCOMES} or outcome.is_final
    return not settled and now - last_read >= LAST_RETRY


def latest(now: datetime) -> datetime:
    """Returns the latest time for which anything may be waiting."""
    return now + _LONGEST_WAIT


def _age(moment: datetime, now: datetime) -> timedelta:
    # A time of the future was recorded while the clock was wrong.
    return max(now - moment, timedelta())
