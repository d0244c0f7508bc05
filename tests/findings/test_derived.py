"""Lights and roll-up: what is computed and never stored."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.findings.derived import due_windows, light_of, printed_status, rolled_up
from mingze.findings.vocabulary import ClosureState, ItemState, Light, PublishedStatus, WorkState

TODAY = date(2026, 3, 2)


def light(
    days: int | None,
    work: WorkState = WorkState.RECTIFYING,
    closure: ClosureState = ClosureState.NONE,
    voided: bool = False,
) -> Light:
    due_on = None if days is None else TODAY + timedelta(days=days)
    return light_of(due_on, work, closure, voided=voided, today=TODAY, light_days=10)


class TestLight:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (-400, Light.RED),
            (-1, Light.RED),
            (0, Light.YELLOW),
            (10, Light.YELLOW),
            (11, Light.GREEN),
            (None, Light.GREEN),
        ],
    )
    def test_follows_the_due_date(self, days: int | None, expected: Light) -> None:
        assert light(days) is expected

    def test_is_grey_when_the_clock_does_not_run(self) -> None:
        assert light(-5, closure=ClosureState.CLOSED) is Light.GREY
        assert light(-5, work=WorkState.WAITING_EXTERNAL) is Light.GREY
        assert light(-5, voided=True) is Light.GREY

    @given(st.none() | st.integers(-1000, 1000), st.integers(0, 60))
    def test_is_exactly_one(self, days: int | None, light_days: int) -> None:
        due_on = None if days is None else TODAY + timedelta(days=days)
        assert sum(window.holds(due_on) for window in due_windows(TODAY, light_days)) == 1


class TestRollUp:
    P, R, C, A, B = (
        ItemState.PLANNED,
        ItemState.IN_PROGRESS,
        ItemState.CLAIMED,
        ItemState.ACCEPTED,
        ItemState.RETURNED,
    )

    @pytest.mark.parametrize(
        ("work", "items", "after"),
        [
            (WorkState.ACCEPTED, [P, P], WorkState.ACCEPTED),
            (WorkState.ACCEPTED, [R, P], WorkState.RECTIFYING),
            (WorkState.ACCEPTED, [], WorkState.ACCEPTED),
            (WorkState.RECTIFYING, [C, R], WorkState.RECTIFYING),
            (WorkState.RECTIFYING, [C, A], WorkState.CLAIMED),
            (WorkState.RECTIFYING, [C], WorkState.CLAIMED),
            (WorkState.CLAIMED, [A, A], WorkState.CLAIMED),
            (WorkState.CLAIMED, [B, A], WorkState.RECTIFYING),
            (WorkState.CLAIMED, [C, P], WorkState.RECTIFYING),
            (WorkState.WAITING_EXTERNAL, [R], WorkState.WAITING_EXTERNAL),
            (WorkState.VERIFIED, [A], WorkState.VERIFIED),
            (WorkState.FIXED_ON_SITE, [A], WorkState.FIXED_ON_SITE),
        ],
    )
    def test_follows_the_measures(self, work: WorkState, items: list[ItemState], after: WorkState) -> None:
        assert rolled_up(work, items) is after

    @given(st.sampled_from(WorkState), st.lists(st.sampled_from(ItemState), max_size=5))
    def test_settles_at_once(self, work: WorkState, items: list[ItemState]) -> None:
        once = rolled_up(work, items)
        assert rolled_up(once, items) is once


class TestPrintedStatus:
    def test_keeps_what_was_published(self) -> None:
        assert printed_status(PublishedStatus.STAGED, WorkState.CONFIRMED) is PublishedStatus.STAGED

    def test_is_done_once_verified(self) -> None:
        assert printed_status(PublishedStatus.STAGED, WorkState.VERIFIED) is PublishedStatus.DONE

    def test_is_in_progress_where_nothing_was_published(self) -> None:
        assert printed_status(None, WorkState.CONFIRMED) is PublishedStatus.IN_PROGRESS
