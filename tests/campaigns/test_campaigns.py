"""Campaigns through the API: drafted, issued with nothing lacking, brought to the archive."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from mingze.campaigns.daily import follow_calendars
from mingze.kit import clock
from mingze.kit.database import Database
from tests.campaigns.conftest import STAGES, Office, around_today, stage


def in_days(days: int) -> datetime:
    """Just after midnight, so many days from today."""
    return datetime.combine(clock.today() + timedelta(days=days), time(0, 0, 1), clock.SHANGHAI)


def pointers(answer: Any) -> list[str]:
    return [one["pointer"] for one in answer.json()["errors"]]


async def states(office: Office, campaign: int) -> list[str]:
    return [one["state"] for one in (await office.campaign(campaign))["stages"]]


class TestDraft:
    async def test_says_what_it_lacks_until_it_is_issued(self, office: Office) -> None:
        campaign = await office.draft(document_number=None)
        found = await office.campaign(campaign)
        assert found["state"] == "draft"
        assert [one["pointer"] for one in found["lacks"]] == ["/document_number", "/stages", "/units"]
        refused = await office.act_on(campaign, "issue")
        assert refused.status_code == 409
        assert pointers(refused) == ["/document_number", "/stages", "/units"]

    async def test_is_made_once_by_one_key(self, office: Office) -> None:
        headers: dict[str, Any] = {"Idempotency-Key": "the-same-campaign"}
        first = await office.post("clerk", "/campaigns", {"title": "问责年活动"}, **headers)
        again = await office.post("clerk", "/campaigns", {"title": "问责年活动"}, **headers)
        assert first.json()["id"] == again.json()["id"]
        other = await office.post("clerk", "/campaigns", {"title": "另一活动"}, **headers)
        assert other.status_code == 409

    async def test_is_edited_in_the_version_that_was_seen(self, office: Office) -> None:
        campaign = await office.draft()
        path = f"/campaigns/{campaign}"
        assert (await office.send("clerk", "PATCH", path, {"objective": "改进作风"})).status_code == 428
        assert (await office.send("clerk", "PATCH", path, {"objective": "改进作风"}, 99)).status_code == 412
        done = await office.change(
            campaign, "", {"objective": "改进作风", "aliases": ["实施方案"]}, method="PATCH"
        )
        assert done.status_code == 200, done.text
        assert done.json()["objective"] == "改进作风"
        assert done.headers["ETag"] == f'"v{done.json()["version"]}"'

    async def test_refuses_days_that_cannot_be(self, office: Office) -> None:
        refused = await office.post(
            "clerk", "/campaigns", {"title": "问责年", "starts_on": "2016-06-01", "ends_on": "2016-05-01"}
        )
        assert refused.status_code == 422
        assert pointers(refused) == ["/body/ends_on"]

    @pytest.mark.demand("0.2")
    async def test_tells_its_scope_and_objects_and_who_takes_part_by_rule(self, office: Office) -> None:
        campaign = await office.draft(scope="全市卫生健康系统", objects="领导干部和工作人员")
        rule = {"rule": {"kinds": ["hospital", "township"], "under": [office.region.units["qinghe"]]}}
        done = await office.put(campaign, "units", rule)
        assert (done["joined"], done["left"], done["total"]) == (2, 0, 2)
        found = await office.campaign(campaign)
        assert (found["scope"], found["objects"]) == ("全市卫生健康系统", "领导干部和工作人员")
        assert found["unit_rule"]["kinds"] == ["hospital", "township"]
        assert [one["name"] for one in found["unit_rule"]["under"]] == ["青禾县卫生健康局"]

    @pytest.mark.demand("0.5")
    async def test_keeps_its_leading_group_with_the_roles_of_each(self, office: Office) -> None:
        campaign = await office.draft()
        people: list[Any] = [
            {
                "role": "head",
                "name": "周明远",
                "post": "主任",
                "account_id": office.region.accounts["leader"],
            },
            {"role": "deputy", "name": "陈立新"},
            {"role": "member", "name": "各科室负责人"},
            {"role": "office_director", "name": "许静"},
            {"role": "office_director", "name": "方宁"},
        ]
        found = await office.put(campaign, "body", {"body": people})
        assert [(one["role"], one["name"]) for one in found["body"]] == [
            (p["role"], p["name"]) for p in people
        ]
        stranger: list[Any] = [{"role": "head", "name": "周明远", "account_id": 2**40}]
        refused = await office.change(campaign, "body", {"body": stranger})
        assert pointers(refused) == ["/body/body/0/account_id"]

    @pytest.mark.demand("0.28")
    async def test_carries_the_telephone_and_mail_of_its_office(self, office: Office) -> None:
        contacts = [
            {"kind": "phone", "value": "0999-6600100"},
            {"kind": "email", "value": "jd@yunzhou.example"},
        ]
        campaign = await office.issued("qinghe", contacts=contacts)
        assert (await office.campaign(campaign, "hospital_liaison"))["contacts"] == contacts

    @pytest.mark.demand("1.4")
    async def test_may_end_softly(self, office: Office) -> None:
        campaign = await office.ready(starts_on="2016-05-25", ends_on="2016-10-31")
        refused = await office.act_on(campaign, "issue")
        assert len(pointers(refused)) == 1
        assert pointers(refused)[0].endswith("/ends_on")
        await office.change(campaign, "", {"end_is_soft": True}, method="PATCH")
        assert (await office.acted(campaign, "issue"))["end_is_soft"] is True


class TestProblemTypes:
    @pytest.mark.demand("0.3")
    async def test_are_the_classes_of_what_is_found(self, office: Office) -> None:
        campaign = await office.draft()
        names = ["不敢为", "不会为", "不想为"]
        types = [{"number": str(n), "title": name} for n, name in enumerate(names, 1)]
        found = await office.put(campaign, "problem-types", {"problem_types": types})
        assert [one["title"] for one in found["problem_types"]] == names

    @pytest.mark.demand("1.1")
    async def test_are_a_tree_of_six_groups_and_twelve_items(self, office: Office) -> None:
        campaign = await office.draft()
        tree = [
            {
                "number": f"({n})",
                "title": f"第{n}类",
                "children": [{"number": str(k), "title": f"第{n}类第{k}项"} for k in (1, 2)],
            }
            for n in range(1, 7)
        ]
        found = (await office.put(campaign, "problem-types", {"problem_types": tree}))["problem_types"]
        assert [len(one["children"]) for one in found] == [2] * 6
        # Named again, they keep their ids.
        kept = [{**found[1], "title": "改了名"}, found[0]]
        again = (await office.put(campaign, "problem-types", {"problem_types": kept}))["problem_types"]
        assert [one["id"] for one in again] == [found[1]["id"], found[0]["id"]]
        assert again[0]["title"] == "改了名"
        assert [one["id"] for one in again[1]["children"]] == [one["id"] for one in found[0]["children"]]

    @pytest.mark.demand("2.2")
    async def test_hold_five_groups_of_twenty_items(self, office: Office) -> None:
        campaign = await office.draft()
        tree = [
            {
                "number": str(n),
                "title": f"突出问题{n}",
                "children": [{"number": f"{n}.{k}", "title": f"问题{n}.{k}"} for k in range(1, 5)],
            }
            for n in range(1, 6)
        ]
        found = (await office.put(campaign, "problem-types", {"problem_types": tree}))["problem_types"]
        assert sum(len(one["children"]) for one in found) == 20

    async def test_are_refused_beyond_their_bounds(self, office: Office) -> None:
        campaign = await office.draft()
        one: Any = {"number": "1", "title": "四"}
        for title in "三二一":
            one = {"number": "1", "title": title, "children": [one]}
        refused = await office.change(campaign, "problem-types", {"problem_types": [one]})
        assert pointers(refused) == ["/body/problem_types/0/children/0/children/0/children/0"]
        wide = [{"number": "1", "title": "类", "children": [{"number": "1", "title": "项"}] * 100}] * 3
        assert (await office.change(campaign, "problem-types", {"problem_types": wide})).status_code == 422


class TestStages:
    @pytest.mark.demand("0.9")
    async def test_four_follow_each_other_without_gap_or_overlap(self, office: Office) -> None:
        campaign = await office.ready()
        late = [stage(*one) for one in STAGES]
        late[1]["starts_on"] = "2016-06-17"
        await office.put(campaign, "stages", {"stages": late})
        refused = await office.act_on(campaign, "issue")
        assert refused.status_code == 409
        assert "空档" in refused.json()["errors"][0]["message"]
        late[1]["starts_on"] = "2016-06-15"
        await office.put(campaign, "stages", {"stages": late})
        assert "重叠" in (await office.act_on(campaign, "issue")).json()["errors"][0]["message"]
        found = await office.put(campaign, "stages", {"stages": [stage(*one) for one in STAGES]})
        assert (found["stages"][0]["starts_on"], found["stages"][3]["ends_on"]) == (
            "2016-05-25",
            "2016-11-30",
        )
        assert found["lacks"] == []
        await office.put(campaign, "stages", {"stages": around_today()})
        done = await office.acted(campaign, "issue")
        assert [one["mechanism"] for one in done["stages"]] == ["clarify", "report", "appraise", "hold"]
        assert [one["state"] for one in done["stages"]] == ["closed", "open", "planned", "planned"]
        assert [one["is_current"] for one in done["stages"]] == [False, True, False, False]

    @pytest.mark.demand("2.3")
    async def test_sub_stages_overlap_inside_theirs(self, office: Office) -> None:
        campaign = await office.draft()
        parts = [
            stage("学习动员", None, date(2023, 1, 1), date(2023, 3, 31)),
            stage("自查自纠和整改", None, date(2023, 3, 1), date(2023, 11, 30)),
        ]
        year = stage("集中整治", None, date(2023, 1, 1), date(2023, 12, 31), precision="month", stages=parts)
        found = await office.put(campaign, "stages", {"stages": [year]})
        assert [one["name"] for one in found["stages"][0]["stages"]] == ["学习动员", "自查自纠和整改"]
        assert [one for one in found["lacks"] if "/stages" in one["pointer"]] == []
        year["stages"][1]["ends_on"] = "2024-01-31"
        found = await office.put(campaign, "stages", {"stages": [year]})
        assert any("晚于阶段" in one["message"] for one in found["lacks"])

    async def test_named_again_keep_their_ids(self, office: Office) -> None:
        campaign = await office.draft()
        first = (await office.put(campaign, "stages", {"stages": [stage(*one) for one in STAGES]}))["stages"]
        again = [{**stage(*STAGES[0]), "id": first[0]["id"], "name": "动员"}]
        second = (await office.put(campaign, "stages", {"stages": again}))["stages"]
        assert [(one["id"], one["name"]) for one in second] == [(first[0]["id"], "动员")]
        stranger = [{**stage(*STAGES[0]), "id": first[3]["id"]}]
        refused = await office.change(campaign, "stages", {"stages": stranger})
        assert pointers(refused) == ["/body/stages/0/id"]

    async def test_what_units_hand_in_keeps_its_stage(self, office: Office) -> None:
        campaign = await office.draft()
        stages = (await office.put(campaign, "stages", {"stages": [stage(*one) for one in STAGES]}))["stages"]
        asked = {"deliverables": [{"stage_id": stages[1]["id"], "title": "整改台账"}]}
        found = await office.put(campaign, "deliverables", asked)
        assert found["deliverables"][0]["title"] == "整改台账"
        refused = await office.change(campaign, "stages", {"stages": []})
        assert refused.status_code == 409

    async def test_are_moved_on_record_and_the_neighbour_follows(self, office: Office) -> None:
        campaign = await office.issued()
        stages = (await office.campaign(campaign))["stages"]
        end = date.fromisoformat(stages[1]["ends_on"]) + timedelta(days=15)
        path = f"stages/{stages[1]['id']}/move"
        moved = await office.acted(campaign, path, ends_on=str(end), reason="部分单位自查延期")
        assert moved["stages"][2]["starts_on"] == str(end + timedelta(days=1))
        assert moved["stages"][1]["note"] == "部分单位自查延期"
        # The first stage is over: it does not give way any more.
        earlier = date.fromisoformat(stages[1]["starts_on"]) - timedelta(days=5)
        refused = await office.act_on(campaign, path, starts_on=str(earlier), reason="提前")
        assert refused.status_code == 422
        assert "已经结束" in refused.json()["detail"]
        assert (await office.act_on(campaign, path, reason="无")).status_code == 422
        trail = await office.read("auditor", "/events", resource="campaign_stage", action="move")
        assert len(trail["items"]) == 2

    async def test_are_opened_again_with_a_reason_and_stay_open(
        self, office: Office, database: Database
    ) -> None:
        campaign = await office.issued()
        stages = (await office.campaign(campaign))["stages"]
        path = f"stages/{stages[0]['id']}/open"
        assert (await office.act_on(campaign, path)).status_code == 422
        again = await office.acted(campaign, path, reason="个别县未完成动员")
        assert again["stages"][0]["state"] == "open"
        with clock.at(in_days(1)):
            await follow_calendars(database)
        assert (await office.campaign(campaign))["stages"][0]["state"] == "open"
        trail = await office.read("auditor", "/events", resource="campaign_stage", action="reopen")
        assert len(trail["items"]) == 1
        path = f"stages/{stages[0]['id']}/close"
        assert (await office.acted(campaign, path, reason="补齐了"))["stages"][0]["state"] == "closed"

    async def test_follow_the_calendar_unless_the_campaign_rests(
        self, office: Office, database: Database
    ) -> None:
        campaign, resting = await office.issued(), await office.issued()
        await office.acted(resting, "suspend", reason="防汛")
        # The second stage ends 27 days from now.
        with clock.at(in_days(27)):
            await follow_calendars(database)
        assert await states(office, campaign) == ["closed", "open", "planned", "planned"]
        with clock.at(in_days(28)):
            await follow_calendars(database)
            await follow_calendars(database)
        assert await states(office, campaign) == ["closed", "closed", "open", "planned"]
        assert await states(office, resting) == ["closed", "open", "planned", "planned"]
        trail = await office.read("auditor", "/events", resource="campaign_stage", action="open")
        assert trail["items"][0]["actor_name"] is None


class TestCourse:
    async def test_leads_from_issuing_to_the_archive(self, office: Office, database: Database) -> None:
        campaign = await office.issued()
        refused = await office.act_on(campaign, "summarise")
        assert refused.status_code == 409
        assert len(refused.json()["errors"]) == 3
        assert (await office.act_on(campaign, "suspend")).status_code == 422
        await office.acted(campaign, "suspend", reason="年底考核")
        await office.acted(campaign, "resume")
        with clock.at(in_days(200)):
            await follow_calendars(database)
        done = await office.acted(campaign, "summarise")
        assert done["state"] == "summarising"
        await office.acted(campaign, "suspend", reason="等候")
        assert (await office.acted(campaign, "resume"))["state"] == "summarising"
        await office.acted(campaign, "close")
        assert (await office.change(campaign, "", {"scope": "x"}, method="PATCH")).status_code == 409
        assert (await office.acted(campaign, "archive"))["state"] == "archived"
        for action in ("suspend", "resume", "close", "archive", "cancel"):
            assert (await office.act_on(campaign, action, reason="x")).status_code == 409
        found = await office.campaign(campaign)
        assert [one for one in found["allowed_actions"] if one["enabled"]] == []

    async def test_a_draft_may_be_cancelled_and_nothing_else(self, office: Office) -> None:
        campaign = await office.draft()
        assert (await office.act_on(campaign, "cancel")).status_code == 422
        assert (await office.acted(campaign, "cancel", reason="并入另一活动"))["state"] == "cancelled"
        issued = await office.issued()
        assert (await office.act_on(issued, "cancel", reason="不办了")).status_code == 409

    @pytest.mark.demand("0.29")
    async def test_is_carried_out_together_with_others(self, office: Office) -> None:
        campaign, other = await office.issued("qinghe"), await office.issued("qinghe", title="主体责任深化年")
        hidden = await office.draft(title="未印发的活动")
        await office.put(campaign, "links", {"campaign_ids": [other, hidden]})
        assert [one["id"] for one in (await office.campaign(other))["links"]] == [campaign]
        # A unit sees of the linked ones what it sees anyway.
        assert [one["id"] for one in (await office.campaign(campaign, "hospital_head"))["links"]] == [other]
        refused = await office.change(campaign, "links", {"campaign_ids": [campaign]})
        assert pointers(refused) == ["/body/campaign_ids/0"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_days_that_nobody_can_count_from_are_refused(office: Office, day: str) -> None:
    """What is due on them has no first late instant, and neighbours of a stage no day before or after."""
    campaign_id = await office.draft()
    whole = [{"name": "动员部署阶段", "starts_on": day, "ends_on": day}]
    for what, body, method in (
        ("", {"sub_plan_due_on": day}, "PATCH"),
        ("stages", {"stages": whole}, "PUT"),
    ):
        refused = await office.change(campaign_id, what, body, method=method)
        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"]
