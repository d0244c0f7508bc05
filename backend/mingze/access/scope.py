"""Scope in SQL: the subtree of a set of units, through the closure table."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, false, select

from mingze.units.models import UnitClosure


def in_subtree(unit_id: Any, roots: Iterable[int]) -> ColumnElement[bool]:
    """Whether the unit in column `unit_id` is one of `roots` or below one; never, where there are none."""
    ancestors = tuple(roots)
    if not ancestors:
        return false()
    return unit_id.in_(select(UnitClosure.descendant_id).where(UnitClosure.ancestor_id.in_(ancestors)))  # type: ignore[no-any-return]
