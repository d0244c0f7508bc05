"""A list of findings as it is printed: a title, a head, the groups and their rows; the same for every format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mingze.papers.labels import is_key_matter
from mingze.papers.writing.columns import FigureRow, ListForm, ResultRow, Row, Value, cells
from mingze.papers.writing.model import LedgerRow
from mingze.papers.writing.text import chinese_date, fold, lines_of, numeral, without_group_number
from mingze.papers.writing.wording import measure_parts

_UNGROUPED = "其他问题"


class LedgerTooLongError(ValueError):
    """More rows than the file can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListData:
    """A list to print. Rows may come one by one; their groups are named where they begin."""

    rows: Iterable[LedgerRow] | Iterable[FigureRow] | Iterable[ResultRow]
    title: str | None = None
    """The name of the form where it is not given."""
    unit: str | None = None
    """Who fills it in."""
    note: str | None = None
    """What is said at the left under the title where nobody fills it in."""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row as the form prints it; the names are those of the reader's answer."""

    group: str | None
    number: str
    problem: str
    measures: tuple[str, ...] = ()
    progress: str | None = None
    status_text: str | None = None
    owner: str | None = None
    unit: str | None = None
    due: date | None = None
    key_matter: bool = False


def title_of(data: ListData, form: ListForm) -> str:
    return fold(lines_of(data.title)) or f"巡察反馈意见{form.name}"


def caption_of(data: ListData) -> tuple[str, str]:
    """What stands at the left and at the right under the title."""
    unit, note = fold(lines_of(data.unit)), fold(lines_of(data.note))
    return f"填报单位：{unit}" if unit else note, f"截至{chinese_date(data.as_of)}" if data.as_of else ""


def lines(data: ListData, form: ListForm) -> Iterator[str | list[Value]]:
    """Headings of groups and, under them, the cells of rows."""
    for group, row, begins in _grouped(data.rows, form):
        if group and begins:
            yield group
        yield cells(form, row)


def project_list(data: ListData, form: ListForm) -> list[PrintedRow]:
    """Keep of the rows what the form prints."""
    grouped = _grouped(data.rows, form)
    return [_printed(group, row, form) for group, row, _ in grouped if isinstance(row, LedgerRow)]


def _grouped(rows: Iterable[Row], form: ListForm) -> Iterator[tuple[str | None, Row, bool]]:
    """Each row with its group, and whether a heading must stand before it."""
    numbers: dict[str, int] = {}
    before: str | None = None
    for row in rows:
        named = row.group if form.grouped and isinstance(row, LedgerRow) else None
        group = without_group_number(fold(lines_of(named)))
        if not group and before:
            group = _UNGROUPED
        heading = f"（{numeral(numbers.setdefault(group, len(numbers) + 1))}）{group}" if group else None
        yield heading, row, heading != before
        before = heading


def _printed(group: str | None, row: LedgerRow, form: ListForm) -> PrintedRow:
    keys = {place.key for place in form.places}
    words = {
        place.key: "\n".join(lines_of(value)) or None
        for place, value in zip(form.places, cells(form, row), strict=True)
        if isinstance(value, str)
    }
    return PrintedRow(
        group=group,
        number=str(row.ordinal),
        problem=words["problem"] or "",
        measures=measure_parts(row.measures) if "measures" in keys else (),
        progress=words.get("progress"),
        status_text=words.get("status"),
        owner=words.get("leader"),
        unit=words.get("units"),
        due=row.due_on if "due_on" in keys else None,
        key_matter=row.key_matter if "key_matter" in keys else is_key_matter(group or ""),
    )
