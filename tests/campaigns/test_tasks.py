"""Tasks with their three lists: filled in, split by units under the same numbers, done; and whom they name is told."""

from typing import Any

import pytest

from mingze.kit import clock
from tests.campaigns.conftest import Office

LISTS: dict[str, Any] = {"target": "公开", "due_kind": "whole_year", "persons": [{"name": "李文"}]}


async def tasks(office: Office, campaign: int, who: str = "clerk", **query: Any) -> list[Any]:
    return list((await office.read(who, f"/campaigns/{campaign}/tasks", **query))["items"])


def pointers(answer: Any) -> list[str]:
    return [one["pointer"] for one in answer.json()["errors"]]


async def kinds(office: Office, who: str) -> list[str]:
    return [one["kind"] for one in (await office.read(who, "/notices"))["items"]]


class TestThreeLists:
    @pytest.mark.demand("0.15")
    async def test_a_task_says_which_it_lacks_and_is_not_issued_without(self, office: Office) -> None:
        campaign = await office.ready("qinghe")
        bare = await office.do("clerk", f"/campaigns/{campaign}/tasks", {"number": "2", "title": "建立台账"})
        assert bare["lacking"] == ["target", "due", "person"]
        refused = await office.act_on(campaign, "issue")
        assert refused.status_code == 409
        assert pointers(refused) == [f"/tasks/{bare['id']}/{one}" for one in ("target", "due", "person")]
        filled = {"tasks": [{"id": bare["id"], **LISTS}]}
        done = await office.do("clerk", f"/campaigns/{campaign}/tasks/fill", filled)
        assert done["items"][0]["lacking"] == []
        await office.acted(campaign, "issue")
        # From now on no task may lack one, neither a new one nor this one.
        path = f"/campaigns/{campaign}/tasks"
        refused = await office.post("clerk", path, {"number": "3", "title": "再建", "target": "公开"})
        assert refused.status_code == 422
        assert pointers(refused) == ["/body/due_kind", "/body/persons"]
        version = done["items"][0]["version"]
        path = f"/campaign-tasks/{bare['id']}"
        refused = await office.send("clerk", "PATCH", path, {"persons": []}, version)
        assert pointers(refused) == ["/body/persons"]
        assert (await office.send("clerk", "DELETE", path, version=version)).status_code == 409

    @pytest.mark.demand("0.4")
    async def test_a_task_has_several_departments_the_leading_one_first(self, office: Office) -> None:
        campaign, units = await office.draft(), office.region.units
        named = [{"unit_id": units["medical"]}, {"unit_id": units["personnel"]}, {"name": "宣传与法制科"}]
        for number in range(1, 9):
            departments = named[: 1 + number % 3]
            await office.task(campaign, number=str(number), departments=departments)
        found = await tasks(office, campaign)
        assert [one["number"] for one in found] == [str(n) for n in range(1, 9)]
        assert [one["name"] for one in found[1]["departments"]] == ["医政科", "人事科", "宣传与法制科"]
        # A department has several tasks too.
        own = [one for one in found if units["personnel"] in [d["unit_id"] for d in one["departments"]]]
        assert len(own) > 1

    @pytest.mark.demand("1.3")
    async def test_a_task_is_due_by_a_day_all_year_or_within_a_month(self, office: Office) -> None:
        campaign = await office.draft()
        await office.task(
            campaign, number="1", due_kind="by", due_on="2018-06-30", due_text="2018年6月前完成"
        )
        await office.task(campaign, number="2", due_kind="whole_year", due_on=None)
        await office.task(campaign, number="3", due_kind="within", due_on="2018-12-31")
        found = await tasks(office, campaign)
        assert [one["due_kind"] for one in found] == ["by", "whole_year", "within"]
        assert [one["overdue"] for one in found] == [True, False, True]
        body = {"number": "4", "title": "x", "due_kind": "within", "due_on": "2018-12-30"}
        assert pointers(await office.post("clerk", f"/campaigns/{campaign}/tasks", body)) == ["/body/due_on"]

    @pytest.mark.demand("1.15")
    async def test_a_task_may_be_that_of_several_units(self, office: Office) -> None:
        units = office.region.units
        campaign = await office.ready("city")
        both = [{"unit_id": units["hospital"]}, {"unit_id": units["linquan_hospital"]}]
        await office.task(campaign, number="2", departments=both)
        await office.acted(campaign, "issue")
        for who in ("hospital_head", "unit_head_elsewhere"):
            shared = (await tasks(office, campaign, who))[1]
            assert [one["name"] for one in shared["departments"]] == ["青禾县人民医院", "临泉县中医院"]

    async def test_fill_is_all_or_nothing(self, office: Office) -> None:
        campaign, other = await office.draft(), await office.draft()
        first = await office.task(campaign, target=None)
        stranger = await office.task(other)
        body = {"tasks": [{"id": first["id"], "target": "公开"}, {"id": stranger["id"], "target": "公开"}]}
        refused = await office.post("clerk", f"/campaigns/{campaign}/tasks/fill", body)
        assert pointers(refused) == ["/body/tasks/1/id"]
        assert (await tasks(office, campaign))[0]["target"] is None

    async def test_people_are_of_the_office(self, office: Office) -> None:
        county = await office.draft("clerk_elsewhere")
        path = f"/campaigns/{county}/tasks"
        body = {"number": "1", "title": "x", "persons": [{"account_id": office.region.accounts["liaison"]}]}
        refused = await office.post("clerk_elsewhere", path, body)
        assert pointers(refused) == ["/body/persons/0/account_id"]
        body = {"number": "1", "title": "x", "departments": [{"unit_id": office.region.units["hospital"]}]}
        refused = await office.post("clerk_elsewhere", path, body)
        assert pointers(refused) == ["/body/departments/0/unit_id"]
        nameless = {"number": "1", "title": "x", "persons": [{}]}
        assert pointers(await office.post("clerk_elsewhere", path, nameless)) == ["/body/persons/0/name"]


class TestShares:
    async def test_keep_the_number_and_go_down_to_departments_and_persons(self, office: Office) -> None:
        campaign, region = await office.issued("qinghe"), office.region
        task = (await tasks(office, campaign))[0]
        unit, department = region.units["hospital"], region.units["hospital_medical"]
        persons = [{"account_id": region.accounts["hospital_liaison"]}]
        one = {**LISTS, "departments": [{"unit_id": department}], "persons": persons}
        path = f"/campaign-tasks/{task['id']}/shares"
        lacking = {"unit_id": unit, "shares": [one, {"departments": [{"unit_id": department}]}]}
        refused = await office.post("hospital_head", path, lacking)
        assert pointers(refused) == [f"/body/shares/1/{field}" for field in ("target", "due_kind", "persons")]
        body = {"unit_id": unit, "shares": [one, {**LISTS, "departments": [{"name": "药剂科"}]}]}
        key: dict[str, Any] = {"Idempotency-Key": "the-same-shares"}
        made = (await office.post("hospital_head", path, body, **key)).json()
        again = (await office.post("hospital_head", path, body, **key)).json()
        assert [one["id"] for one in again["items"]] == [one["id"] for one in made["items"]]
        assert [one["number"] for one in made["items"]] == [task["number"]] * 2
        assert made["items"][0]["departments"] == [{"name": "医务科", "unit_id": department}]
        # Who is named is told, and finds it among their own.
        assert "task_assigned" in await kinds(office, "hospital_liaison")
        mine = await tasks(office, campaign, "hospital_liaison", of="units", mine=True)
        assert [one["id"] for one in mine] == [made["items"][0]["id"]]
        # The department splits its share once more, under the same number.
        deeper = f"/campaign-tasks/{made['items'][0]['id']}/shares"
        below = await office.do("hospital_head", deeper, {"unit_id": department, "shares": [LISTS]})
        assert below["items"][0]["number"] == task["number"]
        assert pointers(await office.post("hospital_head", deeper, {"unit_id": unit, "shares": [LISTS]})) == [
            "/body/unit_id"
        ]
        share = f"/campaign-tasks/{made['items'][0]['id']}"
        assert (await office.send("hospital_head", "DELETE", share, version=1)).status_code == 409
        renumbered = await office.send("hospital_head", "PATCH", share, {"number": "9"}, 1)
        assert pointers(renumbered) == ["/body/number"]
        gone = await office.send(
            "hospital_head", "DELETE", f"/campaign-tasks/{below['items'][0]['id']}", version=1
        )
        assert gone.status_code == 204

    async def test_wait_for_the_issuing_and_end_with_the_campaign(self, office: Office) -> None:
        campaign = await office.issued("qinghe")
        task = (await tasks(office, campaign))[0]["id"]
        body = {"unit_id": office.region.units["hospital"], "shares": [LISTS]}
        await office.acted(campaign, "suspend", reason="防汛")
        assert (await office.post("hospital_head", f"/campaign-tasks/{task}/shares", body)).status_code == 409


class TestDone:
    @pytest.mark.demand("0.4")
    async def test_is_said_by_whom_the_task_names_who_see_the_campaign_for_it(self, office: Office) -> None:
        campaign = await office.issued("qinghe")
        await office.do("clerk", f"/campaigns/{campaign}/tasks", {"number": "9", "title": "复查", **LISTS})
        first, other = await tasks(office, campaign)
        at = f"/campaigns/{campaign}"
        head = await office.as_("personnel_head")
        assert (await head.get(f"/api/v1{at}")).status_code == 404
        persons = {"persons": [{"account_id": office.region.accounts["personnel_head"]}]}
        changed = await office.send("clerk", "PATCH", f"/campaign-tasks/{first['id']}", persons, 1)
        assert changed.status_code == 200, changed.text
        assert (await office.read("personnel_head", at))["counts"]["units"] == 0
        assert (await office.read("personnel_head", f"{at}/units"))["items"] == []
        shown = {one["id"]: one["allowed_actions"] for one in await tasks(office, campaign, "personnel_head")}
        assert [one["action"] for one in shown[first["id"]]] == ["done"]
        assert shown[other["id"]] == []
        mine = await office.read("personnel_head", "/my-duties")
        assert [one["id"] for one in mine["tasks"]] == [first["id"]]
        done = await office.send("personnel_head", "POST", f"/campaign-tasks/{first['id']}/done", {}, 2)
        assert done.json()["done_on"] == str(clock.today())
        refused = await office.send("personnel_head", "POST", f"/campaign-tasks/{other['id']}/done", {}, 1)
        assert refused.status_code == 403
        undone = await office.send("personnel_head", "POST", f"/campaign-tasks/{first['id']}/undone", None, 3)
        assert undone.json()["done_on"] is None

    async def test_is_said_by_whose_task_it_is(self, office: Office) -> None:
        campaign = await office.issued("qinghe")
        task = (await tasks(office, campaign))[0]
        path = f"/campaign-tasks/{task['id']}"
        assert (await office.send("hospital_head", "POST", f"{path}/done", {}, 1)).status_code == 403
        assert (await office.send("clerk", "POST", f"{path}/done", {})).status_code == 428
        future = await office.send("clerk", "POST", f"{path}/done", {"done_on": "2999-01-01"}, 1)
        assert pointers(future) == ["/body/done_on"]
        done = (await office.send("clerk", "POST", f"{path}/done", {"note": "已公开"}, 1)).json()
        assert (done["done_on"], done["done_note"]) == (str(clock.today()), "已公开")
        assert (await office.send("clerk", "POST", f"{path}/done", {}, 2)).status_code == 409
        assert (await office.campaign(campaign))["counts"]["tasks_done"] == 1
        undone = (await office.send("clerk", "POST", f"{path}/undone", None, 2)).json()
        assert undone["done_on"] is None

    async def test_a_new_person_is_another_version(self, office: Office) -> None:
        campaign = await office.draft()
        task = await office.task(campaign)
        path = f"/campaign-tasks/{task['id']}"
        changed = await office.send("clerk", "PATCH", path, {"persons": [{"name": "方宁"}]}, task["version"])
        assert changed.json()["version"] == task["version"] + 1
        assert changed.json()["persons"] == [{"name": "方宁", "account_id": None}]


class TestWhoTakesPart:
    @pytest.mark.demand("2.1")
    async def test_reaches_down_to_health_centres_and_their_staff(self, office: Office) -> None:
        campaign = await office.draft(objects="局机关、所属单位及其工作人员")
        rule = {"kinds": ["bureau", "township", "community"], "under": [office.region.units["city"]]}
        done = await office.put(campaign, "units", {"rule": rule})
        page = await office.read("clerk", f"/campaigns/{campaign}/units")
        assert {one["kind"] for one in page["items"]} == {"bureau", "township"}
        assert done["total"] == len(page["items"]) == 3
        assert (await office.campaign(campaign))["objects"] == "局机关、所属单位及其工作人员"

    async def test_is_asked_anew_and_those_named_stay(self, office: Office) -> None:
        campaign, units = await office.draft(), office.region.units
        body = {
            "rule": {"kinds": ["township"], "under": [units["qinghe"]]},
            "unit_ids": [units["linquan_hospital"]],
        }
        assert (await office.put(campaign, "units", body))["total"] == 2
        new = {
            "code": "YZ-QH-XG",
            "name": "青禾县西关镇卫生院",
            "kind": "township",
            "parent_id": units["qinghe"],
        }
        made = await office.do("system_admin", "/units", new)
        done = await office.do("clerk", f"/campaigns/{campaign}/units/refresh")
        assert (done["joined"], done["left"], done["total"]) == (1, 0, 3)
        await office.do("system_admin", f"/units/{made['id']}/close", {}, made["version"])
        done = await office.do("clerk", f"/campaigns/{campaign}/units/refresh")
        assert (done["joined"], done["left"], done["total"]) == (0, 1, 2)
        page = await office.read("clerk", f"/campaigns/{campaign}/units", left=False)
        assert {one["name"]: one["by_rule"] for one in page["items"]} == {
            "青禾县东关镇卫生院": True,
            "临泉县中医院": False,
        }


class TestTold:
    async def test_are_those_who_answer_for_what_takes_part(self, office: Office) -> None:
        campaign = await office.ready("qinghe")
        await office.task(campaign, number="2", persons=[{"account_id": office.region.accounts["leader"]}])
        await office.acted(campaign, "issue")
        for who in ("unit_head", "liaison", "hospital_head", "hospital_liaison"):
            assert "campaign_issued" in await kinds(office, who)
        for who in ("unit_head_elsewhere", "clerk_elsewhere", "personnel_head", "clerk", "second_clerk"):
            assert "campaign_issued" not in await kinds(office, who)
        assert "task_assigned" in await kinds(office, "leader")
        await office.acted(campaign, "suspend", reason="防汛")
        await office.acted(campaign, "resume")
        assert {"campaign_suspended", "campaign_resumed"} <= set(await kinds(office, "hospital_head"))

    async def test_nothing_is_told_of_a_draft(self, office: Office) -> None:
        campaign = await office.ready("qinghe")
        await office.task(campaign, number="2", persons=[{"account_id": office.region.accounts["liaison"]}])
        await office.acted(campaign, "cancel", reason="不办了")
        assert set(await kinds(office, "liaison")) <= {"appointed"}


class TestRequirements:
    async def test_ask_for_reports_of_a_shape(self, office: Office) -> None:
        campaign = await office.draft(starts_on="2016-05-25")
        path = f"/campaigns/{campaign}/report-requirements"
        parts = [{"code": "work", "title": "工作开展情况"}, {"code": "accountability", "title": "问责情况"}]
        made = await office.do(
            "clerk", path, {"title": "月报", "due_day": 1, "cutoff_day": 25, "parts": parts}
        )
        assert made["since"] == "2016-05-25"
        assert (await office.campaign(campaign))["requirements"][0]["parts"][1]["title"] == "问责情况"
        own = f"/report-requirements/{made['id']}"
        changed = await office.send("clerk", "PATCH", own, {"due_day": 5}, made["version"])
        assert (changed.json()["due_day"], changed.json()["cutoff_day"]) == (5, 25)
        assert (await office.send("clerk", "PATCH", own, {"due_day": 6}, 1)).status_code == 412
        assert (await office.send("clerk", "DELETE", own, version=2)).status_code == 204

    @pytest.mark.parametrize(
        ("values", "pointer"),
        [
            ({"cadence": "weekly", "due_day": 8}, "/body/due_day"),
            ({"until": "2000-01-01"}, "/body/until"),
            ({"parts": [{"code": "work", "title": "甲"}, {"code": "work", "title": "乙"}]}, "/body/parts"),
        ],
    )
    async def test_refuse_what_cannot_be(self, office: Office, values: Any, pointer: str) -> None:
        campaign = await office.draft()
        body = {"title": "月报", "due_day": 1, "parts": [{"code": "work", "title": "甲"}], **values}
        refused = await office.post("clerk", f"/campaigns/{campaign}/report-requirements", body)
        assert pointers(refused) == [pointer]
