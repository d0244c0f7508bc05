"""What may be done with a duty, by whom, and whether it is in time. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.campaigns.vocabulary import CampaignState
from mingze.duties.vocabulary import (
    DutyKind,
    DutyRequestKind,
    DutyRequestState,
    DutyState,
    Punctuality,
    ResultState,
)
from mingze.findings.facts import AllowedAction
from mingze.kit.clock import SHANGHAI
from mingze.kit.problems import Conflict, Forbidden
from mingze.kit.workflow import Move, Workflow

_S, _P, _R = DutyState, Permission, ResultState

#: What a unit may still write.
OPEN_STATES = frozenset({_S.AWAITED, _S.DRAFT, _S.RETURNED})
#: What has not been sent and was not taken back.
UNSENT_STATES = frozenset({_S.SCHEDULED, *OPEN_STATES})
RUNNING = frozenset({CampaignState.ACTIVE, CampaignState.SUMMARISING})

WORK: Workflow[DutyState] = Workflow(
    [
        Move("draft", frozenset({_S.AWAITED, _S.DRAFT}), _S.DRAFT, _P.DUTY_PREPARE, "填写"),
        Move("rewrite", frozenset({_S.RETURNED}), None, _P.DUTY_PREPARE, "修改"),
        Move("submit", OPEN_STATES, _S.SUBMITTED, _P.DUTY_PREPARE, "报送"),
        Move("return", frozenset({_S.SUBMITTED}), _S.RETURNED, _P.CAMPAIGN_MANAGE, "退回"),
        Move("accept", frozenset({_S.SUBMITTED}), _S.ACCEPTED, _P.CAMPAIGN_MANAGE, "采纳"),
    ]
)
RESULTS: Workflow[ResultState] = Workflow(
    [
        Move("publish", frozenset({_R.DRAFTED}), _R.PUBLISHED, _P.CAMPAIGN_DECIDE, "公布"),
        Move("refuse", frozenset({_R.DRAFTED}), _R.REFUSED, _P.CAMPAIGN_DECIDE, "不批准"),
        Move("withdraw", frozenset({_R.PUBLISHED}), _R.WITHDRAWN, _P.CAMPAIGN_DECIDE, "撤回"),
    ]
)
_ASKS: Mapping[DutyRequestKind, str] = {
    DutyRequestKind.EXEMPTION: "申请免责",
    DutyRequestKind.ACCOUNTABILITY: "提请责任追究",
}


# --- in time or not --------------------------------------------------------------------------------------------


def punctuality(
    *,
    due_at: datetime,
    first_submitted_at: datetime | None,
    exempted_at: datetime | None,
    now: datetime,
    missing_after_days: int,
) -> Punctuality:
    """By the first time it was sent; `due_at` is the first instant that is late."""
    if exempted_at is not None:
        return Punctuality.EXEMPTED
    if first_submitted_at is not None:
        return Punctuality.ON_TIME if first_submitted_at < due_at else Punctuality.LATE
    if now < due_at:
        return Punctuality.NOT_DUE
    missing_from = due_at + timedelta(days=missing_after_days)
    return Punctuality.LATE if now < missing_from else Punctuality.MISSING


def punctuality_of(row: Mapping[Any, Any], now: datetime, missing_after_days: int) -> Punctuality:
    """The same of the row of a duty."""
    return punctuality(
        due_at=row["due_at"],
        first_submitted_at=row["first_submitted_at"],
        exempted_at=row["exempted_at"],
        now=now,
        missing_after_days=missing_after_days,
    )


def last_day(due_at: datetime) -> date:
    """The last day that is in time."""
    return (due_at - timedelta(microseconds=1)).astimezone(SHANGHAI).date()


def days_late(due_at: datetime, first_submitted_at: datetime | None, now: datetime) -> int | None:
    """How many days late it was sent, or is by now: a part of a day is a day. None where it is not."""
    late = (first_submitted_at or now) - due_at
    return late // timedelta(days=1) + 1 if late >= timedelta(0) else None


# --- who may do what -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a duty stands: the unit that owes it and the campaign's, each with those above."""

    unit_line: frozenset[int]
    office_line: frozenset[int]


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What the rules look at."""

    kind: DutyKind
    state: DutyState
    campaign_state: CampaignState
    place: Place
    punctuality: Punctuality
    submitted_by: int | None = None
    #: Kinds of request that wait for a decision.
    asked: frozenset[DutyRequestKind] = frozenset()
    #: Kinds that were approved.
    approved: frozenset[DutyRequestKind] = frozenset()


def reaches(actor: Actor, permission: StrEnum, line: frozenset[int]) -> bool:
    return not line.isdisjoint(actor.roots(Permission(permission)))


def is_office(actor: Actor, permission: Permission, facts: DutyFacts) -> bool:
    return reaches(actor, permission, facts.place.office_line)


def sees_likeness(actor: Actor, facts: DutyFacts) -> bool:
    """Both sides are for the office; who sends sees their own words only."""
    return is_office(actor, _P.CAMPAIGN_MANAGE, facts) or is_office(actor, _P.CAMPAIGN_DECIDE, facts)


def who_not(action: str, actor: Actor, facts: DutyFacts) -> str | None:
    """Why this person may not do it, whatever the state; None where they may."""
    if action in ("draft", "rewrite"):
        if not reaches(actor, _P.DUTY_PREPARE, facts.place.unit_line):
            return "须由报送单位的负责人或联络员填写"
    elif action == "submit":
        return _who_sends_not(actor, facts)
    else:
        if not is_office(actor, _P.CAMPAIGN_MANAGE, facts):
            return "须由专项活动办公室的经办人审核"
        if facts.submitted_by == actor.account_id:
            return "报送的人不能审核自己报送的内容"
    return None


def _who_sends_not(actor: Actor, facts: DutyFacts) -> str | None:
    if facts.kind is DutyKind.SUB_PLAN and not reaches(actor, _P.DUTY_SIGN, facts.place.unit_line):
        return "本单位方案须由单位负责人报送"
    if not reaches(actor, _P.DUTY_PREPARE, facts.place.unit_line):
        return "须由报送单位的负责人或联络员报送"
    return None


def when_not(action: str, facts: DutyFacts) -> str | None:
    """Why it cannot be done now, whoever asks."""
    if action in ("draft", "rewrite", "submit"):
        if facts.campaign_state not in RUNNING:
            return "专项活动已中止或结束,不再报送"
        if facts.state is _S.SCHEDULED:
            return "数据截止日以后才能填报"
    move = WORK.move(action)
    if facts.state not in move.sources:
        return f"当前状态下不能“{move.label}”"
    return None


def check_who(action: str, actor: Actor, facts: DutyFacts) -> None:
    if reason := who_not(action, actor, facts):
        raise Forbidden(reason)


def check_when(action: str, facts: DutyFacts) -> None:
    if reason := when_not(action, facts):
        raise Conflict(reason, open_moves=[move.action for move in WORK.open_from(facts.state)])


def allowed_actions(actor: Actor, facts: DutyFacts) -> list[AllowedAction]:
    """Every act the person may have a button for, and why not where it is off."""
    found = []
    for move in WORK.moves:
        if move.action == "rewrite" and facts.state is not _S.RETURNED:
            continue
        if move.action == "draft" and facts.state is _S.RETURNED:
            continue
        reason = who_not(move.action, actor, facts) or when_not(move.action, facts)
        found.append(AllowedAction(move.action, move.label, reason is None, reason))
    for kind, label in _ASKS.items():
        reason = who_asks_not(kind, actor, facts) or when_asked_not(kind, facts)
        found.append(AllowedAction(f"ask_{kind}", label, reason is None, reason))
    return found


# --- what lateness leads to: a person asks, another decides ----------------------------------------------------


def who_asks_not(kind: DutyRequestKind, actor: Actor, facts: DutyFacts) -> str | None:
    office = is_office(actor, _P.CAMPAIGN_MANAGE, facts)
    if kind is DutyRequestKind.ACCOUNTABILITY:
        return None if office else "责任追究须由专项活动办公室的经办人提请"
    own = reaches(actor, _P.DUTY_PREPARE, facts.place.unit_line)
    return None if office or own else "免责须由报送单位或专项活动办公室申请"


def when_asked_not(kind: DutyRequestKind, facts: DutyFacts) -> str | None:
    if facts.punctuality is Punctuality.EXEMPTED:
        return "已经免责"
    if facts.punctuality not in (Punctuality.LATE, Punctuality.MISSING):
        return "没有迟报,不需要申请"
    if kind in facts.asked:
        return "已有同类申请等待审批"
    if kind in facts.approved:
        return "同类申请已经批准"
    return None


def sees_request(
    actor: Actor, kind: DutyRequestKind, state: DutyRequestState, office_line: frozenset[int]
) -> bool:
    """A proposal that somebody answer for it is the office's own until a leader has approved it."""
    return (
        kind is not DutyRequestKind.ACCOUNTABILITY
        or state is DutyRequestState.APPROVED
        or reaches(actor, _P.CAMPAIGN_READ, office_line)
    )


def who_decides_not(actor: Actor, office_line: frozenset[int], asked_by: int) -> str | None:
    if not reaches(actor, _P.CAMPAIGN_DECIDE, office_line):
        return "须由专项活动办公室的分管领导审批"
    return "提出申请的人不能审批" if asked_by == actor.account_id else None


def when_decided_not(state: DutyRequestState) -> str | None:
    return None if state is DutyRequestState.ASKED else "该申请已经审批"


# --- results of reporting --------------------------------------------------------------------------------------


def who_decides_result_not(actor: Actor, office_line: frozenset[int], drafted_by: int) -> str | None:
    if not reaches(actor, _P.CAMPAIGN_DECIDE, office_line):
        return "须由专项活动办公室的分管领导批准"
    return "拟稿的人不能批准" if drafted_by == actor.account_id else None


def result_actions(
    actor: Actor, office_line: frozenset[int], drafted_by: int, state: ResultState
) -> list[AllowedAction]:
    found = []
    for move in RESULTS.moves:
        reason = who_decides_result_not(actor, office_line, drafted_by)
        if reason is None and state not in move.sources:
            reason = f"当前状态下不能“{move.label}”"
        found.append(AllowedAction(move.action, move.label, reason is None, reason))
    return found
