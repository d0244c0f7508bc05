"""Runs a module in a process of its own, with limits on time and memory, and takes one JSON object from it.

For work on files that strangers made: a file that explodes takes its process with it and nothing else. The process
leads a group of its own, which ends with it; it has a folder of its own for its files, which goes with it; it is
handed nothing of the server's environment that holds a secret; and it reaches no network.
`python -m mingze.kit.limited MEMORY CPU_SECONDS MODULE ARGS…` sets the limits on itself, then runs the module
(never a fork of the server, whose threads and connections would come along).
"""

import asyncio
import errno
import json
import os
import resource
import runpy
import signal
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, BinaryIO

from mingze.kit.offline import go_offline
from mingze.kit.problems import Unavailable

# How a module run here says no: this exit code, and {"code": …, "message": …} on its standard output.
REFUSED = 3
_OUT_OF_MEMORY = 4
# No more than this of what it prints is taken into the server's memory.
MOST_ANSWER = 64 * 1024 * 1024
# Nor may one file it writes, what it prints among them, be longer.
_LONGEST_FILE = 128 * 1024 * 1024
_HANDED_ON = (
    "PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "LD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "MINGZE_CONVERTER",
)


class LimitedError(Exception):
    """Why no answer came; `code` is for programs, `message` is shown to people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class TookTooLongError(LimitedError):
    def __init__(self) -> None:
        super().__init__("timeout", "处理超时,文件可能过大或过于复杂")


class TookTooMuchMemoryError(LimitedError):
    def __init__(self) -> None:
        super().__init__("memory", "处理所需内存超过上限,文件可能过大或已损坏")


class TooLongError(LimitedError):
    def __init__(self) -> None:
        super().__init__("too_large", "文件内容过多,请分成几个文件")


class RefusedError(LimitedError):
    """The module looked at its input and declined it."""


class FailedError(LimitedError):
    def __init__(self) -> None:
        super().__init__("failed", "处理失败,文件可能已损坏")


class Slots:
    """Works at the same time; others wait, but only so many."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._places = self._all = at_once + waiting

    @property
    def in_hand(self) -> int:
        """How many are at work or waiting."""
        return self._all - self._places

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        if self._places <= 0:
            raise Unavailable("正在处理的文件过多,请稍后再试")
        self._places -= 1
        try:
            async with self._free:
                yield
        finally:
            self._places += 1


async def run_limited(
    module: str, args: list[str], *, stdin: bytes = b"", timeout: float, memory: int
) -> dict[str, Any]:
    """The JSON object the module prints. `timeout` in seconds (wall clock), `memory` in bytes of address space.

    Raises TookTooLongError, TookTooMuchMemoryError, TooLongError, RefusedError or FailedError; Unavailable where there
    is no room for what it is given.
    """
    try:
        return await _run(module, args, stdin, timeout, memory)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Unavailable("服务器临时空间不足,请稍后再试") from error
        raise


async def _run(module: str, args: list[str], stdin: bytes, timeout: float, memory: int) -> dict[str, Any]:
    command = [sys.executable, "-m", __name__, str(memory), str(int(timeout) + 1), module, *args]
    with (
        TemporaryDirectory(prefix="mingze-", ignore_cleanup_errors=True) as place,
        TemporaryFile(dir=place) as given,
        TemporaryFile(dir=place) as told,
    ):
        await asyncio.to_thread(_put, given, stdin)
        # Files, not pipes: waiting for a process goes on for ever while a pipe of it is full and nobody reads on, or
        # while something that it started and that left the group holds one open.
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=given,
            stdout=told,
            stderr=DEVNULL,
            env=_environment(place),
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(timeout):
                await process.wait()
        except TimeoutError as error:
            raise TookTooLongError from error
        finally:
            # The group, not the process alone: a converter that it started would go on by itself.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        output = await asyncio.to_thread(_take, told)
    return _answer(process.returncode, output)


def _environment(place: str) -> dict[str, str]:
    return {name: os.environ[name] for name in _HANDED_ON if name in os.environ} | {
        "HOME": place,
        "TMPDIR": place,
    }


def _put(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    file.seek(0)


def _take(file: BinaryIO) -> bytes:
    """What the process printed, up to MOST_ANSWER."""
    file.seek(0)
    printed = file.read(MOST_ANSWER + 1)
    if len(printed) > MOST_ANSWER:
        raise TooLongError
    return printed


def _answer(returncode: int | None, output: bytes) -> dict[str, Any]:
    if returncode == -signal.SIGXCPU:
        raise TookTooLongError
    if returncode in (_OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS):
        raise TookTooMuchMemoryError
    try:
        answer = json.loads(output)
    except ValueError as error:
        raise FailedError from error
    if returncode == REFUSED and isinstance(answer, dict):
        raise RefusedError(str(answer.get("code")), str(answer.get("message")))
    if returncode != 0 or not isinstance(answer, dict):
        raise FailedError
    return answer


def main(arguments: list[str]) -> None:
    memory, seconds, module, *rest = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LONGEST_FILE, _LONGEST_FILE))
    go_offline()
    sys.argv = [module, *rest]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)


if __name__ == "__main__":
    main(sys.argv[1:])
