"""Signing in, staying signed in, changing passwords, making accounts. Hashes come ready made: no hashing here."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import queries
from mingze.accounts.models import Account, LoginSession
from mingze.accounts.rules import MAX_USERNAME, normal_username
from mingze.accounts.tokens import new_secret, secret_hash
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, NotAuthenticated, Stale, refuse_field

#: Two tabs may refresh at once with the same cookie: the one before is still taken for this long.
_GRACE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`cookie` is `<session>.<secret>`; None where the cookie in use stays."""

    account: Account
    session_id: str
    cookie: str | None


@dataclass(frozen=True, slots=True)
class Oneself:
    """An account acting on itself before there is an Actor (signing in)."""

    account_id: int


async def start_session(session: AsyncSession, account_id: int, *, hours: int) -> SignedIn:
    """Open a session for an account whose password has just been verified."""
    account = await queries.account(session, account_id)
    if account is None or not account.active:
        raise NotAuthenticated("用户名或密码不正确")
    now, secret = clock.now(), new_secret()
    row = LoginSession(
        id=new_secret(),
        account_id=account.id,
        refresh_hash=secret_hash(secret),
        rotated_at=now,
        created_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    session.add(row)
    record(
        session,
        action="sign_in",
        resource="account",
        resource_id=account.id,
        actor=Oneself(account.id),
        unit_id=account.home_unit_id,
    )
    return SignedIn(account, row.id, f"{row.id}.{secret}")


def record_refused_sign_in(session: AsyncSession, account: Account | None) -> None:
    """Keep a refused sign-in. The name typed is not kept: it may be a password typed into the wrong field."""
    record(
        session,
        action="sign_in",
        resource="account",
        resource_id=account.id if account else 0,
        actor=None,
        unit_id=account.home_unit_id if account else None,
        ok=False,
    )


class ReusedSecret(NotAuthenticated):
    """A refresh secret came a second time, later than two tabs would send it: one of two holders stole it."""

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id


async def refresh_session(session: AsyncSession, cookie: str) -> SignedIn:
    """Rotate the refresh secret. NotAuthenticated for a cookie that is unknown, expired, revoked or used up;
    ReusedSecret for the one before, which must then end the session (`end_reused`)."""
    session_id, _, secret = cookie.partition(".")
    row = await queries.login_session(session, session_id, lock=True)
    now = clock.now()
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        raise NotAuthenticated()
    account = await queries.account(session, row.account_id)
    if account is None or not account.active:
        raise NotAuthenticated()
    given = secret_hash(secret)
    if given == row.previous_hash:
        if now - row.rotated_at > _GRACE:
            raise ReusedSecret(row.id)
        return SignedIn(account, row.id, None)
    if given != row.refresh_hash:
        raise NotAuthenticated()
    fresh = new_secret()
    row.previous_hash, row.refresh_hash, row.rotated_at = row.refresh_hash, secret_hash(fresh), now
    return SignedIn(account, row.id, f"{row.id}.{fresh}")


async def end_session(session: AsyncSession, actor: Acting, session_id: str, unit_id: int) -> None:
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


async def end_other_sessions(session: AsyncSession, account_id: int, keep: str | None) -> None:
    """Revoke every session of an account but `keep`."""
    await session.execute(
        update(LoginSession)
        .where(
            LoginSession.account_id == account_id,
            LoginSession.revoked_at.is_(None),
            LoginSession.id != (keep or ""),
        )
        .values(revoked_at=clock.now())
    )


async def create_account(
    session: AsyncSession,
    actor: Acting | None,
    *,
    username: str,
    name: str,
    home_unit_id: int,
    password_hash: str,
    must_change_password: bool = True,
) -> Account:
    """A new account. Conflict where the user name is taken."""
    username = normal_username(username)
    if len(username) > MAX_USERNAME:
        raise refuse_field("/body/username", f"不能超过 {MAX_USERNAME} 个字")
    if await queries.account_by_username(session, username):
        raise Conflict("该用户名已被使用")
    account = Account(
        username=username,
        name=name,
        home_unit_id=home_unit_id,
        password_hash=password_hash,
        must_change_password=must_change_password,
        active=True,
        created_at=clock.now(),
    )
    session.add(account)
    await session.flush()
    record(
        session,
        action="create",
        resource="account",
        resource_id=account.id,
        actor=actor,
        unit_id=home_unit_id,
        changes={"username": [None, username], "name": [None, name], "home_unit_id": [None, home_unit_id]},
    )
    return account


async def set_password(
    session: AsyncSession,
    actor: Acting,
    account: Account,
    password_hash: str,
    *,
    must_change: bool,
    keep: str | None,
    instead_of: str | None = None,
) -> None:
    """Replace a password; every other session of the account ends.

    `instead_of` is the hash the old password was checked against: Stale where it has been replaced meanwhile.
    """
    if instead_of is not None and account.password_hash != instead_of:
        raise Stale("密码刚刚被修改,请重新登录")
    account.password_hash = password_hash
    account.must_change_password = must_change
    await end_other_sessions(session, account.id, keep)
    record(
        session,
        action="reset_password" if must_change else "change_password",
        resource="account",
        resource_id=account.id,
        actor=actor,
        unit_id=account.home_unit_id,
        changes={"password_hash": []},
    )


async def change_account(
    session: AsyncSession, actor: Acting, account: Account, *, name: str, home_unit_id: int, active: bool
) -> None:
    """Rename, move or (de)activate an account; deactivating ends its sessions."""
    changes: dict[str, list[object]] = {}
    for field, value in (("name", name), ("home_unit_id", home_unit_id), ("active", active)):
        if getattr(account, field) != value:
            changes[field] = [getattr(account, field), value]
            setattr(account, field, value)
    if not changes:
        return
    if not active:
        await end_other_sessions(session, account.id, keep=None)
    record(
        session,
        action="update",
        resource="account",
        resource_id=account.id,
        actor=actor,
        unit_id=account.home_unit_id,
        changes=changes,
    )
