"""Drafts to test with: the self-written report read into one, and small texts of a few findings."""

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from mingze.access.actor import Actor, Held
from mingze.imports import service
from mingze.papers.reader import read
from mingze.samples import REPORT, sample
from tests.conftest import SignIn
from tests.support import scene
from tests.support.region import PEOPLE, Region

collect_ignore = [] if os.environ.get("MINGZE_TEST_DOCUMENTS") else ["test_published_report.py"]

TWO_MATTERS = scene.REPORT


@dataclass
class Desk:
    """A clerk's client and the draft in front of them."""

    client: httpx.AsyncClient
    draft: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/api/v1/imports/{self.draft['id']}"

    async def rows(self) -> list[dict[str, Any]]:
        answer = await self.client.get(f"{self.path}/rows")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    async def look(self) -> dict[str, Any]:
        answer = await self.client.get(self.path)
        assert answer.status_code == 200, answer.text
        self.draft = answer.json()
        return self.draft

    async def post(self, what: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return await self.client.post(f"{self.path}/{what}", json=body)

    async def change_row(self, row: dict[str, Any], **values: Any) -> httpx.Response:
        return await self.client.patch(
            f"{self.path}/rows/{row['id']}", json=values, headers={"If-Match": f'"v{row["version"]}"'}
        )

    async def change(self, **values: Any) -> httpx.Response:
        draft = await self.look()
        return await self.client.patch(self.path, json=values, headers={"If-Match": f'"v{draft["version"]}"'})

    async def confirm(self) -> httpx.Response:
        draft = await self.look()
        return await self.client.post(f"{self.path}/confirm", headers={"If-Match": f'"v{draft["version"]}"'})


async def upload(
    client: httpx.AsyncClient, content: bytes | str, name: str = "通报.txt", **more: Any
) -> httpx.Response:
    data = content.encode() if isinstance(content, str) else content
    return await client.post("/api/v1/imports", files={"file": (name, data)}, **more)


SitDown = Callable[..., Awaitable[Desk]]


@pytest.fixture
def sit_down(app: FastAPI, region: Region, sign_in: SignIn) -> SitDown:
    """`await sit_down(text)`: a clerk with a draft of `text` (two findings, unless given).

    The draft is made by the service, from a reading in this process: uploading, with its process of its own, is
    what `upload` is for.
    """

    async def sit(content: bytes | str = TWO_MATTERS, name: str = "通报.txt", who: str = "clerk") -> Desk:
        data = content.encode() if isinstance(content, str) else content
        answer = json.loads(json.dumps(read(name, data).to_json(with_text=True)))
        stored = await app.state.files.put(data)
        role, at, home = PEOPLE[who]
        actor = Actor(
            account_id=region.accounts[who],
            username=who,
            name=who,
            session_id="",
            home_unit_id=region.units[home],
            home_unit_name=home,
            must_change_password=False,
            appointments=(Held(role, region.units[at], at),),
        )
        async with app.state.database.writing() as session:
            made = await service.create(
                session,
                actor,
                unit_id=region.units[at],
                answer=answer,
                stored=stored,
                name=name,
                media_type="text/plain",
            )
        desk = Desk(await sign_in(who), {"id": made.id})
        await desk.look()
        return desk

    return sit


@pytest.fixture
async def report(sit_down: SitDown) -> Desk:
    """The self-written report, 26 findings in two sections."""
    return await sit_down(sample(REPORT), REPORT)
