"""Accept a production: the row, its first event and the start record, in one transaction."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.access.tiers import Tiers
from jarai.accounts.queries import Account, account_of, hold_account
from jarai.accounts.reference import (
    country_by_id,
    language_by_id,
    languages,
    project_type_by_slug,
    project_types,
    second_presenter,
)
from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database
from jarai.base.errors import AccountNotActive, FieldProblem, InvalidRequest, RateLimitExceeded
from jarai.base.ids import new_id
from jarai.productions.budget import Prices, check_budget, spent_in_month
from jarai.productions.estimate import queue_ahead, usual_duration
from jarai.productions.queries import Production, production_of
from jarai.productions.runs import want_run
from jarai.productions.schemas import CreateProduction, Estimate
from jarai.productions.states import record_event
from jarai.productions.steps import plan_steps
from jarai.productions.tables import productions
from jarai.speech.shelf import Shelf


@dataclass(frozen=True)
class Intake:
    """What accepting a production needs besides the request."""

    database: Database
    clock: Clock
    code_version: str
    expires_after: timedelta
    test_project_types: bool
    tiers: Tiers
    prices: Prices
    shelf: Shelf

    async def accept(
        self, caller: Caller, account_id: str, request: CreateProduction, correlation_id: str
    ) -> Production:
        """Store the production and want its run.

        Raises InsufficientScope, AccountNotActive, RateLimitExceeded, BudgetGate1Failed, BudgetGate2Failed, or
        InvalidRequest that names every field at fault.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            account = await account_of(connection, caller.partner_id, account_id)
            if account.status not in {"Active", "Pilot"}:
                raise AccountNotActive(f"This account is {account.status.lower()}.")
            project_type_slug = self._checked_project_type(request, account)
            await self._check_quota(connection, caller, account_id, now)
            price = self.prices.of(project_type_slug, test=caller.test)
            await check_budget(connection, account, price, now)
            production_id = new_id()
            expires_at = now + self.expires_after
            row = {
                "production_id": production_id,
                "partner_id": caller.partner_id,
                "account_id": account_id,
                "topic": request.topic,
                "language_id": request.language_id,
                "country_id": request.country_id,
                "avatar_id": request.avatar_id,
                "project_type_slug": project_type_slug,
                "metadata_md": request.metadata_md or "",
                "test": caller.test,
                "draft": request.draft,
                "cost": price,
                "reference": request.reference,
                "correlation_id": correlation_id,
                "status": "Queued",
                "version": 1,
                "last_sequence": 0,
                "created_at": now,
                "expires_at": expires_at,
            }
            await connection.execute(sa.insert(productions).values(row))
            await plan_steps(connection, production_id, 1)
            queued = {"status": "Queued", "expiresAt": rfc3339(expires_at)}
            await record_event(connection, production_id, "production.queued", queued, now)
            await want_run(connection, production_id, 1, "produce", self.code_version, now)
            return await production_of(connection, caller, production_id)

    async def estimate(self, caller: Caller, account_id: str, request: CreateProduction) -> Estimate:
        """What the request would cost and about when it would be done, checked like a real one; nothing is stored.

        Raises what `accept` raises, but for the quota and the budget, which are told of when it counts.
        """
        now = self.clock.now()
        async with self.database.read() as connection:
            account = await account_of(connection, caller.partner_id, account_id)
            if account.status not in {"Active", "Pilot"}:
                raise AccountNotActive(f"This account is {account.status.lower()}.")
            slug = self._checked_project_type(request, account)
            usual = await usual_duration(connection, slug, draft=request.draft)
            ahead = await queue_ahead(connection, now)
            spent = await spent_in_month(connection, account_id, now)
        kind = project_type_by_slug(slug)
        return Estimate(
            project_type_slug=slug,
            duration_seconds=kind.duration_seconds if kind else 0,
            seconds_to_make=None if usual is None else round(usual.total_seconds() * (1 + ahead)),
            ahead=ahead,
            cost=self.prices.of(slug, test=caller.test),
            currency=self.prices.currency,
            spent_this_month=spent,
            monthly_budget=account.monthly_budget,
        )

    async def _check_quota(self, connection: AsyncConnection, caller: Caller, account_id: str, now: datetime) -> None:
        """Raises RateLimitExceeded where the account has had its productions of the day (UTC), live or test."""
        most = self.tiers[caller.tier].productions_per_day
        if most is None:
            return
        await hold_account(connection, account_id)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        query = sa.select(sa.func.count()).where(
            productions.c.account_id == account_id,
            productions.c.test == caller.test,
            productions.c.created_at >= midnight,
        )
        if (await connection.execute(query)).scalar_one() >= most:
            turns = midnight + timedelta(days=1)
            raise RateLimitExceeded(
                f"This account has had its {most} productions of today; the day turns at midnight UTC.",
                most,
                int(turns.timestamp()),
                math.ceil((turns - now).total_seconds()),
            )

    def _checked_project_type(self, request: CreateProduction, account: Account) -> str:
        """The project type's slug, once every id of the request is known to exist and to go together."""
        problems: list[FieldProblem] = []
        language, avatar = language_by_id(request.language_id), account.avatar(request.avatar_id)
        if language is None:
            problems.append(FieldProblem("languageId", "no such language; GET /v1/languages lists them"))
        elif not self.shelf.speaking(language.code):
            voiced = ", ".join(one.code for one in languages(self.shelf.here()) if one.voiced)
            problems.append(FieldProblem("languageId", f"no voice speaks {language.code} here; voiced are: {voiced}"))
        if country_by_id(request.country_id) is None:
            problems.append(FieldProblem("countryId", "no such country; GET /v1/countries lists them"))
        if avatar is None:
            problems.append(FieldProblem("avatarId", "no such avatar on this account; GET /v1/accounts lists them"))
        slug = request.project_type_slug or account.default_project_type_slug
        kind = project_type_by_slug(slug)
        if kind is None or (kind.test_only and not self.test_project_types):
            offered = ", ".join(one.slug for one in project_types() if self.test_project_types or not one.test_only)
            problems.append(FieldProblem("projectTypeSlug", f"no such project type; offered are: {offered}"))
        elif kind.presenters > 1 and language and avatar and self.shelf.speaking(language.code):
            here = self.shelf.here()
            if second_presenter(avatar, account.avatars, language.code, here) is None:
                wanted = f"{slug} wants two voices for {language.code}, and one is installed here"
                problems.append(FieldProblem("projectTypeSlug", wanted))
        if problems:
            raise InvalidRequest("; ".join(f"{one.field}: {one.problem}" for one in problems), tuple(problems))
        return slug
