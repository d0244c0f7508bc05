"""A service with the scene of `tests/support/scene.py`, its own folder for keys and files, and where to go with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mingze.settings import Settings
from tests.support.engines import Databases
from tests.support.region import settings_for
from tests.support.scene import Scene, fill, scene_settings


@dataclass(frozen=True)
class Staged:
    """Settings of a service over the scene, whose files are its own."""

    settings: Settings
    scene: Scene


@pytest.fixture
def staged(databases: Databases, tmp_path: Path) -> Iterator[Staged]:
    url, said = databases.copy("scene", fill)
    yield Staged(scene_settings(url, tmp_path / "var"), Scene(**json.loads(said)))
    databases.drop(url)


@pytest.fixture
def elsewhere(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a service that has nothing yet: an empty database, an empty folder."""
    url = databases.create()
    yield settings_for(url, tmp_path / "elsewhere")
    databases.drop(url)
