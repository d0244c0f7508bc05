"""Handing out and urging, singly and in bulk; who answers, cooperates and supervises."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings import queries, rules
from mingze.findings.facts import FindingFacts
from mingze.findings.models import Finding, FindingUnit
from mingze.findings.recording import record_finding
from mingze.findings.service import Expected, Moved, after_move, load, step, urge_row
from mingze.findings.vocabulary import Part
from mingze.kit import clock
from mingze.kit.problems import FieldError, Invalid, Problem, Stale, refuse_field


@dataclass(frozen=True, slots=True)
class HandOut:
    """What handing out sets; None leaves what the finding has."""

    units: Sequence[tuple[int, Part]] | None = None
    due_on: date | None = None
    note: str | None = None


CLOSED_UNIT = "该单位已停用,不能再交办给它"

# --- handing out -------------------------------------------------------------------------------------------


async def hand_out(
    session: AsyncSession, actor: Actor, finding_id: int, expected: Expected, wanted: HandOut
) -> Moved:
    row, facts = await load(session, actor, finding_id)
    rules.check_who("hand_out", actor, facts)
    expected.check(row.version)
    rules.check_when("hand_out", facts)
    await check_units(session, actor, wanted.units, Permission.FINDING_HAND_OUT)
    facts = await _hand_out(session, actor, row, facts, wanted)
    await session.flush()
    return Moved(row, facts)


async def hand_out_many(
    session: AsyncSession, actor: Actor, items: Sequence[tuple[int, int]], wanted: HandOut
) -> list[Moved]:
    """Hand out several, each with the version it was seen at: all or nothing. Problems name the row."""
    if len({finding_id for finding_id, _ in items}) != len(items):
        raise refuse_field("/body/items", "同一问题不能出现两次")
    found = await queries.locked_findings(session, actor, [finding_id for finding_id, _ in items])
    facts = await queries.facts_of(session, list(found.values()))

    def check(index: int) -> Problem | None:
        finding_id, version = items[index]
        try:
            if finding_id not in found:
                return _unseen()
            rules.check_who("hand_out", actor, facts[finding_id])
            if found[finding_id].version != version:
                return Stale()
            rules.check_when("hand_out", facts[finding_id])
        except Problem as problem:
            return problem
        return None

    refuse_rows([(f"/body/items/{i}", check(i)) for i in range(len(items))])
    await check_units(session, actor, wanted.units, Permission.FINDING_HAND_OUT)
    done = []
    for finding_id, _ in items:
        row = found[finding_id]
        done.append(Moved(row, await _hand_out(session, actor, row, facts[finding_id], wanted)))
    await session.flush()
    return done


def _unseen() -> Problem:
    """A row out of sight: the request names something that is not there."""
    return Invalid("没有找到,或不在您的可见范围内")


def refuse_rows(checked: Sequence[tuple[str, Problem | None]]) -> None:
    """Raise the gravest kind of problem among the rows, in the order of refusals, naming every row at fault."""
    faults = [(pointer, problem) for pointer, problem in checked if problem is not None]
    if not faults:
        return
    order = [422, 403, 412, 409]
    first = min((problem for _, problem in faults), key=lambda problem: order.index(problem.status))
    refused = type(first)(f"有 {len(faults)} 条不能办理,未作任何改动:{first.detail}")
    refused.errors = tuple(FieldError(pointer, problem.detail) for pointer, problem in faults)
    raise refused


async def _hand_out(
    session: AsyncSession, actor: Actor, row: Finding, facts: FindingFacts, wanted: HandOut
) -> FindingFacts:
    if wanted.due_on is not None:
        if wanted.due_on < clock.today():
            raise refuse_field("/body/due_on", "整改期限不能早于今天")
        row.due_on = wanted.due_on
    if row.due_on is None:
        raise Invalid(f"{row.code} 没有整改期限", errors=[FieldError("/body/due_on", "须填写整改期限")])
    changes: dict[str, Sequence[object]] = {}
    if wanted.units is not None:
        facts, changes = await assign(session, row, facts, wanted.units)
    answering = facts.units_of(Part.ANSWERING)
    if not answering:
        raise Invalid(f"{row.code} 没有责任单位", errors=[FieldError("/body/units", "须指定责任单位")])
    if wanted.units is None:
        # Named when the finding was registered; closed since.
        is_open = await queries.open_units(session, facts.units_of(Part.ANSWERING, Part.COOPERATING))
        if not all(is_open.values()):
            raise Invalid(
                f"{row.code} 的责任单位或配合单位已停用", errors=[FieldError("/body/units", CLOSED_UNIT)]
            )
    only = next(iter(answering)) if len(answering) == 1 else None
    concerned = facts.units_of(Part.ANSWERING, Part.COOPERATING)
    if any(item.unit_id is None or item.unit_id not in concerned for item in facts.items):
        for item in await queries.items(session, row.id):
            if item.unit_id is None or item.unit_id not in concerned:
                item.unit_id = only
    step(row, "hand_out")
    row.declined_reason = None
    record_finding(session, actor, row, facts, "hand_out", note=wanted.note, changes=changes)
    kept = (item if item.unit_id in concerned else replace(item, unit_id=only) for item in facts.items)
    return replace(after_move(row, facts), items=tuple(kept))


async def assign(
    session: AsyncSession, row: Finding, facts: FindingFacts, units: Sequence[tuple[int, Part]]
) -> tuple[FindingFacts, dict[str, Sequence[object]]]:
    """Replace who answers and cooperates; who supervises is only ever added, or the office would lose sight."""
    wanted = {part: frozenset(unit for unit, has in units if has is part) for part in Part}
    wanted[Part.SUPERVISING] |= facts.units_of(Part.SUPERVISING)
    changes: dict[str, Sequence[object]] = {}
    for part in Part:
        before = facts.units_of(part)
        for existing in await queries.unit_rows(session, row.id) if before - wanted[part] else []:
            if existing.part == part and existing.unit_id not in wanted[part]:
                await session.delete(existing)
        session.add_all(
            FindingUnit(finding_id=row.id, unit_id=unit, part=part) for unit in wanted[part] - before
        )
        if before != wanted[part]:
            changes[f"{part}_units"] = [sorted(before), sorted(wanted[part])]
    above = await queries.above(session, frozenset().union(*wanted.values()))
    return replace(facts, units=wanted, above={**facts.above, **above}), changes


async def check_units(
    session: AsyncSession,
    actor: Actor,
    units: Sequence[tuple[int, Part]] | None,
    permission: Permission,
    pointer: str = "/body/units",
) -> None:
    """Invalid unless every unit is one that `permission` reaches and that still exists."""
    named = [(f"{pointer}/{index}/unit_id", unit) for index, (unit, _) in enumerate(units or ())]
    await check_named_units(session, actor, named, permission)


async def check_named_units(
    session: AsyncSession, actor: Actor, named: Sequence[tuple[str, int]], permission: Permission
) -> None:
    """The same for (pointer, unit) pairs from anywhere in a request."""
    if not named:
        return
    ids = {unit for _, unit in named}
    above, is_open = await queries.above(session, ids), await queries.open_units(session, ids)
    roots = frozenset(actor.roots(permission))
    faults = []
    for pointer, unit in named:
        if not above.get(unit, frozenset()) & roots:
            faults.append(FieldError(pointer, "没有这个单位,或不在您的管理范围内"))
        elif not is_open.get(unit):
            faults.append(FieldError(pointer, CLOSED_UNIT))
    if faults:
        raise Invalid(faults[0].message, errors=faults)


# --- urging -------------------------------------------------------------------------------------------------


async def urge_many(session: AsyncSession, actor: Actor, ids: Sequence[int], note: str | None) -> list[Moved]:
    """Urge several: all or nothing."""
    found = await queries.locked_findings(session, actor, ids)
    facts = await queries.facts_of(session, list(found.values()))

    def check(finding_id: int) -> Problem | None:
        if finding_id not in found:
            return _unseen()
        try:
            rules.check_who("urge", actor, facts[finding_id])
            rules.check_when("urge", facts[finding_id])
        except Problem as problem:
            return problem
        return None

    refuse_rows([(f"/body/ids/{i}", check(finding_id)) for i, finding_id in enumerate(ids)])
    for row in found.values():
        urge_row(row, actor, note)
        record_finding(session, actor, row, facts[row.id], "urge", note=note)
    await session.flush()
    return [Moved(row, facts[row.id]) for row in found.values()]
