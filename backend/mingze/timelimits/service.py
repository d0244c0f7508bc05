"""What is in force where, entering local versions, and the working calendar. Never commits."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, FieldError, Forbidden, Invalid, NotFound, refuse_field
from mingze.kit.web import Expected
from mingze.timelimits import overriding, queries
from mingze.timelimits.calendar import Day, WorkCalendar
from mingze.timelimits.models import TimeLimitVersion, WorkCalendarDay, WorkCalendarYear
from mingze.timelimits.national import Extension, Source, Terms, TimeLimit, time_limits
from mingze.timelimits.rules import Deadline, NotAnnounced, Period, Suspension, TimeUnit, deadline

_MANAGE = Permission.TIME_LIMIT_MANAGE


def limit_of(code: str) -> TimeLimit:
    """The rule of that code. NotFound where there is none."""
    limit = time_limits().get(code)
    if limit is None:
        raise NotFound("没有这条时限规则")
    return limit


def terms_of(row: Any, limit: TimeLimit) -> Terms:
    """A local version with what it leaves as in the national rule."""
    national = limit.terms[0]
    extension = None
    if row.extension_quantity is not None:
        extension = Extension(
            Period(row.extension_quantity, TimeUnit(row.extension_unit)),
            row.extension_by or "",
            row.extension_told or "",
        )
    return Terms(
        period=Period(row.quantity, TimeUnit(row.unit)),
        source=Source(row.document, row.number, row.year, row.article),
        confidence=row.confidence,
        extension=extension,
        start_event=row.start_event or national.start_event,
        suspends=row.suspends or national.suspends,
        consequence=row.consequence or national.consequence,
        warn_before=national.warn_before if row.warn_before is None else row.warn_before,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        version_id=row.id,
        unit_id=row.unit_id,
    )


async def in_force(
    session: AsyncSession,
    limits: Collection[TimeLimit],
    unit_id: int,
    day: date,
    calendar: WorkCalendar,
    entered_by: datetime | None = None,
) -> dict[str, tuple[Terms | None, Sequence[Terms]]]:
    """By code: the terms that hold for a unit that day, and local ones that have been overtaken."""
    found = await queries.applying(session, unit_id, day, [limit.code for limit in limits], entered_by)
    return {
        limit.code: overriding.chosen(
            limit, [terms_of(row, limit) for row in found.get(limit.code, ())], day, calendar
        )
        for limit in limits
    }


async def due(
    session: AsyncSession,
    code: str,
    unit_id: int,
    start: date | datetime,
    *,
    suspensions: Iterable[Suspension] = (),
    extension: Period | None = None,
) -> tuple[TimeLimit, Terms, Deadline]:
    """When what began at `start` is due at a unit, by the version in force on the day it began.

    Conflict where nothing is in force, or the working calendar does not reach so far.
    """
    limit, calendar = limit_of(code), await queries.work_calendar(session)
    day = start.astimezone(clock.SHANGHAI).date() if isinstance(start, datetime) else start
    terms, _ = (await in_force(session, [limit], unit_id, day, calendar))[code]
    if terms is None:
        raise Conflict(f"“{limit.title}”在{day}没有有效的规定")
    if terms.period is None:
        raise Conflict(f"“{limit.title}”是程序要求,没有可以计算的期限")
    suspensions = tuple(suspensions)
    if terms.period.unit == TimeUnit.HOUR:
        if not isinstance(start, datetime):
            raise refuse_field("/body/start_at", "该期限以小时计,请给出起算时刻 start_at")
        if suspensions:
            raise refuse_field("/body/suspensions", "以小时计的期限连续计算,不能中止")
    if extension is not None and (why := extension_refusal(terms, extension, calendar)):
        raise refuse_field("/body/extension", why)
    try:
        counted = deadline(
            start,
            terms.period,
            calendar,
            suspensions=suspensions,
            extensions=[] if extension is None else [extension],
            moves=limit.moves,
        )
    except NotAnnounced as missing:
        raise not_announced(missing) from missing
    return limit, terms, counted


def not_announced(missing: NotAnnounced) -> Conflict:
    """For whoever asks for a day that the calendar does not reach."""
    return Conflict(f"{missing},不能推算;公布后请由系统管理员在“工作日历”中录入{missing.year}年")


def extension_refusal(terms: Terms, asked: Period, calendar: WorkCalendar) -> str | None:
    """Why a time may not be made so much longer; None where it may."""
    if terms.extension is None:
        return "该规则没有规定可以延长"
    try:
        longer = overriding.compare(asked, terms.extension.period, calendar) > 0
    except overriding.Incomparable:
        longer = True
    return f"延长不能超过{terms.extension.period}" if longer else None


async def add_version(
    session: AsyncSession, actor: Actor, code: str, values: dict[str, Any]
) -> TimeLimitVersion:
    """A local version for a unit and what is below it; refused where it is not stricter than what is above."""
    limit = limit_of(code)
    unit_id = await _unit_of(session, actor, values.pop("unit_id"))
    await alone(session, f"time_limit/{code}/{unit_id}")
    row = TimeLimitVersion(
        code=code,
        unit_id=unit_id,
        version=1,
        created_by_id=actor.account_id,
        created_at=clock.now(),
        **values,
    )
    for other in await queries.of_unit(session, code, unit_id):
        if other.effective_from <= (row.effective_to or date.max) and row.effective_from <= (
            other.effective_to or date.max
        ):
            raise refuse_field("/body/effective_from", "本单位在这段时间已有一个版本,请先让它失效")
    calendar = await queries.work_calendar(session)
    above, _ = (await in_force(session, [limit], unit_id, row.effective_from, calendar))[code]
    refused = overriding.refusal(limit, above, terms_of(row, limit), calendar)
    if refused is not None:
        raise refuse_field(f"/body/{refused[0]}", refused[1])
    session.add(row)
    await session.flush()
    record(
        session,
        action="create",
        resource="time_limit_version",
        resource_id=row.id,
        actor=actor,
        unit_id=unit_id,
        changes={name: [None, getattr(row, name)] for name in _RECORDED if getattr(row, name) is not None},
    )
    return row


_RECORDED = (
    "code", "quantity", "unit", "extension_quantity", "extension_unit", "document", "article", "confidence",
    "effective_from", "effective_to",
)  # fmt: skip


async def _unit_of(session: AsyncSession, actor: Actor, asked: int | None) -> int:
    roots = actor.roots(_MANAGE)
    if asked is None:
        if len(roots) > 1:
            raise refuse_field("/body/unit_id", "您在多个单位任职,请选择为哪个单位录入")
        return roots[0]
    if not await in_reach(session, asked, roots):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的管理范围内")
    return asked


async def end_version(
    session: AsyncSession,
    actor: Actor,
    code: str,
    version_id: int,
    expected: Expected,
    *,
    effective_to: date,
    reason: str,
) -> None:
    """Let a version hold no longer than a day. What was counted by it stays counted."""
    limit_of(code)
    row = await queries.version(session, actor, code, version_id)
    if row is None:
        raise NotFound("没有这个版本,或不在您的可见范围内")
    if not await in_reach(session, row.unit_id, actor.roots(_MANAGE)):
        raise Forbidden("只有录入单位的系统管理员可以让它失效")
    expected.check(row.version)
    if effective_to < row.effective_from - timedelta(days=1):
        raise refuse_field("/body/effective_to", "失效日期不能早于生效日期的前一日")
    if row.effective_to is not None and effective_to > row.effective_to:
        raise refuse_field("/body/effective_to", f"该版本已定于{row.effective_to}失效,只能提前")
    record(
        session,
        action="end_limit",
        resource="time_limit_version",
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        changes={"effective_to": [row.effective_to, effective_to]},
        note=reason,
    )
    row.effective_to = effective_to
    await session.flush()


async def put_year(
    session: AsyncSession,
    actor: Actor,
    number: int,
    expected: Expected,
    *,
    document: str,
    days: Sequence[Day],
) -> None:
    """Enter or replace the days of a year that are not what their day of the week says."""
    if not await queries.holds_the_top(session, actor.roots(_MANAGE)):
        raise Forbidden("工作日历全系统共用,只有最上级单位的系统管理员可以录入")
    await alone(session, f"work_calendar/{number}")
    there = await queries.year(session, number, held=True)
    expected.check(there.version if there else 0)
    _check_days(number, days)
    before = [_said(row) for row in await queries.days(session, number)]
    old = there.document if there else None
    if there is None:
        there = WorkCalendarYear(year=number, document=document, version=1)
        session.add(there)
    else:
        there.document = document
    there.entered_by_id, there.entered_at = actor.account_id, clock.now()
    await session.flush()
    await session.execute(delete(WorkCalendarDay).where(WorkCalendarDay.year == number))
    rows = [{"day": one.day, "year": number, "is_workday": one.is_workday, "note": one.note} for one in days]
    if rows:
        await session.execute(insert(WorkCalendarDay), rows)
    record(
        session,
        action="change",
        resource="work_calendar",
        resource_id=number,
        actor=actor,
        unit_id=None,
        changes={"document": [old, document], "days": [before, [_said(one) for one in days]]},
    )


def _check_days(number: int, days: Sequence[Day]) -> None:
    errors, seen = [], set()
    for place, one in enumerate(days):
        if one.day.year != number:
            errors.append(FieldError(f"/body/days/{place}/day", f"不是{number}年的日期"))
        elif one.day in seen:
            errors.append(FieldError(f"/body/days/{place}/day", "这一天出现了两次"))
        seen.add(one.day)
    if errors:
        raise Invalid(f"工作日历有误:{errors[0].message}", errors=errors)
    calendar = WorkCalendar({number}, {one.day: one for one in days})
    if calendar.is_workday(date(number, 1, 1)):
        raise refuse_field("/body/days", "元旦(1月1日)没有列为休息日,请按放假安排逐日录入节假日和调休上班日")


def _said(one: Day | WorkCalendarDay) -> str:
    return f"{one.day} {'上班' if one.is_workday else '休息'} {one.note}"
