"""The catalogue keeps the ways that led to a page that gave no article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Adds a column."""
    op.add_column("pages", sa.Column("reasons", sa.JSON(none_as_null=True)))
