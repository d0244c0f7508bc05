"""When a local rule may stand in the place of the one above it. Pure.

Two periods in one unit are compared by their numbers; in different units by counting both from every day of the
last known years: only then is one shorter than the other when no start day lets it end later.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mingze.timelimits.calendar import WorkCalendar
from mingze.timelimits.national import Bound, Terms, TimeLimit
from mingze.timelimits.rules import TIME_UNITS, NotAnnounced, Period, TimeUnit, end_of

#: So far back are periods laid side by side.
_COMPARED_DAYS = 2 * 366


class Incomparable(Exception):
    """One of two periods is not always the shorter, as far as can be counted."""


def refusal(
    limit: TimeLimit, above: Terms | None, local: Terms, calendar: WorkCalendar
) -> tuple[str, str] | None:
    """The field at fault and why `local` may not stand in the place of `above`; None where it may."""
    if local.period is None:
        return "quantity", "须写明期限"
    in_hours = local.period.unit == TimeUnit.HOUR
    if local.extension is not None and (local.extension.period.unit == TimeUnit.HOUR) != in_hours:
        return "extension", "延长与期限须同为小时,或同为日、月、年"
    if above is None or above.period is None or limit.region:
        return None
    if not (above.is_verified or limit.hard):
        return None
    if limit.bound == Bound.EXACT:
        return "quantity", f"“{limit.title}”由上位规定固定为{above.period},不能另定"
    shorter = limit.bound == Bound.MOST
    try:
        order = compare(local.period, above.period, calendar)
    except Incomparable:
        unit = TIME_UNITS[above.period.unit].removeprefix("个")
        return "unit", f"不能确定总是{_than(shorter)}上位规定的{above.period},请以{unit}为单位"
    if order != (-1 if shorter else 1):
        most = "国家规定的上限" if limit.hard else "上位规定"
        return "quantity", f"本地规则只有{_than(shorter)}{most}{above.period}时才能采用"
    return _extension_refusal(above, local, calendar) if shorter else None


def chosen(
    limit: TimeLimit, locals_: Iterable[Terms], day: date, calendar: WorkCalendar
) -> tuple[Terms | None, Sequence[Terms]]:
    """What is in force that day of a national rule and local versions, the uppermost unit's first.

    Beside it those local versions that have been overtaken by one above them and no longer hold.
    """
    current, overtaken = limit.at(day), []
    for local in locals_:
        if local.is_in_force(day):
            if refusal(limit, current, local, calendar) is None:
                current = local
            else:
                overtaken.append(local)
    return current, overtaken


def compare(one: Period, other: Period, calendar: WorkCalendar) -> int:
    """-1 where `one` never ends later than `other` and sometimes earlier, 1 the other way round, 0 where equal."""
    one, other = _in_months(one), _in_months(other)
    if one.unit == other.unit:
        return (one.quantity > other.quantity) - (one.quantity < other.quantity)
    if TimeUnit.HOUR in (one.unit, other.unit):
        raise Incomparable
    last = date(calendar.last_year, 12, 31)
    signs = set()
    for back in range(_COMPARED_DAYS):
        start = last - timedelta(days=back)
        try:
            ends = [end_of(start, period, calendar) for period in (one, other)]
        except NotAnnounced:
            continue
        signs.add((ends[0] > ends[1]) - (ends[0] < ends[1]))
    if len(signs) > 1:
        signs.discard(0)
    if len(signs) != 1:
        raise Incomparable
    return signs.pop()


def _extension_refusal(above: Terms, local: Terms, calendar: WorkCalendar) -> tuple[str, str] | None:
    if local.extension is None:
        return None
    if above.extension is None:
        return "extension", "上位规定没有延长,本地规则不能规定可以延长"
    try:
        longer = compare(local.extension.period, above.extension.period, calendar) > 0
    except Incomparable:
        longer = True
    if longer:
        return "extension", f"延长不能超过上位规定的{above.extension.period}"
    return None


def _in_months(period: Period) -> Period:
    return Period(period.quantity * 12, TimeUnit.MONTH) if period.unit == TimeUnit.YEAR else period


def _than(shorter: bool) -> str:
    return "短于" if shorter else "长于"
