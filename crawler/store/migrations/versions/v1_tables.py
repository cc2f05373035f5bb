"""The tables as they were before there were migrations, in catalogues that lack none, some or all of them.

Catalogues from before `about` lack tables, nullable columns and indexes that came later; the index `articles_by_story`
once had one column.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

metadata = sa.MetaData()
_Time = sa.String(40)
_Id = sa.String(16)

sa.Table(
    "about", metadata,
    sa.Column("version", sa.Integer, primary_key=True),
)  # fmt: skip
sa.Table(
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
    sa.Column("number", sa.Integer, unique=True),
    sa.Column("file", sa.Text, unique=True),
    sa.Column("first_seen", _Time, nullable=False),
    sa.Column("last_seen", _Time, nullable=False),
    sa.Column("versions", sa.Integer, nullable=False),
    sa.Column("gone", _Time),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("story", _Id),
    sa.Index("articles_by_text", "host", "digest"),
    sa.Index("articles_by_outlet", "outlet", "published"),
    sa.Index("articles_by_story", "story", "access"),
)  # fmt: skip
sa.Table(
    "versions", metadata,
    sa.Column("article_id", _Id, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("published", _Time),
    sa.Column("modified", _Time),
    sa.Column("read", _Time, nullable=False),
)  # fmt: skip
sa.Table(
    "links", metadata,
    sa.Column("from_id", _Id, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("first_seen", _Time, nullable=False),
    sa.Column("last_seen", _Time, nullable=False),
    sa.Index("links_to", "url"),
)  # fmt: skip
sa.Table(
    "pages", metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("article_id", _Id),
    sa.Column("asks", sa.Text, nullable=False),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("last_modified", sa.Text, nullable=False),
    sa.Column("listed", _Time),
    sa.Column("first_seen", _Time, nullable=False),
    sa.Column("last_read", _Time, nullable=False),
    sa.Column("next_read", _Time),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("question", sa.Text),
    sa.Index("pages_to_read", "outlet", "next_read"),
    sa.Index("pages_by_article", "article_id"),
)  # fmt: skip
sa.Table(
    "lists", metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("outlet", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("last_read", _Time, nullable=False),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("last_modified", sa.Text, nullable=False),
    sa.Column("next_read", _Time),
    sa.Column("walked", sa.Text, nullable=False),
    sa.Column("top", _Time),
    sa.Column("reached", _Time),
    sa.Column("ended", sa.Boolean, nullable=False),
)  # fmt: skip
sa.Table(
    "rules", metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("read", _Time, nullable=False),
)  # fmt: skip
sa.Table(
    "traits", metadata,
    sa.Column("article_id", _Id, primary_key=True),
    sa.Column("published", _Time, nullable=False),
    sa.Column("form", sa.Integer, nullable=False),
    sa.Column("found", sa.JSON, nullable=False),
    sa.Column("sketch", sa.JSON, nullable=False),
    sa.Index("traits_by_time", "published"),
)  # fmt: skip
sa.Table(
    "joins", metadata,
    sa.Column("from_id", _Id, primary_key=True),
    sa.Column("to_id", _Id, primary_key=True),
    sa.Column("why", sa.Text, nullable=False),
    sa.Index("joins_to", "to_id"),
)  # fmt: skip
sa.Table(
    "names", metadata,
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)  # fmt: skip
sa.Table(
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


def upgrade() -> None:
    """Creates the tables, columns and indexes that are missing."""
    connection = op.get_bind()
    existing = sa.inspect(connection)
    for table in metadata.sorted_tables:
        if not existing.has_table(table.name):
            table.create(connection)
            continue
        columns = {column["name"] for column in existing.get_columns(table.name)}
        for column in table.columns:
            if column.name not in columns:
                op.add_column(table.name, sa.Column(column.name, column.type))
        indexes = {index["name"]: index["column_names"] for index in existing.get_indexes(table.name)}
        for index in table.indexes:
            if indexes.get(index.name) == [column.name for column in index.columns]:
                continue
            if index.name in indexes:
                op.drop_index(str(index.name), table.name)
            index.create(connection)
