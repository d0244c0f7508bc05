"""What ties people to a unit: accounts at home there, roles held there."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.appointment_queries import not_over
from mingze.access.models import Appointment
from mingze.accounts.models import Account
from mingze.kit import clock
from mingze.units.ties import Tie, register_tie


async def _accounts(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, int]:
    query = (
        select(Account.home_unit_id, func.count().label("held"))
        .where(Account.home_unit_id.in_(unit_ids), Account.active)
        .group_by(Account.home_unit_id)
    )
    return {row.home_unit_id: row.held for row in await session.execute(query)}


async def _appointments(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, int]:
    query = (
        select(Appointment.unit_id, func.count().label("held"))
        .join(Account, Account.id == Appointment.account_id)
        .where(
            Appointment.unit_id.in_(unit_ids),
            Account.active,
            not_over(clock.today()),
        )
        .group_by(Appointment.unit_id)
    )
    return {row.unit_id: row.held for row in await session.execute(query)}


ACCOUNTS = Tie("accounts", "启用中的账户", _accounts)
APPOINTMENTS = Tie("appointments", "在任的任职", _appointments)


def register() -> None:
    """Make the ties known to `units/`: once, when the program starts."""
    register_tie(ACCOUNTS)
    register_tie(APPOINTMENTS)
