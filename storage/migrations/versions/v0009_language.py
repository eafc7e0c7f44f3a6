"""The ninth schema: in which language somebody likes to be spoken to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; empty is as in Slack."""
    op.add_column(
        "authors", sa.Column("language", sa.String(32), server_default="", nullable=False)
    )
