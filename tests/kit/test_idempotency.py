"""`Idempotency-Key`: a retry gives what the first try made, and never a second one."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.kit.idempotency import IdempotentResult
from mingze.units.models import Unit
from tests.conftest import SignIn
from tests.support.region import Region

PATH = "/api/v1/units"
KEY = {"Idempotency-Key": "retry-of-one-act"}


@pytest.fixture
async def keeper(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("system_admin")


@pytest.fixture
def body(region: Region) -> dict[str, Any]:
    return {"code": "NEW", "name": "新单位", "kind": "other", "parent_id": region.units["qinghe"]}


async def _made(database: Database) -> tuple[int, int]:
    """How many units of the code there are, and events of making one."""
    async with database.reading() as session:
        units = await session.scalar(select(func.count()).where(Unit.code == "NEW"))
        query = select(func.count()).where(EventRow.resource == "unit", EventRow.actor_id.is_not(None))
        return units or 0, await session.scalar(query) or 0


class TestOnce:
    async def test_a_retry_gives_the_same_resource(
        self, keeper: httpx.AsyncClient, body: dict[str, Any], database: Database
    ) -> None:
        first = await keeper.post(PATH, json=body, headers=KEY)
        again = await keeper.post(PATH, json=body, headers=KEY)
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json() == again.json()
        assert await _made(database) == (1, 1)

    async def test_without_a_key_a_retry_is_a_second_try(
        self, keeper: httpx.AsyncClient, body: dict[str, Any]
    ) -> None:
        assert (await keeper.post(PATH, json=body)).status_code == 201
        assert (await keeper.post(PATH, json=body)).status_code == 409

    async def test_the_key_of_another_body_is_a_conflict(
        self, keeper: httpx.AsyncClient, body: dict[str, Any]
    ) -> None:
        await keeper.post(PATH, json=body, headers=KEY)
        answer = await keeper.post(PATH, json={**body, "name": "别的"}, headers=KEY)
        assert answer.status_code == 409
        assert "Idempotency-Key" in answer.json()["detail"]

    async def test_a_failed_try_leaves_the_key_free(
        self, keeper: httpx.AsyncClient, body: dict[str, Any]
    ) -> None:
        assert (await keeper.post(PATH, json={**body, "code": "YZ"}, headers=KEY)).status_code == 409
        assert (await keeper.post(PATH, json=body, headers=KEY)).status_code == 201

    async def test_keys_belong_to_a_person_and_an_operation(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, body: dict[str, Any], region: Region
    ) -> None:
        await keeper.post(PATH, json=body, headers=KEY)
        other = await sign_in("system_admin_elsewhere")
        mine = {**body, "code": "OTHER", "parent_id": region.units["linquan"]}
        assert (await other.post(PATH, json=mine, headers=KEY)).json()["code"] == "OTHER"
        tag = await keeper.post("/api/v1/tags", json={"name": "新单位"}, headers=KEY)
        assert tag.status_code == 201

    async def test_at_once_makes_one(
        self, keeper: httpx.AsyncClient, body: dict[str, Any], database: Database
    ) -> None:
        answers = await asyncio.gather(*(keeper.post(PATH, json=body, headers=KEY) for _ in range(8)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert await _made(database) == (1, 1)

    async def test_at_once_with_different_bodies_makes_one(
        self, keeper: httpx.AsyncClient, body: dict[str, Any]
    ) -> None:
        bodies = [{**body, "code": f"NEW-{number}"} for number in range(6)]
        answers = await asyncio.gather(*(keeper.post(PATH, json=one, headers=KEY) for one in bodies))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]

    async def test_at_once_without_a_key_makes_one_of_a_code(
        self, keeper: httpx.AsyncClient, body: dict[str, Any], database: Database
    ) -> None:
        answers = await asyncio.gather(*(keeper.post(PATH, json=body) for _ in range(6)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
        assert await _made(database) == (1, 1)

    async def test_is_forgotten_after_a_day(
        self, keeper: httpx.AsyncClient, body: dict[str, Any], database: Database, sign_in: SignIn
    ) -> None:
        await keeper.post(PATH, json=body, headers=KEY)
        with clock.at(clock.now() + timedelta(hours=24, seconds=1)):
            later = await sign_in("system_admin")
            assert (await later.post(PATH, json=body, headers=KEY)).status_code == 409
            fresh = await later.post(PATH, json={**body, "code": "NEXT"}, headers=KEY)
            assert fresh.json()["code"] == "NEXT"
        async with database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(IdempotentResult)) == 1

    @pytest.mark.parametrize("key", ["short", "x" * 101, ""])
    async def test_wants_a_key_of_some_length(
        self, keeper: httpx.AsyncClient, body: dict[str, Any], key: str
    ) -> None:
        assert (await keeper.post(PATH, json=body, headers={"Idempotency-Key": key})).status_code == 422

    async def test_keeps_no_body(
        self, keeper: httpx.AsyncClient, body: dict[str, Any], database: Database
    ) -> None:
        await keeper.post(PATH, json=body, headers=KEY)
        async with database.reading() as session:
            row = (await session.execute(select(IdempotentResult.__table__))).one()
        assert "新单位" not in str(tuple(row))
