"""Scope in SQL: the subtree of a set of units, through the closure table."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.units.models import Unit, UnitClosure


def in_subtree(unit_id: Any, roots: Iterable[int]) -> ColumnElement[bool]:
    """Whether the unit in column `unit_id` is one of `roots` or below one; never, where there are none."""
    ancestors = tuple(roots)
    if not ancestors:
        return false()
    return unit_id.in_(select(UnitClosure.descendant_id).where(UnitClosure.ancestor_id.in_(ancestors)))  # type: ignore[no-any-return]


async def in_reach(session: AsyncSession, unit_id: int, roots: Iterable[int]) -> bool:
    """Whether the unit is in use and one of `roots` or below one."""
    query = select(Unit.id).where(Unit.id == unit_id, Unit.active, in_subtree(Unit.id, roots))
    return await session.scalar(query) is not None
