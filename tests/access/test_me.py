"""Oneself: what one holds, and the own password."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import httpx
import pytest
from fastapi import FastAPI

from mingze.kit import clock
from tests.conftest import SignIn, Visitors
from tests.support.region import PASSWORD, Region

NEW = "Baishi-County-7"
CHANGE = {"old_password": PASSWORD, "new_password": NEW}


class TestGetMe:
    async def test_says_who_and_what_for(self, sign_in: SignIn, region: Region) -> None:
        me = (await (await sign_in("hospital_liaison")).get("/api/v1/me")).json()
        assert me["home_unit"] == {"id": region.units["hospital_medical"], "name": "医务科"}
        assert me["appointments"] == [
            {
                "role": "liaison",
                "role_label": "单位联络员",
                "unit": {"id": region.units["hospital"], "name": "青禾县人民医院"},
            }
        ]
        assert "measure.report" in me["permissions"]
        assert "measure.verify" not in me["permissions"]


class TestChangeMyPassword:
    async def test_ends_the_other_sessions_and_keeps_this_one(
        self, sign_in: SignIn, client: httpx.AsyncClient
    ) -> None:
        here, there = await sign_in("clerk"), await sign_in("clerk")
        assert (await here.post("/api/v1/me/password", json=CHANGE)).status_code == 204
        assert (await here.get("/api/v1/me")).status_code == 200
        assert (await there.get("/api/v1/me")).status_code == 401
        old = await client.post("/api/v1/sessions", json={"username": "clerk", "password": PASSWORD})
        new = await client.post("/api/v1/sessions", json={"username": "clerk", "password": NEW})
        assert (old.status_code, new.status_code) == (401, 201)

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({**CHANGE, "old_password": "Wrong-Password-1"}, "/body/old_password"),
            ({**CHANGE, "new_password": "short"}, "/body/new_password"),
            ({**CHANGE, "new_password": "i-am-the-clerk-1"}, "/body/new_password"),
            ({**CHANGE, "new_password": PASSWORD}, "/body/new_password"),
        ],
    )
    async def test_refuses(self, sign_in: SignIn, body: dict[str, str], pointer: str) -> None:
        answer = await (await sign_in("clerk")).post("/api/v1/me/password", json=body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer

    async def test_lets_one_of_two_changes_win(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        bodies = [{**CHANGE, "new_password": f"{NEW}{number}"} for number in range(4)]
        answers = await asyncio.gather(*(clerk.post("/api/v1/me/password", json=body) for body in bodies))
        first, *others = sorted(answer.status_code for answer in answers)
        # Overtaken, or come after: then the old password is no longer the old one.
        assert first == 204
        assert set(others) <= {412, 422}


class TestFormerPasswords:
    async def test_may_not_be_chosen_again_for_five_changes(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        used = [PASSWORD, *(f"{NEW}{number}" for number in range(5))]
        for old, new in pairwise(used):
            change = {"old_password": old, "new_password": new}
            assert (await clerk.post("/api/v1/me/password", json=change)).status_code == 204
        for again in used[1:-1]:
            change = {"old_password": used[-1], "new_password": again}
            answer = await clerk.post("/api/v1/me/password", json=change)
            assert answer.status_code == 422
            assert "最近" in answer.json()["detail"]
        change = {"old_password": used[-1], "new_password": PASSWORD}
        assert (await clerk.post("/api/v1/me/password", json=change)).status_code == 204


class TestPasswordAge:
    async def test_makes_a_change_due(self, app: FastAPI, sign_in: SignIn, visitors: Visitors) -> None:
        app.state.settings.password_days = 90
        clerk = await sign_in("clerk")
        assert (await clerk.post("/api/v1/me/password", json=CHANGE)).status_code == 204
        assert (await clerk.get("/api/v1/me")).json()["must_change_password"] is False
        with clock.at(clock.now() + timedelta(days=90)):
            later = await visitors.sign_in("clerk", NEW)
            assert (await later.get("/api/v1/me")).json()["must_change_password"] is True
            assert (await later.get("/api/v1/units")).status_code == 403
            change = {"old_password": NEW, "new_password": "Another-Secret-8"}
            assert (await later.post("/api/v1/me/password", json=change)).status_code == 204
            assert (await later.get("/api/v1/units")).status_code == 200


class TestMustChangePassword:
    @pytest.fixture
    async def newcomer(self, sign_in: SignIn, visitors: Visitors, region: Region) -> httpx.AsyncClient:
        keeper = await sign_in("security_admin")
        path = f"/api/v1/accounts/{region.accounts['clerk']}/password-reset"
        await keeper.post(path, json={"new_password": NEW})
        return await visitors.sign_in("clerk", NEW)

    async def test_stops_everything_else(self, newcomer: httpx.AsyncClient) -> None:
        for path in (
            "/api/v1/units",
            "/api/v1/people",
            "/api/v1/attachments/1",
            "/api/v1/attachments/1/content",
        ):
            answer = await newcomer.get(path)
            assert answer.status_code == 403
            assert answer.json()["type"] == "/problems/password-change-required"

    async def test_leaves_me_signing_out_and_the_change_itself(self, newcomer: httpx.AsyncClient) -> None:
        assert (await newcomer.get("/api/v1/me")).json()["must_change_password"] is True
        change = {"old_password": NEW, "new_password": "Another-Secret-8"}
        assert (await newcomer.post("/api/v1/me/password", json=change)).status_code == 204
        assert (await newcomer.get("/api/v1/units")).status_code == 200
        assert (await newcomer.delete("/api/v1/sessions/current")).status_code == 204

    async def test_goes_on_after_a_refresh(self, newcomer: httpx.AsyncClient) -> None:
        cookie = newcomer.cookies["mingze_refresh"]
        answer = await newcomer.post(
            "/api/v1/sessions/refresh", headers={"Cookie": f"mingze_refresh={cookie}"}
        )
        token = answer.json()["access_token"]
        units = await newcomer.get("/api/v1/units", headers={"Authorization": f"Bearer {token}"})
        assert units.status_code == 403
