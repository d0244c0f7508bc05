"""A plan dropped in becomes a campaign in draft, once, with its source archived beside it."""

from typing import Any

import httpx
import pytest

from mingze.samples import PLAN, sample
from tests.campaigns.plan_twin import BODY, PARENT, TITLE, TWIN
from tests.conftest import SignIn
from tests.support.region import Region

LISTED = """青卫发〔2026〕3号
青禾县卫生健康局
全县健康扶贫作风问题专项治理方案
一、治理内容
(一)思想认识不到位的问题。
(二)“四风”方面的问题。
1.调查研究走过场,检查指导不深入的问题。
2.层层推责卸责,履职尽责不到位的问题。
二、治理措施
(一)加强学习培训。重点培训专门人员。(2026年6月前完成)
(二)提高工作效率。精简会议文件。(全年任务)
(三)严格考核评估。建立问题台账。(2026年12月完成)
三、有关要求
(一)用一年左右时间,集中力量解决突出问题。
(二)各单位要制定专项治理方案,于2026年4月10日前报县卫生健康局。
青禾县卫生健康局
2026年3月22日
"""


async def upload(client: httpx.AsyncClient, text: str | bytes, name: str = "方案.txt") -> dict[str, Any]:
    data = text.encode() if isinstance(text, str) else text
    answer = await client.post("/api/v1/imports", files={"file": (name, data)})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def generate(
    client: httpx.AsyncClient, draft: dict[str, Any], key: str | None = None, version: int | None = None
) -> httpx.Response:
    headers = {"If-Match": f'"v{version or draft["version"]}"'}
    if key:
        headers["Idempotency-Key"] = key
    return await client.post(f"/api/v1/imports/{draft['id']}/campaign", headers=headers)


async def made(client: httpx.AsyncClient, draft: dict[str, Any]) -> dict[str, Any]:
    answer = await generate(client, draft)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def tasks(client: httpx.AsyncClient, campaign: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/v1/campaigns/{campaign['id']}/tasks")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


@pytest.fixture
async def clerk(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("clerk")


@pytest.fixture
async def draft(clerk: httpx.AsyncClient) -> dict[str, Any]:
    return await upload(clerk, TWIN)


class TestWhatItBecomes:
    @pytest.mark.demand("0.9")
    async def test_four_stages_that_follow_each_other_with_their_mechanisms(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        campaign = await made(clerk, draft)
        assert [
            (one["starts_on"], one["ends_on"], one["mechanism"], one["state"]) for one in campaign["stages"]
        ] == [
            ("2026-05-25", "2026-06-15", "clarify", "planned"),
            ("2026-06-16", "2026-07-31", "report", "planned"),
            ("2026-08-01", "2026-10-31", "appraise", "planned"),
            ("2026-11-01", "2026-11-30", None, "planned"),
        ]
        assert not any(lack["pointer"].startswith("/stages") for lack in campaign["lacks"])

    @pytest.mark.demand("0.4")
    async def test_eight_tasks_with_each_of_their_departments(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any], region: Region
    ) -> None:
        listed = await tasks(clerk, await made(clerk, draft))
        assert [len(one["departments"]) for one in listed] == [1, 1, 2, 3, 3, 1, 1, 3]
        fourth, fifth = listed[3], listed[4]
        assert [one["name"] for one in fourth["departments"]] == ["规财科", "基层科", "疾控科"]
        assert fifth["departments"] == [
            {"name": "医政科", "unit_id": region.units["medical"]},
            {"name": "规财科", "unit_id": None},
            {"name": "监督办", "unit_id": region.units["office"]},
        ]
        assert listed[0]["lacking"] == ["target", "due", "person"]

    @pytest.mark.demand("0.5")
    async def test_leading_group_and_its_office(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        campaign = await made(clerk, draft)
        assert [(one["role"], one["name"], one["post"]) for one in campaign["body"]] == [
            ("head", "林知远", "委党组书记、主任"),
            ("deputy", "周怀谦", "委党组成员、副主任"),
            ("member", "委领导班子其他成员", None),
            ("office_director", "李文", None),
            ("office_director", "沈明远", None),
            ("office_member", "机关各科室主要负责人", None),
        ]

    @pytest.mark.demand("0.6")
    async def test_monthly_report_in_two_parts_with_two_days(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        (required,) = (await made(clerk, draft))["requirements"]
        assert (required["cadence"], required["due_day"], required["cutoff_day"]) == ("monthly", 1, 25)
        assert [part["title"] for part in required["parts"]] == ["工作开展情况", "问责情况"]

    @pytest.mark.demand("0.1")
    async def test_parent_campaign_by_its_name(self, clerk: httpx.AsyncClient, draft: dict[str, Any]) -> None:
        above = await clerk.post("/api/v1/campaigns", json={"title": PARENT})
        assert above.status_code == 201, above.text
        campaign = await made(clerk, draft)
        assert campaign["parent_text"] == PARENT
        assert campaign["parent"]["id"] == above.json()["id"]

    @pytest.mark.demand("0.2")
    @pytest.mark.demand("0.3")
    @pytest.mark.demand("0.28")
    @pytest.mark.demand("0.30")
    async def test_scope_objects_classes_contacts_and_the_other_name(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        campaign = await made(clerk, draft)
        assert campaign["scope"] == "全市各级卫生健康部门、委直各医疗卫生单位。"
        assert campaign["objects"].endswith("领导干部和工作人员。")
        assert [one["title"] for one in campaign["problem_types"]] == ["怕担责", "慢担责"]
        assert {one["kind"]: one["value"] for one in campaign["contacts"]} == {
            "phone": "0999-2024131",
            "email": "office@mingze.test",
        }
        assert (campaign["title"], campaign["aliases"]) == (TITLE, [BODY])

    @pytest.mark.demand("0.10")
    async def test_deliverables_of_the_first_stage(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        campaign = await made(clerk, draft)
        first = campaign["stages"][0]["id"]
        assert [one["title"] for one in campaign["deliverables"] if one["stage_id"] == first] == [
            "制定实施方案",
            "召开动员会",
            "公开权责",
            "收集意见",
        ]

    @pytest.mark.demand("1.1")
    @pytest.mark.demand("1.3")
    @pytest.mark.demand("1.4")
    @pytest.mark.demand("1.12")
    async def test_contents_kinds_of_due_soft_end_and_the_day_of_sub_plans(
        self, clerk: httpx.AsyncClient
    ) -> None:
        campaign = await made(clerk, await upload(clerk, LISTED))
        assert [len(one["children"]) for one in campaign["problem_types"]] == [0, 2]
        assert [(one["due_kind"], one["due_on"]) for one in await tasks(clerk, campaign)] == [
            ("by", "2026-06-30"),
            ("whole_year", None),
            ("within", "2026-12-31"),
        ]
        assert campaign["sub_plan_due_on"] == "2026-04-10"
        assert campaign["end_is_soft"]

    async def test_source_is_archived_beside_it_in_the_same_step(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        campaign = await made(clerk, draft)
        after = (await clerk.get(f"/api/v1/imports/{draft['id']}")).json()
        assert after["state"] == "confirmed"
        assert after["document_id"] == campaign["document_id"] is not None
        assert campaign["import_draft_id"] == draft["id"]
        assert campaign["state"] == "draft"

    async def test_sample_of_the_demonstration(self, clerk: httpx.AsyncClient) -> None:
        campaign = await made(clerk, await upload(clerk, sample(PLAN)))
        assert len(campaign["stages"]) == 3
        assert campaign["counts"]["tasks"] == 3


class TestEditedBefore:
    async def test_what_the_clerk_corrected_is_what_is_made(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        plan = draft["plan"]
        plan["stages"][0]["end"] = "2026-06-20"
        plan["tasks"][0]["due"] = {"kind": "by", "date": "2026-09-30", "text": None}
        plan["sub_plan_due"] = "2026-06-10"
        changed = await clerk.patch(
            f"/api/v1/imports/{draft['id']}",
            json={"plan": plan},
            headers={"If-Match": f'"v{draft["version"]}"'},
        )
        assert changed.status_code == 200, changed.text
        preview = (await clerk.get(f"/api/v1/imports/{draft['id']}/campaign")).json()
        assert "重叠 5 天" in "".join(one["message"] for one in preview["told"])
        campaign = await made(clerk, changed.json())
        assert campaign["stages"][0]["ends_on"] == "2026-06-20"
        assert campaign["sub_plan_due_on"] == "2026-06-10"
        assert (await tasks(clerk, campaign))[0]["due_on"] == "2026-09-30"

    @pytest.mark.demand("2.14")
    async def test_preview_says_what_the_paper_lacks(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        answer = await clerk.get(f"/api/v1/imports/{draft['id']}/campaign")
        assert answer.status_code == 200, answer.text
        preview = answer.json()
        assert answer.headers["ETag"] == f'"v{draft["version"]}"'
        assert (len(preview["stages"]), len(preview["tasks"]), preview["campaign_id"]) == (4, 8, None)
        told = "\n".join(one["message"] for one in preview["told"])
        assert "8 项任务没有完成时限" in told
        assert "不是本单位在册的科室" in told
        assert any(one["code"] == "alias_title" for one in draft["warnings"])

    @pytest.mark.demand("2.3")
    @pytest.mark.demand("2.4")
    @pytest.mark.demand("2.14")
    async def test_template_with_placeholders_stays_empty_and_is_told(self, clerk: httpx.AsyncClient) -> None:
        text = TWIN.replace("(2026年5月25日—6月15日)", "").replace("11月1日—11月30日", "11月1日—11月31日")
        text = text.replace("(二)加强宣传。", "(二)各单位将活动方案于2026年XX月10日前报委办公室。")
        draft = await upload(clerk, text)
        codes = {one["code"] for one in draft["warnings"]}
        assert {"impossible_date", "placeholder"} <= codes
        preview = (await clerk.get(f"/api/v1/imports/{draft['id']}/campaign")).json()
        assert (preview["stages"][0]["starts_on"], preview["stages"][0]["ends_on"]) == (None, None)
        assert preview["sub_plan_due_on"] is None
        told = "\n".join(one["message"] for one in preview["told"])
        assert "“动员部署阶段”没有起止日期" in told


class TestOnce:
    async def test_a_retry_gives_the_same_campaign(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        first = await generate(clerk, draft, key="plan-of-2026")
        again = await generate(clerk, draft, key="plan-of-2026")
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json()["id"] == again.json()["id"]

    async def test_one_plan_one_campaign(self, clerk: httpx.AsyncClient, draft: dict[str, Any]) -> None:
        campaign = await made(clerk, draft)
        now = (await clerk.get(f"/api/v1/imports/{draft['id']}")).json()
        again = await generate(clerk, now)
        assert again.status_code == 409
        preview = (await clerk.get(f"/api/v1/imports/{draft['id']}/campaign")).json()
        assert preview["campaign_id"] == campaign["id"]

    async def test_an_archived_plan_can_still_become_one(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        headers = {"If-Match": f'"v{draft["version"]}"'}
        assert (
            await clerk.post(f"/api/v1/imports/{draft['id']}/confirm", headers=headers)
        ).status_code == 200
        now = (await clerk.get(f"/api/v1/imports/{draft['id']}")).json()
        campaign = await made(clerk, now)
        assert campaign["document_id"] == now["document_id"]

    async def test_another_edition_says_there_is_a_campaign(
        self, clerk: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        await made(clerk, draft)
        edition = await upload(clerk, TWIN.replace("收集意见", "征集意见"))
        assert edition["compares_with"] == draft["id"]
        preview = (await clerk.get(f"/api/v1/imports/{edition['id']}/campaign")).json()
        assert preview["told"][0]["pointer"] == "/compares_with"


class TestRefused:
    async def test_stale_and_without_a_version(self, clerk: httpx.AsyncClient, draft: dict[str, Any]) -> None:
        assert (await generate(clerk, draft, version=99)).status_code == 412
        assert (await clerk.post(f"/api/v1/imports/{draft['id']}/campaign")).status_code == 428

    async def test_given_up(self, clerk: httpx.AsyncClient, draft: dict[str, Any]) -> None:
        gone = await clerk.post(f"/api/v1/imports/{draft['id']}/discard")
        assert (await generate(clerk, gone.json())).status_code == 409

    async def test_no_plan(self, clerk: httpx.AsyncClient) -> None:
        report = await upload(clerk, sample("rectification_report.txt"), "报告.txt")
        assert (await generate(clerk, report)).status_code == 409

    async def test_without_a_title(self, clerk: httpx.AsyncClient, draft: dict[str, Any]) -> None:
        headers = {"If-Match": f'"v{draft["version"]}"'}
        bare = await clerk.patch(f"/api/v1/imports/{draft['id']}", json={"title": None}, headers=headers)
        refused = await generate(clerk, bare.json())
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/title"
        assert (await clerk.get(f"/api/v1/imports/{draft['id']}")).json()["state"] == "draft"

    async def test_out_of_sight(self, sign_in: SignIn, draft: dict[str, Any]) -> None:
        elsewhere = await sign_in("clerk_elsewhere")
        assert (await generate(elsewhere, draft)).status_code == 404
        head = await sign_in("unit_head")
        assert (await generate(head, draft)).status_code == 403
