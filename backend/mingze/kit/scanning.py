"""Asking a virus scanner: clamd (ClamAV's daemon), by its INSTREAM command, over a Unix socket or TCP.

Closed on failure: a scanner that is set but does not answer is a refusal, never a pass.
"""

import asyncio
import contextlib
import logging
import re
import socket
import struct
from urllib.parse import unquote, urlsplit

from mingze.kit.problems import Unavailable

log = logging.getLogger("mingze")

_PIECE = 128 * 1024
_LONGEST_ANSWER = 4096
_ANSWER = re.compile(r"stream: (?:(?P<signature>.+) FOUND|(?P<clean>OK))")


class Scanner:
    """`url`: `unix:///run/clamav/clamd.ctl` or `tcp://host:3310`; None where there is no scanner."""

    def __init__(self, url: str | None, *, timeout: float) -> None:
        self._url = urlsplit(url) if url else None
        self._timeout = timeout

    @property
    def on(self) -> bool:
        return self._url is not None

    async def signature_in(self, data: bytes) -> str | None:
        """The name of what was found in `data`, or None. Raises Unavailable where no verdict was to be had.

        Without a scanner everything passes; `on` says which of the two it was.
        """
        if self._url is None:
            return None
        try:
            async with asyncio.timeout(self._timeout):
                said = await self._ask(data)
        except (OSError, TimeoutError) as error:
            log.warning("the virus scanner does not answer: %s", type(error).__name__)
            raise Unavailable("病毒扫描服务暂时不可用,文件未保存,请稍后再试") from error
        found = _ANSWER.fullmatch(said)
        if found is None:
            log.warning("the virus scanner gave no verdict: %.200s", said)
            raise Unavailable(_WHY.get(said, "病毒扫描没有给出结果,文件未保存,请联系系统管理员"))
        return found["signature"]

    async def ping(self) -> bool:
        """Whether the scanner answers (True also where there is none)."""
        if self._url is None:
            return True
        try:
            async with asyncio.timeout(self._timeout):
                loop = asyncio.get_running_loop()
                with await self._connected() as line:
                    await loop.sock_sendall(line, b"zPING\0")
                    return await loop.sock_recv(line, _LONGEST_ANSWER) == b"PONG\0"
        except (OSError, TimeoutError):
            return False

    async def _ask(self, data: bytes) -> str:
        # Plain sockets: a stream of asyncio throws away what was answered when a later write fails.
        loop = asyncio.get_running_loop()
        with await self._connected() as line:
            # Above its size limit clamd answers at once and hangs up: what it said is still to be read.
            with contextlib.suppress(ConnectionError):
                await loop.sock_sendall(line, b"zINSTREAM\0")
                for at in range(0, len(data), _PIECE):
                    piece = data[at : at + _PIECE]
                    await loop.sock_sendall(line, struct.pack(">I", len(piece)) + piece)
                await loop.sock_sendall(line, struct.pack(">I", 0))
            said = bytearray()
            while len(said) < _LONGEST_ANSWER and not said.endswith(b"\0"):
                part = await loop.sock_recv(line, _LONGEST_ANSWER)
                if not part:
                    break
                said += part
        return said.rstrip(b"\0\n").decode("utf-8", "replace")

    async def _connected(self) -> socket.socket:
        url, loop = self._url, asyncio.get_running_loop()
        if url is None:  # asked only where there is one
            raise ConnectionError
        family, address = socket.AF_UNIX, unquote(url.path)
        if url.scheme == "tcp":
            found = await loop.getaddrinfo(url.hostname, url.port or 3310, type=socket.SOCK_STREAM)
            family, address = found[0][0], found[0][4]  # type: ignore[assignment]
        line = socket.socket(family, socket.SOCK_STREAM)
        try:
            line.setblocking(False)
            await loop.sock_connect(line, address)
        except BaseException:
            line.close()
            raise
        return line


_WHY = {
    "INSTREAM size limit exceeded. ERROR": "文件超过病毒扫描服务的大小上限(StreamMaxLength),未保存,请联系系统管理员"
}
