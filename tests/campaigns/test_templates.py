"""Templates of campaigns, and this year's campaign from last year's."""

from typing import Any

import httpx
import pytest

from tests.campaigns.conftest import Office

TEMPLATES = "/campaign-templates"


async def last_year(office: Office) -> int:
    """A campaign of 2016 with what a template is for, under way."""
    campaign_id = await office.draft(
        starts_on="2016-05-25", ends_on="2016-11-30", sub_plan_due_on="2016-06-10"
    )
    stages = [
        {"name": "动员部署阶段", "mechanism": "clarify", "starts_on": "2016-05-25", "ends_on": "2016-06-15"},
        {"name": "自查自纠阶段", "mechanism": "report", "starts_on": "2016-06-16", "ends_on": "2016-07-31"},
        {"name": "总结提高阶段", "mechanism": None, "starts_on": "2016-08-01", "ends_on": "2016-11-30"},
    ]
    made = await office.put(campaign_id, "stages", {"stages": stages})
    asked = [{"stage_id": made["stages"][0]["id"], "title": "公开权责", "due_on": "2016-06-12"}]
    await office.put(campaign_id, "deliverables", {"deliverables": asked})
    await office.put(campaign_id, "body", {"body": [{"role": "head", "name": "林知远"}]})
    await office.task(
        campaign_id,
        due_text="2016年6月15日前",
        departments=[{"unit_id": office.region.units["medical"]}],
        persons=[{"account_id": office.region.accounts["medical_head"]}],
    )
    await office.put(campaign_id, "units", {"rule": {"under": [office.region.units["qinghe"]]}})
    await office.acted(campaign_id, "issue")
    return campaign_id


async def saved(office: Office, campaign_id: int, name: str = "年度作风治理") -> Any:
    return await office.do("clerk", TEMPLATES, {"campaign_id": campaign_id, "name": name})


async def tasks(office: Office, campaign_id: int) -> list[Any]:
    return list((await office.read("clerk", f"/campaigns/{campaign_id}/tasks"))["items"])


def periods(campaign: Any) -> list[tuple[str, str]]:
    return [(one["starts_on"], one["ends_on"]) for one in campaign["stages"]]


class TestLastYears:
    async def test_days_move_and_ends_of_months_stay(self, office: Office) -> None:
        campaign = await office.do(
            "clerk", f"/campaigns/{await last_year(office)}/copies", {"start_on": "2017-03-01"}
        )
        assert periods(campaign) == [
            ("2017-03-01", "2017-04-15"),
            ("2017-04-16", "2017-05-31"),
            ("2017-06-01", "2017-09-30"),
        ]
        assert (campaign["starts_on"], campaign["ends_on"]) == ("2017-03-01", "2017-09-30")
        assert campaign["sub_plan_due_on"] == "2017-04-10"
        assert campaign["deliverables"][0]["due_on"] == "2017-04-12"

    async def test_who_does_it_comes_along_and_how_it_stood_does_not(self, office: Office) -> None:
        before = await last_year(office)
        campaign = await office.do(
            "clerk", f"/campaigns/{before}/copies", {"start_on": "2017-05-25", "title": "2017年问责年活动"}
        )
        assert (campaign["state"], campaign["document_number"]) == ("draft", None)
        assert campaign["title"] == "2017年问责年活动"
        assert {one["state"] for one in campaign["stages"]} == {"planned"}
        assert campaign["unit_rule"]["under"][0]["id"] == office.region.units["qinghe"]
        assert campaign["body"][0]["name"] == "林知远"
        (task,) = await tasks(office, campaign["id"])
        assert task["departments"][0]["unit_id"] == office.region.units["medical"]
        assert task["persons"][0]["account_id"] == office.region.accounts["medical_head"]
        assert (task["due_on"], task["due_text"], task["done_on"]) == ("2017-06-15", None, None)

    async def test_a_retry_makes_no_second(self, office: Office) -> None:
        path = f"/campaigns/{await last_year(office)}/copies"
        key = {"Idempotency-Key": "copy-of-2016"}
        first, again = [
            await office.send("clerk", "POST", path, {"start_on": "2017-05-25"}, None, **key)
            for _ in range(2)
        ]
        assert first.json()["id"] == again.json()["id"]

    async def test_only_the_office_repeats_it(self, office: Office) -> None:
        path = f"/campaigns/{await last_year(office)}/copies"
        assert (
            await office.send("clerk_elsewhere", "POST", path, {"start_on": "2017-05-25"})
        ).status_code == 404
        assert (await office.send("unit_head", "POST", path, {"start_on": "2017-05-25"})).status_code == 403


class TestTemplates:
    async def test_a_campaign_is_kept_and_begun_again(self, office: Office) -> None:
        template = await saved(office, await last_year(office))
        assert (template["stages"], template["tasks"], template["may_withdraw"]) == (3, 1, True)
        assert (template["starts_on"], template["ends_on"]) == ("2016-05-25", "2016-11-30")
        campaign = await office.do(
            "clerk", f"{TEMPLATES}/{template['id']}/campaigns", {"start_on": "2026-05-25"}
        )
        assert periods(campaign)[-1] == ("2026-08-01", "2026-11-30")

    async def test_the_county_begins_from_the_citys_with_names_only(self, office: Office) -> None:
        """What it cannot reach comes along by name."""
        template = await saved(office, await last_year(office))
        campaign = await office.do(
            "clerk_elsewhere", f"{TEMPLATES}/{template['id']}/campaigns", {"start_on": "2026-05-25"}
        )
        assert campaign["unit"]["id"] == office.region.units["linquan"]
        assert campaign["unit_rule"] is None
        found = await office.read("clerk_elsewhere", f"/campaigns/{campaign['id']}/tasks")
        (task,) = found["items"]
        assert task["departments"] == [{"name": "医政科", "unit_id": None}]
        assert task["persons"][0]["account_id"] is None
        assert task["persons"][0]["name"]

    async def test_the_county_does_not_withdraw_the_citys(self, office: Office) -> None:
        template = await saved(office, await last_year(office))
        shown = await office.read("clerk_elsewhere", TEMPLATES)
        assert [(one["id"], one["may_withdraw"]) for one in shown["items"]] == [(template["id"], False)]
        refused = await office.send("clerk_elsewhere", "POST", f"{TEMPLATES}/{template['id']}/withdraw")
        assert refused.status_code == 403

    async def test_withdrawn_is_no_longer_offered(self, office: Office) -> None:
        template = await saved(office, await last_year(office))
        gone = await office.send("clerk", "POST", f"{TEMPLATES}/{template['id']}/withdraw")
        assert gone.status_code == 204
        assert (await office.read("clerk", TEMPLATES))["items"] == []
        started = await office.send(
            "clerk", "POST", f"{TEMPLATES}/{template['id']}/campaigns", {"start_on": "2026-05-25"}
        )
        assert started.status_code == 404

    @pytest.mark.parametrize("start_on", ["0001-01-01", "1989-12-31", "2191-01-01", "9999-12-31"])
    async def test_begins_on_no_day_that_cannot_be_counted_from(self, office: Office, start_on: str) -> None:
        path = f"/campaigns/{await last_year(office)}/copies"
        refused = await office.send("clerk", "POST", path, {"start_on": start_on})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/body/start_on"

    async def test_days_moved_too_far_are_refused(self, office: Office) -> None:
        path = f"/campaigns/{await last_year(office)}/copies"
        refused = await office.send("clerk", "POST", path, {"start_on": "2190-12-01"})
        assert refused.status_code == 422
        assert "2191-" in refused.json()["detail"]

    async def test_one_name_one_template(self, office: Office) -> None:
        campaign_id = await last_year(office)
        await saved(office, campaign_id)
        refused = await office.send(
            "clerk", "POST", TEMPLATES, {"campaign_id": campaign_id, "name": "年度作风治理"}
        )
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/body/name"


@pytest.mark.parametrize("form", ["docx", "pdf"])
async def test_plan_document_reads_back_as_the_plan(office: Office, form: str) -> None:
    """Written by the campaign, read by the reader: stages, tasks and their departments are the same."""
    campaign_id = await last_year(office)
    answer = await office.send("clerk", "GET", f"/campaigns/{campaign_id}/plan-document?format={form}")
    assert answer.status_code == 200, answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    read = await _read(await office.as_("clerk"), f"方案.{form}", answer.content)
    plan = read["plan"]
    assert [(one["start"], one["end"]) for one in plan["stages"]] == periods(
        await office.campaign(campaign_id)
    )
    assert [(one["title"], one["departments"]) for one in plan["tasks"]] == [("公开权责清单", ["医政科"])]
    assert plan["sub_plan_due"] == "2016-06-10"
    assert plan["leading_group"]["head"] == "林知远"


async def _read(client: httpx.AsyncClient, name: str, content: bytes) -> Any:
    answer = await client.post("/api/v1/documents/read", files={"file": (name, content)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_plan_document_is_read_by_who_takes_part(office: Office) -> None:
    path = f"/campaigns/{await last_year(office)}/plan-document"
    assert (await office.send("hospital_head", "GET", path)).status_code == 200
    assert (await office.send("unit_head_elsewhere", "GET", path)).status_code == 404
