"""How clocks are shown: the article, the counting step by step, the light, the days left."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints import clock_queries, rules
from mingze.complaints.clock_counting import Counting, period_of
from mingze.complaints.clock_schemas import ClockSuspension, ComplaintClockRow, ComplaintClockView
from mingze.complaints.models import Complaint, ComplaintClock
from mingze.complaints.vocabulary import ClockState, ComplaintKind, ComplaintState
from mingze.findings.schemas import Ref
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from mingze.timelimits.national import Terms, TimeLimit, time_limits
from mingze.timelimits.rules import NotAnnounced, Step
from mingze.timelimits.schemas import TimeExtensionView, TimeSource, TimeStep


async def views(session: AsyncSession, row: Complaint) -> Sequence[ComplaintClockView]:
    """Every clock of a complaint, the newest first."""
    counting = await Counting.load(session)
    found = await clock_queries.of(session, row.id)
    return [await _view(counting, row, one) for one in reversed(found)]


async def _view(counting: Counting, row: Complaint, one: ComplaintClock) -> ComplaintClockView:
    limit = time_limits()[one.code] if one.code else None
    terms = await counting.terms(one.code, row.office_id, one.started_at) if one.code else None
    # What waits may have the earliest day it is due.
    runs = clock_queries.is_open(one)
    return ComplaintClockView(
        id=one.id,
        round=one.round,
        code=one.code,
        title=limit.title if limit else None,
        purpose=one.purpose,
        is_window=one.is_window,
        source=_source(terms),
        verified=terms is None or terms.is_verified,
        cautions=cautions(limit, terms),
        consequence=terms.consequence if terms else "",
        started_at=one.started_at,
        last_day=_last_day(one.due_at),
        due_at=one.due_at,
        provisional=provisional(one.state, one.due_at),
        days_left=_days_left(one.due_at) if runs else None,
        light=rules.light(one.due_at if runs else None, clock.now()),
        state=ClockState(one.state),
        met_at=one.met_at if one.state == ClockState.MET else None,
        in_time=in_time(one.state, one.due_at, one.met_at),
        steps=[TimeStep(text=step.text, day=step.day) for step in _steps(counting, one, terms)],
        suspensions=[ClockSuspension(**days) for days in one.suspensions],
        extension=_words(one),
        extensible=_extensible(one, terms) if one.state == ClockState.RUNNING else None,
        urged_at=one.urged_at,
        escalated_at=one.escalated_at,
    )


def provisional(state: str | None, due_at: datetime | None) -> bool:
    """Whether the day is only the earliest that it may be."""
    return state == ClockState.WAITING and due_at is not None


def _last_day(due_at: datetime | None) -> date | None:
    return (due_at - timedelta(microseconds=1)).astimezone(SHANGHAI).date() if due_at else None


def _days_left(due_at: datetime | None) -> int | None:
    last = _last_day(due_at)
    return (last - clock.today()).days if last else None


def board_row(row: RowMapping) -> ComplaintClockRow:
    """A clock of a complaint among others."""
    about, lead = row["about_unit_id"], row["lead_id"]
    return ComplaintClockRow(
        id=row["id"],
        complaint_id=row["complaint_id"],
        number=row["number"],
        kind=ComplaintKind(row["kind"]),
        state=ComplaintState(row["complaint_state"]),
        subject=row["subject"],
        office=Ref(id=row["office_id"], name=row["office_name"]),
        about_unit=Ref(id=about, name=row["about_name"]) if about else None,
        lead_unit=Ref(id=lead, name=row["lead_name"]) if lead else None,
        supervised=row["supervised_at"] is not None,
        code=row["code"],
        purpose=row["purpose"],
        due_at=row["due_at"],
        provisional=provisional(row["state"], row["due_at"]),
        days_left=_days_left(row["due_at"]),
        light=rules.light(row["due_at"], clock.now()),
        started_at=row["started_at"],
        urged_at=row["urged_at"],
        escalated_at=row["escalated_at"],
    )


def in_time(state: ClockState, due_at: datetime | None, met_at: datetime | None) -> bool | None:
    if state != ClockState.MET or met_at is None:
        return None
    return due_at is None or met_at < due_at


def cautions(limit: TimeLimit | None, terms: Terms | None) -> list[str]:
    found = []
    if terms is not None and not terms.is_verified:
        found.append("该规则待法规科核实")
    if terms is not None and not terms.source.article:
        found.append("条款待核实")
    if limit is not None and limit.region and (terms is None or terms.version_id is None):
        found.append(f"这是{limit.region}的规定,本地没有录入,仅供参考")
    return found


def _source(terms: Terms | None) -> TimeSource | None:
    if terms is None:
        return None
    source = terms.source
    return TimeSource(
        document=source.document, number=source.number, year=source.year, article=source.article
    )


def _steps(counting: Counting, one: ComplaintClock, terms: Terms | None) -> Sequence[Step]:
    """None where they would lead elsewhere than was counted then (it was another office's)."""
    if terms is None or terms.period is None:
        return ()
    try:
        counted = counting.deadline(one, terms.period)
    except NotAnnounced as missing:
        earliest = counting.earliest(one, terms.period)
        if earliest is None:
            return (Step(f"{missing},录入工作日历后自动推算"),)
        return (
            *earliest.steps,
            Step(f"{missing},尚不能确定是否顺延:最早到这一日;待工作日历公布后复核", earliest.last_day),
        )
    return counted.steps if one.due_at == counted.first_late else ()


def _words(one: ComplaintClock) -> str | None:
    longer = period_of(one.extension)
    return str(longer) if longer else None


def _extensible(one: ComplaintClock, terms: Terms | None) -> TimeExtensionView | None:
    if terms is None or terms.extension is None or one.extension or one.is_window:
        return None
    if one.due_at is None or one.due_at <= clock.now():
        return None
    longer = terms.extension
    return TimeExtensionView(
        quantity=longer.period.quantity,
        unit=longer.period.unit,
        words=str(longer.period),
        approved_by=longer.approved_by,
        told=longer.told,
    )
