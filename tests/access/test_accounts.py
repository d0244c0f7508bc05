"""Accounts through the API: who may make, change, disable and reset them, and how far."""

import asyncio
from datetime import datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from mingze.access.permissions import Role
from mingze.accounts.models import Account
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventPayload, EventRow
from mingze.kit.idempotency import IdempotentResult
from tests.conftest import SignIn
from tests.support.region import PASSWORD, Region

NEW = "Baishi-County-7"


@pytest.fixture
async def opener(sign_in: SignIn) -> httpx.AsyncClient:
    """The system administrator of the whole region, who opens accounts."""
    return await sign_in("system_admin")


@pytest.fixture
async def narrow_opener(sign_in: SignIn) -> httpx.AsyncClient:
    """The system administrator of 临泉县 only."""
    return await sign_in("system_admin_elsewhere")


@pytest.fixture
async def keeper(sign_in: SignIn) -> httpx.AsyncClient:
    """The security administrator of the whole region, who gives roles and resets passwords."""
    return await sign_in("security_admin")


@pytest.fixture
async def narrow(sign_in: SignIn) -> httpx.AsyncClient:
    """The security administrator of 临泉县 only."""
    return await sign_in("security_admin_elsewhere")


def _body(region: Region, unit: str = "qinghe", **other: Any) -> dict[str, Any]:
    return {
        "username": "wang.min",
        "name": "王敏",
        "home_unit_id": region.units[unit],
        "password": NEW,
        **other,
    }


async def _account(database: Database, account_id: int) -> Account:
    async with database.reading() as session:
        return (await session.scalars(select(Account).where(Account.id == account_id))).one()


async def _state(client: httpx.AsyncClient, account_id: int) -> dict[str, Any]:
    cursor = None
    while True:
        params = {"limit": 200, **({"cursor": cursor} if cursor else {})}
        page = (await client.get("/api/v1/accounts", params=params)).json()
        for item in page["items"]:
            if item["id"] == account_id:
                return dict(item)
        cursor = page["next_cursor"]
        assert cursor


class TestCreateAccount:
    async def test_makes_one_that_must_change_its_password(
        self, opener: httpx.AsyncClient, client: httpx.AsyncClient, region: Region
    ) -> None:
        answer = await opener.post("/api/v1/accounts", json=_body(region))
        assert answer.status_code == 201
        assert answer.headers["etag"] == '"v1"'
        assert NEW not in answer.text
        assert {name for name in answer.json() if "password" in name} == {
            "must_change_password",
            "password_half",
        }
        assert answer.json()["password_half"] is None
        said = await client.post("/api/v1/sessions", json={"username": "wang.min", "password": NEW})
        assert said.json()["account"]["must_change_password"] is True

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"password": "short"}, "/body/password"),
            ({"password": "wang.min-2026-x"}, "/body/password"),
            ({"username": "x"}, "/body/username"),
            ({"username": "wang min"}, "/body/username"),
            ({"username": "ß" * 64}, "/body/username"),
            ({"name": "  "}, "/body/name"),
            ({"name": "王" * 61}, "/body/name"),
            ({"home_unit_id": 999_999}, "/body/home_unit_id"),
            ({"home_unit_id": 2**60}, "/body/home_unit_id"),
            ({"role": "clerk"}, "/body/role"),
        ],
    )
    async def test_names_the_field_at_fault(
        self, opener: httpx.AsyncClient, region: Region, change: dict[str, Any], pointer: str
    ) -> None:
        answer = await opener.post("/api/v1/accounts", json=_body(region, **change))
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]

    @pytest.mark.parametrize("username", ["wang.min", "WANG.MIN", " wang.min", "\uff37ang.min"])
    async def test_refuses_a_name_that_is_taken(
        self, opener: httpx.AsyncClient, region: Region, username: str
    ) -> None:
        await opener.post("/api/v1/accounts", json=_body(region))
        answer = await opener.post("/api/v1/accounts", json=_body(region, username=username))
        assert answer.status_code == 409

    async def test_refuses_a_home_out_of_scope_as_unknown(
        self, narrow_opener: httpx.AsyncClient, region: Region
    ) -> None:
        out_of_scope = await narrow_opener.post("/api/v1/accounts", json=_body(region))
        unknown = await narrow_opener.post("/api/v1/accounts", json=_body(region, home_unit_id=999_999))
        assert out_of_scope.status_code == unknown.status_code == 422
        assert out_of_scope.json() == unknown.json()

    async def test_keeps_no_fast_hash_of_the_password(
        self, opener: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        """What is kept for retries must be the same whatever the password was."""
        kept = []
        for number, password in enumerate((NEW, "Another-Secret-8")):
            body = _body(region, username="wang.min", password=password)
            await opener.post("/api/v1/accounts", json=body, headers={"Idempotency-Key": f"try-{number:04}"})
        async with database.reading() as session:
            kept = list(await session.scalars(select(IdempotentResult.body_hash)))
        assert len(kept) == 1
        headers = {"Idempotency-Key": "try-0000"}
        again = await opener.post(
            "/api/v1/accounts", json=_body(region, password="Another-Secret-8"), headers=headers
        )
        assert again.status_code == 201

    async def test_writes_no_password_into_the_log(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        made = (await opener.post("/api/v1/accounts", json=_body(region))).json()
        reset = f"/api/v1/accounts/{made['id']}/password-reset"
        assert (await keeper.post(reset, json={"new_password": "Another-Secret-8"})).status_code == 204
        async with database.reading() as session:
            bodies = "".join(b or "" for b in await session.scalars(select(EventPayload.body)))
        assert NEW not in bodies
        assert "Another-Secret-8" not in bodies
        assert "argon2" not in bodies


class TestListAccounts:
    async def test_shows_those_at_home_in_scope(
        self, keeper: httpx.AsyncClient, narrow: httpx.AsyncClient, region: Region
    ) -> None:
        everybody = (await keeper.get("/api/v1/accounts", params={"limit": 200})).json()
        some = (await narrow.get("/api/v1/accounts", params={"limit": 200})).json()
        assert everybody["total"] == len(region.accounts)
        assert {item["username"] for item in some["items"]} == {
            name for name in region.accounts if name.endswith("_elsewhere")
        }

    async def test_pages_through_all_of_them_once(self, keeper: httpx.AsyncClient, region: Region) -> None:
        seen: list[int] = []
        cursor = None
        while True:
            params = {"limit": 13, **({"cursor": cursor} if cursor else {})}
            page = (await keeper.get("/api/v1/accounts", params=params)).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert seen == sorted(region.accounts.values())

    async def test_says_that_no_page_follows_a_full_last_one(
        self, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        params = {"limit": len(region.accounts)}
        page = (await keeper.get("/api/v1/accounts", params=params)).json()
        assert len(page["items"]) == len(region.accounts)
        assert page["next_cursor"] is None

    @pytest.mark.parametrize("query", ["%", "_", "\\", "' OR 1=1 --", '"; DROP TABLE account', "%%%"])
    async def test_takes_wildcards_and_quotes_as_they_are(
        self, keeper: httpx.AsyncClient, query: str
    ) -> None:
        answer = await keeper.get("/api/v1/accounts", params={"q": query})
        found = {item["username"] for item in answer.json()["items"]}
        assert all(query in username for username in found)

    async def test_is_for_both_who_open_and_who_appoint(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient
    ) -> None:
        first = await opener.get("/api/v1/accounts", params={"limit": 200})
        second = await keeper.get("/api/v1/accounts", params={"limit": 200})
        assert {i["id"] for i in first.json()["items"]} == {i["id"] for i in second.json()["items"]}

    async def test_narrows_to_a_unit_and_below_and_to_the_disabled(
        self, opener: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['hospital_head']}"
        await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        found = {}
        for active in ("true", "false"):
            params = {"unit_id": region.units["hospital"], "active": active}
            page = (await opener.get("/api/v1/accounts", params=params)).json()
            found[active] = {item["username"] for item in page["items"]}
            assert page["total"] == len(page["items"])
        assert found == {"true": {"hospital_liaison", "hospital_officer"}, "false": {"hospital_head"}}

    async def test_tells_when_somebody_last_signed_in(
        self, opener: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        account = region.accounts["liaison"]
        before = await _state(opener, account)
        assert (before["last_sign_in_at"], before["second_factor"]) == (None, False)
        moment = clock.now().replace(microsecond=0)
        with clock.at(moment):
            await sign_in("liaison")
        after = await _state(opener, account)
        assert datetime.fromisoformat(after["last_sign_in_at"]) == moment

    async def test_finds_by_name_and_user_name(self, keeper: httpx.AsyncClient) -> None:
        by_username = (await keeper.get("/api/v1/accounts", params={"q": "_elsewhere"})).json()
        by_name = (await keeper.get("/api/v1/accounts", params={"q": "审计员"})).json()
        assert by_username["total"] == len(Role)
        assert {i["username"] for i in by_name["items"]} == {"auditor", "auditor_elsewhere"}

    async def test_finds_who_holds_no_appointment(
        self, opener: httpx.AsyncClient, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        made = (await opener.post("/api/v1/accounts", json=_body(region))).json()
        page = (await opener.get("/api/v1/accounts", params={"appointed": False, "q": "wang.min"})).json()
        assert [item["id"] for item in page["items"]] == [made["id"]]
        body = {"account_id": made["id"], "unit_id": region.units["qinghe"], "role": "liaison"}
        await keeper.post("/api/v1/appointments", json={**body, "starts_on": "2099-01-01"})
        page = (await opener.get("/api/v1/accounts", params={"appointed": False, "q": "wang.min"})).json()
        assert page["items"] == []
        page = (await opener.get("/api/v1/accounts", params={"appointed": True, "q": "wang.min"})).json()
        assert [item["id"] for item in page["items"]] == [made["id"]]

    async def test_shows_one_in_scope(
        self, opener: httpx.AsyncClient, narrow_opener: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}"
        found = await opener.get(path)
        assert found.json() == await _state(opener, region.accounts["liaison"])
        assert found.headers["etag"] == f'"v{found.json()["version"]}"'
        assert (await narrow_opener.get(path)).status_code == 404


class TestChangeAccount:
    async def test_renames_and_moves(
        self, opener: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}"
        body = {"name": "李文", "home_unit_id": region.units["hospital"]}
        answer = await opener.patch(path, json=body, headers={"If-Match": '"v1"'})
        assert answer.status_code == 200
        assert (answer.json()["name"], answer.json()["home_unit_name"]) == ("李文", "青禾县人民医院")
        assert answer.headers["etag"] == '"v2"'
        async with database.reading() as session:
            query = select(EventRow.fields).where(EventRow.resource == "account", EventRow.action == "update")
            assert (await session.scalars(query)).one() == ["home_unit_id", "name"]

    async def test_writes_nothing_where_nothing_changes(
        self, opener: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}"
        answer = await opener.patch(path, json={"active": True}, headers={"If-Match": '"v1"'})
        assert (answer.status_code, answer.headers["etag"]) == (200, '"v1"')

    async def test_disabling_ends_the_sessions_at_once(
        self, opener: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        liaison = await sign_in("liaison")
        path = f"/api/v1/accounts/{region.accounts['liaison']}"
        await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        assert (await liaison.get("/api/v1/me")).status_code == 401
        # Nor do they come back with the account.
        await opener.patch(path, json={"active": True}, headers={"If-Match": '"v2"'})
        assert (await liaison.get("/api/v1/me")).status_code == 401
        assert (await sign_in("liaison")).headers["Authorization"]

    async def test_cannot_disable_oneself(self, opener: httpx.AsyncClient, region: Region) -> None:
        path = f"/api/v1/accounts/{region.accounts['system_admin']}"
        answer = await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        assert answer.status_code == 409

    async def test_can_rename_oneself(self, opener: httpx.AsyncClient, region: Region) -> None:
        path = f"/api/v1/accounts/{region.accounts['system_admin']}"
        answer = await opener.patch(path, json={"name": "安全员"}, headers={"If-Match": '"v1"'})
        assert answer.status_code == 200

    async def test_does_not_see_accounts_of_another_subtree(
        self, narrow_opener: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}"
        answer = await narrow_opener.patch(path, json={"name": "李文"}, headers={"If-Match": '"v1"'})
        unknown = await narrow_opener.patch(
            "/api/v1/accounts/999999", json={"name": "李文"}, headers={"If-Match": '"v1"'}
        )
        assert answer.status_code == unknown.status_code == 404
        assert answer.json() == unknown.json()

    async def test_cannot_move_one_out_of_scope(
        self, narrow_opener: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison_elsewhere']}"
        body = {"home_unit_id": region.units["qinghe"]}
        answer = await narrow_opener.patch(path, json=body, headers={"If-Match": '"v1"'})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/home_unit_id"

    async def test_loses_sight_of_one_that_moved_away(
        self, opener: httpx.AsyncClient, narrow_opener: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison_elsewhere']}"
        body = {"home_unit_id": region.units["qinghe"]}
        await opener.patch(path, json=body, headers={"If-Match": '"v1"'})
        answer = await narrow_opener.patch(path, json={"name": "李文"}, headers={"If-Match": '"v2"'})
        assert answer.status_code == 404

    async def test_cannot_touch_one_that_reaches_beyond_the_scope(
        self,
        opener: httpx.AsyncClient,
        narrow_opener: httpx.AsyncClient,
        keeper: httpx.AsyncClient,
        narrow: httpx.AsyncClient,
        region: Region,
    ) -> None:
        """Somebody at home in 临泉县 who is a clerk of the whole city: not the county's to disable."""
        body = _body(region, "linquan")
        account = (await opener.post("/api/v1/accounts", json=body)).json()
        city = {"account_id": account["id"], "unit_id": region.units["city"], "role": "clerk"}
        assert (await keeper.post("/api/v1/appointments", json=city)).status_code == 201
        path = f"/api/v1/accounts/{account['id']}"
        changed = await narrow_opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        reset = await narrow.post(f"{path}/password-reset", json={"new_password": "Another-Secret-8"})
        assert (changed.status_code, reset.status_code) == (403, 403)

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({}, 428),
            ({"If-Match": '"v2"'}, 412),
            ({"If-Match": "v1"}, 412),
            ({"If-Match": "*"}, 412),
            ({"If-Match": 'W/"v1"'}, 200),
            ({"If-Match": '"v1"'}, 200),
        ],
    )
    async def test_wants_the_version_it_edits(
        self, opener: httpx.AsyncClient, region: Region, headers: dict[str, str], status: int
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}"
        assert (await opener.patch(path, json={"name": "李文"}, headers=headers)).status_code == status

    async def test_lets_one_of_two_editors_win(
        self, opener: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}"

        async def edit(number: int) -> int:
            answer = await opener.patch(path, json={"name": f"李{number}"}, headers={"If-Match": '"v1"'})
            return answer.status_code

        assert sorted(await asyncio.gather(*map(edit, range(6)))) == [200, 412, 412, 412, 412, 412]
        assert (await _account(database, region.accounts["liaison"])).version == 2


class TestResetPassword:
    async def test_ends_every_session_and_wants_a_new_password(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region, client: httpx.AsyncClient
    ) -> None:
        liaison = await sign_in("liaison")
        path = f"/api/v1/accounts/{region.accounts['liaison']}/password-reset"
        assert (await keeper.post(path, json={"new_password": NEW})).status_code == 204
        assert (await liaison.get("/api/v1/me")).status_code == 401
        old = await client.post("/api/v1/sessions", json={"username": "liaison", "password": PASSWORD})
        new = await client.post("/api/v1/sessions", json={"username": "liaison", "password": NEW})
        assert (old.status_code, new.status_code) == (401, 201)
        assert new.json()["account"]["must_change_password"] is True

    async def test_is_not_for_oneself(self, keeper: httpx.AsyncClient, region: Region) -> None:
        """A stolen session must not become a stolen account: the own password needs the old one."""
        path = f"/api/v1/accounts/{region.accounts['security_admin']}/password-reset"
        assert (await keeper.post(path, json={"new_password": NEW})).status_code == 409

    async def test_stays_within_the_scope(self, narrow: httpx.AsyncClient, region: Region) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}/password-reset"
        assert (await narrow.post(path, json={"new_password": NEW})).status_code == 404

    async def test_refuses_a_weak_password(self, keeper: httpx.AsyncClient, region: Region) -> None:
        path = f"/api/v1/accounts/{region.accounts['liaison']}/password-reset"
        answer = await keeper.post(path, json={"new_password": "liaison-2026-x"})
        assert answer.status_code == 422


class TestListPeople:
    async def test_tells_no_more_than_needed(self, sign_in: SignIn) -> None:
        unit_head = await sign_in("unit_head")
        page = (await unit_head.get("/api/v1/people")).json()
        assert {key for item in page["items"] for key in item} == {"id", "name", "unit"}

    async def test_shows_active_people_in_scope(
        self, sign_in: SignIn, opener: httpx.AsyncClient, region: Region
    ) -> None:
        path = f"/api/v1/accounts/{region.accounts['hospital_head']}"
        await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        unit_head = await sign_in("unit_head")
        found = {
            p["id"] for p in (await unit_head.get("/api/v1/people", params={"limit": 200})).json()["items"]
        }
        here = {"unit_head", "liaison", "hospital_liaison", "hospital_officer", "complaint_officer"}
        assert found == {region.accounts[name] for name in here}

    async def test_below_a_unit(self, sign_in: SignIn, region: Region) -> None:
        clerk = await sign_in("clerk")
        params = {"unit_id": region.units["hospital"]}
        found = {p["id"] for p in (await clerk.get("/api/v1/people", params=params)).json()["items"]}
        here = ("hospital_head", "hospital_liaison", "hospital_officer")
        assert found == {region.accounts[name] for name in here}

    async def test_a_unit_out_of_scope_shows_nobody(self, sign_in: SignIn, region: Region) -> None:
        unit_head = await sign_in("unit_head")
        page = (await unit_head.get("/api/v1/people", params={"unit_id": region.units["linquan"]})).json()
        assert (page["items"], page["total"]) == ([], 0)
