"""The rows of one table, as they are loaded in bulk."""

from dataclasses import dataclass, field
from typing import Any

Row = tuple[Any, ...]


@dataclass(slots=True)
class Rows:
    """Column names, and the rows."""

    table: str
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
