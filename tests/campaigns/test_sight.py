"""Who sees what of a campaign, across two counties: the office all, a participant its own, nobody else anything."""

from typing import Any

import pytest

from tests.campaigns.conftest import Office

#: People of the two counties and what they are.
HERE = ("unit_head", "liaison", "hospital_head", "hospital_liaison")
THERE = ("unit_head_elsewhere", "liaison_elsewhere", "clerk_elsewhere", "leader_elsewhere")
NEVER = ("system_admin", "security_admin", "auditor", "inspector", "complaint_officer")


async def listed(office: Office, who: str, **query: Any) -> set[int]:
    return {one["id"] for one in (await office.read(who, "/campaigns", **query))["items"]}


async def units_of(office: Office, who: str, campaign: int, **query: Any) -> set[str]:
    page = await office.read(who, f"/campaigns/{campaign}/units", **query)
    assert page["total"] == len(page["items"])
    return {one["name"] for one in page["items"]}


async def share(office: Office, who: str, unit: str, campaign: int, **values: Any) -> Any:
    task = (await office.read("clerk", f"/campaigns/{campaign}/tasks"))["items"][0]["id"]
    one = {"target": "公开", "due_kind": "whole_year", "persons": [{"name": "李文"}], **values}
    body = {"unit_id": office.region.units[unit], "shares": [one]}
    return await office.post(who, f"/campaign-tasks/{task}/shares", body)


class TestDrafts:
    async def test_are_known_to_the_office_alone(self, office: Office) -> None:
        campaign = await office.ready("city")
        for who in ("clerk", "second_clerk", "leader"):
            assert campaign in await listed(office, who)
        for who in (*HERE, *THERE, "discipline_officer", "personnel_head"):
            assert campaign not in await listed(office, who)
            for path in ("", "/units", "/tasks", "/findings-summary"):
                assert (await office.get(who, f"/campaigns/{campaign}{path}")).status_code == 404
        await office.acted(campaign, "cancel", reason="不办了")
        for who in HERE:
            assert (await office.get(who, f"/campaigns/{campaign}")).status_code == 404

    async def test_are_made_where_one_is_a_clerk(self, office: Office) -> None:
        for unit in ("city", "qinghe", "hospital"):
            body = {"title": "越权", "unit_id": office.region.units[unit]}
            assert (await office.post("clerk_elsewhere", "/campaigns", body)).status_code == 422
        for who in (*HERE, "leader", "discipline_officer", *NEVER):
            assert (await office.post(who, "/campaigns", {"title": "越权"})).status_code == 403


class TestParticipants:
    async def test_see_the_campaign_and_themselves(self, office: Office) -> None:
        campaign = await office.issued("qinghe", "linquan")
        for who in HERE:
            found = await office.campaign(campaign, who)
            assert (found["sees_all"], found["unit_rule"], found["document_id"]) == (False, None, None)
            assert found["stages"]
            assert not [one for one in found["allowed_actions"] if one["action"] != "share_tasks"]
        assert await units_of(office, "hospital_head", campaign) == {"青禾县人民医院"}
        assert (await office.campaign(campaign, "hospital_head"))["counts"]["units"] == 1
        qinghe = {"青禾县卫生健康局", "青禾县人民医院", "青禾县东关镇卫生院"}
        assert await units_of(office, "unit_head", campaign) == qinghe
        linquan = {"临泉县卫生健康局", "临泉县中医院"}
        assert await units_of(office, "unit_head_elsewhere", campaign) == linquan
        assert await units_of(office, "clerk", campaign) == qinghe | linquan
        # Asking for the units of another changes nothing.
        other = office.region.units["linquan"]
        assert await units_of(office, "unit_head", campaign, unit_id=other) == set()
        (one,) = [
            one for one in (await office.read("unit_head", "/campaigns"))["items"] if one["id"] == campaign
        ]
        assert one["units_total"] is None
        (one,) = [one for one in (await office.read("clerk", "/campaigns"))["items"] if one["id"] == campaign]
        assert one["units_total"] == 5

    async def test_and_nobody_else_knows_of_it(self, office: Office) -> None:
        campaign = await office.issued("qinghe")
        task = (await office.read("clerk", f"/campaigns/{campaign}/tasks"))["items"][0]["id"]
        for who in (*THERE, "discipline_officer_elsewhere", "personnel_head"):
            assert campaign not in await listed(office, who)
            assert (await office.get(who, f"/campaigns/{campaign}")).status_code == 404
            assert (await office.get(who, f"/campaigns/{campaign}/units")).status_code == 404
        done = await office.send("unit_head_elsewhere", "POST", f"/campaign-tasks/{task}/done", {}, 1)
        assert done.status_code == 404
        for who in NEVER:
            assert (await office.get(who, "/campaigns")).status_code == 403
            assert (await office.get(who, f"/campaigns/{campaign}")).status_code == 403

    async def test_what_left_still_sees_what_it_was_part_of(self, office: Office) -> None:
        campaign = await office.issued("city")
        done = await office.put(campaign, "units", {"rule": {"under": [office.region.units["qinghe"]]}})
        assert (done["joined"], done["left"]) == (0, 3)
        assert (await office.get("unit_head_elsewhere", f"/campaigns/{campaign}")).status_code == 200
        assert (await share(office, "liaison_elsewhere", "linquan_hospital", campaign)).status_code == 422
        back = await office.put(campaign, "units", {"rule": {"under": [office.region.units["city"]]}})
        assert (back["joined"], back["left"]) == (3, 0)

    async def test_may_change_nothing_of_it(self, office: Office) -> None:
        campaign = await office.issued("qinghe")
        version = (await office.campaign(campaign))["version"]
        for who in ("unit_head", "leader", "hospital_liaison"):
            answer = await office.send(who, "PATCH", f"/campaigns/{campaign}", {"scope": "x"}, version)
            assert answer.status_code == 403


class TestShares:
    async def test_of_other_units_are_no_business_of_a_unit(self, office: Office) -> None:
        campaign = await office.issued("qinghe", "linquan")
        assert (await share(office, "hospital_liaison", "hospital", campaign)).status_code == 201
        assert (await share(office, "liaison_elsewhere", "linquan_hospital", campaign)).status_code == 201
        path = f"/campaigns/{campaign}/tasks"
        for who, count in (
            ("clerk", 2),
            ("unit_head", 1),
            ("hospital_head", 1),
            ("unit_head_elsewhere", 1),
            ("clerk_elsewhere", 1),
        ):
            assert len((await office.read(who, path, of="units"))["items"]) == count
            assert (await office.read(who, path))["items"][0]["shares_total"] == count
            assert (await office.campaign(campaign, who))["counts"]["shares"] == count
        hospital = (await office.read("hospital_head", path, of="units"))["items"][0]["id"]
        for method, tail in (("PATCH", ""), ("DELETE", ""), ("POST", "/done"), ("POST", "/undone")):
            refused = await office.send(
                "unit_head_elsewhere", method, f"/campaign-tasks/{hospital}{tail}", {}, 1
            )
            assert refused.status_code == 404

    async def test_are_made_by_a_unit_for_itself(self, office: Office) -> None:
        campaign = await office.issued("qinghe")
        assert (await share(office, "hospital_liaison", "township", campaign)).status_code == 422
        assert (await share(office, "clerk", "hospital", campaign)).status_code == 403
        # A person and a department of another unit are none of one's own.
        people = [{"account_id": office.region.accounts["liaison"]}]
        assert (
            await share(office, "hospital_liaison", "hospital", campaign, persons=people)
        ).status_code == 422
        place = [{"unit_id": office.region.units["township"]}]
        assert (
            await share(office, "hospital_liaison", "hospital", campaign, departments=place)
        ).status_code == 422


class TestTree:
    @pytest.mark.demand("0.1")
    async def test_a_county_carries_out_the_campaign_of_the_city(self, office: Office) -> None:
        city = await office.issued("city")
        county = await office.issued(
            "linquan", who="clerk_elsewhere", title="临泉县问责年活动", parent_id=city
        )
        found = await office.campaign(county, "clerk_elsewhere")
        assert found["parent"]["id"] == city
        assert [one["id"] for one in (await office.campaign(city))["children"]] == [county]
        # The neighbours carry it out too, and know nothing of each other.
        assert (await office.campaign(city, "unit_head"))["children"] == []
        assert (await office.get("unit_head", f"/campaigns/{county}")).status_code == 404
        refused = await office.change(city, "", {"parent_id": county}, method="PATCH")
        assert refused.json()["errors"][0]["pointer"] == "/body/parent_id"

    async def test_its_participants_come_from_below_it(self, office: Office) -> None:
        county = await office.draft("clerk_elsewhere", unit_id=office.region.units["linquan"])
        for body in (
            {"rule": {"under": [office.region.units["city"]]}},
            {"unit_ids": [office.region.units["hospital"]]},
        ):
            refused = await office.change(county, "units", body, "clerk_elsewhere")
            assert refused.status_code == 422
            # Not even by the city's clerk, who reaches both.
            assert (await office.change(county, "units", body)).status_code == 422

    async def test_a_parent_out_of_sight_is_none(self, office: Office) -> None:
        hidden = await office.draft()
        refused = await office.post("clerk_elsewhere", "/campaigns", {"title": "x", "parent_id": hidden})
        assert refused.json()["errors"][0]["pointer"] == "/body/parent_id"


class TestFindings:
    async def test_name_their_campaign_to_who_sees_it(self, office: Office) -> None:
        campaign = await office.ready("linquan")
        types = {"problem_types": [{"number": "1", "title": "不敢为"}]}
        kind = (await office.put(campaign, "problem-types", types))["problem_types"][0]["id"]
        await office.acted(campaign, "issue")
        made = await office.register(campaign_id=campaign, problem_type_id=kind)
        assert made["campaign"] == {"id": campaign, "title": "云州市问责年活动"}
        assert made["problem_type"] == "1 不敢为"
        # The hospital answers for the finding and takes no part in the campaign.
        seen = await office.read("hospital_head", f"/findings/{made['id']}")
        assert (seen["campaign"], seen["problem_type"]) == (None, None)
        assert (await office.read("hospital_head", "/findings", campaign=campaign))["items"] == []
        page = await office.read("clerk", "/findings", campaign=campaign, problem_type=kind)
        assert [one["campaign"]["id"] for one in page["items"]] == [campaign]

    @pytest.mark.demand("0.11")
    async def test_of_a_self_check_stand_in_the_campaign_item_by_item(self, office: Office) -> None:
        campaign = await office.issued("qinghe")
        made = await office.register("hospital_liaison", source="self_check", campaign_id=campaign)
        assert made["campaign"]["id"] == campaign
        assert len(made["items"]) == 1
        figures = await office.read("unit_head", f"/campaigns/{campaign}/findings-summary")
        assert (figures["total"], figures["open"], figures["by_work_state"]["found"]) == (1, 1, 1)
        assert figures["by_problem_type"] == [
            {"id": None, "number": None, "title": None, "total": 1, "open": 1}
        ]

    async def test_are_registered_only_where_the_campaign_is_seen_and_runs(self, office: Office) -> None:
        draft, elsewhere = await office.draft(), await office.issued("linquan")
        units = [{"unit_id": office.region.units["hospital"], "part": "answering"}]
        body = {"problem": "登记不连续。", "source": "self_check", "units": units}
        for who, campaign in (("clerk", draft), ("hospital_liaison", elsewhere), ("hospital_liaison", draft)):
            refused = await office.post(who, "/findings", {**body, "campaign_id": campaign})
            assert refused.json()["errors"][0]["pointer"] == "/body/campaign_id"
        refused = await office.post("clerk", "/findings", {**body, "problem_type_id": 1})
        assert refused.json()["errors"][0]["pointer"] == "/body/problem_type_id"

    async def test_are_counted_only_as_far_as_they_are_seen(self, office: Office) -> None:
        campaign = await office.issued("qinghe", "linquan")
        await office.register(campaign_id=campaign)
        path = f"/campaigns/{campaign}/findings-summary"
        assert (await office.read("clerk", path))["total"] == 1
        assert (await office.read("unit_head_elsewhere", path))["total"] == 0
        assert (await office.campaign(campaign, "unit_head_elsewhere"))["counts"]["findings"] == 0
