"""The thirteenth schema: drafts that their authors lent, sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "lent",
        sa.Column("check_id", sa.String(64), nullable=False),
        sa.Column("author_key", sa.String(64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("check_id", name="pk_lent"),
    )
    op.create_index("ix_lent_author_key", "lent", ["author_key"])
    op.create_index("ix_lent_until", "lent", ["until"])
