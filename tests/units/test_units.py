"""The tree of units through the API, and its closure table."""

import random
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from mingze.kit.database import Database
from mingze.kit.events import EventRow
from mingze.units.models import Unit
from mingze.units.rules import UnitKind
from mingze.units.service import create_unit
from tests.conftest import SignIn
from tests.support.region import UNITS, Region
from tests.units.walking import kept_and_walked

PATH = "/api/v1/units"


@pytest.fixture
async def keeper(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("system_admin")


def _body(region: Region, below: str = "qinghe", **other: Any) -> dict[str, Any]:
    return {
        "code": "YZ-QH-NEW",
        "name": "青禾县妇幼保健院",
        "kind": "maternal",
        "parent_id": region.units[below],
        **other,
    }


async def _codes(client: httpx.AsyncClient, **params: Any) -> list[str]:
    answer = await client.get(PATH, params={"limit": 200, **params})
    assert answer.status_code == 200, answer.text
    return [item["code"] for item in answer.json()["items"]]


class TestCreateUnit:
    async def test_makes_one_with_its_path(self, keeper: httpx.AsyncClient, region: Region) -> None:
        body = _body(region, short_name="县妇幼", uscc="91350100M000100Y43", region_code="410423")
        answer = await keeper.post(PATH, json=body)
        assert answer.status_code == 201
        assert answer.headers["etag"] == '"v1"'
        said = answer.json()
        assert [unit["name"] for unit in said["path"]] == [
            "云州市卫生健康委员会",
            "青禾县卫生健康局",
            "青禾县妇幼保健院",
        ]
        assert (said["short_name"], said["has_children"], said["active"]) == ("县妇幼", False, True)

    async def test_shortens_a_long_name_that_has_no_short_one(
        self, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        answer = await keeper.post(PATH, json=_body(region, name="很" * 120))
        assert answer.status_code == 201
        assert answer.json()["short_name"] == "很" * 40

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"code": "has blank"}, "/body/code"),
            ({"code": ""}, "/body/code"),
            ({"name": " "}, "/body/name"),
            ({"name": "很" * 121}, "/body/name"),
            ({"kind": "castle"}, "/body/kind"),
            ({"kind": "commission"}, "/body/parent_id"),
            ({"parent_id": None}, "/body/parent_id"),
            ({"parent_id": 999_999}, "/body/parent_id"),
            ({"uscc": "91350100M000100Y44"}, "/body/uscc"),
            ({"uscc": ""}, "/body/uscc"),
            ({"region_code": "4104"}, "/body/region_code"),
            ({"version": 1}, "/body/version"),
        ],
    )
    async def test_names_the_field_at_fault(
        self, keeper: httpx.AsyncClient, region: Region, change: dict[str, Any], pointer: str
    ) -> None:
        answer = await keeper.post(PATH, json=_body(region, **change))
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]

    async def test_puts_nothing_but_departments_below_a_department(
        self, keeper: httpx.AsyncClient, region: Region
    ) -> None:
        refused = await keeper.post(PATH, json=_body(region, "office"))
        made = await keeper.post(PATH, json=_body(region, "office", kind="department"))
        assert (refused.status_code, made.status_code) == (422, 201)

    async def test_refuses_a_code_that_is_taken(self, keeper: httpx.AsyncClient, region: Region) -> None:
        answer = await keeper.post(PATH, json=_body(region, code="YZ-QH-RM"))
        assert answer.status_code == 409

    async def test_stays_within_the_scope(self, sign_in: SignIn, region: Region) -> None:
        narrow = await sign_in("system_admin_elsewhere")
        assert (await narrow.post(PATH, json=_body(region, "linquan"))).status_code == 201
        refused = await narrow.post(PATH, json=_body(region, "qinghe", code="OTHER"))
        assert refused.status_code == 422


class TestClosure:
    async def test_equals_the_recursive_walk(self, database: Database, region: Region) -> None:
        """A tree grown at random: every pair of the walk, with its depth, and no other."""
        dice = random.Random(20261122)
        async with database.writing() as session:
            grown = [(await session.scalars(select(Unit).where(Unit.id == region.units["city"]))).one()]
            for number in range(60):
                parent = dice.choice(grown)
                grown.append(
                    await create_unit(
                        session,
                        None,
                        code=f"T{number}",
                        name=f"单位{number}",
                        kind=UnitKind.OTHER,
                        parent=parent,
                    )
                )
        async with database.reading() as session:
            kept, walked = await kept_and_walked(session)
        assert kept == walked


class TestListUnits:
    async def test_shows_the_scope_of_each(self, sign_in: SignIn) -> None:
        codes = {name: code for name, (code, *_) in UNITS.items()}
        below_qinghe = sorted(codes[n] for n in ("qinghe", "hospital", "hospital_medical", "township"))
        assert await _codes(await sign_in("clerk")) == sorted(codes.values())
        assert await _codes(await sign_in("unit_head")) == below_qinghe
        assert await _codes(await sign_in("personnel_head")) == [codes["personnel"]]
        assert await _codes(await sign_in("clerk_elsewhere")) == ["YZ-LQ", "YZ-LQ-ZY"]

    async def test_filters(self, sign_in: SignIn, region: Region) -> None:
        clerk = await sign_in("clerk")
        assert await _codes(clerk, parent_id=region.units["qinghe"]) == ["YZ-QH-DG", "YZ-QH-RM"]
        assert await _codes(clerk, within=region.units["hospital"]) == ["YZ-QH-RM", "YZ-QH-RM-YW"]
        assert await _codes(clerk, kind="department") == ["YZ-JDB", "YZ-QH-RM-YW", "YZ-RSK", "YZ-YZK"]
        assert await _codes(clerk, kind="department", within=region.units["qinghe"]) == ["YZ-QH-RM-YW"]

    async def test_filters_do_not_widen_the_scope(self, sign_in: SignIn, region: Region) -> None:
        unit_head = await sign_in("unit_head")
        assert await _codes(unit_head, within=region.units["linquan"]) == []
        assert await _codes(unit_head, parent_id=region.units["city"]) == ["YZ-QH"]
        assert await _codes(unit_head, q="临泉") == []

    @pytest.mark.parametrize(
        ("query", "codes"),
        [
            ("人民医院", ["YZ-QH-RM"]),
            ("医", ["YZ-LQ-ZY", "YZ-QH-RM", "YZ-QH-RM-YW", "YZ-YZK"]),
            ("YZ-QH-RM", ["YZ-QH-RM"]),
            ("YZ-QH", ["YZ-QH"]),
            ("%", []),
            ("_", []),
            ("\\", []),
            ("' OR '1'='1", []),
            ("没有这个单位", []),
        ],
    )
    async def test_searches_names_and_whole_codes(
        self, sign_in: SignIn, query: str, codes: list[str]
    ) -> None:
        assert await _codes(await sign_in("clerk"), q=query) == codes

    async def test_pages_in_the_order_of_codes(self, sign_in: SignIn) -> None:
        clerk = await sign_in("clerk")
        seen: list[str] = []
        cursor = None
        for _ in range(5):
            params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
            page = (await clerk.get(PATH, params=params)).json()
            assert (len(page["items"]), page["total"], page["total_is_capped"]) == (2, 10, False)
            seen += [item["code"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert cursor is None
        assert seen == sorted(code for code, *_ in UNITS.values())

    async def test_refuses_the_cursor_of_another_list(self, sign_in: SignIn) -> None:
        clerk, keeper = await sign_in("clerk"), await sign_in("security_admin")
        cursor = (await keeper.get("/api/v1/accounts", params={"limit": 1})).json()["next_cursor"]
        assert (await clerk.get(PATH, params={"cursor": cursor})).status_code == 422


class TestGetUnit:
    async def test_shows_it_with_its_path(self, sign_in: SignIn, region: Region) -> None:
        answer = await (await sign_in("clerk")).get(f"{PATH}/{region.units['hospital_medical']}")
        assert [step["id"] for step in answer.json()["path"]] == [
            region.units[name] for name in ("city", "qinghe", "hospital", "hospital_medical")
        ]

    async def test_out_of_sight_looks_like_one_that_is_not(self, sign_in: SignIn, region: Region) -> None:
        unit_head = await sign_in("unit_head")
        hidden = await unit_head.get(f"{PATH}/{region.units['linquan']}")
        unknown = await unit_head.get(f"{PATH}/999999")
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.json() == unknown.json()

    @pytest.mark.parametrize("unit_id", ["0", "-1", "x", str(2**53 + 1), "1.5", "9" * 40])
    async def test_refuses_what_is_no_id(self, sign_in: SignIn, unit_id: str) -> None:
        assert (await (await sign_in("clerk")).get(f"{PATH}/{unit_id}")).status_code == 422


class TestChangeUnit:
    async def test_changes_what_is_given(
        self, keeper: httpx.AsyncClient, region: Region, database: Database
    ) -> None:
        path = f"{PATH}/{region.units['hospital']}"
        body = {"name": "青禾县第一人民医院", "uscc": "91350100M000100Y43"}
        answer = await keeper.patch(path, json=body, headers={"If-Match": '"v1"'})
        assert (answer.status_code, answer.headers["etag"]) == (200, '"v2"')
        cleared = await keeper.patch(path, json={"uscc": None}, headers={"If-Match": '"v2"'})
        assert (cleared.json()["uscc"], cleared.json()["name"]) == (None, "青禾县第一人民医院")
        async with database.reading() as session:
            query = select(EventRow.fields).where(EventRow.resource == "unit", EventRow.action == "update")
            fields = list(await session.scalars(query.order_by(EventRow.position)))
        assert fields == [["name", "short_name", "uscc"], ["uscc"]]

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"name": None}, "/body/name"),
            ({"short_name": None}, "/body/short_name"),
            ({"active": False}, "/body/active"),
            ({"uscc": "91350100M000100Y44"}, "/body/uscc"),
            ({"parent_id": 1}, "/body/parent_id"),
            ({"code": "X"}, "/body/code"),
        ],
    )
    async def test_names_the_field_at_fault(
        self, keeper: httpx.AsyncClient, region: Region, body: dict[str, Any], pointer: str
    ) -> None:
        path = f"{PATH}/{region.units['hospital']}"
        answer = await keeper.patch(path, json=body, headers={"If-Match": '"v1"'})
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]

    async def test_order_of_refusals(
        self, client: httpx.AsyncClient, sign_in: SignIn, region: Region
    ) -> None:
        """401, then 403 without the role at all, then 404, then 428 or 412."""
        path, body = f"{PATH}/{region.units['hospital']}", {"name": "别名"}
        narrow, keeper = await sign_in("system_admin_elsewhere"), await sign_in("system_admin")
        assert (await client.patch(path, json=body)).status_code == 401
        assert (await (await sign_in("clerk")).patch(path, json=body)).status_code == 403
        assert (await narrow.patch(path, json=body)).status_code == 404
        assert (await keeper.patch(path, json=body)).status_code == 428
        assert (await keeper.patch(path, json=body, headers={"If-Match": '"v9"'})).status_code == 412
        assert (await keeper.patch(path, json=body, headers={"If-Match": '"v1"'})).status_code == 200
