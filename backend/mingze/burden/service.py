"""Registering what somebody asked of a unit outside this platform. Never commits."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_reach
from mingze.burden import queries
from mingze.burden.models import Ask
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


async def register(session: AsyncSession, actor: Actor, unit_id: int, values: Mapping[str, Any]) -> Ask:
    """Register one thing asked of a unit. Invalid where the unit is not one the actor writes for."""
    if not await in_reach(session, unit_id, actor.roots(Permission.DUTY_PREPARE)):
        raise refuse_field("/body/unit_id", "没有这个单位,或不在您的填报范围内")
    row = Ask(unit_id=unit_id, registered_by_id=actor.account_id, registered_at=clock.now(), **values)
    session.add(row)
    await session.flush()
    changes = {name: [None, value] for name, value in values.items()}
    _record(session, actor, row, "register_ask", changes)
    return row


async def withdraw(session: AsyncSession, actor: Actor, ask_id: int, expected: Expected, reason: str) -> None:
    """Take back what was registered by mistake. NotFound out of sight."""
    seen = await queries.ask(session, actor, ask_id)
    if seen is None:
        raise NotFound()
    if not seen["kept"]:
        raise Forbidden("须由登记的单位办理")
    row = await queries.held_ask(session, ask_id)
    expected.check(row.version)
    if row.withdrawn_at is not None:
        raise Conflict("该登记已撤销")
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason
    _record(session, actor, row, "withdraw_ask", {"title": [row.title, None]}, note=reason)
    await session.flush()


def _record(
    session: AsyncSession,
    actor: Actor,
    row: Ask,
    action: str,
    changes: Mapping[str, list[object]],
    note: str | None = None,
) -> None:
    record(
        session,
        action=action,
        resource="burden_ask",
        resource_id=row.id,
        actor=actor,
        unit_id=row.unit_id,
        changes=changes,
        note=note,
    )
