"""`python -m mingze.units.file_reading SUFFIX`: reads a list of units from standard input, prints its rows as JSON.

Run in a process of its own (`kit/limited.py`): the file is a stranger's.
"""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from mingze.kit.limited import REFUSED
from mingze.units.columns import header_row

MOST_ROWS = 20_000
_MOST_COLUMNS = 60
_MOST_CELLS = 4_000_000
#: A title and remarks may stand above the header.
_ABOVE = 20
_MOST_UNPACKED = 128 * 1024 * 1024
_MOST_ENTRIES = 2_000
#: What would begin a formula in a spreadsheet; the last four are wide forms, which Excel takes for the narrow ones.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class CannotRead(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list is called, how its header is known among its rows, and what is said where there is none."""

    name: str
    header_row: Callable[[Sequence[Sequence[str]]], int | None]
    no_header: str


UNITS = ListKind("机构名录", header_row, "没有找到表头:须有“单位编码”和“单位名称”两列")


@dataclass(slots=True)
class Grid:
    """Cells by row; `numbers` are the rows' numbers in the file, from 1; `formulas` are (row, column) from 0."""

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def read(suffix: str, data: bytes, kind: ListKind = UNITS) -> dict[str, Any]:
    grid = _xlsx(data, kind) if suffix == ".xlsx" else _csv(data, kind)
    at = kind.header_row(grid.rows[: _ABOVE + 1])
    if at is None:
        raise CannotRead("no_header", kind.no_header)
    if len(grid.rows) - at - 1 > MOST_ROWS:
        raise CannotRead("too_large", f"超过 {MOST_ROWS} 行,请分成几个文件")
    formulas: dict[int, list[int]] = {}
    for row, column in sorted(grid.formulas):
        formulas.setdefault(row + 1, []).append(column)
    return {
        "header": grid.rows[at],
        "rows": [
            {
                "row": grid.numbers[index],
                "cells": grid.rows[index],
                "formulas": formulas.get(grid.numbers[index], []),
            }
            for index in range(at + 1, len(grid.rows))
        ],
    }


def _keep(grid: Grid, number: int, cells: list[str], kind: ListKind) -> None:
    """Keep a row that is not blank: sheets are often formatted far below their last row."""
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        return
    if len(cells) > _MOST_COLUMNS:
        raise CannotRead("too_large", f"超过 {_MOST_COLUMNS} 列,不像{kind.name}")
    if len(grid.rows) > MOST_ROWS + _ABOVE:
        raise CannotRead("too_large", f"超过 {MOST_ROWS} 行,请分成几个文件")
    grid.rows.append(cells)
    grid.numbers.append(number)


# --- XLSX -------------------------------------------------------------------------------------------------


def _xlsx(data: bytes, kind: ListKind) -> Grid:
    _check_archive(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, _ in enumerate(book.sheet_names):
            grid = _sheet(book, index, kind)
            if kind.header_row(grid.rows[: _ABOVE + 1]) is not None:
                grid.formulas = set(_formulas(data, index))
                return grid
    except (CalamineError, ValueError, OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise CannotRead("damaged", "文件已损坏或已加密,无法打开") from error
    return Grid()


def _sheet(book: CalamineWorkbook, index: int, kind: ListKind) -> Grid:
    sheet = book.get_sheet_by_index(index)
    if (sheet.total_height + 1) * (sheet.total_width + 1) > _MOST_CELLS:
        raise CannotRead("too_large", f"工作表“{sheet.name}”过大")
    cells = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (first, west), (last, east) in sheet.merged_cell_ranges or []:
        _fill_merged(cells, first, west, last, east)
    grid = Grid()
    for number, row in enumerate(cells, start=1):
        _keep(grid, number, row, kind)
    return grid


def _fill_merged(cells: list[list[str]], first: int, west: int, last: int, east: int) -> None:
    """What is written once over several rows holds for each of them. A title over columns stays one cell."""
    if first >= len(cells) or west >= len(cells[first]) or last == first:
        return
    for row in cells[first + 1 : last + 1]:
        for column in range(west, min(east + 1, len(row))):
            row[column] = cells[first][west]


def _formulas(data: bytes, index: int) -> Iterator[tuple[int, int]]:
    """Where a cell is reckoned: the value that was kept with it may be old, or anybody's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_sheet_part(archive, index)) as part:
        for _, element in etree.iterparse(
            part, events=("end",), tag=(f"{_SPREADSHEET}f", f"{_SPREADSHEET}c"), resolve_entities=False
        ):
            if element.tag == f"{_SPREADSHEET}f":
                cell = element.getparent()
                place = cell.get("r", "") if cell is not None else ""
                if place:
                    yield _row_and_column(place)
            else:
                element.clear(keep_tail=False)


def _sheet_part(archive: zipfile.ZipFile, index: int) -> str:
    relations = {
        relation.get("Id"): relation.get("Target")
        for relation in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    }
    book = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
    sheet = book.findall(f"{_SPREADSHEET}sheets/{_SPREADSHEET}sheet")[index]
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    target = str(relations[sheet.get(key)])
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _row_and_column(place: str) -> tuple[int, int]:
    letters = place.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(place[len(letters) :]) - 1, column - 1


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise CannotRead("damaged", "文件已损坏,无法打开") from error
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise CannotRead("type_mismatch", "文件内容不是 .xlsx 格式")
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise CannotRead("too_large", "文件解压后过大,拒绝读取")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value).strip()


# --- CSV --------------------------------------------------------------------------------------------------


def _csv(data: bytes, kind: ListKind) -> Grid:
    text = _decoded(data)
    if "\0" in text:
        raise CannotRead("type_mismatch", "文件内容不是 CSV 文本")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    grid = Grid()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    try:
        for cells in reader:
            _keep(grid, number, [_unquoted(cell, grid, number, i) for i, cell in enumerate(cells)], kind)
            number = reader.line_num + 1
    except csv.Error as error:
        raise CannotRead("damaged", f"第 {reader.line_num} 行不是 CSV 格式") from error
    return grid


def _unquoted(cell: str, grid: Grid, number: int, column: int) -> str:
    """Text as it was before the apostrophe that keeps spreadsheets from reckoning it; else a formula is noted."""
    if cell.startswith("'") and cell[1:].startswith((*RISKY, "'")):
        return cell[1:].strip()
    if cell.startswith("=") and len(cell) > 1:
        grid.formulas.add((number - 1, column))
    return cell.strip()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead("unknown_encoding", "无法识别文字编码,请另存为 UTF-8 或 GB18030 的 CSV")


def main(kind: ListKind = UNITS) -> int:
    csv.field_size_limit(100_000)
    try:
        answer = read(sys.argv[1], sys.stdin.buffer.read(), kind)
    except CannotRead as error:
        sys.stdout.write(json.dumps({"code": error.code, "message": error.message}))
        return REFUSED
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
