"""Asking and deciding, through the API: two persons, always."""

from datetime import timedelta
from typing import Any

import pytest

from mingze.kit import clock
from tests.findings.conftest import Ledger


def days(count: int) -> str:
    return str(clock.today() + timedelta(days=count))


async def ask(ledger: Ledger, person: str, finding: int, kind: str, **more: Any) -> Any:
    body = {"kind": kind, "reason": "等待省级文件印发", **more}
    return await ledger.do(person, f"/findings/{finding}/requests", body)


async def decide(
    ledger: Ledger, person: str, request: int, approve: bool = True, note: str | None = None
) -> Any:
    return await ledger.do(person, f"/requests/{request}/decision", {"approve": approve, "note": note})


class TestExtension:
    async def test_moves_the_day_when_the_leader_agrees(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        asked = await ask(ledger, "hospital_liaison", finding, "extension", until=days(120))
        assert (asked["state"], asked["payload"]) == ("asked", {"until": days(120)})
        seen = await ledger.read("leader", f"/findings/{finding}")
        assert seen["requests"][0]["allowed_actions"] == [
            {"action": "decide", "label": "审批", "enabled": True, "reason": None}
        ]
        decided = await decide(ledger, "leader", asked["id"])
        assert (decided["state"], decided["decided_by"]["id"]) == (
            "approved",
            ledger.region.accounts["leader"],
        )
        assert (await ledger.read("clerk", f"/findings/{finding}"))["due_on"] == days(120)

    async def test_is_not_the_clerks_to_decide(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        asked = await ask(ledger, "hospital_head", finding, "extension", until=days(120))
        refused = await ledger.post("clerk", f"/requests/{asked['id']}/decision", {"approve": True})
        assert refused.status_code == 403

    async def test_leaves_the_day_when_refused_with_reason(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        asked = await ask(ledger, "hospital_head", finding, "extension", until=days(120))
        path = f"/requests/{asked['id']}/decision"
        assert (await ledger.post("leader", path, {"approve": False})).status_code == 422
        assert (await decide(ledger, "leader", asked["id"], False, "理由不充分"))["state"] == "refused"
        assert (await ledger.read("clerk", f"/findings/{finding}"))["due_on"] == days(60)
        assert (await ledger.post("leader", path, {"approve": True})).status_code == 409

    async def test_needs_a_later_day_and_asks_once(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        path = f"/findings/{finding}/requests"
        for until in (None, days(60), days(1)):
            body = {"kind": "extension", "reason": "来不及", "until": until}
            assert (await ledger.post("hospital_head", path, body)).status_code == 422
        await ask(ledger, "hospital_head", finding, "extension", until=days(90))
        again = {"kind": "extension", "reason": "来不及", "until": days(100)}
        assert (await ledger.post("hospital_liaison", path, again)).status_code == 409

    async def test_is_asked_by_the_unit_that_answers(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        body = {"kind": "extension", "reason": "来不及", "until": days(90)}
        assert (await ledger.post("clerk", f"/findings/{finding}/requests", body)).status_code == 403
        assert (
            await ledger.post("liaison_elsewhere", f"/findings/{finding}/requests", body)
        ).status_code == 404


class TestStatus:
    @pytest.mark.demand("4.26")
    async def test_staged_keeps_its_reason(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        asked = await ask(ledger, "hospital_head", finding, "staged")
        await decide(ledger, "second_clerk", asked["id"])
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert (found["published_status"], found["staged_reason"]) == ("staged", "等待省级文件印发")
        assert found["work_state"] == "accepted"

    async def test_long_term_is_a_flag(self, ledger: Ledger) -> None:
        finding = await ledger.verified()
        asked = await ask(ledger, "hospital_head", finding, "long_term")
        await decide(ledger, "leader", asked["id"])
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert (found["published_status"], found["long_term"]) == ("done", True)

    async def test_waiting_stops_the_clock_until_it_is_resumed(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        item = await ledger.item(finding)
        await ledger.do("hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "已动手"})
        asked = await ask(ledger, "hospital_head", finding, "waiting_external", until=days(30))
        await decide(ledger, "clerk", asked["id"])
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert (found["work_state"], found["light"]) == ("waiting_external", "grey")
        assert found["waiting_review_on"] == days(30)
        resumed = await ledger.act("clerk", finding, "resume")
        assert (resumed["work_state"], resumed["light"]) == ("rectifying", "green")


class TestChange:
    async def test_a_correction_takes_effect_on_approval(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        changes = {
            "problem": "抗菌药物使用强度超标",
            "severity": "severe",
            "amount": "6770.00",
            "number": "21",
        }
        asked = await ask(ledger, "clerk", finding, "correct", changes=changes)
        assert (await ledger.read("clerk", f"/findings/{finding}"))["severity"] == "ordinary"
        await decide(ledger, "leader", asked["id"])
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert {name: found[name] for name in changes} == changes
        assert [row["id"] for row in (await ledger.read("clerk", "/findings", q="强度"))["items"]] == [
            finding
        ]
        assert (await ledger.read("clerk", "/findings", q="处方点评 四张"))["items"] == []

    async def test_a_correction_cannot_empty_what_must_stand(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        body = {"kind": "correct", "reason": "笔误", "changes": {"problem": None}}
        refused = await ledger.post("clerk", f"/findings/{finding}/requests", body)
        assert refused.json()["errors"][0]["pointer"] == "/body/changes/problem"

    async def test_voided_leaves_the_list(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        asked = await ask(ledger, "clerk", finding, "void")
        await decide(ledger, "leader", asked["id"])
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert (found["voided"], found["light"]) == (True, "grey")
        assert not [action for action in found["allowed_actions"] if action["enabled"]]
        assert (await ledger.read("clerk", "/findings"))["total"] == 0
        assert (await ledger.read("clerk", "/findings", voided=True))["total"] == 1
        assert (await ledger.refused("clerk", finding, "hand-out")).status_code == 409

    async def test_reopening_takes_everything_back_to_work(self, ledger: Ledger) -> None:
        finding = await ledger.closed()
        asked = await ask(ledger, "clerk", finding, "reopen", trigger="look_back")
        await decide(ledger, "leader", asked["id"])
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert (found["work_state"], found["closure_state"], found["reopen_no"]) == ("rectifying", "none", 1)
        assert found["items"][0]["state"] == "returned"
        assert found["closure"]["closer"] is None

    async def test_reopening_is_for_what_is_closed(self, ledger: Ledger) -> None:
        finding = await ledger.verified()
        body = {"kind": "reopen", "reason": "复发", "trigger": "recurrence"}
        refused = await ledger.post("clerk", f"/findings/{finding}/requests", body)
        assert (refused.status_code, refused.json()["detail"]) == (409, "该问题尚未销号")

    async def test_what_moved_on_can_only_be_refused(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        asked = await ask(ledger, "hospital_head", finding, "staged")
        item = await ledger.item(finding)
        await ledger.do("hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "完成"})
        await ledger.attach("hospital_liaison", "rectification_item", item["id"])
        await ledger.act_on_item("hospital_head", item["id"], "claim")
        path = f"/requests/{asked['id']}/decision"
        assert (await ledger.post("leader", path, {"approve": True})).status_code == 409
        assert (await decide(ledger, "leader", asked["id"], False, "已完成"))["state"] == "refused"

    async def test_payload_fits_the_kind(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        for body in (
            {"kind": "reopen", "reason": "x"},
            {"kind": "void", "reason": "x", "until": days(5)},
            {"kind": "correct", "reason": "x", "changes": {}},
        ):
            assert (await ledger.post("clerk", f"/findings/{finding}/requests", body)).status_code in {
                409,
                422,
            }
