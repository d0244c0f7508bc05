"""Who is supervised does not supervise itself: appointments of two places and of two kinds, mixed."""

from datetime import timedelta
from typing import Any

import pytest

from mingze.kit import clock
from tests.attacks.target import Target
from tests.support.pictures import JPEG

LATER = str(clock.today() + timedelta(days=400))


async def _register(target: Target, who: str = "clerk", **values: Any) -> dict[str, Any]:
    body = {
        "problem": "补助资金拨付偏慢。",
        "source": "supervision",
        "units": [
            {"unit_id": "{unit:hospital}", "part": "answering"},
            {"unit_id": "{unit:linquan}", "part": "cooperating"},
        ],
        "measures": ["重新编制拨付流程。"],
        "due_on": str(clock.today() + timedelta(days=30)),
        **values,
    }
    made: dict[str, Any] = await target.do(who, "POST", "/findings", json=body)
    return made


class TestOfficeOfACooperatingUnit:
    """The clerk and the leader of a county that only cooperates, on a finding of the city."""

    @pytest.mark.parametrize("kind", ["void", "correct"])
    async def test_asks_for_no_change(self, target: Target, kind: str) -> None:
        finding = (await _register(target))["id"]
        body: dict[str, Any] = {"kind": kind, "reason": "与我县无关"}
        if kind == "correct":
            body["changes"] = {"problem": "没有问题。"}
        answer = await target.ask("clerk_elsewhere", "POST", f"/findings/{finding}/requests", json=body)
        assert answer.status_code == 403

    @pytest.mark.parametrize("kind", ["void", "extension", "staged", "waiting_external"])
    async def test_decides_nothing(self, target: Target, kind: str) -> None:
        finding = await _register(target)
        await target.act("clerk", finding["id"], "hand-out")
        await target.act("hospital_head", finding["id"], "accept")
        item = finding["items"][0]["id"]
        await target.do(
            "hospital_liaison", "POST", f"/rectification-items/{item}/notes", json={"text": "在办。"}
        )
        body: dict[str, Any] = {"kind": kind, "reason": "等待批复"}
        if kind in {"extension", "waiting_external"}:
            body["until"] = LATER
        asker = "clerk" if kind == "void" else "hospital_head"
        request = await target.do(asker, "POST", f"/findings/{finding['id']}/requests", json=body)
        for who in ("leader_elsewhere", "clerk_elsewhere"):
            answer = await target.ask(
                who, "POST", f"/requests/{request['id']}/decision", json={"approve": True}
            )
            assert answer.status_code == 403, who

    async def test_neither_hands_out_nor_fixes(self, target: Target) -> None:
        finding = (await _register(target))["id"]
        for action, body in (("hand-out", {"due_on": LATER}), ("fix-on-site", {})):
            for who in ("clerk_elsewhere", "unit_head_elsewhere", "liaison_elsewhere"):
                assert (await target.act(who, finding, action, **body)).status_code == 403, (who, action)
        version = (await target.do("clerk", "GET", f"/findings/{finding}"))["version"]
        answer = await target.ask(
            "clerk_elsewhere",
            "POST",
            "/findings/bulk/hand-out",
            json={"items": [{"id": finding, "version": version}], "due_on": LATER},
        )
        assert answer.status_code == 403

    async def test_neither_applies_nor_approves_nor_closes(self, target: Target) -> None:
        finding = await _register(target)
        number, item = finding["id"], finding["items"][0]["id"]
        await target.act("clerk", number, "hand-out")
        await target.act("hospital_head", number, "accept")
        await target.do(
            "hospital_liaison", "POST", f"/rectification-items/{item}/notes", json={"text": "完。"}
        )
        await target.do(
            "clerk",
            "POST",
            f"/rectification-items/{item}/onsite-verification",
            json={"onsite_on": str(clock.today()), "note": "已看"},
        )
        assert (await target.act_on_item("hospital_head", item, "claim", basis="onsite")).is_success
        assert (await target.act_on_item("clerk", item, "accept")).is_success
        assert (await target.act("clerk", number, "verify")).is_success
        assert (await target.act("clerk_elsewhere", number, "apply-closure")).status_code == 403
        assert (await target.act("clerk", number, "apply-closure")).is_success
        assert (await target.act("leader_elsewhere", number, "approve-closure")).status_code == 403
        assert (await target.act("leader", number, "approve-closure")).is_success
        closing = {"closer": "局", "document": "号", "closed_on": str(clock.today())}
        assert (await target.act("clerk_elsewhere", number, "close", **closing)).status_code == 403

    async def test_leaves_the_measures_of_others_alone(self, target: Target) -> None:
        finding = await _register(target)
        number, item = finding["id"], finding["items"][0]["id"]
        await target.act("clerk", number, "hand-out")
        await target.act("hospital_head", number, "accept")
        version = (await target.do("clerk", "GET", f"/rectification-items/{item}"))["version"]
        change = await target.ask(
            "unit_head_elsewhere",
            "PATCH",
            f"/rectification-items/{item}",
            json={"text": "不再整改。"},
            version=version,
        )
        assert change.status_code == 403
        path = f"/findings/{number}/rectification-items"
        for unit in ({}, {"unit_id": "{unit:hospital}"}):
            more = await target.ask("unit_head_elsewhere", "POST", path, json={"text": "请医院办。", **unit})
            assert more.status_code == 422, unit
        mine = {"text": "我县配合核对。", "unit_id": "{unit:linquan}"}
        assert (await target.ask("unit_head_elsewhere", "POST", path, json=mine)).status_code == 201


class TestTwoAppointments:
    async def test_a_clerk_of_one_county_is_no_clerk_of_the_next(self, target: Target) -> None:
        """What a liaison registers is a self-check that waits, whatever else the person is elsewhere."""
        await target.appoint("clerk_elsewhere", "liaison", "hospital")
        body = {
            "problem": "处方点评制度落实不到位。",
            "units": [{"unit_id": "{unit:hospital}"}],
            "due_on": LATER,
        }
        raised = await target.ask(
            "clerk_elsewhere", "POST", "/findings", json={**body, "source": "inspection"}
        )
        assert raised.status_code == 422
        made = await target.do("clerk_elsewhere", "POST", "/findings", json={**body, "source": "self_check"})
        assert made["work_state"] == "found"

    async def test_a_liaison_elsewhere_opens_no_plan_to_the_office(self, target: Target) -> None:
        """The office draws up measures until the unit accepts; being a liaison of another unit changes nothing."""
        await target.appoint("second_clerk", "liaison", "linquan")
        item = target.id("accepted_item")
        version = (await target.do("clerk", "GET", f"/rectification-items/{item}"))["version"]
        answer = await target.ask(
            "second_clerk", "PATCH", f"/rectification-items/{item}", json={"text": "改。"}, version=version
        )
        assert answer.status_code == 409

    async def test_a_units_own_office_verifies_nothing_of_a_department(self, target: Target) -> None:
        """A measure given to a department below the answering unit is still verified from above the unit."""
        await target.appoint("unit_head", "clerk", "hospital")
        item = target.id("accepted_item")
        version = (await target.do("clerk", "GET", f"/rectification-items/{item}"))["version"]
        for name in ("accepted_item", "stepped_item"):
            version = (await target.do("clerk", "GET", f"/rectification-items/{target.id(name)}"))["version"]
            await target.do(
                "hospital_head",
                "PATCH",
                f"/rectification-items/{target.id(name)}",
                json={"unit_id": "{unit:hospital_medical}"},
                version=version,
            )
        await target.do(
            "hospital_liaison", "POST", f"/rectification-items/{item}/notes", json={"text": "办。"}
        )
        seen = {"onsite_on": str(clock.today()), "note": "已看"}
        answer = await target.ask(
            "unit_head", "POST", f"/rectification-items/{item}/onsite-verification", json=seen
        )
        assert answer.status_code == 403

    async def test_who_applied_does_not_approve(self, target: Target) -> None:
        await target.appoint("second_clerk", "leader", "city")
        finding = target.id("applied")
        for action, body in (("approve-closure", {}), ("refuse-closure", {"reason": "改"})):
            assert (await target.act("second_clerk", finding, action, **body)).status_code == 403

    async def test_who_asked_does_not_decide(self, target: Target) -> None:
        await target.appoint("second_clerk", "leader", "city")
        answer = await target.ask(
            "second_clerk", "POST", "/requests/{correct_request}/decision", json={"approve": True}
        )
        assert answer.status_code == 403

    @pytest.mark.parametrize("trick", ["owner", "note", "evidence", "step"])
    async def test_who_worked_does_not_verify(self, target: Target, trick: str) -> None:
        """A clerk who is also the unit's liaison: any trace of work on it is enough."""
        await target.appoint("second_clerk", "unit_head", "hospital")
        item = target.id("stepped_item")
        if trick == "owner":
            version = (await target.do("clerk", "GET", f"/rectification-items/{item}"))["version"]
            await target.do(
                "second_clerk",
                "PATCH",
                f"/rectification-items/{item}",
                json={"owner_account_id": "{account:second_clerk}"},
                version=version,
            )
        elif trick == "evidence":
            await target.do(
                "second_clerk",
                "POST",
                "/attachments",
                data={"owner_type": "rectification_item", "owner_id": str(item)},
                files={"file": ("现场.jpg", JPEG)},
            )
        elif trick == "step":
            await target.do(
                "second_clerk", "POST", f"/rectification-items/{item}/steps/{target.id('step')}/done"
            )
        else:
            await target.do(
                "second_clerk", "POST", f"/rectification-items/{item}/notes", json={"text": "办。"}
            )
        await target.do(
            "hospital_liaison", "POST", f"/rectification-items/{item}/notes", json={"text": "办。"}
        )
        answer = await target.ask(
            "second_clerk",
            "POST",
            f"/rectification-items/{item}/onsite-verification",
            json={"onsite_on": str(clock.today()), "note": "已看"},
        )
        assert answer.status_code == 403
