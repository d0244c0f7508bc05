"""Numbers of headings, in every width and style, and the tree they make."""

import pytest

from mingze.papers.answer import Heading
from mingze.papers.numbers import numeral
from mingze.papers.outline import headings, pieces
from mingze.papers.source import Source


def outline(words: str) -> list[Heading]:
    source = Source.of(words)
    return headings(source, pieces(source))


def shape(roots: list[Heading]) -> list[tuple[str, str, list[object]]]:
    return [(one.number, one.title, list(shape(one.children))) for one in roots]


class TestMarks:
    @pytest.mark.parametrize(
        ("line", "level", "number", "title"),
        [
            ("一、总体情况", 1, "一", "总体情况"),
            ("十二、附则", 1, "十二", "附则"),
            ("(一)提高认识。召开会议。", 2, "(一)", "提高认识"),
            ("（三）压实责任", 2, "(三)", "压实责任"),
            ("(-)学习动员阶段", 2, "(-)", "学习动员阶段"),
            ("( 四 ) “四风”问题", 2, "( 四 )", "“四风”问题"),
            ("1.加强领导", 3, "1", "加强领导"),
            ("２．加强领导", 3, "2", "加强领导"),
            ("3、加强领导", 3, "3", "加强领导"),
            ("2 .学习教育。以会代训", 3, "2", "学习教育"),
            ("(1)查摆问题", 4, "(1)", "查摆问题"),
            ("（2）查摆问题", 4, "(2)", "查摆问题"),
            ("③查摆问题", 4, "③", "查摆问题"),
        ],
    )
    def test_reads_a_number_and_its_heading(self, line: str, level: int, number: str, title: str) -> None:
        (heading,) = outline(line)
        assert (heading.level, heading.number, heading.title) == (level, number, title)

    @pytest.mark.parametrize(
        "line",
        [
            "2024年工作情况",
            "2.5万元专款",
            "一级医院",
            "一是否到位",
            "第一、二季度",
            "(试行)",
            "3.2%的单位",
            "12345热线",
        ],
    )
    def test_takes_no_other_number_for_a_heading(self, line: str) -> None:
        assert outline(line) == []


class TestTree:
    def test_hangs_each_heading_under_the_one_above(self) -> None:
        roots = outline("一、甲\n(一)乙\n1.丙\n(1)丁\n2.戊\n(二)己\n二、庚")
        assert shape(roots) == [
            (
                "一",
                "甲",
                [("(一)", "乙", [("1", "丙", [("(1)", "丁", [])]), ("2", "戊", [])]), ("(二)", "己", [])],
            ),
            ("二", "庚", []),
        ]

    def test_puts_paragraphs_of_a_count_one_level_under_their_section(self) -> None:
        roots = outline("二、监管\n一是甲。\n二是乙。")
        assert [(child.level, child.number) for child in roots[0].children] == [(2, "一是"), (2, "二是")]

    def test_gives_spans_of_the_extracted_text(self) -> None:
        words = "前言。\n一、指导思想\n以此为准。\n（一）工作原则。坚持到底。"
        first, second = outline(words)[0], outline(words)[0].children[0]
        assert words[slice(*first.span)] == "一、指导思想"
        assert words[slice(*second.span)] == "（一）工作原则。"

    def test_divides_a_page_that_lost_its_line_breaks(self) -> None:
        body = "各单位要高度重视,按照统一部署抓好落实。" * 25
        words = f"一、指导思想{body}二、工作步骤(一)动员阶段1、召开会议。{body}2、制定方案。{body}(二)自查阶段。{body}"
        assert shape(outline(words)) == [
            ("一", "指导思想", []),
            (
                "二",
                "工作步骤",
                [
                    ("(一)", "动员阶段", [("1", "召开会议", []), ("2", "制定方案", [])]),
                    ("(二)", "自查阶段", []),
                ],
            ),
        ]


class TestNumeral:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("三十五", 35),
            ("一百零八", 108),
            ("二〇二四", 2024),
            ("7", 7),
            ("⑤", 5),
        ],
    )
    def test_reads_chinese_numbers(self, text: str, value: int) -> None:
        assert numeral(text) == value

    @pytest.mark.parametrize("text", ["-", "甲", "一甲", "1a"])
    def test_reads_nothing_else(self, text: str) -> None:
        assert numeral(text) is None
