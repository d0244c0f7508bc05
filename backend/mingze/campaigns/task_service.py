"""Tasks of a campaign and their three lists. Never commits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.campaigns import queries, rules, service, task_queries, telling
from mingze.campaigns.bodies import (
    CampaignTaskChange,
    CampaignTaskCreate,
    DepartmentIn,
    PersonIn,
    TaskFilling,
    TaskShareIn,
)
from mingze.campaigns.models import Campaign, Task, TaskDepartment, TaskPerson
from mingze.campaigns.recording import record_campaign, record_part
from mingze.campaigns.rules import Fault
from mingze.campaigns.vocabulary import LIST_MISSING_LABELS, CampaignState, ListMissing
from mingze.findings.recording import changes_of
from mingze.kit import clock
from mingze.kit.events import Acting
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field

RESOURCE = "campaign_task"
_PLAIN = ("number", "title", "content", "target", "due_kind", "due_on", "due_text", "cadence")
_FIELD: Mapping[ListMissing, str] = {
    ListMissing.TARGET: "target",
    ListMissing.DUE: "due_kind",
    ListMissing.PERSON: "persons",
}

Said = CampaignTaskCreate | CampaignTaskChange | TaskFilling | TaskShareIn


async def add(session: AsyncSession, actor: Actor, campaign_id: int, body: CampaignTaskCreate) -> Task:
    """A task of the campaign's own list; once issued it must be whole."""
    row = await service.editable(session, actor, campaign_id)
    there = await queries.own_tasks(session, row.id)
    if len(there) >= rules.MAX_TASKS:
        raise Conflict(f"一个活动的任务至多 {rules.MAX_TASKS} 项")
    task = Task(
        campaign_id=row.id,
        ordinal=max((one.ordinal for one in there), default=0) + 1,
        **{name: getattr(body, name) for name in _PLAIN},
    )
    refuse_faults(task, len(body.persons), "/body", whole=row.state != CampaignState.DRAFT)
    session.add(task)
    await session.flush()
    people = await set_people(session, actor, row, task, body, "/body")
    changes: dict[str, list[Any]] = {"number": [None, task.number], "title": [None, task.title], **people}
    record_part(session, actor, task, "create", resource=RESOURCE, unit_id=row.unit_id, changes=changes)
    record_campaign(session, actor, row, "set_tasks", changes={"tasks": [None, task.number]})
    await session.flush()
    return task


def refuse_faults(task: Task, persons: int, pointer: str, *, whole: bool) -> None:
    """Invalid where the due of a task contradicts itself, or, if it must be `whole`, where a list is lacking."""
    lists = queries.three_lists(task, persons)
    faults = [Fault(f"{pointer}/{fault.pointer}", fault.message) for fault in rules.due_faults(lists)]
    if whole:
        faults += [
            Fault(f"{pointer}/{_FIELD[one]}", LIST_MISSING_LABELS[one]) for one in rules.lacking(lists)
        ]
    if faults:
        raise service.invalid(f"任务不完整:{faults[0].message}", faults)


async def set_people(
    session: AsyncSession, actor: Acting, row: Campaign, task: Task, said: Said, pointer: str
) -> dict[str, list[Any]]:
    """Replace departments and persons where they are said; what changed, by name. Invalid where one is no
    department or person of the unit or below. Who is named anew is told."""
    unit_id = task.unit_id or row.unit_id
    changed: dict[str, list[Any]] = {}
    if "departments" in said.model_fields_set:
        old = [one.name for one in await queries.departments_of(session, [task.id])]
        departments = await _departments(session, said.departments, f"{pointer}/departments", unit_id)
        await session.execute(delete(TaskDepartment).where(TaskDepartment.task_id == task.id))
        session.add_all(
            TaskDepartment(task_id=task.id, ordinal=ordinal, name=name, unit_id=one)
            for ordinal, (name, one) in enumerate(departments, 1)
        )
        changed["departments"] = [old, [name for name, _ in departments]]
    if "persons" in said.model_fields_set:
        old = [one.name for one in await queries.persons_of(session, [task.id])]
        persons = await _persons(session, said.persons, f"{pointer}/persons", unit_id)
        await _tell_named(session, actor, row, task, said)
        await session.execute(delete(TaskPerson).where(TaskPerson.task_id == task.id))
        session.add_all(
            TaskPerson(task_id=task.id, ordinal=ordinal, name=name, account_id=one)
            for ordinal, (name, one) in enumerate(persons, 1)
        )
        changed["persons"] = [old, [name for name, _ in persons]]
    await session.flush()
    return {name: change for name, change in changed.items() if change[0] != change[1]}


async def _tell_named(session: AsyncSession, actor: Acting, row: Campaign, task: Task, said: Said) -> None:
    known = {one.account_id for one in await queries.persons_of(session, [task.id])}
    named = {one.account_id for one in said.persons if one.account_id is not None} - known
    await telling.named(session, actor, row, task.id, named)


async def _departments(
    session: AsyncSession, said: Sequence[DepartmentIn], pointer: str, unit_id: int
) -> list[tuple[str, int | None]]:
    named = {
        f"{pointer}/{index}/unit_id": one.unit_id for index, one in enumerate(said) if one.unit_id is not None
    }
    names = await service.check_departments(session, named, unit_id)
    return [
        (_name(one.name, names.get(one.unit_id or 0), f"{pointer}/{index}/name"), one.unit_id)
        for index, one in enumerate(said)
    ]


async def _persons(
    session: AsyncSession, said: Sequence[PersonIn], pointer: str, unit_id: int
) -> list[tuple[str, int | None]]:
    named = {
        f"{pointer}/{index}/account_id": one.account_id
        for index, one in enumerate(said)
        if one.account_id is not None
    }
    names = await service.check_people(session, named, unit_id)
    return [
        (_name(one.name, names.get(one.account_id or 0), f"{pointer}/{index}/name"), one.account_id)
        for index, one in enumerate(said)
    ]


def _name(said: str | None, known: str | None, pointer: str) -> str:
    if said or known:
        return said or known or ""
    raise refuse_field(pointer, "须填名称")


# --- changing -------------------------------------------------------------------------------------------------


async def fill(
    session: AsyncSession, actor: Actor, campaign_id: int, tasks: Sequence[TaskFilling]
) -> list[int]:
    """Fill in many tasks of the campaign's own list at once; all or nothing."""
    row = await service.editable(session, actor, campaign_id)
    there = {one.id: one for one in await queries.own_tasks(session, row.id)}
    for index, one in enumerate(tasks):
        pointer = f"/body/tasks/{index}"
        task = there.pop(one.id, None)
        if task is None:
            raise refuse_field(f"{pointer}/id", "没有这项任务,或给出了两次")
        await _set(session, actor, row, task, one, pointer)
    record_campaign(session, actor, row, "fill_tasks", changes={"tasks": [None, len(tasks)]})
    await session.flush()
    return [one.id for one in tasks]


async def _set(
    session: AsyncSession, actor: Acting, row: Campaign, task: Task, said: Said, pointer: str
) -> None:
    if "persons" in said.model_fields_set:
        persons = len(said.persons)
    else:
        persons = len(await queries.persons_of(session, [task.id]))
    for name in _PLAIN:
        if name in said.model_fields_set:
            value = getattr(said, name)
            if value is None and name in {"number", "title"}:
                raise refuse_field(f"{pointer}/{name}", "不能清空")
            setattr(task, name, value)
    whole = task.unit_id is not None or row.state != CampaignState.DRAFT
    refuse_faults(task, persons, pointer, whole=whole)
    changes = changes_of(task)
    people = await set_people(session, actor, row, task, said, pointer)
    # Who is responsible is part of what another person may have seen: the version moves on with it.
    flag_modified(task, "number")
    place = task.unit_id or row.unit_id
    record_part(
        session, actor, task, "change", resource=RESOURCE, unit_id=place, changes={**changes, **people}
    )


async def change(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    expected: service.Expected,
    body: CampaignTaskChange,
) -> Task:
    task, row = await mine(session, actor, task_id, expected)
    if task.unit_id is not None and body.number not in {None, task.number}:
        raise refuse_field("/body/number", "分解的任务沿用原来的编号")
    await _set(session, actor, row, task, body, "/body")
    await session.flush()
    return task


async def remove(session: AsyncSession, actor: Actor, task_id: int, expected: service.Expected) -> None:
    """Of the campaign's own list only in a draft; a unit's share where nothing was made of it."""
    task, row = await mine(session, actor, task_id, expected)
    if task.unit_id is None and (reason := rules.structure_not(CampaignState(row.state))):
        raise Conflict(reason)
    if await queries.has_shares(session, task.id):
        raise Conflict("这项任务已分解下去,不能删除")
    place = task.unit_id or row.unit_id
    changes: dict[str, list[Any]] = {"number": [task.number, None], "title": [task.title, None]}
    record_part(session, actor, task, "remove", resource=RESOURCE, unit_id=place, changes=changes)
    await session.execute(delete(TaskDepartment).where(TaskDepartment.task_id == task.id))
    await session.execute(delete(TaskPerson).where(TaskPerson.task_id == task.id))
    await session.delete(task)
    await session.flush()


async def mine(
    session: AsyncSession, actor: Actor, task_id: int, expected: service.Expected
) -> tuple[Task, Campaign]:
    """A task the actor may change, held: the office's own by its clerks, a share by who prepares for the unit."""
    if not await task_queries.may_see(session, actor, task_id):
        raise NotFound()
    task = await queries.task(session, task_id, lock=True)
    if task is None:
        raise NotFound()
    if task.unit_id is None:
        row = await service.managed(session, actor, task.campaign_id)
    else:
        found = await queries.held(session, task.campaign_id)
        if found is None:
            raise NotFound()
        row = found
        if not await in_reach(session, task.unit_id, actor.roots(Permission.DUTY_PREPARE)):
            raise Forbidden("须由分解任务的单位办理")
    expected.check(task.version)
    if reason := rules.edit_not(CampaignState(row.state)):
        raise Conflict(reason)
    return task, row


async def _answered(
    session: AsyncSession, actor: Actor, task_id: int, expected: service.Expected
) -> tuple[Task, Campaign]:
    """A task whose doing the actor may tell of, held: one that names them, or that they may change."""
    if not await task_queries.may_see(session, actor, task_id) or not await task_queries.may_answer(
        session, actor, task_id
    ):
        return await mine(session, actor, task_id, expected)
    task = await queries.task(session, task_id, lock=True)
    row = await queries.held(session, task.campaign_id) if task else None
    if task is None or row is None:
        raise NotFound()
    expected.check(task.version)
    if reason := rules.edit_not(CampaignState(row.state)):
        raise Conflict(reason)
    return task, row


# --- done or not -------------------------------------------------------------------------------------------


async def finish(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    expected: service.Expected,
    done_on: date | None,
    note: str | None,
) -> Task:
    task, row = await _answered(session, actor, task_id, expected)
    if row.state == CampaignState.DRAFT:
        raise Conflict("活动尚未印发")
    if task.done_on is not None:
        raise Conflict("这项任务已经完成")
    if done_on is not None and done_on > clock.today():
        raise refuse_field("/body/done_on", "完成日期不能晚于今天")
    task.done_on, task.done_note = done_on or clock.today(), note
    place = task.unit_id or row.unit_id
    record_part(session, actor, task, "done", resource=RESOURCE, unit_id=place, note=note)
    await session.flush()
    return task


async def reopen(session: AsyncSession, actor: Actor, task_id: int, expected: service.Expected) -> Task:
    task, row = await _answered(session, actor, task_id, expected)
    if task.done_on is None:
        raise Conflict("这项任务尚未完成")
    task.done_on = task.done_note = None
    place = task.unit_id or row.unit_id
    record_part(session, actor, task, "undone", resource=RESOURCE, unit_id=place)
    await session.flush()
    return task
