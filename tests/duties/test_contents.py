"""What a report must hold, what the ledger puts in, and that a changed number needs its reason: pure."""

from typing import Any

import pytest

from mingze.duties import contents
from mingze.duties.contents import Part
from mingze.duties.metrics import METRIC_LABELS, Metric
from mingze.duties.vocabulary import DutyKind
from mingze.kit.problems import Invalid
from tests.duties.conftest import PARTS

REPORT = contents.parts_of(DutyKind.REPORT, PARTS)
LEDGER = {"findings_new": 6, "findings_closed": 2, "measures_done": 4}


def content(**parts: Any) -> dict[str, Any]:
    return {"parts": parts}


WHOLE = content(
    work={"text": "自查两次。", "numbers": {}, "reasons": {}},
    accountability={"text": "谈话提醒两人次。", "numbers": {"talks": 2}, "reasons": {}},
)


def lacking(given: Any, files: int = 0, kind: DutyKind = DutyKind.REPORT) -> list[str]:
    parts: tuple[Part, ...] = REPORT if kind is DutyKind.REPORT else contents.parts_of(kind, ())
    return [error.pointer for error in contents.lacks(kind, given, parts, LEDGER, files)]


class TestParts:
    def test_a_report_has_those_of_its_requirement(self) -> None:
        assert [part.code for part in REPORT] == ["work", "accountability"]
        assert contents.metrics_of(REPORT)["findings_new"] is Metric.FINDINGS_NEW

    def test_a_metric_nobody_counts_is_a_number_to_fill_in(self) -> None:
        part = {"code": "a", "title": "甲", "fields": [{"code": "x", "label": "数", "metric": "unheard_of"}]}
        assert contents.metrics_of(contents.parts_of(DutyKind.REPORT, [part])) == {}

    def test_a_plan_says_what_it_is_after_and_who_does_it(self) -> None:
        codes = [part.code for part in contents.parts_of(DutyKind.SUB_PLAN, ())]
        assert codes == ["focus", "goal", "measures", "division"]

    def test_every_metric_has_a_name(self) -> None:
        assert set(METRIC_LABELS) == set(Metric)


class TestLacks:
    def test_a_whole_report_lacks_nothing(self) -> None:
        assert lacking(WHOLE) == []

    def test_both_parts_are_needed(self) -> None:
        assert lacking(content(work=WHOLE["parts"]["work"])) == [
            "/body/parts/accountability/text",
            "/body/parts/accountability/numbers/talks",
        ]

    def test_blanks_are_no_text(self) -> None:
        given = content(work={"text": " \n"}, accountability=WHOLE["parts"]["accountability"])
        assert lacking(given) == ["/body/parts/work/text"]

    def test_the_ledgers_number_stands_where_none_is_written(self) -> None:
        assert contents.value_of(WHOLE, REPORT[0], REPORT[0].fields[0], LEDGER) == 6

    def test_another_number_needs_its_reason(self) -> None:
        given = content(
            work={"text": "自查。", "numbers": {"findings_new": 7}},
            accountability=WHOLE["parts"]["accountability"],
        )
        assert lacking(given) == ["/body/parts/work/reasons/findings_new"]
        given["parts"]["work"]["reasons"] = {"findings_new": "纸质台账另有一个。"}
        assert lacking(given) == []

    def test_the_same_number_written_needs_none(self) -> None:
        given = content(
            work={"text": "自查。", "numbers": {"findings_new": 6.0}},
            accountability=WHOLE["parts"]["accountability"],
        )
        assert lacking(given) == []

    def test_nought_is_a_number(self) -> None:
        given = content(
            work=WHOLE["parts"]["work"], accountability={"text": "无问责情形。", "numbers": {"talks": 0}}
        )
        assert lacking(given) == []

    def test_a_file_stands_for_no_report(self) -> None:
        assert lacking(content(), files=1)

    @pytest.mark.parametrize("kind", [DutyKind.SUB_PLAN, DutyKind.DELIVERABLE])
    def test_a_file_stands_for_a_plan_or_deliverable(self, kind: DutyKind) -> None:
        assert lacking(content(), files=1, kind=kind) == []
        assert lacking(content(), files=0, kind=kind)

    def test_an_optional_part_may_stay_empty(self) -> None:
        part = Part("more", "其他", required=False)
        assert contents.lacks(DutyKind.REPORT, content(), [part], {}, 0) == []


class TestRefuseUnknown:
    def test_parts_and_fields_nobody_asks_for(self) -> None:
        given = content(work={"numbers": {"secret": 1}, "reasons": {"other": "因"}}, extra={"text": "多余"})
        with pytest.raises(Invalid) as caught:
            contents.refuse_unknown(given, REPORT)
        assert {error.pointer for error in caught.value.errors} == {
            "/body/parts/work/numbers/secret",
            "/body/parts/work/reasons/other",
            "/body/parts/extra",
        }

    def test_what_is_asked_for_passes(self) -> None:
        contents.refuse_unknown(WHOLE, REPORT)


class TestTidy:
    @pytest.mark.parametrize(("given", "shown"), [(3.0, "3"), (3.5, "3.5"), (0.0, "0")])
    def test_a_whole_number_has_no_point(self, given: float, shown: str) -> None:
        assert str(contents.tidy(given)) == shown


class TestRefuseLacking:
    def test_says_how_many_and_the_first(self) -> None:
        errors = contents.lacks(DutyKind.REPORT, content(), REPORT, LEDGER, 0)
        with pytest.raises(Invalid, match="还有 3 处没有填好:“工作开展情况”必填"):
            contents.refuse_lacking(errors, DutyKind.REPORT)

    def test_nothing_lacking_passes(self) -> None:
        contents.refuse_lacking([], DutyKind.REPORT)
