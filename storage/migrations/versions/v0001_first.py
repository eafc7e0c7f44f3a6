"""The first schema: checks, their findings, people's choices, sealed secrets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the four tables."""
    _checks()
    _findings()
    op.create_table(
        "authors",
        sa.Column("author_key", sa.String(64), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ai_review", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("messages", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("author_key", name="pk_authors"),
    )
    op.create_table(
        "sealed",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sealed"),
    )


def _checks() -> None:
    op.create_table(
        "checks",
        sa.Column("check_id", sa.String(64), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_key", sa.String(64), nullable=False),
        sa.Column("platform", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("surface", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("ruleset", sa.String(200), nullable=False),
        sa.Column("review_status", sa.String(32), nullable=False),
        sa.Column("prompt_hash", sa.String(200), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("review_ms", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("check_id", name="pk_checks"),
    )
    op.create_index("ix_checks_hour", "checks", ["hour"])
    op.create_index("ix_checks_author_key", "checks", ["author_key"])


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("check_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("revision", sa.String(200), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("severity", sa.String(32), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("action", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["check_id"], ["checks.check_id"], name="fk_findings_check_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("check_id", "position", name="pk_findings"),
    )
    op.create_index("ix_findings_rule", "findings", ["rule"])
