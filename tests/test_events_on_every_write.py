"""No write without an event: every mutating operation of the contract, done once with success, adds to the log."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.app import create_app
from mingze.events.queries import head
from mingze.events.verification import verify
from mingze.kit.events import EventRow
from tests.support.calls import CALLS, CONTRACT, OPERATIONS, ask, operation_of
from tests.support.engines import Databases
from tests.support.scene import Scene, fill, scene_settings

#: Mutating by method only, and why nothing is written of them.
RECORDS_NOTHING = {
    "refreshSession": "rotates a secret; signing in and out are the events",
    "readDocument": "keeps nothing",
    "createUpload": "a file on its way to nothing yet; that it was attached is the event",
    "continueUpload": "the same",
    "dropUpload": "the same",
    "previewUnitImport": "looks only",
    "previewHotlineImport": "the same",
    "reconcileHotlineOrders": "compares only",
    "reconcileHotlineFile": "the same",
    "createPortalReceipt": "kept by nobody but whoever asked for it",
    "lookUpPortalComplaint": "looks only, by a receipt that stands in no address",
    "downloadPortalLetter": "the same",
    "computeDeadline": "counts only",
    "readNotice": "what one has read is no business of others",
    "readNotices": "what one has read is no business of others",
}
MUTATING = sorted(
    name for name in CALLS if OPERATIONS[operation_of(name)][0] in {"POST", "PUT", "PATCH", "DELETE"}
)


@pytest.fixture
def acted(databases: Databases) -> Iterator[tuple[str, Scene]]:
    url, said = databases.copy("scene", fill)
    yield url, Scene(**json.loads(said))
    databases.drop(url)


@pytest.fixture
def scene(acted: tuple[str, Scene]) -> Scene:
    return acted[1]


@pytest.fixture
async def stage(acted: tuple[str, Scene], tmp_path: Path) -> AsyncIterator[FastAPI]:
    app = create_app(scene_settings(acted[0], tmp_path))
    async with app.router.lifespan_context(app):
        yield app


def test_every_mutating_operation_is_called() -> None:
    mutating = {name for name, (method, _) in OPERATIONS.items() if method not in {"GET", "HEAD"}}
    assert mutating - {operation_of(name) for name in CALLS} == set()
    assert {operation_of(name) for name in CALLS} - set(OPERATIONS) == set()


def test_methods_that_read_are_get() -> None:
    methods = {method for item in CONTRACT["paths"].values() for method in item}
    assert methods <= {"get", "head", "options", "post", "patch", "put", "delete"}


@pytest.mark.parametrize("name", MUTATING)
async def test_writes_an_event(stage: FastAPI, scene: Scene, name: str) -> None:
    async with stage.state.database.reading() as session:
        before, _ = await head(session)
    transport = httpx.ASGITransport(app=stage)
    async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
        answer = await ask(stage, client, scene, name, CALLS[name].by)
    assert answer.is_success, answer.text
    async with stage.state.database.reading() as session:
        query = select(EventRow).where(EventRow.position > before).order_by(EventRow.position)
        written = list(await session.scalars(query))
        assert (await verify(session)).ok
    if operation_of(name) in RECORDS_NOTHING:
        assert written == []
        return
    assert written
    is_public = OPERATIONS[operation_of(name)][1].startswith("/api/v1/portal/")
    who = None if is_public else scene.region["accounts"][CALLS[name].by]
    assert {event.actor_id for event in written} == {who}
    assert all(event.ok for event in written)
