"""A list of work orders in a file: read within limits, its rows as orders or as what is wrong with them."""

from typing import Any

from pydantic import ValidationError

from mingze.hotline import columns
from mingze.hotline.rules import Theirs
from mingze.hotline.schemas import HotlineListedOrder, HotlineOrderCreate
from mingze.hotline.vocabulary import HotlineSource
from mingze.kit.list_reading import read_list
from mingze.kit.lists import Fault, Given, Listed
from mingze.kit.problems import TooLarge

#: Rows of one import: each is a complaint, with its clocks and its notices.
MOST_ROWS = 200
_CALLER = {"caller_name": "name", "caller_phone": "phone", "caller_address": "address"}
_FLAGS = ("confidential", "urgent")


async def read_orders(name: str, data: bytes, *, most: int, seconds: float, memory: int) -> Listed:
    """The rows of the file. Unsupported, TooLarge or Invalid where it is no list of work orders."""
    listed = await read_list(
        "mingze.hotline.file_reading", columns.field_of, name, data, seconds=seconds, memory=memory
    )
    if len(listed.rows) > most:
        raise TooLarge(f"超过 {most} 行,请分成几个文件")
    return listed


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
