"""A list in a file (XLSX, CSV): read in a process with limits, its rows by the fields that its headers mean."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from mingze.kit.limited import LimitedError, run_limited
from mingze.kit.lists import Given, Listed
from mingze.kit.problems import Problem, TooLarge, Unsupported, refuse_field

MAX_BYTES = 10_000_000
_SUFFIXES = frozenset({".xlsx", ".csv"})
_UNSUPPORTED = frozenset({"type_mismatch", "unknown_encoding"})
_TOO_LARGE = frozenset({"timeout", "memory", "too_large"})


async def read_list(
    reader: str,
    field_of: Callable[[str], str | None],
    name: str,
    data: bytes,
    *,
    seconds: float,
    memory: int,
) -> Listed:
    """The rows of the file, read by the module `reader` in a process of its own.

    Unsupported, TooLarge or Invalid (/body/file) where it is no such list.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise Unsupported("只支持 .xlsx 和 .csv 文件")
    try:
        answer = await run_limited(reader, [suffix], stdin=data, timeout=seconds, memory=memory)
    except LimitedError as error:
        raise _problem(error) from error
    return _listed(answer, field_of)


def _problem(error: LimitedError) -> Problem:
    if error.code in _UNSUPPORTED:
        return Unsupported(error.message)
    if error.code in _TOO_LARGE:
        return TooLarge(error.message)
    return refuse_field("/body/file", error.message)


def _listed(answer: Mapping[str, Any], field_of: Callable[[str], str | None]) -> Listed:
    fields: dict[int, str] = {}
    headers: dict[str, str] = {}
    ignored: list[str] = []
    for column, header in enumerate(answer["header"]):
        name = field_of(header)
        if name is not None and name in headers:
            raise refuse_field("/body/file", f"“{headers[name]}”和“{header}”两列含义相同,请只留一列")
        if name is not None:
            fields[column], headers[name] = name, header
        elif header:
            ignored.append(header[:60])
    rows = [
        Given(
            row["row"],
            {name: row["cells"][column] for column, name in fields.items() if column < len(row["cells"])},
            frozenset(fields[column] for column in row["formulas"] if column in fields),
        )
        for row in answer["rows"]
    ]
    return Listed([row for row in rows if any(row.cells.values()) or row.formulas], ignored, headers)
