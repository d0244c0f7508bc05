"""Mediation of a complaint, and days that are not counted. Never commits."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import clock_service, clocks
from mingze.complaints import petition_bodies as asked
from mingze.complaints.petition_service import Handler, check_day
from mingze.complaints.service import Loaded, move
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from mingze.kit.problems import Conflict
from mingze.timelimits.rules import midnight


async def mediate(session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.Mediate) -> None:
    row = loaded.row
    check_day(body.applied_on, "applied_on", not_before=_received(row.received_at))
    changes = {"mediation": [None, body.by]}
    await move(session, actor, loaded, "mediate", note=body.note, changes=changes)
    at = clock.now() if body.applied_on == clock.today() else midnight(body.applied_on)
    await clock_service.after(session, row, clocks.mediation("mediate", body.by), at)


async def accept_mediation(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.AcceptMediation
) -> None:
    row = loaded.row
    check_day(body.accepted_on, "accepted_on", not_before=_received(row.received_at))
    for code in ("TS-13a", "TS-13b"):
        if await clock_service.open_clock(session, row, code) is not None:
            raise Conflict("已经登记受理")
    await move(session, actor, loaded, "accept_mediation", changes={"mediation": [None, body.by]})
    await clock_service.after(
        session, row, clocks.mediation("accept_mediation", body.by), midnight(body.accepted_on)
    )


async def not_counted(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.HoldHearing | asked.SuspendForAppraisal
) -> None:
    """Days of a hearing, or of an appraisal."""
    why = "听证" if isinstance(body, asked.HoldHearing) else "鉴定"
    await clock_service.suspend(session, loaded.row, body.action, body.first, body.last, why)
    changes = {"first": [None, body.first], "last": [None, body.last]}
    await move(session, actor, loaded, body.action, note=body.note, changes=changes)


def _received(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


ACTS: Mapping[str, Handler] = {
    "mediate": mediate,
    "accept_mediation": accept_mediation,
    "suspend_for_appraisal": not_counted,
    "hold_hearing": not_counted,
}
