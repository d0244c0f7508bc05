"""Sessions: opening, refreshing, ending them.

A session is one sign-in and the whole family of refresh secrets that descend from it by rotation: one row.
Ending it ends them all, and every access token that names it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import queries
from mingze.accounts.models import Account, LoginSession, SpentSecret
from mingze.accounts.rules import Method
from mingze.accounts.tokens import new_secret, secret_hash
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import NotAuthenticated, NotFound

#: Two tabs may refresh at once with the same cookie: the one before is still taken for this long.
_GRACE = timedelta(seconds=10)
#: Sessions that are over stay for so long, to be looked at after an incident.
_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`cookie` is `<session>.<secret>`; None where the cookie in use stays."""

    account: Account
    session_id: str
    method: Method
    cookie: str | None


@dataclass(frozen=True, slots=True)
class Oneself:
    """An account acting on itself before there is an Actor (signing in)."""

    account_id: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a sign-in comes from: the address as the proxy tells it, and the program it was made with."""

    source: str
    agent: str | None


async def start_session(
    session: AsyncSession,
    account: Account,
    visit: Visit,
    *,
    hours: int,
    method: Method = Method.PASSWORD,
    second: str | None = None,
) -> SignedIn:
    """Open a session for an account that has just proved who it is; `second` says by what besides a password."""
    now, secret = clock.now(), new_secret()
    await session.execute(
        delete(LoginSession).where(
            LoginSession.account_id == account.id, LoginSession.expires_at <= now - _KEPT
        )
    )
    await session.execute(delete(SpentSecret).where(SpentSecret.expires_at <= now))
    row = LoginSession(
        id=new_secret(),
        account_id=account.id,
        refresh_hash=secret_hash(secret),
        rotated_at=now,
        created_at=now,
        expires_at=now + timedelta(hours=hours),
        method=method,
        source=visit.source,
        agent=visit.agent,
    )
    session.add(row)
    record(
        session,
        action="sign_in",
        resource="account",
        resource_id=account.id,
        actor=Oneself(account.id),
        unit_id=account.home_unit_id,
        source=visit.source,
        method=method,
        second=second,
    )
    return SignedIn(account, row.id, method, f"{row.id}.{secret}")


class ReusedSecret(NotAuthenticated):
    """A refresh secret came a second time, later than two tabs would send it: one of two holders stole it."""

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id


async def refresh_session(session: AsyncSession, cookie: str, *, idle: timedelta) -> SignedIn:
    """Rotate the refresh secret. NotAuthenticated for a cookie that is unknown, expired, left idle or revoked;
    ReusedSecret for any that was used before, which must then end the session (`end_reused`)."""
    session_id, _, secret = cookie.partition(".")
    row = await queries.login_session(session, session_id, lock=True)
    now = clock.now()
    if row is None or row.revoked_at is not None or min(row.expires_at, row.rotated_at + idle) <= now:
        raise NotAuthenticated()
    account = await queries.account(session, row.account_id)
    if account is None or not account.active:
        raise NotAuthenticated()
    given = secret_hash(secret)
    if given == row.previous_hash and now - row.rotated_at <= _GRACE:
        return SignedIn(account, row.id, row.method, None)
    if given != row.refresh_hash:
        if given == row.previous_hash or await queries.is_spent(session, given, row.id):
            raise ReusedSecret(row.id)
        raise NotAuthenticated()
    if row.previous_hash is not None:
        session.add(SpentSecret(secret_hash=row.previous_hash, session_id=row.id, expires_at=row.expires_at))
    fresh = new_secret()
    row.previous_hash, row.refresh_hash, row.rotated_at = row.refresh_hash, secret_hash(fresh), now
    return SignedIn(account, row.id, row.method, f"{row.id}.{fresh}")


async def end_session(session: AsyncSession, actor: Acting, session_id: str, unit_id: int) -> None:
    """Sign out."""
    row = await queries.login_session(session, session_id, lock=True)
    if row is not None and row.revoked_at is None:
        row.revoked_at = clock.now()
        record(
            session,
            action="sign_out",
            resource="account",
            resource_id=row.account_id,
            actor=actor,
            unit_id=unit_id,
        )


async def end_reused(session: AsyncSession, session_id: str) -> None:
    """End a session whose used-up refresh secret came back, and keep that it did."""
    row = await queries.login_session(session, session_id, lock=True)
    if row is None or row.revoked_at is not None:
        return
    row.revoked_at = clock.now()
    account = await queries.account(session, row.account_id)
    record(
        session,
        action="refresh",
        resource="account",
        resource_id=row.account_id,
        actor=None,
        unit_id=account.home_unit_id if account else None,
        ok=False,
    )


async def end_one(
    session: AsyncSession, actor: Acting, account: Account, session_id: str, *, idle: timedelta
) -> None:
    """End one living session of an account. NotFound where it has none such."""
    row = await queries.login_session(session, session_id, lock=True)
    alive = row is not None and row.account_id == account.id and row.revoked_at is None
    now = clock.now()
    if row is None or not alive or min(row.expires_at, row.rotated_at + idle) <= now:
        raise NotFound()
    row.revoked_at = now
    _ended(session, actor, account, 1)


async def end_all(
    session: AsyncSession, actor: Acting, account: Account, *, keep: str | None, idle: timedelta
) -> None:
    """End every living session of an account but `keep`. Nothing to end is nothing to remember."""
    alive = [row.id for row in await queries.living_sessions(session, account.id, idle) if row.id != keep]
    if alive:
        await end_other_sessions(session, account.id, keep)
        _ended(session, actor, account, len(alive))


def _ended(session: AsyncSession, actor: Acting, account: Account, count: int) -> None:
    record(
        session,
        action="end_session",
        resource="account",
        resource_id=account.id,
        actor=actor,
        unit_id=account.home_unit_id,
        count=count,
    )


async def end_other_sessions(session: AsyncSession, account_id: int, keep: str | None) -> None:
    """Revoke every session of an account but `keep`; what makes it necessary is the event."""
    await session.execute(
        update(LoginSession)
        .where(
            LoginSession.account_id == account_id,
            LoginSession.revoked_at.is_(None),
            LoginSession.id != (keep or ""),
        )
        .values(revoked_at=clock.now())
    )


async def spend_once(session: AsyncSession, secret: str, until: datetime) -> bool:
    """Mark a one-time secret as used; False where it was used before."""
    try:
        async with session.begin_nested():
            session.add(SpentSecret(secret_hash=secret_hash(secret), session_id=None, expires_at=until))
    except IntegrityError:
        return False
    return True
