"""What is computed and never stored: the light of a finding, the roll-up of its measures. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from mingze.findings.vocabulary import ClosureState, ItemState, Light, PublishedStatus, WorkState

#: Grey: the clock does not run.
GREY_WORK = frozenset({WorkState.WAITING_EXTERNAL})
GREY_CLOSURE = frozenset({ClosureState.CLOSED})


@dataclass(frozen=True, slots=True)
class DueWindow:
    """The days a due date must lie in for a light: from `first` to `last`, both included, None: unbounded."""

    light: Light
    first: date | None
    last: date | None
    without_date: bool = False

    def holds(self, due_on: date | None) -> bool:
        if due_on is None:
            return self.without_date
        return (self.first is None or due_on >= self.first) and (self.last is None or due_on <= self.last)


@lru_cache
def due_windows(today: date, light_days: int) -> tuple[DueWindow, ...]:
    """The three coloured lights as windows of due dates; the SQL filter is made from the same rows."""
    near = today + timedelta(days=light_days)
    return (
        DueWindow(Light.RED, None, today - timedelta(days=1)),
        DueWindow(Light.YELLOW, today, near),
        DueWindow(Light.GREEN, near + timedelta(days=1), None, without_date=True),
    )


def light_of(
    due_on: date | None,
    work: WorkState,
    closure: ClosureState,
    *,
    voided: bool,
    today: date,
    light_days: int,
) -> Light:
    """Red past due; yellow due within `light_days`; green otherwise; grey closed, voided or waiting for others."""
    if voided or work in GREY_WORK or closure in GREY_CLOSURE:
        return Light.GREY
    return next(window.light for window in due_windows(today, light_days) if window.holds(due_on))


_ROLLED = frozenset({WorkState.ACCEPTED, WorkState.RECTIFYING, WorkState.CLAIMED})
_DONE = frozenset({ItemState.CLAIMED, ItemState.ACCEPTED})


def rolled_up(work: WorkState, items: Iterable[ItemState]) -> WorkState:
    """The work state of a finding after its measures moved.

    The first report starts rectifying; when every measure is claimed or accepted the finding is claimed;
    a returned measure brings it back to rectifying. Other states do not follow their measures.
    """
    states = list(items)
    if work not in _ROLLED or not states:
        return work
    if all(state in _DONE for state in states):
        return WorkState.CLAIMED
    if work is WorkState.CLAIMED or any(state is not ItemState.PLANNED for state in states):
        return WorkState.RECTIFYING
    return work


def printed_status(published: PublishedStatus | None, work: WorkState) -> PublishedStatus:
    """What a report prints of a finding: what was published of it, or what the work says where nothing was."""
    if work is WorkState.VERIFIED:
        return PublishedStatus.DONE
    return published or PublishedStatus.IN_PROGRESS
