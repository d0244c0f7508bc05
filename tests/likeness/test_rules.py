"""Winnowing keeps its promise, and what is lit is what a slow counter of all substrings finds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.likeness import rules
from mingze.likeness.rules import GRAM, RUN, SHORTEST, WINDOW, Text

#: Few letters, so that runs recur by themselves.
WORDS = st.text(alphabet="甲乙丙", max_size=90)
LONG = st.text(alphabet="甲乙丙丁戊己庚辛", min_size=RUN, max_size=60)


def slow(text: str, other: str, least: int) -> set[int]:
    """The letters of `text` that lie in a substring of at least `least` letters whose every gram `other` has."""
    found: set[int] = set()
    for start in range(len(text)):
        for end in range(start + least, len(text) + 1):
            part = text[start:end]
            if all(part[at : at + GRAM] in other for at in range(len(part) - GRAM + 1)):
                found.update(range(start, end))
    return found


def letters_in(stretches: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in stretches for at in range(start, end)}


class TestWinnowing:
    @given(LONG, WORDS, WORDS, WORDS, WORDS)
    def test_finds_every_shared_run(self, run: str, a: str, b: str, c: str, d: str) -> None:
        mine, other = Text(a + run + b), Text(c + run + d)
        assert {value for value, _ in mine.prints} & {value for value, _ in other.prints}

    @given(st.lists(st.integers(0, 50), max_size=80))
    def test_keeps_the_smallest_of_every_window(self, hashes: list[int]) -> None:
        kept = rules.winnowed(hashes)
        assert [place for _, place in kept] == sorted({place for _, place in kept})
        assert all(hashes[place] == value for value, place in kept)
        windows = [hashes[at : at + WINDOW] for at in range(max(1, len(hashes) - WINDOW + 1))]
        for at, window in enumerate(windows):
            if window:
                assert any(at <= place < at + WINDOW and value == min(window) for value, place in kept)

    @given(st.lists(st.integers(), min_size=WINDOW, max_size=200))
    def test_leaves_no_gap_wider_than_a_window(self, hashes: list[int]) -> None:
        places = [place for _, place in rules.winnowed(hashes)]
        assert all(after - before <= WINDOW for before, after in pairwise(places))

    def test_prints_are_the_same_in_every_process(self) -> None:
        assert rules.hashed("逐院开展处方点评") == 1071208657904065176
        assert all(0 <= value < 2**63 for value, _ in Text("逐院开展处方点评并按月通报结果" * 3).prints)


class TestShared:
    @given(WORDS, WORDS)
    def test_is_what_a_slow_counter_finds(self, text: str, other: str) -> None:
        found = rules.shared(Text(text), [Text(other)])
        least = max(min(RUN, len(text)), SHORTEST)
        assert letters_in(found) == slow(text, other, least)
        assert found == rules.joined(found)

    def test_punctuation_blanks_and_width_do_not_count(self) -> None:
        mine = Text("已于3月印发《处方点评办法》,每月 抽查100张处方。")
        other = Text("已于３月印发处方点评办法;每月抽查１００张处方")
        stretches = rules.shared(mine, [other])
        assert mine.characters(stretches) == [(0, len(mine.whole) - 1)]
        assert rules.share(stretches, mine) == 1.0

    @pytest.mark.parametrize("text", ["", "已完成。", "已完成整改并长期坚持"])
    def test_a_short_text_is_like_nothing(self, text: str) -> None:
        assert rules.shared(Text(text), [Text(text)]) == []
        assert rules.share([(0, len(text))], Text(text)) == 0.0

    def test_a_short_whole_is_taken_over_whole_or_not_at_all(self) -> None:
        whole = Text("每月抽查一百张处方并通报。")
        assert rules.shared(whole, [Text("今年起每月抽查一百张处方并通报,全年不断。")]) == [(0, 12)]
        assert rules.shared(whole, [Text("每月抽查一百张处方后不通报。")]) == []

    @given(WORDS, WORDS, WORDS)
    def test_less_what_is_excluded(self, text: str, a: str, b: str) -> None:
        mine = Text(text)
        stretches, taken = rules.shared(mine, [Text(a)]), rules.shared(mine, [Text(b)])
        left = list(rules.without(stretches, taken))
        assert letters_in(left) == letters_in(stretches) - letters_in(taken)


class TestCommon:
    def test_lies_between_prints_that_are_common(self) -> None:
        text = Text("各单位要提高思想认识,压实工作责任,加强督促检查,确保各项任务落到实处。")
        common = {value for value, _ in text.prints}
        stretches = rules.common_stretches(text, common)
        assert len(stretches) == 1
        assert rules.long_ones(rules.without([(0, len(text.letters))], stretches), len(text.letters)) == []

    @pytest.mark.parametrize(("units", "sharers"), [(2, 3), (6, 3), (7, 4), (100, 50)])
    def test_is_what_half_of_the_units_have_and_never_fewer_than_three(
        self, units: int, sharers: int
    ) -> None:
        assert rules.sharers_of_common(units) == sharers
