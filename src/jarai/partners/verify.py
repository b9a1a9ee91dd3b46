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
from jarai.partners.register import AUDIENCE, KEY_PURPOSE
from jarai.partners.schemas import VerifyAnswer
from jarai.partners.tables import partners, verifications


@dataclass(frozen=True)
class Verifier:
    """What verifying needs besides the token; `tier` is a new partner's."""

    database: Database
    clock: Clock
    secrets: Secrets
    tier: str

    async def verify(self, token: str) -> VerifyAnswer:
        """Use the token up, activate the partner, make the first account if there is none, and issue a key.

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
            activate = (
                sa.update(partners)
                .where(partners.c.partner_id == partner_id)
                .values(
                    verified_at=sa.func.coalesce(
                        partners.c.verified_at, sa.bindparam("now", now, partners.c.verified_at.type)
                    )
                )
            )
            partner = await changed_row(connection, activate, partners.c.organisation_name)
            if partner is None:
                raise InvalidToken("This link's partner no longer exists.")
            account_id = await create_first_account(connection, partner_id, partner.organisation_name, now)
            await add_standing(connection, partner_id, self.tier)
            _, key = await issue_key(connection, partner_id, "first key", now)
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
