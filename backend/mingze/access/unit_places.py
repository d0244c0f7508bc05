"""What the routers of units share: who may do something there, and how a unit is shown."""

from typing import Any

from fastapi import Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.schemas import UnitRef
from mingze.access.unit_schemas import FormerName, UnitDetail
from mingze.kit.problems import Forbidden, NotFound, refuse_field
from mingze.kit.web import Expected, etag
from mingze.units import queries
from mingze.units.models import Unit
from mingze.units.tree import lock_tree

_OUT_OF_REACH = "没有这个单位,或不在您的管理范围内"


async def in_scope(
    session: AsyncSession, actor: Actor, permission: Permission, unit_id: int, pointer: str | None = None
) -> None:
    """Refuse a unit out of sight as unknown; one in sight but beyond `permission` as forbidden."""
    above = await queries.ancestors(session, unit_id)
    if above & set(actor.roots(permission)):
        return
    if above & set(actor.roots(Permission.UNIT_READ)):
        raise Forbidden()
    raise refuse_field(pointer, _OUT_OF_REACH) if pointer else NotFound()


async def to_rearrange(
    session: AsyncSession, actor: Actor, unit_id: int, expected: Expected, act: str
) -> Unit:
    """The unit, with the tree locked, for an act that changes its place or ends it.

    Nobody does that to the unit they are appointed at: it would carry their own office away.
    """
    await lock_tree(session)
    await in_scope(session, actor, Permission.UNIT_MANAGE, unit_id)
    unit = await queries.unit(session, unit_id, lock=True)
    if unit is None:
        raise NotFound()
    expected.check(unit.version)
    above = await queries.ancestors(session, unit.parent_id) if unit.parent_id else None
    if above is not None and not above & set(actor.roots(Permission.UNIT_MANAGE)):
        raise Forbidden(f"这是您任职的单位,须由上级单位的系统管理员{act}")
    return unit


async def target(session: AsyncSession, actor: Actor, unit_id: int, pointer: str) -> Unit:
    """Another unit that a request names, in the scope of who changes units."""
    roots = set(actor.roots(Permission.UNIT_MANAGE))
    unit = await queries.unit(session, unit_id, lock=True)
    if unit is None or not await queries.ancestors(session, unit_id) & roots:
        raise refuse_field(pointer, _OUT_OF_REACH)
    return unit


async def detail(session: AsyncSession, unit_id: int, response: Response) -> UnitDetail:
    row = await queries.row(session, unit_id)
    if row is None:
        raise NotFound()
    response.headers["ETag"] = etag(row["version"])
    return UnitDetail.model_validate(await _shape(session, row))


async def _shape(session: AsyncSession, row: RowMapping) -> dict[str, Any]:
    former = await queries.former_names(session, row["id"])
    path = await queries.path(session, row["id"])
    successor = row["successor_id"]
    return {
        **row,
        "path": [UnitRef(id=step["id"], name=step["name"]) for step in path],
        "former_names": [FormerName(name=one["name"], until=one["until"]) for one in former],
        "successor": UnitRef(id=successor, name=row["successor_name"]) if successor else None,
    }
