"""Annual reports and statistics in seven habits, each against an expectation written by hand before it was read."""

import html
import io
import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from mingze.papers.answer import Answer, Figure
from mingze.papers.reader import read
from mingze.papers.source import one_width
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer, codes, squeezed
from tests.papers.scoring import score

FOLDER = Path(__file__).parents[1] / "samples" / "annual"
TEXTS = sorted(path.stem for path in FOLDER.glob("*.txt"))

# Sample, what is printed, what a clerk mistyped, and what a careful reader tells.
TWINS = [
    ("law_report", "疫苗接种24件", "疫苗接种42件", "parts_do_not_sum"),
    ("law_report", "医疗机构88件", "医疗机构98件", "parts_do_not_sum"),
    ("law_report", "占84.38%", "占48.38%", "wrong_percentage"),
    ("statistics_first", "增加200件", "增加220件", "parts_do_not_sum"),
    ("statistics_first", "增长15.2%", "增长13.2%", "wrong_percentage"),
    ("statistics_first", "办结率97.2%", "办结率99.2%", "wrong_percentage"),
    ("tips", "上升率14.3%", "上升率24.3%", "wrong_percentage"),
    ("tips", "电话48件次，占20%", "电话48件次，占25%", "wrong_percentage"),
    ("tips", "批评建议类36件次，占15%", "批评建议类36件次，占24.3%", "wrong_percentage"),
    ("hotline", "疫苗接种47件", "疫苗接种57件", "parts_do_not_sum"),
    ("hotline", "69\n6\n2", "67\n6\n2", "parts_do_not_sum"),
    ("summary", "减少13件", "减少3件", "parts_do_not_sum"),
]

MAILBOX_HEAD = ("序号", "来信类别", "件数（件）", "占比（%）", "按期回复数", "平均用时（天）")
MAILBOX_ROWS = (
    ("1", "就医服务", "124", "49.6", "120", "3.5"),
    ("2", "疫苗接种", "61", "24.4", "61", "2.8"),
    ("3", "职业卫生", "40", "16.0", "39", "4.1"),
    ("4", "其他", "25", "10.0", "25", "3.0"),
    ("", "合计", "250", "100", "245", "3.3"),
)
MAILBOX_TITLE = "云州市卫生健康委员会2025年网上信箱办理情况统计"
MAILBOX_WORDS = "2025年，市卫生健康委网上信箱共收到群众来信250封，回复250封，回复率100%。"


def sample(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def expected(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def mailbox_html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in (MAILBOX_HEAD, *MAILBOX_ROWS)
    )
    return f"<html><body><h1>{MAILBOX_TITLE}</h1><p>{MAILBOX_WORDS}</p><table>{rows}</table></body></html>".encode()


def mailbox_docx() -> bytes:
    document = Document()
    document.add_paragraph(MAILBOX_TITLE)
    document.add_paragraph(MAILBOX_WORDS)
    table = document.add_table(rows=0, cols=len(MAILBOX_HEAD))
    for row in (MAILBOX_HEAD, *MAILBOX_ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def mailbox_flat() -> bytes:
    cells = [cell for row in (MAILBOX_HEAD, *MAILBOX_ROWS) for cell in row if cell]
    return "\n".join([MAILBOX_TITLE, MAILBOX_WORDS, *cells]).encode()


def check_figures(answer: Answer) -> None:
    """Labels, units and texts stand in the source; values are printed where the figure points."""
    for figure in answer.figures:
        start, end = figure.span
        printed = squeezed(one_width(answer.text[start:end]))
        assert squeezed(one_width(figure.text)) in printed
        assert figure.label
        assert squeezed(one_width(figure.label)) in squeezed(one_width(answer.text))
        assert is_printed(figure.value, figure.unit, answer)
        for part in figure.parts:
            assert is_printed(part.value, part.unit, answer)
            assert squeezed(one_width(part.label)) in squeezed(one_width(answer.text))
        if figure.base and not figure.base.inferred:
            assert is_printed(figure.base.value, figure.base.unit, answer)
        if figure.rate is not None:
            assert is_printed(figure.rate, "", answer)


def is_printed(value: float, unit: str, answer: Answer) -> bool:
    text = one_width(answer.text)
    plain = text.replace(",", "")
    written = {f"{value:g}", str(value), f"{value:.1f}", f"{value:.2f}"}
    han = "零一二三四五六七八九十"
    counted = any(number in plain for number in written) or any(char in text for char in han)
    return counted and all(char in text for char in unit)


class TestSamples:
    @pytest.mark.parametrize("name", TEXTS)
    @pytest.mark.parametrize("wide", [False, True])
    def test_are_read_as_a_person_reads_them(self, name: str, wide: bool) -> None:
        words = forms.full_width(sample(name)) if wide else one_width(sample(name))
        answer = read(f"{name}.txt", words.encode())
        result = score(expected(name), answer.to_json())
        assert result.faults == []
        check_answer(answer)
        check_figures(answer)

    @pytest.mark.parametrize("name", TEXTS)
    @pytest.mark.parametrize("form", ["docx", "html"])
    def test_are_read_the_same_from_other_files(self, name: str, form: str) -> None:
        as_file = forms.as_docx if form == "docx" else forms.as_html
        answer = read(f"a.{form}", as_file(sample(name), None))
        assert score(expected(name), answer.to_json()).faults == []

    @pytest.mark.parametrize(("name", "right", "wrong", "code"), TWINS)
    def test_with_one_fault_raise_its_warning(self, name: str, right: str, wrong: str, code: str) -> None:
        words = sample(name)
        assert right in words
        answer = read(f"{name}.txt", words.replace(right, wrong).encode())
        assert code in codes(answer)
        check_answer(answer)


class TestMailbox:
    @pytest.mark.parametrize(
        ("name", "data"),
        [("a.html", mailbox_html()), ("a.docx", mailbox_docx()), ("a.txt", mailbox_flat())],
    )
    def test_is_read_row_by_row_from_any_table(self, name: str, data: bytes) -> None:
        answer = read(name, data)
        assert score(expected("mailbox"), answer.to_json()).faults == []
        check_answer(answer)
        check_figures(answer)


STATUTORY = """<h1>北湖区卫生健康局2025年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年公开信息9条。</p>
<p>二、收到和处理政府信息公开申请情况</p><table>
<tr><td colspan=2 rowspan=3>(本列数据的勾稽关系)</td><td colspan=4>申请人情况</td></tr>
<tr><td rowspan=2>自然人</td><td colspan=2>法人或其他组织</td><td rowspan=2>总计</td></tr>
<tr><td>商业企业</td><td>其他</td></tr>
<tr><td colspan=2>一、本年新收政府信息公开申请数量</td><td>8</td><td>1</td><td>0</td><td>9</td></tr>
<tr><td rowspan=2>三、本年度办理结果</td><td>(一)予以公开</td><td>5</td><td>1</td><td>0</td><td>6</td></tr>
<tr><td>(二)部分公开</td><td>3</td><td>0</td><td>0</td><td>3</td></tr></table>
<p>三、政府信息公开行政复议、行政诉讼情况</p><table><tr><td colspan=3>行政复议</td><td colspan=3>行政诉讼</td></tr>
<tr><td>结果维持</td><td>其他结果</td><td>总计</td><td>结果维持</td><td>其他结果</td><td>总计</td></tr>
<tr><td>2</td><td>1</td><td>3</td><td>0</td><td>0</td><td>0</td></tr></table>"""


class TestStatutoryTables:
    def test_are_read_under_merged_heads_and_without_names_of_rows(self) -> None:
        answer = read("a.html", STATUTORY.encode())
        told = [(one.label, one.value, [part.value for part in one.parts]) for one in answer.figures[1:]]
        assert told == [
            ("一、本年新收政府信息公开申请数量", 9, [8, 1, 0]),
            ("(一)予以公开", 6, [5, 1, 0]),
            ("(二)部分公开", 3, [3, 0, 0]),
            ("行政复议", 3, [2, 1]),
            ("行政诉讼", 0, [0, 0]),
        ]
        check_answer(answer)
        check_figures(answer)

    def test_number_no_headings_and_raise_nothing(self) -> None:
        answer = read("a.html", STATUTORY.encode())
        assert [heading.number for heading in answer.outline] == ["一", "二", "三"]
        assert answer.warnings == []

    def test_whose_rows_do_not_come_to_their_sum_are_told(self) -> None:
        wrong = STATUTORY.replace(
            "<td>5</td><td>1</td><td>0</td><td>6</td>", "<td>5</td><td>1</td><td>0</td><td>7</td>"
        )
        assert codes(read("a.html", wrong.encode())) == ["parts_do_not_sum"]


def figures(words: str) -> list[Figure]:
    return read("a.txt", f"云州市卫生健康委员会2025年工作总结\n{words}".encode()).figures


class TestBases:
    @pytest.mark.parametrize(
        ("words", "rate", "base"),
        [
            ("受理投诉200件，办结188件，正在办理12件，办结率94%。", "办结率", 200),
            ("受理投诉1260件。已办结1226件，办结率97.3%。", "办结率", 1260),
            ("办理许可4318件，其中执业许可318件、注册4000件，按时办结率100%。", "按时办结率", 4318),
            ("调解医疗纠纷184起，调解成功率91.3%。", "调解成功率", 184),
            ("抽查任务1245户，完成1231户，关闭14户，完成率98.88%。", "完成率", 1245),
            ("评查案卷60份，评出优秀案卷45份，优秀率75%。", "优秀率", 60),
            ("办理人大建议18件、政协提案22件，办复率100%。", "办复率", None),
            ("受理投诉200件，群众满意率99.5%。", "群众满意率", None),
            ("检查单位100家，责令整改12家，整改率100%。", "整改率", None),
            ("处置线索10件，办结率93.3%。", "办结率", None),
        ],
    )
    def test_of_rates_are_what_was_to_be_done(self, words: str, rate: str, base: int | None) -> None:
        found = next(one for one in figures(words) if one.label == rate)
        assert (found.base.value if found.base else None) == base

    def test_of_shares_may_be_named_by_the_paragraph(self) -> None:
        words = (
            "共受理投诉1260件，其中信访件395件、热线工单865件。\n"
            "从内容来看，热线工单反映态度346件，占40%；反映收费173件，占20%；其他346件，占40%。"
        )
        shares = [one for one in figures(words) if one.rate is not None]
        assert [one.base.value for one in shares if one.base] == [865, 865, 865]


class TestSums:
    @pytest.mark.parametrize(
        ("words", "label", "parts"),
        [
            ("处理来电90件、投诉45件、建议15件，合计150件。", "合计", [90, 45, 15]),
            ("甲院投诉12件、乙院投诉9件，两家共21件。", "共", [12, 9]),
            ("接收问题线索80件。其中群众举报50件，上级交办30件。", "问题线索", [50, 30]),
            ("受理举报300件，办结290件；其中服务120件、费用100件、其他80件。", "受理举报", [120, 100, 80]),
        ],
    )
    def test_may_stand_behind_or_before_their_parts(self, words: str, label: str, parts: list[int]) -> None:
        whole = next(one for one in figures(words) if one.label == label)
        assert [part.value for part in whole.parts] == parts

    @pytest.mark.parametrize(
        "heading",
        [
            "下一步工作",
            "2025年度工作安排",
            "下一阶段重点工作",
            "明年工作打算",
            "今后努力方向",
            "2025年工作计划",
        ],
    )
    def test_of_what_is_planned_are_none_of_the_year(self, heading: str) -> None:
        assert figures(f"一、工作情况\n受理投诉20件。\n二、{heading}\n培训人员200人。")[1:] == []


class TestNames:
    @pytest.mark.parametrize(
        ("words", "named"),
        [
            ("全年组织开展义诊43次。", ["义诊43次"]),
            ("开展10次健康宣传活动。", ["健康宣传活动10次"]),
            ("我委共受理群众投诉举报230件。", ["群众投诉举报230件"]),
            ("查处23起违法案件。", ["违法案件23起"]),
            ("对120家医疗机构开展监督检查。", ["医疗机构120家"]),
            ("出动执法人员356人次，检查单位178家次。", ["执法人员356人次", "检查单位178家次"]),
            ("将1860家被监管单位分为四级。", ["被监管单位1860家"]),
            ("存在5个突出问题。", ["突出问题5个"]),
            ("约谈12人，行政处罚违法行为30起。", ["约谈12人", "行政处罚违法行为30起"]),
            ("通过热线平台受理群众诉求320件。", ["群众诉求320件"]),
            ("开展巡查三次，约谈两家单位。", ["巡查3次", "单位2家"]),
            ("新建制度5项，修订制度8项。", ["新建制度5项", "修订制度8项"]),
            ("全县12家公立医院、8家民营医院实现“一码通”。", ["公立医院12家", "民营医院8家"]),
            ("制定《医疗纠纷处置办法》等规范性文件2件。", ["《医疗纠纷处置办法》等规范性文件2件"]),
            ("受理量同比上升12.5%。", ["受理量12.5%"]),
            ("办理时限平均压缩62%。", ["办理时限62%"]),
            ("随着门诊量由上年的586万人次增加到631万人次。", ["门诊量586万人次", "门诊量631万人次"]),
            ("开展执法检查,共检查120家。", ["执法检查120家"]),
            ("热线工单反映服务态度33件，反映排队时间22件。", ["服务态度33件", "排队时间22件"]),
            ("投诉较多的3家医院被约谈。", ["医院3家"]),
            ("法律顾问提出法律意见143条。", ["法律意见143条"]),
            ("在全系统通报典型案例15起。", ["典型案例15起"]),
            ("发放宣传物资折合人民币3.2万元。", ["宣传物资3.2万元"]),
            ("会同市公安局、市市场监管局联合开展执法检查16次。", ["执法检查16次"]),
            ("开展明察暗访6轮次。", ["明察暗访6轮次"]),
            ("短视频播放量突破40万次。", ["短视频播放量40万次"]),
            ("现有执业医师612名，平均年龄41.3岁，65岁以上老年人签约。", ["执业医师612名", "平均年龄41.3岁"]),
            ("投诉占比由2024年的35%下降至28.6%。", ["投诉占比35%", "投诉占比28.6%"]),
            ("推送信息826条，粉丝数18.6万。", ["推送信息826条", "粉丝数18.6万"]),
            ("退单率由5.6%降至3.2%。", ["退单率5.6%", "退单率3.2%"]),
            ("全区卫生系统共受理群众投诉1,206件。", ["群众投诉1206件"]),
            ("组织处理7人，了结20件次。", ["组织处理7人", "了结20件次"]),
            ("来信占比最高，共90件，其次为来电52件。", ["来信90件", "来电52件"]),
            ("家庭医生签约24.28万人。", ["家庭医生签约24.28万人"]),
            ("举办培训班3期，培训450人次。", ["培训班3期", "培训450人次"]),
        ],
    )
    def test_are_the_shortest_complete_words(self, words: str, named: list[str]) -> None:
        assert [f"{one.label}{one.value:g}{one.unit}" for one in figures(words)] == named


class TestNoFigures:
    @pytest.mark.parametrize(
        "words",
        [
            "根据云府发〔2017〕5号文件第二十条第(一)项规定办理。",
            "落实“两个责任”和“三重一大”制度，推进第三批试点。",
            "2025年3月1日至11月30日，为0-6岁儿童和65岁以上老年人服务。",
            "咨询电话12345，传真0999-2024188，组建“1+1+5+40”队伍。",
            "每季度至少开展1次警示教育，力争达到95%以上。",
            "书面一次告知，最多跑一次，重视每一起案件。",
            "依据《十项措施100条》开展五大工程。",
            "在15个工作日内答复，限3个月内完成。",
        ],
    )
    def test_are_dates_numbers_of_documents_rules_and_fixed_words(self, words: str) -> None:
        assert [f"{one.label}{one.value:g}{one.unit}" for one in figures(words)] == []

    def test_are_plans_of_the_next_year(self) -> None:
        assert figures("一、成效\n培训30人。\n二、2026年工作打算\n培训50人。")[0].value == 30
        assert len(figures("一、成效\n培训30人。\n二、2026年工作打算\n培训50人。")) == 1


class TestTies:
    def test_infer_a_base_only_where_no_other_number_fits(self) -> None:
        sure = figures("即办件32项，审批项目的33.68%。")[0]
        assert sure.base is not None
        assert (sure.base.label, sure.base.value, sure.base.inferred, sure.rate) == (
            "审批项目",
            95,
            True,
            33.68,
        )
        assert figures("即办件320项，审批项目的33%。")[0].base is None

    def test_share_out_as_many_percentages_as_numbers(self) -> None:
        told = figures("共收到来信200件。来访和电话分别为20件、16件，分别占10%、8%。")[1:]
        assert [(one.label, one.value, one.rate) for one in told] == [("来访", 20, 10), ("电话", 16, 8)]
        assert [one.base.value if one.base else None for one in told] == [200, 200]

    def test_divide_a_part_again(self) -> None:
        told = figures("共有机构64家，其中医院45家(三级5家、二级18家、一级22家)，诊所19家。")
        assert [(one.label, [part.value for part in one.parts]) for one in told] == [
            ("机构", [45, 19]),
            ("医院", [5, 18, 22]),
        ]
        assert told[1].text.endswith(")")

    def test_take_one_rate_for_two_names(self) -> None:
        assert [one.label for one in figures("按时办结率、满意率均为100%。")] == ["按时办结率", "满意率"]

    def test_give_a_part_of_its_own_division_the_whole_as_its_base(self) -> None:
        whole, part = figures("受理信访172件次(其中上级交办9件)：服务100件，收费72件。")
        assert [one.value for one in whole.parts] == [100, 72]
        assert part.base is not None
        assert (part.label, part.base.value) == ("上级交办", 172)


WORDS = st.sampled_from(
    [
        *[
            "受理信访",
            "12件",
            "345件次",
            "其中",
            "占",
            "33.3%",
            "来访",
            ",",
            "、",
            "。",
            ";",
            ":",
            "(",
            ")",
            "\n",
            "件数",
        ],
        *[
            "从方式来看",
            "比上年同期",
            "上升",
            "下降到",
            "由",
            "分别为",
            "三次",
            "5万元",
            "均为",
            "率",
            "合计",
            " ",
            "余",
        ],
        *[
            "承办单位",
            "7",
            "办结数",
            "0.5",
            "“",
            "”",
            "《",
            "》",
            "其他",
            "的",
            "中",
            "１２",
            "件",
            "次",
            "第",
            "每月",
        ],
    ]
)


class TestAnyStatistics:
    @settings(max_examples=300, deadline=None)
    @given(st.lists(WORDS, max_size=60))
    def test_invent_nothing_and_lose_nothing(self, words: list[str]) -> None:
        text = "云州市卫生健康委员会2025年工作总结\n" + "".join(words)
        answer = read("a.txt", text.encode())
        check_answer(answer)
        check_figures(answer)
