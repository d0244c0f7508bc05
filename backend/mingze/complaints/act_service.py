"""The acts of a complaint. Each takes what `service.held` gave and ends in `service.move`. Never commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import act_bodies as bodies
from mingze.complaints import following, queries, routing, rules, telling
from mingze.complaints.models import ComplaintAnswer, ComplaintUnit
from mingze.complaints.service import Loaded, move
from mingze.complaints.vocabulary import ComplaintKind, ComplaintPart, Outcome, Satisfaction
from mingze.kit import clock
from mingze.kit.problems import Conflict, refuse_field
from mingze.notices.rules import NoticeKind

_K = NoticeKind


def add_unit(
    session: AsyncSession,
    actor: Actor,
    loaded: Loaded,
    unit_id: int,
    part: ComplaintPart = ComplaintPart.LEAD,
    note: str | None = None,
) -> ComplaintUnit:
    """Give a unit a part in this round."""
    made = ComplaintUnit(
        complaint_id=loaded.row.id,
        round=loaded.row.round,
        unit_id=unit_id,
        part=part,
        note=note,
        asked_at=clock.now(),
        asked_by_id=actor.account_id,
    )
    session.add(made)
    return made


async def withdraw_units(session: AsyncSession, loaded: Loaded, *parts: ComplaintPart) -> None:
    """Take it from the units again: they see it no more."""
    for part in parts or tuple(ComplaintPart):
        for unit in await queries.parts(session, loaded.row, part):
            unit.withdrawn_at = clock.now()


async def assign(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Assign) -> None:
    row = loaded.row
    await routing.check_unit(session, row, body.unit_id, designated=body.designated)
    add_unit(session, actor, loaded, body.unit_id, note=body.note)
    await _add_assisting(session, actor, loaded, body.assisting, "/body/assisting", taken={body.unit_id})
    changes: dict[str, Sequence[object]] = {"lead_unit_id": [None, body.unit_id]}
    if body.assisting:
        changes["assisting_unit_ids"] = [None, body.assisting]
    await move(session, actor, loaded, "assign", note=body.note, changes=changes, designated=body.designated)
    await telling.tell_units(
        session, row, _K.COMPLAINT_ASSIGNED, [body.unit_id, *body.assisting], actor.account_id
    )


async def _add_assisting(
    session: AsyncSession,
    actor: Actor,
    loaded: Loaded,
    unit_ids: Sequence[int],
    pointer: str,
    *,
    taken: set[int],
    note: str | None = None,
) -> None:
    for place, unit_id in enumerate(unit_ids):
        if unit_id in taken:
            raise refuse_field(f"{pointer}/{place}", "该单位已是主办或协办单位")
        taken = taken | {unit_id}
        await routing.check_unit(session, loaded.row, unit_id, pointer=f"{pointer}/{place}")
        add_unit(session, actor, loaded, unit_id, ComplaintPart.ASSIST, note)


async def sign(session: AsyncSession, actor: Actor, loaded: Loaded, _body: bodies.Sign) -> None:
    await _signed(session, loaded, actor.account_id)
    await move(session, actor, loaded, "sign")


async def _signed(session: AsyncSession, loaded: Loaded, by: int | None) -> None:
    lead = await queries.lead(session, loaded.row)
    if lead is not None:
        lead.signed_at, lead.signed_by_id = clock.now(), by


async def reassign(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Reassign) -> None:
    row, lead = loaded.row, loaded.facts.lead
    if lead is not None and lead.unit_id == body.unit_id:
        raise refuse_field("/body/unit_id", "该单位就是现在的主办单位")
    if body.unit_id in {part.unit_id for part in loaded.facts.assisting}:
        raise refuse_field("/body/unit_id", "该单位已是协办单位")
    await routing.check_unit(session, row, body.unit_id, designated=body.designated)
    await withdraw_units(session, loaded, ComplaintPart.LEAD)
    add_unit(session, actor, loaded, body.unit_id, note=body.reason)
    changes = {"lead_unit_id": [lead.unit_id if lead else None, body.unit_id]}
    await move(
        session, actor, loaded, "reassign", note=body.reason, changes=changes, designated=body.designated
    )
    await telling.tell_units(session, row, _K.COMPLAINT_ASSIGNED, [body.unit_id], actor.account_id)


async def add_assisting(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.AddAssisting
) -> None:
    facts = loaded.facts
    taken = {part.unit_id for part in (facts.lead, *facts.assisting) if part is not None}
    await _add_assisting(session, actor, loaded, body.unit_ids, "/body/unit_ids", taken=taken, note=body.note)
    changes = {"assisting_unit_ids": [None, body.unit_ids]}
    await move(session, actor, loaded, "add_assisting", note=body.note, changes=changes)
    await telling.tell_units(session, loaded.row, _K.COMPLAINT_ASSIGNED, body.unit_ids, actor.account_id)


async def report_assisting(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.ReportAssisting
) -> None:
    """For the unit whose hand the person is; of several the first that has not reported."""
    own = [part.unit_id for part in loaded.facts.assisting if rules.handles(actor, part)]
    units = [
        unit for unit in await queries.parts(session, loaded.row, ComplaintPart.ASSIST) if unit.unit_id in own
    ]
    unit = min(units, key=lambda one: (one.reported_at is not None, one.id))
    unit.report, unit.reported_at = body.report, clock.now()
    unit.signed_at, unit.signed_by_id = unit.signed_at or unit.reported_at, actor.account_id
    await move(session, actor, loaded, "report_assisting", changes={"unit_id": [None, unit.unit_id]})
    await telling.handlers(session, loaded.row, _K.COMPLAINT_REPORTED, actor.account_id)


async def mark_complex(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.MarkComplex) -> None:
    if loaded.row.is_complex:
        raise Conflict("已经列为多部门协同")
    await move(session, actor, loaded, "mark_complex", note=body.reason, is_complex=True)


# --- answering -------------------------------------------------------------------------------------------------


async def answer(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Answer) -> None:
    await _answer(session, actor, loaded, body)


async def settle_on_spot(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.SettleOnSpot
) -> None:
    await _answer(session, actor, loaded, body, settled_on_spot=True)


async def settle(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Settle) -> None:
    await _answer(session, actor, loaded, body, outcome=body.outcome)


async def _answer(
    session: AsyncSession,
    actor: Actor,
    loaded: Loaded,
    body: bodies.Answer | bodies.SettleOnSpot | bodies.Settle,
    *,
    outcome: Outcome | None = None,
    **values: Any,
) -> None:
    row, lead, now = loaded.row, loaded.facts.lead, clock.now()
    session.add(
        ComplaintAnswer(
            complaint_id=row.id,
            round=row.round,
            unit_id=lead.unit_id if lead else row.office_id,
            inner_text=body.inner_text,
            public_text=body.public_text,
            outcome=outcome,
            substantiated=body.substantiated,
            resolved=body.resolved,
            unresolved_reason=body.unresolved_reason,
            answered_by_id=actor.account_id,
            answered_at=now,
        )
    )
    await move(
        session,
        actor,
        loaded,
        body.action,
        changes={name: [None, getattr(body, name)] for name in ("substantiated", "resolved")},
        substantiated=body.substantiated,
        resolved=body.resolved,
        unresolved_reason=body.unresolved_reason,
        outcome=outcome,
        answered_at=now,
        **values,
    )
    await telling.office(session, row, _K.COMPLAINT_ANSWERED, actor.account_id)


async def visit_back(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.VisitBack) -> None:
    resolved = loaded.row.resolved if body.resolved is None else body.resolved
    await move(
        session,
        actor,
        loaded,
        "visit_back",
        changes={"satisfaction": [loaded.row.satisfaction, body.satisfaction]},
        satisfaction=body.satisfaction,
        satisfaction_text=body.text,
        visited_back_at=clock.now(),
        resolved=resolved,
    )


async def close(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Close) -> None:
    dissatisfied = loaded.row.satisfaction == Satisfaction.DISSATISFIED
    if body.outcome is Outcome.SATISFIED and dissatisfied:
        raise refuse_field("/body/outcome", "回访不满意的,须退回重办,或按“依法办结,不满意,已解释说明”办结")
    await move(
        session,
        actor,
        loaded,
        "close",
        note=body.explanation,
        changes={"outcome": [None, body.outcome]},
        outcome=body.outcome,
        reason=body.explanation,
        disputed_at=None,
        closed_at=clock.now(),
    )
    await queries.settle_disputes(session, loaded.row.id)


async def redo(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Redo) -> None:
    """The next round, by the same unit or another; what was answered before stays where it is."""
    row, lead = loaded.row, loaded.facts.lead
    unit_id = body.unit_id or (lead.unit_id if lead else None)
    if unit_id is None:
        raise refuse_field("/body/unit_id", "没有主办单位的,须填写由哪个单位重办")
    await routing.check_unit(session, row, unit_id, designated=True)
    row.round += 1
    add_unit(session, actor, loaded, unit_id, note=body.reason)
    await move(
        session,
        actor,
        loaded,
        "redo",
        note=body.reason,
        changes={"round": [row.round - 1, row.round], "lead_unit_id": [None, unit_id]},
        settled_on_spot=False,
        outcome=None,
        substantiated=None,
        resolved=None,
        unresolved_reason=None,
        satisfaction=None,
        satisfaction_text=None,
        rated_at=None,
        disputed_at=None,
        visited_back_at=None,
        answered_at=None,
        closed_at=None,
        reason=None,
    )
    await queries.settle_disputes(session, row.id)
    await telling.tell_units(session, row, _K.COMPLAINT_REDONE, [unit_id], actor.account_id)


# --- aside and away --------------------------------------------------------------------------------------------


async def park(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Park) -> None:
    if body.until <= clock.today():
        raise refuse_field("/body/until", "复查日期须在今天以后")
    await move(
        session,
        actor,
        loaded,
        "park",
        note=body.reason,
        changes={"parked_until": [None, body.until]},
        until=body.until,
        parked_until=body.until,
        reason=body.reason,
    )


async def unpark(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Unpark) -> None:
    await move(session, actor, loaded, "unpark", note=body.note, parked_until=None, reason=None)


async def noted(
    session: AsyncSession,
    actor: Actor,
    loaded: Loaded,
    body: bodies.Negotiate | bodies.Litigate | bodies.TakeBack,
) -> None:
    """Acts that only move it on, with a note."""
    await move(session, actor, loaded, body.action, note=body.note)


async def not_handle(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.NotHandle) -> None:
    """Whoever complained is told why."""
    await following.say(session, actor, loaded.row, body.explanation, unit_id=loaded.row.office_id)
    await move(
        session,
        actor,
        loaded,
        "not_handle",
        note=body.explanation,
        changes={"not_handled_reason": [None, body.reason]},
        not_handled_reason=body.reason,
        reason=body.explanation,
        closed_at=clock.now(),
    )


async def transfer(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Transfer) -> None:
    where = f"{body.organ}:{body.reason}" if body.organ else body.reason
    await move(
        session,
        actor,
        loaded,
        "transfer",
        note=where,
        changes={"transferred_to": [None, body.to]},
        transferred_to=body.to,
        reason=where,
        closed_at=clock.now(),
    )


async def to_petition(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.ToPetition) -> None:
    await withdraw_units(session, loaded)
    await move(
        session,
        actor,
        loaded,
        "to_petition",
        note=body.reason,
        changes={"kind": [loaded.row.kind, ComplaintKind.PETITION]},
        kind=ComplaintKind.PETITION,
        petition_class=body.petition_class,
        designated=False,
    )


async def withdraw(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Withdraw) -> None:
    await move(
        session,
        actor,
        loaded,
        "withdraw",
        note=body.note,
        outcome=Outcome.WITHDRAWN,
        reason=body.note,
        closed_at=clock.now(),
    )


async def urge(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Urge) -> None:
    await move(session, actor, loaded, "urge", note=body.note)
    await telling.handlers(session, loaded.row, _K.COMPLAINT_URGED, actor.account_id)


async def supervise(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.Supervise) -> None:
    if body.until < clock.today():
        raise refuse_field("/body/until", "督办期限不能早于今天")
    await move(
        session,
        actor,
        loaded,
        "supervise",
        note=body.reason,
        changes={"until": [None, body.until]},
        until=body.until,
        supervised_at=clock.now(),
        supervised_by_id=actor.account_id,
        supervised_reason=body.reason,
    )
    await telling.both(session, loaded.row, _K.COMPLAINT_SUPERVISED, actor.account_id)
