"""Keys, what partners may do, and answers kept for repeated requests; and in a database of its own, the traffic.

A key is stored as its SHA-256 only.
"""

import sqlalchemy as sa

from jarai.base.db import UtcTime, metadata

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("key_id", sa.String(36), primary_key=True),
    sa.Column("partner_id", sa.String(36), nullable=False, index=True),
    sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("hint", sa.String(20), nullable=False, server_default=""),
    sa.Column("test", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("scopes", sa.JSON),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime),
    sa.Column("revoked_at", UtcTime),
)

standings = sa.Table(
    "standings",
    metadata,
    sa.Column("partner_id", sa.String(36), primary_key=True),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("tier", sa.String(50), nullable=False),
    sa.Column("self_service", sa.Boolean, nullable=False),
)
"""How a partner stands: `Active` or `Suspended`, the tier, and whether they may make keys by themselves."""

kept_answers = sa.Table(
    "kept_answers",
    metadata,
    sa.Column("partner_id", sa.String(36), primary_key=True),
    sa.Column("test", sa.Boolean, primary_key=True),
    sa.Column("method", sa.String(10), primary_key=True),
    sa.Column("path", sa.String(300), primary_key=True),
    sa.Column("idempotency_key", sa.String(255), primary_key=True),
    sa.Column("body_sha256", sa.String(64), nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("location", sa.String(300)),
    sa.Column("body", sa.Text),
    sa.Column("created_at", UtcTime, nullable=False),
)

traffic_metadata = sa.MetaData()

requests = sa.Table(
    "traffic_requests",
    traffic_metadata,
    sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("subject", sa.String(320), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Index("ix_traffic_requests_subject_at", "subject", "at"),
)
"""Requests of the last minute. A subject is a partner, or where there is no key an address; `at` is Unix microseconds."""

request_days = sa.Table(
    "traffic_request_days",
    traffic_metadata,
    sa.Column("partner_id", sa.String(36), primary_key=True),
    sa.Column("key_id", sa.String(36), primary_key=True),
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("requests", sa.Integer, nullable=False),
    sa.Column("last_at", sa.BigInteger, nullable=False),
)
"""Requests of a key on a day (UTC, `2026-11-24`)."""

open_streams = sa.Table(
    "traffic_open_streams",
    traffic_metadata,
    sa.Column("stream_id", sa.String(36), primary_key=True),
    sa.Column("partner_id", sa.String(36), nullable=False, index=True),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
)
"""Event streams that are open; `seen_at` is when that was last said, in Unix microseconds."""

request_history = sa.Table(
    "traffic_request_history",
    traffic_metadata,
    sa.Column("request_id", sa.String(36), primary_key=True),
    sa.Column("partner_id", sa.String(36), nullable=False),
    sa.Column("test", sa.Boolean, nullable=False),
    sa.Column("key_id", sa.String(36), nullable=False),
    sa.Column("correlation_id", sa.String(128), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("method", sa.String(10), nullable=False),
    sa.Column("path", sa.String(300), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("error", sa.String(50)),
    sa.Column("milliseconds", sa.Integer, nullable=False),
    sa.Index("ix_traffic_request_history_partner_at", "partner_id", "at"),
    sa.Index("ix_traffic_request_history_at", "at"),
)
"""What partners asked in the last week, and what was answered."""
