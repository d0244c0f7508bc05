"""Two things at one moment: staying in while being thrown out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import provider_service
from mingze.accounts.models import Account
from mingze.accounts.queries import account as account_of
from mingze.accounts.rules import Method
from mingze.accounts.service import change_account, set_password
from mingze.accounts.session_service import Oneself, Visit, start_session
from tests.attacks.target import Target

#: Long enough for a sign-in that nothing holds up.
_PATIENCE = 1.5


@asynccontextmanager
async def _held(target: Target, username: str) -> AsyncIterator[tuple[AsyncSession, Account]]:
    """An administrator's change of an account, which is committed when the block ends."""
    async with target.app.state.database.writing() as session:
        account = await account_of(session, target.id(f"account:{username}"), lock=True)
        assert account is not None
        yield session, account
        await session.flush()


@pytest.mark.parametrize("what", ["reset", "disabled"])
async def test_a_sign_in_at_the_moment_of_being_thrown_out_gives_no_session(
    target: Target, what: str
) -> None:
    """The password was right when it was looked at, and the change is committed before the session would be."""
    by = Oneself(target.id("account:security_admin"))
    hashed = await target.app.state.passwords.hash("Baishi-County-7")
    async with _held(target, "clerk") as (session, account):
        if what == "reset":
            await set_password(session, by, account, hashed, must_change=True, keep=None)
        else:
            home = account.home_unit_id
            await change_account(session, by, account, name=account.name, home_unit_id=home, active=False)
        await session.flush()
        signing_in = asyncio.create_task(target.sign_in("clerk"))
        await asyncio.wait({signing_in}, timeout=_PATIENCE)
    assert (await signing_in).status_code == 401


async def test_nobody_comes_through_the_platform_while_it_is_forbidden(target: Target) -> None:
    database = target.app.state.database
    liaison = target.id("account:hospital_liaison")
    async with database.writing() as session:
        assert await provider_service.identified(session, "https://id.test", "4711", "hospital_liaison")

    async def come() -> bool:
        async with database.writing() as session:
            found = await provider_service.identified(session, "https://id.test", "4711", None)
            if found is not None:
                visit = Visit("127.0.0.1", None)
                await start_session(session, found, visit, hours=1, method=Method.PROVIDER)
            return found is not None

    async with _held(target, "hospital_liaison") as (session, account):
        await provider_service.forbid(session, Oneself(liaison), account)
        await session.flush()
        coming = asyncio.create_task(come())
        await asyncio.wait({coming}, timeout=_PATIENCE)
    assert not await coming
