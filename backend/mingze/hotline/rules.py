"""Orders of hotlines: when two are the same, what a further round does, how two lists compare. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingze.complaints.labels import COMPLAINT_STATE_LABELS
from mingze.complaints.vocabulary import ComplaintKind
from mingze.complaints.vocabulary import ComplaintState as S
from mingze.complaints.workflow import COMPLAINT, OPEN
from mingze.hotline.vocabulary import HotlineRowAction, HotlineStatus
from mingze.kit.problems import Conflict

#: By so much may the hotline's clock go before ours.
CLOCKS_DIFFER_SECONDS = 600
#: Items of one reconciliation, and orders of ours that are compared with them.
MOST_ITEMS = 5_000
CALLER = "caller"

_STATUS: Mapping[HotlineStatus, frozenset[S]] = {
    HotlineStatus.RECEIVED: frozenset({S.REGISTERED, S.TO_SIGN}),
    HotlineStatus.HANDLING: frozenset(
        {
            S.RETURN_REQUESTED,
            S.INVESTIGATING,
            S.PARKED,
            S.NEGOTIATING,
            S.MEDIATION,
            S.LITIGATION,
            S.OBJECTED,
            S.HANDLING,
            S.REVIEWING,
            S.RECHECKING,
        }
    ),
    HotlineStatus.ANSWERED: frozenset({S.ANSWERED, S.VISITED_BACK, S.OPINION_ISSUED, S.REVIEWED}),
    HotlineStatus.CLOSED: frozenset({S.CLOSED, S.FINAL}),
    HotlineStatus.NOT_HANDLED: frozenset(
        {S.NOT_HANDLED, S.TRANSFERRED, S.GIVEN_BACK, S.FORWARDED, S.REFUSED, S.DIVERTED}
    ),
}
_STATUS_OF: Mapping[S, HotlineStatus] = {
    **{state: status for status, states in _STATUS.items() for state in states},
    # Whoever looks further asks for the one it was merged into.
    S.MERGED: HotlineStatus.HANDLING,
}


def status_of(state: S) -> HotlineStatus:
    """Where an order stands whose complaint stands there; of a merged one ask with the state of the main one."""
    return _STATUS_OF[state]


def states_of(status: HotlineStatus) -> frozenset[S]:
    return _STATUS[status]


# --- the same order again --------------------------------------------------------------------------------------


def digest(values: Mapping[str, Any]) -> str:
    """Of everything that was sent, in one form only."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The fields in which what is sent now differs from what was sent before."""
    return [name for name in now if _same(before.get(name)) != _same(now[name])]


def _same(value: Any) -> Any:
    return str(value) if value is not None else None


# --- rounds ----------------------------------------------------------------------------------------------------


def check_round(given: int, last: int | None) -> None:
    """Conflict unless `given` is the round after `last` (None: the order is not known)."""
    wanted = (last or 0) + 1
    if given != wanted:
        known = f"已有第 {last} 轮" if last else "本平台没有此工单"
        raise Conflict(f"轮次不能跳过:{known},应为第 {wanted} 轮")


def further_round(kind: ComplaintKind, state: S) -> HotlineRowAction:
    """What the next round of an order does whose last one stands there. Conflict while that is still handled."""
    if state in OPEN:
        label = COMPLAINT_STATE_LABELS[state]
        raise Conflict(f"上一轮还在办理({label}),答复以后才能退回重办")
    if kind is ComplaintKind.COMPLAINT and state in COMPLAINT.move("redo").sources:
        return HotlineRowAction.REDO
    return HotlineRowAction.REPEAT


# --- two lists -------------------------------------------------------------------------------------------------

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Theirs:
    """An order as the other side lists it; `status` None where they do not say."""

    external_no: str
    round: int
    status: HotlineStatus | None = None

    @property
    def key(self) -> Key:
        return self.external_no, self.round


@dataclass(frozen=True, slots=True)
class Ours:
    external_no: str
    round: int
    status: HotlineStatus
    complaint_number: str

    @property
    def key(self) -> Key:
        return self.external_no, self.round


@dataclass(slots=True)
class Compared:
    """theirs = same + differing + missing_here + repeated; ours = same + differing + missing_there."""

    same: int = 0
    repeated: int = 0
    missing_here: list[Theirs] = field(default_factory=list)
    missing_there: list[Ours] = field(default_factory=list)
    differing: list[tuple[Theirs, Ours]] = field(default_factory=list)


def compare(theirs: Sequence[Theirs], ours: Iterable[Ours]) -> Compared:
    found, known = Compared(), {one.key: one for one in ours}
    seen: set[Key] = set()
    for one in theirs:
        if one.key in seen:
            found.repeated += 1
            continue
        seen.add(one.key)
        mine = known.get(one.key)
        if mine is None:
            found.missing_here.append(one)
        elif one.status is not None and one.status is not mine.status:
            found.differing.append((one, mine))
        else:
            found.same += 1
    found.missing_there = [one for key, one in known.items() if key not in seen]
    return found
