"""Which files are taken as evidence: told by their first bytes, never by their name."""

import re
import unicodedata

_ZIP = b"PK\x03\x04"
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAX_PER_OWNER = 50


def sniff(data: bytes, name: str) -> str | None:
    """The media type of an accepted file; None where the content is of no accepted kind.

    Accepted: JPEG, PNG, WebP, HEIC photos, PDF, DOCX, XLSX.
    """
    head = data[:32]
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1"}:
        return "image/heic"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(_ZIP):
        extension = name.rpartition(".")[2].casefold()
        part = {"docx": b"word/", "xlsx": b"xl/"}.get(extension)
        return _OFFICE[extension] if part and part in data else None
    return None


def clean_name(name: str | None) -> str:
    """A file name without path, control characters or excess: fit to be shown and sent back."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    base = "".join(char for char in base if unicodedata.category(char)[0] != "C").strip(" .")
    if len(base) > 150:
        stem, dot, extension = base.rpartition(".")
        base = f"{stem[:140]}{dot}{extension[:9]}" if dot else base[:150]
    return base or "附件"
