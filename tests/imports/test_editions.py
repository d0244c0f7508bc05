"""A later edition of a document that was imported before: what differs, what is decided, what becomes of it."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.conftest import SignIn
from tests.imports.conftest import TWO_MATTERS, Desk, SitDown, upload
from tests.support.region import Region

#: Half a year later: the first matter has more progress and is finished as before, the second is finished now with
#: a further measure, a third one came up before it; numbers moved.
LATER = """关于巡察整改进展情况的通报
根据市委统一部署,2025年3月3日至2025年4月30日,市委第二巡察组对中共云州市卫生健康委员会党组开展了常规巡察。2025年6月12日反馈了巡察意见。经自查,巡察组反馈的3个问题,已完成整改3个。
一、巡察反馈意见整改情况
(一)履行职能不够到位。
1.补助资金拨付偏慢。个别卫生院垫支压力大。
整改措施:一是重新编制拨付流程。二是按季公开拨付明细。
整改进展:全部补助已按季拨付到位,连续两季没有拖欠。
完成情况:已完成整改。
2.健康档案更新不及时。
整改措施:逐户核对健康档案。
整改进展:已核对全部档案。
完成情况:已完成整改。
3.慢性病随访数据失真。
整改措施:一是组织全市随访记录交叉检查。二是随访结果由县区局逐月复核。
整改进展:复核不合格率降至百分之一。
完成情况:已完成整改。
中共云州市卫生健康委员会党组
2026年6月5日
"""


async def confirmed(sit_down: SitDown, text: str = TWO_MATTERS, **more: Any) -> Desk:
    desk = await sit_down(text, **more)
    done = await desk.confirm()
    assert done.status_code == 200, done.text
    return desk


async def in_ledger(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    found = await client.get("/api/v1/findings", params={"sort": "number", "limit": 200})
    whole = [await client.get(f"/api/v1/findings/{one['id']}") for one in found.json()["items"]]
    return [answer.json() for answer in whole]


async def correct(
    clerk: httpx.AsyncClient, leader: httpx.AsyncClient, finding_id: int, **changes: Any
) -> None:
    asked = await clerk.post(
        f"/api/v1/findings/{finding_id}/requests",
        json={"kind": "correct", "reason": "据实更正", "changes": changes},
    )
    assert asked.status_code == 201, asked.text
    await approve(leader, asked.json()["id"])


async def approve(leader: httpx.AsyncClient, request_id: int) -> None:
    done = await leader.post(f"/api/v1/requests/{request_id}/decision", json={"approve": True})
    assert done.status_code == 200, done.text


def changes(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["field"]: one for one in row["difference"]["changes"]}


async def events_of(client: httpx.AsyncClient, finding_id: int) -> list[str]:
    answer = await client.get(f"/api/v1/findings/{finding_id}/events")
    assert answer.status_code == 200, answer.text
    return [event["action"] for event in answer.json()["items"]]


class TestASecondImport:
    async def test_of_the_same_document_says_which_it_was(self, sit_down: SitDown) -> None:
        first = await confirmed(sit_down)
        draft = (await sit_down(LATER)).draft
        (earlier,) = draft["earlier"]
        assert earlier["import_id"] == draft["compares_with"] == first.draft["id"]
        assert (earlier["sure"], earlier["why"]) == (
            True,
            ["same_inspection", "same_title", "same_name"],
        )
        assert draft["inspection_source"] == "inspection"

    async def test_of_the_same_file_says_so_at_once(self, sit_down: SitDown, sign_in: SignIn) -> None:
        first = await confirmed(sit_down)
        again = await upload(await sign_in("clerk"), TWO_MATTERS)
        draft = again.json()
        assert draft["same_file_as"] == draft["compares_with"] == first.draft["id"]
        assert draft["earlier"][0]["why"][0] == "same_file"

    async def test_knows_what_is_same_changed_new_and_gone(self, sit_down: SitDown) -> None:
        await confirmed(sit_down, LATER)
        desk = await sit_down(TWO_MATTERS)
        answer = await desk.client.get(f"{desk.path}/differences")
        assert answer.status_code == 200
        said = answer.json()
        states = [(item["part"], item["key"], item["state"]) for item in said["items"]]
        assert states == [
            ("finding", "1", "changed"),
            ("finding", "2", "changed"),
            ("finding", "2", "gone"),
        ]
        assert (said["totals"]["changed"], said["totals"]["gone"], said["totals"]["new"]) == (2, 1, 0)
        (gone,) = desk.draft["gone"]
        assert (gone["problem"], gone["number"]) == ("健康档案更新不及时。", "2")
        assert said["compared_with"]["import_id"] == desk.draft["compares_with"]

    async def test_shows_each_change_with_what_it_would_do(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(LATER)
        one, new, two = await desk.rows()
        assert [row["difference"]["state"] for row in (one, new, two)] == ["changed", "new", "changed"]
        assert list(changes(one)) == ["progress"]
        assert set(changes(two)) == {"number", "measures", "progress", "status"}
        status = changes(two)["status"]
        assert (status["old"], status["new"], status["ledger"]) == ("staged", "done", "staged")
        assert (status["label"], status["effect"], status["conflict"]) == ("整改状态", "enters", False)
        assert two["difference"]["finding_code"].endswith("-0002")
        assert new["difference"]["finding_id"] is None

    async def test_of_what_did_not_change_leaves_everything_as_it_is(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(TWO_MATTERS + " ")
        before = await in_ledger(desk.client)
        done = (await desk.confirm()).json()
        assert (done["finding_ids_count"], done["updated_count"], done["unchanged_count"]) == (0, 0, 2)
        after = await in_ledger(desk.client)
        assert [one["version"] for one in after] == [one["version"] for one in before]
        assert [one["items"] for one in after] == [one["items"] for one in before]
        assert all(
            [document["id"] for document in one["later_documents"]] == [done["document_id"]] for one in after
        )
        assert "stand_in_document" in await events_of(desk.client, after[0]["id"])


class TestConfirming:
    async def test_merges_by_what_was_decided(self, sit_down: SitDown, sign_in: SignIn) -> None:
        first = await confirmed(sit_down)
        desk = await sit_down(LATER)
        done = (await desk.confirm()).json()
        assert (done["finding_ids_count"], done["updated_count"], done["asked_count"]) == (1, 2, 0)
        assert done["inspection_id"] == (await first.look())["inspection_id"]
        one, two, new = await in_ledger(desk.client)
        assert [note["text"] for note in one["items"][0]["notes"]] == [
            "印发了拨付管理办法,所欠补助已全部补拨。",
            "全部补助已按季拨付到位,连续两季没有拖欠。",
        ]
        assert (two["number"], two["published_status"]) == ("3", "done")
        assert [item["text"] for item in two["items"]] == [
            "组织全市随访记录交叉检查。",
            "随访结果由县区局逐月复核。",
        ]
        assert (new["problem"], new["later_documents"]) == ("健康档案更新不及时。", [])
        assert new["document"]["id"] == two["later_documents"][0]["id"] == done["document_id"]
        assert two["document"]["id"] != done["document_id"]
        assert "renew" in await events_of(desk.client, two["id"])
        assert [note["account"] for note in one["items"][0]["notes"]] == [None, None]

    async def test_asks_for_corrections_where_the_finding_itself_changed(
        self, sit_down: SitDown, sign_in: SignIn
    ) -> None:
        await confirmed(sit_down)
        desk = await sit_down(TWO_MATTERS.replace("补助资金拨付偏慢", "补助资金拨付明显偏慢"))
        row = (await desk.rows())[0]
        assert changes(row)["problem"]["effect"] == "asks"
        done = (await desk.confirm()).json()
        assert (done["updated_count"], done["asked_count"], done["unchanged_count"]) == (1, 1, 1)
        finding = (await in_ledger(desk.client))[0]
        assert finding["problem"].startswith("补助资金拨付偏慢")
        (request,) = finding["requests"]
        assert (request["kind"], request["state"]) == ("correct", "asked")
        await approve(await sign_in("leader"), request["id"])
        assert (await in_ledger(desk.client))[0]["problem"].startswith("补助资金拨付明显偏慢")

    async def test_lets_nobody_pass_over_a_conflict(self, sit_down: SitDown, sign_in: SignIn) -> None:
        await confirmed(sit_down)
        clerk, leader = await sign_in("clerk"), await sign_in("leader")
        finding = (await in_ledger(clerk))[0]
        await correct(clerk, leader, finding["id"], problem="补助资金拨付偏慢,涉及三家卫生院。")
        desk = await sit_down(TWO_MATTERS.replace("补助资金拨付偏慢", "补助资金拨付明显偏慢"))
        row = (await desk.rows())[0]
        change = changes(row)["problem"]
        assert (change["conflict"], row["difference"]["conflict"]) == (True, True)
        assert change["ledger"] == "补助资金拨付偏慢,涉及三家卫生院。"
        refused = await desk.confirm()
        assert refused.status_code == 422
        assert [error["pointer"] for error in refused.json()["errors"]] == [f"/rows/{row['id']}/decision"]
        totals = (await desk.client.get(f"{desk.path}/differences")).json()["totals"]
        assert (totals["conflicts"], totals["undecided"]) == (1, 1)
        await desk.change_row(row, decision="keep")
        done = (await desk.confirm()).json()
        assert (done["kept_count"], done["updated_count"]) == (1, 0)
        assert (await in_ledger(clerk))[0]["problem"] == "补助资金拨付偏慢,涉及三家卫生院。"

    async def test_leaves_alone_what_only_the_ledger_changed(
        self, sit_down: SitDown, sign_in: SignIn
    ) -> None:
        await confirmed(sit_down)
        clerk, leader = await sign_in("clerk"), await sign_in("leader")
        await correct(clerk, leader, (await in_ledger(clerk))[0]["id"], published_status="staged")
        desk = await sit_down(TWO_MATTERS + " ")
        assert [row["difference"]["state"] for row in await desk.rows()] == ["same", "same"]

    async def test_enters_what_is_another_matter_as_new(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(LATER)
        two = (await desk.rows())[2]
        answer = await desk.post("rows/decide", {"row_ids": [two["id"]], "decision": "enter_as_new"})
        assert answer.json()["items"][0]["decision"] == "enter_as_new"
        assert [one["finding_id"] for one in (await desk.look())["gone"]] == [two["difference"]["finding_id"]]
        done = (await desk.confirm()).json()
        assert (done["finding_ids_count"], done["updated_count"], len(done["gone"])) == (2, 1, 1)
        old = (await in_ledger(desk.client))[1]
        assert (old["number"], old["published_status"]) == ("2", "staged")
        assert "gone_from_document" in await events_of(desk.client, old["id"])

    async def test_changes_nothing_in_a_finding_that_is_gone(self, sit_down: SitDown) -> None:
        await confirmed(sit_down, LATER)
        before = await in_ledger((await sit_down(TWO_MATTERS)).client)
        desk = await sit_down(TWO_MATTERS + " ")
        assert (await desk.confirm()).status_code == 200
        gone = next(one for one in before if one["problem"].startswith("健康档案"))
        after = (await desk.client.get(f"/api/v1/findings/{gone['id']}")).json()
        assert {**after, "allowed_actions": 0} == {**gone, "allowed_actions": 0}

    async def test_finds_again_what_was_gone_in_between(self, sit_down: SitDown) -> None:
        await confirmed(sit_down, LATER)
        await confirmed(sit_down, TWO_MATTERS)
        desk = await sit_down(LATER.replace("2026年6月5日", "2026年12月5日"))
        assert [row["difference"]["state"] for row in await desk.rows()].count("new") == 0
        assert (await desk.confirm()).json()["finding_ids_count"] == 0
        assert len(await in_ledger(desk.client)) == 3

    async def test_leaves_the_measures_to_the_unit_that_accepted_them(
        self, sit_down: SitDown, sign_in: SignIn, region: Region
    ) -> None:
        await confirmed(sit_down)
        clerk = await sign_in("clerk")
        finding = (await in_ledger(clerk))[1]
        path = f"/api/v1/findings/{finding['id']}"
        body = {"units": [{"unit_id": region.units["hospital"]}], "due_on": "2027-03-31"}
        match = {"If-Match": f'"v{finding["version"]}"'}
        handed = await clerk.post(f"{path}/actions/hand-out", json=body, headers=match)
        assert handed.status_code == 200, handed.text
        match = {"If-Match": handed.headers["ETag"]}
        accepted = await (await sign_in("hospital_head")).post(
            f"{path}/actions/accept", json={}, headers=match
        )
        assert accepted.status_code == 200, accepted.text
        desk = await sit_down(LATER)
        measures = changes((await desk.rows())[2])["measures"]
        assert (measures["effect"], bool(measures["reason"])) == ("cannot", True)
        assert (await desk.confirm()).json()["updated_count"] == 2
        after = (await desk.client.get(path)).json()
        assert (len(after["items"]), after["published_status"]) == (1, "done")
        assert after["work_state"] == "accepted"

    async def test_does_not_touch_what_is_voided(self, sit_down: SitDown, sign_in: SignIn) -> None:
        await confirmed(sit_down)
        clerk, leader = await sign_in("clerk"), await sign_in("leader")
        finding = (await in_ledger(clerk))[1]
        asked = await clerk.post(
            f"/api/v1/findings/{finding['id']}/requests", json={"kind": "void", "reason": "误报"}
        )
        await approve(leader, asked.json()["id"])
        desk = await sit_down(LATER)
        row = (await desk.rows())[2]
        assert (row["difference"]["blocked"], row["difference"]["conflict"]) == ("该问题已作废", True)
        await desk.change_row(row, decision="take")
        assert (await desk.confirm()).status_code == 422
        await desk.post("rows/decide", {"row_ids": [row["id"]], "decision": "keep"})
        assert (await desk.confirm()).status_code == 200

    async def test_says_what_it_became_ever_after(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await confirmed(sit_down, LATER)
        rows = await desk.rows()
        assert [row["difference"]["state"] for row in rows] == ["changed", "new", "changed"]
        said = (await desk.client.get(f"{desk.path}/differences")).json()
        assert said["totals"]["changed"] == 2

    async def test_answers_a_retry_as_the_first_time(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(LATER)
        version = (await desk.look())["version"]
        headers = {"If-Match": f'"v{version}"', "Idempotency-Key": "once-and-for-all"}
        first = await desk.client.post(f"{desk.path}/confirm", headers=headers)
        again = await desk.client.post(f"{desk.path}/confirm", headers=headers)
        assert (first.status_code, again.status_code) == (200, 200)
        assert first.json() == again.json()
        assert len(await in_ledger(desk.client)) == 3


class TestChoosing:
    async def test_to_compare_with_nothing_enters_everything(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(LATER)
        assert (await desk.change(compares_with=None)).json()["compares_with"] is None
        assert [row["difference"] for row in await desk.rows()] == [None] * 3
        assert (await desk.confirm()).json()["finding_ids_count"] == 3

    async def test_follows_what_the_clerk_puts_right_in_the_header(self, sit_down: SitDown) -> None:
        first = await confirmed(sit_down)
        other = LATER.replace("2025年6月12日", "2025年9月1日").replace("整改进展情况", "整改情况")
        desk = await sit_down(other)
        assert desk.draft["compares_with"] is None
        inspection = {**desk.draft["inspection"], "feedback_on": "2025-06-12"}
        assert (await desk.change(inspection=inspection)).json()["compares_with"] == first.draft["id"]

    async def test_does_not_take_two_inspections_for_one(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        draft = (await sit_down(LATER.replace("2025年6月12日", "2025年9月1日"))).draft
        assert (draft["compares_with"], draft["earlier"][0]["sure"]) == (None, False)

    async def test_takes_only_what_the_office_itself_confirmed(
        self, sit_down: SitDown, region: Region
    ) -> None:
        elsewhere = await confirmed(sit_down, who="clerk_elsewhere")
        open_draft = await sit_down(TWO_MATTERS + " ")
        desk = await sit_down(LATER)
        assert (desk.draft["earlier"], desk.draft["compares_with"]) == ([], None)
        for other in (elsewhere, open_draft, desk):
            refused = await desk.change(compares_with=other.draft["id"])
            assert refused.json()["errors"][0]["pointer"] == "/body/compares_with"

    async def test_offers_a_list_of_the_same_file_name_and_is_not_sure_of_it(self, sit_down: SitDown) -> None:
        rows = "序号,问题,整改措施,整改进展\n1,固定资产账实不符。,全面清查。,{}\n"
        first = await sit_down(rows.format("已清查一半。"), "台账.csv")
        await first.change(inspection_source="self_check")
        assert (await first.confirm()).status_code == 200
        second = await sit_down(rows.format("已全部清查。"), "台账.csv")
        assert second.draft["compares_with"] is None
        assert [(one["why"], one["sure"]) for one in second.draft["earlier"]] == [(["same_name"], False)]
        await second.change(compares_with=first.draft["id"], inspection_source="self_check")
        done = (await second.confirm()).json()
        assert (done["finding_ids_count"], done["updated_count"]) == (0, 1)
        (finding,) = await in_ledger(second.client)
        assert [note["text"] for note in finding["items"][0]["notes"]] == ["已清查一半。", "已全部清查。"]

    async def test_keeps_the_editions_of_another_office_out_of_sight(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        below = await sit_down(LATER, who="clerk_elsewhere")
        assert (below.draft["earlier"], below.draft["compares_with"], below.draft["gone"]) == ([], None, [])
        assert (await below.confirm()).json()["finding_ids_count"] == 3


class TestTwoAtOnce:
    async def test_of_two_editions_the_second_has_to_look_again(self, sit_down: SitDown) -> None:
        first = await confirmed(sit_down)
        one, two = await sit_down(LATER), await sit_down(LATER + " ")
        assert (await one.confirm()).status_code == 200
        refused = await two.confirm()
        assert (refused.status_code, refused.json()["open_moves"]) == (409, ["edit", "discard"])
        await two.change(compares_with=one.draft["id"])
        assert (await two.confirm()).json()["unchanged_count"] == 3
        assert len(await in_ledger(first.client)) == 3

    async def test_of_two_confirmed_at_once_one_enters(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        one, two = await sit_down(LATER), await sit_down(LATER + " ")
        answers = await asyncio.gather(one.confirm(), two.confirm())
        assert {answer.status_code for answer in answers} <= {200, 409, 503}
        assert sum(answer.status_code == 200 for answer in answers) >= 1
        assert len(await in_ledger(one.client)) == 3

    async def test_a_row_that_a_colleague_decided_is_stale(self, sit_down: SitDown, sign_in: SignIn) -> None:
        await confirmed(sit_down)
        desk = await sit_down(LATER)
        row = (await desk.rows())[0]
        colleague = Desk(await sign_in("second_clerk"), desk.draft)
        assert (await colleague.change_row(row, decision="keep")).status_code == 200
        assert (await desk.change_row(row, decision="take")).status_code == 412


class TestCuttingRows:
    async def test_keeps_differences_right(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(TWO_MATTERS + " ")
        row = (await desk.rows())[0]
        first, second = "补助资金拨付偏慢。", "个别卫生院垫支压力大。"
        await desk.post(f"rows/{row['id']}/split", {"problem_parts": [first, second]})
        states = [one["difference"]["state"] for one in await desk.rows()]
        assert (len(states), states.count("new"), states[2]) == (3, 1, "same")
        rows = await desk.rows()
        await desk.post("rows/merge", {"row_ids": [rows[0]["id"], rows[1]["id"]]})
        assert [one["difference"]["state"] for one in await desk.rows()] == ["same", "same"]

    async def test_a_dropped_row_counts_as_gone(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(TWO_MATTERS + " ")
        row = (await desk.rows())[1]
        dropped = (await desk.post(f"rows/{row['id']}/drop")).json()
        assert dropped["difference"] is None
        assert [one["code"][-4:] for one in (await desk.look())["gone"]] == ["0002"]

    async def test_a_decision_is_not_for_the_halves(self, sit_down: SitDown) -> None:
        await confirmed(sit_down)
        desk = await sit_down(LATER)
        row = (await desk.rows())[2]
        await desk.change_row(row, decision="keep")
        await desk.post(f"rows/{row['id']}/split", {"at_measure": 1})
        assert [one["decision"] for one in await desk.rows()] == [None] * 4


@pytest.mark.parametrize("who", ["leader", "unit_head", "auditor"])
async def test_is_the_clerks_work(sit_down: SitDown, sign_in: SignIn, who: str) -> None:
    desk = await confirmed(sit_down)
    other = Desk(await sign_in(who), desk.draft)
    assert (await other.client.get(f"{desk.path}/differences")).status_code == 403
    body = {"row_ids": [1], "decision": "keep"}
    assert (await other.post("rows/decide", body)).status_code == 403
