"""Whom to tell of a campaign."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.appointment_queries import in_force
from mingze.access.models import Appointment
from mingze.access.permissions import Role
from mingze.campaigns.models import CampaignUnit, Task, TaskPerson
from mingze.kit import clock
from mingze.units.models import UnitClosure

#: Who answers for a participating unit, or for those below.
_ROLES = (Role.CLERK, Role.UNIT_HEAD, Role.LIAISON)


async def participants(session: AsyncSession, campaign_id: int, office_id: int) -> set[int]:
    """Clerks, heads and liaisons of the participating units and of the units between them and the office."""
    lines = (
        select(UnitClosure.ancestor_id)
        .join(CampaignUnit, CampaignUnit.unit_id == UnitClosure.descendant_id)
        .where(CampaignUnit.campaign_id == campaign_id, CampaignUnit.left_on.is_(None))
    )
    below = select(UnitClosure.descendant_id).where(
        UnitClosure.ancestor_id == office_id, UnitClosure.depth > 0
    )
    query = select(Appointment.account_id).where(
        Appointment.role.in_(_ROLES),
        in_force(clock.today()),
        Appointment.unit_id.in_(lines),
        Appointment.unit_id.in_(below),
    )
    return set(await session.scalars(query.distinct()))


async def named_in_tasks(session: AsyncSession, campaign_id: int) -> dict[int, int]:
    """Account → in how many tasks of the campaign's own list it is named."""
    query = (
        select(TaskPerson.account_id, func.count())
        .join(Task, Task.id == TaskPerson.task_id)
        .where(Task.campaign_id == campaign_id, Task.unit_id.is_(None), TaskPerson.account_id.is_not(None))
        .group_by(TaskPerson.account_id)
    )
    return {account: count for account, count in await session.execute(query) if account is not None}
