"""The three published plans, by hand-made expectations. Collected only where they are at hand."""

import os
from datetime import date
from pathlib import Path

from mingze.papers.answer import Plan
from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer

FOLDER = Path(os.environ["MINGZE_TEST_DOCUMENTS"])


def plan(prefix: str) -> Plan:
    path = next(path for path in sorted(FOLDER.iterdir()) if path.name.startswith(prefix))
    answer = read(path.name, path.read_bytes())
    check_answer(answer)
    assert answer.plan is not None
    return answer.plan


class TestYearOfAccountability:
    def test_has_eight_tasks_with_seventeen_departments(self) -> None:
        tasks = plan("000").tasks
        assert [task.number for task in tasks] == [f"({n})" for n in "一二三四五六七八"]
        assert [len(task.departments) for task in tasks] == [1, 1, 2, 3, 3, 1, 1, 5]
        assert {task.due.kind for task in tasks} == {"none"}

    def test_has_four_stages_of_which_three_name_their_mechanism(self) -> None:
        stages = plan("000").stages
        assert [stage.mechanism for stage in stages] == ["明责", "述责", "评责", None]
        assert (stages[0].start, stages[3].end) == (date(2016, 5, 25), date(2016, 11, 30))
        assert [one.end.toordinal() + 1 for one in stages[:3] if one.end] == [
            one.start.toordinal() for one in stages[1:] if one.start
        ]

    def test_obliges_to_a_monthly_report_in_two_parts(self) -> None:
        reporting = plan("000").reporting
        assert reporting is not None
        assert (reporting.cadence, reporting.due_day) == ("monthly", 1)
        assert reporting.parts == ["工作开展情况", "问责情况"]

    def test_names_parent_scope_objects_group_and_contacts(self) -> None:
        read_ = plan("000")
        assert read_.parent is not None
        assert read_.parent.startswith("全省卫生计生系统开展")
        assert read_.scope is not None
        assert read_.objects is not None
        assert read_.leading_group is not None
        assert read_.leading_group.deputies == ["委党委成员、纪检书记赵玉茹"]
        assert [contact.kind for contact in read_.contacts] == ["phone", "email"]
        assert (read_.sub_plan_due, read_.problem_types) == (None, [])


class TestHealthCareForThePoor:
    def test_has_seven_measures_with_their_limits(self) -> None:
        dues = [(task.due.kind, task.due.on) for task in plan("001").tasks]
        year = [("whole_year", None)] * 5
        assert dues == [("by", date(2018, 6, 30)), *year, ("within", date(2018, 12, 31))]

    def test_has_six_problem_types_with_twelve_items(self) -> None:
        types = plan("001").problem_types
        assert [len(one.children) for one in types] == [0, 3, 3, 2, 4, 0]

    def test_wants_a_plan_of_each_unit(self) -> None:
        read_ = plan("001")
        assert read_.sub_plan_due == date(2018, 4, 10)
        assert (read_.stages, read_.reporting, read_.leading_group) == ([], None, None)
        assert [contact.kind for contact in read_.contacts] == ["address", *["phone"] * 4, "postcode"]


class TestTemplateCopy:
    def test_has_five_groups_of_problems_with_twenty_items(self) -> None:
        types = plan("002").problem_types
        assert [len(one.children) for one in types] == [4, 5, 6, 2, 3]

    def test_has_no_dates_where_the_text_holds_places_for_them(self) -> None:
        read_ = plan("002")
        assert [(one.name, one.start, one.end) for one in read_.stages] == [
            ("学习动员阶段", None, None),
            ("自查自纠和整改阶段", None, None),
        ]
        assert (read_.sub_plan_due, read_.reporting, read_.contacts) == (None, None, [])

    def test_has_seven_tasks_joined_over_its_fragments(self) -> None:
        tasks = plan("002").tasks
        assert [task.number for task in tasks] == list("1234567")
        assert all("\n" not in task.text for task in tasks)
