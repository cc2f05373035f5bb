"""The catalogue keeps what is usual of each outlet, the alarm that is on, and which texts may be the site's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Adds a table and a column."""
    op.add_column("articles", sa.Column("unproven", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "baselines",
        sa.Column("outlet", sa.String(40), primary_key=True),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("alarm", sa.Text, nullable=False),
        sa.Column("since", sa.String(40)),
        sa.Column("last_told", sa.String(40)),
    )
