"""The tenth schema: the same thing in checks of several people, and what was told of already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "sightings",
        sa.Column("thing_key", sa.String(64), nullable=False),
        sa.Column("author_key", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("thing_key", "author_key", name="pk_sightings"),
    )
    op.create_index("ix_sightings_author_key", "sightings", ["author_key"])
    op.create_index("ix_sightings_hour", "sightings", ["hour"])
    op.create_table(
        "told",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_told"),
    )
    op.create_index("ix_told_at", "told", ["at"])
