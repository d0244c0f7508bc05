"""Everything the status page says, gathered from the running service."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from mingze import migrating
from mingze.kit import clock, jobs
from mingze.operation import queries, record
from mingze.operation.checking import examine
from mingze.operation.house import House
from mingze.operation.parts import is_ready, parts
from mingze.operation.schemas import (
    BacklogView,
    BackupView,
    CheckFindingView,
    CheckpointView,
    EngineView,
    OutsideServiceView,
    PartView,
    StorageView,
    SystemStatus,
)
from mingze.operation.services import services

T = TypeVar("T")


async def status(house: House, *, version: str, started_at: datetime) -> SystemStatus:
    """The state of the service; what does not answer is null, never an error."""
    found, reached = await asyncio.gather(parts(house), services(house.settings))
    is_sqlite = house.database.is_sqlite
    kept = await _asked(house, queries.kept_files)
    revision = await _asked(house, queries.revision)
    backlog = await _asked(house, jobs.backlog)
    point = await asyncio.to_thread(house.checkpoints.last)
    backup = await asyncio.to_thread(record.last_backup, house.settings.data_dir)
    return SystemStatus(
        version=version,
        environment=house.settings.environment,
        engine=EngineView(
            name="sqlite" if is_sqlite else "postgresql",
            version=await _asked(house, lambda s: queries.engine_version(s, is_sqlite=is_sqlite)),
            encoding=await _asked(house, lambda s: queries.encoding(s, is_sqlite=is_sqlite)),
        ),
        schema_current=revision == migrating.head(),
        schema_revision=revision,
        started_at=started_at,
        uptime_seconds=int((clock.now() - started_at).total_seconds()),
        ready=is_ready(found),
        parts=[PartView.model_validate(part) for part in found],
        storage=StorageView(
            database_bytes=await _asked(house, lambda s: queries.database_size(s, is_sqlite=is_sqlite)),
            files=kept[0] if kept else None,
            files_bytes=kept[1] if kept else None,
            free_bytes=(await asyncio.to_thread(shutil.disk_usage, house.settings.data_dir)).free,
        ),
        jobs=BacklogView.model_validate(backlog) if backlog else None,
        last_checkpoint=CheckpointView.model_validate(point) if point else None,
        last_backup=BackupView.model_validate(backup) if backup else None,
        services=[OutsideServiceView.model_validate(one) for one in reached],
        findings=[CheckFindingView.model_validate(one) for one in await examine(house, reached)],
    )


async def _asked(house: House, ask: Callable[[AsyncSession], Awaitable[T]]) -> T | None:
    """One question to the database; None where it has no answer, which the parts say louder."""
    try:
        async with asyncio.timeout(5), house.database.reading() as session:
            return await ask(session)
    except Exception:  # noqa: BLE001  (a status page that fails with what it should show is of no use)
        return None
