"""The periods of a report: which days each covers, when its figures are cut off, by when it is sent. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mingze.campaigns.vocabulary import Cadence

_DAY = timedelta(days=1)
_MONTHS: Mapping[Cadence, int] = {
    Cadence.MONTHLY: 1,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}
_NUMERALS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """`counted_from` follows the cut-off day of the period before, so that no day is left out between the two;
    `due_on` is the day the requirement names."""

    start: date
    end: date
    counted_from: date
    cutoff_on: date
    due_on: date
    label: str


def period_start(cadence: Cadence, day: date) -> date:
    """The first day of the period in which `day` lies."""
    if cadence is Cadence.WEEKLY:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[cadence]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def period_at(cadence: Cadence, day: date, *, cutoff_day: int | None, due_day: int) -> Period:
    """The period in which `day` lies."""
    start = period_start(cadence, day)
    following = _next(cadence, start)
    before = period_start(cadence, start - _DAY)
    return Period(
        start=start,
        end=following - _DAY,
        counted_from=_cutoff(cadence, before, cutoff_day) + _DAY,
        cutoff_on=_cutoff(cadence, start, cutoff_day),
        due_on=_named(cadence, following, due_day),
        label=label(cadence, start),
    )


def asked(
    cadence: Cadence, since: date, until: date | None, last: date, *, cutoff_day: int | None, due_day: int
) -> Iterator[Period]:
    """The periods that begin on or after `since`, before `until`, and not after `last`."""
    start = period_start(cadence, since)
    if start < since:
        start = _next(cadence, start)
    while start <= last and (until is None or start < until):
        yield period_at(cadence, start, cutoff_day=cutoff_day, due_day=due_day)
        start = _next(cadence, start)


def why_not_asked(cadence: Cadence, start: date, since: date, until: date | None, today: date) -> str | None:
    """Why the period that begins on `start` cannot be asked for: it is none of those that the requirement has, or
    lies farther ahead than the next."""
    first = period_start(cadence, since)
    if start < first:
        return f"报送要求从 {first} 起,不能布置以前的报告期"
    if until is not None and start >= until:
        return f"报送要求到 {until} 为止,不能布置以后的报告期"
    following = _next(cadence, period_start(cadence, today))
    return f"至多提前布置下一期({following} 起)" if start > following else None


def label(cadence: Cadence, start: date) -> str:
    """What people call the period that begins on `start`."""
    match cadence:
        case Cadence.WEEKLY:
            year, week, _ = start.isocalendar()
            return f"{year}年第{week}周"
        case Cadence.MONTHLY:
            return f"{start.year}年{start.month}月"
        case Cadence.QUARTERLY:
            return f"{start.year}年第{_NUMERALS[start.month // 3]}季度"
        case Cadence.HALF_YEARLY:
            return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
        case Cadence.YEARLY:
            return f"{start.year}年"


def _next(cadence: Cadence, start: date) -> date:
    if cadence is Cadence.WEEKLY:
        return start + timedelta(days=7)
    return _months_on(start, _MONTHS[cadence])


def _cutoff(cadence: Cadence, start: date, day: int | None) -> date:
    """The cut-off day of the period: of a longer one than a month, in its last month; none named: its last day."""
    following = _next(cadence, start)
    if day is None:
        return following - _DAY
    return _named(cadence, start if cadence is Cadence.WEEKLY else _months_on(following, -1), day)


def _named(cadence: Cadence, start: date, day: int) -> date:
    """The day called `day` of the week or month that begins on `start`; one the month lacks is its last."""
    if cadence is Cadence.WEEKLY:
        return start + timedelta(days=min(day, 7) - 1)
    return min(start + timedelta(days=day - 1), _months_on(start, 1) - _DAY)


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
