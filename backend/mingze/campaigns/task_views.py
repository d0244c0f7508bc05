"""From rows to what is answered of tasks."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from fastapi import Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries, rules, task_queries
from mingze.campaigns.allowed import task_actions
from mingze.campaigns.schemas import (
    CampaignTaskView,
    CampaignUnitRef,
    TaskDepartmentView,
    TaskPersonView,
)
from mingze.campaigns.vocabulary import CampaignState
from mingze.findings.schemas import ActionView
from mingze.kit import clock
from mingze.kit.problems import NotFound
from mingze.kit.web import etag


async def task_views(
    session: AsyncSession, actor: Actor, rows: Sequence[RowMapping]
) -> list[CampaignTaskView]:
    ids = [row["id"] for row in rows]
    departments: dict[int, list[Any]] = defaultdict(list)
    persons: dict[int, list[Any]] = defaultdict(list)
    for department in await queries.departments_of(session, ids):
        departments[department.task_id].append(department)
    for person in await queries.persons_of(session, ids):
        persons[person.task_id].append(person)
    return [_view(row, departments[row["id"]], persons[row["id"]]) for row in rows]


async def task_view(
    session: AsyncSession, actor: Actor, task_id: int, response: Response
) -> CampaignTaskView:
    found = await task_views(session, actor, await task_queries.tasks(session, actor, [task_id]))
    if not found:
        raise NotFound()
    response.headers["ETag"] = etag(found[0].version)
    return found[0]


def _view(row: RowMapping, departments: Sequence[Any], persons: Sequence[Any]) -> CampaignTaskView:
    own = row["unit_id"] is None
    unit = None if own else CampaignUnitRef(id=row["unit_id"], name=row["unit_name"])
    actions = task_actions(
        CampaignState(row["campaign_state"]),
        own=own,
        mine=bool(row["managed"] if own else row["prepared"]),
        answers=bool(row["answers"]),
        may_share=bool(row["takes_part"] if own else row["prepared"] and _below(departments)),
        done=row["done_on"] is not None,
        shared=row["shares_total"] > 0,
    )
    return CampaignTaskView.model_validate(
        {
            **row,
            "unit": unit,
            "departments": [TaskDepartmentView.model_validate(one) for one in departments],
            "persons": [TaskPersonView.model_validate(one) for one in persons],
            "overdue": rules.is_overdue(row["due_on"], row["done_on"], clock.today()),
            "lacking": rules.lacking(queries.three_lists(row, len(persons))),
            "allowed_actions": [ActionView.model_validate(one, from_attributes=True) for one in actions],
        }
    )


def _below(departments: Sequence[Any]) -> bool:
    """Whether a department of the tree has the share, and may split it further."""
    return any(one.unit_id is not None for one in departments)
