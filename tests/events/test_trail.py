"""What is read from the log: the auditor's trail without values, a time line with them."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from mingze.events.queries import time_line, time_line_total
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import record
from tests.conftest import SignIn
from tests.events.conftest import write
from tests.support.region import Region

PATH = "/api/v1/events"


@pytest.fixture
async def auditor(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("auditor")


async def _every(client: httpx.AsyncClient, **params: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = await client.get(PATH, params={**params, **({"cursor": cursor} if cursor else {})})
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        cursor = page.json()["next_cursor"]
        if cursor is None:
            return items


class TestListEvents:
    async def test_names_fields_and_never_values(
        self, auditor: httpx.AsyncClient, database: Database, region: Region
    ) -> None:
        async with database.writing() as session:
            record(
                session,
                action="correct",
                resource="thing",
                resource_id=1,
                actor=None,
                unit_id=region.units["hospital"],
                changes={"problem": ["旧的秘密", "新的秘密"]},
                note="理由里的秘密",
                somewhere="附带的秘密",
            )
        answer = await auditor.get(PATH, params={"resource": "thing"})
        assert "秘密" not in answer.text
        (item,) = answer.json()["items"]
        assert item["fields"] == ["problem"]
        assert item["unit_name"] == "青禾县人民医院"

    async def test_says_whom_and_which_unit_an_act_was_on(
        self, auditor: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        security, clerk = await sign_in("security_admin"), await sign_in("clerk")
        path = f"/api/v1/accounts/{region.accounts['liaison']}/password-reset"
        assert (await security.post(path, json={"new_password": "Baishi-County-7"})).status_code == 204
        whom = {"account_id": region.accounts["liaison"], "unit_id": region.units["hospital"]}
        made = await security.post("/api/v1/appointments", json={**whom, "role": "unit_head"})
        assert made.status_code == 201
        people = await auditor.get("/api/v1/events/actors", params={"q": "liaison"})
        name = next(one["name"] for one in people.json()["items"] if one["username"] == "liaison")
        for action in ("reset_password", "appoint"):
            said = await auditor.get(PATH, params={"action": action, "limit": 1})
            assert said.json()["items"][0]["resource_name"] == name
        body = {"problem": "值班表漏填。", "source": "supervision", "units": [{"unit_id": whom["unit_id"]}]}
        assert (await clerk.post("/api/v1/findings", json=body)).status_code == 201
        said = await auditor.get(PATH, params={"resource": "finding"})
        assert [item["resource_name"] for item in said.json()["items"]] == [None]

    async def test_gives_the_newest_first_page_by_page(self, auditor: httpx.AsyncClient, log: int) -> None:
        for limit in (1, 4, 200):
            positions = [item["position"] for item in await _every(auditor, limit=limit, resource="thing")]
            assert positions == list(range(log + 9, log - 1, -1))

    async def test_filters(
        self, auditor: httpx.AsyncClient, database: Database, region: Region, sign_in: SignIn
    ) -> None:
        await sign_in("clerk")
        found = await _every(auditor, action="sign_in", actor_id=region.accounts["clerk"])
        assert [item["resource_id"] for item in found] == [str(region.accounts["clerk"])]
        assert [i["actor_name"] for i in found] == [found[0]["actor_name"]]
        moment = clock.now()
        assert await _every(auditor, since=(moment + timedelta(hours=1)).isoformat()) == []
        assert await _every(auditor, until=(moment - timedelta(days=9)).isoformat()) == []

    async def test_narrows_to_a_unit_and_below(
        self, auditor: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        for who in ("hospital_liaison", "unit_head", "liaison_elsewhere"):
            await sign_in(who)
        found = await _every(auditor, action="sign_in", unit_id=region.units["qinghe"])
        assert {item["actor_id"] for item in found} == {
            region.accounts["hospital_liaison"],
            region.accounts["unit_head"],
        }

    async def test_does_not_widen_the_scope_by_naming_a_unit(self, sign_in: SignIn, region: Region) -> None:
        await sign_in("hospital_liaison")
        assert await _every(await sign_in("auditor_elsewhere"), unit_id=region.units["city"], limit=200)
        assert await _every(await sign_in("auditor_elsewhere"), unit_id=region.units["qinghe"]) == []

    async def test_tells_what_was_refused_from_what_was_done(
        self, auditor: httpx.AsyncClient, client: httpx.AsyncClient, sign_in: SignIn
    ) -> None:
        await sign_in("clerk")
        await client.post("/api/v1/sessions", json={"username": "clerk", "password": "not the password"})
        told = {ok: await _every(auditor, action="sign_in", ok=ok) for ok in ("true", "false")}
        assert {item["ok"] for item in told["true"]} == {True}
        assert [item["ok"] for item in told["false"]] == [False]

    async def test_counts_from_an_instant_to_before_another(
        self, auditor: httpx.AsyncClient, sign_in: SignIn
    ) -> None:
        moment = clock.now().replace(microsecond=0)
        with clock.at(moment):
            await sign_in("clerk")
        second = timedelta(seconds=1)
        mine = {"action": "sign_in", "ok": "true"}
        asked = {"since": moment.isoformat(), "until": (moment + second).isoformat()}
        assert len(await _every(auditor, **mine, **asked)) >= 1
        before = {"since": (moment - second).isoformat(), "until": moment.isoformat()}
        assert [i for i in await _every(auditor, **mine, **before) if i["at"] >= moment.isoformat()] == []

    async def test_says_that_no_page_follows_a_full_last_one(
        self, auditor: httpx.AsyncClient, log: int
    ) -> None:
        page = (await auditor.get(PATH, params={"resource": "thing", "limit": 10})).json()
        assert (len(page["items"]), page["next_cursor"]) == (10, None)

    async def test_keeps_an_auditor_within_the_scope(
        self, sign_in: SignIn, database: Database, region: Region
    ) -> None:
        await sign_in("clerk")
        await sign_in("liaison_elsewhere")
        await write(database, 1)  # of no unit
        narrow = await _every(await sign_in("auditor_elsewhere"), limit=200)
        wide = await _every(await sign_in("auditor"), limit=200)
        below = {region.units["linquan"], region.units["linquan_hospital"]}
        assert {item["unit_id"] for item in narrow} == below
        assert {item["unit_id"] for item in wide} >= {*region.units.values(), None}

    async def test_is_for_auditors(self, sign_in: SignIn) -> None:
        for name in ("clerk", "leader", "system_admin", "security_admin"):
            assert (await (await sign_in(name)).get(PATH)).status_code == 403

    @pytest.mark.parametrize(
        ("params", "pointer"),
        [
            ({"since": "2026-03-02T08:00:00"}, "/query/since"),
            ({"since": "yesterday"}, "/query/since"),
            ({"since": "0001-01-01T00:00:00+08:00"}, "/query/since"),
            ({"until": "9999-12-31T23:59:59-08:00"}, "/query/until"),
            ({"limit": "0"}, "/query/limit"),
            ({"limit": "201"}, "/query/limit"),
            ({"resource": "x' OR 1=1"}, "/query/resource"),
            ({"actor_id": str(2**70)}, "/query/actor_id"),
            ({"unit_id": "0"}, "/query/unit_id"),
            ({"ok": "perhaps"}, "/query/ok"),
            ({"cursor": "nonsense"}, "/query/cursor"),
            ({"cursor": "WyJhIl0"}, "/query/cursor"),
        ],
    )
    async def test_names_the_parameter_at_fault(
        self, auditor: httpx.AsyncClient, params: dict[str, str], pointer: str
    ) -> None:
        answer = await auditor.get(PATH, params=params)
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


class TestListEventActors:
    async def test_finds_people_by_name_and_user_name_the_disabled_too(
        self, auditor: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        opener = await sign_in("system_admin")
        path = f"/api/v1/accounts/{region.accounts['hospital_liaison']}"
        await opener.patch(path, json={"active": False}, headers={"If-Match": '"v1"'})
        by_username = (await auditor.get(f"{PATH}/actors", params={"q": "hospital_"})).json()["items"]
        assert {(item["username"], item["active"]) for item in by_username} == {
            ("hospital_head", True),
            ("hospital_liaison", False),
            ("hospital_officer", True),
        }
        by_name = (await auditor.get(f"{PATH}/actors", params={"q": "审计员"})).json()
        assert {item["username"] for item in by_name["items"]} == {"auditor", "auditor_elsewhere"}
        assert set(by_name["items"][0]) == {"id", "name", "username", "unit_name", "active"}

    async def test_stays_within_the_scope_and_with_auditors(self, sign_in: SignIn, region: Region) -> None:
        found = (
            await (await sign_in("auditor_elsewhere")).get(f"{PATH}/actors", params={"limit": 200})
        ).json()
        assert {item["username"] for item in found["items"]} == {
            name for name in region.accounts if name.endswith("_elsewhere")
        }
        for name in ("clerk", "system_admin", "security_admin"):
            assert (await (await sign_in(name)).get(f"{PATH}/actors")).status_code == 403

    async def test_pages_to_the_end(self, auditor: httpx.AsyncClient, region: Region) -> None:
        seen, cursor = [], None
        while True:
            params = {"limit": len(region.accounts) // 2, **({"cursor": cursor} if cursor else {})}
            page = (await auditor.get(f"{PATH}/actors", params=params)).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert seen == sorted(region.accounts.values())


class TestListEventUnits:
    async def test_finds_units_by_name_with_the_one_above(
        self, auditor: httpx.AsyncClient, region: Region
    ) -> None:
        page = (await auditor.get(f"{PATH}/units", params={"q": "青禾县人民"})).json()
        found = {item["id"]: item for item in page["items"]}
        assert found[region.units["hospital"]]["name"] == "青禾县人民医院"
        assert found[region.units["hospital"]]["parent_name"]
        assert page["total"] == len(found)

    async def test_goes_on_where_a_page_ended(self, auditor: httpx.AsyncClient) -> None:
        first = (await auditor.get(f"{PATH}/units", params={"limit": 1})).json()
        params = {"limit": 200, "cursor": first["next_cursor"]}
        rest = (await auditor.get(f"{PATH}/units", params=params)).json()
        assert first["total"] == 1 + len(rest["items"])


class TestTimeLine:
    async def test_shows_values_newest_first(self, database: Database) -> None:
        for number in range(5):
            await write(database, number, subject=77)
        await write(database, 9, subject=78)
        async with database.reading() as session:
            entries = await time_line(session, 77, limit=3)
            assert [e.changes for e in entries] == [{"text": [None, f"内容 {n}"]} for n in (4, 3, 2)]
            rest = await time_line(session, 77, before=entries[-1].position, limit=3)
            assert [e.resource_id for e in rest] == ["1", "0"]
            assert await time_line_total(session, 77) == 5
