"""The fifth schema: what may be shown of weeks that are over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "weeks",
        sa.Column("week", sa.String(32), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=True),
        sa.Column("fixable", sa.Integer(), nullable=True),
        sa.Column("better", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("week", name="pk_weeks"),
    )
    op.create_table(
        "figures",
        sa.Column("week", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=True),
        sa.Column("fixed", sa.Integer(), nullable=True),
        sa.Column("kept", sa.Integer(), nullable=True),
        sa.Column("not_relevant", sa.Integer(), nullable=True),
        sa.Column("wrong", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["week"], ["weeks.week"], name="fk_figures_week", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("week", "kind", "name", name="pk_figures"),
    )
