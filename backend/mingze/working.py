"""Who does the jobs: every room's, put together, in the service's own process or in `mingze worker`."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator

from mingze.campaigns import daily as campaigns
from mingze.commitments import due_service as commitments_due
from mingze.complaints import due_service as complaints_due
from mingze.duties import due_service as duties_due
from mingze.findings import due_service
from mingze.hotline import push_service as hotline
from mingze.kit.database import Database
from mingze.kit.jobs import revive
from mingze.kit.worker import Worker
from mingze.notices import tasks
from mingze.settings import Settings
from mingze.statistics import due_service as statistics_due

log = logging.getLogger("mingze.jobs")

#: How long the job in hand is waited for when the process ends; then it is given back.
_LAST_SECONDS = 10.0


def worker_of(database: Database, settings: Settings) -> Worker:
    """A worker for every job of the house. ValueError where the settings of mail make no sense."""
    rooms = (
        tasks,
        due_service,
        complaints_due,
        campaigns,
        duties_due,
        commitments_due,
        statistics_due,
        hotline,
    )
    return Worker(
        database,
        {name: handler for room in rooms for name, handler in room.handlers(settings).items()},
        [daily for room in rooms for daily in room.DAILY],
    )


@contextlib.asynccontextmanager
async def work_in_process(database: Database, settings: Settings) -> AsyncIterator[None]:
    """Do jobs beside the service until the block ends (unless the settings leave them to other processes)."""
    worker = worker_of(database, settings)
    if not settings.worker_in_process or settings.zone == "public":
        yield
        return
    working = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await _ended(working)


async def work(settings: Settings, *, revive_dead: bool) -> None:
    """Do jobs until SIGTERM or SIGINT."""
    database = Database(settings.database, info={"settings": settings})
    try:
        worker = worker_of(database, settings)
        if revive_dead:
            async with database.writing() as session:
                log.info("%s dead jobs are tried again", await revive(session))
        loop = asyncio.get_running_loop()
        stopped = asyncio.Event()
        for kind in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(kind, stopped.set)
        working = asyncio.create_task(worker.run())
        await stopped.wait()
        worker.stop()
        await _ended(working)
    finally:
        await database.close()


async def _ended(working: asyncio.Task[None]) -> None:
    """Wait for the job in hand, and cut it off where it takes too long."""
    done, _ = await asyncio.wait({working}, timeout=_LAST_SECONDS)
    if not done:
        log.warning("the job in hand is given back")
        working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
