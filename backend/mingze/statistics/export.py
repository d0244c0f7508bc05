"""A table of statistics as XLSX, with what it counts and how its rates were computed written beneath it."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from mingze.statistics.schemas import ComplaintStatistics, CountsView, StatisticsRow
from mingze.statistics.vocabulary import DIMENSION_LABELS
from mingze.units.file_reading import RISKY

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants a naive time; fixed, for the same bytes every time
_FIGURES: Sequence[tuple[str, str]] = (
    ("matters", "事项数"),
    ("merged", "并案"),
    ("first", "初次"),
    ("repeat", "重复"),
    ("from_superior", "上级交办"),
    ("in_time", "按期答复"),
    ("late", "逾期"),
    ("not_due", "未到期"),
    ("no_clock", "无答复时限"),
    ("in_time_rate", "按期率(%)"),
    ("resolved", "已解决"),
    ("not_resolved", "未解决"),
    ("resolved_rate", "解决率(%)"),
    ("satisfied", "满意"),
    ("mostly_satisfied", "基本满意"),
    ("dissatisfied", "不满意"),
    ("satisfied_rate", "满意率(%)"),
)
Cell = str | int | float | None


def statistics_xlsx(said: ComplaintStatistics) -> bytes:
    target = io.BytesIO()
    name = f"按{DIMENSION_LABELS[said.by]}统计"
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": name, "created": _MADE})
        sheet = book.add_worksheet(name)
        bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        quoted = book.add_format({"quote_prefix": True})
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 4 + len(_FIGURES), 10)
        for number, row in enumerate(_lines(said, name)):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    head = bold if number == _HEAD_ROW else None
                    sheet.write_string(number, place, cell, quoted if cell.startswith(RISKY) else head)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
        sheet.freeze_panes(_HEAD_ROW + 1, 1)
    return target.getvalue()


_HEAD_ROW = 2


def _lines(said: ComplaintStatistics, name: str) -> Iterator[Sequence[Cell]]:
    where = f"{said.unit.name},含下级" if said.unit else "本人可见范围"
    yield [f"投诉信访{name}"]
    yield [f"{said.span.first}至{said.span.last}({where});上年同期{said.before.first}至{said.before.last}"]
    figures = [label for _, label in _FIGURES]
    yield [DIMENSION_LABELS[said.by], "件次", "上年同期", "增减", "同比(%)", *figures]
    for row in said.rows:
        yield _line(row)
    yield [
        "合计",
        said.total.count,
        said.total_before.count,
        said.change,
        said.change_rate,
        *_figures(said.total),
    ]
    yield []
    yield ["基数:" + said.base_words]
    yield ["比率:" + said.rate_words]


def _line(row: StatisticsRow) -> Sequence[Cell]:
    return [row.label, row.now.count, row.before_count, row.change, row.change_rate, *_figures(row.now)]


def _figures(counts: CountsView) -> list[Cell]:
    return [getattr(counts, name) for name, _ in _FIGURES]
