"""How what is asked of a unit is counted, and when two who ask want the same number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.burden.rules import Asked, Wanted, count, months, overlaps, same_indicator
from mingze.burden.vocabulary import AskKind

_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


class TestMonths:
    def test_go_from_the_month_of_the_first_day_to_that_of_the_last(self) -> None:
        assert months(date(2025, 11, 30), date(2026, 2, 1)) == [
            date(2025, 11, 1),
            date(2025, 12, 1),
            date(2026, 1, 1),
            date(2026, 2, 1),
        ]

    @given(_DAYS, _DAYS)
    def test_hold_every_day_between(self, one: date, other: date) -> None:
        first, last = sorted((one, other))
        found = months(first, last)
        assert found == sorted(set(found))
        assert {one.replace(day=1), other.replace(day=1)} <= set(found)
        assert len(found) == (last.year - first.year) * 12 + last.month - first.month + 1


class TestCount:
    def test_is_of_a_unit_in_the_month_something_is_due(self) -> None:
        counted = count(
            [
                Asked(1, AskKind.FORM, "市统计局", date(2026, 3, 31)),
                Asked(1, AskKind.FORM, "市卫健委", date(2026, 3, 1)),
                Asked(1, AskKind.VISIT, "市卫健委", date(2026, 3, 2)),
                Asked(1, AskKind.FORM, "市卫健委", date(2026, 4, 1)),
                Asked(2, AskKind.MEETING, "市卫健委", date(2026, 3, 9)),
            ]
        )
        march = counted[1, date(2026, 3, 1)]
        assert march.total == 3
        assert march.kinds == {AskKind.FORM: 2, AskKind.VISIT: 1}
        assert march.askers == {"市卫健委": 2, "市统计局": 1}
        assert counted[1, date(2026, 4, 1)].total == 1
        assert counted[2, date(2026, 3, 1)].total == 1
        assert (2, date(2026, 4, 1)) not in counted


class TestSameIndicator:
    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("门诊人次", "门诊人次"),
            ("门诊人次(含急诊)", "门诊人次 (含急诊)"),
            ("新发现问题数", "新发现问题"),
            ("在岗执业医师数", "在岗执业医师人数"),
        ],
    )
    def test_is_told_in_spite_of_spelling(self, left: str, right: str) -> None:
        assert same_indicator(left, right)
        assert same_indicator(right, left)

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("门诊人次", "住院人次"),
            ("床位数", "床位使用率"),
            ("问题", "问题数"),
            ("", ""),
            ("、", "。"),
        ],
    )
    def test_is_not_told_of_other_numbers(self, left: str, right: str) -> None:
        assert not same_indicator(left, right)


class TestOverlaps:
    def test_name_what_asks_for_the_same_the_nearest_first(self) -> None:
        early = Wanted(AskKind.FORM, "季度表", "市统计局", date(2026, 3, 1), ["门诊人次", "床位数"], 2)
        late = Wanted(AskKind.REPORT, "月报", "作风建设年", date(2026, 3, 20), ["门诊人次"], 5)
        found = overlaps(["门诊人次", "谈话人次"], [early, late])
        assert [(one.indicator, one.name, one.wanted) for one in found] == [
            ("门诊人次", "门诊人次", late),
            ("门诊人次", "门诊人次", early),
        ]
