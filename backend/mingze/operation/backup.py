"""`mingze backup`: the whole service in one sealed file, while it goes on working.

The database is read in one transaction that sees a single moment (REPEATABLE READ on PostgreSQL, a read
transaction over the WAL on SQLite), row by row in a form both engines take: so nothing lies about in plain text,
no tool of another version is needed, and a backup of the embedded form is restored into PostgreSQL as well.
Files never change under their names; they are copied after that moment, by the list of it.
"""

import asyncio
import json
import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from mingze import migrating
from mingze.attachments.models import Attachment
from mingze.kit import clock
from mingze.kit.events import EventHead
from mingze.kit.events import record as record_event
from mingze.operation import record
from mingze.operation.age import Keys, closing
from mingze.operation.archive import FORMAT, Head, Manifest, Writer
from mingze.operation.house import House
from mingze.operation.rows import Tally, lines_of, tables_of
from mingze.settings import Settings

PROGRAM = version("mingze")


@dataclass(frozen=True, slots=True)
class Backup:
    """`size` of the archive in bytes."""

    manifest: Manifest
    size: int


class Unfit(Exception):
    """Why no backup can be made or restored here."""


def backup(settings: Settings, target: Path, keys: Keys) -> Backup:
    """Write the archive; what is half written is removed. Unfit where the database is not of this program."""
    part = target.with_name(f"{target.name}.part")
    if target.exists():
        raise Unfit(f"{target} 已存在,不覆盖")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as exc:
        raise Unfit(f"{part} 已存在:另一个备份正在进行,或曾中断;确认后请删除") from exc
    try:
        with os.fdopen(descriptor, "wb") as file:
            manifest = _written(settings, file, keys)
            file.flush()
            os.fsync(file.fileno())
        size = part.stat().st_size
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    record.note_backup(settings.data_dir, size)
    asyncio.run(_remember(settings, manifest))
    return Backup(manifest, size)


def _written(settings: Settings, file: BinaryIO, keys: Keys) -> Manifest:
    with closing(file, keys) as out, Writer(out) as writer:
        asyncio.run(_fill(settings, writer))
    return writer.manifest


async def _fill(settings: Settings, writer: Writer) -> None:
    house = House.open(settings)
    try:
        async with house.database.snapshot() as connection:
            revision = await _revision(connection)
            engine = "sqlite" if house.database.is_sqlite else "postgresql"
            made_at = clock.now().isoformat(timespec="seconds")
            writer.head(Head(FORMAT, PROGRAM, engine, revision, made_at))
            await _fill_rows(connection, writer)
            files = list(await connection.scalars(select(Attachment.sha256).distinct()))
            head = (await connection.execute(select(EventHead.position, EventHead.hash))).one()
        writer.manifest.position, writer.manifest.hash = head
        for sha256 in sorted(files):
            try:
                writer.file(sha256, await house.files.read(sha256))
            except FileNotFoundError:
                writer.manifest.missing.append(sha256)
    finally:
        await house.database.close()
    _fill_keys(settings, writer, position=head.position)


async def _revision(connection: AsyncConnection) -> str:
    found = await connection.run_sync(migrating.revision_of)
    if found != migrating.head():
        raise Unfit("数据库结构与程序不符,请先运行 mingze migrate")
    return str(found)


async def _fill_rows(connection: AsyncConnection, writer: Writer) -> None:
    tables = await tables_of(connection)
    for table in tables.all:
        tally = Tally()
        async for lines in lines_of(connection, tables, table):
            for line in lines:
                tally.add(line)
            writer.rows(table.name, list(table.columns.keys()), lines)
        writer.manifest.note_table(table.name, tally)


def _fill_keys(settings: Settings, writer: Writer, *, position: int) -> None:
    """The keys as files, those from settings too; and the checkpoints that speak of what is in the archive."""
    kept = settings.data_dir / "keys"
    found = {path.name: path.read_bytes() for path in sorted(kept.glob("*.key"))} if kept.is_dir() else {}
    found |= {name: value.encode() for name, value in settings.keys_given().items()}
    for name, data in sorted(found.items()):
        writer.key(name, data)
    sealed = settings.data_dir / "checkpoints.jsonl"
    lines = sealed.read_text().split("\n")[:-1] if sealed.exists() else []
    told = [line for line in lines if json.loads(line)["position"] <= position]
    writer.checkpoints("".join(f"{line}\n" for line in told).encode())


async def _remember(settings: Settings, manifest: Manifest) -> None:
    """A copy of everything was taken: the log says so."""
    house = House.open(settings)
    try:
        async with house.database.writing() as session:
            record_event(
                session,
                action="backup",
                resource="system",
                resource_id=manifest.position,
                actor=None,
                rows=manifest.rows,
                files=manifest.files.count,
            )
    finally:
        await house.database.close()
