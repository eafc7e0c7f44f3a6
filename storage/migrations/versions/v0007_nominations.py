"""The seventh schema: what colleagues would like to thank each other for, sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "nominations",
        sa.Column("nomination_id", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nominee_key", sa.String(64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("nomination_id", name="pk_nominations"),
    )
    for column in ("at", "nominee_key", "accepted_at"):
        op.create_index(f"ix_nominations_{column}", "nominations", [column])
