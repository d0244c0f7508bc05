"""Editing the rows of a draft: change, split, merge, drop, restore, assign. Never commits.

Each loads the draft locked, so that rows never change beside a confirmation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings import queries as findings
from mingze.findings.vocabulary import Part
from mingze.imports import cutting, queries, rules
from mingze.imports.models import ImportDraft, ImportRow
from mingze.imports.rows import new_row, put, row_from
from mingze.imports.service import Expected, load, load_open, touch
from mingze.imports.vocabulary import ImportState, RowDecision
from mingze.kit.problems import Conflict, FieldError, Invalid, NotFound, refuse_field


async def change_row(
    session: AsyncSession,
    actor: Actor,
    draft_id: int,
    row_id: int,
    expected: Expected,
    values: Mapping[str, Any],
) -> tuple[ImportDraft, ImportRow]:
    """Edit a row. `values` are fields of `rules.Row`, those not given stay."""
    draft = await load(session, actor, draft_id)
    kept = await _row(session, draft, row_id)
    expected.check(kept.version)
    rules.DRAFTING.step("edit", ImportState(draft.state))
    await check_units(session, actor, values.get("units", ()))
    if unknown := set(values.get("tags", ())) - await findings.active_tags(session):
        raise refuse_field("/body/tags", f"没有这个标签:{min(unknown)}")
    changes = put(kept, replace(row_from(kept), **values))
    touch(session, actor, draft, "change_row", changes, row=kept.id)
    return draft, kept


async def split_row(
    session: AsyncSession,
    actor: Actor,
    draft_id: int,
    row_id: int,
    *,
    at_measure: int | None,
    problem_parts: Sequence[str] | None,
) -> tuple[ImportDraft, list[ImportRow]]:
    """Two rows out of one; the second stands right after the first."""
    draft = await load_open(session, actor, draft_id)
    kept = await _row(session, draft, row_id)
    if kept.dropped:
        raise Conflict("已删除的行不能拆分,请先恢复", open_moves=["restore"])
    if await queries.count_rows(session, draft_id) >= rules.MAX_ROWS:
        raise Conflict(f"一次导入不超过 {rules.MAX_ROWS} 行")
    first, second = cutting.split(row_from(kept), at_measure=at_measure, problem_parts=problem_parts)
    await session.execute(
        update(ImportRow)
        .where(ImportRow.draft_id == draft_id, ImportRow.ordinal > kept.ordinal)
        .values(ordinal=ImportRow.ordinal + 1)
        .execution_options(synchronize_session=False)
    )
    changes = put(kept, first)
    made = new_row(draft_id, kept.ordinal + 1, second)
    session.add(made)
    await session.flush()
    touch(session, actor, draft, "split_row", changes, row=kept.id, made=made.id)
    return draft, [kept, made]


async def merge_rows(
    session: AsyncSession, actor: Actor, draft_id: int, row_ids: Sequence[int]
) -> tuple[ImportDraft, ImportRow]:
    """One row out of adjacent ones; it keeps the place of the first."""
    draft = await load_open(session, actor, draft_id)
    chosen = await _rows(session, draft, row_ids)
    rules.check_adjacent(row_ids, await queries.living_ids(session, draft_id))
    first, *others = chosen
    changes = put(first, cutting.merged([row_from(row) for row in chosen]))
    for row in others:
        await session.delete(row)
    touch(session, actor, draft, "merge_rows", changes, row=first.id, merged=[row.id for row in others])
    return draft, first


async def set_dropped(
    session: AsyncSession, actor: Actor, draft_id: int, row_id: int, *, dropped: bool
) -> tuple[ImportDraft, ImportRow]:
    """Take a row out of what will enter the ledger, or take it in again; it stays in the draft either way."""
    draft = await load_open(session, actor, draft_id)
    kept = await _row(session, draft, row_id)
    if kept.dropped is dropped:
        said, move = ("该行已删除", "restore") if dropped else ("该行没有删除", "drop")
        raise Conflict(said, open_moves=[move])
    kept.dropped = dropped
    kept.version += 1
    touch(
        session,
        actor,
        draft,
        "drop_row" if dropped else "restore_row",
        {"dropped": [not dropped, dropped]},
        row=kept.id,
    )
    return draft, kept


async def assign_rows(
    session: AsyncSession,
    actor: Actor,
    draft_id: int,
    row_ids: Sequence[int],
    *,
    units: rules.Units,
    due_on: date | None,
) -> tuple[ImportDraft, list[ImportRow]]:
    """Set units (in place of those there were), a due date, or both, on many rows at once."""
    if not units and due_on is None:
        raise Invalid("请给出单位或期限")
    draft = await load_open(session, actor, draft_id)
    await check_units(session, actor, units)
    chosen = await _rows(session, draft, row_ids)
    changed: dict[str, Any] = {
        **({"units": units} if units else {}),
        **({"due_on": due_on} if due_on else {}),
    }
    changes: dict[str, list[Any]] = {}
    for kept in chosen:
        for name, (old, new) in put(kept, replace(row_from(kept), **changed)).items():
            before = changes.setdefault(name, [{}, new])[0]
            before[str(kept.id)] = old
    touch(session, actor, draft, "assign_rows", changes, rows=[row.id for row in chosen])
    return draft, chosen


async def decide_rows(
    session: AsyncSession,
    actor: Actor,
    draft_id: int,
    row_ids: Sequence[int],
    decision: RowDecision | None,
) -> tuple[ImportDraft, list[ImportRow]]:
    """Say of many rows at once what becomes of them where the ledger already has them."""
    draft = await load_open(session, actor, draft_id)
    chosen = await _rows(session, draft, row_ids)
    before = {str(kept.id): kept.decision for kept in chosen if kept.decision != decision}
    for kept in chosen:
        kept.decision = decision
        kept.version += 1
    changes = {"decision": [before, decision]} if before else {}
    touch(session, actor, draft, "decide_rows", changes, rows=[row.id for row in chosen])
    return draft, chosen


async def check_units(session: AsyncSession, actor: Actor, units: Sequence[tuple[int, Part]]) -> None:
    """Invalid unless every unit exists and lies where the actor manages imports."""
    if not units:
        return
    wanted = [unit for unit, _ in units]
    known = await queries.units_in_reach(session, actor.roots(Permission.IMPORT_MANAGE), wanted)
    faults = [
        FieldError(f"/body/units/{place}/unit_id", "没有这个单位、单位已停用,或不在您的管理范围内")
        for place, unit in enumerate(wanted)
        if unit not in known
    ]
    if faults:
        raise Invalid(faults[0].message, errors=faults)


async def _row(session: AsyncSession, draft: ImportDraft, row_id: int) -> ImportRow:
    kept = await queries.row(session, draft.id, row_id)
    if kept is None:
        raise NotFound()
    return kept


async def _rows(session: AsyncSession, draft: ImportDraft, row_ids: Sequence[int]) -> list[ImportRow]:
    """The named rows in the order of the draft. Invalid where one is not of this draft or named twice."""
    if len(set(row_ids)) != len(row_ids):
        raise refuse_field("/body/row_ids", "同一行不能出现两次")
    found = await queries.rows(session, draft.id, row_ids)
    known = {row.id for row in found}
    faults = [
        FieldError(f"/body/row_ids/{place}", "草稿中没有这一行")
        for place, row_id in enumerate(row_ids)
        if row_id not in known
    ]
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    return found
