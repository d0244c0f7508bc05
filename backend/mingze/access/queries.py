"""Every SELECT that answers: who is asking, which accounts there are, who can be named."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor, Held
from mingze.access.appointment_queries import in_force, not_over
from mingze.access.models import Appointment
from mingze.access.permissions import SECOND_FACTOR_ROLES, Role
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account, LoginSession, PasswordHalf, SecondFactor
from mingze.accounts.rules import Method, password_is_old
from mingze.kit import clock, reading
from mingze.kit.pages import COUNT_CAP
from mingze.kit.tables import UtcDateTime
from mingze.settings import Settings
from mingze.units.models import Unit

_home = aliased(Unit, name="home")
_above_home = aliased(Unit, name="above_home")
_held = aliased(Unit, name="held")


_ACTOR = (
    select(
        Account.id,
        Account.username,
        Account.name,
        Account.must_change_password,
        func.coalesce(Account.password_changed_at, Account.created_at, type_=UtcDateTime).label(
            "password_changed_at"
        ),
        Account.home_unit_id,
        LoginSession.method,
        SecondFactor.confirmed_at.is_not(None).label("has_second_factor"),
        _home.name.label("home_name"),
        Appointment.role,
        Appointment.unit_id,
        _held.name.label("unit_name"),
    )
    .select_from(LoginSession)
    .join(Account, Account.id == LoginSession.account_id)
    .join(_home, _home.id == Account.home_unit_id)
    .outerjoin(SecondFactor, SecondFactor.account_id == Account.id)
    .outerjoin(
        Appointment, and_(Appointment.account_id == Account.id, in_force(bindparam("today", type_=Date)))
    )
    .outerjoin(_held, _held.id == Appointment.unit_id)
    .where(
        LoginSession.id == bindparam("session_id"),
        LoginSession.revoked_at.is_(None),
        LoginSession.expires_at > bindparam("now"),
        LoginSession.rotated_at > bindparam("idle_since", type_=UtcDateTime),
        Account.active,
    )
    .order_by(Appointment.id)
)


async def actor(session: AsyncSession, session_id: str, settings: Settings) -> Actor | None:
    """The actor of a living session, in one statement; None where it is revoked, expired, left idle or disabled."""
    now = clock.now()
    rows = await reading.tuples(
        session,
        _ACTOR,
        session_id=session_id,
        today=clock.today(),
        now=now,
        idle_since=now - timedelta(minutes=settings.idle_minutes),
    )
    if not rows:
        return None
    first = rows[0]
    appointments = tuple(Held(Role(row.role), row.unit_id, row.unit_name) for row in rows if row.role)
    # Whoever signs in through another platform proves there who it is: neither rule is ours to apply.
    by_password = first.method == Method.PASSWORD
    old = password_is_old(first.password_changed_at, settings.password_days, now)
    lacks = settings.second_factor_required and not first.has_second_factor
    return Actor(
        account_id=first.id,
        username=first.username,
        name=first.name,
        session_id=session_id,
        home_unit_id=first.home_unit_id,
        home_unit_name=first.home_name,
        must_change_password=by_password and (first.must_change_password or old),
        appointments=appointments,
        has_second_factor=first.has_second_factor,
        must_set_second_factor=by_password
        and lacks
        and any(held.role in SECOND_FACTOR_ROLES for held in appointments),
    )


async def as_actor(session: AsyncSession, account_id: int) -> Actor:
    """Who an account is today without being signed in: its home, and the roles it holds."""
    query = (
        select(
            Account.username,
            Account.name,
            Account.home_unit_id,
            _home.name.label("home_name"),
            Appointment.role,
            Appointment.unit_id,
            _held.name.label("unit_name"),
        )
        .join(_home, _home.id == Account.home_unit_id)
        .outerjoin(Appointment, and_(Appointment.account_id == Account.id, in_force(clock.today())))
        .outerjoin(_held, _held.id == Appointment.unit_id)
        .where(Account.id == account_id)
        .order_by(Appointment.id)
    )
    rows = (await session.execute(query)).all()
    first = rows[0]
    return Actor(
        account_id=account_id,
        username=first.username,
        name=first.name,
        session_id="",
        home_unit_id=first.home_unit_id,
        home_unit_name=first.home_name,
        must_change_password=False,
        appointments=tuple(Held(Role(row.role), row.unit_id, row.unit_name) for row in rows if row.role),
    )


async def lacks_second_factor(session: AsyncSession, account_id: int) -> bool:
    """Whether an account holds a role that wants a second factor and has none in force."""
    query = (
        select(Appointment.id)
        .outerjoin(SecondFactor, SecondFactor.account_id == Appointment.account_id)
        .where(
            Appointment.account_id == account_id,
            Appointment.role.in_(SECOND_FACTOR_ROLES),
            in_force(clock.today()),
            SecondFactor.confirmed_at.is_(None),
        )
    )
    return await session.scalar(query.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What a list is narrowed to; None means no matter. `unit_id`: at home there or below."""

    text: str | None = None
    unit_id: int | None = None
    active: bool | None = None
    #: Whether there is an appointment, in force or to come.
    appointed: bool | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found = []
        if self.text:
            columns = (Account.name, Account.username)
            found.append(or_(*(column.contains(self.text, autoescape=True) for column in columns)))
        if self.unit_id is not None:
            found.append(in_subtree(Account.home_unit_id, (self.unit_id,)))
        if self.active is not None:
            found.append(Account.active.is_(self.active))
        if self.appointed is not None:
            held = exists().where(Appointment.account_id == Account.id, not_over(clock.today()))
            found.append(held if self.appointed else ~held)
        return found


async def accounts(
    session: AsyncSession,
    visible: ColumnElement[bool],
    wanted: AccountFilter,
    *,
    after: int | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    conditions = [visible, *wanted.conditions()]
    query = _account_rows().where(*conditions)
    if after is not None:
        query = query.where(Account.id > after)
    rows = (await session.execute(query.order_by(Account.id).limit(limit))).mappings().all()
    return list(rows), await _count(session, select(Account.id).where(*conditions))


async def account_row(session: AsyncSession, account_id: int) -> RowMapping:
    return (await session.execute(_account_rows().where(Account.id == account_id))).mappings().one()


async def hold_accounts(session: AsyncSession, ids: Collection[int]) -> None:
    """Hold accounts until the commit, in the order of their ids so that two who ask crosswise never wait for
    each other; nobody who only names them (a foreign key) has to wait."""
    query = select(Account.id).where(Account.id.in_(ids)).order_by(Account.id)
    await session.execute(query.with_for_update(key_share=True))


async def people(
    session: AsyncSession, visible: ColumnElement[bool], *, text: str | None, after: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """Active people to name as owners: id, name and home unit only."""
    conditions = [visible, Account.active]
    if text:
        conditions.append(Account.name.contains(text, autoescape=True))
    query = (
        select(
            Account.id,
            Account.name,
            Account.home_unit_id.label("unit_id"),
            _home.name.label("unit_name"),
            _above_home.name.label("parent_name"),
        )
        .join(_home, _home.id == Account.home_unit_id)
        .outerjoin(_above_home, _above_home.id == _home.parent_id)
        .where(*conditions)
    )
    if after is not None:
        query = query.where(Account.id > after)
    rows = (await session.execute(query.order_by(Account.id).limit(limit))).mappings().all()
    return list(rows), await _count(session, select(Account.id).where(*conditions))


_last_sign_in = (
    select(func.max(LoginSession.created_at))
    .where(LoginSession.account_id == Account.id)
    .correlate(Account)
    .scalar_subquery()
)


def _account_rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Account.id,
            Account.username,
            Account.name,
            Account.home_unit_id,
            _home.name.label("home_unit_name"),
            Account.must_change_password,
            Account.active,
            exists(
                select(SecondFactor.account_id).where(
                    SecondFactor.account_id == Account.id, SecondFactor.confirmed_at.is_not(None)
                )
            ).label("second_factor"),
            PasswordHalf.keeper.label("password_half"),
            _last_sign_in.label("last_sign_in_at"),
            Account.version,
            Account.created_at,
        )
        .join(_home, _home.id == Account.home_unit_id)
        .outerjoin(PasswordHalf, PasswordHalf.account_id == Account.id)
    )


async def _count(session: AsyncSession, query: Select[int]) -> int:
    bounded = query.limit(COUNT_CAP).subquery()
    return await session.scalar(select(func.count()).select_from(bounded)) or 0
