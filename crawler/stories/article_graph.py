"""How the catalogue's articles hang together: related links both ways, stories, versions. Reads only.

Like `catalogue`, it knows nothing of Scrapy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from crawler.items import article_id
from crawler.program import typed
from crawler.store.database import MOST_PARAMETERS, in_parts
from crawler.store.tables import articles, features, links, pages, story_links, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

_ID = re.compile(r"[0-9a-f]{16}")
_SHOWN = (
    articles.c.id, articles.c.outlet, articles.c.url, articles.c.title, articles.c.published, articles.c.access,
    articles.c.file, articles.c.gone, articles.c.story,
)  # fmt: skip


@dataclass(slots=True)
class Node:
    """An article, or an address that articles link to and that is not stored: then `id` is empty, `title` the link's.

    `steps` says how far it is from the article that was asked for.
    """

    key: str
    steps: int
    url: str
    title: str
    id: str = ""
    outlet: str = ""
    published: str = ""
    state: Literal["stored", "teaser", "gone", "not stored"] = "not stored"


@dataclass(frozen=True, slots=True)
class Edge:
    """One article's link to another, `inline` or `related`, or a join of two that tell one story; `why` says more.

    `last_seen` says when the page showed the link last, in UTC; empty if it did when it was last read.
    """

    source: str
    target: str
    kind: str
    why: str = ""
    last_seen: str = ""


@dataclass(slots=True)
class Neighbourhood:
    """What is within some steps of an article, the nearest first."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """The articles that tell one story, the first first, and why each joined: `(later id, earlier id, why)`."""

    id: str
    articles: list[Any] = field(default_factory=list)
    joins: list[tuple[str, str, str]] = field(default_factory=list)


def find_article(
    engine: sa.Engine, what: str, canonical: Callable[[str], Iterable[str]], *columns: sa.Column[Any]
) -> sa.Row[Any] | None:
    """Returns the article that an address shows, of which `canonical` gives other forms; `what` may be its id.

    With `columns` the row has these alone, so that it can be read if others are damaged.
    """
    read = sa.select(*(columns or articles.c))
    with engine.connect() as connection:
        for url in _addresses(connection, what, canonical):
            if key := article_at(connection, url):
                return connection.execute(read.where(articles.c.id == key)).one_or_none()
    return None


def why_none(engine: sa.Engine, what: str, canonical: Callable[[str], Iterable[str]]) -> str:
    """Returns in a clause why there is no article with an id or of an address, by what runs have noted of its page."""
    with engine.connect() as connection:
        urls = _addresses(connection, what, canonical)
        for url in urls:
            page = connection.execute(sa.select(pages).where(pages.c.url == url)).one_or_none()
            if page and page.reason:
                why = f"status {page.status}" if page.reason == "status" else page.reason
                unmet = "".join(f", {each}" for each in (page.unmet_condition or "").splitlines())
                return f"its page gave none at {page.last_read}: {why}{unmet}{_next_command(url)}"
    if not urls:
        return "no such id"
    # What no outlet knows as an article's address cannot be explained.
    return f"no run has asked for it{_next_command(urls[-1]) if list(canonical(what)) else ''}"


def unseen_since(source: sa.FromClause) -> sa.Label[str]:
    """Returns the column `unseen_since` of links whose articles are in `source`.

    It says when the link was last seen; empty if the article's page showed it when it was last read.
    """
    return sa.case((links.c.last_seen < source.c.fetched, links.c.last_seen), else_="").label("unseen_since")


def article_at(connection: sa.Connection, url: str) -> str | None:
    """Returns the id of the stored article that an address shows; none if there is none."""
    own = sa.select(articles.c.id).where(articles.c.url == url)
    key = connection.scalar(own) or connection.scalar(sa.select(pages.c.article_id).where(pages.c.url == url))
    return str(key) if key else None


def page_addresses(connection: sa.Connection, ids: Collection[str]) -> dict[str, str]:
    """Returns, by id, the addresses of pages that have the ids of articles; reads all addresses if there is any id."""
    found: dict[str, str] = {}
    every = sa.select(pages.c.url).execution_options(yield_per=MOST_PARAMETERS)
    for url in connection.scalars(every) if ids else ():
        if (key := article_id(url)) in ids:
            found[key] = url
    return found


def _addresses(connection: sa.Connection, what: str, canonical: Callable[[str], Iterable[str]]) -> list[str]:
    """Returns the addresses that are meant by an address or an id; none if the id is unknown."""
    if not _ID.fullmatch(what):
        return list(dict.fromkeys((what, *canonical(what))))
    own = connection.scalar(sa.select(articles.c.url).where(articles.c.id == what))
    return [own] if own else list(page_addresses(connection, {what}).values())


def _next_command(url: str) -> str:
    return f"; {typed('explain', url, uses_data=True)} shows why"


def neighbourhood(engine: sa.Engine, start: str, depth: int) -> Neighbourhood:
    """Returns what is within `depth` steps of an article, by links in either direction and by stories."""
    found = Neighbourhood()
    edges: dict[tuple[str, str, str], Edge] = {}
    with engine.connect() as connection:
        _add_articles(connection, found, [start], 0)
        near = [start]
        for step in range(1, depth + 1):
            new: list[str] = []
            for edge, url, title in _edges(connection, near):
                _add_edge(edges, edge)
                new.extend(key for key in (edge.source, edge.target) if key not in found.nodes)
                if edge.target == url and url not in found.nodes:
                    found.nodes[url] = Node(url, step, url, title)
            near = list(dict.fromkeys(key for key in new if key not in found.nodes))
            _add_articles(connection, found, near, step)
        # Links among the outermost, which no step has led along.
        inside = [node.id for node in found.nodes.values() if node.id]
        for edge, _, _ in _edges(connection, inside):
            if edge.source in found.nodes and edge.target in found.nodes:
                _add_edge(edges, edge)
    found.edges = [edge for edge in edges.values() if edge.source in found.nodes and edge.target in found.nodes]
    return found


def stories(engine: sa.Engine, since: str = "", *, fewest: int = 2) -> Iterator[Story]:
    """Yields the stories that have an article published since an ISO date, the latest first."""
    told = articles.c.story.is_not(None)
    recent = sa.select(features.c.article_id).where(features.c.published >= since)
    query = sa.select(articles.c.story).where(told, articles.c.id.in_(recent) if since else told)
    grouped = (
        sa.select(articles.c.story, sa.func.max(features.c.published).label("last"))
        .join(features, features.c.article_id == articles.c.id)
        .where(articles.c.story.in_(query))
        .group_by(articles.c.story)
        .having(sa.func.count() >= fewest)
        .order_by(sa.desc("last"), articles.c.story)
    )
    with engine.connect() as connection:
        for key in list(connection.scalars(grouped)):
            rows = connection.execute(
                sa.select(*_SHOWN)
                .join(features, features.c.article_id == articles.c.id)
                .where(articles.c.story == key)
                .order_by(features.c.published, articles.c.id)
            )
            story = Story(key, list(rows.all()))
            ids = [row.id for row in story.articles]
            for some in in_parts(ids):
                pairs = (
                    sa.select(story_links)
                    .where(story_links.c.from_id.in_(some))
                    .order_by(story_links.c.from_id, story_links.c.to_id)
                )
                story.joins.extend((row.from_id, row.to_id, row.why) for row in connection.execute(pairs))
            yield story


def stored(engine: sa.Engine, outlets: Sequence[str], language: str = "") -> Iterator[tuple[Any, datetime | None]]:
    """Yields the rows of the articles of outlets, each with its publication, in the order in which they came."""
    query = sa.select(articles).where(articles.c.outlet.in_(outlets)).order_by(articles.c.first_seen, articles.c.number)
    if language:
        query = query.where(articles.c.language == language)
    with engine.connect().execution_options(yield_per=MOST_PARAMETERS) as connection:
        for row in connection.execute(query):
            yield row, datetime.fromisoformat(row.published) if row.published else None


def past_versions(engine: sa.Engine, article: str) -> list[sa.Row[Any]]:
    """Returns the earlier versions of an article, the oldest first, then the suspect one if there is one."""
    with engine.connect() as connection:
        mine = sa.select(versions).where(versions.c.article_id == article)
        return list(connection.execute(mine.order_by(versions.c.suspect, versions.c.version)))


def summary(engine: sa.Engine, outlet: str) -> sa.Row[Any]:
    """Returns, for an outlet: `articles` with a file, `links`, and the `oldest` and `newest` publication."""
    mine = articles.c.outlet == outlet
    count = sa.select(sa.func.count()).select_from(links.join(articles, articles.c.id == links.c.from_id)).where(mine)
    with engine.connect() as connection:
        return connection.execute(
            sa.select(
                sa.func.count(articles.c.file).label("articles"),
                count.scalar_subquery().label("links"),
                sa.func.min(articles.c.published).label("oldest"),
                sa.func.max(articles.c.published).label("newest"),
            ).where(mine)
        ).one()


def _add_articles(connection: sa.Connection, found: Neighbourhood, keys: Sequence[str], step: int) -> None:
    rows = {}
    for some in in_parts(keys):
        rows.update({row.id: row for row in connection.execute(sa.select(*_SHOWN).where(articles.c.id.in_(some)))})
    for key in keys:
        if row := rows.get(key):
            found.nodes[key] = Node(
                key, step, row.url, row.title, row.id, row.outlet, row.published or "",
                "gone" if row.gone else "stored" if row.file else "teaser",
            )  # fmt: skip


def _add_edge(edges: dict[tuple[str, str, str], Edge], edge: Edge) -> None:
    """Adds an edge; of links to several addresses of one article one that is still there counts."""
    key = edge.source, edge.target, edge.kind
    if key not in edges or (edges[key].last_seen and not edge.last_seen):
        edges[key] = edge


def _edges(connection: sa.Connection, keys: Sequence[str]) -> Iterator[tuple[Edge, str, str]]:
    """Yields the edges at articles, with the address and the title that the link says.

    The target is the id of the article that the address shows, else the address.
    """
    source = articles.alias()
    joined = links.join(source, source.c.id == links.c.from_id)
    joined = joined.outerjoin(articles, articles.c.url == links.c.url).outerjoin(pages, pages.c.url == links.c.url)
    shown = sa.select(
        links.c.from_id, links.c.url, links.c.kind, links.c.title, unseen_since(source),
        sa.func.coalesce(articles.c.id, pages.c.article_id).label("target"),
    ).select_from(joined)  # fmt: skip
    for some in in_parts(keys):
        urls = set(connection.scalars(sa.select(articles.c.url).where(articles.c.id.in_(some))))
        urls |= set(connection.scalars(sa.select(pages.c.url).where(pages.c.article_id.in_(some))))
        queries = [shown.where(links.c.from_id.in_(some))]
        queries += [shown.where(links.c.url.in_(these)) for these in in_parts(sorted(urls))]
        for query in queries:
            for row in connection.execute(query.order_by(links.c.from_id, links.c.url)):
                if row.from_id != row.target:
                    edge = Edge(row.from_id, row.target or row.url, row.kind, row.title, row.unseen_since)
                    yield edge, row.url, row.title
        for column in (story_links.c.from_id, story_links.c.to_id):
            for row in connection.execute(
                sa.select(story_links).where(column.in_(some)).order_by(story_links.c.from_id, story_links.c.to_id)
            ):
                yield Edge(row.from_id, row.to_id, "story", row.why), "", ""
