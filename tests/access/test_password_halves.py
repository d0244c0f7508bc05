"""Passwords made for somebody else by two administrators: neither of them can sign in with theirs alone."""

import asyncio
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.accounts.models import PasswordHalf
from mingze.kit.events import EventPayload, EventRow
from mingze.settings import Settings
from tests.conftest import SignIn
from tests.support.region import PASSWORD, Region, settings_for

FIRST = "Baishi-County-7"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return settings_for(database_url, tmp_path / "var").model_copy(update={"split_passwords": True})


@pytest.fixture
async def opener(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("system_admin")


@pytest.fixture
async def keeper(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("security_admin")


async def _enter(client: httpx.AsyncClient, username: str, password: str) -> int:
    answer = await client.post("/api/v1/sessions", json={"username": username, "password": password})
    return answer.status_code


async def _reset(keeper: httpx.AsyncClient, account_id: int) -> None:
    path = f"/api/v1/accounts/{account_id}/password-reset"
    assert (await keeper.post(path, json={"new_password": FIRST})).status_code == 204


def _half(account_id: int) -> str:
    return f"/api/v1/accounts/{account_id}/password-half"


class TestReset:
    async def test_neither_half_alone_signs_in(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, client: httpx.AsyncClient, region: Region
    ) -> None:
        clerk = region.accounts["clerk"]
        await _reset(keeper, clerk)
        half = (await opener.post(_half(clerk))).json()["half"]
        for password in (FIRST, half, half + FIRST, PASSWORD):
            assert await _enter(client, "clerk", password) == 401

    async def test_both_halves_sign_in_and_must_be_changed(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, client: httpx.AsyncClient, region: Region
    ) -> None:
        clerk = region.accounts["clerk"]
        await _reset(keeper, clerk)
        half = (await opener.post(_half(clerk))).json()["half"]
        answer = await client.post("/api/v1/sessions", json={"username": "clerk", "password": FIRST + half})
        assert answer.status_code == 201
        assert answer.json()["account"]["must_change_password"]

    async def test_who_reset_cannot_fetch_the_other_half(
        self, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        await _reset(keeper, region.accounts["clerk"])
        assert (await keeper.post(_half(region.accounts["clerk"]))).status_code == 403

    async def test_a_half_is_shown_once(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        clerk = region.accounts["clerk"]
        assert (await opener.post(_half(clerk))).status_code == 409
        await _reset(keeper, clerk)
        assert (await opener.get(f"/api/v1/accounts/{clerk}")).json()["password_half"] == "system"
        answers = await asyncio.gather(*(opener.post(_half(clerk)) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
        assert (await opener.get(f"/api/v1/accounts/{clerk}")).json()["password_half"] is None

    async def test_a_second_reset_makes_another_half(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, client: httpx.AsyncClient, region: Region
    ) -> None:
        clerk = region.accounts["clerk"]
        await _reset(keeper, clerk)
        old = (await opener.post(_half(clerk))).json()["half"]
        await _reset(keeper, clerk)
        new = (await opener.post(_half(clerk))).json()["half"]
        assert old != new
        assert await _enter(client, "clerk", FIRST + old) == 401
        assert await _enter(client, "clerk", FIRST + new) == 201

    async def test_a_half_does_not_outlive_its_password(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, app: FastAPI, region: Region
    ) -> None:
        clerk = region.accounts["clerk"]
        await _reset(keeper, clerk)
        app.state.settings.split_passwords = False
        await _reset(keeper, clerk)
        assert (await opener.post(_half(clerk))).status_code == 409

    async def test_out_of_reach_there_is_no_half(
        self, sign_in: SignIn, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        elsewhere = await sign_in("system_admin_elsewhere")
        await _reset(keeper, region.accounts["clerk"])
        assert (await elsewhere.post(_half(region.accounts["clerk"]))).status_code == 404

    async def test_nobody_else_fetches_one(
        self, sign_in: SignIn, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        await _reset(keeper, region.accounts["liaison_elsewhere"])
        for who in ("clerk", "leader", "auditor", "unit_head"):
            visitor = await sign_in(who)
            assert (await visitor.post(_half(region.accounts["liaison_elsewhere"]))).status_code == 403

    async def test_leaves_room_for_the_other_half(self, keeper: httpx.AsyncClient, region: Region) -> None:
        answer = await keeper.post(
            f"/api/v1/accounts/{region.accounts['clerk']}/password-reset",
            json={"new_password": "Ab3-" * 31},
        )
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/new_password"

    async def test_is_on_record_without_the_half(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, app: FastAPI, region: Region
    ) -> None:
        clerk = region.accounts["clerk"]
        await _reset(keeper, clerk)
        async with app.state.database.reading() as session:
            sealed = (await session.scalars(select(PasswordHalf.sealed))).one()
        half = (await opener.post(_half(clerk))).json()["half"]
        assert half not in sealed
        async with app.state.database.reading() as session:
            action = await session.scalar(select(EventRow.action).order_by(EventRow.position.desc()).limit(1))
            bodies = (await session.scalars(select(EventPayload.body))).all()
        assert action == "hand_out_password_half"
        assert not any(half in body for body in bodies if body)


class TestOpening:
    async def test_the_security_administrator_hands_over_the_other_half(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, client: httpx.AsyncClient, region: Region
    ) -> None:
        body = {"username": "wang.min", "name": "王敏", "home_unit_id": region.units["qinghe"]}
        made = (await opener.post("/api/v1/accounts", json={**body, "password": FIRST})).json()
        assert made["password_half"] == "security"
        assert await _enter(client, "wang.min", FIRST) == 401
        assert (await opener.post(_half(made["id"]))).status_code == 403
        half = (await keeper.post(_half(made["id"]))).json()["half"]
        assert await _enter(client, "wang.min", FIRST + half) == 201
