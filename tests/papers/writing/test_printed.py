"""What profile A prints: numbers, words, totals."""

import re

import pytest

from mingze.papers.writing import Status, project
from mingze.papers.writing.composing import compose
from mingze.papers.writing.framing import Kind
from mingze.papers.writing.profiles import WORDS
from mingze.papers.writing.text import clean, numeral
from mingze.papers.writing.wording import measure_parts, measure_text, progress_paragraphs
from tests.papers.writing.samples import finding, report

STATED_TOTALS = re.compile(
    r"反馈(?:的)?(\d+)个(?:具体)?问题(?:[(\uff08]含(.+?)(\d+)个[)\uff09])?[,\uff0c](?:已)?"
    r"(?:完成整改|整改完成|已完成整改)(\d+)个[,、\uff0c](阶段性完成|取得阶段性成效|正在整改|基本完成)(\d+)个"
    r"(?:[,\uff0c]未完成(\d+)个)?"
)
STATED_ITEMS = re.compile(r"制定整改措施(\d+)条[,，]已完成整改措施(\d+)条[,，](\d+)条推进整改中")


def words_of(*findings: object, **values: object) -> str:
    return "\n".join(line.label + line.text for line in compose(project(report(*findings, **values))))  # type: ignore[arg-type]


class TestProject:
    def test_numbers_run_on_over_groups_and_begin_anew_with_key_matters(self) -> None:
        printed = project(
            report(
                finding(group="甲"),
                finding(group="乙"),
                finding(key_matter=True),
                finding(group="甲"),
                finding(group=None),
            )
        )
        assert [(one.section, one.group, one.number) for one in printed.findings] == [
            ("一", None, "1"),
            ("一", "（一）甲", "2"),
            ("一", "（一）甲", "3"),
            ("一", "（二）乙", "4"),
            ("二", None, "1"),
        ]

    def test_counts_a_given_group_number_anew(self) -> None:
        printed = project(report(finding(group="(七)履职不力。"), finding(group="（十二）监管不严")))
        assert [one.group for one in printed.findings] == ["（一）履职不力。", "（二）监管不严"]

    def test_uses_one_word_for_one_state(self) -> None:
        printed = project(report(*(finding(status=status) for status in Status)))
        assert [one.status_text for one in printed.findings] == [WORDS[status] for status in Status]
        assert len(set(WORDS.values())) == len(Status)

    def test_totals_count_what_is_printed(self) -> None:
        totals = project(
            report(
                finding(),
                finding(status=Status.STAGED),
                finding(status=Status.MOSTLY_DONE, measures=()),
                finding(status=Status.LONG_TERM),
                finding(status=None),
                finding(key_matter=True),
            )
        ).totals
        assert (totals.findings, totals.key_matters) == (6, 1)
        assert (totals.findings_done, totals.findings_staged, totals.findings_open) == (2, 2, 2)
        assert (totals.items, totals.items_done, totals.items_open) == (5, 2, 3)


class TestCompose:
    def test_states_totals_in_the_sentence_readers_know(self) -> None:
        text = words_of(
            *[finding() for _ in range(34)],
            finding(status=Status.STAGED),
            finding(key_matter=True),
            finding(key_matter=True),
            rules=32,
            checks=5,
        )
        stated = STATED_TOTALS.search(text)
        assert stated
        assert stated.groups() == ("37", "书记点事", "2", "36", "取得阶段性成效", "1", None)
        items = STATED_ITEMS.search(text)
        assert items
        assert items.groups() == ("37", "36", "1")
        assert "健全完善制度32项，开展日常监督检查5次。" in text

    def test_prints_no_zero(self) -> None:
        text = words_of(finding(), rules=0)
        assert "反馈的1个问题，已完成整改1个；制定整改措施1条，已完成整改措施1条。\n" in text
        assert "0" not in re.sub(r"20\d\d年|30日|0570-3011234", "", text)

    def test_leads_with_the_dates(self) -> None:
        lead = next(line.text for line in compose(project(report())) if line.kind is Kind.BODY)
        assert lead == (
            "根据十二届市委统一部署，2023年11月1日至2023年12月30日，十二届市委第三巡察组对中共云州市卫生健康委员会党组"
            "开展了常规巡察。2024年2月6日，十二届市委第三巡察组向中共云州市卫生健康委员会党组反馈了巡察意见。"
            "按照巡察工作有关要求，现将巡察整改进展情况予以公布。"
        )

    def test_leaves_out_what_is_not_known(self) -> None:
        text = words_of(
            finding(measures=(), progress=None, status=None, group=None), contacts=(), issued_on=None
        )
        for absent in (
            "整改措施：",
            "整改进展：",
            "完成情况：",
            "（一）",
            "二、",
            "欢迎",
            "制定整改措施",
            "None",
        ):
            assert absent not in text

    def test_sets_a_number_apart_from_a_problem_that_begins_with_one(self) -> None:
        assert "\n1. 3家医院管理不严\n" in words_of(finding("3家医院管理不严"))


class TestMeasures:
    def test_numbers_the_parts_anew_and_closes_each(self) -> None:
        parts = measure_parts(["一是修订办法，", " 三是公开结果。", "", "设立信箱；"])
        assert parts == ("修订办法；", "公开结果。", "设立信箱。")
        assert measure_text(parts) == "一是修订办法；二是公开结果。三是设立信箱。"

    def test_leaves_a_single_part_unnumbered(self) -> None:
        assert measure_text(measure_parts(["修订办法"])) == "修订办法。"

    def test_parts_a_measure_that_counts_within_itself(self) -> None:
        assert measure_parts(["（1）修订办法；（2）公开结果。"]) == ("修订办法；", "公开结果。")


class TestProgress:
    @pytest.mark.parametrize(
        "line",
        ["1.召开会议", "（二）开展核查", "整改措施：无", "下一步，持续推进", "2024年5月31日", "二是回访"],
    )
    def test_never_begins_a_paragraph_that_would_read_as_something_else(self, line: str) -> None:
        assert progress_paragraphs(f"已部署\n{line}\n成效良好") == [f"已部署；{line}", "成效良好。"]

    def test_keeps_its_own_paragraphs(self) -> None:
        assert progress_paragraphs(" 已部署。\r\n\r\n 正在核查 ") == ["已部署。", "正在核查。"]


class TestText:
    def test_drops_what_nobody_sees(self) -> None:
        assert clean("甲\x00乙\u202e丙\u200b丁\ud800戊\ufffe\t 己　庚") == "甲乙丙丁戊 己 庚"

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (99, "九十九"),
            (105, "一百零五"),
            (110, "一百一十"),
        ],
    )
    def test_counts_in_chinese(self, number: int, words: str) -> None:
        assert numeral(number) == words
