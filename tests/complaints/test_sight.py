"""Who sees a complaint: its office and the units that handle it; never who it names."""

from datetime import date
from typing import Any

import pytest

from mingze.access.permissions import Role
from mingze.access.service import appoint
from mingze.accounts.models import Account
from mingze.kit.database import Database
from mingze.units.models import Unit
from tests.complaints.conftest import ANSWER, Desk


async def seen_by(desk: Desk, number: int, *people: str) -> dict[str, int]:
    return {who: (await desk.get(who, f"/complaints/{number}")).status_code for who in people}


async def listed(desk: Desk, who: str) -> list[int]:
    return [row["id"] for row in (await desk.read(who, "/complaints"))["items"]]


PEOPLE = (
    "city_officer",
    "leader",
    "complaint_officer",
    "unit_head",
    "hospital_officer",
    "hospital_head",
    "complaint_officer_elsewhere",
    "unit_head_elsewhere",
    "leader_elsewhere",
)


@pytest.mark.demand("2.10")
async def test_the_office_sees_it_the_unit_when_it_is_given_it_and_another_county_never(desk: Desk) -> None:
    number = await desk.taken_in()
    office = {"city_officer", "leader", "complaint_officer", "unit_head"}
    assert await seen_by(desk, number, *PEOPLE) == {who: 200 if who in office else 404 for who in PEOPLE}
    assert await listed(desk, "hospital_officer") == []
    await desk.act_on("complaint_officer", number, "assign", unit_id=desk.region.units["hospital"])
    handling = {*office, "hospital_officer", "hospital_head"}
    assert await seen_by(desk, number, *PEOPLE) == {who: 200 if who in handling else 404 for who in PEOPLE}
    assert await listed(desk, "hospital_head") == [number]
    assert await listed(desk, "complaint_officer_elsewhere") == []


async def test_an_institution_registers_its_own_and_the_authority_sees_it(desk: Desk) -> None:
    taken = await desk.take_in("hospital_officer")
    assert taken["office"]["name"] == "青禾县人民医院"
    seen = await desk.see(taken["id"], "complaint_officer")
    assert seen["hands"] == ["office"]
    await desk.act_on("hospital_officer", taken["id"], "assign", unit_id=desk.region.units["hospital"])
    seen = await desk.act_on("hospital_officer", taken["id"], "sign")
    assert seen["hands"] == ["office", "lead"]


async def test_what_names_the_head_goes_up_and_stays_out_of_sight_below(desk: Desk) -> None:
    units = desk.region.units
    taken = await desk.take_in("hospital_officer", names_head=True, about_persons="院长")
    assert (taken["office"]["name"], taken["in_sight"]) == ("青禾县卫生健康局", False)
    number = taken["id"]
    below = ("hospital_officer", "hospital_head")
    assert set((await seen_by(desk, number, *below)).values()) == {404}
    # Nor may it be given to them, even where the office wants it.
    status, said = await desk.refusal("complaint_officer", number, "assign", unit_id=units["hospital"])
    assert (status, "不得转交" in said) == (422, True)
    await desk.act_on("complaint_officer", number, "assign", unit_id=units["qinghe"])
    for path in ("", "/complainant", "/similar", "/assignees"):
        assert (await desk.get("hospital_head", f"/complaints/{number}{path}")).status_code == 404
    assert await listed(desk, "hospital_head") == []

    # Of the bureau's own head the city hears.
    taken = await desk.take_in(about_unit_id=units["qinghe"], names_head=True)
    assert (taken["office"]["name"], taken["in_sight"]) == ("云州市卫生健康委员会", False)
    assert await seen_by(desk, taken["id"], *PEOPLE) == {
        who: 200 if who in ("city_officer", "leader") else 404 for who in PEOPLE
    }
    # Of the city's nobody here.
    refused = await desk.post(
        "city_officer",
        "/complaints",
        {"channel": "letter", "text": "反映委主任", "about_unit_id": units["city"], "names_head": True},
    )
    assert refused.status_code == 422
    assert "12388" in refused.json()["detail"]


async def test_a_head_that_turns_out_to_be_named_loses_sight_of_it(desk: Desk) -> None:
    number = (await desk.take_in("hospital_officer"))["id"]
    client = await desk.as_("hospital_officer")
    body: dict[str, Any] = {"names_head": True}
    answer = await client.patch(f"/api/v1/complaints/{number}", json=body, headers={"If-Match": '"v1"'})
    assert answer.status_code == 204
    assert (await desk.get("hospital_officer", f"/complaints/{number}")).status_code == 404
    assert (await desk.see(number, "complaint_officer"))["office"]["name"] == "青禾县卫生健康局"


async def test_the_department_it_is_about_does_not_see_it(desk: Desk) -> None:
    """The city's officer is at home in 监督办; what is about 监督办 is not for them."""
    units = desk.region.units
    taken = await desk.take_in("city_officer", about_unit_id=units["city"],
                               about_department_id=units["office"])  # fmt: skip
    assert not taken["in_sight"]
    assert await seen_by(desk, taken["id"], "city_officer", "leader") == {
        "city_officer": 404,
        "leader": 200,
    }
    wrong = await desk.post(
        "city_officer",
        "/complaints",
        {
            "channel": "phone",
            "text": "无",
            "about_unit_id": units["hospital"],
            "about_department_id": units["office"],
        },
    )
    assert wrong.json()["errors"][0]["pointer"] == "/body/about_department_id"


async def test_who_is_named_or_recused_sees_and_is_told_nothing(desk: Desk) -> None:
    accounts = desk.region.accounts
    number = await desk.assigned(named_account_ids=[accounts["hospital_officer"]])
    assert await seen_by(desk, number, "hospital_officer", "hospital_head") == {
        "hospital_officer": 404,
        "hospital_head": 200,
    }
    told = (await desk.read("hospital_officer", "/notices"))["items"]
    assert not [one for one in told if one["resource"] == "complaint"]
    # Oneself at any time; others by the office; nobody undoes what they do not see.
    bars = f"/complaints/{number}/bars"
    other = {"account_id": accounts["unit_head"], "reason": "与投诉人有亲属关系"}
    assert (await desk.post("hospital_head", bars, other)).status_code == 403
    bar = await desk.do("complaint_officer", bars, other)
    assert (bar["why"], (await desk.get("unit_head", f"/complaints/{number}")).status_code) == (
        "recused",
        404,
    )
    assert (await desk.post("complaint_officer", bars, other)).status_code == 409
    await desk.do("hospital_head", bars, {"reason": "曾参与诊疗"})
    assert (await desk.get("hospital_head", f"/complaints/{number}")).status_code == 404
    client = await desk.as_("complaint_officer")
    assert (await client.delete(f"/api/v1{bars}/{bar['id']}")).status_code == 204
    assert (await desk.get("unit_head", f"/complaints/{number}")).status_code == 200
    assert len((await desk.see(number))["bars"]) == 2


async def test_a_head_does_not_see_it_from_another_chair(desk: Desk, database: Database) -> None:
    """At home elsewhere and with another role above, they still are whom it names."""
    heads = {"complaint_officer": "hospital", "leader": "hospital_medical"}
    async with database.writing() as session:
        for who, unit in heads.items():
            account = await session.get_one(Account, desk.region.accounts[who])
            headed = await session.get_one(Unit, desk.region.units[unit])
            await appoint(session, None, account=account, unit=headed, role=Role.UNIT_HEAD,
                          starts_on=date(2020, 1, 1), ends_on=None)  # fmt: skip
    other = await desk.taken_in("city_officer")
    number = await desk.taken_in("city_officer", names_head=True, text="反映院长收受红包。")
    people = (*heads, "unit_head", "city_officer")
    assert await seen_by(desk, number, *people) == {who: 404 if who in heads else 200 for who in people}
    assert await seen_by(desk, other, *people) == dict.fromkeys(people, 200)
    assert await listed(desk, "complaint_officer") == [other]
    told = (await desk.read("complaint_officer", "/notices"))["items"]
    assert [one["resource_id"] for one in told if one["resource"] == "complaint"] == [other]


async def test_who_looked_and_who_is_kept_out_is_told_to_the_office_alone(desk: Desk) -> None:
    number = await desk.assigned(confidential=True)
    await desk.read("complaint_officer", f"/complaints/{number}/complainant")
    bar = {"account_id": desk.region.accounts["hospital_head"], "why": "named"}
    await desk.do("complaint_officer", f"/complaints/{number}/bars", bar)
    kept = ["bar_from_complaint", "look_at_complainant"]
    all_of_it = [one["action"] for one in (await desk.see(number, "leader"))["history"]]
    assert all_of_it[:2] == kept
    seen = await desk.see(number, "hospital_officer")
    assert [one["action"] for one in seen["history"]] == all_of_it[2:]
    # Where a letter went says who complained.
    sections = {"lacking": "挂号凭证"}
    letter = await desk.do("complaint_officer", f"/complaints/{number}/letters",
                           {"kind": "one_time", "addressee": "王某", "sections": sections})  # fmt: skip
    delivery = {"delivery": "post", "delivered_on": letter["issued_on"], "note": "寄东关镇王某收"}
    path = f"/complaint-letters/{letter['id']}/delivery"
    await desk.do("complaint_officer", path, delivery, letter["version"])
    notes = [
        (await desk.read(who, f"/complaints/{number}/letters"))["items"][0]["delivery_note"]
        for who in ("leader", "hospital_officer")
    ]
    assert notes == ["寄东关镇王某收", None]


async def test_who_complained_is_told_to_few_and_every_look_is_kept(desk: Desk) -> None:
    open_one, kept = (
        await desk.assigned(),
        await desk.assigned(confidential=True, text="医生态度生硬,不解释用药。"),
    )
    path = "/complaints/{}/complainant"
    seen = await desk.read("hospital_officer", path.format(open_one))
    assert (seen["name"], seen["phone"], seen["anonymous"]) == ("王某", "13900000000", False)
    refused = await desk.get("hospital_officer", path.format(kept))
    assert (refused.status_code, "要求保密" in refused.json()["detail"]) == (403, True)
    assert not (await desk.see(kept, "hospital_officer"))["may_see_complainant"]
    assert (await desk.read("complaint_officer", path.format(kept)))["name"] == "王某"
    history = (await desk.see(kept))["history"]
    assert (history[0]["action"], history[0]["changes"]) == ("look_at_complainant", {})
    nobody = await desk.taken_in(complainant={}, text="匿名反映:药房窗口提前下班。")
    assert (await desk.read("complaint_officer", path.format(nobody)))["anonymous"]


async def test_the_conversation_and_what_is_said_among_handlers(desk: Desk) -> None:
    number = await desk.investigated()
    path = f"/complaints/{number}/messages"
    assert (await desk.post("leader", path, {"text": "您好"})).status_code == 403
    await desk.do("hospital_officer", path, {"text": "我院正在核实。"})
    seen = await desk.do("leader", path, {"text": "请抓紧。", "inner": True})
    assert [(one["side"], one["inner"], one["text"]) for one in seen["messages"]] == [
        ("handler", False, "我院正在核实。"),
        ("handler", True, "请抓紧。"),
    ]
    assert seen["messages"][0]["unit"]["name"] == "青禾县人民医院"


@pytest.mark.parametrize(
    "who", ["clerk", "liaison", "inspector", "system_admin", "auditor", "hotline_client"]
)
async def test_other_roles_do_not_come_in(desk: Desk, who: str) -> None:
    assert (await desk.get(who, "/complaints")).status_code == 403


async def test_the_inbox_stands_in_the_order_of_what_is_due(desk: Desk) -> None:
    with desk.at("2026-03-02T09:00:00"):
        first = await desk.taken_in()
        urgent = await desk.taken_in(channel="hotline_12345", urgent=True, text="急诊科断电,请立即处理。")
        last = await desk.taken_in(kind="petition", petition_class="appeal", text="请求落实工龄待遇。")
        answered = await desk.taken_in(text="停车收费没有公示。")
        await desk.act_on("complaint_officer", answered, "settle_on_spot", **ANSWER)
    with desk.at("2026-03-10T09:00:00"):
        items = (await desk.read("complaint_officer", "/complaints", sort="clock"))["items"]
        assert [row["id"] for row in items] == [urgent, first, last, answered]
        assert [row["next_clock"] and row["next_clock"]["light"] for row in items] == [
            "red",
            "red",
            "green",
            None,
        ]
        page = await desk.read("complaint_officer", "/complaints", sort="clock", limit=1)
        rest = []
        while page["next_cursor"]:
            page = await desk.read(
                "complaint_officer", "/complaints", sort="clock", limit=1, cursor=page["next_cursor"]
            )
            rest += [row["id"] for row in page["items"]]
        assert rest == [first, last, answered]
        late = await desk.read("complaint_officer", "/complaints", clock="late", open=True)
        assert {row["id"] for row in late["items"]} == {first, urgent}
        mine = await desk.read("hospital_officer", "/complaints", mine="unit")
        assert mine["items"] == []
        newest = await desk.read("complaint_officer", "/complaints", kind="complaint", channel="phone")
        assert [row["id"] for row in newest["items"]] == [answered, first]
        assert (await desk.get("complaint_officer", "/complaints", cursor="x")).status_code == 422
