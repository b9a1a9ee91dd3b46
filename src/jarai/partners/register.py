"""Register: one address is one partner; whoever asks again learns nothing and is mailed one more link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt
import sqlalchemy as sa

from jarai.access.traffic import Traffic
from jarai.base.clock import Clock
from jarai.base.db import Database, insert_if_absent
from jarai.base.hashing import sha256_hex
from jarai.base.ids import new_id
from jarai.base.secrets import Secrets
from jarai.partners.outbox import mail_partner
from jarai.partners.schemas import RegisterRequest
from jarai.partners.tables import partners, verifications

LINK_LIFETIME = timedelta(hours=24)
LINKS_A_MINUTE = 3
"""How many links one mail address is sent within a minute, known or not."""
AUDIENCE = "jarai/verify"
KEY_PURPOSE = "verification"

_MAIL = """Hello {name},

somebody, most likely you, asked for access to JARAI Studio for {organisation}.
Open this link to confirm your address and to see your API key. It works once, within 24 hours:

{link}

If it wasn't you, ignore this mail: nothing happens without the link.
"""


@dataclass(frozen=True)
class Registrar:
    """What registering needs besides the request."""

    database: Database
    clock: Clock
    secrets: Secrets
    base_url: str
    traffic: Traffic

    async def register(self, request: RegisterRequest) -> str:
        """Store the partner unless the address is known, and put the mail with the link into the outbox.

        Returns the partner's id. The statements are the same for a known and an unknown address. Raises
        RateLimitExceeded.
        """
        now = self.clock.now()
        key = email_key(request.contact_email)
        await self.traffic.admit(f"mail/{sha256_hex(key.encode())}", LINKS_A_MINUTE)
        async with self.database.write() as connection:
            fresh = {
                "partner_id": new_id(),
                "email_key": key,
                "contact_email": request.contact_email,
                "organisation_name": request.organisation_name,
                "contact_name": request.contact_name,
                "created_at": now,
            }
            await insert_if_absent(connection, partners, fresh)
            partner = (await connection.execute(sa.select(partners).where(partners.c.email_key == key))).one()
            jti = new_id()
            await connection.execute(sa.insert(verifications).values(jti=jti, partner_id=partner.partner_id))
            link = f"{self.base_url}/verify?token={self._token(partner.partner_id, jti, now)}"
            text = _MAIL.format(name=partner.contact_name, organisation=partner.organisation_name, link=link)
            await mail_partner(connection, partner.partner_id, "Your JARAI Studio verification link", text, now)
        partner_id: str = partner.partner_id
        return partner_id

    def _token(self, partner_id: str, jti: str, now: datetime) -> str:
        claims = {"sub": partner_id, "jti": jti, "aud": AUDIENCE, "iat": now, "exp": now + LINK_LIFETIME}
        return jwt.encode(claims, self.secrets.key(KEY_PURPOSE), algorithm="HS256")


def email_key(address: str) -> str:
    """The address with its domain case-folded: the local part may be case-sensitive (RFC 5321, 2.4)."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.casefold()}"
