"""Saying where people can complain at a unit. Never commits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, refuse_field
from mingze.receptions import queries
from mingze.receptions.models import Reception
from mingze.units import queries as units

#: Of these the log says that they changed, and not what they say: people's names.
_PERSONS = "persons"
_DAYS = ("outpatient_sign_seen_on", "inpatient_sign_seen_on")


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


async def put(
    session: AsyncSession, actor: Acting, unit_id: int, expected: Expected, values: Mapping[str, Any]
) -> None:
    """Keep what the unit says, whole; the version of what was never said is 0."""
    row = await queries.held(session, unit_id)
    expected.check(row.version if row else 0)
    if await units.closed(session, unit_id):
        raise Conflict("该单位已停用")
    for name in _DAYS:
        _check_day(name, values[name])
    changes: dict[str, Sequence[object]] = {}
    for name, value in values.items():
        before = getattr(row, name) if row else None
        if before != value:
            changes[name] = _said(name, before, value)
    if row is None:
        row = Reception(unit_id=unit_id, version=1)
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.changed_at, row.changed_by_id = clock.now(), actor.account_id
    record(
        session,
        action="describe_reception",
        resource="reception",
        resource_id=unit_id,
        actor=actor,
        unit_id=unit_id,
        changes=changes,
    )
    await session.flush()


def _check_day(name: str, day: date | None) -> None:
    if day is not None and day > clock.today():
        raise refuse_field(f"/body/{name}", "查看日期不能晚于今天")


def _said(name: str, before: Any, after: Any) -> Sequence[object]:
    return [len(before or ()), len(after)] if name == _PERSONS else [before, after]
