"""Who may do what with a finding, and when: pure, so every case is cheap."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from mingze.access.permissions import ROLE_PERMISSIONS, Permission, Role
from mingze.findings import allowed, part_rules, rules
from mingze.findings.facts import FindingFacts, ItemFacts
from mingze.findings.vocabulary import (
    Basis,
    ClosureState,
    ItemState,
    OrganKind,
    Part,
    RequestKind,
    Source,
    WorkState,
)
from mingze.findings.workflow import CLOSURE, ITEM, ITEM_NEEDS_WORK, REQUESTS, WORK
from mingze.kit.problems import Conflict, Forbidden

CITY, OFFICE, PERSONNEL, COUNTY, HOSPITAL, WARD, OTHER_COUNTY = 1, 2, 3, 10, 11, 12, 20
ABOVE = {
    CITY: frozenset({CITY}),
    OFFICE: frozenset({OFFICE, CITY}),
    PERSONNEL: frozenset({PERSONNEL, CITY}),
    COUNTY: frozenset({COUNTY, CITY}),
    HOSPITAL: frozenset({HOSPITAL, COUNTY, CITY}),
    WARD: frozenset({WARD, HOSPITAL, COUNTY, CITY}),
    OTHER_COUNTY: frozenset({OTHER_COUNTY, CITY}),
}
TODAY = date(2026, 3, 2)
ALL_SIGNED = frozenset(OrganKind)


@dataclass(frozen=True)
class Somebody:
    role: Role
    at: int
    account_id: int = 100
    home_unit_id: int = 0

    def may(self, permission: Permission) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]

    def roots(self, permission: Permission) -> tuple[int, ...]:
        return (self.at,) if self.may(permission) else ()


CLERK = Somebody(Role.CLERK, CITY, 1, OFFICE)
LEADER = Somebody(Role.LEADER, CITY, 2, CITY)
COUNTY_CLERK = Somebody(Role.CLERK, COUNTY, 3, COUNTY)
HEAD = Somebody(Role.UNIT_HEAD, HOSPITAL, 4, HOSPITAL)
LIAISON = Somebody(Role.LIAISON, HOSPITAL, 5, WARD)
INSPECTOR = Somebody(Role.INSPECTOR, CITY, 6, OFFICE)
AUDITOR = Somebody(Role.AUDITOR, CITY, 7, OFFICE)
STRANGER = Somebody(Role.UNIT_HEAD, OTHER_COUNTY, 8, OTHER_COUNTY)

ACCEPTED = ItemFacts(
    1, ItemState.ACCEPTED, HOSPITAL, owner_id=5, hands=frozenset({4, 5}), homes=frozenset({WARD})
)


def finding(work: WorkState = WorkState.CONFIRMED, **facts: object) -> FindingFacts:
    """One that the hospital answers for and the city's office supervises."""
    units = {Part.ANSWERING: frozenset({HOSPITAL}), Part.SUPERVISING: frozenset({CITY})}
    return replace(FindingFacts(work, units=units, above=ABOVE, due_on=date(2026, 6, 30)), **facts)  # type: ignore[arg-type]


class TestTables:
    def test_every_move_has_a_guard(self) -> None:
        assert {move.action for move in WORK.moves} | {move.action for move in CLOSURE.moves} == set(
            rules._WHO
        )

    def test_every_move_of_a_measure_names_the_work_states_it_needs(self) -> None:
        assert {move.action for move in ITEM.moves} == set(ITEM_NEEDS_WORK)

    def test_every_kind_of_request_is_described(self) -> None:
        assert set(REQUESTS) == set(RequestKind)

    def test_every_state_can_be_left_but_the_last(self) -> None:
        for state in set(WorkState) - {WorkState.ACCEPTED, WorkState.RECTIFYING, WorkState.VERIFIED}:
            assert any(move.target for move in WORK.open_from(state)), state
        assert CLOSURE.open_from(ClosureState.CLOSED) == []


class TestHandOut:
    def test_is_the_clerks(self) -> None:
        assert rules.who_not("hand_out", CLERK, finding()) is None

    @pytest.mark.parametrize("person", [LEADER, HEAD, LIAISON, INSPECTOR, AUDITOR])
    def test_is_nobody_elses(self, person: Somebody) -> None:
        with pytest.raises(Forbidden):
            rules.check_who("hand_out", person, finding())

    def test_needs_the_finding_in_reach(self) -> None:
        elsewhere = replace(CLERK, at=OTHER_COUNTY)
        assert rules.who_not("hand_out", elsewhere, finding()) == "该问题不在您的办理范围内"

    def test_is_refused_twice_and_says_what_is_open(self) -> None:
        with pytest.raises(Conflict) as refused:
            rules.check_when("hand_out", finding(WorkState.HANDED_OUT))
        assert refused.value.extra["open_moves"] == ["accept", "decline", "urge"]


class TestAccept:
    def test_is_the_answering_units_head(self) -> None:
        assert rules.who_not("accept", HEAD, finding(WorkState.HANDED_OUT)) is None

    def test_is_the_head_of_a_unit_above_too(self) -> None:
        assert rules.who_not("accept", replace(HEAD, at=COUNTY), finding(WorkState.HANDED_OUT)) is None

    def test_is_not_the_liaisons(self) -> None:
        assert rules.who_not("accept", LIAISON, finding()) == "须由单位负责人办理"

    def test_is_not_a_cooperating_units(self) -> None:
        units = {Part.ANSWERING: frozenset({HOSPITAL}), Part.COOPERATING: frozenset({OTHER_COUNTY})}
        assert rules.who_not("accept", STRANGER, finding(units=units)) == "该问题的责任单位不在您的办理范围内"


class TestVerify:
    FACTS = finding(WorkState.CLAIMED, items=(ACCEPTED,))

    def test_is_by_somebody_above_who_did_none_of_it(self) -> None:
        for person in (CLERK, LEADER, COUNTY_CLERK):
            assert rules.who_not("verify", person, self.FACTS) is None

    def test_is_refused_to_the_owner_of_a_measure(self) -> None:
        owner = replace(CLERK, account_id=5)
        assert rules.who_not("verify", owner, self.FACTS) == "您是整改措施的责任人或填报过进展,须由他人核验"

    def test_is_refused_to_who_reported_on_a_measure(self) -> None:
        assert rules.who_not("verify", replace(CLERK, account_id=4), self.FACTS) is not None

    def test_is_refused_within_the_same_unit(self) -> None:
        inside = Somebody(Role.CLERK, HOSPITAL, 30, WARD)
        assert rules.who_not("verify", inside, self.FACTS) == "须由责任单位的上级单位核验"

    def test_is_refused_below(self) -> None:
        assert rules.who_not("verify", Somebody(Role.CLERK, WARD, 30, WARD), self.FACTS) is not None

    def test_needs_to_stand_above_every_measures_unit(self) -> None:
        items = (ACCEPTED, replace(ACCEPTED, id=2, unit_id=OTHER_COUNTY))
        assert rules.who_not("verify", COUNTY_CLERK, finding(WorkState.CLAIMED, items=items)) is not None
        assert rules.who_not("verify", CLERK, finding(WorkState.CLAIMED, items=items)) is None

    def test_at_the_top_is_by_another_department(self) -> None:
        item = replace(ACCEPTED, unit_id=CITY, homes=frozenset({PERSONNEL}))
        facts = finding(WorkState.CLAIMED, items=(item,))
        assert rules.who_not("verify", CLERK, facts) is None
        same = replace(CLERK, home_unit_id=PERSONNEL)
        assert rules.who_not("verify", same, facts) == "本级单位的整改须由其他科室的人员核验"
        assert rules.who_not("verify", replace(CLERK, home_unit_id=CITY), facts) is not None

    def test_of_a_department_is_by_the_commission_above_it(self) -> None:
        facts = finding(WorkState.CLAIMED, items=(replace(ACCEPTED, unit_id=PERSONNEL),))
        assert rules.who_not("verify", CLERK, facts) is None

    def test_of_what_was_fixed_on_site_is_not_by_who_recorded_it(self) -> None:
        facts = finding(WorkState.FIXED_ON_SITE, fixed_by=CLERK.account_id)
        assert rules.who_not("verify", CLERK, facts) == "立行立改由您登记,须由他人核验"
        assert rules.who_not("verify", LEADER, facts) is None

    def test_waits_for_every_measure(self) -> None:
        claimed = replace(ACCEPTED, id=2, state=ItemState.CLAIMED)
        facts = finding(WorkState.CLAIMED, items=(ACCEPTED, claimed))
        assert rules.when_not("verify", facts) == "还有 1 条整改措施未核验通过"
        assert rules.when_not("verify", self.FACTS) is None


class TestClosure:
    VERIFIED = finding(WorkState.VERIFIED, items=(ACCEPTED,))

    def test_is_applied_for_when_verified(self) -> None:
        assert rules.when_not("apply_closure", self.VERIFIED) is None
        early = finding(WorkState.RECTIFYING)
        assert rules.when_not("apply_closure", early) == "整改核验通过后方可申请销号"

    def test_waits_for_open_requests(self) -> None:
        facts = replace(self.VERIFIED, open_requests=frozenset({RequestKind.CORRECT}))
        assert rules.when_not("apply_closure", facts) is not None

    def test_is_approved_by_the_leader_who_did_not_apply(self) -> None:
        facts = replace(self.VERIFIED, closure=ClosureState.APPLIED, applied_by=CLERK.account_id)
        assert rules.who_not("approve_closure", LEADER, facts) is None
        assert rules.who_not("approve_closure", CLERK, facts) == "须由分管领导办理"
        both = replace(LEADER, account_id=CLERK.account_id)
        assert rules.who_not("approve_closure", both, facts) == "销号由您申请,须由他人批准"


class TestCloseFinding:
    """Who closes follows the source."""

    APPROVED = finding(WorkState.VERIFIED, closure=ClosureState.APPROVED)

    def test_of_a_check_is_by_the_office(self) -> None:
        assert rules.who_not("close", CLERK, self.APPROVED) is None
        assert rules.when_not("close", self.APPROVED) is None

    @pytest.mark.parametrize("person", [LEADER, HEAD, LIAISON, INSPECTOR])
    def test_is_nobody_elses(self, person: Somebody) -> None:
        assert rules.who_not("close", person, self.APPROVED) is not None

    def test_of_an_inspection_waits_for_three_organs(self) -> None:
        facts = replace(self.APPROVED, source=Source.INSPECTION)
        assert rules.when_not("close", facts) == "尚缺会签:巡察机构、纪检监察机关、组织部门"
        some = replace(facts, countersigned=frozenset({OrganKind.DISCIPLINE}))
        assert rules.when_not("close", some) == "尚缺会签:巡察机构、组织部门"

    def test_of_an_inspection_waits_for_the_stamped_paper(self) -> None:
        facts = replace(
            self.APPROVED,
            source=Source.INSPECTION,
            closure=ClosureState.COUNTERSIGNED,
            countersigned=ALL_SIGNED,
            unscanned=1,
        )
        assert rules.when_not("close", facts) == "还有 1 份会签文件未上传扫描件"
        assert rules.when_not("close", replace(facts, unscanned=0)) is None

    def test_of_a_self_check_is_by_the_level_above(self) -> None:
        facts = replace(self.APPROVED, source=Source.SELF_CHECK)
        own = Somebody(Role.CLERK, HOSPITAL, 30, WARD)
        assert rules.who_not("close", own, facts) == "自查发现的问题须由上级单位销号"
        assert rules.who_not("close", COUNTY_CLERK, facts) is None

    def test_is_refused_before_approval(self) -> None:
        for state in (ClosureState.NONE, ClosureState.APPLIED, ClosureState.REFUSED, ClosureState.CLOSED):
            with pytest.raises(Conflict):
                rules.check_when("close", replace(self.APPROVED, closure=state))

    def test_countersigning_is_for_sources_that_require_it(self) -> None:
        assert rules.when_not("countersign", self.APPROVED) == "该来源的问题无须会签,可直接销号"

    def test_countersigning_is_complete_with_the_last_organ(self) -> None:
        two = ALL_SIGNED - {OrganKind.ORGANISATION}
        assert rules.after_countersigning(Source.INSPECTION, two) is ClosureState.APPROVED
        assert rules.after_countersigning(Source.INSPECTION, ALL_SIGNED) is ClosureState.COUNTERSIGNED


class TestVoided:
    def test_allows_nothing(self) -> None:
        assert rules.open_moves(finding(WorkState.CONFIRMED, voided=True)) == []
        facts = finding(WorkState.RECTIFYING, voided=True, items=(ACCEPTED,))
        assert part_rules.item_open_moves(facts, ACCEPTED) == []
        assert part_rules.when_ask_not(RequestKind.EXTENSION, facts, TODAY) == "该问题已作废"


class TestItem:
    PLANNED = ItemFacts(1, ItemState.PLANNED, HOSPITAL)

    def test_is_reported_by_head_and_liaison_of_its_unit(self) -> None:
        facts = finding(WorkState.ACCEPTED, items=(self.PLANNED,))
        for person in (HEAD, LIAISON):
            assert part_rules.item_who_not("report", person, facts, self.PLANNED) is None
        for person in (CLERK, LEADER, STRANGER):
            assert part_rules.item_who_not("report", person, facts, self.PLANNED) is not None

    def test_without_a_unit_is_the_answering_units(self) -> None:
        item = replace(self.PLANNED, unit_id=None)
        assert part_rules.item_who_not("report", LIAISON, finding(items=(item,)), item) is None

    def test_is_not_reported_before_the_assignment_is_accepted(self) -> None:
        facts = finding(WorkState.HANDED_OUT, items=(self.PLANNED,))
        assert part_rules.item_when_not("report", facts, self.PLANNED) == (
            "该问题现为“已交办”,“填报进展”须在“已接收”、“整改中”、“待外部条件”时办理"
        )

    def test_is_claimed_by_the_head_only(self) -> None:
        item = replace(self.PLANNED, state=ItemState.IN_PROGRESS)
        facts = finding(WorkState.RECTIFYING, items=(item,))
        assert part_rules.item_who_not("claim", HEAD, facts, item) is None
        assert part_rules.item_who_not("claim", LIAISON, facts, item) == "须由单位负责人办理"

    @pytest.mark.parametrize(
        ("basis", "item", "reason"),
        [
            (Basis.EVIDENCE, {}, "请先上传佐证材料"),
            (Basis.EVIDENCE, {"evidence": 1}, None),
            (Basis.ONSITE, {"evidence": 1}, "尚无现场核查记录"),
            (Basis.ONSITE, {"verified_onsite": True}, None),
            (None, {}, "请先上传佐证材料,或由上级登记现场核查"),
        ],
    )
    def test_is_claimed_on_a_basis(
        self, basis: Basis | None, item: dict[str, int], reason: str | None
    ) -> None:
        facts = replace(self.PLANNED, state=ItemState.IN_PROGRESS, **item)  # type: ignore[arg-type]
        assert (
            part_rules.item_when_not("claim", finding(WorkState.RECTIFYING, items=(facts,)), facts, basis)
            == reason
        )

    def test_is_not_accepted_by_somebody_who_owns_another_measure(self) -> None:
        mine = replace(ACCEPTED, id=2, owner_id=CLERK.account_id)
        facts = finding(WorkState.CLAIMED, items=(ACCEPTED, mine))
        assert part_rules.item_who_not("accept", CLERK, facts, ACCEPTED) is not None
        assert part_rules.item_who_not("accept", LEADER, facts, ACCEPTED) is None

    def test_is_not_returned_after_the_finding_is_verified(self) -> None:
        facts = finding(WorkState.VERIFIED, items=(ACCEPTED,))
        assert part_rules.item_when_not("return", facts, ACCEPTED) is not None


class TestPlan:
    def test_is_the_offices_before_acceptance_and_the_units_after(self) -> None:
        before, after = finding(WorkState.CONFIRMED), finding(WorkState.ACCEPTED)
        assert part_rules.plan_when_not(CLERK, before) is None
        assert part_rules.plan_when_not(LIAISON, before) is not None
        assert part_rules.plan_when_not(CLERK, after) is not None
        assert part_rules.plan_when_not(LIAISON, after) is None

    def test_leaves_a_claimed_measure_alone(self) -> None:
        facts = finding(WorkState.RECTIFYING, items=(ACCEPTED,))
        assert part_rules.plan_when_not(LIAISON, facts, ACCEPTED) == "已申报完成的措施不能修改"


class TestRequests:
    UNDER_WAY = finding(WorkState.RECTIFYING)

    @pytest.mark.parametrize(
        ("kind", "asks", "decides", "never"),
        [
            (RequestKind.EXTENSION, {HEAD, LIAISON}, {LEADER}, {CLERK, INSPECTOR}),
            (RequestKind.STAGED, {HEAD, LIAISON}, {LEADER, CLERK}, {INSPECTOR}),
            (RequestKind.LONG_TERM, {HEAD, LIAISON}, {LEADER, CLERK}, {INSPECTOR}),
            (RequestKind.WAITING_EXTERNAL, {HEAD, LIAISON}, {LEADER, CLERK}, {INSPECTOR}),
            (RequestKind.REOPEN, {CLERK}, {LEADER}, {HEAD, LIAISON, INSPECTOR}),
            (RequestKind.CORRECT, {CLERK}, {LEADER}, {HEAD, LIAISON, INSPECTOR}),
            (RequestKind.VOID, {CLERK}, {LEADER}, {HEAD, LIAISON, INSPECTOR}),
        ],
    )
    def test_are_asked_and_decided_as_the_table_says(
        self, kind: RequestKind, asks: set[Somebody], decides: set[Somebody], never: set[Somebody]
    ) -> None:
        people = {CLERK, LEADER, HEAD, LIAISON, INSPECTOR, AUDITOR, STRANGER}
        may_ask = {p for p in people if part_rules.who_asks_not(kind, p, self.UNDER_WAY) is None}
        may_decide = {p for p in people if part_rules.who_decides_not(kind, 999, p, self.UNDER_WAY) is None}
        assert (may_ask, may_decide) == (asks, decides)
        assert not never & (may_ask | may_decide)

    def test_are_never_decided_by_who_asked(self) -> None:
        reason = part_rules.who_decides_not(RequestKind.STAGED, CLERK.account_id, CLERK, self.UNDER_WAY)
        assert reason == "申请由您提出,须由他人审批"

    def test_for_an_extension_come_before_the_day_is_past(self) -> None:
        on_the_day = replace(self.UNDER_WAY, due_on=TODAY)
        late = replace(self.UNDER_WAY, due_on=date(2026, 3, 1))
        assert part_rules.when_ask_not(RequestKind.EXTENSION, on_the_day, TODAY) is None
        assert (
            part_rules.when_ask_not(RequestKind.EXTENSION, late, TODAY) == "整改期限已过,延期须在到期前申请"
        )
        assert part_rules.when_ask_not(RequestKind.EXTENSION, replace(late, due_on=None), TODAY) is not None

    def test_stand_alone_in_their_kind(self) -> None:
        facts = replace(self.UNDER_WAY, open_requests=frozenset({RequestKind.STAGED}))
        assert part_rules.when_ask_not(RequestKind.STAGED, facts, TODAY) == "已有同类申请等待审批"
        assert part_rules.when_ask_not(RequestKind.LONG_TERM, facts, TODAY) is None

    def test_to_reopen_are_for_what_is_closed(self) -> None:
        assert part_rules.when_ask_not(RequestKind.REOPEN, self.UNDER_WAY, TODAY) == "该问题尚未销号"
        closed = finding(WorkState.VERIFIED, closure=ClosureState.CLOSED)
        assert part_rules.when_ask_not(RequestKind.REOPEN, closed, TODAY) is None
        assert part_rules.when_ask_not(RequestKind.EXTENSION, closed, TODAY) == "该问题已销号"


class TestAllowedActions:
    def test_agree_with_the_guards(self) -> None:
        """A button is enabled exactly where the service would not refuse."""
        for person in (CLERK, LEADER, HEAD, LIAISON, INSPECTOR, STRANGER):
            for work in WorkState:
                for closure in ClosureState:
                    facts = finding(work, closure=closure, items=(ACCEPTED,), fixed_by=6)
                    for shown in allowed.allowed_actions(person, facts, TODAY):
                        if shown.action.startswith("ask_") or shown.action == "add_measure":
                            continue
                        refused = rules.who_not(shown.action, person, facts) or rules.when_not(
                            shown.action, facts
                        )
                        assert shown.enabled is (refused is None)
                        assert shown.reason == refused

    def test_say_who_has_the_next_move(self) -> None:
        shown = {a.action: a for a in allowed.allowed_actions(CLERK, finding(WorkState.HANDED_OUT), TODAY)}
        assert shown["accept"].reason == "须由单位负责人办理"
        assert shown["urge"].enabled

    def test_leave_out_what_is_neither_next_nor_ours(self) -> None:
        shown = {a.action for a in allowed.allowed_actions(HEAD, finding(WorkState.HANDED_OUT), TODAY)}
        assert "approve_closure" not in shown
        assert {"accept", "decline", "ask_extension"} <= shown

    def test_of_a_measure_agree_with_the_guards(self) -> None:
        for person in (CLERK, LEADER, HEAD, LIAISON):
            for work in WorkState:
                for state in ItemState:
                    item = ItemFacts(1, state, HOSPITAL, evidence=1)
                    facts = finding(work, items=(item,))
                    for shown in allowed.item_actions(person, facts, item):
                        if shown.action == "edit":
                            continue
                        refused = part_rules.item_who_not(
                            shown.action, person, facts, item
                        ) or part_rules.item_when_not(shown.action, facts, item)
                        assert shown.reason == refused
