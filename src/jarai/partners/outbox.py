"""The outbox: mail is a row first and leaves afterwards, so registering works while the mail server is down."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.clock import Clock
from jarai.base.db import Database, changed_row
from jarai.base.ids import new_id
from jarai.base.logging import logger
from jarai.mail.port import Mail, MailFailed, MailSender
from jarai.partners.tables import outgoing_mail, partners

_LEASE = timedelta(seconds=60)
_LONGEST_WAIT = timedelta(hours=1)

_log = logger("partners")


async def mail_partner(connection: AsyncConnection, partner_id: str, subject: str, body: str, now: datetime) -> None:
    """Put a mail to the partner's contact into the outbox, in the caller's transaction."""
    query = sa.select(partners.c.contact_email).where(partners.c.partner_id == partner_id)
    recipient = (await connection.execute(query)).scalar_one_or_none()
    if recipient is not None:
        mail = {
            "mail_id": new_id(),
            "recipient": recipient,
            "subject": subject,
            "body": body,
            "created_at": now,
            "next_attempt_at": now,
            "attempts": 0,
        }
        await connection.execute(sa.insert(outgoing_mail).values(mail))


async def send_waiting_mail(database: Database, clock: Clock, sender: MailSender) -> int:
    """Send what is due, one mail at a time, and give back how many left.

    A mail is claimed by moving its next attempt a lease ahead, sent outside any transaction, and deleted once the
    server took it. A crash in between sends it twice rather than never.
    """
    sent = 0
    while (mail := await _claim(database, clock)) is not None:
        try:
            await sender.send(Mail(mail.mail_id, mail.recipient, mail.subject, mail.body))
        except MailFailed as failure:
            _log.warning("mail_failed", mail_id=mail.mail_id, attempts=mail.attempts, reason=str(failure))
            continue
        async with database.write() as connection:
            await connection.execute(sa.delete(outgoing_mail).where(outgoing_mail.c.mail_id == mail.mail_id))
        sent += 1
    return sent


async def _claim(database: Database, clock: Clock) -> sa.Row[tuple[str, str, str, str, int]] | None:
    now = clock.now()
    async with database.read() as connection:
        due = sa.select(outgoing_mail).where(outgoing_mail.c.next_attempt_at <= now)
        row = (await connection.execute(due.order_by(outgoing_mail.c.created_at).limit(1))).one_or_none()
    if row is None:
        return None
    wait = min(_LEASE * 2**row.attempts, _LONGEST_WAIT)
    async with database.write() as connection:
        claim = (
            sa.update(outgoing_mail)
            .where(outgoing_mail.c.mail_id == row.mail_id, outgoing_mail.c.attempts == row.attempts)
            .values(attempts=row.attempts + 1, next_attempt_at=now + wait)
        )
        columns = outgoing_mail.c
        return await changed_row(
            connection, claim, columns.mail_id, columns.recipient, columns.subject, columns.body, columns.attempts
        )
