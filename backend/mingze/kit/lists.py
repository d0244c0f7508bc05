"""A list in a file, row by row: pure shapes. How a file is read stands in `list_reading.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: in which field of ours, and why."""

    field: str | None
    message: str


@dataclass(slots=True)
class Given:
    """A row of the file: its number, its cells by field, and the fields that are reckoned in the file.

    `faults`: what was found wrong when its cells were understood.
    """

    row: int
    cells: Mapping[str, str]
    formulas: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a file says: its rows by field, the headers nobody knows, and those that are known by field."""

    rows: list[Given]
    ignored: list[str]
    headers: Mapping[str, str]
