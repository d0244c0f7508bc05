"""Every SELECT over what grassroots units are asked for: their duties here, and what they registered of others."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.burden.models import Ask
from mingze.burden.rules import KIND_OF_DUTY, Asked, Wanted
from mingze.burden.vocabulary import AskKind
from mingze.campaigns.models import Campaign, CampaignUnit, ReportRequirement
from mingze.duties.models import Duty
from mingze.duties.vocabulary import DutyKind, DutyState
from mingze.kit.clock import SHANGHAI
from mingze.kit.pages import COUNT_CAP
from mingze.kit.reading import newest_first
from mingze.units.models import Unit

_P = Permission
#: What is asked of one page of units in two years, and what is looked through for overlaps, at most.
_MOST_ASKED = 50_000
_MOST_WANTED = 2_000


def _instants(first: date, last: date) -> tuple[datetime, datetime]:
    """`Duty.due_at` is the first instant that is late: of what is due from `first` to `last`."""
    day = timedelta(days=1)
    return (
        datetime.combine(first + day, time(), SHANGHAI),
        datetime.combine(last + day, time(), SHANGHAI),
    )


def due_day(due_at: datetime) -> date:
    """The last day that is in time."""
    return (due_at - timedelta(seconds=1)).astimezone(SHANGHAI).date()


def _of_unit(actor: Actor) -> ColumnElement[bool]:
    return in_subtree(Unit.id, actor.roots(_P.CAMPAIGN_READ))


def _duties(first: date, last: date) -> list[ColumnElement[bool]]:
    since, until = _instants(first, last)
    return [Duty.state != DutyState.CANCELLED, Duty.due_at >= since, Duty.due_at <= until]


def _asks(first: date, last: date) -> list[ColumnElement[bool]]:
    return [Ask.withdrawn_at.is_(None), Ask.due_on.between(first, last)]


# --- how much ---------------------------------------------------------------------------------------------------


async def units(
    session: AsyncSession,
    actor: Actor,
    *,
    within: int | None,
    campaign_id: int | None,
    first: date,
    last: date,
    after: str | None,
    limit: int,
) -> tuple[Sequence[RowMapping], int]:
    """(units in sight that were asked for anything then, in the order of the tree; how many there are)."""
    asked = or_(
        exists().where(Duty.unit_id == Unit.id, *_duties(first, last)),
        exists().where(Ask.unit_id == Unit.id, *_asks(first, last)),
    )
    query = select(Unit.id, Unit.name, Unit.code).where(_of_unit(actor), asked)
    if within is not None:
        query = query.where(in_subtree(Unit.id, (within,)))
    if campaign_id is not None:
        taking_part = select(CampaignUnit.unit_id).where(CampaignUnit.campaign_id == campaign_id)
        query = query.where(Unit.id.in_(taking_part))
    counted = select(func.count()).select_from(query.with_only_columns(Unit.id).limit(COUNT_CAP).subquery())
    count = await session.scalar(counted) or 0
    if after is not None:
        query = query.where(Unit.code > after)
    rows = await session.execute(query.order_by(Unit.code).limit(limit))
    return rows.mappings().all(), count


async def asked_of(session: AsyncSession, unit_ids: Collection[int], first: date, last: date) -> list[Asked]:
    """Everything these units were asked for, here and elsewhere."""
    inside = (
        select(Duty.unit_id, Duty.kind, Duty.due_at, Unit.name)
        .join(Campaign, Campaign.id == Duty.campaign_id)
        .join(Unit, Unit.id == Campaign.unit_id)
        .where(Duty.unit_id.in_(unit_ids), *_duties(first, last))
        .limit(_MOST_ASKED)
    )
    outside = (
        select(Ask.unit_id, Ask.kind, Ask.asked_by, Ask.due_on)
        .where(Ask.unit_id.in_(unit_ids), *_asks(first, last))
        .limit(_MOST_ASKED)
    )
    return [
        Asked(unit, KIND_OF_DUTY[DutyKind(kind)], asker, due_day(due_at))
        for unit, kind, due_at, asker in await session.execute(inside)
    ] + [Asked(unit, AskKind(kind), asker, day) for unit, kind, asker, day in await session.execute(outside)]


async def unit_in_sight(session: AsyncSession, actor: Actor, unit_id: int) -> RowMapping | None:
    query = select(Unit.id, Unit.name).where(Unit.id == unit_id, _of_unit(actor))
    return (await session.execute(query)).mappings().one_or_none()


async def duties_of_month(
    session: AsyncSession, unit_id: int, first: date, last: date, limit: int
) -> Sequence[RowMapping]:
    """What one unit owes here in a month, the next due first."""
    query = (
        select(
            Duty.id,
            Duty.kind,
            Duty.due_at,
            Duty.period_start,
            Campaign.id.label("campaign_id"),
            Campaign.title.label("campaign_title"),
            Unit.name.label("asker"),
            ReportRequirement.title.label("requirement_title"),
            ReportRequirement.parts,
        )
        .join(Campaign, Campaign.id == Duty.campaign_id)
        .join(Unit, Unit.id == Campaign.unit_id)
        .outerjoin(ReportRequirement, ReportRequirement.id == Duty.requirement_id)
        .where(Duty.unit_id == unit_id, *_duties(first, last))
        .order_by(Duty.due_at, Duty.id)
        .limit(limit)
    )
    return (await session.execute(query)).mappings().all()


# --- what was registered ----------------------------------------------------------------------------------------


def _ask_columns(actor: Actor) -> Any:
    return (
        select(
            *Ask.__table__.columns,
            Unit.name.label("unit_name"),
            Account.name.label("registered_by_name"),
            in_subtree(Ask.unit_id, actor.roots(_P.DUTY_PREPARE)).label("kept"),
        )
        .join(Unit, Unit.id == Ask.unit_id)
        .join(Account, Account.id == Ask.registered_by_id)
        .where(in_subtree(Ask.unit_id, actor.roots(_P.CAMPAIGN_READ)))
    )


async def ask(session: AsyncSession, actor: Actor, ask_id: int) -> RowMapping | None:
    row: RowMapping | None = (
        (await session.execute(_ask_columns(actor).where(Ask.id == ask_id))).mappings().one_or_none()
    )
    return row


async def ask_page(
    session: AsyncSession, actor: Actor, *, within: int | None, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """What units in sight registered, the newest first, withdrawn ones left out; how many there are."""
    query = _ask_columns(actor).where(Ask.withdrawn_at.is_(None))
    if within is not None:
        query = query.where(in_subtree(Ask.unit_id, (within,)))
    return await newest_first(session, query, Ask.id, before=before, limit=limit)


async def asks_of_month(
    session: AsyncSession, actor: Actor, unit_id: int, first: date, last: date, limit: int
) -> Sequence[RowMapping]:
    query = _ask_columns(actor).where(Ask.unit_id == unit_id, *_asks(first, last))
    rows: Sequence[RowMapping] = (
        (await session.execute(query.order_by(Ask.due_on, Ask.id).limit(limit))).mappings().all()
    )
    return rows


async def held_ask(session: AsyncSession, ask_id: int) -> Ask:
    return (await session.scalars(select(Ask).where(Ask.id == ask_id).with_for_update())).one()


# --- what was asked already -------------------------------------------------------------------------------------


def _units_of(campaign_id: int, office_id: int, *, named: bool) -> ColumnElement[bool]:
    """Over `unit`: who takes part in the campaign; before that is settled, everybody below its office."""
    if not named:
        return in_subtree(Unit.id, (office_id,))
    taking_part = select(CampaignUnit.unit_id).where(
        CampaignUnit.campaign_id == campaign_id, CampaignUnit.left_on.is_(None)
    )
    return Unit.id.in_(taking_part)


async def wanted(
    session: AsyncSession,
    campaign_id: int,
    office_id: int,
    *,
    first: date,
    last: date,
    but_requirement: int | None,
) -> list[Wanted]:
    """What the units of a campaign are asked to tell from `first` to `last`, by whom, and how many of them."""
    named = await session.scalar(select(exists().where(CampaignUnit.campaign_id == campaign_id))) or False
    units_of = _units_of(campaign_id, office_id, named=named)
    last_due = func.max(Duty.due_at)
    inside = (
        select(
            ReportRequirement.id,
            ReportRequirement.title,
            Campaign.title,
            last_due,
            func.count(func.distinct(Duty.unit_id)),
        )
        .join(Duty, Duty.requirement_id == ReportRequirement.id)
        .join(Campaign, Campaign.id == ReportRequirement.campaign_id)
        .join(Unit, and_(Unit.id == Duty.unit_id, units_of))
        .where(*_duties(first, last))
        .group_by(ReportRequirement.id, ReportRequirement.title, Campaign.title)
        .limit(_MOST_WANTED)
    )
    if but_requirement is not None:
        inside = inside.where(ReportRequirement.id != but_requirement)
    found = (await session.execute(inside)).all()
    parts = await _parts(session, [row[0] for row in found])
    reports = [
        Wanted(AskKind.REPORT, title, campaign, due_day(due_at), names(parts[requirement]), count)
        for requirement, title, campaign, due_at, count in found
    ]
    return reports + await _wanted_elsewhere(session, units_of, first, last)


async def _parts(session: AsyncSession, requirement_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    query = select(ReportRequirement.id, ReportRequirement.parts)
    rows = await session.execute(query.where(ReportRequirement.id.in_(requirement_ids)))
    return {row[0]: row[1] for row in rows}


def names(parts: Sequence[dict[str, Any]]) -> list[str]:
    """What a report calls the numbers it asks for."""
    return [one.get("indicator") or one["label"] for part in parts for one in part.get("fields", ())]


async def _wanted_elsewhere(
    session: AsyncSession, units_of: ColumnElement[bool], first: date, last: date
) -> list[Wanted]:
    """The same paper registered by several units is one thing that was asked."""
    query = (
        select(
            Ask.kind, Ask.title, Ask.asked_by, func.max(Ask.due_on), func.count(func.distinct(Ask.unit_id))
        )
        .join(Unit, and_(Unit.id == Ask.unit_id, units_of))
        .where(*_asks(first, last))
        .group_by(Ask.kind, Ask.title, Ask.asked_by)
        .limit(_MOST_WANTED)
    )
    groups = (await session.execute(query)).all()
    named = (
        select(Ask.kind, Ask.title, Ask.asked_by, Ask.indicators)
        .join(Unit, and_(Unit.id == Ask.unit_id, units_of))
        .where(*_asks(first, last))
        .limit(_MOST_ASKED)
    )
    names: dict[tuple[str, str, str], set[str]] = {}
    for kind, title, asker, indicators in await session.execute(named):
        names.setdefault((kind, title, asker), set()).update(indicators)
    return [
        Wanted(AskKind(kind), title, asker, day, sorted(names.get((kind, title, asker), ())), count)
        for kind, title, asker, day, count in groups
    ]
