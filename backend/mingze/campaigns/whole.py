"""A campaign as it is kept, read back as one draft: for its paper, and to begin another with."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.campaigns import queries
from mingze.campaigns.draft import (
    CampaignDraft,
    DraftDeliverable,
    DraftDepartment,
    DraftMember,
    DraftPerson,
    DraftProblemType,
    DraftRequirement,
    DraftStage,
    DraftTask,
)
from mingze.campaigns.models import Campaign, CampaignUnit, Deliverable, ProblemType, Stage
from mingze.campaigns.vocabulary import BodyRole, Cadence, DatePrecision, DueKind, Mechanism

_SAME = (
    "title",
    "aliases",
    "document_number",
    "issuer",
    "issued_on",
    "objective",
    "scope",
    "objects",
    "starts_on",
    "ends_on",
    "end_is_soft",
    "parent_id",
    "parent_text",
    "sub_plan_due_on",
    "contacts",
    "unit_rule",
    "import_draft_id",
    "document_id",
    "template_id",
)


async def whole(session: AsyncSession, campaign: Campaign) -> CampaignDraft:
    """All of it but what units made of it: no shares of tasks, no states."""
    stages = await queries.stages(session, campaign.id)
    deliverables = await queries.deliverables(session, campaign.id)
    named = select(CampaignUnit.unit_id).where(
        CampaignUnit.campaign_id == campaign.id,
        CampaignUnit.by_rule.is_(False),
        CampaignUnit.left_on.is_(None),
    )
    return CampaignDraft(
        **{name: getattr(campaign, name) for name in _SAME},
        unit_ids=list(await session.scalars(named.order_by(CampaignUnit.unit_id))),
        stages=_stages(stages, deliverables, None),
        tasks=await _tasks(session, campaign.id),
        body=[
            DraftMember(role=BodyRole(one.role), name=one.name, post=one.post, account_id=one.account_id)
            for one in await queries.body(session, campaign.id)
        ],
        problem_types=_types(await queries.problem_types(session, campaign.id), None),
        requirements=[
            DraftRequirement(
                title=one.title,
                cadence=Cadence(one.cadence),
                due_day=one.due_day,
                cutoff_day=one.cutoff_day,
                parts=one.parts,
                since=one.since,
                until=one.until,
            )
            for one in await queries.requirements(session, campaign.id)
        ],
    )


def _stages(
    rows: Sequence[Stage], deliverables: Sequence[Deliverable], above: int | None
) -> list[DraftStage]:
    return [
        DraftStage(
            name=row.name,
            mechanism=Mechanism(row.mechanism) if row.mechanism else None,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            precision=DatePrecision(row.precision),
            deliverables=[
                DraftDeliverable(title=one.title, description=one.description, due_on=one.due_on)
                for one in deliverables
                if one.stage_id == row.id
            ],
            stages=_stages(rows, deliverables, row.id),
        )
        for row in rows
        if row.parent_id == above
    ]


async def _tasks(session: AsyncSession, campaign_id: int) -> list[DraftTask]:
    rows = await queries.own_tasks(session, campaign_id)
    ids = [row.id for row in rows]
    departments = await queries.departments_of(session, ids)
    persons = await queries.persons_of(session, ids)
    return [
        DraftTask(
            number=row.number,
            title=row.title,
            content=row.content,
            target=row.target,
            due_kind=DueKind(row.due_kind) if row.due_kind else None,
            due_on=row.due_on,
            due_text=row.due_text,
            cadence=Cadence(row.cadence) if row.cadence else None,
            departments=[
                DraftDepartment(name=one.name, unit_id=one.unit_id)
                for one in departments
                if one.task_id == row.id
            ],
            persons=[
                DraftPerson(name=one.name, account_id=one.account_id)
                for one in persons
                if one.task_id == row.id
            ],
        )
        for row in rows
    ]


def _types(rows: Sequence[ProblemType], above: int | None) -> list[DraftProblemType]:
    return [
        DraftProblemType(number=row.number, title=row.title, children=_types(rows, row.id))
        for row in rows
        if row.parent_id == above
    ]
