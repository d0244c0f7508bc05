"""What a person asks because a unit was late, and another person decides. The software asks nothing of itself."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.duties import queries, rules, telling
from mingze.duties.models import DutyRequest
from mingze.duties.service import load
from mingze.duties.vocabulary import DutyRequestKind, DutyRequestState
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, NotFound
from mingze.settings import Settings


async def ask(
    session: AsyncSession,
    actor: Actor,
    duty_id: int,
    kind: DutyRequestKind,
    reason: str,
    settings: Settings,
) -> DutyRequest:
    """Ask that lateness does not count, or that somebody answers for it."""
    # Held first: of two who ask for the same at once, the second is told.
    await queries.hold(session, duty_id)
    loaded = await load(session, actor, duty_id, missing_after_days=settings.missing_after_days)
    if why := rules.who_asks_not(kind, actor, loaded.facts):
        raise Forbidden(why)
    if why := rules.when_asked_not(kind, loaded.facts):
        raise Conflict(why)
    request = DutyRequest(
        duty_id=duty_id,
        kind=kind,
        state=DutyRequestState.ASKED,
        reason=reason,
        asked_by_id=actor.account_id,
        asked_at=clock.now(),
    )
    session.add(request)
    await session.flush()
    record(
        session,
        action=f"ask_{kind}",
        resource="duty_request",
        resource_id=request.id,
        actor=actor,
        unit_id=loaded.row["unit_id"],
        changes={"state": [None, request.state]},
        note=reason,
        duty_id=duty_id,
    )
    await telling.request_asked(session, actor, duty_id, loaded.row["unit_id"], loaded.row["office_id"])
    return request


async def decide(
    session: AsyncSession,
    actor: Actor,
    request_id: int,
    *,
    approve: bool,
    note: str | None,
    settings: Settings,
) -> DutyRequest:
    """Approve or refuse what another person asked; an approved exemption counts from now."""
    request = await queries.request(session, actor, request_id)
    if request is None:
        raise NotFound()
    days = settings.missing_after_days
    loaded = await load(session, actor, request.duty_id, missing_after_days=days)
    if why := rules.who_decides_not(actor, loaded.facts.place.office_line, request.asked_by_id):
        raise Forbidden(why)
    if why := rules.when_decided_not(DutyRequestState(request.state)):
        raise Conflict(why)
    before, now = request.state, clock.now()
    request.state = DutyRequestState.APPROVED if approve else DutyRequestState.REFUSED
    request.decided_by_id, request.decided_at, request.decision_note = actor.account_id, now, note
    duty = await queries.locked(session, request.duty_id)
    if approve and request.kind == DutyRequestKind.EXEMPTION:
        duty.exempted_at = now
    record(
        session,
        action="approve" if approve else "refuse",
        resource="duty_request",
        resource_id=request.id,
        actor=actor,
        unit_id=duty.unit_id,
        changes={"state": [before, request.state]},
        note=note,
        duty_id=duty.id,
        kind=request.kind,
    )
    await session.flush()
    await telling.request_decided(session, actor, request, duty)
    return request
