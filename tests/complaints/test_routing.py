"""Where a complaint goes, through the API: by level and place, never to whom it names; what it shows becomes a finding."""

from typing import Any

import pytest
from sqlalchemy import text

from mingze.kit.database import Database
from tests.complaints.conftest import Desk


async def assignees(desk: Desk, number: int, who: str = "complaint_officer", **query: str) -> list[Any]:
    found = await desk.read(who, f"/complaints/{number}/assignees", **query)
    items: list[Any] = found["items"]
    return items


async def test_proposes_the_unit_first_and_says_why_others_are_refused(desk: Desk) -> None:
    units = desk.region.units
    number = await desk.taken_in(about_department_id=units["hospital_medical"])
    found = await assignees(desk, number)
    assert [one["unit"]["name"] for one in found] == [
        "青禾县人民医院",
        "青禾县卫生健康局",
        "青禾县东关镇卫生院",
        "医务科",
    ]
    assert {one["unit"]["name"]: one["reasons"] for one in found} == {
        "青禾县人民医院": [],
        "青禾县卫生健康局": [],
        "青禾县东关镇卫生院": ["该单位没有可以办理投诉的人员"],
        "医务科": ["反映的就是该科室,须回避"],
    }
    assert [one["unit"]["name"] for one in await assignees(desk, number, q="东关")] == ["青禾县东关镇卫生院"]
    for unit in ("hospital_medical", "township", "linquan_hospital"):
        refused = await desk.try_to("complaint_officer", number, "assign", unit_id=units[unit])
        assert refused.json()["errors"][0]["pointer"] == "/body/unit_id", unit
    # The hospital handles it by then, and does not triage for the bureau.
    await desk.act_on("complaint_officer", number, "assign", unit_id=units["hospital"])
    assert (await desk.get("hospital_officer", f"/complaints/{number}/assignees")).status_code == 403
    assert (
        await desk.get("complaint_officer_elsewhere", f"/complaints/{number}/assignees")
    ).status_code == 404


async def test_what_names_a_head_goes_above_and_never_comes_back_down(desk: Desk) -> None:
    units = desk.region.units
    own = await desk.take_in("hospital_officer")
    assert (own["office"]["name"], own["in_sight"]) == ("青禾县人民医院", True)
    assert (await desk.see(own["id"], "complaint_officer"))["hands"] == ["office"]
    # The hospital's office took it in; of its head it knows nothing from then on.
    taken = await desk.take_in("hospital_officer", names_head=True)
    assert (taken["office"]["name"], taken["in_sight"]) == ("青禾县卫生健康局", False)
    for who in ("hospital_officer", "hospital_head"):
        assert (await desk.get(who, f"/complaints/{taken['id']}")).status_code == 404
    reasons = {one["unit"]["id"]: one["reasons"] for one in await assignees(desk, taken["id"])}
    for unit in ("hospital", "hospital_medical"):
        assert "反映的是该单位或其主要负责人,不得转交该单位及其下级" in reasons[units[unit]]
    # Of a bureau's head the city hears; of the city's own somebody else.
    bureau = await desk.take_in(about_unit_id=units["qinghe"], names_head=True)
    assert (bureau["office"]["name"], bureau["in_sight"]) == ("云州市卫生健康委员会", False)
    body = {
        "channel": "letter",
        "text": "反映主要负责人。",
        "about_unit_id": units["city"],
        "names_head": True,
    }
    refused = await desk.post("city_officer", "/complaints", body)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/body/names_head"
    assert "12388" in refused.json()["detail"]


@pytest.mark.demand("0.19")
async def test_a_complaint_becomes_a_finding_told_by_the_public(desk: Desk, database: Database) -> None:
    number = await desk.taken_in(text="收费窗口中午只开一个。请联系王某 13900000000。")
    path = f"/complaints/{number}/findings"
    body = {"problem": "门诊收费窗口中午只开一个,群众排队时间长。", "severity": "considerable"}
    assert (await desk.post("hospital_officer", path, body, 1)).status_code == 404
    assert (await desk.post("complaint_officer", path, body)).status_code == 428
    made = await desk.do("complaint_officer", path, body, 1)
    (linked,) = made["findings"]
    assert (linked["problem"], linked["work_state"], linked["in_sight"]) == (body["problem"], "found", True)
    finding = await desk.read("clerk", f"/findings/{linked['id']}")
    assert (finding["source"], finding["units"][0]["name"]) == ("public_report", "青禾县人民医院")
    assert "13900000000" not in str(finding)
    async with database.reading() as session:
        said = str((await session.scalars(text("select body from event_payload"))).all())
        assert "收费窗口中午只开一个。请联系" not in said
        assert "13900000000" not in said
    # Another complaint joins it: the officer registered it, and reads that it is confirmed by now.
    await desk.do("clerk", f"/findings/{linked['id']}/actions/confirm", {}, finding["version"])
    other = await desk.taken_in(text="中午交费要排四十分钟。")
    joined = await desk.do(
        "complaint_officer", f"/complaints/{other}/findings", {"finding_id": linked["id"]}, 1
    )
    assert joined["findings"][0]["work_state"] == "confirmed"
    again = await desk.post(
        "complaint_officer",
        f"/complaints/{other}/findings",
        {"finding_id": linked["id"]},
        joined["version"],
    )
    assert again.status_code == 409
    # The hospital handles it: the ledger shows it to the hospital's own people there.
    await desk.act_on("complaint_officer", other, "assign", unit_id=desk.region.units["hospital"])
    assert (await desk.see(other, "hospital_officer"))["findings"][0]["problem"] is None
    assert (await desk.see(other, "hospital_head"))["findings"][0]["problem"] == body["problem"]


async def test_a_finding_is_never_given_to_whom_the_complaint_names(desk: Desk) -> None:
    units = desk.region.units
    number = await desk.taken_in(names_head=True)
    path = f"/complaints/{number}/findings"
    for unit in ("hospital", "hospital_medical", "linquan_hospital"):
        refused = await desk.post("complaint_officer", path, {"problem": "略。", "unit_id": units[unit]}, 1)
        assert refused.json()["errors"][0]["pointer"] == "/body/unit_id", unit
    assert (await desk.post("complaint_officer", path, {"problem": "略。"}, 1)).status_code == 422
    made = await desk.do(
        "complaint_officer", path, {"problem": "监管不到位。", "unit_id": units["qinghe"]}, 1
    )
    assert made["findings"][0]["problem"] == "监管不到位。"
    # Neither another office's finding nor one out of sight is joined.
    theirs = await desk.register("clerk_elsewhere", units=[{"unit_id": units["linquan_hospital"]}])
    refused = await desk.post("complaint_officer", path, {"finding_id": theirs["id"]}, made["version"])
    assert refused.json()["errors"][0]["pointer"] == "/body/finding_id"
    # Nor one that the named unit itself answers for.
    own = await desk.taken_in(text="挂号窗口少。")
    joined = await desk.do("complaint_officer", f"/complaints/{own}/findings", {"problem": "窗口少。"}, 1)
    theirs = joined["findings"][0]
    refused = await desk.post("complaint_officer", path, {"finding_id": theirs["id"]}, made["version"])
    assert refused.json()["errors"][0]["pointer"] == "/body/finding_id"
    assert "主要负责人" in refused.json()["detail"]
    both = await desk.post("complaint_officer", path, {"finding_id": 1, "problem": "略。"}, made["version"])
    assert both.status_code == 422
