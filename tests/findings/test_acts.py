"""The life of a finding, through the API, on both engines."""

import asyncio
from datetime import date, timedelta

import pytest

from mingze.kit import clock
from tests.findings.conftest import CLOSING, PDF, Ledger

ORGANS = [
    {"kind": "inspection_office", "name": "中共云州市委巡察工作领导小组办公室"},
    {"kind": "discipline", "name": "云州市纪委监委"},
    {"kind": "organisation", "name": "中共云州市委组织部"},
]


class TestRegister:
    async def test_by_the_office_is_confirmed_at_once(self, ledger: Ledger) -> None:
        made = await ledger.register()
        assert made["work_state"] == "confirmed"
        assert made["code"] == f"{clock.today().year}-0001"
        assert [unit["part"] for unit in made["units"]] == ["answering", "supervising"]
        assert len(made["items"]) == 1

    async def test_by_a_unit_is_a_self_check_that_waits_for_confirmation(self, ledger: Ledger) -> None:
        made = await ledger.register("hospital_liaison", source="self_check")
        assert made["work_state"] == "found"
        assert (await ledger.act("clerk", made["id"], "confirm"))["work_state"] == "confirmed"

    async def test_by_a_unit_of_anything_else_is_refused(self, ledger: Ledger) -> None:
        refused = await ledger.post(
            "hospital_head",
            "/findings",
            {"problem": "问题", "source": "media", "units": [{"unit_id": ledger.region.units["hospital"]}]},
        )
        assert refused.status_code == 422
        assert refused.json()["errors"] == [
            {"pointer": "/body/source", "message": "单位只能登记自查发现的问题"}
        ]

    async def test_about_a_unit_out_of_reach_is_refused(self, ledger: Ledger) -> None:
        body = {
            "problem": "问题",
            "source": "self_check",
            "units": [{"unit_id": ledger.region.units["linquan"]}],
        }
        refused = await ledger.post("hospital_head", "/findings", body)
        assert refused.json()["errors"][0]["pointer"] == "/body/units/0/unit_id"

    async def test_by_an_inspector_is_seen_by_that_inspector(self, ledger: Ledger) -> None:
        made = await ledger.register("inspector", source="covert_check")
        other = await ledger.register()
        assert made["work_state"] == "found"
        listed = await ledger.read("inspector", "/findings")
        assert [row["id"] for row in listed["items"]] == [made["id"]]
        assert (await ledger.get("inspector", f"/findings/{other['id']}")).status_code == 404

    async def test_by_a_complaint_officer_is_what_a_complaint_showed(self, ledger: Ledger) -> None:
        made = await ledger.register("complaint_officer", source="public_report")
        assert made["work_state"] == "found"
        other = await ledger.register()
        assert (await ledger.get("complaint_officer", f"/findings/{other['id']}")).status_code == 404
        assert (await ledger.get("complaint_officer_elsewhere", f"/findings/{made['id']}")).status_code == 404
        units = [{"unit_id": ledger.region.units["hospital"]}]
        for who, source, why in (
            ("complaint_officer", "covert_check", "投诉受理员只能登记投诉反映的问题(群众举报)"),
            ("inspector", "public_report", "督查人员只能登记现场发现的问题"),
        ):
            body = {"problem": "门诊候诊过久。", "source": source, "units": units}
            refused = await ledger.post(who, "/findings", body)
            assert refused.json()["errors"] == [{"pointer": "/body/source", "message": why}]

    async def test_again_under_the_same_key_makes_no_second_one(self, ledger: Ledger) -> None:
        client = await ledger.as_("clerk")
        body = {"problem": "重复提交", "source": "superior"}
        answers = [
            await client.post("/api/v1/findings", json=body, headers={"Idempotency-Key": "a-key-of-one-try"})
            for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json()["id"] == answers[1].json()["id"]


class TestHandOut:
    async def test_names_units_and_day(self, ledger: Ledger) -> None:
        made = await ledger.register(units=[], due_on=None)
        due_on = str(clock.today() + timedelta(days=30))
        township = ledger.region.units["township"]
        state = await ledger.act(
            "clerk",
            made["id"],
            "hand-out",
            due_on=due_on,
            units=[
                {"unit_id": township},
                {"unit_id": ledger.region.units["hospital"], "part": "cooperating"},
            ],
        )
        assert (state["work_state"], state["due_on"]) == ("handed_out", due_on)
        found = await ledger.read("clerk", f"/findings/{made['id']}")
        assert [unit["part"] for unit in found["units"]] == ["answering", "cooperating", "supervising"]
        assert found["items"][0]["unit"]["id"] == township

    async def test_needs_a_day_and_a_unit(self, ledger: Ledger) -> None:
        made = await ledger.register(units=[], due_on=None)
        refused = await ledger.refused("clerk", made["id"], "hand-out")
        assert refused.json()["errors"][0]["pointer"] == "/body/due_on"
        refused = await ledger.refused("clerk", made["id"], "hand-out", due_on=str(clock.today()))
        assert refused.json()["errors"][0]["pointer"] == "/body/units"
        refused = await ledger.refused("clerk", made["id"], "hand-out", due_on="2020-01-01")
        assert refused.status_code == 422

    async def test_wants_the_version_that_was_seen(self, ledger: Ledger) -> None:
        made = await ledger.register()
        path = f"/findings/{made['id']}/actions/hand-out"
        assert (await ledger.post("clerk", path)).status_code == 428
        assert (await ledger.post("clerk", path, version=7)).status_code == 412
        answer = await ledger.post("clerk", path, version=made["version"])
        assert answer.headers["ETag"] == f'"v{answer.json()["version"]}"'
        assert (await ledger.post("clerk", path, version=made["version"])).status_code == 412
        again = await ledger.refused("clerk", made["id"], "hand-out")
        assert again.status_code == 409
        assert again.json()["open_moves"] == ["accept", "decline", "urge"]

    async def test_refuses_the_wrong_person_before_the_wrong_version(self, ledger: Ledger) -> None:
        made = await ledger.register()
        path = f"/findings/{made['id']}/actions/hand-out"
        assert (await ledger.post("leader", path)).status_code == 403
        assert (await ledger.post("clerk_elsewhere", path)).status_code == 404

    async def test_can_be_declined_and_given_to_another(self, ledger: Ledger) -> None:
        made = await ledger.register()
        await ledger.act("clerk", made["id"], "hand-out")
        state = await ledger.act("hospital_head", made["id"], "decline", reason="不属于本院职责")
        assert state["work_state"] == "confirmed"
        township = ledger.region.units["township"]
        await ledger.act("clerk", made["id"], "hand-out", units=[{"unit_id": township}])
        assert (await ledger.get("hospital_head", f"/findings/{made['id']}")).status_code == 404
        assert (await ledger.item(made["id"]))["unit"]["id"] == township


class TestBulk:
    async def test_hands_out_all(self, ledger: Ledger) -> None:
        made = [await ledger.register() for _ in range(3)]
        items = [{"id": one["id"], "version": one["version"]} for one in made]
        done = await ledger.do("clerk", "/findings/bulk/hand-out", {"items": items, "note": "请按期办理"})
        assert done["count"] == 3
        assert {one["work_state"] for one in done["items"]} == {"handed_out"}

    async def test_hands_out_none_if_one_cannot_be(self, ledger: Ledger) -> None:
        made = [await ledger.register() for _ in range(3)]
        items = [{"id": one["id"], "version": one["version"]} for one in made]
        items[1]["version"] += 1
        refused = await ledger.post("clerk", "/findings/bulk/hand-out", {"items": items})
        assert refused.status_code == 412
        assert [error["pointer"] for error in refused.json()["errors"]] == ["/body/items/1"]
        for one in made:
            assert (await ledger.read("clerk", f"/findings/{one['id']}"))["work_state"] == "confirmed"

    async def test_refuses_the_same_twice(self, ledger: Ledger) -> None:
        made = await ledger.register()
        item = {"id": made["id"], "version": made["version"]}
        refused = await ledger.post("clerk", "/findings/bulk/hand-out", {"items": [item, item]})
        assert refused.status_code == 422

    async def test_urges_and_shows_it(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        await ledger.do("clerk", "/findings/bulk/urge", {"ids": [finding], "note": "请抓紧"})
        found = await ledger.read("hospital_head", f"/findings/{finding}")
        assert found["last_urge_note"] == "请抓紧"
        today = await ledger.read("hospital_head", "/today")
        assert [row["id"] for row in today["urged"]["items"]] == [finding]
        events = await ledger.read("hospital_head", f"/findings/{finding}/events")
        assert (events["items"][0]["action"], events["items"][0]["note"]) == ("urge", "请抓紧")


class TestRectify:
    @pytest.mark.demand("1.10")
    async def test_runs_from_report_to_closing(self, ledger: Ledger) -> None:
        finding = await ledger.closed()
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert (found["work_state"], found["closure_state"]) == ("verified", "closed")
        assert (found["light"], found["published_status"]) == ("grey", "done")
        assert found["closure"]["closer"] == CLOSING["closer"]
        events = await ledger.read("clerk", f"/findings/{finding}/events", limit=200)
        assert [(e["resource"], e["action"]) for e in reversed(events["items"])] == [
            ("finding", "register"),
            ("finding", "hand_out"),
            ("finding", "accept"),
            ("rectification_item", "report"),
            ("finding", "roll_up"),
            ("attachment", "attach"),
            ("rectification_item", "claim"),
            ("finding", "roll_up"),
            ("rectification_item", "accept"),
            ("finding", "verify"),
            ("finding", "apply_closure"),
            ("finding", "approve_closure"),
            ("finding", "close"),
        ]

    async def test_starts_with_the_first_report(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        item = await ledger.item(finding)
        done = await ledger.do(
            "hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "已动手"}
        )
        assert (done["state"], done["finding"]["work_state"]) == ("in_progress", "rectifying")
        assert (await ledger.item(finding))["notes"][0]["account"]["name"]

    async def test_claims_only_with_evidence(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        item = await ledger.item(finding)
        await ledger.do("hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "已动手"})
        refused = await ledger.act_on_item("hospital_head", item["id"], "claim")
        assert (refused.status_code, refused.json()["detail"]) == (409, "请先上传佐证材料")

    async def test_claims_on_a_verification_on_site(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        item = await ledger.item(finding)
        await ledger.do("hospital_liaison", f"/rectification-items/{item['id']}/notes", {"text": "已动手"})
        await ledger.do(
            "second_clerk",
            f"/rectification-items/{item['id']}/onsite-verification",
            {"onsite_on": str(clock.today()), "note": "现场抽查一百张处方,无超量"},
        )
        claimed = await ledger.act_on_item("hospital_head", item["id"], "claim", basis="onsite")
        assert claimed.json()["finding"]["work_state"] == "claimed"

    async def test_ticking_a_step_is_a_report(self, ledger: Ledger) -> None:
        finding = (await ledger.register(measures=[]))["id"]
        made = await ledger.do(
            "clerk",
            f"/findings/{finding}/rectification-items",
            {"text": "建制度,抓培训", "steps": ["建制度", "抓培训"]},
        )
        await ledger.act("clerk", finding, "hand-out")
        await ledger.act("hospital_head", finding, "accept")
        path = f"/rectification-items/{made['id']}/steps/{made['steps'][0]['id']}/done"
        assert (await ledger.do("hospital_liaison", path))["state"] == "in_progress"
        assert (await ledger.post("hospital_liaison", path)).status_code == 409
        assert [step["done_at"] is None for step in (await ledger.item(finding))["steps"]] == [False, True]

    async def test_takes_a_returned_measure_back_to_work(self, ledger: Ledger) -> None:
        finding = await ledger.claimed()
        item = await ledger.item(finding)
        back = await ledger.act_on_item("clerk", item["id"], "return", reason="照片看不清")
        assert (back.json()["state"], back.json()["finding"]["work_state"]) == ("returned", "rectifying")
        again = await ledger.act_on_item("hospital_head", item["id"], "claim")
        assert again.json()["finding"]["work_state"] == "claimed"

    async def test_sends_the_whole_finding_back(self, ledger: Ledger) -> None:
        finding = await ledger.claimed(measures=["建制度", "抓培训"])
        assert (await ledger.act("leader", finding, "send-back", reason="整改不实"))[
            "work_state"
        ] == "rectifying"
        found = await ledger.read("clerk", f"/findings/{finding}")
        assert {item["state"] for item in found["items"]} == {"returned"}

    async def test_is_not_verified_while_a_measure_is_open(self, ledger: Ledger) -> None:
        finding = await ledger.claimed()
        refused = await ledger.refused("clerk", finding, "verify")
        assert refused.json()["detail"] == "还有 1 条整改措施未核验通过"

    async def test_is_not_verified_by_who_works_on_it(self, ledger: Ledger) -> None:
        finding = await ledger.claimed()
        item = await ledger.item(finding)
        for person in ("hospital_head", "hospital_liaison", "unit_head"):
            refused = await ledger.act_on_item(person, item["id"], "accept")
            assert refused.status_code == 403

    async def test_on_the_spot_is_verified_by_another(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        state = await ledger.act("second_clerk", finding, "fix-on-site", note="当场更换了过期公示牌")
        assert state["work_state"] == "fixed_on_site"
        assert (await ledger.refused("second_clerk", finding, "verify")).status_code == 403
        item = await ledger.item(finding)
        assert (item["state"], item["basis"]) == ("claimed", "onsite")
        assert (await ledger.act_on_item("clerk", item["id"], "accept")).status_code == 200
        assert (await ledger.act("clerk", finding, "verify"))["work_state"] == "verified"

    async def test_on_the_spot_can_be_doubted(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        await ledger.act("second_clerk", finding, "fix-on-site")
        assert (await ledger.act("clerk", finding, "reject-fix", reason="并未更换"))[
            "work_state"
        ] == "confirmed"

    async def test_of_a_department_is_verified_by_the_commission_above_it(self, ledger: Ledger) -> None:
        units = [{"unit_id": ledger.region.units["personnel"]}]
        finding = (await ledger.register(units=units))["id"]
        await ledger.act("clerk", finding, "hand-out")
        await ledger.act("personnel_head", finding, "accept")
        item = await ledger.item(finding)
        await ledger.do("personnel_liaison", f"/rectification-items/{item['id']}/notes", {"text": "已轮岗"})
        await ledger.attach("personnel_head", "rectification_item", item["id"])
        assert (await ledger.act_on_item("personnel_head", item["id"], "claim")).status_code == 200
        assert (await ledger.act_on_item("personnel_head", item["id"], "accept")).status_code == 403
        assert (await ledger.act_on_item("clerk", item["id"], "accept")).status_code == 200

    async def test_of_two_who_act_on_one_version_the_second_is_told(self, ledger: Ledger) -> None:
        finding = await ledger.claimed()
        item = await ledger.item(finding)
        path = f"/rectification-items/{item['id']}/actions/accept"
        answers = await asyncio.gather(
            *(
                ledger.post(person, path, {}, item["version"])
                for person in ("clerk", "second_clerk", "leader")
            )
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412, 412]


class TestPlan:
    async def test_names_owner_and_day(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        item = await ledger.item(finding)
        client = await ledger.as_("hospital_head")
        owner = ledger.region.accounts["hospital_liaison"]
        path = f"/api/v1/rectification-items/{item['id']}"
        body = {"owner_account_id": owner, "due_on": str(clock.today() + timedelta(days=20))}
        assert (await client.patch(path, json=body)).status_code == 428
        changed = await client.patch(path, json=body, headers={"If-Match": f'"v{item["version"]}"'})
        assert changed.status_code == 200, changed.text
        assert changed.json()["owner"]["id"] == owner
        mine = await ledger.read("hospital_liaison", "/rectification-items", mine=True)
        assert [row["id"] for row in mine["items"]] == [item["id"]]
        stale = await client.patch(path, json=body, headers={"If-Match": f'"v{item["version"]}"'})
        assert stale.status_code == 412

    async def test_refuses_days_units_and_people_out_of_place(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        item = await ledger.item(finding)
        client = await ledger.as_("hospital_head")
        for name, value in (
            ("due_on", str(clock.today() + timedelta(days=90))),
            ("unit_id", ledger.region.units["township"]),
            ("owner_account_id", ledger.region.accounts["unit_head_elsewhere"]),
            ("text", None),
        ):
            refused = await client.patch(
                f"/api/v1/rectification-items/{item['id']}",
                json={name: value},
                headers={"If-Match": f'"v{item["version"]}"'},
            )
            assert refused.json()["errors"][0]["pointer"] == f"/body/{name}"


class TestClosure:
    async def test_is_refused_with_reason_and_applied_for_again(self, ledger: Ledger) -> None:
        finding = await ledger.verified()
        await ledger.act("clerk", finding, "apply-closure", note="材料齐全")
        refused = await ledger.act("leader", finding, "refuse-closure", reason="补充培训签到表")
        assert refused["closure_state"] == "refused"
        assert (await ledger.act("clerk", finding, "apply-closure"))["closure_state"] == "applied"

    @pytest.mark.demand("4.29")
    async def test_of_an_inspection_needs_three_organs_and_their_paper(self, ledger: Ledger) -> None:
        finding = await ledger.approved(source="inspection")
        refused = await ledger.refused("clerk", finding, "close", **CLOSING)
        assert refused.json()["detail"] == "尚缺会签:巡察机构、纪检监察机关、组织部门"
        signing = {"document": "云巡办函〔2026〕8号", "signed_on": str(date(2026, 1, 10))}
        first = await ledger.act("clerk", finding, "countersign", organs=ORGANS[:1], **signing)
        assert first["closure_state"] == "approved"
        twice = await ledger.refused("clerk", finding, "countersign", organs=ORGANS[:1], **signing)
        assert twice.status_code == 422
        rest = await ledger.act("clerk", finding, "countersign", organs=ORGANS[1:], **signing)
        assert rest["closure_state"] == "countersigned"
        refused = await ledger.refused("clerk", finding, "close", **CLOSING)
        assert refused.json()["detail"] == "还有 3 份会签文件未上传扫描件"
        for signature in first["countersignature_ids"] + rest["countersignature_ids"]:
            scan = await ledger.attach("clerk", "countersignature", signature, PDF, "会签.pdf")
            assert scan.status_code == 201, scan.text
        assert (await ledger.act("clerk", finding, "close", **CLOSING))["closure_state"] == "closed"
        late = await ledger.attach(
            "clerk", "countersignature", first["countersignature_ids"][0], PDF, "迟到.pdf"
        )
        assert late.status_code == 409

    async def test_lies_in_the_past(self, ledger: Ledger) -> None:
        finding = await ledger.approved()
        refused = await ledger.refused(
            "clerk",
            finding,
            "close",
            closer="甲",
            document="乙",
            closed_on=str(clock.today() + timedelta(days=1)),
        )
        assert refused.status_code == 422


class TestFiles:
    async def test_are_seen_by_who_sees_the_finding(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        made = (await ledger.attach("clerk", "finding", finding, PDF, "底稿.pdf")).json()
        assert (await ledger.get("hospital_head", f"/attachments/{made['id']}")).status_code == 200
        assert (await ledger.get("unit_head_elsewhere", f"/attachments/{made['id']}")).status_code == 404

    async def test_are_added_by_who_may(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        item = await ledger.item(finding)
        assert (await ledger.attach("clerk", "rectification_item", item["id"])).status_code == 403
        assert (await ledger.attach("liaison_elsewhere", "rectification_item", item["id"])).status_code == 404
        assert (await ledger.attach("hospital_head", "finding", finding)).status_code == 403
        assert (await ledger.attach("hospital_liaison", "rectification_item", item["id"])).status_code == 201
