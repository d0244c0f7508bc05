"""Moving a finding along its axes: load, ask the rules, change, record. Never commits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings import queries, rules
from mingze.findings.derived import rolled_up
from mingze.findings.facts import FindingFacts
from mingze.findings.models import Countersignature, Finding
from mingze.findings.recording import record_finding, record_part
from mingze.findings.vocabulary import (
    Basis,
    ClosureState,
    ItemState,
    OrganKind,
    PublishedStatus,
    WorkState,
)
from mingze.findings.workflow import CLOSURE, WORK
from mingze.kit import clock
from mingze.kit.problems import NotFound, refuse_field


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


class AnyVersion:
    """For acts that edit nothing another person could have seen differently."""

    def check(self, version: int) -> None:
        """Any version will do."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A finding after an act, with the facts that hold now."""

    row: Finding
    facts: FindingFacts


async def load(session: AsyncSession, actor: Actor, finding_id: int) -> tuple[Finding, FindingFacts]:
    """A finding in sight, locked, with its facts. NotFound out of sight."""
    row = await queries.finding(session, actor, finding_id, lock=True)
    if row is None:
        raise NotFound()
    return row, await queries.facts(session, row)


# --- moves that need nothing but a word --------------------------------------------------------------------


async def act(
    session: AsyncSession, actor: Actor, finding_id: int, action: str, expected: Expected, note: str | None
) -> Moved:
    """Do one of the plain moves of the workflow tables; `note` is the reason where the move needs one."""
    row, facts = await load(session, actor, finding_id)
    rules.check_who(action, actor, facts)
    expected.check(row.version)
    rules.check_when(action, facts)
    step(row, action)
    if effect := _EFFECTS.get(action):
        effect(row, actor, note)
    record_finding(session, actor, row, facts, action, note=note)
    if action in _ON_MEASURES:
        await _move_measures(session, actor, row, facts, action, note)
        return await moved(session, row)
    await session.flush()
    return Moved(row, after_move(row, facts))


def step(row: Finding, action: str) -> None:
    """Move the axis that `action` belongs to; Conflict where the table has no such way."""
    if action in WORK:
        row.work_state = WORK.step(action, WorkState(row.work_state))
    else:
        row.closure_state = CLOSURE.step(action, ClosureState(row.closure_state))


def after_move(row: Finding, facts: FindingFacts) -> FindingFacts:
    """The facts after an act that changed nothing but the finding's own row."""
    return replace(
        facts,
        work=WorkState(row.work_state),
        closure=ClosureState(row.closure_state),
        due_on=row.due_on,
        fixed_by=row.fixed_by_id,
        applied_by=row.closure_applied_by_id,
    )


async def moved(session: AsyncSession, row: Finding) -> Moved:
    """The finding once the changes are written, its facts read anew."""
    await session.flush()
    return Moved(row, await queries.facts(session, row))


def _decline(row: Finding, _actor: Actor, note: str | None) -> None:
    row.declined_reason = note


def _fix_on_site(row: Finding, actor: Actor, _note: str | None) -> None:
    row.fixed_by_id = actor.account_id


def _reject_fix(row: Finding, _actor: Actor, _note: str | None) -> None:
    row.fixed_by_id = None


def _resume(row: Finding, _actor: Actor, _note: str | None) -> None:
    row.waiting_reason = row.waiting_review_on = None


def _verify(row: Finding, _actor: Actor, _note: str | None) -> None:
    row.published_status = PublishedStatus.DONE


def _apply(row: Finding, actor: Actor, note: str | None) -> None:
    row.closure_applied_by_id, row.closure_note = actor.account_id, note


def _decide_closure(row: Finding, _actor: Actor, note: str | None) -> None:
    row.closure_note = note


def urge_row(row: Finding, _actor: Actor, note: str | None) -> None:
    row.last_urged_at, row.last_urge_note = clock.now(), note


_EFFECTS: Mapping[str, Callable[[Finding, Actor, str | None], None]] = {
    "decline": _decline,
    "fix_on_site": _fix_on_site,
    "reject_fix": _reject_fix,
    "resume": _resume,
    "verify": _verify,
    "apply_closure": _apply,
    "approve_closure": _decide_closure,
    "refuse_closure": _decide_closure,
    "urge": urge_row,
}

#: Acts on a finding that move its measures with it, and to where.
_ON_MEASURES: Mapping[str, ItemState] = {
    "fix_on_site": ItemState.CLAIMED,
    "reject_fix": ItemState.RETURNED,
    "send_back": ItemState.RETURNED,
    "reopen": ItemState.RETURNED,
}


async def _move_measures(
    session: AsyncSession, actor: Actor, row: Finding, facts: FindingFacts, action: str, note: str | None
) -> None:
    target = _ON_MEASURES[action]
    for item in await queries.items(session, row.id):
        item.state = target
        item.updated_at = clock.now()
        if target is ItemState.CLAIMED:
            item.basis, item.onsite_on, item.onsite_note = Basis.ONSITE, clock.today(), note
            item.onsite_by_id = item.claimed_by_id = actor.account_id
            item.claimed_at = clock.now()
        else:
            item.returned_reason = note
        record_part(
            session, actor, facts, item, action, resource="rectification_item", finding_id=row.id, note=note
        )


async def return_measures(
    session: AsyncSession, actor: Actor, row: Finding, facts: FindingFacts, reason: str | None
) -> None:
    """Give every measure back, as reopening does."""
    await _move_measures(session, actor, row, facts, "reopen", reason)


def roll_up(
    session: AsyncSession, actor: Actor, row: Finding, facts: FindingFacts, states: Sequence[ItemState]
) -> None:
    """Let the finding follow its measures (`derived.rolled_up`), as an event of its own where it moves."""
    target = rolled_up(WorkState(row.work_state), states)
    if target is not row.work_state and target != row.work_state:
        row.work_state = target
        record_finding(session, actor, row, facts, "roll_up")


# --- countersigning and closing -------------------------------------------------------------------------------


async def countersign(
    session: AsyncSession,
    actor: Actor,
    finding_id: int,
    expected: Expected,
    *,
    organs: Sequence[tuple[OrganKind, str]],
    document: str,
    signed_on: date,
) -> tuple[Moved, list[int]]:
    """Record that organs outside the tree signed; returns also the ids of the records, for their scans."""
    row, facts = await load(session, actor, finding_id)
    rules.check_who("countersign", actor, facts)
    expected.check(row.version)
    rules.check_when("countersign", facts)
    if signed_on > clock.today():
        raise refuse_field("/body/signed_on", "会签日期不能晚于今天")
    signed = set(facts.countersigned)
    made = []
    for index, (kind, organ) in enumerate(organs):
        if kind in signed:
            raise refuse_field(f"/body/organs/{index}/kind", "该机关已经会签")
        signed.add(kind)
        signature = Countersignature(
            finding_id=row.id,
            reopen_no=row.reopen_no,
            organ_kind=kind,
            organ=organ,
            document=document,
            signed_on=signed_on,
            recorded_by_id=actor.account_id,
            recorded_at=clock.now(),
        )
        session.add(signature)
        made.append(signature)
    row.closure_state = rules.after_countersigning(facts.source, frozenset(signed))
    record_finding(
        session, actor, row, facts, "countersign", note=document, organs=[organ for _, organ in organs]
    )
    after = await moved(session, row)
    return after, [signature.id for signature in made]


async def close(
    session: AsyncSession,
    actor: Actor,
    finding_id: int,
    expected: Expected,
    *,
    closer: str,
    document: str,
    closed_on: date,
) -> Moved:
    """销号."""
    row, facts = await load(session, actor, finding_id)
    rules.check_who("close", actor, facts)
    expected.check(row.version)
    rules.check_when("close", facts)
    if closed_on > clock.today():
        raise refuse_field("/body/closed_on", "销号日期不能晚于今天")
    step(row, "close")
    row.closer, row.closing_document, row.closed_on = closer, document, closed_on
    record_finding(session, actor, row, facts, "close")
    await session.flush()
    return Moved(row, after_move(row, facts))
