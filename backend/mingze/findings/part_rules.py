"""Who may do what with the parts of a finding, its measures and what is asked about it, and when. Pure.

The same two kinds of guard as in `rules.py`: who (403), when (409).
"""

from datetime import date

from mingze.access.permissions import Permission
from mingze.findings.facts import FindingFacts, ItemFacts, Person
from mingze.findings.rules import (
    ANSWERING,
    ANYWHERE,
    holders,
    keeping_office,
    permission_of,
    reaches,
    who_verifies,
)
from mingze.findings.vocabulary import (
    ITEM_STATES,
    WORK_STATES,
    Basis,
    ClosureState,
    ItemState,
    Part,
    RequestKind,
    RequestState,
)
from mingze.findings.workflow import (
    ITEM,
    ITEM_NEEDS_WORK,
    PLANNING_BY_OFFICE,
    PLANNING_BY_UNIT,
    REQUESTS,
    out_of_state,
)
from mingze.kit.problems import Conflict

#: A finding answers with at most this many measures, so that one stays one page.
MAX_MEASURES = 100


# --- a measure's acts ---------------------------------------------------------------------------------------


def item_who_not(action: str, person: Person, facts: FindingFacts, item: ItemFacts) -> str | None:
    """Why `person` is not the one to do `action` on a measure."""
    permission = permission_of(ITEM.move(action))
    if permission is Permission.MEASURE_VERIFY:
        return who_verifies(person, permission, facts)
    if not person.may(permission):
        return f"须由{holders(permission)}办理"
    units = frozenset({item.unit_id}) if item.unit_id is not None else facts.units_of(Part.ANSWERING)
    return None if reaches(person, permission, units, facts) else "该措施的责任单位不在您的办理范围内"


def item_when_not(
    action: str, facts: FindingFacts, item: ItemFacts, basis: Basis | None = None
) -> str | None:
    """Why `action` is not possible on a measure now. A claim needs what its `basis` names."""
    label = ITEM.move(action).label
    if facts.voided:
        return "该问题已作废"
    if facts.work not in ITEM_NEEDS_WORK[action]:
        return "该问题" + out_of_state(label, facts.work, ITEM_NEEDS_WORK[action], WORK_STATES)
    if item.state not in ITEM.move(action).sources:
        return "该措施" + out_of_state(label, item.state, ITEM.move(action).sources, ITEM_STATES)
    if action == "claim":
        if basis is Basis.ONSITE and not item.verified_onsite:
            return "尚无现场核查记录"
        if basis is Basis.EVIDENCE and not item.evidence:
            return "请先上传佐证材料"
        if basis is None and not (item.evidence or item.verified_onsite):
            return "请先上传佐证材料,或由上级登记现场核查"
    return None


def item_open_moves(facts: FindingFacts, item: ItemFacts) -> list[str]:
    return [move.action for move in ITEM.moves if item_when_not(move.action, facts, item) is None]


def check_item(action: str, facts: FindingFacts, item: ItemFacts, basis: Basis | None = None) -> None:
    """Raise Conflict, naming the open moves of the measure, unless `action` is possible now."""
    if reason := item_when_not(action, facts, item, basis):
        raise Conflict(reason, open_moves=item_open_moves(facts, item))


def plan_not(person: Person, facts: FindingFacts, item: ItemFacts | None = None) -> str | None:
    """Why `person` may not write measures of this finding, or change this one, at all."""
    refused = ANYWHERE(person, Permission.MEASURE_PLAN, facts)
    if refused or _office_plans(person, facts) or _unit_plans(person, facts, item):
        return refused
    return "须由监督该问题的单位或责任单位拟定措施" if item is None else "该措施的责任单位不在您的办理范围内"


def _office_plans(person: Person, facts: FindingFacts) -> bool:
    return keeping_office(person, Permission.FINDING_HAND_OUT, facts) is None


def _unit_plans(person: Person, facts: FindingFacts, item: ItemFacts | None) -> bool:
    """The unit that answers writes; one that cooperates, only what it does itself."""
    units = facts.units_of(Part.ANSWERING)
    if item is None:
        units |= facts.units_of(Part.COOPERATING)
    elif item.unit_id is not None:
        units |= {item.unit_id}
    return reaches(person, Permission.MEASURE_REPORT, units, facts)


def plan_unit_not(person: Person, facts: FindingFacts, unit_id: int | None) -> str | None:
    """Why `person` may not give a measure to the unit: who only cooperates gives none to others."""
    if _office_plans(person, facts) or reaches(
        person, Permission.MEASURE_REPORT, facts.units_of(Part.ANSWERING), facts
    ):
        return None
    mine = unit_id is not None and reaches(person, Permission.MEASURE_REPORT, frozenset({unit_id}), facts)
    return None if mine else "配合单位只能拟定本单位的措施"


def plan_when_not(person: Person, facts: FindingFacts, item: ItemFacts | None = None) -> str | None:
    """Why measures cannot be written now: the office writes before acceptance, the unit after it."""
    if facts.voided:
        return "该问题已作废"
    by_office = facts.work in PLANNING_BY_OFFICE and _office_plans(person, facts)
    if not by_office and not (facts.work in PLANNING_BY_UNIT and _unit_plans(person, facts, item)):
        return "交办接收前由监督办拟定措施,接收后由责任单位拟定,当前状态下不能修改"
    if item is None:
        return f"一个问题最多 {MAX_MEASURES} 条措施" if len(facts.items) >= MAX_MEASURES else None
    if item.state in (ItemState.CLAIMED, ItemState.ACCEPTED):
        return "已申报完成的措施不能修改"
    return None


# --- a later edition of the document -------------------------------------------------------------------------


def who_renews_not(person: Person, facts: FindingFacts) -> str | None:
    return keeping_office(person, Permission.IMPORT_MANAGE, facts)


def renew_when_not(facts: FindingFacts) -> str | None:
    if facts.voided:
        return "该问题已作废"
    return "该问题已销号,须先申请重新打开" if facts.closure is ClosureState.CLOSED else None


# --- asking and deciding --------------------------------------------------------------------------------------


def who_asks_not(kind: RequestKind, person: Person, facts: FindingFacts) -> str | None:
    rule = REQUESTS[kind]
    by_office = rule.asks is Permission.CHANGE_ASK
    return (keeping_office if by_office else ANSWERING)(person, rule.asks, facts)


def when_ask_not(kind: RequestKind, facts: FindingFacts, today: date) -> str | None:
    """Why this cannot be asked now. An extension is asked before the day is past."""
    rule = REQUESTS[kind]
    if facts.voided:
        return "该问题已作废"
    if facts.closure not in rule.closure:
        return "该问题已销号" if facts.closure is ClosureState.CLOSED else "该问题尚未销号"
    if facts.work not in rule.work:
        return "该问题" + out_of_state(rule.label, facts.work, rule.work, WORK_STATES)
    if kind in facts.open_requests:
        return "已有同类申请等待审批"
    if kind is RequestKind.EXTENSION:
        if facts.due_on is None:
            return "该问题没有整改期限"
        if facts.due_on < today:
            return "整改期限已过,延期须在到期前申请"
    return None


def who_decides_not(
    kind: RequestKind, asked_by: int | None, person: Person, facts: FindingFacts
) -> str | None:
    """Why `person` may not decide: two persons, always."""
    rule = REQUESTS[kind]
    if person.may(rule.decides) and person.account_id == asked_by:
        return "申请由您提出,须由他人审批"
    return keeping_office(person, rule.decides, facts)


def when_decide_not(
    kind: RequestKind, state: RequestState, facts: FindingFacts, *, approve: bool
) -> str | None:
    """Why a request cannot be decided now: it is decided, or the finding has moved on since it was asked."""
    if state is not RequestState.ASKED:
        return "该申请已经办结"
    if not approve:
        return None
    rule = REQUESTS[kind]
    if facts.voided:
        return "该问题已作废"
    if facts.closure not in rule.closure or facts.work not in rule.work:
        return "该问题的状态已变化,此申请只能不予同意"
    return None
