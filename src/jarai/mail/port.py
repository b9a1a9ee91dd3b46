"""What the studio wants of a mail system."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol


@dataclass(frozen=True)
class Mail:
    """One plain-text mail. `mail_id` is stable over retries and becomes the Message-ID."""

    mail_id: str
    recipient: str
    subject: str
    body: str


class MailFailed(Exception):
    """The mail could not be handed over; it may be tried again."""


class MailSender(Protocol):
    """Hands one mail over, or raises MailFailed."""

    async def send(self, mail: Mail) -> None:
        """Hand the mail over."""
        ...


def as_message(mail: Mail, sender: str) -> EmailMessage:
    """The mail as an RFC 5322 message. Long lines stay whole (8bit), so that a link is never broken in two."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Message-ID"] = f"<{mail.mail_id}@jarai.studio>"
    message.set_content(mail.body, cte="8bit")
    return message
