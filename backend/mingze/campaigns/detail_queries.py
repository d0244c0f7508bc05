"""Reading one campaign to show it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.campaigns import queries, sight
from mingze.campaigns.models import Campaign, CampaignUnit, Task
from mingze.campaigns.sight import Seen, visible_to
from mingze.findings.models import Finding
from mingze.findings.scope import in_sight
from mingze.units.models import Unit


@dataclass(frozen=True, slots=True)
class Counts:
    units: int
    units_left: int
    shares: int
    findings: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A campaign with all it holds, as far as the actor sees it."""

    seen: Seen
    row: RowMapping
    stages: Sequence[Any]
    deliverables: Sequence[Any]
    body: Sequence[Any]
    problem_types: Sequence[Any]
    requirements: Sequence[Any]
    tasks: Sequence[Any]
    tasks_done: int
    parent: RowMapping | None
    children: Sequence[RowMapping]
    links: Sequence[RowMapping]
    under: Sequence[RowMapping]
    counts: Counts
    may_share: bool


async def is_visible(session: AsyncSession, actor: Actor, campaign_id: int) -> bool:
    return await sight.seen(session, actor, campaign_id) is not None


async def whole(session: AsyncSession, actor: Actor, campaign_id: int) -> Whole | None:
    """A campaign in sight; None out of sight."""
    seen = await sight.seen(session, actor, campaign_id)
    if seen is None:
        return None
    row = await _row(session, campaign_id)
    linked = {
        link.other_id if link.campaign_id == campaign_id else link.campaign_id
        for link in await queries.links(session, campaign_id)
    }
    related = await _related(session, actor, campaign_id, {*linked, row["parent_id"]})
    rule = row["unit_rule"] if seen.whole else None
    return Whole(
        seen=seen,
        row=row,
        stages=await queries.stages(session, campaign_id),
        deliverables=await queries.deliverables(session, campaign_id),
        body=await queries.body(session, campaign_id),
        problem_types=await queries.problem_types(session, campaign_id),
        requirements=await queries.requirements(session, campaign_id),
        tasks=await queries.task_facts(session, campaign_id),
        tasks_done=await _tasks_done(session, campaign_id),
        parent=next((one for one in related if one["id"] == row["parent_id"]), None),
        children=[one for one in related if one["parent_id"] == campaign_id],
        links=[one for one in related if one["id"] in linked],
        under=await _names(session, rule["under"]) if rule else [],
        counts=await _counts(session, actor, seen),
        may_share=await may_share(session, actor, seen),
    )


async def _row(session: AsyncSession, campaign_id: int) -> RowMapping:
    query = (
        select(
            *Campaign.__table__.columns,
            Unit.name.label("unit_name"),
            Account.name.label("created_by_name"),
        )
        .join(Unit, Unit.id == Campaign.unit_id)
        .join(Account, Account.id == Campaign.created_by_id)
        .where(Campaign.id == campaign_id)
    )
    return (await session.execute(query)).mappings().one()


async def _related(
    session: AsyncSession, actor: Actor, campaign_id: int, ids: Collection[int | None]
) -> Sequence[RowMapping]:
    """The campaigns of these ids and those that carry this one out, as far as they are in sight."""
    query = (
        select(
            Campaign.id,
            Campaign.title,
            Campaign.state,
            Campaign.parent_id,
            Unit.id.label("unit_id"),
            Unit.name.label("unit_name"),
        )
        .join(Unit, Unit.id == Campaign.unit_id)
        .where(or_(Campaign.id.in_(ids), Campaign.parent_id == campaign_id), visible_to(actor))
        .order_by(Campaign.id)
        .limit(500)
    )
    return (await session.execute(query)).mappings().all()


async def names_in_sight(session: AsyncSession, actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """The titles of those of these campaigns that the actor sees."""
    query = select(Campaign.id, Campaign.title).where(Campaign.id.in_(ids), visible_to(actor))
    return {row.id: row.title for row in await session.execute(query)} if ids else {}


async def _names(session: AsyncSession, unit_ids: Collection[int]) -> Sequence[RowMapping]:
    query = select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)).order_by(Unit.code)
    return (await session.execute(query)).mappings().all()


async def _tasks_done(session: AsyncSession, campaign_id: int) -> int:
    query = select(func.count()).where(
        Task.campaign_id == campaign_id, Task.unit_id.is_(None), Task.done_on.is_not(None)
    )
    return await session.scalar(query) or 0


async def _counts(session: AsyncSession, actor: Actor, seen: Seen) -> Counts:
    """Of units and shares only those the actor may know of."""
    inside = _inside(actor, seen)
    units = select(
        func.coalesce(func.sum(case((CampaignUnit.left_on.is_(None), 1), else_=0)), 0),
        func.coalesce(func.sum(case((CampaignUnit.left_on.is_not(None), 1), else_=0)), 0),
    ).where(CampaignUnit.campaign_id == seen.id, *(one(CampaignUnit.unit_id) for one in inside))
    present, left = (await session.execute(units)).one()
    shares = select(func.count()).where(
        Task.campaign_id == seen.id, Task.unit_id.is_not(None), *(one(Task.unit_id) for one in inside)
    )
    findings = select(func.count()).where(
        Finding.campaign_id == seen.id, Finding.voided.is_(False), await in_sight(session, actor)
    )
    return Counts(
        int(present),
        int(left),
        await session.scalar(shares) or 0,
        (await session.scalar(findings) or 0) if actor.may(Permission.FINDING_READ) else 0,
    )


def _inside(actor: Actor, seen: Seen) -> list[Any]:
    """The conditions on a column of unit ids that keep other units out of the sight of a participant."""
    if seen.whole:
        return []
    roots = actor.roots(Permission.CAMPAIGN_READ)
    return [lambda column: in_subtree(column, roots)]


async def may_share(session: AsyncSession, actor: Actor, seen: Seen) -> bool:
    """Whether the actor prepares what a participating unit owes."""
    roots = actor.roots(Permission.DUTY_PREPARE)
    if not roots:
        return False
    query = select(CampaignUnit.unit_id).where(
        and_(
            CampaignUnit.campaign_id == seen.id,
            CampaignUnit.left_on.is_(None),
            in_subtree(CampaignUnit.unit_id, roots),
        )
    )
    return await session.scalar(query.limit(1)) is not None
