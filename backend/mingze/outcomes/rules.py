"""Who recommends, confirms and withdraws what a campaign leaves behind. Pure."""

from dataclasses import dataclass

from mingze.access.permissions import Permission
from mingze.kit.problems import Conflict, Forbidden
from mingze.kit.workflow import Move, Workflow
from mingze.outcomes.vocabulary import ExemplarState

_S, _P = ExemplarState, Permission
#: Findings that one rule may be recorded for.
MAX_FINDINGS = 50

EXEMPLAR: Workflow[ExemplarState] = Workflow(
    [
        Move("confirm", frozenset({_S.RECOMMENDED}), _S.CONFIRMED, _P.CAMPAIGN_MANAGE, "认定"),
        Move("refuse", frozenset({_S.RECOMMENDED}), _S.REFUSED, _P.CAMPAIGN_MANAGE, "不予认定"),
        Move("withdraw", frozenset({_S.RECOMMENDED, _S.CONFIRMED}), _S.WITHDRAWN, _P.DUTY_PREPARE, "撤销"),
    ]
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts: at the unit of the example, and at the office of the campaign."""

    account_id: int
    prepares: bool
    manages: bool


def exemplar_who_not(action: str, hand: Hand, *, state: ExemplarState, recommended_by: int) -> str | None:
    """The unit takes back what it recommended; what the office confirmed, the office withdraws."""
    if action == "withdraw" and state is not ExemplarState.CONFIRMED:
        return None if hand.prepares or hand.manages else "须由推荐单位办理"
    if not hand.manages:
        return "须由活动办公室办理"
    if action != "withdraw" and hand.account_id == recommended_by:
        return "由您推荐,须由他人认定"
    return None


def check_exemplar(action: str, hand: Hand, *, state: ExemplarState, recommended_by: int) -> None:
    if reason := exemplar_who_not(action, hand, state=state, recommended_by=recommended_by):
        raise Forbidden(reason)


def check_exemplar_when(action: str, state: ExemplarState) -> None:
    if state not in EXEMPLAR.move(action).sources:
        label = EXEMPLAR.move(action).label
        moves = [move.action for move in EXEMPLAR.open_from(state)]
        raise Conflict(f"当前状态下不能“{label}”", open_moves=moves)


def exemplar_acts(hand: Hand, *, state: ExemplarState, recommended_by: int) -> list[str]:
    """What this person may do with the example now."""
    return [
        move.action
        for move in EXEMPLAR.open_from(state)
        if exemplar_who_not(move.action, hand, state=state, recommended_by=recommended_by) is None
    ]
