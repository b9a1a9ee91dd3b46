"""What keys may do, how partners stand, answers kept for repeated requests; test productions and callers' references."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "standings",
        sa.Column("partner_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("tier", sa.String(length=50), nullable=False),
        sa.Column("self_service", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_standings")),
    )
    op.execute(
        "INSERT INTO standings (partner_id, status, tier, self_service) "
        "SELECT partner_id, 'Active', 'Standard', true FROM partners WHERE verified_at IS NOT NULL"
    )
    op.create_table(
        "kept_answers",
        sa.Column("partner_id", sa.String(length=36), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("idempotency_key", sa.String(length=255), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("location", sa.String(length=300), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "partner_id", "test", "method", "path", "idempotency_key", name=op.f("pk_kept_answers")
        ),
    )
    # Not in batch mode: that would make the tables anew on SQLite, which rows that point at them forbid.
    op.add_column("api_keys", sa.Column("hint", sa.String(length=20), server_default="", nullable=False))
    op.add_column("api_keys", sa.Column("test", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("api_keys", sa.Column("scopes", sa.JSON(), nullable=True))
    op.add_column("api_keys", sa.Column("expires_at", sa.DateTime(), nullable=True))
    op.add_column("productions", sa.Column("test", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("productions", sa.Column("reference", sa.String(length=200), nullable=True))
