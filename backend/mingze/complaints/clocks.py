"""Which act starts, meets and ends which clock, as one table. Pure.

What sets a time going is said by the rule (`timelimits/`, `starts_from`); here stands which act that is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mingze.complaints.vocabulary import (
    ComplaintChannel,
    ComplaintKind,
    ComplaintState,
    Matter,
    PetitionClass,
)
from mingze.complaints.workflow import OPEN
from mingze.kit.clock import SHANGHAI
from mingze.timelimits.national import StartsFrom, time_limits

#: Acts that stand in no workflow: taken in; what it is was corrected; its opinion reached the petitioner.
REGISTER, CHANGE, DELIVER = "register", "change", "deliver"
#: What follows an urging that helps nothing.
AFTER_URGING = "RX-5d"


def mediation(action: str, by: str) -> str:
    """The act as clocks know it: mediation of a committee and of an authority have times of their own."""
    return f"{action}:{by}"


class Facts(Protocol):
    """What of a complaint a clock looks at, as the act has left it."""

    kind: ComplaintKind
    channel: ComplaintChannel
    matter: Matter
    petition_class: PetitionClass | None
    urgent: bool
    is_complex: bool
    from_superior: bool
    state: ComplaintState
    round: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ClockRule:
    """`code` is None where a person sets the day. `begun_by`: instead of what the rule of law says.

    `answers`: the time in which whoever complained hears something: it stands still while the parties settle it
    otherwise, and another of its sort takes its place when what the matter is was corrected.
    """

    code: str | None
    purpose: str
    met_by: frozenset[str]
    ended_by: frozenset[str] = frozenset()
    applies: Callable[[Facts], bool] = lambda _facts: True
    begun_by: frozenset[str] | None = None
    is_window: bool = False
    answers: bool = False

    @property
    def begins_with(self) -> frozenset[str]:
        if self.begun_by is not None:
            return self.begun_by
        starts_from = time_limits()[self.code].starts_from if self.code else None
        return STARTS[starts_from] if starts_from else frozenset()


#: What sets a time going → the acts that are it. (催办 and 期限届满 start no clock of their own.)
STARTS: Mapping[StartsFrom, frozenset[str]] = {
    StartsFrom.RECEIPT: frozenset({REGISTER, "redo", "forward", "to_petition", "call_back"}),
    StartsFrom.DISPATCH: frozenset({"assign"}),
    StartsFrom.SIGNING: frozenset({"sign"}),
    StartsFrom.ACCEPTANCE: frozenset(
        {"accept", "accept_mediation:people", "accept_mediation:administrative"}
    ),
    StartsFrom.APPLICATION: frozenset({"mediate:administrative"}),
    StartsFrom.DELIVERY: frozenset({DELIVER}),
    StartsFrom.REQUEST: frozenset({"request_review", "request_recheck"}),
    StartsFrom.ANSWER: frozenset({"answer", "settle", "settle_on_spot"}),
    StartsFrom.URGING: frozenset(),
    StartsFrom.EXPIRY: frozenset(),
}
#: The complaint goes another way; `RESUMED` brings it back to what it had left.
APART = frozenset({"negotiate", "mediate:people", "mediate:administrative", "litigate"})
RESUMED = "take_back"
#: In these something may still fall due; in all others nothing runs any more.
_UNDER_WAY = OPEN | {
    ComplaintState.ANSWERED,
    ComplaintState.VISITED_BACK,
    ComplaintState.OPINION_ISSUED,
    ComplaintState.REVIEWED,
}

#: Another law, or another office: what ran until then runs no more.
_ANEW = frozenset({"to_petition", "forward", "call_back"})

_ANSWERED = frozenset({"answer", "settle", "settle_on_spot", "not_handle", "transfer"})
_ROUTED = frozenset({"accept", "forward", "forward_outside", "refuse", "divert"})
_OPINIONS = frozenset({"issue_opinion", "issue_review", "issue_recheck"})
_HOTLINES = frozenset({ComplaintChannel.HOTLINE_12345, ComplaintChannel.HOTLINE_12320})


def _complaint(facts: Facts) -> bool:
    return facts.kind == ComplaintKind.COMPLAINT


def _ordinary(facts: Facts) -> bool:
    return _complaint(facts) and facts.channel not in _HOTLINES


def _order(*matters: Matter) -> Callable[[Facts], bool]:
    return lambda facts: (
        _complaint(facts)
        and facts.channel == ComplaintChannel.HOTLINE_12345
        and not facts.urgent
        and facts.matter in matters
    )


def _health_line(facts: Facts) -> bool:
    return _complaint(facts) and facts.channel == ComplaintChannel.HOTLINE_12320


def _petition(facts: Facts) -> bool:
    return facts.kind == ComplaintKind.PETITION


def _in(state: ComplaintState) -> Callable[[Facts], bool]:
    return lambda facts: _petition(facts) and facts.state == state


def _answer(code: str, purpose: str, applies: Callable[[Facts], bool]) -> ClockRule:
    return ClockRule(code, purpose, _ANSWERED, applies=applies, answers=True)


def _mediating(code: str, purpose: str, by: str) -> ClockRule:
    return ClockRule(
        code,
        purpose,
        met_by=frozenset({"settle"}),
        ended_by=frozenset({RESUMED, "litigate"}),
        applies=_complaint,
        begun_by=frozenset({mediation("accept_mediation", by)}),
    )


SUPERVISED, PARKED, ORDERED, PROMISED = "督办期限", "挂账复核", "来单要求的答复期限", "本机关确定的办理期限"

RULES: Sequence[ClockRule] = (
    # a complaint
    ClockRule(
        "TS-1",
        "当场处理",
        met_by=frozenset({"settle_on_spot"}),
        applies=_ordinary,
        begun_by=frozenset({"settle_on_spot"}),
    ),
    _answer("TS-2", "反馈处理意见", lambda facts: _ordinary(facts) and not facts.is_complex),
    _answer("TS-3", "反馈处理意见(多部门协同)", lambda facts: _ordinary(facts) and facts.is_complex),
    _answer(
        "RX-11a",
        "紧急工单处置",
        lambda facts: _complaint(facts) and facts.channel == ComplaintChannel.HOTLINE_12345 and facts.urgent,
    ),
    _answer("RX-11b", "答复咨询工单", _order(Matter.CONSULT)),
    _answer("RX-11c", "答复求助、建议工单", _order(Matter.HELP, Matter.SUGGEST, Matter.COMMENT)),
    _answer("RX-11d", "答复投诉、举报工单", _order(Matter.COMPLAIN, Matter.REPORT)),
    ClockRule("RX-6a", "报送主管部门", _ANSWERED | {"assign"}, applies=_health_line),
    _answer("RX-6b", "办结12320事项", _health_line),
    ClockRule("RX-6c", "回访", frozenset({"visit_back"}), applies=_health_line),
    ClockRule(
        "TS-13c",
        "决定是否受理行政调解",
        met_by=frozenset({"accept_mediation:administrative"}),
        ended_by=frozenset({RESUMED, "litigate", "settle"}),
        applies=_complaint,
    ),
    _mediating("TS-13a", "完成人民调解", "people"),
    _mediating("TS-13b", "完成行政调解", "administrative"),
    # a petition
    ClockRule(
        "XF-2",
        "登记并告知去向",
        _ROUTED,
        applies=lambda facts: _petition(facts) and not facts.from_superior,
        answers=True,
    ),
    ClockRule(
        "XF-3",
        "告知是否受理",
        _ROUTED,
        applies=lambda facts: _petition(facts) and facts.from_superior,
        answers=True,
    ),
    ClockRule(
        "XF-4",
        "向转送机关提出异议",
        met_by=frozenset({"object"}),
        ended_by=_ROUTED,
        applies=lambda facts: _petition(facts) and facts.from_superior,
        is_window=True,
        answers=True,
    ),
    ClockRule(
        "XF-5",
        "办结并出具处理意见书",
        met_by=frozenset({"issue_opinion"}),
        applies=lambda facts: _petition(facts) and facts.petition_class == PetitionClass.APPEAL,
        begun_by=frozenset({"accept"}),
    ),
    ClockRule(
        "XF-7",
        "请求复查",
        frozenset({"request_review"}),
        applies=_in(ComplaintState.OPINION_ISSUED),
        is_window=True,
    ),
    ClockRule("XF-8", "出具复查意见", frozenset({"issue_review"}), applies=_in(ComplaintState.REVIEWING)),
    ClockRule(
        "XF-9",
        "请求复核",
        frozenset({"request_recheck"}),
        applies=_in(ComplaintState.REVIEWED),
        is_window=True,
    ),
    ClockRule("XF-10", "出具复核意见", frozenset({"issue_recheck"}), applies=_in(ComplaintState.RECHECKING)),
)
#: Days that a person sets.
SET: Sequence[ClockRule] = (
    ClockRule(None, SUPERVISED, _ANSWERED | _OPINIONS, begun_by=frozenset({"supervise"})),
    ClockRule(None, PARKED, frozenset({"unpark"}), begun_by=frozenset({"park"})),
    ClockRule(None, PROMISED, frozenset({"issue_opinion"}), begun_by=frozenset({"accept"})),
    ClockRule(None, ORDERED, _ANSWERED, begun_by=frozenset({REGISTER, "redo"})),
)
_BY_PURPOSE: Mapping[str, ClockRule] = {rule.purpose: rule for rule in (*RULES, *SET)}


def rule_of(purpose: str) -> ClockRule:
    return _BY_PURPOSE[purpose]


def begun(action: str, facts: Facts, at: datetime) -> Iterable[ClockRule]:
    """What an act starts. What is settled on another day than that of its receipt was not settled on the spot."""
    for rule in RULES:
        on_time = rule.code != "TS-1" or _day(at) == _day(facts.received_at)
        if action in rule.begins_with and rule.applies(facts) and on_time:
            yield rule


def set_by(action: str) -> ClockRule | None:
    """The clock for the day that a person names with the act."""
    return next((rule for rule in SET if rule.begun_by and action in rule.begun_by), None)


def started_at(rule: ClockRule, action: str, facts: Facts, at: datetime) -> datetime:
    """The instant from which it runs: of receipt, the complaint's own; of what is done over, the order to."""
    limit = time_limits()[rule.code] if rule.code else None
    if limit is not None and limit.starts_from == StartsFrom.RECEIPT and action not in ("redo", "forward"):
        return facts.received_at
    return at


def is_met(rule: ClockRule, action: str) -> bool:
    return action in rule.met_by


def is_met_at_once(rule: ClockRule, action: str) -> bool:
    """What is settled on the spot began and is done with the same act."""
    return rule.begun_by is not None and action in rule.begun_by and action in rule.met_by


def is_ended(rule: ClockRule, action: str, facts: Facts, of_round: int) -> bool:
    """Whether it stops without having been met."""
    return (
        action in rule.ended_by
        or (rule.answers and action in APART)
        or facts.state not in _UNDER_WAY
        or of_round != facts.round
        or (action in _ANEW and rule.code is not None)
        or (action in REVISING and rule.answers and not rule.applies(facts))
    )


#: After these another time to answer may be the right one.
REVISING = frozenset({CHANGE, "mark_complex", "unmerge"})


def replacing(facts: Facts) -> Iterable[ClockRule]:
    """The times to answer that fit what it is now."""
    return (rule for rule in RULES if rule.answers and rule.applies(facts))


def is_revived(rule: ClockRule, action: str, facts: Facts) -> bool:
    """Whether what had stopped goes on: the parties did not agree, or it stands alone again."""
    if not rule.applies(facts) or rule.is_window or rule.code is None:
        return False
    return rule.answers if action == RESUMED else action == "unmerge" and REGISTER in rule.begins_with


def _day(at: datetime) -> object:
    return at.astimezone(SHANGHAI).date()
