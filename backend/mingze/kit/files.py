"""Files, content-addressed by SHA-256: a local folder by default, an S3-compatible store by URL."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import LocalStore, ObjectStore, from_url


@dataclass(frozen=True, slots=True)
class StoredFile:
    sha256: str
    size: int


class Files:
    """A store at `url` (`file:///…` or `s3://bucket/prefix`, with credentials from the environment)."""

    def __init__(self, url: str) -> None:
        if url.startswith("file:"):
            self._store: ObjectStore = LocalStore(unquote(urlsplit(url).path), mkdir=True)
        else:
            self._store = from_url(url)

    async def put(self, data: bytes) -> StoredFile:
        """Keep `data`; the same bytes are kept once."""
        sha256 = hashlib.sha256(data).hexdigest()
        await obstore.put_async(self._store, _path(sha256), data)
        return StoredFile(sha256, len(data))

    async def read(self, sha256: str) -> bytes:
        """The whole content; FileNotFoundError where there is none."""
        result = await obstore.get_async(self._store, _path(sha256))
        return bytes(await result.bytes_async())

    async def open(self, sha256: str) -> AsyncIterator[bytes]:
        """The content in pieces of about 256 KiB; FileNotFoundError, before the first, where there is none."""
        result = await obstore.get_async(self._store, _path(sha256))

        async def pieces() -> AsyncIterator[bytes]:
            async for chunk in result.stream(min_chunk_size=256 * 1024):
                yield bytes(chunk)

        return pieces()


def _path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
