"""Making a campaign, whole, from one draft. Never commits."""

from collections.abc import Iterator, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.campaigns import requirement_service, service, units_service
from mingze.campaigns.draft import (
    CampaignDraft,
    DraftProblemType,
    DraftRequirement,
    DraftStage,
    DraftTask,
)
from mingze.campaigns.models import (
    BodyMember,
    Campaign,
    Deliverable,
    ProblemType,
    ReportRequirement,
    Stage,
    Task,
    TaskDepartment,
    TaskPerson,
)
from mingze.campaigns.vocabulary import CampaignState, StageState
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Invalid, refuse_field
from mingze.kit.web import FIRST_DAY, LAST_DAY

#: What a draft and its row have in common.
_FIELDS = (
    "title", "document_number", "issuer", "issued_on", "objective", "scope", "objects", "starts_on", "ends_on",
    "end_is_soft", "parent_id", "parent_text", "sub_plan_due_on", "import_draft_id", "document_id", "template_id",
)  # fmt: skip


async def create(session: AsyncSession, actor: Actor, *, unit_id: int, draft: CampaignDraft) -> Campaign:
    """Keep `draft` as a campaign in state draft, run by the office of unit `unit_id`, with all it holds.

    Invalid where the unit is out of reach of CAMPAIGN_MANAGE, or a named unit, person or parent campaign is, or a
    day lies where nothing can be counted: read from a plan, or moved there.
    """
    if beyond := next((day for day in draft.every_day() if not FIRST_DAY <= day <= LAST_DAY), None):
        raise Invalid(f"日期 {beyond} 不在可计算的范围内({FIRST_DAY.year} 年至 {LAST_DAY.year} 年)")
    if not await in_reach(session, unit_id, actor.roots(Permission.CAMPAIGN_MANAGE)):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的管理范围内")
    if draft.parent_id is not None:
        await service.check_parent(session, actor, None, draft.parent_id)
    await units_service.check(session, unit_id, draft.unit_rule, draft.unit_ids)
    await _check_named(session, unit_id, draft)
    row = _row(actor, unit_id, draft)
    service.check_days(row)
    session.add(row)
    await session.flush()
    record(
        session,
        action="create",
        resource="campaign",
        resource_id=row.id,
        actor=actor,
        unit_id=unit_id,
        changes={"title": [None, row.title]},
        stages=len(draft.stages),
        tasks=len(draft.tasks),
    )
    await _add_stages(session, row.id, draft.stages)
    await _add_tasks(session, row.id, draft.tasks)
    await _add_types(session, row.id, draft.problem_types, None, iter(range(1, 10_000)))
    session.add_all(
        BodyMember(
            campaign_id=row.id,
            ordinal=ordinal,
            role=one.role,
            name=one.name,
            post=one.post,
            account_id=one.account_id,
        )
        for ordinal, one in enumerate(draft.body, 1)
    )
    for said in draft.requirements:
        session.add(_requirement(row, said))
    await session.flush()
    if draft.unit_rule is not None or draft.unit_ids:
        await units_service.settle(session, actor, row, draft.unit_ids, "set_units")
    return row


def _row(actor: Actor, unit_id: int, draft: CampaignDraft) -> Campaign:
    moment = clock.now()
    return Campaign(
        unit_id=unit_id,
        aliases=list(draft.aliases),
        contacts=[dict(one) for one in draft.contacts],
        unit_rule=dict(draft.unit_rule) if draft.unit_rule is not None else None,
        state=CampaignState.DRAFT,
        created_by_id=actor.account_id,
        created_at=moment,
        updated_at=moment,
        **{name: getattr(draft, name) for name in _FIELDS},
    )


async def _check_named(session: AsyncSession, unit_id: int, draft: CampaignDraft) -> None:
    people: dict[str, int] = {}
    units: dict[str, int] = {}
    for index, member in enumerate(draft.body):
        if member.account_id is not None:
            people[f"/body/body/{index}/account_id"] = member.account_id
    for index, task in enumerate(draft.tasks):
        for place, person in enumerate(task.persons):
            if person.account_id is not None:
                people[f"/body/tasks/{index}/persons/{place}/account_id"] = person.account_id
        for place, department in enumerate(task.departments):
            if department.unit_id is not None:
                units[f"/body/tasks/{index}/departments/{place}/unit_id"] = department.unit_id
    await service.check_people(session, people, unit_id)
    await service.check_departments(session, units, unit_id)


async def _add_stages(session: AsyncSession, campaign_id: int, stages: Sequence[DraftStage]) -> None:
    ordinals = iter(range(1, 10_000))
    delivered = 0
    for top in stages:
        parent: Stage | None = None
        for said in (top, *top.stages):
            stage = Stage(
                campaign_id=campaign_id,
                parent_id=parent.id if parent else None,
                ordinal=next(ordinals),
                name=said.name,
                mechanism=said.mechanism,
                starts_on=said.starts_on,
                ends_on=said.ends_on,
                precision=said.precision,
                state=StageState.PLANNED,
            )
            session.add(stage)
            await session.flush()
            parent = parent or stage
            for one in said.deliverables:
                delivered += 1
                session.add(
                    Deliverable(
                        campaign_id=campaign_id,
                        stage_id=stage.id,
                        ordinal=delivered,
                        title=one.title,
                        description=one.description,
                        due_on=one.due_on,
                    )
                )


async def _add_tasks(session: AsyncSession, campaign_id: int, tasks: Sequence[DraftTask]) -> None:
    made = [
        Task(
            campaign_id=campaign_id,
            ordinal=ordinal,
            number=said.number,
            title=said.title,
            content=said.content,
            target=said.target,
            due_kind=said.due_kind,
            due_on=said.due_on,
            due_text=said.due_text,
            cadence=said.cadence,
        )
        for ordinal, said in enumerate(tasks, 1)
    ]
    session.add_all(made)
    await session.flush()
    for task, said in zip(made, tasks, strict=True):
        session.add_all(
            TaskDepartment(task_id=task.id, ordinal=place, name=one.name, unit_id=one.unit_id)
            for place, one in enumerate(said.departments, 1)
        )
        session.add_all(
            TaskPerson(task_id=task.id, ordinal=place, name=one.name, account_id=one.account_id)
            for place, one in enumerate(said.persons, 1)
        )


async def _add_types(
    session: AsyncSession,
    campaign_id: int,
    types: Sequence[DraftProblemType],
    parent_id: int | None,
    ordinals: Iterator[int],
) -> None:
    for said in types:
        one = ProblemType(
            campaign_id=campaign_id,
            parent_id=parent_id,
            ordinal=next(ordinals),
            number=said.number,
            title=said.title,
        )
        session.add(one)
        await session.flush()
        await _add_types(session, campaign_id, said.children, one.id, ordinals)


def _requirement(row: Campaign, said: DraftRequirement) -> ReportRequirement:
    made = ReportRequirement(
        campaign_id=row.id,
        title=said.title,
        cadence=said.cadence,
        cutoff_day=said.cutoff_day,
        due_day=said.due_day,
        parts=[dict(part) for part in said.parts],
        since=said.since or requirement_service.first_day(row),
        until=said.until,
    )
    requirement_service.check(made)
    return made
