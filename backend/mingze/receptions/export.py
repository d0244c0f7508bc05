"""The checklist of receptions as a sheet."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from mingze.receptions.vocabulary import HOSPITAL_LEVEL_LABELS, LACK_LABELS, ReceptionLack
from mingze.units.file_reading import RISKY
from mingze.units.rules import UNIT_KIND_LABELS

SHEET = "投诉接待核对表"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants a naive time; fixed, for the same bytes every time
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("单位编码", 16), ("单位名称", 32), ("类别", 14), ("医院等级", 10), ("承办部门", 24), ("接待地点", 28),
    ("投诉电话", 24), ("意见箱", 24), ("电子邮箱", 26), ("通信地址", 32), ("接待时间", 24), ("接待人员", 36),
    ("领导热线", 18), ("领导信箱", 26), ("门急诊标识查看日期", 18), ("住院部标识查看日期", 18), ("是否公布", 10),
    ("尚缺", 60),
)  # fmt: skip


def checklist_xlsx(rows: Iterable[tuple[Mapping[Any, Any], list[ReceptionLack]]]) -> bytes:
    """A row for each unit with what it lacks. Blocks."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": SHEET, "created": _MADE})
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        # As text: no phone becomes a number, nothing that somebody typed becomes a formula.
        plain = book.add_format({"num_format": "@"})
        quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        for place, (header, width) in enumerate(_COLUMNS):
            sheet.set_column(place, place, width, plain)
            sheet.write_string(0, place, header, bold)
        sheet.freeze_panes(1, 2)
        for number, (row, lacking) in enumerate(rows, start=1):
            for place, cell in enumerate(_cells(row, lacking)):
                if cell:
                    sheet.write_string(number, place, cell, quoted if cell.startswith(RISKY) else plain)
    return target.getvalue()


def _cells(row: Mapping[Any, Any], lacking: list[ReceptionLack]) -> list[str]:
    said = [row[name] or "" for name in ("office", "place")]
    ways = [row[name] or "" for name in ("mailbox", "email", "post_address", "hours")]
    return [
        row["unit_code"],
        row["unit_name"],
        UNIT_KIND_LABELS[row["unit_kind"]],
        HOSPITAL_LEVEL_LABELS[row["hospital_level"]] if row["hospital_level"] else "",
        *said,
        "、".join(row["phones"] or ()),
        *ways,
        "、".join(_person(one) for one in row["persons"] or ()),
        row["leader_line"] or "",
        row["leader_mailbox"] or "",
        *(str(row[name] or "") for name in ("outpatient_sign_seen_on", "inpatient_sign_seen_on")),
        "是" if row["published"] else "否",
        ";".join(LACK_LABELS[lack] for lack in lacking),
    ]


def _person(one: Mapping[str, Any]) -> str:
    return f"{one['name']}({one['post']},{'专职' if one['full_time'] else '兼职'})"
