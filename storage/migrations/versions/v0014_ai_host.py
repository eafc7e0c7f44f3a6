"""The fourteenth schema: where somebody was told that AI reads their drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of who came before it is not known, so they are told once more."""
    op.add_column(
        "authors", sa.Column("ai_host", sa.String(260), server_default="", nullable=False)
    )
