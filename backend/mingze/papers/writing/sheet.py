"""The ledger as XLSX, written row by row: a hundred thousand findings never lie in memory together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from pathlib import Path

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from mingze.papers.writing import page
from mingze.papers.writing.columns import COLUMNS, ListForm, Value, head_rows
from mingze.papers.writing.listing import LedgerTooLongError, ListData, caption_of, lines, title_of
from mingze.papers.writing.model import LedgerRow
from mingze.papers.writing.text import lines_of

SHEET = "问题台账"
LAST_ROW = 1_048_576
"""What a sheet holds, its header included."""
LONGEST = 32_767
"""Characters in a cell."""
_CUT = "……（超出单元格上限，全文见系统）"
_RISKY = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FACE = "宋体"
_ACROSS, _LINE = 130.0, 16
"""Widths of a digit in the columns of a list together; points in a line of it."""
_HIGHEST = 409
"""Points that Excel allows a row."""
_LONGEST_PROPERTY = 255
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants a naive time; fixed, for the same bytes every time


@dataclass(frozen=True, slots=True)
class _Looks:
    header: Format
    group: Format
    text: Format
    quoted: Format
    day: Format
    whole: Format
    money: Format


def ledger_xlsx(rows: Iterable[LedgerRow], path: Path | str) -> int:
    """Write the whole ledger, every column, to `path` and return how many rows it has.

    Raises `LedgerTooLongError` where the rows do not fit one sheet.
    """
    return _written(path, lambda book: _fill(book, rows))


def list_xlsx(data: ListData, path: Path | str, form: ListForm) -> int:
    """Write one of the lists, ready to be printed, to `path` and return how many findings it has.

    Raises `LedgerTooLongError` where the rows do not fit one sheet.
    """
    return _written(path, lambda book: _fill_list(book, data, form))


def _written(path: Path | str, fill: Callable[[Workbook], int]) -> int:
    try:
        with Workbook(str(path), {"constant_memory": True}) as book:
            return fill(book)
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise


def _fill(book: Workbook, rows: Iterable[LedgerRow]) -> int:
    count = 0
    book.set_properties({"title": SHEET, "created": _MADE})
    book.set_size(2400, 1600)
    looks = _looks(book)
    sheet = book.add_worksheet(SHEET)
    _set_up(sheet, looks)
    for count, row in enumerate(rows, start=1):
        _check_room(count)
        for place, column in enumerate(COLUMNS):
            _write(sheet, looks, (count, place), column.value(row))
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    return count


def _check_room(row: int) -> None:
    if row >= LAST_ROW:
        raise LedgerTooLongError(f"台账超过 {LAST_ROW - 1} 行，请缩小筛选范围后分次导出")


def _fill_list(book: Workbook, data: ListData, form: ListForm) -> int:
    title = title_of(data, form)
    book.set_properties({"title": title[:_LONGEST_PROPERTY], "created": _MADE})
    book.set_size(2400, 1600)
    looks = _looks(book)
    sheet = book.add_worksheet(form.name)
    widths = [place.share / sum(place.share for place in form.places) * _ACROSS for place in form.places]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, round(width, 1))
    at = _set_up_list(book, sheet, data, form)
    last = len(form.places) - 1
    count = 0
    for line in lines(data, form):
        _check_room(at)
        if isinstance(line, str):
            text = _cell_text(line)
            sheet.set_row(at, _LINE * ceil(page.width(text) * 2 / _ACROSS))
            _across(sheet, at, last, text, looks.group)
        else:
            count += 1
            sheet.set_row(at, _height(line, widths))
            for column, value in enumerate(line):
                _write(sheet, looks, (at, column), value)
        at += 1
    return count


def _set_up_list(book: Workbook, sheet: Worksheet, data: ListData, form: ListForm) -> int:
    """Title, caption, head and the page; returns the first row under the head."""
    last = len(form.places) - 1
    sheet.set_row(0, 40)
    title = {"align": "center", "valign": "vcenter", "font_name": page.BIAOSONG.name, "font_size": 20}
    _across(sheet, 0, last, title_of(data, form), book.add_format(title))
    left, right = caption_of(data)
    top = 1
    if left or right:
        small = {"font_name": _FACE, "font_size": 11, "valign": "vcenter"}
        sheet.set_row(1, 20)
        _across(sheet, 1, last, "　　".join(text for text in (left, right) if text), book.add_format(small))
        top = 2
    below = _write_head(sheet, head_rows(form), top, _looks(book).header)
    sheet.freeze_panes(below, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top, below - 1)
    sheet.set_footer('&C&"宋体"&14— &P —')
    return below


def _height(line: list[Value], widths: list[float]) -> float:
    """High enough for the longest cell: not every program that prints a sheet works that out by itself."""
    lines_of_longest = max(
        (
            sum(ceil(page.width(part) * 2 / (width - 2)) or 1 for part in str(value).split("\n"))
            for value, width in zip(line, widths, strict=True)
            if value is not None
        ),
        default=1,
    )
    return min(lines_of_longest * _LINE, _HIGHEST)


def _write_head(sheet: Worksheet, rows: list[list[tuple[int, str]]], top: int, look: Format) -> int:
    """The head row by row. Cells that reach down are merged by hand: what merges writes a row that is gone by then."""
    down: list[int] = []
    for at, row in enumerate(rows, start=top):
        sheet.set_row(at, 28)
        column = 0
        for across, words in row:
            if across > 1:
                sheet.merge_range(at, column, at, column + across - 1, words, look)
            elif words:
                sheet.write_string(at, column, words, look)
            else:
                sheet.write_blank(at, column, None, look)
                down.append(column)
            column += across
    for column in down:
        sheet.merge.append([top, column, top + 1, column])
    return top + len(rows)


def _across(sheet: Worksheet, row: int, last: int, text: str, look: Format) -> None:
    """Text in one cell over the whole row; written apart, since merging would take = for a formula."""
    sheet.merge_range(row, 0, row, last, "", look)
    sheet.write_string(row, 0, _cell_text(text), look)


def _looks(book: Workbook) -> _Looks:
    cell = {
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#BFBFBF",
        "font_name": _FACE,
        "font_size": 11,
    }
    header = cell | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}
    return _Looks(
        header=book.add_format(header),
        group=book.add_format(cell | {"bold": True, "valign": "vcenter", "bg_color": "#F2F2F2"}),
        text=book.add_format(cell),
        quoted=book.add_format(cell | {"quote_prefix": True}),
        day=book.add_format(cell | {"num_format": "yyyy-mm-dd", "align": "center"}),
        whole=book.add_format(cell | {"align": "center"}),
        money=book.add_format(cell | {"num_format": "#,##0.00"}),
    )


def _set_up(sheet: Worksheet, looks: _Looks) -> None:
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
    sheet.set_row(0, 30)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.header, looks.header)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C— &P —")


def _write(sheet: Worksheet, looks: _Looks, at: tuple[int, int], value: Value) -> None:
    """Text is always written as a string: nothing that somebody typed becomes a formula or a link."""
    if value is None or value == "":
        sheet.write_blank(*at, None, looks.text)
    elif isinstance(value, str):
        text = _cell_text(value)
        sheet.write_string(*at, text, looks.quoted if text.startswith(_RISKY) else looks.text)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, looks.day)
    elif isinstance(value, int):
        sheet.write_number(*at, value, looks.whole)
    else:
        sheet.write_number(*at, value, looks.money)


def _cell_text(value: str) -> str:
    text = "\n".join(lines_of(value))
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text  # Excel counts in units of UTF-16
    kept = text.encode("utf-16-le")[: (LONGEST - len(_CUT)) * 2].decode("utf-16-le", errors="ignore")
    return kept + _CUT
