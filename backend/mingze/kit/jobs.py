"""Work for later: one table, written in the transaction of the act that asks for it, so that none is lost and
none is done for an act that was rolled back. Who does it stands in `kit/worker.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, Integer, String, and_, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit import clock
from mingze.kit.tables import Base, Document, Id, UtcDateTime, insert_unless_there, unrecorded

WAITING, DONE, DEAD = "waiting", "done", "dead"
#: How long what was done is remembered, so that its key is not taken a second time.
_REMEMBERED = timedelta(days=30)


class JobRow(Base):
    """A job. Without a key it is removed when it is done; with one it stays, so that it is done only once."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_due", "state", "run_at"),
        unrecorded("work to be done; the act that asks for it and what it changes have their own events"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(Document)
    state: Mapped[str] = mapped_column(String(8))
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer)
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


async def enqueue(
    session: AsyncSession,
    name: str,
    payload: Mapping[str, Any] | None = None,
    *,
    at: datetime | None = None,
    key: str | None = None,
) -> None:
    """Ask for a job, with the commit of `session`. Of several with one `key` only the first is done."""
    now = clock.now()
    values = {
        "name": name, "key": key, "payload": dict(payload or {}), "state": WAITING, "run_at": at or now,
        "attempts": 0, "created_at": now,
    }  # fmt: skip
    await session.execute(insert_unless_there(session, JobRow, "key").values(values))


@dataclass(frozen=True, slots=True)
class Backlog:
    """`waiting` jobs, those of them that are `due`, since when the `oldest` of these is, and those that were given
    up (`dead`)."""

    waiting: int
    due: int
    dead: int
    oldest: datetime | None


async def backlog(session: AsyncSession) -> Backlog:
    """What there is to do, for those who watch the system."""
    is_due = and_(JobRow.state == WAITING, JobRow.run_at <= clock.now())
    # What was asked for after its time (today's digest, asked for at noon) waits since it was asked for.
    since = case((JobRow.run_at > JobRow.created_at, JobRow.run_at), else_=JobRow.created_at)
    query = select(
        func.count().filter(JobRow.state == WAITING),
        func.count().filter(is_due),
        func.count().filter(JobRow.state == DEAD),
        func.min(since).filter(is_due),
    ).where(JobRow.state != DONE)
    row = (await session.execute(query)).one()
    return Backlog(row[0], row[1], row[2], row[3])


async def revive(session: AsyncSession) -> int:
    """Give every dead job another chance; how many there were."""
    again = update(JobRow).where(JobRow.state == DEAD).returning(JobRow.id)
    values = {"state": WAITING, "attempts": 0, "run_at": clock.now(), "error": None}
    return len((await session.execute(again.values(values))).all())


async def forget_done(session: AsyncSession) -> None:
    """Remove the memory of what was done long ago."""
    old = JobRow.run_at < clock.now() - _REMEMBERED
    await session.execute(delete(JobRow).where(JobRow.state == DONE, old))
