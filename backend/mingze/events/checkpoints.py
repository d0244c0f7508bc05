"""Signed checkpoints of the log, kept outside the database: without them a cut-off tail would verify."""

import asyncio
import fcntl
import json
import logging
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingze.events import queries
from mingze.kit import clock
from mingze.kit.database import Database

log = logging.getLogger("mingze.checkpoint")

#: A line has about 250 bytes; the file grows by up to one a minute and is never read whole to add to it.
_TAIL = 4096


class ForgedCheckpoint(ValueError):
    """A line of the checkpoint file does not carry our signature."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    position: int
    hash: str
    at: str

    def signed_part(self) -> bytes:
        return f"{self.position}\n{self.hash}\n{self.at}".encode()


class Checkpoints:
    """The file `checkpoints.jsonl` and the Ed25519 key that signs its lines; each is logged too, for syslog."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / "checkpoints.jsonl"
        self._key_file = data_dir / "keys" / "checkpoint.key"

    async def seal(self, database: Database) -> Checkpoint | None:
        """Write down where the log stands now; None where nothing was added since the last time."""
        async with database.reading() as session:
            position, head_hash = await queries.head(session)
        return await asyncio.to_thread(self._append, position, head_hash)

    def read(self) -> list[Checkpoint]:
        """All checkpoints in order. ForgedCheckpoint where a signature does not hold."""
        points: list[Checkpoint] = []
        lines = self._lines()
        if not lines:
            return points
        public = self._key().public_key()
        for number, line in enumerate(lines, 1):
            try:
                entry = json.loads(line)
                point = Checkpoint(entry["position"], entry["hash"], entry["at"])
                public.verify(bytes.fromhex(entry["signature"]), point.signed_part())
            except (ValueError, KeyError, TypeError, InvalidSignature) as exc:
                raise ForgedCheckpoint(f"检查点文件第 {number} 行的签名不成立") from exc
            points.append(point)
        return points

    def last(self) -> Checkpoint | None:
        """The newest checkpoint, read from the end of the file without looking at its signature."""
        lines = self._end()[0]
        entry = json.loads(lines[-1]) if lines else None
        return Checkpoint(entry["position"], entry["hash"], entry["at"]) if entry else None

    def _append(self, position: int, head_hash: str) -> Checkpoint | None:
        if position == 0:
            return None
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a+") as file:
            # Several processes may seal the same log: one after the other, the key made by the first.
            fcntl.flock(file, fcntl.LOCK_EX)
            last = self.last()
            if last is not None and position <= last.position:
                return None
            point = Checkpoint(position, head_hash, clock.now().isoformat(timespec="seconds"))
            signature = self._key().sign(point.signed_part()).hex()
            line = {"position": point.position, "hash": point.hash, "at": point.at, "signature": signature}
            file.truncate(self._end()[1])
            file.write(json.dumps(line) + "\n")
            file.flush()
        log.info("event checkpoint %s %s", point.position, point.hash)
        return point

    def _end(self) -> tuple[list[str], int]:
        """The whole lines at the end of the file, and where the last of them ends."""
        if not self._file.exists():
            return [], 0
        with self._file.open("rb") as file:
            size = file.seek(0, SEEK_END)
            begin = file.seek(max(0, size - _TAIL))
            tail = file.read()
        whole = tail[: tail.rfind(b"\n") + 1]
        lines = whole.decode().split("\n")[:-1]
        # The first may have begun before what was read.
        return lines[1:] if begin else lines, begin + len(whole)

    def _lines(self) -> list[str]:
        """The whole lines; one that a power cut tore has no end, and was never sealed."""
        return self._file.read_text().split("\n")[:-1] if self._file.exists() else []

    def _key(self) -> Ed25519PrivateKey:
        if not self._key_file.exists():
            self._key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._key_file.touch(mode=0o600)
            self._key_file.write_bytes(
                Ed25519PrivateKey.generate().private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
        key = serialization.load_pem_private_key(self._key_file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError("the checkpoint key must be an Ed25519 key")
        return key


async def seal_regularly(checkpoints: Checkpoints, database: Database, seconds: float) -> None:
    """Seal the log every so often until cancelled; a failure is logged and tried again."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await checkpoints.seal(database)
        except Exception:
            log.exception("the event log could not be sealed")
