"""Reading whom to tell: who has to do with a finding, who holds which role where, what may be named to whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, Date, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.models import Appointment
from mingze.access.permissions import Role
from mingze.accounts.models import Account
from mingze.findings.models import Finding, FindingRequest, FindingUnit, RectificationItem
from mingze.findings.scope import visible_to
from mingze.findings.telling import ItemHands, Line, Parties
from mingze.findings.vocabulary import Part
from mingze.kit import clock
from mingze.kit.reading import tuples
from mingze.units.models import UnitClosure

#: Characters of a problem that a notice shows.
SHORT = 40

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


_today = bindparam("today", type_=Date)
_STAFF = (
    select(Appointment.unit_id, Appointment.account_id, Appointment.role)
    .join(Account, Account.id == Appointment.account_id)
    .where(
        Appointment.unit_id.in_(_ids),
        Appointment.starts_on <= _today,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= _today),
        Account.active,
    )
)


async def staff(session: AsyncSession, units: Iterable[int]) -> dict[int, list[tuple[int, Role]]]:
    """Who holds which role at these units today."""
    found: dict[int, list[tuple[int, Role]]] = defaultdict(list)
    for unit_id, account_id, role in await tuples(session, _STAFF, ids=sorted(units), today=clock.today()):
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
