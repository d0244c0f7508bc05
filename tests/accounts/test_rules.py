"""Passwords and names of accounts: pure."""

import pytest

from mingze.accounts.rules import normal_username, password_fault


class TestPasswordFault:
    @pytest.mark.parametrize(
        "password",
        ["correct horse battery", "Bcd-1357", "aB3$xyzw", "青禾县的监督办经办人员甲", "x" * 3 + "yzabcdefgh"],
    )
    def test_takes_long_ones_and_short_ones_of_three_classes(self, password: str) -> None:
        assert password_fault(password, "clerk") is None

    @pytest.mark.parametrize(
        ("password", "says"),
        [
            ("short1A", "至少"),  # 7 characters
            ("abcdefgh", "至少"),  # one class
            ("abcdefg1", "至少"),  # two classes
            ("elevenchars", "至少"),
            ("aA1" * 43, "不能超过"),  # 129 characters
            ("aaaaaaaaaaaaaaa", "过于简单"),
            ("Ab1Ab1Ab1", "过于简单"),  # three different characters
            ("Password123!", "常见"),
            ("123Qwerty!!!", "常见"),
            ("P@ssw0rd2026", "常见"),
            ("1234567890123", "常见"),
            ("the-CLERK-is-here", "用户名"),
        ],
    )
    def test_refuses(self, password: str, says: str) -> None:
        assert says in (password_fault(password, "clerk") or "")

    def test_compares_the_user_name_as_signing_in_does(self) -> None:
        assert password_fault("zhang.san-2026-x", "Zhang.San") is not None


class TestNormalUsername:
    @pytest.mark.parametrize("typed", ["clerk", " Clerk ", "CLERK", "\uff43\uff4c\uff45\uff52\uff4b"])
    def test_ignores_case_blanks_and_width(self, typed: str) -> None:
        assert normal_username(typed) == "clerk"
