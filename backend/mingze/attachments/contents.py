"""What a file is by its content, and whether it is whole: pure, reads structure only and decodes nothing.

Accepted are JPEG, PNG, WebP and HEIC photos, PDF, DOCX and XLSX. A file that is two things at once, that was cut
off on its way, that would unpack to a picture without end, or that carries macros is none of them.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: Pictures above this many pixels are refused: photos of telephones have up to 108 million.
MAX_PIXELS = 120_000_000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"})
EXTENSIONS = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "application/pdf": ("pdf",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
}
_UNKNOWN = "只接受照片(JPEG、PNG、WebP、HEIC)、PDF、DOCX、XLSX 文件"
_CUT_OFF = "文件不完整,可能没有传完或已损坏,请重新选择"
_TWO_THINGS = "文件里混有另一种格式的内容,不能接受"
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 22 + 65_535
_PDF_HEAD = 1024
_PDF_TAIL = 4096
_MAX_ENTRIES = 5_000
_MAX_UNPACKED = 500_000_000
_MAX_TYPES = 1_000_000
_MAX_DIRECTORY = 2_000_000
#: More segments, chunks or boxes than any camera or program makes.
_MAX_PIECES = 100_000
_MAX_HEIC_META = 4_000_000


class Unacceptable(Exception):
    """Why a file is not taken, in Chinese."""


@dataclass(frozen=True, slots=True)
class Kind:
    media_type: str
    check: Callable[[bytes], None]


def media_type_of(data: bytes) -> str:
    """The media type of an accepted file. Raises Unacceptable. Bounded, but not instant: for a thread."""
    kind = _kind_of(data[:32])
    if kind is None:
        raise Unacceptable(_UNKNOWN)
    _refuse_two_things(data, kind.media_type)
    try:
        kind.check(data)
    except (struct.error, IndexError) as error:
        raise Unacceptable(_CUT_OFF) from error
    return _office_type(data) if kind.media_type == _OFFICE else kind.media_type


def _kind_of(head: bytes) -> Kind | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Kind("image/jpeg", _check_jpeg)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind("image/png", _check_png)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind("image/webp", _check_webp)
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}:
        return Kind("image/heic", _check_heic)
    if head.startswith(b"%PDF-"):
        return Kind("application/pdf", _check_pdf)
    if head.startswith(b"PK\x03\x04"):
        return Kind(_OFFICE, _check_zip)
    return None


def _refuse_two_things(data: bytes, media_type: str) -> None:
    """A reader of archives looks at the end, one of PDF within the first kilobyte: neither may find anything."""
    if media_type != _OFFICE and _archive_end(data) is not None:
        raise Unacceptable(_TWO_THINGS)
    if media_type != "application/pdf" and b"%PDF-" in data[:_PDF_HEAD]:
        raise Unacceptable(_TWO_THINGS)


def _archive_end(data: bytes) -> int | None:
    """Where the directory of an archive ends, if one stands at the end of `data`."""
    floor = max(0, len(data) - _ZIP_TAIL)
    at = data.rfind(_ZIP_END, floor)
    while at >= 0:
        if at + 22 <= len(data) and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") <= len(data):
            return at
        at = data.rfind(_ZIP_END, floor, at)
    return None


# --- pictures -------------------------------------------------------------------------------------------


def _check_pixels(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise Unacceptable(_CUT_OFF)
    if width * height > MAX_PIXELS:
        raise Unacceptable(f"图片过大({width}×{height}),不能超过 {MAX_PIXELS // 10_000} 万像素")


def _check_jpeg(data: bytes) -> None:
    at, framed = 2, False
    for _ in range(_MAX_PIECES):
        if data[at] != 0xFF:
            raise Unacceptable(_CUT_OFF)
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            raise Unacceptable(_CUT_OFF)
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, at + 5)
            _check_pixels(width, height)
            framed = True
        at += 2 + length
        if marker == 0xDA:
            break
    # In the coded data 0xFF is always followed by zero or a restart: a pair that says so is the end.
    if not framed or data.find(b"\xff\xd9", at) < 0:
        raise Unacceptable(_CUT_OFF)


def _check_png(data: bytes) -> None:
    at, first, drawn = 8, True, False
    for _ in range(_MAX_PIECES):
        length, name = struct.unpack_from(">I4s", data, at)
        body = at + 8
        (told,) = struct.unpack_from(">I", data, body + length)
        if zlib.crc32(memoryview(data)[at + 4 : body + length]) != told or first != (name == b"IHDR"):
            raise Unacceptable(_CUT_OFF)
        if first:
            _check_pixels(*struct.unpack_from(">II", data, body))
        drawn |= name == b"IDAT"
        first, at = False, body + length + 4
        if name == b"IEND":
            break
    if not drawn or name != b"IEND":
        raise Unacceptable(_CUT_OFF)


def _check_webp(data: bytes) -> None:
    (length,) = struct.unpack_from("<I", data, 4)
    if length + 8 > len(data):
        raise Unacceptable(_CUT_OFF)
    chunk = data[12:16]
    if chunk == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
    elif chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif chunk == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    else:
        raise Unacceptable(_CUT_OFF)
    _check_pixels(width, height)


def _check_heic(data: bytes) -> None:
    brands = data[8 : int.from_bytes(data[:4], "big")]
    if not any(brand in brands for brand in (b"heic", b"heix", b"heim", b"heis")):
        raise Unacceptable(_UNKNOWN)
    boxes = dict(_boxes(data))
    if b"meta" not in boxes:
        raise Unacceptable(_CUT_OFF)
    start, end = boxes[b"meta"]
    if end - start > _MAX_HEIC_META:
        raise Unacceptable("文件内部结构过于复杂,不能接受")
    sizes = [found.start() for found in re.finditer(b"ispe", data[start:end])]
    if not sizes:
        raise Unacceptable(_CUT_OFF)
    for at in sizes:
        _check_pixels(*struct.unpack_from(">II", data, start + at + 8))


def _boxes(data: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The outermost boxes: name → from, to. Raises where one would reach beyond the end."""
    at = 0
    for _ in range(_MAX_PIECES):
        if at >= len(data):
            return
        length, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        elif length == 0:
            length = len(data) - at
        if length < head or at + length > len(data):
            raise Unacceptable(_CUT_OFF)
        yield name, (at + head, at + length)
        at += length
    raise Unacceptable(_CUT_OFF)


# --- documents ------------------------------------------------------------------------------------------


def _check_pdf(data: bytes) -> None:
    if not re.match(rb"%PDF-[12]\.\d", data) or b"%%EOF" not in data[-_PDF_TAIL:]:
        raise Unacceptable(_CUT_OFF)


_OFFICE = "an archive of office"
#: What a part declared as such makes the archive; whatever has macros declares something else.
_MAIN_PARTS = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (DOCX, "word/"),
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (XLSX, "xl/"),
}
_OVERRIDE = re.compile(rb"<Override\b[^<>]*>")
_ATTRIBUTE = re.compile(rb"""(PartName|ContentType)\s*=\s*["']([^"']*)["']""")
_ACTIVE = re.compile(r"vbaproject|vbadata|/activex/|macrosheets/|\.(exe|dll|js|vbs|hta|scr|bat|cmd|ps1|lnk)$")


def _check_zip(data: bytes) -> None:
    """The directory is small, ends where the file ends, and begins where it says: nothing before, nothing after."""
    end = _archive_end(data)
    if end is None:
        raise Unacceptable(_CUT_OFF)
    entries, length, start, comment = struct.unpack_from("<HIIH", data, end + 10)
    if entries > _MAX_ENTRIES or length > _MAX_DIRECTORY:
        raise Unacceptable("文件内部结构过于复杂,不能接受")
    if end + 22 + comment != len(data) or start + length != end:
        raise Unacceptable(_TWO_THINGS)


def _office_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names or "_rels/.rels" not in names:
                raise Unacceptable(_UNKNOWN)
            _check_entries(entries, len(data))
            with archive.open("[Content_Types].xml") as part:
                types = part.read(_MAX_TYPES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unacceptable(_CUT_OFF) from error
    if len(types) > _MAX_TYPES:
        raise Unacceptable("文件内部结构过于复杂,不能接受")
    return _declared(types, names)


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise Unacceptable(_TWO_THINGS)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unacceptable("文件设有密码,不能接受")
    if any(_ACTIVE.search(entry.filename.casefold()) for entry in entries):
        raise Unacceptable("文件含有宏或可执行内容,请另存为不含宏的格式")
    # Parts that overlap pack to more than there is: the mark of an archive made to explode.
    packed, unpacked = sum(e.compress_size for e in entries), sum(e.file_size for e in entries)
    if packed > size or unpacked > _MAX_UNPACKED:
        raise Unacceptable("文件解开后过大,不能接受")


def _declared(types: bytes, names: set[str]) -> str:
    """The type whose main part is declared, once, and is there."""
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Unacceptable("文件含有宏或可执行内容,请另存为不含宏的格式")
    found = []
    for override in _OVERRIDE.findall(types):
        said = dict(_ATTRIBUTE.findall(override))
        known = _MAIN_PARTS.get(said.get(b"ContentType", b""))
        name = said.get(b"PartName", b"").decode("utf-8", "replace").removeprefix("/")
        if known and name in names and name.startswith(known[1]):
            found.append(known[0])
    if len(found) != 1:
        raise Unacceptable(_UNKNOWN)
    return found[0]
