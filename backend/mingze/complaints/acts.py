"""The one table of acts: what is sent under `action`, and who does it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import (
    act_service,
    asking_service,
    mediation_service,
    merging_service,
    petition_service,
    review_service,
    service,
)
from mingze.complaints.act_bodies import ComplaintAct
from mingze.complaints.service import Expected, Loaded

Handler = Callable[[AsyncSession, Actor, Loaded, Any], Awaitable[None]]


HANDLERS: Mapping[str, Handler] = {
    "assign": act_service.assign,
    "sign": act_service.sign,
    "ask_return": asking_service.ask_return,
    "approve_return": asking_service.approve_return,
    "refuse_return": asking_service.refuse_return,
    "reassign": act_service.reassign,
    "add_assisting": act_service.add_assisting,
    "report_assisting": act_service.report_assisting,
    "mark_complex": act_service.mark_complex,
    "ask_extension": asking_service.ask_extension,
    "decide_extension": asking_service.decide_extension,
    "settle_on_spot": act_service.settle_on_spot,
    "answer": act_service.answer,
    "settle": act_service.settle,
    "park": act_service.park,
    "unpark": act_service.unpark,
    "negotiate": act_service.noted,
    "litigate": act_service.noted,
    "take_back": act_service.noted,
    "visit_back": act_service.visit_back,
    "close": act_service.close,
    "redo": act_service.redo,
    "not_handle": act_service.not_handle,
    "transfer": act_service.transfer,
    "to_petition": act_service.to_petition,
    "withdraw": act_service.withdraw,
    "urge": act_service.urge,
    "supervise": act_service.supervise,
    "merge": merging_service.merge,
    "unmerge": merging_service.unmerge,
    **petition_service.ACTS,
    **review_service.ACTS,
    **mediation_service.ACTS,
}


async def act(
    session: AsyncSession, actor: Actor, complaint_id: int, body: ComplaintAct, expected: Expected
) -> None:
    loaded = await service.held(session, actor, complaint_id, body.action, expected)
    await HANDLERS[body.action](session, actor, loaded, body)
