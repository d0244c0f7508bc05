"""Every SELECT over accounts, what they sign in with, and sessions."""

from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts.models import (
    Account,
    ExternalIdentity,
    FormerPassword,
    LoginSession,
    RecoveryCode,
    SecondFactor,
    SignInLock,
    SpentSecret,
)
from mingze.accounts.rules import normal_username
from mingze.kit import clock

_Row = TypeVar("_Row")


def _locked(query: Select[*tuple[_Row]]) -> Select[*tuple[_Row]]:
    """The row as it is once it is ours, whatever was read of it before."""
    return query.with_for_update().execution_options(populate_existing=True)


async def account_by_username(session: AsyncSession, username: str) -> Account | None:
    found = await session.scalars(select(Account).where(Account.username == normal_username(username)))
    return found.one_or_none()


async def account(session: AsyncSession, account_id: int, *, lock: bool = False) -> Account | None:
    query = select(Account).where(Account.id == account_id)
    return (await session.scalars(_locked(query) if lock else query)).one_or_none()


async def login_session(session: AsyncSession, session_id: str, *, lock: bool = False) -> LoginSession | None:
    query = select(LoginSession).where(LoginSession.id == session_id)
    return (await session.scalars(_locked(query) if lock else query)).one_or_none()


async def living_sessions(session: AsyncSession, account_id: int, idle: timedelta) -> list[LoginSession]:
    """The sessions of an account that can still be used, the latest used first."""
    now = clock.now()
    query = select(LoginSession).where(
        LoginSession.account_id == account_id,
        LoginSession.revoked_at.is_(None),
        LoginSession.expires_at > now,
        LoginSession.rotated_at > now - idle,
    )
    return list(await session.scalars(query.order_by(LoginSession.rotated_at.desc(), LoginSession.id)))


async def is_spent(session: AsyncSession, secret_hash: str, session_id: str) -> bool:
    query = select(SpentSecret.session_id).where(
        SpentSecret.secret_hash == secret_hash, SpentSecret.session_id == session_id
    )
    return await session.scalar(query) is not None


async def former_passwords(session: AsyncSession, account_id: int) -> list[str]:
    """The hashes of the passwords before the present one, the latest first."""
    query = select(FormerPassword.password_hash).where(FormerPassword.account_id == account_id)
    return list(await session.scalars(query.order_by(FormerPassword.id.desc())))


async def second_factor(session: AsyncSession, account_id: int, *, lock: bool = False) -> SecondFactor | None:
    query = select(SecondFactor).where(SecondFactor.account_id == account_id)
    return (await session.scalars(_locked(query) if lock else query)).one_or_none()


async def recovery_codes_left(session: AsyncSession, account_id: int) -> int:
    query = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.account_id == account_id)
    return await session.scalar(query) or 0


async def external_identity(
    session: AsyncSession, account_id: int, *, lock: bool = False
) -> ExternalIdentity | None:
    query = select(ExternalIdentity).where(ExternalIdentity.account_id == account_id)
    return (await session.scalars(_locked(query) if lock else query)).one_or_none()


async def account_of_identity(session: AsyncSession, issuer: str, subject: str) -> Account | None:
    query = (
        select(Account)
        .join(ExternalIdentity, ExternalIdentity.account_id == Account.id)
        .where(ExternalIdentity.issuer == issuer, ExternalIdentity.subject == subject)
    )
    return (await session.scalars(query)).one_or_none()


async def sign_in_lock(session: AsyncSession, key: str) -> SignInLock | None:
    query = select(SignInLock).where(SignInLock.key == key)
    return (await session.scalars(_locked(query))).one_or_none()


async def names_of_source(session: AsyncSession, source: str, limit: int) -> int:
    """On how many names a source has failed lately, counted up to `limit`."""
    few = select(SignInLock.key).where(SignInLock.source == source).limit(limit).subquery()
    return await session.scalar(select(func.count()).select_from(few)) or 0


async def forgotten_locks(session: AsyncSession, now: datetime) -> list[SignInLock]:
    query = select(SignInLock).where(SignInLock.expires_at <= now).order_by(SignInLock.expires_at).limit(50)
    return list(await session.scalars(query.with_for_update(skip_locked=True)))


async def any_account(session: AsyncSession) -> bool:
    return (await session.scalar(select(Account.id).limit(1))) is not None
