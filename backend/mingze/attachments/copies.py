"""Previews and clean copies: made once, in a process with limits, and kept beside the original under its hash."""

import asyncio
import tempfile
from pathlib import Path
from typing import Literal

from mingze.attachments.rules import PREVIEWED
from mingze.kit.files import Files, OpenFile
from mingze.kit.limited import (
    FailedError,
    LimitedError,
    RefusedError,
    Slots,
    TookTooMuchMemoryError,
    run_limited,
)
from mingze.kit.problems import NotFound, TooLarge

Kind = Literal["preview", "clean"]
#: Kept in place of a copy that cannot be made, so that it is not tried again with every look.
_NONE = "none"


class Copies:
    """Makes and gives copies of files in `files`. `seconds` and `memory` (bytes) are for one of them."""

    def __init__(self, files: Files, slots: Slots, *, seconds: float, memory: int) -> None:
        self._files = files
        self._slots = slots
        self._seconds = seconds
        self._memory = memory

    async def size(self, kind: Kind, sha256: str, media_type: str) -> int:
        """The size of the copy, which is made where it is not there yet.

        Raises NotFound where none can be made, TooLarge where it took too long (it may be asked for again),
        Unavailable where too many others wait.
        """
        made = await self._files.size_of_derived(sha256, kind)
        if made is None:
            await self._make(kind, sha256, media_type)
            made = await self._files.size_of_derived(sha256, kind)
        if made is None:
            raise NotFound(_CANNOT)
        return made

    async def open(
        self, kind: Kind, sha256: str, media_type: str, within: tuple[int, int] | None = None
    ) -> OpenFile:
        """The copy, made where it is not there yet. Raises as `size` does."""
        await self.size(kind, sha256, media_type)
        found = await self._files.open_derived(sha256, kind, within)
        if found is None:
            raise NotFound(_CANNOT)
        return found

    async def _make(self, kind: Kind, sha256: str, media_type: str) -> None:
        failed = f"{kind}.{_NONE}"
        if media_type not in PREVIEWED or await self._files.size_of_derived(sha256, failed) is not None:
            raise NotFound(_CANNOT)
        async with self._slots.taken():
            # Somebody who waited before us may have made it.
            if await self._files.size_of_derived(sha256, kind) is not None:
                return
            data = await self._files.read(sha256)
            try:
                made = await self._made(kind, media_type, data)
            except (RefusedError, FailedError, TookTooMuchMemoryError) as error:
                await self._files.put_derived(sha256, failed, error.code.encode())
                raise NotFound(_CANNOT) from error
            except LimitedError as error:
                raise TooLarge(error.message) from error
            await self._files.put_derived(sha256, kind, made)

    async def _made(self, kind: Kind, media_type: str, data: bytes) -> bytes:
        with tempfile.TemporaryDirectory(prefix="mingze-copy-") as place:
            out = Path(place) / "made"
            await run_limited(
                "mingze.attachments.copying",
                [kind, media_type, str(out)],
                stdin=data,
                timeout=self._seconds,
                memory=self._memory,
            )
            return await asyncio.to_thread(out.read_bytes)


_CANNOT = "这个文件无法生成预览,请下载后查看"
