"""`mingze restore`: a backup becomes a service again, or nothing changes.

The whole archive is read and checked before anything is touched. Then the database is made in one transaction
(on SQLite in a file beside its place), read back and compared, the chain of events walked against the checkpoints
of the archive; only then it takes its place, with the keys and the checkpoints.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from mingze import migrating
from mingze.accounts.models import LoginSession
from mingze.attachments.models import Attachment
from mingze.events.checkpoints import Checkpoint, Checkpoints, ForgedCheckpoint
from mingze.events.verification import verify
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventHead, append_recorded
from mingze.kit.events import record as record_event
from mingze.kit.files import Files
from mingze.operation.age import Damaged, Keys, opening
from mingze.operation.archive import (
    FORMAT,
    CheckpointLines,
    File,
    Head,
    Inspection,
    Key,
    Manifest,
    Member,
    Rows,
    members,
)
from mingze.operation.backup import Unfit
from mingze.operation.rows import Loading, Tally, lines_of, tables_of
from mingze.settings import Settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back and what was verified. `checkpoints` how many of them the chain was held against."""

    head: Head
    manifest: Manifest
    events: int
    checkpoints: int


def inspect(source: Path, keys: Keys) -> tuple[Head, Manifest]:
    """Read all of an archive and check it against its manifest. WrongKey or Damaged."""
    inspection = Inspection()
    with source.open("rb") as file, opening(file, keys) as out:
        for member in members(out):
            inspection.look(member)
    return inspection.finish()


def restore(settings: Settings, source: Path, keys: Keys, *, replace: bool = False) -> Restored:
    """Put a backup back. Unfit where the target is in use, or not empty and `replace` was not said."""
    head, manifest = inspect(source, keys)
    if head.format != FORMAT or not migrating.knows(head.revision):
        raise Unfit(f"这份备份由 {head.program} 版制作(结构 {head.revision}),本程序不认识,请用新版程序恢复")
    return asyncio.run(_Restoring(settings, head, manifest, replace=replace).run(source, keys))


@dataclass(slots=True)
class _Staged:
    """What waits beside its place until the database is proven."""

    keys: dict[str, bytes] = field(default_factory=dict)
    checkpoints: bytes = b""
    #: files that were not in the store before
    added: list[str] = field(default_factory=list)


class _Restoring:
    def __init__(self, settings: Settings, head: Head, manifest: Manifest, *, replace: bool) -> None:
        self._settings = settings
        self._head = head
        self._manifest = manifest
        self._replace = replace
        self._staged = _Staged()
        self._files = Files(settings.files)
        self._parsed = make_url(settings.database)
        self._is_sqlite = self._parsed.get_backend_name() == "sqlite"

    async def run(self, source: Path, keys: Keys) -> Restored:
        self._settings.data_dir.mkdir(parents=True, exist_ok=True)
        try:
            async with self._target() as connection:
                await self._load(connection, source, keys)
                await self._compare(connection)
                await connection.run_sync(migrating.upgrade_over)
                events, points = await self._verify(connection)
                await self._remember(connection)
        except BaseException:
            for sha256 in self._staged.added:
                await self._files.drop(sha256)
            raise
        await asyncio.to_thread(self._put_keys)
        return Restored(self._head, self._manifest, events, points)

    # --- the database, made where it does not yet count

    @contextlib.asynccontextmanager
    async def _target(self) -> AsyncIterator[AsyncConnection]:
        if self._is_sqlite:
            async with self._new_file() as connection:
                yield connection
            return
        database = Database(self._settings.database)
        try:
            async with database.rebuilding() as connection:
                await self._clear(connection)
                yield connection
        finally:
            await database.close()

    @contextlib.asynccontextmanager
    async def _new_file(self) -> AsyncIterator[AsyncConnection]:
        place = Path(self._parsed.database or "")
        await asyncio.to_thread(self._free_file, place)
        made = place.with_name(f"{place.name}.restoring")
        _remove(made)
        made.parent.mkdir(parents=True, exist_ok=True)
        made.touch(0o600)
        database = Database(str(self._parsed.set(database=str(made))))
        try:
            try:
                async with database.rebuilding() as connection:
                    yield connection
            finally:
                await database.close()
            # Told to leave nothing beside the file, so that the file alone is the database.
            await asyncio.to_thread(_fold, made)
        except BaseException:
            _remove(made)
            raise
        for old in (f"{place.name}-wal", f"{place.name}-shm"):
            place.with_name(old).unlink(missing_ok=True)
        made.replace(place)

    def _free_file(self, place: Path) -> None:
        """Unfit where the file is in use, or holds a database and nobody said that it may go."""
        if not place.exists():
            return
        with contextlib.closing(sqlite3.connect(place, timeout=1)) as connection:
            try:
                # In this mode the whole file is taken; any other program that has it open stands in the way.
                connection.execute("PRAGMA locking_mode=EXCLUSIVE")
                connection.execute("BEGIN EXCLUSIVE")
                tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError as exc:
                raise Unfit("数据库正被使用:请先停止服务") from exc
            except sqlite3.DatabaseError:
                tables = 1  # no database at all, but something
        if tables and not self._replace:
            raise Unfit("目标数据库不是空的;确要替换请加 --replace")

    async def _clear(self, connection: AsyncConnection) -> None:
        others = await connection.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        )
        if others:
            raise Unfit("数据库正被使用:请先停止服务")
        tables = list(await connection.scalars(text(_POSTGRESQL_TABLES)))
        if tables and not self._replace:
            raise Unfit("目标数据库不是空的;确要替换请加 --replace")
        for table in tables:
            await connection.exec_driver_sql(f"DROP TABLE {table} CASCADE")
        for function in list(await connection.scalars(text(_POSTGRESQL_FUNCTIONS))):
            await connection.exec_driver_sql(f"DROP FUNCTION {function} CASCADE")

    # --- filling it, and looking whether it is what the archive says

    async def _load(self, connection: AsyncConnection, source: Path, keys: Keys) -> None:
        await connection.run_sync(migrating.upgrade_over, self._head.revision)
        tables = await tables_of(connection)
        loading = Loading(connection, tables, is_sqlite=self._is_sqlite)
        await loading.begin()
        with source.open("rb") as file, opening(file, keys) as out:
            for member in members(out):
                await self._take(loading, member)
        await loading.end()

    async def _take(self, loading: Loading, member: Member) -> None:
        match member:
            case Rows():
                if not loading.has(member.table, member.columns):
                    raise Damaged(f"备份中的表 {member.table} 与其所称的结构不符")
                await loading.add(member.table, member.columns, member.lines)
            case File():
                if not await self._files.has(member.sha256):
                    await self._files.put(member.data)
                    self._staged.added.append(member.sha256)
            case Key():
                self._staged.keys[member.name] = member.data
            case CheckpointLines():
                self._staged.checkpoints = member.data
            case _:
                pass

    async def _compare(self, connection: AsyncConnection) -> None:
        """Read everything back: the same rows, and every file that is referred to."""
        tables = await tables_of(connection)
        found = Manifest()
        for table in tables.all:
            tally = Tally()
            async for lines in lines_of(connection, tables, table):
                for line in lines:
                    tally.add(line)
            found.note_table(table.name, tally)
        for name, said in self._manifest.tables.items():
            if found.tables.get(name) != said:
                raise Damaged(f"恢复后的表 {name} 与备份不符")
        referred = await connection.scalar(select(func.count(Attachment.sha256.distinct())))
        if referred != self._manifest.files.count + len(self._manifest.missing):
            raise Damaged("备份中缺少被引用的文件")

    async def _verify(self, connection: AsyncConnection) -> tuple[int, int]:
        place = self._settings.data_dir / "restoring"
        try:
            points = await asyncio.to_thread(self._read_points, place)
        except ForgedCheckpoint as exc:
            raise Damaged(f"备份中的检查点:{exc}") from exc
        finally:
            await asyncio.to_thread(_remove_folder, place)
        async with AsyncSession(bind=connection, join_transaction_mode="create_savepoint") as session:
            result = await verify(session, points)
            head = (await session.execute(select(EventHead.position, EventHead.hash))).one()
        if not result.ok:
            raise Damaged(f"备份中的事件链有问题:第 {result.first_bad} 条,{result.reason}")
        if tuple(head) != (self._manifest.position, self._manifest.hash):
            raise Damaged("事件链的末端与备份清单不符")
        return result.checked, len(points)

    def _read_points(self, place: Path) -> list[Checkpoint]:
        """The checkpoints of the archive, by the key of the archive."""
        _write_private(place / "keys" / "checkpoint.key", self._staged.keys.get("checkpoint.key", b""))
        _write_private(place / "checkpoints.jsonl", self._staged.checkpoints)
        return Checkpoints(place).read()

    async def _remember(self, connection: AsyncConnection) -> None:
        """Nobody stays signed in by what was true then; and the log says what was done here."""
        async with AsyncSession(bind=connection, join_transaction_mode="create_savepoint") as session:
            ended = update(LoginSession).where(LoginSession.revoked_at.is_(None))
            await session.execute(ended.values(revoked_at=clock.now()))
            record_event(
                session,
                action="restore",
                resource="system",
                resource_id=self._manifest.position,
                actor=None,
                made_at=self._head.made_at,
                replaced=self._replace,
            )
            await append_recorded(session)
            await session.commit()

    # --- the keys, when the database has taken its place

    def _put_keys(self) -> None:
        folder = self._settings.data_dir
        stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
        sealed, key = folder / "checkpoints.jsonl", folder / "keys" / "checkpoint.key"
        if sealed.exists() and sealed.read_bytes() != self._staged.checkpoints:
            # They may tell more of the log than the backup does: kept, with the key that proves them.
            sealed.rename(folder / f"checkpoints-before-{stamp}.jsonl")
            if key.exists():
                key.rename(folder / "keys" / f"checkpoint-before-{stamp}.key")
        for name, data in self._staged.keys.items():
            _write_private(folder / "keys" / name, data)
        _write_private(sealed, self._staged.checkpoints)


_POSTGRESQL_TABLES = """
SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1
"""
_POSTGRESQL_FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc p WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e') ORDER BY 1
"""


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        file.with_name(name).unlink(missing_ok=True)


def _fold(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


def _write_private(file: Path, data: bytes) -> None:
    """Written whole or not at all, for us alone."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    part.touch(0o600)
    part.write_bytes(data)
    part.replace(file)


def _remove_folder(place: Path) -> None:
    for file in (place / "keys" / "checkpoint.key", place / "checkpoints.jsonl"):
        file.unlink(missing_ok=True)
    for folder in (place / "keys", place):
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()
