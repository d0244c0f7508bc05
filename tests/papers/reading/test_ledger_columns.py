"""Heads of ledgers as offices word them: what each column holds is told by its words and by its cells."""

from collections.abc import Sequence
from datetime import date

import pytest

from mingze.papers.answer import Answer
from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer
from tests.papers.reading.test_ledgers import FORMS

PROBLEM = "发热门诊与普通门诊通道交叉,未做流行病学史询问登记。"
MEASURE = "重新规划发热门诊通道,设置硬隔离。"
PROGRESS = "5月28日完成硬隔离施工,新设标识牌14块,培训护士86人。"
CELLS = {
    "#": "7",
    "P": PROBLEM,
    "M": MEASURE,
    "R": PROGRESS,
    "S": "已完成",
    "Y": "是",
    "O": "周岚",
    "U": "医务科",
    "D": "2025年6月30日",
    "G": "医疗质量",
    "V": "2025-03-04",
    "I": "清河县人民医院",
    "-": "院感科配合",
}

# The head, and what stands under each of its columns.
HEADS = [
    ("序号,存在问题,整改措施,责任人,整改时限,完成情况", "#PMODS"),
    (
        "序号,检查日期,被查单位,发现的问题,整改要求,整改措施落实情况,责任单位,责任人,整改期限,整改结果,备注",
        "#VIPMRUODS-",
    ),
    (
        "编号,问题类别,反馈意见具体表述,整改举措,推进落实情况,整改状态,牵头领导,牵头科室,配合单位,计划完成时间",
        "#GPMRSOU-D",
    ),
    ("类别,序号,反馈问题,整改目标和措施,整改情况,落实情况,责任部门,责任人,时限要求", "G#PMRSUOD"),
    (
        "编号,自查发现的问题,原因分析,具体整改措施,责任科室,责任人,整改期限,整改落实情况,是否整改到位",
        "#P-MUODRY",
    ),
    ("序号,巡察反馈问题具体表现,整改措施,整改进展情况,是否销号,牵头领导,责任单位,完成时限", "#PMRYOUD"),
    ("序号,问题描述,整改措施及要求,整改责任单位,整改责任人,完成时间,整改完成情况", "#PMUODS"),
    ("问题编号,问题清单,任务清单,整改措施,责任清单(单位),责任领导,时限清单,当前状态", "#P-MUODS"),
    ("序号,隐患描述,整改措施,责任部门,责任人,整改时限,整改进度,复查人", "#PMUODS-"),
    ("序号,反馈方面,反馈具体问题,整改思路举措,主责科室,分管领导,完成时间节点,进展成效", "#GPMUODR"),
    ("序号,审计查出问题,整改措施,整改情况,整改结论,承办单位,整改期限", "#PMRSUD"),
    ("序号,受检单位,检查发现问题,处理意见,整改期限,整改情况,复查日期", "#IPMDR-"),
    ("序号,问题表现形式,对策措施,责任股室,责任人及职务,限期整改时间,整改后情况", "#PMUODR"),
    ("项次,存在的主要问题,拟采取的整改措施,责任领导及责任人,责任单位及科室,完成期限,是否完成", "#PMOUDY"),
    ("序号,问题(摘要),措施(具体),时限,责任人(签字),进展", "#PMDOR"),
    ("序 号,问 题 内 容,整 改 措 施,责 任 人,完 成 时 限,整 改 情 况", "#PMODR"),
    ("序号,督查通报问题,整改任务,整改牵头领导,整改责任科室,整改时限要求,整改进展和成效,销号情况", "#PMOUDRS"),
    ("序号,领域,突出问题,整改举措,落实单位,挂牌领导,时间要求,工作进展", "#GPMUODR"),
    ("序号,问题来源,反映问题,办理措施,承办科室,经办人,办结时限,办理情况,办结情况", "#-PMUODRS"),
    ("序号,存在不足,整改措施,责任科室,完成时限,措施落实情况", "#PMUDR"),
    ("序号,违法违规行为,整改要求,责任人,限期,整改结果", "#PMODS"),
    ("序号,评审专家意见,存在的差距,改进措施,责任部门,完成时间,落实整改情况", "#-PMUDR"),
    ("序号,共性问题,问题性质,整改措施,整改单位,责任人,目标时限,整改状况", "#P-MUODS"),
    ("序号,移交问题清单,整改方案及措施,责任主体,牵头责任人,整改完成时限,取得成效,完成状态", "#PMUODRS"),
    ("序号,问题点,整改内容,责任人,预计完成日期,完成与否", "#PMODY"),
    ("序号,整改问题,整改措施,整改责任人,整改时间,销号时间,销号状态", "#PMOD-S"),
    ("序号,反馈意见,整改落实措施,整改责任领导,牵头部门,截止日期,落实结果", "#PMOUDS"),
    ("问题序号,专业类别,质控检查问题,科室整改措施,责任科室,科室负责人,期限,追踪效果", "#GPMUODR"),
]
NAMES = {
    "#": ("number", "7"),
    "P": ("problem", PROBLEM),
    "M": ("measures", [MEASURE]),
    "R": ("progress", PROGRESS),
    "S": ("status", "done"),
    "Y": ("status", "done"),
    "O": ("owner", "周岚"),
    "U": ("unit", "医务科"),
    "D": ("due", date(2025, 6, 30)),
    "G": ("group", "医疗质量"),
}
FIELDS = ("number", "problem", "progress", "status", "owner", "unit", "due", "group")


def table(rows: Sequence[Sequence[str]]) -> Answer:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    answer = read("a.html", f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>".encode())
    check_answer(answer)
    return answer


class TestHeads:
    @pytest.mark.parametrize(("head", "held"), HEADS, ids=[head for head, _ in HEADS])
    def test_reads_what_each_column_holds(self, head: str, held: str) -> None:
        names = head.split(",")
        assert len(names) == len(held)
        finding = table([names, [CELLS[kind] for kind in held]]).findings[0]
        expected = dict(NAMES[kind] for kind in held if kind in NAMES)
        read_ = {name: getattr(finding, name) for name in FIELDS if getattr(finding, name) is not None}
        if finding.measures:
            read_["measures"] = finding.measures
        assert read_ == expected

    @pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.html", "a.csv"])
    def test_joins_a_name_with_the_name_above_it(self, name: str) -> None:
        rows: list[tuple[str, ...]] = [
            ("序号", "问题", "", "整改", "", "责任", ""),
            ("", "类别", "具体表述", "举措", "时限", "领导", "科室"),
            ("7", "医疗质量", PROBLEM, MEASURE, "2025年6月30日", "周岚", "医务科"),
        ]
        merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6)]
        if name == "a.csv":
            rows[2] = tuple(cell.replace(",", "、") for cell in rows[2])
        finding = read(name, FORMS[name](rows, merged)).findings[0]
        assert (finding.group, finding.problem) == ("医疗质量", rows[2][2])
        assert (finding.owner, finding.unit, finding.due) == ("周岚", "医务科", date(2025, 6, 30))
        assert finding.measures == [rows[2][3]]


class TestCells:
    @pytest.mark.parametrize(
        ("cells", "states"),
        [
            (("已销号", "正在整改"), ["done", "in_progress"]),
            (("是", "否"), ["done", "not_done"]),
            (("√", "×"), ["done", "not_done"]),
            (("已完成", "长期坚持"), ["done", "long_term"]),
        ],
    )
    def test_a_column_of_states_is_the_status_whatever_it_is_called(
        self, cells: tuple[str, str], states: list[str]
    ) -> None:
        for name in ("落实情况", "整改落实情况", "整改进展", "整改结果", "是否整改到位"):
            rows = [[str(at), PROBLEM, MEASURE, cell] for at, cell in enumerate(cells, start=1)]
            answer = table([["序号", "存在问题", "整改措施", name], *rows])
            assert [one.status for one in answer.findings] == states
            assert [one.progress for one in answer.findings] == [None, None]

    def test_a_column_of_prose_called_a_result_is_the_progress(self) -> None:
        answer = table([["序号", "存在问题", "整改措施", "完成情况"], ["1", PROBLEM, MEASURE, PROGRESS]])
        assert (answer.findings[0].progress, answer.findings[0].status) == (PROGRESS, None)

    def test_the_only_column_of_texts_without_a_known_name_is_the_problem(self) -> None:
        answer = table([["序号", "清单事项", "整改措施", "责任人"], ["1", PROBLEM, MEASURE, "周岚"]])
        assert answer.findings[0].problem == PROBLEM


NEIGHBOURS = [
    [["序号", "问题类型", "数量", "占比"], ["1", "收费", "12", "40%"], ["2", "服务", "18", "60%"]],
    [["单位", "发现问题(个)", "已整改(个)", "整改率"], ["医务科", "12", "10", "83%"]],
    [["序号", "存在问题", "件数"], ["1", "收费公示不规范", "12"], ["2", "服务态度生硬", "18"]],
    [
        ["序号", "重点任务", "工作措施", "责任单位", "完成时限"],
        ["1", "开展培训", "举办两期", "人事科", "6月底"],
    ],
    [
        ["序号", "重点任务", "具体内容", "牵头单位", "完成时限"],
        [
            "1",
            "开展自查",
            "各机构对照评价表逐项自查评分,自查表由法定代表人签字并加盖公章。",
            "监督所",
            "4月底前",
        ],
    ],
    [["承办单位", "承办件数", "办结件数", "超时件数"], ["医务科", "12", "10", "2"]],
    [["姓名", "职务", "责任单位", "联系电话"], ["周岚", "科长", "医务科", "0550-1234567"]],
    [["检查项目", "检查内容", "分值", "得分"], ["院感", "消毒记录是否完整规范", "10", "9"]],
    [["类别", "问题数", "已完成", "基本完成", "未完成"], ["医疗质量", "4", "3", "0", "1"]],
]


@pytest.mark.parametrize("rows", NEIGHBOURS, ids=[",".join(rows[0]) for rows in NEIGHBOURS])
def test_other_tables_are_no_ledgers(rows: list[list[str]]) -> None:
    assert table(rows).findings == []


def test_the_words_around_a_ledger_state_its_inspection_and_totals() -> None:
    rows = [("序号", "发现的问题", "整改举措", "整改结果"), ("1", "账实不符", "清查资产", "已整改")]
    lead = (
        "清河县中心血站专项督查反馈问题整改台账\n2024年8月27日,县卫生健康委督查组对我站开展专项督查,"
        "9月3日反馈问题2个,已整改1个,正在整改1个。"
    )
    answer = read("a.docx", FORMS["a.docx"](rows, [], lead))  # type: ignore[call-arg]
    assert answer.kind == "finding_ledger"
    assert answer.inspection is not None
    assert (answer.inspection.body, answer.inspection.start, answer.inspection.feedback_on) == (
        "县卫生健康委督查组",
        date(2024, 8, 27),
        date(2024, 9, 3),
    )
    assert (answer.totals.findings, answer.totals.findings_done, answer.totals.findings_open) == (2, 1, 1)
