"""The SELECTs that acts stand on: a complaint in sight, held, with what the rules look at."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Select, and_, or_, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.appointment_queries import in_force
from mingze.access.models import Appointment
from mingze.access.permissions import Role
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.complaints.models import (
    Complainant,
    Complaint,
    ComplaintBarred,
    ComplaintNumber,
    ComplaintRequest,
    ComplaintUnit,
    PetitionReview,
)
from mingze.complaints.sight import visible_to
from mingze.complaints.vocabulary import (
    ComplaintKind,
    ComplaintPart,
    ComplaintRequestState,
)
from mingze.kit import clock
from mingze.kit.tables import insert_unless_there
from mingze.units.models import Unit, UnitClosure

#: What files of complaints belong to.
FILES = "complaint"


async def in_sight(session: AsyncSession, actor: Actor, complaint_id: int) -> bool:
    query = select(Complaint.id).where(Complaint.id == complaint_id, visible_to(actor))
    return await session.scalar(query) is not None


async def hold(session: AsyncSession, complaint_id: int) -> None:
    """Let nobody else change it until the commit; nothing where there is none."""
    await session.execute(select(Complaint.id).where(Complaint.id == complaint_id).with_for_update())


async def complaint(session: AsyncSession, complaint_id: int) -> Complaint:
    query = select(Complaint).where(Complaint.id == complaint_id)
    return (await session.scalars(query.execution_options(populate_existing=True))).one()


async def main(session: AsyncSession, row: Complaint) -> Complaint:
    """The one it is answered with: itself, or what it was merged into."""
    return row if row.main_id is None else await complaint(session, row.main_id)


async def settle_disputes(session: AsyncSession, main_id: int) -> None:
    """What is done of a complaint is done of those that were merged into it."""
    await session.execute(update(Complaint).where(Complaint.main_id == main_id).values(disputed_at=None))


async def complainant(session: AsyncSession, complaint_id: int) -> dict[str, str]:
    """What is known of who complained; empty where they said nothing."""
    query = select(Complainant.__table__).where(Complainant.complaint_id == complaint_id)
    row = (await session.execute(query)).mappings().first()
    return {name: value for name, value in (row or {}).items() if value and name != "complaint_id"}


async def held(session: AsyncSession, complaint_id: int) -> Complaint:
    """The complaint, held until the change is committed; the caller knows that it is there."""
    await hold(session, complaint_id)
    return await complaint(session, complaint_id)


async def lines(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Unit → itself and all above it."""
    query = select(UnitClosure.descendant_id, UnitClosure.ancestor_id).where(
        UnitClosure.descendant_id.in_(unit_ids)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for unit_id, above in await session.execute(query):
        found[unit_id].add(above)
    return {unit_id: frozenset(above) for unit_id, above in found.items()}


async def handling(session: AsyncSession, row: Complaint) -> list[RowMapping]:
    """The units that handle this round of it, those it was taken from left out."""
    query = (
        select(ComplaintUnit.unit_id, ComplaintUnit.part, ComplaintUnit.signed_at, Unit.active)
        .join(Unit, Unit.id == ComplaintUnit.unit_id)
        .where(
            ComplaintUnit.complaint_id == row.id,
            ComplaintUnit.round == row.round,
            ComplaintUnit.withdrawn_at.is_(None),
        )
        .order_by(ComplaintUnit.id)
    )
    return list((await session.execute(query)).mappings())


async def requests(session: AsyncSession, complaint_id: int) -> list[RowMapping]:
    query = (
        select(*ComplaintRequest.__table__.columns)
        .where(ComplaintRequest.complaint_id == complaint_id)
        .order_by(ComplaintRequest.id)
    )
    return list((await session.execute(query)).mappings())


async def lead(session: AsyncSession, row: Complaint) -> ComplaintUnit | None:
    """The unit that leads in this round."""
    return await session.scalar(_parts(row, ComplaintPart.LEAD).limit(1))


async def parts(session: AsyncSession, row: Complaint, part: ComplaintPart) -> list[ComplaintUnit]:
    return list(await session.scalars(_parts(row, part)))


def _parts(row: Complaint, part: ComplaintPart) -> Select[ComplaintUnit]:
    return (
        select(ComplaintUnit)
        .where(
            ComplaintUnit.complaint_id == row.id,
            ComplaintUnit.round == row.round,
            ComplaintUnit.part == part,
            ComplaintUnit.withdrawn_at.is_(None),
        )
        .order_by(ComplaintUnit.id.desc())
    )


async def asked(session: AsyncSession, complaint_id: int) -> list[ComplaintRequest]:
    """What waits for a decision, of each kind at most one."""
    query = select(ComplaintRequest).where(
        ComplaintRequest.complaint_id == complaint_id,
        ComplaintRequest.state == ComplaintRequestState.ASKED,
    )
    return list(await session.scalars(query.order_by(ComplaintRequest.id)))


async def next_number(session: AsyncSession, kind: ComplaintKind, year: int) -> int:
    """The next running number of the year, held until the commit: no two complaints get the same."""
    first = insert_unless_there(session, ComplaintNumber, "kind", "year")
    await session.execute(first.values(kind=kind, year=year, last=0))
    query = select(ComplaintNumber).where(and_(ComplaintNumber.kind == kind, ComplaintNumber.year == year))
    row = (await session.scalars(query.with_for_update().execution_options(populate_existing=True))).one()
    row.last += 1
    return row.last


async def review(session: AsyncSession, complaint_id: int, *, is_recheck: bool) -> PetitionReview | None:
    """The 复查, or the 复核, of a petition."""
    query = select(PetitionReview).where(
        PetitionReview.complaint_id == complaint_id, PetitionReview.is_recheck.is_(is_recheck)
    )
    return (await session.scalars(query)).one_or_none()


async def bar(session: AsyncSession, complaint_id: int, bar_id: int) -> ComplaintBarred | None:
    query = select(ComplaintBarred).where(
        ComplaintBarred.id == bar_id, ComplaintBarred.complaint_id == complaint_id
    )
    return (await session.scalars(query)).one_or_none()


async def bars(session: AsyncSession, complaint_id: int) -> dict[int, ComplaintBarred]:
    """Account → why it is barred."""
    query = select(ComplaintBarred).where(ComplaintBarred.complaint_id == complaint_id)
    return {bar.account_id: bar for bar in await session.scalars(query)}


async def blind(session: AsyncSession, row: Complaint, accounts: Collection[int]) -> set[int]:
    """Those of the accounts that may not know of it: barred, at home in what it names, or head of a unit there."""
    barred = select(ComplaintBarred.account_id).where(ComplaintBarred.complaint_id == row.id)
    named = [
        unit for unit in (row.about_unit_id if row.names_head else None, row.about_department_id) if unit
    ]
    heads = select(Appointment.account_id).where(
        Appointment.role == Role.UNIT_HEAD, in_subtree(Appointment.unit_id, named), in_force(clock.today())
    )
    query = select(Account.id).where(
        Account.id.in_(accounts),
        or_(Account.id.in_(barred), in_subtree(Account.home_unit_id, named), Account.id.in_(heads)),
    )
    return set(await session.scalars(query))
