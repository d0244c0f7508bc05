"""What a disagreement does, and which days are compared."""

from datetime import date

import pytest

from mingze.acceptances.rules import after_voice, compared, is_asking, new_code
from mingze.acceptances.vocabulary import AcceptanceState, Verdict

S, V = AcceptanceState, Verdict


@pytest.mark.parametrize(
    ("state", "verdict", "complained", "then"),
    [
        (S.OPEN, V.SOLVED, True, S.OPEN),
        (S.OPEN, V.PARTLY, False, S.OPEN),
        (S.OPEN, V.NOT_SOLVED, False, S.DISPUTED),
        (S.DISPUTED, V.SOLVED, True, S.DISPUTED),
        # The office has looked: whoever complained calls it back, the code at the door does not.
        (S.LOOKED_BACK, V.NOT_SOLVED, False, S.LOOKED_BACK),
        (S.LOOKED_BACK, V.NOT_SOLVED, True, S.DISPUTED),
    ],
)
def test_where_an_answer_leads(
    state: AcceptanceState, verdict: Verdict, complained: bool, then: AcceptanceState
) -> None:
    assert after_voice(state, verdict, complained=complained) is then


def test_spans_before_and_after_are_equal_and_end_by_today() -> None:
    closed = date(2026, 9, 1)
    assert compared(closed, closed) is None
    week = compared(closed, date(2026, 9, 8))
    assert week is not None
    assert (week.days, week.before, week.until) == (7, date(2026, 8, 25), date(2026, 9, 8))
    long = compared(closed, date(2027, 9, 1))
    assert long is not None
    assert (long.closed_on - long.before) == (long.until - long.closed_on)
    assert long.days == 90


def test_answers_are_taken_through_the_last_day_while_the_finding_stands_closed() -> None:
    last = date(2026, 10, 31)
    assert is_asking(last, last, closed=True)
    assert not is_asking(date(2026, 11, 1), last, closed=True)
    assert not is_asking(last, last, closed=False)


def test_codes_cannot_be_counted_up() -> None:
    assert len({new_code() for _ in range(1_000)}) == 1_000
