"""Small habits of offices in how a finding is laid out: each read for what it is."""

import pytest

from mingze.papers.answer import Finding
from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer

HEAD = "云州市卫生健康局党组关于巡察整改情况的通报\n2024年6月1日,市委第一巡察组向我局反馈意见。\n"
TWO = [("学习不深入。", ["制定计划。"], "学习12次。"), ("检查不严格。", ["加强检查。"], "检查9次。")]


def findings(body: str) -> list[Finding]:
    answer = read("report.txt", (HEAD + body).encode())
    check_answer(answer)
    return answer.findings


def laid_out(form: str, head: str = "二、反馈问题整改情况\n") -> str:
    """The two findings in a layout; {n} is the number, {han} the same in characters."""
    rows = [
        form.format(n=number, han="一二"[number - 1], problem=problem, measure=measures[0], progress=progress)
        for number, (problem, measures, progress) in enumerate(TWO, start=1)
    ]
    return head + "\n".join(rows)


FORMS = [
    "{n}.{problem}\n整改措施:{measure}\n整改情况:{progress}",
    "{n}、{problem}\n【整改措施】{measure}\n【整改情况】{progress}",
    "({han}){problem}\n1.整改措施:{measure}\n2.整改成效:{progress}",
    "问题{n}:{problem}\n整改措施:{measure}\n整改进展:{progress}",
    "{n}.{problem}\n●整改措施:{measure}\n●整改进展:{progress}",
    "{n}.{problem}\n整改措施 {measure}\n整改进展 {progress}",
    "{n}.{problem}整改措施:{measure}整改进展:{progress}",
    "{n}.{problem}\n采取的措施:{measure}\n目前进展:{progress}",
    "{n}.{problem}\n整改措施:{measure}\n整改落实情况:{progress}\n下一步打算:继续巩固。",
    "({han})第{n}方面\n存在问题:{problem}\n整改措施:{measure}\n整改成效:{progress}",
    "{han}、{problem}\n整改措施:{measure}\n整改情况:{progress}",
    "{n}.{problem}\n整 改 措 施 :{measure}\n整 改 情 况 :{progress}",
    "①{problem}\n整改措施:{measure}\n整改情况:{progress}".replace("①", "({n})"),
]


class TestLayouts:
    @pytest.mark.parametrize("form", FORMS)
    def test_reads_problem_measure_and_progress(self, form: str) -> None:
        head = "" if form.startswith("{han}、") else "二、反馈问题整改情况\n"
        found = findings(laid_out(form, head))
        assert [(one.problem, one.measures, one.progress) for one in found] == TWO

    def test_takes_lists_on_the_level_of_findings_for_parts_of_a_field(self) -> None:
        form = "{n}.{problem}\n整改措施:\n1.{measure}\n2.通报结果。\n3.开展测试。\n整改情况:\n1.{progress}\n2.测试2次。"
        found = findings(laid_out(form))
        assert [one.number for one in found] == ["1", "2"]
        assert found[0].measures == ["制定计划。", "通报结果。", "开展测试。"]
        assert found[1].progress == "1.检查9次。\n2.测试2次。"

    def test_takes_lists_above_the_level_of_findings_for_parts_of_a_field(self) -> None:
        form = "{n}.{problem}\n整改情况:\n(一){measure}\n(二){progress}"
        found = findings(laid_out(form))
        assert [(one.number, one.group) for one in found] == [("1", None), ("2", None)]
        assert found[0].progress == "(一)制定计划。\n(二)学习12次。"

    def test_reads_duties_that_share_a_line(self) -> None:
        form = "{n}.{problem}\n责任单位:局办公室 责任人:周岚;配合单位:督查科 完成时限:2024年{n}月底前\n整改情况:{progress}"
        found = findings(laid_out(form))
        assert [(one.unit, one.owner, str(one.due)) for one in found] == [
            ("局办公室", "周岚", "2024-01-31"),
            ("局办公室", "周岚", "2024-02-29"),
        ]

    @pytest.mark.parametrize(
        ("form", "status", "words"),
        [
            ("{n}.{problem}\n整改措施:{measure}\n整改情况:已完成。", "done", "已完成"),
            ("{n}.{problem}(已完成整改)\n整改情况:{progress}", "done", "已完成整改"),
            ("{n}.{problem}\n整改情况:{progress}目前,该问题已整改到位。", "done", "已整改到位"),
            ("{n}.{problem}\n整改措施:{measure}\n整改结果:正在推进。", "in_progress", "正在推进"),
        ],
    )
    def test_reads_a_status_wherever_it_is_stated(self, form: str, status: str, words: str) -> None:
        assert [(one.status, one.status_text) for one in findings(laid_out(form))] == [(status, words)] * 2

    def test_takes_a_long_result_for_the_progress(self) -> None:
        told = (
            "组织集中学习12次,形成心得体会52篇,开展测试2次,合格率达到百分之百,学习制度得到全面落实,成效明显。"
        )
        found = findings(laid_out("{n}.{problem}\n整改措施:{measure}\n整改完成情况:" + told))
        assert [(one.progress, one.status) for one in found] == [(told, None)] * 2

    def test_reads_prose_without_any_label_under_a_heading_of_problems(self) -> None:
        body = laid_out(
            "{n}.{problem}{measure}{progress}", "二、巡察反馈问题整改落实情况\n(一)政治建设方面\n"
        )
        found = findings(body + "\n三、下一步打算\n1.继续整改。\n2.完善制度。")
        assert [(one.problem, one.progress) for one in found] == [
            ("学习不深入。", "制定计划。学习12次。"),
            ("检查不严格。", "加强检查。检查9次。"),
        ]

    def test_takes_no_list_of_the_work_for_findings(self) -> None:
        assert findings("一、组织整改情况\n1.加强领导。召开会议。\n2.明确责任。建立台账。") == []

    def test_a_theme_that_speaks_of_completing_is_no_status(self) -> None:
        body = laid_out(
            "{n}.{problem}\n整改情况:{progress}", "二、反馈问题整改情况\n(一)基本公共卫生任务完成不到位。\n"
        )
        assert [one.status for one in findings(body)] == [None, None]
