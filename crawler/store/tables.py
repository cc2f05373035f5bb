"""The tables of the catalogue.

Times are ISO 8601 text: an article's own in its outlet's zone, all others in UTC, so that they sort.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import event

# Raised with every change after which an earlier version of this suite would read or write wrongly: it refuses then.
VERSION = 5
# The newest of the revisions in `migrations/versions`.
REVISION = "5"

metadata = sa.MetaData()
_Time = sa.String(40)
_Id = sa.String(16)
# As literals, for partial indexes.
SUSPECT, _UNVERIFIED = sa.text("version = 0"), sa.text("unverified IS NOT NULL")


def _partial(name: str, column: str, *, where: sa.TextClause) -> sa.Index:
    """Returns an index of some rows only, on SQLite as on PostgreSQL."""
    index = sa.Index(name, column)

    @event.listens_for(index, "before_create")
    def set_where(_: sa.Index, connection: sa.Connection, **__: object) -> None:
        # To name both databases here would load SQLAlchemy's parts for both in every process.
        index.kwargs[f"{connection.dialect.name}_where"] = where

    return index


about = sa.Table(
    "about", metadata,
    sa.Column("version", sa.Integer, primary_key=True, comment="of these tables; the only row"),
)  # fmt: skip
# As Alembic creates it.
alembic_version = sa.Table(
    "alembic_version", metadata,
    sa.Column("version_num", sa.String(32), nullable=False, comment="the revision of these tables; the only row"),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)  # fmt: skip
articles = sa.Table(
    "articles", metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("url", sa.Text, nullable=False, unique=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("subtitle", sa.Text, nullable=False),
    sa.Column("authors", sa.JSON, nullable=False),
    sa.Column("emails", sa.JSON, nullable=False),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("tags", sa.JSON, nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("published", _Time),
    sa.Column("modified", _Time),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("images", sa.JSON, nullable=False),
    sa.Column("related", sa.JSON, nullable=False),
    sa.Column("access", sa.String(8), nullable=False),
    sa.Column("sources", sa.JSON, nullable=False),
    sa.Column("fetched", _Time, nullable=False),
    sa.Column("number", sa.Integer, unique=True, comment="of the file; null for a teaser"),
    sa.Column("file", sa.Text, unique=True, comment="name in articles/; null for a teaser"),
    sa.Column("first_seen", _Time, nullable=False),
    sa.Column("last_seen", _Time, nullable=False),
    sa.Column("version_count", sa.Integer, nullable=False, comment="texts it has had, this one included"),
    sa.Column("gone", _Time, comment="when its page was first found to be gone"),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False, comment="of the normalised text"),
    sa.Column("story", _Id, comment="id of the first article of its story; null until it was compared with others"),
    sa.Column(
        "doubted", sa.Boolean, nullable=False, server_default=sa.false(),
        comment="whether other URLs showed its text in place of their own",
    ),
    sa.Column(
        "topics", sa.JSON, nullable=False, server_default=sa.text("'[]'"),
        comment="names of the topics that it matches, of those that runs had",
    ),
    sa.Column(
        "unproven", sa.Boolean, nullable=False, server_default=sa.false(),
        comment="whether it has only been read while other URLs showed its text",
    ),
    sa.Index("articles_by_text", "host", "digest"),
    sa.Index("articles_by_outlet", "outlet", "published"),
    sa.Index("articles_by_fetched", "outlet", "fetched"),
    sa.Index("articles_by_story", "story", "access"),
)  # fmt: skip
versions = sa.Table(
    "versions", metadata,
    sa.Column("article_id", _Id, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, comment="from 1, the oldest; 0 for the suspect one"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("published", _Time),
    sa.Column("modified", _Time),
    sa.Column("read", _Time, nullable=False, comment="when this text was read"),
    sa.Column(
        "suspect", sa.Boolean, nullable=False, server_default=sa.false(),
        comment="whether it is held beside the article until a second reading decides",
    ),
    _partial("versions_suspect", "version", where=SUSPECT),
)  # fmt: skip
links = sa.Table(
    "links", metadata,
    sa.Column("from_id", _Id, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("first_seen", _Time, nullable=False),
    sa.Column("last_seen", _Time, nullable=False),
    sa.Index("links_to", "url"),
)  # fmt: skip
pages = sa.Table(
    "pages", metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("status", sa.Integer, nullable=False, comment="of HTTP; 0 if no answer came"),
    sa.Column("reason", sa.Text, nullable=False, comment="why it gave no article; empty if it did"),
    sa.Column("article_id", _Id, comment="the article it shows, which may have another address"),
    sa.Column("opt_out", sa.Text, nullable=False, comment="what the page asks of robots: noarchive, noai, tdm …"),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("last_modified", sa.Text, nullable=False),
    sa.Column("list_modified", _Time, comment="the latest modification that a list has stated"),
    sa.Column("first_seen", _Time, nullable=False),
    sa.Column("last_read", _Time, nullable=False),
    sa.Column("next_read", _Time, comment="when it is due again; null if only a list or a user makes it due"),
    sa.Column("failures", sa.Integer, nullable=False, comment="in a row"),
    sa.Column("unmet_condition", sa.Text, comment="what its article did not meet, one condition a line"),
    sa.Column(
        "found_by", _Id, nullable=False, server_default="",
        comment="key of the words or links that a run found it by; empty for news",
    ),
    sa.Column("failing_since", _Time, comment="the first of the readings in a row that gave no article of its own"),
    sa.Column("gone_since", _Time, comment="the first of the readings in a row that found its article gone"),
    sa.Column("unverified", _Time, comment="when many pages at once said what it says; null once it was read well"),
    sa.Column("reasons", sa.JSON(none_as_null=True), comment="ways that led to it without an article; null for news"),
    sa.Index("pages_to_read", "outlet", "next_read"),
    _partial("pages_unverified", "outlet", where=_UNVERIFIED),
    sa.Index("pages_by_article", "article_id"),
)  # fmt: skip
lists = sa.Table(
    "lists", metadata,
    sa.Column("url", sa.Text, primary_key=True, comment="of its first page; after # a hash of the query, if any"),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("outcome", sa.Text, nullable=False, comment="served, empty, or why it failed, the last time"),
    sa.Column("last_read", _Time, nullable=False),
    sa.Column("etag", sa.Text, nullable=False, comment="empty until every article that the list names was read"),
    sa.Column("last_modified", sa.Text, nullable=False, comment="likewise"),
    sa.Column("next_read", _Time, comment="until then a guessed list that failed is not tried again"),
    sa.Column("next_page", sa.Text, nullable=False, comment="where a backfill goes on; empty where there was none"),
    sa.Column("newest_done", _Time, comment="the newest publication that the backfill has covered"),
    sa.Column("oldest_done", _Time, comment="the oldest; every article of the list between the two has been read"),
    sa.Column("exhausted", sa.Boolean, nullable=False, comment="whether the backfill has read the list to its end"),
)  # fmt: skip
work_list = sa.Table(
    "work_list", metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("found_by", _Id, nullable=False, comment="key of the words whose run found it; empty for news"),
    sa.Column("url", sa.Text, nullable=False, comment="of an article that a list named and no run has requested"),
    sa.Column("title", sa.Text, nullable=False, comment="by the list"),
    sa.Column("published", _Time, comment="by the list"),
    sa.Column("modified", _Time, comment="by the list"),
    sa.Column("named", _Time, nullable=False, comment="when a list first named it"),
    sa.Column("is_backfill", sa.Boolean, nullable=False, comment="whether a run with since found it: kept at any age"),
    sa.Index("work_list_by_outlet", "outlet", "found_by", "url", unique=True),
)  # fmt: skip
coverage = sa.Table(
    "coverage", metadata,
    sa.Column("outlet", sa.String(40), primary_key=True),
    sa.Column("site", sa.Text, primary_key=True, comment="host of its lists"),
    sa.Column("covered_until", _Time, comment="all news up to then was named by lists or is in a gap"),
    sa.Column("last_new", _Time, comment="when that list last named anything new"),
    sa.Column("entries", sa.JSON, nullable=False, comment="hashes of what its first list that serves named last"),
    sa.Column("disjoint_runs", sa.Integer, nullable=False, comment="runs in a row whose list did not reach the last"),
    sa.Column("next_check", _Time, comment="when a silent list is next checked against another"),
    sa.Column("checks", sa.Integer, nullable=False, comment="of that kind in a row that found nothing"),
    sa.Column("frozen_since", _Time, comment="since when that list names nothing new while another does"),
    sa.Column("last_told", _Time, comment="when that was last told to cron"),
)  # fmt: skip
gaps = sa.Table(
    "gaps", metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("site", sa.Text, nullable=False, comment="host of its lists"),
    sa.Column("begins", _Time, nullable=False, comment="publications from then"),
    sa.Column("ends", _Time, nullable=False, comment="to then may be missing"),
    sa.Column("opened", _Time, nullable=False, comment="when it was found"),
    sa.Column("tries", sa.Integer, nullable=False, comment="walks that did not close it"),
    sa.Column("last_tried", _Time, comment="when the last of them was"),
    sa.Column("last_told", _Time, comment="when it was last told to cron"),
    sa.Index("gaps_by_outlet", "outlet", "site"),
)  # fmt: skip
robots_cache = sa.Table(
    "robots_cache", metadata,
    sa.Column("url", sa.Text, primary_key=True, comment="of a robots.txt or tdmrep.json"),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("read", _Time, nullable=False),
)  # fmt: skip
features = sa.Table(
    "features", metadata,
    sa.Column("article_id", _Id, primary_key=True),
    sa.Column("published", _Time, nullable=False, comment="in UTC; when first seen, if the article states no time"),
    sa.Column("method_version", sa.Integer, nullable=False, comment="of the code that found them"),
    sa.Column("found", sa.JSON, nullable=False, comment="names, figures, days, words"),
    sa.Column("sketch", sa.JSON, nullable=False, comment="MinHash of the text"),
    sa.Index("features_by_time", "published"),
)  # fmt: skip
story_links = sa.Table(
    "story_links", metadata,
    sa.Column("from_id", _Id, primary_key=True, comment="the later of two articles on one event"),
    sa.Column("to_id", _Id, primary_key=True, comment="the earlier"),
    sa.Column("why", sa.Text, nullable=False),
    sa.Index("story_links_to", "to_id"),
)  # fmt: skip
aliases = sa.Table(
    "aliases", metadata,
    sa.Column("form", sa.Text, primary_key=True, comment="a written form of a name, folded, in any script"),
    sa.Column("name", sa.Text, nullable=False, comment="the common name, folded"),
)  # fmt: skip
topics = sa.Table(
    "topics", metadata,
    sa.Column("outlet", sa.String(40), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True, comment="the topic's title, else its file's name without suffix"),
    sa.Column("conditions", sa.Text, nullable=False, comment="words and days with which stored articles were matched"),
    sa.Column("matched", _Time, nullable=False, comment="when; what was fetched since then was not yet"),
)  # fmt: skip
baselines = sa.Table(
    "baselines", metadata,
    sa.Column("outlet", sa.String(40), primary_key=True),
    sa.Column("counts", sa.JSON, nullable=False, comment="what is usual of articles, lists and pages, and the newest"),
    sa.Column("alarm", sa.Text, nullable=False, comment="what the alarm that is on says; empty if none is"),
    sa.Column("since", _Time, comment="when it began"),
    sa.Column("last_told", _Time, comment="when it was last told to cron"),
)  # fmt: skip
runs = sa.Table(
    "runs", metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("spider", sa.String(40), nullable=False),
    sa.Column("arguments", sa.JSON, nullable=False),
    sa.Column("started", _Time, nullable=False),
    sa.Column("ended", _Time),
    sa.Column("counts", sa.JSON, nullable=False),
    sa.Column("exit_code", sa.Integer),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Index("runs_by_spider", "spider", "started"),
)  # fmt: skip
