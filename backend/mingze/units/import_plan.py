"""What a list of units would change: pure. Rows in, what each would do out; nothing is done here.

Units are told apart by their codes alone. A cell that is blank, or a column that is not there, changes nothing
of a unit that exists.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mingze.kit.lists import Fault, Given
from mingze.units.columns import CLOSED, HEADERS, OPEN, activity_of, kind_of
from mingze.units.rules import (
    MAX_LEVELS,
    MAX_NAME,
    MAX_SHORT_NAME,
    UNIT_KIND_LABELS,
    UnitKind,
    is_region_code,
    is_uscc,
    may_hang_below,
    short_name_of,
)

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LONGEST = {"name": MAX_NAME, "short_name": MAX_SHORT_NAME}


class Action(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    MOVE = "move"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Known:
    """A unit that exists. `in_scope`: within reach of who imports; `own`: the place of their appointment."""

    id: int
    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent_code: str | None
    uscc: str | None
    region_code: str | None
    active: bool
    in_scope: bool
    own: bool = False

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in HEADERS}


@dataclass(slots=True)
class Planned:
    """What a row would do. `values` are those of the unit afterwards."""

    row: int
    code: str | None
    name: str | None
    unit_id: int | None
    values: dict[str, Any]
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def action(self) -> Action:
        if self.faults:
            return Action.ERROR
        if self.unit_id is None:
            return Action.CREATE
        if "parent_code" in self.changes:
            return Action.MOVE
        return Action.UPDATE if self.changes else Action.UNCHANGED

    def fault(self, at: str | None, message: str) -> None:
        self.faults.append(Fault(at, message))


def plan(rows: Iterable[Given], known: Mapping[str, Known]) -> list[Planned]:
    """Each row by itself, then the tree as it would stand after all of them."""
    planned = [_one(given, known) for given in rows]
    _refuse_twins(planned)
    _check_tree(planned, known)
    return planned


def _one(given: Given, known: Mapping[str, Known]) -> Planned:
    code = given.cells.get("code") or None
    unit = known.get(code) if code else None
    made = Planned(
        given.row, code, given.cells.get("name") or (unit.name if unit and unit.in_scope else None), None, {}
    )
    for name in sorted(given.formulas):
        made.fault(name, "单元格是公式,请改为文字后再导入")
    if code is None:
        made.fault("code", "必填")
        return made
    if not _CODE.fullmatch(code):
        made.fault("code", "只能用字母、数字、- 和 _,不超过 40 个")
        return made
    if unit is not None and not unit.in_scope:
        made.fault("code", "该编码已被您管理范围之外的单位使用")
        return made
    read = {name: _read(made, name, text) for name, text in given.cells.items() if text and name != "code"}
    if unit is None:
        _complete(made, code, read)
    else:
        made.unit_id = unit.id
        before = unit.values()
        made.values = before | read
        if "name" in read and "short_name" not in read and unit.short_name == short_name_of(unit.name):
            made.values["short_name"] = short_name_of(read["name"])
        made.changes = {
            name: (before[name], made.values[name]) for name in HEADERS if before[name] != made.values[name]
        }
    return made


def _complete(made: Planned, code: str, read: dict[str, Any]) -> None:
    """A new unit: what must be said, and what stands where nothing is said."""
    named = {fault.field for fault in made.faults}
    for name in ("name", "kind", "parent_code"):
        if name not in read and name not in named:
            made.fault(name, "新单位必填")
    made.values = {
        "short_name": short_name_of(read.get("name") or ""),
        "uscc": None,
        "region_code": None,
        "active": True,
        "name": None,
        "kind": None,
        "parent_code": None,
        **read,
        "code": code,
    }
    made.changes = {name: (None, made.values[name]) for name in HEADERS if made.values[name] is not None}


def _read(made: Planned, name: str, text: str) -> Any:
    """A cell as the value of its field; a fault where it is none."""
    match name:
        case "kind":
            kind = kind_of(text)
            if kind is None:
                labels = "、".join(UNIT_KIND_LABELS.values())
                made.fault(name, f"不认识的类别“{text[:20]}”,须为:{labels}")
            return kind
        case "active":
            active = activity_of(text)
            if active is None:
                made.fault(name, f"不认识的状态“{text[:20]}”,须为:{OPEN}、{CLOSED}")
            return active
        case "uscc":
            text = text.upper()
            if not is_uscc(text):
                made.fault(name, "不正确(18 位,含校验位)")
        case "region_code":
            if not is_region_code(text):
                made.fault(name, "须为 6、9 或 12 位数字")
        case "name" | "short_name":
            if len(text) > _LONGEST[name]:
                made.fault(name, f"不能超过 {_LONGEST[name]} 个字")
            elif "\0" in text or any(ord(char) < 32 for char in text):
                made.fault(name, "不能有换行或控制字符")
    return text


def _refuse_twins(planned: Sequence[Planned]) -> None:
    first: dict[str, int] = {}
    for one in planned:
        if one.code is None:
            continue
        if one.code in first:
            one.fault("code", f"与第 {first[one.code]} 行重复")
        else:
            first[one.code] = one.row


# --- the tree afterwards ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _After:
    """A unit as it would stand: what its neighbours depend on."""

    parent_code: str | None
    kind: UnitKind | None
    active: bool


def _check_tree(planned: Sequence[Planned], known: Mapping[str, Known]) -> None:
    after = {code: _After(unit.parent_code, unit.kind, unit.active) for code, unit in known.items()}
    rows: dict[str, Planned] = {}
    for one in planned:
        if one.code is not None and one.values and one.code not in rows:
            rows[one.code] = one
            after[one.code] = _After(
                one.values["parent_code"], one.values["kind"], one.values["active"] is not False
            )
    for one in rows.values():
        _check_parent(one, known, after, rows)
        _check_own(one, known)
    _check_lines(rows, after)
    _check_below(rows, known, after)


def _check_parent(
    one: Planned, known: Mapping[str, Known], after: Mapping[str, _After], rows: Mapping[str, Planned]
) -> None:
    parent_code = one.values["parent_code"]
    if parent_code is None or "parent_code" not in one.changes:
        return
    parent = known.get(parent_code)
    if parent is None and parent_code not in rows:
        one.fault("parent_code", f"没有编码为“{parent_code[:40]}”的单位,文件中也没有")
    elif parent is not None and not parent.in_scope:
        one.fault("parent_code", "上级不在您的管理范围内")
    elif one.values["active"] is not False and not after[parent_code].active:
        one.fault("parent_code", "上级单位已停用")
    elif one.unit_id is not None and known[one.code or ""].active is False:
        one.fault("parent_code", "该单位已停用,不能调整隶属")


def _check_own(one: Planned, known: Mapping[str, Known]) -> None:
    """The top and the place of one's own appointment stay where they are, and open."""
    unit = known.get(one.code or "")
    if unit is None or not (unit.own or unit.parent_code is None):
        return
    words = "顶层单位" if unit.parent_code is None else "您任职的单位"
    if "parent_code" in one.changes:
        one.fault("parent_code", f"{words}不能在此调整隶属")
    if "active" in one.changes:
        one.fault("active", f"{words}不能在此停用或恢复")


def _check_lines(rows: Mapping[str, Planned], after: Mapping[str, _After]) -> None:
    """No circles, and no line too long."""
    level: dict[str, int | None] = {}
    for code, one in rows.items():
        found = _level(code, after, level)
        if found is None:
            one.fault("parent_code", "上下级关系成环")
        elif found > MAX_LEVELS:
            one.fault("parent_code", f"层级不能超过 {MAX_LEVELS} 层")
    for code in after:
        # A unit that the file does not name goes down with what it hangs below.
        if code not in rows and (_level(code, after, level) or 0) > MAX_LEVELS:
            above = _named_above(code, after, rows)
            if above is not None and not above.faults:
                above.fault("parent_code", f"其下级的层级将超过 {MAX_LEVELS} 层")


def _level(code: str, after: Mapping[str, _After], level: dict[str, int | None]) -> int | None:
    """How deep the unit stands, the top being 1; None where the line upwards comes back to itself."""
    line: list[str] = []
    seen: set[str] = set()
    at: str | None = code
    while at is not None and at in after and at not in level:
        if at in seen:
            for one in line:
                level[one] = None
            return None
        seen.add(at)
        line.append(at)
        at = after[at].parent_code
    base = level[at] if at is not None and at in level else 0
    for one in reversed(line):
        base = None if base is None else base + 1
        level[one] = base
    return level[code]


def _named_above(code: str, after: Mapping[str, _After], rows: Mapping[str, Planned]) -> Planned | None:
    at: str | None = code
    while at is not None and at not in rows:
        at = after[at].parent_code if at in after else None
    return rows.get(at) if at is not None else None


def _check_below(
    rows: Mapping[str, Planned], known: Mapping[str, Known], after: Mapping[str, _After]
) -> None:
    """Each unit against the one above it: kinds, and nothing open below what is closed."""
    for code, unit in after.items():
        parent = after.get(unit.parent_code or "")
        if parent is None or unit.parent_code is None:
            continue
        one, above = rows.get(code), rows.get(unit.parent_code)
        if one is None and above is None:
            continue
        if unit.kind and parent.kind and not may_hang_below(unit.kind, parent.kind):
            if one is not None and {"parent_code", "kind"} & set(one.changes):
                one.fault("parent_code", f"{_label(unit.kind)}不能设在{_label(parent.kind)}之下")
            elif above is not None and "kind" in above.changes:
                above.fault("kind", f"下级中有{_label(unit.kind)},不能改为{_label(parent.kind)}")
        if unit.active and not parent.active:
            if above is not None and "active" in above.changes and above.unit_id is not None:
                above.fault("active", "还有启用中的下级单位,不能停用")
            elif one is not None and "active" in one.changes and one.unit_id is not None:
                one.fault("active", "上级单位已停用,不能恢复")


def _label(kind: UnitKind) -> str:
    return UNIT_KIND_LABELS[kind]


# --- what is said of a plan -------------------------------------------------------------------------------


def totals(planned: Sequence[Planned]) -> dict[str, int]:
    counted = {action.value: 0 for action in Action}
    for one in planned:
        counted[one.action.value] += 1
    return {"rows": len(planned), **counted}


def shown(name: str, value: Any) -> str | None:
    """A value as it stands in a file."""
    if value is None:
        return None
    if name == "kind":
        return UNIT_KIND_LABELS[UnitKind(value)]
    if name == "active":
        return OPEN if value else CLOSED
    return str(value)


def digest(planned: Sequence[Planned]) -> str:
    """The same for the same rows with the same consequences, and for nothing else."""
    said = [
        [
            one.row,
            one.code,
            one.unit_id,
            {name: [shown(name, old), shown(name, new)] for name, (old, new) in sorted(one.changes.items())},
            [[fault.field, fault.message] for fault in one.faults],
        ]
        for one in planned
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
