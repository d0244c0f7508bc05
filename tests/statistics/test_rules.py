"""Spans, the year before, rates: counted by hand."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.statistics.rules import (
    Counts,
    Heading,
    Key,
    Span,
    change_rate,
    parts,
    percent,
    quarter,
    total,
    year,
)


def test_the_year_before_keeps_whole_months() -> None:
    assert year(2026).year_before() == year(2025)
    assert Span(date(2024, 2, 1), date(2024, 2, 29)).year_before() == Span(
        date(2023, 2, 1), date(2023, 2, 28)
    )
    # The other way round February has a day more, which belongs to the month.
    assert Span(date(2025, 2, 1), date(2025, 2, 28)).year_before() == Span(
        date(2024, 2, 1), date(2024, 2, 29)
    )
    assert Span(date(2026, 3, 5), date(2026, 4, 11)).year_before() == Span(
        date(2025, 3, 5), date(2025, 4, 11)
    )


def test_months_and_quarters() -> None:
    months = Span(date(2025, 12, 20), date(2026, 2, 3)).months()
    assert months == [
        Span(date(2025, 12, 20), date(2025, 12, 31)),
        Span(date(2026, 1, 1), date(2026, 1, 31)),
        Span(date(2026, 2, 1), date(2026, 2, 3)),
    ]
    assert quarter(date(2026, 11, 22)) == Span(date(2026, 10, 1), date(2026, 12, 31))
    assert year(2026).months()[-1].over == year(2026).over


@given(st.dates(date(1991, 1, 1), date(2190, 12, 31)), st.integers(0, 900))
def test_months_part_the_span_and_the_year_before_has_as_many(first: date, days: int) -> None:
    span = Span(first, date.fromordinal(min(first.toordinal() + days, date(2190, 12, 31).toordinal())))
    months = span.months()
    assert months[0].first == span.first
    assert months[-1].last == span.last
    assert all(one.over == other.begins for one, other in pairwise(months))
    assert len(span.year_before().months()) == len(months)


def test_rates_come_from_counts_alone() -> None:
    counts = Counts(count=30, in_time=19, late=2, resolved=1, not_resolved=7, satisfied=1, dissatisfied=2)
    # 19 of 21, 1 of 8, 1 of 3: halves are rounded up.
    assert counts.in_time_rate == Decimal("90.5")
    assert counts.resolved_rate == Decimal("12.5")
    assert counts.satisfied_rate == Decimal("33.3")
    assert Counts(count=5).satisfied_rate is None
    assert percent(1, 16) == Decimal("6.3")
    assert change_rate(35, 50) == Decimal("-30.0")
    assert change_rate(3, 0) is None


def test_a_table_loses_nothing() -> None:
    counted: dict[Key, Counts] = {"a": Counts(count=2, late=1), None: Counts(count=3)}
    headings = [Heading("a", "甲", {}), Heading("b", "乙", {}), Heading(None, "未填", {})]
    rows = parts(headings, counted, {})
    assert [(row.label, row.now.count, row.before.count) for row in rows] == [
        ("甲", 2, 0),
        ("乙", 0, 0),
        ("未填", 3, 0),
    ]
    assert total(row.now for row in rows) == Counts(count=5, late=1)
    with pytest.raises(ValueError):
        parts(headings[:2], counted, {})
