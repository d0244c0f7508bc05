"""Tables of statistics: cells of real tables, rows of words with blanks between, and tables flattened to one cell a line."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingze.papers.answer import Span
from mingze.papers.extracted import Table
from mingze.papers.outline import Piece
from mingze.papers.source import Source, one_width

_VALUE = re.compile(
    r"(?P<value>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?) ?(?P<unit>%|[万亿]?[\u4e00-\u9fff]{0,2})"
)
_NOTHING = frozenset({"", "-", "—", "——", "/", "\\", "无"})
_WORD = re.compile(r"\S+")
_ORDINAL = re.compile(r"(?:序号|编号|次序|名次|排名)")
_SHARE_HEAD = re.compile(r"(?:占比|比例|比重|百分比|率|%)")
_UNIT_OF_HEAD = re.compile(
    r"[(\[](?:单位:)?(?P<told>[万亿]?[\u4e00-\u9fff]{1,2}|%)[)\]]|(?P<measure>[件人次家户份起宗条项篇个])数"
)
_COUNTS = re.compile(r"(?:数|量|额|率|比|合计|总计|件|次|[(\[][\u4e00-\u9fff%]{1,2}[)\]])")
_LONGEST_ROW = 400
_LONGEST_CELL = 24
_MOST_COLUMNS = 40


@dataclass(frozen=True)
class Value:
    number: int | float
    digits: int
    unit: str
    span: Span


@dataclass(frozen=True)
class Column:
    head: str
    span: Span
    unit: str
    is_share: bool


@dataclass(frozen=True)
class Row:
    """One row: its name and where it stands, and its values by column; None where a cell is empty."""

    name: str
    label: Span
    span: Span
    values: list[Value | None]


@dataclass(frozen=True)
class Grid:
    """Spans point into the extracted text."""

    columns: list[Column]
    rows: list[Row]
    heads: list[Span]

    @property
    def span(self) -> Span:
        spans = [*(row.span for row in self.rows), *self.heads]
        return min(start for start, _ in spans), max(end for _, end in spans)


@dataclass(frozen=True)
class _Cell:
    text: str
    span: Span


def grids_of(source: Source, parts: Sequence[Piece], tables: Sequence[Table]) -> list[Grid]:
    found = [grid for table in tables for grid in _of_table(table)]
    inside = pieces_in(found, source, parts)
    lines = [[] if at in inside else _cells(source, part) for at, part in enumerate(parts)]
    return [*found, *_of_rows(lines), *_of_single_cells(lines)]


def pieces_in(grids: Sequence[Grid], source: Source, parts: Sequence[Piece]) -> set[int]:
    """The pieces that are rows of a table: no reader of sentences may read them."""
    spans = sorted(grid.span for grid in grids)
    starts = [start for start, _ in spans]
    inside: set[int] = set()
    for at, part in enumerate(parts):
        start = source.span(part.start, part.end)[0]
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < spans[index][1]:
            inside.add(at)
    return inside


def _cells(source: Source, part: Piece) -> list[_Cell]:
    if part.end - part.start > _LONGEST_ROW or source.text.find("。", part.start, part.end) >= 0:
        return []
    return [
        _Cell(match[0], source.span(*match.span()))
        for match in _WORD.finditer(source.text, part.start, part.end)
    ][: _MOST_COLUMNS + 1]


def _of_table(table: Table) -> Iterator[Grid]:
    """A real table may hold several: each row without any value begins a new head."""
    rows = [[_Cell(" ".join(one_width(cell.text).split()), cell.span) for cell in row] for row in table]
    head: list[list[_Cell]] = []
    body: list[list[_Cell]] = []
    for row in rows:
        if _is_body(row) and head:
            body.append(row)
            continue
        if body:
            yield from _grid(_joined_head(head), body)
            head, body = [], []
        if head and len(row) > 1 and all(_value(cell) for cell in row):
            yield from _nameless(head, row)
            head = []
            continue
        head.append(row)
    if body:
        yield from _grid(_joined_head(head), body)


def _nameless(head: list[list[_Cell]], row: list[_Cell]) -> Iterator[Grid]:
    """A single row of values: what stands above a group of columns (行政复议) is its name, else each column's head."""
    lowest = _joined_head(head)
    if len(lowest) != len(row) or any(_value(cell) or not cell.text for cell in lowest):
        return
    above = next((one for one in head if len(one) == len(row)), lowest)
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and above[end].span == above[at].span:
            end += 1
        columns = _columns(lowest[at:end])
        cells = row[at:end]
        span = (cells[0].span[0], cells[-1].span[1])
        values = [_value(cell) for cell in cells]
        heads = list(dict.fromkeys([above[at].span, *(cell.span for cell in lowest[at:end])]))
        yield Grid(columns, [Row(above[at].text, above[at].span, span, values)], heads)
        at = end


def _is_body(row: list[_Cell]) -> bool:
    values = [cell for cell in row if _value(cell)]
    return bool(values) and any(cell.text and not _value(cell) for cell in row)


def _joined_head(head: list[list[_Cell]]) -> list[_Cell]:
    """The lowest words of each column: above them stand the heads of groups."""
    width = max(len(row) for row in head)
    full = [row for row in head if len(row) == width]
    return [next((row[at] for row in reversed(full) if row[at].text), full[-1][at]) for at in range(width)]


def _of_rows(lines: list[list[_Cell]]) -> Iterator[Grid]:
    """A line of heads, and under it lines of as many words that are numbers but for the first."""
    at = 0
    while at < len(lines):
        head = lines[at]
        body: list[list[_Cell]] = []
        if 2 <= len(head) <= _MOST_COLUMNS and not any(_value(cell) for cell in head) and _is_head(head):
            while at + 1 + len(body) < len(lines) and _fits_under(head, lines[at + 1 + len(body)]):
                body.append(lines[at + 1 + len(body)])
        if body:
            yield from _grid(head, body)
        at += 1 + len(body)


def _fits_under(head: list[_Cell], row: list[_Cell]) -> bool:
    return len(row) == len(head) and _is_body(row) and _value(row[-1]) is not None


def _of_single_cells(lines: list[list[_Cell]]) -> Iterator[Grid]:
    """One cell a line: as many heads as the first row has cells, then rows of a name and its numbers."""
    single = [
        cells[0] if len(cells) == 1 and len(cells[0].text) <= _LONGEST_CELL else None for cells in lines
    ]
    at = 0
    while at < len(single):
        width = _row_width(single, at)
        heads = single[at - width : at] if width and at >= width else []
        cells = [cell for cell in heads if cell is not None and not _value(cell)]
        if not width or len(cells) != width or not _is_head(cells):
            at += 1
            continue
        body: list[list[_Cell]] = []
        while row := _row_at(single, at, width):
            at += len([cell for cell in row if cell.text])
            body.append(row)
        yield from _grid(cells, body)


def _row_at(single: list[_Cell | None], at: int, width: int) -> list[_Cell]:
    """The row that begins at a line; a sum at the end of a numbered table has no number."""
    found = _row_width(single, at)
    row = [cell for cell in single[at : at + found] if cell is not None]
    if found == width - 1 and _value(row[0]) is None:
        return [_Cell("", (row[0].span[0], row[0].span[0])), *row]
    return row if found == width else []


def _row_width(single: list[_Cell | None], at: int) -> int:
    """How many cells the row has that begins at a line: a name, perhaps after its number, and its values."""
    end = at
    first = single[at] if at < len(single) else None
    number = _value(first) if first is not None else None
    if number:
        end += 1
    name = single[end] if end < len(single) else None
    if name is None or _value(name):
        return 0
    end += 1
    start = end
    while end < len(single) and end - at <= _MOST_COLUMNS:
        cell = single[end]
        if cell is None or not (_value(cell) or cell.text in _NOTHING):
            break
        end += 1
    numbered = number is not None or end - start == 1
    if end > start and numbered and _numbers_row(single, end - 1, number.number + 1 if number else 1):
        end -= 1
    return end - at if end > start else 0


def _numbers_row(single: list[_Cell | None], at: int, number: float) -> bool:
    """Whether the value at a line is the number of the next row, not the last value of this one."""
    cell, following = single[at], single[at + 1] if at + 1 < len(single) else None
    value = _value(cell) if cell is not None else None
    if value is None or following is None or _value(following):
        return False
    return value.number == number and not value.digits


def _is_head(cells: list[_Cell]) -> bool:
    return any(_COUNTS.search(cell.text) for cell in cells[1:]) and not any(
        "。" in cell.text or "," in cell.text for cell in cells
    )


def _grid(head: list[_Cell], body: list[list[_Cell]]) -> Iterator[Grid]:
    width = len(head)
    body = [row for row in body if len(row) == width]
    named = [_ORDINAL.match(cell.text) is None for cell in head]
    numeric = [
        at
        for at in range(width)
        if named[at] and any(_value(row[at]) for row in body) and all(_is_filled(row[at]) for row in body)
    ]
    names = [at for at in range(numeric[0] if numeric else 0) if named[at] and at not in numeric]
    if not numeric or not names or not any(_COUNTS.search(head[at].text) for at in numeric):
        return
    columns = _columns([head[at] for at in numeric])
    rows = []
    for row in body:
        name = next((row[at] for at in reversed(names) if row[at].text not in _NOTHING), None)
        if name is not None:
            cells = [row[at] for at in numeric]
            span = (name.span[0], max(name.span[1], *(cell.span[1] for cell in cells)))
            rows.append(Row(name.text, name.span, span, [_value(cell) for cell in cells]))
    if rows:
        yield Grid(columns, rows, [cell.span for cell in head])


def _is_filled(cell: _Cell) -> bool:
    return cell.text in _NOTHING or _value(cell) is not None


def _columns(head: list[_Cell]) -> list[Column]:
    units = [_unit_of(cell.text) for cell in head]
    common = next((unit for unit in units if unit), "")
    return [
        Column(
            cell.text,
            cell.span,
            "%" if _SHARE_HEAD.search(cell.text) else unit or common,
            bool(_SHARE_HEAD.search(cell.text)),
        )
        for cell, unit in zip(head, units, strict=True)
    ]


def _unit_of(head: str) -> str:
    match = _UNIT_OF_HEAD.search(head)
    return (match["told"] or match["measure"]) if match else ""


def _value(cell: _Cell) -> Value | None:
    match = _VALUE.fullmatch(cell.text) if len(cell.text) <= _LONGEST_CELL else None
    if match is None:
        return None
    printed = match["value"].replace(",", "")
    _, _, fraction = printed.partition(".")
    number = float(printed) if fraction else int(printed)
    return Value(number, len(fraction), match["unit"], cell.span)
