"""Wire shapes made of rules, versions and calendars."""

from collections.abc import Iterable
from typing import Any

from mingze.timelimits import service
from mingze.timelimits.calendar import WorkCalendar
from mingze.timelimits.models import WorkCalendarYear
from mingze.timelimits.national import Terms, TimeLimit
from mingze.timelimits.rules import Deadline, Period, warning_days
from mingze.timelimits.schemas import (
    DeadlineView,
    TimeExtensionView,
    TimeLimitTerms,
    TimeLimitVersionView,
    TimePeriodView,
    TimeSource,
    TimeStep,
    TimeUnitOf,
    WorkCalendarDayView,
    WorkCalendarView,
)


def terms_view(terms: Terms, owner: TimeUnitOf | None) -> TimeLimitTerms:
    return TimeLimitTerms(**_terms(terms, owner))


def _terms(terms: Terms, owner: TimeUnitOf | None) -> dict[str, Any]:
    longer, source = terms.extension, terms.source
    return {
        "id": terms.version_id,
        "owner": owner,
        "period": _period(terms.period),
        "start_event": terms.start_event,
        "suspends": terms.suspends,
        "extension": longer
        and TimeExtensionView(
            quantity=longer.period.quantity,
            unit=longer.period.unit,
            words=str(longer.period),
            approved_by=longer.approved_by,
            told=longer.told,
        ),
        "warn_before": list(terms.warn_before),
        "consequence": terms.consequence,
        "source": TimeSource(
            document=source.document, number=source.number, year=source.year, article=source.article
        ),
        "confidence": terms.confidence,
        "verified": terms.is_verified,
        "effective_from": terms.effective_from,
        "effective_to": terms.effective_to,
    }


def _period(period: Period | None) -> TimePeriodView | None:
    if period is None:
        return None
    return TimePeriodView(quantity=period.quantity, unit=period.unit, words=str(period))


def version_views(
    limit: TimeLimit, rows: Iterable[Any], current: Terms | None, overtaken: Iterable[Terms]
) -> list[TimeLimitVersionView]:
    """The local versions, then the national ones."""
    gone = {one.version_id for one in overtaken}
    local = [
        TimeLimitVersionView(
            **_terms(service.terms_of(row, limit), TimeUnitOf(id=row.unit_id, name=row.unit_name)),
            note=row.note,
            created_by_name=row.created_by_name,
            created_at=row.created_at,
            version=row.version,
            may_end=bool(row.kept) and row.effective_to is None,
            in_force=current is not None and current.version_id == row.id,
            overtaken=row.id in gone,
        )
        for row in rows
    ]
    national = [
        TimeLimitVersionView(
            **_terms(terms, None),
            note=None,
            created_by_name=None,
            created_at=None,
            version=0,
            may_end=False,
            in_force=terms == current,
            overtaken=False,
        )
        for terms in limit.terms
    ]
    return local + national


def deadline_view(
    limit: TimeLimit, terms: Terms, owner: TimeUnitOf | None, counted: Deadline
) -> DeadlineView:
    cautions = []
    if not terms.is_verified:
        cautions.append("该规则待法规科核实,计算结果仅供参考")
    if limit.region and terms.version_id is None:
        cautions.append(f"这是{limit.region}的规定,本地没有录入,仅供参考")
    return DeadlineView(
        last_day=counted.last_day,
        first_late=counted.first_late,
        warnings=warning_days(counted.last_day, terms.warn_before),
        steps=[TimeStep(text=step.text, day=step.day) for step in counted.steps],
        terms=terms_view(terms, owner),
        cautions=cautions,
    )


def calendar_view(
    number: int, calendar: WorkCalendar, entered: WorkCalendarYear | None, *, may_edit: bool
) -> WorkCalendarView:
    announced = calendar.is_announced(number)
    return WorkCalendarView(
        year=number,
        announced=announced,
        document=entered.document if entered else "",
        days=[
            WorkCalendarDayView(
                day=one.day, is_workday=one.is_workday, note=one.note, entered=one.day in calendar.entered
            )
            for one in (calendar.exceptions(number) if announced else ())
        ],
        version=entered.version if entered else 0,
        last_announced_year=calendar.last_year,
        may_edit=may_edit,
    )


def matches(limit: TimeLimit, terms: Terms | None, wanted: str) -> bool:
    """Whether every word of `wanted` stands somewhere in the rule."""
    shown = terms or limit.terms[0]
    said = " ".join(
        (limit.code, limit.title, limit.text, limit.region, shown.source.document, shown.source.number)
    ).lower()
    return all(word in said for word in wanted.lower().split())
