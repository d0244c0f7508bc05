"""Who may do what with a finding, and when. Pure: facts in, reasons out.

Every guard answers None ("may") or the Chinese reason why not. There are two kinds, because they are
refused differently: *who* (the wrong person: 403) and *when* (the wrong state: 409). Who may close a
finding: `_who_closes` and `_when_close`. The states themselves are tables in `workflow.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mingze.access.permissions import ROLE_LABELS, ROLE_PERMISSIONS, Permission
from mingze.findings.facts import FindingFacts, Person
from mingze.findings.vocabulary import (
    CLOSURE_STATES,
    ORGAN_KINDS,
    WORK_STATES,
    ClosureState,
    ItemState,
    OrganKind,
    Part,
    Source,
    WorkState,
)
from mingze.findings.workflow import (
    CLOSED_BY_LEVEL_ABOVE,
    CLOSURE,
    COUNTERSIGNERS,
    ON_THE_SPOT,
    WORK,
    out_of_state,
)
from mingze.kit.problems import Conflict, Forbidden
from mingze.kit.workflow import Move

# --- reach ---------------------------------------------------------------------------------------------


def reaches(person: Person, permission: Permission, units: frozenset[int], facts: FindingFacts) -> bool:
    """Whether one of `units` lies in a subtree where `person` holds `permission`."""
    roots = frozenset(person.roots(permission))
    return any(roots & facts.above.get(unit, frozenset({unit})) for unit in units)


def _stands_above(person: Person, permission: Permission, units: frozenset[int], facts: FindingFacts) -> bool:
    """Whether `person` holds `permission` at a unit strictly above every one of `units`."""
    roots = frozenset(person.roots(permission))
    return bool(units) and all(roots & (facts.above.get(unit, frozenset()) - {unit}) for unit in units)


def holders(permission: Permission) -> str:
    return "、".join(ROLE_LABELS[role] for role, held in ROLE_PERMISSIONS.items() if permission in held)


def _who_in(parts: Sequence[Part]) -> "Who":
    """A guard: the permission is held over a unit that has one of `parts` in the finding (any, if none named)."""
    wanted = tuple(parts) or tuple(Part)

    def who(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
        if not person.may(permission):
            return f"须由{holders(permission)}办理"
        if reaches(person, permission, facts.units_of(*wanted), facts):
            return None
        return "该问题不在您的办理范围内" if not parts else "该问题的责任单位不在您的办理范围内"

    return who


# --- who: the findings ----------------------------------------------------------------------------------

Who = Callable[[Person, Permission, FindingFacts], str | None]
ANYWHERE = _who_in(())
ANSWERING = _who_in((Part.ANSWERING,))


def keeping_office(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    """A guard: the permission is held over the unit in whose ledger the finding stands (who supervises it).

    The office of a unit that answers or cooperates sees the finding and works on it; it neither hands it on
    nor closes, corrects or voids it, nor gives itself more time. What a unit registered of itself is
    supervised by nobody yet: there it is the office over the answering unit.
    """
    supervising = facts.units_of(Part.SUPERVISING)
    refused = ANYWHERE(person, permission, facts)
    if refused is None and not reaches(
        person, permission, supervising or facts.units_of(Part.ANSWERING), facts
    ):
        return "须由监督该问题的单位办理" if supervising else "该问题的责任单位不在您的办理范围内"
    return refused


def _who_fixes(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    # Who registered what a complaint showed was not there to see it put right.
    seen = facts.registered_by == person.account_id and facts.source is not Source.PUBLIC_REPORT
    if person.may(permission) and seen:
        return None
    if keeping_office(person, permission, facts) is None:
        return None
    return ANSWERING(person, permission, facts)


def who_verifies(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    """核验: another person than any who worked on it, from a unit above, or at the top from another department."""
    if not person.may(permission):
        return f"须由{holders(permission)}办理"
    if any(person.account_id == item.owner_id or person.account_id in item.hands for item in facts.items):
        return "您是整改措施的责任人或填报过进展,须由他人核验"
    if person.account_id == facts.fixed_by:
        return "立行立改由您登记,须由他人核验"
    answering = facts.units_of(Part.ANSWERING)
    # The unit that answers counts too: or its own office would verify what was given to a department of it.
    units = answering | {item.unit_id for item in facts.items if item.unit_id is not None}
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
    return keeping_office(person, permission, facts)


def _who_closes(person: Person, permission: Permission, facts: FindingFacts) -> str | None:
    """销号: the office in whose ledger it stands; a self-checked finding only by the level above."""
    refused = ANYWHERE(person, permission, facts)
    if refused or facts.source not in CLOSED_BY_LEVEL_ABOVE:
        return refused or keeping_office(person, permission, facts)
    from_above = _stands_above(person, permission, facts.units_of(Part.ANSWERING), facts)
    return None if from_above else "自查发现的问题须由上级单位销号"


_WHO: Mapping[str, Who] = {
    "confirm": keeping_office,
    "hand_out": keeping_office,
    "accept": ANSWERING,
    "decline": ANSWERING,
    "fix_on_site": _who_fixes,
    "reject_fix": who_verifies,
    "resume": keeping_office,
    "send_back": who_verifies,
    "verify": who_verifies,
    "urge": ANYWHERE,
    "apply_closure": keeping_office,
    "approve_closure": _who_approves,
    "refuse_closure": _who_approves,
    "countersign": keeping_office,
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


MOVES: Mapping[str, Move[Any]] = {
    **{move.action: move for move in WORK.moves},
    **{move.action: move for move in CLOSURE.moves},
}


def permission_of(move: Move[Any]) -> Permission:
    return Permission(move.permission)


def who_not(action: str, person: Person, facts: FindingFacts) -> str | None:
    """Why `person` is not the one to do `action`; None if they are."""
    return _WHO[action](person, permission_of(MOVES[action]), facts)


def when_not(action: str, facts: FindingFacts) -> str | None:
    """Why `action` is not possible now, whoever asks; None if it is."""
    if facts.voided:
        return "该问题已作废"
    if facts.closure is ClosureState.CLOSED:
        return "该问题已销号"
    move = MOVES[action]
    if action in WORK:
        if facts.work not in WORK.move(action).sources:
            return out_of_state(move.label, facts.work, WORK.move(action).sources, WORK_STATES)
    elif facts.closure not in CLOSURE.move(action).sources:
        return out_of_state(move.label, facts.closure, CLOSURE.move(action).sources, CLOSURE_STATES)
    guard = _WHEN.get(action)
    return guard(facts) if guard else None


def open_moves(facts: FindingFacts) -> list[str]:
    """The acts that are possible on this finding now, whoever may do them."""
    return [action for action in MOVES if when_not(action, facts) is None]


def check_who(action: str, person: Person, facts: FindingFacts) -> None:
    """Raise Forbidden unless `person` is the one to do `action`."""
    if reason := who_not(action, person, facts):
        raise Forbidden(reason)


def check_when(action: str, facts: FindingFacts) -> None:
    """Raise Conflict, naming the open moves, unless `action` is possible now."""
    if reason := when_not(action, facts):
        raise Conflict(reason, open_moves=open_moves(facts))


# --- registering ----------------------------------------------------------------------------------------------


def holds_over(person: Person, permission: Permission, above: Mapping[int, frozenset[int]]) -> bool:
    """Whether `permission` reaches every unit of `above` (unit → itself and all above it)."""
    roots = frozenset(person.roots(permission))
    return bool(roots) and all(roots & ancestors for ancestors in above.values())


def register_not(person: Person, source: Source, above: Mapping[int, frozenset[int]]) -> str | None:
    """Why `person` may not register a finding of `source` about the units of `above`.

    The office registers whatever came in; a unit what it found by checking itself; who handles complaints what
    those showed; an inspector what was found on the spot. Each where they are that: a clerk of one county is no
    clerk of the next.
    """
    if holds_over(person, Permission.FINDING_CONFIRM, above):
        return None
    if holds_over(person, Permission.MEASURE_REPORT, above):
        return None if source is Source.SELF_CHECK else "单位只能登记自查发现的问题"
    if holds_over(person, Permission.COMPLAINT_HANDLE, above):
        return None if source is Source.PUBLIC_REPORT else "投诉受理员只能登记投诉反映的问题(群众举报)"
    return None if source in ON_THE_SPOT else "督查人员只能登记现场发现的问题"
