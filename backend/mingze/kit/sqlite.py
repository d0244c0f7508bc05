"""SQLite without waiting in vain: a statement, its rows and the end of its cursor in one turn of the thread.

The driver hands every step of a cursor (open, execute, fetch, close) to its thread and waits for each; on a
short statement the four handovers cost ten times what SQLite does in between.
"""

import sqlite3
from collections import deque
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util import EMPTY_DICT


def _run(connection: sqlite3.Connection, many: bool, statement: str, values: Any) -> tuple[Any, deque[Any]]:
    cursor = connection.cursor()
    try:
        if many:
            cursor.executemany(statement, values)
        else:
            cursor.execute(statement, values)
        return cursor, deque(cursor.fetchall() if cursor.description else ())
    finally:
        cursor.close()  # what it says of itself (columns, row count, last id) stays readable


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()
    _awaitable_cursor_close = False

    def __init__(self, adapt_connection: Any) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection  # noqa: SLF001
        self._cursor = None  # type: ignore[assignment]
        self._rows = deque()
        self._soft_closed_memoized = EMPTY_DICT

    async def _turn(self, many: bool, statement: str, values: Any) -> None:
        driver: Any = self._connection
        async with self._adapt_connection._execute_mutex:  # noqa: SLF001
            self._cursor, self._rows = await driver._execute(_run, driver._conn, many, statement, values)  # noqa: SLF001

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._turn(False, operation, parameters or ())

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._turn(True, operation, seq_of_parameters)

    async def _async_soft_close(self) -> None:
        """It is closed."""

    def close(self) -> None:
        self._rows.clear()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> AsyncAdapt_aiosqlite_connection:
        return _Connection(self, super().connect(*arg, **kw)._connection)  # noqa: SLF001


#: The `module` of an engine.
driver = _Driver(aiosqlite, sqlite3)
