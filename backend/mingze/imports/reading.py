"""Reading an uploaded file within limits, in a process of its own; why it cannot be read, as a problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from mingze.kit.limited import Slots
from mingze.kit.problems import Invalid, Problem, TooLarge, Unsupported, refuse_field
from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read_limited

MEDIA_TYPES: Mapping[str, str] = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".wps": "application/vnd.ms-works",
    ".rtf": "application/rtf",
    ".xls": "application/vnd.ms-excel",
    ".et": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".mht": "multipart/related",
}
ACCEPTED = "DOCX、DOC、WPS、RTF、PDF(有文字层)、XLSX、XLS、ET、ODS、CSV、TXT、MD、HTML、MHT"
_UNSUPPORTED = frozenset(
    {"unsupported_type", "type_mismatch", "encrypted_or_old", "unknown_encoding", "no_converter"}
)
_TOO_LARGE = frozenset({"timeout", "memory", "too_large"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and with how much memory one file may be read, and how many at once."""

    seconds: float
    memory: int
    slots: Slots


async def read_document(name: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """The reader's answer with its text. Unsupported, TooLarge, Invalid or Unavailable where there is none."""
    try:
        async with limits.slots.taken():
            answer = await read_limited(
                name, data, with_text=True, seconds=limits.seconds, memory=limits.memory
            )
    except UnreadableDocument as error:
        raise _problem(error) from error
    try:
        answer["text"].encode()
    except UnicodeEncodeError as error:
        raise refuse_field("/body/file", "文件中有无法识别的字符,请另存为 UTF-8 后再试") from error
    return answer


def media_type_of(name: str) -> str:
    return MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")


def _problem(error: UnreadableDocument) -> Problem:
    if error.code in _UNSUPPORTED:
        return Unsupported(error.message)
    if error.code in _TOO_LARGE:
        return TooLarge(error.message)
    refused: Invalid = refuse_field("/body/file", error.message)
    return refused
