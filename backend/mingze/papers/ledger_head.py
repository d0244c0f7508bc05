"""The head of a ledger: which column holds what, told by names in one row or in two or three, one above the other.

Names come first; where they leave a choice the cells below decide: a column of states is the status whatever it is
called, a column of numbers holds no problems, and a table without any duty or progress that counts is a statistic.
"""

import re
from dataclasses import dataclass
from statistics import mean

from mingze.papers.answer import Span
from mingze.papers.columns import Fit, column_of, fit_of, is_count, is_word_of_status
from mingze.papers.extracted import Cell, Table
from mingze.papers.labels import FieldName
from mingze.papers.source import one_width

__all__ = ["Head", "column_of", "head_of"]

# Above it stand the title, who filled the table in, and when.
_HEAD_ROWS = 12
_MOST_ROWS_OF_NAMES = 3
_LONGEST_NAME = 40
_SAMPLE = 60
_MOST_UNDER_ONE = 8
_MOST_OF = 0.6
_LONG_CELL = 25
_TEXT_RICH = 8
# What a row of findings says besides the problem and its place.
_TELLING: frozenset[FieldName] = frozenset({"measures", "progress", "status_text", "owner", "unit", "due"})
_WORST = 99
_FAULT = re.compile(r"问题|隐患|不足|缺陷|违|反馈|差距|短板|风险|薄弱|不合格|不符合|表现|不到位")


@dataclass(frozen=True)
class Head:
    first: int
    last: int
    columns: dict[FieldName, int]
    spans: list[Span]


@dataclass(frozen=True)
class _Column:
    at: int
    fit: Fit | None
    name: Cell | None
    # The words of some cells below the head.
    cells: list[str]

    @property
    def states(self) -> bool:
        told = sum(map(is_word_of_status, self.cells))
        return bool(self.cells) and told >= _MOST_OF * len(self.cells)

    @property
    def length(self) -> float:
        return mean(map(len, self.cells)) if self.cells else 0.0

    @property
    def counts(self) -> bool:
        return bool(self.cells) and all(_is_number(cell) for cell in self.cells)


def head_of(table: Table) -> Head | None:
    """The head of a table of findings: the row, with those that part it, in which most names are known."""
    best: Head | None = None
    for first, row in enumerate(table[:_HEAD_ROWS]):
        if len({cell.span for cell in row if _is_name(cell)}) < 2:
            continue
        last = first
        while last - first + 1 < _MOST_ROWS_OF_NAMES and last + 1 < len(table):
            if not _divides(table[last], table[last + 1]):
                break
            last += 1
        head = _head(table, first, last)
        if head and (best is None or len(head.columns) > len(best.columns)):
            best = head
    return best


def _head(table: Table, first: int, last: int) -> Head | None:
    rows = table[first : last + 1]
    below = [
        row
        for row in table[last + 1 : last + 1 + _SAMPLE]
        if len({cell.span for cell in row if cell.text.strip()}) > 1
    ]
    columns = [_column(rows, below, index) for index in range(max(map(len, rows)))]
    taken: dict[FieldName, _Column] = {}
    ranks: dict[FieldName, int] = {}
    for column in columns:
        fit = _by_its_cells(column)
        if fit and fit.rank < ranks.get(fit.name, _WORST) and _is_own(column, columns):
            taken[fit.name], ranks[fit.name] = column, fit.rank
    _choose_status(columns, taken)
    if "problem" not in taken:
        rich = _rich_unnamed(columns, taken)
        if rich:
            taken["problem"] = rich
    taken.pop("aside", None)
    if "problem" not in taken or len(taken) < 2 or _is_statistic(rows, taken) or _is_task_list(taken):
        return None
    spans = [column.name.span for column in taken.values() if column.name]
    return Head(first, last, {name: column.at for name, column in taken.items()}, spans)


def _column(rows: Table, below: Table, index: int) -> _Column:
    """The lowest name over a column that is known, alone or together with the name above it (责任 over 领导)."""
    over = [cell for row in reversed(rows) if (cell := _cell_over(row, index, row is rows[-1]))]
    over = [cell for at, cell in enumerate(over) if at == 0 or cell.span != over[at - 1].span]
    cells = {
        row[index].span: row[index].text.strip()
        for row in below
        if index < len(row) and row[index].text.strip()
    }
    sample = list(cells.values())
    for cell in over:
        fit = fit_of(cell.text)
        if fit:
            return _Column(index, fit, cell, sample)
        joined = fit_of("".join(one.text for one in reversed(over))) if len(over) > 1 else None
        if joined:
            return _Column(index, joined, cell, sample)
    return _Column(index, None, over[0] if over else None, sample)


def _cell_over(row: list[Cell], index: int, lowest: bool) -> Cell | None:
    """The cell of a row over a column; in a file without merged cells the one to the left reaches over the empty ones."""
    for at in range(min(index, len(row) - 1), max(index - _MOST_UNDER_ONE, -1), -1):
        if row[at].text.strip():
            return row[at]
        if lowest:
            return None
    return None


def _is_own(column: _Column, columns: list[_Column]) -> bool:
    """A cell of the head that reaches over several columns names the first of them."""
    return not any(
        other.at < column.at and other.name and column.name and other.name.span == column.name.span
        for other in columns[max(column.at - 1, 0) : column.at]
    )


def _by_its_cells(column: _Column) -> Fit | None:
    """What a column holds by its name, unless its cells cannot be that."""
    fit = column.fit
    if fit and fit.name == "problem" and (column.counts or column.states):
        return None
    if fit and fit.name == "status_text" and fit.rank and column.length > _LONG_CELL:
        return Fit("progress", fit.rank)
    return fit


def _choose_status(columns: list[_Column], taken: dict[FieldName, _Column]) -> None:
    """A column of states called 落实情况 is the status; one called 完成情况 that holds prose is the progress."""
    told = [column for column in columns if column.fit and column.fit.name in ("progress", "status_text")]
    status = taken.get("status_text")
    if status and status.cells and not status.states and status.length > _LONG_CELL:
        if "progress" not in taken or taken["progress"].states:
            taken["progress"] = status
        del taken["status_text"]
    stating = [column for column in told if column.states]
    if "status_text" not in taken and stating:
        taken["status_text"] = stating[0]
    if taken.get("progress") is taken.get("status_text") or taken.get("progress") in stating:
        prose = [column for column in told if not column.states and column is not taken.get("status_text")]
        taken.pop("progress", None)
        if prose:
            taken["progress"] = prose[0]


def _rich_unnamed(columns: list[_Column], taken: dict[FieldName, _Column]) -> _Column | None:
    """The one column of texts without a known name, in a table that tells of rectification in several columns."""
    telling = [name for name in taken if name in _TELLING]
    about = any(column.name and "整改" in column.name.text for column in columns)
    rich = [
        column for column in columns if column.fit is None and column.name and column.length >= _TEXT_RICH
    ]
    return rich[0] if len(rich) == 1 and len(telling) >= 2 and about and not rich[0].counts else None


def _is_statistic(rows: Table, taken: dict[FieldName, _Column]) -> bool:
    counting = any(is_count(cell.text) for row in rows for cell in row if cell.text)
    return counting and not any(
        name in _TELLING and not column.counts and column.cells for name, column in taken.items()
    )


def _is_task_list(taken: dict[FieldName, _Column]) -> bool:
    """重点任务 | 具体内容 | 牵头单位 | 完成时限: what is to be done, with no word of a fault or of how it went."""
    name = taken["problem"].name
    fault = name is not None and _FAULT.search(name.text)
    return not fault and not {"measures", "progress", "status_text"} & taken.keys()


def _is_number(cell: str) -> bool:
    plain = one_width(cell).strip().rstrip("%个件条项家次").replace(".", "", 1).replace(",", "")
    return plain.isdecimal() or plain in ("-", "—", "/")


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
        len(cell.text) <= _LONGEST_NAME // 2 and _is_wide(row, index) for index, cell in own
    )


def _is_wide(row: list[Cell], index: int) -> bool:
    if index >= len(row):
        return False
    cell = row[index]
    beside = [row[at] for at in (index - 1, index + 1) if 0 <= at < len(row)]
    return not cell.text or any(one.span == cell.span or not one.text for one in beside)


def _is_name(cell: Cell) -> bool:
    return bool(cell.text) and len(cell.text) <= _LONGEST_NAME and fit_of(cell.text) is not None
