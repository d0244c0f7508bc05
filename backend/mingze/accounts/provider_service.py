"""Signing in through another platform: which accounts may, and who they are there.

Nobody registers this way: an administrator allows it for an account that exists, and the first time the platform
must call the person by the account's own user name. From then on the platform's lasting identifier counts.
"""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import queries
from mingze.accounts.models import Account, ExternalIdentity, LoginSession
from mingze.accounts.rules import Method
from mingze.accounts.session_service import Oneself
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict


async def allow(session: AsyncSession, actor: Acting, account: Account) -> None:
    """Conflict where it is allowed already."""
    if await queries.external_identity(session, account.id, lock=True) is not None:
        raise Conflict("该账户已准许经统一身份认证登录")
    session.add(ExternalIdentity(account_id=account.id, allowed_at=clock.now()))
    _record(session, "allow_provider_sign_in", actor, account)


async def forbid(session: AsyncSession, actor: Acting, account: Account) -> None:
    """Unlink too, and end the sessions that were signed in this way. Conflict where it is not allowed."""
    row = await queries.external_identity(session, account.id, lock=True)
    if row is None:
        raise Conflict("该账户未准许经统一身份认证登录")
    await session.delete(row)
    await session.execute(
        update(LoginSession)
        .where(
            LoginSession.account_id == account.id,
            LoginSession.method == Method.PROVIDER,
            LoginSession.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
    )
    _record(session, "forbid_provider_sign_in", actor, account)


async def identified(session: AsyncSession, issuer: str, subject: str, name: str | None) -> Account | None:
    """The account of whoever the platform vouches for, linked now where this is the first time; None where
    nobody may sign in as that."""
    found = await queries.account_of_identity(session, issuer, subject)
    is_linked = found is not None
    if found is None and name is not None:
        found = await queries.account_by_username(session, name)
        # People type their name as it comes; a platform may have two who are told apart by that.
        if found is not None and found.username not in (name, name.lower()):
            return None
    if found is None:
        return None
    # Held, and looked at again: whoever forbids it or disables the account now ends this session too.
    account = await queries.account(session, found.id, lock=True)
    row = await queries.external_identity(session, found.id, lock=True)
    if account is None or not account.active or row is None:
        return None
    if is_linked or row.subject is not None:
        return account if is_linked and (row.issuer, row.subject) == (issuer, subject) else None
    row.issuer, row.subject, row.linked_at = issuer, subject, clock.now()
    _record(session, "link_provider_sign_in", Oneself(account.id), account)
    return account


def _record(session: AsyncSession, action: str, actor: Acting, account: Account) -> None:
    record(
        session,
        action=action,
        resource="account",
        resource_id=account.id,
        actor=actor,
        unit_id=account.home_unit_id,
    )
