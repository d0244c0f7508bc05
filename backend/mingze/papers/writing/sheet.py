"""The ledger as XLSX, written row by row: a hundred thousand findings never lie in memory together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from mingze.papers.writing.model import LedgerRow
from mingze.papers.writing.text import lines_of
from mingze.papers.writing.wording import measure_parts, measure_text

SHEET = "问题台账"
LAST_ROW = 1_048_576
"""What a sheet holds, its header included."""
LONGEST = 32_767
"""Characters in a cell."""
_CUT = "……（超出单元格上限，全文见系统）"
_RISKY = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants a naive time; fixed, for the same bytes every time

Value = str | int | float | date | None


class LedgerTooLongError(ValueError):
    """More rows than one sheet holds."""


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    width: float
    value: Callable[[LedgerRow], Value]


def _measures(row: LedgerRow) -> str:
    return measure_text(measure_parts(row.measures))


def _names(names: Sequence[str]) -> str:
    return "、".join(names)


COLUMNS: tuple[_Column, ...] = (
    _Column("序号", 6, lambda row: row.ordinal),
    _Column("系统编号", 14, lambda row: row.code),
    _Column("所属部分", 14, lambda row: row.section),
    _Column("问题类别", 24, lambda row: row.group),
    _Column("文中编号", 9, lambda row: row.number),
    _Column("问题", 48, lambda row: row.problem),
    _Column("整改措施", 56, _measures),
    _Column("整改进展", 56, lambda row: row.progress),
    _Column("完成情况", 14, lambda row: row.status),
    _Column("责任领导", 12, lambda row: row.leader),
    _Column("责任单位", 24, lambda row: _names(row.units)),
    _Column("配合单位", 24, lambda row: _names(row.cooperating)),
    _Column("督办单位", 24, lambda row: _names(row.supervising)),
    _Column("具体承办人", 12, lambda row: row.person),
    _Column("完成时限", 13, lambda row: row.due_on),
    _Column("重点问题", 10, lambda row: "是" if row.key_matter else "否"),
    _Column("严重程度", 10, lambda row: row.severity),
    _Column("办理状态", 12, lambda row: row.work_state),
    _Column("销号状态", 12, lambda row: row.closure_state),
    _Column("预警", 8, lambda row: row.light),
    _Column("涉及金额（元）", 16, lambda row: row.amount),
    _Column("标签", 20, lambda row: _names(row.tags)),
    _Column("问题来源", 30, lambda row: row.source),
)


@dataclass(frozen=True, slots=True)
class _Looks:
    header: Format
    text: Format
    quoted: Format
    day: Format
    whole: Format
    money: Format


def ledger_xlsx(rows: Iterable[LedgerRow], path: Path | str) -> int:
    """Write the ledger to `path` and return how many rows it has.

    Raises `LedgerTooLongError` where the rows do not fit one sheet.
    """
    try:
        with Workbook(str(path), {"constant_memory": True}) as book:
            return _fill(book, rows)
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
        if count >= LAST_ROW:
            raise LedgerTooLongError(f"台账超过 {LAST_ROW - 1} 行，请缩小筛选范围后分次导出")
        for place, column in enumerate(COLUMNS):
            _write(sheet, looks, (count, place), column.value(row))
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    return count


def _looks(book: Workbook) -> _Looks:
    cell = {
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#BFBFBF",
        "font_name": "宋体",
        "font_size": 11,
    }
    header = cell | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}
    return _Looks(
        header=book.add_format(header),
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
