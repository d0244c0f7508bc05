"""Recording: the one append-only log. Knows no domain; reading it is the business of `events/`.

A service calls `record(...)`; the rows are written as the last act before the commit, under a lock on a
one-row head that hands out the next position and the previous hash. So positions are gap-free, stand in
commit order, and each row's hash covers the one before it. The chain holds only the hash of the payload:
a payload can be erased by law and the chain still verifies.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    bindparam,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, UOWTransaction, mapped_column

from mingze.kit import clock
from mingze.kit.tables import Base, Document, Id, UtcDateTime, unrecorded

ALGORITHM = "sha256-v1"
ORIGIN = "0" * 64
_PENDING = "mingze.events.pending"
_TOUCHED = "mingze.events.touched"


class EventRow(Base):
    """One event. `subject_id` is the finding whose time line it belongs to; `fields` are names only."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_subject", "subject_id", "position"),
        Index("ix_event_resource", "resource", "resource_id", "position"),
        Index("ix_event_actor", "actor_id", "position"),
        unrecorded("the log itself"),
    )

    position: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(Id)
    unit_id: Mapped[int | None] = mapped_column(Id)
    action: Mapped[str] = mapped_column(String(64))
    resource: Mapped[str] = mapped_column(String(64))
    resource_id: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[int | None] = mapped_column(Id)
    fields: Mapped[list[str]] = mapped_column(Document)
    ok: Mapped[bool] = mapped_column(Boolean)
    algorithm: Mapped[str] = mapped_column(String(16))
    payload_hash: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class EventPayload(Base):
    """The values of an event; `body` becomes null when it is erased."""

    __tablename__ = "event_payload"
    __table_args__ = unrecorded("part of the log")

    position: Mapped[int] = mapped_column(
        ForeignKey(EventRow.position), primary_key=True, autoincrement=False
    )
    body: Mapped[str | None] = mapped_column(Text)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EventHead(Base):
    """The last position and hash: one row, locked by whoever commits."""

    __tablename__ = "event_head"
    __table_args__ = unrecorded("part of the log")

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Id)
    hash: Mapped[str] = mapped_column(String(64))


class Acting(Protocol):
    """Who acts: whatever carries an account id (the Actor of `access/`)."""

    @property
    def account_id(self) -> int: ...


@dataclass(slots=True)
class Pending:
    action: str
    resource: str
    resource_id: int | str | object
    actor_id: int | None
    unit_id: int | None
    subject_id: int | None
    changes: Mapping[str, Sequence[object]]
    note: str | None
    ok: bool
    extra: Mapping[str, object] = field(default_factory=dict)


def record(
    session: AsyncSession,
    *,
    action: str,
    resource: str,
    resource_id: int | str,
    actor: Acting | None,
    unit_id: int | None = None,
    subject: int | None = None,
    changes: Mapping[str, Sequence[object]] | None = None,
    note: str | None = None,
    ok: bool = True,
    **extra: object,
) -> None:
    """Remember an act; it is written with the commit of `session`, or not at all.

    `changes` maps a field to `[old, new]`; `note` is the reason a person gave; `extra` goes into the payload.
    `actor` is None only where nobody is signed in yet (a failed sign-in) or the program itself acts.
    """
    session.info.setdefault(_PENDING, []).append(
        Pending(
            action,
            resource,
            resource_id,
            actor.account_id if actor else None,
            unit_id,
            subject,
            changes or {},
            note,
            ok,
            extra,
        )
    )


#: Told of the events of a change, in its transaction, before they are written.
Listener = Callable[[AsyncSession, Sequence[Pending]], Awaitable[None]]
_listeners: dict[str, list[Listener]] = {}


def listen(resource: str, listener: Listener) -> None:
    """Let a higher room follow what is recorded of a kind of resource: how it reacts to a lower one without
    being imported by it. What the listener writes is committed with the act, or not at all."""
    following = _listeners.setdefault(resource, [])
    if listener not in following:
        following.append(listener)


async def _tell(session: AsyncSession, pending: Sequence[Pending]) -> None:
    heard: dict[Listener, list[Pending]] = {}
    for item in pending:
        for listener in _listeners.get(item.resource, ()):
            heard.setdefault(listener, []).append(item)
    for listener, items in heard.items():
        await listener(session, items)


class WriteWithoutEvent(RuntimeError):
    """A change was about to be committed of which nothing had been recorded: a fault of the program."""


async def append_recorded(session: AsyncSession) -> None:
    """Write what was recorded in this session: the last statements before its commit.

    Raises WriteWithoutEvent when rows were changed and nothing was recorded.
    """
    await session.flush()
    pending: list[Pending] = session.info.pop(_PENDING, [])
    touched: set[str] = session.info.pop(_TOUCHED, set())
    if not pending:
        if touched:
            raise WriteWithoutEvent(f"changed without an event: {', '.join(sorted(touched))}")
        return
    await _tell(session, pending)
    await session.flush()
    # What those who were told did, and recorded, goes with it.
    followed: list[Pending] = session.info.pop(_PENDING, [])
    session.info.pop(_TOUCHED, None)
    await session.run_sync(_append, [*pending, *followed])


_LAST = select(EventHead.position, EventHead.hash).where(EventHead.id == 1).with_for_update()
_ADD = insert(EventRow)
_ADD_PAYLOAD = insert(EventPayload)
_FORWARD = (
    update(EventHead)
    .where(EventHead.id == 1)
    .values(position=bindparam("new_position"), hash=bindparam("new_hash"))
)


def _append(session: Session, pending: Sequence[Pending]) -> None:
    connection = session.connection()
    head = connection.execute(_LAST).one()
    rows, payloads = chain(pending, position=head.position, previous=head.hash, at=clock.now())
    connection.execute(_ADD, rows)
    connection.execute(_ADD_PAYLOAD, payloads)
    connection.execute(_FORWARD, {"new_position": rows[-1]["position"], "new_hash": rows[-1]["hash"]})


def forget_recorded(session: AsyncSession) -> None:
    """Drop what was recorded of a change that is rolled back."""
    session.info.pop(_PENDING, None)
    session.info.pop(_TOUCHED, None)


def chain(
    pending: Sequence[Pending], *, position: int, previous: str, at: datetime
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of `event` and `event_payload` that follow `position` and `previous`."""
    rows: list[dict[str, Any]] = []
    payloads: list[dict[str, Any]] = []
    for item in pending:
        position += 1
        body = canonical(
            {"changes": {k: list(v) for k, v in item.changes.items()}, "note": item.note, **dict(item.extra)}
        )
        row: dict[str, Any] = {
            "position": position,
            "at": at,
            "actor_id": item.actor_id,
            "unit_id": item.unit_id,
            "action": item.action,
            "resource": item.resource,
            "resource_id": str(item.resource_id),
            "subject_id": item.subject_id,
            "fields": sorted(item.changes),
            "ok": item.ok,
            "algorithm": ALGORITHM,
            "payload_hash": digest(body),
            "previous_hash": previous,
        }
        row["hash"] = previous = hash_of(row)
        rows.append(row)
        payloads.append({"position": position, "body": body, "erased_at": None})
    return rows, payloads


def hash_of(row: Mapping[str, Any]) -> str:
    """The hash of an event row over everything in it but the hash itself."""
    return digest(canonical({key: value for key, value in row.items() if key != "hash"}))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: object) -> str:
    """JSON in one form only: keys sorted, no blanks, instants in UTC with microseconds."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case Decimal():
            return str(value)
        case set() | frozenset() | tuple():
            return sorted(value, key=str) if not isinstance(value, tuple) else list(value)
    raise TypeError(f"cannot record {type(value).__name__}")


# --- no write without an event: noticed here, refused in append_recorded ------------------------------


def _touch(session: Session, table: Any) -> None:
    if "unrecorded" not in table.info:
        session.info.setdefault(_TOUCHED, set()).add(table.name)


@event.listens_for(Session, "after_flush")
def _notice_flush(session: Session, _context: UOWTransaction) -> None:
    # Each of these properties is made anew when asked for: once each, whatever the number of rows.
    for thing in (*session.new, *session.deleted):
        _touch(session, thing.__table__)
    for thing in session.dirty:
        if session.is_modified(thing):
            _touch(session, thing.__table__)


@event.listens_for(Session, "do_orm_execute")
def _notice_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        _touch(state.session, state.statement.table)  # type: ignore[attr-defined]
