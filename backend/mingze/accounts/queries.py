"""Every SELECT over accounts and sessions."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts.models import Account, LoginSession
from mingze.accounts.rules import normal_username


async def account_by_username(session: AsyncSession, username: str) -> Account | None:
    found = await session.scalars(select(Account).where(Account.username == normal_username(username)))
    return found.one_or_none()


async def account(session: AsyncSession, account_id: int, *, lock: bool = False) -> Account | None:
    query = select(Account).where(Account.id == account_id)
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


async def login_session(session: AsyncSession, session_id: str, *, lock: bool = False) -> LoginSession | None:
    query = select(LoginSession).where(LoginSession.id == session_id)
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


async def any_account(session: AsyncSession) -> bool:
    return (await session.scalar(select(Account.id).limit(1))) is not None
