"""Every list of the contract: its last page, exactly full or not, says that none follows."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from mingze.access.permissions import Role
from mingze.app import create_app
from tests.support.calls import CALLS, CONTRACT, OPERATIONS, WORDS, operation_of
from tests.support.engines import Databases
from tests.support.scene import Scene, fill, scene_settings


def _is_list(name: str) -> bool:
    method, path = OPERATIONS[operation_of(name)]
    parameters = CONTRACT["paths"][path][method.lower()].get("parameters", [])
    return {"limit", "cursor"} <= {parameter["name"] for parameter in parameters}


LISTS = sorted({operation_of(name) for name in CALLS if _is_list(name)})


@pytest.fixture
def copied(databases: Databases) -> Iterator[tuple[str, Scene]]:
    url, said = databases.copy("scene", fill)
    yield url, Scene(**json.loads(said))
    databases.drop(url)


@pytest.fixture
async def client(copied: tuple[str, Scene], tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app: FastAPI = create_app(scene_settings(copied[0], tmp_path))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
            yield client


async def test_every_list_ends_where_it_is_exactly_full(
    client: httpx.AsyncClient, copied: tuple[str, Scene]
) -> None:
    full = 0
    for name in LISTS:
        answers = [(who, await _page(client, copied[1], name, str(who), 200)) for who in Role]
        longest, who = max((len(answer.json()["items"]), who) for who, answer in answers if answer.is_success)
        # The rules of law alone are more than the longest page.
        assert longest < 200 or name == "listTimeLimits", name
        for limit in {longest, longest // 2} - {0}:
            page = (await _page(client, copied[1], name, str(who), limit)).json()
            assert len(page["items"]) == limit
            assert (page["next_cursor"] is None) is (limit == longest < 200), name
            full += limit == longest
    assert full > len(LISTS) // 2


async def _page(client: httpx.AsyncClient, scene: Scene, name: str, who: str, limit: int) -> httpx.Response:
    call, (_, path) = CALLS[name], OPERATIONS[name]
    filled = path.format(
        **{
            key: thing if key in WORDS else scene.ids.get(thing) or _region(scene, thing)
            for key, thing in call.at.items()
        }
    )
    answer = await client.get(
        filled,
        params={**call.query, "limit": limit},
        headers={"Authorization": f"Bearer {scene.people[who][0]}"},
    )
    assert answer.is_success or answer.status_code in {403, 404}, answer.text
    return answer


def _region(scene: Scene, thing: str) -> int:
    return scene.region["units"].get(thing) or scene.region["accounts"][thing]
