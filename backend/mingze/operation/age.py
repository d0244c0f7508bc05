"""Archives that only the holder of a key opens, in the standard age format (age-encryption.org/v1).

With the public key of a recipient the work is pyrage's. Its way with a passphrase holds everything in memory, so
that part of the format is written here in pieces of 64 KiB: scrypt wraps a file key, ChaCha20-Poly1305 seals each
piece under a counter, and the last piece says that it is the last. What `age -d` and pyrage make of it is tested.
"""

import base64
import hashlib
import hmac
import io
import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"age-encryption.org/v1\n"
_LABEL = b"age-encryption.org/v1/scrypt"
_PIECE = 64 * 1024
_TAG = 16
#: 2^17 rounds: 128 MiB and about half a second. What other tools made may ask for more, but not for everything.
_WORK, _MOST_WORK = 17, 20


class WrongKey(Exception):
    """The passphrase or identity does not open the archive."""


class Damaged(Exception):
    """The archive was cut short or changed, or is none."""


class Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Keys:
    """What an archive is closed or opened with: a passphrase, or recipients (age1…) and identities."""

    passphrase: str | None = None
    recipients: Sequence[pyrage.x25519.Recipient] = ()
    identities: Sequence[pyrage.x25519.Identity] = ()


@contextmanager
def closing(file: BinaryIO, keys: Keys) -> Iterator[Writable]:
    """What is written goes sealed into `file`; it is whole only where the block ends without an error."""
    if keys.passphrase is not None:
        sealer = _Sealer(file, keys.passphrase)
        yield sealer
        sealer.finish()
        return
    with _piped_out(file, keys.recipients) as into:
        yield into


@contextmanager
def opening(file: BinaryIO, keys: Keys) -> Iterator[BinaryIO]:
    """The content of `file` in pieces. WrongKey, or Damaged at the latest when the last piece is read."""
    start = file.read(len(_VERSION) + 10)
    file.seek(0)
    if not start.startswith(_VERSION):
        raise Damaged("这不是 age 格式的备份文件")
    wants_passphrase = start[len(_VERSION) :].startswith(b"-> scrypt ")
    if wants_passphrase != (keys.passphrase is not None):
        wanted = "--passphrase-file" if wants_passphrase else "--identity-file"
        raise WrongKey(f"这份备份须用 {wanted} 打开")
    if keys.passphrase is not None:
        yield io.BufferedReader(_Opener(file, keys.passphrase), _PIECE)
        return
    with _piped_in(file, keys.identities) as out:
        yield out


# --- with a passphrase ------------------------------------------------------------------------------


def _encoded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError as exc:
        raise Damaged("备份文件的开头已损坏") from exc


def _wrapping(passphrase: str, salt: bytes, work: int) -> ChaCha20Poly1305:
    memory = 128 * 8 * 2**work
    key = hashlib.scrypt(
        passphrase.encode(), salt=_LABEL + salt, n=2**work, r=8, p=1, maxmem=memory + 2**20, dklen=32
    )
    return ChaCha20Poly1305(key)


def _derived(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, None, b"header"), header, "sha256")


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\1" if last else b"\0")


class _Sealer:
    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        file_key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
        body = _wrapping(passphrase, salt, _WORK).encrypt(bytes(12), file_key, None)
        header = _VERSION + b"-> scrypt %s %d\n%s\n---" % (_encoded(salt), _WORK, _encoded(body))
        file.write(header + b" " + _encoded(_mac(file_key, header)) + b"\n" + nonce)
        self._file = file
        self._cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._held = bytearray()
        self._counter = 0

    def write(self, data: bytes) -> int:
        self._held += data
        # The last piece is told from the others when it is sealed, so one is always held back.
        while len(self._held) > _PIECE:
            self._seal(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._held), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._counter, last=last), piece, None))
        self._counter += 1


class _Opener(io.RawIOBase):
    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._cipher = ChaCha20Poly1305(self._payload_key(passphrase))
        self._ahead = file.read(_PIECE + _TAG)
        self._held = memoryview(b"")
        self._counter = 0
        self._ended = False

    def _payload_key(self, passphrase: str) -> bytes:
        lines = [self._file.readline(1000) for _ in range(4)]
        match lines[1].split():
            case [b"->", b"scrypt", salt, work] if work.isdigit() and int(work) <= _MOST_WORK:
                wrapping = _wrapping(passphrase, _decoded(salt), int(work))
            case _:
                raise Damaged("备份文件的开头已损坏")
        try:
            file_key = wrapping.decrypt(bytes(12), _decoded(lines[2].strip()), None)
        except InvalidTag as exc:
            raise WrongKey("口令不对,打不开这份备份") from exc
        label, _, mac = lines[3].strip().partition(b" ")
        header = b"".join(lines[:3]) + label
        if label != b"---" or not hmac.compare_digest(_decoded(mac), _mac(file_key, header)):
            raise Damaged("备份文件的开头被改动")
        nonce = self._file.read(16)
        if len(nonce) != 16:
            raise Damaged("备份文件不完整")
        return _derived(file_key, nonce, b"payload")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._held and not self._ended:
            self._next()
        count = min(len(buffer), len(self._held))
        buffer[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def _next(self) -> None:
        piece, self._ahead = self._ahead, self._file.read(_PIECE + _TAG)
        last = not self._ahead
        try:
            self._held = memoryview(self._cipher.decrypt(_nonce(self._counter, last=last), piece, None))
        except InvalidTag as exc:
            raise Damaged("备份文件不完整或被改动" if last else "备份文件被改动") from exc
        self._counter += 1
        self._ended = last


# --- with the keys of recipients: pyrage reads and writes files, so a pipe stands between ---------------


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    out, into = os.pipe()
    return os.fdopen(out, "rb"), os.fdopen(into, "wb")


@contextmanager
def _piped_out(file: BinaryIO, recipients: Sequence[pyrage.x25519.Recipient]) -> Iterator[Writable]:
    reading, writing = _pipe()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            pyrage.encrypt_io(reading, file, recipients)
        except BaseException as exc:  # noqa: BLE001  (told to the thread that waits)
            failed.append(exc)
        finally:
            reading.close()

    thread = threading.Thread(target=work, name="age")
    thread.start()
    try:
        yield writing
    finally:
        with suppress(BrokenPipeError):
            writing.close()
        thread.join()
    if failed:
        raise failed[0]


@contextmanager
def _piped_in(file: BinaryIO, identities: Sequence[pyrage.x25519.Identity]) -> Iterator[BinaryIO]:
    reading, writing = _pipe()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            pyrage.decrypt_io(file, writing, identities)
        except BaseException as exc:  # noqa: BLE001
            failed.append(exc)
        finally:
            with suppress(BrokenPipeError):
                writing.close()

    thread = threading.Thread(target=work, name="age")
    thread.start()
    cut: Exception | None = None
    try:
        yield reading
        while reading.read(_PIECE):
            pass
    except Exception as exc:  # noqa: BLE001  (why the content ended too early is told below)
        cut = exc
    finally:
        reading.close()
        thread.join()
    # Where the reader stopped first, the writer only lost its pipe.
    if failed and "roken pipe" not in str(failed[0]):
        if "atching keys" in str(failed[0]):
            raise WrongKey("这把密钥打不开这份备份") from failed[0]
        raise Damaged("备份文件不完整或被改动") from failed[0]
    if cut is not None:
        raise cut
