"""The figures of the published annual report, by a list made by hand. Collected only where it is at hand."""

import os
from pathlib import Path

import pytest

from mingze.papers.answer import Answer, Figure
from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer
from tests.papers.reading.test_annual_reports import check_figures

FOLDER = Path(os.environ["MINGZE_TEST_DOCUMENTS"])
OF_NUMBERS = {"parts_do_not_sum", "wrong_percentage", "base_changed", "mixed_units"}


def document(prefix: str) -> Answer:
    path = next(path for path in sorted(FOLDER.iterdir()) if path.name.startswith(prefix))
    return read(path.name, path.read_bytes())


def report() -> Answer:
    return document("003")


def figure(value: float, unit: str) -> Figure:
    return next(one for one in report().figures if (one.value, one.unit) == (value, unit))


class TestPetitions:
    def test_are_172_with_their_seven_parts(self) -> None:
        petitions = figure(172, "件次")
        assert petitions.label == "信访举报"
        assert [part.value for part in petitions.parts] == [57, 35, 9, 35, 11, 3, 22]
        assert {part.unit for part in petitions.parts} == {"件"}
        assert petitions.parts[0].label == "疫情防控"
        assert petitions.parts[-1].label == "其它信访"

    def test_handed_over_by_the_city_cross_the_seven_parts(self) -> None:
        handed = next(one for one in report().figures if one.label == "市卫健委交办件")
        assert handed.base is not None
        assert (handed.value, handed.base.label, handed.base.value) == (9, "信访举报", 172)


class TestPoints:
    @pytest.mark.parametrize(
        ("whose", "counted"),
        [
            ("医疗机构不良执业行为记分", [(30, "家"), (156, "分")]),
            ("医务人员不良执业行为记分", [(11, "人"), (32, "分")]),
            ("党纪政纪处分", [(10, "件"), (9, "人")]),
        ],
    )
    def test_are_told_by_those_they_fell_on_and_by_their_sum(
        self, whose: str, counted: list[tuple[int, str]]
    ) -> None:
        assert [(one.value, one.unit) for one in report().figures if one.label == whose] == counted


class TestShares:
    @pytest.mark.parametrize(("label", "value", "rate"), [("即办件", 32, 33.68), ("全程网办", 71, 74.74)])
    def test_are_of_the_only_whole_that_fits(self, label: str, value: int, rate: float) -> None:
        share = next(one for one in report().figures if one.label == label)
        assert (share.value, share.unit, share.rate) == (value, "项", rate)
        assert share.base is not None
        assert (share.base.value, share.base.inferred) == (95, True)


class TestAll:
    def test_are_fifty_nine_and_each_has_a_name(self) -> None:
        figures = report().figures
        assert len(figures) == 59
        assert len([one for one in figures if one.unit == "%"]) == 23
        assert all(one.label for one in figures)

    def test_stand_where_they_say(self) -> None:
        answer = report()
        check_answer(answer)
        check_figures(answer)

    def test_leave_out_ages_years_numbers_of_documents_duties_and_names(self) -> None:
        words = [f"{one.label}{one.value:g}{one.unit}" for one in report().figures]
        for no_figure in ("警示教育", "岁", "一件事", "四风", "阳光工程", "约谈12", "五年规划"):
            assert not [one for one in words if no_figure in one and "管理率" not in one], no_figure


@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
def test_no_published_document_raises_a_warning_of_numbers(prefix: str) -> None:
    assert [one.message for one in document(prefix).warnings if one.code in OF_NUMBERS] == []
