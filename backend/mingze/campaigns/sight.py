"""What rooms above ask of a campaign: is it in sight, whose is it, what may the actor do in it.

Three circles: whoever reaches the campaign's own unit sees all of it; whoever reaches a participating unit, or answers
for a task of the campaign, sees the campaign, and of the units only their own; nobody else knows of it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.campaigns.models import Campaign, CampaignUnit, Task, TaskDepartment, TaskPerson
from mingze.campaigns.vocabulary import CampaignState
from mingze.campaigns.workflow import HIDDEN, RUNNING

_P = Permission


@dataclass(frozen=True, slots=True)
class Seen:
    """A campaign in sight: whose it is, how it stands, what the actor may do at its office."""

    id: int
    unit_id: int
    title: str
    state: CampaignState
    #: The actor reaches the campaign's own unit.
    whole: bool
    manages: bool
    decides: bool

    @property
    def running(self) -> bool:
        return self.state in RUNNING


def office(actor: Actor, permission: Permission = _P.CAMPAIGN_READ) -> ColumnElement[bool]:
    """Whether `permission` reaches the unit of the campaign in the row."""
    return in_subtree(Campaign.unit_id, actor.roots(permission))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Whether the actor sees the campaign in the row at all."""
    taking_part = select(CampaignUnit.campaign_id).where(
        in_subtree(CampaignUnit.unit_id, actor.roots(_P.CAMPAIGN_READ))
    )
    known = or_(office(actor), Campaign.id.in_(taking_part), _answers(actor))
    return or_(
        and_(Campaign.state.not_in(HIDDEN), known),
        office(actor, _P.CAMPAIGN_MANAGE),
        office(actor, _P.CAMPAIGN_DECIDE),
    )


def _answers(actor: Actor) -> ColumnElement[bool]:
    """Whether a task of the office's list names the person, or a department they read for (责任人员, 责任科室)."""
    if not actor.may(_P.CAMPAIGN_READ):
        return false()
    person = select(Task.campaign_id).join(TaskPerson, TaskPerson.task_id == Task.id)
    department = select(Task.campaign_id).join(TaskDepartment, TaskDepartment.task_id == Task.id)
    reads = in_subtree(TaskDepartment.unit_id, actor.roots(_P.CAMPAIGN_READ))
    return or_(
        Campaign.id.in_(person.where(Task.unit_id.is_(None), TaskPerson.account_id == actor.account_id)),
        Campaign.id.in_(department.where(Task.unit_id.is_(None), reads)),
    )


async def seen(session: AsyncSession, actor: Actor, campaign_id: int) -> Seen | None:
    query = select(
        *sight_columns(actor),
    ).where(Campaign.id == campaign_id, visible_to(actor))
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    return Seen(
        id=row.id,
        unit_id=row.unit_id,
        title=row.title,
        state=CampaignState(row.state),
        whole=bool(row.whole),
        manages=bool(row.manages),
        decides=bool(row.decides),
    )


def sight_columns(actor: Actor) -> tuple[Any, ...]:
    return (
        Campaign.id,
        Campaign.unit_id,
        Campaign.title,
        Campaign.state,
        office(actor).label("whole"),
        office(actor, _P.CAMPAIGN_MANAGE).label("manages"),
        office(actor, _P.CAMPAIGN_DECIDE).label("decides"),
    )


async def takes_part(session: AsyncSession, campaign_id: int, unit_id: int) -> bool:
    """Whether the unit takes part in the campaign today."""
    query = select(CampaignUnit.unit_id).where(
        CampaignUnit.campaign_id == campaign_id,
        CampaignUnit.unit_id == unit_id,
        CampaignUnit.left_on.is_(None),
    )
    return await session.scalar(query) is not None
