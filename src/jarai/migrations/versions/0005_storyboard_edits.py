"""Storyboards edited into a new version; drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "storyboard_edits",
        sa.Column("production_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("script", sa.JSON(), nullable=False),
        sa.Column("supersedes", sa.JSON(), nullable=False),
        sa.Column("key_id", sa.String(length=36), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["production_id"],
            ["productions.production_id"],
            name=op.f("fk_storyboard_edits_production_id_productions"),
        ),
        sa.PrimaryKeyConstraint("production_id", "version", name=op.f("pk_storyboard_edits")),
    )
    op.add_column("productions", sa.Column("draft", sa.Boolean(), server_default=sa.false(), nullable=False))
