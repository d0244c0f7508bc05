"""Whatever happens to a complaint that came by a hotline is told to that hotline.

Hears of every event of a complaint, in its transaction; where what the hotline may know has changed, the new
picture is kept under the next position, and a job pushes it where that is set up.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints.vocabulary import ComplaintState
from mingze.hotline import queries, rules
from mingze.hotline.models import HotlineUpdate
from mingze.hotline.vocabulary import HotlineStatus
from mingze.kit import clock
from mingze.kit.events import Pending, listen
from mingze.kit.idempotency import alone
from mingze.kit.jobs import enqueue

PUSH_JOB = "hotline.push"
_SAME = ("source", "external_no", "round", "complaint_number", "handling_unit")
_ANSWER = ("substantiated", "resolved", "unresolved_reason", "outcome", "satisfaction")
_DAYS = ("received_at", "answered_at", "visited_back_at", "closed_at")


async def _follow(session: AsyncSession, pending: Sequence[Pending]) -> None:
    ids = {int(str(item.resource_id)) for item in pending if item.ok}
    rows = await queries.outward(session, ids)
    if not rows:
        return
    # Positions in the order of commits: whoever writes one lets nobody else until then.
    await alone(session, "hotline.updates")
    told = await queries.told(session, [row["order_id"] for row in rows])
    position = await queries.last_position(session)
    settings = session.info.get("settings")
    for row in rows:
        body = picture(row)
        if told.get(row["order_id"]) == body:
            continue
        position += 1
        session.add(HotlineUpdate(position=position, order_id=row["order_id"], at=clock.now(), body=body))
        if settings is not None and settings.hotline_push_url:
            await enqueue(session, PUSH_JOB, {"position": position}, key=f"{PUSH_JOB}/{position}")


def picture(row: Mapping[Any, Any]) -> dict[str, Any]:
    """What a hotline may know of an order, as JSON: never the inner account of what was done."""
    state = ComplaintState(row["state"])
    status = rules.status_of(state)
    refused = status is HotlineStatus.NOT_HANDLED
    return {
        **{name: row[name] for name in (*_SAME, *_ANSWER)},
        "status": str(status),
        "state": str(state),
        # Why it was not handled is worded for whoever complained; of a transfer it is not.
        "public_answer": row["reason"] if state is ComplaintState.NOT_HANDLED else row["public_text"],
        "not_handled_reason": row["not_handled_reason"] if refused else None,
        **{name: _instant(row[name]) for name in _DAYS},
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(clock.SHANGHAI).isoformat(timespec="seconds") if moment else None


listen("complaint", _follow)
