"""The list of units as a file, in the columns it can be imported from again."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from mingze.units.columns import HEADERS
from mingze.units.file_reading import RISKY
from mingze.units.import_plan import shown
from mingze.units.models import Unit

SHEET = "机构名录"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants a naive time; fixed, for the same bytes every time
_WIDTHS = (18, 36, 18, 16, 18, 24, 16, 8)

_parent = aliased(Unit, name="parent")

Row = Sequence[str | None]


async def export_rows(session: AsyncSession, visible: ColumnElement[bool]) -> list[Row]:
    """Every unit in sight, a row each, in the order of codes."""
    query = (
        select(
            Unit.code,
            Unit.name,
            Unit.short_name,
            Unit.kind,
            _parent.code.label("parent_code"),
            Unit.uscc,
            Unit.region_code,
            Unit.active,
        )
        .outerjoin(_parent, _parent.id == Unit.parent_id)
        .where(visible)
        .order_by(Unit.code)
    )
    return [_row(row) for row in (await session.execute(query)).mappings()]


def _row(row: Mapping[Any, Any]) -> Row:
    return [shown(name, row[name]) for name in HEADERS]


def units_csv(rows: Iterable[Row]) -> bytes:
    """With a mark of UTF-8, which Excel wants, and an apostrophe before what it would reckon."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADERS.values())
    writer.writerows([_harmless(cell or "") for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith((*RISKY, "'")) else text


def units_xlsx(rows: Iterable[Row]) -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": SHEET, "created": _MADE})
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        # As text: no code becomes a number, nothing that somebody typed becomes a formula.
        plain = book.add_format({"num_format": "@"})
        quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        for place, (header, width) in enumerate(zip(HEADERS.values(), _WIDTHS, strict=True)):
            sheet.set_column(place, place, width, plain)
            sheet.write_string(0, place, header, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, place, cell, quoted if cell.startswith(RISKY) else plain)
    return target.getvalue()
