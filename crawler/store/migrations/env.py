"""What Alembic runs: the revisions, in the transaction of the connection that `crawler.store.database` hands in."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
