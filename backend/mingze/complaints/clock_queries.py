"""Every SELECT over the clocks of complaints."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints.models import Complaint, ComplaintClock
from mingze.complaints.vocabulary import ClockState

_OPEN = (ClockState.RUNNING, ClockState.WAITING)


async def of(session: AsyncSession, complaint_id: int) -> list[ComplaintClock]:
    """Every clock of a complaint as they were begun."""
    query = select(ComplaintClock).where(ComplaintClock.complaint_id == complaint_id)
    return list(await session.scalars(query.order_by(ComplaintClock.id)))


def is_open(clock: ComplaintClock) -> bool:
    return clock.state in _OPEN


async def counted_by_rule(
    session: AsyncSession, *, waiting_only: bool
) -> Sequence[tuple[ComplaintClock, Complaint]]:
    """Open clocks that a rule of law counts, with what they belong to."""
    states = (ClockState.WAITING,) if waiting_only else _OPEN
    query = (
        select(ComplaintClock, Complaint)
        .join(Complaint, Complaint.id == ComplaintClock.complaint_id)
        .where(ComplaintClock.state.in_(states), ComplaintClock.code.is_not(None))
        .order_by(ComplaintClock.id)
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


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
