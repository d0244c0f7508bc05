"""The working calendar: a maintained library of the announced years, and what an office entered. Never a guess."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

from mingze.timelimits.rules import NotAnnounced

_SATURDAY = 5
_HOLIDAYS: Mapping[str, str] = {one.value: one.chinese for one in chinese_calendar.Holiday}
#: The years the library knows the announcements of.
LIBRARY_YEARS = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    is_workday: bool
    note: str


@dataclass(frozen=True)
class WorkCalendar:
    """`entered` are days that somebody entered, in `years`; for the rest the library and the days of the week."""

    years: Collection[int] = ()
    entered: Mapping[date, Day] = field(default_factory=dict)

    def is_announced(self, year: int) -> bool:
        return year in LIBRARY_YEARS or year in self.years

    @property
    def last_year(self) -> int:
        """The last of the years that follow each other without a gap."""
        year = LIBRARY_YEARS[-1]
        while self.is_announced(year + 1):
            year += 1
        return year

    def is_workday(self, day: date) -> bool:
        return self._day(day).is_workday

    def note(self, day: date) -> str:
        return self._day(day).note

    def exceptions(self, year: int) -> Iterator[Day]:
        """The days with a name of their own: holidays, and weekends that are worked."""
        day = date(year, 1, 1)
        while day.year == year:
            found = self._day(day)
            if found.note or found.is_workday != _is_weekday(day):
                yield found
            if day == date.max:
                break
            day += timedelta(days=1)

    def _day(self, day: date) -> Day:
        if (found := self.entered.get(day)) is not None:
            return found
        if not self.is_announced(day.year):
            raise NotAnnounced(day.year)
        if (name := chinese_calendar.holidays.get(day)) is not None:
            return Day(day, False, f"{_HOLIDAYS[name]}假期")
        if (name := chinese_calendar.workdays.get(day)) is not None:
            return Day(day, True, f"{_HOLIDAYS[name]}调休上班")
        return Day(day, _is_weekday(day), "")


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY
