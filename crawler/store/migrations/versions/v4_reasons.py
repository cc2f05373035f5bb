"""The catalogue keeps the ways that led to a page that gave no article, and the topics of each article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Adds columns, an index and a table."""
    op.add_column("pages", sa.Column("reasons", sa.JSON(none_as_null=True)))
    op.add_column("articles", sa.Column("topics", sa.JSON, nullable=False, server_default=sa.text("'[]'")))
    op.create_index("articles_by_fetched", "articles", ["outlet", "fetched"])
    op.create_table(
        "topics",
        sa.Column("outlet", sa.String(40), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.Column("matched", sa.String(40), nullable=False),
    )
