"""What may hang below what, and the forms of codes: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.units.rules import UnitKind, is_region_code, is_uscc, may_hang_below

_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _checked(body: str) -> str:
    """The 18th character by GB 32100-2015, reckoned the long way."""
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    total = sum(weight * _DIGITS.index(char) for weight, char in zip(weights, body, strict=True))
    return body + _DIGITS[(31 - total % 31) % 31]


class TestMayHangBelow:
    def test_a_department_holds_departments_only(self) -> None:
        for kind in UnitKind:
            assert may_hang_below(kind, UnitKind.DEPARTMENT) is (kind is UnitKind.DEPARTMENT)

    def test_a_commission_hangs_below_a_commission_only(self) -> None:
        for parent in UnitKind:
            assert may_hang_below(UnitKind.COMMISSION, parent) is (parent is UnitKind.COMMISSION)

    def test_everything_else_may(self) -> None:
        for kind in set(UnitKind) - {UnitKind.COMMISSION}:
            for parent in set(UnitKind) - {UnitKind.DEPARTMENT}:
                assert may_hang_below(kind, parent)


class TestIsUscc:
    def test_a_published_one(self) -> None:
        assert is_uscc("91350100M000100Y43")  # the example of GB 32100-2015

    @given(st.text(alphabet=_DIGITS, min_size=17, max_size=17))
    def test_with_its_check_character(self, body: str) -> None:
        assert is_uscc(_checked(body))

    @given(st.text(alphabet=_DIGITS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(_DIGITS))
    def test_with_one_character_mistyped(self, body: str, place: int, char: str) -> None:
        code = _checked(body)
        mistyped = code[:place] + char + code[place + 1 :]
        assert is_uscc(mistyped) is (mistyped == code)

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "91350100M000100Y4",
            "91350100M000100Y433",
            "91350100m000100y43",
            "91350100M00O100Y43",
            "9" * 18,
        ],
    )
    def test_of_another_form(self, code: str) -> None:
        assert not is_uscc(code)


class TestIsRegionCode:
    @pytest.mark.parametrize("code", ["410400", "410423001", "410423001002"])
    def test_of_county_township_village(self, code: str) -> None:
        assert is_region_code(code)

    @pytest.mark.parametrize(
        "code",
        ["", "4104", "4104000", "41042300100", "4104a0", "\uff14\uff11\uff10\uff14\uff10\uff10", "410400\n"],
    )
    def test_of_another_form(self, code: str) -> None:
        assert not is_region_code(code)
