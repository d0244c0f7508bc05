"""Orders of a hotline, through the API: once each, two rounds, sight, and what the hotline is told."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from mingze.complaints.models import Complaint
from mingze.hotline import queries
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import EventPayload
from tests.complaints.conftest import ANSWER
from tests.hotline.conftest import ORDER, Line


async def _complaints(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Complaint)) or 0


async def test_an_order_is_taken_in_once_and_kept_as_it_was_sent(line: Line, database: Database) -> None:
    first = await line.sent()
    assert first["office_name"] == "青禾县卫生健康局"
    assert first["complaint_number"].startswith("TS")
    assert await line.sent() == first
    assert await _complaints(database) == 1

    changed = await line.send(title="收费不合理", caller={**ORDER["caller"], "phone": "13900009999"})
    assert changed.status_code == 409
    assert {one["pointer"] for one in changed.json()["errors"]} == {"/body/title", "/body/caller"}
    assert changed.json()["detail"].endswith("内容不同:标题、诉求人")

    (order,) = (await line.read("complaint_officer", "/hotline-orders"))["items"]
    kept = {name: value for name, value in ORDER.items() if name != "caller"}
    assert {name: order[name] for name in kept} == kept
    assert (order["status"], order["state"]) == ("received", "registered")
    assert "王某某" not in str(order)
    assert "13900001234" not in str(order)
    complaint = await line.see(order["complaint_id"], "complaint_officer")
    assert (complaint["channel"], complaint["confidential"]) == ("hotline_12345", True)
    async with database.reading() as session:
        logged = " ".join(body or "" for body in await session.scalars(select(EventPayload.body)))
    assert "王某某" not in logged
    assert "三个小时" not in logged


async def test_many_at_once_are_one(line: Line, database: Database) -> None:
    await line.as_("hotline_client")
    answers = await asyncio.gather(*(line.send() for _ in range(6)))
    taken = [answer for answer in answers if answer.status_code == 201]
    # Whoever had to wait too long is told to try again; nobody makes a second one.
    assert taken
    assert {answer.status_code for answer in answers} <= {201, 503}
    assert len({answer.json()["id"] for answer in taken}) == 1
    assert await _complaints(database) == 1


async def test_a_second_round_is_the_same_complaint_done_again_also_after_it_was_closed(
    line: Line, database: Database
) -> None:
    await line.sent()
    number = await line.complaint()
    still = await line.send(round=2, text="没有人联系我。")
    assert still.status_code == 409
    assert "还在办理" in still.json()["detail"]
    jumped = await line.send(round=3)
    assert jumped.status_code == 409
    assert "应为第 2 轮" in jumped.json()["detail"]

    await line.assign(number)
    await line.answer(number)
    await line.close(number)
    due = (clock.now() + timedelta(hours=5)).replace(microsecond=0)
    said: dict[str, Any] = {
        "round": 2,
        "text": "医院没有联系我,问题没有解决。",
        "redo_reason": "诉求人不满意",
        "visit_back": "不满意",
        "due_at": due.isoformat(),
    }
    second = await line.sent(**said)
    assert second["complaint_round"] == 2
    assert await line.complaint() == number
    assert await _complaints(database) == 1
    again = await line.see(number)
    assert (again["state"], again["round"], again["lead_unit"]["name"]) == ("to_sign", 2, "青禾县人民医院")
    assert again["answers"][0]["round"] == 1
    assert "医院没有联系我" in str(again["messages"])
    # The hotline's own deadline runs beside the rule's.
    limits = [one["due_at"] for one in again["clocks"] if one["round"] == 2 and one["code"] is None]
    assert [datetime.fromisoformat(one) for one in limits] == [due]
    assert await line.sent(**said) == second
    # The first round, sent again by mistake, is still the first round.
    assert (await line.sent())["round"] == 1

    await line.answer(number, public_text="已电话致歉并退还挂号费。")
    last = (await line.updates())["items"][-1]
    assert (last["round"], last["status"]) == (2, "answered")
    assert last["public_answer"] == "已电话致歉并退还挂号费。"


async def test_a_round_after_what_was_not_handled_is_taken_in_anew(line: Line, database: Database) -> None:
    await line.sent()
    number = await line.complaint()
    explained = "反映的事项已由法院受理,请按诉讼程序解决。"
    await line.act_on("complaint_officer", number, "not_handle", reason="in_court", explanation=explained)
    told = (await line.updates())["items"][-1]
    assert (told["status"], told["not_handled_reason"], told["public_answer"]) == (
        "not_handled", "in_court", explained,
    )  # fmt: skip
    second = await line.sent(round=2, text="法院没有受理。")
    assert second["complaint_round"] == 1
    assert await _complaints(database) == 2
    anew = await line.complaint()
    assert anew != number
    assert (await line.see(anew))["repeat_of"]["id"] == number


@pytest.mark.parametrize(
    ("values", "office"),
    [
        ({"names_head": True, "about_unit_code": None}, "青禾县卫生健康局"),
        ({"about_unit_code": "YZ-QH", "names_head": True}, "云州市卫生健康委员会"),
        ({"about_unit_code": "YZ-QH"}, "青禾县卫生健康局"),
    ],
)
async def test_a_round_about_the_head_or_another_unit_goes_not_back_to_who_led(
    line: Line, values: dict[str, Any], office: str
) -> None:
    await line.sent()
    number = await line.complaint()
    await line.assign(number)
    await line.answer(number)
    await line.close(number)
    second = await line.sent(round=2, text="就是院长安排的。", confidential=False, **values)
    assert (second["office_name"], second["complaint_round"]) == (office, 1)
    anew = await line.complaint()
    seen = await line.see(anew)
    assert seen["repeat_of"]["id"] == number
    # Who asked for it once is not less confidential in what repeats it.
    assert (seen["names_head"], seen["confidential"]) == ("names_head" in values, True)
    before = await line.see(number, "hospital_officer")
    assert (before["state"], before["round"], before["repeated_by"]) == ("closed", 1, [])
    assert "院长安排" not in str(before)
    assert (await line.get("hospital_officer", f"/complaints/{anew}")).status_code == 404


async def test_a_further_round_says_more_of_who_called_and_may_ask_for_confidence(line: Line) -> None:
    await line.sent(confidential=False, caller={"name": "王某某", "phone": "13900001234"})
    number = await line.complaint()
    await line.assign(number)
    path = f"/complaints/{number}/complainant"
    assert (await line.get("hospital_officer", path)).status_code == 200
    await line.answer(number)
    await line.sent(round=2, caller={"phone": "139 0000 9999", "relation": "家属"})
    seen = await line.read("complaint_officer", path)
    assert (seen["name"], seen["phone"], seen["relation"]) == ("王某某", "13900009999", "家属")
    assert (await line.see(number))["confidential"] is True
    assert (await line.get("hospital_officer", path)).status_code == 403
    await line.answer(number)
    await line.sent(round=3, confidential=False, caller={})
    assert (await line.see(number))["confidential"] is True
    assert (await line.read("complaint_officer", path))["phone"] == "13900009999"


async def test_a_unit_cannot_take_the_number_of_an_order_of_its_authority(line: Line) -> None:
    refused = await line.send("hospital_officer")
    assert (refused.status_code, "卫生健康委、局" in refused.json()["detail"]) == (403, True)
    client = await line.as_("hospital_officer")
    listed = {"source": "city_12345", "first_day": "2026-03-01", "last_day": "2026-03-31", "orders": []}
    assert (await client.post("/api/v1/hotline-orders/reconcile", json=listed)).status_code == 403
    files = {"file": ("工单.csv", "工单编号,诉求内容\nX-1,候诊时间过长。\n".encode())}
    for path in ("import-preview", "import"):
        form = (
            {"source": "city_12345", "plan_digest": "0" * 64}
            if path == "import"
            else {"source": "city_12345"}
        )
        answer = await client.post(f"/api/v1/hotline-orders/{path}", data=form, files=files)
        assert answer.status_code == 403, answer.text
    await line.sent()


async def test_what_happens_to_very_many_complaints_at_once_is_followed(database: Database) -> None:
    async with database.reading() as session:
        assert await queries.outward(session, range(40_000)) == []
        assert await queries.told(session, range(40_000)) == {}


async def test_the_hotline_is_told_everything_it_may_know_and_nothing_else(line: Line) -> None:
    await line.sent()
    number = await line.complaint()
    await line.assign(number)
    seen = await line.updates()
    assert [one["status"] for one in seen["items"]] == ["received", "received"]
    assert seen["items"][-1]["handling_unit"] == "青禾县人民医院"
    await line.post(
        "complaint_officer", f"/complaints/{number}/messages", {"text": "内部意见", "inner": True}
    )
    assert (await line.updates(seen["after"]))["items"] == []
    await line.answer(number, resolved=False, unresolved_reason="诊室改造须到六月完成。")
    await line.close(number, "explained", explanation="已当面说明改造进度。")
    later = await line.updates(seen["after"], limit=2)
    assert later["has_more"]
    rest = await line.updates(later["after"])
    states = [one["state"] for one in (*later["items"], *rest["items"])]
    assert states == ["investigating", "answered", "visited_back", "closed"]
    last = rest["items"][-1]
    assert (last["resolved"], last["unresolved_reason"], last["substantiated"]) == (
        False, "诊室改造须到六月完成。", "yes",
    )  # fmt: skip
    assert last["public_answer"] == ANSWER["public_text"]
    assert last["satisfaction"] == "mostly"
    assert last["closed_at"]
    everything = str(await line.updates())
    assert ANSWER["inner_text"] not in everything
    assert "内部意见" not in everything
    assert "当面说明" not in everything
    assert "王某某" not in everything
    assert await line.updates(rest["after"]) == {"items": [], "after": rest["after"], "has_more": False}


async def test_each_side_sees_its_own(line: Line) -> None:
    await line.sent()
    elsewhere = await line.read("hotline_client_elsewhere", "/hotline-orders")
    assert elsewhere["items"] == []
    assert (await line.updates(who="hotline_client_elsewhere"))["items"] == []
    taken = await line.send("hotline_client_elsewhere", about_unit_code=None, title="别的内容")
    assert taken.status_code == 409
    assert taken.json()["errors"] == []
    code = await line.send("hotline_client_elsewhere", external_no="LQ1")
    assert (code.status_code, code.json()["errors"][0]["pointer"]) == (422, "/body/about_unit_code")
    # A system of a hotline reads no complaint.
    client = await line.as_("hotline_client")
    assert (await client.get("/api/v1/complaints")).status_code == 403
    (order,) = (await line.read("hotline_client", "/hotline-orders"))["items"]
    assert order["complaint_id"] is None
    assert (await line.send("hospital_head")).status_code == 403


async def test_what_the_hotline_wrote_of_a_caller_in_confidence_is_for_the_office(line: Line) -> None:
    notes = {"dispatch_note": "请联系王某某。", "visit_back": "王某某不满意。"}
    for number, confidential in (("A1", True), ("A2", False)):
        await line.sent(external_no=number, confidential=confidential, **notes)
        await line.assign(await line.complaint(number))
    for who, read in (("hotline_client", True), ("complaint_officer", True), ("hospital_officer", False)):
        orders = (await line.read(who, "/hotline-orders"))["items"]
        found = {one["external_no"]: {name: one[name] for name in notes} for one in orders}
        assert found == {"A1": notes if read else dict.fromkeys(notes), "A2": notes}, who


async def test_what_names_a_head_goes_above_and_its_own_officer_sees_it_no_more(line: Line) -> None:
    receipt = await line.sent("complaint_officer", about_unit_code="YZ-QH", names_head=True)
    assert receipt["office_name"] == "云州市卫生健康委员会"
    assert (await line.read("complaint_officer", "/hotline-orders"))["items"] == []
    assert (await line.updates(who="complaint_officer"))["items"] == []
    # Sent again it is the same, though they see nothing of it.
    again = await line.sent("complaint_officer", about_unit_code="YZ-QH", names_head=True)
    assert again == receipt
    refused = await line.send(external_no="HEAD-1", about_unit_code="YZ", names_head=True)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/body/names_head")


async def test_a_unit_is_found_by_its_name_or_left_to_the_office(line: Line) -> None:
    named = await line.sent(external_no="A-1", about_unit_code=None, about_unit_name="青禾县人民医院")
    assert named["office_name"] == "青禾县卫生健康局"
    guessed = await line.sent(external_no="A-2", about_unit_code=None, about_unit_name="县里那个医院")
    assert guessed["office_name"] == "云州市卫生健康委员会"
    page = await line.read("hotline_client", "/hotline-orders", external_no="A-2")
    assert page["items"][0]["about_unit_name"] == "县里那个医院"
    # Of a unit sent by its code the name is ours.
    await line.sent(external_no="A-3")
    page = await line.read("hotline_client", "/hotline-orders", external_no="A-3")
    assert page["items"][0]["about_unit_name"] == "青禾县人民医院"


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"dispatched_at": "2199-01-01T00:00:00+08:00"}, "/body/dispatched_at"),
        ({"due_at": "2020-01-01T00:00:00+08:00"}, "/body/due_at"),
        ({"due_at": "2026-03-05T00:00:00"}, "/body/due_at"),
        ({"external_no": "编号\n二"}, "/body/external_no"),
        ({"round": 0}, "/body/round"),
        ({"source": "12345"}, "/body/source"),
        ({"text": "长" * 10_001}, "/body/text"),
        ({"caller": {"phone": "<script>"}}, "/body/caller/phone"),
        ({"about_unit_code": "NO-SUCH"}, "/body/about_unit_code"),
        ({"about_unit_code": None, "names_head": True}, "/body/names_head"),
        ({"extra": 1}, "/body/extra"),
    ],
)
async def test_refuses_what_is_no_order(line: Line, values: dict[str, Any], pointer: str) -> None:
    answer = await line.send(**values)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_lists_are_narrowed_and_paged(line: Line) -> None:
    for number in range(5):
        await line.sent(external_no=f"P-{number}", source="health_12320" if number == 4 else "city_12345")
    first = await line.read("hotline_client", "/hotline-orders", limit=3)
    assert [one["external_no"] for one in first["items"]] == ["P-4", "P-3", "P-2"]
    rest = await line.read("hotline_client", "/hotline-orders", limit=3, cursor=first["next_cursor"])
    assert [one["external_no"] for one in rest["items"]] == ["P-1", "P-0"]
    assert (first["total"], rest["next_cursor"]) == (5, None)
    one = await line.read("hotline_client", "/hotline-orders", source="health_12320", status="received")
    assert [item["external_no"] for item in one["items"]] == ["P-4"]
    none = await line.read("hotline_client", "/hotline-orders", status="closed")
    assert none["items"] == []
