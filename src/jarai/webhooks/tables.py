"""Subscriptions, the deliveries owed to them, and each attempt to deliver."""

import sqlalchemy as sa

from jarai.base.db import UtcTime, metadata

webhooks = sa.Table(
    "webhooks",
    metadata,
    sa.Column("webhook_id", sa.String(36), primary_key=True),
    sa.Column("partner_id", sa.String(36), nullable=False, index=True),
    sa.Column("test", sa.Boolean, nullable=False),
    sa.Column("endpoint_url", sa.String(2000), nullable=False),
    sa.Column("event_types", sa.JSON, nullable=False),
    sa.Column("account_ids", sa.JSON),
    sa.Column("account_scope_id", sa.String(36)),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("disabled_reason", sa.String(300)),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("previous_secret", sa.Text),
    sa.Column("previous_until", UtcTime),
    sa.Column("failures_in_row", sa.Integer, nullable=False),
    sa.Column("failing_since", UtcTime),
    sa.Column("created_at", UtcTime, nullable=False),
)

webhook_deliveries = sa.Table(
    "webhook_deliveries",
    metadata,
    sa.Column("delivery_id", sa.String(36), primary_key=True),
    sa.Column("webhook_id", sa.String(36), sa.ForeignKey("webhooks.webhook_id", ondelete="CASCADE"), nullable=False),
    sa.Column("production_id", sa.String(36), nullable=False),
    sa.Column("event_id", sa.String(36), nullable=False),
    sa.Column("event_type", sa.String(50), nullable=False),
    sa.Column("sequence_number", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_attempt_at", UtcTime, nullable=False),
    sa.Column("leased_until", UtcTime),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("delivered_at", UtcTime),
    sa.Index("ix_webhook_deliveries_due", "webhook_id", "status", "next_attempt_at", "sequence_number"),
    sa.Index("ix_webhook_deliveries_leased", "leased_until", "webhook_id"),
    sa.Index("ix_webhook_deliveries_order", "webhook_id", "production_id", "sequence_number"),
    sa.Index("ix_webhook_deliveries_log", "webhook_id", "created_at"),
)

webhook_attempts = sa.Table(
    "webhook_attempts",
    metadata,
    sa.Column(
        "delivery_id",
        sa.String(36),
        sa.ForeignKey("webhook_deliveries.delivery_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("status_code", sa.Integer),
    sa.Column("problem", sa.String(500)),
    sa.Column("milliseconds", sa.Integer, nullable=False),
)
