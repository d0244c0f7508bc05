"""How findings come into the ledger: registered by hand, or entered from a confirmed import. Never commits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings import alike_service, campaigns, queries, rules
from mingze.findings.alike_service import Candour
from mingze.findings.assignment_service import check_named_units, check_units
from mingze.findings.models import (
    Finding,
    FindingTag,
    FindingUnit,
    Inspection,
    ProgressNote,
    RectificationItem,
    SourceDocument,
    Step,
)
from mingze.findings.recording import changes_of
from mingze.findings.renewal import Extension
from mingze.findings.request_service import recorded_extension
from mingze.findings.search import search_text
from mingze.findings.service import Moved, moved
from mingze.findings.vocabulary import (
    ItemState,
    Part,
    PublishedStatus,
    Severity,
    Source,
    WorkState,
)
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import FieldError, Forbidden, Invalid, refuse_field


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInspection:
    """The inspection a document reports on."""

    title: str
    kind: str = "常规巡察"
    body: str | None = None
    party: str | None = None
    ordered_by: str | None = None
    began_on: date | None = None
    ended_on: date | None = None
    feedback_on: date | None = None
    rules_built: int | None = None
    checks_held: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """The document that is kept: spans are offsets into `text`, `reading` is what the ledger has no rows for."""

    title: str
    text: str
    file_id: int | None = None
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    kind: str | None = None
    reading: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One confirmed row. `measures`: the parts of its one 整改措施 field; `units`: (unit, part)."""

    problem: str
    measures: Sequence[str] = ()
    progress: str | None = None
    section: str | None = None
    group: str | None = None
    number: str | None = None
    published_status: PublishedStatus | None = None
    long_term: bool = False
    extended: bool = False
    """The document says that an extension was asked for (申请延期整改): recorded as it stands."""
    status_text: str | None = None
    severity: Severity = Severity.ORDINARY
    key_matter: bool = False
    amount: Decimal | None = None
    due_on: date | None = None
    responsible_leader: str | None = None
    responsible_department: str | None = None
    responsible_person: str | None = None
    span: tuple[int, int] | None = None
    units: Sequence[tuple[int, Part]] = ()
    tag_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    inspection_id: int | None
    document_id: int
    finding_ids: list[int] = field(default_factory=list)


async def enter(
    session: AsyncSession,
    actor: Actor,
    *,
    office_id: int,
    source: Source,
    document: NewDocument,
    inspection: NewInspection | int | None,
    entries: Sequence[Entry],
) -> Entered:
    """Put the confirmed rows of an import into the ledger kept by the office of unit `office_id`.

    Work `confirmed`, closure `none`, the published status kept; one measure for each 整改措施 field, its
    parts as steps. `inspection`: a new one, or the one that is there. Invalid where a unit is out of the actor's
    reach (pointers `/rows/<index>/…`).
    """
    await _check_office(session, actor, office_id)
    await _check_entries(session, actor, entries)
    if isinstance(inspection, NewInspection):
        inspection = await _add_inspection(session, actor, office_id, inspection)
    paper_id = await keep_document(session, actor, office_id=office_id, document=document)
    first = await queries.take_numbers(session, clock.today().year, len(entries)) if entries else 0
    rows = [
        _finding(
            entry_values(entry),
            actor,
            ordinal=first + index,
            source=source,
            work_state=WorkState.CONFIRMED,
            inspection_id=inspection,
            document_id=paper_id,
            texts=entry.measures,
        )
        for index, entry in enumerate(entries)
    ]
    session.add_all(rows)
    held = [changes_of(row) for row in rows]
    await session.flush()
    for row, entry, changes in zip(rows, entries, held, strict=True):
        _add_parts(session, row, [*entry.units, (office_id, Part.SUPERVISING)], entry.tag_ids)
        _record_new(
            session, actor, "finding", row.id, _place(entry.units, office_id), subject=row.id, changes=changes
        )
    await _add_measures(session, rows, entries)
    for row, entry in zip(rows, entries, strict=True):
        if entry.extended:
            session.add(recorded_extension(row, Extension(entry.status_text, entry.due_on)))
    await session.flush()
    return Entered(inspection, paper_id, [row.id for row in rows])


async def keep_document(session: AsyncSession, actor: Actor, *, office_id: int, document: NewDocument) -> int:
    """Keep a document of the office of unit `office_id`, with what was read of it; its id."""
    await _check_office(session, actor, office_id)
    paper = SourceDocument(created_at=clock.now(), **_values(document))
    session.add(paper)
    await session.flush()
    _record_new(session, actor, "source_document", paper.id, office_id, paper_title=paper.title)
    return paper.id


async def _check_entries(session: AsyncSession, actor: Actor, entries: Sequence[Entry]) -> None:
    named = [
        (f"/rows/{index}/units/{place}/unit_id", unit)
        for index, entry in enumerate(entries)
        for place, (unit, _) in enumerate(entry.units)
    ]
    await check_named_units(session, actor, named, Permission.IMPORT_MANAGE)
    await _check_tags(session, {tag for entry in entries for tag in entry.tag_ids}, "/rows")


async def _check_office(session: AsyncSession, actor: Actor, office_id: int) -> None:
    above = await queries.above(session, {office_id})
    if not above.get(office_id, frozenset()) & frozenset(actor.roots(Permission.IMPORT_MANAGE)):
        raise Forbidden()


async def register(
    session: AsyncSession,
    actor: Actor,
    *,
    values: Mapping[str, Any],
    units: Sequence[tuple[int, Part]],
    tag_ids: Sequence[int],
    measures: Sequence[str],
    candour: Candour | None = None,
    on_record: bool = False,
) -> Moved:
    """Register a finding by hand. The office's own is confirmed at once; others wait for its confirmation.

    Without `candour` the words are somebody else's, and nobody is asked to explain them. `on_record`: where it
    comes from is kept elsewhere (a complaint) and is not the word of whoever registers it.
    """
    source = Source(values["source"])
    await check_units(session, actor, units, Permission.FINDING_REGISTER)
    above = await queries.above(session, {unit for unit, _ in units})
    if not on_record and (reason := rules.register_not(actor, source, above)):
        raise refuse_field("/body/source", reason)
    await _check_tags(session, tag_ids, "/body/tag_ids")
    await campaigns.check(session, actor, values.get("campaign_id"), values.get("problem_type_id"))
    by_office = rules.holds_over(actor, Permission.FINDING_CONFIRM, above)
    if not by_office and not any(part is Part.ANSWERING for _, part in units):
        raise refuse_field("/body/units", "须指定责任单位")
    written = alike_service.registration(actor, values, measures, _place(units, None))
    explained, *of_measures = await alike_service.explanations(session, written, candour)
    number = await queries.take_numbers(session, clock.today().year, 1)
    row = _finding(
        values,
        actor,
        ordinal=number,
        work_state=WorkState.CONFIRMED if by_office else WorkState.FOUND,
        texts=measures,
        likeness_explained=explained,
    )
    session.add(row)
    changes = changes_of(row)
    await session.flush()
    parts = list(units)
    if by_office or not rules.holds_over(actor, Permission.MEASURE_REPORT, above):
        # Whoever registers from above keeps it in sight, whoever answers for it.
        registering = Permission.FINDING_CONFIRM if by_office else Permission.FINDING_REGISTER
        parts.append((_office(actor.roots(registering), above), Part.SUPERVISING))
    _add_parts(session, row, parts, tag_ids)
    _record_new(session, actor, "finding", row.id, _place(parts, None), subject=row.id, changes=changes)
    made = [_measure(row, ordinal, text, _only_answering(units)) for ordinal, text in enumerate(measures, 1)]
    for item, why in zip(made, of_measures, strict=True):
        item.likeness_explained = why
    session.add_all(made)
    entered = await moved(session, row)
    await alike_service.remember(session, zip(written, [row.id, *(item.id for item in made)], strict=True))
    return entered


# --- making the rows -----------------------------------------------------------------------------------------


def entry_values(entry: Entry) -> dict[str, Any]:
    names = (
        "problem", "section", "group", "number", "published_status", "long_term", "severity", "key_matter",
        "amount", "due_on", "responsible_leader", "responsible_department", "responsible_person",
    )  # fmt: skip
    values = {name: getattr(entry, name) for name in names}
    if entry.span:
        values["span_start"], values["span_end"] = entry.span
    if entry.extended and entry.published_status is None:
        values["published_status"] = PublishedStatus.IN_PROGRESS
    if entry.published_status is PublishedStatus.STAGED:
        values["staged_reason"] = entry.status_text
    return values


def _finding(
    values: Mapping[str, Any], actor: Actor, *, ordinal: int, texts: Iterable[str], **more: Any
) -> Finding:
    moment = clock.now()
    row = Finding(
        code=f"{clock.today().year}-{ordinal:04d}",
        registered_by_id=actor.account_id,
        created_at=moment,
        updated_at=moment,
        **values,
        **more,
    )
    row.search = search_text(row, texts)
    return row


def _add_parts(
    session: AsyncSession, row: Finding, units: Sequence[tuple[int, Part]], tag_ids: Sequence[int]
) -> None:
    session.add_all(
        FindingUnit(finding_id=row.id, unit_id=unit, part=part) for unit, part in sorted(set(units))
    )
    session.add_all(FindingTag(finding_id=row.id, tag_id=tag) for tag in sorted(set(tag_ids)))


async def _add_measures(session: AsyncSession, rows: Sequence[Finding], entries: Sequence[Entry]) -> None:
    made: list[tuple[RectificationItem, Entry]] = []
    for row, entry in zip(rows, entries, strict=True):
        if entry.measures:
            text = "\n".join(entry.measures)
            made.append((_measure(row, 1, text, _only_answering(entry.units)), entry))
        elif entry.progress:
            # A progress needs a measure to stand at: the document gives none of its own.
            made.append((_measure(row, 1, row.problem, _only_answering(entry.units)), entry))
    session.add_all(item for item, _ in made)
    await session.flush()
    for item, entry in made:
        if len(entry.measures) > 1:
            session.add_all(
                Step(item_id=item.id, ordinal=ordinal, text=text)
                for ordinal, text in enumerate(entry.measures, 1)
            )
        if entry.progress:
            session.add(
                ProgressNote(item_id=item.id, account_id=None, text=entry.progress, created_at=clock.now())
            )


def _measure(row: Finding, ordinal: int, text: str, unit_id: int | None) -> RectificationItem:
    moment = clock.now()
    return RectificationItem(
        finding_id=row.id,
        ordinal=ordinal,
        text=text,
        unit_id=unit_id,
        state=ItemState.PLANNED,
        created_at=moment,
        updated_at=moment,
    )


def _only_answering(units: Sequence[tuple[int, Part]]) -> int | None:
    answering = {unit for unit, part in units if part is Part.ANSWERING}
    return answering.pop() if len(answering) == 1 else None


def _place(units: Sequence[tuple[int, Part]], otherwise: int | None) -> int | None:
    return min((unit for unit, part in units if part is Part.ANSWERING), default=otherwise)


def _office(roots: Sequence[int], above: Mapping[int, frozenset[int]]) -> int:
    """The unit of the appointment that reaches these units; the first one where none are named."""
    reaching = [root for root in roots if all(root in ancestors for ancestors in above.values())]
    return (reaching or list(roots))[0]


async def _add_inspection(session: AsyncSession, actor: Actor, office_id: int, new: NewInspection) -> int:
    made = Inspection(unit_id=office_id, created_at=clock.now(), **_values(new))
    session.add(made)
    await session.flush()
    _record_new(session, actor, "inspection", made.id, office_id, title=made.title)
    return made.id


async def _check_tags(session: AsyncSession, tag_ids: Iterable[int], pointer: str) -> None:
    unknown = set(tag_ids) - await queries.active_tags(session)
    if unknown:
        raise Invalid("没有这个标签", errors=[FieldError(pointer, f"没有这个标签:{min(unknown)}")])


def _values(new: NewInspection | NewDocument) -> dict[str, Any]:
    return {name: getattr(new, name) for name in new.__dataclass_fields__}


def _record_new(
    session: AsyncSession,
    actor: Actor,
    resource: str,
    resource_id: int,
    unit_id: int | None,
    *,
    subject: int | None = None,
    changes: Mapping[str, list[Any]] | None = None,
    **extra: Any,
) -> None:
    record(
        session,
        action="enter" if resource != "finding" else "register",
        resource=resource,
        resource_id=resource_id,
        actor=actor,
        unit_id=unit_id,
        subject=subject,
        changes=changes,
        **extra,
    )
