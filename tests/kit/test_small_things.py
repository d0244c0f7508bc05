"""The clock, cursors, workflow tables, files, the catalogue of problems."""

import asyncio
import base64
import json
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingze.kit import clock
from mingze.kit.files import Files
from mingze.kit.pages import capped, cut, decode_cursor, encode_cursor
from mingze.kit.problems import CATALOGUE, Conflict, Invalid, Problem
from mingze.kit.tables import UtcDateTime
from mingze.kit.workflow import Move, Workflow


class TestClock:
    def test_is_aware_and_in_utc(self) -> None:
        assert clock.now().utcoffset() == timedelta(0)

    def test_counts_days_in_shanghai(self) -> None:
        with clock.at(datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC)):
            assert clock.today() == date(2026, 3, 1)
        with clock.at(datetime(2026, 3, 1, 16, tzinfo=UTC)):
            assert clock.today() == date(2026, 3, 2)

    def test_can_be_set_within_and_goes_on_after(self) -> None:
        moment = datetime(2020, 1, 1, tzinfo=UTC)
        with clock.at(moment):
            with clock.at(moment + timedelta(days=1)):
                assert clock.today() == date(2020, 1, 2)
            assert clock.now() == moment
        assert clock.now() > moment

    async def test_is_set_for_one_task_only(self) -> None:
        async def frozen() -> None:
            with clock.at(datetime(2020, 1, 1, tzinfo=UTC)):
                await asyncio.sleep(0.01)

        task = asyncio.create_task(frozen())
        await asyncio.sleep(0)
        assert clock.today().year > 2020
        await task


class TestUtcDateTime:
    def test_refuses_an_instant_without_zone(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            UtcDateTime().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]  # noqa: DTZ001


class TestCursor:
    @given(
        st.lists(
            st.one_of(
                st.none(),
                st.integers(-(2**62), 2**62),
                st.text(st.characters(codec="utf-8", exclude_characters="\0")),
            ),
            min_size=1,
            max_size=3,
        )
    )
    def test_gives_back_what_was_put_in(self, keys: list[Any]) -> None:
        assert decode_cursor(encode_cursor(*keys), len(keys)) == keys

    def test_of_the_first_page_is_none(self) -> None:
        assert decode_cursor(None, 2) is None

    @pytest.mark.parametrize(
        "keys",
        [
            {"a": 1},
            5,
            "text",
            [1],
            [1, 2, 3],
            [True, 1],
            [1.5, 1],
            [[1], 1],
            [2**63, 1],
            [-(2**70), 1],
            ["a\0", 1],
            ["a\ud800", 1],
            [{}, 1],
        ],
    )
    def test_refuses_other_contents(self, keys: Any) -> None:
        cursor = base64.urlsafe_b64encode(json.dumps(keys).encode()).decode()
        with pytest.raises(Invalid):
            decode_cursor(cursor, 2)

    @given(st.text(max_size=400))
    def test_refuses_anything_else(self, cursor: str) -> None:
        with pytest.raises(Invalid):
            decode_cursor(cursor, 7)

    def test_deep_nesting_is_refused(self) -> None:
        with pytest.raises(Invalid):
            decode_cursor(base64.urlsafe_b64encode(b"[" * 290).decode(), 1)


class TestCut:
    def test_tells_whether_a_page_follows(self) -> None:
        assert cut([1, 2, 3], 2) == ([1, 2], 2)
        assert cut([1, 2], 2) == ([1, 2], None)
        assert cut([1], 2) == ([1], None)
        assert cut([], 2) == ([], None)


class TestCapped:
    @pytest.mark.parametrize(
        ("count", "said"), [(0, (0, False)), (1000, (1000, False)), (1001, (1000, True))]
    )
    def test_says_where_counting_stopped(self, count: int, said: tuple[int, bool]) -> None:
        assert capped(count) == said


class _Lamp(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class _May(StrEnum):
    SWITCH = "lamp.switch"


_LAMP = Workflow(
    [
        Move("switch_on", frozenset({_Lamp.OFF}), _Lamp.ON, _May.SWITCH, "开灯"),
        Move("switch_off", frozenset({_Lamp.ON}), _Lamp.OFF, _May.SWITCH, "关灯"),
        Move("look", frozenset({_Lamp.ON, _Lamp.OFF}), None, _May.SWITCH, "看"),
    ]
)


class TestWorkflow:
    def test_moves_on(self) -> None:
        assert _LAMP.step("switch_on", _Lamp.OFF) is _Lamp.ON
        assert _LAMP.step("look", _Lamp.OFF) is _Lamp.OFF

    def test_refuses_naming_what_is_open(self) -> None:
        with pytest.raises(Conflict) as refused:
            _LAMP.step("switch_off", _Lamp.OFF)
        assert refused.value.extra == {"open_moves": ["switch_on", "look"]}
        assert "关灯" in refused.value.detail
        with pytest.raises(Conflict) as refused:
            _LAMP.step("look", _Lamp.BROKEN)
        assert refused.value.extra == {"open_moves": []}

    def test_knows_its_actions(self) -> None:
        assert "look" in _LAMP
        assert "break" not in _LAMP
        with pytest.raises(KeyError):
            _LAMP.move("break")

    def test_has_no_action_twice(self) -> None:
        with pytest.raises(ValueError, match="twice"):
            Workflow([*_LAMP.moves, _LAMP.moves[0]])


class TestProblems:
    def test_have_each_a_type_of_their_own_and_a_chinese_title(self) -> None:
        assert len({kind.slug for kind in CATALOGUE}) == len(CATALOGUE)
        assert all(kind.title and not kind.title.isascii() for kind in CATALOGUE)
        assert all(400 <= kind.status < 600 for kind in CATALOGUE)

    def test_are_all_in_the_catalogue(self) -> None:
        assert {kind for kind in Problem.__subclasses__() if kind.__module__ == "mingze.kit.problems"} < set(
            CATALOGUE
        )


def _count_files(place: Path) -> int:
    return sum(path.is_file() for path in place.rglob("*"))


class TestFiles:
    @pytest.fixture
    def files(self, tmp_path: Path) -> Files:
        return Files((tmp_path / "中文 夹").as_uri())

    async def test_keep_the_same_bytes_once(self, files: Files, tmp_path: Path) -> None:
        first, second = await files.put(b"content"), await files.put(b"content")
        assert first == second
        assert first.size == 7
        assert _count_files(tmp_path) == 1
        assert await files.read(first.sha256) == b"content"

    async def test_give_back_large_contents_in_pieces(self, files: Files) -> None:
        data = bytes(range(256)) * 4096 * 3
        stored = await files.put(data)
        pieces = [piece async for piece in (await files.open(stored.sha256)).pieces]
        assert b"".join(pieces) == data
        assert len(pieces) > 1

    async def test_say_at_once_that_there_is_none(self, files: Files) -> None:
        with pytest.raises(FileNotFoundError):
            await files.open("0" * 64)
        with pytest.raises(FileNotFoundError):
            await files.read("0" * 64)
