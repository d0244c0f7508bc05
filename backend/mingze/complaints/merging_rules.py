"""What may be joined to what, and what comes of the same matter told again. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from mingze.complaints.rules import is_open
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, Outcome
from mingze.kit.problems import Conflict, Invalid, refuse_field

_S = ComplaintState


@dataclass(frozen=True, slots=True)
class Side:
    """One of two complaints. `joined`: others were merged into it."""

    id: int
    kind: ComplaintKind
    state: ComplaintState
    office_id: int
    about_unit_id: int | None = None
    about_department_id: int | None = None
    names_head: bool = False
    outcome: Outcome | None = None
    joined: bool = False

    @property
    def concluded(self) -> bool:
        return concluded(self.kind, self.state, self.outcome)


_FIELD = "/body/main_id"
_WARY = "反映单位主要负责人或具体科室的,不能并入会交给该单位或科室办理的事项"


def check_merge(row: Side, main: Side) -> None:
    """Invalid where the two may not be handled as one; Conflict where it is too late."""
    if fault := _apart(row, main):
        raise fault
    if row.joined:
        raise Conflict("已有其他件并入本件,请先撤销或把它们直接并入主件")
    if not is_open(main.state):
        raise refuse_field(_FIELD, "主件已经答复或办结,请登记为重复件")


def _apart(row: Side, main: Side) -> Invalid | None:
    if row.id == main.id:
        return refuse_field(_FIELD, "不能并入自己")
    if main.state is _S.MERGED:
        return refuse_field(_FIELD, "该件已并入另一件,请直接并入主件")
    if row.kind is not main.kind:
        return refuse_field(_FIELD, "投诉和信访事项的办理程序不同,不能并案")
    if row.office_id != main.office_id:
        return refuse_field(_FIELD, "受理机关不同,不能并案")
    # Whoever handles the main one would read what the other says of them.
    head_hidden = not row.names_head or (main.names_head and row.about_unit_id == main.about_unit_id)
    department_hidden = row.about_department_id in (None, main.about_department_id)
    return None if head_hidden and department_hidden else refuse_field(_FIELD, _WARY)


class Told(StrEnum):
    """What follows where the same matter is told again."""

    LINKED = "linked"
    NOT_HANDLED = "not_handle"
    REFUSED = "refuse"


def concluded(kind: ComplaintKind, state: ComplaintState, outcome: Outcome | None) -> bool:
    """Whether it ended with a final answer."""
    if kind is ComplaintKind.PETITION:
        return state is _S.FINAL
    return state is _S.CLOSED and outcome is not Outcome.WITHDRAWN


def check_repeat(row: Side, earlier: Side) -> None:
    if row.id == earlier.id:
        raise refuse_field("/body/of_id", "不能是本件自己")
    if earlier.id > row.id:
        raise refuse_field("/body/of_id", "须是更早登记的一件")


def told_again(row: Side, earlier: Side, *, new_facts: bool, late: bool = False) -> Told:
    """After a final answer nothing is handled twice, unless there is something new; before it, it is one matter.

    A petition that another organ still handles in time is not accepted beside it (信访工作条例 19). `late`: it is not
    in time any more.
    """
    if row.state is not _S.REGISTERED or new_facts:
        return Told.LINKED
    if row.kind is ComplaintKind.PETITION:
        elsewhere = is_open(earlier.state) and earlier.office_id != row.office_id and not late
        return Told.REFUSED if earlier.concluded or elsewhere else Told.LINKED
    return Told.NOT_HANDLED if earlier.concluded else Told.LINKED


def reason_of(row: Side, earlier: Side, number: str) -> str:
    """What whoever complained is told of why it is not handled again."""
    if row.kind is ComplaintKind.COMPLAINT:
        return f"同一事项(编号 {number})已经依法办结,本次没有新的事实和理由,不再重复处理。"
    if earlier.concluded:
        return (
            f"同一事项(编号 {number})的信访程序已经终结,依照《信访工作条例》第三十六条,"
            "以同一事实和理由再次提出的,不再受理。"
        )
    return (
        f"同一事项(编号 {number})正由有权处理的机关、单位在规定期限内办理,"
        "依照《信访工作条例》第十九条,不再另行受理。"
    )
