"""Reading the tasks of campaigns: the office's own lists, and the shares of units in sight."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.campaigns.models import Campaign, CampaignUnit, Task, TaskPerson
from mingze.campaigns.sight import Seen, office, visible_to
from mingze.kit.pages import COUNT_CAP, broken_cursor, decode_cursor, encode_cursor, is_id
from mingze.units.models import Unit

_P = Permission


@dataclass(frozen=True, slots=True)
class TaskFilter:
    of: Literal["campaign", "units"] = "campaign"
    unit_id: int | None = None
    parent_id: int | None = None
    mine: bool = False

    def conditions(self, actor: Actor) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [
            Task.unit_id.is_(None) if self.of == "campaign" else Task.unit_id.is_not(None)
        ]
        if self.unit_id is not None:
            found.append(in_subtree(Task.unit_id, (self.unit_id,)))
        if self.parent_id is not None:
            found.append(Task.parent_id == self.parent_id)
        if self.mine:
            found.append(is_of(actor.account_id))
        return found


def is_of(account_id: int) -> ColumnElement[bool]:
    """Whether the person is responsible for the task in the row."""
    named = select(TaskPerson.task_id).where(TaskPerson.account_id == account_id)
    return Task.id.in_(named)


def answers(actor: Actor) -> ColumnElement[bool]:
    """Whether the task in the row names the actor, who writes for some unit: they may say that it is done."""
    return is_of(actor.account_id) if actor.may(_P.DUTY_PREPARE) else false()


def task_in_sight(actor: Actor) -> ColumnElement[bool]:
    """The task in the row: its campaign is in sight, and where it is a unit's share, so is the unit (or the whole
    campaign)."""
    ours = in_subtree(Task.unit_id, actor.roots(_P.CAMPAIGN_READ))
    return and_(
        Campaign.id == Task.campaign_id,
        visible_to(actor),
        or_(Task.unit_id.is_(None), ours, office(actor)),
    )


def _flag(condition: ColumnElement[bool], name: str) -> Any:
    return case((condition, literal(1)), else_=0).label(name)


def _rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    share = Task.__table__.alias("share")
    seen = or_(in_subtree(share.c.unit_id, actor.roots(_P.CAMPAIGN_READ)), office(actor))
    shares = select(func.count()).where(share.c.parent_id == Task.id, seen)
    shares = shares.correlate(Task, Campaign)
    takes_part = select(CampaignUnit.unit_id).where(
        CampaignUnit.campaign_id == Campaign.id,
        CampaignUnit.left_on.is_(None),
        in_subtree(CampaignUnit.unit_id, actor.roots(_P.DUTY_PREPARE)),
    )
    return (
        select(
            *Task.__table__.columns,
            Unit.name.label("unit_name"),
            Campaign.state.label("campaign_state"),
            shares.scalar_subquery().label("shares_total"),
            shares.where(share.c.done_on.is_not(None)).scalar_subquery().label("shares_done"),
            _flag(office(actor, _P.CAMPAIGN_MANAGE), "managed"),
            _flag(in_subtree(Task.unit_id, actor.roots(_P.DUTY_PREPARE)), "prepared"),
            _flag(takes_part.correlate(Campaign).exists(), "takes_part"),
            _flag(answers(actor), "answers"),
        )
        .join(Campaign, Campaign.id == Task.campaign_id)
        .outerjoin(Unit, Unit.id == Task.unit_id)
        .where(task_in_sight(actor))
    )


async def page(
    session: AsyncSession,
    actor: Actor,
    seen: Seen,
    wanted: TaskFilter,
    *,
    after: tuple[int, int] | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    """Tasks in the order of the list; shares in the order of the list and then as they were made."""
    query = _rows(actor).where(Task.campaign_id == seen.id, *wanted.conditions(actor))
    counted = (
        select(Task.id)
        .join(Campaign, Campaign.id == Task.campaign_id)
        .where(task_in_sight(actor), Task.campaign_id == seen.id, *wanted.conditions(actor))
        .limit(COUNT_CAP)
        .subquery()
    )
    count = await session.scalar(select(func.count()).select_from(counted)) or 0
    if after is not None:
        ordinal, last = after
        query = query.where(or_(Task.ordinal > ordinal, and_(Task.ordinal == ordinal, Task.id > last)))
    rows = await session.execute(query.order_by(Task.ordinal, Task.id).limit(limit))
    return list(rows.mappings()), count


async def tasks(session: AsyncSession, actor: Actor, ids: Collection[int]) -> Sequence[RowMapping]:
    """Those of these tasks that are in sight, in the order of the list."""
    query = _rows(actor).where(Task.id.in_(ids)).order_by(Task.ordinal, Task.id)
    return (await session.execute(query)).mappings().all()


async def may_see(session: AsyncSession, actor: Actor, task_id: int) -> bool:
    query = (
        select(Task.id)
        .join(Campaign, Campaign.id == Task.campaign_id)
        .where(Task.id == task_id, task_in_sight(actor))
    )
    return await session.scalar(query) is not None


async def may_answer(session: AsyncSession, actor: Actor, task_id: int) -> bool:
    return await session.scalar(select(Task.id).where(Task.id == task_id, answers(actor))) is not None


def after_of(cursor: str | None) -> tuple[int, int] | None:
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    ordinal, last = keys
    if not isinstance(ordinal, int) or abs(ordinal) >= 2**31 or not is_id(last):
        raise broken_cursor()
    return ordinal, last


def cursor_after(row: RowMapping | None) -> str | None:
    return encode_cursor(row["ordinal"], row["id"]) if row else None
