"""The acts that only a petition has. Each takes what `service.held` gave and ends in `service.move`. Never commits."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.complaints import (
    clock_service,
    clocks,
    following,
    petition_rules,
    queries,
    routing,
    telling,
)
from mingze.complaints import petition_bodies as asked
from mingze.complaints.act_service import add_unit, withdraw_units
from mingze.complaints.labels import PETITION_CLASS_LABELS
from mingze.complaints.models import Complaint, ComplaintAnswer
from mingze.complaints.rules import reaches
from mingze.complaints.service import Loaded, move
from mingze.complaints.vocabulary import ComplaintPart, TransferTarget
from mingze.kit import clock
from mingze.kit.problems import Conflict, Forbidden, refuse_field
from mingze.notices.rules import NoticeKind
from mingze.timelimits.rules import midnight

_K = NoticeKind
Handler = Callable[[AsyncSession, Actor, Loaded, Any], Awaitable[None]]
_ROUTES: Mapping[str, tuple[TransferTarget, str]] = {
    "court": (TransferTarget.OTHER_OFFICE, "通过诉讼解决"),
    "reconsideration": (TransferTarget.OTHER_OFFICE, "通过行政复议解决"),
    "arbitration": (TransferTarget.OTHER_OFFICE, "通过仲裁解决"),
    "discipline": (TransferTarget.DISCIPLINE, "由纪检监察机关处理"),
}


async def accept(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.Accept) -> None:
    row, label = loaded.row, PETITION_CLASS_LABELS[body.petition_class]
    if why := petition_rules.own_accusation(body.petition_class, row.about_unit_id, loaded.facts.office_line):
        raise Conflict(why)
    if why := petition_rules.promised_not(body.petition_class, body.until, clock.today()):
        raise refuse_field("/body/until", why)
    await _not_heard_below(session, row)
    told = body.note or f"您反映的事项已经受理,按{label}信访事项办理。"
    await following.say(session, actor, row, told, unit_id=row.office_id)
    await move(
        session,
        actor,
        loaded,
        "accept",
        note=body.note,
        changes={"petition_class": [row.petition_class, body.petition_class]},
        until=body.until,
        petition_class=body.petition_class,
        accepted_at=clock.now(),
    )


async def _not_heard_below(session: AsyncSession, row: Complaint) -> None:
    if row.repeat_of_id is None:
        return
    other = await queries.complaint(session, row.repeat_of_id)
    line = (await queries.lines(session, [other.office_id]))[other.office_id]
    below = other.office_id != row.office_id and row.office_id in line
    late = await clock_service.is_late(session, other)
    if why := petition_rules.heard_below(other.state, is_below=below, is_late=late, number=other.number):
        raise Conflict(why)


async def forward(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.Forward) -> None:
    """To an office below, whose own times begin; the petitioner is told where it is."""
    row, before = loaded.row, loaded.row.office_id
    if body.unit_id == before:
        raise refuse_field("/body/unit_id", "已在本机关")
    await routing.check_unit(session, row, body.unit_id)
    await following.say(session, actor, row, body.note, unit_id=before)
    await move(
        session,
        actor,
        loaded,
        "forward",
        note=body.note,
        changes={"office_id": [before, body.unit_id]},
        office_id=body.unit_id,
        from_superior=True,
        forwarded_by_id=before,
    )
    await telling.office(session, row, _K.COMPLAINT_RECEIVED, actor.account_id)


async def forward_outside(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.ForwardOutside
) -> None:
    await _told_and_gone(session, actor, loaded, body.action, body.note, f"{body.organ}:{body.note}")


async def refuse(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.Refuse) -> None:
    await _told_and_gone(session, actor, loaded, body.action, body.reason, body.reason)


async def divert(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.Divert) -> None:
    target, words = _ROUTES[body.route]
    await _told_and_gone(
        session, actor, loaded, body.action, body.note, f"{words}:{body.note}", transferred_to=target
    )


async def _told_and_gone(
    session: AsyncSession, actor: Actor, loaded: Loaded, action: str, told: str, reason: str, **values: Any
) -> None:
    """Whoever wrote is told why, and where to turn to."""
    row = loaded.row
    await following.say(session, actor, row, told, unit_id=row.office_id)
    await withdraw_units(session, loaded)
    await move(session, actor, loaded, action, note=reason, reason=reason, closed_at=clock.now(), **values)


# --- objecting -------------------------------------------------------------------------------------------------


async def object_to(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.Object) -> None:
    row = loaded.row
    window = await clock_service.open_clock(session, row, "XF-4")
    due_at = clock_service.certain(window)
    if why := petition_rules.object_not(from_superior=row.from_superior, due_at=due_at, now=clock.now()):
        raise Conflict(why)
    await move(session, actor, loaded, "object", note=body.reason, reason=body.reason)
    if row.forwarded_by_id is not None:
        await telling.tell_units(
            session, row, _K.COMPLAINT_DECISION_ASKED, [row.forwarded_by_id], actor.account_id
        )


async def agree_objection(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.AgreeObjection
) -> None:
    """The forwarder stands outside the tree, and said so on paper."""
    if loaded.row.forwarded_by_id is not None:
        raise Conflict("本系统内转送的,由转送机关收回办理")
    await move(
        session, actor, loaded, "agree_objection", note=_with(body.document, body.note), closed_at=clock.now()
    )


async def reject_objection(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.RejectObjection
) -> None:
    if loaded.row.forwarded_by_id is not None:
        await _of_forwarder(session, actor, loaded.row)
    await move(session, actor, loaded, "reject_objection", note=_with(body.document, body.note), reason=None)
    await telling.office(session, loaded.row, _K.COMPLAINT_DECISION_MADE, actor.account_id)


async def call_back(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.CallBack) -> None:
    """The office of the tree that forwarded it goes on with it: its time runs from its own receipt."""
    row = loaded.row
    if row.forwarded_by_id is None:
        raise Conflict("本系统以外的机关转送的,登记转送机关是否同意退回")
    await _of_forwarder(session, actor, row)
    await move(
        session,
        actor,
        loaded,
        "call_back",
        note=body.note,
        changes={"office_id": [row.office_id, row.forwarded_by_id]},
        office_id=row.forwarded_by_id,
        from_superior=row.superior_document is not None,
        forwarded_by_id=None,
        reason=None,
    )


async def _of_forwarder(session: AsyncSession, actor: Actor, row: Complaint) -> None:
    """Nobody agrees to their own objection."""
    forwarder = row.forwarded_by_id or row.office_id
    line = (await queries.lines(session, [forwarder]))[forwarder]
    if not reaches(actor, Permission.COMPLAINT_HANDLE, line):
        raise Forbidden("须由转送机关的投诉受理人员办理")


def _with(document: str | None, note: str | None) -> str | None:
    return ":".join(words for words in (document, note) if words) or None


# --- handling and the opinion ----------------------------------------------------------------------------------


async def hand_to(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.HandTo) -> None:
    lead = loaded.facts.lead
    if lead is not None and lead.unit_id == body.unit_id:
        raise refuse_field("/body/unit_id", "该单位就是现在的承办单位")
    await routing.check_unit(session, loaded.row, body.unit_id)
    await withdraw_units(session, loaded, ComplaintPart.LEAD)
    add_unit(session, actor, loaded, body.unit_id, note=body.note)
    changes = {"lead_unit_id": [lead.unit_id if lead else None, body.unit_id]}
    await move(session, actor, loaded, "hand_to", note=body.note, changes=changes)
    await telling.tell_units(session, loaded.row, _K.COMPLAINT_ASSIGNED, [body.unit_id], actor.account_id)


async def issue_opinion(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.IssueOpinion
) -> None:
    row, now = loaded.row, clock.now()
    check_day(body.delivered_on, "delivered_on", not_before=clock.today())
    session.add(
        ComplaintAnswer(
            complaint_id=row.id,
            round=row.round,
            unit_id=row.office_id,
            inner_text=body.inner_text,
            public_text=body.opinion_text,
            outcome=body.outcome,
            request_text=body.request_text,
            facts_text=body.facts_text,
            basis_text=body.basis_text,
            answered_by_id=actor.account_id,
            answered_at=now,
        )
    )
    changes = {"outcome": [row.outcome, body.outcome]}
    await move(
        session, actor, loaded, "issue_opinion", changes=changes, outcome=body.outcome, answered_at=now
    )
    await delivered(session, row, body.delivered_on)


async def delivered(session: AsyncSession, row: Complaint, day: date | None) -> None:
    """An opinion reached the petitioner: the time to ask for more begins."""
    if day is not None:
        await clock_service.after(session, row, clocks.DELIVER, midnight(day))


async def conclude(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.Conclude) -> None:
    windows = [await clock_service.open_clock(session, loaded.row, code) for code in ("XF-7", "XF-9")]
    due_at = next((clock_service.certain(one) for one in windows if one is not None), None)
    if why := petition_rules.conclude_not(due_at, clock.now(), agrees=body.petitioner_agrees):
        raise Conflict(why)
    await move(session, actor, loaded, "conclude", note=body.note, reason=body.note, closed_at=clock.now())


def check_day(day: date | None, field: str, *, not_before: date) -> None:
    """Invalid for a day that cannot be that of the act."""
    if day is not None and (why := petition_rules.day_not(day, not_before=not_before, today=clock.today())):
        raise refuse_field(f"/body/{field}", why)


ACTS: Mapping[str, Handler] = {
    "accept": accept,
    "forward": forward,
    "forward_outside": forward_outside,
    "refuse": refuse,
    "divert": divert,
    "object": object_to,
    "agree_objection": agree_objection,
    "reject_objection": reject_objection,
    "call_back": call_back,
    "hand_to": hand_to,
    "issue_opinion": issue_opinion,
    "conclude": conclude,
}
