"""Many productions asked for at once: each is accepted or refused by itself."""

from typing import Annotated, Any

from pydantic import Field, ValidationError

from jarai.access.http import problem_of
from jarai.access.keys import Caller
from jarai.accounts.queries import account_of
from jarai.base.errors import InvalidRequest, StudioError
from jarai.base.model import RequestBody, Wire
from jarai.productions.present import as_status
from jarai.productions.request import Intake
from jarai.productions.schemas import CreateProduction, ProblemItem, ProductionStatus

MOST = 20


class CreateProductions(RequestBody):
    """Up to twenty productions, each as it would be asked for alone."""

    productions: Annotated[tuple[dict[str, Any], ...], Field(min_length=1, max_length=MOST)]


class Refusal(Wire):
    """Why one was not accepted: what the answer to it alone would have been."""

    error: str
    message: str
    retry_after_seconds: int | None
    details: tuple[ProblemItem, ...]


class BatchItem(Wire):
    """What became of one: the status code it would have got alone, and the production or the refusal."""

    index: int
    status: int
    production: ProductionStatus | None
    refusal: Refusal | None


class Batch(Wire):
    """One result for each, in the order they were asked for."""

    results: tuple[BatchItem, ...]


async def accept_all(
    intake: Intake, caller: Caller, account_id: str, asked: CreateProductions, correlation_id: str
) -> Batch:
    """Accept each that can be. Raises InsufficientScope where the account isn't the caller's."""
    async with intake.database.read() as connection:
        await account_of(connection, caller.partner_id, account_id)
    results = []
    for index, each in enumerate(asked.productions):
        try:
            request = _read(each)
            production = await intake.accept(caller, account_id, request, correlation_id)
            results.append(BatchItem(index=index, status=202, production=as_status(production), refusal=None))
        except StudioError as error:
            results.append(BatchItem(index=index, status=error.status, production=None, refusal=_refusal(error)))
    return Batch(results=tuple(results))


def _read(fields: dict[str, Any]) -> CreateProduction:
    try:
        return CreateProduction.model_validate(fields)
    except ValidationError as error:
        problems = tuple(problem_of(each) for each in error.errors())
        message = "; ".join(f"{each.field}: {each.problem}" for each in problems)
        raise InvalidRequest(message, problems) from None


def _refusal(error: StudioError) -> Refusal:
    return Refusal(
        error=error.code,
        message=error.message,
        retry_after_seconds=error.retry_after_seconds,
        details=tuple(ProblemItem(field=each.field, problem=each.problem) for each in error.details),
    )
