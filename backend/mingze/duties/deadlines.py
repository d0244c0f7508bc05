"""The last instant of a named day, as this installation counts it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.settings import Settings
from mingze.timelimits.calendar import WorkCalendar
from mingze.timelimits.queries import work_calendar
from mingze.timelimits.rules import Calendar, NotAnnounced, named_day_end


@dataclass(frozen=True, slots=True)
class Deadlines:
    """`includes_day`: whether “1日前” still has the 1st; `moves`: whether a day off moves to the next working day."""

    includes_day: bool
    moves: bool
    calendar: Calendar

    @classmethod
    async def known(cls, session: AsyncSession, settings: Settings) -> Self:
        """By the settings; the calendar is asked for only where days move."""
        moves = settings.internal_deadlines_move
        calendar = await work_calendar(session) if moves else WorkCalendar()
        return cls(settings.due_day_included, moves, calendar)

    def end_of(self, day: date) -> datetime:
        """The first instant that is late. In a year whose holidays are not announced a day does not move: which
        day is off then nobody knows."""
        try:
            return self._end(day, moves=self.moves)
        except NotAnnounced:
            return self._end(day, moves=False)

    def _end(self, day: date, *, moves: bool) -> datetime:
        return named_day_end(day, includes_day=self.includes_day, moves=moves, calendar=self.calendar)
