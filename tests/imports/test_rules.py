"""Cutting, joining and entering, as pure functions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mingze.findings.vocabulary import Part, PublishedStatus, Severity
from mingze.imports.cutting import edited_fields, merged, split
from mingze.imports.rules import (
    DRAFTING,
    Mismatch,
    Row,
    check_adjacent,
    header_faults,
    inspected_party,
    inspection_fault,
    inspection_title,
    mismatches,
    office_of,
    outcome_of,
    row_faults,
    row_of,
)
from mingze.imports.vocabulary import ImportState, ReadStatus
from mingze.kit.problems import Conflict, Invalid

TEXT = "1.账外设备14台。报废未核销52台。整改措施:一是清查。二是入账。三是问责。"


def _at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


PROBLEM = _at("账外设备14台。报废未核销52台。")
MEASURES = [_at(words) for words in ("清查。", "入账。", "问责。")]


def found(**other: Any) -> dict[str, Any]:
    """One finding as the reader answers it, standing in TEXT."""
    return {
        "section": "一",
        "group": "(一)管理粗放。",
        "number": "1",
        "problem": "账外设备14台。报废未核销52台。",
        "measures": ["清查。", "入账。", "问责。"],
        "progress": "已清查。",
        "status": "done",
        "status_text": "已完成整改",
        "owner": None,
        "unit": None,
        "due": None,
        "key_matter": False,
        "span": [0, len(TEXT)],
        "spans": {"problem": PROBLEM, "measures": MEASURES},
        **other,
    }


ROW = row_of(found())


class TestRowOf:
    def test_keeps_what_was_read(self) -> None:
        assert ROW.problem == "账外设备14台。报废未核销52台。"
        assert ROW.status is ReadStatus.DONE
        assert edited_fields(ROW) == {}

    def test_reads_a_due_date(self) -> None:
        assert row_of(found(due="2025-12-31")).due_on == date(2025, 12, 31)


class TestEditedFields:
    def test_gives_what_the_document_said(self) -> None:
        row = replace(ROW, problem="账外设备十四台。", status=ReadStatus.STAGED)
        assert edited_fields(row) == {"problem": ROW.problem, "status": ReadStatus.DONE}

    def test_does_not_count_what_no_document_says(self) -> None:
        row = replace(ROW, units=((3, Part.ANSWERING),), severity=Severity.SEVERE, amount=Decimal(5))
        assert edited_fields(row) == {}

    def test_is_empty_for_a_merger_of_untouched_rows(self) -> None:
        other = row_of(found(number="2", problem="另一个问题。", measures=["另办。"]))
        assert edited_fields(merged([ROW, other])) == {}


class TestSplit:
    def test_cuts_the_problem_where_it_stands_in_the_text(self) -> None:
        first, second = split(ROW, at_measure=None, problem_parts=["账外设备14台。", "报废未核销52台。"])
        assert [TEXT[slice(*row.spans["problem"])] for row in (first, second)] == [
            "账外设备14台。",
            "报废未核销52台。",
        ]

    def test_divides_the_measures_and_their_places(self) -> None:
        first, second = split(ROW, at_measure=1, problem_parts=None)
        assert (first.measures, second.measures) == (("清查。",), ("入账。", "问责。"))
        assert [TEXT[slice(*place)] for place in second.spans["measures"]] == ["入账。", "问责。"]

    def test_leaves_undivided_measures_with_the_first(self) -> None:
        _, second = split(ROW, at_measure=None, problem_parts=["账外设备14台。", "报废未核销52台。"])
        assert second.measures == ()
        assert "measures" not in second.spans

    def test_gives_both_what_is_said_of_the_whole_and_money_once(self) -> None:
        row = replace(ROW, amount=Decimal("6770.00"), units=((3, Part.ANSWERING),))
        first, second = split(row, at_measure=1, problem_parts=None)
        assert (first.amount, second.amount) == (Decimal("6770.00"), None)
        assert first.progress == second.progress == "已清查。"
        assert first.units == second.units == ((3, Part.ANSWERING),)

    def test_tells_no_place_of_a_problem_that_was_rewritten(self) -> None:
        row = replace(ROW, problem="甲。乙。")
        first, second = split(row, at_measure=None, problem_parts=["甲。", "乙。"])
        assert first.spans["problem"] == second.spans["problem"] == PROBLEM

    @pytest.mark.parametrize("at", [0, 3, 4, -1])
    def test_refuses_a_cut_outside_the_measures(self, at: int) -> None:
        with pytest.raises(Invalid):
            split(ROW, at_measure=at, problem_parts=None)

    @pytest.mark.parametrize(
        "parts",
        [["账外设备14台。", "别的话。"], ["", "账外设备14台。报废未核销52台。"], ["账外设备14台。"]],
    )
    def test_refuses_parts_that_are_not_the_problem(self, parts: list[str]) -> None:
        with pytest.raises(Invalid):
            split(ROW, at_measure=None, problem_parts=parts)

    def test_refuses_no_cut_at_all(self) -> None:
        with pytest.raises(Invalid):
            split(ROW, at_measure=None, problem_parts=None)


class TestMerged:
    def test_makes_a_split_row_whole_again(self) -> None:
        row = replace(ROW, amount=Decimal("6770.00"))
        parts = split(row, at_measure=2, problem_parts=["账外设备14台。", "报废未核销52台。"])
        assert merged(parts) == row

    def test_sets_texts_one_after_the_other(self) -> None:
        other = row_of(
            found(
                problem="乙。",
                measures=["另办。"],
                progress="另已办。",
                span=[50, 60],
                spans={"problem": [52, 54]},
            )
        )
        both = merged([ROW, other])
        assert both.problem == "账外设备14台。报废未核销52台。\n乙。"
        assert both.measures == (*ROW.measures, "另办。")
        assert both.progress == "已清查。\n另已办。"
        assert both.span == (0, 60)
        assert both.spans["problem"] == [PROBLEM, [52, 54]]

    def test_claims_no_status_where_they_differ(self) -> None:
        other = row_of(found(problem="乙。", status="staged", status_text="取得阶段性成效"))
        both = merged([ROW, other])
        assert both.status is None
        assert both.status_text == "已完成整改/取得阶段性成效"

    def test_takes_the_nearest_day_the_gravest_severity_and_the_sum(self) -> None:
        one = replace(ROW, due_on=date(2026, 5, 1), severity=Severity.SEVERE, amount=Decimal("1.50"))
        other = replace(
            row_of(found(problem="乙。")),
            due_on=date(2026, 3, 1),
            severity=Severity.ORDINARY,
            amount=Decimal("2.25"),
            key_matter=True,
        )
        both = merged([one, other])
        assert (both.due_on, both.severity, both.amount) == (
            date(2026, 3, 1),
            Severity.SEVERE,
            Decimal("3.75"),
        )
        assert both.key_matter

    def test_keeps_every_unit_once(self) -> None:
        one = replace(ROW, units=((3, Part.ANSWERING),))
        other = replace(row_of(found(problem="乙。")), units=((3, Part.ANSWERING), (4, Part.COOPERATING)))
        assert merged([one, other]).units == ((3, Part.ANSWERING), (4, Part.COOPERATING))


class TestCheckAdjacent:
    def test_takes_neighbours_in_any_order(self) -> None:
        check_adjacent([8, 7], [5, 7, 8, 9])

    @pytest.mark.parametrize("chosen", [[5, 8], [5, 6]])
    def test_refuses_a_gap_and_a_dropped_row(self, chosen: list[int]) -> None:
        with pytest.raises(Invalid):
            check_adjacent(chosen, [5, 7, 8, 9])


class TestOfficeOf:
    def test_is_the_unit_of_the_only_appointment(self) -> None:
        assert office_of((4,), None) == 4

    def test_is_asked_for_where_there_are_several(self) -> None:
        with pytest.raises(Invalid):
            office_of((4, 7), None)
        assert office_of((4, 7), 7) == 7

    def test_is_never_another(self) -> None:
        with pytest.raises(Invalid):
            office_of((4,), 7)


class TestOutcomeOf:
    @pytest.mark.parametrize("status", list(ReadStatus))
    def test_knows_every_status(self, status: ReadStatus) -> None:
        assert outcome_of(status).published is not None

    def test_makes_long_term_a_flag(self) -> None:
        outcome = outcome_of(ReadStatus.LONG_TERM)
        assert (outcome.published, outcome.long_term) == (PublishedStatus.IN_PROGRESS, True)

    def test_makes_an_extension_a_record(self) -> None:
        outcome = outcome_of(ReadStatus.EXTENDED)
        assert (outcome.published, outcome.extended) == (PublishedStatus.IN_PROGRESS, True)

    def test_claims_nothing_where_nothing_is_said(self) -> None:
        assert outcome_of(None).published is None


class TestFaults:
    def test_names_the_row_and_the_field(self) -> None:
        row = Row(problem=" ", section="节" * 41, measures=("条" * 50_001,))
        pointers = [fault.pointer for fault in row_faults(9, row)]
        assert pointers == ["/rows/9/section", "/rows/9/problem", "/rows/9/measures"]

    def test_asks_for_the_source(self) -> None:
        header = {"title": None, "issuer": None, "document_number": None, "inspection": None}
        assert [fault.pointer for fault in header_faults({**header, "inspection_source": None})] == [
            "/inspection_source"
        ]

    def test_wants_the_days_of_an_inspection_in_order(self) -> None:
        days = {"from": "2025-03-03", "to": "2025-04-30", "feedback_on": None}
        assert inspection_fault(days) is None
        assert inspection_fault({**days, "feedback_on": "2025-04-01"})


class TestNames:
    def test_of_an_inspection_tells_its_group_and_period(self) -> None:
        said = {"body": "六届市委第二巡察组", "from": "2025-03-03", "to": "2025-04-30", "feedback_on": None}
        assert inspection_title(said) == "六届市委第二巡察组(2025-03-03至2025-04-30)"
        assert inspection_title({"body": None, "from": None, "to": None, "feedback_on": None}) == "巡察"

    def test_of_the_inspected_are_those_of_party_organisations(self) -> None:
        assert inspected_party("中共云州市卫生健康委员会党组") == "中共云州市卫生健康委员会党组"
        assert inspected_party("云州市卫生健康委员会") is None
        assert inspected_party(None) is None


class TestMismatches:
    def test_compares_only_what_is_stated(self) -> None:
        totals = {"findings": 3, "findings_done": 2, "findings_staged": None, "items": 3}
        counted: dict[ReadStatus | None, int] = {ReadStatus.DONE: 2, ReadStatus.STAGED: 1}
        assert mismatches(totals, counted, 3) == []
        assert mismatches({**totals, "findings": 4}, counted, 2) == [
            Mismatch("findings", 4, 3),
            Mismatch("items", 3, 2),
        ]

    def test_counts_mostly_done_as_done_only_without_a_staged_total(self) -> None:
        counted: dict[ReadStatus | None, int] = {ReadStatus.DONE: 1, ReadStatus.MOSTLY_DONE: 1}
        assert mismatches({"findings_done": 2}, counted, 0) == []
        assert mismatches({"findings_done": 1, "findings_staged": 1}, counted, 0) == []


class TestDrafting:
    @pytest.mark.parametrize("state", [ImportState.CONFIRMED, ImportState.DISCARDED])
    @pytest.mark.parametrize("action", ["edit", "confirm", "discard"])
    def test_ends_with_a_confirmed_or_discarded_draft(self, state: ImportState, action: str) -> None:
        with pytest.raises(Conflict) as refused:
            DRAFTING.step(action, state)
        assert refused.value.extra["open_moves"] == []
