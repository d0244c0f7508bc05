"""Which office answers for a complaint, and which unit may not be given it. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mingze.kit.problems import Invalid, refuse_field
from mingze.units.rules import UnitKind

#: What governs institutions: where a complaint about one is answered for.
AUTHORITIES = frozenset({UnitKind.COMMISSION, UnitKind.BUREAU})
#: Where to turn to when no office here may take it in.
_ELSEWHERE = "上级卫生健康行政部门,或纪检监察机关(电话 12388)"


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as one step of a line from a unit up to the top."""

    id: int
    name: str
    kind: UnitKind
    active: bool


@dataclass(frozen=True, slots=True)
class Office:
    """Who answers for it. `instead`: not the office that took it in, because of whom it names."""

    id: int
    name: str
    instead: bool = False


def office_of(line: Sequence[Place], *, names_head: bool, own_id: int | None) -> Office | None:
    """The office for a complaint about the first unit of `line` (nearest first); None where none here may have it.

    `own_id`: the institution whose own office took it in. What names a head goes to the authority above, never
    to the unit nor to anything below it.
    """
    above = line[1:] if names_head else line
    authority = next((one for one in above if one.active and one.kind in AUTHORITIES), None)
    own = next((one for one in line if one.id == own_id and one.kind not in AUTHORITIES), None)
    if names_head:
        return Office(authority.id, authority.name, instead=own is not None) if authority else None
    taken = own or authority or line[-1]
    return Office(taken.id, taken.name)


def not_taken_in(contacts: str | None) -> Invalid:
    """What names the head of the topmost authority is not for that authority to hear."""
    where = f"{contacts};{_ELSEWHERE}" if contacts else _ELSEWHERE
    return refuse_field(
        "/body/names_head", f"反映的是本级主要负责人或本机关,本级不予收取,请向这里反映:{where}"
    )


@dataclass(frozen=True, slots=True)
class Aim:
    """A unit that might be given a complaint. `above`: itself and all above it; `hands`: who would handle it."""

    id: int
    active: bool
    above: Collection[int]
    hands: int


@dataclass(frozen=True, slots=True)
class Named:
    """What of a complaint says who may not have it. `returned`: units that gave it back already."""

    office_id: int
    about_unit_id: int | None
    about_department_id: int | None
    names_head: bool
    returned: Collection[int] = frozenset()
    #: 检举控告类: nothing of it may reach the unit it is about (信访工作条例 30).
    accuses: bool = False


def refusals(aim: Aim, named: Named, *, designated: bool = False) -> list[str]:
    """Why the unit may not be given the complaint; empty where it may.

    `designated`: the office insists, and the unit may not give it back (again).
    """
    reasons = [] if aim.active else ["该单位已停用"]
    reasons += named_not(aim.above, named)
    if aim.id in named.returned and not designated:
        reasons.append("该单位已退回过一次,只能指定办理")
    if not aim.hands:
        reasons.append("该单位没有可以办理投诉的人员")
    return reasons


def named_not(above: Collection[int], named: Named) -> list[str]:
    """Why nothing of the complaint may go to a unit, whoever works there. `above`: the unit and all above it."""
    away = [] if named.office_id in above else ["不在受理机关的管辖范围内"]
    return away + named_by(above, named)


def named_by(above: Collection[int], named: Named) -> list[str]:
    """Why the complaint, which names the unit or one above it, is none of its business."""
    reasons: list[str] = []
    if named.about_department_id in above:
        reasons.append("反映的就是该科室,须回避")
    if named.names_head and named.about_unit_id in above:
        reasons.append("反映的是该单位或其主要负责人,不得转交该单位及其下级")
    elif named.accuses and named.about_unit_id in above:
        reasons.append("检举控告材料不得转给被检举的单位及其下级(信访工作条例第三十条)")
    return reasons
