"""Why an address is stored or not: what its page gave, which ways led to it, what refused it. Reads only."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import sqlalchemy as sa

from crawler.items import FOUND_BY_LINK
from crawler.outcomes import Outcome
from crawler.selection.filter import Selection, short_key
from crawler.selection.query import parse_query
from crawler.store.due_urls import reread_by
from crawler.store.tables import articles, links, pages, runs, work_list
from crawler.stories.article_graph import article_at, page_addresses, unseen_since
from crawler.stories.features.article_features import find_features
from crawler.stories.relatedness import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.stories.features.article_features import Features

_RELATED = re.compile(r"related to ([0-9a-f]{16})")
_DAY = re.compile(r"(since|until) \d{4}-\d\d-\d\d")

# What is stored with these does not say whether a list or the user named them.
_OF_ANY_WAY = {Outcome.NO_MATCH, Outcome.FORGOTTEN}


class PageText(NamedTuple):
    """What of an article is compared with those that link to it."""

    title: str
    text: str
    tags: list[str]
    language: str
    access: str

    def features(self) -> Features:
        """Returns what it can be recognised by, as a run for news finds it."""
        return find_features(self.title, self.text, tags=self.tags, language=self.language)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """The article that an address shows. Times are in UTC."""

    id: str
    url: str
    title: str
    file: str
    """Name in `articles/`; empty for a teaser."""
    first_seen: str
    last_seen: str
    gone: str
    """When its page was first found to be gone; empty if it is not."""
    kept: str
    """What it shares with the article whose link it was kept for; empty if a list or a user named it."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What an address gave when it was last read. Times are in UTC."""

    url: str
    status: int
    reason: str
    """Why it gave no article; empty if it did, or if it was never requested itself."""
    last_read: str
    """Empty if it was never requested itself."""
    next_read: str
    """When it is due again; empty if something has to name it."""
    is_due_for_news: bool
    """True if any run for news reads it again then; else only one that is led to it."""


@dataclass(frozen=True, slots=True)
class LinkingArticle:
    """A stored article that links to the address."""

    id: str
    url: str
    title: str
    kind: str
    """`inline` or `related`."""
    last_seen: str
    """When its page last showed the link, in UTC; empty if it did when it was last read."""
    shares: str
    """What both share; empty if no text of the address is known."""
    is_enough: bool | None
    """True if that makes the two related; none if it is not compared, as a teaser is not."""
    was_refused: bool
    """True if it was not related when it was read."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way that led to the address."""

    kind: Literal["user", "list", "link", "words", "news"]
    """`news` is a list or the user: what gave an article does not say which. `words` are those of a search."""
    conditions: tuple[str, ...] = ()
    """The words and days that were looked for."""
    parent: str = ""
    """URL of the article whose related link it is; empty if that is not known."""
    parent_id: str = ""
    """Its id; empty if it is not stored."""
    depth: int | None = None
    """Steps for which related links are followed from here; none if that is not known."""


@dataclass(frozen=True, slots=True)
class UnmetCondition:
    """A condition that the article did not meet when it was read."""

    kind: Literal["words", "since", "until", "related"]
    condition: str
    """As the catalogue has it."""
    id: str = ""
    """Id of the article with which it shares too little, that under which it is stored if it is."""
    title: str = ""
    """Its title; empty if it is not stored any more."""


@dataclass(slots=True)
class Provenance:
    """What the catalogue knows of an address."""

    article: StoredArticle | None = None
    pages: list[PageReading] = field(default_factory=list)
    """Of the forms of the address that runs know, and of the address of the article."""
    named: str = ""
    """When a list named it, in UTC, if no run has requested it since; else empty."""
    links: list[LinkingArticle] = field(default_factory=list)
    """The articles that link to any address of it, those that still do first."""
    ways: list[Way] = field(default_factory=list)
    unmet: list[UnmetCondition] = field(default_factory=list)


def provenance(engine: sa.Engine, addresses: Iterable[str], text: PageText | None = None) -> Provenance:
    """Returns what the catalogue knows of a page under its addresses, the one that was asked for first.

    `text` is what the page gives now; without it the stored text is compared with that of the articles that link to it.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read.
    """
    addresses = list(dict.fromkeys(addresses))
    found = Provenance()
    with engine.connect() as connection:
        key = next(filter(None, (article_at(connection, url) for url in addresses)), None)
        row = connection.execute(sa.select(articles).where(articles.c.id == key)).one_or_none() if key else None
        linked: sa.ColumnElement[bool] = links.c.url.in_(addresses)
        if row is not None:
            found.article = StoredArticle(
                row.id, row.url, row.title, row.file or "", row.first_seen, row.last_seen, row.gone or "",
                row.sources.get("kept", ""),
            )  # fmt: skip
            text = text or PageText(*(getattr(row, name) for name in PageText._fields))
            addresses = list(dict.fromkeys([*addresses, row.url]))
            others = sa.select(pages.c.url).where(pages.c.article_id == row.id)
            linked = links.c.url.in_(addresses) | links.c.url.in_(others)
        read = _pages(connection, addresses)
        found.pages = [_reading(page) for page in read]
        named = sa.select(sa.func.min(work_list.c.named)).where(work_list.c.url.in_(addresses))
        found.named = connection.scalar(named) or ""
        unmet = list(dict.fromkeys(line for page in read for line in (page.unmet_condition or "").splitlines()))
        found.unmet = _unmet(connection, unmet)
        found.links = list(
            _links(connection, linked & (articles.c.id != (key or "")), text, {each.id for each in found.unmet})
        )
        found.ways = list(dict.fromkeys(_ways(connection, read)))
    return found


def _pages(connection: sa.Connection, addresses: Sequence[str]) -> list[sa.Row[Any]]:
    query = sa.select(pages, reread_by().label("by_news")).where(pages.c.url.in_(addresses))
    return sorted(connection.execute(query), key=lambda page: addresses.index(page.url))


def _reading(page: sa.Row[Any]) -> PageReading:
    was_requested = page.status or page.reason
    last_read = page.last_read if was_requested else ""
    return PageReading(page.url, page.status, page.reason, last_read, page.next_read or "", bool(page.by_news))


def _links(
    connection: sa.Connection, which: sa.ColumnElement[bool], text: PageText | None, unrelated: set[str]
) -> Iterator[LinkingArticle]:
    """Yields the articles of some links; one that has several of them once, by a link that is there."""
    mine, unseen = text.features() if text else None, unseen_since(articles)
    query = (
        sa.select(articles, links.c.kind, unseen)
        .join(links, links.c.from_id == articles.c.id)
        .where(which)
        .order_by(unseen, articles.c.first_seen, articles.c.id)
    )
    seen: set[str] = set()
    for row in connection.execute(query):
        if row.id in seen:
            continue
        seen.add(row.id)
        shares, is_enough = "", None
        if mine and text:
            evidence = shared(PageText(*(getattr(row, name) for name in PageText._fields)).features(), mine)
            shares = evidence.words()
            # The open part of a teaser is too little to judge it by.
            is_enough = evidence.enough if text.access == "open" else None
        was_refused = row.id in unrelated
        yield LinkingArticle(row.id, row.url, row.title, row.kind, row.unseen_since, shares, is_enough, was_refused)


def _ways(connection: sa.Connection, read: Sequence[sa.Row[Any]]) -> Iterator[Way]:
    for page in read:
        for stored in page.reasons or ():
            parent = stored["parent"]
            kind: Literal["user", "list", "link"] = "user" if stored["named"] else "link" if parent else "list"
            key = article_at(connection, parent) if parent else None
            yield Way(kind, _conditions(stored), parent, key or "", stored["depth"])
        # What is not kept has the ways from links only, and an address that was never requested none.
        if (page.reasons is None and (page.status or page.reason)) or page.reason == Outcome.NO_MATCH:
            if page.found_by not in {"", FOUND_BY_LINK}:
                yield Way("words", _words(connection, page))
            elif not page.found_by:
                yield Way("news" if page.article_id or page.reason in _OF_ANY_WAY else "list")
            elif not page.reasons:
                yield Way("link")


def _conditions(stored: dict[str, Any]) -> tuple[str, ...]:
    try:
        return tuple(Selection.from_dict(stored, UTC).conditions.splitlines())
    except ValueError:
        # Words of an earlier version, which are not understood any more.
        return tuple(str(stored[name]) for name in ("query", "topic", "since", "until") if name in stored)


def _words(connection: sa.Connection, page: sa.Row[Any]) -> tuple[str, ...]:
    """Returns the words that a page was found by, of which it has the key alone; none if no run tells them."""
    for line in (page.unmet_condition or "").splitlines():
        if short_key(line) == page.found_by:
            return (line,)
    mine = sa.select(runs.c.arguments).where(runs.c.spider == page.outlet).order_by(runs.c.id.desc())
    for query in dict.fromkeys(given["query"] for given in connection.scalars(mine) if given.get("query")):
        with suppress(ValueError):
            words = parse_query(query).text
            if short_key(words) == page.found_by:
                return (words,)
    return ()


def _unmet(connection: sa.Connection, lines: Sequence[str]) -> list[UnmetCondition]:
    named = {match[1] for line in lines if (match := _RELATED.fullmatch(line))}
    titles = _titles(connection, named)
    # An id may be that of another address of the article.
    others = page_addresses(connection, named - titles.keys())
    stored = {key: article for key, url in others.items() if (article := article_at(connection, url))}
    titles |= _titles(connection, stored.values())
    found = []
    for line in lines:
        if related := _RELATED.fullmatch(line):
            key = stored.get(related[1], related[1])
            found.append(UnmetCondition("related", line, key, titles.get(key, "")))
        elif day := _DAY.fullmatch(line):
            found.append(UnmetCondition("since" if day[1] == "since" else "until", line))
        else:
            found.append(UnmetCondition("words", line))
    return found


def _titles(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    rows = connection.execute(sa.select(articles.c.id, articles.c.title).where(articles.c.id.in_(ids)))
    return {row.id: row.title for row in rows}
