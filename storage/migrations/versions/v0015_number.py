"""The fifteenth schema: which of its author's checks of an hour a check is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and the index by which it is found; the order of older rows is not known."""
    op.add_column("checks", sa.Column("number", sa.Integer(), server_default="0", nullable=False))
    op.drop_index("ix_checks_author_key", "checks")
    op.create_index("ix_checks_author_key_hour_number", "checks", ["author_key", "hour", "number"])
