"""Rows of every table out of one engine and into the same or the other, table by table and piece by piece.

The tables are read from the database itself, not from the models: a backup of an older schema is restored with
the tables it had, and migrated then. A row is one line of JSON; what JSON has no form for is wrapped and named.
"""

import base64
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    MetaData,
    Table,
    and_,
    bindparam,
    func,
    inspect,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection

from mingze.kit.text import tokens_of, vector_of

#: Some rows hold whole documents, so a page of them is short; what is written goes in pieces of this many bytes.
_PAGE = 200
_PIECE = 4_000_000
_SEARCH = "_search"
_VERSION = "alembic_version"


@dataclass(slots=True)
class Tally:
    """How many rows a table has, and what they are: the sum of their hashes, in whatever order they come.

    Words for the search are left out: they are made from the rest, and the engines keep them differently.
    """

    rows: int = 0
    sum: int = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        if b'{"words":' in line:
            values = [None if _is_words(value) else value for value in json.loads(line)]
            line = _written(values)
        self.sum = (self.sum + int.from_bytes(hashlib.sha256(line).digest(), "big")) % 2**256

    @property
    def digest(self) -> str:
        return f"{self.sum:064x}"


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and "words" in value


def _written(values: Sequence[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a database, each after those it refers to, and their search columns."""

    all: Sequence[Table]
    search: Mapping[str, str] = field(default_factory=dict)

    def is_search(self, column: Column[Any]) -> bool:
        return self.search.get(column.table.name) == column.name


async def tables_of(connection: AsyncConnection) -> Tables:
    return await connection.run_sync(_reflect)


def _reflect(connection: Connection) -> Tables:
    names = inspect(connection).get_table_names()
    # SQLite's index of words is a table of its own with a train of helpers; triggers fill it.
    indexes = [name for name in names if name.endswith(_SEARCH) and name.removesuffix(_SEARCH) in names]
    helpers = tuple(f"{name}_" for name in indexes)
    wanted = [
        name
        for name in names
        if name != _VERSION and name not in indexes and not name.startswith((*helpers, "sqlite_"))
    ]
    metadata = MetaData()
    # Tables that refer to each other have no order: keys to others are looked at only when all rows are there.
    metadata.reflect(connection, only=wanted, resolve_fks=False)
    search = {name.removesuffix(_SEARCH): "search" for name in indexes}
    columns = (column for table in metadata.tables.values() for column in table.columns)
    search |= {column.table.name: column.name for column in columns if isinstance(column.type, TSVECTOR)}
    return Tables([metadata.tables[name] for name in sorted(wanted)], search)


async def lines_of(connection: AsyncConnection, tables: Tables, table: Table) -> AsyncIterator[list[bytes]]:
    """The rows of `table` by its primary key, as lines, a page at a time."""
    key = list(table.primary_key.columns)
    query = select(table).order_by(*key).limit(_PAGE)
    after: Sequence[Any] | None = None
    held: list[bytes] = []
    size = 0
    while True:
        page = query if after is None else query.where(_beyond(key, after))
        rows = (await connection.execute(page)).all()
        for row in rows:
            held.append(_line(tables, table, row))
            size += len(held[-1])
            if size > _PIECE:
                yield held
                held, size = [], 0
        if len(rows) < _PAGE:
            break
        places = [table.columns.keys().index(column.key) for column in key]
        after = [rows[-1][place] for place in places]
    if held:
        yield held


def _beyond(key: Sequence[Column[Any]], after: Sequence[Any]) -> Any:
    if len(key) == 1:
        return key[0] > after[0]
    return tuple_(*key) > tuple_(
        *(bindparam(None, value, c.type) for c, value in zip(key, after, strict=True))
    )


def _line(tables: Tables, table: Table, row: Sequence[Any]) -> bytes:
    return _written([_out(tables, column, value) for column, value in zip(table.columns, row, strict=True)])


def _out(tables: Tables, column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if tables.is_search(column):
        return {"words": tokens_of(value) if isinstance(column.type, TSVECTOR) else value.split(" ")}
    if isinstance(column.type, JSON):
        return {"json": value}
    match value:
        case datetime():
            moment = value if value.tzinfo else value.replace(tzinfo=UTC)
            return {"at": moment.astimezone(UTC).isoformat(timespec="microseconds")}
        case date():
            return {"on": value.isoformat()}
        case Decimal():
            return {"number": str(value.normalize())}
        case bytes() | memoryview():
            return {"bytes": base64.b64encode(value).decode()}
        case bool() | int() | float() | str():
            return value
    raise TypeError(f"cannot export {type(value).__name__} of {column}")


_IN: dict[str, Callable[[Any], Any]] = {
    "json": lambda value: value,
    "at": datetime.fromisoformat,
    "on": date.fromisoformat,
    "number": Decimal,
    "bytes": base64.b64decode,
}


def values_of(table: Table, columns: Sequence[str], line: bytes) -> dict[str, Any]:
    """A line as values for `table`."""
    return {
        name: _taken_in(table.columns[name], value)
        for name, value in zip(columns, json.loads(line), strict=True)
    }


def _taken_in(column: Column[Any], value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(kind, inner)] = value.items()
    if kind == "words":
        return vector_of(inner) if isinstance(column.type, TSVECTOR) else " ".join(inner)
    taken = _IN[kind](inner)
    if kind == "at" and not (isinstance(column.type, DateTime) and column.type.timezone):
        return taken.replace(tzinfo=None)  # SQLite has no zones of its own
    return taken


class Loading:
    """Rows into a database that was just migrated: keys to other tables are checked when all of them are there."""

    def __init__(self, connection: AsyncConnection, tables: Tables, *, is_sqlite: bool) -> None:
        self._connection = connection
        self._is_sqlite = is_sqlite
        self._tables = {table.name: table for table in tables.all}
        self._keys: list[tuple[str, str, str]] = []
        self._seeded: dict[str, set[tuple[Any, ...]]] = {}

    async def begin(self) -> None:
        for table in self._tables.values():
            key = list(table.primary_key.columns)
            rows = (await self._connection.execute(select(*key))).all()
            self._seeded[table.name] = {tuple(row) for row in rows}
        if self._is_sqlite:
            await self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            return
        found = await self._connection.exec_driver_sql(_FOREIGN_KEYS)
        self._keys = [(row.holder, row.conname, row.definition) for row in found]
        for table_name, name, _ in self._keys:
            await self._connection.exec_driver_sql(f'ALTER TABLE {table_name} DROP CONSTRAINT "{name}"')

    def has(self, name: str, columns: Sequence[str]) -> bool:
        return name in self._tables and set(columns) <= set(self._tables[name].columns.keys())

    async def add(self, name: str, columns: Sequence[str], lines: Sequence[bytes]) -> None:
        table = self._tables[name]
        rows = [values_of(table, columns, line) for line in lines]
        key = list(table.primary_key.columns)
        seeded = self._seeded[name]
        fresh = [row for row in rows if tuple(row[column.name] for column in key) not in seeded]
        if fresh:
            await self._connection.execute(table.insert(), fresh)
        for row in rows:
            # What the migration put there (the head of the log) goes forward; where it stands already, it stays.
            if tuple(row[column.name] for column in key) in seeded:
                same = and_(*(column == row[column.name] for column in key))
                kept = (await self._connection.execute(select(table).where(same))).mappings().one()
                if dict(kept) != row:
                    await self._connection.execute(table.update().where(same).values(row))

    async def end(self) -> None:
        if self._is_sqlite:
            return
        for table_name, name, definition in self._keys:
            await self._connection.exec_driver_sql(
                f'ALTER TABLE {table_name} ADD CONSTRAINT "{name}" {definition}'
            )
        for table in self._tables.values():
            for column in table.primary_key.columns:
                named = select(func.pg_get_serial_sequence(table.name, column.name))
                sequence = await self._connection.scalar(named)
                last = await self._connection.scalar(select(func.max(column))) if sequence else None
                if last is not None:
                    await self._connection.execute(select(func.setval(sequence, last)))


_FOREIGN_KEYS = """
SELECT conrelid::regclass::text AS holder, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
