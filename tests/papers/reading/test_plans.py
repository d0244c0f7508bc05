"""Campaign plans in the habits of different offices, by expectations written before they were read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingze.papers.answer import Answer, Plan
from mingze.papers.command import read_command
from mingze.papers.periods import due_of, periods_in
from mingze.papers.reader import read
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer
from tests.papers.scoring import score

SAMPLES = Path(__file__).parent.parent / "samples" / "plans"
PLANS = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")


def expected(path: Path) -> dict[str, Any]:
    wanted: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return wanted


def plan_of(*lines: str) -> Plan:
    answer = answer_to(*lines)
    assert answer.plan is not None
    return answer.plan


def answer_to(*lines: str) -> Answer:
    words = "\n".join(["清河县2024年医德医风专项治理工作方案", *lines])
    answer = read("plan.txt", words.encode())
    check_answer(answer)
    return answer


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
class TestOtherOffices:
    def test_reads_what_a_person_reads(self, path: Path) -> None:
        answer = read(path.name, path.read_bytes())
        assert score(expected(path), answer.to_json()).faults == []

    def test_invents_nothing_and_loses_nothing(self, path: Path) -> None:
        check_answer(read(path.name, path.read_bytes()))

    def test_reads_the_same_in_full_width(self, path: Path) -> None:
        if path.suffix != ".txt":
            return
        wide = read(path.name, forms.full_width(path.read_text("utf-8")).encode())
        check_answer(wide)
        assert score(expected(path), wide.to_json()).faults == []


LINES = [line for path in PLANS if path.suffix == ".txt" for line in path.read_text("utf-8").split("\n")]


class TestAnyPlan:
    @settings(max_examples=120, deadline=None)
    @given(
        st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "", " ", "。"])), max_size=60),
        st.booleans(),
    )
    def test_invents_nothing_and_loses_nothing(self, lines: list[tuple[str, str]], wide: bool) -> None:
        words = "云州市专项整治实施方案\n" + "".join(line + joint for line, joint in lines)
        check_answer(read("plan.txt", (forms.full_width(words) if wide else words).encode()))


class TestSummary:
    def test_tells_people_what_a_plan_orders(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert read_command([SAMPLES / "nested_tasks.txt"]) == 0
        printed = capsys.readouterr().out
        assert "阶段:4个\n    1. 动员部署阶段 2024-03-01 至 2024-03-31" in printed
        assert "任务:4项\n    1 严格处方管理〔医政医管处、药政处;2024-06-30前〕" in printed
        assert "报送:每季度25日前:工作进展情况、典型案例" in printed
        assert "联系人:何志远" in printed


class TestWordDocument:
    def test_reads_tasks_and_stages_from_its_tables(self) -> None:
        tasks = [
            ["序号", "重点任务", "责任科室", "完成时限"],
            ["1", "公开收费标准。各病区上墙公示。", "财务科、医政科", "2024年5月底前"],
            ["2", "开展满意度调查。", "护理部", "长期"],
        ]
        stages = [["工作阶段", "时间安排"], ["部署阶段", "2024年3月"], ["检查阶段", "4月至10月"]]
        words = "清河县医院收费公示专项治理方案\n一、目标\n收费公开。\n二、任务\n见表。\n三、工作步骤\n见表。"
        answer = read("plan.docx", forms.with_tables(words, [tasks, stages]))
        check_answer(answer)
        assert answer.plan is not None
        assert [(task.title, task.text) for task in answer.plan.tasks] == [
            ("公开收费标准", "各病区上墙公示。"),
            ("开展满意度调查", ""),
        ]
        assert [task.departments for task in answer.plan.tasks] == [["财务科", "医政科"], ["护理部"]]
        assert [task.due.kind for task in answer.plan.tasks] == ["by", "recurring"]
        assert [(stage.name, stage.end) for stage in answer.plan.stages] == [
            ("部署阶段", date(2024, 3, 31)),
            ("检查阶段", date(2024, 10, 31)),
        ]


class TestDue:
    @pytest.mark.parametrize(
        ("words", "kind", "day"),
        [
            ("2018年6月前完成", "by", date(2018, 6, 30)),
            ("2018年12月完成", "within", date(2018, 12, 31)),
            ("2024年7月底前", "by", date(2024, 7, 31)),
            ("9月15日前", "by", date(2024, 9, 15)),
            ("2024年9月15日", "by", date(2024, 9, 15)),
            ("2024年第三季度", "within", date(2024, 9, 30)),
            ("2024年3月—9月", "within", date(2024, 9, 30)),
            ("年底前", "by", date(2024, 12, 31)),
            ("2024年9月底前完成,并长期坚持", "by", date(2024, 9, 30)),
            ("全年任务", "whole_year", None),
            ("2024年全年", "whole_year", None),
            ("长期坚持", "recurring", None),
            ("每季度末", "recurring", None),
        ],
    )
    def test_has_a_kind_and_keeps_its_words(self, words: str, kind: str, day: date | None) -> None:
        due = due_of(words, 0, len(words), words, year=2024)
        assert due is not None
        assert (due.kind, due.on, due.text) == (kind, day, words)

    @pytest.mark.parametrize("words", ["医政科", "立行立改", "XX月10日前", "按要求完成"])
    def test_is_none_where_no_time_is_told(self, words: str) -> None:
        assert due_of(words, 0, len(words), words, year=2024) is None


class TestPeriods:
    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("2024年3月1日—6月15日", date(2024, 3, 1), date(2024, 6, 15)),
            ("2024年3月—4月", date(2024, 3, 1), date(2024, 4, 30)),
            ("2024年3-4月", date(2024, 3, 1), date(2024, 4, 30)),
            ("从2024年3月起至5月底", date(2024, 3, 1), date(2024, 5, 31)),
            ("3月中旬前", None, date(2024, 3, 20)),
            ("2024年10月至次年3月", date(2024, 10, 1), date(2025, 3, 31)),
            ("2024年4月15至4月23日", date(2024, 4, 15), date(2024, 4, 23)),
            ("4月1日-15日", date(2024, 4, 1), date(2024, 4, 15)),
            ("从1月开始,12月底结束", date(2024, 1, 1), date(2024, 12, 31)),
            ("即日起至4月30日", date(2024, 2, 2), date(2024, 4, 30)),
            ("2024.3.1-2024.4.30", date(2024, 3, 1), date(2024, 4, 30)),
            ("3月1日一11月31日", date(2024, 3, 1), None),
        ],
    )
    def test_are_read_as_printed(self, words: str, start: date | None, end: date | None) -> None:
        period = next(periods_in(words, 0, len(words), year=2024, issued=date(2024, 2, 2)))
        assert (period.start, period.end) == (start, end)

    def test_have_no_dates_without_a_year(self) -> None:
        period = next(periods_in("3月1日至5月底", 0, 9))
        assert (period.start, period.end) == (None, None)


class TestDepartments:
    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("(责任科室:医政科、药政科)", ["医政科", "药政科"]),
            ("(责任科室:宣传与法制科 老龄健康科 妇幼科)", ["宣传与法制科", "老龄健康科", "妇幼科"]),
            ("(牵头单位:县卫健局;配合单位:县医保局,各乡镇卫生院)", ["县卫健局", "县医保局", "各乡镇卫生院"]),
            ("(医政科牵头,财务科、信息科配合)", ["医政科", "财务科", "信息科"]),
            ("(各县(市、区)卫健局按职责分工负责)", ["各县(市、区)卫健局"]),
            ("(责任单位:县卫健局等)", ["县卫健局"]),
            ("(责任单位:医政科和药政科;完成时限:2024年6月底前)", ["医政科", "药政科"]),
            ("\n责任单位:医政科、药政科\n完成时限:6月底前", ["医政科", "药政科"]),
            ("责任科室:医政科。完成时限:立行立改。", ["医政科"]),
            ("(含民营医院)", []),
            ("(以下简称“专项行动”)", []),
        ],
    )
    def test_are_named_behind_a_task(self, words: str, names: list[str]) -> None:
        task = plan_of("一、工作任务", f"(一)公开收费。各单位上墙公示。{words}").tasks[0]
        assert task.departments == names
        assert task.title == "公开收费"

    @pytest.mark.parametrize("words", ["按职责分工", "分工负责", "和及与", "科等", "(医政科"])
    def test_are_sought_without_trying_every_way(self, words: str) -> None:
        long = f"(一)公开收费。上墙公示。(责任科室:{words * 20_000}X)"
        assert plan_of("一、工作任务", long).tasks[0].title == "公开收费"

    def test_of_a_group_stand_behind_its_last_item(self) -> None:
        lines = ["一、工作任务", "(一)公开收费。", "1.上墙公示。", "2.网上公示。", "责任科室:财务科"]
        tasks = plan_of(*lines, "(二)完善制度。修订办法。(责任科室:医政科)").tasks
        assert [(task.number, task.departments) for task in tasks] == [
            ("(一)", ["财务科"]),
            ("(二)", ["医政科"]),
        ]

    def test_name_no_person(self) -> None:
        answer = answer_to(
            "一、工作任务",
            "(一)公开收费。上墙公示。",
            "责任单位:财务科",
            "责任领导:王某某",
            "完成时限:长期坚持",
        )
        assert answer.plan is not None
        assert answer.plan.tasks[0].departments == ["财务科"]
        assert "责任领导:王某某" in [answer.text[start:end] for start, end in answer.unread]


class TestStages:
    def test_take_the_day_of_issue_as_their_start_where_the_text_gives_one(self) -> None:
        lines = ["一、工作步骤", "(一)自查阶段(即日起至6月30日)。全面自查。", "(二)总结阶段(12月)。报告。"]
        assert plan_of(*lines).stages[0].start is None
        dated = plan_of(*lines, "清河县卫生健康局", "2024年4月2日")
        assert (dated.stages[0].start, dated.stages[0].end) == (date(2024, 4, 2), date(2024, 6, 30))

    def test_may_stand_in_one_paragraph(self) -> None:
        words = "第一阶段(3月):动员部署。召开大会。第二阶段(4月至9月):组织实施。第三阶段(10月):总结验收。"
        stages = plan_of("一、工作步骤", words).stages
        assert [(one.name, one.end) for one in stages] == [
            ("动员部署", date(2024, 3, 31)),
            ("组织实施", date(2024, 9, 30)),
            ("总结验收", date(2024, 10, 31)),
        ]

    def test_without_dates_keep_their_names(self) -> None:
        lines = ["一、实施步骤", "(一)制定方案。各单位分工。", "(二)组织自查。逐项对照。", "(三)总结上报。"]
        stages = plan_of(*lines).stages
        assert [(one.number, one.name, one.start) for one in stages] == [
            (1, "制定方案", None),
            (2, "组织自查", None),
            (3, "总结上报", None),
        ]

    def test_say_what_they_are_to_bring_about_only_where_the_text_does(self) -> None:
        lines = [
            "一、方法步骤",
            "1.动员阶段(2024年3月)。重点落实明责机制。",
            "2.总结阶段(2024年4月)。总结经验。",
        ]
        assert [stage.mechanism for stage in plan_of(*lines).stages] == ["明责", None]


class TestReporting:
    @pytest.mark.parametrize(
        ("words", "cadence", "day", "parts"),
        [
            (
                "每月1日前,各单位要将上月工作开展情况、问责情况报送局办公室。",
                "monthly",
                1,
                ["工作开展情况", "问责情况"],
            ),
            ("每月底前报送进展情况。", "monthly", None, ["进展情况"]),
            ("各单位每周五前将问题台账报办公室。", "weekly", 5, ["问题台账"]),
            ("每季度末月25日前上报工作总结。", "quarterly", 25, ["工作总结"]),
            ("每半月报送一次线索清单。", "semimonthly", None, ["线索清单"]),
        ],
    )
    def test_has_a_rhythm_a_day_and_parts(
        self, words: str, cadence: str, day: int | None, parts: list[str]
    ) -> None:
        reporting = plan_of("一、工作要求", words).reporting
        assert reporting is not None
        assert (reporting.cadence, reporting.due_day, reporting.parts) == (cadence, day, parts)

    @pytest.mark.parametrize(
        "words", ["每月召开一次例会,通报进展。", "每季度开展督查,形成督查报告。", "12月10日前报送总结。"]
    )
    def test_is_none_where_nothing_is_reported_again_and_again(self, words: str) -> None:
        assert plan_of("一、工作要求", words).reporting is None


class TestSubPlan:
    @pytest.mark.parametrize(
        "words",
        [
            "各单位于2024年4月10日前将实施方案报局办公室。",
            "各单位要结合实际,认真制定工作方案,于2024年4月10日前报局办公室。",
            "请将本单位实施方案于4月10日前报送局办公室。",
            "4月10日前报送具体实施方案。",
        ],
    )
    def test_is_due_by_a_day(self, words: str) -> None:
        assert plan_of("一、工作要求", words).sub_plan_due == date(2024, 4, 10)

    @pytest.mark.parametrize(
        "words",
        [
            "各单位要制定实施方案。",
            "按照方案要求,于12月10日前将总结报局办公室。",
            "将活动方案于2024年XX月10日前报局办公室。",
        ],
    )
    def test_has_no_day_where_none_is_set_for_it(self, words: str) -> None:
        assert plan_of("一、工作要求", words).sub_plan_due is None


class TestLeadingGroup:
    def test_is_told_in_a_sentence(self) -> None:
        group = plan_of(
            "一、组织领导",
            "成立领导小组,由局长张某任组长,副局长李某、王某任副组长,各股室负责人为成员,办公室设在医政股。",
        ).leading_group
        assert group is not None
        assert (group.head, group.deputies) == ("局长张某", ["副局长李某", "王某"])
        assert (group.members, group.office) == ("各股室负责人", "医政股")

    def test_has_deputies_of_two_offices_and_people_called_comrades(self) -> None:
        group = plan_of(
            "一、组织领导",
            "成立领导小组,党组书记、局长张某同志任组长,党组成员、副局长李某同志,纪检组长王某同志任副组长,"
            "各单位主要负责同志为成员。领导小组下设办公室(设在监察室)。",
        ).leading_group
        assert group is not None
        assert (group.head, group.deputies) == (
            "党组书记、局长张某",
            ["党组成员、副局长李某", "纪检组长王某"],
        )
        assert (group.members, group.office) == ("各单位主要负责同志", "监察室")

    def test_has_two_deputies_where_two_with_an_office_are_joined(self) -> None:
        group = plan_of(
            "一、组织领导",
            "成立领导小组,由局党组书记和局长张某任组长,副局长李某和支队长龚某任副组长,各股室负责人为成员。",
        ).leading_group
        assert group is not None
        assert (group.head, group.deputies) == ("局党组书记和局长张某", ["副局长李某", "支队长龚某"])

    def test_is_listed_a_role_a_line(self) -> None:
        lines = ["一、组织领导", "成立领导小组:", "组 长:张某 局长", "副组长:李某 副局长", "王某 副局长"]
        group = plan_of(*lines, "成 员:各股室负责人", "清河县卫生健康局", "2024年3月1日").leading_group
        assert group is not None
        assert (group.head, group.deputies) == ("张某 局长", ["李某 副局长", "王某 副局长"])
        assert group.members == "各股室负责人"

    def test_is_told_the_other_way_round(self) -> None:
        words = "领导小组组长由局长张某担任,副组长由副局长李某担任,成员由各股室负责人组成。"
        group = plan_of("一、组织领导", words).leading_group
        assert group is not None
        assert (group.head, group.deputies, group.members) == ("局长张某", ["副局长李某"], "各股室负责人")

    def test_is_none_where_only_an_order_to_form_one_stands(self) -> None:
        assert plan_of("一、工作要求", "各单位要成立领导小组,主要负责人亲自抓。").leading_group is None


class TestContacts:
    def test_are_read_wherever_they_stand(self) -> None:
        lines = [
            "一、工作要求",
            "按时报送(联系人:赵某,联系电话:0998-5120021、13900000000)。",
            "传真:0998-5120022 邮箱:qh@example.cn 邮编:654300",
            "地址:清河县滨河路6号,举报热线:12320",
        ]
        contacts = [(one.kind, one.value) for one in plan_of(*lines).contacts]
        assert contacts == [
            ("person", "赵某"),
            ("phone", "0998-5120021"),
            ("mobile", "13900000000"),
            ("fax", "0998-5120022"),
            ("email", "qh@example.cn"),
            ("postcode", "654300"),
            ("address", "清河县滨河路6号"),
            ("phone", "12320"),
        ]

    def test_are_no_numbers_of_other_things(self) -> None:
        assert plan_of("一、目标", "补助资金12345678元,受益群众12345人,2023-2024年度实施。").contacts == []


class TestProblemTypes:
    def test_are_no_tasks_and_tasks_are_no_problem_types(self) -> None:
        plan = plan_of(
            "一、治理内容",
            "(一)纪律松弛问题。上班迟到早退。",
            "(二)服务不优问题。对群众生冷硬推。",
            "二、工作措施",
            "(一)开展教育。组织学习。(2024年5月前完成)",
        )
        assert [one.title for one in plan.problem_types] == ["纪律松弛问题", "服务不优问题"]
        assert [task.title for task in plan.tasks] == ["开展教育"]

    def test_of_a_section_that_says_who_answers_are_tasks(self) -> None:
        plan = plan_of("一、整治重点", "(一)过度检查问题。重点整治重复检查。(责任科室:医政科)")
        assert plan.problem_types == []
        assert plan.tasks[0].departments == ["医政科"]


class TestTimesAmongNames:
    @pytest.mark.parametrize(
        ("said", "kind", "units"),
        [
            ("牵头单位:宣传科;责任单位:规划财务科、综合监督科;全年任务", "whole_year", 3),
            ("牵头单位:信访办;每月", "recurring", 1),
            ("责任科室:医务科、护理部,长期坚持", "recurring", 2),
            ("责任单位:医政科;2024年9月底前", "by", 1),
            ("责任单位:医政科、药政科;2024年11月", "within", 2),
            ("责任科室:质控科;常态化推进", "recurring", 1),
            ("责任科室:质控科 每季度", "recurring", 1),
            ("责任单位:年度考核办公室、定期报告科", "none", 2),
            ("2024年6月底前完成,责任股室:机关纪委、办公室", "by", 2),
            ("全年任务,责任股室:医政股", "whole_year", 1),
            ("长期坚持;牵头科室:人事股,配合科室:党办", "recurring", 2),
        ],
    )
    def test_are_no_departments(self, said: str, kind: str, units: int) -> None:
        plan = plan_of(
            "一、重点任务", f"(一)畅通渠道。公布电话,件件登记。({said})", "(二)加强宣传。多渠道宣传。"
        )
        assert plan.tasks[0].due.kind == kind
        assert len(plan.tasks[0].departments) == units


class TestTitle:
    def test_begins_behind_the_word_on_how_open_the_paper_is(self) -> None:
        plan = "清河县打击非法行医专项行动方案"
        lines = [
            "(信息公开形式:主动公开)",
            plan,
            "一、工作目标",
            "净化市场。",
            "二、重点任务",
            "(一)查处黑诊所。",
        ]
        answer = read("a.txt", "\n".join(lines).encode())
        assert (answer.title, answer.aliases) == (plan, [])


class TestPeople:
    @pytest.mark.parametrize(
        ("said", "people"),
        [
            ("联系人:赵某某、刘某", ["赵某某", "刘某"]),
            ("联系人:赵某某 刘某某", ["赵某某", "刘某某"]),
            ("联系人:王 某", ["王 某"]),
            ("联系人:法规科 魏某", ["魏某"]),
        ],
    )
    def test_to_call_are_told_one_by_one(self, said: str, people: list[str]) -> None:
        plan = plan_of("一、工作要求", "加强领导。", f"{said};联系电话:0598-8236615。")
        assert [one.value for one in plan.contacts if one.kind == "person"] == people

    def test_who_are_aimed_at_end_the_scope(self) -> None:
        plan = plan_of(
            "一、治理范围", "全市各级医疗机构。", "重点对象:受过处罚的机构。", "二、工作要求", "从严从实。"
        )
        assert (plan.scope, plan.objects) == ("全市各级医疗机构。", "受过处罚的机构。")

    def test_report_parts_that_are_summed_up_by_no_part(self) -> None:
        plan = plan_of("一、工作要求", "各科室每月5日前报送问题自查、整改进展两项情况。")
        assert plan.reporting is not None
        assert plan.reporting.parts == ["问题自查", "整改进展"]
