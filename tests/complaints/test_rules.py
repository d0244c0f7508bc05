"""Whose hands an act wants, and when it can be done: every act, without a database."""

from dataclasses import dataclass, replace

import pytest

from mingze.access.permissions import Permission
from mingze.complaints import rules
from mingze.complaints.rules import Facts, part_of
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState
from mingze.complaints.workflow import COMPLAINT, HANDS, OPEN, PETITION, WORKFLOWS, Hand
from mingze.findings.vocabulary import Light
from mingze.kit.problems import Conflict, Forbidden
from tests.complaints.conftest import shanghai

#: The city stands above the bureau, which is the office; the hospital below it has a department.
CITY, BUREAU, HOSPITAL, MEDICAL, OTHER = 1, 2, 3, 4, 9
OFFICE_LINE = frozenset({CITY, BUREAU})
LINES = {
    BUREAU: (CITY, BUREAU),
    HOSPITAL: (CITY, BUREAU, HOSPITAL),
    MEDICAL: (CITY, BUREAU, HOSPITAL, MEDICAL),
}


@dataclass(frozen=True)
class Someone:
    account_id: int
    handles: tuple[int, ...] = ()
    decides: tuple[int, ...] = ()
    home_unit_id: int = CITY

    def may(self, permission: Permission) -> bool:
        return bool(self.roots(permission))

    def roots(self, permission: Permission) -> tuple[int, ...]:
        if permission is Permission.COMPLAINT_HANDLE:
            return self.handles
        return self.decides if permission is Permission.COMPLAINT_DECIDE else ()


CLERK, CITY_CLERK = Someone(1, (BUREAU,)), Someone(2, (CITY,))
HOSPITAL_CLERK, DEPARTMENT = Someone(3, (HOSPITAL,)), Someone(4, (MEDICAL,))
LEADER, STRANGER = Someone(5, (), (CITY,)), Someone(6, (OTHER,), (OTHER,))
EVERYBODY = (CLERK, CITY_CLERK, HOSPITAL_CLERK, DEPARTMENT, LEADER, STRANGER)


def facts(state: ComplaintState = ComplaintState.INVESTIGATING, **values: object) -> Facts:
    made = Facts(
        kind=ComplaintKind.COMPLAINT,
        state=state,
        office_line=OFFICE_LINE,
        lead=part_of(MEDICAL, LINES[MEDICAL], OFFICE_LINE, signed=True),
    )
    return replace(made, **values)  # type: ignore[arg-type]


def test_an_authority_never_signs_for_what_is_below_it() -> None:
    hands = {one.account_id: rules.hands_of(one, facts()) for one in EVERYBODY}
    assert hands == {
        1: {Hand.OFFICE},
        2: {Hand.OFFICE},
        # Between the office and the department that leads stands the hospital: its office may act too.
        3: {Hand.LEAD},
        4: {Hand.LEAD},
        5: {Hand.LEADER},
        6: frozenset(),
    }


def test_an_office_that_handles_it_itself_has_both_hands() -> None:
    own = facts(lead=part_of(BUREAU, LINES[BUREAU], OFFICE_LINE))
    assert rules.hands_of(CLERK, own) == {Hand.OFFICE, Hand.LEAD}
    assert rules.hands_of(HOSPITAL_CLERK, own) == frozenset()


def test_a_unit_that_helps_has_no_hand_in_the_answer() -> None:
    helped = facts(
        lead=part_of(BUREAU, LINES[BUREAU], OFFICE_LINE),
        assisting=(part_of(HOSPITAL, LINES[HOSPITAL], OFFICE_LINE),),
    )
    assert rules.hands_of(HOSPITAL_CLERK, helped) == {Hand.ASSISTING}
    assert rules.who_not("report_assisting", HOSPITAL_CLERK, helped) is None
    assert rules.who_not("answer", HOSPITAL_CLERK, helped) == "须由主办单位办理"


OFFICE, UNIT, EITHER, HELPER, CHIEF = (
    {1, 2},
    {3, 4},
    {1, 2, 3, 4},
    set[int](),
    {5},
)
#: Every act → who of EVERYBODY does it, written by hand beside the table of the program.
WHO = {
    **dict.fromkeys(("sign", "ask_return", "answer"), UNIT),
    **dict.fromkeys(("settle_on_spot", "mark_complex", "ask_extension"), EITHER),
    **dict.fromkeys(("negotiate", "litigate", "take_back", "settle"), EITHER),
    **dict.fromkeys(("mediate", "accept_mediation", "suspend_for_appraisal"), EITHER),
    "report_assisting": HELPER,
    **dict.fromkeys(("supervise", "decide_extension"), CHIEF),
    **dict.fromkeys(("assign", "reassign", "approve_return", "refuse_return", "add_assisting"), OFFICE),
    **dict.fromkeys(("park", "unpark", "visit_back", "close", "redo", "urge", "withdraw"), OFFICE),
    **dict.fromkeys(("not_handle", "transfer", "to_petition", "merge", "unmerge"), OFFICE),
    **dict.fromkeys(("accept", "forward", "forward_outside", "refuse", "divert", "hand_to"), OFFICE),
    **dict.fromkeys(("object", "agree_objection", "call_back", "reject_objection"), OFFICE),
    **dict.fromkeys(("issue_opinion", "request_review", "issue_review"), OFFICE),
    **dict.fromkeys(("request_recheck", "hold_hearing", "issue_recheck", "conclude"), OFFICE),
}


@pytest.mark.parametrize("action", sorted({move.action for move in (*COMPLAINT.moves, *PETITION.moves)}))
def test_every_act_is_for_whom_it_was_meant(action: str) -> None:
    for person in EVERYBODY:
        may = person.account_id in WHO[action]
        assert (rules.who_not(action, person, facts()) is None) is may, person
        if not may:
            with pytest.raises(Forbidden):
                rules.check_who(action, person, facts())


def test_the_table_speaks_of_acts_that_there_are() -> None:
    known = {move.action for move in (*COMPLAINT.moves, *PETITION.moves)}
    assert set(HANDS) <= known
    assert set(WHO) == known


@pytest.mark.parametrize("kind", ComplaintKind)
def test_every_open_state_leads_on_and_every_move_from_where_it_may(kind: ComplaintKind) -> None:
    workflow = WORKFLOWS[kind]
    reached = {move.target for move in workflow.moves if move.target} | {ComplaintState.REGISTERED}
    for state in OPEN & reached:
        own = [move.action for move in workflow.open_from(state)]
        # Something ends it, and it is not only urged or supervised.
        assert any(move.target not in (None, state) for move in workflow.open_from(state)), state
        for move in workflow.moves:
            now = facts(state, kind=kind)
            if move.action not in own:
                assert rules.when_not(move.action, now) is not None
    # What both kinds share starts from states of either.
    own_moves = [
        move
        for move in workflow.moves
        if move not in (COMPLAINT if kind is ComplaintKind.PETITION else PETITION).moves
    ]
    for move in own_moves:
        assert move.sources <= reached, move.action


def test_nobody_decides_what_they_asked() -> None:
    asked = facts(ComplaintState.RETURN_REQUESTED, return_asked_by=CLERK.account_id)
    for action in ("approve_return", "refuse_return"):
        assert rules.who_not(action, CLERK, asked) == "提出申请的人不能审批"
        assert rules.who_not(action, CITY_CLERK, asked) is None
    own = Someone(5, (CITY,), (CITY,))
    waiting = facts(extension_asked_by=own.account_id)
    assert rules.who_not("decide_extension", own, waiting) == "提出申请的人不能审批"
    assert rules.who_not("decide_extension", replace(own, account_id=8), waiting) is None


def test_it_is_given_back_once_and_never_when_designated() -> None:
    waiting = facts(ComplaintState.TO_SIGN)
    assert rules.when_not("ask_return", waiting) is None
    assert rules.when_not("ask_return", replace(waiting, designated=True)) == "指定办理的不能退单"
    again = replace(waiting, gave_back=frozenset({MEDICAL}))
    assert rules.when_not("ask_return", again) == "每个单位只能申请退单一次"


def test_more_time_is_asked_once_while_there_is_some() -> None:
    assert rules.when_not("ask_extension", facts()) is not None
    assert rules.when_not("ask_extension", facts(can_extend=True)) is None
    assert rules.when_not("ask_extension", facts(can_extend=True, extension_asked_by=3)) == (
        "已有延期申请等待审批"
    )
    assert rules.when_not("decide_extension", facts()) == "没有等待审批的延期申请"
    with pytest.raises(Conflict) as refused:
        rules.check_when("assign", facts())
    assert "answer" in refused.value.extra["open_moves"]  # type: ignore[operator]


def test_who_complained_is_for_the_office_and_for_units_unless_confidence_was_asked() -> None:
    for person, openly, kept in (
        (CLERK, True, True),
        (LEADER, True, True),
        (HOSPITAL_CLERK, True, False),
        (STRANGER, False, False),
    ):
        assert rules.may_see_complainant(person, facts(), confidential=False) is openly
        assert rules.may_see_complainant(person, facts(), confidential=True) is kept


def test_buttons_say_why_they_are_off() -> None:
    shown = {one.action: one for one in rules.allowed_actions(HOSPITAL_CLERK, facts())}
    assert shown["answer"].enabled
    assert (shown["reassign"].enabled, shown["reassign"].reason) == (
        False,
        "须由受理机关的投诉受理人员办理",
    )
    assert "assign" not in shown


@pytest.mark.parametrize(
    ("now", "light"),
    [
        ("2026-03-05T23:59:59", Light.GREEN),
        ("2026-03-06T00:00:00", Light.YELLOW),
        ("2026-03-07T23:59:59", Light.YELLOW),
        ("2026-03-08T00:00:00", Light.RED),
    ],
)
def test_the_light_of_a_clock(now: str, light: Light) -> None:
    assert rules.light(shanghai("2026-03-08T00:00:00"), shanghai(now)) is light
    assert rules.light(None, shanghai(now)) is Light.GREY
