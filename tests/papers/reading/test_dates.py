"""Dates as they are printed."""

from datetime import date

import pytest

from mingze.papers.dates import dates_in
from mingze.papers.reader import read
from tests.papers.reading.checks import codes


def found(text: str) -> list[date | None]:
    return [one.on for one in dates_in(text)]


class TestDates:
    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("2024年7月15日", [date(2024, 7, 15)]),
            ("2024 年7月15日", [date(2024, 7, 15)]),
            ("二〇二四年七月十五日", [date(2024, 7, 15)]),
            ("二○二四年", []),
            ("2024-07-15 15:44", [date(2024, 7, 15)]),
            ("2024/7/5", [date(2024, 7, 5)]),
            ("2023年11月1日至2023年12月30日", [date(2023, 11, 1), date(2023, 12, 30)]),
            ("2016年5月25日—6月15日", [date(2016, 5, 25), date(2016, 6, 15)]),
            ("2024年4月15至4月23日", [date(2024, 4, 15), date(2024, 4, 23)]),
            ("2024717日至830日", [date(2024, 7, 17), date(2024, 8, 30)]),
            ("20241112日", [date(2024, 11, 12)]),
            ("2024111日", [None]),
            ("5月9日", [None]),
            ("电话0471-6218589", []),
            ("XX月10日", []),
        ],
    )
    def test_reads_what_has_one_reading(self, text: str, days: list[date | None]) -> None:
        assert found(text) == days

    @pytest.mark.parametrize("text", ["3月1日一11月31日", "2023年2月29日", "2024年13月1日"])
    def test_tells_dates_that_do_not_exist(self, text: str) -> None:
        assert [one.fault for one in dates_in(text)].count("impossible") == 1

    def test_warns_of_them(self) -> None:
        answer = read("a.txt", "检查时间为3月1日一11月31日,2024111日开会,XX月10日前报送。".encode())
        assert codes(answer) == ["impossible_date", "ambiguous_date", "placeholder"]
