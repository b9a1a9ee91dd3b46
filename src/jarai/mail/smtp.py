"""Mail through a server: `smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…`."""

from urllib.parse import unquote, urlsplit

import aiosmtplib

from jarai.mail.port import Mail, MailFailed, as_message


class SmtpSender:
    """Hands mail to one SMTP server."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("JARAI_SMTP_URL: must be smtp://host:port or smtps://host:port")
        self._host = parts.hostname
        self._tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._tls else 587)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        """Hand the mail to the server. Raises MailFailed whatever went wrong on the way."""
        try:
            await aiosmtplib.send(
                as_message(mail, self._sender),
                hostname=self._host,
                port=self._port,
                username=self._username,
                password=self._password,
                use_tls=self._tls,
                timeout=20,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailFailed(str(error)) from error
