"""Accounts, the platforms connected to them, and the presenters they brought."""

import sqlalchemy as sa

from jarai.base.db import UtcTime, metadata

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("account_id", sa.String(36), primary_key=True),
    sa.Column("partner_id", sa.String(36), nullable=False, index=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("slug", sa.String(100), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("default_project_type_slug", sa.String(50), nullable=False),
    sa.Column("brand", sa.JSON, nullable=False),
    sa.Column("monthly_budget", sa.BigInteger),
    sa.Column("auto_publish", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("music", sa.JSON),
    sa.Column("lexicon", sa.JSON),
    sa.Column("speaking_rate", sa.Integer),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.UniqueConstraint("partner_id", "slug"),
)

prompts = sa.Table(
    "prompts",
    metadata,
    sa.Column("account_id", sa.String(36), sa.ForeignKey("accounts.account_id"), primary_key=True),
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)

platform_connections = sa.Table(
    "platform_connections",
    metadata,
    sa.Column("platform_connection_id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(36), sa.ForeignKey("accounts.account_id"), nullable=False, index=True),
    sa.Column("platform", sa.String(50), nullable=False),
    sa.Column("display_name", sa.String(200), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
)

avatars = sa.Table(
    "avatars",
    metadata,
    sa.Column("avatar_id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(36), sa.ForeignKey("accounts.account_id"), nullable=False, index=True),
    sa.Column("avatar", sa.JSON, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)

media = sa.Table(
    "media",
    metadata,
    sa.Column("media_id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(36), sa.ForeignKey("accounts.account_id"), nullable=False, index=True),
    sa.Column("item", sa.JSON, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)
