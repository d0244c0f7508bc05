"""Which findings somebody sees, and the light, as SQL conditions over `finding`."""

from collections.abc import Iterable
from datetime import date
from time import monotonic
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from mingze.access.actor import Actor
from mingze.access.permissions import Permission, sees_only_own
from mingze.findings.derived import GREY_CLOSURE, GREY_WORK, due_windows
from mingze.findings.models import Finding, FindingUnit
from mingze.findings.vocabulary import Light, Part
from mingze.kit.reading import scalar
from mingze.units.models import UnitClosure

#: Up to this many parts in findings a subtree is narrow: cheaper to collect its findings first than to ask
#: finding by finding. Measured on SQLite at 100k findings: 0.1 against 300 ms for a hospital, and the other
#: way round for a city; PostgreSQL plans both forms alike.
NARROW = 8_000
_REMEMBERED_SECONDS = 60.0
_narrow: dict[tuple[int, ...], tuple[bool, float]] = {}


async def is_narrow(session: AsyncSession, roots: Iterable[int]) -> bool:
    """Whether few findings concern the subtrees of `roots`. Remembered for a minute: it changes the plan of a
    query, never its answer."""
    key = tuple(roots)
    narrow, until = _narrow.get(key, (False, 0.0))
    if monotonic() < until:
        return narrow
    parts = (
        select(FindingUnit.finding_id)
        .join(UnitClosure, UnitClosure.descendant_id == FindingUnit.unit_id)
        .where(UnitClosure.ancestor_id.in_(key))
        .limit(NARROW + 1)
        .subquery()
    )
    narrow = (await session.scalar(select(func.count()).select_from(parts)) or 0) <= NARROW
    if len(_narrow) > 10_000:
        _narrow.clear()
    _narrow[key] = (narrow, monotonic() + _REMEMBERED_SECONDS)
    return narrow


def concerns(
    roots: Iterable[int], *parts: Part, strictly: bool = False, narrow: bool | None = None
) -> ColumnElement[bool]:
    """Whether a unit in the subtree of one of `roots` (below it, if `strictly`) has a part in the finding.

    `narrow` says how to find out, where it is known: collect the findings first, or ask finding by finding.
    """
    ancestors = tuple(roots)
    if not ancestors:
        return false()
    if narrow:
        collected = (
            select(FindingUnit.finding_id)
            .join(UnitClosure, UnitClosure.descendant_id == FindingUnit.unit_id)
            .where(UnitClosure.ancestor_id.in_(ancestors))
        )
        return Finding.id.in_(collected)
    query = (
        select(FindingUnit.finding_id)
        .join(UnitClosure, UnitClosure.descendant_id == FindingUnit.unit_id)
        .where(FindingUnit.finding_id == Finding.id, UnitClosure.ancestor_id.in_(ancestors))
    )
    if parts:
        query = query.where(FindingUnit.part.in_(parts))
    if strictly:
        query = query.where(UnitClosure.depth > 0)
    # PostgreSQL plans a prepared statement for a subtree of middling size, and would collect a whole city's
    # findings for a page of them (760 against 19 ms at 100k); an offset keeps the question where it stands.
    return exists(query.offset(0) if narrow is False else query)


_BELOW = (
    select(UnitClosure.depth)
    .where(
        UnitClosure.descendant_id == bindparam("unit_id"),
        UnitClosure.ancestor_id.in_(bindparam("roots", expanding=True)),
    )
    .limit(1)
)


async def in_sight(session: AsyncSession, actor: Actor, within: int | None = None) -> ColumnElement[bool]:
    """`visible_to` in the form that suits a list, narrowed to the subtree of the unit `within`."""
    roots = actor.roots(Permission.FINDING_READ)
    if within is None:
        return visible_to(actor, narrow=await is_narrow(session, roots))
    inside = concerns((within,), narrow=await is_narrow(session, (within,)))
    if await scalar(session, _BELOW, unit_id=within, roots=list(roots)) is not None:
        return inside
    return and_(inside, visible_to(actor))


def visible_to(actor: Actor, *, narrow: bool | None = None) -> ColumnElement[bool]:
    """In the scope of reading; an inspector, who reads by assignment, sees what they registered or took over."""
    seen = concerns(actor.roots(Permission.FINDING_READ), narrow=narrow)
    return or_(seen, _own(actor.account_id)) if _sees_own(actor) else seen


def _own(account_id: Any) -> ColumnElement[bool]:
    """Registered by that person, or handed over to them by who did."""
    return or_(Finding.registered_by_id == account_id, Finding.taken_over_by_id == account_id)


def _sees_own(actor: Actor) -> bool:
    return any(sees_only_own(held.role) for held in actor.appointments)


def visible(*, own: bool) -> ColumnElement[bool]:
    """`visible_to` for a statement that is built once; `sight_of` gives the values of its parameters."""
    seen = exists(
        select(FindingUnit.finding_id)
        .join(UnitClosure, UnitClosure.descendant_id == FindingUnit.unit_id)
        .where(
            FindingUnit.finding_id == Finding.id,
            UnitClosure.ancestor_id.in_(bindparam("roots", expanding=True)),
        )
    )
    return or_(seen, _own(bindparam("account_id"))) if own else seen


def sight_of(actor: Actor) -> tuple[bool, dict[str, Any]]:
    """(whether the actor also sees what they registered, the values) for `visible`."""
    roots = list(actor.roots(Permission.FINDING_READ))
    if _sees_own(actor):
        return True, {"roots": roots, "account_id": actor.account_id}
    return False, {"roots": roots}


def ticking() -> ColumnElement[bool]:
    """Whether the clock of the finding runs: the light is not grey."""
    return and_(
        Finding.voided.is_(False),
        Finding.work_state.not_in(GREY_WORK),
        Finding.closure_state.not_in(GREY_CLOSURE),
    )


def due_between(
    column: InstrumentedAttribute[date | None], first: date | None, last: date | None
) -> ColumnElement[bool]:
    conditions = []
    if first is not None:
        conditions.append(column >= first)
    if last is not None:
        conditions.append(column <= last)
    return and_(True, *conditions)


def has_light(light: Light, today: date, light_days: int) -> ColumnElement[bool]:
    """`derived.light_of` as a condition, made from the same windows. No date counts as the last of all days."""
    if light is Light.GREY:
        return not_(ticking())
    window = next(window for window in due_windows(today, light_days) if window.light is light)
    if window.without_date and window.last is not None:
        raise ValueError("a window that holds what has no date must be open at its end")
    return and_(due_between(Finding.due_on, window.first, window.last), ticking())
