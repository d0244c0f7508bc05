"""Reading whom to tell: who has to do with a finding, who holds which role where, what may be named to whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.appointment_queries import in_force
from mingze.access.models import Appointment
from mingze.access.permissions import Role
from mingze.accounts.models import Account
from mingze.findings.models import Finding, FindingRequest, FindingUnit, RectificationItem
from mingze.findings.scope import visible_to
from mingze.findings.telling import Due, ItemHands, Line, Parties
from mingze.findings.vocabulary import ItemState, Part, WorkState
from mingze.kit import clock
from mingze.kit.reading import tuples
from mingze.units.models import UnitClosure

#: Characters of a problem that a notice shows.
SHORT = 40
#: Units asked for at once: engines take so many parameters and no more.
_MANY = 1_000

_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_LINES = (
    select(FindingUnit.finding_id, FindingUnit.part, FindingUnit.unit_id, UnitClosure.ancestor_id)
    .join(UnitClosure, UnitClosure.descendant_id == FindingUnit.unit_id)
    .where(FindingUnit.finding_id.in_(_ids))
    .order_by(UnitClosure.depth)
)
_ITEMS = (
    select(
        RectificationItem.finding_id,
        RectificationItem.id,
        RectificationItem.owner_account_id,
        RectificationItem.claimed_by_id,
        UnitClosure.ancestor_id,
    )
    .outerjoin(UnitClosure, UnitClosure.descendant_id == RectificationItem.unit_id)
    .where(RectificationItem.finding_id.in_(_ids))
    .order_by(UnitClosure.depth)
)
_ASKED = select(FindingRequest.finding_id, FindingRequest.id, FindingRequest.asked_by_id).where(
    FindingRequest.id.in_(_ids)
)


async def parties(
    session: AsyncSession, finding_ids: Collection[int], *, items: Collection[int], requests: Collection[int]
) -> dict[int, Parties]:
    """Who has to do with these findings; with their measures only for the findings `items`."""
    lines: dict[int, dict[tuple[Part, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for finding_id, part, unit_id, above in await tuples(session, _LINES, ids=list(finding_ids)):
        lines[finding_id][Part(part), unit_id].append(above)
    hands = await _hands(session, items)
    asked: dict[int, dict[int, int | None]] = defaultdict(dict)
    for finding_id, request_id, account_id in (
        await tuples(session, _ASKED, ids=list(requests)) if requests else ()
    ):
        asked[finding_id][request_id] = account_id
    return {
        finding_id: Parties(_by_part(lines[finding_id]), items=hands[finding_id], asked=asked[finding_id])
        for finding_id in finding_ids
    }


def _by_part(lines: Mapping[tuple[Part, int], list[int]]) -> dict[Part, list[Line]]:
    found: dict[Part, list[Line]] = defaultdict(list)
    for (part, _), line in lines.items():
        found[part].append(tuple(line))
    return found


async def _hands(session: AsyncSession, finding_ids: Collection[int]) -> dict[int, dict[int, ItemHands]]:
    hands: dict[int, dict[int, ItemHands]] = defaultdict(dict)
    rows = await tuples(session, _ITEMS, ids=list(finding_ids)) if finding_ids else []
    lines: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.ancestor_id is not None:
            lines[row.id].append(row.ancestor_id)
    for row in rows:
        hands[row.finding_id][row.id] = ItemHands(
            tuple(lines[row.id]), row.owner_account_id, row.claimed_by_id
        )
    return hands


#: What the unit that answers has still to do something about.
_IN_HAND = (WorkState.HANDED_OUT, WorkState.ACCEPTED, WorkState.RECTIFYING)
_UNFINISHED = (ItemState.PLANNED, ItemState.IN_PROGRESS, ItemState.RETURNED)
_last = bindparam("last", type_=Date)
_in_hand = and_(Finding.work_state.in_(_IN_HAND), Finding.voided.is_(False))
_DUE_UNITS = (
    select(Finding.id, Finding.due_on, FindingUnit.part, FindingUnit.unit_id)
    .join(FindingUnit, FindingUnit.finding_id == Finding.id)
    .where(
        _in_hand,
        or_(
            Finding.due_on <= _last,
            Finding.id.in_(
                select(RectificationItem.finding_id).where(
                    RectificationItem.due_on <= _last,
                    RectificationItem.state.in_(_UNFINISHED),
                    RectificationItem.owner_account_id.is_not(None),
                )
            ),
        ),
    )
)
_DUE_OWNERS = (
    select(RectificationItem.finding_id, RectificationItem.owner_account_id, RectificationItem.due_on)
    .join(Finding, Finding.id == RectificationItem.finding_id)
    .where(
        _in_hand,
        RectificationItem.owner_account_id.is_not(None),
        RectificationItem.state.in_(_UNFINISHED),
        or_(Finding.due_on <= _last, RectificationItem.due_on <= _last),
    )
)
_ABOVE = (
    select(UnitClosure.descendant_id, UnitClosure.ancestor_id)
    .where(UnitClosure.descendant_id.in_(_ids))
    .order_by(UnitClosure.depth)
)


async def due(session: AsyncSession, last: date) -> list[Due]:
    """What units have still to do, and is due by `last`: the finding or a measure somebody answers for."""
    rows = await tuples(session, _DUE_UNITS, last=last)
    lines: dict[int, list[int]] = defaultdict(list)
    units = sorted({row.unit_id for row in rows})
    for start in range(0, len(units), _MANY):
        for unit_id, above in await tuples(session, _ABOVE, ids=units[start : start + _MANY]):
            lines[unit_id].append(above)
    owners: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    for finding_id, account_id, day in await tuples(session, _DUE_OWNERS, last=last):
        owners[finding_id].append((account_id, day))
    days: dict[int, date | None] = {}
    parts: dict[int, dict[Part, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for finding_id, due_on, part, unit_id in rows:
        days[finding_id] = due_on
        parts[finding_id][Part(part)].append(tuple(lines[unit_id]))
    return [Due(one, day, Parties(parts[one]), owners[one]) for one, day in days.items()]


_today = bindparam("today", type_=Date)
_STAFF = (
    select(Appointment.unit_id, Appointment.account_id, Appointment.role)
    .join(Account, Account.id == Appointment.account_id)
    .where(
        Appointment.unit_id.in_(_ids),
        in_force(_today),
        Account.active,
    )
)


async def staff(session: AsyncSession, units: Iterable[int]) -> dict[int, list[tuple[int, Role]]]:
    """Who holds which role at these units today."""
    found: dict[int, list[tuple[int, Role]]] = defaultdict(list)
    ids = sorted(units)
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        for unit_id, account_id, role in await tuples(session, _STAFF, ids=some, today=clock.today()):
            found[unit_id].append((account_id, Role(role)))
    return found


async def names(session: AsyncSession, actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """How findings are called in a notice; those out of the actor's sight are left out."""
    query = select(Finding.id, Finding.code, func.substr(Finding.problem, 1, SHORT + 1)).where(
        Finding.id.in_(ids), visible_to(actor)
    )
    return {
        finding_id: f"{code} {problem if len(problem) <= SHORT else problem[:SHORT] + '…'}"
        for finding_id, code, problem in await tuples(session, query)
    }
