"""Who may do what with a complaint or a petition, and when. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mingze.access.permissions import Permission
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState
from mingze.complaints.workflow import FOR_OFFICE, HANDS, OPEN, WORKFLOWS, Hand
from mingze.findings.facts import AllowedAction, Person
from mingze.findings.vocabulary import Light
from mingze.kit.problems import Conflict, Forbidden

_P, _S = Permission, ComplaintState

#: From so long before it is due a clock is shown as near.
SOON = timedelta(days=2)
#: There is an answer that who complained may rate and object to.
ANSWERED = frozenset({_S.ANSWERED, _S.VISITED_BACK, _S.CLOSED})
#: Acts that would leave what was merged into it with nobody who answers.
PARTING = frozenset({"withdraw", "to_petition"})
_HAND_WORDS = {
    Hand.OFFICE: "受理机关的投诉受理人员",
    Hand.LEAD: "主办单位",
    Hand.ASSISTING: "协办单位",
    Hand.LEADER: "受理机关的分管领导",
}


def light(due_at: datetime | None, now: datetime) -> Light:
    """`due_at`: the first instant that is late; None while the working calendar does not reach so far."""
    if due_at is None:
        return Light.GREY
    if now >= due_at:
        return Light.RED
    return Light.YELLOW if now >= due_at - SOON else Light.GREEN


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that handles it. `hands`: the unit and those above it as far as the office, which is left out
    (unless it handles the matter itself): an authority never signs for an institution."""

    unit_id: int
    hands: frozenset[int]
    signed: bool = False
    active: bool = True


def part_of(
    unit_id: int,
    line: Iterable[int],
    office_line: frozenset[int],
    *,
    signed: bool = False,
    active: bool = True,
) -> Part:
    """`line`: the unit and all above it."""
    own = unit_id in office_line
    return Part(unit_id, office_line if own else frozenset(line) - office_line, signed, active)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at."""

    kind: ComplaintKind
    state: ComplaintState
    #: The office and those above it.
    office_line: frozenset[int]
    lead: Part | None = None
    assisting: tuple[Part, ...] = ()
    designated: bool = False
    #: Units whose giving back was approved or refused already.
    gave_back: frozenset[int] = frozenset()
    #: Who asked what still waits for a decision.
    return_asked_by: int | None = None
    extension_asked_by: int | None = None
    #: Whether a clock that may be extended still runs and was not extended.
    can_extend: bool = False
    #: Whether others were merged into it: what it ends in is theirs too.
    joined: bool = False


def reaches(actor: Person, permission: Permission, line: frozenset[int]) -> bool:
    return not line.isdisjoint(actor.roots(permission))


def handles(actor: Person, part: Part) -> bool:
    """Whether the person acts for the unit."""
    return reaches(actor, _P.COMPLAINT_HANDLE, part.hands)


def hands_of(actor: Person, facts: Facts) -> frozenset[Hand]:
    """Whose hands the person is in this matter."""
    found = set()
    if reaches(actor, _P.COMPLAINT_HANDLE, facts.office_line):
        found.add(Hand.OFFICE)
    if facts.lead is not None and handles(actor, facts.lead):
        found.add(Hand.LEAD)
    if any(handles(actor, part) for part in facts.assisting):
        found.add(Hand.ASSISTING)
    if reaches(actor, _P.COMPLAINT_DECIDE, facts.office_line):
        found.add(Hand.LEADER)
    return frozenset(found)


def is_office(actor: Person, facts: Facts) -> bool:
    return bool(hands_of(actor, facts) & {Hand.OFFICE, Hand.LEADER})


def who_not(action: str, actor: Person, facts: Facts) -> str | None:
    """Why this person may not do it, whatever the state; None where they may."""
    wanted = HANDS.get(action, FOR_OFFICE)
    if hands_of(actor, facts).isdisjoint(wanted):
        return "须由" + "或".join(_HAND_WORDS[hand] for hand in Hand if hand in wanted) + "办理"
    asked_by = {
        "approve_return": facts.return_asked_by,
        "refuse_return": facts.return_asked_by,
        "decide_extension": facts.extension_asked_by,
    }.get(action)
    return "提出申请的人不能审批" if asked_by == actor.account_id else None


def when_not(action: str, facts: Facts) -> str | None:
    """Why it cannot be done now, whoever asks."""
    workflow = WORKFLOWS[facts.kind]
    if action not in workflow:
        return "投诉和信访事项的办理程序不同,不适用该操作"
    move = workflow.move(action)
    if facts.state not in move.sources:
        return f"当前状态下不能“{move.label}”"
    return _hindrance(action, facts)


def _hindrance(action: str, facts: Facts) -> str | None:
    match action:
        case _ if action in PARTING and facts.joined:
            return "已有其他件并入本件,须先撤销并案,各自办理"
        case "ask_return" if facts.designated:
            return "指定办理的不能退单"
        case "ask_return" if facts.lead is not None and facts.lead.unit_id in facts.gave_back:
            return "每个单位只能申请退单一次"
        case "ask_extension" if facts.extension_asked_by is not None:
            return "已有延期申请等待审批"
        case "ask_extension" if not facts.can_extend:
            return "没有可以延期的时限:须在到期之前申请,且只能延期一次"
        case "decide_extension" if facts.extension_asked_by is None:
            return "没有等待审批的延期申请"
        case "report_assisting" if not facts.assisting:
            return "没有协办单位"
        case "urge" | "answer" if facts.kind is ComplaintKind.COMPLAINT and facts.lead is None:
            return "还没有主办单位"
    return None


def check_who(action: str, actor: Person, facts: Facts) -> None:
    if reason := who_not(action, actor, facts):
        raise Forbidden(reason)


def check_when(action: str, facts: Facts) -> None:
    if reason := when_not(action, facts):
        raise Conflict(
            reason, open_moves=[move.action for move in WORKFLOWS[facts.kind].open_from(facts.state)]
        )


def allowed_actions(actor: Person, facts: Facts) -> list[AllowedAction]:
    """Every act of its workflow that leads from where it stands, and why not where it is off for this person."""
    found = []
    for move in WORKFLOWS[facts.kind].open_from(facts.state):
        reason = who_not(move.action, actor, facts) or when_not(move.action, facts)
        found.append(AllowedAction(move.action, move.label, reason is None, reason))
    return found


def is_open(state: ComplaintState) -> bool:
    return state in OPEN


# --- the complainant's side ------------------------------------------------------------------------------------


def rates_not(state: ComplaintState, answered_at: datetime | None, rated_at: datetime | None) -> str | None:
    """Why who complained may not rate the answer: once each time it was answered. What the office noted at a visit
    stands in nobody's way. Of what was merged: the state and the answer of the main one."""
    if state not in ANSWERED or answered_at is None:
        return "还没有答复,暂不能评价"
    return "已经评价过了" if is_rated(answered_at, rated_at) else None


def is_rated(answered_at: datetime | None, rated_at: datetime | None) -> bool:
    """Whether who complained rated this answer, and not only an earlier one."""
    return answered_at is not None and rated_at is not None and rated_at >= answered_at


def objects_not(state: ComplaintState, answered_at: datetime | None) -> str | None:
    """Why who complained may not object to the answer."""
    return None if state in ANSWERED and answered_at is not None else "还没有答复,可以直接补充说明"


# --- beside the workflow ---------------------------------------------------------------------------------------


def may_see_complainant(actor: Person, facts: Facts, *, confidential: bool) -> bool:
    """Who complained is for the office; for units that handle it only where confidence was not asked for."""
    hands = hands_of(actor, facts)
    if hands & {Hand.OFFICE, Hand.LEADER}:
        return True
    return not confidential and bool(hands & {Hand.LEAD, Hand.ASSISTING})


def who_changes_not(actor: Person, facts: Facts) -> str | None:
    """Why this person may not correct what was registered."""
    return None if Hand.OFFICE in hands_of(actor, facts) else f"须由{_HAND_WORDS[Hand.OFFICE]}办理"


def when_changed_not(facts: Facts) -> str | None:
    return None if is_open(facts.state) else "已经办结或转出,不能再修改登记内容"


def who_writes_not(actor: Person, facts: Facts, *, inner: bool) -> str | None:
    """Why this person may not speak: to the complainant the office and the unit that leads; inside whoever has
    a hand in it."""
    hands = hands_of(actor, facts)
    if inner:
        return None if hands else "须由经办人员填写"
    return None if hands & {Hand.OFFICE, Hand.LEAD} else "须由受理机关或主办单位回复投诉人"
