"""A log with something in it, and a hand that reaches behind the program's back."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from mingze.events.queries import head
from mingze.kit.database import Database
from mingze.kit.events import record

Behind = Callable[..., Awaitable[list[Any]]]


async def write(database: Database, number: int, *, subject: int | None = None) -> None:
    """One event, committed alone."""
    async with database.writing() as session:
        record(
            session,
            action="note",
            resource="thing",
            resource_id=number,
            actor=None,
            subject=subject,
            changes={"text": [None, f"内容 {number}"]},
        )


def _on_sqlite(path: str, statements: tuple[str, ...], *, unguarded: bool) -> list[Any]:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        if unguarded:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'event%'"
            for (name,) in connection.execute(triggers).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        return [row for statement in statements for row in connection.execute(statement).fetchall()]
    finally:
        connection.close()


async def _on_postgresql(dsn: str, statements: tuple[str, ...], *, unguarded: bool) -> list[Any]:
    connection = await asyncpg.connect(dsn)
    try:
        if unguarded:
            await connection.execute("SET session_replication_role = replica")
        return [row for statement in statements for row in await connection.fetch(statement)]
    finally:
        await connection.close()


@pytest.fixture
def behind(database_url: str) -> Behind:
    """Run SQL as somebody who holds the database, with the triggers out of the way unless `guarded`."""
    url = make_url(database_url)

    async def run(*statements: str, guarded: bool = False) -> list[Any]:
        if url.get_backend_name() == "sqlite":
            return await asyncio.to_thread(_on_sqlite, url.database or "", statements, unguarded=not guarded)
        dsn = database_url.replace("+asyncpg", "")
        return await _on_postgresql(dsn, statements, unguarded=not guarded)

    return run


@pytest.fixture
async def log(database: Database) -> int:
    """Ten more events; the position of the first of them."""
    async with database.reading() as session:
        before, _ = await head(session)
    for number in range(10):
        await write(database, number)
    return before + 1
