"""Files, content-addressed by SHA-256: a local folder by default, an S3-compatible store by URL.

Beside the originals lie what was made of them (`derived/`, under the hash of the original) and the parts of
uploads that are still on their way (`uploads/`). Neither is business data: both can be made or sent again.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

_PIECE = 256 * 1024
_UPLOADS = "uploads"


@dataclass(frozen=True, slots=True)
class StoredFile:
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class OpenFile:
    """`size` of the whole file, and the pieces of it (or of the range that was asked for)."""

    size: int
    pieces: AsyncIterator[bytes]


class Files:
    """A store at `url` (`file:///…` or `s3://bucket/prefix`, with credentials from the environment)."""

    def __init__(self, url: str) -> None:
        if url.startswith("file:"):
            self._store: ObjectStore = LocalStore(unquote(urlsplit(url).path), mkdir=True)
        else:
            self._store = from_url(url)

    # --- originals

    async def put(self, data: bytes) -> StoredFile:
        """Keep `data`; the same bytes are kept once."""
        sha256 = await asyncio.to_thread(_hash, data)
        await obstore.put_async(self._store, _path(sha256), data)
        return StoredFile(sha256, len(data))

    async def read(self, sha256: str) -> bytes:
        """The whole content; FileNotFoundError where there is none."""
        return await self._read(_path(sha256))

    async def open(self, sha256: str, within: tuple[int, int] | None = None) -> OpenFile:
        """The content in pieces of about 256 KiB; FileNotFoundError, before the first, where there is none.

        `within`: only the bytes from the first number up to (not with) the second.
        """
        return await self._open(_path(sha256), within)

    async def has(self, sha256: str) -> bool:
        try:
            await obstore.head_async(self._store, _path(sha256))
        except FileNotFoundError:
            return False
        return True

    async def drop(self, sha256: str) -> None:
        """Remove an original; nothing happens where there is none."""
        await self._drop(_path(sha256))

    # --- what was made of an original

    async def put_derived(self, sha256: str, kind: str, data: bytes) -> None:
        """Keep what was made of the original with that hash, under a name of its kind."""
        await obstore.put_async(self._store, _derived(sha256, kind), data)

    async def open_derived(
        self, sha256: str, kind: str, within: tuple[int, int] | None = None
    ) -> OpenFile | None:
        try:
            return await self._open(_derived(sha256, kind), within)
        except FileNotFoundError:
            return None

    async def size_of_derived(self, sha256: str, kind: str) -> int | None:
        try:
            return int((await obstore.head_async(self._store, _derived(sha256, kind)))["size"])
        except FileNotFoundError:
            return None

    # --- parts of uploads on their way

    async def put_part(self, upload: str, name: str, data: bytes) -> None:
        await obstore.put_async(self._store, f"{_UPLOADS}/{upload}/{name}", data)

    async def read_part(self, upload: str, name: str) -> bytes:
        return await self._read(f"{_UPLOADS}/{upload}/{name}")

    async def drop_part(self, upload: str, name: str) -> None:
        await self._drop(f"{_UPLOADS}/{upload}/{name}")

    async def drop_upload(self, upload: str) -> None:
        """Remove every part of it."""
        await self._drop_below(f"{_UPLOADS}/{upload}")

    async def drop_parts_before(self, moment: datetime) -> None:
        """Remove every part kept before `moment`, whatever became of its upload."""
        await self._drop_below(_UPLOADS, before=moment)

    # --- the store

    async def _read(self, path: str) -> bytes:
        result = await obstore.get_async(self._store, path)
        return bytes(await result.bytes_async())

    async def _open(self, path: str, within: tuple[int, int] | None) -> OpenFile:
        options: obstore.GetOptions | None = {"range": within} if within else None
        result = await obstore.get_async(self._store, path, options=options)

        async def pieces() -> AsyncIterator[bytes]:
            async for chunk in result.stream(min_chunk_size=_PIECE):
                yield bytes(chunk)

        return OpenFile(int(result.meta["size"]), pieces())

    async def _drop_below(self, prefix: str, *, before: datetime | None = None) -> None:
        async for listed in obstore.list(self._store, prefix=prefix):
            for found in listed:
                if before is None or found["last_modified"] < before:
                    await self._drop(found["path"])

    async def _drop(self, path: str) -> None:
        try:
            await obstore.delete_async(self._store, path)
        except FileNotFoundError:
            return


def _path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _derived(sha256: str, kind: str) -> str:
    return f"derived/{sha256[:2]}/{sha256}.{kind}"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
