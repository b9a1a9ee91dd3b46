"""Mail as files: for a studio without a mail server, and for reading it in development."""

import asyncio
import os
from pathlib import Path

from jarai.base.logging import logger
from jarai.mail.port import Mail, as_message

_log = logger("mail")


class MailFolder:
    """Writes each mail to `<folder>/<mail id>.eml`."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        """Write the file under a temporary name and rename it, so that a reader never sees half a mail."""
        await asyncio.to_thread(self._write, mail)
        _log.info("mail_written", file=f"{mail.mail_id}.eml", subject=mail.subject)

    def _write(self, mail: Mail) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        half = self._folder / f".{mail.mail_id}"
        with half.open("wb") as file:
            file.write(as_message(mail, self._sender).as_bytes())
            file.flush()
            os.fsync(file.fileno())
        half.rename(self._folder / f"{mail.mail_id}.eml")
