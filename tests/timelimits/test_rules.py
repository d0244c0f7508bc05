"""How time is counted: by the articles, by hand, and against a counter that shares nothing with the program."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingze.kit.clock import SHANGHAI
from mingze.timelimits.rules import (
    NotAnnounced,
    Period,
    Suspension,
    TimeUnit,
    add_months,
    deadline,
    named_day_end,
    next_workday,
    warning_days,
)
from tests.timelimits.counter import Calendar2026, months_later, slow

CALENDAR = Calendar2026()
#: Far enough from the end of the only year that is known.
STARTS = st.dates(date(2026, 1, 1), date(2026, 8, 31))
UNITS = st.sampled_from([TimeUnit.DAY, TimeUnit.WORKING_DAY])


def days(quantity: int) -> Period:
    return Period(quantity, TimeUnit.DAY)


def working(quantity: int) -> Period:
    return Period(quantity, TimeUnit.WORKING_DAY)


def last(start: date, period: Period, **more: object) -> date:
    return deadline(start, period, CALENDAR, **more).last_day  # type: ignore[arg-type]


class TestAgainstTheSlowCounter:
    @given(STARTS, st.integers(0, 60), UNITS, st.booleans())
    def test_plain_periods(self, start: date, quantity: int, unit: TimeUnit, moves: bool) -> None:
        assert last(start, Period(quantity, unit), moves=moves) == slow(start, quantity, unit, moves=moves)

    @given(STARTS, st.integers(1, 3), st.booleans())
    def test_months(self, start: date, quantity: int, moves: bool) -> None:
        period = Period(quantity, TimeUnit.MONTH)
        assert last(start, period, moves=moves) == slow(start, quantity, "month", moves=moves)

    @settings(max_examples=300)
    @given(
        STARTS,
        st.integers(1, 20),
        UNITS,
        st.lists(st.tuples(st.integers(-10, 30), st.integers(0, 8)), max_size=3),
        st.none() | st.tuples(st.integers(1, 10), UNITS),
        st.booleans(),
    )
    def test_suspended_and_extended(
        self,
        start: date,
        quantity: int,
        unit: TimeUnit,
        breaks: list[tuple[int, int]],
        extra: tuple[int, TimeUnit] | None,
        moves: bool,
    ) -> None:
        spans = [
            (start + timedelta(days=offset), start + timedelta(days=offset + length))
            for offset, length in breaks
        ]
        suspended = {first + timedelta(days=n) for first, end in spans for n in range((end - first).days + 1)}
        found = last(
            start,
            Period(quantity, unit),
            suspensions=[Suspension(first, end) for first, end in spans],
            extensions=[Period(*extra)] if extra else [],
            moves=moves,
        )
        assert found == slow(start, quantity, unit, suspended=suspended, extra=extra, moves=moves)

    @given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
    def test_corresponding_days(self, start: date, months: int) -> None:
        assert add_months(start, months) == months_later(start, months)

    @given(STARTS, st.integers(0, 60), UNITS)
    def test_late_begins_where_the_last_day_ends(self, start: date, quantity: int, unit: TimeUnit) -> None:
        found = deadline(start, Period(quantity, unit), CALENDAR)
        assert found.first_late - timedelta(seconds=1) < found.first_late
        assert (found.first_late - timedelta(seconds=1)).astimezone(SHANGHAI).date() == found.last_day
        assert found.first_late.astimezone(SHANGHAI).time().isoformat() == "00:00:00"

    @given(STARTS, st.integers(1, 40), UNITS)
    def test_a_longer_period_never_ends_earlier(self, start: date, quantity: int, unit: TimeUnit) -> None:
        assert last(start, Period(quantity, unit)) <= last(start, Period(quantity + 1, unit))


class TestCorrespondingDay:
    @pytest.mark.parametrize(
        ("start", "months", "expected"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2026, 1, 30), 1, date(2026, 2, 28)),
            (date(2026, 2, 28), 1, date(2026, 3, 28)),
            (date(2026, 3, 31), 1, date(2026, 4, 30)),
            (date(2026, 3, 31), 2, date(2026, 5, 31)),
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
        ],
    )
    def test_is_the_same_day_or_the_last(self, start: date, months: int, expected: date) -> None:
        assert add_months(start, months) == expected

    def test_of_years_is_twelve_months_on(self) -> None:
        found = deadline(date(2024, 2, 29), Period(2, TimeUnit.YEAR), CALENDAR, moves=False)
        assert found.last_day == date(2026, 2, 28)

    def test_says_when_the_month_has_no_such_day(self) -> None:
        found = deadline(date(2026, 3, 31), Period(1, TimeUnit.MONTH), CALENDAR)
        assert any("没有31日" in step.text for step in found.steps)


class TestWorkingDays:
    def test_pass_over_spring_festival_and_count_the_worked_saturday(self) -> None:
        # 10 February is a Tuesday: 11, 12, 13, worked Saturday 14, then the holiday to the 23rd, 24.
        found = deadline(date(2026, 2, 10), working(5), CALENDAR)
        assert found.last_day == date(2026, 2, 24)
        said = "\n".join(step.text for step in found.steps)
        assert "2026年2月14日为调休,计入" in said
        assert "2026年2月15日至2026年2月23日为放假,不计入" in said

    def test_pass_over_national_day(self) -> None:
        assert last(date(2026, 9, 30), working(3)) == date(2026, 10, 10)

    def test_do_not_need_a_year_they_do_not_reach(self) -> None:
        assert last(date(2026, 12, 24), working(5)) == date(2026, 12, 31)

    def test_are_never_guessed_beyond_the_last_announced_year(self) -> None:
        with pytest.raises(NotAnnounced) as raised:
            last(date(2026, 12, 24), working(6))
        assert raised.value.year == 2027
        assert "尚未公布" in str(raised.value)


class TestLastDayOff:
    def test_moves_to_the_day_after_the_holiday(self) -> None:
        # 60 days from 6 August end on Monday 5 October, in the National Day holiday.
        assert last(date(2026, 8, 6), days(60)) == date(2026, 10, 8)

    def test_moves_from_a_weekend(self) -> None:
        assert last(date(2026, 3, 6), days(15)) == date(2026, 3, 23)

    def test_stays_on_a_worked_saturday(self) -> None:
        assert last(date(2026, 2, 4), days(10)) == date(2026, 2, 14)

    def test_does_not_move_what_runs_out_by_itself(self) -> None:
        assert last(date(2026, 8, 6), days(60), moves=False) == date(2026, 10, 5)

    def test_needs_no_calendar_where_nothing_moves(self) -> None:
        assert last(date(2031, 8, 6), days(60), moves=False) == date(2031, 10, 5)

    def test_is_not_asked_of_what_is_done_on_the_spot(self) -> None:
        assert last(date(2026, 10, 1), days(0)) == date(2026, 10, 1)


class TestSuspension:
    def test_days_of_it_are_not_counted(self) -> None:
        hearing = Suspension(date(2026, 3, 9), date(2026, 3, 13), "听证")
        found = deadline(date(2026, 3, 2), days(30), CALENDAR, suspensions=[hearing])
        assert found.last_day == date(2026, 4, 7)  # the 6th is a holiday
        assert any("中止(听证),不计入" in step.text for step in found.steps)

    def test_after_the_end_changes_nothing(self) -> None:
        after = Suspension(date(2026, 4, 10), date(2026, 4, 20))
        assert last(date(2026, 3, 2), days(30), suspensions=[after]) == date(2026, 4, 1)

    def test_of_two_that_overlap_counts_once(self) -> None:
        two = [
            Suspension(date(2026, 3, 9), date(2026, 3, 13), "鉴定"),
            Suspension(date(2026, 3, 11), date(2026, 3, 15), "听证"),
        ]
        assert last(date(2026, 3, 2), days(10), suspensions=two) == date(2026, 3, 19)

    def test_cannot_end_before_it_begins(self) -> None:
        with pytest.raises(ValueError, match="早于"):
            Suspension(date(2026, 3, 9), date(2026, 3, 8))


class TestExtension:
    def test_follows_the_period_as_if_it_had_not_moved(self) -> None:
        assert last(date(2026, 8, 6), days(60), extensions=[days(30)]) == date(2026, 11, 4)

    def test_may_be_of_another_unit(self) -> None:
        month = [Period(1, TimeUnit.MONTH)]
        assert last(date(2026, 3, 2), working(5), extensions=month) == date(2026, 4, 9)


class TestHours:
    def test_run_through_nights_and_holidays(self) -> None:
        begun = datetime(2026, 10, 1, 20, 30, tzinfo=SHANGHAI)
        found = deadline(begun, Period(6, TimeUnit.HOUR), CALENDAR)
        assert found.first_late == datetime(2026, 10, 2, 2, 30, tzinfo=SHANGHAI)

    def test_need_an_instant(self) -> None:
        with pytest.raises(TypeError):
            deadline(date(2026, 10, 1), Period(6, TimeUnit.HOUR), CALENDAR)

    def test_of_an_instant_the_day_is_the_one_in_shanghai(self) -> None:
        late_in_utc = datetime(2026, 3, 2, 17, tzinfo=UTC)
        assert last(late_in_utc, days(10)) == date(2026, 3, 13)


class TestNamedDay:
    @pytest.mark.parametrize(
        ("includes_day", "moves", "first_late"),
        [
            (True, False, date(2026, 10, 2)),
            (False, False, date(2026, 10, 1)),
            (True, True, date(2026, 10, 9)),
            (False, True, date(2026, 10, 1)),
        ],
    )
    def test_before_the_first_of_october(self, includes_day: bool, moves: bool, first_late: date) -> None:
        found = named_day_end(date(2026, 10, 1), includes_day=includes_day, moves=moves, calendar=CALENDAR)
        assert found == datetime(first_late.year, first_late.month, first_late.day, tzinfo=SHANGHAI)

    @pytest.mark.demand("0.6")
    def test_is_kept_to_its_last_second_and_no_longer(self) -> None:
        late = named_day_end(date(2026, 12, 1), includes_day=True, moves=False, calendar=CALENDAR)
        assert datetime(2026, 12, 1, 23, 59, 59, tzinfo=SHANGHAI) < late
        assert datetime(2026, 12, 2, 0, 0, 0, tzinfo=SHANGHAI) >= late
        assert late.utcoffset() == timedelta(hours=8)

    def test_asks_no_calendar_where_nothing_moves(self) -> None:
        late = named_day_end(date(2033, 5, 1), includes_day=True, moves=False, calendar=CALENDAR)
        assert late == datetime(2033, 5, 2, tzinfo=SHANGHAI)

    def test_is_not_moved_by_a_guess(self) -> None:
        with pytest.raises(NotAnnounced):
            named_day_end(date(2027, 1, 1), includes_day=True, moves=True, calendar=CALENDAR)


def test_warnings_come_so_many_days_before() -> None:
    assert warning_days(date(2026, 3, 10), (1, 7, 0)) == [
        date(2026, 3, 3), date(2026, 3, 9), date(2026, 3, 10),
    ]  # fmt: skip


def test_the_next_working_day_may_be_the_day_itself() -> None:
    assert next_workday(date(2026, 3, 10), CALENDAR) == date(2026, 3, 10)
