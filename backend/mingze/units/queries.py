"""Every SELECT over the tree of units."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.accounts.models import Account
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit, UnitChange, UnitClosure, UnitEnding, UnitFormerName
from mingze.units.rules import UnitKind

_child = aliased(Unit)
_parent = aliased(Unit, name="parent")
_successor = aliased(Unit, name="successor")
_COLUMNS = (
    Unit.id,
    Unit.code,
    Unit.name,
    Unit.short_name,
    Unit.kind,
    Unit.parent_id,
    _parent.name.label("parent_name"),
    Unit.uscc,
    Unit.region_code,
    Unit.active,
    Unit.version,
    exists(select(_child.id).where(_child.parent_id == Unit.id)).label("has_children"),
)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).outerjoin(_parent, _parent.id == Unit.parent_id)


async def unit(session: AsyncSession, unit_id: int, *, lock: bool = False) -> Unit | None:
    query = select(Unit).where(Unit.id == unit_id)
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


async def unit_by_code(session: AsyncSession, code: str) -> Unit | None:
    return (await session.scalars(select(Unit).where(Unit.code == code))).one_or_none()


async def first_top(session: AsyncSession) -> Unit | None:
    """The top of the oldest tree; None where there is no unit yet."""
    found = await session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1))
    return found.one_or_none()


async def closed(session: AsyncSession, unit_id: int) -> bool:
    """Whether the unit is closed. Holds it as it is until the commit: it is not closed meanwhile."""
    active = await session.scalar(select(Unit.active).where(Unit.id == unit_id).with_for_update(read=True))
    return active is False


async def row(session: AsyncSession, unit_id: int) -> RowMapping | None:
    """The columns of a list, and what a single unit shows besides."""
    query = (
        select(
            *_COLUMNS,
            UnitEnding.closed_on,
            func.coalesce(UnitEnding.merged, False).label("merged"),
            _successor.id.label("successor_id"),
            _successor.name.label("successor_name"),
        )
        .outerjoin(_parent, _parent.id == Unit.parent_id)
        .outerjoin(UnitEnding, UnitEnding.unit_id == Unit.id)
        .outerjoin(_successor, _successor.id == UnitEnding.successor_id)
        .where(Unit.id == unit_id)
    )
    return (await session.execute(query)).mappings().one_or_none()


async def rows(session: AsyncSession, unit_ids: Collection[int]) -> list[RowMapping]:
    """The columns of a list, in the order of codes."""
    query = _rows().where(Unit.id.in_(unit_ids)).order_by(Unit.code)
    return list((await session.execute(query)).mappings())


async def path(session: AsyncSession, unit_id: int) -> list[RowMapping]:
    """The unit and all above it, the top first."""
    query = (
        select(Unit.id, Unit.name)
        .join(UnitClosure, UnitClosure.ancestor_id == Unit.id)
        .where(UnitClosure.descendant_id == unit_id)
        .order_by(UnitClosure.depth.desc())
    )
    return list((await session.execute(query)).mappings())


async def former_names(session: AsyncSession, unit_id: int) -> list[RowMapping]:
    query = (
        select(UnitFormerName.name, UnitFormerName.until)
        .where(UnitFormerName.unit_id == unit_id)
        .order_by(UnitFormerName.id.desc())
    )
    return list((await session.execute(query)).mappings())


def named(text: str) -> ColumnElement[bool]:
    """Whether the unit is, or was, called by something that holds `text`."""
    formerly = select(UnitFormerName.unit_id).where(UnitFormerName.name.contains(text, autoescape=True))
    return or_(
        Unit.name.contains(text, autoescape=True),
        Unit.short_name.contains(text, autoescape=True),
        Unit.id.in_(formerly),
    )


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
    active: bool | None = None,
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
    if active is not None:
        conditions.append(Unit.active.is_(active))
    if text:
        conditions.append(or_(named(text), Unit.code == text))
    query = _rows().where(*conditions)
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


async def subtree(session: AsyncSession, roots: Iterable[int]) -> set[int]:
    """Ids of `roots` and all below them."""
    query = select(UnitClosure.descendant_id).where(UnitClosure.ancestor_id.in_(tuple(roots)))
    return set(await session.scalars(query))


async def children(session: AsyncSession, unit_id: int) -> list[Unit]:
    """The units directly below, locked, in the order of codes."""
    query = select(Unit).where(Unit.parent_id == unit_id).order_by(Unit.id).with_for_update()
    return sorted(await session.scalars(query), key=lambda unit: unit.code)


async def height(session: AsyncSession, unit_id: int) -> int:
    """How many levels lie below the unit."""
    deepest = select(func.max(UnitClosure.depth)).where(UnitClosure.ancestor_id == unit_id)
    return await session.scalar(deepest) or 0


async def depth(session: AsyncSession, unit_id: int) -> int:
    """How many levels lie above the unit."""
    highest = select(func.max(UnitClosure.depth)).where(UnitClosure.descendant_id == unit_id)
    return await session.scalar(highest) or 0


async def active_children(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, int]:
    query = (
        select(Unit.parent_id, func.count())
        .where(Unit.parent_id.in_(unit_ids), Unit.active)
        .group_by(Unit.parent_id)
    )
    return {parent: count for parent, count in await session.execute(query) if parent is not None}


async def changes(
    session: AsyncSession, unit_id: int, *, after: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """The history of a unit, the latest first."""
    query = (
        select(
            UnitChange.id,
            UnitChange.kind,
            UnitChange.changed_on,
            UnitChange.document,
            UnitChange.note,
            Account.name.label("by_name"),
            UnitChange.before,
            UnitChange.after,
            UnitChange.other_ids,
        )
        .outerjoin(Account, Account.id == UnitChange.by_id)
        .where(UnitChange.unit_id == unit_id)
    )
    if after is not None:
        query = query.where(UnitChange.id < after)
    found = (await session.execute(query.order_by(UnitChange.id.desc()).limit(limit))).mappings().all()
    bounded = select(UnitChange.id).where(UnitChange.unit_id == unit_id).limit(COUNT_CAP).subquery()
    return list(found), await session.scalar(select(func.count()).select_from(bounded)) or 0


async def names(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, str]:
    if not unit_ids:
        return {}
    query = select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids))
    return {row.id: row.name for row in await session.execute(query)}


async def heads(session: AsyncSession, roots: Iterable[int]) -> set[int]:
    """Those of `roots` that lie in the subtree of no other."""
    all_ = set(roots)
    covered = select(UnitClosure.descendant_id).where(
        UnitClosure.ancestor_id.in_(all_), UnitClosure.descendant_id.in_(all_), UnitClosure.depth > 0
    )
    return all_ - set(await session.scalars(covered))
