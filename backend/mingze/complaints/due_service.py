"""Every day: what waits for the calendar is counted, who is late is urged once, the leader is told of what the urging
did not help. The person decides; nothing else happens by itself."""

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints import clock_queries, clocks, queries, telling
from mingze.complaints.clock_counting import Counting
from mingze.complaints.models import Complaint, ComplaintClock
from mingze.complaints.vocabulary import ClockState, ComplaintKind
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import Pending, listen, record
from mingze.kit.jobs import enqueue
from mingze.kit.worker import Daily, Handler, Running
from mingze.notices.rules import NoticeKind
from mingze.notices.tasks import ask_for_digest
from mingze.settings import Settings

log = logging.getLogger("mingze.complaints")

_K = NoticeKind
DUE_JOB = "complaints.due"
RECOUNT_JOB = "complaints.recount"
#: So many complaints are counted anew in one job, which must end before its lease does.
_PORTION = 200
#: Before people come to work, and before the digest.
DAILY = (Daily(DUE_JOB, time(7, 15)),)


def handlers(_settings: Settings) -> Mapping[str, Handler]:
    """The jobs of this room by their names."""

    async def due(job: Running) -> None:
        try:
            await follow_clocks(job.database)
        finally:
            # What could be followed is told today, whatever could not be.
            async with job.database.writing() as session:
                await ask_for_digest(session)

    return {DUE_JOB: due, RECOUNT_JOB: _recount}


class NotAllFollowed(RuntimeError):
    """Of some complaints the clocks could not be brought to where the day is; all others' were."""


async def follow_clocks(database: Database) -> None:
    """Bring every clock to where the day is, each complaint in a transaction of its own: what fails half-way is done
    by the next run, and nothing twice."""
    async with database.reading() as session:
        waiting = await clock_queries.counted_by_rule(session, waiting_only=True)
    failed = await _each(database, waiting, recount)
    async with database.reading() as session:
        expired = await clock_queries.expired(session, clock.now())
    _check_all(failed | await _each(database, expired, _expired))


async def _each(
    database: Database,
    complaint_ids: Iterable[int],
    follow: Callable[[AsyncSession, Complaint], Awaitable[None]],
) -> set[int]:
    """Follow each complaint, held, in a transaction of its own. Those that could not be: one does not stop others."""
    failed = set()
    for complaint_id in complaint_ids:
        try:
            async with database.writing() as session:
                await follow(session, await queries.held(session, complaint_id))
        except Exception:
            log.exception("clocks of complaint %s cannot be followed", complaint_id)
            failed.add(complaint_id)
    return failed


def _check_all(failed: Collection[int]) -> None:
    """NotAllFollowed where there are any: the job is tried again, and seen by those who watch the system."""
    if failed:
        raise NotAllFollowed(f"clocks of {len(failed)} complaints cannot be followed")


async def _expired(session: AsyncSession, row: Complaint) -> None:
    now, counting = clock.now(), await Counting.load(session)
    for one in await clock_queries.of(session, row.id):
        if one.state != ClockState.RUNNING or one.due_at is None or one.due_at > now:
            continue
        if one.urged_at is None:
            one.urged_at = now
            await _urge(session, row, one)
        elif await _helped_nothing(counting, row, one, one.urged_at):
            one.escalated_at = now
            _record(session, row, one, "escalate")
            await telling.leaders(session, row, _K.COMPLAINT_ESCALATED, None)


async def _helped_nothing(
    counting: Counting, row: Complaint, one: ComplaintClock, urged_at: datetime
) -> bool:
    if one.escalated_at is not None or one.is_window:
        return False
    return await counting.told_on(row.office_id, urged_at) <= clock.now()


async def _urge(session: AsyncSession, row: Complaint, one: ComplaintClock) -> None:
    """Who must act is told; of a right that lapsed the office is, which may end the matter now."""
    _record(session, row, one, "lapse" if one.is_window else "urge")
    if one.is_window:
        await telling.office(session, row, _K.COMPLAINT_LAPSED, None)
    elif clocks.rule_of(one.purpose).answers and row.kind == ComplaintKind.COMPLAINT:
        await telling.handlers(session, row, _K.COMPLAINT_URGED, None)
    else:
        await telling.both(session, row, _K.COMPLAINT_URGED, None)


def _record(
    session: AsyncSession,
    row: Complaint,
    one: ComplaintClock,
    action: str,
    changes: Mapping[str, Sequence[datetime | None]] | None = None,
) -> None:
    record(
        session,
        action=f"{action}_complaint",
        resource=queries.FILES,
        resource_id=row.id,
        actor=None,
        unit_id=row.office_id,
        changes=changes,
        note=one.purpose,
        clock_id=one.id,
    )


# --- the calendar, and rules that are ended --------------------------------------------------------------------


async def recount(session: AsyncSession, row: Complaint) -> None:
    """Count everything of it that runs by a rule again, and say where that changed."""
    counting = await Counting.load(session)
    for one in await clock_queries.of(session, row.id):
        if one.code is None or not clock_queries.is_open(one):
            continue
        before = one.due_at, one.state
        await counting.count(one, row.office_id)
        if (one.due_at, one.state) != before:
            _record(session, row, one, "recount", {"due_at": [before[0], one.due_at]})
    await session.flush()


async def _recount(job: Running) -> None:
    """Count anew: asked for with nothing said every complaint, by jobs for a portion each; else those named."""
    named = job.payload.get("complaint_ids")
    if named is not None:
        _check_all(await _each(job.database, named, recount))
        return
    async with job.database.writing() as session:
        every = await clock_queries.counted_by_rule(session)
        for first in range(0, len(every), _PORTION):
            await enqueue(session, RECOUNT_JOB, {"complaint_ids": every[first : first + _PORTION]})
        await job.finish(session)


async def follow_calendar(session: AsyncSession, _events: Sequence[Pending]) -> None:
    """A day that becomes a day off, or one that is worked, counts as such for everything that runs; and where an
    office's rule is ended, what began after its last day is counted without it. A new rule changes nothing that runs.
    It is counted by a job: whoever enters a year does not wait for every complaint of the city.
    """
    await enqueue(session, RECOUNT_JOB)


for _resource in ("work_calendar", "time_limit_version"):
    listen(_resource, follow_calendar)
