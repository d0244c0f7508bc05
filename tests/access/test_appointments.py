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
from mingze.kit.events import EventRow
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


async def _over(sign_in: SignIn, region: Region) -> tuple[int, str]:
    """An appointment that is over by now, and its last day."""
    with clock.at(clock.now() - timedelta(days=30)):
        keeper = await sign_in("security_admin")
        last = (clock.today() + timedelta(days=9)).isoformat()
        made = await keeper.post(PATH, json=_body(region, "liaison", "linquan", "liaison", ends_on=last))
        return int(made.json()["id"]), last


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
        self, sign_in: SignIn, region: Region, starts: int, ends: int | None, held: bool
    ) -> None:
        today = clock.today()
        days = {"starts_on": (today + timedelta(days=starts)).isoformat()}
        if ends is not None:
            days["ends_on"] = (today + timedelta(days=ends)).isoformat()
        with clock.at(clock.now() + timedelta(days=min(starts, 0))):
            keeper = await sign_in("security_admin")
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
            ({"starts_on": "2999-03-02", "ends_on": "2999-03-01"}, "/body/ends_on"),
            ({"starts_on": "2020-01-01"}, "/body/starts_on"),
            ({"starts_on": "soon"}, "/body/starts_on"),
        ],
    )
    async def test_names_the_field_at_fault(
        self, keeper: httpx.AsyncClient, region: Region, change: dict[str, Any], pointer: str
    ) -> None:
        answer = await keeper.post(PATH, json={**_body(region, "liaison", "linquan", "liaison"), **change})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer

    async def test_is_never_dated_back(self, keeper: httpx.AsyncClient, region: Region) -> None:
        """A role that was not held yesterday must not seem to have been."""
        yesterday = (clock.today() - timedelta(days=1)).isoformat()
        body = _body(region, "liaison", "linquan", "liaison", starts_on=yesterday)
        answer = await keeper.post(PATH, json=body)
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == ["/body/starts_on"]

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

    async def test_are_kept_apart_also_when_one_would_only_begin_after_the_other(
        self, keeper: httpx.AsyncClient, region: Region, newcomer: int
    ) -> None:
        """Who knows of tomorrow's role acts with it in mind today."""
        today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
        body = {"account_id": newcomer, "unit_id": region.units["city"]}
        first = {**body, "role": "auditor", "ends_on": today.isoformat()}
        assert (await keeper.post(PATH, json=first)).status_code == 201
        second = {**body, "role": "clerk", "starts_on": tomorrow.isoformat()}
        assert (await keeper.post(PATH, json=second)).status_code == 409

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

    async def test_leaves_one_that_is_over_as_it_was(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        made, last = await _over(sign_in, region)
        assert (await keeper.delete(f"{PATH}/{made}")).status_code == 204
        params = {"account_id": region.accounts["liaison"]}
        items = (await keeper.get(PATH, params=params)).json()["items"]
        assert {item["ends_on"] for item in items} == {None, last}

    async def test_of_an_unknown_one(self, keeper: httpx.AsyncClient) -> None:
        assert (await keeper.delete(f"{PATH}/999999")).status_code == 404

    async def test_is_not_for_oneself(
        self, keeper: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        """Or the last security administrator could leave nobody who appoints another."""
        own = await _appointment(database, region.accounts["security_admin"])
        refused = await keeper.delete(f"{PATH}/{own.id}")
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden")
        assert (await _appointment(database, region.accounts["security_admin"])).ends_on is None
        assert (await keeper.get(PATH)).status_code == 200


class TestListAppointments:
    async def _found(self, keeper: httpx.AsyncClient, **params: Any) -> set[tuple[int, str, int]]:
        answer = await keeper.get(PATH, params={"limit": 200, **params})
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        return {(item["account_id"], item["role"], item["unit_id"]) for item in answer.json()["items"]}

    async def test_of_a_unit_and_below(self, keeper: httpx.AsyncClient, region: Region) -> None:
        found = await self._found(keeper, unit_id=region.units["hospital"])
        assert found == {
            (region.accounts["hospital_head"], "unit_head", region.units["hospital"]),
            (region.accounts["hospital_liaison"], "liaison", region.units["hospital"]),
            (region.accounts["hospital_officer"], "complaint_officer", region.units["hospital"]),
        }
        everything = await self._found(keeper)
        assert await self._found(keeper, unit_id=region.units["city"]) == everything

    async def test_of_a_role(self, keeper: httpx.AsyncClient, region: Region) -> None:
        found = await self._found(keeper, role="auditor")
        assert {account for account, _, _ in found} == {
            region.accounts["auditor"],
            region.accounts["auditor_elsewhere"],
        }

    async def test_by_when_they_are_in_force(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        await _over(sign_in, region)
        later = (clock.today() + timedelta(days=9)).isoformat()
        await keeper.post(PATH, json=_body(region, "liaison", "linquan", "unit_head", starts_on=later))
        # Ended before it began: it never was, and will not be.
        never = await keeper.post(
            PATH, json=_body(region, "liaison", "linquan", "inspector", starts_on=later)
        )
        await keeper.delete(f"{PATH}/{never.json()['id']}")
        mine = {"account_id": region.accounts["liaison"]}
        roles = {
            when: sorted(role for _, role, _ in await self._found(keeper, in_force=when, **mine))
            for when in ("true", "future", "past")
        }
        assert roles == {"true": ["liaison"], "future": ["unit_head"], "past": ["inspector", "liaison"]}

    async def test_says_that_no_page_follows_a_full_last_one(self, keeper: httpx.AsyncClient) -> None:
        total = (await keeper.get(PATH)).json()["total"]
        page = (await keeper.get(PATH, params={"limit": total})).json()
        assert (len(page["items"]), page["next_cursor"]) == (total, None)

    async def test_refuses_what_is_none_of_the_three(self, keeper: httpx.AsyncClient) -> None:
        answer = await keeper.get(PATH, params={"in_force": "maybe"})
        assert answer.json()["errors"][0]["pointer"] == "/query/in_force"


class TestChangeAppointment:
    @pytest.fixture
    async def path(self, region: Region, database: Database) -> str:
        return f"{PATH}/{(await _appointment(database, region.accounts['liaison'])).id}"

    async def test_sets_a_last_day_and_takes_it_away(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, path: str
    ) -> None:
        last = clock.today() + timedelta(days=3)
        answer = await keeper.patch(path, json={"ends_on": last.isoformat()})
        assert (answer.status_code, answer.json()["ends_on"]) == (200, last.isoformat())
        with clock.at(clock.now() + timedelta(days=4)):
            assert (await (await sign_in("liaison")).get("/api/v1/units")).status_code == 403
        assert (await keeper.patch(path, json={"ends_on": None})).json()["ends_on"] is None
        with clock.at(clock.now() + timedelta(days=4)):
            assert (await (await sign_in("liaison")).get("/api/v1/units")).status_code == 200

    async def test_lets_today_be_the_last_day(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, path: str
    ) -> None:
        assert (await keeper.patch(path, json={"ends_on": clock.today().isoformat()})).status_code == 200
        assert (await (await sign_in("liaison")).get("/api/v1/units")).status_code == 200

    @pytest.mark.parametrize("days", [-1, -300])
    async def test_never_ends_one_in_the_past(self, keeper: httpx.AsyncClient, path: str, days: int) -> None:
        day = (clock.today() + timedelta(days=days)).isoformat()
        answer = await keeper.patch(path, json={"ends_on": day})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/body/ends_on")

    async def test_never_ends_one_before_it_begins(self, keeper: httpx.AsyncClient, region: Region) -> None:
        later = clock.today() + timedelta(days=9)
        body = _body(region, "liaison", "linquan", "liaison", starts_on=later.isoformat())
        made = (await keeper.post(PATH, json=body)).json()
        early = (later - timedelta(days=1)).isoformat()
        assert (await keeper.patch(f"{PATH}/{made['id']}", json={"ends_on": early})).status_code == 422

    async def test_brings_none_back_that_is_over(
        self, keeper: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        made, _ = await _over(sign_in, region)
        assert (await keeper.patch(f"{PATH}/{made}", json={"ends_on": None})).status_code == 409

    async def test_never_makes_one_role_twice(self, keeper: httpx.AsyncClient, region: Region) -> None:
        last = clock.today() + timedelta(days=9)
        body = _body(region, "liaison", "linquan", "liaison")
        first = (await keeper.post(PATH, json={**body, "ends_on": last.isoformat()})).json()
        after = (last + timedelta(days=1)).isoformat()
        assert (await keeper.post(PATH, json={**body, "starts_on": after})).status_code == 201
        assert (await keeper.patch(f"{PATH}/{first['id']}", json={"ends_on": None})).status_code == 409

    async def test_is_not_for_oneself_nor_out_of_scope(
        self,
        keeper: httpx.AsyncClient,
        narrow: httpx.AsyncClient,
        region: Region,
        database: Database,
        path: str,
    ) -> None:
        own = await _appointment(database, region.accounts["security_admin"])
        assert (await keeper.patch(f"{PATH}/{own.id}", json={"ends_on": None})).status_code == 403
        assert (await narrow.patch(path, json={"ends_on": None})).status_code == 404
        assert (await keeper.patch(f"{PATH}/999999", json={"ends_on": None})).status_code == 404

    async def test_is_on_record_once(self, keeper: httpx.AsyncClient, database: Database, path: str) -> None:
        body = {"ends_on": (clock.today() + timedelta(days=3)).isoformat()}
        for _ in range(2):
            assert (await keeper.patch(path, json=body)).status_code == 200
        async with database.reading() as session:
            query = select(EventRow.fields).where(
                EventRow.resource == "appointment", EventRow.action == "change"
            )
            assert list(await session.scalars(query)) == [["ends_on"]]
