"""Receipts, tokens and what people may write: pure."""

import random
import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.portal import receipts, tokens
from mingze.portal.rules import cleaned
from mingze.portal.tokens import Verdict
from mingze.portal.vocabulary import MEANINGS, Concern

_KEY = b"k" * 32
_NOW = datetime(2026, 9, 30, 8, 0, tzinfo=UTC)


class TestReceipt:
    def test_is_read_as_people_write_it(self) -> None:
        receipt = receipts.make()
        shown = receipts.grouped(receipt)
        assert len(shown) == 29
        assert shown.count("-") == 5
        wide = "".join(chr(ord(char) + 0xFEE0) if char != "-" else "-" for char in shown)
        slips = shown.replace("0", "O").replace("1", "l")
        for typed in (
            shown,
            shown.lower(),
            shown.replace("-", " "),
            f"  {receipt}\n",
            wide,
            slips,
            slips.lower(),
        ):
            assert receipts.read(typed) == receipt, typed

    @given(st.integers(0, 23), st.integers(1, 31))
    def test_notices_every_wrong_character(self, at: int, off: int) -> None:
        alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        receipt = receipts.make()
        other = alphabet[(alphabet.index(receipt[at]) + off) % 32]
        assert receipts.read(receipt[:at] + other + receipt[at + 1 :]) is None

    @given(st.integers(0, 22), st.integers(1, 23))
    def test_notices_two_characters_swapped(self, first: int, apart: int) -> None:
        second = min(first + apart, 23)
        chars = list(receipts.make())
        if chars[first] == chars[second] or first == second:
            return
        chars[first], chars[second] = chars[second], chars[first]
        assert receipts.read("".join(chars)) is None

    @given(st.text(max_size=300))
    def test_is_read_from_anything_without_harm(self, typed: str) -> None:
        assert receipts.read(typed) is None or len(typed) >= receipts.LENGTH

    def test_is_new_each_time_and_kept_as_a_hash_that_needs_the_key(self) -> None:
        made = {receipts.make() for _ in range(1_000)}
        assert len(made) == 1_000
        receipt = made.pop()
        assert receipts.hash_of(_KEY, receipt) != receipts.hash_of(b"o" * 32, receipt)
        assert receipt not in receipts.hash_of(_KEY, receipt)

    def test_is_found_in_a_text(self) -> None:
        shown = receipts.grouped(receipts.make())
        assert receipts.stands_in(f"我的回执是{shown},请帮我看看")
        assert receipts.stands_in(f"回执 {shown.lower().replace('-', ' ')}")
        assert receipts.stands_in(shown.replace("-", ""))
        assert not receipts.stands_in("住院号 2026-0930-0012-3456-7890-1234 的费用清单")
        rows = "".join(random.choices(string.ascii_letters + string.digits, k=10_000))
        assert not receipts.stands_in(rows)


class TestToken:
    @pytest.mark.parametrize(
        ("after", "verdict"),
        [
            (timedelta(0), Verdict.TOO_SOON),
            (timedelta(seconds=2), Verdict.TOO_SOON),
            (timedelta(seconds=3), Verdict.GOOD),
            (timedelta(hours=12), Verdict.GOOD),
            (timedelta(hours=12, seconds=1), Verdict.TOO_LATE),
            (timedelta(seconds=-60), Verdict.TOO_SOON),
        ],
    )
    def test_is_good_neither_at_once_nor_for_ever(self, after: timedelta, verdict: Verdict) -> None:
        token = tokens.issue(_KEY, "a receipt", _NOW)
        assert tokens.check(_KEY, token, "a receipt", _NOW + after) is verdict

    def test_is_good_for_one_purpose_and_from_us_only(self) -> None:
        token, later = tokens.issue(_KEY, "a receipt", _NOW), _NOW + timedelta(minutes=1)
        seconds, sign = token.split(".")
        for forged in ("", "x", f"{int(seconds) - 60}.{sign}", f"{seconds}.{'0' * 64}", "9" * 5_000):
            assert tokens.check(_KEY, forged, "a receipt", later) is Verdict.FORGED
        assert tokens.check(_KEY, token, "another", later) is Verdict.FORGED
        assert tokens.check(b"o" * 32, token, "a receipt", later) is Verdict.FORGED


class TestWords:
    def test_lose_what_cannot_be_seen(self) -> None:
        assert cleaned("甲\u202etxt.exe\u2066乙\x00\x07\u200f") == "甲txt.exe乙"
        assert cleaned("一行\r\n二行\t三") == "一行\n二行\t三"
        assert cleaned("<script>alert(1)</script>") == "<script>alert(1)</script>"
        assert cleaned(5) == 5

    def test_every_concern_has_a_category_and_the_nine_rules_are_asked(self) -> None:
        assert set(MEANINGS) == set(Concern)
        assert {meaning.nine_rule for meaning in MEANINGS.values()} - {None} == set("123456789")
        assert len({meaning.category for meaning in MEANINGS.values()}) == 7
