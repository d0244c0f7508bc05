"""Appointments: from when to when a role is held, who may give it, and whom it is kept from."""

import asyncio
from datetime import timedelta
from itertools import product
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from mingze.access.models import Appointment
from mingze.access.permissions import ADMINISTRATORS, Role
from mingze.access.service import administrators_clash
from mingze.kit import clock
from mingze.kit.database import Database
from tests.conftest import SignIn
from tests.support.region import Region

PATH = "/api/v1/appointments"


@pytest.fixture
async def keeper(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("security_admin")


@pytest.fixture
async def narrow(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("security_admin_elsewhere")


def _body(region: Region, account: str, unit: str, role: str, **other: Any) -> dict[str, Any]:
    body = {"account_id": region.accounts[account], "unit_id": region.units[unit], "role": role}
    return {**body, **other}


@pytest.fixture
async def newcomer(sign_in: SignIn, region: Region) -> int:
    """An account at 青禾县 without any role."""
    body = {
        "username": "newcomer",
        "name": "新来",
        "home_unit_id": region.units["qinghe"],
        "password": "Baishi-County-7",
    }
    opener = await sign_in("system_admin")
    return int((await opener.post("/api/v1/accounts", json=body)).json()["id"])


async def _appointment(database: Database, account_id: int) -> Appointment:
    async with database.reading() as session:
        query = select(Appointment).where(Appointment.account_id == account_id)
        return (await session.scalars(query)).one()


class TestAppoint:
    async def test_takes_effect_at_once(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        liaison = await sign_in("liaison")
        assert (await liaison.get("/api/v1/units")).json()["total"] == 4
        answer = await keeper.post(PATH, json=_body(region, "liaison", "linquan", "liaison"))
        assert answer.status_code == 201
        assert answer.json()["starts_on"] == clock.today().isoformat()
        assert answer.json()["ends_on"] is None
        assert (await liaison.get("/api/v1/units")).json()["total"] == 6

    @pytest.mark.parametrize(
        ("starts", "ends", "held"),
        [(0, None, True), (0, 0, True), (-9, 0, True), (1, None, False), (-9, -1, False), (1, 9, False)],
    )
    async def test_holds_from_its_first_day_to_its_last(
        self,
        keeper: httpx.AsyncClient,
        sign_in: SignIn,
        region: Region,
        starts: int,
        ends: int | None,
        held: bool,
    ) -> None:
        today = clock.today()
        days = {"starts_on": (today + timedelta(days=starts)).isoformat()}
        if ends is not None:
            days["ends_on"] = (today + timedelta(days=ends)).isoformat()
        answer = await keeper.post(PATH, json=_body(region, "liaison", "linquan", "liaison", **days))
        assert answer.status_code == 201
        me = (await (await sign_in("liaison")).get("/api/v1/me")).json()
        assert (len(me["appointments"]) == 2) is held

    async def test_begins_and_ends_at_midnight_in_shanghai(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        today = clock.today()
        day = {"starts_on": today.isoformat(), "ends_on": today.isoformat()}
        await keeper.post(PATH, json=_body(region, "liaison", "linquan", "liaison", **day))
        liaison = await sign_in("liaison")
        midnight = clock.now().astimezone(clock.SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
        for moment, roles in (
            (midnight - timedelta(seconds=1), 1),
            (midnight, 2),
            (midnight + timedelta(hours=23, minutes=59), 2),
            (midnight + timedelta(days=1), 1),
        ):
            with clock.at(moment):
                token = (await sign_in("liaison")).headers["Authorization"]
                me = await liaison.get("/api/v1/me", headers={"Authorization": token})
            assert len(me.json()["appointments"]) == roles

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"account_id": 999_999}, "/body/account_id"),
            ({"unit_id": 999_999}, "/body/unit_id"),
            ({"role": "king"}, "/body/role"),
            ({"starts_on": "2026-03-02", "ends_on": "2026-03-01"}, "/body/ends_on"),
            ({"starts_on": "soon"}, "/body/starts_on"),
        ],
    )
    async def test_names_the_field_at_fault(
        self, keeper: httpx.AsyncClient, region: Region, change: dict[str, Any], pointer: str
    ) -> None:
        answer = await keeper.post(PATH, json={**_body(region, "liaison", "linquan", "liaison"), **change})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer

    async def test_gives_no_role_twice(self, keeper: httpx.AsyncClient, region: Region) -> None:
        """Or ending one of the two would leave the other in force."""
        answer = await keeper.post(PATH, json=_body(region, "liaison", "qinghe", "liaison"))
        assert answer.status_code == 409

    async def test_gives_a_role_again_after_it_ended(
        self, keeper: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        held = await _appointment(database, region.accounts["liaison"])
        await keeper.delete(f"{PATH}/{held.id}")
        answer = await keeper.post(PATH, json=_body(region, "liaison", "qinghe", "liaison"))
        assert answer.status_code == 201


class TestEscalation:
    """A security administrator gives nobody, and least of all themself, more than their own reach."""

    async def test_no_role_at_a_unit_out_of_scope(self, narrow: httpx.AsyncClient, region: Region) -> None:
        for account in ("liaison_elsewhere", "security_admin_elsewhere"):
            for unit, role in product(("city", "qinghe"), Role):
                answer = await narrow.post(PATH, json=_body(region, account, unit, role))
                assert answer.status_code == 422
                assert answer.json()["errors"][0]["pointer"] == "/body/unit_id"

    async def test_no_role_for_an_account_out_of_scope(
        self, narrow: httpx.AsyncClient, region: Region
    ) -> None:
        answer = await narrow.post(PATH, json=_body(region, "liaison", "linquan", "liaison"))
        unknown = await narrow.post(
            PATH, json=_body(region, "liaison", "linquan", "liaison", account_id=999_999)
        )
        assert answer.status_code == unknown.status_code == 422
        assert answer.json() == unknown.json()

    async def test_no_role_for_oneself(self, keeper: httpx.AsyncClient, region: Region) -> None:
        for role in Role:
            answer = await keeper.post(PATH, json=_body(region, "security_admin", "qinghe", role))
            assert answer.status_code == 403

    async def test_no_ending_of_appointments_out_of_scope(
        self, narrow: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        held = await _appointment(database, region.accounts["liaison"])
        assert (await narrow.delete(f"{PATH}/{held.id}")).status_code == 404
        assert (await _appointment(database, region.accounts["liaison"])).ends_on is None

    async def test_no_list_of_appointments_out_of_scope(
        self, narrow: httpx.AsyncClient, region: Region
    ) -> None:
        params = {"account_id": region.accounts["liaison"]}
        assert (await narrow.get(PATH, params=params)).json()["items"] == []
        everything = (await narrow.get(PATH, params={"limit": 200})).json()
        assert {item["unit_id"] for item in everything["items"]} == {region.units["linquan"]}


class TestThreeAdministrators:
    @pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
    async def test_hold_nothing_else(
        self, keeper: httpx.AsyncClient, region: Region, newcomer: int, role: Role
    ) -> None:
        body = {"account_id": newcomer, "unit_id": region.units["qinghe"], "role": role}
        assert (await keeper.post(PATH, json=body)).status_code == 201
        for other in Role:
            wanted = {**body, "unit_id": region.units["linquan"], "role": other}
            answer = await keeper.post(PATH, json=wanted)
            assert answer.status_code == (201 if other is role else 409)

    async def test_are_not_made_of_case_workers(self, keeper: httpx.AsyncClient, region: Region) -> None:
        for role in ADMINISTRATORS:
            answer = await keeper.post(PATH, json=_body(region, "clerk", "city", role))
            assert answer.status_code == 409

    async def test_neither_later(self, keeper: httpx.AsyncClient, region: Region, newcomer: int) -> None:
        later = (clock.today() + timedelta(days=30)).isoformat()
        first = {
            "account_id": newcomer,
            "unit_id": region.units["city"],
            "role": "auditor",
            "starts_on": later,
        }
        assert (await keeper.post(PATH, json=first)).status_code == 201
        second = {**first, "role": "system_admin", "starts_on": None}
        assert (await keeper.post(PATH, json=second)).status_code == 409

    async def test_after_the_other_has_ended(
        self, keeper: httpx.AsyncClient, region: Region, newcomer: int
    ) -> None:
        body = {"account_id": newcomer, "unit_id": region.units["city"], "role": "auditor"}
        first = (await keeper.post(PATH, json=body)).json()
        await keeper.delete(f"{PATH}/{first['id']}")
        assert (await keeper.post(PATH, json={**body, "role": "system_admin"})).status_code == 201

    async def test_are_kept_apart_also_when_asked_for_at_once(
        self, keeper: httpx.AsyncClient, region: Region, newcomer: int
    ) -> None:
        bodies = [
            {"account_id": newcomer, "unit_id": region.units["city"], "role": role}
            for role in sorted(ADMINISTRATORS)
        ]
        answers = await asyncio.gather(*(keeper.post(PATH, json=body) for body in bodies))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409]

    def test_are_the_only_ones_kept_apart(self) -> None:
        for held, wanted in product(Role, Role):
            mixes = (held in ADMINISTRATORS or wanted in ADMINISTRATORS) and held is not wanted
            assert administrators_clash({held}, wanted) is mixes
            assert not administrators_clash(set(), wanted)


class TestEndAppointment:
    async def test_takes_effect_at_once(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region, database: Database
    ) -> None:
        liaison = await sign_in("liaison")
        held = await _appointment(database, region.accounts["liaison"])
        assert (await keeper.delete(f"{PATH}/{held.id}")).status_code == 204
        assert (await liaison.get("/api/v1/units")).status_code == 403
        me = (await liaison.get("/api/v1/me")).json()
        assert (me["appointments"], me["permissions"]) == ([], [])

    async def test_ends_one_that_has_not_begun(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        later = clock.now() + timedelta(days=30)
        body = _body(region, "liaison", "linquan", "liaison", starts_on=later.date().isoformat())
        made = (await keeper.post(PATH, json=body)).json()
        await keeper.delete(f"{PATH}/{made['id']}")
        with clock.at(later + timedelta(days=1)):
            me = (await (await sign_in("liaison")).get("/api/v1/me")).json()
        assert len(me["appointments"]) == 1

    async def test_leaves_one_that_is_over_as_it_was(self, keeper: httpx.AsyncClient, region: Region) -> None:
        past = {"starts_on": "2021-01-01", "ends_on": "2021-12-31"}
        made = (await keeper.post(PATH, json=_body(region, "liaison", "linquan", "liaison", **past))).json()
        assert (await keeper.delete(f"{PATH}/{made['id']}")).status_code == 204
        params = {"account_id": region.accounts["liaison"]}
        items = (await keeper.get(PATH, params=params)).json()["items"]
        assert {item["ends_on"] for item in items} == {None, "2021-12-31"}

    async def test_of_an_unknown_one(self, keeper: httpx.AsyncClient) -> None:
        assert (await keeper.delete(f"{PATH}/999999")).status_code == 404
