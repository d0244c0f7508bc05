"""A complaint from the call to the close, through the API: every way it can go, and who may take it there."""

from typing import Any

import pytest

from tests.complaints.conftest import ANSWER, Desk


def allowed(seen: Any) -> dict[str, str | None]:
    """Action → why not; None where it may be done."""
    return {one["action"]: one["reason"] for one in seen["allowed_actions"]}


async def test_a_complaint_is_assigned_signed_answered_visited_and_closed(desk: Desk) -> None:
    taken = await desk.take_in()
    number = taken["id"]
    assert taken["office"]["name"] == "青禾县卫生健康局"
    assert taken["in_sight"]
    assert taken["number"].startswith("TS")

    seen = await desk.see(number, "complaint_officer")
    assert seen["state"] == "registered"
    assert seen["hands"] == ["office"]
    assert allowed(seen)["assign"] is None
    assert "王某" not in str(seen)
    assert "13900000000" not in str(seen)

    unit = desk.region.units["hospital"]
    assert (await desk.refusal("hospital_officer", number, "assign", unit_id=unit))[0] == 404
    seen = await desk.act_on("complaint_officer", number, "assign", unit_id=unit)
    assert (seen["state"], seen["lead_unit"]["name"]) == ("to_sign", "青禾县人民医院")
    # The authority never signs for the hospital, nor answers in its place.
    assert await desk.refusal("complaint_officer", number, "sign") == (403, "须由主办单位办理")
    seen = await desk.act_on("hospital_officer", number, "sign")
    assert (seen["state"], seen["hands"]) == ("investigating", ["lead"])
    assert (await desk.refusal("hospital_officer", number, "close", outcome="satisfied"))[0] == 403
    seen = await desk.act_on("hospital_officer", number, "answer", **ANSWER)
    assert seen["answers"][0]["inner_text"] != seen["answers"][0]["public_text"]
    assert (await desk.refusal("complaint_officer", number, "close", outcome="satisfied"))[0] == 409
    await desk.act_on("complaint_officer", number, "visit_back", satisfaction="satisfied", text="态度好")
    seen = await desk.act_on("complaint_officer", number, "close", outcome="satisfied")
    assert (seen["state"], seen["outcome"], seen["substantiated"]) == ("closed", "satisfied", "yes")
    seen = await desk.see(number)
    assert [one["action"] for one in seen["history"]] == [
        "close_complaint", "visit_back_complaint", "answer_complaint", "sign_complaint", "assign_complaint",
        "register_complaint",
    ]  # fmt: skip


async def test_a_version_that_is_stale_or_missing_is_refused(desk: Desk) -> None:
    number = await desk.taken_in()
    body = {"action": "assign", "unit_id": desk.region.units["hospital"]}
    assert (await desk.post("complaint_officer", f"/complaints/{number}/acts", body)).status_code == 428
    stale = await desk.post("complaint_officer", f"/complaints/{number}/acts", body, 7)
    assert stale.status_code == 412


async def test_a_unit_gives_it_back_once_and_never_when_designated(desk: Desk) -> None:
    number = await desk.assigned()
    hospital, township = desk.region.units["hospital"], desk.region.units["township"]
    seen = await desk.act_on("hospital_officer", number, "ask_return", reason="当日就诊在东关镇卫生院")
    assert seen["state"] == "return_requested"
    assert (await desk.refusal("hospital_officer", number, "approve_return"))[0] == 403
    seen = await desk.act_on("complaint_officer", number, "approve_return", note="情况属实")
    assert (seen["state"], seen["lead_unit"]) == ("registered", None)
    assert seen["requests"][0]["state"] == "approved"
    assert (await desk.get("hospital_officer", f"/complaints/{number}")).status_code == 404
    status, said = await desk.refusal("complaint_officer", number, "assign", unit_id=hospital)
    assert (status, "退回过一次" in said) == (422, True)
    # The office insists: now it may not be given back.
    await desk.act_on("complaint_officer", number, "assign", unit_id=hospital, designated=True)
    assert await desk.refusal("hospital_officer", number, "ask_return", reason="不是我院") == (
        409,
        "指定办理的不能退单",
    )
    # Nobody at the township handles complaints: it may not be given one.
    status, said = await desk.refusal(
        "complaint_officer", number, "reassign", unit_id=township, reason="改派"
    )
    assert (status, said) == (422, "该单位没有可以办理投诉的人员")


async def test_what_is_asked_is_decided_by_somebody_else(desk: Desk) -> None:
    """The bureau's own department handles it: who asked for the return may sit in the office too."""
    number = await desk.taken_in()
    await desk.act_on("complaint_officer", number, "assign", unit_id=desk.region.units["qinghe"])
    await desk.act_on("complaint_officer", number, "ask_return", reason="应由医院办理")
    assert await desk.refusal("complaint_officer", number, "approve_return") == (403, "提出申请的人不能审批")
    seen = await desk.act_on("unit_head", number, "refuse_return", note="由局里办理")
    assert seen["state"] == "investigating"
    assert seen["units"][0]["signed_at"] is not None


async def test_several_departments_work_together_and_take_longer(desk: Desk) -> None:
    number = await desk.investigated()
    units = desk.region.units
    seen = await desk.act_on(
        "complaint_officer", number, "add_assisting", unit_ids=[units["qinghe"]], note="请核实监管情况"
    )
    assert [unit["part"] for unit in seen["units"]] == ["lead", "assist"]
    again = await desk.try_to("complaint_officer", number, "add_assisting", unit_ids=[units["hospital"]])
    assert again.json()["errors"][0]["pointer"] == "/body/unit_ids/0"
    assert (await desk.refusal("hospital_officer", number, "report_assisting", report="…"))[0] == 403
    seen = await desk.act_on("unit_head", number, "report_assisting", report="去年以来同类投诉三件。")
    assert seen["units"][1]["report"] == "去年以来同类投诉三件。"
    before = seen["next_clock"]["due_at"]
    seen = await desk.act_on(
        "hospital_officer", number, "mark_complex", reason="涉及医务、门诊两个部门和监管"
    )
    assert seen["is_complex"]
    assert seen["next_clock"]["due_at"] > before


async def test_it_may_be_settled_on_the_spot_by_the_office(desk: Desk) -> None:
    number = await desk.taken_in()
    seen = await desk.act_on("complaint_officer", number, "settle_on_spot", **ANSWER)
    assert (seen["state"], seen["settled_on_spot"]) == ("answered", True)
    status, said = await desk.refusal("complaint_officer", number, "redo", reason="没有解决")
    assert (status, said) == (422, "没有主办单位的,须填写由哪个单位重办")


async def test_it_stands_aside_and_goes_other_ways(desk: Desk) -> None:
    number = await desk.investigated()
    status, _ = await desk.refusal("complaint_officer", number, "park", until="2020-01-01", reason="等设备")
    assert status == 422
    seen = await desk.act_on(
        "complaint_officer", number, "park", until="2030-01-02", reason="电梯改造须等专项资金"
    )
    assert (seen["state"], seen["parked_until"]) == ("parked", "2030-01-02")
    await desk.act_on("complaint_officer", number, "unpark")
    await desk.act_on("hospital_officer", number, "negotiate", note="双方愿意协商")
    await desk.act_on("hospital_officer", number, "take_back", note="金额没有谈拢")
    await desk.act_on("hospital_officer", number, "litigate", note="患者已起诉")
    seen = await desk.act_on("hospital_officer", number, "settle", outcome="court", **ANSWER)
    assert (seen["state"], seen["answers"][0]["outcome"]) == ("answered", "court")


async def test_dissatisfied_it_is_done_again_or_closed_with_an_explanation(desk: Desk) -> None:
    number = await desk.answered()
    await desk.act_on("complaint_officer", number, "visit_back", satisfaction="dissatisfied", text="没解决")
    status, _ = await desk.refusal("complaint_officer", number, "close", outcome="satisfied")
    assert status == 422
    seen = await desk.act_on("complaint_officer", number, "redo", reason="没有说明替诊何时到位")
    assert (seen["state"], seen["round"], seen["satisfaction"]) == ("to_sign", 2, None)
    assert [answer["round"] for answer in seen["answers"]] == [1]
    await desk.act_on("hospital_officer", number, "sign")
    await desk.act_on("hospital_officer", number, "answer", **{**ANSWER, "public_text": "替诊制度本月实行。"})
    await desk.act_on("complaint_officer", number, "visit_back", satisfaction="dissatisfied")
    status, said = await desk.refusal("complaint_officer", number, "close", outcome="explained")
    assert (status, "解释说明" in said) == (422, True)
    seen = await desk.act_on(
        "complaint_officer", number, "close", outcome="explained", explanation="已当面说明制度和实行日期"
    )
    assert (seen["state"], seen["round"]) == ("closed", 2)
    assert [answer["public_text"] for answer in seen["answers"]][1] == "替诊制度本月实行。"


async def test_it_is_not_handled_and_told_why_or_transferred_or_withdrawn(desk: Desk) -> None:
    number = await desk.taken_in()
    seen = await desk.act_on(
        "complaint_officer",
        number,
        "not_handle",
        reason="in_court",
        explanation="您已就同一事项起诉,请等待法院裁判。",
    )
    assert (seen["state"], seen["not_handled_reason"]) == ("not_handled", "in_court")
    assert seen["messages"][0]["text"] == "您已就同一事项起诉,请等待法院裁判。"
    moved = await desk.taken_in(text="有人在门诊楼前倒卖号源。")
    seen = await desk.act_on(
        "complaint_officer", moved, "transfer", to="police", organ="青禾县公安局", reason="涉嫌倒卖号源"
    )
    assert (seen["state"], seen["transferred_to"]) == ("transferred", "police")
    withdrawn = await desk.investigated(text="停车场收费太高,请核实收费标准。")
    seen = await desk.act_on("complaint_officer", withdrawn, "withdraw", note="11月3日来电撤回")
    assert (seen["state"], seen["outcome"]) == ("closed", "withdrawn")


async def test_the_same_complaint_goes_on_as_a_petition(desk: Desk) -> None:
    number = await desk.taken_in()
    seen = await desk.act_on(
        "complaint_officer", number, "to_petition", petition_class="appeal", reason="请求事项属于信访"
    )
    assert (seen["kind"], seen["state"], seen["petition_class"]) == ("petition", "registered", "appeal")
    assert "accept" in allowed(seen)
    assert await desk.refusal("complaint_officer", number, "park", until="2030-01-02", reason="等") == (
        409,
        "投诉和信访事项的办理程序不同,不适用该操作",
    )


async def test_more_time_is_asked_before_it_is_over_and_given_by_a_leader(desk: Desk) -> None:
    with desk.at("2026-03-02T09:00:00"):
        number = await desk.taken_in(kind="petition", petition_class="appeal")
        await desk.act_on("complaint_officer", number, "accept", petition_class="appeal")
        seen = await desk.see(number)
        (running,) = [one for one in seen["clocks"] if one["extensible"] and one["state"] == "running"]
        ask = {"clock_id": running["id"], "quantity": 30, "reason": "须等待鉴定意见"}
        await desk.act_on("complaint_officer", number, "ask_extension", **ask)
        assert await desk.refusal("complaint_officer", number, "ask_extension", **ask) == (
            409,
            "已有延期申请等待审批",
        )
        assert (await desk.refusal("city_officer", number, "decide_extension", approve=True))[0] == 403
        seen = await desk.act_on("leader", number, "decide_extension", approve=True)
        after = next(one for one in seen["clocks"] if one["id"] == running["id"])
        assert after["due_at"] > running["due_at"]
        assert seen["requests"][0]["state"] == "approved"


async def test_urged_and_supervised(desk: Desk) -> None:
    number = await desk.investigated()
    await desk.act_on("complaint_officer", number, "urge", note="请尽快答复")
    assert (await desk.refusal("complaint_officer", number, "supervise", until="2030-01-02", reason="急"))[
        0
    ] == 403
    seen = await desk.act_on("leader", number, "supervise", until="2030-01-02", reason="多次反映")
    assert seen["supervised"]
    assert seen["supervision"]["reason"] == "多次反映"
    own = next(one for one in seen["clocks"] if one["code"] is None)
    assert own["last_day"] == "2030-01-02"
    told = [one["kind"] for one in (await desk.read("hospital_officer", "/notices"))["items"]]
    assert {"complaint_assigned", "complaint_urged", "complaint_supervised"} <= set(told)


@pytest.mark.demand("2.10")
async def test_what_was_registered_is_corrected_by_the_office(desk: Desk) -> None:
    number = await desk.taken_in()
    client = await desk.as_("complaint_officer")
    changed = await client.patch(
        f"/api/v1/complaints/{number}",
        json={"category": "policy", "nine_rule": "7", "subject": "候诊过久"},
        headers={"If-Match": '"v1"'},
    )
    assert changed.status_code == 200, changed.text
    seen = await desk.see(number)
    assert (seen["category"], seen["nine_rule"], seen["subject"]) == ("policy", "7", "候诊过久")
    # Of words the log says that they changed, not what they were.
    assert seen["history"][0]["changes"]["subject"] == []
    found = await desk.read("complaint_officer", "/complaints", q="候诊过久")
    assert [row["id"] for row in found["items"]] == [number]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_a_day_that_no_instant_stands_for_is_refused(desk: Desk, day: str) -> None:
    for name in ("received_from", "received_to"):
        refused = await desk.get("complaint_officer", "/complaints", **{name: day})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == f"/query/{name}"


async def test_what_was_asked_and_not_decided_stands_in_nobodys_way(desk: Desk) -> None:
    """An answer, another round or another unit: the leader has nothing left to decide of it."""
    office, unit = "complaint_officer", "hospital_officer"

    async def ask(seen: Any, who: str) -> Any:
        running = next(one for one in seen["clocks"] if one["code"] == "RX-11d" and one["state"] == "running")
        body = {"clock_id": running["id"], "quantity": 2, "reason": "需要会诊"}
        return await desk.act_on(who, number, "ask_extension", **body)

    def states(seen: Any) -> list[str]:
        return [one["state"] for one in seen["requests"]]

    with desk.at("2026-08-06T09:00"):
        number = await desk.investigated(channel="hotline_12345")
        await ask(await desk.see(number), unit)
        seen = await desk.act_on(unit, number, "answer", **ANSWER)
        assert states(seen) == ["lapsed"]
        assert seen["requests"][0]["decided_by_name"] is None
        await desk.act_on(office, number, "redo", reason="没有真正办理")
        await ask(await desk.act_on(unit, number, "sign"), unit)
        mine = desk.region.units["qinghe"]
        seen = await desk.act_on(office, number, "reassign", unit_id=mine, reason="由本局核查")
        assert states(seen) == ["lapsed", "lapsed"]
        seen = await ask(await desk.act_on(office, number, "sign"), office)
        assert states(seen) == ["lapsed", "lapsed", "asked"]
        seen = await desk.act_on("leader", number, "decide_extension", approve=True)
        assert states(seen) == ["lapsed", "lapsed", "approved"]
