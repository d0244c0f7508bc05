"""The demonstration, filled once on each engine and copied for each test."""

import os
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.demo import fill
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.settings import Settings
from tests.support.engines import Databases
from tests.support.region import settings_for

#: When the demonstration of the tests was made: a Wednesday in office hours.
MOMENT = datetime(2026, 6, 17, 15, 20, tzinfo=clock.SHANGHAI)


@dataclass(frozen=True)
class Demonstration:
    """A copy of the filled database, and the settings of a service over it."""

    url: str
    settings: Settings

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        database = Database(self.url)
        try:
            async with database.reading() as session:
                yield session
        finally:
            await database.close()


def filled(url: str) -> str:
    """Fill the empty database at `url` as of MOMENT; says where its files lie."""
    place = Path(os.environ["MINGZE_TEST_RUN_DIRECTORY"]) / f"demo-{make_url(url).get_backend_name()}"

    def run() -> None:
        with clock.at(MOMENT):
            assert fill(settings_for(url, place)) == 0

    with ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()
    return str(place)


@pytest.fixture
def demonstration(databases: Databases) -> Iterator[Demonstration]:
    url, place = databases.copy("demonstration", filled)
    yield Demonstration(url, settings_for(url, Path(place)))
    databases.drop(url)


@pytest.fixture
def both() -> Iterator[list[Demonstration]]:
    """The demonstration of each engine."""
    made = []
    for engine in (Databases("sqlite"), Databases("postgresql")):
        url, place = engine.copy("demonstration", filled)
        made.append((engine, Demonstration(url, settings_for(url, Path(place)))))
    yield [demonstration for _, demonstration in made]
    for engine, demonstration in made:
        engine.drop(demonstration.url)


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """Settings over a database without tables."""
    url = databases.create()
    yield settings_for(url, tmp_path)
    databases.drop(url)
