"""What one person asks and another decides: giving a complaint back, more time. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import act_bodies as bodies
from mingze.complaints import clock_service, following, queries, telling
from mingze.complaints.act_service import withdraw_units
from mingze.complaints.models import ComplaintRequest
from mingze.complaints.service import Loaded, move
from mingze.complaints.vocabulary import ComplaintRequestKind, ComplaintRequestState
from mingze.kit import clock
from mingze.kit.problems import Conflict
from mingze.notices.rules import NoticeKind

_K, _Kind, _State = NoticeKind, ComplaintRequestKind, ComplaintRequestState


def _ask(
    session: AsyncSession,
    actor: Actor,
    loaded: Loaded,
    kind: ComplaintRequestKind,
    reason: str,
    *,
    clock_id: int | None = None,
    quantity: int | None = None,
) -> None:
    row, lead = loaded.row, loaded.facts.lead
    session.add(
        ComplaintRequest(
            complaint_id=row.id,
            round=row.round,
            kind=kind,
            state=_State.ASKED,
            unit_id=lead.unit_id if lead else row.office_id,
            clock_id=clock_id,
            quantity=quantity,
            reason=reason,
            asked_by_id=actor.account_id,
            asked_at=clock.now(),
        )
    )


async def _decide(
    session: AsyncSession,
    actor: Actor,
    loaded: Loaded,
    kind: ComplaintRequestKind,
    state: ComplaintRequestState,
    note: str | None,
) -> ComplaintRequest:
    asked = await queries.asked(session, loaded.row.id)
    request = next((one for one in asked if one.kind == kind), None)
    if request is None:
        raise Conflict("没有等待审批的申请")
    request.state, request.decision_note = state, note
    request.decided_by_id, request.decided_at = actor.account_id, clock.now()
    return request


async def ask_return(session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.AskReturn) -> None:
    _ask(session, actor, loaded, _Kind.RETURN, body.reason)
    await move(session, actor, loaded, "ask_return", note=body.reason)
    await telling.office(session, loaded.row, _K.COMPLAINT_DECISION_ASKED, actor.account_id)


async def approve_return(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.ApproveReturn
) -> None:
    request = await _decide(session, actor, loaded, _Kind.RETURN, _State.APPROVED, body.note)
    await withdraw_units(session, loaded)
    await move(session, actor, loaded, "approve_return", note=body.note, designated=False)
    await _tell(session, actor, loaded, request)


async def refuse_return(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.RefuseReturn
) -> None:
    """It counts as signed from now on."""
    request = await _decide(session, actor, loaded, _Kind.RETURN, _State.REFUSED, body.note)
    lead = await queries.lead(session, loaded.row)
    if lead is not None:
        lead.signed_at = clock.now()
    await move(session, actor, loaded, "refuse_return", note=body.note)
    await _tell(session, actor, loaded, request)


async def ask_extension(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.AskExtension
) -> None:
    found = await clock_service.may_extend(session, loaded.row, body.clock_id, body.quantity)
    _ask(session, actor, loaded, _Kind.EXTENSION, body.reason, clock_id=found.id, quantity=body.quantity)
    await move(
        session,
        actor,
        loaded,
        "ask_extension",
        note=body.reason,
        changes={"quantity": [None, body.quantity]},
    )
    await telling.leaders(session, loaded.row, _K.COMPLAINT_DECISION_ASKED, actor.account_id)


async def decide_extension(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: bodies.DecideExtension
) -> None:
    state = _State.APPROVED if body.approve else _State.REFUSED
    request = await _decide(session, actor, loaded, _Kind.EXTENSION, state, body.note)
    if body.approve and request.clock_id is not None and request.quantity is not None:
        await clock_service.extend(session, loaded.row, request.clock_id, request.quantity)
        # The petitioner is told, with the reason (信访工作条例 34).
        said = f"您反映的事项情况复杂,办理期限经批准延长。{body.note or ''}".strip()
        await following.say(session, actor, loaded.row, said, unit_id=loaded.row.office_id)
    changes = {"request": [_State.ASKED, state]}
    await move(session, actor, loaded, "decide_extension", note=body.note, changes=changes)
    await _tell(session, actor, loaded, request)


async def _tell(session: AsyncSession, actor: Actor, loaded: Loaded, request: ComplaintRequest) -> None:
    await telling.tell_accounts(
        session, loaded.row, _K.COMPLAINT_DECISION_MADE, [request.asked_by_id], actor.account_id
    )
