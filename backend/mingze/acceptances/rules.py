"""How a closure is put to the public: how long, what a disagreement does, what is compared. Pure."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from mingze.acceptances.vocabulary import AcceptanceState, Verdict
from mingze.findings.vocabulary import ReopenTrigger

#: Answers are taken for so many days after the closure is recorded.
ASKED_DAYS = 60
#: Complaints are compared over at most so many days on either side of the closure.
COMPARED_DAYS = 90
#: What a request to reopen says made it necessary.
TRIGGER = ReopenTrigger.LOOK_BACK

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10


def new_code() -> str:
    """The code at the door: no secret, for it hangs there; but nobody comes upon another unit's by counting."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))


def ends_on(opened: date) -> date:
    return opened + timedelta(days=ASKED_DAYS)


def is_asking(today: date, last: date, *, closed: bool) -> bool:
    """Whether answers are taken: in time, and while the finding stands closed."""
    return closed and today <= last


def after_voice(state: AcceptanceState, verdict: Verdict, *, complained: bool) -> AcceptanceState:
    """Where an answer leads. Any "not solved" makes the office look (again); a look is no penalty.

    Once the office has looked, the code at the door does not call it back: whoever complained does.
    """
    if verdict is not Verdict.NOT_SOLVED:
        return state
    if state is AcceptanceState.OPEN or complained:
        return AcceptanceState.DISPUTED
    return state


@dataclass(frozen=True, slots=True)
class Compared:
    """Spans of equal length that meet at the day of closing: before it, and from it on."""

    days: int
    before: date
    closed_on: date
    until: date


def compared(closed_on: date, today: date) -> Compared | None:
    """What can be compared by `today`, which is not over yet; None on the day of closing itself."""
    days = min(COMPARED_DAYS, (today - closed_on).days)
    if days < 1:
        return None
    span = timedelta(days=days)
    return Compared(days, closed_on - span, closed_on, closed_on + span)
