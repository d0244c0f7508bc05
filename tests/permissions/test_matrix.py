"""Every operation × every role × in and out of scope, through the API, against `matrix.tsv`."""

import csv
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from mingze.access.permissions import Role
from mingze.app import create_app
from mingze.events.queries import head
from tests.support.calls import CALLS, OPERATIONS, ask, operation_of
from tests.support.engines import Databases
from tests.support.scene import Scene, fill, scene_settings


def _read() -> dict[str, dict[str, str]]:
    lines = (Path(__file__).parent / "matrix.tsv").read_text().splitlines()
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    return {row.pop("operation"): row for row in rows}


MATRIX = _read()


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


class TestTable:
    def test_has_every_operation_and_every_role(self) -> None:
        assert {operation_of(name) for name in MATRIX} == set(OPERATIONS)
        assert set(MATRIX) == set(CALLS)
        for name, row in MATRIX.items():
            assert set(row) == {"anonymous", *Role}, name

    def test_is_written_in_signs_that_are_known(self) -> None:
        assert {row["anonymous"] for row in MATRIX.values()} <= {"+", "401"}
        for row in MATRIX.values():
            for role in Role:
                assert len(row[role]) == 2
                assert set(row[role]) <= set("+-?0x")

    def test_keeps_operations_from_those_who_have_not_signed_in(self) -> None:
        assert {name for name, row in MATRIX.items() if row["anonymous"] == "+"} == {
            "signIn",
            "beginProviderSignIn",
            "finishProviderSignIn",
            "getMeta",
            *(name for name, (_, path) in OPERATIONS.items() if path.startswith("/api/v1/portal")),
        }

    def test_lets_somebody_do_everything(self) -> None:
        assert [name for name, row in MATRIX.items() if not any(row[role][0] == "+" for role in Role)] == []


def _sign(name: str, answer: httpx.Response, scene: Scene) -> str:
    """What an answer says about permission, in the signs of the table."""
    match answer.status_code:
        case 403:
            return "-"
        case 404:
            return "?"
        case 422:
            return "x"
        case 200 | 201 | 204:
            shows = CALLS[name].shows
            return "+" if shows is None or shows(answer, scene) else "0"
        case 307:  # sent on to where it goes on
            return "+"
        case 409 | 412:  # refused after the question who may: by then somebody else had done it
            return "+"
    return str(answer.status_code)


@pytest.mark.parametrize("name", MATRIX)
async def test_matrix(stage: FastAPI, copied: tuple[str, Scene], name: str) -> None:
    """First those who may not, who must leave no trace; then those who may, the first of whom succeeds."""
    scene, row = copied[1], MATRIX[name]
    people: list[tuple[str | None, str]] = [(None, row["anonymous"])]
    for role in Role:
        people += [(str(role), row[role][0]), (f"{role}_elsewhere", row[role][1])]
    people.sort(key=lambda person: person[1] == "+")
    found: list[tuple[str | None, str]] = []
    succeeded = False
    transport = httpx.ASGITransport(app=stage)
    async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
        async with stage.state.database.reading() as session:
            before, _ = await head(session)
        for who, expected in people:
            if expected == "+" and not succeeded:
                async with stage.state.database.reading() as session:
                    assert (await head(session))[0] == before, "who may not has left a trace"
            answer = await ask(stage, client, scene, name, who)
            client.cookies.clear()
            succeeded |= expected == "+" and answer.status_code < 400
            found.append((who, _sign(name, answer, scene)))
    assert found == people
    assert succeeded
