"""Plans and annual reports: kept with the draft, put right, archived, compared with their next edition."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from mingze.events.verification import verify
from mingze.findings.models import SourceDocument
from mingze.kit.events import EventRow
from mingze.papers.reader import read
from mingze.samples import ANNUAL_REPORT, PLAN, sample
from tests.imports.conftest import TWO_MATTERS, Desk, SitDown

STAGE = {
    "number": 1,
    "name": "动员部署阶段",
    "mechanism": "明责",
    "start": "2026-03-01",
    "end": "2026-03-31",
    "span": None,
}
TASK = {
    "number": "(一)",
    "title": "开展自查",
    "text": "各单位逐项自查。",
    "departments": ["医政科", "监察室"],
    "due": {"kind": "by", "date": "2026-04-10", "text": "2026年4月10日前"},
    "span": [0, 4],
}
CORRECTED = {
    "objective": "解决群众反映强烈的问题",
    "stages": [STAGE],
    "tasks": [TASK],
    "reporting": {"cadence": "monthly", "due_day": 1, "parts": ["工作开展情况"]},
    "sub_plan_due": "2026-04-10",
    "problem_types": [{"number": "1", "title": "收费", "children": [{"number": "(1)", "title": "重复收费"}]}],
    "contacts": [{"kind": "phone", "value": "0379-2233445"}],
}
FIGURE = {
    "label": "信访举报",
    "value": 172,
    "unit": "件次",
    "text": "信访举报172件次",
    "parts": [
        {"label": "来信", "value": 72, "unit": "件", "inferred": False},
        {"label": "来访", "value": 100, "unit": "件", "inferred": False},
    ],
    "base": None,
    "rate": 33.68,
    "span": None,
}


@pytest.fixture
async def plan(sit_down: SitDown) -> Desk:
    return await sit_down(sample(PLAN), PLAN)


@pytest.fixture
async def year(sit_down: SitDown) -> Desk:
    return await sit_down(sample(ANNUAL_REPORT), ANNUAL_REPORT)


async def events_of(app: FastAPI, draft_id: int) -> list[str]:
    async with app.state.database.reading() as session:
        query = select(EventRow.action).where(
            EventRow.resource == "import", EventRow.resource_id == str(draft_id)
        )
        assert (await verify(session)).ok
        return list(await session.scalars(query.order_by(EventRow.position)))


async def kept(app: FastAPI, document_id: int) -> SourceDocument:
    async with app.state.database.reading() as session:
        found: SourceDocument | None = await session.get(SourceDocument, document_id)
        assert found is not None
        return found


def items(said: dict[str, Any], part: str) -> list[tuple[str, str]]:
    return [(one["key"], one["state"]) for one in said["items"] if one["part"] == part]


class TestADraft:
    @pytest.mark.parametrize("name", [PLAN, ANNUAL_REPORT])
    async def test_holds_what_the_reader_answers(self, sit_down: SitDown, name: str) -> None:
        desk = await sit_down(sample(name), name)
        said = read(name, sample(name)).to_json()
        for figure in said["figures"]:
            for count in [*figure["parts"], *([figure["base"]] if figure["base"] else [])]:
                count.setdefault("inferred", False)
        for part in ("plan", "figures", "outline", "warnings", "unread", "spans"):
            assert desk.draft[part] == said[part], part

    async def test_of_a_report_has_neither(self, sit_down: SitDown) -> None:
        draft = (await sit_down()).draft
        assert (draft["plan"], draft["figures"]) == (None, [])
        assert draft["outline"]


class TestCorrecting:
    @pytest.mark.demand("0.4")
    @pytest.mark.demand("1.3")
    async def test_of_a_plan_is_kept(self, plan: Desk, app: FastAPI) -> None:
        answer = await plan.change(plan=CORRECTED)
        assert answer.status_code == 200, answer.text
        said = answer.json()["plan"]
        assert said["tasks"] == [TASK]
        assert said["stages"] == [STAGE]
        assert said["problem_types"][0]["children"] == [
            {"number": "(1)", "title": "重复收费", "children": []}
        ]
        assert (said["scope"], said["leading_group"]) == (None, None)
        assert "change" in await events_of(app, plan.draft["id"])

    @pytest.mark.demand("3.15")
    async def test_of_figures_is_kept(self, year: Desk) -> None:
        answer = await year.change(figures=[FIGURE])
        assert answer.status_code == 200, answer.text
        assert answer.json()["figures"] == [FIGURE]

    @pytest.mark.parametrize(
        ("wrong", "pointer"),
        [
            ({"stages": [{**STAGE, "end": "2026-02-01"}]}, "/body/plan/stages/0"),
            ({"stages": [STAGE] * 101}, "/body/plan/stages"),
            ({"tasks": [{**TASK, "departments": [""]}]}, "/body/plan/tasks/0/departments/0"),
            ({"tasks": [{**TASK, "due": {"kind": "someday"}}]}, "/body/plan/tasks/0/due/kind"),
            ({"tasks": [{**TASK, "text": "字" * 20_001}]}, "/body/plan/tasks/0/text"),
            ({"sub_plan_due": "2026-02-30"}, "/body/plan/sub_plan_due"),
            ({"contacts": [{"kind": "pigeon", "value": "灰鸽"}]}, "/body/plan/contacts/0/kind"),
            ({"unheard_of": 1}, "/body/plan/unheard_of"),
        ],
    )
    async def test_of_a_plan_is_bounded(self, plan: Desk, wrong: dict[str, Any], pointer: str) -> None:
        refused = await plan.change(plan={**CORRECTED, **wrong})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == pointer

    async def test_of_problem_types_goes_only_so_deep(self, plan: Desk) -> None:
        deep: dict[str, Any] = {"number": "1", "title": "深", "children": []}
        for _ in range(4):
            deep = {"number": "1", "title": "深", "children": [deep]}
        refused = await plan.change(plan={"problem_types": [deep]})
        assert refused.status_code == 422
        assert "4 级" in refused.json()["errors"][0]["message"]

    async def test_is_only_of_what_the_document_is(self, plan: Desk, year: Desk, sit_down: SitDown) -> None:
        report = await sit_down()
        for desk, body, pointer in (
            (plan, {"figures": [FIGURE]}, "/body/figures"),
            (year, {"plan": CORRECTED}, "/body/plan"),
            (report, {"plan": CORRECTED}, "/body/plan"),
            (plan, {"plan": None}, "/body/plan"),
        ):
            refused = await desk.change(**body)
            assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)

    async def test_of_the_header_is_for_every_kind(self, plan: Desk, year: Desk) -> None:
        for desk in (plan, year):
            said = (await desk.change(title="校正后的标题", issued_on="2026-03-01")).json()
            assert (said["title"], said["issued_on"]) == ("校正后的标题", "2026-03-01")

    async def test_is_not_for_what_is_archived(self, plan: Desk) -> None:
        assert (await plan.confirm()).status_code == 200
        assert (await plan.change(plan=CORRECTED)).status_code == 409


class TestArchiving:
    @pytest.mark.demand("0.1")
    async def test_keeps_a_plan_as_it_was_put_right_with_its_file(self, plan: Desk, app: FastAPI) -> None:
        await plan.change(plan=CORRECTED)
        done = await plan.confirm()
        assert done.status_code == 200, done.text
        draft = await plan.look()
        assert draft["state"] == "confirmed"
        assert draft["document_id"] == done.json()["document_id"]
        assert (done.json()["finding_ids_count"], done.json()["inspection_id"]) == (0, None)
        document = await kept(app, draft["document_id"])
        assert (document.kind, document.title) == ("campaign_plan", draft["title"])
        assert document.reading == {"plan": draft["plan"], "figures": []}
        file = await plan.client.get(f"/api/v1/attachments/{document.file_id}/content")
        assert file.content == sample(PLAN)
        assert (await events_of(app, draft["id"]))[-1] == "archive"

    async def test_keeps_the_figures_of_a_year(self, year: Desk, app: FastAPI) -> None:
        await year.change(figures=[FIGURE])
        done = (await year.confirm()).json()
        document = await kept(app, done["document_id"])
        assert document.kind == "annual_report"
        assert (document.reading or {})["figures"] == [FIGURE]

    async def test_happens_once(self, plan: Desk) -> None:
        version = (await plan.look())["version"]
        headers = {"If-Match": f'"v{version}"', "Idempotency-Key": "archive-it-once"}
        first = await plan.client.post(f"{plan.path}/confirm", headers=headers)
        again = await plan.client.post(f"{plan.path}/confirm", headers=headers)
        assert first.json() == again.json()
        assert (await plan.confirm()).status_code == 409

    async def test_enters_no_findings(self, plan: Desk, year: Desk) -> None:
        await plan.confirm()
        await year.confirm()
        assert (await plan.client.get("/api/v1/findings")).json()["total"] == 0


class TestTheNextEdition:
    async def test_of_a_plan_is_compared_part_by_part(self, plan: Desk, sit_down: SitDown) -> None:
        await plan.change(plan=CORRECTED)
        await plan.confirm()
        later = await sit_down(sample(PLAN) + b"\n", PLAN)
        assert later.draft["compares_with"] == plan.draft["id"]
        changed = {**TASK, "departments": ["医政科"], "due": {"kind": "whole_year"}}
        added = {**TASK, "number": "(二)", "title": "公开承诺", "text": "在院内公示承诺事项。"}
        await later.change(
            plan={**CORRECTED, "tasks": [changed, added], "stages": [], "objective": "解决群众关切的问题"}
        )
        said = (await later.client.get(f"{later.path}/differences")).json()
        assert items(said, "task") == [("(一)", "changed"), ("(二)", "new")]
        assert items(said, "stage") == [("1", "gone")]
        assert items(said, "problem_type") == [("1", "same"), ("1(1)", "same")]
        assert items(said, "plan") == [("方案", "changed")]
        task = next(one for one in said["items"] if one["part"] == "task")
        found = {one["field"]: (one["old"], one["new"]) for one in task["changes"]}
        assert found["departments"] == (["医政科", "监察室"], ["医政科"])
        assert found["due_kind"] == ("by", "whole_year")
        assert {one["label"] for one in task["changes"]} >= {"责任科室", "期限类型", "期限"}

    async def test_of_a_year_is_compared_figure_by_figure(self, year: Desk, sit_down: SitDown) -> None:
        other = {**FIGURE, "label": "处分", "value": 10, "unit": "件", "parts": []}
        await year.change(figures=[FIGURE, other])
        await year.confirm()
        later = await sit_down(sample(ANNUAL_REPORT) + b"\n", ANNUAL_REPORT)
        await later.change(figures=[{**FIGURE, "value": 180}])
        said = (await later.client.get(f"{later.path}/differences")).json()
        assert items(said, "figure") == [("信访举报", "changed"), ("处分", "gone")]
        assert [(one["old"], one["new"]) for one in said["items"][0]["changes"]] == [(172, 180)]
        assert said["totals"] == {
            "same": 0, "changed": 1, "new": 0, "gone": 1, "conflicts": 0, "undecided": 0
        }  # fmt: skip

    async def test_without_an_earlier_one_is_all_new(self, year: Desk) -> None:
        await year.change(figures=[FIGURE])
        said = (await year.client.get(f"{year.path}/differences")).json()
        assert said["compared_with"] is None
        assert items(said, "figure") == [("信访举报", "new")]

    async def test_is_compared_only_with_its_kind(self, plan: Desk, sit_down: SitDown) -> None:
        await plan.confirm()
        report = await sit_down(TWO_MATTERS)
        refused = await report.change(compares_with=plan.draft["id"])
        assert refused.status_code == 422
