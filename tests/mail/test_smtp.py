"""Mail over a real SMTP server, and with none listening."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from jarai.mail.port import Mail, MailFailed
from jarai.mail.smtp import SmtpSender
from jarai.serve import free_port

LINK = "https://studio.example/verify?token=" + "a" * 300


class Inbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived.append(message)
        return "250 OK"


async def test_a_mail_arrives_whole_with_its_own_id() -> None:
    inbox, port = Inbox(), free_port()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        mail = Mail("mail-1", "api@acme-media.com", "Confirm", f"Grüße\n{LINK}\n")
        await SmtpSender(f"smtp://127.0.0.1:{port}", "studio@localhost").send(mail)
    finally:
        server.stop()
    (arrived,) = inbox.arrived
    assert (arrived["To"], arrived["From"]) == ("api@acme-media.com", "studio@localhost")
    assert arrived["Message-ID"] == "<mail-1@jarai.studio>"
    assert arrived.get_content().splitlines() == ["Grüße", LINK]


async def test_without_a_server_the_mail_may_be_tried_again() -> None:
    with pytest.raises(MailFailed):
        await SmtpSender(f"smtp://127.0.0.1:{free_port()}", "s@localhost").send(Mail("m", "a@b.co", "s", "b"))


@pytest.mark.parametrize("url", ["http://host", "smtp://", "host:25"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="JARAI_SMTP_URL"):
        SmtpSender(url, "s@localhost")
