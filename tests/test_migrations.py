"""Migrations, both ways, on both engines, with data in the tables."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.ext.asyncio import create_async_engine

import mingze.models  # noqa: F401  (every table)
from mingze.kit.tables import Base
from mingze.migrating import configuration, downgrade, is_current, upgrade
from tests.support.engines import Databases
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
