"""Migrations, both ways, on both engines, with data in the tables."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Table, delete, func, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

import mingze.models  # noqa: F401  (every table)
from mingze.app import create_app
from mingze.attachments.models import Attachment
from mingze.events.verification import verify
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.tables import Base
from mingze.migrating import configuration, downgrade, is_current, upgrade
from mingze.operation.rows import lines_of, tables_of
from mingze.suggestions.models import Suggestion
from tests.support.calls import CALLS, ask
from tests.support.engines import Databases
from tests.support.scene import Scene, scene_settings
from tests.support.scene import fill as fill_scene
from tests.support.template import fill


def _in_thread(work: Any, *arguments: Any) -> Any:
    """Migrations run event loops of their own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *arguments).result()


def _look(url: str, look: Any) -> Any:
    async def run() -> Any:
        engine = create_async_engine(url)
        try:
            async with engine.connect() as connection:
                return await connection.run_sync(look)
        finally:
            await engine.dispose()

    return _in_thread(asyncio.run, run())


def _tables(url: str) -> set[str]:
    found: list[str] = _look(url, lambda connection: inspect(connection).get_table_names())
    return set(found) - {"alembic_version"}


def _counts(url: str) -> dict[str, int]:
    def count(connection: Connection) -> dict[str, int]:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }

    found: dict[str, int] = _look(url, count)
    return found


class TestMigrations:
    def test_make_the_tables_of_the_models(self, databases: Databases) -> None:
        url, _ = databases.copy("region", fill)

        def differences(connection: Connection) -> list[Any]:
            # The search of findings is built by kit/text.py, differently on each engine.
            context = MigrationContext.configure(
                connection,
                opts={"include_object": lambda _o, name, _kind, _r, _c: "_search" not in (name or "")},
            )
            return list(compare_metadata(context, Base.metadata))

        assert _look(url, differences) == []
        assert _in_thread(asyncio.run, is_current(url))
        databases.drop(url)

    def test_go_all_the_way_down_and_up_again_with_data(self, databases: Databases) -> None:
        url, _ = databases.copy("region", fill)
        assert _counts(url)["unit"] > 0
        _in_thread(downgrade, url, "base")
        assert _tables(url) == set()
        _in_thread(upgrade, url)
        assert {table.name for table in Base.metadata.sorted_tables} <= _tables(url)
        assert _counts(url)["unit"] == 0
        databases.drop(url)

    def test_stand_in_one_line(self) -> None:
        scripts = ScriptDirectory(str(configuration("sqlite://").get_main_option("script_location")))
        assert len(scripts.get_heads()) == 1
        assert len(scripts.get_bases()) == 1

    def test_have_dated_names(self) -> None:
        scripts = ScriptDirectory(str(configuration("sqlite://").get_main_option("script_location")))
        for script in scripts.walk_revisions():
            assert script.module.__file__
            name = script.module.__file__.rsplit("/", 1)[1]
            assert name[:8].isdigit(), name

    def test_say_that_an_empty_database_is_not_current(self, databases: Databases) -> None:
        url = databases.create()
        assert not _in_thread(asyncio.run, is_current(url))
        databases.drop(url)


@pytest.mark.slow
class TestEachStep:
    def test_goes_down_and_up(self, databases: Databases) -> None:
        """Every single revision can be taken back with the region's data in the tables."""
        url, _ = databases.copy("region", fill)
        scripts = ScriptDirectory(str(configuration("sqlite://").get_main_option("script_location")))
        for script in scripts.walk_revisions():
            if script.down_revision is None:
                break
            before = _counts(url)
            _in_thread(downgrade, url, str(script.down_revision))
            _in_thread(upgrade, url)
            assert _counts(url)["unit"] == before["unit"]
        databases.drop(url)


#: The schema before access and operation were filled in.
_BEFORE = "20261122_03"


async def _rows(url: str, columns: dict[str, list[str]] | None = None) -> dict[str, dict[str, list[str]]]:
    """Every row of every table as its lines, by table and column; only of `columns` where they are given."""
    database = Database(url)
    found: dict[str, dict[str, list[str]]] = {}
    try:
        async with database.snapshot() as connection:
            tables = await tables_of(connection)
            for table in tables.all:
                names = list(table.columns.keys())
                kept = names if columns is None else columns.get(table.name, [])
                lines = [
                    json.loads(line) async for page in lines_of(connection, tables, table) for line in page
                ]
                found[table.name] = {
                    name: sorted(json.dumps([line[_place(table)], line[names.index(name)]]) for line in lines)
                    for name in kept
                    if name in names
                }
    finally:
        await database.close()
    return found


def _place(table: Table) -> int:
    """Where the first part of the primary key stands in a row."""
    return list(table.columns.keys()).index(next(iter(table.primary_key.columns)).name)


class TestDownToTheFirstIssue:
    def test_and_up_again_loses_nothing_the_older_schema_can_hold(
        self, databases: Databases, tmp_path: Path
    ) -> None:
        """Step by step, with something in (nearly) every table, and the whole of the log."""
        url, said = databases.copy("scene", fill_scene)
        _in_thread(asyncio.run, _do_everything(url, Scene(**json.loads(said)), tmp_path))
        _in_thread(asyncio.run, _put_something_everywhere(url))
        assert {name for name, count in _counts(url).items() if not count} == set()
        _in_thread(asyncio.run, _take_away_what_has_no_place(url))
        at_head = _in_thread(asyncio.run, _rows(url))
        revisions = [script.revision for script in _scripts().walk_revisions()]
        for revision in revisions[1 : revisions.index(_BEFORE) + 1]:
            _in_thread(downgrade, url, revision)
            assert _in_thread(asyncio.run, _is_whole(url)), revision
        older = _in_thread(asyncio.run, _rows(url))
        columns = {name: list(found) for name, found in older.items()}
        for name, found in older.items():
            for column, values in found.items():
                assert values == at_head[name][column], f"{name}.{column} on the way down"
        _in_thread(upgrade, url)
        assert _in_thread(asyncio.run, is_current(url))
        again = _in_thread(asyncio.run, _rows(url, columns))
        for name, found in older.items():
            assert again[name] == found, f"{name} on the way up"
        assert _in_thread(asyncio.run, _is_whole(url))
        databases.drop(url)


async def _do_everything(url: str, scene: Scene, place: Path) -> None:
    """Every operation once over the scene, as somebody who may; some no longer can after the others."""
    app = create_app(scene_settings(url, place))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
            for name, call in CALLS.items():
                await ask(app, client, scene, name, call.by)
                client.cookies.clear()
            wrong = {"username": "liaison", "password": "not the one"}
            for _ in range(6):
                await client.post("/api/v1/sessions", json=wrong)


async def _put_something_everywhere(url: str) -> None:
    """A row in each table that no operation filled, referring to what is there."""
    database = Database(url)
    try:
        async with database.rebuilding() as connection:
            for table in Base.metadata.sorted_tables:
                if not await connection.scalar(select(func.count()).select_from(table)):
                    row = {column.name: await _something(connection, column) for column in table.columns}
                    await connection.execute(table.insert().values(row))
    finally:
        await database.close()


async def _take_away_what_has_no_place(url: str) -> None:
    """What the public sent has no account behind it, and the older schema asks for one."""
    database = Database(url)
    try:
        async with database.rebuilding() as connection:
            await connection.execute(delete(Attachment).where(Attachment.created_by.is_(None)))
            await connection.execute(delete(Suggestion).where(Suggestion.entered_by_id.is_(None)))
    finally:
        await database.close()


async def _something(connection: AsyncConnection, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        return await connection.scalar(select(func.min(key.column)))
    kind = getattr(column.type, "impl", column.type).python_type
    if kind is str:
        return "a" * min(getattr(column.type, "length", None) or 8, 8)
    made: dict[type, Any] = {datetime: clock.now(), date: clock.today(), bytes: b"a", bool: True, int: 1}
    return made.get(kind, [])


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(configuration("sqlite://").get_main_option("script_location")))


async def _is_whole(url: str) -> bool:
    database = Database(url)
    try:
        async with database.reading() as session:
            return (await verify(session)).ok
    finally:
        await database.close()
