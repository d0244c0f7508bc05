"""Asking and deciding: extension, staged, long-term, waiting, reopening, correcting, voiding. Two persons, always."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings import part_rules, queries, rules
from mingze.findings.facts import FindingFacts
from mingze.findings.models import Finding, FindingRequest
from mingze.findings.recording import record_finding, record_part
from mingze.findings.renewal import Extension
from mingze.findings.search import search_text
from mingze.findings.service import Moved, load, moved, return_measures
from mingze.findings.vocabulary import (
    ClosureState,
    PublishedStatus,
    RequestKind,
    RequestState,
    WorkState,
)
from mingze.findings.workflow import WORK_BY_DECISION
from mingze.kit import clock
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field

#: How the JSON of a correction becomes the value of a column, where it is not the value itself.
_FROM_JSON: Mapping[str, Callable[[str], Any]] = {"due_on": date.fromisoformat, "amount": Decimal}
#: Fields that a correction cannot empty.
_NEVER_EMPTY = frozenset({"problem", "source", "severity", "key_matter"})


async def ask(
    session: AsyncSession,
    actor: Actor,
    finding_id: int,
    kind: RequestKind,
    reason: str,
    payload: Mapping[str, Any],
) -> tuple[Moved, FindingRequest]:
    """Ask for a decision. `payload`: until (a day), trigger, or changes (field → new value, JSON-ready)."""
    row, facts = await load(session, actor, finding_id)
    request = asked(session, actor, row, facts, kind, reason, payload)
    await session.flush()
    record_asked(session, actor, facts, request)
    return await moved(session, row), request


def asked(
    session: AsyncSession,
    actor: Actor,
    row: Finding,
    facts: FindingFacts,
    kind: RequestKind,
    reason: str,
    payload: Mapping[str, Any],
) -> FindingRequest:
    """The request, once it is clear that it may be made; recorded when it is flushed (`record_asked`)."""
    if refused := part_rules.who_asks_not(kind, actor, facts):
        raise Forbidden(refused)
    if refused := part_rules.when_ask_not(kind, facts, clock.today()):
        raise Conflict(refused, open_moves=rules.open_moves(facts))
    _check_payload(kind, payload, row)
    request = FindingRequest(
        finding_id=row.id,
        kind=kind,
        state=RequestState.ASKED,
        reason=reason,
        payload=dict(payload),
        asked_by_id=actor.account_id,
        asked_at=clock.now(),
    )
    session.add(request)
    return request


def record_asked(session: AsyncSession, actor: Actor, facts: FindingFacts, request: FindingRequest) -> None:
    record_part(
        session,
        actor,
        facts,
        request,
        "ask",
        resource="finding_request",
        finding_id=request.finding_id,
        note=request.reason,
        kind=request.kind,
        payload=request.payload,
    )


def recorded_extension(row: Finding, extension: Extension) -> FindingRequest:
    """申请延期 as a document tells of it: nobody decides it here."""
    return FindingRequest(
        finding_id=row.id,
        kind=RequestKind.EXTENSION,
        state=RequestState.RECORDED,
        reason=extension.said or "申请延期整改",
        payload={"until": extension.until.isoformat()} if extension.until else {},
        asked_at=clock.now(),
    )


def _check_payload(kind: RequestKind, payload: Mapping[str, Any], row: Finding) -> None:
    needs = {
        RequestKind.EXTENSION: "until",
        RequestKind.WAITING_EXTERNAL: "until",
        RequestKind.REOPEN: "trigger",
        RequestKind.CORRECT: "changes",
    }.get(kind)
    for name in ("until", "trigger", "changes"):
        if (name == needs) is not bool(payload.get(name)):
            raise refuse_field(f"/body/{name}", "必填" if name == needs else "此类申请没有这一项")
    for name, value in (payload.get("changes") or {}).items():
        if name in _NEVER_EMPTY and value is None:
            raise refuse_field(f"/body/changes/{name}", "不能为空")
    if needs != "until":
        return
    until = date.fromisoformat(payload["until"])
    if kind is RequestKind.EXTENSION and row.due_on is not None and until <= row.due_on:
        raise refuse_field("/body/until", "须晚于现在的整改期限")
    if until <= clock.today():
        raise refuse_field("/body/until", "须晚于今天")


async def decide(
    session: AsyncSession, actor: Actor, request_id: int, *, approve: bool, note: str | None
) -> tuple[Moved, FindingRequest]:
    """Approve (and carry out) or refuse what another person asked."""
    finding_id = await queries.finding_of_request(session, request_id)
    if finding_id is None:
        raise NotFound()
    row, facts = await load(session, actor, finding_id)
    request = await queries.request(session, request_id)
    if request is None:
        raise NotFound()
    kind = RequestKind(request.kind)
    if refused := part_rules.who_decides_not(kind, request.asked_by_id, actor, facts):
        raise Forbidden(refused)
    if refused := part_rules.when_decide_not(kind, RequestState(request.state), facts, approve=approve):
        raise Conflict(refused, open_moves=rules.open_moves(facts))
    if not approve and note is None:
        raise refuse_field("/body/note", "不同意时须写明理由")
    request.state = RequestState.APPROVED if approve else RequestState.REFUSED
    request.decided_by_id, request.decided_at, request.decision_note = actor.account_id, clock.now(), note
    record_part(
        session,
        actor,
        facts,
        request,
        "approve" if approve else "refuse",
        resource="finding_request",
        finding_id=row.id,
        note=note,
        kind=kind,
        payload=request.payload,
    )
    if approve:
        _CARRY_OUT[kind](row, request)
        if kind is RequestKind.CORRECT:
            row.search = search_text(row, [item.text for item in await queries.items(session, row.id)])
        record_finding(session, actor, row, facts, kind, note=request.reason)
        if kind is RequestKind.REOPEN:
            await return_measures(session, actor, row, facts, request.reason)
    return await moved(session, row), request


def _extend(row: Finding, request: FindingRequest) -> None:
    row.due_on = date.fromisoformat(request.payload["until"])


def _stage(row: Finding, request: FindingRequest) -> None:
    row.published_status, row.staged_reason = PublishedStatus.STAGED, request.reason


def _make_long_term(row: Finding, _request: FindingRequest) -> None:
    row.long_term = True


def _wait(row: Finding, request: FindingRequest) -> None:
    row.work_state = WORK_BY_DECISION.step("waiting_external", WorkState(row.work_state))
    row.waiting_reason = request.reason
    row.waiting_review_on = date.fromisoformat(request.payload["until"])


def _reopen(row: Finding, _request: FindingRequest) -> None:
    row.work_state = WORK_BY_DECISION.step("reopen", WorkState(row.work_state))
    row.closure_state = ClosureState.NONE
    row.published_status = PublishedStatus.IN_PROGRESS
    row.reopen_no += 1
    row.closer = row.closing_document = row.closed_on = None
    row.closure_applied_by_id = row.closure_note = None


def _correct(row: Finding, request: FindingRequest) -> None:
    for name, value in request.payload["changes"].items():
        made = _FROM_JSON.get(name)
        setattr(row, name, made(value) if made and value is not None else value)


def _void(row: Finding, request: FindingRequest) -> None:
    row.voided, row.void_reason = True, request.reason


_CARRY_OUT: Mapping[RequestKind, Callable[[Finding, FindingRequest], None]] = {
    RequestKind.EXTENSION: _extend,
    RequestKind.STAGED: _stage,
    RequestKind.LONG_TERM: _make_long_term,
    RequestKind.WAITING_EXTERNAL: _wait,
    RequestKind.REOPEN: _reopen,
    RequestKind.CORRECT: _correct,
    RequestKind.VOID: _void,
}
