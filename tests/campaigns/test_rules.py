"""The rules of campaigns: three lists, stages, what stands in the way of issuing, who takes part."""

from datetime import date

import pytest

from mingze.campaigns import rules
from mingze.campaigns.allowed import campaign_actions, task_actions
from mingze.campaigns.rules import Fault, IssueFacts, StageDays, TaskFacts, ThreeLists
from mingze.campaigns.vocabulary import (
    Cadence,
    CampaignState,
    DatePrecision,
    DueKind,
    ListMissing,
    StageState,
)
from mingze.campaigns.workflow import CAMPAIGN, EDITABLE, STAGE
from mingze.kit.problems import Conflict
from mingze.units.rules import UnitKind
from tests.campaigns.conftest import STAGES

C, S, M = CampaignState, StageState, ListMissing
DONE = ThreeLists("全部公开", DueKind.BY, date(2016, 6, 15), None, 1)


def days(key: str, first: date | None, last: date | None, **more: object) -> StageDays:
    return StageDays(key, f"阶段{key}", first, last, **more)  # type: ignore[arg-type]


FOUR = tuple(days(str(n), one[2], one[3]) for n, one in enumerate(STAGES, 1))


class TestThreeLists:
    @pytest.mark.parametrize(
        ("lists", "missing"),
        [
            (DONE, []),
            (ThreeLists(), [M.TARGET, M.DUE, M.PERSON]),
            (ThreeLists("  ", DueKind.BY, date(2016, 6, 15), None, 1), [M.TARGET]),
            (ThreeLists("全部公开", None, None, None, 1), [M.DUE]),
            (ThreeLists("全部公开", DueKind.BY, None, None, 1), [M.DUE]),
            (ThreeLists("全部公开", DueKind.WITHIN, None, None, 1), [M.DUE]),
            (ThreeLists("全部公开", DueKind.WITHIN, date(2018, 12, 31), None, 1), []),
            (ThreeLists("全部公开", DueKind.WHOLE_YEAR, None, None, 1), []),
            (ThreeLists("全部公开", DueKind.RECURRING, None, None, 1), [M.DUE]),
            (ThreeLists("全部公开", DueKind.RECURRING, None, Cadence.MONTHLY, 1), []),
            (ThreeLists("全部公开", DueKind.BY, date(2016, 6, 15), None, 0), [M.PERSON]),
        ],
    )
    def test_says_which_is_lacking(self, lists: ThreeLists, missing: list[ListMissing]) -> None:
        assert rules.lacking(lists) == missing

    @pytest.mark.parametrize(
        ("lists", "fields"),
        [
            (DONE, []),
            (ThreeLists(due_kind=DueKind.WITHIN, due_on=date(2018, 12, 30)), ["due_on"]),
            (ThreeLists(due_kind=DueKind.WITHIN, due_on=date(2018, 12, 31)), []),
            (ThreeLists(due_kind=DueKind.WITHIN, due_on=date(2024, 2, 28)), ["due_on"]),
            (ThreeLists(due_kind=DueKind.WHOLE_YEAR, due_on=date(2018, 12, 31)), ["due_on"]),
            (ThreeLists(due_kind=DueKind.BY, cadence=Cadence.WEEKLY), ["cadence"]),
            (ThreeLists(due_kind=DueKind.RECURRING, cadence=Cadence.WEEKLY), []),
        ],
    )
    def test_contradict_themselves_where_they_do(self, lists: ThreeLists, fields: list[str]) -> None:
        assert [fault.pointer for fault in rules.due_faults(lists)] == fields

    @pytest.mark.parametrize(
        ("due", "done", "late"),
        [
            (date(2016, 6, 15), None, False),
            (date(2016, 6, 14), None, True),
            (date(2016, 6, 14), date(2016, 6, 15), False),
            (None, None, False),
        ],
    )
    def test_is_overdue_the_day_after(self, due: date | None, done: date | None, late: bool) -> None:
        assert rules.is_overdue(due, done, date(2016, 6, 15)) is late


class TestStages:
    def test_four_that_follow_each_other_have_no_fault(self) -> None:
        assert rules.stage_faults(FOUR) == []
        assert rules.stage_faults(FOUR, date(2016, 5, 25), date(2016, 11, 30)) == []

    def test_a_gap_is_named_where_it_is(self) -> None:
        late = days("2", date(2016, 6, 17), date(2016, 7, 31))
        (fault,) = rules.stage_faults((FOUR[0], late, *FOUR[2:]))
        assert fault.pointer == "/stages/2/starts_on"
        assert "空档" in fault.message

    def test_an_overlap_is_named_where_it_is(self) -> None:
        early = days("3", date(2016, 7, 31), date(2016, 10, 31))
        (fault,) = rules.stage_faults((*FOUR[:2], early, FOUR[3]))
        assert fault.pointer == "/stages/3/starts_on"
        assert "重叠" in fault.message

    def test_every_fault_is_named_at_once(self) -> None:
        faults = rules.stage_faults(
            (days("1", None, date(2016, 6, 15)), days("2", date(2016, 7, 1), date(2016, 6, 1)))
        )
        assert [fault.pointer for fault in faults] == [
            "/stages/1/starts_on",
            "/stages/2/ends_on",
            "/stages/2/starts_on",
        ]

    def test_lie_within_the_campaign(self) -> None:
        faults = rules.stage_faults(FOUR, date(2016, 6, 1), date(2016, 11, 1))
        assert [fault.pointer for fault in faults] == ["/stages/1/starts_on", "/stages/4/ends_on"]

    def test_sub_stages_may_overlap_inside_theirs(self) -> None:
        parts = (
            days("a", date(2023, 1, 1), date(2023, 3, 31)),
            days("b", date(2023, 2, 1), date(2023, 6, 30)),
            days("c", None, None),
        )
        year = days("1", date(2023, 1, 1), date(2023, 12, 31), stages=parts)
        assert rules.stage_faults((year,)) == []

    def test_sub_stages_stay_inside_theirs(self) -> None:
        parts = (days("a", date(2022, 12, 31), date(2024, 1, 1)),)
        faults = rules.stage_faults((days("1", date(2023, 1, 1), date(2023, 12, 31), stages=parts),))
        assert [fault.pointer for fault in faults] == [
            "/stages/1/stages/a/starts_on",
            "/stages/1/stages/a/ends_on",
        ]

    @pytest.mark.parametrize(
        ("first", "last", "faults"),
        [
            (date(2023, 1, 1), date(2023, 3, 31), 0),
            (date(2023, 1, 2), date(2023, 3, 31), 1),
            (date(2024, 2, 1), date(2024, 2, 28), 1),
            (date(2024, 2, 1), date(2024, 2, 29), 0),
        ],
    )
    def test_known_by_the_month_are_whole_months(self, first: date, last: date, faults: int) -> None:
        found = rules.stage_faults((days("1", first, last, precision=DatePrecision.MONTH),))
        assert len(found) == faults

    @pytest.mark.parametrize(
        ("today", "key"),
        [
            (date(2016, 5, 24), None),
            (date(2016, 5, 25), "1"),
            (date(2016, 6, 15), "1"),
            (date(2016, 6, 16), "2"),
            (date(2016, 11, 30), "4"),
            (date(2016, 12, 1), None),
        ],
    )
    def test_today_lies_in_one_of_them(self, today: date, key: str | None) -> None:
        found = rules.current(FOUR, today)
        assert (found.key if found else None) == key


class TestMoving:
    def test_the_next_stage_follows(self) -> None:
        moved = rules.move_stage(FOUR, "2", None, date(2016, 8, 15))
        assert moved[1].ends_on == date(2016, 8, 15)
        assert moved[2].starts_on == date(2016, 8, 16)
        assert moved[3] == FOUR[3]
        assert rules.stage_faults(moved) == []

    def test_the_stage_before_gives_way(self) -> None:
        moved = rules.move_stage(FOUR, "3", date(2016, 7, 20), None)
        assert moved[1].ends_on == date(2016, 7, 19)
        assert rules.stage_faults(moved) == []

    def test_a_neighbour_that_would_vanish_is_a_fault(self) -> None:
        moved = rules.move_stage(FOUR, "2", None, date(2016, 10, 31))
        assert rules.stage_faults(moved) != []

    def test_a_sub_stage_moves_alone(self) -> None:
        part = days("a", date(2016, 6, 1), date(2016, 6, 10))
        moved = rules.move_stage(
            (days("1", *STAGES[0][2:], stages=(part,)), *FOUR[1:]), "a", None, date(2016, 6, 12)
        )
        assert moved[0].stages[0].ends_on == date(2016, 6, 12)
        assert moved[1:] == FOUR[1:]

    def test_a_stage_that_shrinks_below_its_sub_stage_is_a_fault(self) -> None:
        part = days("a", date(2016, 6, 1), date(2016, 6, 14))
        moved = rules.move_stage(
            (days("1", *STAGES[0][2:], stages=(part,)), *FOUR[1:]), "1", None, date(2016, 6, 10)
        )
        assert [fault.pointer for fault in rules.stage_faults(moved)] == ["/stages/1/stages/a/ends_on"]


class TestCalendar:
    FIRST, LAST = date(2016, 6, 16), date(2016, 7, 31)

    @pytest.mark.parametrize(
        ("state", "opened", "today", "acts"),
        [
            (S.PLANNED, None, date(2016, 6, 15), []),
            (S.PLANNED, None, date(2016, 6, 16), ["open"]),
            (S.PLANNED, None, date(2016, 7, 31), ["open"]),
            (S.PLANNED, None, date(2016, 8, 1), ["open", "close"]),
            (S.OPEN, date(2016, 6, 16), date(2016, 7, 31), []),
            (S.OPEN, date(2016, 6, 16), date(2016, 8, 1), ["close"]),
            # Opened early by a person: closed on its day all the same.
            (S.OPEN, date(2016, 6, 1), date(2016, 8, 1), ["close"]),
            # Opened again by a person after its last day: theirs to close.
            (S.OPEN, date(2016, 8, 5), date(2016, 8, 6), []),
            # Closed early by a person: not opened again.
            (S.CLOSED, date(2016, 6, 16), date(2016, 7, 1), []),
        ],
    )
    def test_opens_and_closes_on_the_day(
        self, state: StageState, opened: date | None, today: date, acts: list[str]
    ) -> None:
        assert rules.due_stage_acts(state, self.FIRST, self.LAST, opened, today) == acts

    def test_leaves_alone_what_has_no_days(self) -> None:
        assert rules.due_stage_acts(S.PLANNED, None, None, None, date(2016, 6, 16)) == []


class TestIssuing:
    WHOLE = IssueFacts("云卫办〔2016〕27号", FOUR, [TaskFacts(7, "1", "公开清单", [])], 3)

    def test_nothing_lacks_where_all_is_there(self) -> None:
        assert rules.issue_lacks(self.WHOLE) == []

    def test_names_every_lack_with_its_place(self) -> None:
        tasks = [TaskFacts(7, "1", "公开清单", []), TaskFacts(8, "2", "建立台账", list(M))]
        faults = rules.issue_lacks(IssueFacts(None, FOUR[:1] + FOUR[2:], tasks, 0))
        assert [fault.pointer for fault in faults] == [
            "/document_number",
            "/stages/3/starts_on",
            "/tasks/8/target",
            "/tasks/8/due",
            "/tasks/8/person",
            "/units",
        ]
        assert "任务“2 建立台账”缺责任人员" in [fault.message for fault in faults]

    def test_wants_at_least_one_stage(self) -> None:
        faults = rules.issue_lacks(IssueFacts("云卫办〔2016〕27号", (), [], 1))
        assert [fault.pointer for fault in faults] == ["/stages"]

    def test_a_soft_end_binds_no_stage(self) -> None:
        hard = IssueFacts("云卫办〔2018〕3号", FOUR, [], 1, date(2016, 5, 25), date(2016, 11, 1))
        assert [fault.pointer for fault in rules.issue_lacks(hard)] == ["/stages/4/ends_on"]
        soft = IssueFacts(
            "云卫办〔2018〕3号", FOUR, [], 1, date(2016, 5, 25), date(2016, 11, 1), end_is_soft=True
        )
        assert rules.issue_lacks(soft) == []


class TestStates:
    @pytest.mark.parametrize(
        ("action", "sources", "target"),
        [
            ("issue", {C.DRAFT}, C.ACTIVE),
            ("cancel", {C.DRAFT}, C.CANCELLED),
            ("suspend", {C.ACTIVE, C.SUMMARISING}, C.SUSPENDED),
            ("resume", {C.SUSPENDED}, C.ACTIVE),
            ("summarise", {C.ACTIVE}, C.SUMMARISING),
            ("close", {C.SUMMARISING}, C.CLOSED),
            ("archive", {C.CLOSED}, C.ARCHIVED),
        ],
    )
    def test_each_move_leads_where_it_should(
        self, action: str, sources: set[CampaignState], target: CampaignState
    ) -> None:
        for state in C:
            if state in sources:
                assert CAMPAIGN.step(action, state) is target
            else:
                with pytest.raises(Conflict):
                    CAMPAIGN.step(action, state)

    @pytest.mark.parametrize("state", [C.ARCHIVED, C.CANCELLED])
    def test_the_archive_and_what_was_cancelled_are_for_good(self, state: CampaignState) -> None:
        assert CAMPAIGN.open_from(state) == []
        assert rules.edit_not(state) is not None

    def test_summarising_follows_the_last_stage(self) -> None:
        over = tuple(days(one.key, one.starts_on, one.ends_on, state=S.CLOSED) for one in FOUR)
        assert rules.summarise_not(over) == []
        (fault,) = rules.summarise_not((*over[:3], FOUR[3]))
        assert fault == Fault("/stages/4", "阶段“阶段4”尚未结束")

    def test_a_closed_stage_may_be_opened_again(self) -> None:
        assert STAGE.step("open", S.CLOSED) is S.OPEN
        with pytest.raises(Conflict):
            STAGE.step("move", S.CLOSED)

    def test_only_drafts_are_rearranged(self) -> None:
        assert [state for state in C if rules.structure_not(state) is None] == [C.DRAFT]
        assert [state for state in C if rules.edit_not(state) is None] == [s for s in C if s in EDITABLE]


class TestWhoTakesPart:
    RULE = rules.unit_rule([UnitKind.TOWNSHIP, UnitKind.HOSPITAL, UnitKind.TOWNSHIP], [5, 2, 5])

    def test_is_kept_in_one_form(self) -> None:
        assert self.RULE == {"kinds": ["hospital", "township"], "under": [2, 5]}

    @pytest.mark.parametrize(
        ("kind", "above", "meets"),
        [
            (UnitKind.HOSPITAL, {9, 2, 1}, True),
            (UnitKind.TOWNSHIP, {5}, True),
            (UnitKind.VILLAGE, {9, 2, 1}, False),
            (UnitKind.HOSPITAL, {9, 3, 1}, False),
        ],
    )
    def test_kind_and_place_both_count(self, kind: UnitKind, above: set[int], meets: bool) -> None:
        assert rules.rule_matches(self.RULE, kind, above) is meets

    def test_without_kinds_means_every_unit_and_no_department(self) -> None:
        rule = rules.unit_rule([], [1])
        assert rules.rule_matches(rule, UnitKind.VILLAGE, {1})
        assert not rules.rule_matches(rule, UnitKind.DEPARTMENT, {1})


class TestButtons:
    def test_the_office_sees_what_lacks(self) -> None:
        (issue, *_) = campaign_actions(
            C.DRAFT, manages=True, may_share=False, lacks=[Fault("/units", "还没有参加单位")], stages=FOUR
        )
        assert (issue.action, issue.enabled, issue.reason) == ("issue", False, "还没有参加单位")

    def test_a_participant_splits_tasks_and_nothing_else(self) -> None:
        found = campaign_actions(C.ACTIVE, manages=False, may_share=True, lacks=[], stages=FOUR)
        assert [(one.action, one.enabled) for one in found] == [("share_tasks", True)]

    def test_nobody_splits_the_tasks_of_what_rests(self) -> None:
        (share,) = task_actions(
            C.SUSPENDED, own=True, mine=False, answers=False, may_share=True, done=False, shared=False
        )
        assert not share.enabled

    def test_a_task_of_an_issued_campaign_stays(self) -> None:
        found = {
            one.action: one.enabled
            for one in task_actions(
                C.ACTIVE, own=True, mine=True, answers=False, may_share=False, done=False, shared=False
            )
        }
        assert found == {"edit": True, "remove": False, "done": True}
