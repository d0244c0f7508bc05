"""Reading a campaign to change it: its rows, and what the rules ask of it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.campaigns.models import (
    BodyMember,
    Campaign,
    CampaignLink,
    CampaignUnit,
    Deliverable,
    ProblemType,
    ReportRequirement,
    Stage,
    Task,
    TaskDepartment,
    TaskPerson,
)
from mingze.campaigns.rules import StageDays, TaskFacts, ThreeLists, lacking
from mingze.campaigns.vocabulary import Cadence, CampaignState, DatePrecision, DueKind, StageState
from mingze.findings.models import Finding
from mingze.units.models import Unit

CAMPAIGN_FILES = "campaign"


async def held(session: AsyncSession, campaign_id: int) -> Campaign | None:
    """The row, held until the change is committed. Whether it is in sight was asked before (`sight.seen`)."""
    query = select(Campaign).where(Campaign.id == campaign_id)
    return (await session.scalars(query.with_for_update())).one_or_none()


async def stages(session: AsyncSession, campaign_id: int) -> list[Stage]:
    query = select(Stage).where(Stage.campaign_id == campaign_id)
    return list(await session.scalars(query.order_by(Stage.ordinal, Stage.id)))


def days_of(rows: Sequence[Any]) -> tuple[StageDays, ...]:
    """Stages, in their order with their sub-stages, as the rules see them."""
    parts = [row for row in rows if row.parent_id is not None]
    return tuple(
        _days(row, tuple(_days(part) for part in parts if part.parent_id == row.id))
        for row in rows
        if row.parent_id is None
    )


def _days(row: Any, parts: tuple[StageDays, ...] = ()) -> StageDays:
    return StageDays(
        key=str(row.id),
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        precision=DatePrecision(row.precision),
        state=StageState(row.state),
        stages=parts,
    )


async def deliverables(session: AsyncSession, campaign_id: int) -> list[Deliverable]:
    query = select(Deliverable).where(Deliverable.campaign_id == campaign_id)
    return list(await session.scalars(query.order_by(Deliverable.ordinal, Deliverable.id)))


async def body(session: AsyncSession, campaign_id: int) -> list[BodyMember]:
    query = select(BodyMember).where(BodyMember.campaign_id == campaign_id)
    return list(await session.scalars(query.order_by(BodyMember.ordinal)))


async def problem_types(session: AsyncSession, campaign_id: int) -> list[ProblemType]:
    query = select(ProblemType).where(ProblemType.campaign_id == campaign_id)
    return list(await session.scalars(query.order_by(ProblemType.ordinal, ProblemType.id)))


async def types_of_ids(session: AsyncSession, type_ids: Collection[int]) -> list[ProblemType]:
    return list(await session.scalars(select(ProblemType).where(ProblemType.id.in_(type_ids))))


async def types_with_findings(session: AsyncSession, type_ids: Collection[int]) -> set[int]:
    query = select(Finding.problem_type_id).where(Finding.problem_type_id.in_(type_ids)).distinct()
    return {found for found in await session.scalars(query) if found is not None}


async def requirements(session: AsyncSession, campaign_id: int) -> list[ReportRequirement]:
    query = select(ReportRequirement).where(ReportRequirement.campaign_id == campaign_id)
    return list(await session.scalars(query.order_by(ReportRequirement.id)))


async def requirement(session: AsyncSession, requirement_id: int) -> ReportRequirement | None:
    return await session.get(ReportRequirement, requirement_id)


async def links(session: AsyncSession, campaign_id: int) -> list[CampaignLink]:
    query = select(CampaignLink).where(
        (CampaignLink.campaign_id == campaign_id) | (CampaignLink.other_id == campaign_id)
    )
    return list(await session.scalars(query))


async def units_below(
    session: AsyncSession, unit_ids: Collection[int], roots: Collection[int]
) -> dict[int, str]:
    """The names of those units that are in use and in the subtrees of `roots`."""
    query = select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids), Unit.active, in_subtree(Unit.id, roots))
    return {row.id: row.name for row in await session.execute(query)} if unit_ids else {}


async def people_below(
    session: AsyncSession, account_ids: Collection[int], roots: Collection[int]
) -> dict[int, str]:
    """The names of those accounts in use that belong to units in the subtrees of `roots`."""
    query = select(Account.id, Account.name).where(
        Account.id.in_(account_ids), Account.active, in_subtree(Account.home_unit_id, roots)
    )
    return {row.id: row.name for row in await session.execute(query)} if account_ids else {}


async def ancestors_of(session: AsyncSession, campaign_id: int) -> set[int]:
    """The campaign and every one above it."""
    tree = select(Campaign.id, Campaign.parent_id).where(Campaign.id == campaign_id).cte(recursive=True)
    tree = tree.union(select(Campaign.id, Campaign.parent_id).join(tree, Campaign.id == tree.c.parent_id))
    return set(await session.scalars(select(tree.c.id)))


# --- tasks ---------------------------------------------------------------------------------------------------


async def task(session: AsyncSession, task_id: int, *, lock: bool = False) -> Task | None:
    query = select(Task).where(Task.id == task_id)
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


async def own_tasks(session: AsyncSession, campaign_id: int) -> list[Task]:
    """The campaign's own list."""
    query = select(Task).where(Task.campaign_id == campaign_id, Task.unit_id.is_(None))
    return list(await session.scalars(query.order_by(Task.ordinal, Task.id)))


async def persons_of(session: AsyncSession, task_ids: Collection[int]) -> list[TaskPerson]:
    query = select(TaskPerson).where(TaskPerson.task_id.in_(task_ids))
    return list(await session.scalars(query.order_by(TaskPerson.task_id, TaskPerson.ordinal)))


async def departments_of(session: AsyncSession, task_ids: Collection[int]) -> list[TaskDepartment]:
    query = select(TaskDepartment).where(TaskDepartment.task_id.in_(task_ids))
    return list(await session.scalars(query.order_by(TaskDepartment.task_id, TaskDepartment.ordinal)))


async def has_shares(session: AsyncSession, task_id: int) -> bool:
    return await session.scalar(select(Task.id).where(Task.parent_id == task_id).limit(1)) is not None


async def shares_since(
    session: AsyncSession, parent_id: int, unit_id: int, first: int, count: int
) -> list[int]:
    """Ids of shares that a unit made of a task, from `first` on."""
    query = select(Task.id).where(Task.parent_id == parent_id, Task.unit_id == unit_id, Task.id >= first)
    return list(await session.scalars(query.order_by(Task.id).limit(count)))


_persons = select(func.count()).select_from(TaskPerson).where(TaskPerson.task_id == Task.id).scalar_subquery()


async def task_facts(session: AsyncSession, campaign_id: int) -> list[TaskFacts]:
    """The campaign's own list as the guard of issuing sees it."""
    query = (
        select(
            Task.id,
            Task.number,
            Task.title,
            Task.target,
            Task.due_kind,
            Task.due_on,
            Task.cadence,
            _persons.label("persons"),
        )
        .where(Task.campaign_id == campaign_id, Task.unit_id.is_(None))
        .order_by(Task.ordinal, Task.id)
    )
    return [
        TaskFacts(row.id, row.number, row.title, lacking(three_lists(row, row.persons)))
        for row in await session.execute(query)
    ]


def three_lists(row: Any, persons: int) -> ThreeLists:
    return ThreeLists(
        target=row.target,
        due_kind=DueKind(row.due_kind) if row.due_kind else None,
        due_on=row.due_on,
        cadence=Cadence(row.cadence) if row.cadence else None,
        persons=persons,
    )


async def units_count(session: AsyncSession, campaign_id: int) -> int:
    query = select(func.count()).where(
        CampaignUnit.campaign_id == campaign_id, CampaignUnit.left_on.is_(None)
    )
    return await session.scalar(query) or 0


async def active(session: AsyncSession) -> list[int]:
    """Every campaign that runs, whoever asks: for the calendar and for what is asked every day."""
    query = select(Campaign.id).where(Campaign.state == CampaignState.ACTIVE).order_by(Campaign.id)
    return list(await session.scalars(query))
