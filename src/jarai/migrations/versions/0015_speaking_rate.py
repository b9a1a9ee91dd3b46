"""How fast an account's presenters speak."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("accounts", sa.Column("speaking_rate", sa.Integer(), nullable=True))
