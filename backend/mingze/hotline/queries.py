"""Every SELECT over orders of hotlines and what the hotlines were told."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.complaints.models import Complaint, ComplaintAnswer, ComplaintUnit
from mingze.complaints.sight import visible_to
from mingze.complaints.vocabulary import ComplaintPart, ComplaintState
from mingze.hotline.models import HotlineOrder, HotlineUpdate
from mingze.hotline.vocabulary import HotlineSource
from mingze.kit.reading import newest_first
from mingze.timelimits.rules import midnight
from mingze.units.models import Unit, UnitFormerName
from mingze.units.rules import UnitKind

_P = Permission
#: So many values are bound in one statement at most.
_PORTION = 500
_main = aliased(Complaint)
_lead = aliased(Unit)
#: The state that an order stands in: of one merged into another, the other's.
_STATE = func.coalesce(_main.state, Complaint.state)


async def exchange_roots(session: AsyncSession, actor: Actor) -> tuple[int, ...]:
    """The authorities for which a person takes orders in: a hospital's own complaint office is sent none."""
    is_authority = Unit.kind.in_((UnitKind.COMMISSION, UnitKind.BUREAU))
    query = select(Unit.id).where(Unit.id.in_(actor.roots(_P.HOTLINE_EXCHANGE)), is_authority)
    return tuple(await session.scalars(query.order_by(Unit.id)))


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """Over order joined with complaint: a hotline's system sees what its own unit was sent, whatever it names;
    an officer what complaints they see."""
    return or_(_sent_by(actor), visible_to(actor))


def _sent_by(actor: Actor) -> ColumnElement[bool]:
    systems = {
        held.unit_id
        for held in actor.appointments
        if held.gives(_P.HOTLINE_EXCHANGE) and not held.gives(_P.COMPLAINT_READ)
    }
    return in_subtree(HotlineOrder.unit_id, systems)


def _may_know_who(actor: Actor) -> ColumnElement[bool]:
    """Of an order in sight: where confidence was asked for, who called is for the hotline itself and the office."""
    offices = {*actor.roots(_P.COMPLAINT_HANDLE), *actor.roots(_P.COMPLAINT_DECIDE)}
    return or_(not_(Complaint.confidential), _sent_by(actor), in_subtree(Complaint.office_id, offices))


# --- orders ----------------------------------------------------------------------------------------------------


async def rounds(session: AsyncSession, source: HotlineSource, external_no: str) -> list[HotlineOrder]:
    """Every round of one order, the first round first."""
    query = select(HotlineOrder).where(HotlineOrder.source == source, HotlineOrder.external_no == external_no)
    return list(await session.scalars(query.order_by(HotlineOrder.round)))


async def reaches(session: AsyncSession, actor: Actor, order: HotlineOrder) -> bool:
    query = (
        select(HotlineOrder.id)
        .join(Complaint, Complaint.id == HotlineOrder.complaint_id)
        .where(HotlineOrder.id == order.id, in_sight(actor))
    )
    return await session.scalar(query) is not None


async def receipt(session: AsyncSession, order_id: int) -> RowMapping:
    """What whoever sent it is told: nothing that they do not know but our number and who answers for it."""
    query = (
        select(
            HotlineOrder.id,
            HotlineOrder.source,
            HotlineOrder.external_no,
            HotlineOrder.round,
            HotlineOrder.due_at,
            HotlineOrder.received_at,
            Complaint.number.label("complaint_number"),
            Complaint.round.label("complaint_round"),
            Unit.name.label("office_name"),
        )
        .join(Complaint, Complaint.id == HotlineOrder.complaint_id)
        .join(Unit, Unit.id == Complaint.office_id)
        .where(HotlineOrder.id == order_id)
    )
    return (await session.execute(query)).mappings().one()


@dataclass(frozen=True, slots=True)
class Filter:
    source: HotlineSource | None = None
    external_no: str | None = None
    states: Collection[ComplaintState] | None = None
    received_from: date | None = None
    received_to: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.source is not None:
            found.append(HotlineOrder.source == self.source)
        if self.external_no is not None:
            found.append(HotlineOrder.external_no == self.external_no)
        if self.states is not None:
            found.append(_STATE.in_([str(state) for state in self.states]))
        if self.received_from is not None:
            found.append(HotlineOrder.received_at >= midnight(self.received_from))
        if self.received_to is not None:
            found.append(HotlineOrder.received_at < midnight(self.received_to + timedelta(days=1)))
        return found


_COLUMNS = [
    column
    for column in HotlineOrder.__table__.columns
    if column.name not in ("digest", "caller_digest", "received_by_id", "unit_id", "about_unit_name")
]


def _orders(actor: Actor) -> Any:
    return (
        select(
            *_COLUMNS,
            # Of a unit that was sent by its code the name is ours.
            func.coalesce(HotlineOrder.about_unit_name, Unit.name).label("about_unit_name"),
            Complaint.number.label("complaint_number"),
            Complaint.round.label("complaint_round"),
            _STATE.label("state"),
            visible_to(actor).label("complaint_in_sight"),
            _may_know_who(actor).label("may_know_who"),
        )
        .join(Complaint, Complaint.id == HotlineOrder.complaint_id)
        .outerjoin(_main, _main.id == Complaint.main_id)
        .outerjoin(Unit, Unit.code == HotlineOrder.about_unit_code)
        .where(in_sight(actor))
    )


async def page(
    session: AsyncSession, actor: Actor, wanted: Filter, *, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """Orders in sight, the newest first; who called is not among what is read."""
    query = _orders(actor).where(*wanted.conditions())
    return await newest_first(session, query, HotlineOrder.id, before=before, limit=limit)


async def listed(
    session: AsyncSession,
    actor: Actor,
    source: HotlineSource,
    *,
    first: date,
    last: date,
    numbers: Collection[str],
    limit: int,
) -> Sequence[RowMapping]:
    """Orders in sight that came from one source in a period, and those of `numbers` whenever they came."""
    period = and_(
        HotlineOrder.received_at >= midnight(first),
        HotlineOrder.received_at < midnight(last + timedelta(days=1)),
    )
    query = (
        _orders(actor)
        .add_columns(period.label("in_period"))
        .where(HotlineOrder.source == source, or_(period, HotlineOrder.external_no.in_(numbers)))
        .order_by(HotlineOrder.id)
        .limit(limit)
    )
    rows: Sequence[RowMapping] = (await session.execute(query)).mappings().all()
    return rows


# --- units -----------------------------------------------------------------------------------------------------


async def units_called(session: AsyncSession, roots: Collection[int], name: str) -> list[int]:
    """Units in use below `roots` that are, or were, called exactly so; at most two, which is one too many."""
    formerly = select(UnitFormerName.unit_id).where(UnitFormerName.name == name)
    called = or_(Unit.name == name, Unit.short_name == name, Unit.id.in_(formerly))
    query = select(Unit.id).where(called, Unit.active.is_(True), in_subtree(Unit.id, roots)).limit(2)
    return list(await session.scalars(query))


async def unit_of_code(session: AsyncSession, roots: Collection[int], code: str) -> int | None:
    query = select(Unit.id).where(Unit.code == code, in_subtree(Unit.id, roots))
    return await session.scalar(query)


# --- what the hotlines are told --------------------------------------------------------------------------------


async def outward(session: AsyncSession, complaint_ids: Collection[int]) -> Sequence[RowMapping]:
    """Of each order of these complaints, and of those merged into them, what its hotline may know now."""
    found: dict[int, RowMapping] = {}
    for some in _portions(complaint_ids):
        found |= {row["order_id"]: row for row in await _outward(session, some)}
    return [found[order_id] for order_id in sorted(found)]


def _portions(ids: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(ids)
    return (ordered[first : first + _PORTION] for first in range(0, len(ordered), _PORTION))


async def _outward(session: AsyncSession, complaint_ids: Sequence[int]) -> Sequence[RowMapping]:
    mine = Complaint.id
    last_round = (
        select(func.max(HotlineOrder.id)).where(HotlineOrder.complaint_id == mine).correlate(Complaint)
    )
    said_by = func.coalesce(_main.id, Complaint.id)
    answer = (
        select(func.max(ComplaintAnswer.id))
        .where(
            ComplaintAnswer.complaint_id == said_by,
            ComplaintAnswer.round == func.coalesce(_main.round, Complaint.round),
        )
        .correlate(Complaint, _main)
    )
    lead = (
        select(func.max(ComplaintUnit.id))
        .where(
            ComplaintUnit.complaint_id == said_by,
            ComplaintUnit.part == ComplaintPart.LEAD,
            ComplaintUnit.withdrawn_at.is_(None),
        )
        .correlate(Complaint, _main)
    )
    of_main = {
        name: func.coalesce(getattr(_main, name), getattr(Complaint, name)).label(name)
        for name in (
            "answered_at",
            "closed_at",
            "reason",
            "not_handled_reason",
            "outcome",
            "substantiated",
            "resolved",
            "unresolved_reason",
        )
    }
    query = (
        select(
            HotlineOrder.id.label("order_id"),
            HotlineOrder.source,
            HotlineOrder.external_no,
            HotlineOrder.round,
            Complaint.number.label("complaint_number"),
            Complaint.received_at,
            Complaint.visited_back_at,
            Complaint.satisfaction,
            _STATE.label("state"),
            *of_main.values(),
            ComplaintAnswer.public_text,
            _lead.name.label("handling_unit"),
        )
        .join(Complaint, Complaint.id == HotlineOrder.complaint_id)
        .outerjoin(_main, _main.id == Complaint.main_id)
        .outerjoin(ComplaintAnswer, ComplaintAnswer.id == answer.scalar_subquery())
        .outerjoin(ComplaintUnit, ComplaintUnit.id == lead.scalar_subquery())
        .outerjoin(_lead, _lead.id == ComplaintUnit.unit_id)
        .where(
            or_(Complaint.id.in_(complaint_ids), Complaint.main_id.in_(complaint_ids)),
            HotlineOrder.id == last_round.scalar_subquery(),
        )
    )
    return (await session.execute(query)).mappings().all()


async def told(session: AsyncSession, order_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """What the hotlines were told last of each order."""
    found: dict[int, dict[str, Any]] = {}
    for some in _portions(order_ids):
        last = (
            select(func.max(HotlineUpdate.position))
            .where(HotlineUpdate.order_id.in_(some))
            .group_by(HotlineUpdate.order_id)
        )
        query = select(HotlineUpdate.order_id, HotlineUpdate.body).where(HotlineUpdate.position.in_(last))
        found |= {row.order_id: row.body for row in await session.execute(query)}
    return found


async def last_position(session: AsyncSession) -> int:
    return await session.scalar(select(func.max(HotlineUpdate.position))) or 0


async def updates(
    session: AsyncSession,
    actor: Actor,
    *,
    after: int,
    source: HotlineSource | None,
    refused: bool,
    limit: int,
) -> Sequence[RowMapping]:
    """What was told of orders in sight since the position `after`, in the order in which it happened.

    `refused`: only what the hotline would not take when it was sent.
    """
    query = (
        select(
            HotlineUpdate.position,
            HotlineUpdate.at,
            HotlineUpdate.body,
            HotlineUpdate.pushed_at,
            HotlineUpdate.push_error,
        )
        .join(HotlineOrder, HotlineOrder.id == HotlineUpdate.order_id)
        .join(Complaint, Complaint.id == HotlineOrder.complaint_id)
        .where(HotlineUpdate.position > after, in_sight(actor))
        .order_by(HotlineUpdate.position)
        .limit(limit)
    )
    if source is not None:
        query = query.where(HotlineOrder.source == source)
    if refused:
        query = query.where(HotlineUpdate.push_error.is_not(None))
    return (await session.execute(query)).mappings().all()


async def update_at(session: AsyncSession, position: int) -> HotlineUpdate | None:
    return await session.get(HotlineUpdate, position)
