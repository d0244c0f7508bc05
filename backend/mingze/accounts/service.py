"""Making and changing accounts and their passwords. Hashes come ready made: no hashing here."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import halves, queries
from mingze.accounts.models import Account, FormerPassword
from mingze.accounts.rules import MAX_USERNAME, REMEMBERED_PASSWORDS, normal_username
from mingze.accounts.session_service import end_other_sessions
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, Stale, refuse_field


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
        password_changed_at=None,
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
        changes={
            "username": [None, username],
            "name": [None, name],
            "home_unit_id": [None, home_unit_id],
        },
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
    await _remember(session, account)
    await halves.forget(session, account.id)
    account.password_hash = password_hash
    account.password_changed_at = clock.now()
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


async def _remember(session: AsyncSession, account: Account) -> None:
    """Keep the password that is being replaced, and no more of the older ones than count."""
    session.add(
        FormerPassword(account_id=account.id, password_hash=account.password_hash, replaced_at=clock.now())
    )
    await session.flush()
    newest = (
        select(FormerPassword.id)
        .where(FormerPassword.account_id == account.id)
        .order_by(FormerPassword.id.desc())
        .limit(REMEMBERED_PASSWORDS - 1)
    )
    await session.execute(
        delete(FormerPassword).where(
            FormerPassword.account_id == account.id, FormerPassword.id.not_in(newest.scalar_subquery())
        )
    )


async def change_account(
    session: AsyncSession,
    actor: Acting,
    account: Account,
    *,
    name: str,
    home_unit_id: int,
    active: bool,
) -> None:
    """Rename, move or (de)activate an account; deactivating ends its sessions."""
    wanted = {"name": name, "home_unit_id": home_unit_id, "active": active}
    changes: dict[str, list[object]] = {}
    for field, value in wanted.items():
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
