"""Files that Pillow alone does not make."""

import base64
import io
import struct
import zlib

import pypdfium2 as pdfium  # type: ignore[import-untyped]

#: 48 × 64 pixels standing upright, left half blue, stored lying down; with EXIF (a place in it) and XMP.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAhJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "AEZpbG9jAAAAAERAAAMAAQAAAAACNgABAAAAAAAAAEAAAgAAAAACdgABAAAAAAAAAKoAAwAAAAADIAABAAAAAAAAACEAAABiaWlu"
    "ZgAAAAAAAwAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABtaW1lAGFwcGxp"
    "Y2F0aW9uL3JkZit4bWwAAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAA"
    "DwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAA"
    "AwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAA"
    "AAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEAAQaBAgMFhIYAAAAoaXJl"
    "ZgAAAAAAAAAOY2RzYwACAAEAAQAAAA5jZHNjAAMAAQABAAABE21kYXQAAAA8KAGvWOb06r//8QD5H5T0/+jy/V/9Kvr/uMPr+ngV"
    "aV9tHbPIwkdyrBEyUFv39uIPBQjPAjeMOEgu9FrAAAAABkV4aWYAAE1NACoAAAAIAAMBDwACAAAACAAAADIBEgADAAAAAQAGAACI"
    "JQAEAAAAAQAAADoAAAAAVGVzdENhbQAABAABAAIAAAACTgAAAAACAAUAAAADAAAAcAADAAIAAAACRQAAAAAEAAUAAAADAAAAiAAA"
    "AAAAAAAeAAAAAQAAAA8AAAABAAAAAAAAAAEAAAB4AAAAAQAAAAkAAAABAAAAAAAAAAE8eDp4bXBtZXRhPnNlY3JldC14bXA8L3g6"
    "eG1wbWV0YT4="
)


def pdf(pages: int = 1, width: float = 595, height: float = 842) -> bytes:
    """So many empty pages."""
    made = io.BytesIO()
    with pdfium.PdfDocument.new() as document:
        for _ in range(pages):
            document.new_page(width, height)
        document.save(made)
    return made.getvalue()


PDF = pdf()


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes and many pixels."""
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(b"\0" * (width + 1)) for _ in range(height)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
