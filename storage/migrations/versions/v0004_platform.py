"""The fourth schema: where somebody mostly posts, so that they need not say it each time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("platform", sa.String(32), nullable=False, server_default="")
    op.add_column("authors", column)
