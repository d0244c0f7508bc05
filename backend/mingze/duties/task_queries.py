"""The tasks that somebody answers for, and the shares of their units, that are still to do."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.campaigns.models import Campaign, Task, TaskPerson
from mingze.duties.rules import RUNNING
from mingze.units.models import Unit

#: Of the tasks that wait, this many are shown.
MOST_TASKS = 200


async def open_shares(session: AsyncSession, actor: Actor) -> Sequence[RowMapping]:
    """Of units where the actor prepares what they owe, and those the actor is named for, the most urgent first."""
    # A task of the campaign's own list is done for the unit that runs it.
    unit_id = func.coalesce(Task.unit_id, Campaign.unit_id)
    named = select(TaskPerson.task_id).where(TaskPerson.account_id == actor.account_id)
    query = (
        select(
            Task.id,
            Task.campaign_id,
            Campaign.title.label("campaign_title"),
            unit_id.label("unit_id"),
            Unit.name.label("unit_name"),
            Task.number,
            Task.title,
            Task.target,
            Task.due_kind,
            Task.due_on,
            Task.due_text,
        )
        .join(Campaign, Campaign.id == Task.campaign_id)
        .join(Unit, Unit.id == unit_id)
        .where(
            Campaign.state.in_(RUNNING),
            Task.done_on.is_(None),
            Task.unit_id.in_(actor.roots(Permission.DUTY_PREPARE)) | Task.id.in_(named),
        )
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
        .limit(MOST_TASKS)
    )
    return (await session.execute(query)).mappings().all()


async def persons(session: AsyncSession, task_ids: Sequence[int]) -> dict[int, list[tuple[str, int | None]]]:
    """Task → the names of who answers for it, with their accounts."""
    query = (
        select(TaskPerson.task_id, TaskPerson.name, TaskPerson.account_id)
        .where(TaskPerson.task_id.in_(task_ids))
        .order_by(TaskPerson.task_id, TaskPerson.ordinal)
    )
    found: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    for task_id, name, account_id in await session.execute(query):
        found[task_id].append((name, account_id))
    return found
