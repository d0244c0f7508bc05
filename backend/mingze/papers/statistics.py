"""What a table of statistics counts: one figure a row, with the columns that divide it or stand beside it."""

import re
from collections.abc import Iterator, Sequence

from mingze.papers.answer import Caution, Figure, Part, Span
from mingze.papers.grids import Column, Grid, Row, Value

_WHOLE_HEAD = re.compile(
    r"(?:承办|受理|收到|收件|交办|转办|登记|来件|工单|诉求|举报|信访|总|合计|数量|件数|人数)"
)
_SUM_HEAD = re.compile(r"(?:总计|合计|总数)")
_SUM_ROW = re.compile(r"(?:合 ?计|总 ?计|总数)")
_DONE_HEAD = re.compile(r"(?:已?办结|办结件?数|结案)")
_OPEN_HEAD = re.compile(r"(?:在办|未办结|办理中|正在办理)")
_OTHER_SUMS = re.compile(r"(?:其中|小计|其)")
_SMALLEST = 1e-6


def figures_of(grid: Grid, text: str) -> Iterator[Figure]:
    whole = _whole_column(grid)
    if whole is None:
        return
    total = _sum_row(grid)
    share = next((at for at, column in enumerate(grid.columns) if "占" in column.head), None)
    for row in grid.rows:
        value = row.values[whole]
        if value is None:
            continue
        rate = row.values[share] if share is not None else None
        of = total.values[whole] if total and row is not total and rate else None
        yield Figure(
            label=text[slice(*row.label)],
            value=value.number,
            unit=_unit(value, grid.columns[whole]),
            text=text[slice(*row.span)],
            parts=_parts(grid, row, whole, total),
            base=Part(total.name, of.number, _unit(of, grid.columns[whole])) if total and of else None,
            rate=float(rate.number) if rate else None,
            span=row.span,
        )


def heads_of(grid: Grid) -> list[Span]:
    return [*grid.heads, *(row.span for row in grid.rows)]


def _whole_column(grid: Grid) -> int | None:
    counted = [at for at, column in enumerate(grid.columns) if not column.is_share]
    summed = [at for at in counted if _SUM_HEAD.search(grid.columns[at].head)]
    return summed[0] if summed else counted[0] if counted else None


def _sum_row(grid: Grid) -> Row | None:
    return next((row for row in reversed(grid.rows) if _SUM_ROW.fullmatch(row.name)), None)


def _parts(grid: Grid, row: Row, whole: int, total: Row | None) -> list[Part]:
    """The other columns; all of them where the first is not what the others divide; of a single column, the rows."""
    beside = [at for at, column in enumerate(grid.columns) if at != whole and "占" not in column.head]
    if not beside:
        others = [one for one in grid.rows if one is not total] if row is total else []
        return [
            Part(one.name, value.number, _unit(value, grid.columns[whole]))
            for one in others
            if (value := one.values[whole])
        ]
    divides = bool(_WHOLE_HEAD.match(grid.columns[whole].head))
    return [
        Part(grid.columns[at].head, value.number, _unit(value, grid.columns[at]))
        for at in ([] if divides else [whole]) + beside
        if (value := row.values[at])
    ]


def _unit(value: Value, column: Column) -> str:
    return value.unit or column.unit


def cautions_of(grid: Grid) -> Iterator[Caution]:
    total = _sum_row(grid)
    rows = [row for row in grid.rows if row is not total]
    if total and len(rows) > 1 and not any(_OTHER_SUMS.match(row.name) for row in rows):
        for at, column in enumerate(grid.columns):
            if not column.is_share:
                yield from _column_sum(column, total, [row.values[at] for row in rows], total.values[at])
    whole = next((at for at, one in enumerate(grid.columns) if _SUM_HEAD.fullmatch(one.head)), None)
    if whole is not None and not any(one.is_share for one in grid.columns):
        for row in grid.rows:
            others = [value for at, value in enumerate(row.values) if at != whole]
            yield from _row_sum(row, row.values[whole], others, "各栏")
        return
    whole, done, open_ = (_column(grid, words) for words in (_WHOLE_HEAD, _DONE_HEAD, _OPEN_HEAD))
    if whole is not None and done is not None and open_ is not None:
        for row in grid.rows:
            told = [row.values[done], row.values[open_]]
            yield from _row_sum(row, row.values[whole], told, "办结与在办")
    if total:
        yield from _share_column(grid, total, rows)


def _column(grid: Grid, words: re.Pattern[str]) -> int | None:
    return next(
        (at for at, one in enumerate(grid.columns) if words.match(one.head) and not one.is_share), None
    )


def _column_sum(
    column: Column, total: Row, values: Sequence[Value | None], printed: Value | None
) -> Iterator[Caution]:
    told = [value for value in values if value]
    if printed is None or len(told) < len(values):
        return
    sum_ = sum(value.number for value in told)
    if abs(sum_ - printed.number) > _tolerance([*told, printed]):
        message = f"“{column.head}”一栏各行相加为{sum_:g},与{total.name}{printed.number:g}不符"
        yield Caution("parts_do_not_sum", message, printed.span)


def _row_sum(row: Row, whole: Value | None, parts: Sequence[Value | None], called: str) -> Iterator[Caution]:
    told = [value for value in parts if value]
    if whole is None or len(told) < max(len(parts), 2):
        return
    sum_ = sum(value.number for value in told)
    if abs(sum_ - whole.number) > _tolerance([*told, whole]):
        message = f"“{row.name}”{called}相加为{sum_:g},与总数{whole.number:g}不符"
        yield Caution("parts_do_not_sum", message, row.span)


def _share_column(grid: Grid, total: Row, others: Sequence[Row]) -> Iterator[Caution]:
    share = next((at for at, one in enumerate(grid.columns) if one.is_share and "占" in one.head), None)
    whole = _whole_column(grid)
    base = total.values[whole] if whole is not None else None
    if share is None or whole is None or base is None or base.number <= 0:
        return
    for row in others:
        part, printed = row.values[whole], row.values[share]
        if part is None or printed is None:
            continue
        right = part.number / base.number * 100
        step = 10.0**-printed.digits
        if not (right - step < printed.number <= right + step / 2 + _SMALLEST):
            message = (
                f"“{row.name}”{part.number:g}占{base.number:g}应为{right:.{max(printed.digits, 1)}f}%,"
                f"表中为{printed.number:g}%"
            )
            yield Caution("wrong_percentage", message, printed.span)


def _tolerance(values: Sequence[Value]) -> float:
    return _SMALLEST + sum(10.0**-value.digits / 2 for value in values if value.digits)
