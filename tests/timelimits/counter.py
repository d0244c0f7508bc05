"""Another way to count, slow and plain: one day after the other, with nothing taken from the program."""

from collections.abc import Collection
from datetime import date, timedelta

from mingze.timelimits.rules import NotAnnounced

#: The days off on weekdays and the worked weekends of 2026, copied by hand from the announcement.
REST_2026 = {
    *(date(2026, 1, day) for day in (1, 2, 3)),
    *(date(2026, 2, day) for day in range(15, 24)),
    *(date(2026, 4, day) for day in (4, 5, 6)),
    *(date(2026, 5, day) for day in range(1, 6)),
    *(date(2026, 6, day) for day in (19, 20, 21)),
    *(date(2026, 9, day) for day in (25, 26, 27)),
    *(date(2026, 10, day) for day in range(1, 8)),
}
WORKED_2026 = {
    date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
}  # fmt: skip


def worked_in_2026(day: date) -> bool:
    if day in WORKED_2026:
        return True
    return day not in REST_2026 and day.isoweekday() not in (6, 7)


class Calendar2026:
    """Knows 2026 only."""

    def is_workday(self, day: date) -> bool:
        if day.year != 2026:
            raise NotAnnounced(day.year)
        return worked_in_2026(day)

    def note(self, day: date) -> str:
        return "调休" if day in WORKED_2026 else "放假" if day in REST_2026 else ""


def month_end(year: int, month: int) -> date:
    """Walk to the day before the month changes."""
    day = date(year, month, 28)
    while (day + timedelta(days=1)).month == month:
        day += timedelta(days=1)
    return day


def months_later(start: date, months: int) -> date:
    """Turn the leaves of the calendar month by month, then look for the day."""
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    last = month_end(year, month)
    return last if start.day > last.day else date(year, month, start.day)


def slow(
    start: date,
    quantity: int,
    unit: str,
    *,
    suspended: Collection[date] = (),
    extra: tuple[int, str] | None = None,
    moves: bool,
) -> date:
    """The last day, found by crossing out days."""
    day = start
    for amount, kind in ((quantity, unit), extra or (0, "day")):
        crossed = amount
        if kind == "month":
            end, crossed = months_later(day, amount), 0
            probe = day
            while probe < end:
                probe += timedelta(days=1)
                crossed += 1
        while crossed > 0:
            day += timedelta(days=1)
            if day in suspended:
                continue
            if kind == "working_day" and not worked_in_2026(day):
                continue
            crossed -= 1
    if moves and day > start:
        while not worked_in_2026(day) or day in suspended:
            day += timedelta(days=1)
    return day
