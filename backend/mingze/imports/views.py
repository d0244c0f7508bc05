"""Drafts and rows as they are answered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings.schemas import ActionView, Ref
from mingze.imports import cutting, difference_views, earlier, queries, rules
from mingze.imports.models import ImportDraft, ImportRow
from mingze.imports.rows import row_from
from mingze.imports.schemas import (
    Confirmed,
    FileRef,
    ImportDraftView,
    ImportRowChanged,
    ImportRows,
    ImportRowView,
    ImportSummary,
    MismatchView,
    RowUnitView,
    StatedInspection,
)
from mingze.imports.vocabulary import IMPORT_STATES, DocumentKind, ImportState
from mingze.kit.problems import NotFound


def summary(row: RowMapping) -> ImportSummary:
    return ImportSummary(**_summary(row))


def _summary(row: RowMapping) -> dict[str, Any]:
    return {
        **row,
        "unit": Ref(id=row["unit_id"], name=row["unit_name"]),
        "created_by": Ref(id=row["created_by_id"], name=row["created_by_name"]),
        "kept_by": Ref(id=row["kept_by_id"], name=row["kept_by_name"]),
        "file": FileRef(
            id=row["file_id"], name=row["file_name"], size=row["file_size"], sha256=row["file_sha256"]
        ),
    }


async def detail(session: AsyncSession, actor: Actor, draft_id: int) -> ImportDraftView:
    """One draft in sight. NotFound otherwise."""
    row = await queries.detail(session, actor, draft_id)
    draft = await queries.draft(session, actor, draft_id)
    if row is None or draft is None:
        raise NotFound()
    statuses, items = await queries.counted(session, draft_id)
    return ImportDraftView(
        **_summary(row)
        | {"inspection": StatedInspection(**row["inspection"]) if row["inspection"] else None},
        mismatches=mismatch_views(rules.mismatches(row["totals"], statuses, items)),
        same_file_as=await queries.same_file(session, actor, draft_id, row["file_sha256"]),
        earlier=await earlier.earlier(session, actor, row),
        gone=await difference_views.gone(session, actor, draft),
        allowed_actions=_actions(row),
    )


async def outcome(session: AsyncSession, actor: Actor, draft_id: int) -> Confirmed:
    """What a confirmed draft brought about."""
    draft = await queries.draft(session, actor, draft_id)
    if draft is None or draft.outcome is None:
        raise NotFound()
    return Confirmed(**draft.outcome)


def mismatch_views(found: Sequence[rules.Mismatch]) -> list[MismatchView]:
    return [MismatchView(field=one.field, stated=one.stated, counted=one.counted) for one in found]


def _actions(row: RowMapping) -> list[ActionView]:
    state = ImportState(row["state"])
    shown = []
    for move in rules.DRAFTING.moves:
        reason = None
        if state not in move.sources:
            reason = f"草稿{IMPORT_STATES[state]}"
        elif move.action == "confirm":
            reason = rules.confirm_not(
                DocumentKind(row["kind"]), rows=row["rows_count"], source=row["inspection_source"]
            )
        label = rules.label_of(move, DocumentKind(row["kind"]))
        shown.append(ActionView(action=move.action, label=label, enabled=reason is None, reason=reason))
    return shown


async def rows(
    session: AsyncSession, actor: Actor, draft: ImportDraft, kept: Sequence[ImportRow]
) -> ImportRows:
    names = await queries.unit_names(session, {unit for row in kept for unit, _ in row.units})
    differences = await difference_views.of_rows(session, actor, draft, kept)
    return ImportRows(
        items=[ImportRowView(**_row(row, names), difference=differences.get(row.id)) for row in kept],
        draft_version=draft.version,
    )


async def changed(
    session: AsyncSession, actor: Actor, draft: ImportDraft, kept: ImportRow
) -> ImportRowChanged:
    names = await queries.unit_names(session, {unit for unit, _ in kept.units})
    differences = await difference_views.of_rows(session, actor, draft, [kept])
    return ImportRowChanged(
        **_row(kept, names), difference=differences.get(kept.id), draft_version=draft.version
    )


def _row(kept: ImportRow, names: dict[int, str]) -> dict[str, Any]:
    row = row_from(kept)
    original = cutting.edited_fields(row)
    fields = {name: getattr(row, name) for name in rules.READ_FIELDS}
    return {
        **fields,
        "id": kept.id,
        "version": kept.version,
        "ordinal": kept.ordinal,
        "dropped": kept.dropped,
        "span": row.span,
        "spans": row.spans,
        "units": [RowUnitView(unit_id=unit, name=names[unit], part=part) for unit, part in row.units],
        "severity": row.severity,
        "tags": list(row.tags),
        "amount": row.amount,
        "edited": list(original),
        "original": original,
        "decision": kept.decision,
    }
