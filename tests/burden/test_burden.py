"""What units are asked for, inside and outside: counted by month, shown before the same is asked again."""

from typing import Any

import pytest

from tests.duties.conftest import Office


async def _register(office: Office, who: str, unit: str, **more: Any) -> Any:
    body = {
        "unit_id": office.region.units[unit],
        "kind": "form",
        "title": "基层机构运行情况表",
        "asked_by": "云州市统计局",
        "asked_on": "2026-03-03",
        "due_on": "2026-03-28",
        "indicators": ["新发现问题数", "门诊人次"],
        **more,
    }
    return await office.do(who, "/burden/asks", body)


async def _march(office: Office, who: str, **params: Any) -> dict[str, Any]:
    page = await office.read(who, "/burden", since="2026-03", until="2026-04", **params)
    return {row["unit"]["name"]: row["months"][0] for row in page["items"]}


class TestMeter:
    @pytest.mark.parametrize("month", ["２０２６-03", "20２６-03", "2026-３", "1926-03"])
    async def test_refuses_what_only_looks_like_a_month(self, office: Office, month: str) -> None:
        with office.at("2026-03-05T09:00"):
            asked = await office.get("hospital_liaison", "/burden", since=month)
            unit = office.region.units["hospital"]
            one = await office.get("hospital_liaison", f"/burden/units/{unit}/months/{month}")
        assert (asked.status_code, one.status_code) == (422, 422)

    @pytest.mark.demand("1.7")
    async def test_counts_what_is_asked_here_and_elsewhere_by_whom(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            await _register(office, "hospital_liaison", "hospital")
            months = await _march(office, "hospital_liaison")
        march = months["青禾县人民医院"]
        # Its own plan and a deliverable of the campaign, and the form of another office.
        assert {one["kind"]: one["count"] for one in march["kinds"]} == {"form": 1, "paper": 2}
        assert {one["asker"]: one["count"] for one in march["askers"]} == {
            "云州市卫生健康委员会": 2,
            "云州市统计局": 1,
        }
        assert march["total"] == 3

    @pytest.mark.demand("1.18")
    async def test_counts_meetings_papers_and_visits_too(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            for kind, title in (("meeting", "动员大会"), ("visit", "季度督查"), ("paper", "经验材料")):
                await _register(office, "hospital_liaison", "hospital", kind=kind, title=title, indicators=[])
            unit = office.region.units["hospital"]
            month = await office.read("hospital_liaison", f"/burden/units/{unit}/months/2026-03")
        elsewhere = [(one["kind"], one["title"]) for one in month["items"] if one["ask_id"]]
        assert sorted(elsewhere) == [("meeting", "动员大会"), ("paper", "经验材料"), ("visit", "季度督查")]
        here = [one for one in month["items"] if one["duty_id"]]
        assert {one["title"] for one in here} == {"本单位方案", "阶段成果"}
        assert [one["due_on"] for one in month["items"]] == sorted(one["due_on"] for one in month["items"])

    async def test_is_of_ones_own_units(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            own = await _march(office, "hospital_liaison")
            all_ = await _march(office, "clerk", campaign_id=office.campaign)
            unit = office.region.units["linquan_hospital"]
            client = await office.as_("hospital_liaison")
            answer = await client.get(f"/api/v1/burden/units/{unit}/months/2026-03")
        assert list(own) == ["青禾县人民医院"]
        assert len(all_) == 3
        assert answer.status_code == 404

    async def test_leaves_out_what_was_withdrawn(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            made = await _register(office, "hospital_liaison", "hospital")
            answer = await office.post(
                "hospital_liaison",
                f"/burden/asks/{made['id']}/withdrawal",
                {"reason": "重复登记。"},
                made["version"],
            )
            months = await _march(office, "hospital_liaison")
        assert answer.status_code == 200
        assert answer.json()["withdrawn_reason"] == "重复登记。"
        assert not answer.json()["may_withdraw"]
        assert months["青禾县人民医院"]["total"] == 2

    @pytest.mark.parametrize(
        ("params", "field"),
        [
            ({"since": "2026-05", "until": "2026-03"}, "/query/since"),
            ({"since": "2020-01", "until": "2026-03"}, "/query/since"),
        ],
    )
    async def test_refuses_a_period_it_cannot_show(
        self, office: Office, params: dict[str, str], field: str
    ) -> None:
        client = await office.as_("clerk")
        answer = await client.get("/api/v1/burden", params=params)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == field


class TestRegistering:
    async def test_is_for_units_one_writes_for(self, office: Office) -> None:
        body = {
            "unit_id": office.region.units["linquan_hospital"],
            "kind": "form",
            "title": "表",
            "asked_by": "局",
            "asked_on": "2026-03-03",
            "due_on": "2026-03-28",
        }
        answer = await office.post("hospital_liaison", "/burden/asks", body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/body/unit_id"

    async def test_refuses_what_is_wanted_before_it_was_asked(self, office: Office) -> None:
        body = {
            "unit_id": office.region.units["hospital"],
            "kind": "form",
            "title": "表",
            "asked_by": "局",
            "asked_on": "2026-03-29",
            "due_on": "2026-03-28",
        }
        answer = await office.post("hospital_liaison", "/burden/asks", body)
        assert answer.status_code == 422
        assert "早于" in answer.text


class TestOverlaps:
    @pytest.mark.demand("1.7")
    async def test_tell_the_asker_before_the_same_number_is_asked_again(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            await _register(office, "hospital_liaison", "hospital")
            found = await office.read(
                "clerk",
                f"/campaigns/{office.campaign}/burden-overlaps",
                indicator=["新发现问题", "谈心谈话人次"],
                on="2026-04-01",
                requirement_id=office.requirement,
            )
        assert found["days"] == 30
        assert [(one["indicator"], one["name"], one["asker"]) for one in found["items"]] == [
            ("新发现问题", "新发现问题数", "云州市统计局")
        ]
        assert found["items"][0]["unit_count"] == 1

    async def test_tell_of_other_reports_of_the_platform(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            found = await office.read(
                "clerk",
                f"/campaigns/{office.campaign}/burden-overlaps",
                indicator="新发现问题",
                on="2026-04-01",
            )
        assert [(one["title"], one["unit_count"]) for one in found["items"]] == [("问责年活动月报", 3)]

    async def test_are_not_told_of_what_is_long_past(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            await _register(office, "hospital_liaison", "hospital")
            found = await office.read(
                "clerk",
                f"/campaigns/{office.campaign}/burden-overlaps",
                indicator="门诊人次",
                on="2026-04-28",
            )
        assert found["items"] == []

    async def test_are_of_the_office_of_the_campaign(self, office: Office) -> None:
        client = await office.as_("clerk_elsewhere")
        answer = await client.get(
            f"/api/v1/campaigns/{office.campaign}/burden-overlaps", params={"indicator": "门诊人次"}
        )
        assert answer.status_code == 404
