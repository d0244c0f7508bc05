"""Who holds a permission at which unit: for rooms that tell people what waits for them."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.appointment_queries import in_force
from mingze.access.models import Appointment
from mingze.access.permissions import ROLE_PERMISSIONS, Permission
from mingze.kit import clock
from mingze.units.models import UnitClosure

#: Units asked for at once: engines take so many parameters and no more.
_MANY = 1_000


async def holders(
    session: AsyncSession, permission: Permission, unit_ids: Collection[int]
) -> dict[int, list[int]]:
    """Unit → who holds the permission there; where nobody does, at the nearest unit above."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    ids = sorted(unit_ids)
    for start in range(0, len(ids), _MANY):
        query = (
            select(UnitClosure.descendant_id, UnitClosure.depth, Appointment.account_id)
            .join(Appointment, Appointment.unit_id == UnitClosure.ancestor_id)
            .where(
                UnitClosure.descendant_id.in_(ids[start : start + _MANY]),
                Appointment.role.in_(roles),
                in_force(clock.today()),
            )
        )
        for unit_id, depth, account_id in await session.execute(query):
            found[unit_id][depth].append(account_id)
    return {unit_id: sorted(set(by_depth[min(by_depth)])) for unit_id, by_depth in found.items()}
