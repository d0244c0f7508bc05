"""Kind, title, issuer, number, dates and outline of documents whose body no rules read yet."""

from datetime import date

from mingze.papers.answer import Answer
from mingze.papers.reader import read
from mingze.samples import ANNUAL_REPORT, PLAN, sample
from tests.papers.reading import forms
from tests.papers.reading.checks import check_answer, codes


def plan() -> Answer:
    return read(PLAN, sample(PLAN))


class TestPlan:
    def test_takes_the_title_of_the_plan_not_of_the_notice(self) -> None:
        answer = plan()
        assert answer.kind == "campaign_plan"
        assert answer.title == "全市医疗机构“小金库”和违规收费专项治理工作方案"
        assert answer.aliases == ["全市医疗机构“小金库”和违规收费专项整治实施方案"]
        assert codes(answer) == ["alias_title"]

    def test_reads_issuer_number_and_both_dates(self) -> None:
        answer = plan()
        assert (answer.issuer, answer.document_number) == ("云州市卫生健康委员会", "云卫发〔2025〕12号")
        assert (answer.issued_on, answer.printed_on) == (date(2025, 2, 18), date(2025, 2, 20))

    def test_reads_the_outline(self) -> None:
        outline = plan().outline
        assert [(one.number, one.title, len(one.children)) for one in outline] == [
            ("一", "指导思想", 0),
            ("二", "治理范围和对象", 0),
            ("三", "治理内容", 3),
            ("四", "方法步骤", 3),
            ("五", "工作要求", 2),
        ]
        assert outline[3].children[0].title == "动员自查阶段(2025年2月20日—4月15日)"

    def test_invents_nothing_and_loses_nothing(self) -> None:
        check_answer(plan())

    def test_falls_back_on_the_name_in_the_notice(self) -> None:
        words = (
            sample(PLAN)
            .decode()
            .replace("全市医疗机构“小金库”和违规收费\n专项治理工作方案\n近年来", "近年来")
        )
        answer = read("plan.txt", words.encode())
        assert answer.title == "全市医疗机构“小金库”和违规收费专项治理工作方案"


class TestAnnualReport:
    def test_reads_the_signature_before_the_metadata(self) -> None:
        answer = read(ANNUAL_REPORT, sample(ANNUAL_REPORT))
        assert answer.kind == "annual_report"
        assert answer.title == "云州市卫生健康委员会关于2025年度法治建设情况的报告"
        assert (answer.issuer, answer.document_number) == ("云州市卫生健康委员会", None)
        assert (answer.issued_on, answer.published_on) == (date(2026, 1, 22), date(2026, 3, 20))
        assert codes(answer) == ["two_dates"]
        check_answer(answer)

    def test_puts_paragraphs_of_a_count_under_their_section(self) -> None:
        outline = read(ANNUAL_REPORT, sample(ANNUAL_REPORT)).outline
        assert [[child.number for child in one.children] for one in outline] == [
            ["(一)", "(二)"],
            ["一是", "二是", "三是"],
            [],
        ]


class TestTitle:
    def test_is_not_taken_from_the_menus_of_a_page(self) -> None:
        menu = "首页\n政务公开\n通知公告\n政府信息公开年报\n当前位置: 首页 > 通知公告\n"
        answer = read("a.txt", (menu + forms.status_first()).encode())
        assert answer.title == "南屏区卫生健康局党组关于巡察整改情况的通报"
        assert answer.kind == "rectification_report"

    def test_may_run_over_lines(self) -> None:
        title = "中共南屏区卫生健康局党组\n关于巡察整改情况的\n通报"
        words = forms.status_first().split("\n", 1)[1]
        answer = read("a.txt", f"{title}\n{words}".encode())
        assert answer.title == "中共南屏区卫生健康局党组关于巡察整改情况的通报"

    def test_is_not_taken_from_the_columns_of_a_table(self) -> None:
        answer = read("a.csv", "序号,问题,整改落实情况\n1,账实不符,已清查\n".encode())
        assert answer.title is None


class TestUnknown:
    def test_says_so_of_a_text_of_no_known_kind(self) -> None:
        answer = read("note.txt", "今天下午三点在二楼会议室开会,请准时参加。".encode())
        assert (answer.kind, answer.title, answer.findings) == ("unknown", None, [])
        check_answer(answer)
