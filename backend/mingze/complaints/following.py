"""The complainant's side, and the conversation: what is said, how the answer is rated, what is objected to.

Who holds the receipt is nobody of the house: these take the row, and their events have no actor. Never commits.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import queries, rules, service, telling
from mingze.complaints.models import Complaint, ComplaintMessage
from mingze.complaints.service import Loaded
from mingze.complaints.vocabulary import ComplaintState, Satisfaction, Side
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict
from mingze.notices.rules import NoticeKind

#: Told to the office with an objection, before the complainant's words.
OBJECTION = "【对答复有异议】"


async def say(
    session: AsyncSession,
    actor: Actor,
    row: Complaint,
    text: str,
    *,
    unit_id: int | None,
    inner: bool = False,
) -> ComplaintMessage:
    """A word of who handles it, to the complainant or (`inner`) among themselves."""
    said = ComplaintMessage(
        complaint_id=row.id,
        side=Side.HANDLER,
        inner=inner,
        text=text,
        at=clock.now(),
        account_id=actor.account_id,
        unit_id=unit_id,
    )
    return await _keep(session, actor, row, said, "note" if inner else "reply_to")


async def add_message(
    session: AsyncSession, row: Complaint, text: str, *, actor: Actor | None = None
) -> ComplaintMessage:
    """A word of who complained. `actor`: the official who took it down (by phone)."""
    said = await _said(session, row, text, "add_to", actor)
    await telling.both(session, row, NoticeKind.COMPLAINT_SAID, actor.account_id if actor else None)
    return said


async def rate(session: AsyncSession, row: Complaint, satisfaction: Satisfaction, text: str | None) -> None:
    """The complainant rates the answer: it counts as the visit back, and stands over what the office noted at one.

    The same, sent again, is no second rating. Conflict where there is nothing to rate.
    """
    main = await queries.main(session, row)
    same = (row.satisfaction, row.satisfaction_text) == (satisfaction, text)
    if same and rules.is_rated(main.answered_at, row.rated_at):
        return
    if reason := rules.rates_not(ComplaintState(main.state), main.answered_at, row.rated_at):
        raise Conflict(reason)
    values: dict[str, Any] = {
        "satisfaction": satisfaction,
        "satisfaction_text": text,
        "rated_at": clock.now(),
    }
    changes = {"satisfaction": [row.satisfaction, satisfaction]}
    if row.state == ComplaintState.ANSWERED:
        loaded = Loaded(row, await service.facts_of(session, row))
        await service.move(
            session, None, loaded, "visit_back", changes=changes, visited_back_at=clock.now(), **values
        )
    else:
        for name, value in values.items():
            setattr(row, name, value)
        _record(session, None, row, "rate", changes)
        await session.flush()
    await telling.office(session, row, NoticeKind.COMPLAINT_SAID, None)


async def object_to_answer(session: AsyncSession, row: Complaint, text: str) -> ComplaintMessage:
    """The complainant does not accept the answer: it stands on the office's list until the office has it done again,
    answers it or closes the matter."""
    main = await queries.main(session, row)
    if reason := rules.objects_not(ComplaintState(main.state), main.answered_at):
        raise Conflict(reason)
    row.disputed_at = clock.now()
    said = await _said(session, row, OBJECTION + text, "object_to", None)
    await telling.office(session, row, NoticeKind.COMPLAINT_SAID, None)
    return said


async def _said(
    session: AsyncSession, row: Complaint, text: str, action: str, actor: Actor | None
) -> ComplaintMessage:
    said = ComplaintMessage(
        complaint_id=row.id,
        side=Side.COMPLAINANT,
        text=text,
        at=clock.now(),
        account_id=actor.account_id if actor else None,
    )
    return await _keep(session, actor, row, said, action)


async def _keep(
    session: AsyncSession, actor: Actor | None, row: Complaint, said: ComplaintMessage, action: str
) -> ComplaintMessage:
    session.add(said)
    _record(session, actor, row, action, {"message": []})
    await session.flush()
    return said


def _record(
    session: AsyncSession, actor: Actor | None, row: Complaint, action: str, changes: dict[str, Any]
) -> None:
    record(
        session,
        action=f"{action}_complaint",
        resource="complaint",
        resource_id=row.id,
        actor=actor,
        unit_id=row.office_id,
        changes=changes,
    )
