"""Acting on units by their names in the region."""

from typing import Any

import httpx
import pytest

from tests.conftest import SignIn
from tests.support.region import Region

PATH = "/api/v1/units"


class Keeper:
    """Somebody who changes units, each at the version it has."""

    def __init__(self, client: httpx.AsyncClient, region: Region) -> None:
        self.client = client
        self.units = dict(region.units)

    def __getitem__(self, name: str) -> int:
        return self.units[name]

    async def see(self, name: str) -> dict[str, Any]:
        answer = await self.client.get(f"{PATH}/{self[name]}")
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def act(self, name: str, act: str, /, **body: Any) -> httpx.Response:
        """`move`, `merge`, `split`, `close`, `reopen`, or `` for a change of what it says of itself."""
        headers = {"If-Match": f'"v{(await self.see(name))["version"]}"'}
        method, path = ("POST", f"{PATH}/{self[name]}/{act}") if act else ("PATCH", f"{PATH}/{self[name]}")
        return await self.client.request(method, path, json=body, headers=headers)

    async def make(self, name: str, below: str, kind: str = "department", /, **values: Any) -> dict[str, Any]:
        body = {"code": name.upper(), "name": name, "kind": kind, "parent_id": self[below], **values}
        answer = await self.client.post(PATH, json=body)
        assert answer.status_code == 201, answer.text
        said: dict[str, Any] = answer.json()
        self.units[name] = said["id"]
        return said

    async def changes(self, name: str) -> list[dict[str, Any]]:
        answer = await self.client.get(f"{PATH}/{self[name]}/changes")
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


@pytest.fixture
async def keep(sign_in: SignIn, region: Region) -> Keeper:
    return Keeper(await sign_in("system_admin"), region)


@pytest.fixture
async def keep_linquan(sign_in: SignIn, region: Region) -> Keeper:
    """The administrator of 临泉县 only."""
    return Keeper(await sign_in("system_admin_elsewhere"), region)
