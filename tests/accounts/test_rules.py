"""Passwords and names of accounts: pure."""

from datetime import UTC, datetime, timedelta

import pytest

from mingze.accounts.rules import (
    LONGEST_LOCK_OF_A_SOURCE,
    lock_time,
    normal_username,
    password_fault,
    password_is_old,
    source_group,
)


class TestPasswordFault:
    @pytest.mark.parametrize(
        "password",
        ["correct horse battery", "aB3$xyzw", "gT7#mQ2z", "青禾县的监督办经办人员甲", "Qinghe-River-7"],
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
            ("Bcd-1357", "常见"),
            ("1qaz@WSX", "常见"),
            ("Qwer1234!@#$", "常见"),
            ("P@55w0rd!2026", "常见"),
            ("Woaini1314!", "常见"),
            ("woaini5201314", "常见"),
            ("Weijianwei@2026", "常见"),
            ("Renminyiyuan123", "常见"),
            ("Zhang@19880808", "常见"),
            ("Wang19900101", "常见"),
            ("Huawei@123", "常见"),
            ("Aa123456!", "常见"),
            ("Zhongguo1949!", "常见"),
            ("the-CLERK-is-here", "用户名"),
        ],
    )
    def test_refuses(self, password: str, says: str) -> None:
        assert says in (password_fault(password, "clerk") or "")

    def test_compares_the_user_name_as_signing_in_does(self) -> None:
        assert password_fault("zhang.san-2026-x", "Zhang.San") is not None


class TestLockTime:
    def test_grows_with_every_failure_up_to_an_hour(self) -> None:
        times = [lock_time(failures, 5) for failures in range(4, 14)]
        seconds = [time.total_seconds() if time else 0 for time in times]
        assert seconds == [0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
        assert lock_time(10**9, 5) == timedelta(hours=1)

    def test_is_shorter_for_a_whole_source(self) -> None:
        assert lock_time(50, 5, LONGEST_LOCK_OF_A_SOURCE) == timedelta(minutes=1)


class TestSourceGroup:
    @pytest.mark.parametrize(
        ("host", "group"),
        [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
            ("?", "?"),
            ("x" * 99, "x" * 64),
        ],
    )
    def test_is_one_subscriber(self, host: str, group: str) -> None:
        assert source_group(host) == group


class TestPasswordIsOld:
    @pytest.mark.parametrize(("days", "age", "old"), [(0, 9999, False), (90, 89, False), (90, 90, True)])
    def test_counts_days(self, days: int, age: int, old: bool) -> None:
        now = datetime(2026, 11, 22, tzinfo=UTC)
        assert password_is_old(now - timedelta(days=age), days, now) is old


class TestNormalUsername:
    @pytest.mark.parametrize("typed", ["clerk", " Clerk ", "CLERK", "\uff43\uff4c\uff45\uff52\uff4b"])
    def test_ignores_case_blanks_and_width(self, typed: str) -> None:
        assert normal_username(typed) == "clerk"
