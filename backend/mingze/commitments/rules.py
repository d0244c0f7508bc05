"""Who writes, approves and publishes a commitment, and who says what became of a promise. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingze.access.permissions import Permission
from mingze.commitments.vocabulary import CommitmentKind, CommitmentState, PromiseState
from mingze.kit.problems import Conflict, FieldError, Forbidden
from mingze.kit.workflow import Move, Workflow

_S, _P = CommitmentState, Permission
#: What one commitment may hold.
MAX_PROMISES = 30

WORK: Workflow[CommitmentState] = Workflow(
    [
        Move("edit", frozenset({_S.DRAFT, _S.REFUSED}), None, _P.DUTY_PREPARE, "修改"),
        Move("submit", frozenset({_S.DRAFT, _S.REFUSED}), _S.SUBMITTED, _P.DUTY_PREPARE, "报送审批"),
        Move("approve", frozenset({_S.SUBMITTED}), _S.APPROVED, _P.CAMPAIGN_DECIDE, "批准公开"),
        Move("refuse", frozenset({_S.SUBMITTED}), _S.REFUSED, _P.CAMPAIGN_DECIDE, "不予批准"),
        Move("publish", frozenset({_S.APPROVED}), _S.PUBLISHED, _P.DUTY_PREPARE, "登记公开"),
        Move(
            "discard",
            frozenset({_S.DRAFT, _S.SUBMITTED, _S.REFUSED, _S.APPROVED}),
            _S.WITHDRAWN,
            _P.DUTY_PREPARE,
            "撤回",
        ),
        Move("withdraw", frozenset({_S.PUBLISHED}), _S.WITHDRAWN, _P.CAMPAIGN_DECIDE, "撤销公开"),
    ]
)
#: Nothing is added to what has gone out or was taken back.
SETTLED = frozenset({_S.PUBLISHED, _S.WITHDRAWN})
#: What goes on after the campaign has ended.
_WITHOUT_CAMPAIGN = frozenset({"discard", "withdraw"})


class PromiseAct(StrEnum):
    KEEP = "keep"
    BREAK = "break"
    EXTEND = "extend"
    REOPEN = "reopen"


PROMISE_ACT_LABELS: Mapping[StrEnum, str] = {
    PromiseAct.KEEP: "已兑现",
    PromiseAct.BREAK: "未兑现",
    PromiseAct.EXTEND: "延期",
    PromiseAct.REOPEN: "重新跟踪",
}
_RUNNING = frozenset({PromiseState.OPEN, PromiseState.EXTENDED})
_ENDED = frozenset({PromiseState.KEPT, PromiseState.BROKEN})
PROMISE: Workflow[PromiseState] = Workflow(
    [
        Move(PromiseAct.KEEP, _RUNNING, PromiseState.KEPT, _P.DUTY_PREPARE, "已兑现"),
        Move(PromiseAct.BREAK, _RUNNING, PromiseState.BROKEN, _P.DUTY_PREPARE, "未兑现"),
        Move(PromiseAct.EXTEND, _RUNNING, PromiseState.EXTENDED, _P.DUTY_PREPARE, "延期"),
        Move(PromiseAct.REOPEN, _ENDED, PromiseState.OPEN, _P.CAMPAIGN_MANAGE, "重新跟踪"),
    ]
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, as far as this commitment is concerned: at its unit, and at the office of the campaign."""

    account_id: int
    prepares: bool
    manages: bool
    decides: bool

    def holds(self, permission: StrEnum) -> bool:
        return {
            Permission.DUTY_PREPARE: self.prepares,
            Permission.CAMPAIGN_MANAGE: self.manages,
            Permission.CAMPAIGN_DECIDE: self.decides,
        }[Permission(permission)]


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    state: CommitmentState
    kind: CommitmentKind
    personal: bool
    promises: int
    media: int
    written_by: int
    submitted_by: int | None
    #: The campaign is under way.
    running: bool


@dataclass(frozen=True, slots=True)
class Allowed:
    action: str
    label: str
    enabled: bool
    reason: str | None


def who_not(action: str, hand: Hand, facts: CommitmentFacts) -> str | None:
    """Why this person may not; None where they may."""
    if action == "publish" and hand.manages:
        return None
    permission = WORK.move(action).permission
    if not hand.holds(permission):
        return "须由活动办公室的分管领导办理" if permission is _P.CAMPAIGN_DECIDE else "须由本单位人员办理"
    if action in {"approve", "refuse"} and hand.account_id in {facts.written_by, facts.submitted_by}:
        return "由您起草或报送,须由他人审批"
    return None


def when_not(action: str, facts: CommitmentFacts) -> str | None:
    """Why not now; None where it can be done."""
    move = WORK.move(action)
    if facts.state not in move.sources:
        return f"当前状态下不能“{move.label}”"
    if not facts.running and action not in _WITHOUT_CAMPAIGN:
        return "专项活动不在进行中"
    return None


def check(action: str, hand: Hand, facts: CommitmentFacts) -> None:
    """Forbidden where the person may not; what the state forbids is said by `check_when`."""
    if reason := who_not(action, hand, facts):
        raise Forbidden(reason)


def check_when(action: str, facts: CommitmentFacts) -> None:
    if reason := when_not(action, facts):
        raise Conflict(reason, open_moves=[move.action for move in WORK.open_from(facts.state)])


def lacking(facts: CommitmentFacts) -> list[FieldError]:
    """What a commitment must have before it is sent: promises where it promises, a medium where it goes out."""
    found = []
    if facts.kind is CommitmentKind.COMMITMENT and not facts.promises:
        found.append(FieldError("/body/promises", "公开承诺须逐项列出承诺事项"))
    if not facts.personal and not facts.media:
        found.append(FieldError("/body/media", "须选择公开方式"))
    return found


def allowed_actions(hand: Hand, facts: CommitmentFacts) -> list[Allowed]:
    """What this person may do here, and why not now."""
    listed = []
    for move in WORK.moves:
        if hand.holds(move.permission) or (move.action == "publish" and hand.manages):
            reason = who_not(move.action, hand, facts) or when_not(move.action, facts)
            listed.append(Allowed(move.action, move.label, enabled=reason is None, reason=reason))
    return listed


# --- promises -----------------------------------------------------------------------------------------------


def promise_who_not(act: PromiseAct, hand: Hand) -> str | None:
    """The unit says how it keeps its word; the office may say that it was not kept, and take it up again."""
    if act is PromiseAct.BREAK and hand.manages:
        return None
    if hand.holds(PROMISE.move(act).permission):
        return None
    return "须由活动办公室办理" if act is PromiseAct.REOPEN else "须由作出承诺的单位办理"


def promise_when_not(act: PromiseAct, state: PromiseState, *, published: bool) -> str | None:
    if not published:
        return "承诺尚未公开"
    return None if state in PROMISE.move(act).sources else f"当前状态下不能登记“{PROMISE.move(act).label}”"


def promise_acts(hand: Hand, state: PromiseState, *, published: bool) -> list[PromiseAct]:
    """What this person may say of the promise now."""
    return [
        act
        for act in PromiseAct
        if promise_who_not(act, hand) is None and promise_when_not(act, state, published=published) is None
    ]


def extension_fault(due_on: date, until: date | None) -> str | None:
    if until is None:
        return "延期须写明新的期限"
    return None if until > due_on else "新的期限须晚于现在的期限"


def is_overdue(state: PromiseState, due_on: date, today: date) -> bool:
    return state in _RUNNING and due_on < today


RUNNING_PROMISES = tuple(sorted(_RUNNING))
