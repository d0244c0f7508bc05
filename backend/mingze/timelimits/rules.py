"""How time is counted (民法典 201–203, working days, suspension, extension). Pure: days in, days out.

A period is what remains to be counted; the calendar says which days are worked. Nothing here guesses: where the
calendar has no year, `NotAnnounced` says which.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from mingze.kit.clock import SHANGHAI

_DAY = timedelta(days=1)


class TimeUnit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


TIME_UNITS: Mapping[StrEnum, str] = {
    TimeUnit.DAY: "日",
    TimeUnit.WORKING_DAY: "个工作日",
    TimeUnit.MONTH: "个月",
    TimeUnit.YEAR: "年",
    TimeUnit.HOUR: "小时",
}


class NotAnnounced(Exception):
    """The working calendar of `year` has not been announced (or not been entered)."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的节假日安排尚未公布或尚未录入")
        self.year = year


class Calendar(Protocol):
    def is_workday(self, day: date) -> bool:
        """Whether people work that day. NotAnnounced where the year is not known."""

    def note(self, day: date) -> str:
        """The holiday's or the make-up day's name, if it has one."""


@dataclass(frozen=True, slots=True)
class Period:
    quantity: int
    unit: TimeUnit

    def __str__(self) -> str:
        return f"{self.quantity}{TIME_UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days that are not counted, both ends with them (鉴定、听证…)."""

    first: date
    last: date
    why: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("中止的结束日不能早于开始日")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the counting, for a person to check."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    last_day: date
    #: The first instant that is late, in Asia/Shanghai.
    first_late: datetime
    steps: Sequence[Step]


def midnight(day: date) -> datetime:
    """The instant the day begins in Asia/Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)


def next_workday(day: date, calendar: Calendar) -> date:
    """`day` itself where it is worked, else the first worked day after it."""
    return _next_free(day, lambda one: not calendar.is_workday(one))


def named_day_end(day: date, *, includes_day: bool, moves: bool, calendar: Calendar) -> datetime:
    """The first late instant of “…日前”: whether the named day is still in time is the installation's setting.

    `moves`: a last day without work moves to the next working day; without it the calendar is not asked.
    """
    last = day if includes_day else day - _DAY
    if moves:
        last = next_workday(last, calendar)
    return midnight(last + _DAY)


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months on; the month's last where it has none (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of(start: date, period: Period, calendar: Calendar) -> date:
    """The last day of a period without suspension, extension and moving. Not for hours."""
    if period.unit == TimeUnit.WORKING_DAY:
        return _walked(start, period.quantity, lambda one: not calendar.is_workday(one))
    if period.unit == TimeUnit.DAY:
        return start + timedelta(days=period.quantity)
    return add_months(start, period.quantity * (12 if period.unit == TimeUnit.YEAR else 1))


def deadline(
    start: date | datetime,
    period: Period,
    calendar: Calendar,
    *,
    suspensions: Iterable[Suspension] = (),
    extensions: Iterable[Period] = (),
    moves: bool = True,
) -> Deadline:
    """When a period that an event of the day `start` begins is over.

    Extensions are counted on from the last day of what was there before, as if it did not move; only the very
    last day moves. `moves` is False for what runs out by itself (effects of sanctions, retention).
    A period in hours begins with the instant of the event and knows neither nights nor holidays.
    """
    extensions = tuple(extensions)
    if period.unit == TimeUnit.HOUR:
        return _hours(start, (period, *extensions))
    if any(one.unit == TimeUnit.HOUR for one in extensions):
        raise ValueError("以日、月、年计的期限不能按小时延长")
    day = start.astimezone(SHANGHAI).date() if isinstance(start, datetime) else start
    breaks = _merged(suspensions)
    steps = [Step(f"{_said(day)}起算事由发生,当日不计入(民法典第二百零一条)", day)]
    if period.quantity == 0:
        steps[0] = Step(f"{_said(day)}当日办结,不另计期间", day)
    last = day
    for place, one in enumerate((period, *extensions)):
        if place:
            steps.append(Step(f"经批准延长{one},自{_said(last)}期满后接续计算", last))
        last = _counted(last, one, calendar, breaks, steps)
    if moves and last > day:
        moved = _next_free(last, lambda one: not calendar.is_workday(one) or _in(breaks, one))
        if moved != last:
            why = calendar.note(last) or "休息日"
            steps.append(
                Step(f"{_said(last)}为{why},顺延至其后第一个工作日{_said(moved)}(民法典第二百零三条)", moved)
            )
            last = moved
    steps.append(Step(f"最后一日为{_said(last)},当日24时前均为按期,{_said(last + _DAY)}零时起为逾期", last))
    return Deadline(last, midnight(last + _DAY), steps)


def warning_days(last_day: date, offsets: Iterable[int]) -> list[date]:
    """The days on which to warn: so many calendar days before the last one, the earliest first."""
    return sorted({last_day - timedelta(days=offset) for offset in offsets})


def _hours(start: date | datetime, periods: Sequence[Period]) -> Deadline:
    if not isinstance(start, datetime):
        raise TypeError("以小时计的期限须给出起算时刻")
    if any(one.unit != TimeUnit.HOUR for one in periods):
        raise ValueError("以小时计的期限只能按小时延长")
    begun = start.astimezone(SHANGHAI)
    end = begun + timedelta(hours=sum(one.quantity for one in periods))
    steps = [Step(f"自{begun:%Y-%m-%d %H:%M}起算,按小时连续计算,不扣除夜间和节假日", begun.date())]
    steps += [Step(f"计{one}") for one in periods]
    steps.append(Step(f"{end:%Y-%m-%d %H:%M}届满,其后为逾期", end.date()))
    return Deadline(end.date(), end, steps)


def _counted(
    day: date, period: Period, calendar: Calendar, breaks: Sequence[Suspension], steps: list[Step]
) -> date:
    """The last of the period's days after `day`, and how it was found."""
    if period.quantity == 0:
        return day
    if period.unit == TimeUnit.WORKING_DAY:
        last = _walked(day, period.quantity, lambda one: not calendar.is_workday(one) or _in(breaks, one))
        steps += _rests(day, last, calendar)
        steps.append(Step(f"自{_said(day + _DAY)}起数{period},数到{_said(last)}", last))
        return _told(day, last, breaks, steps)
    end = end_of(day, period, calendar)
    if period.unit == TimeUnit.DAY:
        steps.append(Step(f"自{_said(day + _DAY)}起数{period},连续计算,数到{_said(end)}", end))
    else:
        none = "" if end.day == day.day else f"(该月没有{day.day}日,以月末日为准)"
        steps.append(Step(f"{period}后的对应日为{_said(end)}{none}(民法典第二百零二条)", end))
    last = _walked(day, (end - day).days, lambda one: _in(breaks, one))
    return _told(day, last, breaks, steps)


def _walked(day: date, count: int, skipped: Callable[[date], bool]) -> date:
    """The day on which `count` days after `day` have been counted."""
    while count:
        day += _DAY
        count -= not skipped(day)
    return day


def _next_free(day: date, skipped: Callable[[date], bool]) -> date:
    while skipped(day):
        day += _DAY
    return day


def _told(day: date, last: date, breaks: Sequence[Suspension], steps: list[Step]) -> date:
    """Name the days that a suspension took out of the counting; `last`, as it is."""
    for one in breaks:
        first, end = max(one.first, day + _DAY), min(one.last, last)
        if first <= end:
            why = f"({one.why})" if one.why else ""
            steps.append(Step(f"{_span(first, end)}中止{why},不计入;期限相应顺延至{_said(last)}", last))
    return last


def _rests(day: date, last: date, calendar: Calendar) -> Iterator[Step]:
    """The stretches without work between, and the weekends that were worked."""
    first = day + _DAY
    while first <= last:
        worked, note = calendar.is_workday(first), calendar.note(first)
        end = first
        while end < last and calendar.is_workday(end + _DAY) == worked and calendar.note(end + _DAY) == note:
            end += _DAY
        if not worked:
            yield Step(f"{_span(first, end)}为{note or '休息日'},不计入", first)
        elif note:
            yield Step(f"{_span(first, end)}为{note},计入", first)
        first = end + _DAY


def _merged(suspensions: Iterable[Suspension]) -> Sequence[Suspension]:
    """Suspensions in their order, those that overlap made one: a day is left out once."""
    merged: list[Suspension] = []
    for one in sorted(suspensions, key=lambda one: (one.first, one.last)):
        if merged and one.first <= merged[-1].last:
            before = merged[-1]
            why = "、".join(dict.fromkeys(word for word in (before.why, one.why) if word))
            merged[-1] = Suspension(before.first, max(before.last, one.last), why)
        else:
            merged.append(one)
    return merged


def _in(breaks: Sequence[Suspension], day: date) -> bool:
    return any(one.first <= day <= one.last for one in breaks)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _span(first: date, last: date) -> str:
    return _said(first) if first == last else f"{_said(first)}至{_said(last)}"
