"""Findings of rectification reports, in every form the same report may take."""

from dataclasses import replace
from datetime import date

import pytest

from mingze.papers.answer import Answer, Finding
from mingze.papers.reader import read
from mingze.samples import REPORT, sample
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer, codes, squeezed


def told(answer: Answer) -> list[Finding]:
    """Findings without their places, so that those of two files can be compared."""
    return [
        replace(
            finding,
            problem=squeezed(finding.problem),
            progress=squeezed(finding.progress or ""),
            measures=[squeezed(measure) for measure in finding.measures],
            span=(0, 0),
            spans={},
        )
        for finding in answer.findings
    ]


class TestReport:
    def test_reads_every_finding_once(self) -> None:
        findings = forms.answer().findings
        assert [one.number for one in findings] == [str(n) for n in range(1, 25)] + ["1", "2"]
        assert [one.section for one in findings] == ["一"] * 24 + ["二"] * 2
        assert len({one.group for one in findings if one.group}) == 7
        assert [one.number for one in findings if one.key_matter] == ["1", "2"]
        assert findings[24].group is None

    def test_reads_the_fields_of_a_finding(self) -> None:
        finding = forms.answer().findings[1]
        assert finding.group == "(一)谋划公共卫生工作站位不高。"
        assert finding.problem.startswith("慢性病随访数据失真。")
        assert [measure[:6] for measure in finding.measures] == ["组织全市慢性", "升级随访系统"]
        assert finding.progress is not None
        assert finding.progress.startswith("一是抽调业务骨干")
        assert (finding.status, finding.status_text) == ("done", "已完成整改")
        assert (finding.owner, finding.unit, finding.due) == (None, None, None)

    def test_keeps_progress_that_goes_on_in_a_second_paragraph(self) -> None:
        staged = [one for one in forms.answer().findings if one.status == "staged"]
        assert [one.number for one in staged] == ["4"]
        assert staged[0].progress is not None
        assert staged[0].progress.endswith("确保年内完成账务并轨。")

    def test_tells_a_number_before_a_year_from_a_decimal(self) -> None:
        assert forms.answer().findings[16].problem.startswith("2024年1月至10月,以会议名义")

    def test_reads_what_the_report_states_about_itself(self) -> None:
        answer = forms.answer()
        assert answer.kind == "rectification_report"
        assert answer.inspection is not None
        assert answer.inspection.to_json() == {
            "body": "六届市委第二巡察组",
            "from": "2025-03-03",
            "to": "2025-04-30",
            "feedback_on": "2025-06-12",
        }
        assert list(answer.to_json()["totals"].values()) == [26, 25, 1, None, 26, 25, 1, 11, 7]
        assert (answer.issuer, answer.issued_on) == ("中共云州市卫生健康委员会党组", date(2025, 12, 5))
        assert (answer.title, answer.published_on) == (None, date(2025, 12, 8))

    def test_drops_the_second_copy_and_says_so(self) -> None:
        answer = forms.answer()
        copy = next(one for one in answer.warnings if one.code == "duplicate_body")
        assert copy.span is not None
        assert answer.text[slice(*copy.span)] == forms.body()
        assert any(start <= copy.span[0] and copy.span[1] <= end for start, end in answer.unread)

    def test_lists_what_no_field_holds(self) -> None:
        answer = forms.answer()
        unread = "\n".join(answer.text[slice(*span)] for span in answer.unread)
        assert "欢迎广大干部群众" in unread
        assert "联系电话:0999-2024120" in unread
        assert "整改措施" not in unread.split("来源:")[0].split("制定整改措施")[0]


class TestForms:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("report.docx", forms.as_docx(forms.body())),
            ("report.html", forms.as_html(forms.body())),
            ("report.pdf", forms.as_pdf(forms.body())),
            ("report.md", f"# {forms.TITLE}\n\n{forms.body()}".encode()),
            ("report.txt", f"{forms.TITLE}\n{forms.body()}".encode("gb18030")),
            ("report.txt", f"{forms.TITLE}\n{forms.body()}".encode("utf-8-sig")),
            ("report.txt", f"{forms.TITLE}\r\n{forms.body()}".encode("utf-16")),
        ],
        ids=["docx", "html", "pdf", "md", "gb18030", "bom", "utf-16"],
    )
    def test_reads_the_same_out_of_every_file(self, name: str, data: bytes) -> None:
        answer, expected = read(name, data), forms.answer()
        assert told(answer) == told(expected)
        assert answer.title == forms.TITLE
        assert (answer.issuer, answer.issued_on) == (expected.issuer, expected.issued_on)
        assert (answer.inspection, answer.totals) == (expected.inspection, expected.totals)
        check_answer(answer)

    def test_reads_full_width_punctuation(self) -> None:
        answer, expected = read("full.txt", forms.full_width(forms.text()).encode()), forms.answer()
        assert len(answer.findings) == len(expected.findings)
        for found, printed in zip(answer.findings, expected.findings, strict=True):
            assert found.problem == forms.full_width(printed.problem)
            assert found.measures == [forms.full_width(measure) for measure in printed.measures]
            assert found.progress == forms.full_width(printed.progress or "")
            assert found.status == printed.status
        assert (answer.totals, answer.inspection) == (expected.totals, expected.inspection)
        assert codes(answer) == codes(expected)
        check_answer(answer)

    def test_reads_a_page_that_lost_its_line_breaks(self) -> None:
        answer = read("line.txt", forms.on_one_line(forms.body()).encode())
        assert told(answer) == told(forms.answer())
        assert (answer.issuer, answer.issued_on) == (forms.answer().issuer, forms.answer().issued_on)
        check_answer(answer)

    @pytest.mark.parametrize("after", ["", "(请使用浏览器的打印功能)", " 打印 关闭"])
    def test_takes_the_signature_off_the_last_words_of_a_line(self, after: str) -> None:
        words = "已建立采购监督小组并公示。" * 9 + "中共南屏区卫生健康局党组2025 年11月20日" + after
        page = f"南屏区卫生健康局党组关于巡察整改情况的通报\n一、整改情况\n1.关于“采购监督不力”问题的整改。{words}"
        answer = read("a.txt", page.encode())
        assert (answer.issuer, answer.issued_on) == ("中共南屏区卫生健康局党组", date(2025, 11, 20))
        assert [one.progress for one in answer.findings] == ["已建立采购监督小组并公示。" * 9]
        check_answer(answer)

    def test_keeps_the_line_above_a_signature_of_one_line(self) -> None:
        words = FIELDS.format(progress="资产已清查。") + "\n中共南屏区卫生健康局党组 2025年11月20日"
        answer = read("a.txt", words.encode())
        assert answer.issuer == "中共南屏区卫生健康局党组"
        assert [one.status for one in answer.findings] == ["done", "done"]

    def test_takes_no_organ_and_date_inside_a_sentence_for_a_signature(self) -> None:
        words = "已建立采购监督小组并公示。" * 9 + "区卫生健康局2025年11月20日,召开会议。"
        page = f"一、整改情况\n1.关于“采购监督不力”问题的整改。{words}"
        answer = read("a.txt", page.encode())
        assert (answer.issuer, answer.issued_on) == (None, None)
        assert [one.progress for one in answer.findings] == [words]


class TestVariants:
    def test_reads_a_status_that_stands_before_the_text(self) -> None:
        answer = read("a.txt", forms.status_first().encode())
        assert [(one.problem, one.progress) for one in answer.findings] == [
            (row.problem, row.progress) for row in forms.ROWS
        ]
        assert [one.status for one in answer.findings] == ["done", "staged", "in_progress"]
        assert answer.findings[0].measures == []
        check_answer(answer)

    @pytest.mark.parametrize("words", [forms.about_titles(), forms.about_titles_without_labels()])
    def test_takes_the_problem_out_of_a_title_about_it(self, words: str) -> None:
        answer = read("a.txt", words.encode())
        assert [(one.problem, one.progress, one.status) for one in answer.findings] == [
            (row.problem, row.progress, None) for row in forms.ROWS
        ]
        check_answer(answer)

    def test_takes_no_finding_from_the_section_on_organisation(self) -> None:
        answer = read("a.txt", forms.status_first().encode())
        assert {one.section for one in answer.findings} == {"二"}
        unread = "".join(answer.text[slice(*span)] for span in answer.unread)
        assert "召开党组会5次专题研究整改工作。" in unread

    @pytest.mark.parametrize(
        ("words", "status"),
        [
            ("已完成整改。", "done"),
            ("全部整改到位", "done"),
            ("已整改销号", "done"),
            ("基本完成", "mostly_done"),
            ("已完成(含基本完成)", "done"),
            ("基本完成取得阶段性成果并持续整改", "staged"),
            ("推进整改中", "in_progress"),
            ("仍需长期整改", "long_term"),
            ("未完成", "not_done"),
            ("责令重新整改", "not_done"),
            ("申请延期整改", "extended"),
            ("立行立改", None),
        ],
    )
    def test_knows_the_words_for_a_status(self, words: str, status: str | None) -> None:
        answer = read("a.txt", forms.status_first().replace("已完成\n", f"{words}\n").encode())
        assert answer.findings[0].status == status
        assert answer.findings[0].status_text == words.rstrip("。")
        assert "totals_mismatch" not in codes(answer)

    def test_keeps_owner_unit_and_due_date(self) -> None:
        words = forms.status_first().replace(
            "整改状态:已完成", "责任领导:周岚;责任科室:药政科;整改时限:2025年9月30日\n整改状态:已完成"
        )
        finding = read("a.txt", words.encode()).findings[0]
        assert (finding.owner, finding.unit, finding.due) == ("周岚", "药政科", date(2025, 9, 30))


FIELDS = "一、整改情况\n1.账实不符。\n整改措施:清查资产。\n整改进展:{progress}\n完成情况:已完成整改\n"
FIELDS += "2.食堂未招标。\n整改措施:公开招标。\n整改进展:招标已经完成。\n完成情况:已完成整改"


def first_of(progress: str) -> Finding:
    answer = read("关于巡察整改情况的通报.txt", FIELDS.format(progress=progress).encode())
    check_answer(answer)
    assert [one.status_text for one in answer.findings] == ["已完成整改", "已完成整改"]
    return answer.findings[0]


class TestProse:
    @pytest.mark.parametrize(
        "progress",
        [
            "下一步,将继续清查。",
            "资产已清查。\n下一步,将继续清查。",
            "联系电话:已在各院区公布。",
            "欢迎干部群众监督资产处置的公告已经张贴。",
            "通报如下。整改情况:良好。已归档。",
            "会议指出:“清查不彻底。整改情况:一般。”已归档。",
            "印发《资产清查办法》整改进展:按月报送。",
        ],
    )
    def test_stays_in_the_field_it_stands_in(self, progress: str) -> None:
        finding = first_of(progress)
        assert finding.progress == progress
        assert finding.measures == ["清查资产。"]

    def test_quotes_a_label_in_a_measure(self) -> None:
        words = FIELDS.format(progress="资产已清查。").replace("清查资产。", "按月上报。完成情况:逐项说明。")
        finding = read("a.txt", words.encode()).findings[0]
        assert (finding.measures, finding.status_text) == (["按月上报。完成情况:逐项说明。"], "已完成整改")

    def test_takes_a_label_after_a_sentence_for_a_field_where_the_finding_has_no_other(self) -> None:
        words = (
            FIELDS.format(progress="资产已清查。")
            .replace("。\n整改进展", "。整改进展")
            .replace("。\n完成", "。完成")
        )
        assert [
            (one.measures, one.progress, one.status) for one in read("a.txt", words.encode()).findings
        ] == [
            (["清查资产。"], "资产已清查。", "done"),
            (["公开招标。"], "招标已经完成。", "done"),
        ]

    def test_ends_the_last_finding_at_the_tail(self) -> None:
        words = FIELDS.format(progress="资产已清查。").removesuffix("\n完成情况:已完成整改")
        answer = read("a.txt", f"{words}\n下一步,局党组将持续巩固。\n联系电话:0999-1".encode())
        assert answer.findings[-1].progress == "招标已经完成。"
        assert [answer.text[slice(*span)] for span in answer.unread] == [
            "下一步,局党组将持续巩固。\n联系电话:0999-1"
        ]

    def test_takes_a_section_called_as_a_field_for_a_section(self) -> None:
        words = FIELDS.format(progress="资产已清查。").replace("一、整改情况", "一、反馈问题")
        assert [one.number for one in read("a.txt", words.encode()).findings] == ["1", "2"]


class TestSampleReport:
    def test_invents_nothing_and_loses_nothing(self) -> None:
        check_answer(read(REPORT, sample(REPORT)))
