"""Warnings: each where it is true, and none where it is not."""

import pytest

from mingze.kit.likeness import likeness
from mingze.papers.reader import read
from tests.papers.reading import forms
from tests.papers.reading.checks import codes


def warned(words: str) -> list[str]:
    return codes(read("a.txt", words.encode()))


class TestWarnings:
    def test_names_what_is_true_of_the_sample_and_nothing_else(self) -> None:
        assert codes(forms.answer()) == [
            "duplicate_body",
            "broken_brackets",
            "numbering_restarts",
            "progress_copies_measure",
            "progress_copies_measure",
            "repeated_finding",
            "rules_count_differs",
        ]

    def test_says_which_findings_copied(self) -> None:
        messages = [one.message for one in forms.answer().warnings]
        assert any(message.startswith("第一、16项") for message in messages)
        assert any(message.startswith("第一、22项") for message in messages)
        assert "第二、1项与第一、5项的内容重复(整改措施相同)" in messages

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("反馈的26个问题", "反馈的27个问题", "totals_mismatch"),
            ("已完成整改25个", "已完成整改24个", "totals_mismatch"),
            ("1条推进整改中", "2条推进整改中", "parts_do_not_sum"),
        ],
    )
    def test_compares_stated_totals_with_what_was_read(self, old: str, new: str, code: str) -> None:
        assert code in warned(forms.body().replace(old, new))

    @pytest.mark.parametrize(
        ("words", "broken"),
        [
            ("“两个允许”政策", False),
            ("《关于印发〈方案〉的通知》(第3号)", False),
            ("方案》、新城区”“十四五”“规划", True),
            ("全市(含县区开展检查", True),
            ("1)加强领导;2)压实责任", False),
        ],
    )
    def test_tells_broken_brackets(self, words: str, broken: bool) -> None:
        assert ("broken_brackets" in warned(f"会议指出,{words}。")) is broken


class TestLikeness:
    @pytest.mark.parametrize(
        ("left", "right", "least", "most"),
        [
            ("修订管理办法", "修订管理办法", 1.0, 1.0),
            ("修订,管理办法。", "修订管理办法", 1.0, 1.0),
            ("ＡＢ１２", "AB12", 1.0, 1.0),
            ("修订管理办法", "开展警示教育", 0.0, 0.0),
            ("", "", 1.0, 1.0),
            ("甲", "乙", 0.0, 0.0),
            ("修订采购管理办法并公示", "已修订采购管理办法并公示", 0.9, 0.99),
        ],
    )
    def test_measures_what_two_texts_share(self, left: str, right: str, least: float, most: float) -> None:
        assert least <= likeness(left, right) <= most
        assert likeness(left, right) == likeness(right, left)
