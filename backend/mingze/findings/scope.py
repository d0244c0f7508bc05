"""Which findings somebody sees, and the light, as SQL conditions over `finding`."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings.derived import GREY_CLOSURE, GREY_WORK, due_windows
from mingze.findings.models import Finding, FindingUnit
from mingze.findings.vocabulary import Light, Part
from mingze.units.models import UnitClosure


def concerns(roots: Iterable[int], *parts: Part, strictly: bool = False) -> ColumnElement[bool]:
    """Whether a unit in the subtree of one of `roots` (below it, if `strictly`) has a part in the finding."""
    ancestors = tuple(roots)
    if not ancestors:
        return false()
    query = (
        select(FindingUnit.finding_id)
        .join(UnitClosure, UnitClosure.descendant_id == FindingUnit.unit_id)
        .where(FindingUnit.finding_id == Finding.id, UnitClosure.ancestor_id.in_(ancestors))
    )
    if parts:
        query = query.where(FindingUnit.part.in_(parts))
    if strictly:
        query = query.where(UnitClosure.depth > 0)
    return exists(query)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """In the scope of reading; an inspector, who reads by assignment, sees what they registered themselves."""
    seen = concerns(actor.roots(Permission.FINDING_READ))
    if any(
        held.gives(Permission.FINDING_REGISTER) and not held.gives(Permission.FINDING_READ)
        for held in actor.appointments
    ):
        seen = or_(seen, Finding.registered_by_id == actor.account_id)
    return seen


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
