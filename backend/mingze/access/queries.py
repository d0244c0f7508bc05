"""Every SELECT that answers: who is asking, who holds what, who can be named."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor, Held
from mingze.access.models import Appointment
from mingze.access.permissions import Role
from mingze.accounts.models import Account, LoginSession
from mingze.kit import clock, reading
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit

_home = aliased(Unit, name="home")
_held = aliased(Unit, name="held")


def _in_force(today: Any) -> ColumnElement[bool]:
    """Whether an appointment is in force on a day, given as a value or a parameter."""
    return and_(
        Appointment.starts_on <= today, or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today)
    )


_ACTOR = (
    select(
        Account.id,
        Account.username,
        Account.name,
        Account.must_change_password,
        Account.home_unit_id,
        _home.name.label("home_name"),
        Appointment.role,
        Appointment.unit_id,
        _held.name.label("unit_name"),
    )
    .select_from(LoginSession)
    .join(Account, Account.id == LoginSession.account_id)
    .join(_home, _home.id == Account.home_unit_id)
    .outerjoin(
        Appointment, and_(Appointment.account_id == Account.id, _in_force(bindparam("today", type_=Date)))
    )
    .outerjoin(_held, _held.id == Appointment.unit_id)
    .where(
        LoginSession.id == bindparam("session_id"),
        LoginSession.revoked_at.is_(None),
        LoginSession.expires_at > bindparam("now"),
        Account.active,
    )
    .order_by(Appointment.id)
)


async def actor(session: AsyncSession, session_id: str) -> Actor | None:
    """The actor of a living session, in one statement; None where it is revoked, expired or disabled."""
    rows = await reading.tuples(session, _ACTOR, session_id=session_id, today=clock.today(), now=clock.now())
    if not rows:
        return None
    first = rows[0]
    return Actor(
        account_id=first.id,
        username=first.username,
        name=first.name,
        session_id=session_id,
        home_unit_id=first.home_unit_id,
        home_unit_name=first.home_name,
        must_change_password=first.must_change_password,
        appointments=tuple(Held(Role(row.role), row.unit_id, row.unit_name) for row in rows if row.role),
    )


async def appointment(session: AsyncSession, appointment_id: int) -> Appointment | None:
    found = await session.scalars(
        select(Appointment).where(Appointment.id == appointment_id).with_for_update()
    )
    return found.one_or_none()


async def roles_held(session: AsyncSession, account_id: int) -> set[Role]:
    """The roles an account holds today or will hold."""
    found = await session.scalars(
        select(Appointment.role).where(
            Appointment.account_id == account_id,
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= clock.today()),
        )
    )
    return {Role(role) for role in found}


async def holds(
    session: AsyncSession, account_id: int, unit_id: int, role: Role, starts_on: date, ends_on: date | None
) -> bool:
    """Whether the account already holds this role at this unit on any day from `starts_on` to `ends_on`."""
    conditions = [
        Appointment.account_id == account_id,
        Appointment.unit_id == unit_id,
        Appointment.role == role,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= starts_on),
    ]
    if ends_on is not None:
        conditions.append(Appointment.starts_on <= ends_on)
    return await session.scalar(select(Appointment.id).where(*conditions).limit(1)) is not None


async def units_of_roles(session: AsyncSession, account_id: int) -> set[int]:
    """The units an account holds a role at, today or later."""
    found = await session.scalars(
        select(Appointment.unit_id).where(
            Appointment.account_id == account_id,
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= clock.today()),
        )
    )
    return set(found)


async def appointments(
    session: AsyncSession,
    visible: ColumnElement[bool],
    *,
    account_id: int | None,
    after: int | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    conditions = [visible]
    if account_id is not None:
        conditions.append(Appointment.account_id == account_id)
    query = (
        select(
            Appointment.id,
            Appointment.account_id,
            Account.name.label("account_name"),
            Appointment.role,
            Appointment.unit_id,
            _held.name.label("unit_name"),
            Appointment.starts_on,
            Appointment.ends_on,
        )
        .join(Account, Account.id == Appointment.account_id)
        .join(_held, _held.id == Appointment.unit_id)
        .where(*conditions)
    )
    if after is not None:
        query = query.where(Appointment.id > after)
    rows = (await session.execute(query.order_by(Appointment.id).limit(limit))).mappings().all()
    return list(rows), await _count(session, select(Appointment.id).where(*conditions))


async def accounts(
    session: AsyncSession, visible: ColumnElement[bool], *, text: str | None, after: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    conditions = [visible]
    if text:
        conditions.append(
            or_(
                Account.name.contains(text, autoescape=True), Account.username.contains(text, autoescape=True)
            )
        )
    query = _account_rows().where(*conditions)
    if after is not None:
        query = query.where(Account.id > after)
    rows = (await session.execute(query.order_by(Account.id).limit(limit))).mappings().all()
    return list(rows), await _count(session, select(Account.id).where(*conditions))


async def account_row(session: AsyncSession, account_id: int) -> RowMapping:
    return (await session.execute(_account_rows().where(Account.id == account_id))).mappings().one()


async def people(
    session: AsyncSession, visible: ColumnElement[bool], *, text: str | None, after: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """Active people to name as owners: id, name and home unit only."""
    conditions = [visible, Account.active]
    if text:
        conditions.append(Account.name.contains(text, autoescape=True))
    query = (
        select(Account.id, Account.name, Account.home_unit_id.label("unit_id"), _home.name.label("unit_name"))
        .join(_home, _home.id == Account.home_unit_id)
        .where(*conditions)
    )
    if after is not None:
        query = query.where(Account.id > after)
    rows = (await session.execute(query.order_by(Account.id).limit(limit))).mappings().all()
    return list(rows), await _count(session, select(Account.id).where(*conditions))


def _account_rows() -> Select[*tuple[Any, ...]]:
    return select(
        Account.id,
        Account.username,
        Account.name,
        Account.home_unit_id,
        _home.name.label("home_unit_name"),
        Account.must_change_password,
        Account.active,
        Account.version,
        Account.created_at,
    ).join(_home, _home.id == Account.home_unit_id)


async def _count(session: AsyncSession, query: Select[int]) -> int:
    bounded = query.limit(COUNT_CAP).subquery()
    return await session.scalar(select(func.count()).select_from(bounded)) or 0
