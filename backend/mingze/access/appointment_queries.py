"""Every SELECT that answers: who holds which role where, from when to when, and what was handed over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.models import Appointment, Handover
from mingze.access.permissions import Role
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.kit import clock
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit


def not_over(today: Any) -> ColumnElement[bool]:
    return or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today)


def in_force(today: Any) -> ColumnElement[bool]:
    """Whether an appointment is in force on a day, given as a value or a parameter."""
    return and_(Appointment.starts_on <= today, not_over(today))


async def account_of(session: AsyncSession, appointment_id: int) -> int | None:
    return await session.scalar(select(Appointment.account_id).where(Appointment.id == appointment_id))


async def appointment(session: AsyncSession, appointment_id: int) -> Appointment | None:
    found = await session.scalars(
        select(Appointment).where(Appointment.id == appointment_id).with_for_update()
    )
    return found.one_or_none()


async def roles_held(session: AsyncSession, account_id: int) -> set[Role]:
    """The roles an account holds today or will hold."""
    found = await session.scalars(
        select(Appointment.role).where(Appointment.account_id == account_id, not_over(clock.today()))
    )
    return {Role(role) for role in found}


async def roles_ever_held(session: AsyncSession, account_id: int) -> set[Role]:
    found = await session.scalars(
        select(Appointment.role).where(Appointment.account_id == account_id).distinct()
    )
    return {Role(role) for role in found}


async def holds(
    session: AsyncSession, account_id: int, unit_id: int, role: Role, starts_on: date, ends_on: date | None
) -> bool:
    """Whether the account already holds this role at this unit on any day from `starts_on` to `ends_on`."""
    query = select(Appointment.id).where(*_overlapping(account_id, unit_id, role, starts_on, ends_on))
    return await session.scalar(query.limit(1)) is not None


async def holds_again(session: AsyncSession, appointment: Appointment, ends_on: date | None) -> bool:
    """Whether another appointment to the same role would overlap, were this one to end on `ends_on`."""
    a = appointment
    overlapping = _overlapping(a.account_id, a.unit_id, Role(a.role), a.starts_on, ends_on)
    query = select(Appointment.id).where(*overlapping, Appointment.id != a.id)
    return await session.scalar(query.limit(1)) is not None


def _overlapping(
    account_id: int, unit_id: int, role: Role, starts_on: date, ends_on: date | None
) -> list[ColumnElement[bool]]:
    conditions = [
        Appointment.account_id == account_id,
        Appointment.unit_id == unit_id,
        Appointment.role == role,
        not_over(starts_on),
    ]
    if ends_on is not None:
        conditions.append(Appointment.starts_on <= ends_on)
    return conditions


async def units_of_roles(session: AsyncSession, account_id: int) -> set[int]:
    """The units an account holds a role at, today or later."""
    found = await session.scalars(
        select(Appointment.unit_id).where(Appointment.account_id == account_id, not_over(clock.today()))
    )
    return set(found)


class InForce(StrEnum):
    """Where an appointment stands in time."""

    TODAY = "true"
    FUTURE = "future"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class AppointmentFilter:
    """What a list is narrowed to; None means no matter. `unit_id`: there or below."""

    account_id: int | None = None
    unit_id: int | None = None
    role: Role | None = None
    in_force: InForce | None = None

    def conditions(self, today: date) -> list[ColumnElement[bool]]:
        found = []
        if self.account_id is not None:
            found.append(Appointment.account_id == self.account_id)
        if self.unit_id is not None:
            found.append(in_subtree(Appointment.unit_id, (self.unit_id,)))
        if self.role is not None:
            found.append(Appointment.role == self.role)
        match self.in_force:
            case InForce.TODAY:
                found.append(in_force(today))
            case InForce.FUTURE:
                found += [Appointment.starts_on > today, not_over(today)]
            case InForce.PAST:
                found.append(not_(not_over(today)))
        return found


async def appointments(
    session: AsyncSession,
    visible: ColumnElement[bool],
    wanted: AppointmentFilter,
    *,
    after: int | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    conditions = [visible, *wanted.conditions(clock.today())]
    query = _appointment_rows().where(*conditions)
    if after is not None:
        query = query.where(Appointment.id > after)
    rows = (await session.execute(query.order_by(Appointment.id).limit(limit))).mappings().all()
    bounded = select(Appointment.id).where(*conditions).limit(COUNT_CAP).subquery()
    return list(rows), await session.scalar(select(func.count()).select_from(bounded)) or 0


async def appointments_of_ids(session: AsyncSession, ids: Collection[int]) -> list[RowMapping]:
    query = _appointment_rows().where(Appointment.id.in_(ids)).order_by(Appointment.id)
    return list((await session.execute(query)).mappings())


async def open_appointments(session: AsyncSession, account_id: int) -> list[Appointment]:
    """The appointments of an account that are in force or to come."""
    query = select(Appointment).where(Appointment.account_id == account_id, not_over(clock.today()))
    return list(await session.scalars(query.order_by(Appointment.id)))


async def covers(
    session: AsyncSession, account_id: int, unit_id: int, role: Role, starts_on: date, ends_on: date | None
) -> bool:
    """Whether one appointment of the account holds this role at this unit for the whole of that time."""
    to_the_end: ColumnElement[bool] = Appointment.ends_on.is_(None)
    if ends_on is not None:
        to_the_end |= Appointment.ends_on >= ends_on
    query = select(Appointment.id).where(
        Appointment.account_id == account_id,
        Appointment.unit_id == unit_id,
        Appointment.role == role,
        Appointment.starts_on <= starts_on,
        to_the_end,
    )
    return await session.scalar(query.limit(1)) is not None


async def handover(session: AsyncSession, handover_id: int) -> Handover:
    return (await session.scalars(select(Handover).where(Handover.id == handover_id))).one()


def _appointment_rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Appointment.id,
            Appointment.account_id,
            Account.name.label("account_name"),
            Appointment.role,
            Appointment.unit_id,
            Unit.name.label("unit_name"),
            Appointment.starts_on,
            Appointment.ends_on,
        )
        .join(Account, Account.id == Appointment.account_id)
        .join(Unit, Unit.id == Appointment.unit_id)
    )
