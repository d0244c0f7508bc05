"""A unit that is moved or merged takes its cases along, at once and everywhere: who reads them, who no longer does."""

import io
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook

from mingze.app import create_app
from tests.support.engines import Databases
from tests.support.scene import Scene, fill, scene_settings

API = "/api/v1"


@pytest.fixture
def copied(databases: Databases) -> Iterator[tuple[str, Scene]]:
    url, said = databases.copy("scene", fill)
    yield url, Scene(**json.loads(said))
    databases.drop(url)


@pytest.fixture
def scene(copied: tuple[str, Scene]) -> Scene:
    return copied[1]


@pytest.fixture
async def client(copied: tuple[str, Scene], tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(scene_settings(copied[0], tmp_path))
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as made,
    ):
        yield made


class Reader:
    """Everything one person can be shown of the findings of 青禾县人民医院."""

    def __init__(self, client: httpx.AsyncClient, scene: Scene, who: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {scene.people[who][0]}"}
        self._ids = scene.ids
        #: Open findings of others in their sight.
        self.besides = 0

    async def _get(self, path: str, **params: Any) -> httpx.Response:
        return await self._client.get(f"{API}{path}", params=params, headers=self._headers)

    async def sights(self) -> dict[str, bool]:
        """Where the finding is to be seen."""
        finding, item = self._ids["rectifying"], self._ids["rectifying_item"]
        attachment = self._ids["rectifying_attachment"]
        found = {
            "finding": (await self._get(f"/findings/{finding}")).status_code,
            "time line": (await self._get(f"/findings/{finding}/events")).status_code,
            "measure": (await self._get(f"/rectification-items/{item}")).status_code,
            "attachment": (await self._get(f"/attachments/{attachment}")).status_code,
            "file": (await self._get(f"/attachments/{attachment}/content")).status_code,
        }
        assert set(found.values()) <= {200, 404}, found
        sheet = (await self._get("/findings/export.xlsx")).content
        cells = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
        return {
            **{name: status == 200 for name, status in found.items()},
            "list": await self._listed("/findings", finding, limit="200"),
            "list of a unit": await self._listed("/findings", finding, limit="200", q="rectifying"),
            "search": await self._listed("/findings", finding, limit="200", q="处方点评"),
            "measures": await self._listed("/rectification-items", item, limit="200"),
            "export": any("(rectifying)" in str(cell) for row in cells for cell in row),
            "desk": "处方点评" in (await self._get("/today")).text,
            "figures": await self.open_findings() > self.besides,
        }

    async def open_findings(self) -> int:
        figures = (await self._get("/today")).json()["by_unit"]
        return sum(int(unit["open"]) for unit in figures)

    async def _listed(self, path: str, wanted: int, **params: str) -> bool:
        answer = await self._get(path, **params)
        return any(item["id"] == wanted for item in answer.json()["items"])


async def _act(client: httpx.AsyncClient, scene: Scene, name: str, act: str, **body: int) -> None:
    headers = {"Authorization": f"Bearer {scene.people['system_admin'][0]}"}
    path = f"{API}/units/{scene.region['units'][name]}"
    version = (await client.get(path, headers=headers)).headers["etag"]
    answer = await client.post(f"{path}/{act}", json=body, headers={**headers, "If-Match": version})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("act", "target"), [("move", "linquan"), ("merge", "linquan_hospital"), ("close", "linquan_hospital")]
)
async def test_the_new_superior_sees_all_and_the_old_one_nothing(
    client: httpx.AsyncClient, scene: Scene, act: str, target: str
) -> None:
    old, new = Reader(client, scene, "unit_head"), Reader(client, scene, "unit_head_elsewhere")
    city, own = Reader(client, scene, "clerk"), Reader(client, scene, "hospital_head")
    new.besides = await new.open_findings()
    assert set((await old.sights()).values()) == {True}
    assert set((await new.sights()).values()) == {False}
    field = {"move": "parent_id", "merge": "into_id", "close": "successor_id"}[act]
    await _act(client, scene, "hospital", act, **{field: scene.region["units"][target]})
    assert set((await new.sights()).values()) == {True}
    assert set((await old.sights()).values()) == {False}
    assert set((await city.sights()).values()) == {True}
    assert set((await own.sights()).values()) == {True}


async def test_the_old_superior_can_no_longer_act(client: httpx.AsyncClient, scene: Scene) -> None:
    headers = {"Authorization": f"Bearer {scene.people['unit_head'][0]}"}
    finding = scene.ids["handed_out"]
    version = (await client.get(f"{API}/findings/{finding}", headers=headers)).headers["etag"]
    await _act(client, scene, "hospital", "move", parent_id=scene.region["units"]["linquan"])
    answer = await client.post(
        f"{API}/findings/{finding}/actions/accept", json={}, headers={**headers, "If-Match": version}
    )
    assert answer.status_code == 404


async def test_the_unit_itself_goes_out_of_sight(client: httpx.AsyncClient, scene: Scene) -> None:
    await _act(client, scene, "hospital", "move", parent_id=scene.region["units"]["linquan"])
    for who, seen in (("unit_head", False), ("unit_head_elsewhere", True)):
        headers = {"Authorization": f"Bearer {scene.people[who][0]}"}
        unit = scene.region["units"]["hospital"]
        answer = await client.get(f"{API}/units/{unit}", headers=headers)
        listed = (await client.get(f"{API}/units", params={"limit": 200}, headers=headers)).json()["items"]
        people = (await client.get(f"{API}/people", params={"limit": 200}, headers=headers)).json()["items"]
        assert (answer.status_code == 200) is seen
        assert any(item["id"] == unit for item in listed) is seen
        assert any(item["id"] == scene.ids["spare"] for item in people) is seen
