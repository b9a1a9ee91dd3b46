"""Monthly budgets of accounts; what productions cost, and whether asking for a failed one again may help."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("accounts", sa.Column("monthly_budget", sa.BigInteger(), nullable=True))
    op.add_column("productions", sa.Column("error_retryable", sa.Boolean(), nullable=True))
    op.add_column("productions", sa.Column("cost", sa.BigInteger(), server_default="0", nullable=False))
