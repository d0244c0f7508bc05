"""A later edition of a document meets the findings that an earlier one brought in. Never commits.

What an edition tells of the work (where it stands in the document, its published status, progress, further
measures) is entered as a first edition enters it. What the ledger holds as the finding itself (its problem, day,
who answers) is a correction: asked by the office, in force when its leader approves. What is not there any more
is left as it is, and told in its time line.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings import part_rules, queries, rules
from mingze.findings.facts import FindingFacts
from mingze.findings.models import (
    Finding,
    FindingDocument,
    FindingRequest,
    ProgressNote,
    RectificationItem,
    Step,
)
from mingze.findings.recording import changes_of, place_of, record_part
from mingze.findings.renewal import Renewal
from mingze.findings.request_service import asked, record_asked, recorded_extension
from mingze.findings.search import search_text
from mingze.findings.standing import facts_of_many, items_of_many
from mingze.findings.vocabulary import ItemState, Part, RequestKind
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, NotFound


@dataclass(slots=True)
class _Written:
    """What one renewal made, until it has ids and can be recorded."""

    row: Finding
    facts: FindingFacts
    renewal: Renewal
    changes: Mapping[str, Any] = field(default_factory=dict)
    added: RectificationItem | None = None
    reported: RectificationItem | None = None
    request: FindingRequest | None = None


async def renew(
    session: AsyncSession, actor: Actor, document_id: int, reason: str, renewals: Sequence[Renewal]
) -> int:
    """Carry out what was decided of findings that the later edition `document_id` has too.

    Returns how many corrections were asked. NotFound for a finding out of sight; Forbidden or Conflict where one
    may not be changed.
    """
    held = await queries.locked_findings(session, actor, [renewal.finding_id for renewal in renewals])
    if any(renewal.finding_id not in held for renewal in renewals):
        raise NotFound()
    facts = await facts_of_many(session, list(held.values()))
    items = await items_of_many(session, [one.finding_id for one in renewals if one.takes])
    written = []
    for renewal in renewals:
        row = held[renewal.finding_id]
        one = _Written(row, facts[row.id], renewal)
        if renewal.takes:
            _check(actor, one)
            _write(session, actor, one, items.get(row.id, []), reason)
        session.add(_link(row, document_id, renewal))
        written.append(one)
    await session.flush()
    for one in written:
        _finish(session, actor, one, document_id)
    return sum(one.request is not None for one in written)


async def tell_gone(
    session: AsyncSession, actor: Actor, document_id: int, finding_ids: Collection[int]
) -> None:
    """Note in the time line of each finding that the later edition does not have it any more."""
    held = await queries.locked_findings(session, actor, finding_ids)
    facts = await facts_of_many(session, list(held.values()))
    for row in held.values():
        _tell(session, actor, row, facts[row.id], "gone_from_document", document=document_id)


def _check(actor: Actor, one: _Written) -> None:
    if refused := part_rules.who_renews_not(actor, one.facts):
        raise Forbidden(refused)
    refused = part_rules.renew_when_not(one.facts)
    if refused is None and one.renewal.measures:
        refused = part_rules.plan_when_not(actor, one.facts)
    if refused:
        raise Conflict(refused, open_moves=rules.open_moves(one.facts))


def _write(
    session: AsyncSession, actor: Actor, one: _Written, items: list[RectificationItem], reason: str
) -> None:
    row, renewal = one.row, one.renewal
    for name, value in renewal.values.items():
        setattr(row, name, value)
    if renewal.measures:
        one.added = _measure(one, "\n".join(renewal.measures), items)
        items.append(one.added)
    if renewal.progress and not items:
        # A progress needs a measure to stand at: the document gives none of its own.
        one.added = _measure(one, row.problem, items)
        items.append(one.added)
    if one.added is not None:
        session.add(one.added)
    if one.added is not None or "group" in renewal.values:
        row.search = search_text(row, [item.text for item in items])
    if renewal.progress:
        one.reported = items[0]
    if renewal.extended is not None:
        session.add(recorded_extension(row, renewal.extended))
    one.changes = changes_of(row)
    if one.changes or one.added is not None or renewal.extended is not None:
        row.updated_at = clock.now()
    if renewal.correction:
        payload = {"changes": dict(renewal.correction)}
        one.request = asked(session, actor, row, one.facts, RequestKind.CORRECT, reason, payload)


def _measure(one: _Written, text: str, items: Sequence[RectificationItem]) -> RectificationItem:
    answering = one.facts.units_of(Part.ANSWERING)
    return RectificationItem(
        finding_id=one.row.id,
        ordinal=max((item.ordinal for item in items), default=0) + 1,
        text=text,
        unit_id=next(iter(answering)) if len(answering) == 1 else None,
        state=ItemState.PLANNED,
        created_at=clock.now(),
        updated_at=clock.now(),
    )


def _link(row: Finding, document_id: int, renewal: Renewal) -> FindingDocument:
    start, end = renewal.span or (None, None)
    return FindingDocument(
        finding_id=row.id, document_id=document_id, span_start=start, span_end=end, linked_at=clock.now()
    )


def _finish(session: AsyncSession, actor: Actor, one: _Written, document_id: int) -> None:
    """What needs the ids of what was written: steps, the progress, and the events."""
    renewal, added, reported = one.renewal, one.added, one.reported
    if added is not None and len(renewal.measures) > 1:
        session.add_all(
            Step(item_id=added.id, ordinal=ordinal, text=text)
            for ordinal, text in enumerate(renewal.measures, 1)
        )
    action = "renew" if renewal.takes else "stand_in_document"
    _tell(
        session, actor, one.row, one.facts, action, one.changes, document=document_id, kept=list(renewal.kept)
    )
    if added is not None:
        _record_item(session, actor, one, added, "add", changed={"text": added.text})
    if reported is not None and renewal.progress:
        note = ProgressNote(
            item_id=reported.id, account_id=None, text=renewal.progress, created_at=clock.now()
        )
        session.add(note)
        _record_item(session, actor, one, reported, "renew", note=renewal.progress, document=document_id)
    if one.request is not None:
        record_asked(session, actor, one.facts, one.request)


def _record_item(
    session: AsyncSession, actor: Actor, one: _Written, item: RectificationItem, action: str, **more: Any
) -> None:
    record_part(
        session,
        actor,
        one.facts,
        item,
        action,
        resource="rectification_item",
        finding_id=one.row.id,
        **more,
    )


def _tell(
    session: AsyncSession,
    actor: Actor,
    row: Finding,
    facts: FindingFacts,
    action: str,
    changes: Mapping[str, Any] | None = None,
    **extra: Any,
) -> None:
    """An event in the time line of a finding that need not have changed."""
    record(
        session,
        action=action,
        resource="finding",
        resource_id=row.id,
        actor=actor,
        unit_id=place_of(facts),
        subject=row.id,
        changes=changes or {},
        **extra,
    )
