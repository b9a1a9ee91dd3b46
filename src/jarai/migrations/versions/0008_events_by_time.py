"""Events are found by their time, over all productions."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_index("ix_production_events_time", "production_events", ["timestamp", "event_id"], unique=False)
