"""The five published documents, by hand-made expectations. Collected only where they are at hand."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from mingze.papers.answer import Answer, Heading
from mingze.papers.outline import walk
from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer, codes

FOLDER = Path(os.environ["MINGZE_TEST_DOCUMENTS"])


def document(prefix: str) -> Answer:
    path = next(path for path in sorted(FOLDER.iterdir()) if path.name.startswith(prefix))
    return read(path.name, path.read_bytes())


def numbers(headings: list[Heading]) -> list[str]:
    return [heading.number for heading in headings]


@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
class TestEveryDocument:
    def test_invents_nothing_and_loses_nothing(self, prefix: str) -> None:
        check_answer(document(prefix))


# Every warning raised on the five documents: its code, the words it points at, and why it is true.
WARNINGS: dict[str, list[tuple[str, str, str]]] = {
    "000": [
        (
            "alias_title",
            "全市卫生计生系统开展",
            "the notice calls the plan by another name than its own title",
        )
    ],
    "001": [],
    "002": [
        ("page_fragments", "1、", "the copy site cut the text into numbered pages in the middle of words"),
        ("alias_title", "2023年卫生院", "the file is named otherwise than the plan inside"),
        ("impossible_date", "11月31日", "November has 30 days: step (1)"),
        ("impossible_date", "11月31日", "November has 30 days: step (2)"),
        ("impossible_date", "11月31日", "November has 30 days: step 3"),
        ("placeholder", "XX省", "never filled in"),
        ("placeholder", "XX次", "never filled in, twice"),
        ("placeholder", "XX市", "never filled in"),
        ("placeholder", "XX区", "never filled in, three times"),
        ("placeholder", "XX月", "never filled in, seven times"),
        ("placeholder", "2023XX号", "never filled in"),
        ("numbering_restarts", "三、", "a second 三 follows 三"),
        ("numbering_restarts", "(-)", "a second (一) follows (一)"),
    ],
    "003": [("two_dates", "2021-05-27", "the block says May, the signature January")],
    "004": [
        ("duplicate_body", "根据十二届", "the page prints the whole report twice"),
        ("broken_brackets", "”", "finding 3 quotes a plan with its marks in disorder"),
        ("numbering_restarts", "1", "1 and 2 again in the second section"),
        ("progress_copies_measure", "一是明确", "finding 30"),
        ("progress_copies_measure", "一是召开", "finding 34"),
        ("repeated_finding", "合理调配", "the second section repeats the measures of finding 5"),
        ("rules_count_differs", "健全完善制度32项", "32 claimed, 44 named"),
    ],
}


@pytest.mark.parametrize("prefix", sorted(WARNINGS))
def test_every_warning_is_listed_and_justified_and_no_other_is_raised(prefix: str) -> None:
    answer = document(prefix)
    raised = [(one.code, answer.text[slice(*one.span)]) for one in answer.warnings if one.span]
    expected = [(code, words) for code, words, _ in WARNINGS[prefix]]
    assert len(raised) == len(answer.warnings)
    assert sorted(code for code, _ in raised) == sorted(code for code, _ in expected)
    for code, words in expected:
        assert any(code == other and told.startswith(words) for other, told in raised), (code, words)


class TestRectificationReport:
    def test_reads_all_findings_and_none_from_the_second_copy(self) -> None:
        answer = document("004")
        findings = answer.findings
        assert answer.kind == "rectification_report"
        assert [finding.number for finding in findings] == [str(n) for n in range(1, 36)] + ["1", "2"]
        assert [finding.section for finding in findings] == ["一"] * 35 + ["二"] * 2
        assert len({finding.group for finding in findings if finding.group}) == 15
        assert [finding.key_matter for finding in findings] == [False] * 35 + [True] * 2
        assert findings[35].group is None

    def test_reads_status_measures_and_progress_of_each(self) -> None:
        findings = document("004").findings
        assert [finding.number for finding in findings if finding.status == "staged"] == ["4"]
        assert sum(finding.status == "done" for finding in findings) == 36
        assert findings[3].status_text == "取得阶段性进展"
        assert sum(len(finding.measures) for finding in findings) == 80
        assert all(finding.progress for finding in findings)
        assert findings[3].progress is not None
        assert "三是3月25日组织各基层医疗机构负责人" in findings[3].progress
        assert findings[20].problem.startswith("2020年6月12日以加班名义")

    def test_reads_what_it_states_about_itself(self) -> None:
        answer = document("004")
        assert answer.inspection is not None
        assert answer.inspection.to_json() == {
            "body": "十二届区委第三巡察组",
            "from": "2023-11-01",
            "to": "2023-12-30",
            "feedback_on": "2024-02-06",
        }
        totals = answer.to_json()["totals"]
        assert totals == {
            "findings": 37,
            "findings_done": 36,
            "findings_staged": 1,
            "findings_open": None,
            "items": 37,
            "items_done": 36,
            "items_open": 1,
            "rules": 32,
            "checks": 5,
        }
        assert (answer.issuer, answer.issued_on) == ("中共新城区卫健委党组", date(2024, 7, 15))
        assert (answer.title, answer.document_number) == (None, None)

    def test_says_which_findings_copied(self) -> None:
        answer = document("004")
        copied = [one.message for one in answer.warnings if one.code == "progress_copies_measure"]
        assert ["30项" in copied[0], "34项" in copied[1]] == [True, True]

    def test_reads_it_in_less_than_a_second(self) -> None:
        started = time.perf_counter()
        document("004")
        assert time.perf_counter() - started < 1


class TestPlans:
    def test_takes_the_title_of_the_plan_not_of_the_notice(self) -> None:
        answer = document("000")
        assert answer.kind == "campaign_plan"
        assert answer.title == "全市卫生计生系统懒政怠政为官不为问责年活动工作方案"
        assert answer.aliases == ["全市卫生计生系统开展懒政怠政为官不为问责年活动实施方案"]
        assert (answer.issuer, answer.document_number) == ("平顶山市卫生计生委", "平卫办〔2016〕27号")
        assert (answer.issued_on, answer.printed_on) == (date(2016, 5, 25), date(2016, 5, 25))
        assert numbers(answer.outline) == list("一二三四五六")
        assert numbers(answer.outline[2].children) == [f"({n})" for n in "一二三四五六七八"]
        steps = answer.outline[4].children
        assert [len(step.children) for step in steps] == [4, 4]

    def test_reads_a_plan_with_the_tail_of_a_site(self) -> None:
        answer = document("001")
        assert answer.kind == "campaign_plan"
        assert answer.title == "乳山市健康扶贫领域作风问题专项治理实施方案"
        assert (answer.issuer, answer.document_number) == (
            "中共乳山市卫生和计划生育局委员会",
            "乳卫计委〔2018〕3号",
        )
        assert (answer.issued_on, answer.printed_on) == (date(2018, 3, 22), date(2018, 3, 26))
        assert numbers(answer.outline) == list("一二三四五")
        assert [len(heading.children) for heading in answer.outline] == [0, 3, 6, 7, 3]
        assert [len(heading.children) for heading in answer.outline[2].children] == [0, 3, 3, 2, 4, 0]

    def test_joins_the_fragments_of_a_copy_site(self) -> None:
        answer = document("002")
        assert answer.kind == "campaign_plan"
        assert answer.title == "2023年医疗行业作风廉政建设工作专项治理方案"
        assert answer.aliases == ["2023年卫生院党风廉政建设工作专项行动实施方案"]
        assert (answer.issuer, answer.document_number, answer.issued_on) == (None, None, None)
        titles = [heading.title for heading in answer.outline]
        assert titles == ["指导思想和工作目标", "整治范围", "活动内容", "时间安排和方法步骤"]
        assert len(list(walk(answer.outline))) == 53


class TestAnnualReport:
    def test_reads_the_frame_and_tells_two_dates(self) -> None:
        answer = document("003")
        assert answer.kind == "annual_report"
        assert answer.title == "重庆市开州区卫生健康委员会关于2020年度法治政府建设情况的报告"
        assert (answer.issuer, answer.document_number) == ("重庆市开州区卫生健康委员会", None)
        assert (answer.issued_on, answer.published_on) == (date(2021, 1, 27), date(2021, 5, 27))
        assert [len(heading.children) for heading in answer.outline] == [3, 8, 4, 4]
        assert codes(answer) == ["two_dates"]
