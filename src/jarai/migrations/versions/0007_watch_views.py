"""Views of watch pages, by day."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "watch_views",
        sa.Column("production_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["production_id"], ["productions.production_id"], name=op.f("fk_watch_views_production_id_productions")
        ),
        sa.PrimaryKeyConstraint("production_id", "day", name=op.f("pk_watch_views")),
    )
