"""Files in a real S3-compatible store: backed up from there, put back there, and missed where it is gone."""

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import select

from mingze.attachments.models import Attachment
from mingze.kit.database import Database
from mingze.kit.files import Files
from mingze.operation.age import Keys
from mingze.operation.backup import backup
from mingze.operation.house import House
from mingze.operation.parts import parts
from mingze.operation.restore import restore
from mingze.operation.rules import PartName
from mingze.settings import Settings
from tests.operation.conftest import Staged
from tests.support.engines import Databases
from tests.support.region import settings_for
from tests.support.s3 import S3, s3

pytestmark = pytest.mark.slow

_IDENTITY = pyrage.x25519.Identity.generate()
KEYS = Keys(recipients=[_IDENTITY.to_public()], identities=[_IDENTITY])


@pytest.fixture(scope="module")
def bucket() -> Iterator[S3]:
    with s3() as running:
        yield running


async def _hold(settings: Settings) -> int:
    """How many files the database refers to, every one of them whole in the store."""
    database, files = Database(settings.database), Files(settings.files)
    try:
        async with database.reading() as session:
            named = set(await session.scalars(select(Attachment.sha256)))
    finally:
        await database.close()
    for sha256 in named:
        assert hashlib.sha256(await files.read(sha256)).hexdigest() == sha256
    return len(named)


async def test_go_from_a_folder_into_a_store_and_back(
    staged: Staged,
    elsewhere: Settings,
    bucket: S3,
    databases: Databases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    in_store = elsewhere.model_copy(update={"files_url": f"{bucket.url}/{databases.engine}"})
    await asyncio.to_thread(backup, staged.settings, tmp_path / "first", KEYS)
    await asyncio.to_thread(restore, in_store, tmp_path / "first", KEYS)
    count = await _hold(in_store)
    assert count > 0
    house = House.open(in_store)
    assert {part.name: part.ok for part in await parts(house)}[PartName.FILES]
    await house.database.close()

    done = await asyncio.to_thread(backup, in_store, tmp_path / "second", KEYS)
    assert (done.manifest.files.count, done.manifest.missing) == (count, [])
    url = databases.create()
    third = settings_for(url, tmp_path / "third")
    await asyncio.to_thread(restore, third, tmp_path / "second", KEYS)
    assert await _hold(third) == count
    databases.drop(url)


async def test_a_store_that_does_not_answer_is_told(staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    house = House.open(staged.settings.model_copy(update={"files_url": "s3://evidence/files"}))
    found = {part.name: part for part in await parts(house)}
    await house.database.close()
    assert not found[PartName.FILES].ok
    assert "127.0.0.1" not in found[PartName.FILES].detail
