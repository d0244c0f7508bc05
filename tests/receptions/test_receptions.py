"""Where people complain at each unit, through the API: said by the unit, checked from above, printed for the public."""

from io import BytesIO
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from mingze.kit.database import Database
from mingze.kit.events import EventPayload
from mingze.receptions.queries import contacts
from tests.conftest import SignIn
from tests.support.region import Region

WHOLE: dict[str, Any] = {
    "hospital_level": "two",
    "office": "医患关系办公室",
    "place": "门诊楼一层103室",
    "phones": ["0631-6619938", "0631-6619939转801"],
    "mailbox": "门诊大厅服务台",
    "email": "tousu@qhrmyy.example.cn",
    "post_address": "青禾县人民路18号",
    "hours": "工作日8:00—17:30",
    "persons": [{"name": "李文静", "post": "医患关系办公室主任", "full_time": True}],
    "leader_line": None,
    "leader_mailbox": None,
    "outpatient_sign_seen_on": "2026-01-05",
    "inpatient_sign_seen_on": "2026-01-06",
    "published": True,
}


async def _put(
    client: httpx.AsyncClient, unit_id: int, body: dict[str, Any], version: int = 0
) -> httpx.Response:
    return await client.put(f"/api/v1/receptions/{unit_id}", json=body, headers={"If-Match": f'"v{version}"'})


@pytest.mark.demand("4.12", "2.10")
async def test_a_unit_says_where_people_complain_and_what_it_lacks_is_seen_from_above(
    sign_in: SignIn, region: Region, database: Database
) -> None:
    hospital = region.units["hospital"]
    officer = await sign_in("hospital_officer")
    nothing = (await officer.get(f"/api/v1/receptions/{hospital}")).json()
    assert (nothing["version"], nothing["may_change"], nothing["phones"]) == (0, True, [])
    assert nothing["lacks"] == nothing["needed"]
    assert {"outpatient_sign", "inpatient_sign", "person"} <= set(nothing["lacks"])

    partly = {**WHOLE, "office": None, "inpatient_sign_seen_on": None, "published": False}
    answer = await _put(officer, hospital, partly)
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == '"v1"'
    assert answer.json()["lacks"] == ["office", "inpatient_sign", "published"]

    city = await sign_in("city_officer")
    page = (await city.get("/api/v1/receptions", params={"lack": "office"})).json()
    assert [one["unit"]["name"] for one in page["items"]] == ["青禾县人民医院"]
    assert page["units"] == 6 == page["complete"] + page["incomplete"]
    assert {one["lack"]: one["count"] for one in page["counts"]}["published"] == 6

    whole = await _put(officer, hospital, WHOLE, 1)
    assert (whole.json()["lacks"], whole.json()["version"]) == ([], 2)
    assert (await _put(officer, hospital, WHOLE, 1)).status_code == 412
    done = (await city.get("/api/v1/receptions", params={"complete": "true"})).json()
    assert [one["unit"]["name"] for one in done["items"]] == ["青禾县人民医院"]
    # Nobody's name in a list, and none in the log.
    assert "李文静" not in str(done)
    async with database.reading() as session:
        bodies = list(await session.scalars(select(EventPayload.body)))
    assert any("医患关系办公室" in (body or "") for body in bodies)
    assert not any("李文静" in (body or "") for body in bodies)


async def test_the_checklist_is_paged_in_the_order_of_the_tree(sign_in: SignIn, region: Region) -> None:
    clerk = await sign_in("clerk")
    names: list[str] = []
    cursor: str | None = None
    while True:
        params: dict[str, str | int] = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await clerk.get("/api/v1/receptions", params=params)).json()
        names += [one["unit"]["name"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert names == [
        "云州市卫生健康委员会",
        "临泉县卫生健康局",
        "临泉县中医院",
        "青禾县卫生健康局",
        "青禾县东关镇卫生院",
        "青禾县人民医院",
    ]
    below = await clerk.get("/api/v1/receptions", params={"unit_id": region.units["qinghe"]})
    assert below.json()["total"] == 3
    assert (await clerk.get("/api/v1/receptions", params={"cursor": "WzFd"})).status_code == 422


@pytest.mark.demand("1.16")
async def test_pages_and_letters_print_the_nearest_reception_that_was_made_known(
    sign_in: SignIn, region: Region, database: Database
) -> None:
    hospital, qinghe = region.units["hospital"], region.units["qinghe"]
    officer = await sign_in("complaint_officer")
    async with database.reading() as session:
        assert await contacts(session, hospital) is None
    assert (await _put(officer, qinghe, {"phones": ["0631-12345"], "published": True})).status_code == 200
    # Written but not made known: the nearest one above that is.
    assert (await _put(officer, hospital, {**WHOLE, "published": False})).status_code == 200
    async with database.reading() as session:
        found = await contacts(session, region.units["hospital_medical"])
        assert found is not None
        assert (found.unit_name, found.lines()) == ("青禾县卫生健康局", [("投诉电话", "0631-12345")])
    assert (await _put(officer, hospital, WHOLE, 1)).status_code == 200
    async with database.reading() as session:
        found = await contacts(session, region.units["hospital_medical"])
        assert found is not None
        assert found.lines()[0] == ("投诉电话", "0631-6619938、0631-6619939转801")
        assert await contacts(session, region.units["linquan_hospital"]) is None


async def test_the_sheet_keeps_what_was_typed_as_text(sign_in: SignIn, region: Region) -> None:
    officer = await sign_in("complaint_officer")
    hostile = {**WHOLE, "place": '=HYPERLINK("http://x","点")', "hours": "+1-1", "office": "@SUM(A1)"}
    assert (await _put(officer, region.units["hospital"], hostile)).status_code == 200
    sheet = await officer.get("/api/v1/receptions/export.xlsx", params={"unit_id": region.units["hospital"]})
    assert sheet.status_code == 200
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    said = dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == 2
    assert said["接待地点"] == '=HYPERLINK("http://x","点")'
    assert said["接待人员"] == "李文静(医患关系办公室主任,专职)"
    assert said["医院等级"] == "二级"
    assert b"<f>" not in sheet.content


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("phones", ["call me"], "/body/phones/0"),
        ("phones", ["0631-1"] * 6, "/body/phones"),
        ("email", "nobody", "/body/email"),
        ("place", "一楼\n二楼", "/body/place"),
        ("outpatient_sign_seen_on", "2199-01-01", "/body/outpatient_sign_seen_on"),
        ("persons", [{"name": "李"}], "/body/persons/0/post"),
        ("hospital_level", "five", "/body/hospital_level"),
        ("secret", "x", "/body/secret"),
    ],
)
async def test_refuses_what_cannot_be_printed(
    sign_in: SignIn, region: Region, field: str, value: Any, pointer: str
) -> None:
    officer = await sign_in("hospital_officer")
    answer = await _put(officer, region.units["hospital"], {**WHOLE, field: value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_is_said_by_those_who_handle_complaints_there(sign_in: SignIn, region: Region) -> None:
    elsewhere = await sign_in("complaint_officer_elsewhere")
    assert (await _put(elsewhere, region.units["hospital"], WHOLE)).status_code == 404
    hospital = await sign_in("hospital_officer")
    assert (await _put(hospital, region.units["qinghe"], WHOLE)).status_code == 404
    answer = await hospital.put(f"/api/v1/receptions/{region.units['hospital']}", json=WHOLE)
    assert answer.status_code == 428
    seen = await (await sign_in("clerk")).get(f"/api/v1/receptions/{region.units['hospital']}")
    assert seen.json()["may_change"] is False
