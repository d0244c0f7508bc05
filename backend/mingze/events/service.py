"""The one change a log allows: the values of an event are erased where the law asks for it."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.events import EventPayload, record
from mingze.kit.problems import NotFound


async def erase_payload(session: AsyncSession, position: int, *, reason: str) -> None:
    """Erase the values of the event at `position`; that it happened stays, and the chain still verifies.

    Source: 个人信息保护法 第47条. The erasure is an event of its own. NotFound where there is nothing to erase.
    """
    erased = await session.execute(
        update(EventPayload)
        .where(EventPayload.position == position, EventPayload.body.is_not(None))
        .values(body=None, erased_at=clock.now())
        .returning(EventPayload.position)
    )
    if erased.one_or_none() is None:
        raise NotFound("没有这条事件,或其内容已经清除")
    record(session, action="erase_payload", resource="event", resource_id=position, actor=None, note=reason)
