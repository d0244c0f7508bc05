"""The working calendar, and the national rules that come with the program."""

from datetime import date, timedelta

import pytest

from mingze.timelimits.calendar import LIBRARY_YEARS, Day, WorkCalendar
from mingze.timelimits.national import UNVERIFIED, Bound, Confidence, Extension, Source, Terms, time_limits
from mingze.timelimits.overriding import Incomparable, chosen, compare, refusal
from mingze.timelimits.rules import NotAnnounced, Period, TimeUnit
from tests.timelimits.counter import REST_2026, WORKED_2026, worked_in_2026

D, W, M, Y, H = TimeUnit.DAY, TimeUnit.WORKING_DAY, TimeUnit.MONTH, TimeUnit.YEAR, TimeUnit.HOUR
CALENDAR = WorkCalendar()


class TestCalendar:
    def test_of_2026_is_the_announced_one(self) -> None:
        day = date(2026, 1, 1)
        while day.year == 2026:
            assert CALENDAR.is_workday(day) == worked_in_2026(day), day
            day += timedelta(days=1)

    def test_names_the_days_of_2026(self) -> None:
        named = {one.day: one for one in CALENDAR.exceptions(2026)}
        assert set(named) == REST_2026 | WORKED_2026
        assert named[date(2026, 2, 17)].note == "春节假期"
        assert named[date(2026, 9, 20)].note == "国庆节调休上班"

    def test_knows_no_year_after_the_last_announced(self) -> None:
        after = date(LIBRARY_YEARS[-1] + 1, 6, 1)
        assert not CALENDAR.is_announced(after.year)
        with pytest.raises(NotAnnounced):
            CALENDAR.is_workday(after)

    def test_takes_a_year_that_was_entered(self) -> None:
        year = LIBRARY_YEARS[-1] + 1
        new_year = date(year, 1, 1)
        calendar = WorkCalendar({year}, {new_year: Day(new_year, False, "元旦假期")})
        assert not calendar.is_workday(new_year)
        assert calendar.note(new_year) == "元旦假期"
        assert calendar.is_workday(next(_weekdays(date(year, 3, 1))))
        assert calendar.last_year == year

    def test_believes_an_entry_over_the_library(self) -> None:
        day = date(2026, 10, 8)
        calendar = WorkCalendar({2026}, {day: Day(day, False, "延长假期")})
        assert CALENDAR.is_workday(day)
        assert not calendar.is_workday(day)


def _weekdays(day: date):  # type: ignore[no-untyped-def]
    while True:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


#: A choice of the rules, copied by hand from the papers: code, bound, quantity, unit, longer by.
BY_HAND = [
    ("XF-1", Bound.MOST, 15, D, None),
    ("XF-3", Bound.MOST, 15, D, None),
    ("XF-4", Bound.MOST, 5, W, None),
    ("XF-5", Bound.MOST, 60, D, Period(30, D)),
    ("XF-7", Bound.MOST, 30, D, None),
    ("XF-10", Bound.MOST, 30, D, None),
    ("TS-1", Bound.MOST, 0, D, None),
    ("TS-2", Bound.MOST, 5, W, None),
    ("TS-3", Bound.MOST, 10, W, None),
    ("TS-13b", Bound.MOST, 30, W, None),
    ("TS-14", Bound.LEAST, 3, Y, None),
    ("TS-15", Bound.MOST, 6, H, None),
    ("RX-3c", Bound.MOST, 15, W, None),
    ("RX-5d", Bound.MOST, 5, W, None),
    ("JJ-1", Bound.MOST, 15, W, None),
    ("JJ-3", Bound.MOST, 5, W, None),
    ("XS-1", Bound.MOST, 1, M, None),
    ("XS-2", Bound.MOST, 15, W, None),
    ("WZ-5a", Bound.EXACT, 6, M, None),
    ("WZ-5d", Bound.EXACT, 24, M, None),
    ("WZ-10d", Bound.MOST, 2, M, None),
    ("WZ-11c", Bound.EXACT, 15, D, None),
    ("WZ-11d", Bound.MOST, 60, D, Period(30, D)),
    ("WZ-12", Bound.MOST, 6, M, Period(6, M)),
    ("XC-1", Bound.MOST, 2, M, None),
    ("XC-2b", Bound.MOST, 6, M, None),
    ("JF-2", Bound.MOST, 10, W, None),
    ("JF-8a", Bound.EXACT, 2, Y, None),
    ("GS-1", Bound.LEAST, 5, W, None),
    ("GS-3", Bound.MOST, 20, W, Period(20, W)),
    ("GS-8", Bound.MOST, 3, W, None),
    ("DA-4b", Bound.EXACT, 20, Y, None),
    ("AQ-7", Bound.LEAST, 6, M, None),
    ("AQ-9", Bound.MOST, 24, H, None),
]


class TestNationalRules:
    @pytest.mark.parametrize(("code", "bound", "quantity", "unit", "longer"), BY_HAND)
    def test_say_what_the_papers_say(
        self, code: str, bound: Bound, quantity: int, unit: TimeUnit, longer: Period | None
    ) -> None:
        limit = time_limits()[code]
        terms = limit.terms[0]
        assert (limit.bound, terms.period) == (bound, Period(quantity, unit))
        assert (terms.extension and terms.extension.period) == longer

    def test_cover_every_chapter_of_the_papers(self) -> None:
        families = {code.partition("-")[0] for code in time_limits()}
        assert families == {
            "T0", "XF", "TS", "RX", "JJ", "XS", "XT", "WZ", "XC", "JF", "YD", "YT", "GS", "DA", "AQ",
        }  # fmt: skip

    def test_name_their_source_and_the_event_they_begin_with(self) -> None:
        for limit in time_limits().values():
            terms = limit.terms[0]
            assert terms.source.document, limit.code
            assert limit.title, limit.code
            if terms.period is not None:
                assert terms.start_event, limit.code
            else:
                assert limit.text, limit.code

    def test_are_hard_where_they_are_of_petitions_and_sanctions(self) -> None:
        hard = {code.partition("-")[0] for code, limit in time_limits().items() if limit.hard}
        assert hard == {"XF", "WZ"}
        assert all(limit.hard for code, limit in time_limits().items() if code.startswith("XF-"))

    def test_are_marked_where_nobody_has_checked_them(self) -> None:
        terms = time_limits()["XC-2a"].terms[0]
        assert terms.confidence == Confidence.UNCONFIRMED
        assert not terms.is_verified
        assert {Confidence.SECONDARY, Confidence.UNCONFIRMED} == UNVERIFIED

    def test_no_longer_hold_after_they_were_superseded(self) -> None:
        limit = time_limits()["XC-1"]
        assert limit.at(date(2024, 2, 7)) is not None
        assert limit.at(date(2024, 2, 8)) is None


def local(quantity: int, unit: TimeUnit, longer: Period | None = None) -> Terms:
    return Terms(
        Period(quantity, unit),
        Source("细则", "", 2026, ""),
        Confidence.FULL_TEXT,
        extension=None if longer is None else Extension(longer),
        effective_from=date(2026, 1, 1),
        version_id=1,
        unit_id=1,
    )


def refused(code: str, terms: Terms) -> str | None:
    limit = time_limits()[code]
    found = refusal(limit, limit.at(date(2026, 6, 1)), terms, CALENDAR)
    return found and found[1]


class TestOverriding:
    def test_is_allowed_where_it_is_shorter(self) -> None:
        assert refused("XF-5", local(45, D)) is None
        assert refused("XF-5", local(45, D, Period(30, D))) is None
        assert refused("TS-2", local(3, W)) is None

    def test_is_refused_where_it_is_longer_or_the_same(self) -> None:
        assert "上限" in (refused("XF-5", local(61, D)) or "")
        assert "短于" in (refused("XF-5", local(60, D)) or "")
        assert "短于" in (refused("TS-2", local(5, W)) or "")

    def test_is_compared_across_units_by_counting(self) -> None:
        assert refused("TS-2", local(5, D)) is None  # five days never outlast five working days
        assert refused("XF-5", local(1, M)) is None
        assert "不能确定" in (refused("XF-1", local(9, W)) or "")  # outlasts 15 days over a holiday
        assert refused("XF-1", local(2, W)) is None
        assert "短于" in (refused("XF-5", local(2, Y)) or "")

    def test_may_not_extend_more_than_the_law(self) -> None:
        assert "延长" in (refused("XF-5", local(45, D, Period(31, D))) or "")
        assert "没有延长" in (refused("XF-8", local(20, D, Period(1, D))) or "")

    def test_of_a_minimum_is_allowed_only_where_it_is_longer(self) -> None:
        assert refused("AQ-7", local(12, M)) is None
        assert "长于" in (refused("AQ-7", local(3, M)) or "")

    def test_of_a_fixed_period_is_refused(self) -> None:
        assert "固定" in (refused("WZ-5a", local(3, M)) or "")

    def test_is_free_where_the_law_is_silent_unverified_or_of_elsewhere(self) -> None:
        assert refused("RX-1", local(7, W)) is None
        assert refused("XC-2a", local(2, M)) is None
        assert refused("RX-4a", local(10, W)) is None

    def test_of_a_sanction_is_bound_even_where_the_text_is_to_be_checked(self) -> None:
        assert "固定" in (refused("WZ-13a", local(24, M)) or "")
        assert "上限" in (refused("WZ-14a", local(7, M)) or "")

    def test_in_hours_is_compared_with_hours_only(self) -> None:
        assert refused("TS-15", local(4, H)) is None
        assert "不能确定" in (refused("TS-15", local(1, D)) or "")

    def test_that_was_overtaken_from_above_no_longer_holds(self) -> None:
        city, county = local(30, D), local(40, D)
        found, overtaken = chosen(time_limits()["XF-5"], [city, county], date(2026, 6, 1), CALENDAR)
        assert found == city
        assert overtaken == [county]

    def test_holds_only_while_it_is_in_force(self) -> None:
        found, _ = chosen(time_limits()["XF-5"], [local(30, D)], date(2025, 6, 1), CALENDAR)
        assert found == time_limits()["XF-5"].terms[0]


class TestComparing:
    def test_years_are_twelve_months(self) -> None:
        assert compare(Period(1, Y), Period(12, M), CALENDAR) == 0
        assert compare(Period(1, Y), Period(11, M), CALENDAR) == 1

    def test_what_is_now_longer_and_now_shorter_has_no_order(self) -> None:
        with pytest.raises(Incomparable):
            compare(Period(1, M), Period(30, D), CALENDAR)
