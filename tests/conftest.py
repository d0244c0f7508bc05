"""Fixtures: a database on each engine, the service over it, and people of a small region signed in.

`database` gives every test its own copy of the migrated region of `tests/support/region.py`, once on SQLite
and once on PostgreSQL. Factories of a room stand in the conftest.py of its tests.
"""

import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from mingze.app import create_app
from mingze.kit.database import Database
from mingze.settings import Settings
from tests.support.engines import ENGINES, Databases, close_run, open_run
from tests.support.region import PASSWORD, Region, settings_for
from tests.support.template import fill

SignIn = Callable[[str], Awaitable[httpx.AsyncClient]]


def pytest_configure(config: pytest.Config) -> None:
    """The process that was started makes the directory of this run; workers only use it."""
    if not hasattr(config, "workerinput"):
        config.stash[_RUN] = open_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    run = config.stash.get(_RUN, None)
    if run is not None:
        close_run(run)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not os.environ.get("MINGZE_TEST_DOCUMENTS"):
        terminalreporter.write_line(
            "MINGZE_TEST_DOCUMENTS is not set: of the published documents only self-written twins were read."
        )


_RUN = pytest.StashKey[Path]()


class Visitors:
    """Clients of one service, each with its own cookies, closed together at the end."""

    def __init__(self, app: FastAPI, stack: AsyncExitStack) -> None:
        self._app = app
        self._stack = stack

    async def come(self) -> httpx.AsyncClient:
        """Somebody who has not signed in."""
        transport = httpx.ASGITransport(app=self._app)
        return await self._stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://mingze.test")
        )

    async def sign_in(self, username: str, password: str = PASSWORD) -> httpx.AsyncClient:
        """A client signed in as that person."""
        visitor = await self.come()
        answer = await visitor.post("/api/v1/sessions", json={"username": username, "password": password})
        assert answer.status_code == 201, answer.text
        visitor.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return visitor


@pytest.fixture(params=ENGINES)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Makes further databases of the engine under test (processes, migrations)."""
    return Databases(request.param)


@dataclass(frozen=True)
class Copy:
    """A test's own database and the ids of what is in it."""

    url: str
    region: Region


@pytest.fixture
def copy(databases: Databases) -> Iterator[Copy]:
    url, said = databases.copy("region", fill)
    yield Copy(url, Region(**json.loads(said)))
    databases.drop(url)


@pytest.fixture
def database_url(copy: Copy) -> str:
    """A copy of the migrated database with the small region in it."""
    return copy.url


@pytest.fixture
def region(copy: Copy) -> Region:
    """The ids of the region's units and people."""
    return copy.region


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return settings_for(database_url, tmp_path / "var")


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service; `database` is its database."""
    made = create_app(settings)
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
def database(app: FastAPI) -> Database:
    """The database of the service, for what a test does behind its back or through services."""
    database: Database = app.state.database
    return database


@pytest.fixture
async def visitors(app: FastAPI) -> AsyncIterator[Visitors]:
    """Makes clients of the service, each with its own cookies."""
    async with AsyncExitStack() as stack:
        yield Visitors(app, stack)


@pytest.fixture
async def client(visitors: Visitors) -> httpx.AsyncClient:
    """Somebody who has not signed in."""
    return await visitors.come()


@pytest.fixture
def sign_in(visitors: Visitors) -> SignIn:
    """`await sign_in("clerk")`: a client of its own, signed in as that person of the region."""
    return visitors.sign_in
