"""Loading region M: COPY on PostgreSQL, executemany on SQLite, whose file is kept and reused."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count, islice
from pathlib import Path
from typing import Any

import asyncpg
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.region import EVENT_COLUMNS, PAYLOAD_COLUMNS, RegionM
from benchmarks.rows import Row
from mingze import migrating
from mingze.kit import clock
from mingze.kit.text import SearchText
from tests.support.postgres import Server

_BATCH = 20_000
#: Settings of a server that keeps what it commits, unlike that of the tests.
_DURABLE = {
    "shared_buffers": "512MB",
    "max_connections": "60",
    "listen_addresses": "''",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
}


@contextmanager
def region(engine: str, place: Path, *, findings: int, units: int) -> Iterator[tuple[str, str]]:
    """(URL for Mingze, address for the floor) of a loaded region; files lie in `place`."""
    if engine == "sqlite":
        file = _sqlite_region(place, findings, units)
        yield f"sqlite+aiosqlite:///{file}", str(file)
        return
    # The path of a socket must be short, and another user's server reach it.
    server = Server(Path("/tmp/mingze-bench"), _DURABLE)  # noqa: S108
    server.stop()
    server.start()
    try:
        made = RegionM(findings=findings, units=units, today=clock.today())
        asyncio.run(load_postgresql(server.dsn("postgres"), server.url("postgres"), made))
        yield server.url("postgres"), server.dsn("postgres")
    finally:
        server.stop()


def _sqlite_region(place: Path, findings: int, units: int) -> Path:
    """The file, made anew unless one of the same size, schema and day is there."""
    file, note = place / "region.db", place / "region.note"
    wanted = f"{schema()} {findings} {units} {clock.today()} {_made_by()}"
    if not note.exists() or note.read_text() != wanted:
        for leftover in place.glob("region.db*"):
            leftover.unlink()
        load_sqlite(file, RegionM(findings=findings, units=units, today=clock.today()))
        note.write_text(wanted)
    return file


def _made_by() -> str:
    made = b"".join((Path(__file__).parent / name).read_bytes() for name in ("region.py", "campaign.py"))
    return hashlib.sha256(made).hexdigest()[:16]


async def findings_in_turn(url: str) -> Iterator[int]:
    """Findings far apart from each other, without end."""
    found = await _ids(url, "SELECT id FROM finding ORDER BY id")
    return (found[turn * 7919 % len(found)] for turn in count())


async def findings_to_accept(url: str) -> list[int]:
    """Those that wait to be accepted, after what was accepted before waits again."""
    again = "UPDATE finding SET work_state = 'handed_out', version = 1 WHERE version = 2 AND work_state = 'accepted'"
    return await _ids(url, "SELECT id FROM finding WHERE work_state = 'handed_out' AND version = 1", again)


async def _ids(url: str, query: str, *before: str) -> list[int]:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for statement in before:
            await connection.execute(text(statement))
        found = list(await connection.scalars(text(query)))
    await engine.dispose()
    return found


def schema() -> str:
    """The revision of the tables: a region loaded for another one is loaded anew."""
    config = migrating.configuration("sqlite://")
    return ScriptDirectory.from_config(config).get_current_head() or ""


def load_sqlite(file: Path, region: RegionM) -> None:
    """Fill a new SQLite file."""
    file.unlink(missing_ok=True)
    migrating.upgrade(f"sqlite+aiosqlite:///{file}")
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    connection.execute("BEGIN")
    search = SearchText().process_bind_param
    for rows in region.tables:
        at = rows.columns.index("search") if "search" in rows.columns else None
        values: Iterable[Row] = (_plain(_searched(row, at, search, sqlite.dialect())) for row in rows.rows)
        connection.executemany(_insert(rows.table, rows.columns), values)
    for batch in _batches(region.events()):
        connection.executemany(_insert("event", EVENT_COLUMNS), [_plain(event) for event, _ in batch])
        connection.executemany(_insert("event_payload", PAYLOAD_COLUMNS), [payload for _, payload in batch])
    connection.execute(_HEAD.format(last="(SELECT max(position) FROM event)"))
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def load_postgresql(dsn: str, url: str, region: RegionM) -> None:
    """Fill an empty PostgreSQL database."""
    await asyncio.to_thread(migrating.upgrade, url)
    connection = await asyncpg.connect(dsn)
    search = SearchText().process_bind_param
    for rows in region.tables:
        at = rows.columns.index("search") if "search" in rows.columns else None
        if at is not None:
            await _through_text(connection, rows.table, rows.columns, at, rows.rows, search)
            continue
        await connection.copy_records_to_table(
            rows.table, records=map(_words, rows.rows), columns=rows.columns
        )
    for batch in _batches(region.events()):
        await connection.copy_records_to_table(
            "event", records=[event for event, _ in batch], columns=EVENT_COLUMNS
        )
        await connection.copy_records_to_table(
            "event_payload", records=[payload for _, payload in batch], columns=PAYLOAD_COLUMNS
        )
    await connection.execute(_HEAD.format(last="(SELECT max(position) FROM event)"))
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


_HEAD = "UPDATE event_head SET position = {last}, hash = (SELECT hash FROM event WHERE position = {last}) WHERE id = 1"


async def _through_text(
    connection: asyncpg.Connection,
    table: str,
    columns: tuple[str, ...],
    at: int,
    rows: list[Row],
    search: Any,
) -> None:
    # Binary COPY has no tsvector; the text goes through a table of its own.
    names = ", ".join(columns)
    await connection.execute(
        f"CREATE TEMP TABLE incoming AS SELECT {names} FROM {table} WITH NO DATA;"
        "ALTER TABLE incoming ALTER COLUMN search TYPE text"
    )
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for batch in _batches(rows):
        records = [_words(_searched(row, at, search, dialect)) for row in batch]
        await connection.copy_records_to_table("incoming", records=records, columns=columns)
    selected = ", ".join("search::tsvector" if name == "search" else name for name in columns)
    await connection.execute(f"INSERT INTO {table} ({names}) SELECT {selected} FROM incoming")
    await connection.execute("DROP TABLE incoming")


def _insert(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _searched(row: Row, at: int | None, search: Any, dialect: Any) -> Row:
    return row if at is None else (*row[:at], search(row[at], dialect), *row[at + 1 :])


def _words(row: Row) -> Row:
    """asyncpg wants plain strings where we have enums."""
    return tuple(str(value) if isinstance(value, str) else value for value in row)


def _plain(row: Row) -> Row:
    """As SQLAlchemy keeps them on SQLite: instants in UTC without zone, days as text."""
    return tuple(
        value.replace(tzinfo=None).isoformat(" ", "microseconds")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
        if isinstance(value, str)
        else value
        for value in row
    )


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
