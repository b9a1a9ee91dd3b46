"""Partners, the verification links they were sent, and the mail that waits to leave."""

import sqlalchemy as sa

from jarai.base.db import UtcTime, metadata

partners = sa.Table(
    "partners",
    metadata,
    sa.Column("partner_id", sa.String(36), primary_key=True),
    sa.Column("email_key", sa.String(320), nullable=False, unique=True),
    sa.Column("contact_email", sa.String(320), nullable=False),
    sa.Column("organisation_name", sa.String(200), nullable=False),
    sa.Column("contact_name", sa.String(200), nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("verified_at", UtcTime),
)

verifications = sa.Table(
    "verifications",
    metadata,
    sa.Column("jti", sa.String(36), primary_key=True),
    sa.Column("partner_id", sa.String(36), sa.ForeignKey("partners.partner_id"), nullable=False),
    sa.Column("used_at", UtcTime),
)

outgoing_mail = sa.Table(
    "outgoing_mail",
    metadata,
    sa.Column("mail_id", sa.String(36), primary_key=True),
    sa.Column("recipient", sa.String(320), nullable=False),
    sa.Column("subject", sa.String(200), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("next_attempt_at", UtcTime, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
)
