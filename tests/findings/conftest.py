"""The ledger in tests: people who act in it through the API, and findings brought as far as a test needs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import pytest

from mingze.kit import clock
from tests.conftest import SignIn
from tests.support.pictures import JPEG
from tests.support.region import Region

PDF = b"%PDF-1.7\n%%EOF\n"


@dataclass
class Ledger:
    """Acts of named people; each signs in once."""

    sign_in: SignIn
    region: Region
    _clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    async def as_(self, username: str) -> httpx.AsyncClient:
        if username not in self._clients:
            self._clients[username] = await self.sign_in(username)
        return self._clients[username]

    async def get(self, username: str, path: str, **params: Any) -> httpx.Response:
        client = await self.as_(username)
        return await client.get(f"/api/v1{path}", params=params)

    async def read(self, username: str, path: str, **params: Any) -> Any:
        answer = await self.get(username, path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(
        self, username: str, path: str, body: Any = None, version: int | None = None, **headers: str
    ) -> httpx.Response:
        client = await self.as_(username)
        if version is not None:
            headers["If-Match"] = f'"v{version}"'
        return await client.post(f"/api/v1{path}", json=body or {}, headers=headers)

    async def do(self, username: str, path: str, body: Any = None, version: int | None = None) -> Any:
        answer = await self.post(username, path, body, version)
        assert answer.status_code in {200, 201}, f"{path}: {answer.text}"
        return answer.json()

    # --- acts ---------------------------------------------------------------------------------------------

    async def register(self, username: str = "clerk", **values: Any) -> Any:
        body = {
            "problem": "处方点评制度落实不到位,抽查的三十张处方中有四张超量。",
            "source": "supervision",
            "units": [{"unit_id": self.region.units["hospital"], "part": "answering"}],
            "measures": ["修订处方点评制度,每月抽查一百张处方。"],
            "due_on": str(clock.today() + timedelta(days=60)),
            # Several people register the same in these tests.
            "likeness_explained": "几处检查发现同样的问题。",
            **values,
        }
        return await self.do(username, "/findings", body)

    async def act(self, username: str, finding: int, action: str, **body: Any) -> Any:
        """An act on a finding in its present version."""
        version = (await self.read("clerk", f"/findings/{finding}"))["version"]
        return await self.do(username, f"/findings/{finding}/actions/{action}", body, version)

    async def refused(self, username: str, finding: int, action: str, **body: Any) -> httpx.Response:
        version = (await self.read("clerk", f"/findings/{finding}"))["version"]
        return await self.post(username, f"/findings/{finding}/actions/{action}", body, version)

    async def item(self, finding: int, place: int = 0) -> Any:
        return (await self.read("clerk", f"/findings/{finding}"))["items"][place]

    async def act_on_item(self, username: str, item: int, action: str, **body: Any) -> httpx.Response:
        version = (await self.read("clerk", f"/rectification-items/{item}"))["version"]
        return await self.post(username, f"/rectification-items/{item}/actions/{action}", body, version)

    async def attach(
        self, username: str, owner_type: str, owner_id: int, content: bytes = JPEG, name: str = "现场.jpg"
    ) -> httpx.Response:
        client = await self.as_(username)
        return await client.post(
            "/api/v1/attachments",
            data={"owner_type": owner_type, "owner_id": str(owner_id)},
            files={"file": (name, content)},
        )

    # --- as far as … ------------------------------------------------------------------------------------------

    async def accepted(self, **values: Any) -> int:
        """A finding handed out to the hospital and accepted by its head."""
        finding: int = (await self.register(**values))["id"]
        await self.act("clerk", finding, "hand-out")
        await self.act("hospital_head", finding, "accept")
        return finding

    async def claimed(self, **values: Any) -> int:
        """A finding whose measures were all reported, proven and claimed."""
        finding = await self.accepted(**values)
        for item in (await self.read("clerk", f"/findings/{finding}"))["items"]:
            await self.do(
                "hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "制度已修订。"}
            )
            assert (
                await self.attach("hospital_liaison", "rectification_item", item["id"])
            ).status_code == 201
            claimed = await self.act_on_item("hospital_head", item["id"], "claim")
            assert claimed.status_code == 200, claimed.text
        return finding

    async def verified(self, **values: Any) -> int:
        finding = await self.claimed(**values)
        for item in (await self.read("clerk", f"/findings/{finding}"))["items"]:
            assert (await self.act_on_item("clerk", item["id"], "accept")).status_code == 200
        await self.act("clerk", finding, "verify")
        return finding

    async def approved(self, **values: Any) -> int:
        finding = await self.verified(**values)
        await self.act("clerk", finding, "apply-closure")
        await self.act("leader", finding, "approve-closure")
        return finding

    async def closed(self, **values: Any) -> int:
        finding = await self.approved(**values)
        await self.act("clerk", finding, "close", **CLOSING)
        return finding


CLOSING = {"closer": "领导小组办公室", "document": "云监办〔2026〕3号", "closed_on": "2026-01-15"}

Make = Callable[[], Awaitable[int]]


@pytest.fixture
def ledger(sign_in: SignIn, region: Region) -> Ledger:
    return Ledger(sign_in, region)
