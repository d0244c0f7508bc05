"""Appointing people and ending appointments."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import appointment_queries
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

    Nobody dates it back: a role that was not held must not seem to have been. Only the program itself may
    (`actor` is None). Conflict where the three administrators would mix, or where the role is held there already.
    """
    if actor is not None and starts_on < clock.today():
        raise refuse_field("/body/starts_on", "起始日期不能早于今日")
    if ends_on is not None and ends_on < starts_on:
        raise refuse_field("/body/ends_on", "终止日期不能早于起始日期")
    if administrators_clash(await appointment_queries.roles_held(session, account.id), role):
        raise Conflict(f"三员分离:不能再任“{ROLE_LABELS[role]}”,管理员不得兼任其他角色")
    if await appointment_queries.holds(session, account.id, unit.id, role, starts_on, ends_on):
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


async def change_end(
    session: AsyncSession, actor: Acting, appointment: Appointment, ends_on: date | None
) -> None:
    """Let an appointment (its account locked by the caller) end on another day, or on none.

    Conflict where it is over, or where the same role is held there again later.
    """
    today = clock.today()
    if appointment.ends_on is not None and appointment.ends_on < today:
        raise Conflict("该任职已终止,需要继续任职的请重新任命")
    if ends_on is not None and ends_on < max(today, appointment.starts_on):
        raise refuse_field("/body/ends_on", "终止日期不能早于今日和起始日期")
    if ends_on == appointment.ends_on:
        return
    if await appointment_queries.holds_again(session, appointment, ends_on):
        raise Conflict("此后另有同一任职,请先免去")
    record(
        session,
        action="change",
        resource="appointment",
        resource_id=appointment.id,
        actor=actor,
        unit_id=appointment.unit_id,
        changes={"ends_on": [appointment.ends_on, ends_on]},
    )
    appointment.ends_on = ends_on


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
