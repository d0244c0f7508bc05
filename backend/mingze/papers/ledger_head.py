"""The head of a ledger: which column holds what, told by names in one row or in two or three, one above the other."""

from dataclasses import dataclass

from mingze.papers.answer import Span
from mingze.papers.extracted import Cell, Table
from mingze.papers.labels import FIELD_OF_COLUMN, FieldName
from mingze.papers.source import one_width

# Above it stand the title, who filled the table in, and when.
_HEAD_ROWS = 12
_MOST_ROWS_OF_NAMES = 3
_LONGEST_NAME = 20


@dataclass(frozen=True)
class Head:
    first: int
    last: int
    columns: dict[FieldName, int]
    spans: list[Span]


def head_of(table: Table) -> Head | None:
    """The head of a table that has a column of problems and one more that is known."""
    for first, row in enumerate(table[:_HEAD_ROWS]):
        if not any(map(_is_name, row)):
            continue
        last = first
        while last - first + 1 < _MOST_ROWS_OF_NAMES and last + 1 < len(table):
            if not _divides(table[last], table[last + 1]):
                break
            last += 1
        columns, spans = _named(table[first : last + 1])
        if "problem" in columns and len(columns) >= 2:
            return Head(first, last, columns, spans)
    return None


def _named(rows: Table) -> tuple[dict[FieldName, int], list[Span]]:
    """The lowest name over a column that is known; of two columns with one name the first."""
    columns: dict[FieldName, int] = {}
    spans: list[Span] = []
    for index in range(max(map(len, rows))):
        over = [row[index] for row in reversed(rows) if index < len(row)]
        named = next((cell for cell in over if _is_name(cell)), None)
        name = column_of(named.text) if named else None
        if named and name and name not in columns:
            columns[name] = index
            spans.append(named.span)
    return columns, spans


def _divides(row: list[Cell], under: list[Cell]) -> bool:
    """Whether the second row parts the first: short names under cells that reach over several columns.

    Tables without merged cells (CSV) leave the places empty that such a cell reaches over.
    """
    own = [
        (index, cell)
        for index, cell in enumerate(under)
        if cell.text and not (index < len(row) and cell.span == row[index].span)
    ]
    return any(_is_name(cell) for _, cell in own) and all(
        len(cell.text) <= _LONGEST_NAME and _is_wide(row, index) for index, cell in own
    )


def _is_wide(row: list[Cell], index: int) -> bool:
    if index >= len(row):
        return False
    cell = row[index]
    beside = [row[at] for at in (index - 1, index + 1) if 0 <= at < len(row)]
    return not cell.text or any(one.span == cell.span or not one.text for one in beside)


def _is_name(cell: Cell) -> bool:
    return len(cell.text) <= _LONGEST_NAME and column_of(cell.text) is not None


def column_of(head: str) -> FieldName | None:
    plain = "".join(one_width(head).split()).rstrip(":")
    bracket = plain.find("(")
    return FIELD_OF_COLUMN.get(plain) or FIELD_OF_COLUMN.get(plain[:bracket] if bracket > 0 else "")
