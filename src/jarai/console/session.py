"""The reviewer's session: a signed cookie that names a key; the key is looked up again for every request."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import jwt
from fastapi import Request

from jarai.access.keys import Caller, caller_by_id
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.secrets import Secrets

COOKIE = "jarai_session"
_LIFETIME = timedelta(hours=12)
_AUDIENCE = "jarai/console"


@dataclass(frozen=True)
class Sessions:
    """Makes and reads sessions."""

    database: Database
    clock: Clock
    secrets: Secrets

    def open(self, caller: Caller) -> str:
        """The cookie's value for a caller who has shown their key."""
        claims = {"sub": caller.partner_id, "kid": caller.key_id, "aud": _AUDIENCE, "exp": self.clock.now() + _LIFETIME}
        return jwt.encode(claims, self._key, algorithm="HS256")

    async def caller(self, request: Request) -> Caller | None:
        """Who is signed in, or None: the cookie is missing, forged or old, or its key was revoked."""
        try:
            claims = jwt.decode(
                request.cookies.get(COOKIE, ""),
                self._key,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                options={"require": ["exp", "sub", "kid"], "verify_exp": False},
            )
        except jwt.InvalidTokenError:
            return None
        if self.clock.now().timestamp() >= float(claims["exp"]):
            return None
        async with self.database.read() as connection:
            return await caller_by_id(connection, str(claims["kid"]), self.clock.now())

    def form_token(self, request: Request) -> str:
        """What a form must carry: bound to the session, unknown to other sites."""
        digest = hmac.new(self._key, b"form" + request.cookies.get(COOKIE, "").encode(), sha256).digest()
        return urlsafe_b64encode(digest).decode()

    def is_own_form(self, request: Request, token: str) -> bool:
        """Whether a form came from one of this session's pages."""
        return hmac.compare_digest(token.encode(), self.form_token(request).encode())

    @property
    def _key(self) -> bytes:
        return self.secrets.key("console-session")
