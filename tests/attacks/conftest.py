"""The scene of `tests/support/scene.py`, to be attacked: a service of its own for every test, on both engines."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from mingze.app import create_app
from tests.attacks.target import Target
from tests.support.engines import Databases
from tests.support.scene import Scene, fill, scene_settings


@pytest.fixture
def copied(databases: Databases) -> Iterator[tuple[str, Scene]]:
    url, said = databases.copy("scene", fill)
    yield url, Scene(**json.loads(said))
    databases.drop(url)


@pytest.fixture
async def stage(copied: tuple[str, Scene], tmp_path: Path) -> AsyncIterator[FastAPI]:
    app = create_app(scene_settings(copied[0], tmp_path))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def target(stage: FastAPI, copied: tuple[str, Scene]) -> AsyncIterator[Target]:
    """The service as an attacker meets it."""
    transport = httpx.ASGITransport(app=stage, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test/api/v1") as client:
        yield Target(stage, client, copied[1])
