"""Opening an acceptance when a finding is closed, taking answers, and the office's look back. Never commits."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.acceptances import queries, rules, telling
from mingze.acceptances.models import Acceptance, AcceptanceVoice
from mingze.acceptances.vocabulary import AcceptanceState, LookBackResult, Verdict
from mingze.access.actor import Actor
from mingze.findings import part_rules, request_service
from mingze.findings import queries as finding_queries
from mingze.findings import service as findings
from mingze.findings.vocabulary import RequestKind
from mingze.kit import clock
from mingze.kit.events import Pending, listen, record
from mingze.kit.problems import Conflict, Forbidden, NotFound

_RESOURCE = "acceptance"


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


# --- opening ---------------------------------------------------------------------------------------------------


async def follow(session: AsyncSession, events: Sequence[Pending]) -> None:
    """A finding that complaints led to was closed: those who complained are asked."""
    for event in events:
        if event.action == "close":
            await _open(session, int(str(event.resource_id)))


async def _open(session: AsyncSession, finding_id: int) -> None:
    complaints = await queries.complaints_of(session, finding_id)
    closing = await queries.finding(session, finding_id)
    unit_id = await queries.answering_unit(session, finding_id)
    if not complaints or closing is None or unit_id is None:
        return
    row = Acceptance(
        finding_id=finding_id,
        closure_no=closing["reopen_no"],
        unit_id=unit_id,
        code=rules.new_code(),
        state=AcceptanceState.OPEN,
        opened_at=clock.now(),
        closed_on=closing["closed_on"],
        ends_on=rules.ends_on(clock.today()),
    )
    session.add(row)
    await session.flush()
    asked = [one["id"] for one in complaints if one["has_receipt"]]
    session.add_all(AcceptanceVoice(acceptance_id=row.id, complaint_id=complaint) for complaint in asked)
    record(
        session,
        action="open_acceptance",
        resource=_RESOURCE,
        resource_id=row.id,
        actor=None,
        unit_id=unit_id,
        subject=finding_id,
        changes={"ends_on": [None, row.ends_on]},
        asked=len(asked),
    )


listen("finding", follow)


# --- answers ---------------------------------------------------------------------------------------------------


async def answer(
    session: AsyncSession, acceptance_id: int, complaint_id: int, verdict: Verdict, text: str | None
) -> None:
    """What whoever complained says of it; said again, it replaces what they said before.

    NotFound where this complaint is not asked; Conflict where answers are no longer taken.
    """
    row = await _asking(session, acceptance_id)
    voice = await queries.voice(session, row.id, complaint_id)
    if voice is None:
        raise NotFound()
    before = voice.verdict
    voice.verdict, voice.text, voice.answered_at = verdict, text, clock.now()
    await _heard(session, row, before, verdict, complained=True)


async def vote_at_door(session: AsyncSession, code: str, verdict: Verdict, text: str | None) -> None:
    """What somebody says who read the code at the door."""
    found = await queries.by_code(session, code)
    if found is None:
        raise NotFound()
    row = await _asking(session, found["id"])
    session.add(AcceptanceVoice(acceptance_id=row.id, verdict=verdict, text=text, answered_at=clock.now()))
    await _heard(session, row, None, verdict, complained=False)


async def _asking(session: AsyncSession, acceptance_id: int) -> Acceptance:
    held = await queries.held(session, acceptance_id)
    if held is None:
        raise NotFound()
    row, closed = held
    if not rules.is_asking(clock.today(), row.ends_on, closed=closed):
        raise Conflict("这次征询已经结束")
    return row


async def _heard(
    session: AsyncSession, row: Acceptance, before: Verdict | None, verdict: Verdict, *, complained: bool
) -> None:
    state = AcceptanceState(row.state)
    row.state = rules.after_voice(state, verdict, complained=complained)
    changes: dict[str, Sequence[object]] = {"verdict": [before, verdict]}
    if row.state != state:
        changes["state"] = [state, row.state]
    record(
        session,
        action="answer_acceptance",
        resource=_RESOURCE,
        resource_id=row.id,
        actor=None,
        unit_id=row.unit_id,
        subject=row.finding_id,
        changes=changes,
        complained=complained,
    )
    await session.flush()
    if row.state != state:
        await telling.disputed(session, row)


# --- the look back ---------------------------------------------------------------------------------------------


async def who_looks_not(session: AsyncSession, actor: Actor, finding_id: int) -> str | None:
    """Why the actor is not the one who looks back: whoever may ask that the finding is opened again is."""
    row = await finding_queries.finding(session, actor, finding_id)
    if row is None:
        raise NotFound()
    return part_rules.who_asks_not(RequestKind.REOPEN, actor, await finding_queries.facts(session, row))


def when_looked_not(state: str) -> str | None:
    return None if state == AcceptanceState.DISPUTED else "没有待回头看的异议"


async def look_back(
    session: AsyncSession,
    actor: Actor,
    acceptance_id: int,
    expected: Expected,
    *,
    result: LookBackResult,
    text: str,
) -> None:
    """What the office found when it looked again. Where it does not stand, reopening is asked for as always:
    another person decides."""
    seen = await queries.acceptance(session, actor, acceptance_id)
    if seen is None:
        raise NotFound()
    # In this order everywhere, so that two who act at once wait instead of blocking each other.
    _, facts = await findings.load(session, actor, seen["finding_id"])
    held = await queries.held(session, acceptance_id)
    if held is None:
        raise NotFound()
    row, _ = held
    if refused := part_rules.who_asks_not(RequestKind.REOPEN, actor, facts):
        raise Forbidden(refused)
    expected.check(row.version)
    if refused := when_looked_not(row.state):
        raise Conflict(refused)
    if result is LookBackResult.REOPEN_ASKED:
        _, request = await request_service.ask(
            session, actor, row.finding_id, RequestKind.REOPEN, text, {"trigger": rules.TRIGGER.value}
        )
        row.request_id = request.id
    row.state, row.look_back_result, row.look_back_text = AcceptanceState.LOOKED_BACK, result, text
    row.looked_back_by_id, row.looked_back_at = actor.account_id, clock.now()
    record(
        session,
        action="look_back",
        resource=_RESOURCE,
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        subject=row.finding_id,
        changes={
            "state": [AcceptanceState.DISPUTED, row.state],
            "look_back_result": [None, result],
        },
        note=text,
    )
    await session.flush()
