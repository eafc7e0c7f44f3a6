"""The seventeenth schema: whether the text of a check is another than that of the one before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of older rows it is not known, so by them nothing more counts as fixed."""
    op.add_column(
        "checks", sa.Column("edited", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
