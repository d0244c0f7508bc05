"""A unit splits a task to its departments and persons, under the same number. Never commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.campaigns import queries, sight, task_queries
from mingze.campaigns.bodies import TaskShareIn, TaskSharesCreate
from mingze.campaigns.models import Campaign, Task
from mingze.campaigns.recording import record_part
from mingze.campaigns.task_service import RESOURCE, refuse_faults, set_people
from mingze.campaigns.vocabulary import CampaignState
from mingze.campaigns.workflow import RUNNING
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field

#: Shares one unit makes of one task: a list to work by.
MAX_SHARES = 100


async def share(session: AsyncSession, actor: Actor, task_id: int, body: TaskSharesCreate) -> list[int]:
    """Make shares of a task for a unit; each valid only with its three lists."""
    task, row = await _task(session, actor, task_id)
    if not await in_reach(session, body.unit_id, actor.roots(Permission.DUTY_PREPARE)):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的办理范围内")
    await _check_place(session, task, body.unit_id)
    if row.state not in RUNNING:
        raise Conflict("活动不在进行中,不能分解任务")
    await alone(session, f"campaign_task/{task.id}/{body.unit_id}")
    there = await queries.shares_since(session, task.id, body.unit_id, 1, MAX_SHARES + 1)
    if len(there) + len(body.shares) > MAX_SHARES:
        raise Conflict(f"一个单位对一项任务至多分解 {MAX_SHARES} 份")
    return [
        (await _share(session, actor, row, task, body.unit_id, said, f"/body/shares/{index}")).id
        for index, said in enumerate(body.shares)
    ]


async def _task(session: AsyncSession, actor: Actor, task_id: int) -> tuple[Task, Campaign]:
    if not await task_queries.may_see(session, actor, task_id):
        raise NotFound()
    task = await queries.task(session, task_id)
    row = await queries.held(session, task.campaign_id) if task else None
    if task is None or row is None:
        raise NotFound()
    # Whose tasks these are not: the office's people have no unit that owes a share.
    if not actor.may(Permission.DUTY_PREPARE):
        raise Forbidden()
    if row.state == CampaignState.DRAFT:
        raise Conflict("活动尚未印发")
    return task, row


async def _check_place(session: AsyncSession, task: Task, unit_id: int) -> None:
    """The campaign's own task is split by a participating unit, a share by a department it names."""
    if task.unit_id is None:
        if not await sight.takes_part(session, task.campaign_id, unit_id):
            raise refuse_field("/body/unit_id", "这个单位没有参加本活动")
        return
    named = {one.unit_id for one in await queries.departments_of(session, [task.id])}
    if unit_id not in named:
        raise refuse_field("/body/unit_id", "只有这份任务的责任科室可以继续分解")


async def _share(
    session: AsyncSession,
    actor: Actor,
    row: Campaign,
    task: Task,
    unit_id: int,
    said: TaskShareIn,
    pointer: str,
) -> Task:
    made = Task(
        campaign_id=task.campaign_id,
        parent_id=task.id,
        unit_id=unit_id,
        ordinal=task.ordinal,
        number=task.number,
        title=said.title or task.title,
        content=said.content,
        target=said.target,
        due_kind=said.due_kind,
        due_on=said.due_on,
        due_text=said.due_text,
        cadence=said.cadence,
    )
    refuse_faults(made, len(said.persons), pointer, whole=True)
    session.add(made)
    await session.flush()
    people = await set_people(session, actor, row, made, said, pointer)
    changes: dict[str, Sequence[Any]] = {
        "number": [None, made.number],
        "title": [None, made.title],
        "unit_id": [None, unit_id],
        **people,
    }
    record_part(session, actor, made, "share", resource=RESOURCE, unit_id=unit_id, changes=changes)
    return made
