"""The catalogue keeps what is usual of each outlet apart from the run log, and the alarm that is on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Adds a table."""
    op.create_table(
        "baselines",
        sa.Column("outlet", sa.String(40), primary_key=True),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("alarm", sa.Text, nullable=False),
        sa.Column("since", sa.String(40)),
        sa.Column("last_told", sa.String(40)),
    )
