"""Clocks of a complaint: begun, met, extended, suspended as the acts say. Never commits, records nothing: what is
done here belongs to the act it follows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints import clock_queries, clocks
from mingze.complaints.clock_counting import Counting, period_of
from mingze.complaints.clocks import ClockRule
from mingze.complaints.models import Complaint, ComplaintClock
from mingze.complaints.vocabulary import ClockState
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from mingze.kit.problems import Conflict, refuse_field
from mingze.timelimits.rules import Period, midnight
from mingze.timelimits.service import extension_refusal

_DAY = timedelta(days=1)
_SUSPENDED = {"suspend_for_appraisal": ("TS-13a", "TS-13b"), "hold_hearing": ("XF-10",)}


async def begin(session: AsyncSession, row: Complaint, *, order_due: datetime | None = None) -> None:
    """What begins with the registration, once `row` has its id. `order_due`: by when an order wants its answer; it
    counts beside the rule, and the earlier of the two is the next."""
    await after(session, row, clocks.REGISTER, row.received_at)
    if order_due is not None:
        await order(session, row, row.received_at, order_due)


async def order(session: AsyncSession, row: Complaint, at: datetime, due_at: datetime) -> None:
    """An order of a hotline, or a further round of it, wants its answer by `due_at`."""
    _add(session, row, clocks.rule_of(clocks.ORDERED), at, due_at=due_at)
    await session.flush()


async def after(
    session: AsyncSession, row: Complaint, action: str, at: datetime, *, until: date | None = None
) -> None:
    """Follow an act, called when `row` stands as the act left it (state, round, office, class…).

    `at`: when it happened; of what happened on a day only, the midnight it began with. `until`: the last day that
    a person set (督办, 挂账). Acts without a row of their own: "deliver" (an opinion was delivered),
    "change" (triage changed what it is).
    """
    running = await clock_queries.of(session, row.id)
    started: list[ComplaintClock] = []
    replaced = _stop(running, row, action, at)
    if action == clocks.RESUMED or action == "unmerge":
        started += _revive(running, row, action, at)
    if action in clocks.REVISING:
        started += _replace(session, running, row, replaced)
    for rule in clocks.begun(action, row, at):
        if not _has(running, rule, row.round):
            started.append(_add(session, row, rule, clocks.started_at(rule, action, row, at)))
    if until is not None and (own := clocks.set_by(action)) is not None:
        _cancel((one for one in running if one.purpose == own.purpose), at)
        _add(session, row, own, at, due_at=midnight(until + _DAY))
    if started:
        counting = await Counting.load(session)
        for one in started:
            await counting.count(one, row.office_id)
            if clocks.is_met_at_once(clocks.rule_of(one.purpose), action):
                _meet(one, at)
    if action == "urge":
        _urged(running, at)
    await session.flush()


def _stop(running: list[ComplaintClock], row: Complaint, action: str, at: datetime) -> datetime | None:
    """End what the act meets or makes void; when the time to answer that it makes void had begun."""
    replaced = None
    for one in running:
        if not clock_queries.is_open(one):
            continue
        rule = clocks.rule_of(one.purpose)
        if clocks.is_met(rule, action):
            _meet(one, at)
        elif clocks.is_ended(rule, action, row, one.round):
            replaced = one.started_at if rule.answers else replaced
            _cancel([one], at)
    return replaced


def _revive(
    running: list[ComplaintClock], row: Complaint, action: str, at: datetime
) -> Iterable[ComplaintClock]:
    """What had stopped goes on; the days that the parties tried by themselves are not counted."""
    last = {one.purpose: one for one in running if one.round == row.round}
    for one in last.values():
        if one.state != ClockState.CANCELLED or not clocks.is_revived(
            clocks.rule_of(one.purpose), action, row
        ):
            continue
        left = one.met_at or at
        one.state, one.met_at = ClockState.RUNNING, None
        if action == clocks.RESUMED:
            suspend_days(one, _day(left) + _DAY, _day(at) - _DAY, "协商、调解或诉讼")
        yield one


def _replace(
    session: AsyncSession, running: list[ComplaintClock], row: Complaint, replaced: datetime | None
) -> Iterable[ComplaintClock]:
    """The time that fits what it is now, from the same receipt as the one whose place it takes."""
    if replaced is not None:
        for rule in clocks.replacing(row):
            if not _has(running, rule, row.round):
                yield _add(session, row, rule, replaced)


def _has(running: list[ComplaintClock], rule: ClockRule, of_round: int) -> bool:
    """Whether it runs already: a letter may be delivered twice."""
    return any(
        one.purpose == rule.purpose and one.round == of_round and clock_queries.is_open(one)
        for one in running
    )


def _add(
    session: AsyncSession,
    row: Complaint,
    rule: ClockRule,
    started_at: datetime,
    *,
    due_at: datetime | None = None,
) -> ComplaintClock:
    made = ComplaintClock(
        complaint_id=row.id,
        round=row.round,
        code=rule.code,
        purpose=rule.purpose,
        is_window=rule.is_window,
        started_at=started_at,
        due_at=due_at,
        suspensions=[],
        state=ClockState.WAITING if due_at is None else ClockState.RUNNING,
    )
    session.add(made)
    return made


def certain(one: ComplaintClock | None) -> datetime | None:
    """When it is due; nothing is taken from anybody by a day that is only the earliest that it may be."""
    return one.due_at if one is not None and one.state == ClockState.RUNNING else None


def _meet(one: ComplaintClock, at: datetime) -> None:
    if one.state == ClockState.WAITING and one.due_at is not None and one.due_at <= at:
        one.due_at = None
    one.state, one.met_at = ClockState.MET, at


def _cancel(which: Iterable[ComplaintClock], at: datetime) -> None:
    """`met_at` keeps when it stopped."""
    for one in which:
        if clock_queries.is_open(one):
            one.state, one.met_at = ClockState.CANCELLED, at


def _urged(running: list[ComplaintClock], at: datetime) -> None:
    """A person urged: what is late already is not urged again by itself."""
    for one in running:
        late = one.due_at is not None and one.due_at <= at
        if one.state == ClockState.RUNNING and late and not one.is_window and one.urged_at is None:
            one.urged_at = at


async def meet(session: AsyncSession, row: Complaint, action: str, at: datetime) -> None:
    """Meet what an act meets on a day of its own, before the act is done."""
    for one in await clock_queries.of(session, row.id):
        if clock_queries.is_open(one) and clocks.is_met(clocks.rule_of(one.purpose), action):
            _meet(one, at)


async def open_clock(session: AsyncSession, row: Complaint, code: str) -> ComplaintClock | None:
    """The clock of a rule that runs (or waits) in this round."""
    found = [one for one in await clock_queries.of(session, row.id) if one.code == code]
    return next((one for one in found if clock_queries.is_open(one) and one.round == row.round), None)


async def is_late(session: AsyncSession, row: Complaint) -> bool:
    """Whether something of it should have been done by now."""
    return any(
        one.state == ClockState.RUNNING
        and not one.is_window
        and one.due_at is not None
        and one.due_at <= clock.now()
        for one in await clock_queries.of(session, row.id)
    )


# --- longer, and not counted -----------------------------------------------------------------------------------


async def may_extend(session: AsyncSession, row: Complaint, clock_id: int, quantity: int) -> ComplaintClock:
    """The clock that may be made so much longer: asked before it expires, once, within what the rule allows.

    Conflict or Invalid (/body/clock_id, /body/quantity) where it may not.
    """
    one, counting = await _own(session, row, clock_id), await Counting.load(session)
    if one.code is None or one.is_window:
        raise refuse_field("/body/clock_id", "该期限不能延长")
    if one.extension is not None:
        raise Conflict("该期限已经延长过一次")
    if one.state != ClockState.RUNNING or one.due_at is None:
        raise Conflict("该期限没有在计时")
    if one.due_at <= clock.now():
        raise Conflict("该期限已经届满,延期须在到期之前申请")
    terms = await counting.terms(one.code, row.office_id, one.started_at)
    if terms is None or terms.extension is None:
        raise refuse_field("/body/clock_id", "该规则没有规定可以延长")
    asked = Period(quantity, terms.extension.period.unit)
    if why := extension_refusal(terms, asked, counting.calendar):
        raise refuse_field("/body/quantity", why)
    return one


async def extend(session: AsyncSession, row: Complaint, clock_id: int, quantity: int) -> ComplaintClock:
    """Make it longer, when the leader has approved what was asked in time."""
    one, counting = await _own(session, row, clock_id), await Counting.load(session)
    if not clock_queries.is_open(one) or one.code is None:
        raise Conflict("该期限已经不在计时")
    terms = await counting.terms(one.code, row.office_id, one.started_at)
    if terms is None or terms.extension is None:
        raise Conflict("该规则没有规定可以延长")
    one.extension = {"quantity": quantity, "unit": terms.extension.period.unit}
    await counting.count(one, row.office_id)
    await session.flush()
    return one


async def can_extend(session: AsyncSession, row: Complaint) -> bool:
    """Whether a clock runs of which more time may still be asked."""
    counting = await Counting.load(session)
    for one in await clock_queries.of(session, row.id):
        if _asks_more(one, row.round) and one.code is not None:
            terms = await counting.terms(one.code, row.office_id, one.started_at)
            if terms is not None and terms.extension is not None:
                return True
    return False


def _asks_more(one: ComplaintClock, of_round: int) -> bool:
    early = one.due_at is not None and clock.now() < one.due_at
    fresh = period_of(one.extension) is None and one.round == of_round
    return one.state == ClockState.RUNNING and early and fresh and not one.is_window


async def suspend(
    session: AsyncSession, row: Complaint, action: str, first: date, last: date, why: str
) -> ComplaintClock:
    """Days that are not counted: `action` is suspend_for_appraisal or hold_hearing.

    Conflict where no such clock runs, Invalid (/body/first) where the days lie before it.
    """
    for code in _SUSPENDED[action]:
        if (one := await open_clock(session, row, code)) is not None:
            break
    else:
        raise Conflict("没有正在计时的期限:须先登记受理")
    if last <= _day(one.started_at):
        raise refuse_field("/body/first", "该期限在此之后才起算")
    if one.due_at is not None and midnight(first) >= one.due_at:
        raise refuse_field("/body/first", "该期限在此之前已经届满")
    suspend_days(one, first, last, why)
    await (await Counting.load(session)).count(one, row.office_id)
    await session.flush()
    return one


def suspend_days(one: ComplaintClock, first: date, last: date, why: str) -> None:
    if first <= last:
        days = {"first": first.isoformat(), "last": last.isoformat(), "why": why}
        one.suspensions = [*one.suspensions, days]


async def _own(session: AsyncSession, row: Complaint, clock_id: int) -> ComplaintClock:
    for one in await clock_queries.of(session, row.id):
        if one.id == clock_id:
            return one
    raise refuse_field("/body/clock_id", "没有这个期限")


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
