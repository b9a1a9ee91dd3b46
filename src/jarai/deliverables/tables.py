"""The finished files."""

import sqlalchemy as sa

from jarai.base.db import metadata

deliverables = sa.Table(
    "deliverables",
    metadata,
    sa.Column("deliverable_id", sa.String(36), primary_key=True),
    sa.Column("production_id", sa.String(36), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("type", sa.String(30), nullable=False),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("content_type", sa.String(100), nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("duration_ms", sa.Integer),
    sa.Column("storage_key", sa.String(500), nullable=False),
    sa.UniqueConstraint("production_id", "version", "file_name"),
)
