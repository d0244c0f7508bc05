"""Whether each part the service stands on answers now: what `/readyz` tells a load balancer."""

import asyncio
import contextlib
import os
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import text

from mingze import migrating
from mingze.events.queries import head
from mingze.kit import clock, jobs
from mingze.operation import queries
from mingze.operation.house import House
from mingze.operation.rules import Part, PartName

#: No probe may keep whoever asks waiting longer.
_PATIENCE = 3.0
#: Below this a database and a file store begin to fail at random.
ROOM_WANTED = 200_000_000
#: The newest event may wait this many rounds of sealing before the checkpoints count as stopped.
_ROUNDS = 3
#: A due job that nobody takes for so long means that no worker runs.
_BACKLOG = timedelta(minutes=15)


class Unwell(Exception):
    """Why a part does not answer, in words that may be shown."""


async def parts(house: House) -> list[Part]:
    """Every part, asked at the same time; none of them raises."""
    return list(await asyncio.gather(*(_ask(name, probe, house) for name, probe in _PROBES.items())))


def is_ready(found: list[Part]) -> bool:
    return all(part.ok for part in found if part.essential)


async def _ask(name: PartName, probe: Callable[[House], Awaitable[str]], house: House) -> Part:
    try:
        async with asyncio.timeout(_PATIENCE):
            detail, ok = await probe(house), True
    except Unwell as exc:
        detail, ok = str(exc), False
    except TimeoutError:
        detail, ok = f"{_PATIENCE:.0f} 秒内没有应答", False
    except Exception as exc:  # noqa: BLE001  (whatever it is: the part does not answer; its words may hold values)
        detail, ok = f"没有应答({type(exc).__name__})", False
    return Part(name, ok, name is not PartName.JOBS, detail)


async def _database(house: House) -> str:
    async with house.database.reading() as session:
        await session.execute(text("SELECT 1"))
    return "SQLite" if house.database.is_sqlite else "PostgreSQL"


async def _schema(house: House) -> str:
    async with house.database.reading() as session:
        found = await queries.revision(session)
    if found != migrating.head():
        raise Unwell("与程序不符,请运行 mingze migrate")
    return f"版本 {found}"


async def _files(house: House) -> str:
    folder = local_folder(house.settings.files)
    if folder is not None:
        if not await asyncio.to_thread(lambda: folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise Unwell("文件夹不存在或不可写")
        return "本地文件夹可写"
    # A name that nothing has: the store says so, or it does not answer.
    with contextlib.suppress(FileNotFoundError):
        await house.files.read("0" * 64)
    return "对象存储有应答"


async def _events(house: House) -> str:
    async with house.database.reading() as session:
        position, _ = await head(session)
        waiting_since = await queries.instant_of(session, position)
    if not house.database.is_sqlite:
        async with house.database.reading() as session:
            if await queries.in_recovery(session):
                raise Unwell("数据库是只读副本,不能记录事件")
    point = await asyncio.to_thread(house.checkpoints.last)
    if not await asyncio.to_thread(_writable, house.settings.data_dir):
        raise Unwell("检查点文件夹不可写")
    if point is not None and point.position > position:
        raise Unwell("事件少于检查点所记:数据库可能被截断或换回旧副本")
    patience = timedelta(seconds=house.settings.checkpoint_seconds * _ROUNDS + 60)
    sealed = point.position if point is not None else 0
    if position > sealed and waiting_since is not None and clock.now() - waiting_since > patience:
        # Events go on being added: the oldest unsealed one is what counts.
        # What was left unsealed by a service that was killed has waited for this one since it began.
        oldest = await _oldest_unsealed(house, sealed)
        if oldest is not None and house.started_at is not None:
            oldest = max(oldest, house.started_at)
        if oldest is not None and clock.now() - oldest > patience:
            raise Unwell("检查点已停止更新")
    return f"第 {position} 条,检查点第 {sealed} 条"


async def _oldest_unsealed(house: House, sealed: int) -> datetime | None:
    async with house.database.reading() as session:
        return await queries.instant_of(session, sealed + 1)


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


async def _disk(house: House) -> str:
    free = await asyncio.to_thread(lambda: shutil.disk_usage(house.settings.data_dir).free)
    if free < ROOM_WANTED:
        raise Unwell(f"只剩 {free // 1_000_000} MB")
    return f"剩余 {free / 1e9:.1f} GB"


async def _jobs(house: House) -> str:
    async with house.database.reading() as session:
        found = await jobs.backlog(session)
    if found.oldest is not None and clock.now() - found.oldest > _BACKLOG:
        raise Unwell(f"{found.due} 件到期未办,最早的已等 {_minutes(clock.now() - found.oldest)} 分钟")
    if found.dead:
        return f"{found.due} 件待办,{found.dead} 件失败"
    return f"{found.due} 件待办"


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


_PROBES: dict[PartName, Callable[[House], Awaitable[str]]] = {
    PartName.DATABASE: _database,
    PartName.SCHEMA: _schema,
    PartName.FILES: _files,
    PartName.EVENTS: _events,
    PartName.DISK: _disk,
    PartName.JOBS: _jobs,
}


def local_folder(files_url: str) -> Path | None:
    """The folder of a file store, None where it is a store of objects."""
    return Path(unquote(urlsplit(files_url).path)) if files_url.startswith("file:") else None
