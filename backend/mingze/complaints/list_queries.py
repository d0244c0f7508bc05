"""Reading many complaints: which ones and in what order by one statement, what is shown of them by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.complaints.models import Complaint, ComplaintClock, ComplaintUnit
from mingze.complaints.rules import SOON
from mingze.complaints.sight import visible_to
from mingze.complaints.vocabulary import (
    OPEN_CLOCK,
    Category,
    ComplaintChannel,
    ComplaintKind,
    ComplaintPart,
    ComplaintState,
    Matter,
    NineRule,
)
from mingze.complaints.workflow import OPEN
from mingze.kit.pages import COUNT_CAP
from mingze.kit.reading import mappings
from mingze.kit.text import matches
from mingze.timelimits.rules import midnight
from mingze.units.models import Unit

ClockFilter = Literal["late", "soon", "running"]
Mine = Literal["office", "unit"]
Sort = Literal["clock", "received"]

#: What must still be done by a day that is known, if only the earliest that it may be.
_RUNS = and_(
    ComplaintClock.state.in_(OPEN_CLOCK),
    ComplaintClock.is_window.is_(False),
    ComplaintClock.due_at.is_not(None),
)


@dataclass(frozen=True, slots=True)
class ComplaintFilter:
    """What a list is narrowed to; None means no matter. Units: there or below."""

    kind: ComplaintKind | None = None
    #: Any of these; none named: all.
    states: Sequence[ComplaintState] = ()
    is_open: bool | None = None
    channel: ComplaintChannel | None = None
    matter: Matter | None = None
    category: Category | None = None
    nine_rule: NineRule | None = None
    unit: int | None = None
    handled_by: int | None = None
    clock: ClockFilter | None = None
    mine: Mine | None = None
    supervised: bool | None = None
    disputed: bool | None = None
    received_from: date | None = None
    received_to: date | None = None
    q: str | None = None

    def conditions(self, actor: Actor, now: datetime) -> list[ColumnElement[bool]]:
        """What a row must meet, the actor's sight included."""
        equal: tuple[tuple[Any, Any], ...] = (
            (Complaint.kind, self.kind),
            (Complaint.channel, self.channel),
            (Complaint.matter, self.matter),
            (Complaint.category, self.category),
            (Complaint.nine_rule, self.nine_rule),
        )
        found = [visible_to(actor), *(column == value for column, value in equal if value is not None)]
        if self.states:
            found.append(Complaint.state.in_(self.states))
        if self.is_open is not None:
            found.append(Complaint.state.in_(OPEN) if self.is_open else Complaint.state.not_in(OPEN))
        if self.unit is not None:
            found.append(in_subtree(Complaint.about_unit_id, (self.unit,)))
        if self.handled_by is not None:
            found.append(_handled_by((self.handled_by,)))
        if self.clock is not None:
            found.append(_clock_stands(self.clock, now))
        if self.mine is not None:
            found.append(_mine(actor, self.mine))
        for moment, wanted in (
            (Complaint.supervised_at, self.supervised),
            (Complaint.disputed_at, self.disputed),
        ):
            if wanted is not None:
                found.append(moment.is_not(None) if wanted else moment.is_(None))
        if self.received_from is not None:
            found.append(Complaint.received_at >= midnight(self.received_from))
        if self.received_to is not None:
            found.append(Complaint.received_at < midnight(self.received_to) + timedelta(days=1))
        if self.q:
            found.append(matches(Complaint.search, Complaint.id, self.q))
        return found


def _handled_by(roots: Sequence[int]) -> ColumnElement[bool]:
    handled = select(ComplaintUnit.complaint_id).where(
        in_subtree(ComplaintUnit.unit_id, roots),
        ComplaintUnit.withdrawn_at.is_(None),
    )
    return Complaint.id.in_(handled)


def _mine(actor: Actor, mine: Mine) -> ColumnElement[bool]:
    """What my own office answers for, or what my own unit handles: not what lies below."""
    roots = actor.roots(Permission.COMPLAINT_READ)
    if mine == "office":
        return Complaint.office_id.in_(roots)
    own = select(ComplaintUnit.complaint_id).where(
        ComplaintUnit.unit_id.in_(roots), ComplaintUnit.withdrawn_at.is_(None)
    )
    return Complaint.id.in_(own)


def _clock_stands(wanted: ClockFilter, now: datetime) -> ColumnElement[bool]:
    late, soon = ComplaintClock.due_at <= now, ComplaintClock.due_at <= now + SOON
    stands = {"late": late, "soon": and_(~late, soon), "running": ~soon}[wanted]
    return Complaint.id.in_(select(ComplaintClock.complaint_id).where(_RUNS, stands))


#: Where a page ended: the instant of its order (None: without a clock), and the id.
After = tuple[datetime | None, int]


async def page(
    session: AsyncSession,
    conditions: Sequence[ColumnElement[bool]],
    *,
    sort: Sort,
    after: After | None,
    limit: int,
) -> tuple[list[tuple[int, datetime | None]], int]:
    """(id, key of the order) of a page, and how many meet the conditions in all, counted to COUNT_CAP."""
    bounded = select(Complaint.id).where(*conditions).limit(COUNT_CAP).subquery()
    total = await session.scalar(select(func.count()).select_from(bounded)) or 0
    pager = _by_clock if sort == "clock" else _by_receipt
    return await pager(session, conditions, after, limit), total


async def _by_receipt(
    session: AsyncSession, conditions: Sequence[ColumnElement[bool]], after: After | None, limit: int
) -> list[tuple[int, datetime | None]]:
    """The newest first."""
    query = select(Complaint.id, Complaint.received_at).where(*conditions)
    if after is not None:
        query = query.where(
            or_(
                Complaint.received_at < after[0],
                and_(Complaint.received_at == after[0], Complaint.id < after[1]),
            )
        )
    query = query.order_by(Complaint.received_at.desc(), Complaint.id.desc()).limit(limit)
    return [(number, moment) for number, moment in await session.execute(query)]


async def _by_clock(
    session: AsyncSession, conditions: Sequence[ColumnElement[bool]], after: After | None, limit: int
) -> list[tuple[int, datetime | None]]:
    """What is due first first: read along the clocks; those without one follow, the newest first."""
    found: list[tuple[int, datetime | None]] = []
    if after is None or after[0] is not None:
        found = await _with_clock(session, conditions, after, limit)
        after = None
    if len(found) < limit:
        found += await _without_clock(session, conditions, after, limit - len(found))
    return found


async def _with_clock(
    session: AsyncSession, conditions: Sequence[ColumnElement[bool]], after: After | None, limit: int
) -> list[tuple[int, datetime | None]]:
    other = aliased(ComplaintClock)
    earlier = exists(
        select(other.id).where(
            other.complaint_id == ComplaintClock.complaint_id,
            other.state.in_(OPEN_CLOCK),
            other.is_window.is_(False),
            or_(
                other.due_at < ComplaintClock.due_at,
                and_(other.due_at == ComplaintClock.due_at, other.id < ComplaintClock.id),
            ),
        )
    )
    query = (
        select(Complaint.id, ComplaintClock.due_at)
        .join(Complaint, Complaint.id == ComplaintClock.complaint_id)
        .where(_RUNS, ~earlier, *conditions)
    )
    if after is not None:
        moment, last = after
        query = query.where(
            or_(
                ComplaintClock.due_at > moment,
                and_(ComplaintClock.due_at == moment, Complaint.id > last),
            )
        )
    query = query.order_by(ComplaintClock.due_at, Complaint.id).limit(limit)
    return [(number, moment) for number, moment in await session.execute(query)]


async def _without_clock(
    session: AsyncSession, conditions: Sequence[ColumnElement[bool]], after: After | None, limit: int
) -> list[tuple[int, datetime | None]]:
    running = exists(select(ComplaintClock.id).where(ComplaintClock.complaint_id == Complaint.id, _RUNS))
    query = select(Complaint.id).where(~running, *conditions)
    if after is not None:
        query = query.where(Complaint.id < after[1])
    return [
        (number, None) for number in await session.scalars(query.order_by(Complaint.id.desc()).limit(limit))
    ]


# --- what is shown of them -------------------------------------------------------------------------------------

_office, _about, _lead = aliased(Unit), aliased(Unit), aliased(Unit)
#: The unit that leads in this round.
LEAD_ID = (
    select(ComplaintUnit.unit_id)
    .where(
        ComplaintUnit.complaint_id == Complaint.id,
        ComplaintUnit.round == Complaint.round,
        ComplaintUnit.part == ComplaintPart.LEAD,
        ComplaintUnit.withdrawn_at.is_(None),
    )
    .order_by(ComplaintUnit.id.desc())
    .limit(1)
    .correlate(Complaint)
    .scalar_subquery()
)
_next_id = (
    select(ComplaintClock.id)
    .where(
        ComplaintClock.complaint_id == Complaint.id,
        ComplaintClock.state.in_(OPEN_CLOCK),
        ComplaintClock.is_window.is_(False),
    )
    .order_by(ComplaintClock.due_at.is_(None), ComplaintClock.due_at, ComplaintClock.id)
    .limit(1)
    .correlate(Complaint)
    .scalar_subquery()
)
SUMMARY = (
    *(
        column
        for column in Complaint.__table__.columns
        if column.name not in ("search", "text", "wish", "satisfaction_text", "receipt_hash")
    ),
    _office.name.label("office_name"),
    _about.name.label("about_unit_name"),
    _lead.id.label("lead_unit_id"),
    _lead.name.label("lead_unit_name"),
    ComplaintClock.code.label("clock_code"),
    ComplaintClock.purpose.label("clock_purpose"),
    ComplaintClock.due_at.label("clock_due_at"),
    ComplaintClock.state.label("clock_state"),
)


def rows(*more: Any) -> Any:
    """Complaints with what a list shows of them."""
    return (
        select(*SUMMARY, *more)
        .select_from(Complaint)
        .join(_office, _office.id == Complaint.office_id)
        .outerjoin(_about, _about.id == Complaint.about_unit_id)
        .outerjoin(_lead, _lead.id == LEAD_ID)
        .outerjoin(ComplaintClock, ComplaintClock.id == _next_id)
    )


_BY_IDS = rows().where(Complaint.id.in_(bindparam("ids", expanding=True)))


async def by_ids(session: AsyncSession, ids: Sequence[int]) -> list[RowMapping]:
    """What is shown of these, in their order."""
    found = {row["id"]: row for row in await mappings(session, _BY_IDS, ids=list(ids))} if ids else {}
    return [found[number] for number in ids if number in found]
