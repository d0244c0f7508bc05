"""What the office sees of all units: the matrix, missing lists, results of reporting; and what lateness leads to."""

from typing import Any

import pytest

from tests.duties.conftest import Office
from tests.duties.test_reports import OTHER_WORK, march


async def reported(office: Office) -> None:
    """March: the hospital in time, the township late, the hospital of 临泉县 not at all."""
    with office.at("2026-03-28T09:00"):
        await office.report(await march(office))
    with office.at("2026-04-03T09:00"):
        duty = await office.duty("report", "township", period="2026-03-01")
        parts = {
            "work": {"text": OTHER_WORK},
            "accountability": {"text": "本月没有需要问责的情形。", "numbers": {"talks": 0}},
        }
        await office.draft(duty, parts, "liaison")
        await office.done("liaison", duty, "submit")


async def drafted(office: Office) -> Any:
    body = {"requirement_id": office.requirement, "period_start": "2026-03-01"}
    return await office.do("clerk", f"/campaigns/{office.campaign}/report-results", body)


class TestMatrix:
    async def test_shows_every_unit_and_month(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            await office.open_month("2026-04-01")
            found = await office.read("clerk", f"/campaigns/{office.campaign}/report-matrix")
        assert [period["label"] for period in found["periods"]] == ["2026年3月", "2026年4月"]
        cells = {row["unit_id"]: row["cells"] for row in found["rows"]}
        units = office.region.units
        assert cells == {units["hospital"]: "ON", units["township"]: "LN", units["linquan_hospital"]: "MN"}
        assert found["counts"] == {"not_due": 3, "on_time": 1, "late": 1, "missing": 1, "exempted": 0}

    async def test_a_unit_sees_its_own_row(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            path = f"/campaigns/{office.campaign}/report-matrix"
            found = await office.read("hospital_liaison", path)
            elsewhere = await office.read("unit_head_elsewhere", path)
        assert [row["unit_name"] for row in found["rows"]] == ["青禾县人民医院"]
        assert [row["unit_name"] for row in elsewhere["rows"]] == ["临泉县中医院"]

    async def test_before_anything_is_asked_it_is_empty(self, office: Office) -> None:
        with office.at("2026-03-03T09:00"):
            other = await office.do(
                "clerk",
                f"/campaigns/{office.campaign}/report-requirements",
                {
                    "title": "季报",
                    "cadence": "quarterly",
                    "since": "2027-01-01",
                    "parts": [{"code": "a", "title": "甲"}],
                },
            )
            path = f"/campaigns/{office.campaign}/report-matrix"
            found = await office.read("clerk", path, requirement_id=other["id"])
        assert (found["periods"], found["rows"]) == ([], [])

    async def test_who_joined_later_was_not_asked_before(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            await office.take_part("hospital", "township", "linquan_hospital", "qinghe")
            await office.open_month("2026-04-01")
            found = await office.read("clerk", f"/campaigns/{office.campaign}/report-matrix")
        cells = {row["unit_id"]: row["cells"] for row in found["rows"]}
        assert cells[office.region.units["qinghe"]] == ".N"


class TestLists:
    @pytest.mark.parametrize(
        ("punctuality", "unit"),
        [("on_time", "hospital"), ("late", "township"), ("missing", "linquan_hospital")],
    )
    async def test_are_narrowed_by_punctuality(self, office: Office, punctuality: str, unit: str) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            found = await office.duties(kind="report", period="2026-03-01", punctuality=punctuality)
        assert [one["unit"]["id"] for one in found] == [office.region.units[unit]]
        assert found[0]["punctuality"] == punctuality

    async def test_go_by_pages(self, office: Office) -> None:
        with office.at("2026-03-03T09:00"):
            path, seen, more = f"/campaigns/{office.campaign}/duties", list[int](), dict[str, str]()
            while True:
                page = await office.read("clerk", path, limit=2, **more)
                seen += [one["id"] for one in page["items"]]
                if page["next_cursor"] is None:
                    break
                more = {"cursor": page["next_cursor"]}
        assert len(seen) == len(set(seen)) == page["total"] == 9

    async def test_a_participant_sees_none_of_others(self, office: Office) -> None:
        with office.at("2026-03-03T09:00"):
            found = await office.duties("hospital_liaison")
            county = await office.duties("unit_head")
        assert {one["unit"]["id"] for one in found} == {office.region.units["hospital"]}
        assert {one["unit"]["name"] for one in county} == {"青禾县人民医院", "青禾县东关镇卫生院"}

    async def test_of_a_campaign_out_of_sight_there_is_nothing(self, office: Office) -> None:
        with office.at("2026-03-03T09:00"):
            await office.take_part("hospital")
            path = f"/campaigns/{office.campaign}"
            for room in ("duties", "report-matrix", "report-results", "duty-requests"):
                assert (await office.get("complaint_officer", f"{path}/{room}")).status_code == 403


class TestMyDuties:
    async def test_the_urgent_come_first(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            await march(office)
            mine = await office.read("hospital_liaison", "/my-duties")
        assert [one["kind"] for one in mine["items"]] == ["sub_plan", "deliverable", "report"]
        assert [one["punctuality"] for one in mine["items"]] == ["late", "not_due", "not_due"]

    async def test_what_was_sent_is_apart(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            await office.report(await march(office))
            mine = await office.read("hospital_liaison", "/my-duties")
            sent = await office.read("hospital_liaison", "/my-duties", sent=True)
        assert "report" not in {one["kind"] for one in mine["items"]}
        assert [one["kind"] for one in sent["items"]] == ["report"]

    async def test_a_county_sees_those_below_where_it_asks(self, office: Office) -> None:
        with office.at("2026-03-10T09:00"):
            own = await office.read("unit_head", "/my-duties")
            below = await office.read("unit_head", "/my-duties", below=True)
        assert own["items"] == []
        assert len(below["items"]) == 4

    async def test_shares_of_tasks_stand_with_them(self, office: Office) -> None:
        with office.at("2026-03-10T09:00"):
            task = await office.do(
                "clerk",
                f"/campaigns/{office.campaign}/tasks",
                {
                    "number": "1",
                    "title": "整治收费公示不规范",
                    "target": "公示率百分之百",
                    "due_kind": "by",
                    "due_on": "2026-06-30",
                    "persons": [{"name": "周明远"}],
                },
            )
            share = {
                "target": "公示率百分之百",
                "due_kind": "by",
                "due_on": "2026-05-31",
                "persons": [{"account_id": office.region.accounts["hospital_liaison"]}],
            }
            body = {"unit_id": office.region.units["hospital"], "shares": [share]}
            await office.do("hospital_head", f"/campaign-tasks/{task['id']}/shares", body)
            mine = await office.read("hospital_liaison", "/my-duties")
            head = await office.read("hospital_head", "/my-duties")
        assert [(one["number"], one["due_on"], one["mine"]) for one in mine["tasks"]] == [
            ("1", "2026-05-31", True)
        ]
        assert [one["mine"] for one in head["tasks"]] == [False]


class TestResults:
    @pytest.mark.demand("0.7")
    async def test_who_was_in_time_late_or_missing_is_published(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            made = await drafted(office)
            before = await office.get("hospital_liaison", f"/report-results/{made['id']}")
            path = f"/report-results/{made['id']}/publish"
            await office.do("leader", path, {}, made["version"])
            seen = await office.read("hospital_liaison", f"/report-results/{made['id']}")
            told = (await office.read("liaison_elsewhere", "/notices", kind="result_published"))["items"]
        assert before.status_code == 404
        assert [(one["unit_name"], one["punctuality"]) for one in seen["units"]] == [
            ("临泉县中医院", "missing"),
            ("青禾县东关镇卫生院", "late"),
            ("青禾县人民医院", "on_time"),
        ]
        assert seen["counts"]["missing"] == 1
        assert (seen["state"], seen["period"]) == ("published", "2026年3月")
        # In the order of the tree: no points, no ranks.
        assert not {"rank", "score", "points"} & set(seen["units"][0])
        assert [one["resource_id"] for one in told] == [made["id"]]

    async def test_is_kept_as_it_was_counted(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            made = await drafted(office)
            other = await office.duty("report", "linquan_hospital", period="2026-03-01")
            parts = {
                "work": {"text": "补报:临泉县中医院三月份完成中药房盘点一次,账物相符,未发现问题。"},
                "accountability": {"text": "三月份没有问责事项发生。", "numbers": {"talks": 0}},
            }
            await office.draft(other, parts, "liaison_elsewhere")
            await office.done("liaison_elsewhere", other, "submit")
            await office.do("leader", f"/report-results/{made['id']}/publish", {}, made["version"])
            seen = await office.read("clerk", f"/report-results/{made['id']}")
        assert seen["counts"]["missing"] == 1

    @pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
    async def test_goes_out_as_a_document(self, office: Office, form: str, begins: bytes) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            path = f"/report-results/{(await drafted(office))['id']}/document"
            answer = await office.get("clerk", path, format=form)
            hidden = await office.get("hospital_liaison", path, format=form)
        assert answer.status_code == 200, answer.text
        assert answer.content.startswith(begins)
        assert hidden.status_code == 404

    async def test_is_not_counted_before_the_day(self, office: Office) -> None:
        with office.at("2026-04-01T09:00"):
            body = {"requirement_id": office.requirement, "period_start": "2026-03-01"}
            path = f"/campaigns/{office.campaign}/report-results"
            assert (await office.post("clerk", path, body)).status_code == 409

    async def test_a_clerk_does_not_publish_and_one_is_enough(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            made = await drafted(office)
            refused = await office.post("clerk", f"/report-results/{made['id']}/publish", {}, made["version"])
            body = {"requirement_id": office.requirement, "period_start": "2026-03-01"}
            again = await office.post("clerk", f"/campaigns/{office.campaign}/report-results", body)
        assert (refused.status_code, again.status_code) == (403, 409)

    async def test_withdrawn_with_a_reason_it_is_gone_and_may_be_counted_anew(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            made = await drafted(office)
            path = f"/report-results/{made['id']}"
            done = await office.do("leader", f"{path}/publish", {}, made["version"])
            without = await office.post("leader", f"{path}/withdraw", {}, done["version"])
            await office.do("leader", f"{path}/withdraw", {"reason": "时刻有误"}, done["version"])
            gone = await office.get("hospital_liaison", path)
            again = await drafted(office)
        assert without.status_code == 422
        assert gone.status_code == 404
        assert again["state"] == "drafted"

    async def test_the_same_key_makes_one(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            body = {"requirement_id": office.requirement, "period_start": "2026-03-01"}
            path = f"/campaigns/{office.campaign}/report-results"
            key: dict[str, Any] = {"Idempotency-Key": "once-and-only"}
            first = await office.post("clerk", path, body, **key)
            second = await office.post("clerk", path, body, **key)
        assert first.json()["id"] == second.json()["id"]


class TestLateness:
    async def _late(self, office: Office) -> int:
        return await office.duty("report", "township", period="2026-03-01")

    @pytest.mark.demand("0.8")
    async def test_a_person_proposes_accountability_and_another_decides(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            duty = await self._late(office)
            assert (await office.shown(duty))["requests"] == []
            asked = await office.do(
                "clerk", f"/duties/{duty}/requests", {"kind": "accountability", "reason": "两次催报未报。"}
            )
            own = await office.post("clerk", f"/duty-requests/{asked['id']}/approve", {})
            waiting = await office.read(
                "leader", f"/campaigns/{office.campaign}/duty-requests", state="asked"
            )
            decided = await office.do(
                "leader", f"/duty-requests/{asked['id']}/approve", {"note": "按规定办理。"}
            )
        assert own.status_code == 403
        assert [one["id"] for one in waiting["items"]] == [asked["id"]]
        assert waiting["items"][0]["may_decide"] is True
        assert (decided["state"], decided["decision_note"]) == ("approved", "按规定办理。")
        assert decided["asked_by"] != decided["decided_by"]

    async def test_a_proposal_is_not_shown_to_the_unit_before_it_is_approved(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            duty = await self._late(office)
            at = f"/campaigns/{office.campaign}/duty-requests"
            body = {"kind": "accountability", "reason": "两次催报未报。"}
            refused = await office.do("clerk", f"/duties/{duty}/requests", body)
            asked_shown = (await office.shown(duty, "liaison"))["requests"]
            asked_listed = (await office.read("liaison", at))["items"]
            await office.do("leader", f"/duty-requests/{refused['id']}/refuse", {"note": "已说明情况。"})
            refused_shown = (await office.shown(duty, "liaison"))["requests"]
            await office.do("clerk", f"/duties/{duty}/requests", {**body, "reason": "仍未补报。"})
            (asked,) = (await office.read("leader", at, state="asked"))["items"]
            await office.do("leader", f"/duty-requests/{asked['id']}/approve", {"note": "按规定办理。"})
            approved_listed = (await office.read("liaison", at))["items"]
        assert (asked_shown, asked_listed, refused_shown) == ([], [], [])
        assert [one["reason"] for one in approved_listed] == ["仍未补报。"]

    async def test_a_unit_is_exempted_for_a_reason(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            duty = await self._late(office)
            body = {"kind": "exemption", "reason": "强降雨停电两日。"}
            asked = await office.do("liaison", f"/duties/{duty}/requests", body)
            twice = await office.post("liaison", f"/duties/{duty}/requests", body)
            await office.do("leader", f"/duty-requests/{asked['id']}/approve", {})
            shown = await office.shown(duty)
            over = await office.post("leader", f"/duty-requests/{asked['id']}/refuse", {})
            told = (await office.read("liaison", "/notices", kind="duty_request_decided"))["items"]
        assert (twice.status_code, over.status_code) == (409, 409)
        assert (shown["punctuality"], shown["days_late"]) == ("exempted", None)
        assert [one["resource_id"] for one in told] == [duty]

    async def test_refused_it_stays_late(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            duty = await self._late(office)
            body = {"kind": "exemption", "reason": "忘记了。"}
            asked = await office.do("liaison", f"/duties/{duty}/requests", body)
            await office.do("leader", f"/duty-requests/{asked['id']}/refuse", {"note": "理由不充分。"})
            assert (await office.shown(duty))["punctuality"] == "late"

    async def test_what_is_in_time_needs_no_exemption(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            duty = await office.duty("report", "hospital", period="2026-03-01")
            body = {"kind": "exemption", "reason": "以防万一。"}
            refused = await office.post("hospital_liaison", f"/duties/{duty}/requests", body)
        assert refused.status_code == 409

    async def test_a_unit_proposes_no_accountability(self, office: Office) -> None:
        await reported(office)
        with office.at("2026-04-20T09:00"):
            duty = await self._late(office)
            body = {"kind": "accountability", "reason": "该院总是迟报。"}
            assert (await office.post("liaison", f"/duties/{duty}/requests", body)).status_code == 403
