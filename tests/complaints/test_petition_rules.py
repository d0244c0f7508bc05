"""What the regulation on petitions lets an office do, without a database."""

from datetime import date, datetime, timedelta

import pytest

from mingze.complaints import petition_rules as rules
from mingze.complaints.vocabulary import ComplaintState, PetitionClass
from mingze.kit.clock import SHANGHAI

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()
DAY = timedelta(days=1)


def test_nobody_hears_what_accuses_them_or_those_above_them() -> None:
    line = {1, 2, 3}
    assert "第三十条" in (rules.own_accusation(PetitionClass.ACCUSATION, 3, line) or "")
    assert rules.own_accusation(PetitionClass.ACCUSATION, 9, line) is None
    assert rules.own_accusation(PetitionClass.ACCUSATION, None, line) is None
    assert rules.own_accusation(PetitionClass.APPEAL, 3, line) is None


def test_an_office_sets_a_day_only_where_the_law_sets_none() -> None:
    assert rules.promised_not(PetitionClass.APPEAL, None, TODAY) is None
    assert "第三十四条" in (rules.promised_not(PetitionClass.APPEAL, TODAY, TODAY) or "")
    assert rules.promised_not(PetitionClass.SUGGESTION, TODAY, TODAY) is None
    assert rules.promised_not(PetitionClass.ACCUSATION, TODAY - DAY, TODAY)


@pytest.mark.parametrize(
    ("state", "is_below", "is_late", "refused"),
    [
        (ComplaintState.HANDLING, True, False, True),
        (ComplaintState.REGISTERED, True, False, True),
        (ComplaintState.HANDLING, True, True, False),
        (ComplaintState.HANDLING, False, False, False),
        (ComplaintState.OPINION_ISSUED, True, False, False),
        (None, False, False, False),
    ],
)
def test_what_is_in_hand_below_is_not_taken_up_above(
    state: ComplaintState | None, is_below: bool, is_late: bool, refused: bool
) -> None:
    why = rules.heard_below(state, is_below=is_below, is_late=is_late, number="XF2026-000001")
    assert (why is not None) is refused
    assert why is None or "第十九条" in why


def test_objections_are_for_what_was_forwarded_and_in_time() -> None:
    assert rules.object_not(from_superior=False, due_at=None, now=NOW)
    assert rules.object_not(from_superior=True, due_at=NOW, now=NOW)
    assert rules.object_not(from_superior=True, due_at=NOW + DAY, now=NOW) is None
    assert rules.object_not(from_superior=True, due_at=None, now=NOW) is None


def test_the_right_to_ask_again_lapses() -> None:
    assert rules.asked_too_late(NOW, NOW - DAY, recheck=False) is None
    assert rules.asked_too_late(None, NOW, recheck=False) is None
    assert "第三十五条" in (rules.asked_too_late(NOW, NOW, recheck=False) or "")
    assert "第三十六条" in (rules.asked_too_late(NOW, NOW + DAY, recheck=True) or "")


def test_it_is_over_when_nobody_may_go_on_or_wants_to() -> None:
    assert rules.conclude_not(NOW, NOW, agrees=False) is None
    assert rules.conclude_not(NOW + DAY, NOW, agrees=False)
    assert rules.conclude_not(None, NOW, agrees=False)
    assert rules.conclude_not(NOW + DAY, NOW, agrees=True) is None


def test_who_reviews_stands_above_and_days_follow_each_other() -> None:
    assert rules.organ_not(1, 3, {1, 2, 3}) is None
    assert rules.organ_not(3, 3, {1, 2, 3})
    assert rules.organ_not(9, 3, {1, 2, 3})
    assert rules.day_not(TODAY, not_before=TODAY, today=TODAY) is None
    assert rules.day_not(TODAY + DAY, not_before=TODAY, today=TODAY)
    assert rules.day_not(date(2026, 1, 1), not_before=TODAY, today=TODAY)
