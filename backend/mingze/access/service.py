"""Appointing people and ending appointments."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import queries
from mingze.access.models import Appointment
from mingze.access.permissions import ADMINISTRATORS, ROLE_LABELS, Role
from mingze.accounts.models import Account
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, refuse_field
from mingze.units.models import Unit


def administrators_clash(held: set[Role], wanted: Role) -> bool:
    """Whether `wanted` would give one person two of the three administrators, or one beside case work."""
    if wanted in ADMINISTRATORS:
        return bool(held - {wanted})
    return bool(held & ADMINISTRATORS)


async def appoint(
    session: AsyncSession,
    actor: Acting | None,
    *,
    account: Account,
    unit: Unit,
    role: Role,
    starts_on: date,
    ends_on: date | None,
) -> Appointment:
    """Give `account` (locked by the caller) the role at the unit.

    Conflict where the three administrators would mix, or where the role is held there already.
    """
    if ends_on is not None and ends_on < starts_on:
        raise refuse_field("/body/ends_on", "终止日期不能早于起始日期")
    if administrators_clash(await queries.roles_held(session, account.id), role):
        raise Conflict(f"三员分离:不能再任“{ROLE_LABELS[role]}”,管理员不得兼任其他角色")
    if await queries.holds(session, account.id, unit.id, role, starts_on, ends_on):
        raise Conflict(f"已在{unit.name}担任{ROLE_LABELS[role]}")
    appointment = Appointment(
        account_id=account.id,
        unit_id=unit.id,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=clock.now(),
    )
    session.add(appointment)
    await session.flush()
    record(
        session,
        action="appoint",
        resource="appointment",
        resource_id=appointment.id,
        actor=actor,
        unit_id=unit.id,
        changes={
            "account_id": [None, account.id],
            "role": [None, role],
            "unit_id": [None, unit.id],
            "starts_on": [None, starts_on],
            "ends_on": [None, ends_on],
        },
    )
    return appointment


def end_appointment(session: AsyncSession, actor: Acting, appointment: Appointment) -> None:
    """End an appointment at once: yesterday was its last day. One that is over stays as it was."""
    last = clock.today() - timedelta(days=1)
    if appointment.ends_on is not None and appointment.ends_on <= last:
        return
    record(
        session,
        action="end",
        resource="appointment",
        resource_id=appointment.id,
        actor=actor,
        unit_id=appointment.unit_id,
        changes={"ends_on": [appointment.ends_on, last]},
    )
    appointment.ends_on = last
