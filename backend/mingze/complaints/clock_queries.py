"""Every SELECT over the clocks of complaints."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.complaints.clocks import SUPERVISED
from mingze.complaints.list_queries import LEAD_ID
from mingze.complaints.models import Complaint, ComplaintClock
from mingze.complaints.rules import SOON
from mingze.complaints.sight import visible_to
from mingze.complaints.vocabulary import OPEN_CLOCK, ClockState
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit


async def of(session: AsyncSession, complaint_id: int) -> list[ComplaintClock]:
    """Every clock of a complaint as they were begun."""
    query = select(ComplaintClock).where(ComplaintClock.complaint_id == complaint_id)
    return list(await session.scalars(query.order_by(ComplaintClock.id)))


def is_open(clock: ComplaintClock) -> bool:
    return clock.state in OPEN_CLOCK


async def counted_by_rule(session: AsyncSession, *, waiting_only: bool = False) -> list[int]:
    """Complaints with an open clock that a rule of law counts, or with one that waits for the calendar."""
    states = (ClockState.WAITING,) if waiting_only else OPEN_CLOCK
    query = (
        select(ComplaintClock.complaint_id)
        .where(ComplaintClock.state.in_(states), ComplaintClock.code.is_not(None))
        .distinct()
        .order_by(ComplaintClock.complaint_id)
    )
    return list(await session.scalars(query))


async def expired(session: AsyncSession, now: datetime) -> list[int]:
    """Complaints with a clock that ran out and of which nobody was told, or the leader was not."""
    query = (
        select(ComplaintClock.complaint_id)
        .where(
            ComplaintClock.state == ClockState.RUNNING,
            ComplaintClock.due_at <= now,
            or_(
                ComplaintClock.urged_at.is_(None),
                ComplaintClock.escalated_at.is_(None) & ComplaintClock.is_window.is_(False),
            ),
        )
        .distinct()
        .order_by(ComplaintClock.complaint_id)
    )
    return list(await session.scalars(query))


# --- the board -------------------------------------------------------------------------------------------------

Show = Literal["late", "escalated", "soon", "supervised", "waiting"]
_office, _about, _lead = aliased(Unit), aliased(Unit), aliased(Unit)


def shown(show: Show, actor: Actor, now: datetime) -> list[ColumnElement[bool]]:
    """Which clocks in the actor's sight the board shows."""
    runs = ComplaintClock.state == ClockState.RUNNING
    owed, late = ComplaintClock.is_window.is_(False), ComplaintClock.due_at <= now
    which: dict[Show, list[ColumnElement[bool]]] = {
        "late": [runs, owed, late],
        "escalated": [runs, owed, late, ComplaintClock.escalated_at.is_not(None)],
        "soon": [runs, owed, ComplaintClock.due_at > now, ComplaintClock.due_at <= now + SOON],
        "supervised": [runs, ComplaintClock.purpose == SUPERVISED],
        "waiting": [ComplaintClock.state == ClockState.WAITING],
    }
    return [visible_to(actor), *which[show]]


async def board(
    session: AsyncSession,
    conditions: Sequence[ColumnElement[bool]],
    *,
    after: tuple[datetime | None, int] | None,
    limit: int,
) -> tuple[Sequence[RowMapping], int]:
    """What is due first first, and how many there are, counted to COUNT_CAP."""
    joined = select(ComplaintClock.id).join(Complaint, Complaint.id == ComplaintClock.complaint_id)
    bounded = joined.where(*conditions).limit(COUNT_CAP).subquery()
    total = await session.scalar(select(func.count()).select_from(bounded)) or 0
    query = _ROWS.where(*conditions)
    if after is not None:
        moment, last = after
        same = ComplaintClock.due_at == moment if moment else ComplaintClock.due_at.is_(None)
        later = and_(same, ComplaintClock.id > last)
        query = query.where(or_(ComplaintClock.due_at > moment, later) if moment else later)
    query = query.order_by(ComplaintClock.due_at, ComplaintClock.id).limit(limit)
    return (await session.execute(query)).mappings().all(), total


_ROWS = (
    select(
        *ComplaintClock.__table__.columns,
        Complaint.number,
        Complaint.kind,
        Complaint.state.label("complaint_state"),
        Complaint.subject,
        Complaint.supervised_at,
        Complaint.office_id,
        _office.name.label("office_name"),
        Complaint.about_unit_id,
        _about.name.label("about_name"),
        _lead.id.label("lead_id"),
        _lead.name.label("lead_name"),
    )
    .select_from(ComplaintClock)
    .join(Complaint, Complaint.id == ComplaintClock.complaint_id)
    .join(_office, _office.id == Complaint.office_id)
    .outerjoin(_about, _about.id == Complaint.about_unit_id)
    .outerjoin(_lead, _lead.id == LEAD_ID)
)
