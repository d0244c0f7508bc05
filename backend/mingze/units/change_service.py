"""What happens to units: moved, merged, split, closed, reopened.

Every act here is called with the lock of the tree held (`tree.lock_tree`) and the unit loaded after that.
A closed unit that has a successor hangs below it: whoever reads the successor's cases reads its cases too, and
the record keeps the old name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, Invalid, refuse_field
from mingze.units import queries
from mingze.units.models import Unit, UnitEnding
from mingze.units.rules import UnitChangeKind, UnitKind
from mingze.units.service import CLOSED_ABOVE, Ground, check_place, create_unit, keep_change
from mingze.units.ties import Held, Tie, register_tie, said, ties_of
from mingze.units.tree import move_subtree

_Changes = dict[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Part:
    """A unit to be made by a split, with the children of the old one that go to it."""

    code: str
    name: str
    kind: UnitKind
    short_name: str | None = None
    uscc: str | None = None
    region_code: str | None = None
    children: Sequence[int] = field(default=())
    takes_over: bool = False


async def move(session: AsyncSession, actor: Acting, unit: Unit, parent: Unit, ground: Ground) -> None:
    """Hang the unit with all below it below another one."""
    _refuse_top(unit, "调整隶属")
    _refuse_closed(unit)
    if unit.parent_id == parent.id:
        raise refuse_field("/body/parent_id", "该单位已在这个上级之下")
    changes = await _hang(session, actor, unit, parent, ground, "/body/parent_id")
    _record(session, actor, "move", unit, changes, ground)
    await session.flush()


async def merge(session: AsyncSession, actor: Acting, unit: Unit, into: Unit, ground: Ground) -> None:
    """Close the unit and hang it below the one that goes on."""
    await _end(session, actor, unit, into, ground, merged=True, pointer="/body/into_id")


async def close(
    session: AsyncSession, actor: Acting, unit: Unit, successor: Unit | None, ground: Ground
) -> None:
    """Close the unit. Conflict (with counts) where something holds it open and nobody succeeds it."""
    await _end(session, actor, unit, successor, ground, merged=False, pointer="/body/successor_id")


async def reopen(
    session: AsyncSession, actor: Acting, unit: Unit, parent: Unit | None, ground: Ground
) -> None:
    """Open a closed unit again: where it hangs, or below `parent`."""
    if unit.active:
        raise Conflict("该单位没有停用")
    changes: _Changes = {"active": [False, True]}
    if parent is not None and parent.id != unit.parent_id:
        changes |= await _hang(session, actor, unit, parent, ground, "/body/parent_id")
    elif unit.parent_id is not None:
        above = await queries.unit(session, unit.parent_id)
        if above is None or not above.active:
            raise Conflict(f"{CLOSED_ABOVE},请指定恢复到哪个上级之下")
    await session.execute(
        delete(UnitEnding).where(UnitEnding.unit_id == unit.id).execution_options(synchronize_session=False)
    )
    unit.active = True
    keep_change(session, actor, unit.id, UnitChangeKind.REOPEN, ground)
    _record(session, actor, "reopen", unit, changes, ground)
    await session.flush()


async def split(
    session: AsyncSession, actor: Acting, unit: Unit, parts: Sequence[Part], ground: Ground, *, ends: bool
) -> list[Unit]:
    """Make new units beside the old one, each with some of its children; close the old one if `ends`."""
    _refuse_top(unit, "分设")
    _refuse_closed(unit)
    parent = await queries.unit(session, unit.parent_id or 0)
    if parent is None:
        raise Conflict(CLOSED_ABOVE)
    children = {child.id: child for child in await queries.children(session, unit.id)}
    _check_parts(parts, set(children), ends=ends)
    made: list[Unit] = []
    for index, part in enumerate(parts):
        made.append(await _make_part(session, actor, parent, part, index))
        for at, child_id in enumerate(part.children):
            child = children[child_id]
            pointer = f"/body/parts/{index}/children/{at}"
            changes = await _hang(session, actor, child, made[-1], ground, pointer)
            _record(session, actor, "move", child, changes, ground)
    ids = [one.id for one in made]
    keep_change(session, actor, unit.id, UnitChangeKind.SPLIT, ground, others=ids)
    for one in made:
        keep_change(session, actor, one.id, UnitChangeKind.SPLIT, ground, before=unit.name, others=[unit.id])
    _record(session, actor, "split", unit, {"parts": [None, ids]}, ground)
    await session.flush()
    if ends:
        successor = next((one for one, part in zip(made, parts, strict=True) if part.takes_over), None)
        await _end(session, actor, unit, successor, ground, merged=False, pointer="/body/parts")
    return made


def _check_parts(parts: Sequence[Part], children: set[int], *, ends: bool) -> None:
    codes: set[str] = set()
    given: set[int] = set()
    takers = 0
    for index, part in enumerate(parts):
        at = f"/body/parts/{index}"
        if part.code in codes:
            raise refuse_field(f"{at}/code", "编码与前面的新单位重复")
        codes.add(part.code)
        for place, child in enumerate(part.children):
            if child not in children:
                raise refuse_field(f"{at}/children/{place}", "不是该单位的直接下级")
            if child in given:
                raise refuse_field(f"{at}/children/{place}", "同一下级只能划入一个新单位")
            given.add(child)
        takers += part.takes_over
        if part.takes_over and (takers > 1 or not ends):
            words = "只能有一个新单位承接原单位的工作" if takers > 1 else "原单位不停用,不需要承接"
            raise refuse_field(f"{at}/takes_over", words)


async def _make_part(session: AsyncSession, actor: Acting, parent: Unit, part: Part, index: int) -> Unit:
    try:
        return await create_unit(
            session,
            actor,
            code=part.code,
            name=part.name,
            kind=part.kind,
            parent=parent,
            short_name=part.short_name,
            uscc=part.uscc,
            region_code=part.region_code,
        )
    except Conflict as taken:
        raise refuse_field(f"/body/parts/{index}/code", taken.detail) from taken
    except Invalid as fault:
        name = fault.errors[0].pointer.removeprefix("/body/")
        field = "kind" if name == "parent_id" else name
        raise refuse_field(f"/body/parts/{index}/{field}", fault.detail) from fault


async def _end(
    session: AsyncSession,
    actor: Acting,
    unit: Unit,
    successor: Unit | None,
    ground: Ground,
    *,
    merged: bool,
    pointer: str,
) -> None:
    kind = UnitChangeKind.MERGE if merged else UnitChangeKind.CLOSE
    _refuse_top(unit, "合并" if merged else "停用")
    _refuse_closed(unit)
    changes: _Changes = {"active": [True, False]}
    if successor is None:
        await _refuse_tied(session, unit)
    else:
        changes["successor_id"] = [None, successor.id]
        changes |= await _hang_below_successor(session, actor, unit, successor, ground, pointer)
    unit.active = False
    session.add(
        UnitEnding(
            unit_id=unit.id,
            closed_on=clock.today(),
            successor_id=successor.id if successor else None,
            merged=merged,
        )
    )
    others = [successor.id] if successor else []
    after = successor.name if successor else None
    keep_change(session, actor, unit.id, kind, ground, after=after, others=others)
    if successor is not None:
        keep_change(session, actor, successor.id, kind, ground, before=unit.name, others=[unit.id])
    _record(session, actor, kind.value, unit, changes, ground)
    await session.flush()


async def _refuse_tied(session: AsyncSession, unit: Unit) -> None:
    ties = (await ties_of(session, [unit.id])).get(unit.id)
    if ties:
        raise held_open(ties)


def held_open(ties: Sequence[Held]) -> Conflict:
    problem = Conflict(f"该单位还有 {said(ties)}:请先办结或移交,或者指定承接单位")
    problem.extra["ties"] = [{"kind": tie.kind, "label": tie.label, "count": tie.count} for tie in ties]
    return problem


async def _hang_below_successor(
    session: AsyncSession, actor: Acting, unit: Unit, successor: Unit, ground: Ground, pointer: str
) -> _Changes:
    if unit.id in await queries.ancestors(session, successor.id):
        raise refuse_field(pointer, "承接单位不能是该单位本身或它的下级")
    if not successor.active:
        raise refuse_field(pointer, "承接单位已停用")
    if successor.id in await queries.ancestors(session, unit.id):
        return {}
    return await _hang(session, actor, unit, successor, ground, pointer)


async def _hang(
    session: AsyncSession,
    actor: Acting,
    unit: Unit,
    parent: Unit,
    ground: Ground,
    pointer: str,
) -> _Changes:
    """Move the subtree, with its line in the history."""
    if unit.id in await queries.ancestors(session, parent.id):
        raise refuse_field(pointer, "不能移到该单位自身或它的下级之下")
    await check_place(session, UnitKind(unit.kind), await queries.height(session, unit.id), parent, pointer)
    old_id = unit.parent_id
    old = await queries.names(session, [old_id] if old_id else [])
    await move_subtree(session, unit.id, parent.id)
    unit.parent_id = parent.id
    await session.flush()
    keep_change(
        session, actor, unit.id, UnitChangeKind.MOVE, ground, before=old.get(old_id or 0), after=parent.name
    )
    return {"parent_id": [old_id, parent.id]}


def _refuse_top(unit: Unit, act: str) -> None:
    if unit.parent_id is None:
        raise Conflict(f"顶层单位不能{act}")


def _refuse_closed(unit: Unit) -> None:
    if not unit.active:
        raise Conflict("该单位已停用")


def _record(
    session: AsyncSession, actor: Acting, action: str, unit: Unit, changes: _Changes, ground: Ground
) -> None:
    record(
        session,
        action=action,
        resource="unit",
        resource_id=unit.id,
        actor=actor,
        unit_id=unit.id,
        changes=changes,
        note=ground.note,
        document=ground.document,
    )


CHILDREN = Tie("children", "启用中的下级单位", queries.active_children)
register_tie(CHILDREN)
