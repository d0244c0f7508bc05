"""What the routers of accounts and of appointments share: the reach of an administrator."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import appointment_queries
from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.accounts import queries as accounts
from mingze.accounts.models import Account
from mingze.kit.problems import Forbidden, NotFound, refuse_field
from mingze.units import queries as units


async def account_in_scope(
    session: AsyncSession,
    actor: Actor,
    permission: Permission,
    account_id: int,
    pointer: str | None = None,
    *,
    lock: bool = False,
) -> Account:
    """An account at home below a unit where the asking person holds `permission`."""
    roots = set(actor.roots(permission))
    account = await accounts.account(session, account_id, lock=lock)
    # Out of scope and not there at all must not be told apart.
    if account is None or not await units.ancestors(session, account.home_unit_id) & roots:
        raise refuse_field(pointer, "没有这个账户,或不在您的管理范围内") if pointer else NotFound()
    return account


async def reaches_no_further(
    session: AsyncSession, actor: Actor, permission: Permission, account: Account
) -> None:
    """Refuse to take over, disable or move an account that holds a role beyond the asking person's scope."""
    roots = set(actor.roots(permission))
    for unit_id in await appointment_queries.units_of_roles(session, account.id):
        if not await units.ancestors(session, unit_id) & roots:
            raise Forbidden("该账户在您的管理范围之外另有任职")


async def unit_in_scope(
    session: AsyncSession, actor: Actor, permission: Permission, unit_id: int, pointer: str | None = None
) -> None:
    if not await units.ancestors(session, unit_id) & set(actor.roots(permission)):
        raise refuse_field(pointer, "没有这个单位,或不在您的管理范围内") if pointer else NotFound()


async def unit_taking_people(
    session: AsyncSession, actor: Actor, permission: Permission, unit_id: int, pointer: str
) -> None:
    """Refuse a unit out of scope, and one that is closed: who is there stays, nobody new comes."""
    await unit_in_scope(session, actor, permission, unit_id, pointer)
    if await units.closed(session, unit_id):
        raise refuse_field(pointer, "该单位已停用,不能再新增账户或任职")
