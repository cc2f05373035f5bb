"""Tables and columns are named by what they hold."""

from __future__ import annotations

from alembic import op

revision = "2"
down_revision = "1"

_TABLES = {"names": "aliases", "joins": "story_links", "traits": "features", "rules": "robots_cache"}
# By the new names of the tables.
_COLUMNS = (
    ("articles", "versions", "version_count"),
    ("pages", "asks", "opt_out"),
    ("pages", "listed", "list_modified"),
    ("pages", "question", "unmet_condition"),
    ("lists", "walked", "next_page"),
    ("lists", "top", "newest_done"),
    ("lists", "reached", "oldest_done"),
    ("lists", "ended", "exhausted"),
    ("features", "form", "method_version"),
)
_INDEXES = (
    ("story_links", "joins_to", "story_links_to", "to_id"),
    ("features", "traits_by_time", "features_by_time", "published"),
)


def upgrade() -> None:
    """Renames tables, columns and indexes."""
    for old, new in _TABLES.items():
        op.rename_table(old, new)
        if op.get_bind().dialect.name == "postgresql":
            # SQLite does so by itself.
            op.execute(f"ALTER INDEX {old}_pkey RENAME TO {new}_pkey")
    for table, old, new in _COLUMNS:
        op.alter_column(table, old, new_column_name=new)
    for table, old, new, column in _INDEXES:
        # SQLite cannot rename an index.
        op.drop_index(old, table)
        op.create_index(new, table, [column])
