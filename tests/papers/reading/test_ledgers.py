"""Ledgers: columns by their synonyms, merged cells, other sheets of paper."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from docx import Document

from mingze.papers.answer import Answer
from mingze.papers.extract import extract
from mingze.papers.reader import read
from tests.papers.fuzzing import SEEDS
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer


class TestLedger:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("ledger.xlsx", forms.as_xlsx(forms.answer().findings)),
            ("ledger.csv", forms.as_csv(forms.answer().findings)),
        ],
        ids=["xlsx", "csv"],
    )
    def test_reads_every_row(self, name: str, data: bytes) -> None:
        answer = read(name, data)
        assert answer.kind == "finding_ledger"
        assert [
            (one.number, one.group, one.problem, one.measures, one.progress, one.status, one.status_text)
            for one in answer.findings
        ] == [
            (one.number, one.group, one.problem, one.measures, one.progress, one.status, one.status_text)
            for one in forms.answer().findings
        ]
        assert {(one.unit, one.due) for one in answer.findings} == {("基层卫生科", date(2025, 9, 30))}
        check_answer(answer)

    def test_takes_the_title_above_the_columns(self) -> None:
        answer = read("ledger.xlsx", forms.as_xlsx(forms.answer().findings))
        assert answer.title == "云州市卫生健康委员会巡察整改台账"

    @pytest.mark.parametrize(
        "head",
        [
            "序号,具体问题,措施,责任人,完成时限",
            "编号,问题内容,整改举措,责任领导,整改期限",
            "问题序号,反馈的问题,具体整改措施,牵头领导,整改时限(年月日)",
        ],
    )
    def test_knows_columns_by_other_names(self, head: str) -> None:
        answer = read("a.csv", f"{head}\n1,账实不符,清查资产,周岚,2025-06-30\n".encode())
        finding = answer.findings[0]
        assert (finding.number, finding.problem, finding.measures) == ("1", "账实不符", ["清查资产"])
        assert (finding.owner, finding.due) == ("周岚", date(2025, 6, 30))

    def test_takes_the_number_in_the_text_before_the_place_of_the_row(self) -> None:
        words = "序号,所属部分,文中编号,问题,重点问题,完成情况\n7,二,1,账实不符,是,已完成\n8,一,,食堂未招标,否,未完成\n"
        answer = read("a.csv", words.encode())
        assert [(one.section, one.number, one.key_matter) for one in answer.findings] == [
            ("二", "1", True),
            ("一", None, False),
        ]
        assert answer.unread == []
        check_answer(answer)

    def test_leaves_an_answer_it_does_not_know_unread(self) -> None:
        answer = read("a.csv", "序号,问题,重点问题\n1,账实不符,待定\n".encode())
        assert answer.findings[0].key_matter is False
        assert [answer.text[slice(*span)] for span in answer.unread] == ["待定"]

    def test_lists_a_due_date_it_cannot_read_as_unread(self) -> None:
        answer = read("a.csv", "序号,问题,整改措施,完成时限\n1,账实不符,清查,长期坚持\n".encode())
        assert answer.findings[0].due is None
        assert [answer.text[slice(*span)] for span in answer.unread] == ["长期坚持"]

    def test_gives_a_problem_over_several_rows_all_their_measures(self) -> None:
        page = (
            "<table><tr><td>序号</td><td>反馈问题</td><td>整改措施</td></tr>"
            "<tr><td>1</td><td>账实不符</td><td>清查资产</td></tr></table>"
        )
        answer = read("a.html", page.encode())
        assert [(one.problem, one.measures) for one in answer.findings] == [("账实不符", ["清查资产"])]
        check_answer(answer)

    def test_reads_merged_problem_cells_as_one_finding(self) -> None:
        answer = read("a.xlsx", forms.merged_problem())
        assert [(one.problem, one.measures) for one in answer.findings] == [
            ("账实不符", ["清查资产", "明确资产管理员"]),
            ("食堂未招标", ["公开招标"]),
        ]
        check_answer(answer)


HEAD = ("序号", "反馈问题", "整改措施", "责任单位", "整改时限", "完成情况")
FIRST = ("1", "账实不符", "清查资产", "财务科", "2025年6月30日", "已完成")
SECOND = ("2", "食堂未招标", "公开招标", "总务科", "2025年7月31日", "推进中")
MERGED = tuple[int, int, int, int]


def sheet(rows: Sequence[Sequence[object]], merged: Sequence[MERGED] = ()) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        _write(book.add_worksheet(), rows, merged)
    return buffer.getvalue()


def _write(page: Any, rows: Sequence[Sequence[object]], merged: Sequence[MERGED]) -> None:
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    for top, left, bottom, right in merged:
        page.merge_range(top, left, bottom, right, rows[top][left])


def word(rows: Sequence[Sequence[object]], merged: Sequence[MERGED] = (), lead: str = "") -> bytes:
    document = Document()
    for line in lead.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            table.cell(at, column).text = str(value)
    for top, left, bottom, right in merged:
        words = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = words
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page(rows: Sequence[Sequence[object]], merged: Sequence[MERGED] = ()) -> bytes:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merged}
    hidden = {
        (row, column)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    lines = ""
    for at, row in enumerate(rows):
        cells = ""
        for column, value in enumerate(row):
            if (at, column) not in hidden:
                down, across = spans.get((at, column), (1, 1))
                cells += f"<td rowspan={down} colspan='{across}'><p>{value}</p></td>"
        lines += f"<tr>{cells}</tr>"
    return f"<html><body><table><tbody>{lines}</tbody></table></body></html>".encode()


def comma(rows: Sequence[Sequence[object]], merged: Sequence[MERGED] = ()) -> bytes:
    """As a sheet saves it: what a merged cell covers is empty."""
    return "\n".join(",".join(str(value) for value in row) for row in rows).encode("gb18030")


def markdown(rows: Sequence[Sequence[object]], merged: Sequence[MERGED] = ()) -> bytes:
    lines = ["| " + " | ".join(str(value) for value in row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]).encode()


FORMS = {"a.xlsx": sheet, "a.docx": word, "a.html": page, "a.csv": comma, "a.md": markdown}
every_form = pytest.mark.parametrize("name", FORMS)


def fields(answer: Answer) -> list[tuple[object, ...]]:
    return [(one.number, one.problem, one.measures, one.unit, one.due, one.status) for one in answer.findings]


BOTH = [
    ("1", "账实不符", ["清查资产"], "财务科", date(2025, 6, 30), "done"),
    ("2", "食堂未招标", ["公开招标"], "总务科", date(2025, 7, 31), "in_progress"),
]


class TestEveryFile:
    """The same table in every kind of file."""

    @every_form
    def test_reads_plain_rows(self, name: str) -> None:
        answer = read(name, FORMS[name]([HEAD, FIRST, SECOND]))
        assert answer.kind == "finding_ledger"
        assert fields(answer) == BOTH
        check_answer(answer)

    @every_form
    def test_takes_a_row_of_one_cell_as_the_group_of_the_rows_below(self, name: str) -> None:
        first, second = ("一、政治建设方面", *[""] * 5), ("二、作风建设方面", *[""] * 5)
        merged = [(1, 0, 1, 5), (3, 0, 3, 5)]
        answer = read(name, FORMS[name]([HEAD, first, FIRST, second, SECOND], merged))
        assert fields(answer) == BOTH
        assert [one.group for one in answer.findings] == ["一、政治建设方面", "二、作风建设方面"]
        check_answer(answer)

    @every_form
    def test_takes_two_levels_of_groups_as_section_and_group(self, name: str) -> None:
        rows = [
            HEAD,
            ("一、政治建设方面", *[""] * 5),
            ("(一)学习不够", *[""] * 5),
            FIRST,
            ("(二)落实不力", *[""] * 5),
            SECOND,
        ]
        merged = [(1, 0, 1, 5), (2, 0, 2, 5), (4, 0, 4, 5)]
        answer = read(name, FORMS[name](rows, merged))
        assert [(one.section, one.group) for one in answer.findings] == [
            ("一", "(一)学习不够"),
            ("一", "(二)落实不力"),
        ]
        check_answer(answer)

    @every_form
    def test_reads_a_head_of_two_rows(self, name: str) -> None:
        rows = [
            ("序号", "反馈问题", "整改措施", "整改情况", "", "责任单位"),
            ("", "", "", "整改进展", "完成情况", ""),
            ("1", "账实不符", "清查资产", "清查三次", "已完成", "财务科"),
        ]
        merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 1, 5)]
        finding = read(name, FORMS[name](rows, merged)).findings[0]
        assert (finding.number, finding.problem, finding.measures) == ("1", "账实不符", ["清查资产"])
        assert (finding.progress, finding.status_text, finding.unit) == ("清查三次", "已完成", "财务科")

    @every_form
    def test_reads_a_head_whose_second_row_names_the_problem(self, name: str) -> None:
        rows = [
            ("序号", "巡察反馈情况", "", "整改措施"),
            ("", "问题类别", "具体问题", ""),
            ("1", "政治建设", "账实不符", "清查资产"),
        ]
        merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)]
        finding = read(name, FORMS[name](rows, merged)).findings[0]
        assert (finding.number, finding.group, finding.problem, finding.measures) == (
            "1",
            "政治建设",
            "账实不符",
            ["清查资产"],
        )

    @every_form
    def test_goes_on_with_measures_where_the_problem_is_empty(self, name: str) -> None:
        rows = [HEAD, FIRST, ("", "", "登记造册", "", "", ""), SECOND]
        answer = read(name, FORMS[name](rows, []))
        assert [(one.problem, one.measures) for one in answer.findings] == [
            ("账实不符", ["清查资产", "登记造册"]),
            ("食堂未招标", ["公开招标"]),
        ]
        check_answer(answer)

    @pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.html"])
    def test_reads_problems_that_reach_down_over_their_measures(self, name: str) -> None:
        rows = [
            HEAD,
            FIRST,
            ("", "", "登记造册", "资产科", "2025年8月31日", "推进中"),
            ("", "", "专人管理", "", "", ""),
            SECOND,
        ]
        merged = [(1, 0, 3, 0), (1, 1, 3, 1)]
        answer = read(name, FORMS[name](rows, merged))
        assert [(one.number, one.measures, one.unit) for one in answer.findings] == [
            ("1", ["清查资产", "登记造册", "专人管理"], "财务科"),
            ("2", ["公开招标"], "总务科"),
        ]
        # One finding has one unit and one day: what further rows say of their measures is shown, not guessed at.
        unread = [answer.text[slice(*span)] for span in answer.unread]
        assert "资产科" in "".join(unread)
        check_answer(answer)

    @every_form
    def test_knows_a_head_that_is_printed_again(self, name: str) -> None:
        answer = read(name, FORMS[name]([HEAD, FIRST, HEAD, SECOND], []))
        assert fields(answer) == BOTH
        assert answer.unread == []

    @every_form
    def test_leaves_notes_and_totals_unread(self, name: str) -> None:
        rows = [HEAD, FIRST, SECOND, ("合计", "2个", *[""] * 4), ("填表说明:本表一式两份。", *[""] * 5)]
        answer = read(name, FORMS[name](rows, [(4, 0, 4, 5)]))
        assert fields(answer) == BOTH
        assert "填表说明:本表一式两份。" in "".join(answer.text[slice(*span)] for span in answer.unread)
        check_answer(answer)

    @every_form
    def test_reads_who_filled_it_in_and_when_above_the_head(self, name: str) -> None:
        rows = [
            ("清河县水利局巡察整改台账", *[""] * 5),
            ("填报单位:清河县水利局", "", "", "填报日期:2025年11月20日", "", ""),
            HEAD,
            FIRST,
        ]
        answer = read(name, FORMS[name](rows, [(0, 0, 0, 5)]))
        assert answer.title == "清河县水利局巡察整改台账"
        assert (answer.issuer, answer.issued_on) == ("清河县水利局", date(2025, 11, 20))
        assert len(answer.findings) == 1
        check_answer(answer)

    @every_form
    def test_passes_over_blank_columns_and_rows(self, name: str) -> None:
        rows = [
            ("序号", "", "反馈问题", "整改措施", ""),
            ("", "", "", "", ""),
            ("1", "", "账实不符", "清查资产", ""),
        ]
        finding = read(name, FORMS[name](rows, [])).findings[0]
        assert (finding.number, finding.problem, finding.measures) == ("1", "账实不符", ["清查资产"])


class TestValues:
    @pytest.mark.parametrize(
        ("printed", "day"),
        [
            ("2025-06-30", date(2025, 6, 30)),
            ("2025/6/30", date(2025, 6, 30)),
            ("2025.6.30", date(2025, 6, 30)),
            ("2025年6月30日前", date(2025, 6, 30)),
            ("2025年6月底前", date(2025, 6, 30)),
            ("2025.02", date(2025, 2, 28)),
            ("2024-2", date(2024, 2, 29)),
            ("45838", date(2025, 6, 30)),
            ("45838.0", date(2025, 6, 30)),
            ("99999", None),
            ("2025.13", None),
            ("长期坚持", None),
            ("立行立改", None),
        ],
    )
    def test_reads_days_as_they_are_written(self, printed: str, day: date | None) -> None:
        answer = read("a.csv", f"序号,问题,完成时限\n1,账实不符,{printed}\n".encode())
        assert answer.findings[0].due == day
        check_answer(answer)

    @pytest.mark.parametrize(
        ("printed", "number"), [("1.0", "1"), ("1、", "1"), ("(1)", "1"), ("12", "12"), ("A-3", "A-3")]
    )
    def test_reads_numbers_as_they_are_written(self, printed: str, number: str) -> None:
        assert (
            read("a.csv", f"序号,问题,措施\n{printed},账实不符,清查\n".encode()).findings[0].number == number
        )

    def test_reads_days_numbers_and_what_formulas_came_to_in_a_sheet(self) -> None:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, [1.0, "账实不符", "清查资产", "财务科"])
            page.write_datetime(1, 4, date(2025, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
            page.write_formula(1, 5, '="已"&"完成"', None, "已完成")
        assert fields(read("a.xlsx", buffer.getvalue())) == BOTH[:1]

    def test_reads_an_old_sheet(self) -> None:
        answer = read("a.xls", (SEEDS / "small.xls").read_bytes())
        assert [(one.number, one.group, one.problem, one.measures) for one in answer.findings] == [
            ("1", "一、政治建设方面", "账实不符", ["清查", "登记"]),
            ("2", "一、政治建设方面", "食堂未招标", ["公开招标"]),
        ]
        assert answer.title == "清河县水利局整改台账"
        assert answer.findings[0].due == date(2025, 6, 30)
        check_answer(answer)

    def test_reads_an_open_document_sheet(self) -> None:
        assert fields(read("a.ods", (SEEDS / "small.ods").read_bytes()))[0][:2] == ("1", "账实不符")


class TestSheets:
    def test_reads_every_sheet_and_tells_hidden_ones(self) -> None:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            _write(book.add_worksheet("一季度"), [HEAD, FIRST], [])
            _write(book.add_worksheet("二季度"), [HEAD, SECOND], [])
            hidden = book.add_worksheet("选项")
            _write(hidden, [("已完成",), ("推进中",)], [])
            hidden.hide()
        answer = read("a.xlsx", buffer.getvalue())
        assert fields(answer) == BOTH
        assert [(one.code, one.message) for one in answer.warnings] == [
            ("hidden_sheet", "隐藏的工作表没有读取:选项")
        ]

    def test_reads_hidden_rows_and_columns(self) -> None:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            page = book.add_worksheet()
            _write(page, [HEAD, FIRST, SECOND], [])
            page.set_row(2, None, None, {"hidden": True})
            page.set_column(3, 3, None, None, {"hidden": True})
        assert fields(read("a.xlsx", buffer.getvalue())) == BOTH

    def test_reads_lists_of_the_same_problems_as_one(self) -> None:
        """问题清单、任务清单、责任清单、销号清单 in one book: each says something else of the same problems."""
        lists: dict[str, list[tuple[object, ...]]] = {
            "问题清单": [
                ("序号", "反馈问题", "问题类别"),
                (1, "账实不符", "财务管理"),
                (2, "食堂未招标", "采购"),
            ],
            "任务清单": [
                ("序号", "反馈问题", "整改措施"),
                (1, "账实不符", "清查资产"),
                (2, "食堂未招标", "公开招标"),
            ],
            "责任清单": [
                ("序号", "反馈问题", "责任单位", "整改时限"),
                (1, "账实不符", "财务科", "2025年6月30日"),
            ],
            "对账销号清单": [
                ("序号", "反馈问题", "完成情况"),
                (1, "账实不符", "已完成"),
                (2, "食堂未招标", "推进中"),
            ],
        }
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            for name, rows in lists.items():
                _write(book.add_worksheet(name), rows, [])
        answer = read("a.xlsx", buffer.getvalue())
        assert fields(answer) == [BOTH[0], ("2", "食堂未招标", ["公开招标"], None, None, "in_progress")]
        assert [one.group for one in answer.findings] == ["财务管理", "采购"]
        assert answer.unread == []
        check_answer(answer)


class TestInsideAReport:
    LEAD = (
        "中共清河县水利局党组关于巡察整改进展情况的通报\n一、反馈问题整改落实情况\n(一)政治建设方面\n"
        "1.学习计划落实不严。\n整改措施:修订学习制度。\n整改进展:检查4次。\n完成情况:已完成\n二、下一步工作打算\n持续推进。"
    )

    def test_reads_the_text_and_the_table(self) -> None:
        answer = read("a.docx", word([HEAD, FIRST, SECOND], [], self.LEAD))
        assert answer.kind == "rectification_report"
        assert [one.problem for one in answer.findings] == ["学习计划落实不严。", "账实不符", "食堂未招标"]
        assert answer.findings[2].due == date(2025, 7, 31)
        check_answer(answer)

    def test_takes_a_problem_of_both_once(self) -> None:
        row = ("1", "学习计划落实不严。", "修订学习制度。", "办公室", "2025年6月30日", "已完成")
        answer = read("a.docx", word([HEAD, row], [], self.LEAD))
        assert [one.problem for one in answer.findings] == ["学习计划落实不严。"]
        check_answer(answer)

    def test_a_report_whose_findings_stand_in_a_table_alone_is_a_ledger_with_its_head(self) -> None:
        lead = "中共清河县水利局党组关于巡察整改进展情况的通报\n现将整改情况公布如下。"
        answer = read("a.docx", word([HEAD, FIRST, SECOND], [], lead))
        assert (answer.kind, answer.title) == (
            "finding_ledger",
            "中共清河县水利局党组关于巡察整改进展情况的通报",
        )
        assert fields(answer) == BOTH


class TestTablesThatGoOn:
    def test_reads_a_table_that_was_split(self) -> None:
        tables = [page(rows).decode() for rows in ([HEAD, FIRST], [SECOND])]
        answer = read("a.html", "<p>续表</p>".join(tables).encode())
        assert fields(answer) == BOTH
        check_answer(answer)

    @pytest.mark.parametrize("row", [("7", *SECOND[1:]), SECOND[:4], ("甲", *SECOND[1:])])
    def test_leaves_another_table_alone(self, row: tuple[str, ...]) -> None:
        tables = [page(rows).decode() for rows in ([HEAD, FIRST], [row])]
        assert fields(read("a.html", "".join(tables).encode())) == BOTH[:1]


class TestPages:
    def test_a_table_that_lays_out_a_page_is_none(self) -> None:
        inner = page([HEAD, FIRST, SECOND]).decode().split("<body>")[1].split("</body>")[0]
        outer = (
            f"<table><tr><td>菜单</td><td><h1>清河县水利局整改台账</h1>{inner}<p>下载</p></td></tr></table>"
        )
        answer = read("a.html", outer.encode())
        assert fields(answer) == BOTH
        assert len(extract("a.html", outer.encode()).tables) == 1

    @pytest.mark.parametrize("said", ["0", "-1", "x", "99999999999", "1e9", " 2 "])
    def test_takes_any_number_of_places(self, said: str) -> None:
        table = f"<table><tr><td colspan='{said}' rowspan={said!r}>甲</td></tr><tr><td>乙</td></tr></table>"
        assert extract("a.html", table.encode()).tables[0][0][0].text == "甲"
