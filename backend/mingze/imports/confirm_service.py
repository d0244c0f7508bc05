"""Confirming a draft, in one transaction: rows that are new become findings, those the ledger has renew them, a plan
or a year's figures are kept. Never commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings import queries as findings
from mingze.findings.entry_service import (
    Entered,
    Entry,
    NewDocument,
    NewInspection,
    enter,
    keep_document,
)
from mingze.findings.renewal import Renewal
from mingze.findings.renewal_service import renew, tell_gone
from mingze.findings.vocabulary import Part, Severity, Source
from mingze.imports import comparing, earlier, queries, renewing, rules
from mingze.imports.comparing import Comparison
from mingze.imports.models import ImportDraft, ImportRow
from mingze.imports.rows import row_from
from mingze.imports.service import Expected, load, touch
from mingze.imports.vocabulary import DifferenceState, DocumentKind, ImportState, RowDecision
from mingze.kit import clock
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, FieldError, Invalid

_MOST_FAULTS = 200
_HEADER = ("title", "issuer", "document_number", "inspection", "inspection_source")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What entered the ledger. What else came of it is kept with the draft (`outcome`)."""

    draft: ImportDraft
    entered: Entered


@dataclass(slots=True)
class _Sorted:
    """The living rows by what becomes of them."""

    entering: dict[int, rules.Row] = field(default_factory=dict)
    renewals: dict[int, Renewal] = field(default_factory=dict)
    same: int = 0
    kept: int = 0
    faults: list[FieldError] = field(default_factory=list)


async def confirm(session: AsyncSession, actor: Actor, draft_id: int, expected: Expected) -> Confirmation:
    """Let a draft enter the ledger.

    Stale where anything in it changed since the caller looked; Conflict where it is not open, has nothing to
    enter, or another edition was confirmed meanwhile; Invalid with the faults of every row (`/rows/<id>/…`).
    """
    draft = await load(session, actor, draft_id)
    expected.check(draft.version)
    state = rules.DRAFTING.step("confirm", ImportState(draft.state))
    # Two editions at once would each enter what is new in both.
    await alone(session, f"imports/{draft.unit_id}")
    kept = await queries.rows(session, draft_id, living=True)
    if refused := rules.empty_not(DocumentKind(draft.kind), rows=len(kept)):
        raise Conflict(refused, open_moves=["edit", "discard"])
    await _check_newest(session, actor, draft)
    found = await comparing.compare(session, actor, draft, kept)
    sorted_ = _sort(kept, found)
    source = await _check(session, actor, draft, sorted_, rows=bool(kept))
    entered = await _enter(session, actor, draft, source, sorted_)
    reason = f"按《{draft.title or '导入的文件'}》更正"[:2000]
    asked = await renew(session, actor, entered.document_id, reason, list(sorted_.renewals.values()))
    await tell_gone(session, actor, entered.document_id, [one.finding_id for one in found.gone])
    _settle(kept, sorted_, entered, found)
    draft.state = state
    draft.confirmed_at = clock.now()
    draft.inspection_id = entered.inspection_id
    draft.document_id = entered.document_id
    draft.outcome = {
        **_outcome(sorted_, entered, found),
        "asked_count": asked,
        "mismatches": [
            {"field": one.field, "stated": one.stated, "counted": one.counted}
            for one in await _mismatches(session, draft, kept)
        ],
    }
    touch(
        session,
        actor,
        draft,
        "confirm" if kept else "archive",
        {"state": [ImportState.DRAFT, state]},
        findings=len(entered.finding_ids),
        updated=draft.outcome["updated_count"],
        gone=len(found.gone),
        document=entered.document_id,
        inspection=entered.inspection_id,
        totals={one["field"]: [one["stated"], one["counted"]] for one in draft.outcome["mismatches"]},
    )
    return Confirmation(draft, entered)


def _outcome(sorted_: _Sorted, entered: Entered, found: Comparison) -> dict[str, Any]:
    """What is answered now and to whoever asks again."""
    return {
        "finding_ids_count": len(entered.finding_ids),
        "updated_count": sum(one.takes for one in sorted_.renewals.values()),
        "unchanged_count": sorted_.same,
        "kept_count": sorted_.kept,
        "gone": [comparing.gone_of(one).model_dump(mode="json") for one in found.gone],
        "unassigned_count": sum(
            all(part is not Part.ANSWERING for _, part in row.units) for row in sorted_.entering.values()
        ),
        "inspection_id": entered.inspection_id,
        "document_id": entered.document_id,
    }


async def _mismatches(
    session: AsyncSession, draft: ImportDraft, kept: Sequence[ImportRow]
) -> list[rules.Mismatch]:
    statuses, items = await queries.counted(session, draft.id)
    return rules.mismatches(draft.totals, statuses, items) if kept else []


async def _check_newest(session: AsyncSession, actor: Actor, draft: ImportDraft) -> None:
    """Refuse where another edition was confirmed since this draft chose what to compare with."""
    said = "此后又有同一份文件的导入入账,请改为与最近一次导入对比,核对差异后再确认"
    row = await queries.detail(session, actor, draft.id)
    if row is not None and not draft.compares_chosen:
        newest = earlier.surely(await earlier.earlier(session, actor, row))
        if newest is not None and newest.import_id != draft.compares_with_id:
            raise Conflict(said, open_moves=["edit", "discard"])
    if draft.compares_with_id is not None and await queries.superseded(session, draft.compares_with_id):
        raise Conflict(said, open_moves=["edit", "discard"])


def _sort(kept: Sequence[ImportRow], found: Comparison) -> _Sorted:
    sorted_ = _Sorted()
    for held in kept:
        row, verdict = row_from(held), found.verdicts.get(held.id)
        outcome = verdict.outcome(row.decision) if verdict else RowDecision.ENTER_AS_NEW
        if verdict is None or outcome is RowDecision.ENTER_AS_NEW:
            sorted_.entering[held.id] = row
            continue
        if outcome is None:
            why = verdict.blocked or "上次入账以后台账与文件各自作了改动"
            sorted_.faults.append(FieldError(f"/rows/{held.id}/decision", f"{why},请选定如何处理"))
            continue
        taking = outcome is RowDecision.TAKE
        renewal = renewing.renewal_of(row, verdict, taking=taking)
        if verdict.state is DifferenceState.SAME:
            sorted_.same += 1
        elif renewal is None or not renewal.takes:
            sorted_.kept += 1
        if renewal is not None:
            sorted_.renewals[held.id] = renewal
    return sorted_


async def _check(
    session: AsyncSession, actor: Actor, draft: ImportDraft, sorted_: _Sorted, *, rows: bool
) -> Source | None:
    """Refuse with everything that is wrong at once; units and tags may have gone since they were chosen.

    Gives the source of the findings, without which none enters.
    """
    header = {name: getattr(draft, name) for name in _HEADER}
    faults = [*rules.header_faults(header, rows=rows), *sorted_.faults]
    entering = sorted_.entering
    units = {unit for row in entering.values() for unit, _ in row.units}
    known = await queries.units_in_reach(session, actor.roots(Permission.IMPORT_MANAGE), units)
    tags = await findings.active_tags(session)
    for row_id, row in entering.items():
        faults += rules.row_faults(row_id, row)
        if any(unit not in known for unit, _ in row.units):
            faults.append(FieldError(f"/rows/{row_id}/units", "有单位已停用或不在您的管理范围内"))
        if set(row.tags) - tags:
            faults.append(FieldError(f"/rows/{row_id}/tags", "有标签已停用"))
    for row_id, renewal in sorted_.renewals.items():
        faults += renewing.faults(row_id, renewal)
    if faults:
        raise Invalid(f"有 {len(faults)} 处须先改正,没有任何内容入账", errors=faults[:_MOST_FAULTS])
    return Source(draft.inspection_source) if draft.inspection_source else None


async def _enter(
    session: AsyncSession, actor: Actor, draft: ImportDraft, source: Source | None, sorted_: _Sorted
) -> Entered:
    document = await _document(session, draft)
    if source is None or not (sorted_.entering or sorted_.renewals):
        kept = await keep_document(session, actor, office_id=draft.unit_id, document=document)
        return Entered(None, kept)
    return await enter(
        session,
        actor,
        office_id=draft.unit_id,
        source=source,
        document=document,
        inspection=await _inspection_of(session, draft),
        entries=[_entry(row) for row in sorted_.entering.values()],
    )


def _settle(kept: Sequence[ImportRow], sorted_: _Sorted, entered: Entered, found: Comparison) -> None:
    """Keep with each row what it became, and how it differed then."""
    became = dict(zip(sorted_.entering, entered.finding_ids, strict=True))
    for row in kept:
        verdict = found.verdicts.get(row.id)
        row.difference = comparing.difference_of(verdict).model_dump(mode="json") if verdict else None
        if row.id in became:
            row.finding_id = became[row.id]
        elif verdict is not None and verdict.known is not None:
            row.finding_id = verdict.known.finding_id


async def _inspection_of(session: AsyncSession, draft: ImportDraft) -> NewInspection | int | None:
    """The inspection of the earlier edition, unless this one reports on another."""
    said = draft.inspection
    if draft.compares_with_id is not None:
        query = select(ImportDraft.inspection_id, ImportDraft.inspection).where(
            ImportDraft.id == draft.compares_with_id
        )
        before = (await session.execute(query)).one()
        if before.inspection_id is not None and _same_inspection(said, before.inspection):
            return int(before.inspection_id)
    return _inspection(draft)


def _same_inspection(said: Mapping[str, Any] | None, before: Mapping[str, Any] | None) -> bool:
    if not said or not before:
        return True
    return all(not said[name] or said[name] == before[name] for name in ("body", "feedback_on"))


async def _document(session: AsyncSession, draft: ImportDraft) -> NewDocument:
    file = await queries.file_of(session, draft.id)
    text = await queries.text_of_draft(session, draft.id)
    return NewDocument(
        title=draft.title or PurePath(file["name"]).stem,
        text=text,
        file_id=file["id"],
        number=draft.document_number,
        issuer=draft.issuer,
        issued_on=draft.issued_on,
        kind=DocumentKind(draft.kind).value,
        reading={"plan": draft.plan, "figures": draft.figures} if draft.plan or draft.figures else None,
    )


def _inspection(draft: ImportDraft) -> NewInspection | None:
    said = draft.inspection
    if not said:
        return None
    return NewInspection(
        title=rules.inspection_title(said)[:200],
        body=said["body"],
        party=rules.inspected_party(draft.issuer),
        began_on=queries.day(said["from"]),
        ended_on=queries.day(said["to"]),
        feedback_on=queries.day(said["feedback_on"]),
        rules_built=draft.totals.get("rules"),
        checks_held=draft.totals.get("checks"),
    )


def _entry(row: rules.Row) -> Entry:
    outcome = rules.outcome_of(row.status)
    return Entry(
        problem=row.problem,
        measures=row.measures,
        progress=row.progress,
        section=row.section,
        group=row.group,
        number=row.number,
        published_status=outcome.published,
        long_term=outcome.long_term,
        extended=outcome.extended,
        status_text=row.status_text,
        severity=row.severity or Severity.ORDINARY,
        key_matter=row.key_matter,
        amount=row.amount,
        due_on=row.due_on,
        responsible_leader=row.owner,
        responsible_department=row.unit_text,
        span=row.span,
        units=row.units,
        tag_ids=row.tags,
    )
