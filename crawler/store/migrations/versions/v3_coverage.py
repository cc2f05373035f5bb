"""The catalogue keeps what lists named, how far news is covered, suspect versions, and whose run found a page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

_Time = sa.String(40)
_Id = sa.String(16)


def upgrade() -> None:
    """Adds tables and columns."""
    op.add_column("versions", sa.Column("suspect", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("pages", sa.Column("found_by", _Id, nullable=False, server_default=""))
    for name in ("failing_since", "gone_since", "unverified"):
        op.add_column("pages", sa.Column(name, _Time))
    op.add_column("articles", sa.Column("doubted", sa.Boolean, nullable=False, server_default=sa.false()))
    for index, table, column, where in (
        ("pages_unverified", "pages", "outlet", sa.text("unverified IS NOT NULL")),
        ("versions_suspect", "versions", "version", sa.text("version = 0")),
    ):
        op.create_index(index, table, [column], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "work_list",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("outlet", sa.String(40), nullable=False),
        sa.Column("found_by", _Id, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", _Time),
        sa.Column("modified", _Time),
        sa.Column("named", _Time, nullable=False),
        sa.Column("is_backfill", sa.Boolean, nullable=False),
    )
    op.create_index("work_list_by_outlet", "work_list", ["outlet", "found_by", "url"], unique=True)
    op.create_table(
        "coverage",
        sa.Column("outlet", sa.String(40), primary_key=True),
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("covered_until", _Time),
        sa.Column("last_new", _Time),
        sa.Column("entries", sa.JSON, nullable=False),
        sa.Column("disjoint_runs", sa.Integer, nullable=False),
        sa.Column("next_check", _Time),
        sa.Column("checks", sa.Integer, nullable=False),
        sa.Column("frozen_since", _Time),
        sa.Column("last_told", _Time),
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("outlet", sa.String(40), nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("begins", _Time, nullable=False),
        sa.Column("ends", _Time, nullable=False),
        sa.Column("opened", _Time, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("last_tried", _Time),
        sa.Column("last_told", _Time),
    )
    op.create_index("gaps_by_outlet", "gaps", ["outlet", "site"])
