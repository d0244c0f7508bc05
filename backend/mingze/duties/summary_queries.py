"""What a stage summary counts."""

from dataclasses import replace
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.campaigns.models import CampaignUnit, Stage, Task
from mingze.duties.metric_queries import Frame, counts
from mingze.duties.metrics import Metric
from mingze.duties.models import Duty
from mingze.duties.summary import StageDuties, StageSummary, StageTasks
from mingze.duties.timing import PUNCTUALITY_OF, standing
from mingze.duties.vocabulary import DutyKind, DutyState
from mingze.kit import clock


async def stage(session: AsyncSession, campaign_id: int, stage_id: int) -> Stage | None:
    query = select(Stage).where(Stage.id == stage_id, Stage.campaign_id == campaign_id)
    return (await session.scalars(query)).one_or_none()


async def duties_due(session: AsyncSession, frame: Frame, missing_after_days: int) -> list[StageDuties]:
    """By kind: what fell due in these days. The first late instant of what is due on the last day is over it."""
    letter = standing(clock.now(), missing_after_days).label("letter")
    accepted = func.sum(case((Duty.state == DutyState.ACCEPTED, 1), else_=0))
    query = (
        select(Duty.kind, letter, func.count(), accepted)
        .where(
            Duty.campaign_id == frame.campaign_id,
            Duty.state != DutyState.CANCELLED,
            Duty.due_at > frame.begins,
            Duty.due_at <= frame.over,
        )
        .group_by(Duty.kind, letter)
    )
    rows = [
        (DutyKind(kind), PUNCTUALITY_OF[letter_], number, int(done))
        for kind, letter_, number, done in await session.execute(query)
    ]
    return [
        StageDuties(
            kind=kind,
            counts={punctuality: number for of, punctuality, number, _ in rows if of is kind},
            accepted=sum(done for of, _, _, done in rows if of is kind),
        )
        for kind in DutyKind
        if any(of is kind for of, _, _, _ in rows)
    ]


async def tasks(session: AsyncSession, campaign_id: int, first: date, until: date) -> StageTasks:
    own = and_(Task.campaign_id == campaign_id, Task.unit_id.is_(None))
    shared = and_(Task.campaign_id == campaign_id, Task.unit_id.is_not(None))
    done = case((Task.done_on.is_not(None), 1))
    late = case((and_(Task.done_on.is_(None), Task.due_on < until), 1))
    numbers = await session.execute(select(func.count(), func.count(done), func.count(late)).where(own))
    total, done_total, overdue = numbers.one()
    shares, shares_done = (await session.execute(select(func.count(), func.count(done)).where(shared))).one()
    named = (
        select(Task.number, Task.title, Task.done_on)
        .where(own, Task.done_on.between(first, until))
        .order_by(Task.ordinal)
    )
    return StageTasks(
        total=total,
        done_total=done_total,
        overdue=overdue,
        done=[(row.number, row.title, row.done_on) for row in await session.execute(named)],
        shares=shares,
        shares_done=shares_done,
    )


async def summary(
    session: AsyncSession,
    *,
    campaign: str,
    issuer: str,
    unit_id: int,
    of: Stage,
    first: date,
    last: date,
    missing_after_days: int,
) -> StageSummary:
    """Of the whole campaign, in the days of a stage that are over."""
    until = min(last, clock.today())
    frame = Frame(unit_id=unit_id, campaign_id=of.campaign_id, first=first, last=until)
    taking_part = select(func.count()).where(
        CampaignUnit.campaign_id == of.campaign_id, CampaignUnit.left_on.is_(None)
    )
    return StageSummary(
        campaign=campaign,
        issuer=issuer,
        stage=of.name,
        mechanism=of.mechanism,
        first=first,
        last=last,
        until=until,
        units=await session.scalar(taking_part) or 0,
        # What is due in its days to come is told as not due yet.
        duties=await duties_due(session, replace(frame, last=last), missing_after_days),
        tasks=await tasks(session, of.campaign_id, first, until),
        figures=await counts(session, tuple(Metric), frame),
    )
