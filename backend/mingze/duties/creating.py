"""Asking units for what they owe: every statement serves all the units of a campaign, however many they are.

Asked again, nothing is asked twice (a unit owes a key once). Who joined later gets theirs, and who left owes no
more what was not sent yet. A campaign that does not run asks for nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, String, and_, case, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.campaigns.models import Campaign, CampaignUnit, Deliverable, ReportRequirement, Stage
from mingze.campaigns.vocabulary import Cadence, CampaignState
from mingze.duties.deadlines import Deadlines
from mingze.duties.models import Duty
from mingze.duties.periods import Period, asked, period_at, period_start, why_not_asked
from mingze.duties.rules import UNSENT_STATES
from mingze.duties.vocabulary import DutyKind, DutyState
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from mingze.kit.events import Acting, record
from mingze.kit.tables import Document, Id, UtcDateTime, insert_unless_there

_COLUMNS = (
    "version", "campaign_id", "unit_id", "kind", "key", "requirement_id", "deliverable_id", "period_start",
    "period_end", "cutoff_on", "due_at", "state", "content", "figures",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the units of a campaign."""

    campaign_id: int
    kind: DutyKind
    key: str
    due_at: datetime
    state: DutyState = DutyState.AWAITED
    requirement_id: int | None = None
    deliverable_id: int | None = None
    period: Period | None = None


@dataclass(slots=True)
class Done:
    """How many duties were made, opened to be filled in, taken back, owed again, given another day."""

    created: int = 0
    opened: int = 0
    cancelled: int = 0
    restored: int = 0
    redated: int = 0
    #: Unit → how much it may fill in that it could not before.
    asked: Counter[int] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return any((self.created, self.opened, self.cancelled, self.restored, self.redated))


async def ask_of(
    session: AsyncSession, campaign: Campaign, deadlines: Deadlines, actor: Acting | None
) -> Done:
    """Bring everything the campaign asks of its units to how things stand today, with one event."""
    done = Done()
    if campaign.state != CampaignState.ACTIVE:
        return done
    for one in await _standing_demands(session, campaign, deadlines):
        await _insert(session, one, done)
        done.redated += len(await _redate(session, one))
    for requirement in await requirements(session, campaign.id):
        for period in await _periods_due(session, campaign, requirement):
            await _insert(session, _report(requirement, period, deadlines), done, joined=True)
    await _open(session, done, Duty.campaign_id == campaign.id)
    await _follow_units(session, done, campaign.id)
    if done:
        _record(session, campaign, actor, "ask_duties", done)
    return done


async def open_period(
    session: AsyncSession,
    campaign: Campaign,
    requirement: ReportRequirement,
    day: date,
    deadlines: Deadlines,
    actor: Acting,
) -> tuple[Period, Done]:
    """Ask every unit that takes part for the report of the period of `day`, now, before its cut-off day too."""
    period = period_of(requirement, day)
    asked_for = _report(requirement, period, deadlines)
    done = Done()
    await _insert(session, asked_for, done)
    of_period = and_(Duty.requirement_id == requirement.id, Duty.period_start == period.start)
    await _open(session, done, of_period, whenever=True)
    _record(session, campaign, actor, "open_period", done, period_start=period.start)
    return period, done


def opens_not(campaign: Campaign, requirement: ReportRequirement, period: Period) -> str | None:
    """Why nobody can be asked for that period."""
    cadence, until = Cadence(requirement.cadence), _until(campaign, requirement)
    return why_not_asked(cadence, period.start, requirement.since, until, clock.today())


def period_of(requirement: ReportRequirement, day: date) -> Period:
    return period_at(
        Cadence(requirement.cadence), day, cutoff_day=requirement.cutoff_day, due_day=requirement.due_day
    )


async def requirements(session: AsyncSession, campaign_id: int) -> Sequence[ReportRequirement]:
    query = select(ReportRequirement).where(ReportRequirement.campaign_id == campaign_id)
    return (await session.scalars(query.order_by(ReportRequirement.id))).all()


# --- what is asked ---------------------------------------------------------------------------------------------


async def _standing_demands(
    session: AsyncSession, campaign: Campaign, deadlines: Deadlines
) -> Sequence[_Asked]:
    """The units' own plans, and the deliverables of the stages."""
    found = []
    if campaign.sub_plan_due_on is not None:
        due_at = deadlines.end_of(campaign.sub_plan_due_on)
        found.append(_Asked(campaign.id, DutyKind.SUB_PLAN, "sub_plan", due_at))
    query = (
        select(Deliverable.id, func.coalesce(Deliverable.due_on, Stage.ends_on, campaign.ends_on))
        .join(Stage, Stage.id == Deliverable.stage_id)
        .where(Deliverable.campaign_id == campaign.id)
    )
    for deliverable_id, due_on in await session.execute(query):
        if due_on is not None:
            found.append(
                _Asked(
                    campaign.id,
                    DutyKind.DELIVERABLE,
                    f"deliverable/{deliverable_id}",
                    deadlines.end_of(due_on),
                    deliverable_id=deliverable_id,
                )
            )
    return found


async def _periods_due(
    session: AsyncSession, campaign: Campaign, requirement: ReportRequirement
) -> list[Period]:
    """The periods that have begun and are to be asked for: from the last one there is, or the issue, on. What was
    opened ahead of its time does not count: between it and today there may be more."""
    cadence, today = Cadence(requirement.cadence), clock.today()
    last = await session.scalar(
        select(func.max(Duty.period_start)).where(
            Duty.requirement_id == requirement.id, Duty.period_start <= today
        )
    )
    if last is None:
        issued = (campaign.issued_at or clock.now()).astimezone(SHANGHAI).date()
        last = period_start(cadence, issued)
    return list(
        asked(
            cadence,
            max(requirement.since, last),
            _until(campaign, requirement),
            today,
            cutoff_day=requirement.cutoff_day,
            due_day=requirement.due_day,
        )
    )


def _until(campaign: Campaign, requirement: ReportRequirement) -> date | None:
    """No period begins on this day or later: the requirement's, else the campaign's end where that is firm."""
    if requirement.until is not None or campaign.end_is_soft:
        return requirement.until
    return campaign.ends_on


def _report(requirement: ReportRequirement, period: Period, deadlines: Deadlines) -> _Asked:
    return _Asked(
        requirement.campaign_id,
        DutyKind.REPORT,
        f"report/{requirement.id}/{period.start}",
        deadlines.end_of(period.due_on),
        state=DutyState.SCHEDULED,
        requirement_id=requirement.id,
        period=period,
    )


# --- one statement for all units -------------------------------------------------------------------------------


async def _insert(session: AsyncSession, one: _Asked, done: Done, *, joined: bool = False) -> None:
    """Ask every unit that takes part and was not asked yet; with `joined`, those that took part in the period."""
    period = one.period
    values: tuple[Any, ...] = (
        literal(1),
        CampaignUnit.campaign_id,
        CampaignUnit.unit_id,
        literal(one.kind, String),
        literal(one.key, String),
        literal(one.requirement_id, Id),
        literal(one.deliverable_id, Id),
        literal(period.start if period else None, Date),
        literal(period.end if period else None, Date),
        literal(period.cutoff_on if period else None, Date),
        literal(one.due_at, UtcDateTime),
        literal(one.state, String),
        literal({}, Document),
        literal({}, Document),
    )
    taking_part = select(*values).where(
        CampaignUnit.campaign_id == one.campaign_id, CampaignUnit.left_on.is_(None)
    )
    if joined and period:
        taking_part = taking_part.where(CampaignUnit.joined_on <= period.end)
    fresh = insert_unless_there(session, Duty, "campaign_id", "unit_id", "key")
    made = fresh.from_select(_COLUMNS, taking_part).returning(Duty.unit_id)
    units = await _changed(session, made)
    done.created += len(units)
    if one.state is DutyState.AWAITED:
        done.asked.update(units)


async def _update(session: AsyncSession, *where: ColumnElement[bool], **values: Any) -> Sequence[int]:
    """Change what `where` says; the unit of each row."""
    changed = update(Duty).where(*where).values(version=Duty.version + 1, **values).returning(Duty.unit_id)
    return await _changed(session, changed)


async def _changed(session: AsyncSession, statement: Any) -> Sequence[int]:
    """Past the session, which wants an event of every statement: these may change nothing. What they did change is
    in `Done`, of which there is an event."""
    connection = await session.connection()
    return (await connection.execute(statement)).scalars().all()


async def _redate(session: AsyncSession, one: _Asked) -> Sequence[int]:
    """What was not sent yet follows a changed date."""
    return await _update(
        session,
        Duty.campaign_id == one.campaign_id,
        Duty.key == one.key,
        Duty.first_submitted_at.is_(None),
        Duty.due_at != one.due_at,
        due_at=one.due_at,
    )


async def _open(
    session: AsyncSession, done: Done, of: ColumnElement[bool], *, whenever: bool = False
) -> None:
    """From the cut-off day on, units may fill in."""
    conditions = [of, Duty.state == DutyState.SCHEDULED]
    if not whenever:
        conditions.append(Duty.cutoff_on <= clock.today())
    units = await _update(session, *conditions, state=DutyState.AWAITED)
    done.opened += len(units)
    done.asked.update(units)


async def _follow_units(session: AsyncSession, done: Done, campaign_id: int) -> None:
    """Who left owes no more what was not due yet; who is back, owes it again."""
    here = select(CampaignUnit.unit_id).where(
        CampaignUnit.campaign_id == campaign_id, CampaignUnit.left_on.is_(None)
    )
    of_campaign = Duty.campaign_id == campaign_id
    state = case((Duty.cutoff_on > clock.today(), DutyState.SCHEDULED), else_=DutyState.AWAITED)
    back = await _update(
        session, of_campaign, Duty.state == DutyState.CANCELLED, Duty.unit_id.in_(here), state=state
    )
    gone = await _update(
        session,
        of_campaign,
        Duty.state.in_(UNSENT_STATES),
        Duty.first_submitted_at.is_(None),
        Duty.due_at > clock.now(),
        Duty.unit_id.not_in(here),
        state=DutyState.CANCELLED,
    )
    done.restored, done.cancelled = len(back), len(gone)


def _record(
    session: AsyncSession, campaign: Campaign, actor: Acting | None, action: str, done: Done, **extra: Any
) -> None:
    record(
        session,
        action=action,
        resource="campaign",
        resource_id=campaign.id,
        actor=actor,
        unit_id=campaign.unit_id,
        created=done.created,
        opened=done.opened,
        cancelled=done.cancelled,
        restored=done.restored,
        redated=done.redated,
        **extra,
    )
