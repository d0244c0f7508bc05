"""Which act starts, meets and ends which clock: the whole table, without a database."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from mingze.complaints import clocks
from mingze.complaints.vocabulary import (
    ComplaintChannel,
    ComplaintKind,
    ComplaintState,
    Matter,
    PetitionClass,
)
from mingze.complaints.workflow import COMPLAINT, PETITION
from mingze.kit.clock import SHANGHAI
from mingze.timelimits.national import StartsFrom, time_limits

S, C, M = ComplaintState, ComplaintChannel, Matter
RECEIVED = datetime(2026, 9, 28, 10, 0, tzinfo=SHANGHAI)
LATER = RECEIVED + timedelta(days=2)


@dataclass
class Facts:
    kind: ComplaintKind = ComplaintKind.COMPLAINT
    channel: ComplaintChannel = C.PHONE
    matter: Matter = M.COMPLAIN
    petition_class: PetitionClass | None = None
    urgent: bool = False
    is_complex: bool = False
    from_superior: bool = False
    state: ComplaintState = S.REGISTERED
    round: int = 1
    received_at: datetime = RECEIVED


ORDINARY = Facts()
ORDER = Facts(channel=C.HOTLINE_12345)
HEALTH_LINE = Facts(channel=C.HOTLINE_12320)
PETITIONED = Facts(kind=ComplaintKind.PETITION)
FORWARDED = replace(PETITIONED, from_superior=True)


def started(action: str, facts: Facts, at: datetime = LATER) -> set[str | None]:
    return {rule.code for rule in clocks.begun(action, facts, at)}


@pytest.mark.parametrize(
    ("action", "facts", "codes"),
    [
        ("register", ORDINARY, {"TS-2"}),
        ("register", replace(ORDINARY, is_complex=True), {"TS-3"}),
        ("redo", replace(ORDINARY, round=2), {"TS-2"}),
        ("register", replace(ORDER, urgent=True), {"RX-11a"}),
        ("register", replace(ORDER, urgent=True, matter=M.CONSULT), {"RX-11a"}),
        ("register", replace(ORDER, matter=M.CONSULT), {"RX-11b"}),
        ("register", replace(ORDER, matter=M.HELP), {"RX-11c"}),
        ("register", replace(ORDER, matter=M.SUGGEST), {"RX-11c"}),
        ("register", replace(ORDER, matter=M.COMMENT), {"RX-11c"}),
        ("register", replace(ORDER, matter=M.COMPLAIN), {"RX-11d"}),
        ("register", replace(ORDER, matter=M.REPORT), {"RX-11d"}),
        ("register", HEALTH_LINE, {"RX-6a", "RX-6b"}),
        ("answer", HEALTH_LINE, {"RX-6c"}),
        ("settle", HEALTH_LINE, {"RX-6c"}),
        ("settle_on_spot", HEALTH_LINE, {"RX-6c"}),
        ("answer", ORDINARY, set()),
        ("mediate:administrative", ORDINARY, {"TS-13c"}),
        ("mediate:people", ORDINARY, set()),
        ("accept_mediation:people", ORDINARY, {"TS-13a"}),
        ("accept_mediation:administrative", ORDINARY, {"TS-13b"}),
        ("register", PETITIONED, {"XF-2"}),
        ("to_petition", PETITIONED, {"XF-2"}),
        ("call_back", PETITIONED, {"XF-2"}),
        ("register", FORWARDED, {"XF-3", "XF-4"}),
        ("forward", FORWARDED, {"XF-3", "XF-4"}),
        ("accept", replace(PETITIONED, petition_class=PetitionClass.APPEAL, state=S.HANDLING), {"XF-5"}),
        ("accept", replace(PETITIONED, petition_class=PetitionClass.SUGGESTION, state=S.HANDLING), set()),
        ("accept", replace(PETITIONED, petition_class=PetitionClass.ACCUSATION, state=S.HANDLING), set()),
        ("deliver", replace(PETITIONED, state=S.OPINION_ISSUED), {"XF-7"}),
        ("request_review", replace(PETITIONED, state=S.REVIEWING), {"XF-8"}),
        ("deliver", replace(PETITIONED, state=S.REVIEWED), {"XF-9"}),
        ("request_recheck", replace(PETITIONED, state=S.RECHECKING), {"XF-10"}),
        ("deliver", replace(PETITIONED, state=S.FINAL), set()),
        ("deliver", replace(PETITIONED, state=S.HANDLING), set()),
        ("deliver", replace(ORDINARY, state=S.ANSWERED), set()),
    ],
)
def test_what_an_act_starts(action: str, facts: Facts, codes: set[str]) -> None:
    assert started(action, facts) == codes


def test_every_other_act_starts_nothing() -> None:
    starting = {action for rule in clocks.RULES for action in rule.begins_with}
    for move in (*COMPLAINT.moves, *PETITION.moves):
        if move.action not in starting:
            for facts in (ORDINARY, ORDER, HEALTH_LINE, PETITIONED, FORWARDED):
                assert not started(move.action, facts), move.action


def test_a_clock_starts_with_what_its_rule_says() -> None:
    """What the table says beside the data is not something else than the data says."""
    for rule in clocks.RULES:
        assert rule.code is not None
        limit = time_limits()[rule.code]
        assert limit.starts_from is not None
        if rule.begun_by is not None and rule.code != "TS-1":
            assert rule.begun_by <= clocks.STARTS[limit.starts_from]
        assert limit.terms[0].period is not None
    assert set(clocks.STARTS) == set(StartsFrom)


def test_what_is_settled_on_the_spot_is_settled_that_day() -> None:
    assert started("settle_on_spot", ORDINARY, RECEIVED + timedelta(hours=3)) == {"TS-1"}
    assert started("settle_on_spot", ORDINARY, LATER) == set()
    assert started("settle_on_spot", ORDER, RECEIVED) == set()


@pytest.mark.parametrize(
    ("code", "met_by"),
    [
        *(
            (code, {"answer", "settle", "settle_on_spot", "not_handle", "transfer"})
            for code in ("TS-2", "TS-3", "RX-11a", "RX-11b", "RX-11c", "RX-11d", "RX-6b")
        ),
        ("TS-1", {"settle_on_spot"}),
        ("RX-6a", {"assign", "answer", "settle", "settle_on_spot", "not_handle", "transfer"}),
        ("RX-6c", {"visit_back"}),
        ("TS-13a", {"settle"}),
        ("TS-13b", {"settle"}),
        ("TS-13c", {"accept_mediation:administrative"}),
        *((code, {"accept", "forward", "forward_outside", "refuse", "divert"}) for code in ("XF-2", "XF-3")),
        ("XF-4", {"object"}),
        ("XF-5", {"issue_opinion"}),
        ("XF-7", {"request_review"}),
        ("XF-8", {"issue_review"}),
        ("XF-9", {"request_recheck"}),
        ("XF-10", {"issue_recheck"}),
    ],
)
def test_what_meets_a_clock(code: str, met_by: set[str]) -> None:
    rule = next(rule for rule in clocks.RULES if rule.code == code)
    assert rule.met_by == met_by
    known = {move.action for move in (*COMPLAINT.moves, *PETITION.moves)}
    assert {action.split(":")[0] for action in met_by | rule.ended_by} <= known


def test_every_rule_is_listed_once_and_found_by_what_it_is_for() -> None:
    everything = (*clocks.RULES, *clocks.SET)
    assert len({rule.purpose for rule in everything}) == len(everything)
    assert all(clocks.rule_of(rule.purpose) is rule for rule in everything)
    assert {rule.code for rule in clocks.RULES if rule.is_window} == {"XF-4", "XF-7", "XF-9"}


def ended(code: str | None, action: str, facts: Facts, *, of_round: int = 1, purpose: str = "") -> bool:
    rules = (*clocks.RULES, *clocks.SET)
    rule = next(rule for rule in rules if rule.code == code and rule.purpose.startswith(purpose))
    return clocks.is_ended(rule, action, facts, of_round)


@pytest.mark.parametrize("action", ["negotiate", "mediate:people", "mediate:administrative", "litigate"])
def test_the_time_to_answer_stands_still_while_the_parties_settle_it_otherwise(action: str) -> None:
    apart = replace(ORDINARY, state=S.MEDIATION)
    assert ended("TS-2", action, apart)
    assert not ended(None, action, apart, purpose=clocks.SUPERVISED)
    back = replace(ORDINARY, state=S.INVESTIGATING)
    assert clocks.is_revived(clocks.rule_of("反馈处理意见"), "take_back", back)
    assert not clocks.is_revived(clocks.rule_of("反馈处理意见(多部门协同)"), "take_back", back)
    assert not clocks.is_revived(clocks.rule_of("完成人民调解"), "take_back", back)
    assert ended("TS-13a", "take_back", back)
    assert ended("TS-13c", "litigate", apart)


def test_parking_does_not_stop_the_time_of_the_law() -> None:
    assert not ended("TS-2", "park", replace(ORDINARY, state=S.PARKED))
    assert clocks.set_by("park") is clocks.rule_of(clocks.PARKED)
    assert clocks.is_met(clocks.rule_of(clocks.PARKED), "unpark")


def test_nothing_runs_once_it_is_over() -> None:
    over = (
        S.CLOSED, S.NOT_HANDLED, S.TRANSFERRED, S.MERGED, S.GIVEN_BACK, S.FORWARDED, S.REFUSED, S.FINAL,
        S.DIVERTED,
    )  # fmt: skip
    for state in S:
        facts = replace(ORDINARY, state=state)
        assert ended("TS-2", "anything", facts) is (state in over), state


def test_another_round_another_office_another_law_end_what_ran_before() -> None:
    again = replace(ORDINARY, state=S.TO_SIGN, round=2)
    assert ended("RX-6c", "redo", again)
    assert not ended("TS-2", "redo", again, of_round=2)
    assert ended("TS-2", "to_petition", PETITIONED)
    assert not ended(None, "to_petition", PETITIONED, purpose=clocks.SUPERVISED)
    assert ended("XF-4", "forward", FORWARDED)
    assert ended("XF-3", "call_back", PETITIONED)
    for action in ("accept", "refuse", "forward_outside"):
        assert ended("XF-4", action, replace(FORWARDED, state=S.HANDLING)), action


def test_a_correction_puts_the_right_time_in_the_place_of_the_wrong_one() -> None:
    consult = replace(ORDER, matter=M.CONSULT)
    assert ended("RX-11d", "change", consult)
    assert {rule.code for rule in clocks.replacing(consult)} == {"RX-11b"}
    difficult = replace(ORDINARY, is_complex=True, state=S.INVESTIGATING)
    assert ended("TS-2", "mark_complex", difficult)
    assert {rule.code for rule in clocks.replacing(difficult)} == {"TS-3"}
    assert not ended("TS-2", "change", ORDINARY)
    assert ended("XF-2", "change", FORWARDED)
    assert {rule.code for rule in clocks.replacing(FORWARDED)} == {"XF-3", "XF-4"}


def test_what_was_merged_runs_on_when_it_stands_alone_again() -> None:
    assert ended("TS-2", "merge", replace(ORDINARY, state=S.MERGED))
    assert clocks.is_revived(clocks.rule_of("反馈处理意见"), "unmerge", ORDINARY)
    assert clocks.is_revived(clocks.rule_of("登记并告知去向"), "unmerge", PETITIONED)
    assert not clocks.is_revived(clocks.rule_of(clocks.SUPERVISED), "unmerge", ORDINARY)


@pytest.mark.parametrize(
    ("code", "action", "instant"),
    [
        ("TS-2", "register", RECEIVED),
        ("TS-2", "redo", LATER),
        ("TS-1", "settle_on_spot", RECEIVED),
        ("XF-2", "to_petition", RECEIVED),
        ("XF-2", "call_back", RECEIVED),
        ("XF-3", "forward", LATER),
        ("XF-5", "accept", LATER),
        ("XF-7", "deliver", LATER),
        ("XF-8", "request_review", LATER),
        ("TS-13b", "accept_mediation:administrative", LATER),
        ("RX-6c", "answer", LATER),
    ],
)
def test_from_when_a_clock_runs(code: str, action: str, instant: datetime) -> None:
    rule = next(rule for rule in clocks.RULES if rule.code == code)
    assert clocks.started_at(rule, action, ORDINARY, LATER) == instant
