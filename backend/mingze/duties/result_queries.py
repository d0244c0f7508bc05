"""Every SELECT over results of reporting (报送情况)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.campaigns.models import Campaign, ReportRequirement
from mingze.campaigns.sight import visible_to as campaign_visible_to
from mingze.duties.models import Duty, ReportResult
from mingze.duties.timing import standing
from mingze.duties.vocabulary import DutyState, ResultState
from mingze.kit.reading import newest_first
from mingze.units.models import Unit

_drafter, _decider = aliased(Account), aliased(Account)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """What was published everybody sees who sees the campaign; the rest, its office."""
    office = in_subtree(Campaign.unit_id, actor.roots(Permission.CAMPAIGN_READ))
    return and_(campaign_visible_to(actor), or_(office, ReportResult.state == ResultState.PUBLISHED))


def _results() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *ReportResult.__table__.columns,
            Campaign.title.label("campaign_title"),
            Campaign.unit_id.label("office_id"),
            ReportRequirement.title,
            ReportRequirement.cadence,
            _drafter.name.label("drafted_by_name"),
            _decider.name.label("decided_by_name"),
        )
        .join(Campaign, Campaign.id == ReportResult.campaign_id)
        .join(ReportRequirement, ReportRequirement.id == ReportResult.requirement_id)
        .join(_drafter, _drafter.id == ReportResult.drafted_by_id)
        .outerjoin(_decider, _decider.id == ReportResult.decided_by_id)
    )


async def result(session: AsyncSession, actor: Actor, result_id: int) -> RowMapping | None:
    query = _results().where(ReportResult.id == result_id, visible_to(actor))
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def page(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    *,
    state: ResultState | None,
    before: int | None,
    limit: int,
) -> tuple[Sequence[RowMapping], int]:
    """Results in sight of a campaign, the newest first."""
    query = _results().where(ReportResult.campaign_id == campaign_id, visible_to(actor))
    if state is not None:
        query = query.where(ReportResult.state == state)
    return await newest_first(session, query, ReportResult.id, before=before, limit=limit)


async def locked(session: AsyncSession, result_id: int) -> ReportResult:
    """The result, held until the change is committed."""
    query = select(ReportResult).where(ReportResult.id == result_id).with_for_update()
    return (await session.scalars(query.execution_options(populate_existing=True))).one()


async def open_result(session: AsyncSession, requirement_id: int, period_start: date) -> ResultState | None:
    """The state of a result of the period that is drafted or published."""
    query = select(ReportResult.state).where(
        ReportResult.requirement_id == requirement_id,
        ReportResult.period_start == period_start,
        ReportResult.state.in_((ResultState.DRAFTED, ResultState.PUBLISHED)),
    )
    found = await session.scalar(query.limit(1))
    return ResultState(found) if found else None


async def due_at(session: AsyncSession, requirement_id: int, period_start: date) -> datetime | None:
    """The first instant that was late in the period."""
    query = select(Duty.due_at).where(
        Duty.requirement_id == requirement_id, Duty.period_start == period_start
    )
    return await session.scalar(query.limit(1))


async def standings(
    session: AsyncSession,
    requirement_id: int,
    period_start: date,
    *,
    now: datetime,
    missing_after_days: int,
) -> Sequence[RowMapping]:
    """Of every unit that owes the report of the period: how it stands, in the order of the tree."""
    query = (
        select(
            Duty.unit_id,
            Unit.name.label("unit_name"),
            standing(now, missing_after_days).label("letter"),
            Duty.first_submitted_at,
        )
        .join(Unit, Unit.id == Duty.unit_id)
        .where(
            Duty.requirement_id == requirement_id,
            Duty.period_start == period_start,
            Duty.state != DutyState.CANCELLED,
        )
        .order_by(Unit.code)
    )
    return (await session.execute(query)).mappings().all()
