"""Every SELECT over the tree of units."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit, UnitClosure
from mingze.units.rules import UnitKind

_child = aliased(Unit)
_COLUMNS = (
    Unit.id,
    Unit.code,
    Unit.name,
    Unit.short_name,
    Unit.kind,
    Unit.parent_id,
    Unit.uscc,
    Unit.region_code,
    Unit.active,
    Unit.version,
    exists(select(_child.id).where(_child.parent_id == Unit.id)).label("has_children"),
)


async def unit(session: AsyncSession, unit_id: int, *, lock: bool = False) -> Unit | None:
    query = select(Unit).where(Unit.id == unit_id)
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


async def unit_by_code(session: AsyncSession, code: str) -> Unit | None:
    return (await session.scalars(select(Unit).where(Unit.code == code))).one_or_none()


async def first_top(session: AsyncSession) -> Unit | None:
    """The top of the oldest tree; None where there is no unit yet."""
    found = await session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1))
    return found.one_or_none()


async def row(session: AsyncSession, unit_id: int) -> RowMapping | None:
    return (await session.execute(select(*_COLUMNS).where(Unit.id == unit_id))).mappings().one_or_none()


async def path(session: AsyncSession, unit_id: int) -> list[RowMapping]:
    """The unit and all above it, the top first."""
    query = (
        select(Unit.id, Unit.name)
        .join(UnitClosure, UnitClosure.ancestor_id == Unit.id)
        .where(UnitClosure.descendant_id == unit_id)
        .order_by(UnitClosure.depth.desc())
    )
    return list((await session.execute(query)).mappings())


async def page(
    session: AsyncSession,
    visible: ColumnElement[bool],
    *,
    parent_id: int | None,
    within: int | None,
    kind: UnitKind | None,
    text: str | None,
    after: tuple[str, int] | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    """Units in the order of their codes, and how many there are (counted to COUNT_CAP)."""
    conditions = [visible]
    if parent_id is not None:
        conditions.append(Unit.parent_id == parent_id)
    if within is not None:
        conditions.append(
            Unit.id.in_(select(UnitClosure.descendant_id).where(UnitClosure.ancestor_id == within))
        )
    if kind is not None:
        conditions.append(Unit.kind == kind)
    if text:
        conditions.append(or_(Unit.name.contains(text, autoescape=True), Unit.code == text))
    query: Select[*tuple[Any, ...]] = select(*_COLUMNS).where(*conditions)
    if after is not None:
        query = query.where(or_(Unit.code > after[0], and_(Unit.code == after[0], Unit.id > after[1])))
    rows = (await session.execute(query.order_by(Unit.code, Unit.id).limit(limit))).mappings().all()
    bounded = select(Unit.id).where(*conditions).limit(COUNT_CAP).subquery()
    total = await session.scalar(select(func.count()).select_from(bounded))
    return list(rows), total or 0


async def ancestors(session: AsyncSession, unit_id: int) -> set[int]:
    """Ids of the unit and all above it."""
    found = await session.scalars(select(UnitClosure.ancestor_id).where(UnitClosure.descendant_id == unit_id))
    return set(found)
