"""The two endpoints without a key."""

from typing import Annotated

from fastapi import APIRouter, Query

from jarai.access.routing import Access, public_route
from jarai.partners.register import Registrar
from jarai.partners.schemas import RegisterAnswer, RegisterRequest, VerifyAnswer
from jarai.partners.verify import Verifier


def router(access: Access, registrar: Registrar, verifier: Verifier) -> APIRouter:
    """Register and verify."""
    routes = APIRouter(prefix="/v1/partners", tags=["Partners"], route_class=public_route(access))

    @routes.post("/register", status_code=202)
    async def register(body: RegisterRequest) -> RegisterAnswer:
        """Ask for access. The answer is the same whether or not the address is known; the link comes by mail."""
        partner_id = await registrar.register(body)
        return RegisterAnswer(
            partner_id=partner_id,
            status="PendingVerification",
            message=f"A verification link is on its way to {body.contact_email}.",
        )

    @routes.get("/verify")
    async def verify(token: Annotated[str, Query(min_length=1, max_length=4096)]) -> VerifyAnswer:
        """Use the mailed token up and receive the API key, this once."""
        return await verifier.verify(token)

    return routes
