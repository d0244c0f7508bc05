"""Measures: writing them, reporting on them, claiming, verifying and giving them back. Never commits.

Every change of a measure's state locks its finding first, so that the roll-up sees all measures at rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.findings import alike_service, part_rules, queries, rules
from mingze.findings.alike_service import Candour
from mingze.findings.assignment_service import check_units
from mingze.findings.facts import FindingFacts, ItemFacts
from mingze.findings.models import Finding, ProgressNote, RectificationItem, Step
from mingze.findings.recording import place_of, record_part
from mingze.findings.search import search_text
from mingze.findings.service import Expected, load, roll_up
from mingze.findings.vocabulary import Basis, ItemState, Part
from mingze.findings.workflow import ITEM
from mingze.kit import clock
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field

_RESOURCE = "rectification_item"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A measure with its finding, both locked by the finding."""

    finding: Finding
    item: RectificationItem
    items: list[RectificationItem]
    facts: FindingFacts
    item_facts: ItemFacts


async def load_item(session: AsyncSession, actor: Actor, item_id: int) -> Loaded:
    """A measure of a finding in sight. NotFound out of sight."""
    finding_id = await queries.finding_of_item(session, item_id)
    if finding_id is None:
        raise NotFound()
    row, facts = await load(session, actor, finding_id)
    items = await queries.items(session, finding_id)
    item = next(item for item in items if item.id == item_id)
    return Loaded(row, item, items, facts, next(f for f in facts.items if f.id == item_id))


async def after(session: AsyncSession, loaded: Loaded) -> Loaded:
    """The same, with the facts that hold once the changes are written."""
    await session.flush()
    facts = await queries.facts(session, loaded.finding)
    return replace(loaded, facts=facts, item_facts=next(f for f in facts.items if f.id == loaded.item.id))


def _record(
    session: AsyncSession, actor: Actor, loaded: Loaded, action: str, note: str | None = None, **extra: Any
) -> None:
    record_part(
        session,
        actor,
        loaded.facts,
        loaded.item,
        action,
        resource=_RESOURCE,
        finding_id=loaded.finding.id,
        note=note,
        **extra,
    )
    loaded.item.updated_at = clock.now()
    states = [ItemState(item.state) for item in loaded.items]
    roll_up(session, actor, loaded.finding, loaded.facts, states)


def _check_who(action: str, actor: Actor, loaded: Loaded) -> None:
    if reason := part_rules.item_who_not(action, actor, loaded.facts, loaded.item_facts):
        raise Forbidden(reason)


# --- writing measures ------------------------------------------------------------------------------------------


async def add_item(
    session: AsyncSession,
    actor: Actor,
    finding_id: int,
    values: Mapping[str, Any],
    steps: Sequence[str],
    candour: Candour,
) -> Loaded:
    """Add a measure: the office before the assignment is accepted, the unit after it."""
    row, facts = await load(session, actor, finding_id)
    if reason := part_rules.plan_not(actor, facts):
        raise Forbidden(reason)
    if reason := part_rules.plan_when_not(actor, facts):
        raise Conflict(reason, open_moves=rules.open_moves(facts))
    await _check_values(session, actor, row, facts, values)
    items = await queries.items(session, finding_id)
    answering = facts.units_of(Part.ANSWERING)
    values = {"unit_id": next(iter(answering)) if len(answering) == 1 else None, **values}
    await _check_unit(session, actor, facts, values["unit_id"])
    written = alike_service.measure(
        actor, values["text"], values["unit_id"] or place_of(facts), row.campaign_id
    )
    (explained,) = await alike_service.explanations(session, [written], candour)
    made = RectificationItem(
        finding_id=row.id,
        ordinal=max((item.ordinal for item in items), default=0) + 1,
        created_at=clock.now(),
        updated_at=clock.now(),
        likeness_explained=explained,
        **values,
    )
    session.add(made)
    await session.flush()
    await alike_service.remember(session, [(written, made.id)])
    session.add_all(Step(item_id=made.id, ordinal=i, text=text) for i, text in enumerate(steps, 1))
    row.search = search_text(row, [*(item.text for item in items), made.text])
    loaded = Loaded(row, made, [*items, made], facts, ItemFacts(made.id, ItemState.PLANNED, made.unit_id))
    _record(session, actor, loaded, "add", changed={"text": made.text, "steps": len(steps)})
    return await after(session, loaded)


async def change_item(
    session: AsyncSession,
    actor: Actor,
    item_id: int,
    expected: Expected,
    values: Mapping[str, Any],
    candour: Candour,
) -> Loaded:
    loaded = await load_item(session, actor, item_id)
    if reason := part_rules.plan_not(actor, loaded.facts, loaded.item_facts):
        raise Forbidden(reason)
    expected.check(loaded.item.version)
    if reason := part_rules.plan_when_not(actor, loaded.facts, loaded.item_facts):
        raise Conflict(reason, open_moves=part_rules.item_open_moves(loaded.facts, loaded.item_facts))
    await _check_values(session, actor, loaded.finding, loaded.facts, values)
    if "unit_id" in values:
        await _check_unit(session, actor, loaded.facts, values["unit_id"])
    if "text" in values and values["text"] != loaded.item.text:
        await _rewrite(session, actor, loaded, values["text"], candour)
    for name, value in values.items():
        setattr(loaded.item, name, value)
    if "text" in values:
        loaded.finding.search = search_text(loaded.finding, [item.text for item in loaded.items])
    _record(session, actor, loaded, "change")
    return await after(session, loaded)


async def _rewrite(session: AsyncSession, actor: Actor, loaded: Loaded, text: str, candour: Candour) -> None:
    item = loaded.item
    written = alike_service.measure(
        actor, text, item.unit_id or place_of(loaded.facts), loaded.finding.campaign_id, item_id=item.id
    )
    (item.likeness_explained,) = await alike_service.explanations(session, [written], candour)
    await alike_service.remember(session, [(written, item.id)])


async def _check_values(
    session: AsyncSession, actor: Actor, row: Finding, facts: FindingFacts, values: Mapping[str, Any]
) -> None:
    if "text" in values and values["text"] is None:
        raise refuse_field("/body/text", "不能为空")
    due_on: date | None = values.get("due_on")
    if due_on is not None and row.due_on is not None and due_on > row.due_on:
        raise refuse_field("/body/due_on", "措施期限不能晚于问题的整改期限,需要延期请提出申请")
    if unit_id := values.get("unit_id"):
        answering = facts.units_of(Part.ANSWERING, Part.COOPERATING)
        above = await queries.above(session, {unit_id})
        if answering and not above.get(unit_id, frozenset()) & answering:
            raise refuse_field("/body/unit_id", "须为该问题的责任单位、配合单位或其下属科室")
        if not answering:
            await check_units(session, actor, [(unit_id, Part.ANSWERING)], Permission.MEASURE_PLAN)
    if owner_id := values.get("owner_account_id"):
        home = await queries.home_of(session, owner_id)
        above = await queries.above(session, {home}) if home else {}
        if not above.get(home or 0, frozenset()) & frozenset(actor.roots(Permission.MEASURE_PLAN)):
            raise refuse_field("/body/owner_account_id", "没有这个人员,或不在您的管理范围内")


async def _check_unit(session: AsyncSession, actor: Actor, facts: FindingFacts, unit_id: int | None) -> None:
    """Invalid where the actor may not give a measure of this finding to the unit."""
    above = await queries.above(session, {unit_id} if unit_id is not None else ())
    known = replace(facts, above={**facts.above, **above})
    if reason := part_rules.plan_unit_not(actor, known, unit_id):
        raise refuse_field("/body/unit_id", reason)


# --- reporting --------------------------------------------------------------------------------------------------


async def report(
    session: AsyncSession, actor: Actor, item_id: int, text: str, candour: Candour
) -> tuple[Loaded, ProgressNote]:
    """Add a progress note. The first one starts the measure, and its finding with it."""
    loaded = await load_item(session, actor, item_id)
    _check_who("report", actor, loaded)
    part_rules.check_item("report", loaded.facts, loaded.item_facts)
    written = alike_service.progress(actor, loaded.finding, loaded.facts, loaded.item, text)
    (explained,) = await alike_service.explanations(session, [written], candour)
    note = ProgressNote(
        item_id=item_id,
        account_id=actor.account_id,
        text=text,
        likeness_explained=explained,
        created_at=clock.now(),
    )
    session.add(note)
    loaded.item.state = ITEM.step("report", ItemState(loaded.item.state))
    _record(session, actor, loaded, "report", note=text, **_told(explained))
    after_it = await after(session, loaded)
    await alike_service.remember(session, [(written, note.id)])
    return after_it, note


def _told(explained: str | None) -> dict[str, str]:
    return {"likeness_explained": explained} if explained else {}


async def tick_step(session: AsyncSession, actor: Actor, item_id: int, step_id: int) -> Loaded:
    """Mark a step as done. It counts as a report."""
    loaded = await load_item(session, actor, item_id)
    step = await queries.step(session, item_id, step_id)
    if step is None:
        raise NotFound()
    _check_who("report", actor, loaded)
    part_rules.check_item("report", loaded.facts, loaded.item_facts)
    if step.done_at is not None:
        raise Conflict(
            "该步骤已经完成", open_moves=part_rules.item_open_moves(loaded.facts, loaded.item_facts)
        )
    step.done_at, step.done_by_id = clock.now(), actor.account_id
    loaded.item.state = ITEM.step("report", ItemState(loaded.item.state))
    _record(session, actor, loaded, "step_done", step=step.ordinal, text=step.text)
    return await after(session, loaded)


async def claim(
    session: AsyncSession,
    actor: Actor,
    item_id: int,
    expected: Expected,
    basis: Basis,
    note: str | None,
    candour: Candour,
) -> Loaded:
    """申报完成: the head signs, resting on evidence or on an on-site verification, and explains the last progress
    where it is alike and nobody has: such as came with a document, which nothing asked."""
    loaded = await load_item(session, actor, item_id)
    _check_who("claim", actor, loaded)
    expected.check(loaded.item.version)
    part_rules.check_item("claim", loaded.facts, loaded.item_facts, basis)
    item = loaded.item
    explained = await _explain_last(session, loaded, candour)
    item.state = ITEM.step("claim", ItemState(item.state))
    item.basis, item.claimed_by_id, item.claimed_at = basis, actor.account_id, clock.now()
    item.returned_reason = None
    _record(session, actor, loaded, "claim", note, **_told(explained))
    return await after(session, loaded)


async def _explain_last(session: AsyncSession, loaded: Loaded, candour: Candour) -> str | None:
    last = await queries.last_note(session, loaded.item.id)
    if last is None or last.likeness_explained:
        return None
    written = await alike_service.told(session, loaded.finding, loaded.facts, loaded.item, last)
    (last.likeness_explained,) = await alike_service.explanations(session, [written], candour)
    return last.likeness_explained


# --- verifying ---------------------------------------------------------------------------------------------------


async def accept(
    session: AsyncSession, actor: Actor, item_id: int, expected: Expected, note: str | None
) -> Loaded:
    loaded = await load_item(session, actor, item_id)
    _check_who("accept", actor, loaded)
    expected.check(loaded.item.version)
    part_rules.check_item("accept", loaded.facts, loaded.item_facts)
    item = loaded.item
    item.state = ITEM.step("accept", ItemState(item.state))
    item.verified_by_id, item.verified_at = actor.account_id, clock.now()
    _record(session, actor, loaded, "accept", note)
    return await after(session, loaded)


async def give_back(
    session: AsyncSession, actor: Actor, item_id: int, expected: Expected, reason: str
) -> Loaded:
    """退回整改: the finding follows, back to rectifying."""
    loaded = await load_item(session, actor, item_id)
    _check_who("return", actor, loaded)
    expected.check(loaded.item.version)
    part_rules.check_item("return", loaded.facts, loaded.item_facts)
    item = loaded.item
    item.state = ITEM.step("return", ItemState(item.state))
    item.returned_reason = reason
    item.verified_by_id = item.verified_at = None
    _record(session, actor, loaded, "return", reason)
    return await after(session, loaded)


async def verify_onsite(
    session: AsyncSession, actor: Actor, item_id: int, onsite_on: date, note: str
) -> Loaded:
    """Record that somebody from above looked at it on the spot; a claim may rest on it."""
    loaded = await load_item(session, actor, item_id)
    _check_who("verify_onsite", actor, loaded)
    part_rules.check_item("verify_onsite", loaded.facts, loaded.item_facts)
    if onsite_on > clock.today():
        raise refuse_field("/body/onsite_on", "核查日期不能晚于今天")
    item = loaded.item
    item.onsite_on, item.onsite_by_id, item.onsite_note = onsite_on, actor.account_id, note
    _record(session, actor, loaded, "verify_onsite", note)
    return await after(session, loaded)
