"""Productions, their events, the runs wanted of the engine, step records, publications and decisions.

Where a decision, a publication or its record has no key, the studio decided: the account auto-publishes.
"""

import sqlalchemy as sa

from jarai.base.db import UtcTime, metadata


def _production() -> sa.Column[str]:
    return sa.Column("production_id", sa.String(36), sa.ForeignKey("productions.production_id"), primary_key=True)


productions = sa.Table(
    "productions",
    metadata,
    sa.Column("production_id", sa.String(36), primary_key=True),
    sa.Column("partner_id", sa.String(36), nullable=False),
    sa.Column("account_id", sa.String(36), nullable=False),
    sa.Column("topic", sa.String(500), nullable=False),
    sa.Column("language_id", sa.String(36), nullable=False),
    sa.Column("country_id", sa.String(36), nullable=False),
    sa.Column("avatar_id", sa.String(36), nullable=False),
    sa.Column("project_type_slug", sa.String(50), nullable=False),
    sa.Column("metadata_md", sa.Text, nullable=False),
    sa.Column("test", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("draft", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("reference", sa.String(200)),
    sa.Column("correlation_id", sa.String(128), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("last_sequence", sa.Integer, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Column("completed_at", UtcTime),
    sa.Column("error_code", sa.String(50)),
    sa.Column("error_message", sa.String(2000)),
    sa.Column("error_step", sa.String(50)),
    sa.Column("error_retryable", sa.Boolean),
    sa.Column("cost", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("gate", sa.JSON),
    sa.Column("notices", sa.JSON),
    sa.Index("ix_productions_account_created", "account_id", "created_at"),
    sa.Index("ix_productions_status_expires", "status", "expires_at"),
)

production_events = sa.Table(
    "production_events",
    metadata,
    _production(),
    sa.Column("sequence_number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("event_id", sa.String(36), nullable=False, unique=True),
    sa.Column("event_type", sa.String(50), nullable=False),
    sa.Column("timestamp", UtcTime, nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Index("ix_production_events_time", "timestamp", "event_id"),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("run_id", sa.String(100), primary_key=True),
    sa.Column("production_id", sa.String(36), sa.ForeignKey("productions.production_id"), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("code_version", sa.String(64), nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)

step_records = sa.Table(
    "step_records",
    metadata,
    _production(),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String(50), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("permille", sa.Integer, nullable=False),
    sa.Column("started_at", UtcTime),
    sa.Column("completed_at", UtcTime),
    sa.Column("failed", sa.Boolean, nullable=False),
    sa.Column("input_sha256", sa.String(64)),
    sa.Column("output_sha256", sa.String(64)),
)

storyboard_edits = sa.Table(
    "storyboard_edits",
    metadata,
    _production(),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("script", sa.JSON, nullable=False),
    sa.Column("supersedes", sa.JSON, nullable=False),
    sa.Column("key_id", sa.String(36), nullable=False),
    sa.Column("edited_at", UtcTime, nullable=False),
)

publications = sa.Table(
    "publications",
    metadata,
    _production(),
    sa.Column("platform_connection_id", sa.String(36), primary_key=True),
    sa.Column("platform", sa.String(50), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("wanted", sa.String(20), nullable=False),
    sa.Column("key_id", sa.String(36)),
    sa.Column("called_at", UtcTime),
    sa.Column("url", sa.String(2000)),
    sa.Column("error_code", sa.String(50)),
)

publication_records = sa.Table(
    "publication_records",
    metadata,
    _production(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("platform_connection_id", sa.String(36), nullable=False),
    sa.Column("platform", sa.String(50), nullable=False),
    sa.Column("url", sa.String(2000)),
    sa.Column("key_id", sa.String(36)),
    sa.Column("recorded_at", UtcTime, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)

watch_views = sa.Table(
    "watch_views",
    metadata,
    _production(),
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("views", sa.Integer, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    _production(),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("verdict", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(2000), nullable=False),
    sa.Column("key_id", sa.String(36)),
    sa.Column("decided_at", UtcTime, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)

model_calls = sa.Table(
    "model_calls",
    metadata,
    _production(),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("step", sa.String(50), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("model", sa.String(200), nullable=False),
    sa.Column("prompt", sa.String(100), nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("most", sa.BigInteger, nullable=False),
    sa.Column("input_tokens", sa.BigInteger, nullable=False),
    sa.Column("output_tokens", sa.BigInteger, nullable=False),
    sa.Column("cost", sa.BigInteger, nullable=False),
    sa.Column("begun_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
)

workers = sa.Table(
    "workers",
    metadata,
    sa.Column("worker_id", sa.String(36), primary_key=True),
    sa.Column("seen_at", UtcTime, nullable=False),
)
