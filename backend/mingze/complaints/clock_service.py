"""Clocks of a complaint: begun, met, extended, suspended and recounted as the acts say. Never commits."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints.clock_schemas import ComplaintClockView
from mingze.complaints.models import Complaint, ComplaintClock


async def begin(session: AsyncSession, row: Complaint, *, order_due: datetime | None = None) -> None:
    """What begins with the registration, once `row` has its id. `order_due`: by when an order wants its answer."""


async def after(
    session: AsyncSession, row: Complaint, action: str, at: datetime, *, until: date | None = None
) -> None:
    """Follow an act, called when `row` stands as the act left it (state, round, office, class…).

    `at`: when it happened; of what happened on a day only, the midnight it began with. `until`: the last day that
    a person set (督办, 挂账). Acts without a row of their own: "deliver" (an opinion was delivered),
    "change" (triage changed what it is).
    """


async def may_extend(session: AsyncSession, row: Complaint, clock_id: int, quantity: int) -> ComplaintClock:
    """The clock that may be made so much longer: asked before it expires, once, within what the rule allows.

    NotFound, Conflict or Invalid (/body/clock_id, /body/quantity) where it may not.
    """
    raise NotImplementedError


async def extend(session: AsyncSession, row: Complaint, clock_id: int, quantity: int) -> ComplaintClock:
    """Make it longer, when the leader has approved what was asked in time."""
    raise NotImplementedError


async def suspend(
    session: AsyncSession, row: Complaint, action: str, first: date, last: date, why: str
) -> ComplaintClock:
    """Days that are not counted: `action` is suspend_for_appraisal or hold_hearing."""
    raise NotImplementedError


async def cancel_all(session: AsyncSession, row: Complaint, at: datetime) -> None:
    """Nothing of it runs any more."""


async def views(session: AsyncSession, row: Complaint, light_days: int) -> Sequence[ComplaintClockView]:
    """Every clock with its article and how it was counted, the newest round first."""
    return []
