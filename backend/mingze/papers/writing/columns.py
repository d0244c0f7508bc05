"""The columns of a ledger, one table for the whole sheet and for the lists that are printed from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from mingze.papers.writing.model import LedgerRow
from mingze.papers.writing.wording import measure_parts, measure_text

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    header: str
    width: float
    """In characters of a sheet."""
    value: Callable[[Any], Value]
    """Of a row: a `LedgerRow`, or a `FigureRow` in the columns of figures."""


def _names(names: Sequence[str]) -> str:
    return "、".join(names)


COLUMNS: tuple[Column, ...] = (
    Column("ordinal", "序号", 6, lambda row: row.ordinal),
    Column("code", "系统编号", 14, lambda row: row.code),
    Column("section", "所属部分", 14, lambda row: row.section),
    Column("group", "问题类别", 24, lambda row: row.group),
    Column("number", "文中编号", 9, lambda row: row.number),
    Column("problem", "问题", 48, lambda row: row.problem),
    Column("measures", "整改措施", 56, lambda row: measure_text(measure_parts(row.measures))),
    Column("progress", "整改进展", 56, lambda row: row.progress),
    Column("status", "完成情况", 14, lambda row: row.status),
    Column("leader", "责任领导", 12, lambda row: row.leader),
    Column("units", "责任单位", 24, lambda row: _names(row.units)),
    Column("cooperating", "配合单位", 24, lambda row: _names(row.cooperating)),
    Column("supervising", "督办单位", 24, lambda row: _names(row.supervising)),
    Column("person", "具体承办人", 12, lambda row: row.person),
    Column("due_on", "完成时限", 13, lambda row: row.due_on or row.due_text),
    Column("key_matter", "重点问题", 10, lambda row: "是" if row.key_matter else "否"),
    Column("severity", "严重程度", 10, lambda row: row.severity),
    Column("work_state", "办理状态", 12, lambda row: row.work_state),
    Column("closure_state", "销号状态", 12, lambda row: row.closure_state),
    Column("light", "预警", 8, lambda row: row.light),
    Column("amount", "涉及金额（元）", 16, lambda row: row.amount),
    Column("tags", "标签", 20, lambda row: _names(row.tags)),
    Column("source", "问题来源", 30, lambda row: row.source),
)
"""Every column, as the whole ledger is exported."""

BY_KEY: Mapping[str, Column] = MappingProxyType({column.key: column for column in COLUMNS})


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One counted thing of an annual report, in words."""

    ordinal: int
    label: str
    value: float
    unit: str
    parts: str
    base: str
    rate: float | None
    text: str


_FIGURES_BY_KEY: Mapping[str, Column] = MappingProxyType(
    {
        column.key: column
        for column in (
            Column("label", "事项", 24, lambda row: row.label),
            Column("value", "数值", 10, lambda row: row.value),
            Column("unit", "单位", 8, lambda row: row.unit),
            Column("parts", "分项", 40, lambda row: row.parts),
            Column("base", "基数", 16, lambda row: row.base),
            Column("rate", "占比（%）", 10, lambda row: row.rate),
            Column("text", "原文", 48, lambda row: row.text),
        )
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """How one unit reported, in words."""

    ordinal: int
    unit: str
    punctuality: str
    submitted: str


_RESULTS_BY_KEY: Mapping[str, Column] = MappingProxyType(
    {
        column.key: column
        for column in (
            Column("reporting_unit", "单位", 40, lambda row: row.unit),
            Column("punctuality", "报送情况", 12, lambda row: row.punctuality),
            Column("submitted", "报送时间", 24, lambda row: row.submitted),
        )
    }
)

Row = LedgerRow | FigureRow | ResultRow


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a printed list: which one, its share of the page, a header of its own, a header over several."""

    key: str
    share: float
    header: str = ""
    over: str = ""

    @property
    def column(self) -> Column | None:
        """None for a column that is filled in by hand."""
        return BY_KEY.get(self.key) or _FIGURES_BY_KEY.get(self.key) or _RESULTS_BY_KEY.get(self.key)

    @property
    def head(self) -> str:
        column = self.column
        return self.header or (column.header if column else "")


@dataclass(frozen=True, slots=True)
class ListForm:
    """One of the lists that offices keep; a new one is a new row here."""

    key: str
    name: str
    places: tuple[Place, ...]
    grouped: bool = True
    """Whether a row across the list names each group of problems."""


_DUTY = "责任分工"

FORMS: Mapping[str, ListForm] = MappingProxyType(
    {
        form.key: form
        for form in (
            ListForm(
                "problem",
                "问题清单",
                (
                    Place("ordinal", 5),
                    Place("problem", 46, "反馈问题"),
                    Place("source", 18),
                    Place("severity", 8),
                    Place("key_matter", 8),
                    Place("units", 15),
                ),
            ),
            ListForm(
                "task",
                "任务清单",
                (
                    Place("ordinal", 5),
                    Place("problem", 28, "反馈问题"),
                    Place("measures", 36),
                    Place("units", 12),
                    Place("cooperating", 10),
                    Place("due_on", 9),
                ),
            ),
            ListForm(
                "responsibility",
                "责任清单",
                (
                    Place("ordinal", 5),
                    Place("problem", 40, "反馈问题"),
                    Place("leader", 9, over=_DUTY),
                    Place("units", 13, over=_DUTY),
                    Place("cooperating", 13, over=_DUTY),
                    Place("person", 9, over=_DUTY),
                    Place("due_on", 11),
                ),
            ),
            ListForm(
                "rectification",
                "整改清单",
                (
                    Place("ordinal", 4),
                    Place("problem", 21, "反馈问题"),
                    Place("measures", 23),
                    Place("progress", 25),
                    Place("status", 7),
                    Place("leader", 6, over=_DUTY),
                    Place("units", 8, over=_DUTY),
                    Place("due_on", 8),
                ),
            ),
            ListForm(
                "checkoff",
                "对账销号清单",
                (
                    Place("ordinal", 4),
                    Place("problem", 22, "反馈问题"),
                    Place("progress", 28, "整改成效"),
                    Place("status", 8),
                    Place("units", 9),
                    Place("leader", 7),
                    Place("due_on", 9),
                    Place("closure_state", 7),
                    Place("", 8, "销号签字"),
                ),
            ),
        )
    }
)

FIGURE_FORM = ListForm(
    "figure",
    "数据清单",
    (
        Place("ordinal", 5),
        Place("label", 18),
        Place("value", 8),
        Place("unit", 6),
        Place("parts", 22),
        Place("base", 10),
        Place("rate", 7),
        Place("text", 24),
    ),
    grouped=False,
)
"""What an annual report counts."""

RESULT_FORM = ListForm(
    "result",
    "报送情况表",
    (Place("ordinal", 6), Place("reporting_unit", 40), Place("punctuality", 12), Place("submitted", 22)),
    grouped=False,
)
"""Who reported in time, late and not at all."""


def cells(form: ListForm, row: Row) -> list[Value]:
    return [place.column.value(row) if place.column else None for place in form.places]


def head_rows(form: ListForm) -> list[list[tuple[int, str]]]:
    """The head as rows of (columns it reaches over, words); no words where the cell above reaches down."""
    if not any(place.over for place in form.places):
        return [[(1, place.head) for place in form.places]]
    upper: list[tuple[int, str]] = []
    lower: list[tuple[int, str]] = []
    before = ""
    for place in form.places:
        if place.over and place.over == before:
            upper[-1] = (upper[-1][0] + 1, place.over)
        else:
            upper.append((1, place.over or place.head))
        lower.append((1, place.head if place.over else ""))
        before = place.over
    return [upper, lower]
