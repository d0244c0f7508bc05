"""Confirming a draft: its living rows become findings, in one transaction. Never commits."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings import queries as findings
from mingze.findings.entry_service import Entered, Entry, NewDocument, NewInspection, enter
from mingze.findings.vocabulary import Part, Severity, Source
from mingze.imports import queries, rules
from mingze.imports.models import ImportDraft
from mingze.imports.rows import row_from
from mingze.imports.service import Expected, load, touch
from mingze.imports.vocabulary import ImportState
from mingze.kit import clock
from mingze.kit.problems import Conflict, FieldError, Invalid

_MOST_FAULTS = 200
_HEADER = ("title", "issuer", "document_number", "inspection", "inspection_source")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What entered the ledger, and where the document's own totals say otherwise."""

    draft: ImportDraft
    entered: Entered
    unassigned: int
    mismatches: list[rules.Mismatch]


async def confirm(session: AsyncSession, actor: Actor, draft_id: int, expected: Expected) -> Confirmation:
    """Let a draft enter the ledger.

    Stale where anything in it changed since the caller looked, Conflict where it is not open or has no living
    row, Invalid with the faults of every row (`/rows/<id>/…`).
    """
    draft = await load(session, actor, draft_id)
    expected.check(draft.version)
    state = rules.DRAFTING.step("confirm", ImportState(draft.state))
    kept = await queries.rows(session, draft_id, living=True)
    if not kept:
        raise Conflict("草稿中没有可入账的条目", open_moves=["edit", "discard"])
    rows = {row.id: row_from(row) for row in kept}
    source = await _check(session, actor, draft, rows)
    statuses, items = await queries.counted(session, draft_id)
    entered = await enter(
        session,
        actor,
        office_id=draft.unit_id,
        source=source,
        document=await _document(session, draft),
        inspection=_inspection(draft),
        entries=[_entry(row) for row in rows.values()],
    )
    draft.state = state
    draft.confirmed_at = clock.now()
    draft.inspection_id = entered.inspection_id
    mismatches = rules.mismatches(draft.totals, statuses, items)
    touch(
        session,
        actor,
        draft,
        "confirm",
        {"state": [ImportState.DRAFT, state]},
        findings=len(entered.finding_ids),
        document=entered.document_id,
        inspection=entered.inspection_id,
        totals={one.field: [one.stated, one.counted] for one in mismatches},
    )
    unassigned = sum(all(part is not Part.ANSWERING for _, part in row.units) for row in rows.values())
    return Confirmation(draft, entered, unassigned, mismatches)


async def _check(
    session: AsyncSession, actor: Actor, draft: ImportDraft, rows: dict[int, rules.Row]
) -> Source:
    """Refuse with everything that is wrong at once; units and tags may have gone since they were chosen.

    Gives the source of the findings, without which nothing enters.
    """
    faults = rules.header_faults({name: getattr(draft, name) for name in _HEADER})
    units = {unit for row in rows.values() for unit, _ in row.units}
    known = await queries.units_in_reach(session, actor.roots(Permission.IMPORT_MANAGE), units)
    tags = await findings.active_tags(session)
    for row_id, row in rows.items():
        faults += rules.row_faults(row_id, row)
        if any(unit not in known for unit, _ in row.units):
            faults.append(FieldError(f"/rows/{row_id}/units", "有单位已停用或不在您的管理范围内"))
        if set(row.tags) - tags:
            faults.append(FieldError(f"/rows/{row_id}/tags", "有标签已停用"))
    if faults or draft.inspection_source is None:
        raise Invalid(f"有 {len(faults)} 处须先改正,没有任何条目入账", errors=faults[:_MOST_FAULTS])
    return Source(draft.inspection_source)


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
    )


def _inspection(draft: ImportDraft) -> NewInspection | None:
    said = draft.inspection
    if not said:
        return None
    return NewInspection(
        title=rules.inspection_title(said)[:200],
        body=said["body"],
        party=rules.inspected_party(draft.issuer),
        began_on=_day(said["from"]),
        ended_on=_day(said["to"]),
        feedback_on=_day(said["feedback_on"]),
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


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
