"""A petition through every way the regulation knows, through the API, across National Day 2026: each time due to the
second, each with its article."""

from typing import Any

import httpx
import pytest

from mingze.complaints.due_service import follow_clocks
from mingze.kit.database import Database
from tests.complaints.conftest import Desk
from tests.complaints.test_clock_paths import _enter_2027, clock_of, clocks_of, due, midnight

OPINION: dict[str, Any] = {
    "request_text": "要求补发2025年基本公共卫生服务补助。",
    "facts_text": "经核查,该补助已于2025年12月列入预算,因账户信息有误未能发放。",
    "opinion_text": "支持信访人的请求,于十个工作日内补发。",
    "basis_text": "《基本公共卫生服务补助资金管理办法》第十二条。",
    "inner_text": "已与财务核对发放清单。",
    "outcome": "supported",
}


def article(one: Any) -> str:
    assert one["source"]["document"] == "信访工作条例"
    found: str = one["source"]["article"]
    return found


async def petition(desk: Desk, who: str = "complaint_officer", **values: Any) -> int:
    return await desk.taken_in(who, kind="petition", channel="letter", category="staff_rights", **values)


def said(seen: Any) -> str:
    return "\n".join(one["text"] for one in seen["messages"])


@pytest.mark.demand("3.15")
async def test_it_is_forwarded_objected_to_called_back_and_forwarded_again(desk: Desk) -> None:
    qinghe, city = desk.region.units["qinghe"], desk.region.units["city"]
    with desk.at("2026-09-16T10:00"):
        number = await petition(desk, "city_officer", about_unit_id=None)
        own = clock_of(await desk.see(number), "XF-2")
        # Fifteen days end on 1 October; the day moves behind the holiday.
        assert (due(own), article(own)) == (midnight("2026-10-09"), "第二十三条第一、二项")
        assert (await desk.refusal("city_officer", number, "object", reason="不属于本机关"))[0] == 409
        assert (await desk.refusal("city_officer", number, "forward", unit_id=city, note="转送"))[0] == 422
    with desk.at("2026-09-21T16:00"):
        note = "您反映的事项已转送青禾县卫生健康局办理。"
        seen = await desk.act_on("city_officer", number, "forward", unit_id=qinghe, note=note)
        assert (seen["state"], seen["office"]["id"], seen["from_superior"]) == ("registered", qinghe, True)
        assert note in said(seen)
        assert clock_of(seen, "XF-2")["in_time"] is True
        told, window = clock_of(seen, "XF-3"), clock_of(seen, "XF-4")
        assert (due(told), article(told)) == (midnight("2026-10-09"), "第二十三条第三项")
        assert (told["state"], window["state"]) == ("running", "running")
        # Five working days: 25 to 27 September are off.
        assert (due(window), window["is_window"], article(window)) == (
            midnight("2026-09-30"),
            True,
            "第二十三条第三项",
        )
    with desk.at("2026-09-29T23:00"):
        seen = await desk.act_on("complaint_officer", number, "object", reason="属于市直单位职责")
        assert clock_of(seen, "XF-4")["in_time"] is True
        # Nobody agrees to their own objection.
        assert (await desk.refusal("complaint_officer", number, "call_back"))[0] == 403
        assert (await desk.refusal("complaint_officer", number, "reject_objection"))[0] == 403
        assert (await desk.refusal("city_officer", number, "agree_objection"))[0] == 409
        seen = await desk.act_on("city_officer", number, "call_back", note="同意")
        assert (seen["state"], seen["office"]["id"], seen["from_superior"]) == ("registered", city, False)
        # The city's own time runs on from its own receipt.
        assert due(clock_of(seen, "XF-2")) == midnight("2026-10-09")
        assert clock_of(seen, "XF-3")["state"] == "cancelled"
        seen = await desk.act_on("city_officer", number, "forward", unit_id=qinghe, note=note)
        assert due(clock_of(seen, "XF-4")) == midnight("2026-10-13")
    with desk.at("2026-10-13T00:00"):
        late = await desk.refusal("complaint_officer", number, "object", reason="不属于本机关")
        assert late[0] == 409
        assert "第二十三条" in late[1]
        seen = await desk.act_on("complaint_officer", number, "accept", petition_class="appeal")
        assert clock_of(seen, "XF-3")["in_time"] is True
        assert clock_of(seen, "XF-4")["state"] == "cancelled"
        assert "已经受理" in said(seen)


async def test_what_others_forwarded_goes_back_when_they_agree(desk: Desk) -> None:
    with desk.at("2026-09-29T10:00"):
        number = await petition(desk, from_superior=True, superior_document="省信转〔2026〕31号")
        assert due(clock_of(await desk.see(number), "XF-3")) == midnight("2026-10-15")
        assert due(clock_of(await desk.see(number), "XF-4")) == midnight("2026-10-13")
        await desk.act_on("complaint_officer", number, "object", reason="属于人社部门")
        assert (await desk.refusal("city_officer", number, "call_back"))[0] == 409
        seen = await desk.act_on("complaint_officer", number, "reject_objection", note="不同意退回")
        assert (seen["state"], clock_of(seen, "XF-3")["state"]) == ("registered", "running")
        await desk.act_on("complaint_officer", number, "object", reason="补充理由")
        seen = await desk.act_on("complaint_officer", number, "agree_objection", document="省信函〔2026〕2号")
        assert seen["state"] == "given_back"
        assert not [one for one in seen["clocks"] if one["state"] == "running"]


async def test_it_is_handled_in_sixty_days_made_longer_once_and_concluded(
    desk: Desk, database: Database
) -> None:
    with desk.at("2026-08-06T09:00"):
        number = await petition(desk)
        assert (await desk.refusal("complaint_officer", number, "issue_opinion", **OPINION))[0] == 409
        await desk.act_on("complaint_officer", number, "accept", petition_class="appeal")
        unit = desk.region.units["hospital"]
        seen = await desk.act_on("complaint_officer", number, "hand_to", unit_id=unit)
        sixty = clock_of(seen, "XF-5")
        # Sixty days end on 5 October; the day moves behind the holiday.
        assert (due(sixty), article(sixty)) == (midnight("2026-10-09"), "第三十四条")
        assert (sixty["extensible"]["words"], sixty["extensible"]["approved_by"]) == ("30日", "本机关负责人")
    with desk.at("2026-10-08T23:59"):
        ask = {"clock_id": sixty["id"], "reason": "需要财政部门核定"}
        too_long = await desk.try_to("complaint_officer", number, "ask_extension", quantity=31, **ask)
        assert too_long.status_code == 422
        await desk.act_on("complaint_officer", number, "ask_extension", quantity=30, **ask)
        seen = await desk.act_on("leader", number, "decide_extension", approve=True)
        # Counted on from 5 October, as if the day had not moved.
        assert due(clock_of(seen, "XF-5")) == midnight("2026-11-05")
        again = await desk.try_to("complaint_officer", number, "ask_extension", quantity=1, **ask)
        assert again.status_code == 409
    with desk.at("2026-11-04T17:00"):
        lacking = {name: text for name, text in OPINION.items() if name != "basis_text"}
        assert (await desk.refusal("complaint_officer", number, "issue_opinion", **lacking))[0] == 422
        wrong = {**OPINION, "outcome": "satisfied"}
        assert (await desk.refusal("complaint_officer", number, "issue_opinion", **wrong))[0] == 422
        seen = await desk.act_on(
            "complaint_officer", number, "issue_opinion", delivered_on="2026-11-04", **OPINION
        )
        assert clock_of(seen, "XF-5")["in_time"] is True
        assert (seen["outcome"], seen["answers"][0]["basis_text"]) == ("supported", OPINION["basis_text"])
        window = clock_of(seen, "XF-7")
        assert (due(window), article(window), window["is_window"]) == (
            midnight("2026-12-05"),
            "第三十五条",
            True,
        )
        assert (await desk.refusal("complaint_officer", number, "conclude", note="无异议"))[0] == 409
    with desk.at("2026-12-05T07:15"):
        await follow_clocks(database)
        notices = (await desk.read("complaint_officer", "/notices"))["items"]
        assert [one["kind"] for one in notices].count("complaint_lapsed") == 1
        assert (await desk.read("leader", "/complaint-clocks"))["items"] == []
        too_late = await desk.refusal(
            "complaint_officer",
            number,
            "request_review",
            organ="云州市卫生健康委员会",
            requested_on="2026-12-05",
            received_on="2026-12-05",
            reason="不服",
        )
        assert too_late[0] == 409
        assert "第三十五条" in too_late[1]
        seen = await desk.act_on("complaint_officer", number, "conclude", note="期限内没有请求复查")
        assert (seen["state"], clock_of(seen, "XF-7")["state"]) == ("final", "cancelled")


async def test_it_is_reviewed_and_rechecked_with_a_hearing_and_then_final(desk: Desk) -> None:
    city = desk.region.units["city"]
    with desk.at("2026-09-02T09:00"):
        number = await petition(desk)
        await desk.act_on("complaint_officer", number, "accept", petition_class="appeal")
        seen = await desk.act_on(
            "complaint_officer", number, "issue_opinion", delivered_on="2026-09-02", **OPINION
        )
        assert due(clock_of(seen, "XF-7")) == midnight("2026-10-09")
    organ = {"organ": "云州市卫生健康委员会", "unit_id": city, "reason": "认为补发数额有误"}
    with desk.at("2026-09-11T09:00"):
        asked = {"requested_on": "2026-09-09", "received_on": "2026-09-10"}
        own = {**organ, "unit_id": desk.region.units["qinghe"]}
        assert (await desk.refusal("complaint_officer", number, "request_review", **asked, **own))[0] == 422
        seen = await desk.act_on("complaint_officer", number, "request_review", **asked, **organ)
        assert clock_of(seen, "XF-7")["in_time"] is True
        review = clock_of(seen, "XF-8")
        # The last of thirty days is the Saturday that is worked.
        assert (due(review), review["last_day"], article(review)) == (
            midnight("2026-10-11"),
            "2026-10-10",
            "第三十五条",
        )
    opinion = {"opinion": "维持处理意见。", "upheld": True}
    with desk.at("2026-09-15T17:00"):
        early = {**opinion, "document": "云卫复查〔2026〕3号", "issued_on": "2026-09-01"}
        assert (await desk.refusal("city_officer", number, "issue_review", **early))[0] == 422
        issued = {
            **opinion,
            "document": "云卫复查〔2026〕3号",
            "issued_on": "2026-09-15",
            "delivered_on": "2026-09-15",
        }
        seen = await desk.act_on("city_officer", number, "issue_review", **issued)
        assert clock_of(seen, "XF-8")["in_time"] is True
        window = clock_of(seen, "XF-9")
        assert (due(window), article(window)) == (midnight("2026-10-16"), "第三十六条")
        # The organ of the recheck stands outside the tree.
        outside = {"organ": "某省卫生健康委员会", "reason": "仍不服"}
        asked = {"requested_on": "2026-09-15", "received_on": "2026-09-15"}
        seen = await desk.act_on("complaint_officer", number, "request_recheck", **asked, **outside)
        recheck = clock_of(seen, "XF-10")
        assert (due(recheck), article(recheck)) == (midnight("2026-10-16"), "第三十六条")
    with desk.at("2026-09-24T09:00"):
        days = {"first": "2026-09-21", "last": "2026-09-23"}
        seen = await desk.act_on("complaint_officer", number, "hold_hearing", **days)
        recheck = clock_of(seen, "XF-10")
        # Three days later would be a Sunday.
        assert (due(recheck), recheck["suspensions"][0]["why"]) == (midnight("2026-10-20"), "听证")
    with desk.at("2026-10-19T23:00"):
        final = {**opinion, "document": "省卫复核〔2026〕9号", "issued_on": "2026-10-19"}
        seen = await desk.act_on("complaint_officer", number, "issue_recheck", **final)
        assert (seen["state"], clock_of(seen, "XF-10")["in_time"]) == ("final", True)
        assert [one["is_recheck"] for one in seen["reviews"]] == [False, True]
        assert seen["allowed_actions"] == []
        assert not [one for one in seen["clocks"] if one["state"] == "running"]


async def test_what_accuses_never_reaches_whom_it_accuses(desk: Desk) -> None:
    with desk.at("2026-09-29T10:00"):
        number = await petition(desk, petition_class="accusation")
        hospital, department = desk.region.units["hospital"], desk.region.units["hospital_medical"]
        forward = {"unit_id": hospital, "note": "转送"}
        assert (await desk.refusal("complaint_officer", number, "forward", **forward))[0] == 422
        seen = await desk.act_on(
            "complaint_officer", number, "accept", petition_class="accusation", until="2026-10-20"
        )
        promised = clock_of(seen, purpose="本机关确定的办理期限")
        assert (promised["code"], due(promised)) == (None, midnight("2026-10-21"))
        assert not clocks_of(seen, "XF-5")
        for unit_id in (hospital, department):
            refused = await desk.try_to("complaint_officer", number, "hand_to", unit_id=unit_id)
            assert refused.status_code == 422
            assert "第三十条" in refused.json()["errors"][0]["message"]
        several = await desk.try_to("complaint_officer", number, "add_assisting", unit_ids=[department])
        assert several.status_code == 422
        assert (await desk.get("hospital_officer", f"/complaints/{number}")).status_code == 404
        # Nor does an institution hear what accuses itself.
        own = await petition(desk, "hospital_officer")
        refused_own = await desk.refusal("hospital_officer", own, "accept", petition_class="accusation")
        assert refused_own[0] == 409
        assert "第三十条" in refused_own[1]


async def test_who_comes_jointly_sends_at_most_five(desk: Desk) -> None:
    joint = {
        "kind": "petition",
        "channel": "visit",
        "people": 20,
        "text": "我们二十名乡村医生反映补助没有按时发放。",
    }
    refused = await desk.post("complaint_officer", "/complaints", joint)
    assert refused.status_code == 422
    assert "第二十条" in refused.text
    six = await desk.post("complaint_officer", "/complaints", {**joint, "representatives": 6})
    assert six.status_code == 422
    number = (await desk.do("complaint_officer", "/complaints", {**joint, "representatives": 5}))["id"]
    assert (await desk.see(number))["representatives"] == 5


async def test_what_is_in_hand_below_is_not_accepted_above(desk: Desk) -> None:
    with desk.at("2026-08-06T09:00"):
        below = await petition(desk)
        await desk.act_on("complaint_officer", below, "accept", petition_class="appeal")
        above = await petition(desk, "city_officer", about_unit_id=None)
        seen = await desk.see(above)
        path, marked = f"/complaints/{above}/repeat", {"of_id": below, "new_facts": False}
        await desk.do("city_officer", path, marked, seen["version"])
        seen = await desk.see(above)
        assert seen["state"] == "refused"
        assert "第十九条" in said(seen)
        # New facts are for whoever has it in hand.
        fresh = await petition(desk, "city_officer", about_unit_id=None)
        again = {"of_id": below, "new_facts": True, "note": "补充了发放清单"}
        await desk.do("city_officer", f"/complaints/{fresh}/repeat", again, 1)
        refused = await desk.refusal("city_officer", fresh, "accept", petition_class="appeal")
        assert refused[0] == 409
        assert "第十九条" in refused[1]
    with desk.at("2026-10-09T09:00"):
        # Its sixty days are over.
        seen = await desk.act_on("city_officer", fresh, "accept", petition_class="appeal")
        assert seen["state"] == "handling"


@pytest.mark.parametrize(
    ("action", "body", "state"),
    [
        ("refuse", {"reason": "不属于本系统职责,请向县人社局提出。"}, "refused"),
        ("forward_outside", {"organ": "青禾县人社局", "note": "已转送青禾县人社局。"}, "forwarded"),
        ("divert", {"route": "court", "note": "已进入诉讼程序,请依法通过诉讼解决。"}, "diverted"),
        ("divert", {"route": "reconsideration", "note": "请依法申请行政复议。"}, "diverted"),
        ("divert", {"route": "arbitration", "note": "请依法申请劳动仲裁。"}, "diverted"),
        ("divert", {"route": "discipline", "note": "已转县纪委监委派驻组。"}, "diverted"),
    ],
)
async def test_it_goes_another_way_and_the_petitioner_is_told(
    desk: Desk, action: str, body: dict[str, str], state: str
) -> None:
    with desk.at("2026-09-29T10:00"):
        number = await petition(desk)
    with desk.at("2026-10-14T23:59"):
        seen = await desk.act_on("complaint_officer", number, action, **body)
        assert seen["state"] == state
        assert (body.get("note") or body["reason"]) in said(seen)
        told = clock_of(seen, "XF-2")
        assert (due(told), told["in_time"]) == (midnight("2026-10-15"), True)
        assert seen["allowed_actions"] == []


async def test_what_comes_to_accuse_a_unit_is_taken_from_it(desk: Desk) -> None:
    """As soon as the office says what it is, not only when it is handed on."""
    hospital, office = desk.region.units["hospital"], "complaint_officer"

    async def correct(number: int, **values: Any) -> httpx.Response:
        version = (await desk.see(number))["version"]
        client = await desk.as_(office)
        return await client.patch(
            f"/api/v1/complaints/{number}", json=values, headers={"If-Match": f'"v{version}"'}
        )

    with desk.at("2026-08-06T09:00"):
        number = await petition(desk)
        await desk.act_on(office, number, "accept", petition_class="appeal")
        seen = await desk.act_on(office, number, "hand_to", unit_id=hospital)
        ask = {"clock_id": clock_of(seen, "XF-5")["id"], "quantity": 3, "reason": "需要查档"}
        await desk.act_on("hospital_officer", number, "ask_extension", **ask)
        assert (await correct(number, petition_class="accusation")).status_code == 200
        seen = await desk.see(number)
        assert (seen["state"], seen["lead_unit"]) == ("handling", None)
        assert [one["state"] for one in seen["requests"]] == ["lapsed"]
        assert (await desk.get("hospital_officer", f"/complaints/{number}")).status_code == 404
        changed = next(one for one in seen["history"] if one["action"] == "change_complaint")
        assert changed["changes"]["lead_unit_id"] == [hospital, None]
        # Nor does the office keep what accuses itself.
        own = await correct(number, about_unit_id=desk.region.units["qinghe"])
        assert own.status_code == 409
        assert "第三十条" in own.json()["detail"]

        complaint = await desk.investigated()
        await desk.act_on(office, complaint, "park", until="2026-08-20", reason="等待查档")
        assert (await correct(complaint, names_head=True)).status_code == 200
        seen = await desk.see(complaint)
        assert (seen["state"], seen["lead_unit"]) == ("registered", None)
        assert clock_of(seen, purpose="挂账复核")["state"] == "met"
        assert clock_of(seen, "TS-2")["state"] == "running"
        assert (await desk.get("hospital_officer", f"/complaints/{complaint}")).status_code == 404
        seen = await desk.act_on(office, complaint, "assign", unit_id=desk.region.units["qinghe"])
        assert seen["state"] == "to_sign"


@pytest.mark.demand("3.16")
async def test_days_that_run_past_the_calendar_are_shown_to_the_earliest(
    desk: Desk, database: Database
) -> None:
    """Whether only the very last day moves is not known: that day is shown, and that it may become later."""
    with desk.at("2026-11-23T09:00"):
        number = await desk.taken_in(kind="petition", channel="letter")
        seen = await desk.act_on("complaint_officer", number, "accept", petition_class="appeal")
        sixty = clock_of(seen, "XF-5")
        assert (sixty["state"], due(sixty), sixty["provisional"]) == ("waiting", midnight("2027-01-23"), True)
        assert (sixty["light"], sixty["days_left"], sixty["last_day"]) == ("green", 60, "2027-01-22")
        assert "最早到这一日;待工作日历公布后复核" in sixty["steps"][-1]["text"]
        assert seen["next_clock"]["provisional"] is True
        running = await desk.read("complaint_officer", "/complaints", clock="running")
        assert [one["id"] for one in running["items"]] == [number]
        await follow_clocks(database)
        assert clock_of(await desk.see(number), "XF-5")["state"] == "waiting"
        # What is counted in working days has no day before they are known; its article is still to be checked.
        other = clock_of(await desk.see(await desk.taken_in(received_at="2026-11-23T08:00:00+08:00")), "TS-2")
        assert (other["provisional"], "条款待核实" in other["cautions"]) == (False, True)
        await _enter_2027(desk, 1, 22)
        await follow_clocks(database)
        sixty = clock_of(await desk.see(number), "XF-5")
        assert (sixty["state"], due(sixty), sixty["provisional"]) == (
            "running",
            midnight("2027-01-26"),
            False,
        )
