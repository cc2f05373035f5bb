"""The tables of the catalogue.

Times are ISO 8601 text: an article's own in its outlet's zone, all others in UTC, so that they sort.
"""

from __future__ import annotations

import sqlalchemy as sa

# Raised with every change that an earlier version of this suite would write wrongly.
VERSION = 1

metadata = sa.MetaData()
_Time = sa.String(40)
_Id = sa.String(16)

about = sa.Table(
    "about", metadata,
    sa.Column("version", sa.Integer, primary_key=True, comment="of these tables"),
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
    sa.Column("versions", sa.Integer, nullable=False, comment="how many texts it has had, this one included"),
    sa.Column("gone", _Time, comment="when its page was first found to be gone"),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False, comment="of the normalised text"),
    sa.Column("story", _Id, comment="id of the first article of the story that it tells; null until it was looked at"),
    sa.Index("articles_by_text", "host", "digest"),
    sa.Index("articles_by_outlet", "outlet", "published"),
    sa.Index("articles_by_story", "story", "access"),
)  # fmt: skip
versions = sa.Table(
    "versions", metadata,
    sa.Column("article_id", _Id, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, comment="from 1, the oldest"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("published", _Time),
    sa.Column("modified", _Time),
    sa.Column("read", _Time, nullable=False, comment="when this text was read"),
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
    sa.Column("status", sa.Integer, nullable=False, comment="0 where no answer came"),
    sa.Column("reason", sa.Text, nullable=False, comment="why it gave no article; empty where it did"),
    sa.Column("article_id", _Id, comment="the article it shows, which may have another address"),
    sa.Column("asks", sa.Text, nullable=False, comment="noarchive, noai, tdm …: what the page asks of programs"),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("last_modified", sa.Text, nullable=False),
    sa.Column("listed", _Time, comment="the latest modification that a list has stated"),
    sa.Column("first_seen", _Time, nullable=False),
    sa.Column("last_read", _Time, nullable=False),
    sa.Column("next_read", _Time, comment="when it is to be read again; null for not without a reason"),
    sa.Column("failures", sa.Integer, nullable=False, comment="in a row"),
    sa.Column("question", sa.Text, comment="query, dates or relatedness that its article did not meet"),
    sa.Index("pages_to_read", "outlet", "next_read"),
    sa.Index("pages_by_article", "article_id"),
)  # fmt: skip
lists = sa.Table(
    "lists", metadata,
    sa.Column("url", sa.Text, primary_key=True, comment="of its first page; behind # what tells its words from others"),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("outcome", sa.Text, nullable=False, comment="served, empty, or why it failed, the last time"),
    sa.Column("last_read", _Time, nullable=False),
    sa.Column("etag", sa.Text, nullable=False, comment="once all that it named was settled, else empty"),
    sa.Column("last_modified", sa.Text, nullable=False, comment="likewise"),
    sa.Column("next_read", _Time, comment="until then a guess that did not serve is not tried again"),
    sa.Column("walked", sa.Text, nullable=False, comment="the page that comes next in a walk into the past; or empty"),
    sa.Column("top", _Time, comment="the newest publication that the walk has settled"),
    sa.Column("reached", _Time, comment="the oldest; all that the list holds between them is settled"),
    sa.Column("ended", sa.Boolean, nullable=False, comment="whether the walk came to the list's end"),
)  # fmt: skip
rules = sa.Table(
    "rules", metadata,
    sa.Column("url", sa.Text, primary_key=True, comment="of a robots.txt or tdmrep.json"),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("read", _Time, nullable=False),
)  # fmt: skip
traits = sa.Table(
    "traits", metadata,
    sa.Column("article_id", _Id, primary_key=True),
    sa.Column("published", _Time, nullable=False, comment="in UTC; when it was first seen, where it states no time"),
    sa.Column("form", sa.Integer, nullable=False, comment="of the way in which they were found"),
    sa.Column("found", sa.JSON, nullable=False, comment="names, figures, days, words"),
    sa.Column("sketch", sa.JSON, nullable=False, comment="MinHash of the text"),
    sa.Index("traits_by_time", "published"),
)  # fmt: skip
joins = sa.Table(
    "joins", metadata,
    sa.Column("from_id", _Id, primary_key=True, comment="the later of two articles that tell one event"),
    sa.Column("to_id", _Id, primary_key=True, comment="the earlier"),
    sa.Column("why", sa.Text, nullable=False),
    sa.Index("joins_to", "to_id"),
)  # fmt: skip
names = sa.Table(
    "names", metadata,
    sa.Column("form", sa.Text, primary_key=True, comment="folded, in any script"),
    sa.Column("name", sa.Text, nullable=False, comment="what it stands for, folded"),
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
