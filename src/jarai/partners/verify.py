"""Verify: the link's token is used up in the transaction that stores the key, so a race has one winner."""

from dataclasses import dataclass

import jwt
import sqlalchemy as sa

from jarai.access.keys import add_standing, issue_key
from jarai.accounts.create import create_first_account
from jarai.base.clock import Clock
from jarai.base.db import Database, changed_row
from jarai.base.errors import InvalidToken
from jarai.base.secrets import Secrets
from jarai.partners.outbox import mail_partner
from jarai.partners.register import AUDIENCE, KEY_PURPOSE
from jarai.partners.schemas import VerifyAnswer
from jarai.partners.tables import partners, verifications

_NOTICE = """Hello {name},

a verification link that was sent to this address has just made one more API key for {organisation}. Your other keys
still work. If it wasn't you, list your keys with GET /v1/partners/keys and end the ones you don't know.
"""


@dataclass(frozen=True)
class Verifier:
    """What verifying needs besides the token; `tier` is a new partner's."""

    database: Database
    clock: Clock
    secrets: Secrets
    tier: str

    async def verify(self, token: str) -> VerifyAnswer:
        """Use the token up, activate the partner, make the first account if there is none, and issue a key.

        A partner that was verified before is told by mail of the key.

        Raises InvalidToken for a token that is forged, expired or already used.
        """
        partner_id, jti = self._claims(token)
        now = self.clock.now()
        async with self.database.write() as connection:
            use = (
                sa.update(verifications)
                .where(
                    verifications.c.jti == jti,
                    verifications.c.partner_id == partner_id,
                    verifications.c.used_at.is_(None),
                )
                .values(used_at=now)
            )
            if await changed_row(connection, use, verifications.c.jti) is None:
                raise InvalidToken(
                    "This link has already been used. Register again with the same address for a new one."
                )
            mine = partners.c.partner_id == partner_id
            activate = sa.update(partners).where(mine, partners.c.verified_at.is_(None)).values(verified_at=now)
            is_new = await changed_row(connection, activate, partners.c.partner_id) is not None
            partner = (await connection.execute(sa.select(partners).where(mine))).one_or_none()
            if partner is None:
                raise InvalidToken("This link's partner no longer exists.")
            account_id = await create_first_account(connection, partner_id, partner.organisation_name, now)
            await add_standing(connection, partner_id, self.tier)
            _, key = await issue_key(connection, partner_id, "first key", now)
            if not is_new:
                text = _NOTICE.format(name=partner.contact_name, organisation=partner.organisation_name)
                await mail_partner(connection, partner_id, "One more API key for JARAI Studio", text, now)
        return VerifyAnswer(partner_id=partner_id, api_key=key, account_id=account_id)

    def _claims(self, token: str) -> tuple[str, str]:
        try:
            claims = jwt.decode(
                token,
                self.secrets.key(KEY_PURPOSE),
                algorithms=["HS256"],
                audience=AUDIENCE,
                options={"require": ["exp", "jti", "sub", "aud"], "verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError:
            raise InvalidToken("This is not a verification link of this studio.") from None
        if self.clock.now().timestamp() >= float(claims["exp"]):
            raise InvalidToken("This link has expired. Register again with the same address for a new one.")
        return str(claims["sub"]), str(claims["jti"])
