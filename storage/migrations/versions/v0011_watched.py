"""The eleventh schema: what watch rules noticed, and when a question was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and add the column."""
    op.create_table(
        "watched",
        sa.Column("check_id", sa.String(64), nullable=False),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["checks.check_id"], name="fk_watched_check_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("check_id", "rule", name="pk_watched"),
    )
    op.add_column("decisions", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
