"""Who may do what with a finding, and when. Pure: facts in, reasons out.

Every guard answers None ("may") or the Chinese reason why not. There are two kinds, because they are
refused differently: *who* (the wrong person: 403) and *when* (the wrong state: 409). Who may close a
finding: `_who_closes` and `_when_close`. The states themselves are tables in `workflow.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mingze.access.permissions import ROLE_LABELS, ROLE_PERMISSIONS, Permission
from mingze.findings.facts import AllowedAction, FindingFacts, ItemFacts, Person
from mingze.findings.vocabulary import (
    ORGAN_KINDS,
    Basis,
    ClosureState,
    ItemState,
    OrganKind,
    Part,
    RequestKind,
    Source,
    WorkState,
)
from mingze.findings.workflow import (
    CLOSED_BY_LEVEL_ABOVE,
    CLOSURE,
    COUNTERSIGNERS,
    ITEM,
    ITEM_NEEDS_WORK,
    PLANNING_BY_OFFICE,
    PLANNING_BY_UNIT,
    REQUESTS,
    WORK,
)
from mingze.kit.problems import Conflict, Forbidden
from mingze.kit.workflow import Move

#: A finding answers with at most this many measures, so that one stays one page.
MAX_MEASURES = 100


# --- reach ---------------------------------------------------------------------------------------------


def _reaches(person: Person, permission: Permission, units: frozenset[int], facts: FindingFacts) -> bool:
    """Whether one of `units` lies in a subtree where `person` holds `permission`."""
    roots = frozenset(person.roots(permission))
    return any(roots & facts.above.get(unit, frozenset({unit})) for unit in units)


def _stands_above(person: Person, permission: Permission, units: frozenset[int], facts: FindingFacts) -> bool:
    """Whether `person` holds `permission` at a unit strictly above every one of `units`."""
    roots = frozenset(person.roots(permission))
    return bool(units) and all(roots & (facts.above.get(unit, frozenset()) - {unit}) for unit in units)


def _holders(permission: Permission) -> str:
    return "、".join(ROLE_LABELS[role] for role, held in ROLE_PERMISSIONS.items() if permission in held)


def _who_in(parts: Sequence[Part]) -> "Who":
    """A guard: the permission is held over a unit that has one of `parts` in the finding (any, if none named)."""
    wanted = tuple(parts) or tuple(Part)

    def who(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
        if not person.may(permission):
            return f"须由{_holders(permission)}办理"
        if _reaches(person, permission, facts.units_of(*wanted), facts):
            return None
        return "该问题不在您的办理范围内" if not parts else "该问题的责任单位不在您的办理范围内"

    return who


# --- who: the findings ----------------------------------------------------------------------------------

Who = Callable[[Person, Permission, FindingFacts], str | None]
_ANYWHERE = _who_in(())
_ANSWERING = _who_in((Part.ANSWERING,))


def _who_fixes(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    if person.may(permission) and facts.registered_by == person.account_id:
        return None
    return _ANYWHERE(person, permission, facts)


def _who_verifies(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    """核验: another person than any who worked on it, from a unit above, or at the top from another department."""
    if not person.may(permission):
        return f"须由{_holders(permission)}办理"
    if any(person.account_id == item.owner_id or person.account_id in item.hands for item in facts.items):
        return "您是整改措施的责任人或填报过进展,须由他人核验"
    if person.account_id == facts.fixed_by:
        return "立行立改由您登记,须由他人核验"
    answering = facts.units_of(Part.ANSWERING)
    units = frozenset(item.unit_id for item in facts.items if item.unit_id is not None) or answering
    homes = frozenset().union(*(item.homes for item in facts.items))
    for unit in units:
        if _stands_above(person, permission, frozenset({unit}), facts):
            continue
        if facts.above.get(unit, frozenset()) - {unit} or unit not in person.roots(permission):
            return "须由责任单位的上级单位核验"
        if person.home_unit_id == unit or person.home_unit_id in homes:
            return "本级单位的整改须由其他科室的人员核验"
    return None if units else "尚未明确责任单位,无法核验"


def _who_approves(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    if person.may(permission) and person.account_id == facts.applied_by:
        return "销号由您申请,须由他人批准"
    return _ANYWHERE(person, permission, facts)


def _who_closes(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    """销号: the office in whose ledger it stands; a self-checked finding only by the level above."""
    refused = _ANYWHERE(person, permission, facts)
    if refused is None and facts.source in CLOSED_BY_LEVEL_ABOVE:
        answering = facts.units_of(Part.ANSWERING)
        if not _stands_above(person, permission, answering, facts):
            return "自查发现的问题须由上级单位销号"
    return refused


_WHO: Mapping[str, Who] = {
    "confirm": _ANYWHERE,
    "hand_out": _ANYWHERE,
    "accept": _ANSWERING,
    "decline": _ANSWERING,
    "fix_on_site": _who_fixes,
    "reject_fix": _who_verifies,
    "resume": _ANYWHERE,
    "send_back": _who_verifies,
    "verify": _who_verifies,
    "urge": _ANYWHERE,
    "apply_closure": _ANYWHERE,
    "approve_closure": _who_approves,
    "refuse_closure": _who_approves,
    "countersign": _ANYWHERE,
    "close": _who_closes,
}


# --- when: the findings ---------------------------------------------------------------------------------

When = Callable[[FindingFacts], str | None]


def _when_verify(facts: FindingFacts) -> str | None:
    left = sum(item.state is not ItemState.ACCEPTED for item in facts.items)
    return f"还有 {left} 条整改措施未核验通过" if left else None


def _when_apply(facts: FindingFacts) -> str | None:
    if facts.work is not WorkState.VERIFIED:
        return "整改核验通过后方可申请销号"
    return "还有待审批的申请,办结后方可申请销号" if facts.open_requests else None


def _when_close(facts: FindingFacts) -> str | None:
    missing = missing_organs(facts.source, facts.countersigned)
    if missing:
        return "尚缺会签:" + "、".join(ORGAN_KINDS[organ] for organ in missing)
    return f"还有 {facts.unscanned} 份会签文件未上传扫描件" if facts.unscanned else None


def _when_countersign(facts: FindingFacts) -> str | None:
    return None if COUNTERSIGNERS.get(facts.source) else "该来源的问题无须会签,可直接销号"


_WHEN: Mapping[str, When] = {
    "verify": _when_verify,
    "apply_closure": _when_apply,
    "countersign": _when_countersign,
    "close": _when_close,
}


def missing_organs(source: Source, signed: frozenset[OrganKind]) -> tuple[OrganKind, ...]:
    """The organs that must still sign before a finding of this source may be closed, in their usual order."""
    wanted = COUNTERSIGNERS.get(source, frozenset())
    return tuple(organ for organ in OrganKind if organ in wanted and organ not in signed)


def after_countersigning(source: Source, signed: frozenset[OrganKind]) -> ClosureState:
    return ClosureState.APPROVED if missing_organs(source, signed) else ClosureState.COUNTERSIGNED


# --- a finding's acts -------------------------------------------------------------------------------------


_MOVES: Mapping[str, Move[Any]] = {
    **{move.action: move for move in WORK.moves},
    **{move.action: move for move in CLOSURE.moves},
}


def _permission_of(move: Move[Any]) -> Permission:
    return Permission(move.permission)


def who_not(action: str, person: Person, facts: FindingFacts) -> str | None:
    """Why `person` is not the one to do `action`; None if they are."""
    return _WHO[action](person, _permission_of(_MOVES[action]), facts)


def when_not(action: str, facts: FindingFacts) -> str | None:
    """Why `action` is not possible now, whoever asks; None if it is."""
    if facts.voided:
        return "该问题已作废"
    if facts.closure is ClosureState.CLOSED:
        return "该问题已销号"
    move = _MOVES[action]
    if action in WORK:
        if facts.work not in WORK.move(action).sources:
            return f"当前状态下不能“{move.label}”"
    elif facts.closure not in CLOSURE.move(action).sources:
        return _when_apply(facts) or f"当前状态下不能“{move.label}”"
    guard = _WHEN.get(action)
    return guard(facts) if guard else None


def open_moves(facts: FindingFacts) -> list[str]:
    """The acts that are possible on this finding now, whoever may do them."""
    return [action for action in _MOVES if when_not(action, facts) is None]


def check_who(action: str, person: Person, facts: FindingFacts) -> None:
    """Raise Forbidden unless `person` is the one to do `action`."""
    if reason := who_not(action, person, facts):
        raise Forbidden(reason)


def check_when(action: str, facts: FindingFacts) -> None:
    """Raise Conflict, naming the open moves, unless `action` is possible now."""
    if reason := when_not(action, facts):
        raise Conflict(reason, open_moves=open_moves(facts))


def allowed_actions(person: Person, facts: FindingFacts, today: date) -> list[AllowedAction]:
    """What `person` may order now, and what they may not and why.

    Listed are the acts of their roles and the acts that are next whoever does them; the rest is silence.
    """
    listed = []
    for move in _MOVES.values():
        who, when = who_not(move.action, person, facts), when_not(move.action, facts)
        if when is None or person.may(_permission_of(move)):
            listed.append(_shown(move.action, move.label, who or when))
    for kind, rule in REQUESTS.items():
        if person.may(rule.asks):
            reason = who_asks_not(kind, person, facts) or when_ask_not(kind, facts, today)
            listed.append(_shown(f"ask_{kind}", rule.label, reason))
    if person.may(Permission.MEASURE_PLAN):
        listed.append(
            _shown("add_measure", "增加整改措施", plan_not(person, facts) or plan_when_not(person, facts))
        )
    return listed


def _shown(action: str, label: str, reason: str | None) -> AllowedAction:
    return AllowedAction(action, label, enabled=reason is None, reason=reason)


# --- a measure's acts ---------------------------------------------------------------------------------------


def item_who_not(action: str, person: Person, facts: FindingFacts, item: ItemFacts) -> str | None:
    """Why `person` is not the one to do `action` on a measure."""
    permission = _permission_of(ITEM.move(action))
    if permission is Permission.MEASURE_VERIFY:
        return _who_verifies(person, permission, facts)
    if not person.may(permission):
        return f"须由{_holders(permission)}办理"
    units = frozenset({item.unit_id}) if item.unit_id is not None else facts.units_of(Part.ANSWERING)
    return None if _reaches(person, permission, units, facts) else "该措施的责任单位不在您的办理范围内"


def item_when_not(
    action: str, facts: FindingFacts, item: ItemFacts, basis: Basis | None = None
) -> str | None:
    """Why `action` is not possible on a measure now. A claim needs what its `basis` names."""
    label = ITEM.move(action).label
    if facts.voided:
        return "该问题已作废"
    if facts.work not in ITEM_NEEDS_WORK[action]:
        return f"该问题当前状态下不能“{label}”"
    if item.state not in ITEM.move(action).sources:
        return f"该措施当前状态下不能“{label}”"
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


def item_actions(person: Person, facts: FindingFacts, item: ItemFacts) -> list[AllowedAction]:
    listed = []
    for move in ITEM.moves:
        who = item_who_not(move.action, person, facts, item)
        when = item_when_not(move.action, facts, item)
        if when is None or person.may(_permission_of(move)):
            listed.append(_shown(move.action, move.label, who or when))
    if person.may(Permission.MEASURE_PLAN):
        reason = plan_not(person, facts) or plan_when_not(person, facts, item)
        listed.append(_shown("edit", "修改措施", reason))
    return listed


def plan_not(person: Person, facts: FindingFacts) -> str | None:
    """Why `person` may not write or change measures of this finding at all."""
    return _ANYWHERE(person, Permission.MEASURE_PLAN, facts)


def plan_when_not(person: Person, facts: FindingFacts, item: ItemFacts | None = None) -> str | None:
    """Why measures cannot be written now: the office writes before acceptance, the unit after it."""
    if facts.voided:
        return "该问题已作废"
    reports = person.may(Permission.MEASURE_REPORT)
    office = person.may(Permission.FINDING_HAND_OUT)
    if not ((office and facts.work in PLANNING_BY_OFFICE) or (reports and facts.work in PLANNING_BY_UNIT)):
        return "交办接收前由监督办拟定措施,接收后由责任单位拟定,当前状态下不能修改"
    if item is None:
        return f"一个问题最多 {MAX_MEASURES} 条措施" if len(facts.items) >= MAX_MEASURES else None
    if item.state in (ItemState.CLAIMED, ItemState.ACCEPTED):
        return "已申报完成的措施不能修改"
    return None


# --- asking and deciding --------------------------------------------------------------------------------------


def who_asks_not(kind: RequestKind, person: Person, facts: FindingFacts) -> str | None:
    rule = REQUESTS[kind]
    by_office = rule.asks is Permission.CHANGE_ASK
    return (_ANYWHERE if by_office else _ANSWERING)(person, rule.asks, facts)


def when_ask_not(kind: RequestKind, facts: FindingFacts, today: date) -> str | None:
    """Why this cannot be asked now. An extension is asked before the day is past."""
    rule = REQUESTS[kind]
    if facts.voided:
        return "该问题已作废"
    if facts.closure not in rule.closure:
        return "该问题已销号" if facts.closure is ClosureState.CLOSED else "该问题尚未销号"
    if facts.work not in rule.work:
        return f"当前状态下不能“{rule.label}”"
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
    return _ANYWHERE(person, rule.decides, facts)
