"""Runs migrations on the connection that storage.migrate hands over; Alembic loads this file."""

from __future__ import annotations

from alembic import context

from storage.migrate import VERSION_TABLE
from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot alter most of a table, so Alembic rebuilds it.
    render_as_batch=True,
)
context.run_migrations()
