"""What a backup consists of: one tar of small members inside one age file.

head.json                    which program, engine and schema; read first
database/<table>/<n>.jsonl.gz   the names of the columns, then one row a line
files/<sha256>               each referenced file once
keys/<name>                  the keys beside the database
checkpoints.jsonl            those that lie at or before the head of the log
manifest.json                counts and hashes of everything above; read last
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import BinaryIO, Self, cast

from mingze.operation.age import Damaged, Writable
from mingze.operation.rows import Tally

FORMAT = 1
#: No member may be larger: a table comes in pieces, a file is no larger than an upload.
_LARGEST = 2_000_000_000
_SMALL = 64_000_000


@dataclass(frozen=True, slots=True)
class Head:
    format: int
    program: str
    engine: str
    revision: str
    made_at: str


@dataclass(slots=True)
class FileTally:
    count: int = 0
    bytes: int = 0
    #: sum of the names, which are the hashes of the contents
    digest: str = f"{0:064x}"

    def add(self, sha256: str, size: int) -> None:
        self.count += 1
        self.bytes += size
        self.digest = f"{(int(self.digest, 16) + int(sha256, 16)) % 2**256:064x}"


@dataclass(slots=True)
class Manifest:
    """What the archive holds, and where the log stood."""

    position: int = 0
    hash: str = ""
    tables: dict[str, dict[str, int | str]] = field(default_factory=dict)
    files: FileTally = field(default_factory=FileTally)
    missing: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    checkpoints: str = ""

    def note_table(self, name: str, tally: Tally) -> None:
        self.tables[name] = {"rows": tally.rows, "digest": tally.digest}

    @property
    def rows(self) -> int:
        return sum(int(table["rows"]) for table in self.tables.values())


class Writer:
    """Writes the members and keeps the manifest of them; the manifest itself last, where nothing went wrong."""

    def __init__(self, out: Writable) -> None:
        self._tar = tarfile.open(mode="w|", fileobj=cast("BinaryIO", out), format=tarfile.PAX_FORMAT)  # noqa: SIM115  (closed with us)
        self.manifest = Manifest()
        self._pieces: dict[str, int] = {}

    def head(self, head: Head) -> None:
        self._add("head.json", _json(asdict(head)))

    def rows(self, table: str, columns: list[str], lines: list[bytes]) -> None:
        piece = self._pieces[table] = self._pieces.get(table, 0) + 1
        data = b"\n".join([_json(columns), *lines])
        self._add(f"database/{table}/{piece:06}.jsonl.gz", gzip.compress(data, 6, mtime=0))

    def file(self, sha256: str, data: bytes) -> None:
        self._add(f"files/{sha256}", data)
        self.manifest.files.add(sha256, len(data))

    def key(self, name: str, data: bytes) -> None:
        self._add(f"keys/{name}", data)
        self.manifest.keys[name] = hashlib.sha256(data).hexdigest()

    def checkpoints(self, data: bytes) -> None:
        self._add("checkpoints.jsonl", data)
        self.manifest.checkpoints = hashlib.sha256(data).hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _exc: object, _trace: object) -> None:
        if kind is None:
            self._add("manifest.json", _json(asdict(self.manifest)))
            self._tar.close()
            return
        with suppress(Exception):  # what failed is told; the rest of the file is thrown away
            self._tar.close()

    def _add(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self._tar.addfile(member, io.BytesIO(data))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


@dataclass(frozen=True, slots=True)
class Rows:
    table: str
    columns: list[str]
    lines: list[bytes]


@dataclass(frozen=True, slots=True)
class File:
    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Key:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class CheckpointLines:
    data: bytes


Member = Head | Rows | File | Key | CheckpointLines | Manifest


def members(file: BinaryIO) -> Iterator[Member]:
    """The members in order, each looked at by itself; Damaged where one is not what it says it is."""
    try:
        with tarfile.open(mode="r|", fileobj=file) as tar:
            for info in tar:
                taken = tar.extractfile(info)
                if taken is None or info.size > _LARGEST:
                    raise Damaged("备份文件中有不该有的内容")
                yield _member(info.name, taken.read())
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, KeyError, TypeError, ValueError) as exc:
        raise Damaged("备份文件的内容已损坏") from exc


def _member(name: str, data: bytes) -> Member:
    match name.split("/"):
        case ["head.json"]:
            return Head(**json.loads(data))
        case ["database", table, _]:
            columns, *lines = _unpacked(data).split(b"\n")
            return Rows(table, json.loads(columns), lines)
        case ["files", sha256]:
            if hashlib.sha256(data).hexdigest() != sha256:
                raise Damaged(f"备份中的文件 {sha256[:12]}… 内容与名称不符")
            return File(sha256, data)
        case ["keys", key] if key and not key.startswith("."):
            return Key(key, data)
        case ["checkpoints.jsonl"]:
            return CheckpointLines(data)
        case ["manifest.json"]:
            said = json.loads(data)
            return Manifest(**{**said, "files": FileTally(**said["files"])})
    raise Damaged("备份文件中有不该有的内容")


def _unpacked(data: bytes) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
        unpacked = packed.read(_SMALL + 1)
    if len(unpacked) > _SMALL:
        raise Damaged("备份文件中有不该有的内容")
    return unpacked


class Inspection:
    """Looks at every member that passes, and at the end whether the manifest says the same."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.manifest: Manifest | None = None
        self._tables: dict[str, Tally] = {}
        self._seen = Manifest()

    def look(self, member: Member) -> None:
        if self.manifest is not None or (self.head is None) != isinstance(member, Head):
            raise Damaged("备份文件的内容次序不对")
        match member:
            case Head():
                self.head = member
            case Rows():
                tally = self._tables.setdefault(member.table, Tally())
                for line in member.lines:
                    tally.add(line)
            case File():
                self._seen.files.add(member.sha256, len(member.data))
            case Key():
                self._seen.keys[member.name] = hashlib.sha256(member.data).hexdigest()
            case CheckpointLines():
                self._seen.checkpoints = hashlib.sha256(member.data).hexdigest()
            case Manifest():
                self.manifest = member

    def finish(self) -> tuple[Head, Manifest]:
        """Head and manifest. Damaged where anything is missing, or is not what the manifest says."""
        if self.head is None or self.manifest is None:
            raise Damaged("备份文件不完整:没有清单")
        for name, tally in self._tables.items():
            self._seen.note_table(name, tally)
        said = self.manifest
        filled = {name: table for name, table in said.tables.items() if table["rows"]}
        same = (
            filled == self._seen.tables,
            said.files == self._seen.files,
            said.keys == self._seen.keys,
            said.checkpoints == self._seen.checkpoints,
        )
        if not all(same):
            raise Damaged("备份内容与其清单不符")
        return self.head, said
