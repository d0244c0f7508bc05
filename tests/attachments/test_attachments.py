"""Files of anything, through the API: a small owner of these tests' own stands for the rooms above."""

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.attachments.models import Attachment
from mingze.attachments.owners import Owned, Owner, owner_of, register_owner
from mingze.attachments.rules import MAX_PER_OWNER
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.kit.problems import Conflict, Forbidden, NotFound
from tests.conftest import SignIn
from tests.support.region import Region

PATH = "/api/v1/attachments"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
SHELF, FORBIDDEN, FULL = 1, 2, 3


async def _visible(_session: AsyncSession, actor: Actor, owner_id: int) -> bool:
    return owner_id == SHELF and actor.may(Permission.FINDING_READ)


async def _adding(session: AsyncSession, actor: Actor, owner_id: int) -> Owned:
    if owner_id == FORBIDDEN:
        raise Forbidden()
    if owner_id == FULL:
        raise Conflict()
    if not await _visible(session, actor, owner_id):
        raise NotFound()
    return Owned(subject=77, unit_id=actor.home_unit_id)


if owner_of("shelf_of_tests") is None:
    register_owner("shelf_of_tests", Owner(visible=_visible, adding=_adding))


@pytest.fixture
async def clerk(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("clerk")


async def _upload(
    client: httpx.AsyncClient,
    data: bytes = PNG,
    name: str = "现场 照片.png",
    owner: Any = SHELF,
    kind: str = "shelf_of_tests",
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    form = {"owner_type": kind, "owner_id": str(owner)}
    return await client.post(PATH, data=form, files={"file": (name, data)}, headers=headers)


class TestCreateAttachment:
    async def test_keeps_the_file_and_says_so(
        self, clerk: httpx.AsyncClient, database: Database, region: Region
    ) -> None:
        answer = await _upload(clerk)
        assert answer.status_code == 201
        said = answer.json()
        assert (said["name"], said["media_type"], said["size"]) == ("现场 照片.png", "image/png", len(PNG))
        assert said["created_by"] == region.accounts["clerk"]
        async with database.reading() as session:
            event = (await session.scalars(select(EventRow).where(EventRow.action == "attach"))).one()
        assert (event.subject_id, event.unit_id) == (77, region.units["office"])

    async def test_tells_the_type_by_the_content(self, clerk: httpx.AsyncClient) -> None:
        assert (await _upload(clerk, name="x.pdf")).json()["media_type"] == "image/png"
        refused = await _upload(clerk, b"MZ\x90\x00" * 20, "photo.png")
        assert (refused.status_code, refused.json()["type"]) == (415, "/problems/unsupported-media")

    async def test_cleans_the_name(self, clerk: httpx.AsyncClient) -> None:
        assert (await _upload(clerk, name="..\\..\\x.png")).json()["name"] == "x.png"

    async def test_caps_the_size(self, clerk: httpx.AsyncClient, app: FastAPI) -> None:
        limit = app.state.settings.upload_max_bytes
        over = await _upload(clerk, PNG + b"\0" * (limit - len(PNG) + 1))
        assert (over.status_code, over.json()["detail"]) == (413, "文件不能超过 30 MB")
        assert (await _upload(clerk, PNG + b"\0" * (limit - len(PNG)))).status_code == 201

    @pytest.mark.parametrize(
        ("owner", "status"), [(FORBIDDEN, 403), (FULL, 409), (99, 404), (0, 422), ("x", 422), (2**60, 422)]
    )
    async def test_asks_the_owner(self, clerk: httpx.AsyncClient, owner: Any, status: int) -> None:
        assert (await _upload(clerk, owner=owner)).status_code == status

    async def test_wants_a_known_kind_and_something_in_the_file(self, clerk: httpx.AsyncClient) -> None:
        unknown = await _upload(clerk, kind="nothing")
        empty = await _upload(clerk, b"")
        assert (unknown.status_code, empty.status_code) == (422, 422)
        assert unknown.json()["errors"][0]["pointer"] == "/body/owner_type"
        assert empty.json()["errors"][0]["pointer"] == "/body/file"

    async def test_takes_one_file(self, clerk: httpx.AsyncClient) -> None:
        form = {"owner_type": "shelf_of_tests", "owner_id": str(SHELF)}
        two = [("file", ("a.png", PNG)), ("file", ("b.png", PNG))]
        assert (await clerk.post(PATH, data=form, files=two)).status_code in {400, 422}

    async def test_again_under_the_same_key_keeps_one(
        self, clerk: httpx.AsyncClient, database: Database
    ) -> None:
        headers = {"Idempotency-Key": "the-same-photo"}
        answers = await asyncio.gather(*(_upload(clerk, headers=headers) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        other = await _upload(clerk, PNG + b"x", headers=headers)
        assert other.status_code == 409
        async with database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Attachment)) == 1

    async def test_stops_at_so_many_for_one_owner(self, clerk: httpx.AsyncClient) -> None:
        for number in range(MAX_PER_OWNER):
            assert (await _upload(clerk, PNG + bytes([number]))).status_code == 201
        assert (await _upload(clerk)).status_code == 409

    async def test_is_refused_before_the_first_sign_in(self, client: httpx.AsyncClient) -> None:
        assert (await _upload(client)).status_code == 401


class TestDownload:
    @pytest.fixture
    async def kept(self, clerk: httpx.AsyncClient) -> int:
        return int((await _upload(clerk, name="a; 现场'.png")).json()["id"])

    async def test_gives_the_bytes_as_a_download(self, clerk: httpx.AsyncClient, kept: int) -> None:
        answer = await clerk.get(f"{PATH}/{kept}/content")
        assert answer.content == PNG
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == (
            "attachment; filename*=UTF-8''a%3B%20%E7%8E%B0%E5%9C%BA%27.png"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "no-store" in answer.headers["cache-control"]
        assert answer.headers["content-length"] == str(len(PNG))

    async def test_out_of_sight_looks_like_nothing(self, sign_in: SignIn, kept: int) -> None:
        stranger = await sign_in("auditor")
        for path in ("", "/content"):
            hidden = await stranger.get(f"{PATH}/{kept}{path}")
            unknown = await stranger.get(f"{PATH}/999999{path}")
            assert (hidden.status_code, unknown.status_code) == (404, 404)
            assert hidden.json() == unknown.json()

    async def test_of_a_file_that_the_store_lost_is_no_success(
        self, clerk: httpx.AsyncClient, kept: int, app: FastAPI
    ) -> None:
        sha256 = (await clerk.get(f"{PATH}/{kept}")).json()["sha256"]
        _lose(app.state.settings.data_dir / "files" / sha256[:2] / sha256)
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
            headers = {"Authorization": clerk.headers["Authorization"]}
            answer = await client.get(f"{PATH}/{kept}/content", headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")


def _lose(path: Any) -> None:
    path.unlink()
