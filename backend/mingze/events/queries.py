"""Reading the log: the audit trail (names of fields only) and the time line of one subject (with values)."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from mingze.access.models import Appointment
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.kit import reading
from mingze.kit.events import EventHead, EventPayload, EventRow
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit

_TRAIL = (
    EventRow.position,
    EventRow.at,
    EventRow.actor_id,
    Account.name.label("actor_name"),
    EventRow.unit_id,
    Unit.name.label("unit_name"),
    EventRow.action,
    EventRow.resource,
    EventRow.resource_id,
    EventRow.subject_id,
    EventRow.fields,
    EventRow.ok,
    EventRow.hash,
)


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What the trail is narrowed to; None means no matter. `unit_id`: there or below."""

    resource: str | None = None
    resource_id: str | None = None
    action: str | None = None
    actor_id: int | None = None
    unit_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    ok: bool | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        equal = (
            (EventRow.resource, self.resource),
            (EventRow.resource_id, self.resource_id),
            (EventRow.action, self.action),
            (EventRow.actor_id, self.actor_id),
        )
        conditions = [column == value for column, value in equal if value is not None]
        if self.unit_id is not None:
            conditions.append(in_subtree(EventRow.unit_id, (self.unit_id,)))
        if self.ok is not None:
            conditions.append(EventRow.ok.is_(self.ok))
        if self.since is not None:
            conditions.append(EventRow.at >= self.since)
        if self.until is not None:
            conditions.append(EventRow.at < self.until)
        return conditions


async def trail(
    session: AsyncSession, roots: tuple[int, ...], wanted: TrailFilter, *, before: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """Events of units below `roots`, the newest first; those of no unit for who stands at the top of a tree."""
    at_the_top = exists(select(Unit.id).where(Unit.id.in_(roots), Unit.parent_id.is_(None)))
    visible = or_(and_(EventRow.unit_id.is_(None), at_the_top), in_subtree(EventRow.unit_id, roots))
    conditions = [visible, *wanted.conditions()]
    query: Select[*tuple[Any, ...]] = (
        select(*_TRAIL)
        .outerjoin(Account, Account.id == EventRow.actor_id)
        .outerjoin(Unit, Unit.id == EventRow.unit_id)
        .where(*conditions)
    )
    if before is not None:
        query = query.where(EventRow.position < before)
    rows = (await session.execute(query.order_by(EventRow.position.desc()).limit(limit))).mappings().all()
    bounded = select(EventRow.position).where(*conditions).limit(COUNT_CAP).subquery()
    return list(rows), await session.scalar(select(func.count()).select_from(bounded)) or 0


async def names_of(session: AsyncSession, rows: Sequence[RowMapping]) -> dict[tuple[str, str], str]:
    """What people and units that events speak of are called, by resource and id; never anything of a case."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        if row["resource"] in _NAMED and row["resource_id"].isdecimal():
            wanted.setdefault(row["resource"], set()).add(int(row["resource_id"]))
    names: dict[tuple[str, str], str] = {}
    for resource, ids in wanted.items():
        query, key = _NAMED[resource]
        found = await session.execute(query.where(key.in_(ids)))
        names |= {(resource, str(number)): name for number, name in found}
    return names


_NAMED: Mapping[str, tuple[Select[int, str], InstrumentedAttribute[int]]] = {
    "account": (select(Account.id, Account.name), Account.id),
    "appointment": (
        select(Appointment.id, Account.name).join(Account, Account.id == Appointment.account_id),
        Appointment.id,
    ),
    "unit": (select(Unit.id, Unit.name), Unit.id),
}


async def actors(
    session: AsyncSession, roots: tuple[int, ...], *, text: str | None, after: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """People at home below `roots`, the disabled too: what they did is still in the trail."""
    conditions = [in_subtree(Account.home_unit_id, roots)]
    if text:
        found = (column.contains(text, autoescape=True) for column in (Account.name, Account.username))
        conditions.append(or_(*found))
    query = (
        select(Account.id, Account.name, Account.username, Unit.name.label("unit_name"), Account.active)
        .join(Unit, Unit.id == Account.home_unit_id)
        .where(*conditions)
    )
    if after is not None:
        query = query.where(Account.id > after)
    rows = (await session.execute(query.order_by(Account.id).limit(limit))).mappings().all()
    bounded = select(Account.id).where(*conditions).limit(COUNT_CAP).subquery()
    return list(rows), await session.scalar(select(func.count()).select_from(bounded)) or 0


async def units(
    session: AsyncSession, roots: tuple[int, ...], *, text: str | None, after: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """Units at or below `roots`, the closed too."""
    conditions = [in_subtree(Unit.id, roots)]
    if text:
        conditions.append(Unit.name.contains(text, autoescape=True))
    above = aliased(Unit)
    query = (
        select(Unit.id, Unit.name, above.name.label("parent_name"), Unit.active)
        .join(above, above.id == Unit.parent_id, isouter=True)
        .where(*conditions)
    )
    if after is not None:
        query = query.where(Unit.id > after)
    rows = (await session.execute(query.order_by(Unit.id).limit(limit))).mappings().all()
    bounded = select(Unit.id).where(*conditions).limit(COUNT_CAP).subquery()
    return list(rows), await session.scalar(select(func.count()).select_from(bounded)) or 0


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a time line. `changes` maps a field to [old, new]; empty where the payload was erased."""

    position: int
    at: datetime
    actor_id: int | None
    actor_name: str | None
    action: str
    resource: str
    resource_id: str
    changes: dict[str, list[Any]]
    note: str | None
    extra: dict[str, Any]


_HAPPENINGS = (
    select(
        EventRow.position,
        EventRow.at,
        EventRow.actor_id,
        Account.name,
        EventRow.action,
        EventRow.resource,
        EventRow.resource_id,
        EventPayload.body,
    )
    .join(EventPayload, EventPayload.position == EventRow.position)
    .outerjoin(Account, Account.id == EventRow.actor_id)
    .order_by(EventRow.position.desc())
    .limit(bindparam("limit"))
)
_TIME_LINE = _HAPPENINGS.where(EventRow.subject_id == bindparam("subject_id"))
_HISTORY = _HAPPENINGS.where(
    EventRow.resource == bindparam("resource"), EventRow.resource_id == bindparam("resource_id")
)
_TIME_LINE_BEFORE = _TIME_LINE.where(EventRow.position < bindparam("before"))


async def time_line(
    session: AsyncSession, subject_id: int, *, before: int | None = None, limit: int = 20
) -> list[Happening]:
    """What happened to one subject, the newest first."""
    values: dict[str, Any] = {"subject_id": subject_id, "limit": limit}
    if before is None:
        rows = await reading.tuples(session, _TIME_LINE, **values)
    else:
        rows = await reading.tuples(session, _TIME_LINE_BEFORE, **values, before=before)
    return [_happening(*row) for row in rows]


async def history(
    session: AsyncSession, resource: str, resource_id: int, *, limit: int = 50
) -> list[Happening]:
    """What happened to one thing that stands on no subject's time line, the newest first."""
    values: dict[str, Any] = {"resource": resource, "resource_id": str(resource_id), "limit": limit}
    return [_happening(*row) for row in await reading.tuples(session, _HISTORY, **values)]


async def time_line_total(session: AsyncSession, subject_id: int) -> int:
    bounded = select(EventRow.position).where(EventRow.subject_id == subject_id).limit(COUNT_CAP).subquery()
    return await session.scalar(select(func.count()).select_from(bounded)) or 0


def _happening(
    position: int,
    at: datetime,
    actor_id: int | None,
    actor_name: str | None,
    action: str,
    resource: str,
    resource_id: str,
    body: str | None,
) -> Happening:
    payload: dict[str, Any] = json.loads(body) if body else {}
    changes = payload.pop("changes", {})
    note = payload.pop("note", None)
    return Happening(
        position, at, actor_id, actor_name, action, resource, resource_id, changes, note, payload
    )


async def head(session: AsyncSession) -> tuple[int, str]:
    row = (await session.execute(select(EventHead.position, EventHead.hash).where(EventHead.id == 1))).one()
    return row.position, row.hash


async def whole_log(session: AsyncSession, *, after: int, batch: int = 2_000) -> AsyncIterator[RowMapping]:
    """Every event beyond position `after`, with its payload, in the order of positions."""
    while True:
        query = (
            select(*EventRow.__table__.columns, EventPayload.body, EventPayload.erased_at)
            .outerjoin(EventPayload, EventPayload.position == EventRow.position)
            .where(EventRow.position > after)
            .order_by(EventRow.position)
            .limit(batch)
        )
        rows = (await session.execute(query)).mappings().all()
        for row in rows:
            yield row
        if len(rows) < batch:
            return
        after = rows[-1]["position"]
