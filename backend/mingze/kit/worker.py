"""Doing the jobs of `kit/jobs.py`: a worker in the service's own process, or `mingze worker`, as many as one likes.

A worker takes what is due under a lease. One that dies leaves a lease that runs out, and the job is taken again;
one that is merely late is stopped before its lease ends, and what it writes counts only while it holds the lease
(`Running.finish`). So a job's changes of the database happen once; what it does outside (a mail) may in a crash
happen twice. Leases are told by the clocks of the machines, which must agree within a fraction of one.
"""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.jobs import DEAD, DONE, WAITING, JobRow, enqueue
from mingze.kit.reading import scalar
from mingze.kit.tables import UtcDateTime

log = logging.getLogger("mingze.jobs")

#: A job that fails is tried this often; the wait doubles from the first delay up to the longest.
MAX_ATTEMPTS = 10
_FIRST_DELAY, _LONGEST_DELAY = timedelta(seconds=30), timedelta(hours=1)


class Later(Exception):
    """Raised by a job whose time has not come (a server is down): tried again however often it takes."""


class Refused(Exception):
    """Raised by a job that no repetition helps: it is dead at once, and kept to be looked at."""


class LostLease(RuntimeError):
    """The job has been taken by another worker meanwhile: nothing of this one may be committed."""


@dataclass(frozen=True, slots=True)
class Running:
    """A job in hand. `finish` inside the transaction of its own changes makes the two one; a handler that
    changes nothing may leave it to the worker."""

    id: int
    name: str
    payload: Mapping[str, Any]
    attempts: int
    lease: str
    database: Database
    finished: list[bool] = field(default_factory=list)

    async def finish(self, session: AsyncSession) -> None:
        """Mark it done with the commit of `session`; LostLease where it is no longer ours."""
        await self._let_go(session, state=DONE)
        await session.execute(delete(JobRow).where(JobRow.id == self.id, JobRow.key.is_(None)))
        self.finished.append(True)

    async def close(self, **values: Any) -> None:
        """Let go of it in a transaction of its own; `values` say what becomes of it (none: it is done)."""
        with suppress(LostLease):
            async with self.database.writing() as session:
                await (self._let_go(session, **values) if values else self.finish(session))

    async def _let_go(self, session: AsyncSession, **values: Any) -> None:
        mine = update(JobRow).where(JobRow.id == self.id, JobRow.lease == self.lease).returning(JobRow.id)
        found = await session.execute(mine.values(lease=None, leased_until=None, **values), **_QUICKLY)
        if found.first() is None:
            raise LostLease(f"job {self.id} ({self.name}) was taken by another worker")


#: Nothing of these rows is held in a session, so there is nothing to bring up to date there.
_QUICKLY: dict[str, Any] = {"execution_options": {"synchronize_session": False}}
Handler = Callable[[Running], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Daily:
    """A job of every day, from the hour `at` on (Asia/Shanghai): done late where nobody worked at that hour, once
    whoever works. A day that passed without any worker is not made up for."""

    name: str
    at: time


_now = bindparam("now", type_=UtcDateTime)
_due = (
    JobRow.state == WAITING,
    JobRow.run_at <= _now,
    or_(JobRow.leased_until.is_(None), JobRow.leased_until <= _now),
)
_ANY_DUE = select(JobRow.id).where(*_due).limit(1)
# Two workers never wait for each other: SKIP LOCKED on PostgreSQL, the one writer on SQLite.
_NEXT = select(JobRow.id).where(*_due).order_by(JobRow.run_at, JobRow.id).limit(1)
_TAKE = (
    update(JobRow)
    .where(JobRow.id == _NEXT.with_for_update(skip_locked=True).scalar_subquery())
    .values(lease=bindparam("lease"), leased_until=bindparam("until"), attempts=JobRow.attempts + 1)
    .returning(JobRow.id, JobRow.name, JobRow.payload, JobRow.attempts)
)


class Worker:
    """Does jobs one after the other until it is stopped."""

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Handler],
        daily: Sequence[Daily] = (),
        *,
        lease_seconds: float = 300,
        poll_seconds: float = 1,
    ) -> None:
        self._database = database
        self._handlers = handlers
        self._daily = daily
        self._lease = timedelta(seconds=lease_seconds)
        self._poll = poll_seconds
        self._asked: set[str] = set()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Work until `stop`; a failure of the database is logged and waited out."""
        while not self._stopping.is_set():
            try:
                if await self.step():
                    continue
            except Exception:
                log.exception("jobs cannot be taken")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._poll)

    def stop(self) -> None:
        """Take no further job. Whoever ran `run` waits for it, and cancels it where that takes too long: the job
        in hand is then given back."""
        self._stopping.set()

    async def step(self) -> bool:
        """Do one job that is due; whether there was one."""
        await self._ask_daily()
        async with self._database.reading() as session:
            if await scalar(session, _ANY_DUE, now=clock.now()) is None:
                return False
        job = await self._take()
        if job is None:
            return False
        await self._do(job)
        return True

    async def _ask_daily(self) -> None:
        for daily in self._daily:
            key = f"{daily.name}/{clock.today()}"
            moment = datetime.combine(clock.today(), daily.at, clock.SHANGHAI)
            if key not in self._asked and moment <= clock.now():
                async with self._database.writing() as session:
                    await enqueue(session, daily.name, at=moment, key=key)
                self._asked.add(key)

    async def _take(self) -> Running | None:
        lease, now = uuid.uuid4().hex, clock.now()
        async with self._database.writing() as session:
            values = {"now": now, "until": now + self._lease, "lease": lease}
            row = (await session.execute(_TAKE, values, **_QUICKLY)).first()
        return Running(row.id, row.name, row.payload, row.attempts, lease, self._database) if row else None

    async def _do(self, job: Running) -> None:
        if job.attempts > MAX_ATTEMPTS:
            await self._failed(job, Refused("whoever takes it dies of it"))
            return
        try:
            async with asyncio.timeout(self._lease.total_seconds() * 0.8):
                await self._handlers[job.name](job)
            if not job.finished:
                await job.close()
        except asyncio.CancelledError:
            await job.close(attempts=job.attempts - 1)
            raise
        except LostLease as lost:
            log.warning("%s", lost)
        except Exception as exc:  # noqa: BLE001  (whatever it is, it is logged and kept with the job)
            await self._failed(job, exc)

    async def _failed(self, job: Running, exc: Exception) -> None:
        dead = isinstance(exc, Refused) or (not isinstance(exc, Later) and job.attempts >= MAX_ATTEMPTS)
        doublings = min(job.attempts - 1, 10)
        later = clock.now() + min(_FIRST_DELAY * 2**doublings, _LONGEST_DELAY)
        expected = isinstance(exc, Later | Refused)
        log.log(
            logging.ERROR if dead or not expected else logging.WARNING,
            "job %s (%s) failed at attempt %s: %s",
            *(job.id, job.name, job.attempts, exc),
            exc_info=None if expected else exc,
        )
        await job.close(
            state=DEAD if dead else WAITING,
            run_at=later,
            # Waiting for something else uses up no attempt.
            attempts=min(job.attempts, MAX_ATTEMPTS - 1) if isinstance(exc, Later) else job.attempts,
            error=f"{type(exc).__name__}: {exc}"[:300],
        )
