"""When a clock is due, by the rule as it stood when it began. Never commits.

A version that an office enters holds for what begins from then on: nobody becomes late by what was written
afterwards. The calendar is another matter: a day that is entered as a day off counts as one for everything that runs.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints.clocks import AFTER_URGING
from mingze.complaints.models import ComplaintClock
from mingze.complaints.vocabulary import ClockState
from mingze.kit.clock import SHANGHAI
from mingze.timelimits import queries, service
from mingze.timelimits.calendar import WorkCalendar
from mingze.timelimits.national import Terms, time_limits
from mingze.timelimits.rules import (
    Deadline,
    NotAnnounced,
    Period,
    Suspension,
    TimeUnit,
    deadline,
    end_of,
    midnight,
)


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts clocks with the working calendar as it stands now."""

    session: AsyncSession
    calendar: WorkCalendar

    @classmethod
    async def load(cls, session: AsyncSession) -> Self:
        return cls(session, await queries.work_calendar(session))

    async def terms(self, code: str, office_id: int, started_at: datetime) -> Terms | None:
        """What held at an office when something began; None where no period did."""
        limit, day = time_limits()[code], started_at.astimezone(SHANGHAI).date()
        found = await service.in_force(
            self.session, [limit], office_id, day, self.calendar, entered_by=started_at
        )
        terms, _ = found[code]
        return terms if terms is not None and terms.period is not None else None

    def deadline(self, clock: ComplaintClock, period: Period) -> Deadline:
        """By its own suspensions and extension. NotAnnounced where the calendar does not reach so far."""
        return self._deadline(clock, period, moves=clock.code is None or time_limits()[clock.code].moves)

    def earliest(self, clock: ComplaintClock, period: Period) -> Deadline | None:
        """Where the calendar does not say whether the last day moves: that day as it is. None of a period that is
        counted in working days."""
        try:
            return self._deadline(clock, period, moves=False)
        except NotAnnounced:
            return None

    def _deadline(self, clock: ComplaintClock, period: Period, *, moves: bool) -> Deadline:
        longer = period_of(clock.extension)
        return deadline(
            clock.started_at,
            period,
            self.calendar,
            suspensions=suspensions_of(clock.suspensions),
            extensions=[longer] if longer else [],
            moves=moves,
        )

    async def count(self, clock: ComplaintClock, office_id: int) -> None:
        """Set when it is due. It waits where the calendar of the year is not known yet (with the earliest day that it
        may be, if that is known), and ends where no rule was in force when it began."""
        if clock.code is None:
            return
        terms = await self.terms(clock.code, office_id, clock.started_at)
        if terms is None or terms.period is None:
            clock.due_at, clock.state = None, ClockState.CANCELLED
            return
        try:
            due_at = self.deadline(clock, terms.period).first_late
        except NotAnnounced:
            earliest = self.earliest(clock, terms.period)
            clock.due_at, clock.state = earliest.first_late if earliest else None, ClockState.WAITING
            return
        if clock.due_at is not None and clock.due_at < due_at:
            # It is later than was believed: who was urged will be urged when it is over.
            clock.urged_at = clock.escalated_at = None
        clock.due_at, clock.state = due_at, ClockState.RUNNING

    async def told_on(self, office_id: int, urged_at: datetime) -> datetime:
        """When the leader is told, if the urging helped nothing. Where the calendar does not reach so far, the working
        days are counted as days: it is better told early."""
        terms = await self.terms(AFTER_URGING, office_id, urged_at)
        period = terms.period if terms and terms.period else Period(0, TimeUnit.DAY)
        start = urged_at.astimezone(SHANGHAI).date()
        try:
            last = end_of(start, period, self.calendar)
        except NotAnnounced:
            last = start + timedelta(days=period.quantity)
        return midnight(last + timedelta(days=1))


def suspensions_of(kept: list[dict[str, Any]]) -> list[Suspension]:
    return [
        Suspension(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), one["why"])
        for one in kept
    ]


def period_of(kept: dict[str, Any] | None) -> Period | None:
    return Period(kept["quantity"], TimeUnit(kept["unit"])) if kept else None
