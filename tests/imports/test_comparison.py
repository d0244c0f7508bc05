"""A row of a later edition against the finding an earlier one became, as pure functions."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mingze.findings.facts import FindingFacts, Standing
from mingze.findings.part_rules import renew_when_not
from mingze.findings.renewal import Extension
from mingze.findings.vocabulary import ClosureState, PublishedStatus, WorkState
from mingze.imports.comparison import Known, RowChange, Verdict, figure_items, plan_items, verdicts
from mingze.imports.renewing import faults, renewal_of
from mingze.imports.rules import Row
from mingze.imports.vocabulary import ChangeEffect, DifferenceState, ReadStatus, RowDecision

ROW = Row(
    section="一",
    group="履行职责",
    number="1",
    problem="固定资产账实不符。",
    measures=("全面清查。",),
    progress="已清查一半。",
    status=ReadStatus.IN_PROGRESS,
    due_on=date(2026, 6, 30),
)
STANDING = Standing(
    id=7,
    code="2026-0007",
    section="一",
    group="履行职责",
    number="1",
    problem="固定资产账实不符。",
    due_on=date(2026, 6, 30),
    key_matter=False,
    leader=None,
    department=None,
    published=PublishedStatus.IN_PROGRESS,
    long_term=False,
    voided=False,
    closed=False,
    measures=["全面清查。"],
    notes=["已清查一半。"],
)


def verdict(row: Row, standing: Standing | None = STANDING, before: Row = ROW) -> Verdict:
    (found,) = verdicts([row], [Known(before, 7, standing)])
    return found


def fields(found: Verdict) -> set[str]:
    return {one.change.field for one in found.changes}


class TestVerdicts:
    def test_say_the_same_of_the_same(self) -> None:
        assert verdict(ROW).state is DifferenceState.SAME

    @pytest.mark.parametrize(
        ("was", "now", "published", "long_term", "conflict"),
        [
            (ReadStatus.IN_PROGRESS, ReadStatus.DONE, "in_progress", False, False),
            (ReadStatus.IN_PROGRESS, ReadStatus.DONE, "staged", False, True),
            (ReadStatus.IN_PROGRESS, ReadStatus.DONE, "done", False, None),
            (ReadStatus.LONG_TERM, ReadStatus.DONE, "in_progress", True, False),
            (ReadStatus.LONG_TERM, ReadStatus.DONE, "in_progress", False, True),
            (ReadStatus.EXTENDED, ReadStatus.DONE, "in_progress", False, False),
            (None, ReadStatus.NOT_DONE, None, False, False),
            (ReadStatus.DONE, None, "done", False, None),
        ],
    )
    def test_compare_results_in_their_own_words(
        self,
        was: ReadStatus | None,
        now: ReadStatus | None,
        published: str | None,
        long_term: bool,
        conflict: bool | None,
    ) -> None:
        held = replace(
            STANDING, published=PublishedStatus(published) if published else None, long_term=long_term
        )
        found = verdict(replace(ROW, status=now), held, replace(ROW, status=was))
        assert (found.state is DifferenceState.SAME) is (conflict is None)
        assert found.conflict is bool(conflict)

    def test_take_an_extension_asked_since_for_a_change(self) -> None:
        assert fields(verdict(replace(ROW, status=ReadStatus.EXTENDED))) == {"status"}

    def test_let_a_conflict_wait_for_a_person(self) -> None:
        found = verdict(
            replace(ROW, problem="固定资产长期账实不符。"), replace(STANDING, problem="账实不符。")
        )
        assert found.outcome(None) is None
        assert found.outcome(RowDecision.TAKE) is RowDecision.TAKE
        assert found.outcome(RowDecision.KEEP) is RowDecision.KEEP
        assert found.outcome(RowDecision.ENTER_AS_NEW) is RowDecision.ENTER_AS_NEW

    def test_let_nothing_be_taken_where_the_ledger_is_closed(self) -> None:
        found = replace(verdict(replace(ROW, progress="已全部清查。")), blocked="该问题已销号")
        assert found.conflict
        assert found.outcome(None) is found.outcome(RowDecision.TAKE) is None
        assert found.outcome(RowDecision.KEEP) is RowDecision.KEEP

    def test_are_as_before_where_the_ledger_is_out_of_sight(self) -> None:
        assert verdict(ROW, None).state is DifferenceState.SAME
        assert verdict(replace(ROW, progress="已全部清查。"), None).state is DifferenceState.CHANGED


class TestRenewals:
    def test_take_only_what_the_ledger_lacks(self) -> None:
        found = verdict(replace(ROW, measures=("全面清查。", "建立台账。"), progress="已全部清查。"))
        renewal = renewal_of(ROW, found, taking=True)
        assert renewal
        assert (list(renewal.measures), renewal.values, renewal.correction) == (["建立台账。"], {}, {})

    def test_leave_what_cannot_be_taken_and_say_so(self) -> None:
        found = verdict(replace(ROW, measures=("全面清查。", "建立台账。"), number="2"))
        barred = tuple(
            RowChange(one.change, ChangeEffect.CANNOT if one.change.field == "measures" else one.effect)
            for one in found.changes
        )
        renewal = renewal_of(replace(ROW, number="2"), replace(found, changes=barred), taking=True)
        assert renewal
        assert (renewal.measures, renewal.kept, renewal.values) == ((), ["measures"], {"number": "2"})

    def test_keep_everything_where_that_was_decided(self) -> None:
        found = verdict(replace(ROW, progress="已全部清查。"))
        renewal = renewal_of(ROW, found, taking=False)
        assert renewal
        assert (renewal.takes, renewal.kept) == (False, ["progress"])

    def test_record_an_extension_and_ask_for_the_day(self) -> None:
        row = replace(ROW, status=ReadStatus.EXTENDED, status_text="申请延期整改", due_on=date(2026, 12, 31))
        renewal = renewal_of(row, verdict(row), taking=True)
        assert renewal
        assert renewal.extended == Extension("申请延期整改", date(2026, 12, 31))
        assert renewal.correction == {"due_on": "2026-12-31"}

    def test_do_not_take_back_that_a_matter_is_lasting(self) -> None:
        row = replace(ROW, status=ReadStatus.DONE)
        renewal = renewal_of(row, verdict(row, replace(STANDING, long_term=True)), taking=True)
        assert renewal
        assert renewal.values == {"published_status": PublishedStatus.DONE, "long_term": True}

    def test_are_refused_where_a_text_is_longer_than_the_ledger_holds(self) -> None:
        row = replace(ROW, number="第" * 21, unit_text="科" * 201)
        renewal = renewal_of(row, verdict(row), taking=True)
        assert renewal
        assert {fault.pointer for fault in faults(3, renewal)} == {"/rows/3/number", "/rows/3/unit_text"}

    def test_are_not_for_closed_or_voided_findings(self) -> None:
        facts = FindingFacts(WorkState.VERIFIED)
        assert renew_when_not(facts) is None
        assert renew_when_not(replace(facts, closure=ClosureState.CLOSED))
        assert renew_when_not(replace(facts, voided=True))


class TestParts:
    def test_of_a_plan_that_cannot_be_read_are_none(self) -> None:
        empty: dict[str, Any] = {
            **dict.fromkeys(("objective", "scope", "objects", "parent", "leading_group", "sub_plan_due")),
            "reporting": None,
            "stages": [],
            "tasks": [],
            "problem_types": [],
            "contacts": [],
        }
        assert [item.state for item in plan_items(empty, empty)] == [DifferenceState.SAME]
        assert plan_items(None, None) == []

    def test_of_figures_follow_the_label_and_the_unit(self) -> None:
        def figure(label: str, value: int, unit: str) -> dict[str, Any]:
            return {"label": label, "value": value, "unit": unit, "rate": None, "parts": [], "base": None}

        old = [figure("处分", 10, "件"), figure("处分", 9, "人")]
        new = [figure("处分", 12, "人"), figure("处分", 10, "件")]
        assert [(item.key, item.state) for item in figure_items(new, old)] == [
            ("处分", DifferenceState.CHANGED),
            ("处分", DifferenceState.SAME),
        ]
