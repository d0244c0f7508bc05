"""Where a complaint goes: which office answers for it, which units may be given it and why others may not."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints import routing_queries as queries
from mingze.complaints import routing_rules as rules
from mingze.complaints.models import Complaint
from mingze.complaints.queries import lines
from mingze.complaints.routing_rules import Aim, Named, Office
from mingze.complaints.vocabulary import PetitionClass
from mingze.kit.problems import refuse_field
from mingze.units.queries import first_top


async def office_for(
    session: AsyncSession,
    about_unit_id: int | None,
    names_head: bool,
    *,
    own_unit_id: int | None = None,
    contacts: str | None = None,
) -> Office:
    """The office of a new complaint. Invalid where it names the head of the topmost authority: `contacts` says
    whom to tell instead.

    `own_unit_id`: the unit whose complaint office took it in; None where it came through the portal.
    """
    if about_unit_id is None:
        return await _without_unit(session, own_unit_id)
    line = await queries.line(session, about_unit_id)
    if not line:
        raise refuse_field("/body/about_unit_id", "没有这个单位")
    office = rules.office_of(line, names_head=names_head, own_id=own_unit_id)
    if office is None:
        raise rules.not_taken_in(contacts)
    return office


async def _without_unit(session: AsyncSession, own_unit_id: int | None) -> Office:
    if own_unit_id is not None:
        own = (await queries.line(session, own_unit_id))[0]
        return Office(own.id, own.name)
    top = await first_top(session)
    if top is None:
        raise refuse_field("/body/about_unit_id", "还没有建立机构")
    return Office(top.id, top.name)


async def refusals(
    session: AsyncSession, row: Complaint, unit_ids: Collection[int], *, designated: bool = False
) -> dict[int, list[str]]:
    """Of each unit that exists, why it may not be given the complaint; empty where it may."""
    active = await queries.places(session, unit_ids)
    above = await lines(session, active)
    hands = await queries.hands(session, row, active)
    named = _named(row, await queries.returned(session, row.id))
    return {
        unit_id: rules.refusals(
            Aim(unit_id, active[unit_id], above[unit_id], hands.get(unit_id, 0)), named, designated=designated
        )
        for unit_id in active
    }


def _named(row: Complaint, returned: Collection[int] = frozenset()) -> Named:
    return Named(
        office_id=row.office_id,
        about_unit_id=row.about_unit_id,
        about_department_id=row.about_department_id,
        names_head=row.names_head,
        accuses=row.petition_class == PetitionClass.ACCUSATION,
        returned=returned,
    )


async def check_named(
    session: AsyncSession, row: Complaint, unit_id: int, pointer: str = "/body/unit_id"
) -> None:
    """Invalid where nothing of the complaint may reach the unit: it names it, or another office governs it."""
    above = (await lines(session, [unit_id])).get(unit_id)
    if above is None:
        raise refuse_field(pointer, "没有这个单位")
    if reasons := rules.named_not(above, _named(row)):
        raise refuse_field(pointer, ";".join(reasons))


async def check_apart(session: AsyncSession, row: Complaint, unit_ids: Collection[int], pointer: str) -> None:
    """Invalid where the complaint names one of the units, or one above them."""
    named = _named(row)
    for above in (await lines(session, unit_ids)).values():
        if reasons := rules.named_by(above, named):
            raise refuse_field(pointer, ";".join(reasons))


async def named(session: AsyncSession, row: Complaint, unit_ids: Collection[int]) -> set[int]:
    """Those of the units that nothing of the complaint may reach."""
    return {
        unit_id
        for unit_id, above in (await lines(session, unit_ids)).items()
        if rules.named_not(above, _named(row))
    }


async def check_unit(
    session: AsyncSession,
    row: Complaint,
    unit_id: int,
    *,
    designated: bool = False,
    pointer: str = "/body/unit_id",
) -> None:
    """Invalid where the unit may not be given the complaint."""
    reasons = (await refusals(session, row, [unit_id], designated=designated)).get(unit_id)
    if reasons is None:
        raise refuse_field(pointer, "没有这个单位")
    if reasons:
        raise refuse_field(pointer, ";".join(reasons))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit in the order in which it is proposed, and why it may not be given the complaint."""

    id: int
    name: str
    kind: str
    parent_name: str | None
    reasons: list[str]


async def proposals(session: AsyncSession, row: Complaint, q: str | None = None) -> list[Proposal]:
    """The units that come first to mind, those that are refused with the reasons."""
    aims = await queries.aims(session, row, q)
    reasons = await refusals(session, row, [aim["id"] for aim in aims])
    return [
        Proposal(aim["id"], aim["name"], aim["kind"], aim["parent_name"], reasons[aim["id"]]) for aim in aims
    ]
