"""Accounts that publish by themselves; who wanted a publication, and the signed records of what was published."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("accounts", sa.Column("auto_publish", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("publications", sa.Column("key_id", sa.String(length=36), nullable=True))
    op.execute(
        "UPDATE publications SET key_id = (SELECT decisions.key_id FROM decisions WHERE decisions.verdict = 'Approved' "
        "AND decisions.production_id = publications.production_id)"
    )
    with op.batch_alter_table("decisions") as decisions:
        decisions.alter_column("key_id", existing_type=sa.String(length=36), nullable=True)
    op.create_table(
        "publication_records",
        sa.Column("production_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("platform_connection_id", sa.String(length=36), nullable=False),
        sa.Column("platform", sa.String(length=50), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("key_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["production_id"],
            ["productions.production_id"],
            name=op.f("fk_publication_records_production_id_productions"),
        ),
        sa.PrimaryKeyConstraint("production_id", "number", name=op.f("pk_publication_records")),
    )
