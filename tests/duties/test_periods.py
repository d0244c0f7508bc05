"""The periods of every cadence: what each covers, its cut-off, by when it is sent."""

from datetime import date, timedelta

import pytest

from mingze.campaigns.vocabulary import Cadence
from mingze.duties.periods import asked, label, period_at, period_start

C = Cadence


class TestPeriodStart:
    @pytest.mark.parametrize(
        ("cadence", "day", "start"),
        [
            (C.WEEKLY, date(2026, 11, 22), date(2026, 11, 16)),
            (C.WEEKLY, date(2026, 11, 23), date(2026, 11, 23)),
            (C.MONTHLY, date(2026, 2, 28), date(2026, 2, 1)),
            (C.QUARTERLY, date(2026, 3, 31), date(2026, 1, 1)),
            (C.QUARTERLY, date(2026, 12, 1), date(2026, 10, 1)),
            (C.HALF_YEARLY, date(2026, 6, 30), date(2026, 1, 1)),
            (C.HALF_YEARLY, date(2026, 7, 1), date(2026, 7, 1)),
            (C.YEARLY, date(2026, 12, 31), date(2026, 1, 1)),
        ],
    )
    def test_is_the_first_day(self, cadence: Cadence, day: date, start: date) -> None:
        assert period_start(cadence, day) == start


class TestPeriodAt:
    def test_a_month_is_cut_off_in_itself_and_sent_in_the_next(self) -> None:
        period = period_at(C.MONTHLY, date(2016, 6, 10), cutoff_day=25, due_day=1)
        assert (period.start, period.end) == (date(2016, 6, 1), date(2016, 6, 30))
        assert (period.cutoff_on, period.due_on) == (date(2016, 6, 25), date(2016, 7, 1))

    def test_what_came_after_the_last_cutoff_counts_in_this_one(self) -> None:
        period = period_at(C.MONTHLY, date(2016, 6, 10), cutoff_day=25, due_day=1)
        assert period.counted_from == date(2016, 5, 26)

    def test_without_a_cutoff_day_the_whole_period_counts(self) -> None:
        period = period_at(C.MONTHLY, date(2016, 6, 10), cutoff_day=None, due_day=1)
        assert (period.counted_from, period.cutoff_on) == (date(2016, 6, 1), date(2016, 6, 30))

    @pytest.mark.parametrize("cutoff_day", [1, 5, 25, 29, 30, 31, None])
    @pytest.mark.parametrize("cadence", list(Cadence))
    def test_no_day_is_left_out_or_counted_twice(self, cadence: Cadence, cutoff_day: int | None) -> None:
        day = date(2024, 1, 1)
        period = period_at(cadence, day, cutoff_day=cutoff_day, due_day=1)
        while period.end < date(2027, 1, 1):
            following = period_at(cadence, period.end + timedelta(days=1), cutoff_day=cutoff_day, due_day=1)
            assert following.start == period.end + timedelta(days=1)
            assert following.counted_from == period.cutoff_on + timedelta(days=1)
            assert period.start <= period.cutoff_on <= period.end < period.due_on
            period = following

    @pytest.mark.parametrize(
        ("month", "last"), [(2, date(2026, 2, 28)), (4, date(2026, 4, 30)), (1, date(2026, 1, 31))]
    )
    def test_a_cutoff_day_the_month_lacks_is_its_last(self, month: int, last: date) -> None:
        assert period_at(C.MONTHLY, date(2026, month, 3), cutoff_day=31, due_day=1).cutoff_on == last

    def test_a_leap_year_has_its_29th(self) -> None:
        assert period_at(C.MONTHLY, date(2024, 2, 3), cutoff_day=30, due_day=1).cutoff_on == date(2024, 2, 29)

    def test_a_due_day_the_next_month_lacks_is_its_last(self) -> None:
        assert period_at(C.MONTHLY, date(2026, 1, 3), cutoff_day=None, due_day=31).due_on == date(2026, 2, 28)

    def test_december_is_sent_in_january(self) -> None:
        assert period_at(C.MONTHLY, date(2026, 12, 3), cutoff_day=25, due_day=1).due_on == date(2027, 1, 1)

    def test_a_week_goes_by_its_weekdays(self) -> None:
        period = period_at(C.WEEKLY, date(2026, 11, 18), cutoff_day=5, due_day=1)
        assert (period.start, period.end) == (date(2026, 11, 16), date(2026, 11, 22))
        assert (period.cutoff_on, period.due_on) == (date(2026, 11, 20), date(2026, 11, 23))

    def test_a_quarter_is_cut_off_in_its_last_month(self) -> None:
        period = period_at(C.QUARTERLY, date(2026, 4, 9), cutoff_day=25, due_day=5)
        assert (period.start, period.end) == (date(2026, 4, 1), date(2026, 6, 30))
        assert (period.cutoff_on, period.due_on) == (date(2026, 6, 25), date(2026, 7, 5))

    def test_a_half_year(self) -> None:
        period = period_at(C.HALF_YEARLY, date(2026, 8, 9), cutoff_day=None, due_day=10)
        assert (period.start, period.end, period.due_on) == (
            date(2026, 7, 1),
            date(2026, 12, 31),
            date(2027, 1, 10),
        )

    def test_a_year(self) -> None:
        period = period_at(C.YEARLY, date(2026, 8, 9), cutoff_day=20, due_day=10)
        assert (period.cutoff_on, period.due_on) == (date(2026, 12, 20), date(2027, 1, 10))


class TestAsked:
    def _starts(self, since: date, until: date | None, last: date) -> list[date]:
        found = asked(C.MONTHLY, since, until, last, cutoff_day=None, due_day=1)
        return [period.start for period in found]

    def test_begins_with_the_first_period_that_starts_on_or_after_since(self) -> None:
        assert self._starts(date(2016, 5, 25), None, date(2016, 7, 31)) == [
            date(2016, 6, 1),
            date(2016, 7, 1),
        ]

    def test_a_period_that_starts_on_the_day_is_one(self) -> None:
        assert self._starts(date(2016, 6, 1), None, date(2016, 6, 1)) == [date(2016, 6, 1)]

    def test_none_begins_on_until_or_later(self) -> None:
        assert self._starts(date(2016, 6, 1), date(2016, 7, 1), date(2016, 12, 31)) == [date(2016, 6, 1)]

    def test_one_that_has_not_begun_is_not_asked(self) -> None:
        assert self._starts(date(2016, 6, 2), None, date(2016, 6, 30)) == []


class TestLabel:
    @pytest.mark.parametrize(
        ("cadence", "start", "said"),
        [
            (C.WEEKLY, date(2026, 11, 16), "2026年第47周"),
            (C.WEEKLY, date(2024, 12, 30), "2025年第1周"),
            (C.MONTHLY, date(2026, 10, 1), "2026年10月"),
            (C.QUARTERLY, date(2026, 1, 1), "2026年第一季度"),
            (C.QUARTERLY, date(2026, 4, 1), "2026年第二季度"),
            (C.QUARTERLY, date(2026, 7, 1), "2026年第三季度"),
            (C.QUARTERLY, date(2026, 10, 1), "2026年第四季度"),
            (C.HALF_YEARLY, date(2026, 1, 1), "2026年上半年"),
            (C.HALF_YEARLY, date(2026, 7, 1), "2026年下半年"),
            (C.YEARLY, date(2026, 1, 1), "2026年"),
        ],
    )
    def test_is_what_people_say(self, cadence: Cadence, start: date, said: str) -> None:
        assert label(cadence, start) == said
