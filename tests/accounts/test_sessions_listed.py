"""Where one is signed in: sessions seen and ended, one's own and those of others."""

from datetime import timedelta

import httpx
from fastapi import FastAPI
from sqlalchemy import select

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventRow
from tests.conftest import SignIn
from tests.support.region import PASSWORD, Region


class TestSessionsOfMine:
    async def test_lists_where_one_is_signed_in(self, app: FastAPI, sign_in: SignIn) -> None:
        here = await sign_in("clerk")
        transport = httpx.ASGITransport(app=app, client=("192.0.2.9", 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as elsewhere:
            elsewhere.headers["User-Agent"] = "a phone " + "x" * 300
            body = {"username": "clerk", "password": PASSWORD}
            await elsewhere.post("/api/v1/sessions", json=body)
        there, mine = (await here.get("/api/v1/me/sessions")).json()["items"]
        assert (mine["current"], there["current"]) == (True, False)
        assert (there["source"], there["agent"]) == ("192.0.2.9", ("a phone " + "x" * 300)[:200])
        assert there["created_at"] == there["last_used_at"] < there["expires_at"]
        assert mine["id"] == here.cookies["mingze_refresh"].partition(".")[0]

    async def test_ends_one(self, sign_in: SignIn, database: Database, region: Region) -> None:
        here, there = await sign_in("clerk"), await sign_in("clerk")
        other = there.cookies["mingze_refresh"].partition(".")[0]
        assert (await here.delete(f"/api/v1/me/sessions/{other}")).status_code == 204
        assert (await there.get("/api/v1/me")).status_code == 401
        assert (await here.delete(f"/api/v1/me/sessions/{other}")).status_code == 404
        assert len((await here.get("/api/v1/me/sessions")).json()["items"]) == 1
        async with database.reading() as session:
            query = select(EventRow.actor_id).where(EventRow.action == "end_session")
            assert list(await session.scalars(query)) == [region.accounts["clerk"]]

    async def test_ends_all_others(self, sign_in: SignIn) -> None:
        here, *others = [await sign_in("clerk") for _ in range(3)]
        assert (await here.delete("/api/v1/me/sessions")).status_code == 204
        assert (await here.get("/api/v1/me")).status_code == 200
        assert [(await other.get("/api/v1/me")).status_code for other in others] == [401, 401]

    async def test_never_reaches_those_of_others(self, sign_in: SignIn) -> None:
        clerk, leader = await sign_in("clerk"), await sign_in("leader")
        theirs = leader.cookies["mingze_refresh"].partition(".")[0]
        assert (await clerk.delete(f"/api/v1/me/sessions/{theirs}")).status_code == 404
        assert (await leader.get("/api/v1/me")).status_code == 200

    async def test_leaves_out_what_is_over(self, sign_in: SignIn) -> None:
        moment = clock.now()
        with clock.at(moment - timedelta(minutes=61)):
            await sign_in("clerk")
        here = await sign_in("clerk")
        assert len((await here.get("/api/v1/me/sessions")).json()["items"]) == 1


class TestSessionsOfOthers:
    async def test_are_seen_and_ended_by_the_security_administrator(
        self, sign_in: SignIn, region: Region, database: Database
    ) -> None:
        clerk, again, security = (
            await sign_in("clerk"),
            await sign_in("clerk"),
            await sign_in("security_admin"),
        )
        path = f"/api/v1/accounts/{region.accounts['clerk']}/sessions"
        items = (await security.get(path)).json()["items"]
        assert [item["current"] for item in items] == [False, False]
        one = clerk.cookies["mingze_refresh"].partition(".")[0]
        assert (await security.delete(f"{path}/{one}")).status_code == 204
        assert [(await c.get("/api/v1/me")).status_code for c in (clerk, again)] == [401, 200]
        assert (await security.delete(path)).status_code == 204
        assert (await again.get("/api/v1/me")).status_code == 401
        async with database.reading() as session:
            query = select(EventRow.actor_id, EventRow.resource_id).where(EventRow.action == "end_session")
            found = [tuple(row) for row in await session.execute(query)]
        assert found == [(region.accounts["security_admin"], str(region.accounts["clerk"]))] * 2

    async def test_are_not_found_under_another_account(self, sign_in: SignIn, region: Region) -> None:
        clerk, security = await sign_in("clerk"), await sign_in("security_admin")
        one = clerk.cookies["mingze_refresh"].partition(".")[0]
        path = f"/api/v1/accounts/{region.accounts['leader']}/sessions/{one}"
        assert (await security.delete(path)).status_code == 404
        assert (await clerk.get("/api/v1/me")).status_code == 200
