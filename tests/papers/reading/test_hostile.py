"""Files made to harm: each is read or refused within its limits, with words for a clerk."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from mingze.papers.command import read_command
from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import READ_MEMORY, READ_SECONDS, read_limited
from tests.papers.reading.harmful import EXPECTED, HARMFUL, LARGE

# The process that ends the reading needs a moment itself, on a machine that runs other tests.
A_MOMENT = 5


def test_limits_are_ten_seconds_and_512_mebibytes() -> None:
    assert (READ_SECONDS, READ_MEMORY) == (10, 512 * 1024 * 1024)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name in LARGE else []) for name in HARMFUL]
)
async def test_ends_within_its_limits(name: str) -> None:
    data = HARMFUL[name]()
    started = time.monotonic()
    refused: UnreadableDocument | None = None
    text = ""
    try:
        text = (await read_limited(name, data, with_text=True))["text"]
    except UnreadableDocument as error:
        refused = error
    assert time.monotonic() - started < READ_SECONDS + A_MOMENT
    if refused:
        assert any("\u4e00" <= char <= "\u9fff" for char in refused.message)
        assert refused.code != "failed", "a fault of the reader, not of the file"
    assert "root:" not in text
    if name in EXPECTED:
        assert refused
        # A machine that is busy may end the reading before the file is refused for what it is.
        assert refused.code in (EXPECTED[name], "timeout")


async def test_harmful_files_at_once_leave_others_readable() -> None:
    names = ("bomb.docx", "repeated.xlsx", "entity.docx", "laughs.xlsx")
    tasks = [asyncio.create_task(read_limited(name, HARMFUL[name]())) for name in names]
    assert (await read_limited("a.txt", "甲乙。".encode(), with_text=True, seconds=30))["text"] == "甲乙。"
    await asyncio.gather(*tasks, return_exceptions=True)


class TestPlaces:
    """What a path may be besides a file."""

    @pytest.fixture
    def said(self, capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
        return capsys

    def test_a_folder(self, tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").mkdir()
        assert read_command([tmp_path / "a.txt"]) == 1
        assert "不是文件" in said.readouterr().err

    def test_a_link_to_what_never_ends(self, tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").symlink_to("/dev/zero")
        assert read_command([tmp_path / "a.txt"]) == 1
        assert "不是文件" in said.readouterr().err

    def test_a_pipe(self, tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
        os.mkfifo(tmp_path / "a.txt")
        assert read_command([tmp_path / "a.txt"]) == 1
        assert "不是文件" in said.readouterr().err

    def test_a_link_to_itself(self, tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
        assert read_command([tmp_path / "a.txt"]) == 1
        assert "无法打开文件" in said.readouterr().err

    def test_a_file_larger_than_any_document(self, tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
        with (tmp_path / "a.txt").open("wb") as file:
            file.truncate(10**12)
        assert read_command([tmp_path / "a.txt"]) == 1
        assert "过大" in said.readouterr().err
