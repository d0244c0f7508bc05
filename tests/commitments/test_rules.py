"""Who may do what with a commitment and a promise, and when."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from mingze.commitments import rules
from mingze.commitments.rules import PROMISE, WORK, CommitmentFacts, Hand, PromiseAct
from mingze.commitments.vocabulary import CommitmentKind, CommitmentState, PromiseState
from mingze.kit.problems import Conflict, Forbidden

NOBODY = Hand(9, prepares=False, manages=False, decides=False)
UNIT = Hand(1, prepares=True, manages=False, decides=False)
CLERK = Hand(2, prepares=False, manages=True, decides=False)
LEADER = Hand(3, prepares=False, manages=False, decides=True)
FACTS = CommitmentFacts(
    CommitmentState.DRAFT,
    CommitmentKind.COMMITMENT,
    personal=False,
    promises=1,
    media=1,
    written_by=1,
    submitted_by=None,
    running=True,
)
S = CommitmentState


def enabled(hand: Hand, facts: CommitmentFacts) -> set[str]:
    return {one.action for one in rules.allowed_actions(hand, facts) if one.enabled}


class TestWhoMay:
    @pytest.mark.parametrize(
        ("state", "unit", "clerk", "leader"),
        [
            (S.DRAFT, {"edit", "submit", "discard"}, set(), set()),
            (S.SUBMITTED, {"discard"}, set(), {"approve", "refuse"}),
            (S.REFUSED, {"edit", "submit", "discard"}, set(), set()),
            (S.APPROVED, {"publish", "discard"}, {"publish"}, set()),
            (S.PUBLISHED, set(), set(), {"withdraw"}),
            (S.WITHDRAWN, set(), set(), set()),
        ],
    )
    def test_each_has_their_part(
        self, state: CommitmentState, unit: set[str], clerk: set[str], leader: set[str]
    ) -> None:
        facts = replace(FACTS, state=state)
        assert enabled(UNIT, facts) == unit
        assert enabled(CLERK, facts) == clerk
        assert enabled(LEADER, facts) == leader
        assert rules.allowed_actions(NOBODY, facts) == []

    @pytest.mark.parametrize("action", ["approve", "refuse"])
    @pytest.mark.parametrize("mine", [replace(FACTS, written_by=7), replace(FACTS, submitted_by=7)])
    def test_nobody_decides_what_they_wrote_or_sent(self, action: str, mine: CommitmentFacts) -> None:
        both = Hand(7, prepares=True, manages=True, decides=True)
        facts = replace(mine, state=S.SUBMITTED)
        with pytest.raises(Forbidden, match="他人"):
            rules.check(action, both, facts)
        rules.check(action, both, replace(FACTS, state=S.SUBMITTED))

    def test_an_ended_campaign_takes_nothing_more_but_lets_go(self) -> None:
        for state in CommitmentState:
            facts = replace(FACTS, state=state, running=False)
            both = Hand(7, prepares=True, manages=True, decides=True)
            assert enabled(both, facts) <= {"discard", "withdraw"}

    def test_the_wrong_state_names_what_is_possible(self) -> None:
        with pytest.raises(Conflict) as refused:
            rules.check_when("publish", FACTS)
        assert refused.value.extra["open_moves"] == ["edit", "submit", "discard"]


class TestWhatIsLacking:
    def test_a_commitment_promises_something(self) -> None:
        assert [one.pointer for one in rules.lacking(replace(FACTS, promises=0))] == ["/body/promises"]
        assert rules.lacking(replace(FACTS, promises=0, kind=CommitmentKind.STATEMENT)) == []

    def test_what_goes_out_has_a_medium(self) -> None:
        assert [one.pointer for one in rules.lacking(replace(FACTS, media=0))] == ["/body/media"]
        assert rules.lacking(replace(FACTS, media=0, personal=True)) == []


class TestPromises:
    def test_a_promise_ends_kept_or_broken_and_only_the_office_takes_it_up_again(self) -> None:
        for act, state in product(PromiseAct, PromiseState):
            unit = act in rules.promise_acts(UNIT, state, published=True)
            office = act in rules.promise_acts(CLERK, state, published=True)
            running = state in {PromiseState.OPEN, PromiseState.EXTENDED}
            assert unit == (running and act is not PromiseAct.REOPEN)
            assert office == (
                (running and act is PromiseAct.BREAK) or (not running and act is PromiseAct.REOPEN)
            )
            assert rules.promise_acts(NOBODY, state, published=True) == []

    def test_nothing_is_said_of_what_is_not_public(self) -> None:
        for state in PromiseState:
            assert rules.promise_acts(UNIT, state, published=False) == []

    def test_an_extension_gives_a_later_day(self) -> None:
        due = date(2026, 6, 30)
        assert rules.extension_fault(due, None)
        assert rules.extension_fault(due, due)
        assert rules.extension_fault(due, date(2026, 6, 29))
        assert rules.extension_fault(due, date(2026, 7, 1)) is None

    def test_the_day_itself_is_in_time(self) -> None:
        due = date(2026, 6, 30)
        for state in PromiseState:
            assert not rules.is_overdue(state, due, due)
            running = state in {PromiseState.OPEN, PromiseState.EXTENDED}
            assert rules.is_overdue(state, due, date(2026, 7, 1)) is running


def test_every_state_but_the_first_is_reached() -> None:
    assert {move.target for move in WORK.moves if move.target} == set(CommitmentState) - {S.DRAFT}
    assert {move.target for move in PROMISE.moves} == set(PromiseState)
