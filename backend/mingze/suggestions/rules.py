"""Who takes in suggestions and says what becomes of them; which ones say the same. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from mingze.access.permissions import Permission
from mingze.findings.vocabulary import Source
from mingze.kit.likeness import likeness_of, pairs
from mingze.kit.problems import Conflict, Forbidden
from mingze.kit.workflow import Move, Workflow
from mingze.suggestions.vocabulary import SuggestionState

_S, _P = SuggestionState, Permission
_RECEIVED = frozenset({_S.RECEIVED})

WORK: Workflow[SuggestionState] = Workflow(
    [
        Move("adopt", _RECEIVED, _S.ADOPTED, _P.DUTY_PREPARE, "采纳"),
        Move("decline", _RECEIVED, _S.NOT_ADOPTED, _P.DUTY_PREPARE, "不予采纳"),
        # What was adopted may turn out to be a fault that has to be put right.
        Move(
            "to_finding",
            frozenset({_S.RECEIVED, _S.ADOPTED}),
            _S.BECAME_FINDING,
            _P.FINDING_REGISTER,
            "转为问题",
        ),
    ]
)
#: What a finding that began as a suggestion may be said to come from.
SOURCES = frozenset({Source.SELF_CHECK, Source.PUBLIC_REPORT})

#: Two suggestions that share so much of their words say the same.
ALIKE = 0.4
MOST_ALIKE = 5
#: So many letters of each are compared: people say in their first sentences what they mean, and thousands of long
#: ones would take seconds.
COMPARED_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts: at the unit the suggestion concerns, and at the office of the campaign."""

    prepares: bool
    manages: bool

    @property
    def may(self) -> bool:
        return self.prepares or self.manages


def check_who(hand: Hand) -> None:
    if not hand.may:
        raise Forbidden("须由收集意见的单位或活动办公室办理")


def check_when(action: str, state: SuggestionState) -> None:
    if state not in WORK.move(action).sources:
        moves = [move.action for move in WORK.open_from(state)]
        raise Conflict(f"该意见已办理,不能再“{WORK.move(action).label}”", open_moves=moves)


def acts(hand: Hand, state: SuggestionState, *, registers: bool) -> list[str]:
    """What this person may do with the suggestion now; `registers`: they register findings at all."""
    if not hand.may:
        return []
    return [move.action for move in WORK.open_from(state) if registers or move.action != "to_finding"]


def most_alike(text: str, others: Iterable[tuple[int, str]]) -> list[tuple[int, float]]:
    """(id, likeness) of the texts that say nearly the same, the most alike first."""
    mine = pairs(text[:COMPARED_LETTERS])
    found = [(number, likeness_of(mine, pairs(other[:COMPARED_LETTERS]))) for number, other in others]
    alike = sorted((one for one in found if one[1] >= ALIKE), key=lambda one: (-one[1], one[0]))
    return alike[:MOST_ALIKE]
