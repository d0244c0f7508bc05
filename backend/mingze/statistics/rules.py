"""How complaints are counted: spans, the year before, changes and rates; all from counts, nothing typed. Pure."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from mingze.timelimits.rules import midnight

#: A table of months is no longer than this.
MAX_MONTHS = 36

#: What every table says of itself.
BASE_WORDS = (
    "以收到日期在所选期间内的投诉、信访事项件次为基数,按本人可见范围统计;"
    "并案的按收到件次计,事项数另列;同一件多轮办理只计一次。"
)
RATE_WORDS = (
    "按期率=按期答复÷(按期答复+逾期),未到期和没有答复时限的不计入;"
    "解决率=已解决÷(已解决+未解决),尚无结论的不计入;"
    "满意率=(满意+基本满意)÷已评价件次;"
    "同比=(本期-上年同期)÷上年同期。各项比率均由件次重新计算,四舍五入到一位小数,基数为零的不计算。"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the first through the last."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        return midnight(self.first)

    @property
    def over(self) -> datetime:
        """The first instant after it."""
        return midnight(self.last + timedelta(days=1))

    def year_before(self) -> "Span":
        """The same days a year earlier; whole months stay whole months."""
        last = _a_year_before(self.last)
        if self.last.day == _days_of(self.last):
            last = last.replace(day=_days_of(last))
        return Span(_a_year_before(self.first), last)

    def months(self) -> list["Span"]:
        """The parts of it that lie in one month each."""
        found, first = [], self.first
        while first <= self.last:
            last = first.replace(day=_days_of(first))
            found.append(Span(first, min(last, self.last)))
            first = last + timedelta(days=1)
        return found


def quarter(day: date) -> Span:
    """The quarter that `day` lies in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    end = date(first.year, first.month + 2, 1)
    return Span(first, end.replace(day=_days_of(end)))


def year(number: int) -> Span:
    return Span(date(number, 1, 1), date(number, 12, 31))


def _days_of(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _a_year_before(day: date) -> date:
    year = day.year - 1
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


@dataclass(frozen=True, slots=True)
class Counts:
    """One cell of every kind: each group of figures has its own base.

    Parts of `count`: matters and merged; first and repeat; in_time, late, not_due and no_clock.
    """

    count: int = 0
    matters: int = 0
    merged: int = 0
    first: int = 0
    repeat: int = 0
    from_superior: int = 0
    supervised: int = 0
    in_time: int = 0
    late: int = 0
    not_due: int = 0
    no_clock: int = 0
    resolved: int = 0
    not_resolved: int = 0
    satisfied: int = 0
    mostly_satisfied: int = 0
    dissatisfied: int = 0

    def __add__(self, other: Self) -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in FIGURES))

    @property
    def rated(self) -> int:
        return self.satisfied + self.mostly_satisfied + self.dissatisfied

    @property
    def in_time_rate(self) -> Decimal | None:
        return percent(self.in_time, self.in_time + self.late)

    @property
    def resolved_rate(self) -> Decimal | None:
        return percent(self.resolved, self.resolved + self.not_resolved)

    @property
    def satisfied_rate(self) -> Decimal | None:
        return percent(self.satisfied + self.mostly_satisfied, self.rated)


FIGURES: Sequence[str] = tuple(field.name for field in fields(Counts))


def total(parts: Iterable[Counts]) -> Counts:
    return sum(parts, Counts())


def percent(part: int, base: int) -> Decimal | None:
    """The share in percent to one decimal; None where there is no base."""
    return None if base == 0 else _rounded(Decimal(part * 100) / base)


def change_rate(now: int, before: int) -> Decimal | None:
    """By how many percent it grew since the year before; None where there was nothing."""
    return None if before == 0 else _rounded(Decimal((now - before) * 100) / before)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


#: What a row of a table is told by: the value of a column, the id of a unit, the place of a month; None: not said.
Key = str | int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a table. `filters`: what a list of complaints is asked for to hold the same."""

    key: str | None
    label: str
    now: Counts
    before: Counts
    filters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row is called, whichever of the two years it stands for."""

    key: Key
    label: str
    filters: Mapping[str, str]
    shown: str | None = None


def parts(headings: Iterable[Heading], now: Mapping[Key, Counts], before: Mapping[Key, Counts]) -> list[Part]:
    """A row for each heading. What was counted under none of them is an error of the headings, never left out."""
    rows = [
        Part(
            heading.shown or (None if heading.key is None else str(heading.key)),
            heading.label,
            now.get(heading.key, Counts()),
            before.get(heading.key, Counts()),
            heading.filters,
        )
        for heading in headings
    ]
    counted = sum(counts.count for counts in now.values())
    if sum(row.now.count for row in rows) != counted:
        raise ValueError("a table lost some of what it counts")
    return rows
