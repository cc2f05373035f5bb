"""The rows of pages: what the last reading of each URL gave, and since when readings have said the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.outcomes import Outcome
from crawler.store.database import utc
from crawler.store.recrawl_policy import (
    LAST_UNVERIFIED,
    after_alias,
    after_article,
    after_failure,
    after_other_text,
    after_teaser,
    is_alike,
)
from crawler.store.tables import pages

if TYPE_CHECKING:
    from crawler.items import Article, PageResult

# Answers without an article that contradict an earlier one by which it is gone.
_THERE = {
    Outcome.EMPTY,
    Outcome.UNDECODABLE,
    Outcome.LIST,
    Outcome.WALL,
    Outcome.NO_MATCH,
    Outcome.DROPPED,
    Outcome.NOT_THIS_OUTLET,
}
# How the condition of relatedness begins.
SUBJECT = "related to "
# A way from a list in a run for news, which follows no links.
_NEWS = {"parent": "", "named": False, "depth": 0}
# Ways, and conditions, that are stored with a page.
_MOST_REASONS, _MOST_UNMET = 40, 200
# Queries that run for every article are built once: building one takes as long as SQLite takes to run it.
_LOAD = sa.select(pages).where(pages.c.url == sa.bindparam("here"))
_NEW = sa.insert(pages)
_CHANGE = sa.update(pages).where(pages.c.url == sa.bindparam("here"))
# News keeps what a run for words finds too.
_FOUND_BY = sa.case((pages.c.found_by == "", ""), else_=sa.bindparam("finder"))
_CHANGE_FINDER = _CHANGE.values(found_by=_FOUND_BY)


@dataclass(frozen=True)
class PageState:
    """What is stored with a page besides its answer; the defaults are those of one that was read well."""

    article: str | None
    """Id of the article that it shows."""
    next_read: datetime | None
    """When it is due again."""
    failures: int = 0
    """Failures in a row of one kind."""
    failing_since: datetime | None = None
    """The first of the readings in a row that gave no article of its own."""
    gone_since: str | None = None
    """The first of the readings in a row that found its article gone."""
    unverified: str | None = None
    """When many pages at once said what it says."""
    unmet_condition: str | None = None
    """The conditions that its article does not meet, one a line."""
    reasons: list[dict[str, Any]] | None = None
    """The ways that led to it; none if that is news alone."""


def failing_since(known: sa.Row[Any] | None, now: datetime) -> datetime:
    """Returns the first of the readings in a row, this one included, that gave no article of the page's own."""
    return _past(known.failing_since, now) if known and known.failing_since else now


def after_failing(page: PageResult, known: sa.Row[Any] | None, now: datetime) -> PageState:
    """Returns the state of a page that gave no article."""
    outcome, since = page.outcome, failing_since(known, now)
    ways = merge_unmet(known, page), merge_reasons(known, page)
    if known is None:
        return PageState(None, after_failure(outcome, 1, since, now), 1, since, None, None, *ways)
    is_repeated = known.failures and is_alike(outcome, Outcome.of_stored(known.reason, known.status))
    failures = known.failures + 1 if is_repeated else 1
    began = since if known.article_id else min(_past(known.first_seen, now), since)
    retry = after_failure(outcome, failures, began, now)
    if retry and known.unverified:
        retry = min(retry, now + LAST_UNVERIFIED)
    is_gone = outcome not in _THERE and known.gone_since and known.gone_since <= utc(now)
    gone_since = known.gone_since if is_gone else None
    return PageState(known.article_id, retry, failures, since, gone_since, known.unverified, *ways)


def merge_reasons(known: sa.Row[Any] | None, page: PageResult) -> list[dict[str, Any]] | None:
    """Returns the ways that led to a page, now or before, each with its most steps; none if that is news alone.

    What was read and did not match keeps those by which subjects are compared: for words and days their runs know it.
    """
    before = [_NEWS] if known and not known.found_by else []
    if known and known.reasons:
        before = known.reasons
    merged: dict[str, dict[str, Any]] = {}
    for each in [*before, *(page.reasons or [_NEWS])]:
        key = json.dumps({**each, "depth": 0}, sort_keys=True)
        if page.reason != Outcome.NO_MATCH or (each["parent"] and not {"query", "topic"} & each.keys()):
            merged[key] = max(each, merged.get(key, each), key=lambda way: way["depth"])
    # Of many, those from lists and the user stay, those that ask least before others, and the last of the rest.
    found = sorted(merged.values(), key=lambda way: (not way["parent"], -len(way)))[-_MOST_REASONS:]
    return None if found in ([], [_NEWS]) else found


def merge_unmet(known: sa.Row[Any] | None, page: PageResult) -> str | None:
    """Returns the conditions that a page's article does not meet, now or before, words and days before subjects."""
    if page.reason != Outcome.NO_MATCH:
        return None
    before = known.unmet_condition or "" if known and known.reason == Outcome.NO_MATCH else ""
    lines = dict.fromkeys([*page.unmet_condition.splitlines(), *before.splitlines()])
    return "\n".join(sorted(lines, key=lambda line: line.startswith(SUBJECT))[:_MOST_UNMET])


def after_reading(article: Article, old: sa.Row[Any] | None, outcome: Outcome, now: datetime) -> PageState:
    """Returns the state of a page that gave an article, of which `old` is the row as it was stored before."""
    first_seen = datetime.fromisoformat(old.first_seen) if old else now
    if outcome is Outcome.TEASER:
        return PageState(article.id, after_teaser(first_seen, now))
    published = article.published
    if outcome is Outcome.UNCHANGED and old and old.published:
        published = datetime.fromisoformat(old.published)
    return PageState(article.id, after_article(published, first_seen, now))


def after_holding(article: str, known: sa.Row[Any] | None, now: datetime) -> PageState:
    """Returns the state of a page whose text has nothing in common with that of its article."""
    since = failing_since(known, now)
    readings = known.failures + 1 if known and known.reason == Outcome.OTHER_TEXT else 1
    again = after_other_text(readings, since, now)
    return PageState(article, again, readings, since, unverified=known.unverified if known else None)


def is_redirect(page: PageResult, shown: str, known: sa.Row[Any] | None) -> bool:
    """True if the site redirects from a page to the article that it shows, and it never showed one of its own."""
    if page.final_url in {page.url, ""}:
        return False
    return known is None or (known.article_id in {None, shown} and not known.failing_since)


def after_aliasing(page: PageResult, shown: str, known: sa.Row[Any] | None, now: datetime) -> PageState:
    """Returns the state of a page that shows the article of another URL."""
    if is_redirect(page, shown, known):
        # The site itself says that it is the same.
        return PageState(shown, None)
    since = failing_since(known, now)
    return PageState(shown, after_alias(since, now), 0, since, unverified=known.unverified if known else None)


def _past(time: str, now: datetime) -> datetime:
    """Returns a stored time, or now if it was recorded while the clock was ahead."""
    return min(datetime.fromisoformat(time), now)


def load_page(connection: sa.Connection, url: str) -> sa.Row[Any] | None:
    """Returns the row of a URL; none if it is unknown."""
    return connection.execute(_LOAD, {"here": url}).one_or_none()


def put_page(
    connection: sa.Connection, outlet: str, page: PageResult, state: PageState, now: datetime, url: str = ""
) -> None:
    """Stores the answer of a page, under another URL if one is given."""
    values: dict[str, Any] = {
        "outlet": outlet, "status": page.status, "reason": page.reason, "article_id": state.article,
        "opt_out": page.opt_out, "etag": page.etag, "last_modified": page.last_modified, "last_read": utc(now),
        "next_read": utc(state.next_read) if state.next_read else None, "failures": state.failures,
        "unmet_condition": state.unmet_condition, "reasons": state.reasons, "gone_since": state.gone_since,
        "failing_since": utc(state.failing_since) if state.failing_since else None, "unverified": state.unverified,
    }  # fmt: skip
    if page.list_modified and (not state.failures or page.reason == Outcome.NO_MATCH):
        # After a failure the change is still to be read.
        values["list_modified"] = page.list_modified.isoformat()
    change = {**values, "here": url or page.url}
    if page.found_by:
        changed = connection.execute(_CHANGE_FINDER, {**change, "finder": page.found_by})
    else:
        changed = connection.execute(_CHANGE, change if page.found_by is None else {**change, "found_by": ""})
    if not changed.rowcount:
        new = {**values, "url": url or page.url, "first_seen": utc(now), "found_by": page.found_by or ""}
        connection.execute(_NEW, new)


def make_due(connection: sa.Connection, again: datetime, *which: sa.ColumnElement[bool]) -> None:
    """Makes pages due, by an unconditional request, at a time unless they are due earlier."""
    earlier = sa.case((pages.c.next_read < utc(again), pages.c.next_read), else_=utc(again))
    due = {"next_read": earlier, "etag": "", "last_modified": ""}
    connection.execute(sa.update(pages).where(*which).values(due))


def repair_first_seen(connection: sa.Connection, known: sa.Row[Any], now: datetime) -> None:
    """Sets when a page was first seen to now if that was recorded at a later time, by a clock that was ahead."""
    if known.first_seen > utc(now):
        connection.execute(sa.update(pages).where(pages.c.url == known.url).values(first_seen=utc(now)))
