"""Ledgers: columns by their synonyms, merged cells, other sheets of paper."""

from datetime import date

import pytest

from mingze.papers.reader import read
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
