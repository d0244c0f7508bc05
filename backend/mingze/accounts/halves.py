"""Passwords that two administrators make together, so that neither of them can sign in as somebody else.

Whoever opens an account or resets a password chooses the first half; the second is made here and kept, encrypted,
for the other kind of administrator to hand to the person, once. The password is both, one after the other.
"""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts.models import Account, PasswordHalf
from mingze.accounts.rules import HalfKeeper
from mingze.accounts.vault import Vault
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict

_PURPOSE = "second half of the password"


async def keep(session: AsyncSession, vault: Vault, account_id: int, half: str, keeper: HalfKeeper) -> None:
    """Keep the second half of a password that was just set, for `keeper`."""
    await forget(session, account_id)
    sealed = vault.seal(half, account_id, _PURPOSE)
    session.add(PasswordHalf(account_id=account_id, sealed=sealed, keeper=keeper))
    await session.flush()


async def forget(session: AsyncSession, account_id: int) -> None:
    """The password it belonged to is gone."""
    await session.execute(delete(PasswordHalf).where(PasswordHalf.account_id == account_id))


async def kept(session: AsyncSession, account_id: int) -> PasswordHalf | None:
    query = select(PasswordHalf).where(PasswordHalf.account_id == account_id).with_for_update()
    return (await session.scalars(query.execution_options(populate_existing=True))).one_or_none()


async def hand_out(session: AsyncSession, actor: Acting, account: Account, vault: Vault) -> str:
    """The half, this once. Conflict where there is none to hand out (any more)."""
    row = await kept(session, account.id)
    if row is None:
        raise Conflict("没有待交付的后半段密码;已交付过而遗失的,请重新重置密码")
    half = vault.open(row.sealed, account.id, _PURPOSE)
    await session.delete(row)
    record(
        session,
        action="hand_out_password_half",
        resource="account",
        resource_id=account.id,
        actor=actor,
        unit_id=account.home_unit_id,
        changes={"password_half": []},
    )
    return half
