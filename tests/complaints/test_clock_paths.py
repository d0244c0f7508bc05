"""Clocks of complaints through the API, across National Day 2026 and the Saturday that was worked for it (10 October):
each due to the second, each with its article."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from mingze.complaints import due_service
from mingze.complaints.due_service import NotAllFollowed, follow_clocks, handlers
from mingze.complaints.models import ComplaintClock
from mingze.kit.clock import SHANGHAI
from mingze.kit.database import Database
from mingze.kit.events import record
from mingze.kit.jobs import backlog
from mingze.kit.worker import Worker
from mingze.settings import Settings
from tests.complaints.conftest import ANSWER, Desk

BEFORE_HOLIDAY = "2026-09-30T10:00"
_RULES = "医疗机构投诉管理办法"


def clocks_of(seen: Any, code: str | None = None, purpose: str | None = None) -> list[Any]:
    """In the order in which they began."""
    return [
        one
        for one in reversed(seen["clocks"])
        if (code is None or one["code"] == code) and (purpose is None or one["purpose"] == purpose)
    ]


def clock_of(seen: Any, code: str | None = None, purpose: str | None = None) -> Any:
    """The newest of a rule, or for what it is."""
    return clocks_of(seen, code, purpose)[-1]


def due(one: Any) -> str | None:
    """The first instant that is late, in Shanghai."""
    if one["due_at"] is None:
        return None
    return datetime.fromisoformat(one["due_at"]).astimezone(SHANGHAI).isoformat()


def midnight(day: str) -> str:
    return f"{day}T00:00:00+08:00"


async def test_a_complaint_runs_over_a_holiday_with_a_make_up_day(desk: Desk) -> None:
    with desk.at("2026-09-28T10:00"):
        number = await desk.investigated()
        seen = await desk.see(number)
        five = clock_of(seen, "TS-2")
        assert (due(five), five["last_day"]) == (midnight("2026-10-11"), "2026-10-10")
        assert (five["state"], five["light"], five["days_left"]) == ("running", "green", 12)
        assert five["source"]["document"] == _RULES
        said = " ".join(step["text"] for step in five["steps"])
        assert "2026年10月1日至2026年10月7日为国庆节假期,不计入" in said
        assert "2026年10月10日为国庆节调休上班,计入" in said
        assert five["extensible"] is None
        ask = {"clock_id": five["id"], "quantity": 1, "reason": "需要会诊"}
        assert (await desk.try_to("hospital_officer", number, "ask_extension", **ask)).status_code == 409

        seen = await desk.act_on("hospital_officer", number, "mark_complex", reason="涉及门诊、信息、财务")
        ten = clock_of(seen, "TS-3")
        assert clock_of(seen, "TS-2")["state"] == "cancelled"
        assert due(ten) == midnight("2026-10-17")
        assert ten["started_at"] == five["started_at"]
        # The time of the law does not stop while it is parked, or supervised; both have a day of their own.
        await desk.act_on("leader", number, "supervise", until="2026-10-12", reason="舆情关注")
        await desk.act_on("complaint_officer", number, "park", until="2026-10-14", reason="设备采购中")
    with desk.at("2026-10-13T09:00"):
        seen = await desk.act_on("complaint_officer", number, "unpark")
        assert due(clock_of(seen, purpose="挂账复核")) == midnight("2026-10-15")
        assert clock_of(seen, purpose="挂账复核")["in_time"] is True
        board = await desk.read("leader", "/complaint-clocks", show="supervised")
        assert [(one["complaint_id"], one["light"], one["days_left"]) for one in board["items"]] == [
            (number, "red", -1)
        ]
    with desk.at("2026-10-16T23:59:59"):
        seen = await desk.act_on("hospital_officer", number, "answer", **ANSWER)
        assert clock_of(seen, "TS-3")["in_time"] is True
        assert clock_of(seen, purpose="督办期限")["in_time"] is False
        assert not [one for one in seen["clocks"] if one["state"] == "running"]
    with desk.at("2026-10-17T00:00"):
        seen = await desk.act_on("complaint_officer", number, "redo", reason="没有真正办理")
        again = clock_of(seen, "TS-3")
        assert (again["round"], due(again)) == (2, midnight("2026-10-31"))
        seen = await desk.act_on("complaint_officer", number, "withdraw", note="来电撤回")
        assert clock_of(seen, "TS-3")["state"] == "cancelled"


async def test_on_the_spot_merged_and_turned_into_a_petition(desk: Desk) -> None:
    with desk.at(BEFORE_HOLIDAY):
        number = await desk.taken_in()
        seen = await desk.act_on("complaint_officer", number, "settle_on_spot", **ANSWER)
        spot = clock_of(seen, "TS-1")
        assert (due(spot), spot["in_time"]) == (midnight("2026-10-01"), True)
        assert spot["source"]["document"] == _RULES
        assert clock_of(seen, "TS-2")["in_time"] is True

        main, other = await desk.taken_in(), await desk.taken_in()
        await desk.act_on("complaint_officer", other, "merge", main_id=main)
        assert clock_of(await desk.see(other), "TS-2")["state"] == "cancelled"
    with desk.at("2026-10-09T10:00"):
        seen = await desk.act_on("complaint_officer", other, "unmerge", reason="不是同一件事")
        assert (clock_of(seen, "TS-2")["state"], due(clock_of(seen, "TS-2"))) == (
            "running",
            midnight("2026-10-14"),
        )
        # It was received before the holiday: 15 days end in it, and move behind it.
        seen = await desk.act_on("complaint_officer", other, "to_petition", reason="属于申诉求决")
        assert clock_of(seen, "TS-2")["state"] == "cancelled"
        assert due(clock_of(seen, "XF-2")) == midnight("2026-10-16")
        assert clock_of(seen, "XF-2")["source"]["article"] == "第二十三条第一、二项"


async def test_mediation_leaves_out_the_appraisal_and_gives_back_what_was_left(desk: Desk) -> None:
    with desk.at(BEFORE_HOLIDAY):
        number = await desk.investigated()
        seen = await desk.act_on(
            "hospital_officer", number, "mediate", by="administrative", applied_on="2026-09-30"
        )
        assert clock_of(seen, "TS-2")["state"] == "cancelled"
        decide = clock_of(seen, "TS-13c")
        assert (due(decide), decide["source"]["article"]) == (midnight("2026-10-14"), "第四十条")
    with desk.at("2026-10-09T15:00"):
        days = {"first": "2026-10-12", "last": "2026-10-16"}
        early = await desk.try_to("complaint_officer", number, "suspend_for_appraisal", **days)
        assert early.status_code == 409
        accepted = {"by": "administrative", "accepted_on": "2026-10-09"}
        seen = await desk.act_on("complaint_officer", number, "accept_mediation", **accepted)
        assert clock_of(seen, "TS-13c")["in_time"] is True
        thirty = clock_of(seen, "TS-13b")
        assert (due(thirty), thirty["source"]["article"]) == (midnight("2026-11-20"), "第四十条")
        assert thirty["source"]["document"] == "医疗纠纷预防和处理条例"
        seen = await desk.act_on("complaint_officer", number, "suspend_for_appraisal", **days)
        assert due(clock_of(seen, "TS-13b")) == midnight("2026-11-27")
        assert "中止(鉴定),不计入" in " ".join(step["text"] for step in clock_of(seen, "TS-13b")["steps"])
        twice = await desk.try_to("complaint_officer", number, "accept_mediation", **accepted)
        assert twice.status_code == 409
    with desk.at("2026-10-20T09:00"):
        seen = await desk.act_on("hospital_officer", number, "take_back", note="调解不成")
        assert clock_of(seen, "TS-13b")["state"] == "cancelled"
        five = clock_of(seen, "TS-2")
        # Nothing was counted between 1 and 19 October: five working days from the 20th on.
        assert (five["state"], due(five)) == ("running", midnight("2026-10-27"))
        assert five["suspensions"] == [
            {"first": "2026-10-01", "last": "2026-10-19", "why": "协商、调解或诉讼"}
        ]
        seen = await desk.act_on("hospital_officer", number, "mediate", by="people", applied_on="2026-10-20")
        seen = await desk.act_on(
            "hospital_officer", number, "accept_mediation", by="people", accepted_on="2026-10-20"
        )
        people = clock_of(seen, "TS-13a")
        assert (due(people), people["source"]["article"]) == (midnight("2026-12-02"), "第三十八条")
    with desk.at("2026-12-01T16:00"):
        seen = await desk.act_on("hospital_officer", number, "settle", outcome="mediated", **ANSWER)
        assert clock_of(seen, "TS-13a")["in_time"] is True


@pytest.mark.parametrize(
    ("values", "code", "day"),
    [
        ({"urgent": True}, "RX-11a", "2026-10-01"),
        ({"matter": "consult"}, "RX-11b", "2026-10-10"),
        ({"matter": "help"}, "RX-11c", "2026-10-14"),
        ({"matter": "complain"}, "RX-11d", "2026-10-14"),
    ],
)
async def test_a_work_order_has_the_time_of_its_matter(
    desk: Desk, values: dict[str, Any], code: str, day: str
) -> None:
    with desk.at(BEFORE_HOLIDAY):
        number = await desk.taken_in(channel="hotline_12345", **values)
        one = clock_of(await desk.see(number), code)
        assert (due(one), one["verified"]) == (midnight(day), False)
        assert one["source"]["document"] == "本级热线管理机构的规定(待录入)"


async def test_more_time_is_asked_before_the_end_once_and_within_the_rule(desk: Desk) -> None:
    with desk.at(BEFORE_HOLIDAY):
        number = await desk.investigated(channel="hotline_12345", matter="suggest")
        seen = await desk.see(number)
        wrong = clock_of(seen, "RX-11c")
        changed = await desk.as_("complaint_officer")
        answer = await changed.patch(
            f"/api/v1/complaints/{number}",
            json={"matter": "consult"},
            headers={"If-Match": f'"v{seen["version"]}"'},
        )
        assert answer.status_code == 200, answer.text
        two = clock_of(answer.json(), "RX-11b")
        assert (two["started_at"], due(two)) == (wrong["started_at"], midnight("2026-10-10"))
        assert two["extensible"]["words"] == "5个工作日"
        ask = {"clock_id": two["id"], "reason": "须向上级请示"}
        more = await desk.try_to("hospital_officer", number, "ask_extension", quantity=6, **ask)
        assert more.status_code == 422
        assert more.json()["errors"][0]["message"] == "延长不能超过5个工作日"
        await desk.act_on("hospital_officer", number, "ask_extension", quantity=5, **ask)
    with desk.at("2026-10-10T08:00"):
        # Decided after the last day, but asked before it: 10 October is worked, and counts.
        seen = await desk.act_on("leader", number, "decide_extension", approve=True)
        two = clock_of(seen, "RX-11b")
        assert (due(two), two["extension"], two["extensible"]) == (
            midnight("2026-10-16"),
            "5个工作日",
            None,
        )
        again = await desk.try_to("hospital_officer", number, "ask_extension", quantity=1, **ask)
        assert again.status_code == 409


async def test_the_health_line_is_reported_finished_and_visited_back(desk: Desk) -> None:
    with desk.at(BEFORE_HOLIDAY):
        number = await desk.taken_in(channel="hotline_12320")
        seen = await desk.see(number)
        assert due(clock_of(seen, "RX-6a")) == midnight("2026-10-09")
        assert due(clock_of(seen, "RX-6b")) == midnight("2026-10-14")
        # Neither its article nor its reach is said as surer than it is.
        article, reach = clock_of(seen, "RX-6b")["cautions"]
        assert article == "条款待核实"
        assert "湖北省十堰市" in reach
    with desk.at("2026-10-09T00:00"):
        unit = desk.region.units["hospital"]
        seen = await desk.act_on("complaint_officer", number, "assign", unit_id=unit)
        assert clock_of(seen, "RX-6a")["in_time"] is False
        await desk.act_on("hospital_officer", number, "sign")
        seen = await desk.act_on("hospital_officer", number, "answer", **ANSWER)
        # Answered on Friday: Saturday is worked.
        assert due(clock_of(seen, "RX-6c")) == midnight("2026-10-11")
        seen = await desk.act_on("complaint_officer", number, "visit_back", satisfaction="satisfied")
        assert clock_of(seen, "RX-6c")["in_time"] is True


# --- the calendar, and rules of offices ------------------------------------------------------------------------


async def _enter_2027(desk: Desk, *off: int) -> None:
    days = [{"day": str(date(2027, 1, day)), "is_workday": False, "note": "元旦假期"} for day in off]
    admin = await desk.as_("system_admin")
    before = (await admin.get("/api/v1/work-calendar/2027")).json()["version"]
    answer = await admin.put(
        "/api/v1/work-calendar/2027",
        json={"document": "国办发明电〔2026〕8号", "days": days},
        headers={"If-Match": f'"v{before}"'},
    )
    assert answer.status_code == 200, answer.text


async def _work(database: Database) -> int:
    """Do the jobs of the room that are due; how many there were."""
    worker, done = Worker(database, handlers(Settings())), 0
    while await worker.step():
        done += 1
    return done


async def test_where_the_calendar_does_not_reach_a_clock_waits(desk: Desk, database: Database) -> None:
    with desk.at("2026-12-30T09:00"):
        number = await desk.taken_in()
        waits = clock_of(await desk.see(number), "TS-2")
        assert (waits["state"], waits["due_at"], waits["light"]) == ("waiting", None, "grey")
        assert "2027年的节假日安排尚未公布" in waits["steps"][0]["text"]
        board = await desk.read("complaint_officer", "/complaint-clocks", show="waiting")
        assert [one["complaint_id"] for one in board["items"]] == [number]
        await follow_clocks(database)
        assert clock_of(await desk.see(number), "TS-2")["state"] == "waiting"
        await _enter_2027(desk, 1, 2, 3)
        await _work(database)
        counted = clock_of(await desk.see(number), "TS-2")
        assert (counted["state"], due(counted)) == ("running", midnight("2027-01-08"))
        # A day more is off: it is off for what runs already.
        await _enter_2027(desk, 1, 2, 3, 4)
        await _work(database)
        seen = await desk.see(number)
        assert due(clock_of(seen, "TS-2")) == midnight("2027-01-09")
        assert seen["history"][0]["action"] == "recount_complaint"


async def test_one_that_cannot_be_counted_stops_no_other(
    desk: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_service, "_PORTION", 2)
    with desk.at("2026-12-30T09:00"):
        broken, *others = [await desk.taken_in() for _ in range(4)]
        async with database.writing() as session:
            rule_gone = update(ComplaintClock).where(ComplaintClock.complaint_id == broken)
            await session.execute(rule_gone.values(code="TS-GONE"))
            record(session, action="break", resource="complaint", resource_id=broken, actor=None)
        with pytest.raises(NotAllFollowed):
            await follow_clocks(database)
        await _enter_2027(desk, 1, 2, 3)
        async with database.reading() as session:
            states = set(await session.scalars(select(ComplaintClock.state)))
        # Nothing is counted while whoever entered the year waits.
        assert states == {"waiting"}
        # One that portions them, two portions; that of the broken one is tried again.
        assert await _work(database) == 3
        for number in others:
            assert due(clock_of(await desk.see(number), "TS-2")) == midnight("2027-01-08")
        async with database.reading() as session:
            assert (await backlog(session)).waiting == 1


async def test_a_stricter_rule_of_an_office_holds_for_what_begins_from_then_on(
    desk: Desk, database: Database
) -> None:
    with desk.at("2026-09-28T10:00"):
        before = await desk.taken_in()
        body = {
            "unit_id": desk.region.units["qinghe"],
            "quantity": 3,
            "unit": "working_day",
            "source": {"document": "青禾县投诉答复承诺", "article": "第二条"},
            "confidence": "full_text",
            "effective_from": "2026-09-01",
        }
        made = await desk.do("system_admin", "/time-limits/TS-2/versions", body)
    with desk.at(BEFORE_HOLIDAY):
        after = await desk.taken_in()
        assert due(clock_of(await desk.see(before), "TS-2")) == midnight("2026-10-11")
        three = clock_of(await desk.see(after), "TS-2")
        assert (due(three), three["source"]["document"]) == (midnight("2026-10-11"), "青禾县投诉答复承诺")
        assert three["source"]["article"] == "第二条"
        mine = next(one for one in made["versions"] if one["source"]["document"] == "青禾县投诉答复承诺")
        end = {"effective_to": "2026-09-29", "reason": "承诺撤销"}
        path = f"/time-limits/TS-2/versions/{mine['id']}/end"
        await desk.do("system_admin", path, end, mine["version"])
        await _work(database)
        assert due(clock_of(await desk.see(after), "TS-2")) == midnight("2026-10-14")


# --- late --------------------------------------------------------------------------------------------------------


async def _told(desk: Desk, who: str, kind: str) -> int:
    found = await desk.read(who, "/notices")
    return len([one for one in found["items"] if one["kind"] == kind])


async def test_who_is_late_is_urged_once_and_the_leader_told_when_that_helps_nothing(
    desk: Desk, database: Database
) -> None:
    with desk.at("2026-09-28T10:00"):
        number = await desk.investigated()
    with desk.at("2026-10-10T20:00"):
        await follow_clocks(database)
        assert await _told(desk, "hospital_officer", "complaint_urged") == 0
        soon = await desk.read("complaint_officer", "/complaint-clocks", show="soon")
        assert [one["complaint_id"] for one in soon["items"]] == [number]
    with desk.at("2026-10-11T07:15"):
        await follow_clocks(database)
        await follow_clocks(database)
        assert await _told(desk, "hospital_officer", "complaint_urged") == 1
        assert await _told(desk, "complaint_officer", "complaint_urged") == 0
        late = await desk.read("leader", "/complaint-clocks")
        assert [(one["complaint_id"], one["code"], one["days_left"]) for one in late["items"]] == [
            (number, "TS-2", -1)
        ]
        assert (await desk.read("complaint_officer_elsewhere", "/complaint-clocks"))["items"] == []
    with desk.at("2026-10-16T23:00"):
        await follow_clocks(database)
        assert (await desk.read("leader", "/complaint-clocks", show="escalated"))["items"] == []
    with desk.at("2026-10-17T07:15"):
        # Five working days after the urging (RX-5d).
        await follow_clocks(database)
        await follow_clocks(database)
        assert await _told(desk, "leader", "complaint_escalated") == 1
        board = await desk.read("leader", "/complaint-clocks", show="escalated")
        assert board["items"][0]["complaint_id"] == number
        seen = await desk.see(number)
        assert (seen["state"], [one["action"] for one in seen["history"][:2]]) == (
            "investigating",
            ["escalate_complaint", "urge_complaint"],
        )
        assert seen["history"][0]["actor_name"] is None
