"""Engines and sessions. SQLite: readers from a pool, one writer. PostgreSQL: readers read-only, no BEGIN."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Pool, QueuePool, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from mingze.kit.events import append_recorded, forget_recorded
from mingze.kit.sqlite import driver

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=15000",
    "PRAGMA cache_size=-8000",
    "PRAGMA temp_store=MEMORY",
)

#: For readers. Several statements of one page may see different instants; that saves two round trips a request.
_WITHOUT_TRANSACTION: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}
#: Every statement here is short: compiling one for the machine costs more than it ever saves.
_SHORT = {"jit": "off"}


class Database:
    """One database, by URL (`sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`)."""

    def __init__(
        self, url: str, *, readers: int = 4, writers: int = 4, info: Mapping[str, object] | None = None
    ) -> None:
        """`info` is what every session carries to those who follow its events (`Session.info`)."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._write_engine = _sqlite_engine(url, size=1)
            self._read_engine = _sqlite_engine(url, size=readers, read_only=True)
        else:
            self._write_engine = create_async_engine(
                url,
                pool_size=writers,
                max_overflow=writers,
                hide_parameters=True,
                connect_args={"server_settings": _SHORT},
            )
            self._read_engine = create_async_engine(
                url,
                pool_size=readers,
                max_overflow=readers,
                hide_parameters=True,
                **_WITHOUT_TRANSACTION,
                connect_args={"server_settings": {**_SHORT, "default_transaction_read_only": "on"}},
            )
        carried = dict(info or {})
        self._write_sessions = async_sessionmaker(
            self._write_engine, expire_on_commit=False, autoflush=False, info=carried
        )
        self._read_sessions = async_sessionmaker(
            self._read_engine, expire_on_commit=False, autoflush=False, info=carried
        )

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that can only read."""
        async with self._read_sessions() as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session that commits at the end, its events last; any error rolls everything back."""
        async with self._write_sessions() as session:
            try:
                async with session.begin():
                    yield session
                    await append_recorded(session)
            finally:
                forget_recorded(session)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees the database as it stands now, however long it looks, and keeps no writer waiting."""
        if self.is_sqlite:
            async with self._read_engine.connect() as connection:
                await connection.exec_driver_sql("BEGIN")
                try:
                    yield connection
                finally:
                    await connection.exec_driver_sql("ROLLBACK")
            return
        async with self._write_engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """A connection for making a database anew: one transaction around tables and rows, without events."""
        async with self._write_engine.begin() as connection:
            yield connection

    async def check(self) -> None:
        """Raise unless the database answers and can hold Chinese text and names in order."""
        async with self.reading() as session:
            await session.execute(text("SELECT 1"))
            if not self.is_sqlite:
                encoding = (await session.execute(text("SHOW server_encoding"))).scalar_one()
                if encoding != "UTF8":
                    raise RuntimeError(f"the PostgreSQL database must be UTF8, not {encoding}")

    def connections(self) -> dict[str, tuple[int, int]]:
        """Of each pool: connections in use, and how many there may be."""
        sizes = {"read": self._read_engine, "write": self._write_engine}
        return {name: _used(engine.pool) for name, engine in sizes.items()}

    async def close(self) -> None:
        await self._write_engine.dispose()
        await self._read_engine.dispose()


def _used(pool: Pool) -> tuple[int, int]:
    if not isinstance(pool, QueuePool):
        return 0, 0
    return pool.checkedout(), pool.size() + max(pool._max_overflow, 0)  # noqa: SLF001  (nobody else says it)


def _sqlite_engine(url: str, *, size: int, read_only: bool = False) -> AsyncEngine:
    engine = create_async_engine(
        url,
        module=driver,
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
        **(_WITHOUT_TRANSACTION if read_only else {}),
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # Python 3.11's own transaction handling begins too late and commits before DDL; take it over.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _SQLITE_PRAGMAS:
            cursor.execute(pragma)
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    if not read_only:

        @event.listens_for(engine.sync_engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
