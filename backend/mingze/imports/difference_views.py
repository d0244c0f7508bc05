"""How a draft differs from an earlier import, as it is answered: of an open draft computed, of a confirmed one kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.imports import comparing, comparison, earlier, queries
from mingze.imports.comparing import Comparison
from mingze.imports.comparison import Item
from mingze.imports.difference_schemas import (
    ChangeView,
    DifferenceItem,
    Differences,
    DifferenceTotals,
    EarlierImport,
    GoneFinding,
    RowDifference,
)
from mingze.imports.models import ImportDraft, ImportRow
from mingze.imports.vocabulary import DifferencePart, DifferenceState, ImportState, RowDecision
from mingze.kit.problems import NotFound


async def _open_comparison(session: AsyncSession, actor: Actor, draft: ImportDraft) -> Comparison:
    living = await queries.rows(session, draft.id, living=True)
    return await comparing.compare(session, actor, draft, living)


async def of_rows(
    session: AsyncSession, actor: Actor, draft: ImportDraft, kept: Sequence[ImportRow]
) -> dict[int, RowDifference]:
    """Row → its difference, of those that have one."""
    if draft.compares_with_id is None:
        return {}
    if draft.state != ImportState.DRAFT:
        return {row.id: RowDifference(**row.difference) for row in kept if row.difference}
    found = await _open_comparison(session, actor, draft)
    return {
        row.id: comparing.difference_of(found.verdicts[row.id]) for row in kept if row.id in found.verdicts
    }


async def gone(session: AsyncSession, actor: Actor, draft: ImportDraft) -> list[GoneFinding]:
    if draft.compares_with_id is None:
        return []
    if draft.state != ImportState.DRAFT:
        return _kept_gone(draft)
    found = await _open_comparison(session, actor, draft)
    return [comparing.gone_of(one) for one in found.gone]


def _kept_gone(draft: ImportDraft) -> list[GoneFinding]:
    return [GoneFinding(**one) for one in (draft.outcome or {}).get("gone", [])]


async def differences(session: AsyncSession, actor: Actor, draft_id: int) -> Differences:
    """All of it: findings, or the parts of a plan, or figures. NotFound out of sight."""
    draft = await queries.draft(session, actor, draft_id)
    row = await queries.detail(session, actor, draft_id)
    if draft is None or row is None:
        raise NotFound()
    base: EarlierImport | None = None
    before: ImportDraft | None = None
    if draft.compares_with_id is not None:
        before = await queries.draft(session, actor, draft.compares_with_id)
        base = await earlier.one(session, actor, row, draft.compares_with_id)
    living = await queries.rows(session, draft_id, living=True)
    items, undecided = await _findings(session, actor, draft, living)
    parts = comparison.plan_items(draft.plan, before.plan if before else None) if draft.plan else []
    if draft.figures or (before and before.figures):
        parts += comparison.figure_items(draft.figures, before.figures if before else None)
    items += [_item(part) for part in parts]
    return Differences(compared_with=base, items=items, totals=_totals(items, undecided))


async def _findings(
    session: AsyncSession, actor: Actor, draft: ImportDraft, living: Sequence[ImportRow]
) -> tuple[list[DifferenceItem], int]:
    open_ = draft.state == ImportState.DRAFT and draft.compares_with_id is not None
    found = await comparing.compare(session, actor, draft, living) if open_ else Comparison()
    items, undecided = [], 0
    for row in living:
        if row.id in found.verdicts:
            verdict = found.verdicts[row.id]
            said = comparing.difference_of(verdict)
            undecided += verdict.outcome(RowDecision(row.decision) if row.decision else None) is None
        elif row.difference:
            said = RowDifference(**row.difference)
        else:
            said = RowDifference(state=DifferenceState.NEW)
        items.append(
            DifferenceItem(
                part=DifferencePart.FINDING,
                key=row.number or "",
                title=row.problem[: comparison.SHOWN],
                row_id=row.id,
                **said.model_dump(exclude={"blocked"}),
            )
        )
    left = [comparing.gone_of(one) for one in found.gone] if open_ else _kept_gone(draft)
    items += [
        DifferenceItem(
            part=DifferencePart.FINDING,
            key=one.number or "",
            title=one.problem,
            state=DifferenceState.GONE,
            finding_id=one.finding_id,
            finding_code=one.code,
        )
        for one in left
    ]
    return items, undecided


def _item(item: Item) -> DifferenceItem:
    return DifferenceItem(
        part=item.part,
        key=item.key,
        title=item.title,
        state=item.state,
        changes=[
            ChangeView(
                field=change.field,
                label=comparison.PART_FIELDS[change.field],
                old=change.old,
                new=change.new,
            )
            for change in item.changes
        ],
    )


def _totals(items: Sequence[DifferenceItem], undecided: int) -> DifferenceTotals:
    counted: Mapping[str, Any] = {
        state.value: sum(item.state is state for item in items) for state in DifferenceState
    }
    return DifferenceTotals(**counted, conflicts=sum(item.conflict for item in items), undecided=undecided)
