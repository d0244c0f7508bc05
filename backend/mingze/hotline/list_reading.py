"""A list of work orders in a file: read within limits, its rows as orders or as what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from mingze.hotline import columns
from mingze.hotline.rules import Theirs
from mingze.hotline.schemas import HotlineListedOrder, HotlineOrderCreate
from mingze.hotline.vocabulary import HotlineSource
from mingze.kit.limited import LimitedError, run_limited
from mingze.kit.problems import Problem, TooLarge, Unsupported, refuse_field

MAX_BYTES = 10_000_000
#: Rows of one import: each is a complaint, with its clocks and its notices.
MOST_ROWS = 200
_SUFFIXES = frozenset({".xlsx", ".csv"})
_UNSUPPORTED = frozenset({"type_mismatch", "unknown_encoding"})
_TOO_LARGE = frozenset({"timeout", "memory", "too_large"})
_CALLER = {"caller_name": "name", "caller_phone": "phone", "caller_address": "address"}
_FLAGS = ("confidential", "urgent")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: in which field of ours, and why."""

    field: str | None
    message: str


@dataclass(slots=True)
class Given:
    """A row of the file by field; `formulas` are fields whose cells are reckoned."""

    row: int
    cells: Mapping[str, str]
    formulas: frozenset[str]
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    rows: list[Given]
    ignored: list[str]
    headers: Mapping[str, str]


async def read_list(name: str, data: bytes, *, most: int, seconds: float, memory: int) -> Listed:
    """The rows of the file. Unsupported, TooLarge or Invalid where it is no list of work orders."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise Unsupported("只支持 .xlsx 和 .csv 文件")
    try:
        answer = await run_limited(
            "mingze.hotline.file_reading", [suffix], stdin=data, timeout=seconds, memory=memory
        )
    except LimitedError as error:
        raise _problem(error) from error
    listed = _listed(answer)
    if len(listed.rows) > most:
        raise TooLarge(f"超过 {most} 行,请分成几个文件")
    return listed


def _problem(error: LimitedError) -> Problem:
    if error.code in _UNSUPPORTED:
        return Unsupported(error.message)
    if error.code in _TOO_LARGE:
        return TooLarge(error.message)
    return refuse_field("/body/file", error.message)


def _listed(answer: Mapping[str, Any]) -> Listed:
    fields: dict[int, str] = {}
    headers: dict[str, str] = {}
    ignored: list[str] = []
    for column, header in enumerate(answer["header"]):
        name = columns.field_of(header)
        if name is not None and name in headers:
            raise refuse_field("/body/file", f"“{headers[name]}”和“{header}”两列含义相同,请只留一列")
        if name is not None:
            fields[column], headers[name] = name, header
        elif header:
            ignored.append(header[:60])
    rows = [
        Given(
            row["row"],
            {name: row["cells"][column] for column, name in fields.items() if column < len(row["cells"])},
            frozenset(fields[column] for column in row["formulas"] if column in fields),
        )
        for row in answer["rows"]
    ]
    return Listed([row for row in rows if any(row.cells.values()) or row.formulas], ignored, headers)


def order_of(given: Given, source: HotlineSource) -> HotlineOrderCreate | None:
    """The order that a row says; None where it says none, and then `given.faults` says why."""
    given.faults += [Fault(name, "单元格是公式,请改为数值或文字") for name in sorted(given.formulas)]
    values: dict[str, Any] = {"source": source}
    caller: dict[str, str] = {}
    for name, cell in given.cells.items():
        if not cell or name == "status":
            continue
        if name in _CALLER:
            caller[_CALLER[name]] = cell
        else:
            values[name] = _value(given, name, cell)
    if given.faults:
        return None
    try:
        return HotlineOrderCreate.model_validate({**values, "caller": caller})
    except ValidationError as error:
        given.faults += [_fault(one["loc"]) for one in error.errors(include_url=False, include_input=False)]
        return None


def _value(given: Given, name: str, cell: str) -> Any:
    """What a cell means; a fault is noted where nobody can tell."""
    found: Any = cell
    if name == "matter":
        found = columns.matter_of(cell)
    elif name in _FLAGS:
        found = columns.yes_of(cell)
    elif name in ("dispatched_at", "due_at"):
        found = columns.moment_of(cell, end_of_day=name == "due_at")
    elif name == "round":
        found = int(cell) if cell.isascii() and cell.isdecimal() else None
    if found is None:
        given.faults.append(Fault(name, f"“{cell[:30]}”不能识别"))
    return found


def _fault(loc: tuple[int | str, ...]) -> Fault:
    back = {value: name for name, value in _CALLER.items()}
    name = (
        back.get(str(loc[-1]), str(loc[-1])) if loc and loc[0] == "caller" else str(loc[0]) if loc else None
    )
    return Fault(name, "必填,或格式、长度不对")


def theirs_of(given: Given) -> Theirs | None:
    """An order of their list; None where the row says none, and then `given.faults` says why."""
    word = given.cells.get("status", "")
    status = columns.status_of(word) if word else None
    if word and status is None:
        given.faults.append(Fault("status", f"状态“{word[:30]}”不能识别"))
    given.faults += [Fault(name, "单元格是公式") for name in sorted(given.formulas)]
    if given.faults:
        return None
    try:
        said = HotlineListedOrder.model_validate(
            {
                "external_no": given.cells.get("external_no", ""),
                "round": given.cells.get("round") or 1,
            }
        )
    except ValidationError:
        given.faults.append(Fault("external_no", "工单编号或轮次不对"))
        return None
    return Theirs(said.external_no, said.round, status)
