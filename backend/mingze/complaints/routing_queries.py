"""Every SELECT that routing asks: lines of units, who would handle it there, what was given back."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.appointment_queries import in_force
from mingze.access.models import Appointment
from mingze.access.permissions import ROLE_PERMISSIONS, Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.complaints.models import Complaint, ComplaintBarred, ComplaintRequest
from mingze.complaints.routing_rules import Place
from mingze.complaints.vocabulary import ComplaintRequestKind, ComplaintRequestState
from mingze.kit import clock
from mingze.units.models import Unit, UnitClosure
from mingze.units.queries import named
from mingze.units.rules import MAX_LEVELS, UnitKind

_HANDLERS = [role for role, held in ROLE_PERMISSIONS.items() if Permission.COMPLAINT_HANDLE in held]
_above = aliased(Unit, name="parent")
#: So many units are proposed.
MOST = 20


async def line(session: AsyncSession, unit_id: int) -> list[Place]:
    """The unit and all above it, the nearest first."""
    query = (
        select(Unit.id, Unit.name, Unit.kind, Unit.active)
        .join(UnitClosure, UnitClosure.ancestor_id == Unit.id)
        .where(UnitClosure.descendant_id == unit_id)
        .order_by(UnitClosure.depth)
    )
    return [Place(row.id, row.name, UnitKind(row.kind), row.active) for row in await session.execute(query)]


async def returned(session: AsyncSession, complaint_id: int) -> set[int]:
    """Units that gave the complaint back and were allowed to."""
    query = select(ComplaintRequest.unit_id).where(
        ComplaintRequest.complaint_id == complaint_id,
        ComplaintRequest.kind == ComplaintRequestKind.RETURN,
        ComplaintRequest.state == ComplaintRequestState.APPROVED,
    )
    return set(await session.scalars(query))


async def hands(session: AsyncSession, row: Complaint, unit_ids: Collection[int]) -> dict[int, int]:
    """Unit → how many people would handle the complaint there: appointed at it or between it and the office (the
    office's own people only at the office), active, neither barred nor at home in the department it names."""
    over_office = select(UnitClosure.ancestor_id).where(UnitClosure.descendant_id == row.office_id)
    barred = select(ComplaintBarred.account_id).where(ComplaintBarred.complaint_id == row.id)
    query = (
        select(UnitClosure.descendant_id, func.count(Appointment.account_id.distinct()).label("people"))
        .join(Appointment, Appointment.unit_id == UnitClosure.ancestor_id)
        .join(Account, Account.id == Appointment.account_id)
        .where(
            UnitClosure.descendant_id.in_(unit_ids),
            or_(
                UnitClosure.descendant_id == row.office_id,
                Appointment.unit_id.not_in(over_office),
            ),
            Appointment.role.in_(_HANDLERS),
            in_force(clock.today()),
            Account.active,
            Account.id.not_in(barred),
        )
        .group_by(UnitClosure.descendant_id)
    )
    if row.about_department_id is not None:
        query = query.where(~in_subtree(Account.home_unit_id, [row.about_department_id]))
    return {found.descendant_id: found.people for found in await session.execute(query)}


async def aims(session: AsyncSession, row: Complaint, q: str | None) -> Sequence[RowMapping]:
    """Units of the office that might be given it, the likeliest first: the one it is about, those above it, the
    office's departments, then the others from the top down. `q` narrows them by name, to closed ones too."""
    about = aliased(UnitClosure)
    query = (
        select(Unit.id, Unit.name, Unit.kind, Unit.active, _above.name.label("parent_name"))
        .join(
            UnitClosure, and_(UnitClosure.descendant_id == Unit.id, UnitClosure.ancestor_id == row.office_id)
        )
        .outerjoin(about, and_(about.ancestor_id == Unit.id, about.descendant_id == row.about_unit_id))
        .outerjoin(_above, _above.id == Unit.parent_id)
        .where(named(q) if q else Unit.active)
        .order_by(
            func.coalesce(about.depth, MAX_LEVELS),
            UnitClosure.depth,
            case((Unit.kind == UnitKind.DEPARTMENT, 0), else_=1),
            Unit.code,
        )
        .limit(MOST)
    )
    return (await session.execute(query)).mappings().all()


async def places(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, bool]:
    """Unit → whether it is active, of those that exist."""
    query = select(Unit.id, Unit.active).where(Unit.id.in_(unit_ids))
    return {found.id: found.active for found in await session.execute(query)}
