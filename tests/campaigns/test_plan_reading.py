"""A plan that was read becomes a draft of a campaign; what the paper lacks stays empty and is told."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from mingze.campaigns.plan_deliverables import deliverables_of
from mingze.campaigns.plan_reading import PlanReading, PlanSource, read_plan
from mingze.campaigns.plan_reporting import requirement_of
from mingze.campaigns.vocabulary import Cadence, DatePrecision, DueKind, Mechanism
from mingze.papers.reader import read
from mingze.samples import PLAN, sample

BARE: dict[str, Any] = {
    "objective": None,
    "scope": None,
    "objects": None,
    "parent": None,
    "leading_group": None,
    "stages": [],
    "tasks": [],
    "reporting": None,
    "sub_plan_due": None,
    "problem_types": [],
    "contacts": [],
}


def stage(name: str, start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    return {
        "number": 1,
        "name": name,
        "mechanism": None,
        "start": start,
        "end": end,
        "span": None,
    } | more


def task(number: str = "(一)", **more: Any) -> dict[str, Any]:
    due = {"kind": "none", "date": None, "text": None}
    return {
        "number": number,
        "title": "规范收费",
        "text": "",
        "departments": [],
        "due": due,
        "span": None,
    } | more


def reading(
    *,
    title: str | None = "作风专项治理方案",
    text: str = "",
    departments: Mapping[str, Sequence[int]] | None = None,
    parents: Sequence[int] = (),
    **more: Any,
) -> PlanReading:
    plan = deepcopy(BARE) | more
    known = departments or {}
    return read_plan(PlanSource(title=title, plan=plan, text=text, departments=known, parents=parents))


def messages(found: PlanReading) -> str:
    return "\n".join(one.message for one in found.told)


class TestStages:
    def test_dates_and_the_period_of_the_campaign(self) -> None:
        found = reading(
            stages=[
                stage("动员部署", "2026-03-01", "2026-03-31", mechanism="明责"),
                stage("自查自纠", "2026-04-01", "2026-06-30", mechanism="述责"),
            ]
        )
        assert (found.draft.starts_on, found.draft.ends_on) == (date(2026, 3, 1), date(2026, 6, 30))
        assert [one.mechanism for one in found.draft.stages] == [Mechanism.CLARIFY, Mechanism.REPORT]
        assert "空缺" not in messages(found)

    def test_impossible_period_is_left_empty_and_told(self) -> None:
        found = reading(stages=[stage("总结", "2026-11-30", "2026-11-01")])
        assert (found.draft.stages[0].starts_on, found.draft.stages[0].ends_on) == (None, None)
        assert "“总结”的开始日期晚于结束日期" in messages(found)

    @pytest.mark.parametrize(
        ("start", "end", "which"),
        [(None, None, "起止日期"), ("2026-01-01", None, "结束日期"), (None, "2026-01-31", "开始日期")],
    )
    def test_missing_dates_are_told(self, start: str | None, end: str | None, which: str) -> None:
        assert f"“动员”没有{which}" in messages(reading(stages=[stage("动员", start, end)]))

    def test_gap_and_overlap_are_told(self) -> None:
        gap = [stage("动员", "2026-03-01", "2026-03-30"), stage("自查", "2026-04-01", "2026-04-30")]
        assert "“动员”与“自查”之间空缺 1 天" in messages(reading(stages=gap))
        both = [stage("动员", "2026-03-01", "2026-04-02"), stage("自查", "2026-04-01", "2026-04-30")]
        assert "“动员”与“自查”重叠 2 天" in messages(reading(stages=both))

    def test_months_are_no_days(self) -> None:
        text = "1.自查阶段(2026年4月—6月)。"
        found = reading(text=text, stages=[stage("自查", "2026-04-01", "2026-06-30", span=[0, len(text)])])
        assert found.draft.stages[0].precision is DatePrecision.MONTH

    def test_mechanism_nobody_knows_is_told(self) -> None:
        found = reading(stages=[stage("动员", "2026-03-01", "2026-03-31", mechanism="追责")])
        assert found.draft.stages[0].mechanism is None
        assert "追责" in messages(found)

    def test_intended_end_is_soft(self) -> None:
        found = reading(text="用一年左右时间,集中解决突出问题。")
        assert found.draft.end_is_soft
        assert "用一年左右时间" in messages(found)


class TestTasks:
    @pytest.mark.parametrize(
        ("due", "kind", "on", "cadence"),
        [
            (("by", "2026-06-30", "2026年6月前"), DueKind.BY, date(2026, 6, 30), None),
            (("within", "2026-12-31", "2026年12月完成"), DueKind.WITHIN, date(2026, 12, 31), None),
            (("whole_year", None, "全年任务"), DueKind.WHOLE_YEAR, None, None),
            (("recurring", None, "每季度一次"), DueKind.RECURRING, None, Cadence.QUARTERLY),
            (("recurring", None, "每半年一次"), DueKind.RECURRING, None, Cadence.HALF_YEARLY),
            (("recurring", None, "长期坚持"), DueKind.RECURRING, None, None),
            (("none", None, None), None, None, None),
        ],
    )
    def test_due(
        self,
        due: tuple[str, str | None, str | None],
        kind: DueKind | None,
        on: date | None,
        cadence: Cadence | None,
    ) -> None:
        said = dict(zip(("kind", "date", "text"), due, strict=True))
        (kept,) = reading(tasks=[task(due=said)]).draft.tasks
        assert (kept.due_kind, kept.due_on, kept.due_text, kept.cadence) == (kind, on, due[2], cadence)

    def test_department_is_one_of_the_tree_only_where_exactly_one_fits(self) -> None:
        found = reading(
            tasks=[task(departments=["医政科", "办公室", "基层科", "医政科"])],
            departments={"医政科": [7], "办公室": [8, 9]},
        )
        (kept,) = found.draft.tasks
        assert [(one.name, one.unit_id) for one in kept.departments] == [
            ("医政科", 7),
            ("办公室", None),
            ("基层科", None),
        ]
        assert "有同名科室,只带入名称:办公室" in messages(found)
        assert "不是本单位在册的科室,只带入名称:基层科" in messages(found)

    def test_what_tasks_lack_is_told_with_their_numbers(self) -> None:
        found = messages(reading(tasks=[task("(一)"), task("(二)")]))
        assert "2 项任务没有完成时限:(一)、(二)" in found
        assert "2 项任务没有写明责任科室:(一)、(二)" in found

    def test_nothing_is_made_up(self) -> None:
        (kept,) = reading(tasks=[task()]).draft.tasks
        assert (kept.target, kept.persons, kept.due_on) == (None, (), None)


class TestReporting:
    def test_monthly_with_two_parts(self) -> None:
        said = {"cadence": "monthly", "due_day": 1, "parts": ["工作开展情况", "问责情况"]}
        found, told = requirement_of(said, until=None)
        assert found is not None
        assert (found.cadence, found.due_day, found.cutoff_day) == (Cadence.MONTHLY, 1, 25)
        assert [(one["code"], one["title"]) for one in found.parts] == [
            ("work", "工作开展情况"),
            ("accountability", "问责情况"),
        ]
        assert told == ["数据截止日按每月 25 日带入,可修改"]

    def test_codes_of_parts_are_not_doubled(self) -> None:
        said = {"cadence": "quarterly", "due_day": 5, "parts": ["工作进展", "下一步工作", "典型案例"]}
        found, _ = requirement_of(said, until=None)
        assert found is not None
        assert [one["code"] for one in found.parts] == ["work", "part_2", "part_3"]
        assert found.cutoff_day is None

    def test_without_a_day_there_is_no_requirement(self) -> None:
        found, told = requirement_of({"cadence": "monthly", "due_day": None, "parts": []}, until=None)
        assert found is None
        assert "没有写明几日前报送" in told[0]

    def test_cadence_nobody_can_count_is_told(self) -> None:
        found, told = requirement_of({"cadence": "ten_days", "due_day": 1, "parts": []}, until=None)
        assert (found, len(told)) == (None, 1)

    def test_no_reporting_no_word(self) -> None:
        assert requirement_of(None, until=None) == (None, [])


class TestDeliverables:
    def test_what_units_hand_in(self) -> None:
        text = "。各单位要高度重视,制定实施方案,通过召开专题会、座谈会等形式,公开权责,收集意见。建立整改台账,逐项整改。"
        assert [one.title for one in deliverables_of(text, plans_asked=False)] == [
            "制定实施方案",
            "召开专题会",
            "公开权责",
            "收集意见",
            "建立整改台账",
        ]

    def test_plans_are_asked_once(self) -> None:
        assert deliverables_of("各单位制定实施方案,公开权责", plans_asked=True)[0].title == "公开权责"

    def test_what_the_office_does_is_nobodys_duty(self) -> None:
        assert deliverables_of("市卫生健康委将组织督查组,建立督查台账。", plans_asked=False) == []


class TestWhole:
    def test_parent_campaign_is_proposed_where_one_bears_its_name(self) -> None:
        assert reading(parent="全省方案", parents=[4]).draft.parent_id == 4
        found = reading(parent="全省方案", parents=[4, 5])
        assert found.draft.parent_id is None
        assert "请选定上级活动" in messages(found)
        assert found.draft.parent_text == "全省方案"

    def test_bare_plan_says_everything_that_is_missing(self) -> None:
        found = reading(title=None)
        said = messages(found)
        for what in ("方案标题", "文号", "范围和对象", "阶段", "任务", "领导小组"):
            assert what in said
        assert found.draft.title == ""

    def test_tree_of_problem_types(self) -> None:
        types = [{"number": "(一)", "title": "违规收费", "children": []}]
        found = reading(problem_types=[{"number": "一", "title": "收费", "children": types}])
        assert found.draft.problem_types[0].children[0].title == "违规收费"

    def test_classes_of_problems_that_the_aim_names(self) -> None:
        found = reading(objective="以查处“怕担责”、“慢担责”问题为重点,落实“两个责任”。")
        assert [one.title for one in found.draft.problem_types] == ["怕担责", "慢担责"]
        assert reading(objective="落实“两个责任”“四项制度”,解决问题。").draft.problem_types == []

    def test_what_lies_too_deep_stands_on_the_lowest_level(self) -> None:
        deep: dict[str, Any] = {"number": "①", "title": "重复收费", "children": []}
        for number in ("1", "(一)", "一"):
            deep = {"number": number, "title": number, "children": [deep]}
        (top,) = reading(problem_types=[deep]).draft.problem_types
        assert [one.title for one in top.children[0].children] == ["1", "重复收费"]

    def test_sample_becomes_a_campaign(self) -> None:
        answer = read("方案.txt", sample(PLAN))
        found = read_plan(PlanSource(title=answer.title, plan=answer.to_json()["plan"], text=answer.text))
        draft = found.draft
        assert [one.starts_on for one in draft.stages] == [
            date(2025, 2, 20),
            date(2025, 4, 16),
            date(2025, 9, 1),
        ]
        assert [one.title for one in draft.stages[0].deliverables] == ["制定实施方案", "建立问题台账"]
        assert [len(one.departments) for one in draft.tasks] == [2, 2, 0]
        assert draft.requirements[0].due_day == 5
