"""Reading in a process of its own: its limits, its refusals, the command over it."""

import asyncio
import json
import os
import platform
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from mingze.kit.limited import (
    FailedError,
    RefusedError,
    TookTooLongError,
    TookTooMuchMemoryError,
    TooLongError,
    run_limited,
)
from mingze.papers.command import read_command
from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read, read_limited
from mingze.samples import ANNUAL_REPORT, REPORT, sample

MEGABYTE = 1024 * 1024
MODULES = {
    "answering": "import json, sys; print(json.dumps({'args': sys.argv[1:], 'input': sys.stdin.read()}))",
    "sleeping": "import time; time.sleep(60)",
    "spinning": "while True: pass",
    "hungry": "x = [bytearray(50_000_000) for _ in range(100)]",
    "refusing": 'import sys; print(\'{"code": "no", "message": "不行"}\'); sys.exit(3)',
    "crashing": "raise RuntimeError",
    "chatting": "print('hello')",
    "telling": "import json; print(json.dumps({'text': 'x' * 70_000_000}))",
    "flooding": "import sys\nwhile True: sys.stdout.write('x' * 1_000_000)",
    "leaving": (
        "import subprocess, sys\n"
        "left = subprocess.Popen(['sleep', '302'], start_new_session=True)\n"
        "open(sys.argv[1], 'w').write(str(left.pid))"
    ),
    "asking": "import json, os, tempfile; print(json.dumps({'names': list(os.environ), 'place': tempfile.gettempdir()}))",
    "starting": "import subprocess, time; subprocess.Popen(['sleep', '301']); time.sleep(60)",
    "calling": (
        "import json, socket, subprocess, sys\n"
        "code = 'import socket, sys; socket.create_connection((\"127.0.0.1\", int(sys.argv[1])))'\n"
        "again = subprocess.run([sys.executable, '-c', code, sys.argv[1]], capture_output=True)\n"
        "try: socket.create_connection(('127.0.0.1', int(sys.argv[1]))); said = 'through'\n"
        "except OSError as error: said = error.strerror\n"
        "print(json.dumps({'said': said, 'started': again.returncode, 'pair': len(socket.socketpair())}))"
    ),
    "filling": "open('/'.join([__import__('tempfile').gettempdir(), 'x']), 'wb').write(b'x' * 270_000_000)",
    "dying": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
}


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in MODULES.items():
        (tmp_path / f"limited_{name}.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def _sleeping() -> set[str]:
    """The processes of `sleep 301` on this machine."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes() == b"sleep\x00301\x00":
                found.add(path.parent.name)
    return found


def _wait_until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not done():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.usefixtures("modules")
class TestRunLimited:
    async def test_gives_what_the_module_prints(self) -> None:
        answer = await run_limited(
            "limited_answering", ["a", "b"], stdin="甲".encode(), timeout=20, memory=256 * MEGABYTE
        )
        assert answer == {"args": ["a", "b"], "input": "甲"}

    @pytest.mark.skipif(
        sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
        reason="the kernel of another machine is not asked",
    )
    async def test_reaches_no_network_nor_does_what_it_starts(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            port = str(listening.getsockname()[1])
            answer = await run_limited("limited_calling", [port], timeout=20, memory=256 * MEGABYTE)
        assert answer == {"said": "Permission denied", "started": 1, "pair": 2}

    async def test_fills_no_disk(self) -> None:
        with pytest.raises(FailedError):
            await run_limited("limited_filling", [], timeout=20, memory=1024 * MEGABYTE)

    @pytest.mark.parametrize("name", ["sleeping", "spinning"])
    async def test_ends_what_takes_too_long(self, name: str) -> None:
        started = time.monotonic()
        with pytest.raises(TookTooLongError):
            await run_limited(f"limited_{name}", [], timeout=1, memory=256 * MEGABYTE)
        assert time.monotonic() - started < 10

    @pytest.mark.parametrize("name", ["hungry", "dying"])
    async def test_ends_what_takes_too_much_memory(self, name: str) -> None:
        with pytest.raises(TookTooMuchMemoryError):
            await run_limited(f"limited_{name}", [], timeout=20, memory=256 * MEGABYTE)

    @pytest.mark.parametrize("name", ["telling", "flooding"])
    async def test_takes_no_endless_answer(self, name: str) -> None:
        with pytest.raises(TooLongError):
            await run_limited(f"limited_{name}", [], timeout=20, memory=512 * MEGABYTE)

    async def test_waits_for_nothing_that_left(self, tmp_path: Path) -> None:
        kept = tmp_path / "left"
        try:
            async with asyncio.timeout(10):
                with pytest.raises(FailedError):
                    await run_limited("limited_leaving", [str(kept)], timeout=20, memory=256 * MEGABYTE)
        finally:
            os.kill(int(kept.read_text()), signal.SIGKILL)

    async def test_hands_no_secret_on_and_takes_its_folder_away(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MINGZE_TOKEN_SECRET", "secret")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        answer = await run_limited("limited_asking", [], timeout=20, memory=256 * MEGABYTE)
        assert not {"MINGZE_TOKEN_SECRET", "AWS_SECRET_ACCESS_KEY"} & set(answer["names"])
        assert not await asyncio.to_thread(Path(answer["place"]).exists)

    async def test_ends_what_the_module_started(self) -> None:
        before = await asyncio.to_thread(_sleeping)
        with pytest.raises(TookTooLongError):
            await run_limited("limited_starting", [], timeout=2, memory=256 * MEGABYTE)
        await asyncio.to_thread(_wait_until, lambda: _sleeping() <= before)

    async def test_takes_an_input_that_is_not_read(self) -> None:
        with pytest.raises(FailedError):
            await run_limited(
                "limited_crashing", [], stdin=bytes(5_000_000), timeout=20, memory=256 * MEGABYTE
            )

    async def test_passes_a_refusal_on(self) -> None:
        with pytest.raises(RefusedError) as caught:
            await run_limited("limited_refusing", [], timeout=20, memory=256 * MEGABYTE)
        assert (caught.value.code, caught.value.message) == ("no", "不行")

    @pytest.mark.parametrize("name", ["crashing", "chatting", "missing"])
    async def test_tells_a_failure(self, name: str) -> None:
        with pytest.raises(FailedError):
            await run_limited(f"limited_{name}", [], timeout=20, memory=256 * MEGABYTE)


class TestReadLimited:
    async def test_answers_what_reading_in_this_process_answers(self) -> None:
        assert await read_limited(REPORT, sample(REPORT)) == read(REPORT, sample(REPORT)).to_json()

    async def test_returns_the_text_when_asked(self) -> None:
        answer = await read_limited("a.txt", "甲乙。".encode(), with_text=True)
        assert answer["text"] == "甲乙。"

    async def test_refuses_as_reading_does(self) -> None:
        with pytest.raises(UnreadableDocument) as caught:
            await read_limited("a.pdf", b"hello")
        assert caught.value.code == "type_mismatch"

    @pytest.mark.parametrize("name", ["甲\x00乙.txt", "长" * 5000 + ".txt", "--with.txt", "\udc80.txt"])
    async def test_takes_any_name(self, name: str) -> None:
        assert (await read_limited(name, "甲乙。".encode()))["kind"] == "unknown"

    async def test_imports_neither_the_web_nor_the_database(self) -> None:
        code = "import mingze.papers.child, sys, json; print(json.dumps([m for m in sys.modules if m in "
        code += "('fastapi', 'sqlalchemy', 'starlette', 'httpx')]))"
        answer = await _python(code)
        assert json.loads(answer) == []


class TestReadCommand:
    def test_prints_one_object_a_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        first, second = tmp_path / "a.txt", tmp_path / "b.txt"
        first.write_bytes(sample(REPORT))
        second.write_text("通知。")
        assert read_command([first, second], as_json=True) == 0
        answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [(one["file"], len(one["findings"]), "text" in one) for one in answers] == [
            ("a.txt", 26, False),
            ("b.txt", 0, False),
        ]

    def test_goes_on_after_a_file_it_cannot_read(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        good = tmp_path / "a.txt"
        good.write_text("通知。")
        assert read_command([tmp_path / "missing.txt", good], as_json=True, with_text=True) == 1
        answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert answers[0]["error"]["code"] == "not_found"
        assert answers[1]["text"] == "通知。"

    def test_prints_a_name_that_is_no_text(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "\udc80.txt"
        path.write_text("通知。")
        assert read_command([path], as_json=True) == 0
        assert read_command([tmp_path / "\udc81.txt"]) == 1
        assert json.loads(capsys.readouterr().out)["file"] == "?.txt"

    def test_keeps_to_the_limits_it_is_given(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_text("通知。")
        assert read_command([path], as_json=True, seconds=0.01) == 1
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "timeout"

    def test_prints_a_summary_for_people(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(sample(REPORT))
        assert read_command([path]) == 0
        printed = capsys.readouterr().out
        assert "问题:26个" in printed
        assert "一-4 [阶段性完成]" in printed

    def test_prints_the_figures_of_a_report(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(sample(ANNUAL_REPORT))
        assert read_command([path]) == 0
        printed = capsys.readouterr().out
        assert "法律顾问 2名\n" in printed
        assert "随机抽查 702户次,占监督检查 4215户次\n" in printed
        assert "信访举报 148件次 = 医疗服务 61件、价格收费 33件" in printed


async def _python(code: str) -> str:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    return output.decode()
