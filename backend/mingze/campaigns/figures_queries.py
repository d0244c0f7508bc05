"""Counting the findings of a campaign."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries
from mingze.campaigns.models import ProblemType
from mingze.findings.models import Finding
from mingze.findings.scope import has_light, in_sight
from mingze.findings.vocabulary import ClosureState, Light, WorkState

OPEN = Finding.closure_state != ClosureState.CLOSED


@dataclass(frozen=True, slots=True)
class TypeCount:
    type: ProblemType | None
    total: int
    open: int


@dataclass(frozen=True, slots=True)
class Figures:
    by_work_state: dict[WorkState, int]
    by_light: dict[Light, int]
    by_type: list[TypeCount]
    total: int
    closed: int


async def findings_of(
    session: AsyncSession, actor: Actor, campaign_id: int, *, today: date, light_days: int
) -> Figures:
    """The findings in the actor's sight: nobody reads here what the ledger would not show."""
    inside = and_(
        Finding.campaign_id == campaign_id, Finding.voided.is_(False), await in_sight(session, actor)
    )
    lights = [func.count(case((has_light(light, today, light_days), 1))) for light in Light]
    whole = select(func.count(), func.count(case((OPEN, 1))), *lights).where(inside)
    total, still_open, *lit = (await session.execute(whole)).one()
    states = select(Finding.work_state, func.count()).where(inside).group_by(Finding.work_state)
    typed = (
        select(Finding.problem_type_id, func.count(), func.count(case((OPEN, 1))))
        .where(inside)
        .group_by(Finding.problem_type_id)
    )
    counted = {key: (count, left) for key, count, left in await session.execute(typed)}
    types = await queries.problem_types(session, campaign_id)
    by_type = [TypeCount(one, *counted.get(one.id, (0, 0))) for one in types]
    if None in counted:
        by_type.append(TypeCount(None, *counted[None]))
    found = {WorkState(state): count for state, count in await session.execute(states)}
    return Figures(
        by_work_state={state: found.get(state, 0) for state in WorkState},
        by_light=dict(zip(Light, lit, strict=True)),
        by_type=by_type,
        total=total,
        closed=total - still_open,
    )
